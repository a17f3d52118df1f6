//! Who leads the floor.

use super::*;
use crate::domain::{Listening, PackFile, edition::Effect, transfer::Target};

/// Of contacts that have ended, so many may still be corrected.
pub(super) const CORRECTABLE: usize = 20;

impl World {
    /// Who leads the floor does something.
    pub(super) fn supervise(&mut self) {
        let next = 60_000 + self.dice.roll(600_000);
        self.after(next, What::Lead);
        let floor = self.core.floor();
        let waiting: Vec<InteractionId> =
            floor.open.values().filter(|(_, one)| one.is_waiting()).map(|(_, one)| one.id).collect();
        let agents: Vec<_> = floor.agents.keys().copied().collect();
        let in_force = floor.edition_in_force(self.now().utc);
        let ahead = floor.editions().find(|edition| edition.is_ahead(self.now().utc)).map(|edition| edition.number);
        let (one, agent) = (self.dice.pick(&waiting).copied(), self.dice.pick(&agents).copied());
        let ended = self.dice.pick(self.ended.make_contiguous()).copied();
        let command = match (self.dice.roll(13), one, agent, ahead, ended) {
            (0, Some(interaction), ..) => Command::Prioritise { interaction, by: 120 },
            (1, Some(interaction), ..) => {
                Command::Relocate { interaction, to: Target::Queue(Clean::line("complaints")) }
            }
            (2, _, Some(agent), ..) => {
                Command::SetStatusOf { agent, status: Status::Paused { reason: Clean::line("break") } }
            }
            (3, _, Some(agent), ..) => Command::SetStatusOf { agent, status: Status::Ready },
            (4..=6, ..) => self.publish(),
            (7, ..) => Command::RollBack(in_force),
            (8, _, _, Some(ahead), _) => Command::Withdraw(ahead),
            (9, .., Some(ended)) => self.correct(ended),
            (10..=11, _, Some(agent), ..) => {
                let ways = [None, Some(Listening::Listen), Some(Listening::Whisper), Some(Listening::Barge)];
                let how = self.dice.pick(&ways).copied().flatten();
                Command::ListenTo { agent, how }
            }
            _ => Command::Say { to: None, text: Clean::line("fire drill at three") },
        };
        self.note(|| format!("lead: {}", command.name()));
        self.lead(command);
    }

    /// Other words; now and then queues that ring shorter.
    fn publish(&mut self) -> Command {
        let words = format!("Good day, {} speaking", self.dice.roll(1_000));
        let shipped = Library::shipped();
        let shorter = self.dice.roll(3) == 0;
        let file = |name: &str| {
            let text = shipped.texts().find(|(of, _)| *of == name).map_or("", |(_, text)| text);
            let text = text.replace("Good day, customer service", &words);
            let text = if shorter { text.replace("after_seconds = 60", "after_seconds = 30") } else { text };
            PackFile { name: Clean::line(name), text }
        };
        let files = ["lines.toml", "queues.toml"].map(file).to_vec();
        let effect = match self.dice.roll(3) {
            0 => Effect::Now,
            1 => Effect::Urgent,
            _ => Effect::At(self.now().utc.after(1_000 + self.dice.roll(300_000))),
        };
        let base = self.core.floor().edition_in_force(self.now().utc);
        Command::Publish { files, base, effect }
    }

    fn correct(&mut self, interaction: InteractionId) -> Command {
        let results = self.shared.library.results();
        let leaves: Vec<Clean> = results
            .iter()
            .filter(|result| self.shared.library.result(&result.code).is_some())
            .map(|result| result.code.clone())
            .collect();
        let code = self.dice.pick(&leaves).cloned().unwrap_or_default();
        Command::Correct { interaction, code, why: Clean::line("heard-again"), shown: None }
    }
}
