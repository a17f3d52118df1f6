//! stub
use crate::{domain::ContactField, text::Clean};
use std::collections::BTreeMap;
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NewContact {
    pub fields: BTreeMap<ContactField, Clean>,
    pub extra: BTreeMap<Clean, Clean>,
}
