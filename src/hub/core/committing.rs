//! Groups on their way to the disk, and who is told what when they are there or not.

use super::*;
use crate::{
    domain::{Playing, Said, State},
    proto::Report,
};

impl Core {
    /// Sends the gathered group off if none is under way, and says no to whom waited only for the one before.
    pub(super) fn flush(&mut self, out: &mut Vec<Output>) {
        for refused in self.launch(out) {
            self.refuse(&refused, None, out);
        }
    }

    /// Sends the gathered group off if none is under way, drafts before it. Returns the refusals before its first
    /// batch: what they rest on is durable.
    fn launch(&mut self, out: &mut Vec<Output>) -> Vec<Decided> {
        let mut group = Vec::new();
        let mut refused = Vec::new();
        if self.in_flight.is_empty() {
            let first = self.gathering.iter().position(|decided| decided.end.is_ok());
            let rest = self.gathering.split_off(first.unwrap_or(self.gathering.len()));
            refused = std::mem::replace(&mut self.gathering, rest);
            self.in_flight = std::mem::take(&mut self.gathering);
            group.extend(self.in_flight.iter().filter_map(|decided| Some(decided.end.as_ref().ok()?.1.clone())));
        }
        if let Some(drafts) = self.drafts.due(!group.is_empty()) {
            out.push(Output::SaveDrafts(drafts));
        }
        if !group.is_empty() {
            out.push(Output::Commit(group));
        }
        refused
    }

    pub(super) fn committed(
        &mut self,
        now: Now,
        result: Result<Vec<Result<Position, Conflict>>, StoreError>,
        out: &mut Vec<Output>,
    ) {
        let group = std::mem::take(&mut self.in_flight);
        let ends = match result {
            Ok(ends) => ends,
            Err(error) => {
                // What was decided on top of a group that may not be there is not there.
                for decided in std::mem::take(&mut self.gathering).iter().rev() {
                    self.refuse(decided, Some(&error), out);
                }
                return self.fall_behind(group, Vec::new(), Some(error), out);
            }
        };
        // Nobody else wrote: the next group leaves before anybody is told of this one, so that the disk never waits.
        let expected = self.position.0 + 1;
        let alone = ends.iter().zip(expected..).all(|(end, position)| *end == Ok(Position(position)));
        let refused = if alone { self.launch(out) } else { Vec::new() };
        let mut ends = ends.into_iter();
        let mut again = Vec::new();
        for decided in group {
            if decided.end.is_err() {
                // It rests on what conflicted, perhaps.
                match again.is_empty() {
                    true => self.refuse(&decided, None, out),
                    false => again.push(decided),
                }
                continue;
            }
            match ends.next() {
                Some(Ok(position)) => self.tell(decided, position, out),
                Some(Err(_)) | None => again.push(Decided { tries: decided.tries + 1, ..decided }),
            }
        }
        if alone {
            let under_way: BTreeSet<Key> =
                self.in_flight.iter().flat_map(|decided| &decided.writes).map(|row| row.record.key()).collect();
            self.undurable.retain(|key, _| under_way.contains(key));
            for refused in refused {
                self.refuse(&refused, None, out);
            }
        } else {
            // Somebody else wrote, perhaps what these read: that is read first, then everything since is decided again.
            again.append(&mut self.gathering);
            self.fall_behind(Vec::new(), again, None, out);
        }
        for id in self.sessions.keys().copied().collect::<Vec<_>>() {
            self.advance(now, id, out);
        }
    }

    /// Says no: for the command's own reason, or because of the disk.
    pub(super) fn refuse(&mut self, decided: &Decided, error: Option<&StoreError>, out: &mut Vec<Output>) {
        self.undo_sign_in(decided);
        self.drafts.release(decided.serial);
        let refusal = match (error, &decided.end) {
            (Some(error), _) => not_saved(error),
            (None, Err(refusal)) => refusal.clone(),
            (None, Ok(_)) => Refusal::Busy,
        };
        out.push(Output::Send(decided.session, ToSession::Reply(decided.number, Err(refusal))));
    }

    pub(super) fn undo_sign_in(&mut self, decided: &Decided) {
        if let (Some(signs_in), Some(session)) = (&decided.signs_in, self.sessions.get_mut(&decided.session)) {
            (session.actor, session.listens) = signs_in.before;
            self.listening = None;
        }
    }

    /// Answers and events of a durable batch.
    pub(super) fn tell(&mut self, decided: Decided, position: Position, out: &mut Vec<Output>) {
        // Behind a gap the position stays: what somebody else did there has to be read.
        if position.0 == self.position.0 + 1 {
            self.position = position;
        }
        self.announce(decided.writes.clone(), out);
        if let Some(agent) = unreached(&decided) {
            self.tell_all(Event::Unreached(agent), out);
        }
        if let Some((agent, what, well)) = played(&decided) {
            self.tell_all(Event::Played(agent, what, well), out);
        }
        if let (Command::Tones { interaction, tones }, true) = (&decided.command, decided.end.is_ok()) {
            self.tell_telephones(Event::Tones(*interaction, tones.clone()), out);
        }
        self.reply(decided, out);
    }

    pub(super) fn reply(&mut self, decided: Decided, out: &mut Vec<Output>) {
        for (id, number) in self.drafts.dropped(decided.serial) {
            out.push(Output::Send(id, ToSession::Reply(number, Ok(Reply::Done))));
        }
        let reply = decided.end.map(|(reply, _)| reply);
        out.push(Output::Send(decided.session, ToSession::Reply(decided.number, reply)));
        if let Some(SignsIn { agent, .. }) = decided.signs_in {
            self.read(Reading::Drafts(decided.session, agent, 0), out);
        }
    }

