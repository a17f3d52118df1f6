//! 2 → 3: what waits in the outbox was listed for all in one; now also by who queued it, and what lacks an address apart.

use redb::WriteTransaction;

use crate::{
    domain::Table,
    store::{
        StoreError, codec,
        redb::{
            recent::Recent,
            tables::{INDEXES, table_byte},
            writing::Writing,
        },
    },
};

/// The number of the list as it was.
const IN_ONE: u8 = 41;

/// No record changes, and the journal has nothing to tell.
pub(super) fn is_listed_by_agent(transaction: &WriteTransaction) -> Result<(), StoreError> {
    transaction.open_table(INDEXES)?.retain_in::<&[u8], _>(&[IN_ONE][..]..&[IN_ONE + 1][..], |_, ()| false)?;
    let mut recent = Recent::default();
    let mut writing = Writing::new(transaction, &mut recent)?;
    let mut after = vec![table_byte(Table::Outgoing)];
    while let Some((key, bytes)) = writing.next_of(Table::Outgoing, &after)? {
        let row = codec::decode_record(&bytes)?;
        writing.put(None, row.version, &row.record)?;
        after = key;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use redb::ReadableTable;

    use super::*;
    use crate::{
        domain::{
            AgentId, Id, Index, Key, Language, Medium, Outgoing, OutgoingId, OutgoingState, Purpose, Record, Utc,
            Version,
        },
        store::redb::{
            migrate::kept::{Row, file, is_kept},
            tables::index_byte,
        },
        text::Clean,
    };

    const FILE: &str = "tests/data/store-v2.redb";

    /// Two of one agent, of which one has no address, one of another, and one that was taken back.
    fn messages() -> [Outgoing; 4] {
        let of = |id: u128, by: u128, to: &str, state: OutgoingState| Outgoing {
            id: OutgoingId(Id(id)),
            purpose: Purpose::Step,
            medium: Medium::Mail,
            contact: None,
            who: Clean::line("Anne Maes"),
            to: Clean::line(to),
            language: Language::Nl,
            subject: Clean::line("Factuur"),
            text: Clean::line("Als bijlage vindt u uw factuur."),
            attachments: Vec::new(),
            interaction: None,
            at: Utc(1_000 * i64::try_from(id).unwrap()),
            by: AgentId(Id(by)),
            state,
            taken_back: None,
        };
        [
            of(1, 1, "", OutgoingState::NoAddress),
            of(2, 1, "anne.maes@example.be", OutgoingState::Queued),
            of(3, 2, "anne.maes@example.be", OutgoingState::Queued),
            of(4, 1, "anne.maes@example.be", OutgoingState::Cancelled),
        ]
    }

    fn row(message: &Outgoing) -> Row {
        let (key, version) = (Key::from(message.id), Version(1));
        let value = serde_json::to_value(message).unwrap();
        let bytes = codec::encode_record(version, &Record::from(message.clone())).unwrap();
        let place = [&[IN_ONE][..], &message.at.bytes(), &key.id.bytes()].concat();
        Row { key, version, bytes, value, places: message.waits().then_some(place).into_iter().collect() }
    }

    #[test]
    fn the_file_of_schema_2_is_kept() {
        is_kept(FILE, |path| drop(file(path, 2, messages().iter().map(row))));
    }

    #[test]
    fn of_the_list_of_all_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let database = file(&folder.path().join("old.redb"), 2, messages().iter().map(row));
        let transaction = database.begin_write().unwrap();
        let listed = || -> Vec<u8> {
            let indexes = transaction.open_table(INDEXES).unwrap();
            indexes.iter().unwrap().map(|place| place.unwrap().0.value()[0]).collect()
        };
        assert_eq!(listed(), [IN_ONE; 3]);
        is_listed_by_agent(&transaction).unwrap();
        // Each once for who queued it, and once for everybody.
        assert_eq!(listed(), [index_byte(Index::OutgoingWaiting); 6]);
    }
}
