//! What is read before a decision or an answer.

use super::*;

impl Core {
    pub(super) fn read(&mut self, reading: Reading, out: &mut Vec<Output>) {
        self.next_ticket += 1;
        let wants = match &reading {
            Reading::Command(_, _, wants, extra) | Reading::Query(_, wants, extra) => {
                wants.iter().map(|want| want.wider(*extra)).collect()
            }
            Reading::Feed => vec![Want::Since(self.position)],
            Reading::Rows(entries) => {
                let keys: BTreeSet<Key> =
                    entries.iter().flat_map(|entry| &entry.changes).map(|change| change.key).collect();
                keys.into_iter().map(Want::Get).collect()
            }
            Reading::Drafts(session, agent, _) => {
                out.push(Output::LoadDrafts(*session, *agent));
                Vec::new()
            }
        };
        if !matches!(reading, Reading::Drafts(..)) {
            out.push(Output::Load(self.next_ticket, wants));
        }
        self.reading.insert(self.next_ticket, reading);
    }

    /// Questions are answered with what is durable, as events are.
    pub(super) fn ask(&mut self, now: Now, asked: Asked, out: &mut Vec<Output>) {
        let Some(session) = self.sessions.get(&asked.session) else { return };
        if !roles::may_ask(&self.durable, session.actor.agent(), &asked.question) {
            let refusal = ToSession::Reply(asked.number, Err(Refusal::NotAllowed));
            return out.push(Output::Send(asked.session, refusal));
        }
        if let Query::Editions { files } = &asked.question {
            return out.push(self.compare(now, &asked, files.clone()));
        }
        let wants = query::wants(&asked.question, (&self.durable, &*self.library), session.actor.agent());
        if wants.is_empty() {
            self.answer(now, &asked, Loaded::default(), out);
        } else {
            self.read(Reading::Query(asked, wants, 0), out);
        }
    }

    pub(super) fn answer(&self, now: Now, asked: &Asked, loaded: Loaded, out: &mut Vec<Output>) {
        let agent = self.sessions.get(&asked.session).and_then(|session| session.actor.agent());
        let by = (&self.durable, &self.settings, &*self.library);
        let answer = query::answer(&asked.question, by, agent, loaded, now);
        out.push(Output::Send(asked.session, ToSession::Answer(asked.number, answer)));
    }

    pub(super) fn loaded(
        &mut self,
        now: Now,
        ticket: Ticket,
        loaded: Result<Loaded, StoreError>,
        out: &mut Vec<Output>,
    ) {
        match self.reading.remove(&ticket) {
            Some(Reading::Command(id, order, wants, extra)) => {
                match loaded {
                    Ok(mut loaded) => match loaded.overlay(&wants, extra, &self.newer(true, &wants)) {
                        Ok(()) => {
                            let mut more = decide::more(&order.command, &loaded);
                            more.retain(|want| !wants.contains(want));
                            if !more.is_empty() {
                                // All of it once more, so that it is of one time.
                                let wants = wants.into_iter().chain(more).collect();
                                return self.read(Reading::Command(id, order, wants, 0), out);
                            }
                            self.decide(now, id, order, &loaded, out);
                        }
                        Err(TooFew(extra)) => return self.read(Reading::Command(id, order, wants, extra), out),
                    },
                    Err(error) => out.push(Output::Send(id, ToSession::Reply(order.number, Err(not_saved(&error))))),
                }
                if let Some(session) = self.sessions.get_mut(&id) {
                    session.busy = false;
                }
                self.advance(now, id, out);
            }
            Some(Reading::Query(asked, wants, extra)) => self.query_loaded(now, (asked, wants, extra), loaded, out),
            Some(Reading::Feed) => match loaded {
                Ok(loaded) if loaded.entries.is_empty() => self.caught_up(now, out),
                Ok(loaded) => self.read(Reading::Rows(loaded.entries), out),
                Err(error) => self.fell_behind(&error, out),
            },
            Some(Reading::Rows(entries)) => match loaded {
                Ok(loaded) => self.learn(entries, loaded, out),
                Err(error) => self.fell_behind(&error, out),
            },
            Some(Reading::Drafts(..)) | None => {}
        }
    }

    pub(super) fn query_loaded(
        &mut self,
        now: Now,
        (mut asked, wants, extra): (Asked, Vec<Want>, usize),
        loaded: Result<Loaded, StoreError>,
        out: &mut Vec<Output>,
    ) {
        let mut loaded = match loaded {
            Ok(loaded) => loaded,
            Err(_) if asked.tries + 1 < TRIES => {
                asked.tries += 1;
                return self.read(Reading::Query(asked, wants, extra), out);
            }
            Err(error) => {
                // Who waits for an answer gets one, and the reason why it is empty.
                self.answer(now, &asked, Loaded::default(), out);
                let reason = ToSession::Reply(asked.number, Err(not_saved(&error)));
                return out.push(Output::Send(asked.session, reason));
            }
        };
        if let Err(TooFew(extra)) = loaded.overlay(&wants, extra, &self.newer(false, &wants)) {
            return self.read(Reading::Query(asked, wants, extra), out);
        }
        match asked.first.take() {
            Some(mut first) => {
                first.lists.append(&mut loaded.lists);
                first.records.append(&mut loaded.records);
                self.answer(now, &asked, first, out);
            }
            None => {
                let more = query::more(&asked.question, &loaded);
                if more.is_empty() {
                    self.answer(now, &asked, loaded, out);
                } else {
                    asked.first = Some(loaded);
                    self.read(Reading::Query(asked, more, 0), out);
                }
            }
        }
    }
}
