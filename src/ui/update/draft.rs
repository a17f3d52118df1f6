//! What was typed and not saved, as drafts, and back again after the process or the line went away.

use super::{ask, conclude, contacts, home, lists, order, recording};
use crate::{
    domain::{ContactField, Draft, Subject},
    proto::{Command, Query},
    text::Clean,
    ui::{
        figures::FiguresView,
        line::Line,
        lock::{Lock, Stage},
        model::{Awaited, Effect, Focus, Model},
        overlay::List,
    },
};

/// Fields of a draft that hold no field of a form.
const NOTE: &str = "note";
const SEARCH: &str = "search";
const LIST: &str = "list";
const TYPED: &str = "list typed";
const MARKED: &str = "marked";
/// What is marked in the pane below an open list.
const BELOW: &str = "marked below";
const RESULT: &str = "result";
const MISSING: &str = "missing ";
const FROM: &str = "from";
const LOCKED: &str = "locked";
const FIGURES: &str = "figures";
const CASES: &str = "cases";
const CASES_SEARCH: &str = "cases search";

/// Panes by the names that drafts have for them.
const PANES: [(&str, Focus); 10] = [
    ("queue", Focus::Queue),
    ("card", Focus::Card),
    ("script", Focus::Script),
    ("contacts", Focus::Contacts),
    ("contact", Focus::Contact),
    ("note", Focus::Note),
    ("floor", Focus::Floor),
    ("figures", Focus::Figures),
    ("cases", Focus::Cases),
    ("case", Focus::Case),
];

/// Everything typed and not saved, and where the agent is.
pub(super) fn drafts(model: &Model) -> Vec<Draft> {
    let Some(me) = model.me else { return Vec::new() };
    let at = model.now.utc;
    let mut drafts = Vec::new();
    let current = model.current().map(|current| current.id);
    drafts.extend(form(model).filter(|draft| current.map(Subject::Interaction) == Some(draft.subject)));
    if let Some(opened) = &model.contact
        && !opened.edits.is_empty()
    {
        let mut draft = Draft::new(me, opened.id.map_or(Subject::NewContact, Subject::Contact), at);
        draft.base = opened.version;
        let edits = || opened.edits.iter().map(|(field, change)| (Clean::line(field.name()), change));
        draft.fields = edits().map(|(name, change)| (name, change.line.clean())).collect();
        draft.was = edits().map(|(name, change)| (name, change.was.clone())).collect();
        drafts.push(draft);
    }
    drafts.push(place(model, Draft::new(me, Subject::Desk, at)));
    drafts
}

/// What is typed into the form and the note.
fn form(model: &Model) -> Option<Draft> {
    let (interaction, _, step) = model.fields_of.as_ref()?;
    let mut draft = Draft::new(model.me?, Subject::Interaction(*interaction), model.now.utc);
    draft.step = step.clone();
    // The number of a card reaches no disk, half typed or whole.
    let cards = recording::cards(model, *interaction);
    let may = |name: &Clean| cards.as_ref().is_some_and(|cards| !cards.contains(name));
    let kept = model.fields.iter().filter(|(name, _)| may(name));
    draft.fields = kept.map(|(name, line)| (name.clone(), line.clean())).collect();
    draft.fields.insert(Clean::line(NOTE), model.note.clean());
    Some(draft)
}

/// Another contact comes in front: what is typed on the one before is kept, to go on with when it returns.
pub(super) fn keep(model: &mut Model, effects: &mut Vec<Effect>) {
    let open = |draft: &Draft| matches!(draft.subject, Subject::Interaction(id) if model.open.contains_key(&id));
    let Some(draft) = form(model).filter(open) else { return };
    if model.saved.get(&draft.subject).is_none_or(|saved| saved.fields != draft.fields) {
        model.saved.insert(draft.subject, draft.clone());
        order(model, effects, Awaited::Draft, Command::SaveDraft(Box::new(draft)));
    }
}

