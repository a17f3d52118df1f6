//! XLSForms (xlsform.org) → scripts. Nothing is dropped in silence: what a script can't hold is told with sheet and row.

mod choices;
mod columns;
mod expression;
mod names;
mod questions;
mod sheets;
mod survey;
mod translations;
mod write;

pub use questions::{Count, import};

/// Why a file is no XLSForm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No workbook of a kind that is read here.
    NoWorkbook,
    /// No text.
    NoText,
    /// It has no sheet `survey`, or one without `type` and `name`.
    NoSurvey,
    /// Nothing in it is asked.
    NoQuestion,
}

impl Unreadable {
    /// Message key of its words.
    pub fn message(self) -> &'static str {
        match self {
            Unreadable::NoWorkbook => "xlsform-no-workbook",
            Unreadable::NoText => "xlsform-no-text",
            Unreadable::NoSurvey => "xlsform-no-survey",
            Unreadable::NoQuestion => "xlsform-no-question",
        }
    }
}

/// What is not in the script as it is in the form, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The sheet.
    pub sheet: &'static str,
    /// The row, from 1; 0: the whole sheet.
    pub row: usize,
    /// Message key of its words.
    pub code: &'static str,
    /// What the words name.
    pub args: Vec<(&'static str, String)>,
}

/// Remarks as they come.
#[derive(Default)]
struct Remarks(Vec<Remark>);

impl Remarks {
    fn say(&mut self, (sheet, row): (&'static str, usize), code: &'static str, args: &[(&'static str, &str)]) {
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let remark = Remark { sheet, row, code, args };
        if !self.0.contains(&remark) {
            self.0.push(remark);
        }
    }
}
