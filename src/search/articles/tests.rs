//! Cases made by hand in four languages, and any others against the reference.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Asked, Document, Hit, Index, Texts, Tier, reference};
use crate::{domain::Language, text::Clean};

/// An article to test with: title, keywords and text in each language, reasons, products.
#[derive(Debug)]
struct Article {
    title: Texts,
    keywords: Texts,
    text: Texts,
    reasons: Vec<Clean>,
    products: Vec<Clean>,
}

impl Article {
    fn document(&self) -> Document<'_> {
        let text = vec![&self.text];
        let (reasons, products) = (&self.reasons[..], &self.products[..]);
        Document { title: &self.title, keywords: &self.keywords, text, reasons, products }
    }
}

fn texts(all: [&str; 4]) -> Texts {
    Language::ALL.into_iter().zip(all).map(|(language, text)| (language, Clean::line(text))).collect()
}

fn codes(written: &str) -> Vec<Clean> {
    written.split(' ').filter(|code| !code.is_empty()).map(Clean::line).collect()
}

fn article(title: [&str; 4], text: [&str; 4], reasons: &str, products: &str) -> Article {
    let (title, keywords, text) = (texts(title), BTreeMap::new(), texts(text));
    Article { title, keywords, text, reasons: codes(reasons), products: codes(products) }
}

fn shelf() -> Vec<Article> {
    vec![
        article(
            ["Comprendre ses factures", "Facturen begrijpen", "Rechnungen verstehen", "Reading your invoices"],
            [
                "La facture compte l'acompte et la consommation.",
                "De factuur telt het voorschot en het verbruik.",
                "Die Rechnung zählt den Abschlag und den Verbrauch.",
                "The invoice counts the advance and what was used.",
            ],
            "invoice_amount",
            "energy",
        ),
        article(
            ["Redémarrer le modem", "De modem herstarten", "Das Modem neu starten", "Restarting the modem"],
            [
                "Débrancher le modem, attendre, rebrancher. La facture ne change pas.",
                "Modem uittrekken, wachten, weer insteken. De factuur verandert niet.",
                "Modem ausstecken, warten, einstecken. Die Rechnung ändert sich nicht.",
                "Unplug the modem, wait, plug it in. The invoice does not change.",
            ],
            "outage_home",
            "internet",
        ),
        article(
            ["Panne dans le quartier", "Storing in de buurt", "Störung in der Umgebung", "Outage in the area"],
            [
                "Vérifier la carte des pannes.",
                "De kaart met storingen nakijken.",
                "Die Karte der Störungen prüfen.",
                "Look at the map of outages.",
            ],
            "outage_area",
            "internet tv",
        ),
        article(
            ["Déménager", "Verhuizen", "Umziehen", "Moving house"],
            [
                "Relever le compteur le jour du déménagement.",
                "De meter aflezen op de dag van de verhuizing.",
                "Den Zähler am Tag des Umzugs ablesen, die Schlussrechnung folgt.",
                "Read the meter on the day of the move.",
            ],
            "moving",
            "energy",
        ),
        article(
            ["Payer en plusieurs fois", "Betalen in schijven", "In Raten zahlen", "Paying by instalments"],
            [
                "Un plan de paiement est possible.",
                "Een afbetalingsplan is mogelijk.",
                "Ratenzahlung ist möglich.",
                "A payment plan is possible.",
            ],
            "invoice_plan",
            "",
        ),
    ]
}

fn found(asked: &Asked<'_>) -> Vec<Hit> {
    let shelf = shelf();
    let documents: Vec<Document<'_>> = shelf.iter().map(Article::document).collect();
    Index::of(&documents).find(asked, |_| true)
}

fn places(asked: &Asked<'_>) -> Vec<usize> {
    found(asked).iter().map(|hit| hit.article).collect()
}

fn typed(typed: &str) -> Asked<'_> {
    Asked { typed, limit: 10, ..Asked::default() }
}

#[test]
fn any_form_of_a_word_finds_the_article_first_that_has_it_in_its_title() {
    for (one, other) in
        [("facture", "factures"), ("factuur", "facturen"), ("Rechnung", "Rechnungen"), ("invoice", "invoices")]
    {
        for word in [one, other] {
            let hits = found(&typed(word));
            assert_eq!((hits[0].article, hits[0].tier), (0, Tier::Words), "{word}: {hits:?}");
            assert_eq!((hits[1].article, hits[1].tier), (1, Tier::Words), "{word}: {hits:?}");
        }
    }
    for word in ["panne", "pannes", "storing", "storingen", "Störung", "stoerungen", "outages"] {
        assert_eq!(places(&typed(word))[0], 2, "{word}");
    }
}

#[test]
fn what_is_being_typed_is_the_beginning_of_a_word() {
    let mut typing = String::new();
    for letter in "modem".chars() {
        typing.push(letter);
        assert!(places(&typed(&typing)).contains(&1), "{typing}");
    }
    assert_eq!(places(&typed("mod"))[0], 1);
    // A letter of a word does not count, but where it begins one.
    assert!(found(&typed("odem")).iter().all(|hit| hit.tier != Tier::Words));
}

#[test]
fn a_word_in_another_is_found() {
    let hits = found(&typed("Rechnung"));
    assert!(hits.iter().any(|hit| hit.article == 3 && hit.tier == Tier::Words), "{hits:?}");
    assert_eq!(hits[0].article, 0);
}

