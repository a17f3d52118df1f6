//! A result being corrected, and what follows from it in the reader's words.

use super::{model::Model, overlay::Row, row::Choice, view};
use crate::{
    domain::{
        Consequence, InteractionId,
        consequence::{Impossible, MISTAKEN, Redone},
    },
    i18n::Arg,
    text::{Clean, width},
};

/// Columns of what stands below its heading.
const COLUMNS: usize = 64;

/// A result that is to take the place of the one given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Of which interaction.
    pub interaction: InteractionId,
    /// The result.
    pub code: Clean,
    /// What would follow; none: it was asked for.
    pub follows: Option<Vec<Consequence>>,
}

/// What follows, as rows to read, each kind below its heading. `code` is the new result.
pub(super) fn rows(model: &Model, code: &str, all: &[Consequence]) -> Vec<Row> {
    let mut rows = Vec::new();
    for heading in ["consequences-follow", "consequences-redone", "consequences-impossible"] {
        let of = all.iter().filter(|consequence| heading_of(consequence) == heading);
        let said: Vec<(String, Option<String>)> = of.map(|consequence| said(model, code, consequence)).collect();
        if !said.is_empty() {
            rows.push(Row::new(model.tr(heading, &[]), "", Choice::Read));
        }
        for (what, instead) in said {
            let deeper = instead.iter().map(|instead| ("    ", instead));
            for (before, text) in std::iter::once(("  ", &what)).chain(deeper) {
                let lines = width::wrap(text, COLUMNS - before.len());
                rows.extend(lines.into_iter().map(|line| Row::new(format!("{before}{line}"), "", Choice::Read)));
            }
        }
    }
    rows
}

/// The same of what was done and what was not: that figures follow is told before.
pub(super) fn kept(model: &Model, code: &str, all: &[Consequence]) -> Vec<Row> {
    let done: Vec<Consequence> = all.iter().filter(|one| **one != Consequence::Counted).cloned().collect();
    rows(model, code, &done)
}

fn heading_of(consequence: &Consequence) -> &'static str {
    match consequence {
        Consequence::Counted => "consequences-follow",
        Consequence::Redone(_) => "consequences-redone",
        Consequence::Impossible(_) => "consequences-impossible",
    }
}

/// What becomes of it; and what one may do instead, where it stays.
fn said(model: &Model, code: &str, consequence: &Consequence) -> (String, Option<String>) {
    match consequence {
        Consequence::Counted => {
            let result = view::result_called(model, code);
            (model.tr("consequence-counted", &[("result", result.as_str().into())]), None)
        }
        Consequence::Redone(redone) => (done(model, redone), None),
        Consequence::Impossible(stays) => {
            let (what, instead) = impossible(model, stays);
            (what, Some(model.tr(instead, &[])))
        }
    }
}

fn done(model: &Model, redone: &Redone) -> String {
    let about = |key, name, value: &str| model.tr(key, &[(name, Arg::from(value))]);
    match redone {
        Redone::Outcome(outcome) if outcome.is_empty() => model.tr("consequence-no-outcome", &[]),
        Redone::Outcome(outcome) => about("consequence-outcome", "outcome", &view::outcome(model, outcome)),
        Redone::CallbackCancelled(_, due) => about("consequence-cancelled", "at", &view::moment(model, *due)),
        Redone::CallbackPromised(_, due) => about("consequence-promised", "at", &view::moment(model, *due)),
        Redone::CallbackOwed(_, due) => about("consequence-owed", "at", &view::moment(model, *due)),
        Redone::CallbackKept(_, due) => about("consequence-kept", "at", &view::moment(model, *due)),
        Redone::CaseWithdrawn(number) => {
            let outcome = model.shared.library.cases().outcome_called(MISTAKEN, model.language());
            let number = number.to_string();
            model.tr("consequence-withdrawn", &[("number", number.as_str().into()), ("outcome", outcome.into())])
        }
        Redone::CaseReopened(number) => about("consequence-reopened", "number", &number.to_string()),
        Redone::NotSent(number) => about("consequence-not-sent", "number", &number.to_string()),
    }
}

/// What stays and why, and the message of what one may do instead.
fn impossible(model: &Model, stays: &Impossible) -> (String, &'static str) {
    let at = |key, due| model.tr(key, &[("at", view::moment(model, due).as_str().into())]);
    let case = |key, number: &crate::domain::CaseNumber| {
        let number = number.to_string();
        model.tr(key, &[("number", number.as_str().into())])
    };
    let plain = |key| model.tr(key, &[]);
    match stays {
        Impossible::CallbackDue(due) => (at("impossible-callback-due", *due), "instead-conclude-callback"),
        Impossible::CallbackPast(due) => (at("impossible-callback-past", *due), "instead-agree-time"),
        Impossible::CallbackUnderWay(due) => (at("impossible-callback-under-way", *due), "instead-conclude-callback"),
        Impossible::CallbackOver(due) => (at("impossible-callback-over", *due), "instead-promise-anew"),
        Impossible::NoCallback => (plain("impossible-no-callback"), "instead-agree-time"),
        Impossible::CaseClosed(number) => (case("impossible-case-closed", number), "instead-case-remark"),
        Impossible::CaseAnswered(number) => (case("impossible-case-answered", number), "instead-case-close"),
        Impossible::CaseEscalated(number) => (case("impossible-case-escalated", number), "instead-case-ask"),
        Impossible::CaseNotYours(number) => (case("impossible-case-not-yours", number), "instead-case-ask"),
        Impossible::NoCase => (plain("impossible-no-case"), "instead-take-down"),
        Impossible::Sent(number) => (case("impossible-sent", number), "instead-tell-closed"),
        Impossible::Agreed => (plain("impossible-agreed"), "instead-cancel-sale"),
        Impossible::NotAgreed => (plain("impossible-not-agreed"), "instead-propose"),
        Impossible::AbuseNoted => (plain("impossible-abuse-noted"), "instead-tell-lead"),
        Impossible::NoAbuse => (plain("impossible-no-abuse"), "instead-tell-lead"),
        Impossible::Linked(_) => (plain("impossible-linked"), "instead-correct-both"),
    }
}