/// Where the agent is: pane, field and caret, search, open contact, open list, a result half given.
fn place(model: &Model, mut draft: Draft) -> Draft {
    draft.contact = model.contact.as_ref().and_then(|opened| opened.id);
    let mut put = |name: &str, text: &str| draft.fields.insert(Clean::line(name), Clean::line(text));
    let mut marked = model.marked;
    if model.search.found.is_some() || !model.search.line.is_empty() {
        put(SEARCH, model.search.line.text());
    }
    match model.focus {
        Focus::Contacts => marked = model.search.marked,
        Focus::Script => marked = model.check,
        Focus::Contact => marked = model.marked_past,
        Focus::Floor => marked = model.floor.marked,
        Focus::Cases | Focus::Case => {
            put(CASES, &model.cases.place());
            put(CASES_SEARCH, model.cases.search.text());
            marked = model.cases.marked;
        }
        Focus::Figures => {
            put(FIGURES, &model.figures.name());
            marked = model.figures.marked;
        }
        _ => {}
    }
    if let Some(overlay) = &model.overlay {
        put(LIST, &overlay.list.name());
        put(TYPED, overlay.search.as_ref().map_or("", |line| line.text()));
        put(BELOW, &marked.to_string());
        marked = overlay.marked;
    }
    if model.lock.as_ref().is_some_and(Lock::hides) {
        put(LOCKED, "yes");
    }
    if let Some(Focus::Form(at)) = model.came_from {
        put(FROM, &at.to_string());
    }
    put(MARKED, &marked.to_string());
    if let Some(concluding) = &model.concluding {
        put(RESULT, &concluding.code);
        for (name, reason) in &concluding.missing {
            put(&format!("{MISSING}{name}"), conclude::message_of(*reason));
        }
    }
    let line = match model.focus {
        Focus::Form(_) => {
            draft.pane = Clean::line("form");
            model.field().map(|(name, line)| (name, line.caret()))
        }
        Focus::Edit(at) => {
            draft.pane = Clean::line("edit");
            let field = ContactField::ALL.get(at).copied();
            let change = field.and_then(|field| model.contact.as_ref()?.edits.get(&field));
            field.map(|field| (Clean::line(field.name()), change.map_or(0, |change| change.line.caret())))
        }
        plain => {
            draft.pane = Clean::line(PANES.iter().find(|(_, focus)| *focus == plain).map_or("", |(name, _)| name));
            let line = match plain {
                Focus::Note => Some(&model.note),
                Focus::Contacts => Some(&model.search.line),
                Focus::Cases => Some(&model.cases.search),
                _ => None,
            };
            line.map(|line| (Clean::default(), line.caret()))
        }
    };
    if let Some((field, caret)) = line {
        draft.field = field;
        draft.caret = caret;
    }
    draft
}

/// What was typed on a subject is saved or given up: its draft, if one was sent, becomes empty.
pub(super) fn forget(model: &mut Model, subject: Subject, effects: &mut Vec<Effect>) {
    let Some(me) = model.me else { return };
    if model.saved.remove(&subject).is_some_and(|draft| !draft.fields.is_empty()) {
        let empty = Draft::new(me, subject, model.now.utc);
        order(model, effects, Awaited::Draft, Command::SaveDraft(Box::new(empty)));
    }
}

/// Puts everything back: texts first, then the place.
pub(super) fn restore(model: &mut Model, mut drafts: Vec<Draft>, effects: &mut Vec<Effect>) {
    drafts.sort_by_key(|draft| draft.subject);
    for draft in drafts {
        match draft.subject {
            Subject::Interaction(_) => fields(model, &draft),
            Subject::Contact(_) | Subject::NewContact if draft.fields.is_empty() => {}
            Subject::Contact(id) => {
                contacts::restore_edits(model, Some(id), &draft);
                ask(model, effects, Query::Contact(id));
            }
            Subject::NewContact => contacts::restore_edits(model, None, &draft),
            Subject::Desk => place_again(model, &draft, effects),
        }
        model.saved.insert(draft.subject, draft);
    }
}

pub(super) fn fields(model: &mut Model, draft: &Draft) {
    let current = model.current().filter(|current| Subject::Interaction(current.id) == draft.subject);
    let Some((id, run)) = current.and_then(|current| Some((current.id, current.run()?))) else { return };
    let same_step = run.step == draft.step;
    let here: Vec<Clean> = model.step().map_or(&[][..], |step| &step.fields).iter().map(|f| f.name.clone()).collect();
    let of = (id, run.script.clone(), run.step.clone());
    model.note = Line::new(draft.fields.get(NOTE).map_or("", |text| text.as_str()));
    // What was typed in fields of other steps and is no value of theirs stays typed.
    let texts = draft.fields.iter().filter(|(name, _)| name.as_str() != NOTE && (same_step || !here.contains(name)));
    let texts = texts.map(|(name, text)| (name.clone(), Line::new(text)));
    if same_step {
        model.fields_of = Some(of);
        model.fields = texts.collect();
    } else {
        model.fields.extend(texts);
    }
}

