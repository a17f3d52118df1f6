//! What a session knows of the terminal at its other end.

use serde::{Deserialize, Serialize};

use crate::text::Clean;

/// How many colours may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Colours {
    /// None: bold, reverse and underline only.
    None,
    /// The sixteen of the terminal's own palette.
    Sixteen,
    /// The palette of 256.
    TwoFiftySix,
    /// 24 bits.
    True,
}

/// What may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looks {
    /// Colours.
    pub colours: Colours,
    /// Borders and signs beyond ASCII.
    pub unicode: bool,
}

/// The terminal as its user's environment describes it; the attaching client sends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminalDescription {
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`; empty where unset.
    pub colorterm: String,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// The locale's character set is UTF-8.
    pub utf8: bool,
    /// The telephone beside it; empty: it is not known. The way in says so, never the client.
    #[serde(skip)]
    pub phone: Clean,
    /// Agents share it: the PIN was asked on the way in, and whoever leaves it leaves no way in behind. The way in says so,
    /// never the client.
    #[serde(skip)]
    pub shared: bool,
    /// Columns, within bounds.
    cols: u16,
    /// Rows, within bounds.
    rows: u16,
}

/// Smallest and largest terminal that is drawn for: columns, rows. What a client claims is brought within.
pub const BOUNDS: ((u16, u16), (u16, u16)) = ((20, 5), (500, 200));

/// A size brought within [`BOUNDS`]; 0 means unknown: 80×24.
pub fn clamp(cols: u16, rows: u16) -> (u16, u16) {
    let ((least_cols, least_rows), (most_cols, most_rows)) = BOUNDS;
    let or = |value: u16, usual: u16| if value == 0 { usual } else { value };
    (or(cols, 80).clamp(least_cols, most_cols), or(rows, 24).clamp(least_rows, most_rows))
}

impl TerminalDescription {
    /// A description with its size brought within bounds.
    pub fn new(term: &str, colorterm: &str, (no_color, utf8): (bool, bool), (cols, rows): (u16, u16)) -> Self {
        let (cols, rows) = clamp(cols, rows);
        let (term, colorterm) = (term.to_owned(), colorterm.to_owned());
        TerminalDescription { term, colorterm, no_color, utf8, phone: Clean::default(), shared: false, cols, rows }
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        clamp(self.cols, self.rows)
    }

    /// It has another size now.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        (self.cols, self.rows) = clamp(cols, rows);
    }

    /// What may be drawn on it.
    pub fn looks(&self) -> Looks {
        let term = self.term.as_str();
        let plain = matches!(term, "" | "dumb" | "vt100" | "vt102" | "vt220" | "vt320" | "ansi");
        let linux = term.starts_with("linux");
        let colours = if self.no_color || plain {
            Colours::None
        } else if linux {
            Colours::Sixteen
        } else if matches!(self.colorterm.as_str(), "truecolor" | "24bit") {
            Colours::True
        } else if term.contains("256color") {
            Colours::TwoFiftySix
        } else {
            Colours::Sixteen
        };
        Looks { colours, unicode: self.utf8 && !plain && !linux }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_get_what_they_can_show() {
        let looks = |term, colorterm| TerminalDescription::new(term, colorterm, (false, true), (80, 24)).looks();
        assert_eq!(looks("linux", ""), Looks { colours: Colours::Sixteen, unicode: false });
        assert_eq!(looks("vt220", ""), Looks { colours: Colours::None, unicode: false });
        assert_eq!(looks("xterm-256color", ""), Looks { colours: Colours::TwoFiftySix, unicode: true });
        assert_eq!(looks("xterm-256color", "truecolor").colours, Colours::True);
        assert_eq!(TerminalDescription::new("xterm", "", (true, false), (0, 60000)).size(), (80, 200));
    }

    #[test]
    fn no_client_says_that_the_pin_was_asked() {
        let mut terminal = TerminalDescription::new("xterm", "", (true, false), (80, 24));
        (terminal.shared, terminal.phone) = (true, Clean::line("212"));
        let told = serde_json::to_string(&terminal).unwrap();
        let claimed = told.replacen('{', "{\"shared\":true,\"phone\":\"212\",", 1);
        for client in [told, claimed] {
            let taken: TerminalDescription = serde_json::from_str(&client).unwrap();
            assert!(!taken.shared && taken.phone.is_empty());
        }
    }
}
