//! Figures reckoned by hand.

use super::*;
use crate::domain::{
    Because, EditionNumber, Id, InteractionId, Language, Need,
    sale::AddOn,
    used::{Use, use_article},
};

const BO: AgentId = AgentId(Id(2));

/// Came at second `at`; waited so many seconds.
fn came(at: i64) -> Interaction {
    let mut one = Interaction::incoming(
        InteractionId(Id(at as u128)),
        Channel::Call,
        Clean::line("info"),
        Language::Fr,
        Utc(at * 1000),
    );
    one.target_seconds = 20;
    one
}

fn handled(at: i64, waited: u64, [talk, hold, wrap]: [u64; 3]) -> Interaction {
    let mut one = came(at);
    let answered = one.times.begun.after(waited * 1000);
    one.offers.push(Offer {
        agent: BO,
        at: one.times.begun,
        because: Because::OnlyOne,
        idle: 60_000,
        end: Some((OfferEnd::Answered, answered)),
    });
    one.times.answered = Some(answered);
    one.times.ended = Some(answered.after((talk + hold) * 1000));
    (one.handled, one.held, one.wrapped) = ((talk + hold + wrap) * 1000, hold * 1000, wrap * 1000);
    one.stage = Stage::Concluded { agent: BO };
    one.file = Some(ContactId(Id(7)));
    one.needs = vec![Need { reason: Clean::line("invoice"), ..Need::default() }];
    one
}

fn gave_up(at: i64, waited: u64) -> Interaction {
    let mut one = came(at);
    one.times.ended = Some(one.times.begun.after(waited * 1000));
    one.stage = Stage::Abandoned { offered: None };
    one
}

/// Four answered (10, 15, 30 and 45 s), one given up after 12 s, one after 60 s, one after 3 s, one that waits.
fn morning() -> Vec<Interaction> {
    vec![
        handled(0, 10, [120, 30, 30]),
        handled(100, 15, [60, 0, 60]),
        handled(200, 30, [200, 10, 30]),
        handled(300 + 8 * 24 * 3600, 45, [20, 0, 40]),
        gave_up(400, 12),
        gave_up(500, 60),
        gave_up(600, 3),
        came(700),
    ]
}

fn tallied(by: By) -> Vec<(Of, Tally)> {
    let mut figures = Figures::new(by, Thresholds::default());
    morning().iter().for_each(|one| figures.add(one));
    figures.tallies()
}

#[test]
fn a_morning_reckoned_by_hand() {
    let all = tallied(By::All)[0].1;
    assert_eq!((all.offered, all.answered, all.abandoned, all.short), (7, 4, 2, 1));
    // Two of four in time; of those who gave up, one waited longer than the target: 2 / 5.
    assert_eq!(all.service_level(), Some(0.4));
    assert_eq!(all.abandon_rate(), Some(2.0 / 7.0));
    assert_eq!(all.asa(), Some(25.0));
    // 180 + 120 + 240 + 60 = 600 s of four.
    assert_eq!((all.aht(), all.aht_parts()), (Some(150.0), Some([100.0, 10.0, 40.0])));
    // 600 s busy, 240 s idle.
    assert_eq!(all.occupancy(), Some(600.0 / 840.0));
    // The second and third call were about the same within the week; the fourth came later.
    assert_eq!((all.matters, all.again, all.fcr()), (4, 2, Some(0.5)));
    assert_eq!(Tally::default().service_level(), None);
}

#[test]
fn what_never_waited_and_what_came_later_is_not_counted() {
    let mut logged = handled(0, 0, [60, 0, 0]);
    logged.logged = true;
    let mut figures = Figures::new(By::All, Thresholds::default());
    figures.add(&logged);
    figures.add_later(&handled(3600, 5, [60, 0, 0]));
    let all = figures.tallies()[0].1;
    assert_eq!((all.offered, all.answered, all.handled, all.matters, all.again), (0, 0, 1, 1, 1));
}

#[test]
fn who_asked_to_be_called_back_and_was_not_reached_was_lost() {
    let mut unreached = gave_up(0, 300);
    unreached.stage = Stage::Concluded { agent: BO };
    let mut figures = Figures::new(By::All, Thresholds::default());
    figures.add(&unreached);
    let all = figures.tallies()[0].1;
    assert_eq!((all.offered, all.answered, all.abandoned, all.handled), (1, 0, 1, 1));
}

#[test]
fn additional_sales_are_those_of_who_proposed_them() {
    let sold = |end| Sale {
        addon: Some(AddOn { product: Clean::line("WIFI"), end: Some((end, Utc(1), BO)) }),
        ..Sale::default()
    };
    let mut call = handled(0, 5, [60, 0, 0]);
    call.sales = [AddOnEnd::Taken, AddOnEnd::Declined, AddOnEnd::NotOffered].map(sold).into();
    // Nobody said anything to this one yet.
    call.sales.push(Sale { addon: Some(AddOn { product: Clean::line("TV"), end: None }), ..Sale::default() });
    let mut called = call.clone();
    called.direction = Direction::Out;
    let mut figures = Figures::new(By::Agent, Thresholds::default());
    [&call, &called].into_iter().for_each(|one| figures.add(one));
    let [(Of::Agent(BO), bo)] = figures.tallies()[..] else { panic!() };
    assert_eq!((bo.addons, bo.addons_taken, bo.handled), (4, 2, 1));
}

#[test]
fn told_apart_by_agent_and_hour() {
    let bo = &tallied(By::Agent)[0];
    assert_eq!(bo.0, Of::Agent(BO));
    assert_eq!((bo.1.offered, bo.1.answered, bo.1.handled, bo.1.handling), (4, 4, 4, 600_000));
    // No article was used.
    assert_eq!(tallied(By::Article)[0].0, Of::Code(Clean::default()));
    let mut one = handled(0, 10, [120, 30, 30]);
    for (code, helped) in [("modem", false), ("wifi", true)] {
        let article = (&Clean::line(code), 0);
        use_article(&mut one.articles, article, &Use::Helped(helped), (EditionNumber(1), Utc(1)));
    }
    let mut figures = Figures::new(By::Article, Thresholds::default());
    figures.add(&one);
    assert_eq!(figures.tallies()[0].0, Of::Code(Clean::line("wifi")));
    let hours: Vec<(Of, u64)> = tallied(By::Hour).into_iter().map(|(of, tally)| (of, tally.offered)).collect();
    assert_eq!(hours, [(Of::Hour(Utc(0)), 6), (Of::Hour(Utc(8 * 24 * 3_600_000)), 1)]);
}
