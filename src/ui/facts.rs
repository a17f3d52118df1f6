//! What the script on the screen may speak of, as the hub has it.

use super::model::Model;
use crate::script::{Facts, pack::text, sale_words};

impl Model {
    /// The facts of what is in front of the agent.
    pub fn facts(&self) -> Option<Facts<'_>> {
        let current = self.current()?;
        let line = self.library().line(&current.line);
        let now = self.now.utc.local(&self.shared.zone);
        Some(Facts {
            agent: self.agent().map_or("", |agent| agent.name.as_str()),
            caller: &current.caller.name,
            greeting: line.map_or("", |line| text(line.greeting_on(now.date()), current.language)),
            language: current.language,
            checks: &current.checks,
            now: Some(now),
            sale: sale_words::facts(self.library().catalogue(), &current.sales, current.language),
        })
    }
}
