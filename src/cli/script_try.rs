//! `opcl script try`: runs a script without a call: what the caller answers is typed, a line each.

mod selling;

use std::{
    collections::BTreeMap,
    io::{self, BufRead},
};

use super::{Failure, Shell, say};
use jiff::{civil::DateTime, tz::TimeZone};

use crate::{
    config,
    domain::{
        Answer, CallbackId, CaseNumber, CheckEnd, Duty, Id, Language, OutgoingId, PromiseKind, Sale, ScriptRun, Utc,
        run::{BookedPromise, OpenedCase},
    },
    hub::shell::Clock,
    i18n::{
        format,
        when_note::{WhenNote, parse_when_note},
    },
    proto::Refusal,
    script::{
        self, Does, Facts, Field, Kind, Library, Move, PassTo, Script, ScriptRefusal, Step, asked, engine,
        engine::NEEDED, pack::text, sale_words,
    },
    text::Clean,
};

/// The line that goes back.
const BACK: &str = "<";

/// A script that is tried.
struct Trial<'a> {
    shell: &'a Shell,
    library: &'a Library,
    script: &'a Script,
    run: ScriptRun,
    checks: BTreeMap<Clean, CheckEnd>,
    sales: Vec<Sale>,
    /// What the caller wants, by the code of the reason.
    reason: Clean,
    language: Language,
    at: Utc,
    now: DateTime,
    zone: TimeZone,
}

/// Tries it until it concludes or nothing more is typed.
pub(super) fn run(shell: &Shell, (library, script): (&Library, &Script), language: Language) -> Result<(), Failure> {
    let (at, zone) = (Clock::new().now().utc, config::zone(&shell.installed.choices));
    let now = at.local(&zone);
    let none = BTreeMap::new();
    let run = script::open(script, None, 1, &Facts { now: Some(now), ..Facts::bare(&none) });
    let (checks, sales) = (BTreeMap::new(), Vec::new());
    let reason = Clean::default();
    let mut trial = Trial { shell, library, script, run, checks, sales, reason, language, at, now, zone };
    say(script.title(language));
    say(&shell.tr("script-try-keys", &[]));
    let lines = &mut io::stdin().lock().lines().map_while(Result::ok);
    while let Some(step) = script.step(&trial.run.step) {
        trial.show(step);
        if step.kind == Kind::Conclude {
            trial.end();
            return Ok(());
        }
        if !trial.step(step, lines) {
            return Ok(());
        }
    }
    Ok(())
}

