//! What a script file says, as written: TOML, text per language.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;

use super::{condition::Condition, does::Does, field::FieldKind, interview::Quota, value_labels::ValueLabels};
use crate::{
    domain::{InterviewEnd, Language, ScriptVersion},
    text::Clean,
};

/// Text per language.
pub type Texts = BTreeMap<Language, Clean>;

/// A call script.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// Stable name.
    pub name: Clean,
    /// Hash of the text; set when it is loaded.
    pub version: ScriptVersion,
    /// What lists show.
    pub title: Texts,
    /// For calls that agents make: it begins with a step of the kind `open`.
    pub outgoing: bool,
    /// Confirmed identity checks that open protected fields.
    pub checks_needed: usize,
    /// Its questions are asked in order: nothing is passed over that has to be answered.
    pub strict: bool,
    /// It is a survey: its runs are interviews, which outlive the contact.
    pub interview: bool,
    /// How many people of which kind are asked in it.
    pub quotas: Vec<Quota>,
    /// In the order of the progress line; the first is where it begins.
    pub steps: Vec<Step>,
    /// What the values of its lists are called, as expressions ask it.
    pub labels: Arc<ValueLabels>,
}

impl Script {
    /// The step of that id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// Where the step of that id stands.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id)
    }

    /// Where `next` leads from the step at `at`: to the one named, or to the one below in the file where nothing is
    /// named. Nothing follows a conclusion.
    pub fn following(&self, at: usize, next: &str) -> Option<usize> {
        let step = self.steps.get(at)?;
        match (step.kind, next) {
            (Kind::Conclude, _) => None,
            (_, "") => (at + 1 < self.steps.len()).then_some(at + 1),
            (_, next) => self.position(next),
        }
    }

    /// The field of that name, wherever it stands.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.steps.iter().flat_map(|step| &step.fields).find(|field| field.name == name)
    }

    /// Whether anything of it stands in an order of chance.
    pub fn draws(&self) -> bool {
        self.steps.iter().any(|step| step.random || step.fields.iter().any(|field| field.random))
    }

    /// The title in a language.
    pub fn title(&self, language: Language) -> &str {
        text(&self.title, language)
    }
}

/// The text in a language, or in any other where that one is missing.
pub fn text(texts: &Texts, language: Language) -> &str {
    texts.get(&language).or_else(|| texts.values().next()).map_or("", Clean::as_str)
}

/// What a step practises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something to say.
    Say,
    /// Who calls, for whom and why: nothing is sold before it was said.
    Open,
    /// Fields to fill in.
    Ask,
    /// One of several ways on.
    Choose,
    /// Identity checks.
    Identify,
    /// Articles that answer the need.
    Solution,
    /// Read back: was it understood?
    Understand,
    /// A complaint: what is taken down becomes a case.
    Complaint,
    /// A commercial proposal.
    Proposal,
    /// What both agree, read out item by item.
    Agree,
    /// One more product beside what was accepted.
    AddOn,
    /// A promise with a date: a call back, an appointment, a visit, a task.
    Book,
    /// A message that is queued, to be sent.
    Send,
    /// The call is passed on.
    Transfer,
    /// The end: the result.
    Conclude,
}

impl Kind {
    /// A step of a sale: how it ended is an answer under the step's own name.
    pub fn sells(self) -> bool {
        matches!(self, Kind::Proposal | Kind::Agree | Kind::AddOn)
    }

    /// How it ended is an answer under the step's own name.
    pub fn answers(self) -> bool {
        self.sells() || matches!(self, Kind::Book | Kind::Send | Kind::Transfer)
    }

    /// That key of the file says something of it.
    pub(super) fn takes(self, key: &str) -> bool {
        match key {
            "promise" => self == Kind::Book,
            "to" => matches!(self, Kind::Send | Kind::Agree),
            "send" | "text" | "attach" => self == Kind::Send,
            _ => self == Kind::Transfer,
        }
    }

