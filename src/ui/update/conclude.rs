//! Concluding: the results, the closing check.

use std::collections::BTreeMap;

use super::{act::step, lists, order, promises};
use crate::{
    domain::{self, Category, Interaction, InterviewEnd, MissingReason, ResultCode, Upshot},
    proto::Command,
    script::{self, Library, Move, pack::text},
    text::Clean,
    ui::{
        model::{Awaited, Concluding, Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
        promise_list::{PromiseFrom, PromiseList},
        sale,
    },
};

/// Why something is not there: letter, reason, message key.
pub(super) const REASONS: [(char, MissingReason, &str); 4] = [
    ('a', MissingReason::NotAsked, "missing-not-asked"),
    ('r', MissingReason::Refused, "missing-refused"),
    ('u', MissingReason::Unknown, "missing-unknown"),
    ('n', MissingReason::NotApplicable, "missing-not-applicable"),
];

/// The name under which the closing check asks for the note.
const NOTE: &str = "note";

/// The name under which it asks what the contact was about.
const NEED: &str = "need";

/// The results below a branch; those that the needs' outcomes propose stand first.
pub(super) fn results(model: &Model, below: &Clean) -> Overlay {
    let outcomes: Vec<&Clean> =
        model.current().map(|i| i.needs.iter().map(|need| &need.outcome).collect()).unwrap_or_default();
    // While a need has no outcome yet, nothing is proposed.
    let settled = outcomes.iter().all(|outcome| !outcome.is_empty());
    let of = |result: &ResultCode| result.proposed_by.iter().any(|outcome| outcomes.contains(&outcome));
    // A call that failed has told by itself how it ended.
    let how = model.current().and_then(|current| current.hung_up);
    let failed = |result: &ResultCode| how.is_some_and(|how| result.after.contains(&how));
    let end = super::interviews::ends_now(model);
    let ended = |result: &ResultCode| end.is_some_and(|end| result.interview.contains(&end));
    let proposed = |result: &ResultCode| {
        let came = model.current().and_then(|current| came_of(model, current, result));
        let promised = result.category == Category::Callback && super::promises::is_called_back(model);
        let why = || (settled && of(result) || failed(result) || ended(result) || promised).then(String::new);
        came.or_else(why).map(|why| {
            let proposed = model.tr("proposed", &[]);
            if why.is_empty() { proposed } else { format!("{proposed}: {why}") }
        })
    };
    let mut rows = tree((model, model.library()), below, proposed, |code| Choice::Result(code.clone()), List::Results);
    // What only interviews end with is listed where one ends so.
    let others = |code: &Clean| model.library().result(code).is_none_or(|one| !one.is_of_interviews() || ended(one));
    rows.retain(|row| !matches!(&row.choice, Choice::Result(code) if !others(code)));
    if below.is_empty() {
        let follow_up = PromiseList::New { from: PromiseFrom::FollowUp, closed: false };
        rows.push(Row::new(model.tr("promise-follow-up", &[]), "", Choice::List(List::Promises(follow_up))));
    }
    Overlay::letters(List::Results(below.clone()), rows)
}

/// What came of the contact that the result follows from, in words.
fn came_of(model: &Model, current: &Interaction, result: &ResultCode) -> Option<String> {
    let upshots = current.upshots();
    let upshot = result.follows.iter().find(|upshot| upshots.contains(upshot))?;
    let proposal = domain::sale::main(&current.sales).and_then(domain::Sale::proposal);
    Some(match upshot {
        Upshot::Agreed => model.tr("sale-agreed", &[]),
        Upshot::Declined | Upshot::Thinking => {
            proposal.map(|proposal| sale::verdict(model, proposal)).unwrap_or_default()
        }
        Upshot::Case => {
            let numbers = current.runs.iter().flat_map(|run| &run.cases).map(|case| case.number.to_string());
            format!("{} {}", model.tr("pane-case", &[]), numbers.collect::<Vec<_>>().join(", "))
        }
    })
}

/// The result that follows from what came of the contact in front of the agent, with what that was.
pub(in crate::ui) fn follows(model: &Model) -> Option<(&ResultCode, String)> {
    let current = model.current()?;
    model.library().results().iter().find_map(|result| Some((result, came_of(model, current, result)?)))
}

/// The rows of the results tree below a branch: what a result and what a branch means.
pub(super) fn tree(
    (model, library): (&Model, &Library),
    below: &Clean,
    proposed: impl Fn(&ResultCode) -> Option<String>,
    result: impl Fn(&Clean) -> Choice,
    branch: impl Fn(Clean) -> List,
) -> Vec<Row> {
    let all = library.results().iter();
    let shown = all.filter(|row| row.parent.as_deref().unwrap_or_default() == below.as_str());
    let mut shown: Vec<(&ResultCode, Option<String>)> = shown.map(|row| (row, proposed(row))).collect();
    shown.sort_by_key(|(_, proposed)| proposed.is_none());
    let rows = shown.into_iter().map(|(row, proposed)| {
        let is_branch = library.result(&row.code).is_none();
        let choice = if is_branch { Choice::List(branch(row.code.clone())) } else { result(&row.code) };
        let detail = proposed.unwrap_or_default();
        let label = text(&row.label, model.language()).to_owned();
        Row { letter: Some(row.key), label, detail, also: String::new(), choice }
    });
    rows.collect()
}

/// A result was chosen: the closing check asks for what is missing, then it is given.
pub(super) fn chosen(model: &mut Model, code: Clean, effects: &mut Vec<Effect>) {
    again(model, code, |_| None);
    go_on(model, effects);
}

/// The closing check with what was explained before.
pub(super) fn again(model: &mut Model, code: Clean, explained: impl Fn(&Clean) -> Option<MissingReason>) {
    let Some(current) = model.current() else { return };
    let result = model.library().result(&code);
    let waived = result.is_some_and(|result| result.no_conversation);
    // What was not asked yet is asked when the interview is resumed.
    let resumed = super::interviews::ends_now(model) == Some(InterviewEnd::BrokenOff);
    let mut open = match (waived || resumed, model.script(), current.run()) {
        (false, Some(script), Some(run)) => script::missing(script, run),
        _ => Vec::new(),
    };
    let unsaid = current.needs.last().is_none_or(|need| need.reason.is_empty() && need.words.is_empty());
    if !waived && unsaid {
        open.insert(0, Clean::line(NEED));
    }
    if result.is_some_and(|result| result.requires_note) && model.note.clean().trim().is_empty() {
        open.push(Clean::line(NOTE));
    }
    let missing: BTreeMap<Clean, MissingReason> =
        open.iter().filter_map(|name| Some((name.clone(), explained(name)?))).collect();
    open.retain(|name| !missing.contains_key(name));
    let several = current.needs.len() > 1 && !waived;
    let needs = current.needs.iter().enumerate().filter(|(_, need)| several && need.outcome.is_empty());
    let needs = needs.map(|(at, _)| at).collect();
    let interaction = current.id;
    model.concluding = Some(Concluding { interaction, code, open, needs, missing });
}

/// The message key of a reason.
pub(in crate::ui) fn message_of(reason: MissingReason) -> &'static str {
    REASONS.iter().find(|(_, known, _)| *known == reason).map_or("", |(_, _, key)| key)
}

