//! [`Messages`]: the words of the interface, compiled in, in four languages.

use std::fmt;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::toml_words;
use crate::{domain::Language, text::problem::Problem};

/// The message files, in the order of [`Language::ALL`].
const SOURCES: [(Language, &str); 4] = [
    (Language::Fr, include_str!("fr.ftl")),
    (Language::Nl, include_str!("nl.ftl")),
    (Language::De, include_str!("de.ftl")),
    (Language::En, include_str!("en.ftl")),
];

/// The value of a variable of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Text, shown as it is.
    Str(&'a str),
    /// A number, which may choose the plural.
    Num(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Str(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Arg<'a> {
        Arg::Str(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Num(number)
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Arg::Num(number.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Arg::Num(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Num(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// All messages of the four languages. Built once, then shared by every session.
pub struct Messages {
    bundles: [FluentBundle<FluentResource>; 4],
}

impl Messages {
    /// Reads the files that are compiled in; a test holds that they have no mistakes.
    pub fn new() -> Messages {
        Messages { bundles: SOURCES.map(|(language, source)| bundle(language, source)) }
    }

    /// The message `key` in `language`. A key that no file has shows as `⟨key⟩`.
    pub fn tr(&self, language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let bundle = &self.bundles[language as usize];
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟨{key}⟩");
        };
        let values: FluentArgs<'_> = args
            .iter()
            .map(|(name, arg)| match arg {
                Arg::Str(text) => (*name, FluentValue::from(*text)),
                Arg::Num(number) => (*name, FluentValue::from(*number)),
            })
            .collect();
        // A variable without a value stays visible as `{$name}`.
        bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// The words of a mistake in a file, without its place.
    pub fn problem(&self, language: Language, problem: &Problem) -> String {
        let phrase = problem.arg("detail").filter(|_| problem.code == "problem-toml");
        let words = phrase.and_then(toml_words::key).map(|key| self.tr(language, key, &[]));
        let args = problem.args.iter().map(|(name, value)| (name.as_ref(), Arg::Str(value.as_str())));
        let args: Vec<(&str, Arg<'_>)> = match &words {
            Some(words) => vec![("detail", words.into())],
            None => args.collect(),
        };
        self.tr(language, &problem.code, &args)
    }

    /// Whether there is a message `key`.
    pub fn has(&self, key: &str) -> bool {
        self.bundles.iter().all(|bundle| bundle.has_message(key))
    }
}

impl Default for Messages {
    fn default() -> Messages {
        Messages::new()
    }
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Messages")
    }
}

fn bundle(language: Language, source: &str) -> FluentBundle<FluentResource> {
    let locale: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // The marks that isolate directions would reach the terminal.
    bundle.set_use_isolating(false);
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_syntax::{
        ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement},
        parser,
    };
    use std::collections::{BTreeMap, BTreeSet};

    fn shareable<T: Send + Sync>(_: &T) {}

    #[test]
    fn messages_are_in_the_language_asked_for() {
        let messages = Messages::new();
        shareable(&messages);
        assert_eq!(messages.tr(Language::Fr, "action-answer", &[]), "Décrocher");
        assert_eq!(messages.tr(Language::Nl, "action-answer", &[]), "Opnemen");
        assert_eq!(messages.tr(Language::De, "action-answer", &[]), "Annehmen");
        assert_eq!(messages.tr(Language::En, "action-answer", &[]), "Answer");
        assert_eq!(messages.tr(Language::En, "no-such-message", &[]), "⟨no-such-message⟩");
        assert!(messages.has("action-answer") && !messages.has("no-such-message"));
        let shown = messages.tr(Language::Fr, "problem-key-unknown", &[("key", Arg::from("Fx"))]);
        assert!(shown.contains("Fx") && !shown.contains('\u{2068}'), "{shown}");
    }

    /// Message → variables, of one file; panics at what no parser understood.
    fn shape(code: &str, source: &str) -> BTreeMap<String, BTreeSet<String>> {
        let resource = parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{code}.ftl: {errors:?}"));
        let mut shape = BTreeMap::new();
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let key = message.id.name;
                    assert!(message.attributes.is_empty(), "{code}.ftl: {key} has attributes");
                    let mut variables = BTreeSet::new();
                    let value = message.value.as_ref().unwrap_or_else(|| panic!("{code}.ftl: {key} is empty"));
                    of_pattern(value, &mut variables);
                    assert!(shape.insert(key.to_owned(), variables).is_none(), "{code}.ftl: {key} twice");
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                other => panic!("{code}.ftl: only messages here: {other:?}"),
            }
        }
        shape
    }

    fn of_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else { continue };
            match expression {
                Expression::Inline(inline) => of_inline(inline, variables),
                Expression::Select { selector, variants } => {
                    of_inline(selector, variables);
                    variants.iter().for_each(|variant| of_pattern(&variant.value, variables));
                }
            }
        }
    }

    fn of_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                variables.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
                positional.iter().for_each(|inline| of_inline(inline, variables));
            }
            InlineExpression::Placeable { expression } => {
                if let Expression::Inline(inline) = expression.as_ref() {
                    of_inline(inline, variables);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn the_four_files_say_the_same() {
        let english = shape("en", SOURCES[Language::En as usize].1);
        for (language, source) in SOURCES {
            let code = language.code();
            let other = shape(code, source);
            for (key, variables) in &english {
                match other.get(key) {
                    Some(found) => assert_eq!(found, variables, "{code}.ftl: variables of {key}"),
                    None => panic!("{code}.ftl lacks {key}"),
                }
            }
            for key in other.keys() {
                assert!(english.contains_key(key), "en.ftl lacks {key} of {code}.ftl");
            }
        }
    }

    #[test]
    fn the_files_stand_in_the_order_of_the_languages() {
        for (at, language) in Language::ALL.into_iter().enumerate() {
            assert_eq!(language as usize, at);
            assert_eq!(SOURCES[at].0, language);
        }
    }

    #[test]
    fn no_message_carries_a_control_character() {
        for (language, source) in SOURCES {
            let odd = source.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(odd, None, "{}.ftl", language.code());
        }
    }
}
