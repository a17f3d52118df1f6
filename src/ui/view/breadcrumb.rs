//! The steps of the script in one line: those behind, the one that is open, those ahead.

use crate::{
    script::engine::Place,
    text::width,
    ui::theme::{Role, Sign, Theme},
};

/// What stands for steps that do not fit.
const MORE: &str = "… ";

/// As many steps as fit into so many columns, the one that is open and the next among them. Where not all fit, those behind
/// give way first; where some are left out, that is seen.
pub(super) fn breadcrumb(theme: &Theme, steps: &[(Place, &str)], wide: usize) -> Vec<(String, Role)> {
    let shown: Vec<(String, Role)> = steps
        .iter()
        .map(|(place, title)| {
            let (sign, role) = match place {
                Place::Done => (theme.sign(Sign::Done), Role::Ok),
                Place::Passed => (theme.sign(Sign::Passed), Role::Warn),
                Place::Here => (theme.sign(Sign::Here), Role::Accent),
                Place::Ahead => ("", Role::Dim),
            };
            (format!("{sign}{title} "), role)
        })
        .collect();
    let here = steps.iter().position(|(place, _)| *place == Place::Here).unwrap_or(0);
    let next = steps.len().min(here + 2);
    let more = width::width(MORE);
    let columns = |from: usize, to: usize| {
        let left_out = usize::from(from > 0) + usize::from(to < shown.len());
        shown[from..to].iter().map(|(text, _)| width::width(text)).sum::<usize>() + left_out * more
    };
    // What stands behind the last one may be over the edge: it is a space.
    let fits = |from: usize, to: usize| columns(from, to) <= wide + 1;
    let first = (0..here).find(|first| fits(*first, next)).unwrap_or(here);
    let last = (next..=shown.len()).rev().find(|last| fits(first, *last)).unwrap_or(next);
    let before = (first > 0).then(|| (MORE.to_owned(), Role::Dim));
    let after = (last < shown.len()).then(|| (MORE.to_owned(), Role::Dim));
    before.into_iter().chain(shown[first..last].iter().cloned()).chain(after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::terminal::{Colours, Looks};

    fn line(steps: &[(Place, &str)], wide: usize) -> String {
        let theme = Theme::new(Looks { colours: Colours::None, unicode: true });
        let line: String = breadcrumb(&theme, steps, wide).into_iter().map(|(text, _)| text).collect();
        assert!(width::width(line.trim_end()) <= wide, "{line}");
        line.trim_end().to_owned()
    }

    #[test]
    fn what_does_not_fit_is_seen_to_be_left_out() {
        let steps = [
            (Place::Done, "greet"),
            (Place::Passed, "identify"),
            (Place::Here, "need"),
            (Place::Ahead, "details"),
            (Place::Ahead, "conclude"),
        ];
        assert_eq!(line(&steps, 40), "✓greet ○identify ▶need details conclude");
        assert_eq!(line(&steps, 39), "✓greet ○identify ▶need details conclude");
        assert_eq!(line(&steps, 38), "✓greet ○identify ▶need details …");
        assert_eq!(line(&steps, 27), "… ○identify ▶need details …");
        assert_eq!(line(&steps, 20), "… ▶need details …");
    }
}
