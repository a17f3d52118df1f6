//! The lists over the desk: each is built from the model, and again after a restart; what a chosen row does.

use super::{
    abandoned, abuse, cases, conclude, contacts, correct, dial, emergency, figures, floor, interviews, knowledge,
    not_understood, objections, order, outbox, past, promises, publishing, routing, run, said, sale, steps, transfer,
};
use crate::{
    domain::{Language, MissingReason, PromiseDeed, Status, interaction::Caller, transfer::Target},
    keymap::Action,
    proto::{Command, Past},
    script::{FieldKind, pack::text},
    text::Clean,
    ui::{
        field,
        line::Line,
        model::{Awaited, Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
    },
};

/// Opens a list, where there is one to open now.
pub(super) fn show(model: &mut Model, list: List) {
    model.overlay = build(model, &list);
}

/// The same, of a list to type into, with what was typed.
pub(super) fn show_typed(model: &mut Model, list: List, typed: &str) {
    show(model, list);
    if let Some(search) = model.overlay.as_mut().and_then(|overlay| overlay.search.as_mut()) {
        *search = Line::new(typed);
        let promises = model.overlay.as_ref().is_some_and(|overlay| matches!(overlay.list, List::Promises(_)));
        if promises { promises::retyped(model, true) } else { narrow(model) }
    }
}

/// Narrows the list to what is typed.
pub(super) fn narrow(model: &mut Model) {
    match &mut model.overlay {
        Some(overlay) if overlay.list == List::Articles => knowledge::narrow(model),
        Some(overlay) if matches!(&overlay.list, List::Promises(list) if list.says_back()) => {
            promises::retyped(model, false);
        }
        Some(overlay) => overlay.narrow(),
        None => {}
    }
}

/// A list as the model has it now; none where it makes no sense.
pub(super) fn build(model: &Model, list: &List) -> Option<Overlay> {
    let in_call = model.current().is_some();
    match list {
        List::Pauses => Some(pauses(model)),
        List::Interviews => Some(interviews::list(model)),
        List::Quotas => Some(interviews::quotas(model)),
        List::Resume(script) => interviews::resume_or_not(model, script),
        List::Outcomes => in_call.then(|| outcomes(model)),
        List::Reasons(below) => in_call.then(|| reasons(model, below)),
        List::Products => in_call.then(|| sale::products(model)),
        List::Quantity => sale::marked(model).map(|_| entry(model, list, "quantity-taken", Choice::Quantity)),
        List::Discount => sale::marked(model).map(|_| entry(model, list, "discount-taken", Choice::Discount)),
        List::Declined => in_call.then(|| sale::declined(model)),
        List::Palette => Some(palette(model)),
        List::Scripts => in_call.then(|| scripts(model)),
        List::Standing => steps::standing(model),
        List::Steps => steps::list(model),
        List::Articles => Some(knowledge::list(model)),
        List::Article(code, typed) => knowledge::read(model, code, typed),
        List::Unfinished => Some(unfinished(model)),
        List::Results(below) => in_call.then(|| conclude::results(model, below)),
        List::Corrections(id, below) => Some(correct::results(model, *id, below)),
        List::Why(id, code) => correct::why(model, *id, code),
        List::CallerName => in_call.then(|| entry(model, list, "caller-name-taken", Choice::CallerName)),
        List::CallerNumber => in_call.then(|| entry(model, list, "caller-number-taken", Choice::CallerNumber)),
        List::AgentActions(id) => floor::agent_actions(model, *id),
        List::PausesOf(id) => Some(floor::pauses_of(model, *id)),
        List::SkillsOf(id) => floor::skills_of(model, *id),
        List::WaitingActions(id) => floor::waiting_actions(model, *id),
        List::MoveTo(id) => floor::move_to(model, *id),
        List::GiveTo(id) => floor::give_to(model, *id),
        List::Promises(list) => promises::build(model, list),
        List::Outbox | List::Message(_) | List::AddressOf(_) => outbox::build(model, list),
        List::CaseGive(number) => cases::give(model, *number),
        List::CaseOutcomes(number) => cases::outcomes(model, *number),
        List::CaseWords(number, of) => Some(entry(model, list, "case-words-taken", Choice::CaseWords(*number, *of))),
        List::Colleagues => Some(said::colleagues(model)),
        List::SayTo(to) => Some(entry(model, list, "say-taken", Choice::SayTo(*to))),
        List::Said => Some(said::read(model)),
        List::FiguresOf => Some(figures::choices(model)),
        List::FiguresDays => Some(entry(model, list, "days-taken", Choice::FiguresDays)),
        List::Publishing => publishing::list(model),
        List::PublishAt => model.editions.is_some().then(|| entry(model, list, "publish-taken", Choice::PublishAt)),
        List::Objections => in_call.then(|| objections::list(model)),
        List::Objection(code) => objections::one(model, code),
        List::Abuse => abuse::list(model),
        List::Directory => in_call.then(|| transfer::directory(model)),
        List::Slip(to) => in_call.then(|| entry(model, list, "slip-taken", Choice::Slip(to.clone()))),
        List::Dial => Some(entry(model, list, "dial-taken", Choice::Dial)),
        List::Emergency => Some(emergency::list(model)),
        List::Numbers(id) => dial::numbers(model, *id),
        List::Tones => in_call.then(|| entry(model, list, "tones-taken", Choice::Tones)),
        List::Phone => Some(entry(model, list, "phone-taken", Choice::Phone)),
        List::Past(id) => past::read(model, *id),
        List::Routing(id) => routing::read(model, *id),
        List::NotUnderstood => in_call.then(|| not_understood::list(model)),
        List::Missing => conclude::missing(model),
        List::Unidentified => in_call.then(|| unidentified(model)),
        List::Relations => in_call.then(|| relations(model)),
        List::Mine => Some(mine(model, list, |past| !past.missed)),
        List::Abandoned => Some(abandoned::list(model)),
        List::Missed => Some(mine(model, list, |past| past.missed)),
        List::Values => values(model),
    }
}

/// Does what a row means.
pub(super) fn take(model: &mut Model, choice: Choice, effects: &mut Vec<Effect>) {
    let overlay = model.overlay.take();
    if matches!(
        choice,
        Choice::Script(_)
            | Choice::Jump { .. }
            | Choice::Return(_)
            | Choice::Slip(_)
            | Choice::PassTo(_)
            | Choice::PassToTyped
    ) {
        super::form::leave_field(model, effects);
    }
    let marked = overlay.as_ref().map_or(0, |overlay| overlay.marked);
    let typed = overlay.and_then(|overlay| overlay.search).map(|line| line.clean()).unwrap_or_default();
    let current = model.current().map(|current| current.id);
    match (choice, current) {
        (Choice::Action(action), _) => run(model, action, effects),
        (Choice::Pause(reason), _) => {
            order(model, effects, Awaited::Other, Command::SetStatus(Status::Paused { reason }));
        }
        (Choice::Result(code), _) => conclude::chosen(model, code, effects),
        (Choice::List(list), _) => show(model, list),
        (Choice::Why(interaction, code), _) => correct::look(model, interaction, code, effects),
        (Choice::Correct(interaction, code, why), _) => correct::chosen(model, (interaction, code, why), effects),
        (Choice::UseArticle(code, typed, deed), Some(_)) => {
            knowledge::done(model, (code, typed, deed), marked, effects);
        }
        (Choice::Past(id), _) => past::open(model, id, effects),
        (Choice::Routing(id), _) => routing::explain(model, id, effects),
        (Choice::CallerName, Some(interaction)) if !typed.trim().is_empty() => {
            let caller = model.current().map(|current| current.caller.clone()).unwrap_or_default();
            let caller = Caller { contact: None, name: Clean::short(&typed, 80), ..caller };
            order(model, effects, Awaited::Other, Command::SetCaller { interaction, caller });
        }
        (Choice::CallerNumber, Some(interaction)) if !typed.trim().is_empty() => {
            order(model, effects, Awaited::Other, Command::SetNumber { interaction, number: typed });
        }
        (Choice::FiguresBy(by), _) => figures::by(model, by, effects),
        (Choice::FiguresOf(days), _) => figures::of(model, days, effects),
        (Choice::FiguresDays, _) => figures::days(model, &typed, effects),
        (Choice::PublishAt, _) => publishing::at(model, &typed, effects),
        // It comes in front.
        (Choice::Order(command @ Command::OnPromise(_, PromiseDeed::Call)), _) => {
            order(model, effects, Awaited::Focus, command);
        }
        (Choice::Order(command), _) => order(model, effects, Awaited::Other, command),
        (Choice::SkillsOf(id), _) => floor::skills_typed(model, id, &typed, effects),
        (Choice::Promise(choice), _) => promises::take(model, choice, &typed, marked, effects),
        (Choice::CaseWords(number, of), _) => cases::typed(model, number, of, typed, effects),
        (Choice::AddressOf(id), _) => outbox::addressed(model, id, typed, effects),
        (Choice::SayTo(to), _) => said::typed(model, to, typed, effects),
        // Nobody outside reads what was promised.
        (Choice::PassTo(to @ Target::Outside { .. }), Some(_)) => {
            transfer::chosen(model, to, Clean::default(), effects);
        }
        (Choice::PassToTyped, Some(_)) => {
            transfer::chosen(model, transfer::outside(typed), Clean::default(), effects);
        }
        (Choice::PassTo(to), Some(_)) => show(model, List::Slip(to)),
        (Choice::Slip(to), Some(_)) => transfer::chosen(model, to, typed, effects),
        (Choice::Dial, _) => dial::typed(model, typed, effects),
        (Choice::Tones, Some(interaction)) => dial::tones(model, interaction, &typed, effects),
        (Choice::Phone, _) => order(model, effects, Awaited::Other, Command::SetPhone(typed)),
        (Choice::CallerName | Choice::CallerNumber, _) => {}
        (Choice::Jump { step, .. }, Some(_)) => steps::jump(model, step, effects),
        (Choice::Script(script), Some(_)) => interviews::open_script(model, script, effects),
        (Choice::Anew(script), Some(_)) => interviews::anew(model, script, effects),
        (Choice::Resume(interview), Some(_)) => interviews::resume(model, interview, effects),
        (Choice::Object(code), Some(interaction)) => objections::heard(model, interaction, code, effects),
        (Choice::Return(interaction), _) => order(model, effects, Awaited::Focus, Command::Return(interaction)),
        (Choice::Outcome(need, outcome), Some(interaction)) => {
            let said = crate::ui::view::outcome(model, &outcome);
            let set = Command::SetNeed { interaction, need, words: None, reason: None, outcome: Some(outcome) };
            order(model, effects, Awaited::Other, set);
            if model.concluding.is_none() {
                model.say("said-outcome", &[("outcome", said.as_str().into())]);
            }
            conclude::settled(model, need, effects);
        }
        (Choice::Sell(deed), Some(_)) => sale::sell(model, deed, effects),
        (Choice::Quantity, Some(_)) => sale::quantity(model, &typed, effects),
        (Choice::Discount, Some(_)) => sale::discount(model, &typed, effects),
        (Choice::Reason(reason), Some(interaction)) => {
            let need = model.current().map_or(0, |current| current.needs.len().saturating_sub(1));
            let reason_chosen = Some(reason.clone());
            let set = Command::SetNeed { interaction, need, words: None, reason: reason_chosen, outcome: None };
            order(model, effects, Awaited::Other, set);
            if model.library().reasons().iter().any(|below| below.parent.as_ref() == Some(&reason)) {
                show(model, List::Reasons(reason));
            }
        }
        (Choice::Unidentified(reason), Some(interaction)) => {
            order(model, effects, Awaited::Focus, Command::LeaveUnidentified { interaction, reason });
        }
        (Choice::Relation(relation), Some(interaction)) => {
            let mandate = model.library().relations().iter().any(|r| r.code == relation && r.mandate);
            let chosen = contacts::marked_contact(model).filter(|_| model.focus == Focus::Contacts);
            let name = model.search.found.as_ref().and_then(|found| found.rows.get(model.search.marked));
            let name = name.filter(|_| chosen.is_some()).map(|row| row.name.clone()).unwrap_or_default();
            // A name that was typed without a file stays; that of the person of the file is another one's.
            let before = model.current().map(|current| current.caller.clone()).unwrap_or_default();
            let typed = before.contact.is_none() && chosen.is_none();
            let name = if typed { before.name } else { name };
            let caller = Caller { contact: chosen, name, relation, mandate };
            order(model, effects, Awaited::Other, Command::SetCaller { interaction, caller });
            super::home(model);
        }
        (Choice::Person, Some(interaction)) => {
            let file = model.file.as_ref().map(|file| (file.contact.id, file.contact.name()));
            let (contact, name) = file.map_or((None, Clean::default()), |(id, name)| (Some(id), name));
            let caller = Caller { contact, name, ..Caller::default() };
            order(model, effects, Awaited::Other, Command::SetCaller { interaction, caller });
        }
        (Choice::Mandate, Some(interaction)) => {
            let caller = model.current().map(|current| current.caller.clone()).unwrap_or_default();
            let caller = Caller { mandate: !caller.mandate, ..caller };
            order(model, effects, Awaited::Other, Command::SetCaller { interaction, caller });
        }
        (Choice::NothingAsked, _) => conclude::nothing_asked(model, effects),
        (Choice::Missing(name, reason), _) => conclude::explained(model, name, reason, effects),
        (Choice::FillIn(name), _) => conclude::fill_in(model, &name, effects),
        (Choice::Contact(id), _) => contacts::open_contact(model, id, effects),
        (Choice::Interface(language), _) => {
            order(model, effects, Awaited::Other, Command::Interface(language));
        }
        (Choice::Value(value), _) => {
            if let Some(line) = super::typing::line(model) {
                line.set(&value);
            }
        }
        (Choice::Read, _) | (_, None) => {}
    }
}

fn row(letter: Option<char>, label: &str, detail: String, choice: Choice) -> Row {
    Row { letter, ..Row::new(label, detail, choice) }
}

/// A line to type into.
fn entry(model: &Model, list: &List, label: &str, choice: Choice) -> Overlay {
    Overlay::entry(list.clone(), row(None, &model.tr(label, &[]), String::new(), choice))
}

/// Words of every language but the screen's, for finding by what one calls it.
pub(super) fn elsewhere(model: &Model, words: impl Fn(Language) -> String) -> String {
    let others = Language::ALL.into_iter().filter(|language| *language != model.language());
    others.map(words).collect::<Vec<_>>().join(" ")
}

/// Why one pauses.
fn pauses(model: &Model) -> Overlay {
    let language = model.language();
    let rows = model.shared.library.pauses().iter().map(|pause| {
        let limit = pause.limit_minutes.map(|limit| model.tr("pause-limit", &[("count", limit.into())]));
        let work = pause.productive.then(|| model.tr("pause-work", &[]));
        let detail: Vec<String> = work.into_iter().chain(limit).collect();
        row(Some(pause.key), text(&pause.label, language), detail.join(", "), Choice::Pause(pause.code.clone()))
    });
    Overlay::letters(List::Pauses, rows.collect())
}

/// How the current need ends.
fn outcomes(model: &Model) -> Overlay {
    let need = model.current().map_or(0, |current| current.needs.len().saturating_sub(1));
    Overlay::letters(List::Outcomes, outcome_rows(model, need))
}

/// How a need may end.
pub(super) fn outcome_rows(model: &Model, need: usize) -> Vec<Row> {
    let language = model.language();
    let rows = model.library().outcomes().iter().map(|outcome| {
        let choice = Choice::Outcome(need, outcome.code.clone());
        row(Some(outcome.key), text(&outcome.label, language), String::new(), choice)
    });
    rows.collect()
}

/// The reasons below one, or the first of the tree.
fn reasons(model: &Model, below: &Clean) -> Overlay {
    let language = model.language();
    let all = model.library().reasons();
    let rows = all.iter().filter(|reason| reason.parent.as_deref().unwrap_or_default() == below.as_str());
    let rows = rows.map(|reason| {
        let more = if all.iter().any(|child| child.parent.as_ref() == Some(&reason.code)) { "…" } else { "" };
        let choice = Choice::Reason(reason.code.clone());
        row(Some(reason.key), text(&reason.label, language), more.to_owned(), choice)
    });
    Overlay::letters(List::Reasons(below.clone()), rows.collect())
}

/// Why the caller is not identified.
fn unidentified(model: &Model) -> Overlay {
    let reasons = super::conclude::REASONS.into_iter().filter(|(_, reason, _)| *reason != MissingReason::NotApplicable);
    let rows = reasons.map(|(letter, reason, key)| {
        row(Some(letter), &model.tr(key, &[]), String::new(), Choice::Unidentified(reason))
    });
    Overlay::letters(List::Unidentified, rows.collect())
}

/// What the caller is to the person of the file.
fn relations(model: &Model) -> Overlay {
    let language = model.language();
    let caller = model.current().map(|current| current.caller.clone()).unwrap_or_default();
    let mut rows = vec![row(Some('s'), &model.tr("relation-self", &[]), String::new(), Choice::Person)];
    rows.extend(model.library().relations().iter().map(|relation| {
        let detail = if relation.mandate { model.tr("mandate", &[]) } else { String::new() };
        row(Some(relation.key), text(&relation.label, language), detail, Choice::Relation(relation.code.clone()))
    }));
    rows.push(row(None, &model.tr("caller-name", &[]), String::new(), Choice::List(List::CallerName)));
    if model.current().is_some_and(|current| current.number.is_none()) {
        rows.push(row(None, &model.tr("caller-number", &[]), String::new(), Choice::List(List::CallerNumber)));
    }
    if !caller.relation.is_empty() {
        let key = if caller.mandate { "mandate-not" } else { "mandate-seen" };
        rows.push(row(Some('m'), &model.tr(key, &[]), String::new(), Choice::Mandate));
    }
    Overlay::letters(List::Relations, rows)
}

/// What the field under the cursor may hold, as far as it is typed.
fn values(model: &Model) -> Option<Overlay> {
    let (name, line) = model.field()?;
    let step = model.step()?;
    let field = step.fields.iter().find(|field| field.name == name)?;
    let rows: Vec<Row> = match &field.kind {
        kind if !kind.values().is_empty() => {
            // One more of several stands behind those before it.
            let before = match kind {
                FieldKind::Multiple { .. } | FieldKind::Rank { .. } => {
                    kind.value(line.text()).map(|_| line.text()).unwrap_or_default()
                }
                _ => "",
            };
            let rows = model.values_of(field).into_iter().map(|value| {
                let label = model.words_of(&value.label, field.read_aloud);
                let more = field::shown(model, kind, &value.value);
                let typed = if before.is_empty() { more } else { format!("{before}, {more}") };
                row(None, &label, value.key.map(String::from).unwrap_or_default(), Choice::Value(Clean::line(&typed)))
            });
            rows.collect()
        }
        FieldKind::YesNo => {
            let rows = ["yes", "no"].map(|key| {
                let label = model.tr(key, &[]);
                row(None, &label, String::new(), Choice::Value(Clean::line(&label)))
            });
            rows.to_vec()
        }
        _ => return None,
    };
    let mut overlay = Overlay::search(List::Values, rows);
    if let (Some(search), false) = (&mut overlay.search, field::value(model, field, line.text()).is_ok()) {
        search.insert(line.text());
        overlay.narrow();
    }
    Some(overlay)
}

/// After how long the caller gave up.
pub(super) fn gave_up(model: &Model, past: &Past) -> String {
    let rang = past.ended.map_or(0, |ended| ended.since(past.begun) / 1000);
    model.tr("missed-gave-up", &[("seconds", rang.into())])
}

/// My contacts, as a list to read.
fn mine(model: &Model, list: &List, wanted: fn(&Past) -> bool) -> Overlay {
    let rows = model.mine.iter().filter(|past| wanted(past)).map(|past| {
        let label =
            format!("{}  {}", crate::ui::view::clock(model, past.begun), crate::ui::view::who_called(model, past));
        let detail = if past.abandoned {
            gave_up(model, past)
        } else if past.missed {
            model.tr("missed-passed-on", &[])
        } else {
            crate::ui::view::result(model, past)
        };
        row(None, &label, detail, Choice::Past(past.interaction))
    });
    Overlay::search(list.clone(), rows.collect())
}

/// Every action by name.
fn palette(model: &Model) -> Overlay {
    let contexts = model.contexts();
    let rows = Action::ALL.iter().filter(|action| action.card_match().is_none()).map(|action| {
        let keys = model.shared.keymap.label_of(*action, &contexts).unwrap_or_default();
        let label = model.tr(&action.message(), &[]);
        let also = elsewhere(model, |language| model.shared.messages.tr(language, &action.message(), &[]));
        Row { also, ..row(None, &label, keys, Choice::Action(*action)) }
    });
    let languages = Language::ALL.into_iter().map(|language| {
        let label = model.tr("interface-in", &[("language", language.native().into())]);
        row(None, &label, String::new(), Choice::Interface(language))
    });
    Overlay::search(List::Palette, rows.chain(languages).collect())
}

/// Every script, by name and by the reasons that it treats.
fn scripts(model: &Model) -> Overlay {
    let language = model.language();
    let library = model.library();
    let rows = library.scripts().map(|script| {
        let reasons = library.reasons().iter().filter(|reason| reason.script.as_ref() == Some(&script.name));
        let reasons: Vec<&str> = reasons.map(|reason| text(&reason.label, language)).collect();
        let also = elsewhere(model, |language| script.title(language).to_owned());
        Row { also, ..row(None, script.title(language), reasons.join(", "), Choice::Script(script.name.clone())) }
    });
    Overlay::search(List::Scripts, rows.collect())
}

/// What was put aside and what has no result yet.
fn unfinished(model: &Model) -> Overlay {
    let rows = model.parked().into_iter().map(|parked| {
        let who = crate::ui::view::who(model, parked);
        let leg = model.tr(&format!("state-{}", crate::ui::view::leg_name(parked)), &[]);
        row(None, &who, leg, Choice::Return(parked.id))
    });
    let changed = model.aside.iter().map(|opened| {
        let choice = opened.id.map_or(Choice::Action(Action::NewContact), Choice::Contact);
        let name = if opened.id.is_none() { model.tr("contact-new", &[]) } else { opened.contact.name().into_string() };
        row(None, &name, model.tr("unsaved", &[]), choice)
    });
    Overlay::letters(List::Unfinished, rows.chain(changed).collect())
}
