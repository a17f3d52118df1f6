//! A moment and what it is for, in one line as people type it: "demain 14h30 la facture d'octobre", "fri 9 - 11 delivery".

use jiff::civil::DateTime;

use super::when::{WhenError, parse_when};
use crate::domain::Language;

/// What was typed in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenNote<'a> {
    /// When.
    pub when: DateTime,
    /// Until when, behind a dash.
    pub until: Option<DateTime>,
    /// The rest.
    pub note: &'a str,
}

/// Reads the longest beginning that is a moment to come; the rest is what it is for.
pub fn parse_when_note(text: &str, language: Language, now: DateTime) -> Result<WhenNote<'_>, WhenError> {
    let text = text.trim();
    let (when, rest) = longest(text, |start| parse_when(start, language, now))?;
    let until = rest.strip_prefix(['-', '–']).and_then(|behind| {
        let day = when.date();
        let of_day =
            |start: &str| parse_when(&format!("{day} {start}"), language, now).and_then(|until| later(until, when));
        longest(behind.trim_start(), of_day).ok()
    });
    Ok(match until {
        Some((until, note)) => WhenNote { when, until: Some(until), note },
        None => WhenNote { when, until: None, note: rest },
    })
}

fn later(until: DateTime, when: DateTime) -> Result<DateTime, WhenError> {
    if until > when { Ok(until) } else { Err(WhenError::Past(until)) }
}

/// At the end of a moment they say nothing of it: articles belong to what it is for, a dash to a second time.
const LOOSE: [&str; 16] =
    ["the", "a", "an", "le", "la", "les", "un", "une", "de", "het", "een", "der", "die", "das", "-", "–"];

/// What the longest beginning says that can be read, and what stands behind the words that say it. None can: the mistake that says
/// most.
fn longest<T: PartialEq>(text: &str, read: impl Fn(&str) -> Result<T, WhenError>) -> Result<(T, &str), WhenError> {
    let mut ends: Vec<usize> = text.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
    ends.push(text.len());
    let mut mistake = None;
    for end in ends.iter().rev() {
        match read(&text[..*end]) {
            Ok(found) => {
                // A loose word at its end says nothing of the time.
                let word = text[..*end].rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
                let shorter = end.saturating_sub(word.len());
                let loose = LOOSE.contains(&word.as_str()) && *end < text.len();
                let gives_back = loose && read(text[..shorter].trim_end()).as_ref() == Ok(&found);
                let end = if gives_back { shorter } else { *end };
                return Ok((found, text[end..].trim_start()));
            }
            // What a beginning lacks says more than that a word of the rest means no time.
            Err(error) => match mistake {
                None | Some(WhenError::Unknown(_)) => mistake = Some(error),
                Some(_) => {}
            },
        }
    }
    Err(mistake.unwrap_or(WhenError::Empty))
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    #[test]
    fn a_moment_a_window_and_what_it_is_for() {
        // Thursday.
        let now = datetime(2026, 11, 12, 14, 3, 0, 0);
        let read = |text, language| {
            let read = parse_when_note(text, language, now).unwrap();
            let until = read.until.map(|until| format!("-{}", until.strftime("%H:%M"))).unwrap_or_default();
            format!("{}{until} {}", read.when.strftime("%d %H:%M"), read.note)
        };
        assert_eq!(read("demain 14h30", Language::Fr), "13 14:30 ");
        assert_eq!(read("demain 14h30 la facture d'octobre", Language::Fr), "13 14:30 la facture d'octobre");
        assert_eq!(read("morgen 14 uur 2 facturen", Language::Nl), "13 14:00 2 facturen");
        assert_eq!(read("fri 9 - 11 delivery", Language::En), "13 09:00-11:00 delivery");
        assert_eq!(read("+2d 10h", Language::En), "14 10:00 ");
        assert_eq!(read("tomorrow at 9 the invoice", Language::En), "13 09:00 the invoice");
        assert_eq!(read("übermorgen 9 Uhr Vertrag", Language::De), "14 09:00 Vertrag");
        assert_eq!(read("tomorrow 9 - ask for Ann", Language::En), "13 09:00 - ask for Ann");
    }

    #[test]
    fn what_is_wrong_is_said_of_the_moment() {
        let now = datetime(2026, 11, 12, 14, 3, 0, 0);
        let wrong = |text| parse_when_note(text, Language::Fr, now).unwrap_err();
        assert_eq!(wrong(""), WhenError::Empty);
        assert_eq!(wrong("demain la facture"), WhenError::NoTime);
        assert!(matches!(wrong("aujourd'hui 9h la facture"), WhenError::Past(_)));
        assert!(matches!(wrong("facture"), WhenError::Unknown(_)));
    }
}
