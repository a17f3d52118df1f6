//! Each thing that hangs on a contact, and what becomes of it.

use std::collections::BTreeMap;

use super::*;
use crate::domain::{
    Abuse, AgentId, Category, Channel, Id, Language, Need, PromiseKind, Role, Sale,
    agreement::{Agreement, Confirmation, ConfirmationState},
    case::{CaseDeed, Prepared, Taken},
    deadline::Duty,
    proposal::Amounts,
    result::GivenResult,
};

const NOW: Utc = Utc(1_000);

fn word(text: &str) -> Clean {
    Clean::line(text)
}

fn result(code: &str, with: &[Trace], without: &[Trace], proposed_by: &[&str]) -> ResultCode {
    ResultCode {
        code: word(code),
        label: BTreeMap::new(),
        key: 'a',
        parent: None,
        category: Category::Final,
        no_conversation: false,
        recovery: false,
        requires_note: false,
        first_contact: false,
        proposed_by: proposed_by.iter().map(|outcome| word(outcome)).collect(),
        follows: Vec::new(),
        after: Vec::new(),
        interview: Vec::new(),
        with: with.to_vec(),
        without: without.to_vec(),
    }
}

fn solved() -> ResultCode {
    result("OK", &[], &[Trace::Callback], &["solved"])
}

fn called_back() -> ResultCode {
    result("CALLB", &[Trace::Callback], &[], &["callback"])
}

fn prank() -> ResultCode {
    result("PRANK", &[], &[Trace::Callback, Trace::Case, Trace::Agreement], &[])
}

fn complaint() -> ResultCode {
    result("COMPL", &[Trace::Case], &[], &[])
}

fn given(code: &str, consequences: Vec<Consequence>) -> GivenResult {
    let (agent, missing) = (AgentId(Id(1)), BTreeMap::new());
    GivenResult { code: word(code), agent, at: NOW, why: Clean::default(), missing, consequences }
}

/// A contact that ended so, with these outcomes of its needs.
fn ended(code: &str, outcomes: &[&str]) -> Interaction {
    let mut one = Interaction::incoming(InteractionId(Id(9)), Channel::Call, Clean::default(), Language::Fr, Utc(1));
    one.results.push(given(code, Vec::new()));
    one.needs = outcomes.iter().map(|outcome| Need { outcome: word(outcome), ..Need::default() }).collect();
    one
}

fn promised(state: CallbackState, due: i64) -> Callback {
    let promise = Callback::new(CallbackId(Id(7)), PromiseKind::Callback, Utc(due));
    Callback { promised_in: Some(InteractionId(Id(9))), state, ..promise }
}

fn case() -> Case {
    Case::open(CaseNumber::next(None, 2026), Taken::default(), Some(AgentId(Id(1))), Utc(1))
}

fn agent(id: u128) -> Agent {
    Agent::new(AgentId(Id(id)), (&word("a"), &word("A")), Language::Fr, Utc(0))
}

/// What follows from `old` to `new` of that contact, corrected by its agent; that figures count it so is left out.
fn follows(
    one: &Interaction,
    pair: (&ResultCode, &ResultCode),
    callbacks: &[Callback],
    cases: &[Case],
) -> Vec<Consequence> {
    follows_of_kept(one, pair, None, callbacks, cases)
}

fn follows_of_kept(
    one: &Interaction,
    (old, new): (&ResultCode, &ResultCode),
    keeps: Option<Kept<'_>>,
    callbacks: &[Callback],
    cases: &[Case],
) -> Vec<Consequence> {
    let by = agent(1);
    let correction = Correction { interaction: one, old: Some(old), new, callbacks, keeps, cases, by: &by, now: NOW };
    let all = correction.consequences();
    let given = one.result().map(|given| &given.code);
    assert_eq!(all.first() == Some(&Consequence::Counted), given != Some(&new.code));
    all.into_iter().filter(|one| *one != Consequence::Counted).collect()
}

fn redone(redone: Redone) -> Consequence {
    Consequence::Redone(redone)
}

fn stays(impossible: Impossible) -> Consequence {
    Consequence::Impossible(impossible)
}

#[test]
fn where_nothing_hangs_on_it_figures_follow() {
    let one = ended("OK", &["passed_on"]);
    assert_eq!(follows(&one, (&solved(), &result("INFO", &[], &[], &[])), &[], &[]), []);
    assert_eq!(follows(&one, (&solved(), &solved()), &[], &[]), []);
}

#[test]
fn the_only_matter_ends_as_its_result_does() {
    let one = ended("CALLB", &["callback"]);
    let callback = [promised(CallbackState::Cancelled, 2_000)];
    let outcome = |text| vec![redone(Redone::Outcome(word(text)))];
    assert_eq!(follows(&one, (&called_back(), &solved()), &callback, &[]), outcome("solved"));
    assert_eq!(follows(&one, (&called_back(), &prank()), &callback, &[]), outcome(""));
    // What an agent chose by hand stays.
    assert_eq!(follows(&ended("CALLB", &["open"]), (&called_back(), &solved()), &callback, &[]), []);
    assert_eq!(follows(&ended("CALLB", &["open", "open"]), (&called_back(), &solved()), &callback, &[]), []);
}

