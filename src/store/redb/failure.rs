//! redb's errors as the store's.

use redb::{CommitError, DatabaseError, SetDurabilityError, StorageError, TableError, TransactionError};

use crate::store::StoreError;

impl From<StorageError> for StoreError {
    fn from(error: StorageError) -> StoreError {
        match error {
            StorageError::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                StoreError::Damaged(error.to_string())
            }
            StorageError::Io(error) => error.into(),
            StorageError::Corrupted(what) => StoreError::Damaged(what),
            error => StoreError::Io(error.to_string()),
        }
    }
}

impl From<DatabaseError> for StoreError {
    fn from(error: DatabaseError) -> StoreError {
        match error {
            DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => StoreError::Locked,
            DatabaseError::Storage(error) => error.into(),
            error => StoreError::Damaged(error.to_string()),
        }
    }
}

impl From<TableError> for StoreError {
    fn from(error: TableError) -> StoreError {
        match error {
            TableError::Storage(error) => error.into(),
            error => StoreError::Damaged(error.to_string()),
        }
    }
}

impl From<TransactionError> for StoreError {
    fn from(error: TransactionError) -> StoreError {
        match error {
            TransactionError::Storage(error) => error.into(),
            error => StoreError::Io(error.to_string()),
        }
    }
}

impl From<CommitError> for StoreError {
    fn from(error: CommitError) -> StoreError {
        match error {
            CommitError::Storage(error) => error.into(),
            error => StoreError::Io(error.to_string()),
        }
    }
}

impl From<SetDurabilityError> for StoreError {
    fn from(error: SetDurabilityError) -> StoreError {
        StoreError::Io(error.to_string())
    }
}
