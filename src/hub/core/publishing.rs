//! What was published comes in force when its time comes.

use super::*;
use crate::{
    domain::{EditionNumber, edition},
    hub::editions::{self, Comparing, Making},
};

impl Core {
    /// By what the floor works now.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// Another edition comes in force, as far as it is durable: it is made beside, since that takes its time, and until then the
    /// floor works by the one before. Or a contact goes on in one that nobody was treated by for a while: nothing is decided
    /// before that is there.
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
        let mut used: BTreeSet<EditionNumber> =
            editions::used(&self.durable).chain(editions::used(&self.decided)).collect();
        if !used.iter().all(|used| self.is_read(*used)) {
            let library = editions::in_force(&self.library, all(), &used, &self.durable.texts, now.utc);
            return self.renew(library, out);
        }
        if number == self.library.number() {
            // What is being made was taken back.
            self.making = None;
        } else if self.making.replace(number) != Some(number) {
            // Contacts that begin until it is made begin by what is in force now.
            used.insert(self.library.number());
            let all = self.durable.editions.values().map(|(_, edition)| Arc::clone(edition));
            let all = all.filter(|edition| kept(&&**edition)).collect();
            let (library, texts) = (Arc::clone(&self.library), self.durable.texts.clone());
            out.push(Output::Make(Box::new(Making { number, library, all, texts, used, now: now.utc })));
        }
    }

    /// What was to come in force is made. Another one may be due by now.
    pub(super) fn made(&mut self, library: Library, out: &mut Vec<Output>) {
        if self.making == Some(library.number()) {
            self.renew(library, out);
            self.editions_changed = true;
        }
    }

    /// What was to be published meanwhile waited for that.
    pub(super) fn go_on_publishing(&mut self, now: Now, out: &mut Vec<Output>) {
        let waiting = self.sessions.iter().filter(|(_, session)| !session.waiting.is_empty());
        let waiting: Vec<SessionId> = waiting.map(|(id, _)| *id).collect();
        waiting.into_iter().for_each(|id| self.advance(now, id, out));
    }

    /// The floor works by this from now on: sessions have it before anything that is told behind it.
    fn renew(&mut self, library: Library, out: &mut Vec<Output>) {
        let (before, number) = (self.library.number(), library.number());
        self.making = None;
        self.library = Arc::new(library);
        out.push(Output::Renew(Arc::clone(&self.library)));
        if number != before {
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
