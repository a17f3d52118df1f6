//! Interviews that are open, for who asks.

use std::{cmp::Reverse, sync::Arc};

use crate::{
    domain::{Interaction, InteractionId, Interview},
    hub::floor::Floor,
    proto::QueryAnswer,
};

/// Those of who is asked in that interaction, or all, the one that was left last first; and the places of all quotas.
pub(super) fn interviews(floor: &Floor, of: Option<InteractionId>, limit: usize) -> QueryAnswer {
    let one = of.map(|of| floor.open.get(&of).map(|(_, one)| &**one));
    let theirs = |interview: &&Arc<Interview>| match one {
        None => true,
        Some(one) => one.is_some_and(|one| is_asked_in(interview, one)),
    };
    let all = floor.interviews.values().map(|(_, interview)| interview);
    let mut open: Vec<Arc<Interview>> = all.filter(theirs).cloned().collect();
    open.sort_by_key(|interview| (interview.led_in().is_some(), Reverse((interview.left(), interview.id))));
    open.truncate(limit);
    QueryAnswer::Interviews(open, floor.quotas.values().map(|(_, quota)| Arc::clone(quota)).collect())
}

/// The respondent is who is talked to: the same file, or the same number where one of both has none.
fn is_asked_in(interview: &Interview, one: &Interaction) -> bool {
    match (interview.respondent, one.file.or(one.caller.contact)) {
        (Some(respondent), Some(contact)) => respondent == contact,
        _ => {
            let number = |number: &Option<crate::domain::PhoneNumber>| {
                number.as_ref().map(|number| number.key()).filter(|key| !key.is_empty())
            };
            let known = number(&interview.number);
            known.is_some() && known == number(&one.number)
        }
    }
}
