//! 3 → 4: a history was a list of places, whose and when; now it is a chain.

use redb::{ReadableTable, TableDefinition, WriteTransaction};

use crate::store::{
    StoreError,
    redb::{chains::Chains, tables::Places},
};

/// Whose (17 bytes) and position (8 bytes).
const HISTORIES: Places = TableDefinition::new("histories");

/// No record changes, and the journal has nothing to tell.
pub(super) fn histories_become_chains(transaction: &WriteTransaction) -> Result<(), StoreError> {
    let mut chains = Chains::open(transaction)?;
    for place in transaction.open_table(HISTORIES)?.iter()? {
        let place = place?.0;
        let damaged = || StoreError::Damaged("a key in a history has another length".to_owned());
        let (whose, position) = place.value().split_last_chunk::<8>().ok_or_else(damaged)?;
        // They stand in the order of positions.
        chains.enter_also(u64::from_be_bytes(*position), whose.try_into().map_err(|_| damaged())?)?;
    }
    transaction.delete_table(HISTORIES)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use redb::Database;

    use super::*;
    use crate::{
        domain::{
            Actor, AgentId, Contact, ContactId, Entry, Id, InteractionId, Position, Record, SessionId, Utc, Version,
        },
        store::{
            About, Batch, codec,
            journal::{change, entry},
            redb::{
                migrate::kept::is_kept,
                tables::{DRAFTS, INDEXES, JOURNAL, META, RECORDS, key_bytes},
            },
        },
        text::Clean,
    };

    const FILE: &str = "tests/data/store-v3.redb";

    /// Two contacts that the shell and an agent change in turn, and what was noted on the agent's call.
    fn entries() -> (Vec<Record>, Vec<Entry>) {
        let contact = |id: u128, given: String| {
            Record::from(Contact { given: Clean::line(&given), ..Contact::new(ContactId(Id(id)), Utc(0)) })
        };
        let (mut records, mut entries): (Vec<Record>, Vec<Entry>) = (Vec::new(), Vec::new());
        for at in 1..=6_u64 {
            let record = contact(u128::from(at % 2 + 1), format!("N{at}"));
            let old = records.iter().position(|known| known.key() == record.key());
            let version = |at: u64| Version(at.div_ceil(2));
            let old_row =
                old.map(|place| crate::store::Versioned { version: version(at - 2), record: records[place].clone() });
            let agent = at % 3 == 0;
            let batch = Batch {
                at: Utc(i64::try_from(at).unwrap() * 1_000),
                actor: if agent { Actor::Agent(AgentId(Id(9))) } else { Actor::Shell },
                session: Some(SessionId(Id(1))),
                command: Clean::line("save contact"),
                interaction: agent.then_some(InteractionId(Id(30))),
                contact: (at == 4).then_some(ContactId(Id(2))),
                expected: Vec::new(),
                puts: Vec::new(),
                deletes: Vec::new(),
                drop_drafts: Vec::new(),
            };
            let changes = vec![change(old_row.as_ref(), Some((version(at), &record)), record.key())];
            entries.push(entry(&batch, Position(at), Utc(0), changes));
            match old {
                Some(place) => records[place] = record,
                None => records.push(record),
            }
        }
        (records, entries)
    }

    /// A file of schema 3.
    fn file(path: &Path) -> Database {
        let (records, entries) = entries();
        let mut database = Database::create(path).unwrap();
        let transaction = database.begin_write().unwrap();
        {
            transaction.open_table(META).unwrap().insert("schema", 3).unwrap();
            transaction.open_table(DRAFTS).unwrap();
            let mut rows = transaction.open_table(RECORDS).unwrap();
            let mut places = transaction.open_table(INDEXES).unwrap();
            for record in &records {
                let bytes = codec::encode_record(Version(3), record).unwrap();
                rows.insert(&key_bytes(record.key())[..], &bytes[..]).unwrap();
                for (index, place) in record.index_keys() {
                    let place = crate::store::redb::tables::index_bytes(index, &place, record.key().id);
                    places.insert(&place[..], ()).unwrap();
                }
            }
            let mut journal = transaction.open_table(JOURNAL).unwrap();
            let mut histories = transaction.open_table(HISTORIES).unwrap();
            for entry in &entries {
                journal.insert(entry.position.0, &codec::encode_entry(entry).unwrap()[..]).unwrap();
                for about in About::of(entry) {
                    let place = [&about.bytes()[..], &entry.position.0.to_be_bytes()].concat();
                    histories.insert(&place[..], ()).unwrap();
                }
            }
        }
        transaction.commit().unwrap();
        database.compact().unwrap();
        database
    }

    #[test]
    fn the_file_of_schema_3_is_kept() {
        is_kept(FILE, |path| drop(file(path)));
    }

    #[test]
    fn of_the_lists_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let database = file(&folder.path().join("old.redb"));
        let transaction = database.begin_write().unwrap();
        histories_become_chains(&transaction).unwrap();
        let names: Vec<String> =
            transaction.list_tables().unwrap().map(|table| redb::TableHandle::name(&table).to_owned()).collect();
        assert!(!names.iter().any(|name| name == "histories") && names.iter().any(|name| name == "links"), "{names:?}");
    }
}