#[test]
fn a_promise_is_taken_back_unless_it_was_due_or_another_matter_wants_it() {
    let pair = (&called_back(), &solved());
    let (one, id) = (ended("CALLB", &[]), CallbackId(Id(7)));
    let outcome = follows(&one, pair, &[promised(CallbackState::Promised, 2_000)], &[]);
    assert_eq!(outcome, [redone(Redone::CallbackCancelled(id, Utc(2_000)))]);
    let due = CallbackState::Due(InteractionId(Id(10)));
    assert_eq!(follows(&one, pair, &[promised(due, 500)], &[]), [stays(Impossible::CallbackDue(Utc(500)))]);
    let two = ended("CALLB", &["solved", "callback"]);
    assert_eq!(follows(&two, pair, &[promised(CallbackState::Promised, 2_000)], &[]), []);
}

#[test]
fn a_promise_that_a_correction_took_back_holds_again_while_its_time_is_ahead() {
    let pair = (&solved(), &called_back());
    let mut one = ended("CALLB", &[]);
    let none = [stays(Impossible::NoCallback)];
    assert_eq!(follows(&one, pair, &[], &[]), none);
    // An agent took it back by hand.
    assert_eq!(follows(&one, pair, &[promised(CallbackState::Cancelled, 2_000)], &[]), none);
    let id = CallbackId(Id(7));
    one.results.push(given("OK", vec![redone(Redone::CallbackCancelled(id, Utc(2_000)))]));
    let again = follows(&one, pair, &[promised(CallbackState::Cancelled, 2_000)], &[]);
    assert_eq!(again, [redone(Redone::CallbackPromised(id, Utc(2_000)))]);
    let past = follows(&one, pair, &[promised(CallbackState::Cancelled, 900)], &[]);
    assert_eq!(past, [stays(Impossible::CallbackPast(Utc(900)))]);
    assert_eq!(follows(&one, pair, &[promised(CallbackState::Promised, 2_000)], &[]), []);
}

/// What becomes of the promise that a contact was to keep.
fn of_kept(pair: (&ResultCode, &ResultCode), promise: &Callback, waits: bool) -> Vec<Consequence> {
    follows_of_kept(&ended(&pair.0.code, &[]), pair, Some(Kept { promise, waits }), &[], &[])
}

#[test]
fn a_promise_that_was_kept_by_mistake_is_owed_and_one_that_was_kept_after_all_is_kept() {
    let nobody =
        |code| ResultCode { category: Category::Temporary, no_conversation: true, ..result(code, &[], &[], &[]) };
    let (none, busy) = (nobody("NA"), nobody("BUSY"));
    let here = InteractionId(Id(9));
    let (id, due) = (CallbackId(Id(7)), Utc(500));
    let promise = |state, kept_in| Callback { kept_in, ..promised(state, 500) };
    let kept = promise(CallbackState::Done, Some(here));
    assert_eq!(of_kept((&solved(), &none), &kept, false), [redone(Redone::CallbackOwed(id, due))]);
    assert_eq!(of_kept((&solved(), &complaint()), &kept, false), [stays(Impossible::NoCase)]);
    // It was kept in another call, or somebody said that it is done.
    let elsewhere = promise(CallbackState::Done, Some(InteractionId(Id(10))));
    assert_eq!(of_kept((&solved(), &none), &elsewhere, false), []);
    let by_hand = promise(CallbackState::Done, None);
    assert_eq!(of_kept((&solved(), &none), &by_hand, false), [stays(Impossible::CallbackOver(due))]);
    assert_eq!(of_kept((&none, &busy), &by_hand, false), []);
    // Owed, and reached after all: unless somebody calls again right now.
    let owed = promise(CallbackState::Promised, None);
    assert_eq!(of_kept((&none, &solved()), &owed, false), [redone(Redone::CallbackKept(id, due))]);
    assert_eq!(of_kept((&none, &busy), &owed, false), []);
    let again = promise(CallbackState::Due(InteractionId(Id(10))), None);
    assert_eq!(of_kept((&none, &solved()), &again, true), [redone(Redone::CallbackKept(id, due))]);
    assert_eq!(of_kept((&none, &solved()), &again, false), [stays(Impossible::CallbackUnderWay(due))]);
    for over in [&by_hand, &promise(CallbackState::Cancelled, None)] {
        assert_eq!(of_kept((&none, &solved()), over, false), []);
    }
}

