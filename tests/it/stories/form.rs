//! Fields: said as they are typed, read back in full, corrected.

use super::plays;

#[test]
fn days_choices_and_digits_are_typed_as_people_do() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0470 99 99 99");
        desk.keys("<F2><Enter><Enter>").keys("b").sees("Since");
        // The day as one says it, read back in full before it counts.
        desk.keys("<Enter>yesterday").sees("= ").sees("2026");
        desk.keys("<Enter>").keys("y").sees("= yes").keys("<Enter>");
        // The unshifted row of an AZERTY keyboard types digits.
        desk.keys("à'è(&éé\"").sees("04751223").keys("44").keys("<Enter>").sees("numéro de client");
        desk.keys("<C-o>").keys("complaint<Enter>").sees("désagréable");
        desk.keys("<Enter><Enter>").keys("<Enter>livré trop tard<Enter>").keys("remboursement<Enter>");
        // One of a list by its letter, and money as it is written.
        desk.keys("b").sees("= delivery").keys("<Enter>").keys("norm<Enter>").keys("12,50").keys("<Enter><Enter>");
        desk.keys("<Enter>").keys("u").sees("Answer by");
        // A choice by its beginning, or from the list.
        desk.keys("<Enter>let").sees("= letter").keys("<C-u>").keys("<C-v>").sees("Possible values");
        desk.keys("tele<Enter>").sees("telephone").keys("<Enter>").keys("anne@").sees("not an address");
    });
}

#[test]
fn a_pasted_text_is_one_line_of_the_field() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0470 99 99 99");
        desk.keys("<F2><Enter><Enter>").keys("f").keys("<Enter>");
        desk.pastes("facture\r\nd'octobre \u{1b}[31mrouge");
        desk.sees("facture d'octobre rouge").keys("<C-u>").misses("octobre");
    });
}

#[test]
fn an_action_is_found_by_its_name_in_any_language() {
    let mut desk = super::with_contacts(crate::desk::Desk::new());
    desk.keys("<C-p>raccrocher").sees("Hang up").keys("<Esc>").keys("<C-p>Notiz").sees("Note").keys("<Esc>");
    // A name as it is goes before letters that are strewn over another one.
    desk.keys("<F11><C-o>plainte").sees("▶Complaint").keys("<Enter>").sees("Complaint ·");
}

#[test]
fn the_note_leads_back_to_the_field_that_it_was_opened_from() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0470 99 99 99");
        desk.keys("<F2><Enter><Enter>a").keys("<Enter>factuur<Enter>").sees("▶ Customer number");
        desk.keys("<C-n>boos<Enter>").sees("Note: boos").sees("▶ Customer number");
        desk.keys("<C-f>").sees("Search:").keys("<Esc>").sees("▶ Customer number");
    });
}

#[test]
fn help_takes_the_place_of_an_open_list() {
    let mut desk = super::with_contacts(crate::desk::Desk::new());
    desk.keys("<F11>")
        .sees("TALKING")
        .keys("<F8>")
        .sees("Result")
        .keys("<F1>")
        .sees("┌ ▶Help")
        .misses("Settled at first");
    desk.keys("<Esc>").misses("┌ ▶Help").sees("TALKING");
}

#[test]
fn what_is_typed_is_seen_however_long_it_gets() {
    plays(|desk| {
        let long = "Client rappelle au sujet de la facture d'octobre, promise trois fois, jamais reçue.";
        desk.keys("<F11><C-n>");
        desk.keys("Début: ").pastes(long).keys(" Très fâché maintenant").sees("Très fâché maintenant").sees("Début");
        for _ in 0..3 {
            desk.pastes(long);
        }
        desk.keys(" dernier mot").sees("dernier mot").misses("Début").keys("<Home>").sees("Début").keys("<Esc>");
        // Fields, searches and lists too.
        desk.keys("<C-k>vx<Tab><Tab><Tab>").pastes(long).keys(" fin du champ").sees("fin du champ");
    });
    let mut desk = super::with_contacts(crate::desk::Desk::new());
    let longer =
        "un nom qu'on a noté comme on l'entendait, et même deux fois de suite, parce que la ligne était mauvaise";
    desk.keys("<C-f>").pastes(longer);
    desk.sees("mauvaise").keys("<Esc><C-p>").pastes(longer);
    desk.sees("mauvaise");
}