/// The reason of a message key.
pub(super) fn reason_of(message: &str) -> Option<MissingReason> {
    REASONS.iter().find(|(_, _, key)| *key == message).map(|(_, reason, _)| *reason)
}

/// A reason was given for what is missing.
pub(super) fn explained(model: &mut Model, name: Clean, reason: MissingReason, effects: &mut Vec<Effect>) {
    if let Some(concluding) = &mut model.concluding {
        concluding.open.retain(|open| *open != name);
        concluding.missing.insert(name, reason);
    }
    go_on(model, effects);
}

/// Nothing of what is missing was asked.
pub(super) fn nothing_asked(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(concluding) = &mut model.concluding {
        let open = std::mem::take(&mut concluding.open);
        concluding.missing.extend(open.into_iter().map(|name| (name, MissingReason::NotAsked)));
    }
    go_on(model, effects);
}

/// A need got its outcome: the closing check goes on, where it asked.
pub(super) fn settled(model: &mut Model, need: usize, effects: &mut Vec<Effect>) {
    if let Some(concluding) = &mut model.concluding {
        concluding.needs.retain(|open| *open != need);
        go_on(model, effects);
    }
}

/// What is missing is filled in after all: to its step and field, or to the note.
pub(super) fn fill_in(model: &mut Model, name: &Clean, effects: &mut Vec<Effect>) {
    model.concluding = None;
    if *name == NOTE {
        model.focus = Focus::Note;
        return;
    }
    if *name == NEED {
        return lists::show(model, List::Reasons(Clean::default()));
    }
    let of = |step: &&script::Step| step.id == *name || step.fields.iter().any(|field| field.name == *name);
    let to = model.script().and_then(|script| script.steps.iter().find(of)).map(|step| step.id.clone());
    let Some(to) = to else { return };
    let here = model.step().filter(|step| step.id == to);
    match here.map(|step| step.fields.iter().position(|field| field.name == *name)) {
        Some(place) => model.focus = place.map_or(Focus::Script, Focus::Form),
        None => {
            model.fill_in = Some(name.clone());
            step(model, Move::Jump(to), effects);
        }
    }
}

