//! Steps that send or pass on: what leaves, to whom, and how far that is.

use ratatui::{Frame, layout::Rect};

use super::put;
use crate::{
    domain::{ContactId, Interaction, outgoing},
    keymap::{Action, Context},
    script::{Does, PassTo, Sends, Step, pack::text, rendered},
    text::width,
    ui::{
        model::Model,
        outbox,
        theme::{Role, Sign},
    },
};

/// Lines of a message that are shown in its step.
const LINES: usize = 6;

pub(super) fn body(
    model: &Model,
    current: &Interaction,
    step: &Step,
    frame: &mut Frame<'_>,
    inner: Rect,
    row: usize,
) -> usize {
    let lines = match &step.does {
        Does::Sends(sends) => sending(model, current, step, sends, usize::from(inner.width)),
        Does::Passes(to) => passing(model, current, step, to, usize::from(inner.width)),
        Does::Nothing | Does::Promises { .. } | Does::Confirms(_) => Vec::new(),
    };
    let count = lines.len();
    for (at, line) in lines.into_iter().enumerate() {
        put(&model.theme, frame, inner, row + at, vec![line]);
    }
    row + count + 1
}

/// The key that does what the step is for, whatever is open over it.
pub(super) fn keys(model: &Model) -> String {
    let keys = model.shared.keymap.label_of(Action::NextStep, &[Context::Script]).unwrap_or_default();
    super::arrows(&keys)
}

/// The message as it is queued: by what, to whom, its words.
fn sending(model: &Model, current: &Interaction, step: &Step, sends: &Sends, wide: usize) -> Vec<(String, Role)> {
    let (Some(script), Some(run), Some(facts)) = (model.script(), current.run(), model.facts()) else {
        return Vec::new();
    };
    let contact = model.file.as_ref().map(|file| &*file.contact);
    let to = sends.answered(run).cloned().or_else(|| outgoing::address(sends.medium, contact, current.number.as_ref()));
    let medium = outbox::medium(model, sends.medium);
    let to = match &to {
        Some(to) => to.lines().collect::<Vec<_>>().join(", "),
        None => format!("! {}", model.tr("refusal-outgoing-no-address", &[])),
    };
    let mut lines = vec![(format!("  {medium} {} {to}", model.theme.sign(Sign::Message)), Role::Accent)];
    let [subject, words] =
        [&sends.subject, &sends.text].map(|texts| rendered(texts, script, run, &facts, current.language));
    let all = [subject.as_str(), words.as_str()].into_iter().flat_map(str::lines).filter(|line| !line.is_empty());
    let all = all.flat_map(|line| width::wrap(line, wide.saturating_sub(6)));
    lines.extend(all.take(LINES).map(|line| (format!("    {line}"), Role::Text)));
    for code in &sends.attach {
        let article = model.library().article(code);
        let title = article.map_or(code.as_str(), |article| text(&article.title, current.language));
        lines.push((format!("    + {}", model.tr("outbox-attached", &[("what", title.into())])), Role::Dim));
    }
    let queued = run.queued_by(&step.id);
    if queued.is_some_and(|queued| outbox::is_taken_back(model, queued.id)) {
        lines.push((format!("  {}", model.tr("outbox-taken-back", &[])), Role::Dim));
    }
    let queued = queued.filter(|queued| !outbox::is_taken_back(model, queued.id));
    lines.push(match queued.map(|queued| model.outbox.get(&queued.id)) {
        Some(known) => {
            let state = known.map_or_else(|| model.tr("outbox-queued", &[]), |one| outbox::state(model, one));
            (format!("  {} {state}", model.theme.sign(Sign::Done)), Role::Ok)
        }
        None => (format!("  {}", model.tr("outbox-not-yet", &[("keys", keys(model).as_str().into())])), Role::Accent),
    });
    lines
}

/// Where the call is passed on to, and what is read there.
fn passing(model: &Model, current: &Interaction, step: &Step, to: &PassTo, wide: usize) -> Vec<(String, Role)> {
    let language = model.language();
    let to = match to {
        PassTo::Queue(name) => text(&model.library().queue(name).label, language).to_owned(),
        PassTo::Skill(skill) => model.tr("pass-to-skill", &[("skill", skill.as_str().into())]),
        PassTo::Service(number) => {
            let service = model.library().services().iter().find(|service| service.number == *number);
            service.map_or(number.to_string(), |service| text(&service.label, language).to_owned())
        }
    };
    let passed = current.run().is_some_and(|run| run.answers.contains_key(&step.id));
    let mut lines = vec![match passed {
        true => (
            format!("  {} {}", model.theme.sign(Sign::Done), model.tr("pass-done", &[("to", to.as_str().into())])),
            Role::Ok,
        ),
        false => {
            let said = model.tr("pass-to", &[("to", to.as_str().into()), ("keys", keys(model).as_str().into())]);
            (format!("  {said}"), Role::Accent)
        }
    }];
    let slip = super::slip::matter(model, current).into_iter();
    let slip = slip.flat_map(|said| width::wrap(&said, wide.saturating_sub(6)));
    lines.extend(slip.map(|line| (format!("    {line}"), Role::Text)));
    lines
}

/// What was queued for a contact, newest first.
pub(super) fn of(model: &Model, contact: ContactId, most: usize) -> Vec<(String, Role)> {
    let theirs = model.outbox.values().rev().filter(|one| one.contact == Some(contact));
    let row = |one: &std::sync::Arc<crate::domain::Outgoing>| {
        let line = format!("{} {}", super::moment(model, one.at), outbox::line(model, one));
        (format!(" {} {line} ({})", model.theme.sign(Sign::Message), outbox::state(model, one)), Role::Dim)
    };
    theirs.take(most).map(row).collect()
}
