//! 1 → 2: editions held the texts of their files; now they name them, and each text is there once.

use std::sync::Arc;

use redb::WriteTransaction;
use serde::{Deserialize, Serialize};

use super::{SHARE, append, fields_changed};
use crate::{
    domain::{
        AgentId, Edition, EditionNumber, Key, PackFile, Record, RecordChange, Table, Utc, Version, pack_text::apart,
    },
    store::{
        StoreError, codec,
        journal::change,
        redb::{recent::Recent, tables::table_byte, writing::Writing},
    },
};

/// Of records, as they were.
const FORM: u8 = 1;

/// Bytes of files whose editions share a journal entry: with the edition that reaches it, the entry is written.
const LARGEST: usize = 1 << 20;

/// A record of schema 1: only editions were different.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Record1 {
    Edition(Edition1),
}

/// An edition of schema 1.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Edition1 {
    pub(super) number: EditionNumber,
    #[serde(default)]
    pub(super) files: Vec<PackFile>,
    pub(super) at: Utc,
    #[serde(default)]
    pub(super) by: Option<AgentId>,
    pub(super) from: Utc,
    #[serde(default)]
    pub(super) urgent: bool,
    #[serde(default)]
    pub(super) restores: Option<EditionNumber>,
    #[serde(default)]
    pub(super) withdrawn: bool,
}

/// Editions that had files count as changed and the journal says how, so that it still replays to the records.
pub(super) fn leave_their_editions(transaction: &WriteTransaction) -> Result<(), StoreError> {
    let mut recent = Recent::default();
    let mut writing = Writing::new(transaction, &mut recent)?;
    let (mut changes, mut gathered): (Vec<RecordChange>, usize) = (Vec::new(), 0);
    let mut after = vec![table_byte(Table::Edition)];
    while let Some((key, bytes)) = writing.next_of(Table::Edition, &after)? {
        let (version, Record1::Edition(old)): (Version, Record1) = codec::decode(FORM, &bytes)?;
        let before = serde_json::to_value(&old).unwrap_or_default();
        let Edition1 { number, files, at, by, from, urgent, restores, withdrawn } = old;
        if !files.is_empty() {
            gathered += files.iter().map(|file| file.text.len()).sum::<usize>();
            let (named, texts) = apart(&files);
            for text in texts.into_iter().map(Record::from) {
                if !writing.holds(text.key())? {
                    writing.put(None, Version(1), &text)?;
                    changes.push(change(None, Some((Version(1), &text)), text.key()));
                }
            }
            let edition = Edition { at, from, urgent, restores, withdrawn, ..Edition::new(number, named, by, at) };
            let after = serde_json::to_value(&edition).unwrap_or_default();
            let next = Version(version.0 + 1);
            let fields = fields_changed(&before, &after);
            changes.push(RecordChange { key: Key::from(number), before: Some(version), after: Some(next), fields });
            writing.put(None, next, &Record::Edition(Arc::new(edition)))?;
        }
        if changes.len() >= SHARE || gathered >= LARGEST {
            append(&mut writing, std::mem::take(&mut changes))?;
            gathered = 0;
        }
        after = key;
    }
    if changes.is_empty() { Ok(()) } else { append(&mut writing, changes) }
}

#[cfg(test)]
mod tests {
    use redb::{ReadableTable, ReadableTableMetadata};

    use super::*;
    use crate::{
        store::redb::{
            migrate::kept::{Row, file, is_kept},
            tables::JOURNAL,
        },
        text::Clean,
    };

    const FILE: &str = "tests/data/store-v1.redb";

    fn editions() -> [Edition1; 3] {
        let file = |name: &str, text: &str| PackFile { name: Clean::line(name), text: text.to_owned() };
        let lines = "# lines of a house";
        let of = |number: u32, files: Vec<PackFile>| Edition1 {
            number: EditionNumber(number),
            files,
            at: Utc(1_000 * i64::from(number)),
            by: Some(AgentId(crate::domain::Id(1))),
            from: Utc(1_000 * i64::from(number)),
            urgent: false,
            restores: None,
            withdrawn: false,
        };
        [
            of(1, Vec::new()),
            of(2, vec![file("lines.toml", lines), file("results.toml", "# results")]),
            of(3, vec![file("lines.toml", lines), file("results.toml", "# other results")]),
        ]
    }

    #[test]
    fn the_file_of_schema_1_is_kept() {
        is_kept(FILE, |path| drop(file(path, 1, editions().iter().map(row))));
    }

    fn row(edition: &Edition1) -> Row {
        let (key, version) = (Key::from(edition.number), Version(1));
        let bytes = codec::encode(FORM, &(version, Record1::Edition(edition.clone()))).unwrap();
        Row { key, version, bytes, value: serde_json::to_value(edition).unwrap(), places: vec![] }
    }

    #[test]
    fn large_editions_have_entries_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second, third] = editions();
        let large = |edition: Edition1, letter: &str| {
            let file = PackFile { name: Clean::line("large.toml"), text: letter.repeat(LARGEST) };
            Edition1 { files: vec![file], ..edition }
        };
        let editions = [large(first, "a"), large(second, "b"), third];
        let database = file(&folder.path().join("large.redb"), 1, editions.iter().map(row));
        let transaction = database.begin_write().unwrap();
        leave_their_editions(&transaction).unwrap();
        let journal = transaction.open_table(JOURNAL).unwrap();
        let changed = |position: u64| {
            let entry = codec::decode_entry(journal.get(position).unwrap().unwrap().value()).unwrap();
            entry.changes.iter().filter(|change| change.key.table == Table::Edition).count()
        };
        // Behind the one that made them; the last edition is small, and has one of its own only since it is the last.
        assert_eq!((2..5).map(changed).collect::<Vec<_>>(), [1, 1, 1]);
        assert_eq!(journal.len().unwrap(), 4);
    }
}
