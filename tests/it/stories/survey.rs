//! Surveys: one key a question, reasons for no answer, a constraint, back and an early answer changed.

use super::plays;
use crate::desk::Desk;

/// At the first question of the satisfaction survey.
fn asks(desk: &mut Desk) -> &mut Desk {
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.keys("<F2><C-o>").types("satisf<Enter>").sees("greet").sees("c refuses");
    desk.keys("a").sees("“Had u de voorbije twaalf maanden contact met").sees(", Does not know").sees("; Refuses")
}

#[test]
fn a_survey_takes_one_key_a_question_and_one_for_no_answer() {
    plays(|desk| {
        asks(desk).keys_counted();
        // What is read aloud is in the respondent's language; nothing is passed over.
        desk.keys("<Enter>").says("Choose by a letter").keys("y").sees("Langs welke weg");
        assert_eq!(desk.keys_counted(), 2);
        desk.keys(";").sees("Herinnert u zich").misses("En rond welk uur");
        // What hangs on an answer comes with it, and is the next to be asked.
        desk.keys("yesterday").sees("= ").keys("<Enter>").sees("En rond welk uur").keys("9h").sees("= 09:00");
        desk.keys("<Enter>").sees("a   zeer tevreden").sees("· First the question as it stands");
        // Of four with one scale, each gets its reason by the same key.
        desk.keys("b").sees("details").keys(":").sees("✓ not applicable");
        desk.keys(",").sees("✓ unknown").keys(",,").sees("verbeteren?");
        // Several by letters; what does not go together is refused in words.
        desk.keys("f").sees("[x] niets").keys("a").says("“Nothing” goes with nothing else.").sees("[x] niets");
        desk.keys("f").misses("[x]").keys("a").keys("c").keys("<Enter>").sees("Rangschik deze vier punten");
        desk.keys("b").sees("1.").keys("<Enter>").says("3 still to rank").keys("d").keys("a").keys("c").sees("4.");
        desk.keys("<Enter>").sees("Van 0 tot 10").keys("11<Enter>").says("A number from 0 to 10.");
        desk.keys("<Left>").sees("Rangschik deze vier punten").keys("<Enter>").sees("Van 0 tot 10").sees("11");
        desk.keys("<Tab><C-u>").keys("9<Enter>").sees("Year of birth");
        desk.keys("1980<Enter>").sees("Age, give or take a year").sees("46").sees("▶ Postcode");
        desk.keys("9000")
            .sees("= Gent")
            .keys("<Enter>")
            .sees("▶ Monthly bill")
            .keys(",")
            .sees("Dat was de laatste vraag");
    });
}

#[test]
fn an_early_answer_changed_leaves_out_what_hung_on_it_and_keeps_it() {
    plays(|desk| {
        asks(desk).keys("y").keys(",").keys(",").sees("zeer tevreden").keys("<Left>").keys("<Left>").keys("<Left>");
        desk.sees("✓ yes").keys("n").sees("zeer tevreden").keys("e").sees("verbeteren?");
        // Who is not satisfied is asked why, in words that go back to the answer.
        desk.keys(",").sees("U noemt zich „zeer ontevreden”.").misses("details").keys("<Enter>").sees("Word for word");
        desk.types("te duur").keys("<Enter>").sees("Rangschik deze vier punten").keys(",").sees("Van 0 tot 10");
    });
}

#[test]
fn no_number_of_a_card_is_taken_into_free_text() {
    let mut desk = super::with_contacts(Desk::new());
    asks(&mut desk).keys("n").keys("e").keys(",").sees("voornaamste reden?");
    desk.keys("t").types("e duur, visa 4111 1111 1111 1111").keys("<Enter>").says("no card number may stand here");
    assert!(!desk.journal().contains("visa") && !desk.kept().contains("4111"));
}

#[test]
fn what_no_longer_counts_is_found_again_and_marked() {
    plays(|desk| {
        asks(desk).keys("y").keys(",").keys("yesterday").keys("<Enter>").keys("<Esc>");
        for _ in 0..2 {
            desk.keys("<Left>");
        }
        desk.keys("n").keys("a").sees("verbeteren?").keys("<F12>").keys("<F8>s").sees("What is not filled in");
        desk.keys("a").sees("READY").keys("<C-k>y").keys("<Enter>").types("left out").sees("no longer counts");
        desk.sees("20 Sep 2026 (left out").keys("<C-Del>").types("interview").sees("broken off").keys("<Esc>");
    });
}