    /// Takes durable records in and tells everyone.
    pub(super) fn announce(&mut self, writes: Vec<Versioned>, out: &mut Vec<Output>) {
        let mut events = Vec::new();
        let mut contacts = Vec::new();
        for row in writes {
            self.durable.apply(row.version, &row.record);
            if !self.reading.is_empty() {
                self.recent.insert(row.record.key(), (self.next_ticket, row.clone()));
            }
            match row.record {
                Record::Interaction(interaction) => events.push(Event::Interaction(interaction)),
                Record::Agent(agent) => events.push(Event::Agent(Box::new(agent))),
                Record::Contact(contact) => contacts.push((row.version, contact)),
                Record::Case(case) => events.push(Event::Case(case)),
                Record::Said(said) => self.tell_said(said, out),
                // Asked for where they are shown.
                Record::Interview(_) | Record::Quota(_) => {}
                Record::Callback(promise) => events.push(Event::Promise(promise)),
                Record::Outgoing(outgoing) => events.push(Event::Outgoing(outgoing)),
                Record::Script(_) | Record::Terminal(_) | Record::Weighing(_) => {}
                Record::Edition(_) => self.editions_changed = true,
            }
        }
        match contacts.as_slice() {
            [] => {}
            [(version, contact)] => events.push(Event::Contact(contact.id, *version)),
            many => events.push(Event::Contacts(many.len())),
        }
        if !contacts.is_empty() {
            out.push(Output::Index(contacts.into_iter().map(|(_, contact)| Record::Contact(contact)).collect()));
        }
        events.into_iter().for_each(|event| self.tell_all(event, out));
    }

    /// Tells everyone who listens.
    pub(super) fn tell_all(&mut self, event: Event, out: &mut Vec<Output>) {
        let hears = |session: &Session| !session.leaving && session.listens;
        let listening = self.listening.get_or_insert_with(|| {
            self.sessions.iter().filter(|(_, session)| hears(session)).map(|(id, _)| *id).collect()
        });
        out.push(Output::Tell(Arc::clone(listening), Arc::new(event)));
    }

    /// Tells telephone systems alone.
    fn tell_telephones(&self, event: Event, out: &mut Vec<Output>) {
        let gateways = self.sessions.iter().filter(|(_, session)| !session.leaving && session.actor == Actor::Gateway);
        let ids: Arc<[SessionId]> = gateways.map(|(id, _)| *id).collect();
        out.push(Output::Tell(ids, Arc::new(event)));
    }

    /// What was written to one colleague is for nobody else.
    fn tell_said(&self, said: Said, out: &mut Vec<Output>) {
        let hears = |session: &Session| match (said.to, session.actor.agent()) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(to), Some(agent)) => agent == to || agent == said.from,
        };
        let ids = self.sessions.iter().filter(|(_, session)| !session.leaving && session.listens && hears(session));
        let ids: Arc<[SessionId]> = ids.map(|(id, _)| *id).collect();
        out.push(Output::Tell(ids, Arc::new(Event::Said(said))));
    }

    /// Everything live, for a session that signed in, once its drafts were read.
    pub(super) fn drafts_read(&mut self, id: SessionId, drafts: Result<Vec<Draft>, StoreError>, out: &mut Vec<Output>) {
        let of = |reading: &Reading| matches!(reading, Reading::Drafts(session, ..) if *session == id);
        let ticket = self.reading.iter().find(|(_, reading)| of(reading)).map(|(ticket, _)| *ticket);
        let Some(Reading::Drafts(_, agent, tries)) = ticket.and_then(|ticket| self.reading.remove(&ticket)) else {
            return;
        };
        match drafts {
            Ok(drafts) => self.snapshot(id, Some(drafts), out),
            // Without its drafts, a screen would save over them.
            Err(_) if tries + 1 < TRIES => self.read(Reading::Drafts(id, agent, tries + 1), out),
            Err(_) => self.snapshot(id, Some(Vec::new()), out),
        }
    }

    pub(super) fn snapshot(&mut self, id: SessionId, drafts: Option<Vec<Draft>>, out: &mut Vec<Output>) {
        let Some(agent) = self.sessions.get(&id).and_then(|session| session.actor.agent()) else { return };
        let agents: Vec<Agent> = self.durable.agents.values().map(|(_, agent)| agent.clone()).collect();
        let interactions = self.durable.open.values().map(|(_, open)| Arc::clone(open)).collect();
        let cases = self.durable.cases.values().map(|(_, case)| Arc::clone(case)).collect();
        let promises = self.durable.promises.values().map(|(_, promise)| Arc::clone(promise)).collect();
        let position = self.position;
        let snapshot = ToSession::Snapshot { position, agent, agents, interactions, cases, promises, drafts };
        out.push(Output::Send(id, snapshot));
        if let Some(there) = self.telephone {
            out.push(Output::Send(id, ToSession::Event(Arc::new(Event::Telephone(there)))));
        }
    }
}

/// Whose phone has played what it was still to play.
fn played(decided: &Decided) -> Option<(AgentId, Playing, bool)> {
    let Command::Played { agent, what, well } = decided.command else { return None };
    (decided.end.is_ok() && !decided.writes.is_empty()).then_some((agent, what, well))
}

/// Whose call is on hold because a gateway did not reach the phone.
fn unreached(decided: &Decided) -> Option<AgentId> {
    let Command::Report { report: Report::Unreached(agent), .. } = decided.command else { return None };
    let from_gateway = decided.end.as_ref().is_ok_and(|(_, batch)| batch.actor == Actor::Gateway);
    // Who calls somebody is told how that call ended.
    let on_hold = |row: &Versioned| matches!(&row.record, Record::Interaction(one) if one.agent_state() == State::Hold);
    (from_gateway && decided.writes.iter().any(on_hold)).then_some(agent)
}