fn place_again(model: &mut Model, draft: &Draft, effects: &mut Vec<Effect>) {
    let text = |name: &str| draft.fields.get(name).map_or("", |text| text.as_str());
    if draft.fields.contains_key(SEARCH) {
        model.search.line = Line::new(text(SEARCH));
        super::typing::search(model, effects);
    }
    if let Some(id) = draft.contact
        && model.contact.as_ref().is_none_or(|opened| opened.id != Some(id))
    {
        contacts::put_aside(model);
        model.contact = contacts::from_aside(model, Some(id));
        model.opening = Some(ask(model, effects, Query::Contact(id)));
    }
    let marked = text(MARKED).parse().unwrap_or(0);
    let step_field = |name: &Clean| model.step()?.fields.iter().position(|field| field.name == *name);
    let in_call = model.current().is_some();
    let from = text(FROM).parse().ok().map(Focus::Form);
    match draft.pane.as_str() {
        "form" => {
            if let Some(place) = step_field(&draft.field) {
                model.focus = Focus::Form(place);
                if let Some(line) = model.fields.get_mut(&draft.field) {
                    *line = Line::at(line.text(), draft.caret);
                }
            }
        }
        "edit" if model.contact.is_some() || draft.contact.is_some() => {
            let field = ContactField::from_name(&draft.field);
            let place = ContactField::ALL.iter().position(|known| Some(*known) == field);
            model.focus = Focus::Edit(place.unwrap_or(0));
            let change = field.and_then(|field| model.contact.as_mut()?.edits.get_mut(&field));
            if let Some(change) = change {
                change.line = Line::at(change.line.text(), draft.caret);
            }
        }
        pane => match PANES.iter().find(|(name, _)| *name == pane).map(|(_, focus)| *focus) {
            Some(Focus::Note) if in_call => {
                model.focus = Focus::Note;
                model.note = Line::at(model.note.text(), draft.caret);
            }
            // What it says is asked for.
            Some(Focus::Card) if in_call || model.ringing().is_some() => model.focus = Focus::Card,
            Some(Focus::Script) if in_call => {
                model.focus = Focus::Script;
                model.check = text(BELOW).parse().unwrap_or(marked);
            }
            Some(Focus::Contacts) => {
                model.focus = Focus::Contacts;
                model.search.line = Line::at(model.search.line.text(), draft.caret);
                model.search.marked = marked;
            }
            Some(Focus::Contact) if draft.contact.is_some() => {
                model.focus = Focus::Contact;
                model.marked_past = marked;
            }
            Some(Focus::Floor) => {
                super::floor::open(model, effects);
                model.floor.marked = marked;
            }
            Some(Focus::Figures) => {
                model.figures = FiguresView::from_name(text(FIGURES)).unwrap_or_default();
                super::figures::open(model, effects);
                model.figures.marked = marked;
            }
            Some(focus @ (Focus::Cases | Focus::Case)) => {
                model.focus = focus;
                model.cases.place_from(text(CASES));
                let search = text(CASES_SEARCH);
                let caret = if focus == Focus::Cases { draft.caret } else { search.chars().count() };
                model.cases.search = Line::at(search, caret);
                model.cases.marked = marked;
                super::cases::look(model, effects);
            }
            Some(Focus::Queue) => {
                model.focus = Focus::Queue;
                model.marked = marked;
            }
            _ => home(model),
        },
    }
    model.came_from = from;
    if let Some(code) = draft.fields.get(RESULT) {
        conclude::again(model, code.clone(), |name| {
            let reason = draft.fields.get(format!("{MISSING}{name}").as_str());
            reason.and_then(|reason| conclude::reason_of(reason))
        });
    }
    let pin = model.agent().is_some_and(|agent| agent.pin.hash().is_some());
    if draft.fields.contains_key(LOCKED) && pin && !model.shared_here && model.lock.is_none() {
        model.lock = Some(Lock::new(Stage::Locked, draft.at));
    }
    let list = List::from_name(text(LIST));
    if let Some(List::Past(id)) = list {
        super::past::open(model, id, effects);
    } else if let Some(List::Routing(id)) = list {
        super::routing::explain(model, id, effects);
    } else if let Some(list @ (List::Interviews | List::Quotas | List::Resume(_))) = list {
        super::interviews::show(model, list, text(TYPED), effects);
    } else if let Some(List::Why(id, code)) = list {
        super::correct::look(model, id, code, effects);
    } else if let Some(List::Abandoned) = list {
        super::abandoned::look(model, effects);
    } else if let Some(List::Publishing) = list {
        super::publishing::look(model, effects);
    } else if let Some(List::PublishAt) = list {
        super::publishing::look(model, effects);
        model.publish_at = Some(Clean::line(text(TYPED)));
    } else if let Some(list) = list {
        lists::show_typed(model, list, text(TYPED));
        if let Some(overlay) = &mut model.overlay {
            overlay.marked = marked.min(overlay.shown.len().saturating_sub(1));
        }
        super::promises::retyped(model, true);
    }
}
