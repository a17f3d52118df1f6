//! What the reader of TOML says, in words of one's own: its phrases are English and speak of its grammar.

/// Beginnings of its phrases, and the message for each. A phrase of another release stays as it is.
const PHRASES: &[(&str, &str)] = &[
    ("unclosed", "toml-unclosed"),
    ("invalid basic string", "toml-quote"),
    ("invalid literal string", "toml-quote"),
    ("invalid multi-line", "toml-quote"),
    ("key with no value", "toml-key-alone"),
    ("missing assignment", "toml-key-alone"),
    ("missing value", "toml-key-alone"),
    ("invalid key-value pair", "toml-key-alone"),
    ("string values must be quoted", "toml-unquoted"),
    ("duplicate key", "toml-twice"),
    ("missing escaped value", "toml-escape"),
    ("too few unicode value digits", "toml-escape"),
    ("extra comma", "toml-comma"),
    ("missing comma", "toml-comma"),
    ("unexpected leading zero", "toml-value"),
    ("unexpected sign", "toml-value"),
    ("`_` may only go between digits", "toml-value"),
    ("redundant", "toml-value"),
    ("radix must be lowercase", "toml-value"),
    ("integers with a radix", "toml-value"),
    ("invalid boolean", "toml-value"),
    ("invalid integer", "toml-value"),
    ("invalid float", "toml-value"),
    ("invalid date", "toml-value"),
    ("invalid time", "toml-value"),
    ("invalid value", "toml-value"),
    ("unexpected", "toml-odd"),
    ("extra `=`", "toml-odd"),
    ("unquoted keys cannot be empty", "toml-odd"),
    ("invalid unquoted key", "toml-odd"),
    ("invalid inline table element", "toml-odd"),
];

/// Key of the message for a phrase.
pub(super) fn key(phrase: &str) -> Option<&'static str> {
    PHRASES.iter().find(|(start, _)| phrase.starts_with(start)).map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What people get wrong in files, as the reader of this release says it.
    #[test]
    fn the_usual_mistakes_have_words() {
        let table = [
            ("a = \"x", "toml-quote"),
            ("a = 'x", "toml-quote"),
            ("a = \"\"\"x", "toml-quote"),
            ("a = [1", "toml-unclosed"),
            ("a = {b=1", "toml-unclosed"),
            ("[a", "toml-unclosed"),
            ("[[a", "toml-unclosed"),
            ("a", "toml-key-alone"),
            ("a =", "toml-unquoted"),
            ("a = b", "toml-unquoted"),
            ("a = 1 b = 2", "toml-odd"),
            ("= 1", "toml-odd"),
            ("a == 1", "toml-odd"),
            ("a = [\"x\" \"y\"]", "toml-comma"),
            ("a = [,]", "toml-comma"),
            ("a = 1\na = 2", "toml-twice"),
            ("a = \"\\q\"", "toml-escape"),
            ("a = 01", "toml-value"),
            ("a = 1__0", "toml-value"),
            ("a = +-1", "toml-value"),
            ("a = tru", "toml-value"),
            ("a = 2020-13-01", "toml-value"),
        ];
        for (text, expected) in table {
            let (_, errors) = toml::de::DeTable::parse_recoverable(text);
            assert_eq!(errors.first().and_then(|error| key(error.message())), Some(expected), "{text}: {errors:?}");
        }
    }
}
