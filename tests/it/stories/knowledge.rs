//! Knowledge articles: found for the need at hand and while typing, followed step by step, and found again in the history.

use opcl::{
    domain::{EditionNumber, PackFile, Record, Table, Used},
    proto::{Command, Refusal, Reply},
    text::Clean,
};

use super::{plays, plays_from, supervisor::floor, with_contacts};
use crate::desk::Desk;

/// At the step of solutions of a support call about the internet, in Dutch.
fn asks_for_help(desk: &mut Desk) {
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.keys("a<F2>").keys("<C-o>").types("supp").keys("<Enter>").sees("Wat werkt er niet?");
    desk.keys("<Enter>cc").sees("identified").keys("<Enter>").keys("a").sees("Wat ziet u precies");
    desk.keys("<Enter>rood lampje<Enter>").keys("<Enter>").sees("stap voor stap");
}

/// The articles used in the last contact.
fn used(desk: &Desk) -> Vec<Used> {
    let of = |record| if let Record::Interaction(one) = record { one.articles.clone() } else { Vec::new() };
    desk.records(Table::Interaction).into_iter().flat_map(of).collect()
}

#[test]
fn an_article_helps_and_is_found_again_in_the_history() {
    plays(|desk| {
        asks_for_help(desk);
        // What fits the need stands there at once, in the caller's language.
        desk.sees("Geen internet: de modem herstarten").sees("Wifi traag").misses("Betalen in schijven");
        // Typing looks further, in any form of any language; Esc goes back step by step.
        desk.keys("pannes quart").sees("Storing in de hele buurt").keys("<Enter>").sees("Beloof geen uur");
        desk.keys("<Esc>").sees("> pannes quart").keys("<Esc>").misses("> pannes").sees("stap voor stap");
        desk.keys("modems").sees("Geen internet: de modem herstarten").keys("<Enter>").sees("Acht keer op tien");
        desk.keys("a").sees("[x] Trek de stekker").keys("b").keys("c").keys("b").sees("[ ] Wacht dertig");
        desk.keys("s").says("Solved with").misses("Acht keer op tien").sees("helped, 2 of 5 steps");
        desk.sees("✓ settled");
        desk.keys("<Enter>herstart<Enter>").keys("<Enter>").sees("Ik vat samen: herstart");
        desk.keys("u").sees("opnieuw gebeurt").keys("<F12>").keys("<F8>").sees("proposed").keys("o").sees("READY");
        let all = used(desk);
        let ticked: Vec<&str> = all[0].ticked.iter().map(Clean::as_str).collect();
        assert_eq!((all.len(), all[0].article.as_str(), all[0].helped), (1, "modem-restart", Some(true)));
        assert_eq!((ticked, all[0].edition), (vec!["cable", "off"], EditionNumber(1)));
        desk.keys("<C-f>janssens<Enter>").keys("<Enter>").sees("No internet: restarting").sees("helped, 2 of 5 steps");
    });
}

#[test]
fn what_does_not_help_leads_to_others_and_is_taken_back_by_its_letter() {
    plays(|desk| {
        asks_for_help(desk);
        desk.keys("<Down>").sees("Articles").keys("<Enter>").keys("n").says("did not help: here are others");
        desk.sees("did not help").keys("<Esc>").sees("did not help");
        // Nothing is settled, and the letter again takes it back.
        desk.misses("✓ settled").keys("<Down>").keys("<Enter>").keys("n").says("Taken back").keys("<Esc><Esc>");
        desk.misses("did not help");
        assert_eq!(used(desk), []);
        desk.keys("<Down><Enter>s").sees("✓ settled").keys("<Down><Enter>s").misses("✓ settled");
    });
}

#[test]
fn an_article_is_read_without_a_contact_too() {
    plays(|desk| {
        desk.keys("<C-k><C-t>").sees("Articles").types("gas sm").sees("Smell of gas: out first");
        desk.keys("<Enter>").sees("Safety comes before anything else").sees("- No flame").misses("This solved it");
        // Enter turns the page, and Esc leaves.
        desk.keys("<Enter>").sees("Safety comes").keys("<Esc>").sees("> gas sm").keys("<Esc>").misses("> gas sm");
        assert_eq!(used(desk), []);
    });
}

