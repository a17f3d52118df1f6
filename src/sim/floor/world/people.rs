//! Who calls, and who answers.

use super::*;

impl World {
    /// The telephone system hears what becomes of calls.
    pub(super) fn heard(&mut self, one: &Interaction) {
        if matches!(one.stage, Stage::Held { leg: Leg::Talking, .. }) {
            self.talks(one);
        }
        if let (Stage::Held { leg: Leg::Talking, .. }, Some(caller)) = (&one.stage, self.callers.remove(&one.id)) {
            self.after(caller.talk, What::HangUp(one.id));
        }
        if matches!(one.stage, Stage::Concluded { .. }) && !self.ended.contains(&one.id) {
            self.ended.push_back(one.id);
            self.ended.drain(..self.ended.len().saturating_sub(leader::CORRECTABLE));
        }
    }

    pub(super) fn answered(&mut self, number: u64, reply: Result<Reply, crate::proto::Refusal>) -> Result<(), Broken> {
        let caller = self.ringing.remove(&number);
        if let (Ok(Reply::Interaction(id)), Some(caller)) = (reply, caller) {
            self.oracle.announced(&*self.store, id)?;
            self.after(caller.patience, What::GiveUp(id));
            self.callers.insert(id, caller);
        }
        Ok(())
    }

    pub(super) fn arrive(&mut self) {
        let mean = 3_600_000 / self.set_up.callers_per_hour.max(1);
        let gap = 1 + self.dice.roll(2 * mean.max(1));
        self.after(gap, What::Arrive);
        // Half of them are in the files.
        let number = number(self.dice.roll(2 * CONTACTS));
        let patience = 5_000 + self.dice.roll(240_000);
        let talk = 20_000 + self.dice.roll(300_000);
        self.ring(Caller { number, patience, talk });
    }

    pub(super) fn ring(&mut self, caller: Caller) {
        let lines: Vec<Clean> = self.shared.library.lines().iter().map(|line| line.name.clone()).collect();
        let to = self.dice.pick(&lines).cloned();
        if self.telephone.is_some() {
            return self.calls(caller, to.unwrap_or_default());
        }
        let from = (self.dice.roll(8) > 0).then(|| caller.number.clone());
        let announce = Command::Announce { from, to, name: Clean::default(), practice: Vec::new() };
        self.note(|| format!("{} rings", caller.number));
        let number = self.gateway(announce);
        self.ringing.insert(number, caller);
    }

    pub(super) fn report(&mut self, interaction: InteractionId, report: Report) {
        // Who was answered does not give up.
        let caller = self.callers.remove(&interaction);
        if report == Report::Abandoned {
            let Some(caller) = caller else { return };
            if self.dice.roll(3) == 0 {
                // Rings back after a while.
                let gap = self.dice.roll(2_000);
                let again = Caller { patience: caller.patience + gap, ..caller };
                self.ring(again);
            }
        }
        self.word_of_a_call(Command::Report { interaction, report });
    }

    /// Under a bad star the telephone system's word is lost, comes late, comes twice, or behind a later one.
    fn word_of_a_call(&mut self, word: Command) {
        if self.set_up.bad_star && self.dice.roll(20) == 0 {
            let late = 1 + self.dice.roll(30_000);
            self.after(late, What::Say(Box::new(word.clone())));
        }
        let fate = if self.set_up.bad_star { self.dice.roll(100) } else { 100 };
        match fate {
            0 => self.note(|| "word of a call is lost".to_owned()),
            1..=10 => {
                let late = 1 + self.dice.roll(8_000);
                self.after(late, What::Say(Box::new(word)));
            }
            _ => {
                self.gateway(word);
            }
        }
    }

    /// The agent presses the next key, or thinks of the next deed.
    pub(super) fn act(&mut self, seat: usize) {
        let Some(session) = &self.seats[seat].session else { return };
        if self.seats[seat].keys.is_empty() {
            let (pace, mut keys) = operator::deed(&mut self.dice, session.model());
            keys.reverse();
            self.seats[seat].keys = keys;
            return self.after(pace, What::Act(seat));
        }
        if let Some(bytes) = self.seats[seat].keys.pop() {
            self.ran.keys += 1;
            let login = self.seats[seat].login.clone();
            self.note(|| format!("{login} presses {:?}", String::from_utf8_lossy(&bytes)));
            self.seat(seat, session::Input::Bytes(bytes));
        }
        if self.set_up.bad_star && self.dice.roll(4_000) == 0 {
            // The line drops; the session goes on without a terminal.
            self.seat(seat, session::Input::Dropped);
            let gone = 10_000 + self.dice.roll(50_000);
            return self.after(gone, What::Return(seat));
        }
        let pace = 80 + self.dice.roll(200);
        self.after(pace, What::Act(seat));
    }

    pub(super) fn come_back(&mut self, seat: usize) {
        let now = self.now();
        if self.seats[seat].session.is_some() {
            let terminal = TerminalDescription::new("xterm-256color", "", (false, true), (80, 24));
            self.seat(seat, session::Input::Terminal(terminal));
        } else {
            let shared = self.shared.clone();
            let wanted = self.seats[seat].open(&shared, now);
            self.order_hub(Input::Attach(self.seats[seat].id, Actor::System));
            self.want(seat, wanted);
            self.gives_phone(seat);
        }
        let pace = 1_000 + self.dice.roll(2_000);
        self.after(pace, What::Act(seat));
    }

    pub(super) fn seat(&mut self, seat: usize, input: session::Input) {
        let now = self.now();
        let wanted = self.seats[seat].step(input, now);
        self.want(seat, wanted);
    }

    pub(super) fn want(&mut self, seat: usize, wanted: Vec<Wanted>) {
        let id = self.seats[seat].id;
        for wanted in wanted {
            match wanted {
                Wanted::Command(number, command) => self.order_hub(Input::Command(id, number, command)),
                Wanted::Query(number, query) => self.order_hub(Input::Query(id, number, query)),
                // The clocks on the screen tick for nobody here: what was typed is saved in time, and no more.
                Wanted::Wake(at) => {
                    let wait = at.0.saturating_sub(self.now().mono.0);
                    let at = self.elapsed + wait;
                    if (1..=400).contains(&wait) && self.seats[seat].wake.is_none_or(|wake| wake > at) {
                        self.seats[seat].wake = Some(at);
                        self.at(at, What::Wake(seat, id));
                    }
                }
                Wanted::Gone => {
                    self.order_hub(Input::Detach(id));
                    self.after(30_000, What::Return(seat));
                }
            }
        }
    }
}
