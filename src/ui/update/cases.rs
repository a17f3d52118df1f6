//! Cases: found, read, and what is done about them.

use std::sync::Arc;

use super::{act, ask, form, home, lists, order};
use crate::{
    domain::{
        Agent, Case, CaseNumber, CaseStage,
        case::{CaseDeed, CaseEvent},
    },
    proto::{Command, Query},
    script::{Kind, Move, pack::text},
    text::Clean,
    ui::{
        cases::{self, CasesView, Filter, PAST, duty},
        model::{Awaited, Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
        row::CaseWords,
    },
};

/// Opens the view, or closes it: the cases of the contact in front, where there are any that are not over, else one's own; from
/// the floor, those that are overdue.
pub(super) fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if matches!(model.focus, Focus::Cases | Focus::Case) {
        return home(model);
    }
    form::leave_field(model, effects);
    let shown = model.contact.as_ref().filter(|_| model.focus == Focus::Contact).and_then(|opened| opened.id);
    let of = shown.or_else(|| model.current().and_then(|current| current.file));
    let theirs = of.is_some_and(|of| !model.cases.open_of(of).is_empty());
    let live = std::mem::take(&mut model.cases.live);
    let past = std::mem::take(&mut model.cases.past);
    let filter = match model.focus {
        Focus::Floor => Filter::Overdue,
        _ if theirs => Filter::Theirs,
        _ => Filter::Mine,
    };
    model.cases = CasesView { live, past, of, filter, ..CasesView::default() };
    model.focus = Focus::Cases;
    look(model, effects);
}

/// Asks for cases that are over.
pub(super) fn look(model: &mut Model, effects: &mut Vec<Effect>) {
    let contact = model.cases.of.filter(|_| model.cases.filter == Filter::Theirs);
    model.cases.asked = Some(ask(model, effects, Query::Cases { contact, limit: PAST }));
}

/// They are there.
pub(super) fn there(model: &mut Model, number: u64, found: Vec<Arc<Case>>) {
    if model.cases.asked.take_if(|asked| *asked == number).is_some() {
        // What is not over is known anyhow, and newer perhaps.
        model.cases.past = found.into_iter().filter(|case| !case.is_open()).map(|case| (case.number, case)).collect();
    }
}

/// The next of the filters.
pub(super) fn filter(model: &mut Model, by: isize, effects: &mut Vec<Effect>) {
    let there: Vec<Filter> = Filter::there(model.cases.of).collect();
    let at = there.iter().position(|filter| *filter == model.cases.filter).unwrap_or(0);
    model.cases.filter = there[(at + there.len()).saturating_add_signed(by) % there.len()];
    model.cases.marked = 0;
    if matches!(model.cases.filter, Filter::All | Filter::Theirs) {
        look(model, effects);
    }
}

/// Opens what is marked.
pub(super) fn accept(model: &mut Model) {
    if let Some(number) = cases::marked(model) {
        model.cases.open = Some(number);
        model.cases.scroll = 0;
        model.focus = Focus::Case;
    }
}

/// Up and down: through the list, or through what is open.
pub(super) fn step(model: &mut Model, by: isize) {
    if model.focus == Focus::Case {
        model.cases.scroll = model.cases.scroll.saturating_add_signed(by).min(crate::ui::view::case_lines(model));
        return;
    }
    let last = cases::rows(model).len().saturating_sub(1);
    model.cases.marked = model.cases.marked.min(last).saturating_add_signed(by).min(last);
}

/// A case is like this now: whose it is, and who leads the floor, is told what has to be known at once.
pub(super) fn changed(model: &mut Model, case: Arc<Case>) {
    let before = model.cases.case(case.number).map_or(0, |before| before.remarks.len());
    let mine = case.owner.is_some() && case.owner == model.me;
    let leads = model.agent().is_some_and(Agent::leads);
    let number = case.number.to_string();
    for remark in case.remarks.iter().skip(before) {
        match remark.what {
            CaseEvent::Overdue(of) if mine || leads => {
                let what = duty(model, of);
                model.complain(
                    "said-case-overdue",
                    &[("number", number.as_str().into()), ("duty", what.as_str().into())],
                );
            }
            CaseEvent::Given(to) if Some(to) == model.me && remark.by != model.me => {
                model.complain("said-case-given", &[("number", number.as_str().into())]);
            }
            _ => {}
        }
    }
    model.cases.put(case);
}

