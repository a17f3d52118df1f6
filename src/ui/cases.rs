//! What the view of cases shows: which of them, in which order, and which one is open. And cases in words.

use std::{collections::BTreeMap, sync::Arc};

use super::{line::Line, model::Model, owed::Owed};
use crate::{
    domain::{
        Case, CaseNumber, CaseStage, ContactId, Deadline, Duty, Utc,
        case::{CaseEvent, Prepared},
    },
    i18n::format,
    script::Cases,
    text::fold::fold,
};

/// Which cases are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Those of the contact from whom the view was opened.
    Theirs,
    /// Mine that are not over.
    #[default]
    Mine,
    /// All that are not over.
    Open,
    /// Those of which something was not done in time.
    Overdue,
    /// All, newest first.
    All,
}

impl Filter {
    /// In the order of the keys, with their names in drafts and the message of each.
    const ALL: [(Filter, &str, &str); 5] = [
        (Filter::Theirs, "theirs", "cases-theirs"),
        (Filter::Mine, "mine", "cases-mine"),
        (Filter::Open, "open", "cases-open"),
        (Filter::Overdue, "overdue", "cases-overdue"),
        (Filter::All, "all", "cases-all"),
    ];

    /// Its message.
    pub fn message(self) -> &'static str {
        Filter::ALL.iter().find(|(filter, ..)| *filter == self).map_or("", |(.., message)| message)
    }

    /// Those that there are; without a contact there is nobody whose cases they are.
    pub fn there(of: Option<ContactId>) -> impl Iterator<Item = Filter> {
        Filter::ALL.iter().map(|(filter, ..)| *filter).filter(move |filter| of.is_some() || *filter != Filter::Theirs)
    }
}

/// Cases that are over and kept at hand.
pub const PAST: usize = 500;

/// State of the view of cases.
#[derive(Clone, Debug, Default)]
pub struct CasesView {
    /// Every case that is not over.
    pub live: Owed<Case>,
    /// Others, as far as they were asked for.
    pub past: BTreeMap<CaseNumber, Arc<Case>>,
    /// The question for these that is under way.
    pub asked: Option<u64>,
    /// Which are listed.
    pub filter: Filter,
    /// The contact from whom the view was opened.
    pub of: Option<ContactId>,
    /// What was typed to narrow them.
    pub search: Line,
    /// Marked row.
    pub marked: usize,
    /// The one that is open.
    pub open: Option<CaseNumber>,
    /// First line of it that is shown.
    pub scroll: usize,
}

impl CasesView {
    /// A case, as far as it is known here.
    pub fn case(&self, number: CaseNumber) -> Option<&Arc<Case>> {
        self.live.get(&number).or_else(|| self.past.get(&number))
    }

    /// A case is like this now.
    pub fn put(&mut self, case: Arc<Case>) {
        if case.is_open() {
            self.past.remove(&case.number);
            self.live.put(case);
        } else {
            self.live.take(case.number);
            self.past.insert(case.number, case);
            if self.past.len() > PAST {
                self.past.pop_first();
            }
        }
    }

    /// Cases of a contact that are not over.
    pub fn open_of(&self, contact: ContactId) -> Vec<CaseNumber> {
        let theirs = self.live.values().filter(|case| case.contact == Some(contact));
        theirs.map(|case| case.number).collect()
    }

    /// Where it is, as a name from which [`CasesView::place_from`] finds it again.
    pub fn place(&self) -> String {
        let name = Filter::ALL.iter().find(|(filter, ..)| *filter == self.filter).map_or("", |(_, name, _)| name);
        let of = self.of.map_or("-".to_owned(), |of| of.to_string());
        let open = self.open.map_or("-".to_owned(), |open| open.to_string());
        // Digits of two numbers side by side may look like those of a card, which no draft keeps.
        format!("{name}|{of}|{open}|{}", self.scroll)
    }

