//! Editions and their differences in words, for the console and the shell.

use crate::{
    domain::{Edition, EditionNumber, Language, Utc},
    i18n::Messages,
    script::differences::Change,
};

/// Where something differs: `incoming-order · step greet say fr`.
pub fn place(change: &Change) -> String {
    let parts = [change.of.as_str(), change.place.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Before and after, a line each that begins with `-` or `+`.
pub fn sides(messages: &Messages, language: Language, change: &Change) -> Vec<String> {
    let whole = change.place.is_empty();
    let said = |text: &str, key: &str| if whole { messages.tr(language, key, &[]) } else { text.to_owned() };
    let old = change.old.iter().map(|text| format!("- {}", said(text, "publish-gone")));
    let new = change.new.iter().map(|text| format!("+ {}", said(text, "publish-new")));
    old.chain(new).collect()
}

/// How an edition stands now, where one is in force: it is that one, to come, taken back, or past.
pub fn state_of(
    messages: &Messages,
    language: Language,
    edition: &Edition,
    (in_force, now): (EditionNumber, Utc),
) -> String {
    let key = match edition {
        edition if edition.number == in_force => "edition-in-force",
        edition if edition.is_ahead(now) => "edition-ahead",
        edition if edition.withdrawn => "edition-withdrawn",
        _ => "edition-past",
    };
    let mut words = messages.tr(language, key, &[]);
    let number = edition.restores.map(|number| number.to_string());
    let more = [
        edition.urgent.then(|| messages.tr(language, "edition-urgent", &[])),
        number.map(|number| messages.tr(language, "edition-restores", &[("number", number.as_str().into())])),
    ];
    for more in more.into_iter().flatten() {
        words = format!("{words}, {more}");
    }
    words
}
