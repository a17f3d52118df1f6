//! What is open on the floor, and what of it is this agent's: each key asks for that, so that it is not looked for among all.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Deref,
    sync::Arc,
};

use crate::domain::{AgentId, Interaction, InteractionId};

/// Everything that waits or is held. Reads as a map.
#[derive(Clone, Debug, Default)]
pub struct Open {
    all: BTreeMap<InteractionId, Arc<Interaction>>,
    me: Option<AgentId>,
    mine: BTreeSet<InteractionId>,
    waiting: BTreeSet<InteractionId>,
}

impl Open {
    /// These, at the desk of that agent.
    pub fn at(me: AgentId, all: impl IntoIterator<Item = Arc<Interaction>>) -> Open {
        let mut open = Open { me: Some(me), ..Open::default() };
        all.into_iter().for_each(|interaction| open.put(interaction));
        open
    }

    /// One that came, or is another way now.
    pub fn put(&mut self, interaction: Arc<Interaction>) {
        let id = interaction.id;
        if self.me.is_some() && interaction.desk_of() == self.me {
            self.mine.insert(id);
        } else {
            self.mine.remove(&id);
        }
        if interaction.is_waiting() {
            self.waiting.insert(id);
        } else {
            self.waiting.remove(&id);
        }
        self.all.insert(id, interaction);
    }

    /// It is not open any more.
    pub fn take(&mut self, id: InteractionId) {
        self.mine.remove(&id);
        self.waiting.remove(&id);
        self.all.remove(&id);
    }

    /// What this agent has, or what rings here; in the order of ids, as all of them.
    pub fn mine(&self) -> impl Iterator<Item = &Interaction> {
        self.of(&self.mine)
    }

    /// What waits, in the same order.
    pub fn waiting(&self) -> impl Iterator<Item = &Interaction> {
        self.of(&self.waiting)
    }

    fn of<'a>(&'a self, some: &'a BTreeSet<InteractionId>) -> impl Iterator<Item = &'a Interaction> {
        some.iter().filter_map(|id| self.all.get(id)).map(|interaction| &**interaction)
    }
}

impl Deref for Open {
    type Target = BTreeMap<InteractionId, Arc<Interaction>>;

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}
