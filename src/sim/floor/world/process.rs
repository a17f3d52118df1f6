//! The process: the hub, its store, and their deaths.

use super::*;

/// The floor is made anew of all records every so many milliseconds, to see whether the hub holds the same.
const REBUILT_EVERY: u64 = 60_000;

impl World {
    pub(super) fn hub(&mut self, input: Input) -> Result<(), Broken> {
        let now = self.now();
        let outputs = self.core.step(now, input);
        for output in outputs {
            match output {
                Output::Load(ticket, wants) => {
                    let loaded = shell::load(&*self.store, &wants);
                    let takes = 1 + self.dice.roll(4);
                    self.after(takes, What::Hub(Box::new(Input::Loaded(ticket, loaded))));
                }
                Output::LoadDrafts(session, agent) => {
                    let drafts = self.store.drafts(agent);
                    self.after(2, What::Hub(Box::new(Input::Drafts(session, drafts))));
                }
                Output::Commit(batches) => self.write(What::Commit(batches)),
                Output::SaveDrafts(drafts) => self.write(What::Drafts(drafts)),
                Output::Find(session, number, text, _) => {
                    self.order_hub(Input::Found(session, number, Found { text, ..Found::default() }));
                }
                Output::Index(_) => {}
                Output::Compare(id, number, comparing) => {
                    let compared = Box::new(comparing.compared(Vec::new));
                    self.order_hub(Input::Compared(id, number, compared));
                }
                Output::Make(making) => {
                    let takes = 1 + self.dice.roll(200);
                    self.after(takes, What::Hub(Box::new(Input::Made(Box::new(making.made())))));
                }
                Output::Renew(library) => {
                    self.shared = self.shared.renewed(library);
                    for seat in 0..self.seats.len() {
                        if self.plants(Planted::OldWords, 2) {
                            continue;
                        }
                        self.seat(
                            seat,
                            session::Input::Library(
                                Arc::clone(&self.shared.library),
                                Arc::clone(&self.shared.articles),
                            ),
                        );
                    }
                }
                Output::Send(SWITCH, message) => self.after(1, What::ToSwitch(Box::new(message))),
                Output::Send(GATEWAY, ToSession::Reply(number, reply)) => self.answered(number, reply)?,
                Output::Send(id, message) => {
                    if let Some(seat) = self.seats.iter().position(|seat| seat.id == id) {
                        self.after(1, What::Hear(seat, id, Box::new(message)));
                    }
                }
                Output::Tell(listening, event) => self.tell(&listening, &event),
            }
        }
        self.wake_in_time();
        let busy = self.core.floor().open.len() + self.seats.len();
        if self.ran.steps.is_multiple_of(1 + busy as u64 / 8) {
            let routed = self.core.is_routed(now.utc);
            oracle::floor(self.core.floor(), (self.core.library(), &self.settings), now, routed)?;
        }
        Ok(())
    }

    pub(super) fn wake_in_time(&mut self) {
        let Some(due) = self.core.due() else { return };
        let at = self.elapsed + due.since(self.now().utc);
        if self.hub_wake.is_none_or(|wake| wake > at || wake < self.elapsed) {
            self.hub_wake = Some(at);
            self.at(at, What::HubWake);
        }
    }

    pub(super) fn write(&mut self, what: What) {
        let takes = 1 + self.dice.roll(12);
        self.written_at = self.written_at.max(self.elapsed) + takes;
        self.at(self.written_at, what);
    }

    pub(super) fn commit(&mut self, batches: Vec<Batch>) -> Result<(), Broken> {
        let error = || StoreError::Io("on purpose".to_owned());
        let (before, after) = match self.set_up.bad_star {
            true => (self.dice.roll(80) == 0, self.dice.roll(80) == 0),
            false => (false, false),
        };
        if self.plants(Planted::LostCommit, 20) {
            let Position(position) = self.store.position()?;
            let ends = (1..).zip(&batches).map(|(n, _)| Ok(Position(position + n))).collect();
            self.order_hub(Input::Committed(Ok(ends)));
            return Ok(());
        }
        let done = if before { Err(error()) } else { self.store.commit(&batches) };
        self.note(|| {
            let commands: Vec<&str> = batches.iter().map(|batch| batch.command.as_str()).collect();
            format!("commit {}{}", commands.join(" "), if before || after { ", said to fail" } else { "" })
        });
        let end = if after { Err(error()) } else { done };
        self.order_hub(Input::Committed(end));
        if !matches!(self.set_up.kept, Kept::Given(_)) {
            self.oracle.journal(&*self.store)?;
        }
        self.stranger()
    }

