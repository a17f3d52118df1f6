//! Editions: what is in force is made of what was published, and every script version that an interaction runs stays
//! stored and can be run on.

use std::{collections::BTreeSet, sync::Arc};

use super::{floor::Floor, shell};
use crate::{
    domain::{
        Actor, Edition, EditionNumber, Interaction, Now, PackFile, PackTexts, Record, ScriptText, Utc, edition,
        pack_text,
    },
    proto::query::Editions,
    script::{Library, differences},
    store::{Batch, Store, StoreError, Versioned},
    text::Clean,
};

/// Editions that open interactions are treated by, and in which interviews began that are not over.
pub fn used(floor: &Floor) -> impl Iterator<Item = EditionNumber> {
    let interviews = floor.interviews.values().map(|(_, interview)| interview.edition);
    floor.open.values().map(|(_, one)| one.edition).chain(interviews)
}

/// What is in force at a time.
pub fn in_force<'a>(
    library: &Library,
    all: impl Iterator<Item = &'a Edition>,
    used: &BTreeSet<EditionNumber>,
    texts: &PackTexts,
    now: Utc,
) -> Library {
    library.in_force(&edition::timeline(all, now), used, texts)
}

/// What comes in force, to be made of what was published.
#[derive(Debug)]
pub struct Making {
    /// Which one comes in force.
    pub number: EditionNumber,
    /// What is in force: the versions that it knows stay known.
    pub library: Arc<Library>,
    /// All that was published and is not taken back.
    pub all: Vec<Arc<Edition>>,
    /// Their texts.
    pub texts: PackTexts,
    /// What contacts under way are treated by.
    pub used: BTreeSet<EditionNumber>,
    /// When.
    pub now: Utc,
}

impl Making {
    /// Makes it.
    pub fn made(self) -> Library {
        in_force(&self.library, self.all.iter().map(Arc::as_ref), &self.used, &self.texts, self.now)
    }
}

/// Files to hold against what is in force.
#[derive(Debug)]
pub struct Comparing {
    /// All editions, newest first, without their files.
    pub all: Vec<Edition>,
    /// Which one rolling back goes back to.
    pub before: Option<EditionNumber>,
    /// What is in force.
    pub library: Arc<Library>,
    /// What is held against it; none: what lies in the hub's folders.
    pub files: Option<Vec<PackFile>>,
}

impl Comparing {
    /// Compares.
    pub fn compared(self, folders: impl FnOnce() -> Vec<PackFile>) -> Editions {
        let files = self.files.unwrap_or_else(folders);
        let compared = differences::compare(&self.library, &files).1;
        Editions { all: self.all, in_force: self.library.number(), before: self.before, files, compared }
    }
}

/// Makes what was found at the start of a desk known to its store: the first edition, and the versions that are new.
/// Then what is in force: what was published, with every version that interactions may still run on; and what is live.
pub fn at_start(store: &dyn Store, library: Library, now: Now) -> Result<(Library, Vec<Versioned>), StoreError> {
    let mut live = shell::live(store)?;
    let mut editions: Vec<Edition> = live.iter().filter_map(edition_of).collect();
    // One's own are in their editions.
    let mut known = Library::shipped();
    let mut new: Vec<Record> = known
        .scripts()
        .filter(|script| !live.iter().any(|row| row.record.key() == script.version.into()))
        .filter_map(|script| {
            let text = known.text_of(&script.name)?.to_owned();
            Some(ScriptText { version: script.version, name: script.name.clone(), text })
        })
        .map(Record::from)
        .collect();
    if editions.is_empty() {
        let (named, texts) = pack_text::apart(library.files());
        for text in texts.into_iter().map(Record::from) {
            let is_there =
                live.iter().map(|row| row.record.key()).chain(new.iter().map(Record::key)).any(|key| key == text.key());
            new.extend((!is_there).then_some(text));
        }
        let first = Edition::new(EditionNumber::default().next(), named, None, now.utc);
        new.push(Record::Edition(Arc::new(first.clone())));
        editions.push(first);
    }
    // Contacts that began before there were editions are of the first: urgent words reach them as they do all others.
    let first = editions.iter().map(|edition| edition.number).min().unwrap_or_default();
    let adopted: Vec<Versioned> = live.iter().filter_map(|row| adopted(row, first)).collect();
    if !new.is_empty() || !adopted.is_empty() {
        let expected = adopted.iter().map(|row| (row.record.key(), Some(row.version)));
        let expected = expected.chain(new.iter().map(|record| (record.key(), None))).collect();
        new.extend(adopted.into_iter().map(|row| row.record));
        let batch = Batch {
            at: now.utc,
            actor: Actor::System,
            session: None,
            command: Clean::line("publish"),
            interaction: None,
            contact: None,
            expected,
            puts: new,
            deletes: Vec::new(),
            drop_drafts: Vec::new(),
        };
        // Only this process writes: there is nobody to be in conflict with.
        store.commit(&[batch])?;
        live = shell::live(store)?;
    }
    let mut texts = PackTexts::default();
    for row in &live {
        if let Record::Script(script) = &row.record {
            // A text that this release can't read any more is not kept: its interactions show no script. Lists of one's own, read as
            // scripts, are none.
            known.keep(&script.text);
            texts.put(row.version, script);
        }
    }
    let used = live.iter().filter_map(|row| match &row.record {
        Record::Interaction(one) => Some(one.edition),
        Record::Interview(one) => Some(one.edition),
        _ => None,
    });
    let library = in_force(&known, editions.iter(), &used.collect(), &texts, now.utc);
    Ok((library, live))
}

