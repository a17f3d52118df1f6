//! Records to bytes and back: MessagePack with named fields behind a version byte, so that a later release reads what
//! an earlier one wrote. The only place that does it.

use serde::{Serialize, de::DeserializeOwned};

use super::StoreError;

/// Grows when bytes of an earlier form need a translation.
const FORM: u8 = 1;

/// Bytes of a value.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, StoreError> {
    let mut bytes = vec![FORM];
    let mut serializer = rmp_serde::Serializer::new(&mut bytes).with_struct_map();
    value.serialize(&mut serializer).map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(bytes)
}

/// The value of bytes.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, StoreError> {
    match bytes.split_first() {
        Some((&FORM, rest)) => rmp_serde::from_slice(rest).map_err(|error| StoreError::Damaged(error.to_string())),
        Some((form, _)) => Err(StoreError::Newer { found: u32::from(*form), known: u32::from(FORM) }),
        None => Err(StoreError::Damaged("an empty record".to_owned())),
    }
}
