//! Lists narrowed by typing: as it was typed, then letters that are strewn, in any of the four languages.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

use super::overlay::{Choice, Overlay, Row};
use crate::text::fold::fold;

impl Overlay {
    /// Narrows to what was typed, best match first.
    pub fn narrow(&mut self) {
        let Some(search) = self.search.as_ref().filter(|_| !self.is_entry()) else { return };
        let pattern = Pattern::parse(search.text(), CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut scored: Vec<(u8, u32, usize)> = Vec::new();
        let typed = fold(search.text());
        // As it was typed before letters that are strewn; what one reads before its other names.
        let mut score = |text: &str, whole: u8, strewn: u8| {
            let mut buffer = Vec::new();
            let score = pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher)?;
            Some((if fold(text).contains(typed.trim()) { whole } else { strewn }, score))
        };
        for (at, row) in self.rows.iter().enumerate() {
            let found = [score(&format!("{} {}", row.label, row.detail), 0, 2), score(&row.also, 1, 3)];
            let best = found.into_iter().flatten().min_by_key(|(class, _)| *class);
            scored.extend(best.map(|(class, score)| (class, score, at)));
        }
        scored.sort_by_key(|(class, score, at)| (*class, std::cmp::Reverse(*score), *at));
        // Whatever number is typed can be called.
        let digits = search.text().chars().filter(char::is_ascii_digit).count();
        let number = |row: &Row| row.choice == Choice::PassToTyped;
        scored.retain(|(.., at)| !self.rows.get(*at).is_some_and(number));
        let typed = self.rows.iter().position(number).filter(|_| digits > 2);
        self.shown = scored.into_iter().map(|(.., at)| at).chain(typed).collect();
        self.marked = 0;
    }
}
