//! An agent's phone, as long as it is called or picked up: an agent has one, whatever calls it is for.

use super::{
    super::order::Order,
    Names,
    side::{Hears, Moves, Side},
};
use crate::domain::{Interaction, InteractionId};

/// See the module.
#[derive(Debug)]
pub(super) struct Leg {
    pub(super) side: Side,
    /// The call that it was called for.
    pub(super) of: InteractionId,
    /// Picked up.
    pub(super) is_up: bool,
    /// It was called so that it picks itself up.
    pub(super) answers_itself: bool,
    /// None: nobody knows.
    is_muted: Option<bool>,
    /// An order was not carried out: it is looked at again after a while.
    pub(super) is_unsure: bool,
}

impl Leg {
    /// One that is being called.
    pub(super) fn called(channel: String, of: InteractionId, answers_itself: bool) -> Leg {
        let side = Side { channel, hears: Some(Hears::Nothing) };
        Leg { side, of, is_up: false, answers_itself, is_muted: Some(false), is_unsure: false }
    }

    /// One that lived through a break. Whether one that rings would answer by itself nobody knows.
    pub(super) fn found(side: Side, of: InteractionId, is_up: bool) -> Leg {
        Leg { side, of, is_up, answers_itself: is_up, is_muted: None, is_unsure: false }
    }

    /// Orders what it hears and says in that call.
    pub(super) fn settle(
        &mut self,
        of: InteractionId,
        (hears, muted): (Hears, bool),
        at: (&Names, &str),
        moves: &mut Moves,
    ) {
        if !self.is_up {
            return;
        }
        self.side.hear(hears, of, at, moves);
        if self.is_muted.replace(muted) != Some(muted) {
            // Who is to be silent is so before anybody could hear them.
            let half = if muted { &mut moves.ends } else { &mut moves.begins };
            half.push((at.1.to_owned(), Order::Mute(self.side.channel.clone(), muted)));
        }
    }

    /// That was ordered and not done: nobody knows how it stands.
    pub(super) fn was_refused(&mut self, order: &Order) -> bool {
        let it = order.channel() == Some(&self.side.channel);
        if it {
            (self.side.hears, self.is_muted, self.is_unsure) = (None, None, true);
        }
        it
    }
}

/// A telephone is called by the name of its endpoint, and by nothing that would lead out of the house.
pub(super) fn may_be_called(phone: &str) -> bool {
    !phone.is_empty() && phone.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// What the phone shows: name and number, as far as they may stand there.
pub(super) fn shown(one: &Interaction) -> String {
    let name = if one.caller.name.is_empty() { &one.announced } else { &one.caller.name };
    let name: String = name.chars().filter(|c| !matches!(c, '"' | '\\' | '<' | '>')).take(40).collect();
    let number = one.number.as_ref().map(|number| number.raw.to_string()).unwrap_or_default();
    let number: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').take(40).collect();
    format!("\"{name}\" <{number}>")
}
