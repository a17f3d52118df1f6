//! The steps of the script that runs, as a list to jump by, and other scripts of the contact to go on with.

use super::{act::step, lists, sale};
use crate::{
    domain::{Answer, ScriptRun},
    keymap::{Action, Context},
    proto::Refusal,
    script::{
        self, Move, Script,
        pack::text,
        steps::{Listed, StepState, Why},
    },
    text::{Clean, width},
    ui::{
        field,
        model::{Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
        standing,
        theme::Sign,
    },
};

/// All of them, the one on the screen marked.
pub(super) fn list(model: &Model) -> Option<Overlay> {
    let current = model.current()?;
    let (script, run, facts) = (model.script()?, current.run()?, model.facts()?);
    let all = script::steps::steps(script, run, current.identified.is_some(), &facts);
    let here = all.iter().position(|listed| listed.state == StepState::Here);
    let closed: Vec<Option<String>> = all.iter().map(|listed| closed(model, listed)).collect();
    let once = said_once(&closed);
    let rows = all.iter().zip(closed).map(|(listed, closed)| {
        let closed = closed.map(|why| if once.as_ref() == Some(&why) { model.tr("steps-not-yet", &[]) } else { why });
        row(model, (script, run), listed, closed)
    });
    let mut rows: Vec<Row> = rows.collect();
    for other in current.runs.iter().filter(|other| other.script != run.script) {
        let Some(script) = model.shared.library.script_of(current.edition, other.version) else { continue };
        let at = script.step(&other.step).map_or("", |step| text(&step.title, model.language()));
        let detail = model.tr("steps-other", &[("step", at.into())]);
        rows.push(Row::new(script.title(model.language()), detail, Choice::Script(other.script.clone())));
    }
    let mut overlay = Overlay::search(List::Steps, rows);
    overlay.marked = here.unwrap_or(0);
    Some(overlay.headed(once.map(|why| format!("! {why}")).unwrap_or_default()))
}

/// Why a step can't be opened yet, in words.
fn closed(model: &Model, listed: &Listed<'_>) -> Option<String> {
    listed.closed.as_ref().map(|refusal| model.refusal(&Refusal::Script(refusal.clone())))
}

/// The reason that several steps have: it is said once, above them.
fn said_once(closed: &[Option<String>]) -> Option<String> {
    let times = |why: &String| closed.iter().flatten().filter(|other| *other == why).count();
    let most = closed.iter().flatten().max_by_key(|why| times(why))?;
    (times(most) > 1).then(|| most.clone())
}

/// How the cases and orders of the file stand, sentence by sentence.
pub(super) fn standing(model: &Model) -> Option<Overlay> {
    let current = model.current()?;
    let mut rows: Vec<Row> = Vec::new();
    for sentence in standing::sentences(model, current) {
        rows.extend(Row::text(&format!("“{sentence}”")));
    }
    if rows.is_empty() {
        let key = if standing::waits(model, current) { "standing-closed" } else { "standing-nothing" };
        rows.push(Row::new(model.tr(key, &[]), "", Choice::Read));
    }
    Some(Overlay::read(List::Standing, rows))
}

fn row(model: &Model, (script, run): (&Script, &ScriptRun), listed: &Listed<'_>, closed: Option<String>) -> Row {
    let title = text(&listed.step.title, model.language());
    let (sign, detail) = match &listed.state {
        StepState::Done => (model.theme.sign(Sign::Done), model.tr("steps-done", &[])),
        StepState::Passed => (model.theme.sign(Sign::Passed), model.tr("steps-passed", &[])),
        // The mark of the list is the only arrow.
        StepState::Here => (" ", model.tr("steps-here", &[])),
        StepState::Open => (" ", model.tr("steps-open", &[])),
        StepState::LeftOut(why) => ("-", left_out(model, (script, run), why)),
    };
    let asked = closed.is_none() && !matches!(listed.state, StepState::LeftOut(_));
    let detail = closed.map_or(detail, |closed| format!("! {closed}"));
    // Found by its fields, and by its name in any language.
    let fields = listed.step.fields.iter().map(|field| text(&field.label, model.language()));
    let titles = lists::elsewhere(model, |language| text(&listed.step.title, language).to_owned());
    let also = fields.chain([titles.as_str(), listed.step.id.as_str()]).collect::<Vec<_>>().join(" ");
    let choice = Choice::Jump { step: listed.step.id.clone(), asked };
    let sign = width::pad(sign.trim_end(), 1);
    Row { also, ..Row::new(format!("{sign} {title}"), detail, choice) }
}

/// Which answers lead past it.
fn left_out(model: &Model, of: (&Script, &ScriptRun), why: &Why) -> String {
    let (Why::Condition(names) | Why::Way(names)) = why;
    let told: Vec<String> = names.iter().map(|name| answer(model, of, name)).collect();
    match told.join(", ") {
        none if none.is_empty() => model.tr("steps-left-out", &[]),
        told => model.tr("steps-left-out-by", &[("answers", told.as_str().into())]),
    }
}

/// An answer of the run with what was asked.
fn answer(model: &Model, (script, run): (&Script, &ScriptRun), name: &Clean) -> String {
    let language = model.language();
    let (field, step) = (script.field(name), script.step(name));
    let label = field.map(|field| &field.label).or_else(|| step.map(|step| &step.title));
    let label = label.map_or(name.to_string(), |label| text(label, language).to_owned());
    let value = match run.answers.get(name) {
        None => "–".to_owned(),
        Some(Answer::Missing(reason)) => model.tr(super::conclude::message_of(*reason), &[]),
        Some(Answer::Value(value)) => {
            let choice = step.and_then(|step| step.choices.iter().find(|choice| choice.value == *value));
            let chosen = choice.map(|choice| text(&choice.label, language).to_owned());
            let known = field.map(|field| field::shown(model, &field.kind, value)).or(chosen);
            known.or_else(|| sale::ended(model, value)).unwrap_or_else(|| value.to_string())
        }
    };
    format!("{label}: {value}")
}

/// Jumps there; one key goes back to where it was left.
pub(super) fn jump(model: &mut Model, to: Clean, effects: &mut Vec<Effect>) {
    let Some(here) = model.step() else { return };
    if here.id == to {
        model.focus = Focus::Script;
        return;
    }
    let title = text(&here.title, model.language()).to_owned();
    let keys = model.shared.keymap.label_of(Action::PreviousStep, &[Context::Script]).unwrap_or_default();
    let keys = crate::ui::view::arrows(&keys);
    model.say("said-jumped", &[("keys", keys.as_str().into()), ("step", title.as_str().into())]);
    step(model, Move::Jump(to), effects);
}
