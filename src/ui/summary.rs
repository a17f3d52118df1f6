//! What a contact came to, in the words of the screen.

use super::{field, knowledge, model::Model, promises, sale, update::conclude, view};
use crate::{
    domain::{Interaction, Need},
    i18n::format,
    script::{
        pack::text,
        sale_words,
        summary::{Part, summary},
    },
};

/// A line for each part of it.
pub fn lines(model: &Model, interaction: &Interaction) -> Vec<String> {
    let script_of = |run: &crate::domain::ScriptRun| {
        let library = &model.shared.library;
        library.script_of(interaction.edition, run.version)
    };
    let mut lines: Vec<String> = summary(interaction, script_of).iter().map(|part| line(model, part)).collect();
    // Of a past one they stand below it.
    let is_here = model.current().is_some_and(|current| current.id == interaction.id);
    let promised = model.promises.values().filter(|promise| is_here && promise.promised_in == Some(interaction.id));
    lines.extend(promised.map(|promise| {
        let words = promises::line_of_theirs(model, promise).0.replace("  ", " ");
        model.tr("summary-promised", &[("words", words.as_str().into())])
    }));
    lines
}

/// All of it in one text; empty where there is nothing to sum up.
pub fn whole(model: &Model, interaction: &Interaction) -> String {
    let lines = lines(model, interaction);
    if lines.is_empty() { String::new() } else { format!("{}.", lines.join("; ")) }
}

fn line(model: &Model, part: &Part<'_>) -> String {
    let language = model.language();
    let day = |day: jiff::civil::Date| format::date(language, day);
    match part {
        Part::Identified => model.tr("identified", &[]),
        Part::Unidentified(reason) => {
            let why = model.tr(conclude::message_of(*reason), &[]);
            format!("{}: {why}", model.tr("summary-unidentified", &[]))
        }
        Part::Need(need) => format!("{}: {}", model.tr("need", &[]), of_need(model, need)),
        Part::Article(used) => {
            let title = model.shared.library.article(&used.article);
            let title = title.map_or(used.article.as_str(), |article| text(&article.title, language));
            let article = model.tr("past-article", &[("title", title.into())]);
            joined([article, knowledge::said(model, used)])
        }
        Part::Case(case) => format!("{} {}", model.tr("pane-case", &[]), case.number),
        Part::Proposal(sale, proposal) => {
            let what = model.tr(if sale.additional { "summary-additional" } else { "summary-proposal" }, &[]);
            joined([
                format!("{what}: {}", sale_words::products(&proposal.lines, language)),
                sale::verdict(model, proposal),
            ])
        }
        Part::AddOn(product, end) => {
            let known = model.library().catalogue().product(product);
            let label = known.map_or(product.as_str(), |product| text(&product.label, language));
            format!("{}: {label}, {}", model.tr("past-addon", &[]), sale::add_on_end(model, *end))
        }
        Part::Agreement(agreed) => {
            format!("{}: {}", model.tr("past-agreed", &[]), sale::price(model, &agreed.total))
        }
        Part::AnswerPromised(case) => {
            let (number, by) = (case.number.to_string(), case.answer_by.map(day).unwrap_or_default());
            model.tr("summary-answer-by", &[("number", number.as_str().into()), ("day", by.as_str().into())])
        }
        Part::ConfirmationPromised(agreed) => {
            let state = sale::confirmation(model, agreed);
            model.tr("summary-confirmation", &[("state", state.as_str().into())])
        }
        Part::Promised(words) => model.tr("summary-promised", &[("words", words.as_str().into())]),
        Part::Understood(settled, told) => {
            let key = if settled.understood { "understood-yes" } else { "understood-no" };
            let end = model.tr(key, &[("count", usize::from(settled.explained).into())]);
            let told = told.iter().map(|(field, value)| {
                format!("{}: {}", text(&field.label, language), field::shown(model, &field.kind, value))
            });
            let told = told.collect::<Vec<_>>().join(", ");
            if told.is_empty() { end } else { format!("{end}: {told}") }
        }
    }
}

/// What is known of a need: what it is about, in the caller's words, how it ended.
fn of_need(model: &Model, need: &Need) -> String {
    let reason = if need.reason.is_empty() { String::new() } else { view::reason(model, &need.reason) };
    let words = if need.words.is_empty() { String::new() } else { format!("“{}”", need.words) };
    let outcome = if need.outcome.is_empty() { String::new() } else { view::outcome(model, &need.outcome) };
    joined([reason, words, outcome])
}

/// By commas, what there is.
fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
