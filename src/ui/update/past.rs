//! Interactions of the past, read again: what was wanted, answered, noted, and how it ended.

use super::{ask, past_sales, recording, sale};
use crate::{
    domain::{Agent, Answer, Direction, Interaction, InteractionId, Outgoing, PromiseKind, Purpose, transfer::Target},
    proto::{Command, Query},
    script::{self, Kind, engine, pack::text},
    ui::{
        correction, field, knowledge,
        model::{Effect, Model},
        outbox,
        overlay::{Choice, List, Overlay, Row},
        promises, summary, view,
    },
};

/// Asks for one; it is shown when it is there.
pub(super) fn open(model: &mut Model, id: InteractionId, effects: &mut Vec<Effect>) {
    model.opening_past = Some(ask(model, effects, Query::Interaction(id)));
}

/// All that is known of it, as a list to read.
pub(super) fn read(model: &Model, id: InteractionId) -> Option<Overlay> {
    let past = model.past.as_ref().filter(|past| past.id == id)?;
    let mut rows = Vec::new();
    let mut say = |label: String, detail: String| {
        rows.push(Row::new(label, detail, Choice::Read));
    };
    say(view::moment(model, past.times.begun), view::who(model, past));
    let whole = summary::whole(model, past);
    if !whole.is_empty() {
        let said = format!("{}: {whole}", model.tr("summary", &[]));
        Row::text(&said).for_each(|row| say(row.label, String::new()));
    }
    for need in &past.needs {
        let outcome = view::outcome(model, &need.outcome);
        say(view::reason(model, &need.reason), if need.outcome.is_empty() { need.words.to_string() } else { outcome });
        need.answers.iter().for_each(|(name, answer)| say(label(model, past, name), value(model, past, name, answer)));
    }
    for run in &past.runs {
        for (name, answer) in &run.answers {
            let mut told = value(model, past, name, answer);
            if run.left_out.contains(name) {
                // What it was asked for is no longer so.
                told = format!("{told} ({})", model.tr("field-left-out", &[]));
            }
            say(label(model, past, name), told);
        }
        let script = model.shared.library.script_of(past.edition, run.version);
        if let Some(script) = script.filter(|_| run.interview.is_some() && !past.is_open()) {
            let end = script::interview::end_of(script, run);
            say(model.tr("past-interview", &[]), model.tr(end.message(), &[]));
        }
        run.cases.iter().for_each(|case| say(model.tr("pane-case", &[]), case.number.to_string()));
    }
    for used in &past.articles {
        let title = model.shared.library.article(&used.article);
        let title = title.map_or(used.article.as_str(), |article| text(&article.title, model.language()));
        say(model.tr("past-article", &[("title", title.into())]), knowledge::said(model, used));
    }
    // What confirms a sale stands with it, unless it does not leave.
    let apart = |one: &Outgoing| !matches!(one.purpose, Purpose::Confirmation(_)) || !one.is_queued();
    for message in model.outbox.values().filter(|one| one.interaction == Some(id) && apart(one)) {
        let choice = Choice::List(List::Message(message.id));
        rows.push(Row::new(outbox::line(model, message), outbox::state(model, message), choice));
    }
    let mut say = |label: String, detail: String| {
        rows.push(Row::new(label, detail, Choice::Read));
    };
    for promise in model.promises.values().chain(&model.past_promises).filter(|one| one.promised_in == Some(id)) {
        say(promises::line(model, promise).0, promises::state(model, promise));
    }
    past_sales::rows(model, past).into_iter().for_each(|row| say(row.label, row.detail));
    if !past.note.is_empty() {
        say(model.tr("note", &[]), past.note.to_string());
    }
    let mut results = Vec::new();
    for given in &past.results {
        let by = view::name_of(model, given.agent);
        let dot = model.theme.sign(crate::ui::theme::Sign::Dot);
        results.push(Row::new(
            view::result_called(model, &given.code),
            format!("{by} {dot} {} {}", view::moment(model, given.at), super::correct::why_said(model, &given.why)),
            Choice::Read,
        ));
        results.extend(correction::kept(model, &given.code, &given.consequences));
    }
    results.into_iter().for_each(|row| say(row.label, row.detail));
    for passed in &past.transfers {
        if let Target::Outside { number, name } = &passed.to {
            let to = if name.is_empty() { number } else { name };
            say(model.tr("past-passed", &[]), format!("{to} {}", view::moment(model, passed.at)));
        }
    }
    for objection in &past.objections {
        let known =
            model.shared.library.of(past.edition).objections().iter().find(|known| known.code == objection.code);
        let label = known.map_or(objection.code.as_str(), |known| text(&known.label, model.language()));
        let outcome = objection.outcome.map(|outcome| model.tr(outcome.message(), &[])).unwrap_or_default();
        say(format!("{}: {label}", model.tr("action-objection", &[])), outcome);
    }
    if let Some(abuse) = past.abuse {
        let (key, at) = match (abuse.ended, abuse.warned) {
            (Some(at), _) => ("abuse-ended", at),
            (None, warned) => ("abuse-warned", warned.unwrap_or_default()),
        };
        let at = view::clock(model, at);
        say(model.tr("title-abuse", &[]), model.tr(key, &[("time", at.as_str().into())]));
    }
    if let Some(how) = past.hung_up {
        say(model.tr("past-line", &[]), model.tr(&how.message(), &[]));
    }
    rows.extend(recording::rows(model, past));
    let leads = model.agent().is_some_and(Agent::leads);
    let concluded = matches!(past.stage, crate::domain::Stage::Concluded { agent } if leads || Some(agent) == model.me);
    let correct = Choice::List(List::Corrections(id, crate::text::Clean::default()));
    // Of what came by itself it is told also why it was offered to nobody.
    let came = past.direction == Direction::In && !past.logged || !past.offers.is_empty();
    let more = [("past-routing", came, Choice::Routing(id)), ("past-correct", concluded, correct)];
    for (key, _, choice) in more.into_iter().filter(|(_, there, _)| *there) {
        rows.push(Row::new(model.tr(key, &[]), "", choice));
    }
    if let Some(number) = &past.number {
        let (raw, contact) = (number.raw.clone(), past.file.or(past.caller.contact));
        let label = model.tr("past-call", &[("number", raw.as_str().into())]);
        rows.push(Row::new(label, "", Choice::Order(Command::Dial { number: raw, contact })));
    }
    Some(Overlay::search(List::Past(id), rows))
}

