//! What the floor works by is published: from the next contact, at a date, in contacts under way, and back.

use opcl::{
    domain::{EditionNumber, PackFile, Utc, edition::Effect},
    proto::{Command, Refusal, Reply},
    script::Library,
    text::Clean,
};

use super::supervisor::floor;
use crate::desk::Desk;

const GREETING: &str = "Good day, customer service";

/// A shipped file with other words.
fn file(of: &str, name: &str, words: &[(&str, &str)]) -> PackFile {
    let library = Library::shipped();
    let mut text = library.texts().find(|(known, _)| *known == of).unwrap().1.to_owned();
    for (old, new) in words {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    PackFile { name: Clean::line(name), text }
}

fn lines(words: &[(&str, &str)]) -> PackFile {
    file("lines.toml", "lines.toml", words)
}

fn plays(story: impl Fn(&mut Desk)) {
    super::plays_from(floor, story);
}

/// Alex speaks English with whoever rings.
fn takes_a_call(desk: &mut Desk) {
    desk.ring("0475 12 34 56");
    desk.at("agent1").keys("a<F2>").keys("<C-l>e").sees("TALKING");
}

/// The call of Alex ends with a result.
fn done(desk: &mut Desk) {
    desk.at("agent1").keys("<F12><F8>o").keys("x").keys("a").misses("WRAP-UP");
}

#[test]
fn what_is_published_counts_from_the_next_contact_and_one_key_rolls_it_back() {
    plays(|desk| {
        takes_a_call(desk);
        desk.sees(GREETING);
        desk.folder = vec![lines(&[(GREETING, "Hello and welcome")])];
        desk.at("sam").keys("<Space><C-p>p").says("Edition 2");
        // Who talks goes on with the words that the contact began with.
        desk.at("agent1").sees(GREETING).misses("Hello and welcome");
        done(desk);
        takes_a_call(desk);
        desk.sees("Hello and welcome").misses("new words");
        desk.at("sam").keys("<Space><C-p>r").says("Edition 3");
        desk.at("agent1").sees("Hello and welcome");
    });
}

#[test]
fn the_difference_is_shown_before_it_counts() {
    let mut desk = floor();
    desk.folder = vec![lines(&[(GREETING, "Hello and welcome"), ("priority = 15", "priority = 16")])];
    desk.keys("<Space><C-p>");
    desk.sees("Publish 2 changes, from the next contact").sees("lines.toml · line info greeting en");
    desk.sees(&format!("- {GREETING}")).sees("+ Hello and welcome").sees("line orders priority");
    desk.sees("Edition 1").sees("in force");
    // More than words differ: it is not for contacts under way.
    desk.misses("Urgent").keys("<Esc>");
    desk.folder = vec![PackFile { name: Clean::line("lines.toml"), text: "[[line]]\nname = \"x\"\n".to_owned() }];
    desk.keys("<Space><C-p>").sees("nothing can be published").sees("lines.toml:1:1").misses("from the next contact");
    desk.keys("<Esc>");
    desk.folder.clear();
    desk.keys("<Space><C-p>").sees("Nothing differs");
}

#[test]
fn urgent_words_reach_who_talks_and_are_marked() {
    plays(|desk| {
        takes_a_call(desk);
        desk.folder = vec![lines(&[(GREETING, "Hello and welcome")])];
        desk.at("sam").keys("<Space><C-p>u").says("also in contacts under way");
        desk.at("agent1").sees("Hello and welcome").sees("new words");
        // Nobody who begins with them sees a mark, and going back reaches who talks as well.
        desk.at("sam").keys("<Space><C-p>r").says("Edition 3");
        desk.at("agent1").sees(GREETING).sees("new words");
    });
}

#[test]
fn what_is_published_for_later_counts_then_or_is_withdrawn() {
    plays(|desk| {
        desk.folder = vec![lines(&[(GREETING, "Hello and welcome")])];
        desk.at("sam")
            .keys("<Space><C-p>d")
            .keys("soon<Enter>")
            .says("soon")
            .keys("<BS><BS><BS><BS>")
            .keys("+10")
            .keys("m<Enter>");
        desk.says("Edition 2 is recorded");
        takes_a_call(desk);
        desk.sees(GREETING);
        desk.wait(10 * 60_000);
        done(desk);
        takes_a_call(desk);
        desk.sees("Hello and welcome");
        desk.folder = vec![lines(&[(GREETING, "Welcome back")])];
        desk.at("sam").keys("<Space><C-p>d+10m<Enter>").says("Edition 3 is recorded");
        desk.keys("<Space><C-p>w").says("Edition 3 is withdrawn");
        desk.wait(10 * 60_000);
        done(desk);
        takes_a_call(desk);
        desk.sees("Hello and welcome");
    });
}

#[test]
fn on_some_days_a_line_says_something_else_first() {
    plays(|desk| {
        let day = "[[line.occasion]]\nfrom = 2026-09-21\nuntil = 2026-09-22\n\
            greeting = { fr = \"a\", nl = \"b\", de = \"c\", en = \"Happy birthday to us\" }\n";
        let other = day.replace("2026-09-21", "2026-09-22").replace("Happy birthday", "Too early");
        let info = "[[line]]\nname = \"support\"";
        desk.folder = vec![lines(&[(info, &format!("{other}{day}{info}"))])];
        desk.at("sam").keys("<Space><C-p>").says("line info occasion").keys("<Esc>").keys("<Space><C-p>p");
        takes_a_call(desk);
        desk.sees("Happy birthday to us").misses(GREETING).misses("Too early");
    });
}

#[test]
fn queues_and_results_come_in_force_too() {
    plays(|desk| {
        // What waits is looked at again, by the rules that count now.
        desk.at("agent1").keys("<F10>l");
        desk.ring("0475 12 34 56");
        desk.folder = vec![
            file("queues.toml", "queues.toml", &[("General", "Everything"), ("name = \"general\"", "name = \"all\"")]),
            file("results.toml", "results.toml", &[("code = \"OK\"", "code = \"DONE\"")]),
        ];
        desk.at("sam").keys("<Space><C-p>p").says("Edition 2");
        desk.keys("<Space><C-l>").sees("Everything").sees("1 waiting").keys("<Esc>");
    });
}

#[test]
fn who_does_not_lead_the_floor_publishes_nothing() {
    let mut desk = floor();
    desk.folder = vec![lines(&[(GREETING, "Hello and welcome")])];
    desk.at("agent1").keys("<Space><C-p>").sees("role may not").misses("Publish 1 change");
    // And goes on working at once.
    desk.keys("<F9>").sees("READY").keys("<F10>l").sees("PAUSED: LUNCH");
    let publish = Command::RollBack(EditionNumber(1));
    assert_eq!(desk.colleague(publish), Err(Refusal::NotAllowed));
}

#[test]
fn who_publishes_has_seen_what_is_in_force() {
    let mut desk = floor();
    let publish = |words: &str, base| Command::Publish {
        files: vec![lines(&[(GREETING, words)])],
        base: EditionNumber(base),
        effect: Effect::Now,
    };
    assert_eq!(desk.order(publish("One", 1)), Ok(Reply::Edition(EditionNumber(2))));
    // Somebody else looked at it before that: what was published meanwhile is not undone unseen.
    assert_eq!(desk.order(publish("Two", 1)), Err(Refusal::NotInForce));
    assert_eq!(desk.order(publish("Two", 2)), Ok(Reply::Edition(EditionNumber(3))));
    // What is looked at is shown anew when it is another.
    desk.folder = vec![lines(&[(GREETING, "Three")])];
    desk.at("sam").keys("<Space><C-p>").sees("- Two");
    desk.order(publish("Four", 3)).unwrap();
    desk.wait(300).sees("- Four").sees("+ Three");
}

#[test]
fn what_comes_back_to_todays_words_may_be_published_behind_another_edition() {
    let mut desk = floor();
    let words = |words: &str, effect| Command::Publish {
        files: vec![lines(&[(GREETING, words)])],
        base: EditionNumber(1),
        effect,
    };
    let at = |minutes: i64| Effect::At(Utc(1_790_000_000_000 + minutes * 60_000));
    assert_eq!(desk.order(words(GREETING, at(60))), Err(Refusal::NothingNew));
    desk.order(words("Season's greetings", at(30))).unwrap();
    desk.order(words(GREETING, at(60))).unwrap();
}

#[test]
fn a_call_that_goes_on_goes_on_in_its_edition() {
    plays(|desk| {
        takes_a_call(desk);
        done(desk);
        desk.folder = vec![lines(&[(GREETING, "Hello and welcome")])];
        desk.at("sam").keys("<Space><C-p>p").says("Edition 2");
        desk.ring("0475 12 34 56");
        desk.at("agent1").keys("r").keys("<C-l>e").sees("TALKING").sees(GREETING).misses("Hello and welcome");
    });
}
