//! [`Notice`]: the line at the bottom that says what happened.

use crate::{
    domain::{ContactId, InteractionId, Mono},
    i18n::Arg,
    proto::Refusal,
    script::ScriptRefusal,
    text::Clean,
    ui::{
        burst::APART,
        field,
        model::{Focus, Model},
        overlay::List,
    },
};

/// How long a notice stands, in milliseconds.
const STANDS_FOR: u64 = 5_000;

/// What was said of something done here is read after so long: the next key takes it away.
const READ_AFTER: u64 = 1_000;

/// The same of news, which nobody waits for.
const NEWS_READ_AFTER: u64 = 2_000;

/// A line at the bottom that says what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its words.
    pub text: String,
    /// Bad news.
    pub bad: bool,
    /// Since when; it fades after some seconds.
    pub since: Mono,
    /// What it speaks of.
    pub about: About,
}

/// What a notice speaks of, and goes with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// What the agent did, where that led to. None: it is still under way there.
    Here(Option<Box<Place>>),
    /// What happened elsewhere.
    News,
}

/// Where the agent is, as far as notices speak of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    interaction: Option<InteractionId>,
    script: Clean,
    step: Clean,
    focus: Focus,
    list: Option<List>,
    contact: Option<ContactId>,
    help: bool,
}

impl Place {
    fn of(model: &Model) -> Place {
        let current = model.current();
        let run = current.and_then(|current| current.run());
        Place {
            interaction: current.map(|current| current.id),
            script: run.map(|run| run.script.clone()).unwrap_or_default(),
            step: run.map(|run| run.step.clone()).unwrap_or_default(),
            focus: model.focus,
            list: model.overlay.as_ref().map(|overlay| overlay.list.clone()),
            contact: model.contact.as_ref().and_then(|opened| opened.id),
            help: model.help.is_some(),
        }
    }
}

impl Model {
    /// Says something at the bottom.
    pub fn say(&mut self, key: &str, args: &[(&str, Arg<'_>)]) {
        let text = self.tr(key, args);
        self.notice = Some(Notice { text, bad: false, since: self.now.mono, about: About::Here(None) });
    }

    /// Says in these words that something went wrong.
    pub fn warn(&mut self, text: String) {
        self.notice = Some(Notice { text, bad: true, since: self.now.mono, about: About::Here(None) });
    }

    /// A key was pressed: what was read goes. What came just now stays, whatever was typed ahead.
    pub(super) fn notice_read(&mut self) {
        let read_after = |notice: &Notice| if notice.about == About::News { NEWS_READ_AFTER } else { READ_AFTER };
        self.notice.take_if(|notice| self.now.mono.since(notice.since) > read_after(notice));
    }

    /// What went wrong is being put right, by whom could read it.
    pub(super) fn notice_put_right(&mut self) {
        self.notice.take_if(|notice| notice.bad && self.now.mono.since(notice.since) >= APART);
    }

    /// What is said now and was not before is news.
    pub(super) fn notice_is_news(&mut self, before: Option<&Notice>) {
        if let Some(notice) = self.notice.as_mut().filter(|notice| Some(&**notice) != before) {
            notice.about = About::News;
        }
    }

    /// A notice goes with what it speaks of, and after its time. `moving`: the agent is on the way somewhere else.
    pub(super) fn follow_notice(&mut self, moving: bool) {
        let Some(notice) = &self.notice else { return };
        let stood = self.now.mono.since(notice.since);
        let place = Place::of(self);
        let about = match &notice.about {
            _ if stood > STANDS_FOR => None,
            About::News => Some(About::News),
            About::Here(None) if moving => Some(About::Here(None)),
            // What was typed ahead leads on: it is read where that ends.
            About::Here(Some(known)) if **known != place && stood >= APART => None,
            About::Here(_) => Some(About::Here(Some(Box::new(place)))),
        };
        match (about, &mut self.notice) {
            (Some(about), Some(notice)) => notice.about = about,
            _ => self.notice = None,
        }
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
