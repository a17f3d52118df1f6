//! Files of earlier schemas, as tests make them once and keep them.

use std::{env, path::Path};

use redb::{Database, ReadableDatabase};
use serde_json::Value;

use super::{append, fields_changed};
use crate::{
    domain::{Key, RecordChange, Version},
    store::redb::{
        recent::Recent,
        tables::{self, INDEXES, RECORDS, key_bytes},
        writing::Writing,
    },
};

/// A record as it is stored, and as the journal tells it.
pub(super) struct Row {
    pub(super) key: Key,
    pub(super) version: Version,
    pub(super) bytes: Vec<u8>,
    pub(super) value: Value,
    /// Where it is listed, of what this release does not list any more.
    pub(super) places: Vec<Vec<u8>>,
}

/// A file of that schema with these records, which one journal entry tells.
pub(super) fn file(path: &Path, schema: u32, rows: impl IntoIterator<Item = Row>) -> Database {
    let mut database = Database::create(path).unwrap();
    let transaction = database.begin_write().unwrap();
    tables::make(&transaction, schema).unwrap();
    {
        let mut changes = Vec::new();
        let mut table = transaction.open_table(RECORDS).unwrap();
        let mut indexes = transaction.open_table(INDEXES).unwrap();
        for Row { key, version, bytes, value, places } in rows {
            table.insert(&key_bytes(key)[..], &bytes[..]).unwrap();
            for place in places {
                indexes.insert(&place[..], ()).unwrap();
            }
            let fields = fields_changed(&Value::Null, &value);
            changes.push(RecordChange { key, before: None, after: Some(version), fields });
        }
        drop((table, indexes));
        append(&mut Writing::new(&transaction, &mut Recent::default()).unwrap(), changes).unwrap();
    }
    transaction.commit().unwrap();
    database.compact().unwrap();
    assert_eq!(database.begin_read().unwrap().list_tables().unwrap().count(), 7);
    database
}

/// The kept file is there, and stays as it is: another one would prove nothing.
pub(super) fn is_kept(file: &str, make: impl FnOnce(&Path)) {
    let path = Path::new(file);
    if env::var_os("MAKE_STORES").is_some() && !path.exists() {
        make(path);
    }
    assert!(path.exists(), "{file} is gone; only where it never was: MAKE_STORES=1 cargo test migrate");
}
