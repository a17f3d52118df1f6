//! Rows of a list that match what was typed, best first.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

use super::row::{Choice, Row};
use crate::text::fold::fold;

/// Their places.
pub fn narrowed(rows: &[Row], text: &str) -> Vec<usize> {
    let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut scored: Vec<(u8, u32, usize)> = Vec::new();
    let typed = fold(text);
    // As it was typed before letters that are strewn; what one reads before its other names.
    let mut score = |text: &str, whole: u8, strewn: u8| {
        let mut buffer = Vec::new();
        let score = pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher)?;
        Some((if fold(text).contains(typed.trim()) { whole } else { strewn }, score))
    };
    for (at, row) in rows.iter().enumerate() {
        let found = [score(&format!("{} {}", row.label, row.detail), 0, 2), score(&row.also, 1, 3)];
        let best = found.into_iter().flatten().min_by_key(|(class, _)| *class);
        scored.extend(best.map(|(class, score)| (class, score, at)));
    }
    scored.sort_by_key(|(class, score, at)| (*class, std::cmp::Reverse(*score), *at));
    // Whatever number is typed can be called.
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let number = |row: &Row| row.choice == Choice::PassToTyped;
    scored.retain(|(.., at)| !rows.get(*at).is_some_and(number));
    let typed = rows.iter().position(number).filter(|_| digits > 2);
    scored.into_iter().map(|(.., at)| at).chain(typed).collect()
}