#[test]
fn every_word_narrows_and_some_words_are_better_than_none() {
    assert_eq!(places(&typed("compteur déménagement"))[0], 3);
    let hits = found(&typed("compteur gigantesque"));
    assert_eq!((hits[0].article, hits[0].tier), (3, Tier::Some));
    // What most have narrows nothing.
    let hits = found(&typed("la facture"));
    assert_eq!((hits[0].article, hits[0].tier), (0, Tier::Words));
    assert!(found(&typed("la compteur gigantesque")).iter().all(|hit| hit.article == 3));
    assert_eq!(found(&typed("xqzw")), []);
}

#[test]
fn a_title_is_found_by_its_letters() {
    let hits = found(&typed("mdem"));
    assert_eq!((hits[0].article, hits[0].tier), (1, Tier::Title));
    assert_eq!(places(&typed("verhzn")), [3]);
}

#[test]
fn what_fits_the_need_comes_first() {
    let below = ["invoice_amount", "invoice_plan"];
    let need = Asked { reason: "invoice", below: &below, limit: 10, ..Asked::default() };
    assert_eq!(places(&need)[..2], [0, 4]);
    let need = Asked { reason: "invoice_plan", above: &["invoice"], limit: 10, ..Asked::default() };
    assert_eq!(places(&need)[0], 4);
    let need = Asked { products: &["tv"], limit: 10, ..Asked::default() };
    assert_eq!(places(&need)[0], 2);
    // The caller's own words.
    let need = Asked { known: "mijn meter na de verhuizing", limit: 10, ..Asked::default() };
    assert_eq!(places(&need)[0], 3);
    // What is typed counts more than what was known before.
    let need = Asked { reason: "invoice_plan", typed: "modem", limit: 10, ..Asked::default() };
    assert_eq!(places(&need)[0], 1);
}

#[test]
fn a_language_that_is_spoken_counts_more() {
    let title = |word: &str| texts([word, "x", "x", "x"]);
    let mut shelf = [article(["x"; 4], [""; 4], "", ""), article(["x"; 4], [""; 4], "", "")];
    shelf[0].title = title("meter");
    shelf[1].title = texts(["x", "meter", "x", "x"]);
    let documents: Vec<Document<'_>> = shelf.iter().map(Article::document).collect();
    let index = Index::of(&documents);
    for (language, first) in [(Language::Fr, 0), (Language::Nl, 1)] {
        let asked = Asked { languages: &[language], ..typed("meter") };
        assert_eq!(index.find(&asked, |_| true)[0].article, first);
    }
}

#[test]
fn those_that_do_not_count_are_not_found() {
    let shelf = shelf();
    let documents: Vec<Document<'_>> = shelf.iter().map(Article::document).collect();
    let index = Index::of(&documents);
    assert!(index.find(&typed("facture"), |article| article != 0).iter().all(|hit| hit.article != 0));
    assert_eq!(index.find(&Asked { limit: 2, ..Asked::default() }, |_| true).len(), 2);
    assert_eq!(Index::of(&[]).find(&typed("facture"), |_| true), []);
}

const WORDS: [&str; 16] = [
    "facture",
    "factures",
    "Stromrechnung",
    "Rechnung",
    "Rechnungen",
    "factuur",
    "energiefactuur",
    "Störung",
    "stoerung",
    "modem",
    "modems",
    "mode",
    "invoice",
    "invoiced",
    "l'eau",
    "2",
];

fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..6).prop_map(|words| words.join(" "))
}

prop_compose! {
    fn any_article()(title in [sentence(), sentence(), sentence(), sentence()], keywords in sentence(),
        text in [sentence(), sentence(), sentence(), sentence()], reasons in "(a|b|c)?", products in "(p|modem)?") -> Article {
        let all = |texts_of: &[String; 4]| texts(texts_of.each_ref().map(String::as_str));
        let keywords = texts([&keywords; 4].map(String::as_str));
        Article { title: all(&title), keywords, text: all(&text), reasons: codes(&reasons), products: codes(&products) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn the_index_finds_what_reading_all_of_them_does(
        shelf in prop::collection::vec(any_article(), 1..8),
        asked in sentence(), cut in 0usize..6, known in sentence(), reason in "(a|b)?", spoken in 0usize..4,
    ) {
        let documents: Vec<Document<'_>> = shelf.iter().map(Article::document).collect();
        let kept = asked.chars().count().saturating_sub(cut);
        let asked: String = asked.chars().take(kept).collect();
        let asked = Asked {
            typed: &asked, reason: &reason, above: &["c"], below: &["b"], products: &["p"], known: &known,
            languages: &[Language::ALL[spoken]], limit: 100,
        };
        let hits = Index::of(&documents).find(&asked, |_| true);
        let expected = reference::find(&documents, &asked);
        let near = |a: f32, b: f32| (a - b).abs() <= 1e-3 * (1.0 + b.abs());
        // Sums of the same numbers in another order differ in the last digits: what is nearly as good may change places.
        for hit in &hits {
            let same = expected.iter().find(|other| other.article == hit.article);
            match hit.tier {
                Tier::Title => prop_assert!(reference::has_letters(&documents[hit.article], asked.typed)),
                tier => prop_assert!(
                    same.is_some_and(|other| other.tier == tier && near(other.score, hit.score)),
                    "{hit:?} {same:?}"
                ),
            }
        }
        for other in &expected {
            prop_assert!(hits.iter().any(|hit| hit.article == other.article), "{other:?} is missing");
        }
        for pair in hits.windows(2) {
            prop_assert!((pair[0].tier, -pair[0].score) <= (pair[1].tier, -pair[1].score));
        }
    }
}
