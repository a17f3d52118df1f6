//! Histories as chains: for each, where its last entry is; for each entry, where the one before it is in each of its histories.
//!
//! A list of places, whose and when, would be simpler to read, and would dirty a page of its own for nearly everybody in a
//! group of commands: that was two thirds of what a command cost with a hundred agents. Here what is written lies together.

use redb::{ReadOnlyTable, ReadTransaction, ReadableTable, Table, WriteTransaction};

use super::tables::{HEADS, LINKS};
use crate::store::{About, StoreError};

/// [`About::bytes`].
pub(super) type Whose = [u8; 17];

/// [`Whose`] and a position: a link.
const LINK: usize = 25;

/// The chains, to be added to.
pub(super) struct Chains<'t> {
    heads: Table<'t, &'static [u8], u64>,
    links: Table<'t, u64, &'static [u8]>,
}

impl<'t> Chains<'t> {
    pub(super) fn open(transaction: &'t WriteTransaction) -> Result<Chains<'t>, StoreError> {
        Ok(Chains { heads: transaction.open_table(HEADS)?, links: transaction.open_table(LINKS)? })
    }

    /// An entry that was just written is the last one of these histories.
    pub(super) fn enter(&mut self, position: u64, histories: &[About]) -> Result<(), StoreError> {
        let mut links = Vec::new();
        for about in histories {
            links.extend(self.lead(about.bytes(), position)?.into_iter().flatten());
        }
        if !links.is_empty() {
            self.links.insert(position, &links[..])?;
        }
        Ok(())
    }

    /// The same of one history of an entry that is known already.
    pub(super) fn enter_also(&mut self, position: u64, whose: Whose) -> Result<(), StoreError> {
        let Some(link) = self.lead(whose, position)? else { return Ok(()) };
        let mut links = self.links.get(position)?.map(|links| links.value().to_vec()).unwrap_or_default();
        links.extend(link);
        self.links.insert(position, &links[..])?;
        Ok(())
    }

    /// The history ends there now: the link to where it ended.
    fn lead(&mut self, whose: Whose, position: u64) -> Result<Option<[u8; LINK]>, StoreError> {
        let before = self.heads.insert(&whose[..], position)?.map(|before| before.value());
        Ok(before.map(|before| {
            let mut link = [0; LINK];
            link[..17].copy_from_slice(&whose);
            link[17..].copy_from_slice(&before.to_be_bytes());
            link
        }))
    }
}

/// A chain, from its end to its beginning.
pub(super) struct Walk {
    links: ReadOnlyTable<u64, &'static [u8]>,
    whose: Whose,
    next: Option<u64>,
}

impl Walk {
    /// The entries before a position; none: all.
    pub(super) fn of(reading: &ReadTransaction, about: About, before: Option<u64>) -> Result<Walk, StoreError> {
        let (links, whose) = (reading.open_table(LINKS)?, about.bytes());
        let mut walk = Walk { links, whose, next: None };
        // Whoever pages goes on behind an entry of the chain.
        walk.next = before.map(|before| walk.before(before)).transpose()?.flatten();
        if walk.next.is_none() {
            walk.next = reading.open_table(HEADS)?.get(&whose[..])?.map(|head| head.value());
            while let Some(at) = walk.next.filter(|at| before.is_some_and(|before| *at >= before)) {
                walk.next = walk.before(at)?;
            }
        }
        Ok(walk)
    }

    /// The position of the next entry.
    pub(super) fn next(&mut self) -> Result<Option<u64>, StoreError> {
        let Some(at) = self.next else { return Ok(None) };
        self.next = self.before(at)?;
        Ok(Some(at))
    }

    fn before(&self, position: u64) -> Result<Option<u64>, StoreError> {
        let Some(links) = self.links.get(position)? else { return Ok(None) };
        let (links, rest) = links.value().as_chunks::<LINK>();
        if !rest.is_empty() {
            return Err(StoreError::Damaged(format!("half a link at {position}")));
        }
        let found = links.iter().find_map(|link| {
            let (whose, before) = link.split_last_chunk::<8>()?;
            (whose == self.whose).then_some(u64::from_be_bytes(*before))
        });
        match found {
            // Who follows it would never come to an end.
            Some(before) if before >= position => {
                Err(StoreError::Damaged(format!("a link of {position} leads to {before}")))
            }
            found => Ok(found),
        }
    }
}
