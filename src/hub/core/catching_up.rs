//! When the store is not as we think: after a commit that failed, of which nobody knows whether it is there, and after a
//! conflict with somebody else's write. What happened behind our position is read from the journal and told to everyone;
//! until then nothing is decided.

use super::{AGAIN_AFTER, Behind, Core, Decided, Order, Output, Reading, TRIES};
use crate::{
    domain::{Entry, Now},
    hub::loaded::Loaded,
    store::{StoreError, Versioned},
};

impl Core {
    /// Goes back to what is durable. `unknown` ended nobody knows how, `again` is decided again.
    pub(super) fn fall_behind(
        &mut self,
        unknown: Vec<Decided>,
        mut again: Vec<Decided>,
        error: Option<StoreError>,
        out: &mut Vec<Output>,
    ) {
        if error.is_some() {
            self.not_before = self.last.after(AGAIN_AFTER);
        }
        self.decided = self.durable.clone();
        self.editions_changed = true;
        self.undurable.clear();
        // What is being read for has not been decided: it comes behind what is decided again, before what waits.
        let reading: Vec<_> =
            self.reading.extract_if(.., |_, reading| matches!(reading, Reading::Command(..))).collect();
        for (_, reading) in reading.into_iter().rev() {
            if let Reading::Command(id, order, ..) = reading
                && let Some(session) = self.sessions.get_mut(&id)
            {
                session.busy = false;
                session.waiting.push_front(order);
            }
        }
        while let Some(decided) = again.pop() {
            if decided.tries >= TRIES {
                self.refuse(&decided, None, out);
                continue;
            }
            self.undo_sign_in(&decided);
            self.drafts.release(decided.serial);
            if let Some(session) = self.sessions.get_mut(&decided.session) {
                let Decided { number, command, tries, .. } = decided;
                session.waiting.push_front(Order { number, command, tries });
            }
        }
        self.behind = Some(Behind { unknown, error, reading: false, tries: 0 });
        self.catch_up(out);
    }

    /// Reads on in the journal, if that is needed and not under way.
    pub(super) fn catch_up(&mut self, out: &mut Vec<Output>) {
        if let Some(behind) = &mut self.behind
            && !behind.reading
        {
            behind.reading = true;
            self.read(Reading::Feed, out);
        }
    }

    /// Takes in what the journal tells, and goes on with it.
    pub(super) fn learn(&mut self, entries: Vec<Entry>, loaded: Loaded, out: &mut Vec<Output>) {
        let news = |row: &Versioned| self.durable.version_of(row.record.key()) != Some(row.version);
        let rows: Vec<Versioned> = loaded.records.into_values().flatten().filter(news).collect();
        self.announce(rows, out);
        for entry in entries {
            self.position = self.position.max(entry.position);
            let Some(behind) = &mut self.behind else { continue };
            if let Some(at) = behind.unknown.iter().position(|decided| is_of(&entry, decided)) {
                let decided = behind.unknown.remove(at);
                self.reply(decided, out);
            }
        }
        self.read(Reading::Feed, out);
    }

    /// Nothing is behind our position any more: what is not there never happened.
    pub(super) fn caught_up(&mut self, now: Now, out: &mut Vec<Output>) {
        self.decided = self.durable.clone();
        self.editions_changed = true;
        self.unrouted = true;
        if let Some(Behind { unknown, error, .. }) = self.behind.take() {
            for decided in unknown.iter().rev() {
                self.refuse(decided, error.as_ref(), out);
            }
        }
        for id in self.sessions.keys().copied().collect::<Vec<_>>() {
            self.advance(now, id, out);
        }
    }

    /// The journal can't be read either. After some tries nobody is kept waiting, and the next order tries again.
    pub(super) fn fell_behind(&mut self, error: &StoreError, out: &mut Vec<Output>) {
        let Some(behind) = &mut self.behind else { return };
        behind.tries += 1;
        behind.reading = false;
        if behind.tries < TRIES {
            return self.catch_up(out);
        }
        behind.tries = 0;
        for decided in std::mem::take(&mut behind.unknown).iter().rev() {
            self.refuse(decided, Some(error), out);
        }
        for (id, session) in &mut self.sessions {
            for order in session.waiting.drain(..) {
                let reply = crate::proto::ToSession::Reply(order.number, Err(super::not_saved(error)));
                out.push(Output::Send(*id, reply));
            }
        }
    }
}

/// Whether that is the journal's entry on this decision: nobody else makes the same versions of the same records.
fn is_of(entry: &Entry, decided: &Decided) -> bool {
    let Ok((_, batch)) = &decided.end else { return false };
    entry.session == batch.session
        && entry.command == batch.command
        && entry.changes.len() == decided.writes.len()
        && decided.writes.iter().all(|row| {
            entry.changes.iter().any(|change| change.key == row.record.key() && change.after == Some(row.version))
        })
}
