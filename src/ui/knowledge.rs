//! What is known of the need in front of the agent, as the search over knowledge articles asks for it.

use jiff::civil::Date;

use super::model::Model;
use crate::{
    domain::{Answer, InteractionId, Language, Used},
    script::{Library, article::Article},
    search::articles::{Asked, Document, Hit, Index},
};

/// So many articles a list has at most.
pub const LISTED: usize = 50;

/// The index over the articles of a library.
pub fn index(library: &Library) -> Index {
    Index::of(&library.articles().iter().map(document).collect::<Vec<_>>())
}

fn document(article: &Article) -> Document<'_> {
    Document {
        title: &article.title,
        keywords: &article.keywords,
        text: std::iter::once(&article.text).chain(article.steps.iter().map(|step| &step.text)).collect(),
        reasons: &article.reasons,
        products: &article.products,
    }
}

/// What is known of the need in front of the agent; of nothing, where there is no contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Of which contact.
    interaction: Option<InteractionId>,
    /// Which of its needs.
    need: usize,
    reason: String,
    above: Vec<String>,
    below: Vec<String>,
    products: Vec<String>,
    words: String,
    languages: [Language; 2],
    /// Those that count then.
    day: Option<Date>,
}

impl Known {
    /// As it is now.
    pub fn of(model: &Model) -> Known {
        let current = model.current();
        let need = current.and_then(|current| current.needs.last());
        let reason = need.map(|need| need.reason.to_string()).unwrap_or_default();
        let reasons = model.library().reasons();
        let parent = |code: &str| reasons.iter().find(|known| known.code == code)?.parent.clone();
        let mut above: Vec<String> = Vec::new();
        // A tree that a file closed to a circle ends all the same.
        while let Some(next) = parent(above.last().unwrap_or(&reason)).filter(|_| above.len() < reasons.len()) {
            above.push(next.into_string());
        }
        let mut below: Vec<String> = Vec::new();
        if !reason.is_empty() {
            below.push(reason.clone());
            let mut at = 0;
            while let Some(code) = below.get(at).cloned() {
                let under = reasons.iter().filter(|known| known.parent.as_deref() == Some(code.as_str()));
                let new: Vec<String> =
                    under.map(|known| known.code.to_string()).filter(|code| !below.contains(code)).collect();
                below.extend(new);
                at += 1;
            }
            below.remove(0);
        }
        let answers = current.and_then(|current| current.run()).map(|run| run.answers.values());
        let products = answers.into_iter().flatten().filter_map(|answer| match answer {
            Answer::Value(value) => Some(value.to_string()),
            Answer::Missing(_) => None,
        });
        Known {
            interaction: current.map(|current| current.id),
            need: current.map_or(0, |current| current.needs.len().saturating_sub(1)),
            products: products.collect(),
            words: need.map(|need| need.words.to_string()).unwrap_or_default(),
            languages: [spoken(model), model.language()],
            day: model.local(model.now.utc).map(|now| now.date()),
            reason,
            above,
            below,
        }
    }
}

/// The articles for what was typed, best first, by their places in [`super::shared::Articles::all`].
pub fn find(model: &Model, known: &Known, typed: &str, limit: usize) -> Vec<Hit> {
    let (above, below, products) = (strs(&known.above), strs(&known.below), strs(&known.products));
    let asked = Asked {
        typed,
        reason: &known.reason,
        above: &above,
        below: &below,
        products: &products,
        known: &known.words,
        languages: &known.languages,
        limit,
    };
    let articles = &model.shared.articles.all;
    let counts = |article: usize| {
        let article = articles.get(article);
        article.is_some_and(|article| known.day.is_none_or(|day| article.counts_on(day)))
    };
    model.shared.articles.index.find(&asked, counts)
}

fn strs(all: &[String]) -> Vec<&str> {
    all.iter().map(String::as_str).collect()
}

/// The language that articles are read in: that spoken with the caller; without one, the screen's.
pub fn spoken(model: &Model) -> Language {
    model.current().map_or(model.language(), |current| current.language)
}

/// What was done of an article for the need in front of the agent.
pub fn used<'a>(model: &'a Model, code: &str) -> Option<&'a Used> {
    let current = model.current()?;
    let need = current.needs.len().saturating_sub(1);
    current.articles.iter().find(|used| used.article == code && used.need == need)
}

/// The same in words: steps done, whether it helped.
pub fn said(model: &Model, used: &Used) -> String {
    let all = model.shared.library.article(&used.article).map_or(0, |article| article.steps.len());
    let ticked = used.ticked.len();
    let args = [("done", ticked.into()), ("all", all.max(ticked).into())];
    let steps = (ticked > 0).then(|| model.tr("article-steps", &args));
    let helped = used.helped.map(|helped| model.tr(if helped { "article-helped" } else { "article-helped-not" }, &[]));
    helped.into_iter().chain(steps).collect::<Vec<_>>().join(", ")
}

/// The best articles for the need in front of the agent, found once for what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// For what, and of which edition.
    of: Option<(Known, crate::domain::EditionNumber)>,
    /// Places in [`super::shared::Articles::all`].
    pub best: Vec<usize>,
}

impl Shelf {
    /// As the model has it now; the same, where nothing changed.
    pub fn followed(self, model: &Model, limit: usize) -> Shelf {
        let of = Some((Known::of(model), model.shared.articles.edition));
        if self.of == of {
            return self;
        }
        let hits: Vec<Hit> = of.iter().flat_map(|(known, _)| find(model, known, "", limit)).collect();
        // What has nothing to do with the need stands there only where nothing else does.
        let fits = hits.iter().any(|hit| hit.score > 0.0);
        let best = hits.iter().filter(|hit| hit.score > 0.0 || !fits).map(|hit| hit.article).collect();
        Shelf { of, best }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes of the shipped articles that are found for what is typed.
    fn found(library: &Library, index: &Index, typed: &str) -> Vec<String> {
        let hits = index.find(&Asked { typed, limit: 50, ..Asked::default() }, |_| true);
        hits.iter().map(|hit| library.articles()[hit.article].code.to_string()).collect()
    }

    #[test]
    fn what_callers_say_finds_the_article_that_answers_it() {
        let library = Library::shipped();
        let index = index(&library);
        for (typed, code) in [
            ("factures trop élevées", "invoice-read"),
            ("plan de paiement", "invoice-plan"),
            ("internet marche plus", "modem-restart"),
            ("déménager", "moving"),
            ("odeur gaz", "gas-smell"),
            ("geen internet", "modem-restart"),
            ("wifi trag", "wifi-slow"),
            ("meterstanden doorgeven", "meter-reading"),
            ("gsm gestolen", "sim-lost"),
            ("verhuis", "moving"),
            ("Ratenzahlung", "invoice-plan"),
            ("Mahnungen", "invoice-reminder"),
            ("Heizkessel Druck", "boiler-pressure"),
            ("Stoerung Umgebung", "outage-area"),
            ("Jahresabrechnung", "invoice-read"),
            ("where are my orders", "order-status"),
            ("invoices not received", "invoice-copy"),
            ("black screen", "tv-black"),
            ("smell of gas", "gas-smell"),
            ("modm", "modem-restart"),
        ] {
            let found = found(&library, &index, typed);
            assert_eq!(found.first().map(String::as_str), Some(code), "{typed}: {found:?}");
        }
    }
}