/// What a contact becomes that has a script and no edition.
fn adopted(row: &Versioned, first: EditionNumber) -> Option<Versioned> {
    let Record::Interaction(one) = &row.record else { return None };
    let is = one.edition == EditionNumber::default() && !one.runs.is_empty();
    let record = || Record::from(Interaction { edition: first, ..Interaction::clone(one) });
    is.then(|| Versioned { version: row.version, record: record() })
}

fn edition_of(row: &Versioned) -> Option<Edition> {
    match &row.record {
        Record::Edition(edition) => Some(Edition::clone(edition)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Channel, Id, InteractionId, Language, ScriptRun},
        store::MemoryStore,
    };

    /// As a file of before there were editions holds it: on the script of that text.
    fn without_edition(id: u128, script: &crate::script::Script) -> Record {
        let id = InteractionId(Id(id));
        let mut one = Interaction::incoming(id, Channel::Call, Clean::default(), Language::En, Utc(1));
        let step = script.steps[0].id.clone();
        let run = serde_json::json!({ "script": script.name, "version": script.version, "step": step });
        one.runs.push(serde_json::from_value::<ScriptRun>(run).unwrap());
        Record::from(one)
    }

    #[test]
    fn urgent_words_reach_contacts_that_began_before_there_were_editions() {
        let store = MemoryStore::new();
        let shipped = Library::shipped();
        let name = "incoming-information";
        let now = shipped.script(name).unwrap();
        // One runs on a text that was replaced since.
        let older = shipped.text_of(name).unwrap().replace("checks_needed = 2", "checks_needed = 3");
        let older = Library::with(&[("own.toml", &older)]).0;
        let before = older.script(name).unwrap();
        let text = Record::from(ScriptText {
            version: before.version,
            name: before.name.clone(),
            text: older.text_of(name).unwrap().to_owned(),
        });
        let puts = vec![without_edition(7, now), without_edition(8, before), text];
        let batch = Batch {
            at: Utc(1),
            actor: Actor::System,
            session: None,
            command: Clean::line("test"),
            interaction: None,
            contact: None,
            expected: Vec::new(),
            puts,
            deletes: Vec::new(),
            drop_drafts: Vec::new(),
        };
        store.commit(&[batch]).unwrap()[0].as_ref().unwrap();
        let (library, live) = at_start(&store, shipped.clone(), Now::default()).unwrap();
        let editions = live.iter().filter_map(|row| match &row.record {
            Record::Interaction(one) => Some(one.edition),
            _ => None,
        });
        assert_eq!(editions.collect::<Vec<_>>(), [EditionNumber(1); 2]);
        let said = now.steps[0].say[&Language::En].clone();
        let words = shipped.text_of(name).unwrap().replace(said.as_str(), "Beware of the flood.");
        let file = PackFile { name: Clean::line("incoming-information.toml"), text: words };
        let (named, own) = pack_text::apart(&[file]);
        let mut texts = PackTexts::default();
        own.into_iter().for_each(|text| texts.put(crate::domain::Version(1), &Arc::new(text)));
        let urgent = Edition { urgent: true, ..Edition::new(EditionNumber(2), named, None, Utc(5)) };
        let first = Edition::new(EditionNumber(1), Vec::new(), None, Utc(1));
        let used = [EditionNumber(1)].into();
        let library = in_force(&library, [&first, &urgent].into_iter(), &used, &texts, Utc(6));
        for version in [now.version, before.version] {
            let script = library.script_of(EditionNumber(1), version).unwrap();
            assert_eq!(script.steps[0].say[&Language::En].as_str(), "Beware of the flood.");
            assert_eq!(script.version, version);
        }
    }

    #[test]
    fn what_an_interaction_runs_on_stays() {
        let store = MemoryStore::new();
        let library = Library::shipped();
        let name = "incoming-information";
        let old = library.text_of(name).unwrap().replace("checks_needed = 2", "checks_needed = 3");
        let (own, problems) = Library::with(&[("folder/own.toml", &old)]);
        assert!(problems.is_empty());
        let version = own.script(name).unwrap().version;
        let start = |library| at_start(&store, library, Now::default()).unwrap().0;
        start(own);
        // What lies in the folder at a later start is not published by that.
        let after = start(library.clone());
        assert_eq!((after.number(), after.script(name).unwrap().version), (EditionNumber(1), version));
        assert_eq!(after.files()[0].name, "own.toml");
        let shipped = library.script(name).unwrap().version;
        assert_eq!(after.version(shipped).unwrap().checks_needed, 2);
    }
}
