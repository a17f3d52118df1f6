//! What a step does beside what is said in it: what it promises, sends, or where it passes on to.

use super::{
    field_file::said,
    pack::{Script, Service, Texts},
    read::{Keys, Reader},
    script_file::Places,
};
use crate::{
    domain::{Answer, Medium, PromiseKind, ScriptRun},
    text::Clean,
};

/// What a step does.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Does {
    /// Nothing: what is said and answered is all.
    #[default]
    Nothing,
    /// Something is promised.
    Promises {
        /// What; none: the agent chooses.
        kind: Option<PromiseKind>,
        /// It is first of all anybody's of the queue, not the agent's own.
        anybody: bool,
    },
    /// A message is queued, to be sent.
    Sends(Box<Sends>),
    /// The call is passed on.
    Passes(PassTo),
    /// What is agreed is confirmed where the answer in that field says, whether it is asked before or after.
    Confirms(Clean),
}

/// A message as a step writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sends {
    /// By what.
    pub medium: Medium,
    /// The field that holds address or number; empty: the contact's own.
    pub to: Clean,
    /// What it is about: a template; may be empty.
    pub subject: Texts,
    /// All of it: a template.
    pub text: Texts,
    /// Knowledge articles that go with it, by code.
    pub attach: Vec<Clean>,
}

impl Sends {
    /// The address that was answered; not one of a way that was left.
    pub fn answered<'r>(&self, run: &'r ScriptRun) -> Option<&'r Clean> {
        answer_in(&self.to, run)
    }
}

/// What was answered in a field; not on a way that was left.
pub fn answer_in<'r>(field: &Clean, run: &'r ScriptRun) -> Option<&'r Clean> {
    match run.answers.get(field).filter(|_| !run.left_out.contains(field)) {
        Some(Answer::Value(answered)) => Some(answered),
        _ => None,
    }
}

/// Where a step passes on to.
#[derive(Clone, Debug, PartialEq)]
pub enum PassTo {
    /// Into the queue of that name.
    Queue(Clean),
    /// To an agent with that skill.
    Skill(Clean),
    /// To the service outside of that number.
    Service(Clean),
}

/// What a script may name that stands in other files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    pub(super) queues: &'a [Clean],
    pub(super) services: &'a [Service],
    pub(super) articles: &'a [Clean],
}

/// Reads what a step says of it. What its kind has no use for is complained of later, and what it needs.
pub(super) fn does(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, place: &mut Places) -> Does {
    let (promise, anybody) = (reader.maybe_text(row, "promise"), reader.flag(row, "anybody"));
    let (send, to) = (reader.maybe_text(row, "send"), reader.maybe_text(row, "to"));
    let subject = said(reader.maybe_texts(row, "subject"), place);
    let text = said(reader.maybe_texts(row, "text"), place);
    let attach = reader.words(row, "attach");
    let passes = ["queue", "skill", "service"].map(|key| (key, reader.maybe_text(row, key)));
    let mut met = |key: &'static str, span: Option<std::ops::Range<usize>>| {
        place.does.extend(span.map(|span| (key, span)));
    };
    met("promise", promise.as_ref().map(|promise| promise.span.clone()));
    met("send", send.as_ref().map(|send| send.span.clone()));
    met("to", to.as_ref().map(|to| to.span.clone()));
    met("text", (!text.is_empty()).then(|| row.span.clone()));
    for attached in &attach {
        met("attach", Some(attached.span.clone()));
    }
    for (key, named) in &passes {
        met(key, named.as_ref().map(|named| named.span.clone()));
    }
    let medium = send.and_then(|send| reader.one_of(&send, &Medium::ALL));
    let kind = promise.and_then(|promise| reader.one_of(&promise, &PromiseKind::ALL));
    let [queue, skill, service] = passes.map(|(_, named)| named.map(|named| named.value));
    if let Some(medium) = medium {
        let to = to.unwrap_or_default().value;
        let attach = attach.into_iter().map(|attached| attached.value).collect();
        return Does::Sends(Box::new(Sends { medium, to, subject, text, attach }));
    }
    let passes = queue.map(PassTo::Queue).or(skill.map(PassTo::Skill)).or(service.map(PassTo::Service));
    match passes {
        Some(to) => Does::Passes(to),
        None if kind.is_some() || anybody => Does::Promises { kind, anybody },
        None => to.map_or(Does::Nothing, |to| Does::Confirms(to.value)),
    }
}

/// What a step names that is not there: a field, a queue, a service, an article; with the key that names it and what is there.
pub(super) fn unknown(script: &Script, does: &Does, named: Named<'_>) -> Vec<(&'static str, Clean, Vec<Clean>)> {
    let mut unknown = Vec::new();
    let mut look = |key, name: &Clean, known: Vec<Clean>| {
        if !known.contains(name) {
            unknown.push((key, name.clone(), known));
        }
    };
    let fields = || script.steps.iter().flat_map(|step| &step.fields).map(|field| field.name.clone()).collect();
    match does {
        Does::Confirms(to) => look("to", to, fields()),
        Does::Sends(sends) => {
            if !sends.to.is_empty() {
                look("to", &sends.to, fields());
            }
            sends.attach.iter().for_each(|code| look("attach", code, named.articles.to_vec()));
        }
        Does::Passes(PassTo::Queue(name)) => look("queue", name, named.queues.to_vec()),
        Does::Passes(PassTo::Service(number)) => {
            look("service", number, named.services.iter().map(|service| service.number.clone()).collect());
        }
        Does::Passes(PassTo::Skill(_)) | Does::Promises { .. } | Does::Nothing => {}
    }
    unknown
}
