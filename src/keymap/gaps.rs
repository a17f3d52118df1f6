//! [`Gap`]: what a keymap leaves out for some keyboards and terminals. No mistake, but worth saying.

use super::{Action, Context, Keymap};

/// An action that some keyboards or terminals can't reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The action.
    pub action: Action,
    /// The context in which it can't be reached.
    pub context: Context,
    /// What is missing.
    pub kind: GapKind,
}

/// Why an action can't be reached by everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapKind {
    /// No keys at all (the palette still has it).
    Unbound,
    /// Only F-keys, which some terminals eat.
    OnlyFunction,
    /// Only signs and digits that need Shift or AltGr on some keyboards.
    OnlyAwkward,
}

impl GapKind {
    /// Key of the message that says it.
    pub const fn code(self) -> &'static str {
        match self {
            GapKind::Unbound => "gap-unbound",
            GapKind::OnlyFunction => "gap-only-function",
            GapKind::OnlyAwkward => "gap-only-awkward",
        }
    }
}

impl Keymap {
    /// The actions that some keyboards or terminals can't reach in a context where they make sense.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for action in Action::ALL {
            for context in action.contexts() {
                // What works everywhere has to work while text is typed.
                let focus = if *context == Context::Global { Context::Text } else { *context };
                let keys = self.keys_of(*action, &[focus]);
                let mut without_function =
                    keys.iter().filter(|keys| !keys.iter().any(|key| key.is_function())).peekable();
                let kind = if keys.is_empty() {
                    GapKind::Unbound
                } else if without_function.peek().is_none() {
                    GapKind::OnlyFunction
                } else if without_function.all(|keys| keys.iter().any(|key| key.is_awkward())) {
                    GapKind::OnlyAwkward
                } else {
                    continue;
                };
                gaps.push(Gap { action: *action, context: *context, kind });
            }
        }
        gaps
    }
}

#[cfg(test)]
mod tests {
    use super::super::DEFAULT;
    use super::*;

    #[test]
    fn gaps_are_seen() {
        let (keymap, problems) = Keymap::from_layers(&[
            DEFAULT,
            (
                "mine.toml",
                concat!(
                    "[leader]\n\"o\" = \"none\"\n\"w\" = \"none\"\n\"7\" = \"hold\"\n",
                    "[global]\n\"F5\" = \"none\"\n\"Ctrl-n\" = \"none\"\n"
                ),
            ),
        ]);
        assert_eq!(problems, []);
        let gaps: Vec<(Action, GapKind)> = keymap.gaps().iter().map(|gap| (gap.action, gap.kind)).collect();
        let expected = [
            (Action::Answer, GapKind::OnlyFunction),
            (Action::Hold, GapKind::OnlyAwkward),
            (Action::Note, GapKind::Unbound),
        ];
        assert_eq!(gaps, expected);
    }
}
