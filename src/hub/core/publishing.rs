//! What was published comes in force when its time comes.

use super::*;
use crate::{
    domain::edition,
    hub::editions::{self, Comparing},
};

impl Core {
    /// By what the floor works now.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// Another edition is in force, as far as it is durable: decisions rest on it from now on, and what waits is looked
    /// at again.
    pub(super) fn come_in_force(&mut self, now: Now, out: &mut Vec<Output>) {
        let number = self.durable.edition_in_force(now.utc);
        if number == self.library.number() {
            return;
        }
        let used = editions::used(&self.durable).chain(editions::used(&self.decided)).collect();
        self.library = Arc::new(editions::in_force(&self.library, self.durable.editions(), &used, now.utc));
        self.unrouted = true;
        out.push(Output::Renew(Arc::clone(&self.library)));
        let urgent = self.durable.editions.get(&number).is_some_and(|(_, edition)| edition.urgent);
        self.tell_all(Event::Edition { number, urgent }, out);
    }

    /// What was published, and what publishing would change; compared elsewhere, since it takes its time.
    pub(super) fn compare(&self, now: Now, asked: &Asked, files: Option<Vec<PackFile>>) -> Output {
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