/// What the closing check asks next.
pub(super) fn missing(model: &Model) -> Option<Overlay> {
    let concluding = model.concluding.as_ref()?;
    if let Some(name) = concluding.open.first() {
        let label = called(model, name);
        let row = |letter, key: &str, detail: &str, choice| {
            let (letter, label, detail) = (Some(letter), model.tr(key, &[]), detail.to_owned());
            Row { letter, label, detail, also: String::new(), choice }
        };
        let mut rows: Vec<Row> = REASONS
            .into_iter()
            .map(|(letter, reason, key)| row(letter, key, &label, Choice::Missing(name.clone(), reason)))
            .collect();
        rows.push(row('w', "missing-fill-in", &label, Choice::FillIn(name.clone())));
        // All of it is listed, so that one knows what is still to come.
        let all: Vec<String> = concluding.open.iter().map(|name| called(model, name)).collect();
        let rest = if all.len() > 1 { all[1..].join(", ") } else { label };
        rows.push(row('x', "missing-nothing-asked", &rest, Choice::NothingAsked));
        return Some(Overlay::letters(List::Missing, rows));
    }
    let need = *concluding.needs.first()?;
    let reason = model.current().and_then(|current| current.needs.get(need)).map(|need| need.reason.clone());
    let known = model.library().reasons().iter().find(|known| Some(&known.code) == reason.as_ref());
    let about = known.map_or_else(|| model.tr("need", &[]), |known| text(&known.label, model.language()).to_owned());
    let mut rows = lists::outcome_rows(model, need);
    for row in &mut rows {
        row.detail.clone_from(&about);
    }
    Some(Overlay::letters(List::Missing, rows))
}

/// What a thing that is missing is called on the screen.
fn called(model: &Model, name: &Clean) -> String {
    let fields = model.script().map(|script| script.steps.iter().flat_map(|step| &step.fields));
    match fields.and_then(|mut fields| fields.find(|field| field.name == *name)) {
        Some(field) => text(&field.label, model.language()).to_owned(),
        None if *name == NOTE => model.tr("note", &[]),
        None if *name == NEED => model.tr("need", &[]),
        None => match model.script().and_then(|script| script.step(name)) {
            Some(step) if step.kind == script::Kind::Complaint => model.tr("missing-case", &[]),
            Some(step) if step.kind.answers() => text(&step.title, model.language()).to_owned(),
            _ => model.tr("missing-understanding", &[]),
        },
    }
}

/// What is still missing is asked, then when a call is promised that the result speaks of; then it is given.
pub(super) fn go_on(model: &mut Model, effects: &mut Vec<Effect>) {
    model.overlay = missing(model);
    if model.overlay.is_some() {
        return;
    }
    if model.concluding.as_ref().is_some_and(|concluding| promises::wants_time(model, &concluding.code)) {
        return lists::show(model, List::Promises(PromiseList::Usual));
    }
    now(model, effects);
}

/// The result is given.
pub(super) fn now(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(concluding) = model.concluding.take() else { return };
    let command =
        Command::Conclude { interaction: concluding.interaction, code: concluding.code, missing: concluding.missing };
    order(model, effects, Awaited::Focus, command);
}