impl Trial<'_> {
    /// What the script may speak of.
    fn facts(&self) -> Facts<'_> {
        let sale = sale_words::facts(self.library.catalogue(), &self.sales, self.language);
        Facts { language: self.language, now: Some(self.now), sale, ..Facts::bare(&self.checks) }
    }

    fn show(&self, step: &Step) {
        let shell = self.shell;
        let progress = script::progress(self.script, &self.run, true, self.language);
        let at = progress.iter().position(|(place, _)| *place == script::Place::Here).unwrap_or(0) + 1;
        let head = shell.tr("script-head", &[("step", at.into()), ("of", progress.len().into())]);
        say("");
        say(&format!("{head} · {}", text(&step.title, self.language)));
        say(&format!("  “{}”", script::said(self.script, &self.run, &self.facts(), self.language)));
        step.choices
            .iter()
            .for_each(|choice| say(&format!("  {}  {}", choice.key, text(&choice.label, self.language))));
        // The articles that fit what the caller wants.
        let fits = self.library.articles().iter().filter(|article| article.reasons.contains(&self.reason));
        fits.filter(|_| step.kind == Kind::Solution)
            .for_each(|article| say(&format!("  · {}", text(&article.title, self.language))));
    }

    /// Asks what the step asks. False: nothing more is typed.
    fn step(&mut self, step: &Step, lines: &mut dyn Iterator<Item = String>) -> bool {
        // What is computed, or not asked as the answers stand, is not typed.
        for field in step.fields.iter().filter(|field| field.calculate.is_none()) {
            if self.run.left_out.contains(&field.name) {
                continue;
            }
            match self.field(field, lines) {
                Some(true) => {}
                Some(false) => return true,
                None => return false,
            }
        }
        for check in &step.checks {
            say(&format!("  {} (c/w/r)", text(&check.label, self.language)));
            let Some(line) = lines.next() else { return false };
            let end = match line.trim() {
                BACK => return self.moves(Move::Back),
                "c" => CheckEnd::Confirmed,
                "w" => CheckEnd::Wrong,
                "r" => CheckEnd::Refused,
                _ => CheckEnd::NotAsked,
            };
            self.moves(Move::Check { name: check.name.clone(), end });
        }
        if step.kind == Kind::Complaint && self.run.case_of(&step.id).is_none() {
            return self.opens_case(step);
        }
        match step.kind {
            Kind::Book => return self.promise(step, lines),
            Kind::Send | Kind::Transfer => return self.does(step, lines),
            _ => {}
        }
        if step.kind.sells() {
            self.offers(step);
        } else if step.kind == Kind::Understand {
            say("  (u/a/n)");
        } else if !step.fields.is_empty() || !step.checks.is_empty() {
            return self.moves(Move::Next);
        }
        let Some(line) = lines.next() else { return false };
        if step.kind.sells() && self.sells(step, line.trim(), lines) {
            return true;
        }
        let understood = |understood, again| Move::Understood { understood, again };
        let mv = match (line.trim(), step.kind) {
            (BACK, _) => Move::Back,
            ("u", Kind::Understand) => understood(true, false),
            ("a", Kind::Understand) => understood(true, true),
            ("n", Kind::Understand) => understood(false, true),
            (letter, Kind::Choose) if letter.chars().count() == 1 => {
                letter.chars().next().map_or(Move::Next, Move::Choose)
            }
            _ => Move::Next,
        };
        self.moves(mv)
    }

    /// Shows what is sent, or where it is passed on to; Enter does it as far as it can be done without a call.
    fn does(&mut self, step: &Step, lines: &mut dyn Iterator<Item = String>) -> bool {
        let facts = self.facts();
        match &step.does {
            Does::Sends(sends) => {
                for texts in [&sends.subject, &sends.text] {
                    let text = script::rendered(texts, self.script, &self.run, &facts, self.language);
                    text.lines().for_each(|line| say(&format!("  {line}")));
                }
            }
            Does::Passes(PassTo::Queue(to) | PassTo::Skill(to) | PassTo::Service(to)) => say(&format!("  → {to}")),
            Does::Promises { .. } | Does::Confirms(_) | Does::Nothing => {}
        }
        let Some(line) = lines.next() else { return false };
        if line.trim() == BACK {
            return self.moves(Move::Back);
        }
        let done = match step.kind {
            Kind::Send => engine::queued(self.script, &self.run, OutgoingId(Id(0)), &facts),
            _ => engine::passed(self.script, &self.run, true, &facts),
        };
        if let Ok(stepped) = done {
            self.run = stepped.run;
        }
        self.moves(Move::Next)
    }

    /// Asks when it is promised, until what is typed is a time to come; nothing typed promises nothing.
    fn promise(&mut self, step: &Step, lines: &mut dyn Iterator<Item = String>) -> bool {
        let kind = match step.does {
            Does::Promises { kind: Some(kind), .. } => kind,
            _ => PromiseKind::Callback,
        };
        loop {
            say(&format!("  {}", self.shell.tr("promise-help", &[])));
            let Some(line) = lines.next() else { return false };
            match line.trim() {
                BACK => return self.moves(Move::Back),
                "" => return self.moves(Move::Next),
                _ => {}
            }
            let now = Clock::new().now().utc.local(&config::zone(&self.shell.installed.choices));
            match parse_when_note(&line, self.language, now) {
                Ok(WhenNote { when: at, .. }) => {
                    let promise = BookedPromise { step: step.id.clone(), id: CallbackId(Id(0)), kind, at };
                    let facts = Facts { language: self.language, now: Some(self.now), ..Facts::bare(&self.checks) };
                    if let Ok(stepped) = engine::booked(self.script, &self.run, promise, &facts) {
                        self.run = stepped.run;
                    }
                    let when = format::full(self.language, at);
                    let key = format!("promise-say-{}", kind.name());
                    say(&format!(
                        "  “{}”",
                        self.shell.messages.tr(self.language, &key, &[("when", when.as_str().into())])
                    ));
                    return self.moves(Move::Next);
                }
                Err(error) => say(&format!("  ! {}", error.say(&self.shell.messages, self.language))),
            }
        }
    }

    /// Asks for a field until what is typed is a value of it. False: back; none: nothing more is typed.
    fn field(&mut self, field: &Field, lines: &mut dyn Iterator<Item = String>) -> Option<bool> {
        loop {
            let mark = if asked::is_required(field, &self.run) { " *" } else { "" };
            say(&format!("  {}{mark}:", text(&field.label, self.language)));
            let line = lines.next()?;
            if line.trim() == BACK {
                self.moves(Move::Back);
                return Some(false);
            }
            let answer = Answer::Value(Clean::text(&line));
            if self.moves(Move::Answer { field: field.name.clone(), answer }) {
                return Some(true);
            }
        }
    }

    /// What was taken down would be a case now: its number and deadlines are as they would be, and nothing is kept.
    fn opens_case(&mut self, step: &Step) -> bool {
        if !NEEDED.iter().all(|name| self.run.answers.contains_key(*name)) {
            return self.moves(Move::OpenCase) && self.moves(Move::Next);
        }
        self.moves(Move::OpenCase);
        let severity = match self.run.answers.get(NEEDED[1]) {
            Some(Answer::Value(code)) => self.library.cases().severity(code),
            _ => None,
        };
        let deadlines = severity.map(|severity| severity.deadlines(self.at, &self.zone)).unwrap_or_default();
        let by = |duty: Duty| {
            let deadline = deadlines.iter().find(|deadline| deadline.duty == duty);
            deadline.map(|deadline| deadline.last_moment().local(&self.zone).date())
        };
        let number = CaseNumber::next(None, u16::try_from(self.now.year()).unwrap_or_default());
        let (acknowledge_by, answer_by) = (by(Duty::Acknowledge), by(Duty::Answer));
        self.run.cases.push(OpenedCase { step: step.id.clone(), number, acknowledge_by, answer_by });
        // What is said of it, before it is gone on with.
        say(&format!("  “{}”", script::said(self.script, &self.run, &self.facts(), self.language)));
        self.moves(Move::Next)
    }

    /// Says why something is not possible.
    fn refused(&self, refusal: &Refusal) {
        say(&format!("  ! {}", refusal.words(&self.shell.messages, self.shell.language)));
    }

    /// Makes a move; what is refused is said. Always true but for a field that does not take what was typed.
    fn moves(&mut self, mv: Move) -> bool {
        match script::step(self.script, &self.run, &mv, &self.facts(), self.at) {
            Ok(stepped) => {
                self.run = stepped.run;
                self.checks.extend(stepped.checks);
                self.reason = stepped.reason.unwrap_or_else(|| self.reason.clone());
                true
            }
            Err(ScriptRefusal::Field(_, problem)) => {
                say(&format!("  ! {}", self.shell.tr(problem.message(), &[("count", problem.count().into())])));
                false
            }
            Err(refusal) => {
                self.refused(&Refusal::Script(refusal));
                true
            }
        }
    }

    fn end(&self) {
        for (name, answer) in &self.run.answers {
            if let Answer::Value(value) = answer {
                say(&format!("  {name} = {value}"));
            }
        }
    }
}
