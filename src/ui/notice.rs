//! [`Notice`]: the line at the bottom that says what happened.

use crate::{
    domain::Mono,
    i18n::Arg,
    proto::Refusal,
    script::ScriptRefusal,
    ui::{field, model::Model},
};

/// A line at the bottom that says what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its words.
    pub text: String,
    /// Bad news.
    pub bad: bool,
    /// Since when; it fades after some seconds.
    pub since: Mono,
}

impl Model {
    /// Says something at the bottom.
    pub fn say(&mut self, key: &str, args: &[(&str, Arg<'_>)]) {
        let text = self.tr(key, args);
        self.notice = Some(Notice { text, bad: false, since: self.now.mono });
    }

    /// Says in these words that something went wrong.
    pub fn warn(&mut self, text: String) {
        self.notice = Some(Notice { text, bad: true, since: self.now.mono });
    }

    /// Says that something went wrong.
    pub fn complain(&mut self, key: &str, args: &[(&str, Arg<'_>)]) {
        let text = self.tr(key, args);
        self.warn(text);
    }

    /// Says a refusal in the agent's words.
    pub fn refuse(&mut self, refusal: &Refusal) {
        let text = self.refusal(refusal);
        self.warn(text);
    }

    /// A refusal in the agent's words.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Script(ScriptRefusal::Field(_, problem)) => field::problem(self, problem),
            Refusal::Script(ScriptRefusal::AnswerFirst(name)) => {
                let what = self.script().and_then(|script| {
                    let title = || script.step(name).map(|step| &step.title);
                    script.field(name).map(|field| &field.label).or_else(title)
                });
                let what = what.map_or(name.to_string(), |what| self.words_of(what, false));
                self.tr("said-answer-first", &[("what", what.as_str().into())])
            }
            Refusal::Script(ScriptRefusal::ChooseFirst) => self.tr("said-choose", &[]),
            Refusal::Script(ScriptRefusal::FillInFirst(name)) => {
                let field = self.step().and_then(|step| step.fields.iter().find(|field| field.name == *name));
                let label = field.map_or(name.to_string(), |field| self.words_of(&field.label, false));
                self.tr("said-fill-in-first", &[("field", label.as_str().into())])
            }
            Refusal::Script(ScriptRefusal::OpenFirst) => self.tr("said-open-first", &[]),
            Refusal::BadField(field) => {
                let field = self.tr(&format!("field-{}", field.name()), &[]);
                self.tr(refusal.message(), &[("detail", field.as_str().into())])
            }
            Refusal::Conflict(fields) => {
                let said: Vec<String> = fields
                    .iter()
                    .map(|(field, value)| format!("{}: {value}", self.tr(&format!("field-{}", field.name()), &[])))
                    .collect();
                self.tr(refusal.message(), &[("detail", said.join(" · ").as_str().into())])
            }
            _ => refusal.words(&self.shared.messages, self.language()),
        }
    }
}