#[test]
fn each_need_has_its_own_articles() {
    plays(|desk| {
        asks_for_help(desk);
        desk.keys("<Down><Enter>s").sees("helped").keys("<C-e>").sees("Waarover gaat het").keys("b");
        desk.keys("<Enter>zwart<Enter>").keys("<Enter>").sees("Geen beeld op de televisie").misses("helped");
        desk.keys("beeld<Enter>").keys("ab").keys("s").sees("helped, 2 of 3 steps");
        let needs: Vec<usize> = used(desk).iter().map(|used| used.need).collect();
        assert_eq!(needs, [0, 1]);
    });
}

#[test]
fn what_was_tried_before_a_call_was_cut_off_is_known_when_it_goes_on() {
    plays(|desk| {
        asks_for_help(desk);
        desk.keys("<Down><Enter>a")
            .keys("<Esc><Esc>")
            .sees("1 of 5 steps")
            .keys("<F12>")
            .keys("<F8>s")
            .keys("x")
            .sees("READY");
        desk.ring("0475 12 34 56");
        desk.keys("<C-t>").sees("TALKING").sees("1 of 5 steps");
    });
}

#[test]
fn a_colleague_who_is_asked_sees_what_was_tried() {
    plays(|desk| {
        asks_for_help(desk);
        desk.keys("<Down><Enter>ab").keys("<Esc><Esc>").sits_down("bo", "Bo").keys("<F9>");
        desk.at("agent1").keys("<F6>").types("Bo").keys("<F6>").sees("HOLD");
        desk.at("bo").keys("<F2>").sees("2 of 5 steps");
    });
}

/// What is in force counts for everybody, also in contacts that began before.
#[test]
fn an_article_that_is_published_reaches_who_talks() {
    let article = |code: &str, title: &str, from: &str, until: &str| {
        format!(
            "[[article]]\ncode = \"{code}\"\nreasons = [\"support_internet\"]\nfrom = {from}\nuntil = {until}\n\
             title = {{ fr = \"a\", nl = \"{title}\", de = \"c\", en = \"d\" }}\n\
             text = {{ fr = \"a\", nl = \"Kabels liggen plat.\", de = \"c\", en = \"d\" }}\n"
        )
    };
    let text = [
        article("storm", "Storm van vandaag", "2026-09-21", "2026-09-21"),
        article("before", "Storm van gisteren", "2026-09-01", "2026-09-20"),
        article("after", "Storm van morgen", "2026-09-22", "2026-09-23"),
    ];
    let more = PackFile { name: Clean::line("articles-more.toml"), text: text.concat() };
    plays_from(floor, |desk| {
        desk.at("agent1");
        desk.ring("0475 12 34 56");
        desk.keys("a<F2>").keys("<C-l>n").keys("<C-k><C-t>").misses("Storm");
        desk.folder = vec![more.clone()];
        desk.at("sam").keys("<Space><C-p>p").says("Edition 2");
        // The list is open all the while.
        desk.at("agent1").keys("storm").sees("Storm van vandaag").misses("gisteren").misses("morgen");
        desk.keys("<Enter>").sees("Kabels liggen plat").keys("s").sees("TALKING");
        assert_eq!(used(desk)[0].edition, EditionNumber(2));
    });
}

#[test]
fn who_leads_the_floor_sees_what_contacts_were_helped_by() {
    plays_from(floor, |desk| {
        desk.at("agent1");
        desk.ring("0475 12 34 56");
        desk.keys("a<F2>").keys("<C-k><C-t>").types("router").keys("<Enter>s").keys("<F12><F8>nw").misses("WRAP-UP");
        desk.at("sam").keys("<C-k><C-g>").keys("<Enter>").sees("by article").keys("k").sees("No internet: r…");
    });
}

#[test]
fn an_article_that_is_gone_is_said_to_be() {
    let mut desk = with_contacts(Desk::new());
    let Ok(Reply::Interaction(interaction)) = desk.colleague(Command::LogCall) else { panic!() };
    let of = |code: &str, step: &str| {
        Command::UseArticle(interaction, Clean::line(code), opcl::domain::used::Use::Tick(Clean::line(step)))
    };
    assert_eq!(desk.colleague(of("nothing", "off")), Err(Refusal::UnknownArticle));
    assert_eq!(desk.colleague(of("modem-restart", "nothing")), Err(Refusal::UnknownArticle));
    desk.colleague(of("modem-restart", "off")).unwrap();
    assert_eq!(used(&desk).len(), 1);
}
