//! [`Row`]: a row of a list over the desk, and what choosing it means.

use super::{days::Days, overlay::List, promise_list::PromiseChoice};
use crate::{
    domain::{
        AgentId, CaseNumber, ContactId, InteractionId, InterviewId, Language, MissingReason, OutgoingId, figures::By,
        transfer::Target, used::Use,
    },
    keymap::Action,
    proto::Command,
    script::SaleDeed,
    text::{Clean, width},
};

/// Words about a case: what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseWords {
    /// They are the answer.
    Answer,
    /// They are why it needs somebody who may decide more.
    Escalate,
    /// They are to be known.
    Remark,
    /// They are why it goes on after all.
    Reopen,
}

impl CaseWords {
    /// All of them, by name.
    pub const ALL: [(&str, CaseWords); 4] = [
        ("answer", CaseWords::Answer),
        ("escalate", CaseWords::Escalate),
        ("remark", CaseWords::Remark),
        ("reopen", CaseWords::Reopen),
    ];
}

/// Columns of a text that is read in a list.
const COLUMNS: usize = 62;

/// What a chosen row means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Do this.
    Action(Action),
    /// Pause for this reason.
    Pause(Clean),
    /// Conclude with this result.
    Result(Clean),
    /// Show this list instead.
    List(List),
    /// Do this in the step of a sale.
    Sell(SaleDeed),
    /// So many of the marked product as typed.
    Quantity,
    /// The discount typed, on the marked product.
    Discount,
    /// The current need is about this.
    Reason(Clean),
    /// The caller stays unidentified, for this reason.
    Unidentified(MissingReason),
    /// The caller is this to the person of the file.
    Relation(Clean),
    /// The caller is the person of the file.
    Person,
    /// The caller may act for the person of the file, or may not after all.
    Mandate,
    /// Ask why that interaction's result is corrected to this one, and show what follows.
    Why(InteractionId, Clean),
    /// Correct that interaction's result to this one, for that reason.
    Correct(InteractionId, Clean, Clean),
    /// Read that interaction of the past.
    Past(InteractionId),
    /// Read what routing did with that one.
    Routing(InteractionId),
    /// That was objected.
    Object(Clean),
    /// Do that of the article of this code, which was found by what was typed.
    UseArticle(Clean, Clean, Use),
    /// Jump to that step of the script.
    Jump {
        /// Its id.
        step: Clean,
        /// It can be opened, and the answers lead to it.
        asked: bool,
    },
    /// Open this script.
    Script(Clean),
    /// The same, with a new interview.
    Anew(Clean),
    /// Go on with that interview.
    Resume(InterviewId),
    /// Bring this one back.
    Return(InteractionId),
    /// Give this outcome to the need of that place.
    Outcome(usize, Clean),
    /// Why a field stays empty: then the rest of the closing check.
    Missing(Clean, MissingReason),
    /// None of what is missing was asked.
    NothingAsked,
    /// The caller without a file is called so, as typed.
    CallerName,
    /// The caller's number is this, as typed.
    CallerNumber,
    /// The agent's telephone, as typed.
    Phone,
    /// Call the number typed.
    Dial,
    /// Send the tones typed.
    Tones,
    /// What is published counts from the time typed.
    PublishAt,
    /// Figures by that.
    FiguresBy(By),
    /// Figures of these days.
    FiguresOf(Days),
    /// The same, of those typed.
    FiguresDays,
    /// Give this order.
    Order(Command),
    /// That agent can do what was typed.
    SkillsOf(AgentId),
    /// About a promise.
    Promise(PromiseChoice),
    /// That message goes where it was typed.
    AddressOf(OutgoingId),
    /// Take down what was typed, about that case.
    CaseWords(CaseNumber, CaseWords),
    /// Write what was typed, to that one or to everybody.
    SayTo(Option<AgentId>),
    /// Pass on to that one.
    PassTo(Target),
    /// The same, with what was typed as promised.
    Slip(Target),
    /// Pass on to the number typed.
    PassToTyped,
    /// Go where this is filled in, instead of concluding.
    FillIn(Clean),
    /// Look at this contact.
    Contact(ContactId),
    /// Screens in this language.
    Interface(Language),
    /// Fill the field with this value.
    Value(Clean),
    /// Nothing: a line to read.
    Read,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The letter that takes it at once.
    pub letter: Option<char>,
    /// What is read.
    pub label: String,
    /// More of it, dim.
    pub detail: String,
    /// Other words that find it when typed: its name in other languages.
    pub also: String,
    /// What it means.
    pub choice: Choice,
}

impl Row {
    /// A row without a letter of its own.
    pub fn new(label: impl Into<String>, detail: impl Into<String>, choice: Choice) -> Row {
        Row { letter: None, label: label.into(), detail: detail.into(), also: String::new(), choice }
    }

    /// A text to read, in as many rows as it takes.
    pub fn text(text: &str) -> impl Iterator<Item = Row> {
        width::wrap(text, COLUMNS).into_iter().map(|line| Row::new(line, "", Choice::Read))
    }

    /// A row that a letter takes.
    pub fn of_letter(letter: char, label: impl Into<String>, choice: Choice) -> Row {
        Row { letter: Some(letter), ..Row::new(label, "", choice) }
    }
}