    /// Back to where it was.
    pub fn place_from(&mut self, place: &str) {
        let mut parts = place.split('|');
        let mut part = || parts.next().unwrap_or_default();
        let name = part();
        let filter = Filter::ALL.iter().find(|(_, known, _)| *known == name).map(|(filter, ..)| *filter);
        self.filter = filter.unwrap_or_default();
        self.of = part().parse().ok();
        self.open = part().parse().ok();
        self.scroll = part().parse().unwrap_or(0);
    }
}

/// The cases that are listed, what is due first.
pub fn rows(model: &Model) -> Vec<&Arc<Case>> {
    let view = &model.cases;
    let now = model.now.utc;
    let all = view.live.values().chain(view.past.values());
    let mut rows: Vec<&Arc<Case>> = all
        .filter(|case| match view.filter {
            Filter::Theirs => view.of.is_some() && case.contact == view.of,
            Filter::Mine => case.is_open() && case.owner.is_some() && case.owner == model.me,
            Filter::Open => case.is_open(),
            Filter::Overdue => case.is_overdue(now),
            Filter::All => true,
        })
        .collect();
    let typed = fold(view.search.text());
    let words: Vec<&str> = typed.split_whitespace().collect();
    if !words.is_empty() {
        rows.retain(|case| {
            let text = haystack(model, case);
            words.iter().all(|word| text.contains(word))
        });
    }
    match view.filter {
        Filter::All => rows.sort_by_key(|case| std::cmp::Reverse(case.number)),
        _ => rows.sort_by_key(|case| {
            let due = case.next_deadline().map_or(Utc(i64::MAX), |deadline| deadline.due);
            (!case.is_open(), due, case.number)
        }),
    }
    rows
}

/// All by which a case is found, folded.
fn haystack(model: &Model, case: &Case) -> String {
    let owner = case.owner.map_or("", |owner| super::view::name_of(model, owner));
    let taken = &case.taken;
    let words =
        [category(model, case), severity(model, case), owner, &case.who, &taken.complaint, &taken.remedy].join(" ");
    fold(&format!("{} {words}", case.number))
}

/// The one that is marked.
pub fn marked(model: &Model) -> Option<CaseNumber> {
    let rows = rows(model);
    rows.get(model.cases.marked.min(rows.len().saturating_sub(1))).map(|case| case.number)
}

/// The one that is open.
pub fn opened(model: &Model) -> Option<&Arc<Case>> {
    model.cases.case(model.cases.open?)
}

fn lists(model: &Model) -> &Cases {
    model.shared.library.cases()
}

/// What a case is about.
pub fn category<'a>(model: &'a Model, case: &'a Case) -> &'a str {
    lists(model).category_called(&case.taken.category, model.language())
}

/// How grave it is.
pub fn severity<'a>(model: &'a Model, case: &'a Case) -> &'a str {
    lists(model).severity_called(&case.taken.severity, model.language())
}

/// How far it is.
pub fn state(model: &Model, case: &Case) -> String {
    let key = match (case.stage, case.escalated.is_some()) {
        (CaseStage::Closed, _) => "case-closed",
        (_, true) => "case-escalated",
        (CaseStage::Open, _) => "case-open",
        (CaseStage::Acknowledged, _) => "case-acknowledged",
        (CaseStage::Answered, _) => "case-answered",
    };
    let state = model.tr(key, &[]);
    if case.outcome.is_empty() {
        return state;
    }
    format!("{state}: {}", lists(model).outcome_called(&case.outcome, model.language()))
}

/// What is to be done.
pub fn duty(model: &Model, duty: Duty) -> String {
    let key = match duty {
        Duty::Acknowledge => "duty-acknowledge",
        Duty::Answer => "duty-answer",
        Duty::Close => "duty-close",
    };
    model.tr(key, &[])
}

/// The last day of a deadline.
fn day(model: &Model, deadline: &Deadline) -> Option<jiff::civil::Date> {
    model.local(deadline.last_moment()).map(|at| at.date())
}