    /// Leads to what binds both: not entered before the opening was said.
    pub fn binds(self) -> bool {
        self.sells()
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Stable id.
    pub id: Clean,
    /// What it practises.
    pub kind: Kind,
    /// One word for the progress line.
    pub title: Texts,
    /// What to say: a minijinja template.
    pub say: Texts,
    /// What the interviewer has to know, and nobody hears; may be empty.
    pub note: Texts,
    /// Where it is false the step is passed over.
    pub when: Option<Condition>,
    /// Its fields, or its ways on, stand in an order of chance.
    pub random: bool,
    /// The step after it; empty: the next one in the file.
    pub next: Clean,
    /// Fields of `ask` (allowed elsewhere too).
    pub fields: Vec<Field>,
    /// Ways on of `choose`.
    pub choices: Vec<Choose>,
    /// Checks of `identify`.
    pub checks: Vec<Check>,
    /// Who ends behind it ends the interview so.
    pub ends_as: Option<InterviewEnd>,
    /// What a step that does something does.
    pub does: Does,
    /// Languages in which its words changed while contacts were under way; in those, that is told.
    pub reworded: BTreeSet<Language>,
}

/// One way on.
#[derive(Clone, Debug, PartialEq)]
pub struct Choose {
    /// The letter that takes it.
    pub key: char,
    /// Value that the answer gets.
    pub value: Clean,
    /// What the agent reads.
    pub label: Texts,
    /// Where it is false it can't be taken.
    pub when: Option<Condition>,
    /// The step that it leads to; empty: the next one.
    pub next: Clean,
    /// Code of the need's reason that it sets.
    pub reason: Clean,
}

/// One identity check.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Stable name; the contact field that holds what the caller should say.
    pub name: Clean,
    /// What the agent reads.
    pub label: Texts,
}

/// One field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Stable name.
    pub name: Clean,
    /// What the agent reads.
    pub label: Texts,
    /// What it holds.
    pub kind: FieldKind,
    /// An empty one gets a reason at the closing check.
    pub required: bool,
    /// Where it is true the field is required, too.
    pub required_when: Option<Condition>,
    /// Carried over into other scripts of the same interaction.
    pub shared: bool,
    /// A hint for the agent; may be empty.
    pub help: Texts,
    /// Its label is read to the respondent, with its values where it has some.
    pub read_aloud: bool,
    /// Its value is spelled where it is read back: somebody's name, a reference.
    pub spelled: bool,
    /// Where it is false it is not asked.
    pub when: Option<Condition>,
    /// What has to hold of its value.
    pub constraint: Option<Constraint>,
    /// It is never typed: its value is that of this expression.
    pub calculate: Option<Condition>,
    /// Its values stand in an order of chance.
    pub random: bool,
}

impl Field {
    /// One of that type, of which nothing more is said.
    pub fn new(name: Clean, kind: FieldKind) -> Field {
        Field {
            name,
            label: Texts::new(),
            kind,
            required: false,
            required_when: None,
            shared: false,
            help: Texts::new(),
            read_aloud: false,
            spelled: false,
            when: None,
            constraint: None,
            calculate: None,
            random: false,
        }
    }
}

/// What has to hold of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// An expression over `value` and what else a script may speak of.
    pub rule: Condition,
    /// What is said of a value for which it does not hold.
    pub message: Texts,
}

/// Code of the result of a call that was ended because the caller insults or threatens.
pub const ABUSE: &str = "ABUSE";

/// Code of the pause that follows it.
pub const RECOVERY: &str = "recovery";

/// A reason of a pause.
#[derive(Clone, Debug, PartialEq)]
pub struct Pause {
    /// Stable code.
    pub code: Clean,
    /// The letter that chooses it.
    pub key: char,
    /// What the agent reads.
    pub label: Texts,
    /// Counts as work.
    pub productive: bool,
    /// Longer than this many minutes is shown as too long.
    pub limit_minutes: Option<u32>,
}

/// What the house says to everybody.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What the agent reads.
    pub text: Texts,
    /// Its first day; none: it has begun.
    pub from: Option<Date>,
    /// Its last day; none: until it is taken out.
    pub until: Option<Date>,
}

impl Notice {
    /// Whether it is read on that day.
    pub fn counts_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A reason of a need, or how a need ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Stable code.
    pub code: Clean,
    /// The reason that it stands under.
    pub parent: Option<Clean>,
    /// The letter that chooses it among its siblings.
    pub key: char,
    /// What the agent reads.
    pub label: Texts,
    /// The script that treats it, where one does.
    pub script: Option<Clean>,
}

/// Somebody outside to whom callers are passed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// What the agent reads.
    pub label: Texts,
    /// Its number.
    pub number: Clean,
}

/// What a caller is to the person whom the matter is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Stable code.
    pub code: Clean,
    /// The letter that chooses it.
    pub key: char,
    /// What the agent reads.
    pub label: Texts,
    /// May act for that person without a mandate of its own: a guardian, a parent of a minor.
    pub mandate: bool,
}
