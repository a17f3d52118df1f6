//! Another hub on the same store, which does what it must not.

use super::*;

impl World {
    /// Another hub on the same store does what it must not.
    pub(super) fn stranger(&mut self) -> Result<(), Broken> {
        let open: Vec<Versioned> = self
            .core
            .floor()
            .open
            .values()
            .map(|(version, one)| Versioned { version: *version, record: Record::Interaction(Arc::clone(one)) })
            .collect();
        let agents: Vec<_> =
            self.core.floor().agents.values().map(|(version, agent)| (*version, agent.clone())).collect();
        let held = |row: &&Versioned| matches!(&row.record, Record::Interaction(one) if one.holder().is_some());
        let waits = |row: &&Versioned| matches!(&row.record, Record::Interaction(one) if one.is_waiting());
        let mut written = None;
        if self.plants(Planted::TwoOwners, 30)
            && let Some(row) = open.iter().find(held)
            && let Record::Interaction(one) = &row.record
            && let Some((_, other)) = agents.iter().find(|(_, agent)| Some(agent.id) != one.holder())
        {
            let stage = Stage::Held { agent: other.id, leg: Leg::Talking, desk: crate::domain::Desk::Parked };
            written = Some((row.version, Record::from(Interaction { stage, ..(**one).clone() })));
        }
        if self.plants(Planted::WrongOffer, 20)
            && let Some(row) = open.iter().find(waits)
            && let Record::Interaction(one) = &row.record
            && let Some((_, other)) = agents.first()
        {
            let stage = Stage::Waiting { offered: Some(other.id) };
            written = Some((row.version, Record::from(Interaction { stage, offers: Vec::new(), ..(**one).clone() })));
        }
        if self.plants(Planted::NoCause, 30)
            && let Some((version, agent)) = agents.iter().find(|(_, agent)| agent.status.takes())
        {
            let mut agent = agent.clone();
            agent.set_status(
                Status::Paused { reason: Clean::line(crate::domain::agent::MISSED) },
                None,
                self.now().utc,
            );
            written = Some((*version, Record::Agent(agent)));
        }
        if self.plants(Planted::SetBack, 20)
            && let Some(row) = self.store.scan(Table::Interaction, None, 64)?.into_iter().find(
                |row| matches!(&row.record, Record::Interaction(one) if matches!(one.stage, Stage::Concluded { .. })),
            )
            && let Record::Interaction(one) = &row.record
        {
            let stage = Stage::Waiting { offered: None };
            written = Some((row.version, Record::from(Interaction { stage, ..(**one).clone() })));
        }
        let Some((version, record)) = written else { return Ok(()) };
        self.note(|| format!("a second hub writes {:?}", record.key()));
        let batch = Batch {
            at: self.now().utc,
            actor: Actor::System,
            session: None,
            command: Clean::line("stranger"),
            interaction: None,
            contact: None,
            expected: vec![(record.key(), Some(version))],
            puts: vec![record],
            deletes: Vec::new(),
            drop_drafts: Vec::new(),
        };
        self.store.commit(&[batch])?;
        self.oracle.journal(&*self.store)
    }
}
