//! Correcting a result: which one, and why, beside what follows from it.

use super::{ask, conclude, lists, order};
use crate::{
    domain::{Consequence, InteractionId},
    proto::{Command, Query, Refusal},
    text::Clean,
    ui::{
        correction::{self, Correction},
        model::{Awaited, Effect, Model},
        overlay::{Choice, List, Overlay, Row},
    },
};

/// Why a result is corrected: letter, what the journal keeps, message key.
const CORRECTIONS: [(char, &str, &str); 4] = [
    ('m', "mistyped", "correct-mistyped"),
    ('l', "learnt later", "correct-learnt"),
    ('a', "agreed with the supervisor", "correct-agreed"),
    ('o', "other", "correct-other"),
];

/// Why a result was corrected, in the reader's words.
pub(super) fn why_said(model: &Model, why: &str) -> String {
    let known = CORRECTIONS.iter().find(|(_, known, _)| *known == why);
    known.map_or(why.to_owned(), |(_, _, key)| model.tr(key, &[]))
}

/// The interaction that I concluded last: its result may be corrected at once.
pub(super) fn last_concluded(model: &Model) -> Option<InteractionId> {
    let mine = model.mine.iter().filter(|past| !past.result.is_empty() && past.concluded.is_some());
    mine.max_by_key(|past| past.concluded).map(|past| past.interaction)
}

/// The same tree as for concluding, in place of the result given.
pub(super) fn results(model: &Model, interaction: InteractionId, below: &Clean) -> Overlay {
    let choice = |code: &Clean| Choice::Why(interaction, code.clone());
    let branch = |below| List::Corrections(interaction, below);
    let mut rows = conclude::tree((model, &model.shared.library), below, |_| None, choice, branch);
    // What only interviews end with corrects nothing but what an interview ended with.
    let library = &model.shared.library;
    let given = model.mine.iter().find(|past| past.interaction == interaction).map(|past| &past.result);
    let of_interviews = |code: &Clean| library.result(code).is_some_and(|result| !result.interview.is_empty());
    let surveyed = given.is_some_and(of_interviews);
    let fits = |code: &Clean| surveyed || library.result(code).is_none_or(|result| !result.is_of_interviews());
    rows.retain(|row| !matches!(&row.choice, Choice::Why(_, code) if !fits(code)));
    Overlay::letters(List::Corrections(interaction, below.clone()), rows)
}

/// A result was chosen: what would follow is asked for, and shown beside the reasons when it is there.
pub(super) fn look(model: &mut Model, interaction: InteractionId, code: Clean, effects: &mut Vec<Effect>) {
    let question = Query::Consequences { interaction, code: code.clone() };
    model.correction = Some(Correction { interaction, code, follows: None });
    model.opening_past = Some(ask(model, effects, question));
}

/// What would follow is known.
pub(super) fn there(model: &mut Model, number: u64, follows: Option<Vec<Consequence>>) {
    if model.opening_past.take_if(|opening| *opening == number).is_none() {
        return;
    }
    let Some(follows) = follows else { return model.refuse(&Refusal::NotCorrectable) };
    if let Some(correction) = &mut model.correction {
        correction.follows = Some(follows);
        let list = List::Why(correction.interaction, correction.code.clone());
        lists::show(model, list);
    }
}

/// Why the result is corrected, and what follows from it.
pub(super) fn why(model: &Model, interaction: InteractionId, code: &Clean) -> Option<Overlay> {
    let correction = model.correction.as_ref();
    let correction = correction.filter(|known| known.interaction == interaction && known.code == *code)?;
    let follows = correction.follows.as_ref()?;
    let reasons = CORRECTIONS.map(|(letter, why, key)| {
        Row::of_letter(letter, model.tr(key, &[]), Choice::Correct(interaction, code.clone(), Clean::line(why)))
    });
    let rows = reasons.into_iter().chain(correction::rows(model, code, follows)).collect();
    Some(Overlay::read(List::Why(interaction, code.clone()), rows))
}

/// A reason was chosen: the order carries what was shown.
pub(super) fn chosen(
    model: &mut Model,
    (interaction, code, why): (InteractionId, Clean, Clean),
    effects: &mut Vec<Effect>,
) {
    let shown = model.correction.as_ref().and_then(|correction| correction.follows.clone());
    order(model, effects, Awaited::Other, Command::Correct { interaction, code, why, shown });
}

/// Something changed in between, so that other things follow: they are shown.
pub(super) fn again(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(Correction { interaction, code, .. }) = model.correction.clone() {
        look(model, interaction, code, effects);
    }
}
