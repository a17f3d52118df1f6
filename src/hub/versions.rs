//! Script versions: every one that an interaction runs stays stored and can be run on.

use crate::{
    domain::{Actor, Now, Record, ScriptText, Table},
    script::Library,
    store::{Batch, Store, StoreError},
    text::Clean,
};

/// Stores the versions that are new, and takes in those that interactions may still run on.
pub fn with_versions(store: &dyn Store, mut library: Library, now: Now) -> Result<Library, StoreError> {
    let stored = store.scan(Table::Script, None, usize::MAX)?;
    let new: Vec<Record> = library
        .scripts()
        .filter(|script| !stored.iter().any(|row| row.record.key() == script.version.into()))
        .filter_map(|script| {
            let text = library.text_of(&script.name)?.to_owned();
            Some(Record::Script(ScriptText { version: script.version, name: script.name.clone(), text }))
        })
        .collect();
    if !new.is_empty() {
        let batch = Batch {
            at: now.utc,
            actor: Actor::System,
            session: None,
            command: Clean::line("publish"),
            interaction: None,
            contact: None,
            expected: new.iter().map(|record| (record.key(), None)).collect(),
            puts: new,
            deletes: Vec::new(),
            drop_drafts: Vec::new(),
        };
        // Only this process writes: there is nobody to be in conflict with.
        store.commit(&[batch])?;
    }
    for row in stored {
        if let Record::Script(script) = row.record {
            // A text that this release can't read any more is not kept: its interactions show no script.
            library.keep(&script.text);
        }
    }
    Ok(library)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryStore;

    #[test]
    fn what_an_interaction_runs_on_stays() {
        let store = MemoryStore::new();
        let library = Library::shipped();
        let name = "incoming-information";
        let old = library.text_of(name).unwrap().replace("checks_needed = 2", "checks_needed = 3");
        let (own, problems) = Library::with(&[("own.toml", &old)]);
        assert!(problems.is_empty());
        let version = own.script(name).unwrap().version;
        with_versions(&store, own, Now::default()).unwrap();
        let after = with_versions(&store, library, Now::default()).unwrap();
        assert_ne!(after.script(name).unwrap().version, version);
        assert_eq!(after.version(version).unwrap().checks_needed, 3);
    }
}
