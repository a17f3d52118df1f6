//! Telephone numbers: any spelling that an agent types, against E.164 digits, by their start and by their end.

/// Country that a number without a country code belongs to.
const HOME: &str = "32";

/// Last digits that are worth looking up; fewer match half of the file.
const FEWEST_LAST: usize = 4;

/// Digits that a number may have (E.164 allows 15); longer ones are cut.
const LONGEST: usize = 16;

/// Digits as one number that sorts as the digits do: four bits each, left-aligned, 0 for "no digit".
fn code(digits: &str) -> u64 {
    digits
        .bytes()
        .filter(u8::is_ascii_digit)
        .take(LONGEST)
        .zip((0..LONGEST as u32).rev())
        .fold(0, |code, (digit, place)| code | u64::from(digit - b'0' + 1) << (4 * place))
}

/// The same digits from the last to the first, left-aligned again.
fn backward(code: u64) -> u64 {
    let mut out = 0;
    for place in 0..LONGEST {
        let digit = code >> (4 * (LONGEST - 1 - place)) & 0xf;
        out |= digit << (4 * place);
    }
    out << (out.leading_zeros() / 4 * 4).min(60)
}

/// The codes that start as `digits`: first and last.
fn range(code: u64, digits: usize) -> (u64, u64) {
    let open = 4 * (LONGEST - digits.min(LONGEST)) as u32;
    let rest = if open == 64 { u64::MAX } else { (1u64 << open) - 1 };
    (code, code | rest)
}

/// What a typed number may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// Starts of E.164 numbers.
    starts: Vec<String>,
    /// Last digits of a number, at least four.
    last: Option<String>,
}

impl Typed {
    /// Reads a query that holds nothing but a number; nothing when it holds anything else.
    pub(super) fn read(query: &str) -> Option<Typed> {
        let marks = |c: char| matches!(c, ' ' | '.' | '-' | '/' | '(' | ')' | '+');
        if !query.chars().all(|c| c.is_ascii_digit() || marks(c)) {
            return None;
        }
        // The trunk zero of "+32 (0)475" is dialled only at home.
        let query = query.replace("(0)", "");
        let digits: String = query.chars().filter(char::is_ascii_digit).take(2 * LONGEST).collect();
        if digits.is_empty() {
            return None;
        }
        let international = query.trim_start().starts_with('+');
        let (starts, rest) = match digits.strip_prefix("00") {
            _ if international => (vec![digits.clone()], digits.as_str()),
            Some("") => (vec![HOME.to_owned()], ""),
            Some(rest) => (vec![rest.to_owned()], rest),
            None => match digits.strip_prefix('0') {
                Some(rest) => (vec![format!("{HOME}{rest}")], rest),
                None => (vec![digits.clone(), format!("{HOME}{digits}")], digits.as_str()),
            },
        };
        let last = [rest, &digits].into_iter().find(|last| (FEWEST_LAST..=LONGEST).contains(&last.len()));
        let last = last.map(str::to_owned);
        let starts = starts.into_iter().filter(|start| start.len() <= LONGEST).collect();
        Some(Typed { starts, last })
    }

    /// How well `digits` (E.164, with or without `+`) match: 0 whole, 1 by their start, 2 by their end.
    #[cfg(test)]
    pub(super) fn level(&self, digits: &str) -> Option<u32> {
        let digits: String = digits.chars().filter(char::is_ascii_digit).take(LONGEST).collect();
        if self.starts.contains(&digits) {
            Some(0)
        } else if self.starts.iter().any(|start| digits.starts_with(start.as_str())) {
            Some(1)
        } else {
            self.last.as_ref().is_some_and(|last| digits.ends_with(last.as_str())).then_some(2)
        }
    }
}

/// All numbers of a set of entries, sorted by their start, with a second order by their end.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    codes: Vec<u64>,
    entries: Vec<u32>,
    by_end: Vec<u32>,
}

impl Numbers {
    pub(super) fn build(numbers: impl Iterator<Item = (u64, u32)>) -> Numbers {
        let mut numbers: Vec<(u64, u32)> = numbers.filter(|&(code, _)| code != 0).collect();
        numbers.sort_unstable();
        let mut by_end: Vec<(u64, u32)> =
            numbers.iter().zip(0..).map(|(&(code, _), at)| (backward(code), at)).collect();
        by_end.sort_unstable();
        let (codes, entries) = numbers.into_iter().unzip();
        Numbers { codes, entries, by_end: by_end.into_iter().map(|(_, at)| at).collect() }
    }

    /// The code that [`Numbers::build`] takes.
    pub(super) fn code(digits: &str) -> u64 {
        code(digits)
    }

    /// Gives `each` every entry that matches at `level` or, for level 1, also at level 0.
    pub(super) fn matching(&self, typed: &Typed, level: u32, mut each: impl FnMut(&[u32])) {
        for start in typed.starts.iter().filter(|_| level < 2) {
            let (from, to) = match level {
                0 => (code(start), code(start)),
                _ => range(code(start), start.len()),
            };
            let from = self.codes.partition_point(|&code| code < from);
            let to = self.codes.partition_point(|&code| code <= to);
            each(&self.entries[from..to.max(from)]);
        }
        if let (Some(last), 2) = (&typed.last, level) {
            let turned: String = last.chars().rev().collect();
            let (from, to) = range(code(&turned), turned.len());
            let at = |at: &u32| backward(self.codes[*at as usize]);
            let from = self.by_end.partition_point(|number| at(number) < from);
            let to = self.by_end.partition_point(|number| at(number) <= to);
            for number in &self.by_end[from..to.max(from)] {
                each(&[self.entries[*number as usize]]);
            }
        }
    }

    /// All numbers as codes with their entries.
    pub(super) fn all(&self) -> impl Iterator<Item = (u64, u32)> {
        self.codes.iter().copied().zip(self.entries.iter().copied())
    }

    pub(super) fn bytes(&self) -> usize {
        8 * self.codes.len() + 4 * self.entries.len() + 4 * self.by_end.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number() {
        let filed = "+32475123456";
        for typed in ["0475 12 34 56", "+32 475/12.34.56", "0032475123456", "+32 (0)475 12 34 56", "475123456"] {
            assert_eq!(Typed::read(typed).unwrap().level(filed), Some(0), "{typed}");
        }
        for (typed, level) in [("0475", Some(1)), ("3456", Some(2)), ("456", None), ("0", Some(1)), ("9", None)] {
            assert_eq!(Typed::read(typed).unwrap().level(filed), level, "{typed}");
        }
        assert_eq!(Typed::read("06 12345678").unwrap().level("+31612345678"), Some(2));
        assert_eq!(Typed::read("peeters 12"), None);
        assert_eq!(Typed::read("+"), None);
    }

    #[test]
    fn turned_round() {
        assert_eq!(backward(code("1203")), code("3021"));
        assert_eq!(backward(code("1234567890123456")), code("6543210987654321"));
        assert_eq!(backward(0), 0);
    }
}
