//! What is read from the tables inside one read transaction: one unchanging state of the store.

use redb::{ReadTransaction, ReadableTable};

use super::{
    chains::Walk,
    tables::{
        DRAFTS, INDEXES, JOURNAL, RECORDS, behind, draft_bytes, index_byte, index_bytes, key_bytes, place, table_byte,
    },
};
use crate::{
    domain::{AgentId, Draft, Entry, Id, Key, Position, Subject, Table},
    store::{About, Cursor, History, List, Page, StoreError, Versioned, codec},
};

/// A read transaction.
pub(super) struct Reading(pub(super) ReadTransaction);

impl Reading {
    pub(super) fn get(&self, key: Key) -> Result<Option<Versioned>, StoreError> {
        let records = self.0.open_table(RECORDS)?;
        let found = records.get(&key_bytes(key)[..])?;
        found.map(|bytes| codec::decode_record(bytes.value())).transpose()
    }

    pub(super) fn page(&self, list: &List) -> Result<Page, StoreError> {
        let indexes = self.0.open_table(INDEXES)?;
        let records = self.0.open_table(RECORDS)?;
        let byte = [index_byte(list.index)];
        let mut start = [&byte[..], &list.start().0].concat();
        let end_of_prefix = behind(&[&byte[..], &list.prefix.0].concat());
        let until = list.until.as_ref().map(|until| [&byte[..], &until.0].concat());
        // No index has the number 255, so that the end of a prefix always is there.
        let mut end = [end_of_prefix, until].into_iter().flatten().min().unwrap_or_default();
        if let Some(Cursor { key, id }) = &list.after {
            let after = index_bytes(list.index, key, *id);
            if list.newest_first {
                end = end.min(after);
            } else {
                start = start.max([&after[..], &[0]].concat());
            }
        }
        let mut page = Page::default();
        if start >= end {
            return Ok(page);
        }
        let mut range = indexes.range(&start[..]..&end[..])?;
        let mut last = None;
        while let Some(next) = if list.newest_first { range.next_back() } else { range.next() } {
            let (key, id) = place(next?.0.value())?;
            if !list.holds(&key) {
                continue;
            }
            if page.rows.len() == list.limit {
                page.next = last;
                break;
            }
            let record = key_bytes(Key { table: list.index.table(), id });
            let found = records.get(&record[..])?;
            let found = found.ok_or_else(|| StoreError::Damaged(format!("an index names {id}, which is not there")))?;
            page.rows.push(codec::decode_record(found.value())?);
            last = Some(Cursor { key, id });
        }
        Ok(page)
    }

    pub(super) fn scan(&self, table: Table, after: Option<Id>, limit: usize) -> Result<Vec<Versioned>, StoreError> {
        let records = self.0.open_table(RECORDS)?;
        let byte = table_byte(table);
        let start = match after {
            Some(id) => [&key_bytes(Key { table, id })[..], &[0]].concat(),
            None => vec![byte],
        };
        let end = [byte + 1];
        if start[..] >= end[..] {
            return Ok(Vec::new());
        }
        let range = records.range(&start[..]..&end[..])?;
        range.take(limit).map(|row| codec::decode_record(row?.1.value())).collect()
    }

    pub(super) fn since(&self, after: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let Some(start) = after.0.checked_add(1) else { return Ok(Vec::new()) };
        let journal = self.0.open_table(JOURNAL)?;
        let range = journal.range(start..)?;
        range.take(limit).map(|row| codec::decode_entry(row?.1.value())).collect()
    }

    pub(super) fn journal(&self, history: &History) -> Result<Vec<Entry>, StoreError> {
        let journal = self.0.open_table(JOURNAL)?;
        let before = history.before.map_or(u64::MAX, |before| before.0);
        if history.about == About::Everything {
            let range = journal.range(..before)?.rev();
            return range.take(history.limit).map(|row| codec::decode_entry(row?.1.value())).collect();
        }
        let mut walk = Walk::of(&self.0, history.about, history.before.map(|before| before.0))?;
        let mut entries = Vec::new();
        while entries.len() < history.limit
            && let Some(position) = walk.next()?
        {
            let found = journal.get(position)?;
            let found = found.ok_or_else(|| StoreError::Damaged(format!("no entry {position} in the journal")))?;
            entries.push(codec::decode_entry(found.value())?);
        }
        Ok(entries)
    }

    pub(super) fn position(&self) -> Result<Position, StoreError> {
        let journal = self.0.open_table(JOURNAL)?;
        Ok(Position(journal.last()?.map_or(0, |(position, _)| position.value())))
    }

    pub(super) fn drafts(&self, agent: AgentId) -> Result<Vec<Draft>, StoreError> {
        let drafts = self.0.open_table(DRAFTS)?;
        let mut last = draft_bytes(agent, Subject::Desk);
        last[16..].fill(u8::MAX);
        let range = drafts.range(&agent.0.bytes()[..]..=&last[..])?;
        range.map(|row| codec::decode_draft(row?.1.value())).collect()
    }
}
