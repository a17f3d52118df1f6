//! The store on disk: one redb file, readable by its owner only.

mod chains;
mod failure;
mod file;
mod guard;
mod migrate;
mod reading;
mod recent;
mod tables;
mod writing;

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use redb::{Database, DatabaseError, Durability, ReadableDatabase, TableError, WriteTransaction};

use self::{guard::guarded, reading::Reading, recent::Recent, writing::Writing};
use super::{Batch, Conflict, History, List, Page, Store, StoreError, Versioned};
use crate::domain::{AgentId, Draft, Entry, Id, Key, Position, Subject, Table};

pub use self::migrate::SCHEMA;

/// Records in a redb file.
#[derive(Clone)]
pub struct RedbStore {
    shared: Arc<Shared>,
}

struct Shared {
    open: Box<dyn Fn() -> Result<Database, DatabaseError> + Send + Sync>,
    /// None after a failure of the disk: redb refuses everything from then on, so that it is closed, and opened again
    /// at the next use.
    database: RwLock<Option<Database>>,
    /// Held by the one who writes.
    recent: Mutex<Recent>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        let database = self.database.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        // Closing writes: on a damaged file that may fail like any access.
        let _ = guarded(|| {
            drop(database);
            Ok(())
        });
    }
}

impl RedbStore {
    /// Opens the file, or makes it (mode 0600, in a directory of mode 0700).
    pub fn open(path: &Path) -> Result<RedbStore, StoreError> {
        RedbStore::open_with(path, file::PAGES)
    }

    /// The same, where the file's pages may take so many bytes of memory.
    pub fn open_with(path: &Path, pages: usize) -> Result<RedbStore, StoreError> {
        if !path.try_exists()? {
            file::make(path, |database| {
                let transaction = begin(database)?;
                tables::make(&transaction, SCHEMA)?;
                Ok(transaction.commit()?)
            })?;
        }
        let path = path.to_owned();
        RedbStore::over(move || file::builder(pages).open(&path))
    }

    /// Over a database of one's own: a backend that fails on purpose. `open` is called again after a failure.
    pub fn over(
        open: impl Fn() -> Result<Database, DatabaseError> + Send + Sync + 'static,
    ) -> Result<RedbStore, StoreError> {
        let shared = Shared { open: Box::new(open), database: RwLock::new(None), recent: Mutex::default() };
        let store = RedbStore { shared: Arc::new(shared) };
        store.with(prepare)?;
        Ok(store)
    }

    /// Copies the store as it stands to a new file, while others read and write. The copy is compact.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let from = self.with(|database| Ok(database.begin_read()?))?;
        guarded(|| {
            file::make(to, |database| {
                let transaction = begin(database)?;
                file::copy(&from, &transaction)?;
                Ok(transaction.commit()?)
            })
        })
    }

    /// The way of every access to the database.
    fn with<T>(&self, work: impl Fn(&Database) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let work = |database: &Database| guarded(|| work(database));
        let done = {
            let open = self.shared.database.read().unwrap_or_else(PoisonError::into_inner);
            open.as_ref().map(&work)
        };
        let done = match done {
            Some(done) => done,
            None => {
                let mut open = self.shared.database.write().unwrap_or_else(PoisonError::into_inner);
                if open.is_none() {
                    *open = Some(guarded(|| Ok((self.shared.open)()?))?);
                }
                drop(open);
                let open = self.shared.database.read().unwrap_or_else(PoisonError::into_inner);
                // Another thread may have met the next failure already.
                open.as_ref().map_or_else(|| Err(StoreError::Io("closed after a failure".to_owned())), &work)
            }
        };
        if let Err(StoreError::Full | StoreError::Denied(_) | StoreError::Io(_)) = &done {
            *self.shared.database.write().unwrap_or_else(PoisonError::into_inner) = None;
        }
        done
    }

    /// Reading has no effect, so that it is tried again on the file opened anew.
    fn read<T>(&self, work: impl Fn(&Reading) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let read = |database: &Database| work(&Reading(database.begin_read()?));
        match self.with(read) {
            Err(StoreError::Io(_)) => self.with(read),
            done => done,
        }
    }

    fn write<T>(&self, work: impl Fn(&mut Writing<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let done = self.with(|database| {
            let transaction = begin(database)?;
            let mut recent = self.shared.recent.lock().unwrap_or_else(PoisonError::into_inner);
            recent.begin();
            let done = work(&mut Writing::new(&transaction, &mut recent)?)?;
            transaction.commit()?;
            recent.committed();
            Ok(done)
        });
        if done.is_err() {
            self.shared.recent.lock().unwrap_or_else(PoisonError::into_inner).forget();
        }
        done
    }
}

/// Begins a transaction that is on the disk when its commit returns, and after which a crash needs no long repair.
fn begin(database: &Database) -> Result<WriteTransaction, StoreError> {
    let mut transaction = database.begin_write()?;
    transaction.set_durability(Durability::Immediate)?;
    transaction.set_quick_repair(true);
    Ok(transaction)
}

/// Makes the tables of a new file, or brings those of an old one up to date.
fn prepare(database: &Database) -> Result<(), StoreError> {
    let found = {
        let reading = database.begin_read()?;
        match reading.open_table(tables::META) {
            Ok(meta) => meta.get("schema")?.map(|schema| schema.value()),
            Err(TableError::TableDoesNotExist(_)) => None,
            Err(error) => return Err(error.into()),
        }
    };
    if found == Some(u64::from(SCHEMA)) {
        return Ok(());
    }
    let transaction = begin(database)?;
    match found {
        None => tables::make(&transaction, SCHEMA)?,
        Some(found) => migrate::migrate(&transaction, u32::try_from(found).unwrap_or(u32::MAX))?,
    }
    Ok(transaction.commit()?)
}

impl Store for RedbStore {
    fn get(&self, key: Key) -> Result<Option<Versioned>, StoreError> {
        self.read(|reading| reading.get(key))
    }

    fn page(&self, list: &List) -> Result<Page, StoreError> {
        self.read(|reading| reading.page(list))
    }

    fn scan(&self, table: Table, after: Option<Id>, limit: usize) -> Result<Vec<Versioned>, StoreError> {
        self.read(|reading| reading.scan(table, after, limit))
    }

    fn commit(&self, group: &[Batch]) -> Result<Vec<Result<Position, Conflict>>, StoreError> {
        self.write(|writing| group.iter().map(|batch| writing.apply(batch)).collect())
    }

    fn since(&self, after: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.read(|reading| reading.since(after, limit))
    }

    fn journal(&self, history: &History) -> Result<Vec<Entry>, StoreError> {
        self.read(|reading| reading.journal(history))
    }

    fn position(&self) -> Result<Position, StoreError> {
        self.read(Reading::position)
    }

    fn put_drafts(&self, drafts: &[Draft]) -> Result<(), StoreError> {
        self.write(|writing| drafts.iter().try_for_each(|draft| writing.put_draft(draft)))
    }

    fn drafts(&self, agent: AgentId) -> Result<Vec<Draft>, StoreError> {
        self.read(|reading| reading.drafts(agent))
    }

    fn drop_drafts(&self, drafts: &[(AgentId, Subject)]) -> Result<(), StoreError> {
        self.write(|writing| drafts.iter().try_for_each(|(agent, subject)| writing.drop_draft(*agent, *subject)))
    }
}
