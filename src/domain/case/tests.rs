//! A case, from its beginning to its end and on.

use super::*;
use crate::domain::Id;

const DAY: i64 = 86_400_000;

fn words(text: &str) -> Clean {
    Clean::line(text)
}

/// To be acknowledged by the first day, answered by the fifth.
fn case() -> Case {
    let mut case = Case::open(CaseNumber::next(None, 2026), Taken::default(), Some(AgentId(Id(1))), Utc(0));
    case.deadlines =
        vec![Deadline::new(Duty::Acknowledge, Utc(DAY), false), Deadline::new(Duty::Answer, Utc(5 * DAY), true)];
    case
}

fn told(case: &Case) -> Vec<CaseEvent> {
    case.remarks.iter().map(|remark| remark.what).collect()
}

#[test]
fn what_is_not_done_in_time_is_told_once_and_escalates_by_rule() {
    let mut case = case();
    assert_eq!(case.due(), Some(Utc(DAY)));
    assert!(!case.pass(Utc(DAY - 1)) && !case.is_overdue(Utc(DAY - 1)));
    assert!(!case.pass(Utc(DAY)) && case.is_overdue(Utc(DAY)));
    assert_eq!(case.due(), Some(Utc(5 * DAY)));
    assert!(case.pass(Utc(5 * DAY)) && !case.pass(Utc(6 * DAY)));
    assert_eq!(case.escalated, Some(Utc(5 * DAY)));
    use CaseEvent::{Escalated, Opened, Overdue};
    assert_eq!(told(&case), [Opened, Overdue(Duty::Acknowledge), Overdue(Duty::Answer), Escalated]);
    assert_eq!(case.due(), None);
    // Late is done as well, and what was late stays known.
    case.apply(&CaseDeed::Answer(words("sorry")), None, Utc(7 * DAY)).unwrap();
    assert!(!case.is_overdue(Utc(8 * DAY)) && case.escalated.is_none());
    let answer = case.deadline(Duty::Answer).unwrap();
    assert_eq!((answer.met, answer.overdue), (Some(Utc(7 * DAY)), Some(Utc(5 * DAY))));
}

#[test]
fn each_thing_is_done_once_and_nothing_once_it_is_over() {
    let mut case = case();
    let me = Some(AgentId(Id(1)));
    assert_eq!(case.apply(&CaseDeed::Reopen(words("x")), me, Utc(1)), Err(CaseNo::NotClosed));
    assert_eq!(case.apply(&CaseDeed::Give(AgentId(Id(1))), me, Utc(1)), Err(CaseNo::Done));
    case.apply(&CaseDeed::Acknowledge, me, Utc(1)).unwrap();
    assert_eq!(case.apply(&CaseDeed::Acknowledge, me, Utc(2)), Err(CaseNo::Done));
    assert_eq!(case.next_deadline().unwrap().duty, Duty::Answer);
    case.apply(&CaseDeed::Close(words("founded")), me, Utc(3)).unwrap();
    assert_eq!((case.stage, case.next_deadline(), case.due()), (CaseStage::Closed, None, None));
    for deed in [
        CaseDeed::Acknowledge,
        CaseDeed::Answer(words("x")),
        CaseDeed::Escalate(words("x")),
        CaseDeed::Close(words("x")),
    ] {
        assert_eq!(case.apply(&deed, me, Utc(4)), Err(CaseNo::Closed), "{deed:?}");
    }
    case.apply(&CaseDeed::Remark(words("letter came back")), me, Utc(4)).unwrap();
    case.apply(&CaseDeed::Reopen(words("not paid")), me, Utc(5)).unwrap();
    case.begin_again(vec![Deadline::new(Duty::Answer, Utc(9 * DAY), true)]);
    assert_eq!((case.stage, case.due()), (CaseStage::Acknowledged, Some(Utc(9 * DAY))));
    assert!(case.outcome.is_empty() && !case.deadline(Duty::Acknowledge).unwrap().is_open());
}

#[test]
fn another_severity_has_other_deadlines_and_what_was_done_is_done() {
    let mut case = case();
    case.apply(&CaseDeed::Acknowledge, None, Utc(1)).unwrap();
    let taken = Taken { severity: words("urgent"), ..Taken::default() };
    let sooner =
        || vec![Deadline::new(Duty::Acknowledge, Utc(DAY / 2), false), Deadline::new(Duty::Answer, Utc(DAY), true)];
    assert!(case.take_down(taken.clone(), sooner(), None, Utc(2)));
    assert!(!case.take_down(taken, sooner(), None, Utc(3)));
    assert_eq!(case.deadline(Duty::Acknowledge).unwrap().met, Some(Utc(1)));
    assert_eq!(case.due(), Some(Utc(DAY)));
    assert_eq!(case.deadlines.len(), 2);
}
