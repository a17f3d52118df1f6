//! That the telephone system has not done yet what the screen says.

use crate::{
    domain::Interaction,
    ui::{model::Model, theme::Role},
};

/// After so many milliseconds it probably will not.
const LONG: u64 = 10_000;

/// What is being done, or that it is not.
pub(super) fn mark(model: &Model, current: &Interaction) -> Option<(String, Role)> {
    let since = current.behind?;
    if model.now.utc.since(since) > LONG {
        return Some((format!("! {} ", model.tr("behind-long", &[])), Role::Alarm));
    }
    Some((format!("{} ", model.tr(&format!("behind-{}", super::leg_name(current)), &[])), Role::Warn))
}
