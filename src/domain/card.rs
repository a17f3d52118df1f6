//! Numbers of payment cards: nowhere kept but for their last four digits (PCI DSS 3.3).

use crate::text::Clean;

/// The shortest and the longest (ISO/IEC 7812-1).
const LENGTHS: std::ops::RangeInclusive<usize> = 13..=19;

/// What stands for the digits that are not kept.
const MASK: &str = "**** **** ****";

/// What is kept of a number that was typed, spaces, dots and hyphens allowed; none: it is none of a card. What is kept is a
/// number again.
pub fn masked(typed: &str) -> Option<Clean> {
    let kept = typed.trim().strip_prefix(MASK).map(str::trim);
    if let Some(last) = kept.filter(|last| last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit())) {
        return Some(Clean::line(&format!("{MASK} {last}")));
    }
    let digits: Vec<u32> =
        typed.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    let last: String = digits.iter().skip(digits.len().saturating_sub(4)).map(u32::to_string).collect();
    (LENGTHS.contains(&digits.len()) && passes_luhn(&digits)).then(|| Clean::line(&format!("{MASK} {last}")))
}

/// Masks all but the last four digits of every run of 13 to 19 digits (spaces, dots and hyphens between them allowed)
/// that passes the Luhn check (ISO/IEC 7812-1). The digits of a bank account (IBAN) are none of a card.
pub fn mask_cards(text: &Clean) -> Clean {
    let chars: Vec<char> = text.chars().collect();
    let mut out = chars.clone();
    let mut at = 0;
    while at < chars.len() {
        if let Some(end) = iban_end(&chars, at) {
            at = end;
            continue;
        }
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = run_end(&chars, at);
        let digits: Vec<usize> = (at..end).filter(|&i| chars[i].is_ascii_digit()).collect();
        // A card number may stand beside other numbers, but not inside one: a stretch begins and ends where digits do.
        let edge = |place: Option<&usize>, next: Option<&usize>| match (place, next) {
            (Some(place), Some(next)) => next - place > 1,
            _ => true,
        };
        let mut from = 0;
        while from + LENGTHS.start() <= digits.len() {
            let begins = edge(from.checked_sub(1).and_then(|before| digits.get(before)), digits.get(from));
            let found = (*LENGTHS.start()..=(*LENGTHS.end()).min(digits.len() - from)).rev().find(|&length| {
                if !begins || !edge(digits.get(from + length - 1), digits.get(from + length)) {
                    return false;
                }
                let values: Vec<u32> =
                    digits[from..from + length].iter().filter_map(|&i| chars[i].to_digit(10)).collect();
                passes_luhn(&values)
            });
            match found {
                Some(length) => {
                    for &i in &digits[from..from + length - 4] {
                        out[i] = '*';
                    }
                    from += length;
                }
                None => from += 1,
            }
        }
        at = end;
    }
    if out == chars { text.clone() } else { Clean::text(&out.into_iter().collect::<String>()) }
}

/// End of the IBAN that begins here: country, check digits, 11 to 30 letters and digits, of which the whole is 1 modulo 97
/// (ISO 13616); spaces, dots and hyphens between them allowed.
fn iban_end(chars: &[char], start: usize) -> Option<usize> {
    let letter = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphabetic);
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let inside = start.checked_sub(1).is_some_and(|before| chars[before].is_ascii_alphanumeric());
    if inside || !letter(start) || !letter(start + 1) || !digit(start + 2) || !digit(start + 3) {
        return None;
    }
    let (mut places, mut at) = (Vec::new(), start);
    while let Some(c) = chars.get(at).filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.')) {
        places.extend(c.is_ascii_alphanumeric().then_some(at));
        if places.len() == 34 {
            break;
        }
        at += 1;
    }
    let valid = |length: &usize| {
        let turned = places[4..*length].iter().chain(&places[..4]);
        turned.fold(0, |rest: u32, place| match chars[*place].to_digit(36) {
            Some(value) if value > 9 => (rest * 100 + value) % 97,
            Some(value) => (rest * 10 + value) % 97,
            None => rest,
        }) == 1
    };
    let length = (15..=places.len()).rev().find(valid)?;
    places.get(length - 1).map(|last| last + 1)
}

/// End of a run of digits with at most one separator between two of them.
fn run_end(chars: &[char], start: usize) -> usize {
    let mut end = start + 1;
    loop {
        match (chars.get(end), chars.get(end + 1)) {
            (Some(c), _) if c.is_ascii_digit() => end += 1,
            (Some(' ' | '-' | '.'), Some(c)) if c.is_ascii_digit() => end += 2,
            _ => return end,
        }
    }
}

/// ISO/IEC 7812-1 annex B.
fn passes_luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, &d)| {
            if i % 2 == 0 {
                d
            } else if d > 4 {
                d * 2 - 9
            } else {
                d * 2
            }
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|&d| d != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_four_digits_are_kept_and_that_again() {
        let kept = masked("4111 1111-1111.1111").unwrap();
        assert_eq!(kept, "**** **** **** 1111");
        assert_eq!(masked(&kept), Some(kept));
        for none in ["4111 1111 1111 1112", "411111111111", "4111 1111 1111 111x", "", "**** **** **** 11x1"] {
            assert_eq!(masked(none), None, "{none}");
        }
    }

    #[test]
    fn cards_are_masked_and_phones_are_not() {
        let masked = |raw: &str| mask_cards(&Clean::text(raw)).into_string();
        assert_eq!(masked("visa 4111 1111 1111 1111 exp"), "visa **** **** **** 1111 exp");
        assert_eq!(masked("5500-0000-0000-0004"), "****-****-****-0004");
        assert_eq!(masked("tel +32 475 12 34 56"), "tel +32 475 12 34 56");
        assert_eq!(masked("4111111111111112"), "4111111111111112");
        // The digits of these pass Luhn.
        for account in ["BE71 0961 2345 6769", "DE89370400440532013000", "on BE68 5390 0754 7034, please"] {
            assert_eq!(masked(account), account);
        }
        assert!(masked("BE00 4111 1111 1111 1111").contains("****"));
    }
}