/// What can be done about the one that is open, each by its letter.
pub fn deeds(model: &Model, case: &Case) -> Vec<Row> {
    let number = case.number;
    let on = |deed| Choice::Order(Command::OnCase(number, deed));
    let words = |of| Choice::List(List::CaseWords(number, of));
    let mut rows = Vec::new();
    let mut row = |letter, key: &str, choice| rows.push(Row::of_letter(letter, model.tr(key, &[]), choice));
    if case.is_open() {
        if case.stage == CaseStage::Open {
            row('a', "action-acknowledge-case", on(CaseDeed::Acknowledge));
        }
        if case.stage != CaseStage::Answered {
            row('n', "case-do-answer", words(CaseWords::Answer));
        }
        if case.escalated.is_none() {
            row('e', "case-do-escalate", words(CaseWords::Escalate));
        }
        if let Some(me) = model.me.filter(|_| case.owner != model.me) {
            row('t', "case-do-take", on(CaseDeed::Give(me)));
        }
        row('g', "case-do-give", Choice::List(List::CaseGive(number)));
        row('m', "case-remark", words(CaseWords::Remark));
        row('x', "case-do-close", Choice::List(List::CaseOutcomes(number)));
    } else {
        row('m', "case-remark", words(CaseWords::Remark));
        row('o', "case-do-reopen", words(CaseWords::Reopen));
    }
    if let Some(first) = case.interactions.first() {
        row('v', "case-do-read", Choice::Past(*first));
    }
    rows
}

/// A letter does what it stands for.
pub(super) fn letter(model: &mut Model, letter: char, effects: &mut Vec<Effect>) {
    let Some(case) = cases::opened(model).cloned() else { return };
    let wanted = letter.to_lowercase().next();
    let choice = deeds(model, &case).into_iter().find(|row| row.letter == wanted).map(|row| row.choice);
    if let Some(choice) = choice {
        lists::take(model, choice, effects);
    }
}

/// To whom a case can be given.
pub(super) fn give(model: &Model, number: CaseNumber) -> Option<Overlay> {
    let owner = model.cases.live.get(&number)?.owner;
    let mut others: Vec<&Agent> = model.agents.values().filter(|agent| Some(agent.id) != owner).collect();
    others.sort_by_key(|agent| (agent.name.clone(), agent.id));
    let rows = others.into_iter().map(|agent| {
        let choice = Choice::Order(Command::OnCase(number, CaseDeed::Give(agent.id)));
        Row::new(agent.name.as_str(), crate::ui::view::doing(model, agent), choice)
    });
    Some(Overlay::search(List::CaseGive(number), rows.collect()))
}

/// How a case can end.
pub(super) fn outcomes(model: &Model, number: CaseNumber) -> Option<Overlay> {
    model.cases.live.get(&number)?;
    let rows = model.shared.library.cases().outcomes.iter().map(|outcome| {
        let choice = Choice::Order(Command::OnCase(number, CaseDeed::Close(outcome.code.clone())));
        Row::of_letter(outcome.key, text(&outcome.label, model.language()), choice)
    });
    Some(Overlay::letters(List::CaseOutcomes(number), rows.collect()))
}

/// Words were typed.
pub(super) fn typed(model: &mut Model, case: CaseNumber, of: CaseWords, text: Clean, effects: &mut Vec<Effect>) {
    let deed = match of {
        CaseWords::Answer => CaseDeed::Answer(text),
        CaseWords::Escalate => CaseDeed::Escalate(text),
        CaseWords::Remark => CaseDeed::Remark(text),
        CaseWords::Reopen => CaseDeed::Reopen(text),
    };
    order(model, effects, Awaited::Other, Command::OnCase(case, deed));
}

/// The complaint on the screen becomes a case, as far as what has to be known for that is filled in.
pub(super) fn take_down(model: &mut Model, effects: &mut Vec<Effect>) {
    let empty = |name: &str| model.fields.get(name).is_none_or(|line| line.text().trim().is_empty());
    let first = crate::script::engine::NEEDED.into_iter().find(|name| empty(name));
    let place = first.and_then(|name| model.step()?.fields.iter().position(|field| field.name == *name));
    if let (Some(name), Some(place)) = (first, place) {
        model.focus = Focus::Form(place);
        let field = model.step().and_then(|step| step.fields.iter().find(|field| field.name == *name));
        let label = field.map_or(name, |field| text(&field.label, model.language())).to_owned();
        return model.complain("said-fill-in-first", &[("field", label.as_str().into())]);
    }
    model.focus = Focus::Script;
    act::step(model, Move::OpenCase, effects);
}

/// The complaint on the screen is a case by now.
pub fn is_taken_down(model: &Model) -> bool {
    taken_down(model).is_some()
}

/// The complaint on the screen, which is a case by now.
fn taken_down(model: &Model) -> Option<CaseNumber> {
    let step = model.step().filter(|step| step.kind == Kind::Complaint)?;
    model.current()?.run()?.case_of(&step.id).map(|case| case.number)
}

/// The caller is told that it is being treated.
pub(super) fn acknowledge(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(case) = taken_down(model) {
        order(model, effects, Awaited::Other, Command::OnCase(case, CaseDeed::Acknowledge));
        model.say("said-acknowledged", &[]);
    }
}
