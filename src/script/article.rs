//! [`Article`]: what is read and told when a caller needs something; the reader of `articles.toml`.

use jiff::civil::Date;

use super::{
    pack::{Reason, Texts},
    read::{At, Keys, Reader},
};
use crate::text::{Clean, problem::Problem};

/// A knowledge article.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Stable code, one word: contacts keep it.
    pub code: Clean,
    /// What it is called.
    pub title: Texts,
    /// What callers say in place of what the title says.
    pub keywords: Texts,
    /// What it says; an empty line begins a paragraph.
    pub text: Texts,
    /// Codes of the reasons that it is for.
    pub reasons: Vec<Clean>,
    /// Products that it is for, as scripts name them in their answers.
    pub products: Vec<Clean>,
    /// What is done, in that order.
    pub steps: Vec<Doing>,
    /// Its first day; none: it has begun.
    pub from: Option<Date>,
    /// Its last day; none: until it is taken out.
    pub until: Option<Date>,
}

/// A step of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Doing {
    /// Stable id: contacts keep those that were ticked.
    pub id: Clean,
    /// What is done.
    pub text: Texts,
}

impl Article {
    /// Whether it counts on that day.
    pub fn counts_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Whether a file of that name holds articles beside those of `articles.toml`.
pub(super) fn is_more(file: &str) -> bool {
    file.starts_with("articles-") && file.ends_with(".toml")
}

/// Reads a file of articles. `before` are those of other files, `reasons` those that an article may be for.
pub(super) fn articles(
    file: (&str, &str),
    before: &[Article],
    reasons: &[Reason],
) -> Result<Vec<Article>, Vec<Problem>> {
    Reader::file(file, |reader, keys| {
        let (mut articles, mut codes) = (Vec::new(), before.iter().map(|article| article.code.clone()).collect());
        for mut row in reader.rows(keys, "article") {
            articles.extend(article(reader, &mut row, &mut codes, reasons));
            reader.end(&row);
        }
        (!articles.is_empty()).then_some(articles)
    })
}

fn article(
    reader: &mut Reader<'_>,
    row: &mut Keys<'_, '_>,
    codes: &mut Vec<Clean>,
    reasons: &[Reason],
) -> Option<Article> {
    let code = word(reader, row, "code", codes);
    let title = reader.texts(row, "title").0;
    let keywords = reader.maybe_texts(row, "keywords").0;
    let text = reader.texts(row, "text").0;
    let for_reasons = reader.words(row, "reasons");
    for reason in for_reasons.iter().filter(|reason| reasons.iter().all(|known| known.code != reason.value)) {
        reader.wrong(&reason.span, "problem-script-reason", &[("name", &reason.value)]);
    }
    let products = reader.words(row, "products").into_iter().map(|product| product.value).collect();
    let days = [reader.day(row, "from"), reader.day(row, "until")];
    reader.in_order(&days);
    let [from, until] = days.map(|at| at.map(|at| at.value));
    let (mut steps, mut ids) = (Vec::new(), Vec::new());
    for mut row in reader.rows(row, "step") {
        let id = word(reader, &mut row, "id", &mut ids);
        let text = reader.texts(&mut row, "text").0;
        reader.end(&row);
        steps.extend(id.map(|id| Doing { id, text }));
    }
    let reasons = for_reasons.into_iter().map(|reason| reason.value).collect();
    Some(Article { code: code?, title, keywords, text, reasons, products, steps, from, until })
}

/// A name of one word, which no other row has.
fn word(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, key: &'static str, met: &mut Vec<Clean>) -> Option<Clean> {
    let At { value, span } = reader.text(row, key)?;
    if value.contains(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
        reader.wrong(&span, "problem-content-word", &[("name", &value)]);
    } else if met.contains(&value) {
        reader.wrong(&span, "problem-content-twice", &[("name", &value)]);
    }
    met.push(value.clone());
    Some(value)
}
