//! A side of a call: a channel, and what it hears.

use super::{
    super::{
        order::Order,
        sounds::{Media, Words},
    },
    Names,
};
use crate::domain::{InteractionId, Language};

/// What a channel hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hears {
    /// Nothing: it is alone.
    Nothing,
    /// Music: it waits.
    Music,
    /// That somebody is called.
    Ringing,
    /// These words.
    Words(InteractionId, Words, Language),
    /// Who is in the bridge of that call.
    Call(InteractionId),
    /// The same, and is heard by its agent alone.
    Whisper(InteractionId),
    /// Who is in the bridge in which an agent asks somebody outside about that call.
    Outside(InteractionId),
    /// Who is in the bridge of that call, which was handed over.
    Passed(InteractionId),
}

/// See the module.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) channel: String,
    /// None: nobody knows.
    pub(super) hears: Option<Hears>,
}

/// Orders in two halves: whoever leaves does so first, whoever joins does so last, so that there is no music over words.
#[derive(Debug, Default)]
pub(super) struct Moves {
    /// In the order of these names.
    pub(super) ends: Vec<(String, Order)>,
    pub(super) begins: Vec<(String, Order)>,
}

impl Hears {
    /// The bridge in which that is heard.
    fn bridge(self, names: &Names) -> Option<String> {
        match self {
            Hears::Call(id) => Some(names.bridge(id)),
            Hears::Whisper(id) => Some(names.whisper(id)),
            Hears::Outside(id) => Some(names.outside(id)),
            Hears::Passed(id) => Some(names.passed(id)),
            Hears::Nothing | Hears::Music | Hears::Ringing | Hears::Words(..) => None,
        }
    }
}

impl Side {
    /// Orders what makes it hear that; `of`: in whose bridge it may be, where nobody knows.
    pub(super) fn hear(&mut self, wanted: Hears, of: InteractionId, (names, lane): (&Names, &str), moves: &mut Moves) {
        let before = self.hears.replace(wanted);
        if before == Some(wanted) {
            return;
        }
        let channel = || self.channel.clone();
        let joins = wanted.bridge(names);
        let end = match before {
            Some(Hears::Music) => Some(Order::Music(channel(), false)),
            Some(Hears::Ringing) => Some(Order::Ring(channel(), false)),
            Some(Hears::Words(id, words, _)) => Some(Order::Silence(names.words(id, words))),
            None if joins.is_some() => Some(Order::Music(channel(), false)),
            None => Some(Order::Leave(names.bridge(of), channel())),
            // Who joins another bridge leaves this one by that.
            Some(other) => other.bridge(names).filter(|_| joins.is_none()).map(|old| Order::Leave(old, channel())),
        };
        let begin = match wanted {
            Hears::Music => Some(Order::Music(channel(), true)),
            Hears::Ringing => Some(Order::Ring(channel(), true)),
            Hears::Words(id, words, language) => {
                let media = Media { uris: names.sounds.media(words), language: Some(language) };
                Some(Order::Play(channel(), names.words(id, words), media))
            }
            Hears::Nothing | Hears::Call(_) | Hears::Whisper(_) | Hears::Outside(_) | Hears::Passed(_) => {
                joins.map(|bridge| Order::Join(bridge, channel()))
            }
        };
        moves.ends.extend(end.map(|order| (lane.to_owned(), order)));
        moves.begins.extend(begin.map(|order| (lane.to_owned(), order)));
    }
}
