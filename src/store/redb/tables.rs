//! The tables of the file, and their keys as bytes that sort as the keys do.

use redb::{TableDefinition, TableHandle, WriteTransaction};

use crate::{
    domain::{AgentId, Id, Index, IndexKey, Key, Subject, Table},
    store::StoreError,
};

pub(super) type Bytes = TableDefinition<'static, &'static [u8], &'static [u8]>;
pub(super) type Places = TableDefinition<'static, &'static [u8], ()>;

/// Name → number; `schema` is the file's.
pub(super) const META: TableDefinition<'static, &'static str, u64> = TableDefinition::new("meta");
/// [`key_bytes`] → version and record.
pub(super) const RECORDS: Bytes = TableDefinition::new("records");
/// [`index_bytes`].
pub(super) const INDEXES: Places = TableDefinition::new("indexes");
/// Position → entry.
pub(super) const JOURNAL: TableDefinition<'static, u64, &'static [u8]> = TableDefinition::new("journal");
/// [`crate::store::About::bytes`] → position of the last entry of that history.
pub(super) const HEADS: TableDefinition<'static, &'static [u8], u64> = TableDefinition::new("heads");
/// Position of an entry → for each of its histories in which it is not the first, [`crate::store::About::bytes`] and the position of the one
/// before it.
pub(super) const LINKS: TableDefinition<'static, u64, &'static [u8]> = TableDefinition::new("links");
/// [`draft_bytes`] → draft.
pub(super) const DRAFTS: Bytes = TableDefinition::new("drafts");

/// Makes the tables of a new file.
pub(super) fn make(transaction: &WriteTransaction, schema: u32) -> Result<(), StoreError> {
    if let Some(other) = transaction.list_tables()?.next() {
        return Err(StoreError::Damaged(format!("not a database of opcl: table {} in it", other.name())));
    }
    transaction.open_table(META)?.insert("schema", u64::from(schema))?;
    transaction.open_table(RECORDS)?;
    transaction.open_table(INDEXES)?;
    transaction.open_table(JOURNAL)?;
    transaction.open_table(HEADS)?;
    transaction.open_table(LINKS)?;
    transaction.open_table(DRAFTS)?;
    Ok(())
}

/// Table, id.
pub(super) fn key_bytes(key: Key) -> [u8; 17] {
    let mut bytes = [0; 17];
    bytes[0] = table_byte(key.table);
    bytes[1..].copy_from_slice(&key.id.bytes());
    bytes
}

/// Never reused: the numbers are in files.
pub(super) fn table_byte(table: Table) -> u8 {
    match table {
        Table::Agent => 1,
        Table::Contact => 2,
        Table::Interaction => 3,
        Table::Callback => 4,
        Table::Script => 5,
        Table::Terminal => 6,
        Table::Weighing => 7,
        Table::Said => 8,
        Table::Case => 16,
        Table::Interview => 24,
        Table::Quota => 25,
        Table::Outgoing => 20,
        Table::Edition => 9,
    }
}

/// Never reused: the numbers are in files.
pub(super) fn index_byte(index: Index) -> u8 {
    match index {
        Index::AgentByLogin => 1,
        Index::ContactByNumber => 2,
        Index::ContactByEmail => 3,
        Index::ContactByCustomerNumber => 4,
        Index::InteractionByContact => 5,
        Index::InteractionByNumber => 6,
        Index::InteractionByAgent => 7,
        Index::InteractionOpen => 8,
        Index::CallbackDue => 9,
        // 10 was that of a list which no release filled.
        Index::CallbackByInteraction => 49,
        Index::CallbackByContact => 40,
        // 41 was what waits in the outbox, in one list of all.
        Index::OutgoingWaiting => 43,
        Index::OutgoingByContact => 42,
        Index::WeighingByInteraction => 11,
        Index::CaseByNumber => 32,
        Index::CaseOpen => 33,
        Index::CaseByContact => 34,
        Index::InterviewOpen => 48,
        Index::SaidTo => 12,
        Index::InteractionByErasing => 13,
    }
}

/// Index, index key, id: sorted as the index is; the id is the last sixteen bytes.
pub(super) fn index_bytes(index: Index, index_key: &IndexKey, id: Id) -> Vec<u8> {
    [&[index_byte(index)][..], &index_key.0, &id.bytes()].concat()
}

/// The index key and the id of [`index_bytes`].
pub(super) fn place(bytes: &[u8]) -> Result<(IndexKey, Id), StoreError> {
    let damaged = || StoreError::Damaged("a short key in an index".to_owned());
    let (rest, id) = bytes.split_last_chunk::<16>().ok_or_else(damaged)?;
    let (_, key) = rest.split_first().ok_or_else(damaged)?;
    Ok((IndexKey(key.to_vec()), Id(u128::from_be_bytes(*id))))
}

/// Agent, kind of subject, id.
pub(super) fn draft_bytes(agent: AgentId, subject: Subject) -> [u8; 33] {
    // Never reused: the numbers are in files.
    let (kind, id) = match subject {
        Subject::Interaction(id) => (1, id.0),
        Subject::Contact(id) => (2, id.0),
        Subject::NewContact => (3, Id(0)),
        Subject::Desk => (4, Id(0)),
    };
    let mut bytes = [0; 33];
    bytes[..16].copy_from_slice(&agent.0.bytes());
    bytes[16] = kind;
    bytes[17..].copy_from_slice(&id.bytes());
    bytes
}

/// The smallest key behind every key with this beginning; none where there is no such key.
pub(super) fn behind(prefix: &[u8]) -> Option<Vec<u8>> {
    let last = prefix.iter().rposition(|byte| *byte != u8::MAX)?;
    let mut end = prefix[..=last].to_vec();
    end[last] += 1;
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_with_the_prefix_is_behind_its_end() {
        assert_eq!(behind(&[1, 2]), Some(vec![1, 3]));
        assert_eq!(behind(&[1, 255]), Some(vec![2]));
        assert_eq!(behind(&[255, 255]), None);
        assert_eq!(behind(&[]), None);
    }

    #[test]
    fn places_read_back() {
        let key = IndexKey::default().text("+32475").id(Id(5));
        assert_eq!(place(&index_bytes(Index::ContactByNumber, &key, Id(9))), Ok((key, Id(9))));
        assert!(place(&[1; 16]).is_err());
    }
}
