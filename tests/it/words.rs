//! Words and code: every message that the code asks for exists, and every message that exists is asked for.

use std::{collections::BTreeSet, fs, path::Path};

use opcl::i18n::Messages;

/// Families whose literals are message keys wherever they stand in the code.
const FAMILIES: &[&str] = &["gap-", "problem-", "when-"];

#[test]
fn every_message_asked_for_exists() {
    let messages = Messages::new();
    let mut missing = Vec::new();
    for (path, source) in sources() {
        let asked = asked(&source).into_iter();
        let families = literals(&source).into_iter().filter(|text| {
            let kebab = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            kebab && FAMILIES.iter().any(|family| text.starts_with(family) && text.len() > family.len())
        });
        missing.extend(asked.chain(families).filter(|key| !messages.has(key)).map(|key| format!("{path}: {key}")));
    }
    assert!(missing.is_empty(), "no such messages:\n{}", missing.join("\n"));
}

#[test]
fn every_message_is_asked_for() {
    let sources = sources();
    let literals: BTreeSet<String> = sources.iter().flat_map(|(_, source)| literals(source)).collect();
    // `format!("action-{}", …)` asks for a whole family.
    let generated: Vec<&str> =
        literals.iter().filter_map(|text| Some(text.split_once('{')?.0)).filter(|start| start.ends_with('-')).collect();
    let english = fs::read_to_string("src/i18n/en.ftl").unwrap();
    let unused: Vec<&str> = english
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim()))
        .filter(|key| !literals.contains(*key) && !generated.iter().any(|family| key.starts_with(family)))
        .collect();
    assert!(unused.is_empty(), "nobody asks for:\n{}", unused.join("\n"));
}

#[test]
fn calls_and_literals_are_seen() {
    let source = r##"
        // .tr("in-a-comment")
        let a = ui.tr("one", &[("name", "x")]);
        let b = messages.tr(language, "two", &[]) + &tr!(self, "three", count = f(1, "no"));
        let c = '"'; let d = "with \"quotes\""; let e = r#"raw "four""#; let f: &'a str = s.tr(&key, &[("five", 1)]);
    "##;
    assert_eq!(asked(source), ["one", "two", "three"]);
    let found = literals(source);
    for text in ["one", "name", "x", "three", "no", "with \\\"quotes\\\"", "raw \"four\"", "five"] {
        assert!(found.iter().any(|found| found == text), "{text}");
    }
    assert!(!found.iter().any(|found| found == "in-a-comment"));
}

/// Path and text of every source file, without its tests (they stand at the end).
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new("src").to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
                found.push((path.display().to_string(), code.to_owned()));
            }
        }
    }
    found.sort();
    found
}

/// The keys in calls of `tr`: the first argument that is nothing but a literal.
fn asked(source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let mut keys = Vec::new();
    for at in 0..tokens.len() {
        let opens = match &tokens[at..] {
            [Token::Code('r'), Token::Code('!'), Token::Code('('), ..] => at + 3,
            [Token::Code('r'), Token::Code('('), ..] => at + 2,
            _ => continue,
        };
        let named = at >= 2 && tokens[at - 1] == Token::Code('t');
        let whole = at < 2 || !matches!(tokens[at - 2], Token::Code(c) if c.is_alphanumeric() || c == '_');
        if !named || !whole {
            continue;
        }
        let (mut depth, mut argument) = (1, Vec::new());
        for token in &tokens[opens..] {
            match token {
                Token::Code('(' | '[' | '{') => depth += 1,
                Token::Code(')' | ']' | '}') => depth -= 1,
                Token::Code(c) if c.is_whitespace() => continue,
                _ => {}
            }
            if depth == 0 || (depth == 1 && *token == Token::Code(',')) {
                if let [Token::Literal(key)] = argument.as_slice() {
                    keys.push(key.clone());
                    break;
                }
                argument.clear();
                if depth == 0 {
                    break;
                }
            } else {
                argument.push(token.clone());
            }
        }
    }
    keys
}

fn literals(source: &str) -> Vec<String> {
    let literals = tokens(source).into_iter().filter_map(|token| match token {
        Token::Literal(text) => Some(text),
        Token::Code(_) => None,
    });
    literals.collect()
}

#[derive(Clone, PartialEq)]
enum Token {
    Code(char),
    Literal(String),
}

/// Code by character, string literals whole, comments and character literals left out.
fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match &chars[at..] {
            ['/', '/', ..] => at += chars[at..].iter().take_while(|c| **c != '\n').count(),
            ['r', rest @ ..] if raw(rest).is_some() && !ends_word(&tokens) => {
                let hashes = raw(rest).unwrap_or_default();
                let start = at + 2 + hashes;
                let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
                let length = chars[start..].windows(end.len()).position(|window| window == end).unwrap();
                tokens.push(Token::Literal(chars[start..start + length].iter().collect()));
                at = start + length + end.len();
            }
            ['"', ..] => {
                let start = at + 1;
                at = start;
                while chars[at] != '"' {
                    at += if chars[at] == '\\' { 2 } else { 1 };
                }
                tokens.push(Token::Literal(chars[start..at].iter().collect()));
                at += 1;
            }
            ['\'', '\\', _, ..] => at += 3 + chars[at + 3..].iter().take_while(|c| **c != '\'').count() + 1,
            ['\'', _, '\'', ..] => at += 3,
            [c, ..] => {
                tokens.push(Token::Code(*c));
                at += 1;
            }
            [] => break,
        }
    }
    tokens
}

fn raw(rest: &[char]) -> Option<usize> {
    let hashes = rest.iter().take_while(|c| **c == '#').count();
    (rest.get(hashes) == Some(&'"')).then_some(hashes)
}

fn ends_word(tokens: &[Token]) -> bool {
    matches!(tokens.last(), Some(Token::Code(c)) if c.is_alphanumeric() || *c == '_')
}