#[test]
fn a_case_is_mistaken_by_whose_it_is_as_long_as_nobody_answered_it() {
    let pair = (&complaint(), &prank());
    let one = ended("COMPL", &[]);
    let mut case = case();
    let number = case.number;
    let of = |case: &Case| follows(&one, pair, &[], std::slice::from_ref(case));
    assert_eq!(of(&case), [redone(Redone::CaseWithdrawn(number))]);
    let prepared = |sent| Prepared {
        duty: Duty::Acknowledge,
        language: Language::Fr,
        text: word("we got it"),
        at: Utc(2),
        sent,
        message: None,
    };
    case.prepared = vec![prepared(None)];
    assert_eq!(of(&case), [redone(Redone::CaseWithdrawn(number)), redone(Redone::NotSent(number))]);
    case.prepared = vec![prepared(Some(Utc(3)))];
    assert_eq!(of(&case), [redone(Redone::CaseWithdrawn(number)), stays(Impossible::Sent(number))]);
    let mut theirs = case.clone();
    theirs.owner = Some(AgentId(Id(2)));
    assert_eq!(of(&theirs), [stays(Impossible::CaseNotYours(number))]);
    let lead = Agent { role: Role::Supervisor, ..agent(3) };
    let theirs = [theirs];
    let (old, new) = (Some(pair.0), pair.1);
    let by_lead =
        Correction { interaction: &one, old, new, callbacks: &[], keeps: None, cases: &theirs, by: &lead, now: NOW };
    assert!(by_lead.consequences().contains(&redone(Redone::CaseWithdrawn(number))));
    let done = |deed: CaseDeed| {
        let mut case = case.clone();
        case.apply(&deed, None, Utc(4)).unwrap();
        of(&case)
    };
    assert_eq!(done(CaseDeed::Escalate(word("angry"))), [stays(Impossible::CaseEscalated(number))]);
    assert_eq!(done(CaseDeed::Answer(word("sorry"))), [stays(Impossible::CaseAnswered(number))]);
    assert_eq!(done(CaseDeed::Close(word("founded"))), [stays(Impossible::CaseClosed(number))]);
    assert_eq!(done(CaseDeed::Close(word(MISTAKEN))), []);
}

#[test]
fn a_case_goes_on_that_a_correction_withdrew() {
    let pair = (&prank(), &complaint());
    let mut one = ended("COMPL", &[]);
    assert_eq!(follows(&one, pair, &[], &[]), [stays(Impossible::NoCase)]);
    let mut case = case();
    let number = case.number;
    assert_eq!(follows(&one, pair, &[], std::slice::from_ref(&case)), []);
    case.apply(&CaseDeed::Close(word(MISTAKEN)), None, Utc(4)).unwrap();
    assert_eq!(follows(&one, pair, &[], std::slice::from_ref(&case)), [stays(Impossible::CaseClosed(number))]);
    one.results.push(given("PRANK", vec![redone(Redone::CaseWithdrawn(number))]));
    assert_eq!(follows(&one, pair, &[], std::slice::from_ref(&case)), [redone(Redone::CaseReopened(number))]);
    case.owner = Some(AgentId(Id(2)));
    assert_eq!(follows(&one, pair, &[], &[case]), [stays(Impossible::CaseNotYours(number))]);
}

#[test]
fn what_was_agreed_noted_or_belongs_to_another_contact_stays() {
    let order = result("ORDER", &[Trace::Agreement], &[], &[]);
    let refuses = result("REF", &[], &[Trace::Callback, Trace::Agreement], &[]);
    let mut one = ended("ORDER", &[]);
    assert_eq!(follows(&one, (&refuses, &order), &[], &[]), [stays(Impossible::NotAgreed)]);
    one.sales.push(Sale {
        agreement: Some(Agreement {
            version: 1,
            items: Vec::new(),
            total: Amounts::default(),
            caller: word("Luc"),
            at: Utc(2),
            agent: AgentId(Id(1)),
            confirmation: Confirmation {
                language: Language::Fr,
                text: word("confirmed"),
                state: ConfirmationState::ToSend,
                message: None,
            },
        }),
        ..Sale::default()
    });
    assert_eq!(follows(&one, (&order, &refuses), &[], &[]), [stays(Impossible::Agreed)]);
    assert_eq!(follows(&one, (&refuses, &order), &[], &[]), []);
    let abuse = result("ABUSE", &[Trace::Abuse], &[], &[]);
    let mut one = ended("ABUSE", &[]);
    assert_eq!(follows(&one, (&solved(), &abuse), &[], &[]), [stays(Impossible::NoAbuse)]);
    one.abuse = Some(Abuse { warned: Some(Utc(1)), ended: None });
    assert_eq!(follows(&one, (&abuse, &solved()), &[], &[]), [stays(Impossible::AbuseNoted)]);
    // A warning beside another result was no reason for it.
    assert_eq!(follows(&one, (&refuses, &solved()), &[], &[]), []);
    let mut one = ended("OK", &[]);
    one.link = Some(Link::CutOff(InteractionId(Id(8))));
    let other = result("INFO", &[], &[], &[]);
    assert_eq!(follows(&one, (&solved(), &other), &[], &[]), [stays(Impossible::Linked(InteractionId(Id(8))))]);
}

#[test]
fn results_given_before_there_were_consequences_read_on() {
    let written = serde_json::json!({ "code": "OK", "agent": AgentId(Id(1)), "at": 5 });
    let read: GivenResult = serde_json::from_value(written).unwrap();
    assert!(read.consequences.is_empty());
}
