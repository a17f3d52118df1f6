//! What a step does beside what is said in it: what it promises.

use super::{
    read::{Keys, Reader},
    script_file::Places,
};
use crate::domain::PromiseKind;

/// What a step does.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Does {
    /// Nothing: what is said and answered is all.
    #[default]
    Nothing,
    /// Something is promised.
    Promises {
        /// What; none: the agent chooses.
        kind: Option<PromiseKind>,
        /// It is first of all anybody's of the queue, not the agent's own.
        anybody: bool,
    },
}

/// Reads what a step says of it. What its kind has no use for was complained of.
pub(super) fn does(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, place: &mut Places) -> Does {
    let (promise, anybody) = (reader.maybe_text(row, "promise"), reader.flag(row, "anybody"));
    place.does.extend(promise.as_ref().map(|promise| ("promise", promise.span.clone())));
    let kind = promise.and_then(|promise| reader.one_of(&promise, &PromiseKind::ALL));
    if kind.is_some() || anybody { Does::Promises { kind, anybody } } else { Does::Nothing }
}
