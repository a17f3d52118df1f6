//! What was published comes in force when its time comes.

use super::*;
use crate::{
    domain::{EditionNumber, edition},
    hub::editions::{self, Comparing},
};

impl Core {
    /// By what the floor works now.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// Another edition is in force, as far as it is durable: decisions rest on it from now on, and what waits is looked
    /// at again. Or a contact goes on in one that nobody was treated by for a while.
    pub(super) fn come_in_force(&mut self, now: Now, out: &mut Vec<Output>) {
        // Each key of the floor comes by here.
        let is_due = self.next_edition.is_some_and(|next| next <= now.utc);
        if !is_due && !std::mem::take(&mut self.editions_changed) {
            return;
        }
        // What is being taken back does not come in force any more.
        let kept = |edition: &&Edition| self.decided.editions.get(&edition.number).is_none_or(|(_, e)| !e.withdrawn);
        let all = || self.durable.editions().filter(kept);
        self.next_edition = all().filter(|edition| edition.is_ahead(now.utc)).map(|edition| edition.from).min();
        let number = edition::in_force(all(), now.utc);
        let is_new = number != self.library.number();
        let used: BTreeSet<EditionNumber> =
            editions::used(&self.durable).chain(editions::used(&self.decided)).collect();
        if !is_new && used.iter().all(|used| self.is_read(*used)) {
            return;
        }
        self.library = Arc::new(editions::in_force(&self.library, all(), &used, now.utc));
        out.push(Output::Renew(Arc::clone(&self.library)));
        if is_new {
            self.unrouted = true;
            let urgent = self.durable.editions.get(&number).is_some_and(|(_, edition)| edition.urgent);
            self.tell_all(Event::Edition { number, urgent }, out);
        }
    }

    /// Whether what an interaction is treated by is at hand.
    pub(super) fn is_read(&self, edition: EditionNumber) -> bool {
        self.library.of(edition).number() == edition || edition == EditionNumber::default()
    }

    /// What was published, and what publishing would change; compared elsewhere, since it takes its time.
    pub(super) fn compare(&self, now: Now, asked: &Asked, files: Option<Vec<PackFile>>) -> Output {
        if files.as_ref().is_some_and(|files| edition::size(files) > edition::LARGEST) {
            let refusal = ToSession::Reply(asked.number, Err(Refusal::PackTooLarge));
            return Output::Send(asked.session, refusal);
        }
        let timeline = edition::timeline(self.durable.editions(), now.utc);
        let comparing = Comparing {
            all: self.durable.editions().map(Edition::without_files).rev().collect(),
            before: edition::before(&timeline).map(|edition| edition.number),
            library: Arc::clone(&self.library),
            files,
        };
        Output::Compare(asked.session, asked.number, Box::new(comparing))
    }
}
