//! What scripts may speak of, as this desk knows it.

use super::model::Model;
use crate::{
    domain::Interaction,
    script::{Facts, pack::text},
};

/// Tells `tell` the facts of an interaction.
pub(super) fn with_facts<T>(model: &Model, current: &Interaction, tell: impl FnOnce(&Facts<'_>) -> T) -> T {
    let agent = model.agent().map(|agent| agent.name.to_string()).unwrap_or_default();
    let line = model.library().line(&current.line);
    let today = model.now.utc.local(&model.shared.zone).date();
    tell(&Facts {
        agent: &agent,
        caller: &current.caller.name,
        greeting: line.map_or("", |line| text(line.greeting_on(today), current.language)),
        language: current.language,
        checks: &current.checks,
    })
}
