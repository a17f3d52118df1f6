//! Records to bytes and back: MessagePack with named fields behind a version byte, so that a later release reads what
//! an earlier one wrote. The only place that does it.
//!
//! A field that comes gets `#[serde(default)]` and needs nothing here. When the meaning of a field changes, the form
//! grows, and `redb::migrate` translates what is stored.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{StoreError, Versioned};
use crate::domain::{Draft, Entry, Record, Utc, Version};

/// Of records. 0 had a contact's numbers in one text.
const RECORD: u8 = 1;
/// Of journal entries.
const ENTRY: u8 = 1;
/// Of drafts.
const DRAFT: u8 = 1;

/// How MessagePack begins a list of two.
const PAIR: u8 = 0x92;

/// Bytes of a record.
pub fn encode_record(version: Version, record: &Record) -> Result<Vec<u8>, StoreError> {
    encode(RECORD, &(version, record))
}

/// The record of bytes.
pub fn decode_record(bytes: &[u8]) -> Result<Versioned, StoreError> {
    let (version, record) = decode(RECORD, bytes)?;
    Ok(Versioned { version, record })
}

/// The version of a record, without its fields.
pub fn decode_version(bytes: &[u8]) -> Result<Version, StoreError> {
    // A pair, whose first is the version: the record behind it is not even looked at.
    match bytes {
        [RECORD, PAIR, version @ ..] => read(version),
        _ => decode_record(bytes).map(|row| row.version),
    }
}

/// Bytes of an entry.
pub fn encode_entry(entry: &Entry) -> Result<Vec<u8>, StoreError> {
    encode(ENTRY, entry)
}

/// The entry of bytes.
pub fn decode_entry(bytes: &[u8]) -> Result<Entry, StoreError> {
    decode(ENTRY, bytes)
}

/// The time of an entry, without what changed.
pub fn decode_entry_time(bytes: &[u8]) -> Result<Utc, StoreError> {
    #[derive(Deserialize)]
    struct Time {
        at: Utc,
    }
    decode(ENTRY, bytes).map(|Time { at }| at)
}

/// Bytes of a draft.
pub fn encode_draft(draft: &Draft) -> Result<Vec<u8>, StoreError> {
    encode(DRAFT, draft)
}

/// The draft of bytes.
pub fn decode_draft(bytes: &[u8]) -> Result<Draft, StoreError> {
    decode(DRAFT, bytes)
}

/// Bytes of a value in a form.
pub(super) fn encode<T: Serialize>(form: u8, value: &T) -> Result<Vec<u8>, StoreError> {
    let mut bytes = vec![form];
    let mut serializer = rmp_serde::Serializer::new(&mut bytes).with_struct_map();
    value.serialize(&mut serializer).map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(bytes)
}

/// The value of bytes in a form; any other form is refused, never guessed at.
pub(super) fn decode<T: DeserializeOwned>(form: u8, bytes: &[u8]) -> Result<T, StoreError> {
    match bytes.split_first() {
        Some((&found, rest)) if found == form => read(rest),
        Some((&found, _)) if found > form => Err(StoreError::Newer { found: u32::from(found), known: u32::from(form) }),
        Some((found, _)) => Err(StoreError::Damaged(format!("a value of form {found} where {form} is due"))),
        None => Err(StoreError::Damaged("an empty value".to_owned())),
    }
}

/// The value with which bytes begin.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, StoreError> {
    rmp_serde::from_slice(bytes).map_err(|error| StoreError::Damaged(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Contact, ContactId, Id, PhoneNumber, Utc};

    fn contact() -> Record {
        let mut contact = Contact::new(ContactId(Id(7)), Utc(1));
        contact.numbers = vec![PhoneNumber::parse("0475 12 34 56", "BE")];
        Record::from(contact)
    }

    #[test]
    fn values_read_back() {
        let bytes = encode_record(Version(3), &contact()).unwrap();
        assert_eq!(bytes[0], RECORD);
        assert_eq!(decode_record(&bytes), Ok(Versioned { version: Version(3), record: contact() }));
        assert_eq!(decode_version(&bytes), Ok(Version(3)));
        assert_eq!(decode_version(&encode_record(Version(u64::MAX), &contact()).unwrap()), Ok(Version(u64::MAX)));
    }

    #[test]
    fn other_forms_are_refused() {
        let mut bytes = encode_record(Version(3), &contact()).unwrap();
        bytes[0] = RECORD + 1;
        assert_eq!(decode_record(&bytes), Err(StoreError::Newer { found: 2, known: 1 }));
        bytes[0] = 0;
        assert!(matches!(decode_record(&bytes), Err(StoreError::Damaged(_))));
        assert!(matches!(decode_record(&[]), Err(StoreError::Damaged(_))));
    }

    #[test]
    fn fields_that_a_later_release_added_are_passed_over() {
        #[derive(serde::Serialize)]
        struct Later {
            agent: u128,
            raw: &'static str,
            carrier: &'static str,
        }
        let bytes = encode(DRAFT, &Later { agent: 1, raw: "0475", carrier: "X" }).unwrap();
        assert_eq!(decode::<PhoneNumber>(DRAFT, &bytes).unwrap().raw.as_str(), "0475");
    }
}