/// What is to be done next, and until when: `answer: Mon. 28 Sep`, `! answer: overdue since 28 Sep`. With whether it is overdue.
pub fn next(model: &Model, case: &Case) -> Option<(String, bool)> {
    short(model, case.next_deadline()?)
}

/// The same of any deadline that is still open.
pub fn short(model: &Model, deadline: &Deadline) -> Option<(String, bool)> {
    let (what, day) = (duty(model, deadline.duty), day(model, deadline)?);
    let day = format::day_and_month(model.language(), day);
    let late = deadline.is_overdue(model.now.utc);
    let args = [("duty", what.as_str().into()), ("day", day.as_str().into())];
    Some(if late { (format!("! {}", model.tr("case-late", &args)), true) } else { (model.tr("case-by", &args), false) })
}

/// A deadline, whether it is ahead, late or done.
pub fn deadline(model: &Model, deadline: &Deadline) -> Option<(String, bool)> {
    let what = duty(model, deadline.duty);
    let day = format::date_with_day(model.language(), day(model, deadline)?);
    let args = [("duty", what.as_str().into()), ("day", day.as_str().into())];
    let until = model.tr("case-until", &args);
    Some(match (deadline.met, deadline.is_overdue(model.now.utc)) {
        (Some(met), _) => {
            let at = super::view::moment(model, met);
            let key = if met > deadline.due { "case-met-late" } else { "case-met" };
            (format!("{until} · {}", model.tr(key, &[("at", at.as_str().into())])), false)
        }
        (None, true) => (format!("! {}", model.tr("case-late", &args)), true),
        (None, false) => (until, false),
    })
}

/// What happened to a case.
pub fn event(model: &Model, what: CaseEvent) -> String {
    match what {
        CaseEvent::Opened => model.tr("case-was-opened", &[]),
        CaseEvent::Changed => model.tr("case-was-changed", &[]),
        CaseEvent::Acknowledged => model.tr("case-acknowledged", &[]),
        CaseEvent::Answered => model.tr("case-answered", &[]),
        CaseEvent::Escalated => model.tr("case-escalated", &[]),
        CaseEvent::Overdue(of) => model.tr("case-was-overdue", &[("duty", duty(model, of).as_str().into())]),
        CaseEvent::Given(to) => model.tr("case-was-given", &[("who", super::view::name_of(model, to).into())]),
        CaseEvent::Remarked => model.tr("case-remark", &[]),
        CaseEvent::Closed => model.tr("case-closed", &[]),
        CaseEvent::Reopened => model.tr("case-was-reopened", &[]),
    }
}

/// A text for the caller, and whether it was sent.
pub fn prepared(model: &Model, prepared: &Prepared) -> String {
    let what = model.tr(
        match prepared.duty {
            Duty::Acknowledge => "prepared-acknowledge",
            Duty::Answer => "prepared-answer",
            Duty::Close => "prepared-close",
        },
        &[],
    );
    let (what, language) = (("what", what.as_str().into()), ("language", prepared.language.native().into()));
    match prepared.sent {
        Some(at) => {
            let at = super::view::moment(model, at);
            model.tr("case-document-sent", &[what, language, ("at", at.as_str().into())])
        }
        None => match super::outbox::held_up(model, prepared.message) {
            Some(state) => model.tr("case-document-held-up", &[what, language, ("state", state.as_str().into())]),
            None => model.tr("case-document-to-send", &[what, language]),
        },
    }
}

/// The disputed amount as one reads it.
pub fn amount(model: &Model, case: &Case) -> Option<String> {
    Some(case.taken.amount?.said(model.language()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    #[test]
    fn a_place_is_found_again() {
        let number = CaseNumber::next(None, 2026);
        for (of, open) in [(None, None), (Some(ContactId(Id(7))), Some(number))] {
            for filter in Filter::there(of) {
                let view = CasesView { filter, of, open, scroll: 3, ..CasesView::default() };
                let mut again = CasesView::default();
                again.place_from(&view.place());
                assert_eq!((again.filter, again.of, again.open, again.scroll), (filter, of, open, 3));
            }
        }
    }
}