fn steps<'a>(model: &'a Model, past: &'a Interaction) -> impl Iterator<Item = &'a script::Step> {
    let scripts = past.runs.iter().filter_map(|run| model.shared.library.script_of(past.edition, run.version));
    scripts.flat_map(|script| &script.steps)
}

fn fields<'a>(model: &'a Model, past: &'a Interaction) -> impl Iterator<Item = &'a script::Field> {
    steps(model, past).flat_map(|step| &step.fields)
}

fn label(model: &Model, past: &Interaction, name: &str) -> String {
    let known = fields(model, past).find(|field| field.name == *name).map(|field| &field.label);
    let step = || steps(model, past).find(|step| step.id == *name).map(|step| &step.title);
    known.or_else(step).map_or(name.to_owned(), |label| text(label, model.language()).to_owned())
}

fn value(model: &Model, past: &Interaction, name: &str, answer: &Answer) -> String {
    match (answer, fields(model, past).find(|field| field.name == *name)) {
        (Answer::Value(value), Some(field)) => field::shown(model, &field.kind, value),
        (Answer::Value(value), None) => {
            let choices = steps(model, past).filter(|step| step.id == *name).flat_map(|step| &step.choices);
            let chosen = choices.filter(|choice| choice.value == *value).map(|choice| &choice.label).next();
            let words = [(engine::QUEUED, "outbox-queued"), (engine::PASSED_ON, "past-passed")];
            let does = |kind| matches!(kind, Kind::Send | Kind::Transfer);
            if let Some((_, key)) = words.iter().find(|(known, _)| value == *known)
                && steps(model, past).any(|step| step.id == *name && does(step.kind))
            {
                return model.tr(key, &[]);
            }
            let promised = steps(model, past).any(|step| step.id == *name && step.kind == Kind::Book);
            let kind = PromiseKind::ALL.iter().find(|(known, _)| promised && value == *known);
            if let Some((_, kind)) = kind {
                return promises::what(model, *kind);
            }
            let sells = steps(model, past).any(|step| step.id == *name && step.kind.sells());
            let ended = sale::ended(model, value).filter(|_| sells).unwrap_or_else(|| value.to_string());
            chosen.map_or(ended, |label| text(label, model.language()).to_owned())
        }
        (Answer::Missing(reason), _) => model.tr(super::conclude::message_of(*reason), &[]),
    }
}