    pub(super) fn tell(&mut self, listening: &[SessionId], event: &Arc<Event>) {
        if let Event::Interaction(one) = &**event {
            self.heard(one);
        }
        if listening.contains(&SWITCH) && !self.plants(Planted::DeafGateway, 40) {
            self.after(1, What::ToSwitch(Box::new(ToSession::Event(Arc::clone(event)))));
        }
        for seat in 0..self.seats.len() {
            let id = self.seats[seat].id;
            if !listening.contains(&id) {
                continue;
            }
            let message = Box::new(ToSession::Event(Arc::clone(event)));
            if self.plants(Planted::DeafScreen, 40) {
                continue;
            }
            if self.held_back.is_none() && self.plants(Planted::Reordered, 20) {
                self.held_back = Some((seat, id, message));
                continue;
            }
            self.after(1, What::Hear(seat, id, message));
            if let Some((_, _, late)) = self.held_back.take_if(|(of, as_id, _)| *of == seat && *as_id == id) {
                self.after(1, What::Hear(seat, id, late));
            }
        }
    }

    /// The process dies between two steps and is started again from what is durable.
    pub(super) fn die(&mut self) -> Result<(), Broken> {
        let next = 5 * 60_000 + self.dice.roll(40 * 60_000);
        self.after(next, What::Die);
        if let Kept::Torn(disk) = &self.set_up.kept {
            disk.cut(self.dice.0);
            self.store = store_of(&self.set_up.kept)?;
        }
        self.note(|| "the process dies".to_owned());
        self.ran.deaths += 1;
        self.life += 1;
        (self.under_way, self.written_at, self.hub_wake) = (0, self.elapsed, None);
        self.ringing.clear();
        let (library, mut rows) = editions::at_start(&*self.store, Library::shipped(), self.now())?;
        self.shared = self.shared.renewed(Arc::new(library));
        for (planted, table) in [(Planted::LostOnRestart, Table::Interaction), (Planted::LostAgent, Table::Agent)] {
            if self.set_up.planted == Some(planted)
                && let Some(at) = rows.iter().position(|row| row.record.key().table == table)
            {
                rows.remove(at);
            }
        }
        let settings = Settings { seed: self.set_up.seed ^ self.elapsed, ..self.settings.clone() };
        let core = Core::new(Arc::clone(&self.shared.library), settings, rows, self.store.position()?);
        self.core = core.not_before(shell::journal_time(&*self.store)?);
        if !matches!(self.set_up.kept, Kept::Given(_)) {
            // It keeps all that the journal ever told.
            self.oracle.journal(&*self.store)?;
        }
        self.oracle.restarted(&*self.store, self.core.floor())?;
        self.begin();
        for seat in 0..self.seats.len() {
            self.seats[seat].session = None;
            let gone = 500 + self.dice.roll(5_000);
            self.after(gone, What::Return(seat));
        }
        Ok(())
    }

    /// When all word has reached everybody, all tell the same.
    pub(super) fn look(&mut self) -> Result<(), Broken> {
        let gap = 5_000 + self.dice.roll(10_000);
        self.after(gap, What::Look);
        let now = self.now();
        let routed = self.core.is_routed(now.utc);
        oracle::floor(self.core.floor(), (self.core.library(), &self.settings), now, routed)?;
        self.is_true()?;
        if self.under_way > 0 || !self.core.is_idle() || !routed {
            return Ok(());
        }
        for seat in &self.seats {
            if let Some(session) = &seat.session {
                oracle::screen(session.model(), self.core.floor(), self.core.library())?;
            }
        }
        // The longer the day, the more that takes.
        let often = self.elapsed >= self.rebuilt_at + REBUILT_EVERY;
        if often && !matches!(self.set_up.kept, Kept::Given(_)) {
            self.rebuilt_at = self.elapsed;
            self.oracle.is_rebuilt(&*self.store, self.core.floor())?;
        }
        Ok(())
    }
}
