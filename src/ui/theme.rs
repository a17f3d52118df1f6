//! Roles, not colours: the one place that maps what a thing is to how it looks.

use std::borrow::Cow;

use ratatui::{
    style::{Color, Modifier, Style},
    symbols::border,
};

use crate::proto::terminal::{Colours, Looks};

/// What a piece of the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Less important.
    Dim,
    /// Titles, keys, what has the focus.
    Accent,
    /// The chosen row or the field under the cursor.
    Selection,
    /// Well.
    Ok,
    /// Worth a look.
    Warn,
    /// Now.
    Alarm,
    /// Wrong input.
    Error,
    /// What to say aloud.
    Spoken,
    /// The top line.
    Bar,
}

/// How roles and signs look on one terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    looks: Looks,
}

impl Theme {
    /// For what a terminal can show.
    pub fn new(looks: Looks) -> Theme {
        Theme { looks }
    }

    /// The style of a role. Without colours, bold, reverse and underline carry it.
    pub fn style(&self, role: Role) -> Style {
        let plain = Style::new();
        if self.looks.colours == Colours::None {
            return match role {
                Role::Text | Role::Dim | Role::Ok => plain,
                Role::Accent | Role::Spoken | Role::Warn => plain.add_modifier(Modifier::BOLD),
                Role::Selection | Role::Bar => plain.add_modifier(Modifier::REVERSED),
                Role::Alarm => plain.add_modifier(Modifier::BOLD | Modifier::REVERSED),
                Role::Error => plain.add_modifier(Modifier::UNDERLINED),
            };
        }
        let rich = self.looks.colours >= Colours::TwoFiftySix;
        let pick = |basic: Color, of_256: u8| if rich { Color::Indexed(of_256) } else { basic };
        match role {
            Role::Text => plain,
            Role::Dim => plain.fg(pick(Color::DarkGray, 245)),
            Role::Accent => plain.fg(pick(Color::Cyan, 80)),
            Role::Selection => plain.fg(pick(Color::Black, 16)).bg(pick(Color::Cyan, 80)),
            Role::Ok => plain.fg(pick(Color::Green, 114)),
            Role::Warn => plain.fg(pick(Color::Yellow, 221)),
            Role::Alarm => plain.fg(pick(Color::White, 231)).bg(pick(Color::Red, 124)).add_modifier(Modifier::BOLD),
            Role::Error => plain.fg(pick(Color::LightRed, 210)),
            Role::Spoken => plain.fg(pick(Color::White, 231)).add_modifier(Modifier::BOLD),
            Role::Bar => plain.fg(pick(Color::White, 252)).bg(pick(Color::Blue, 236)),
        }
    }

    /// Signs beyond ASCII may be drawn.
    pub fn is_unicode(&self) -> bool {
        self.looks.unicode
    }

    /// A sign, or its ASCII form.
    pub fn sign(&self, sign: Sign) -> &'static str {
        let (unicode, ascii) = match sign {
            Sign::Call => ("☎", "T"),
            Sign::Message => ("✉", "M"),
            Sign::Callback => ("↻", "R"),
            Sign::Here => ("▶", ">"),
            Sign::Done => ("✓", "+"),
            Sign::Passed => ("○", "o "),
            Sign::Parked => ("‖", "="),
            Sign::Dot => ("·", "-"),
            Sign::Bullet => ("●", "*"),
        };
        if self.looks.unicode { unicode } else { ascii }
    }

    /// Text for this terminal: what it can't show becomes `?`, quotes and dashes their plain forms.
    pub fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.looks.unicode {
            return Cow::Borrowed(text);
        }
        let plain = text.chars().map(|c| match c {
            '“' | '”' | '«' | '»' | '„' => '"',
            '’' | '‘' => '\'',
            '–' | '—' => '-',
            // Of one column, and no end of a sentence.
            '…' => '~',
            '·' => '-',
            '→' => '>',
            '←' => '<',
            '↑' => '^',
            '↓' => 'v',
            '×' => 'x',
            '○' => 'o',
            c => c,
        });
        Cow::Owned(plain.collect())
    }

    /// Borders.
    pub fn border(&self) -> border::Set<'static> {
        if self.looks.unicode {
            border::PLAIN
        } else {
            border::Set {
                top_left: "+",
                top_right: "+",
                bottom_left: "+",
                bottom_right: "+",
                vertical_left: "|",
                vertical_right: "|",
                horizontal_top: "-",
                horizontal_bottom: "-",
            }
        }
    }
}

/// Signs that have an ASCII form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A call.
    Call,
    /// A message.
    Message,
    /// A promised call.
    Callback,
    /// Here, now.
    Here,
    /// Done.
    Done,
    /// Left behind, and not done.
    Passed,
    /// Put aside.
    Parked,
    /// Between two words.
    Dot,
    /// Attention.
    Bullet,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_signs_take_the_columns_of_the_others() {
        let looks = |unicode| Theme::new(Looks { colours: Colours::None, unicode });
        assert_eq!(looks(false).shown("“Où…” · ← × →"), "\"Où~\" - < x >");
        assert_eq!(looks(true).shown("… ·"), "… ·");
        for text in ["…", "·", "→", "←", "↑", "↓", "×", "○", "–", "’", "«"] {
            assert_eq!(crate::text::width::width(&looks(false).shown(text)), crate::text::width::width(text));
        }
    }
}
