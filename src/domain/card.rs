//! Numbers of payment cards: nowhere kept but for their last four digits (PCI DSS 3.3).

use crate::text::Clean;

/// The shortest and the longest (ISO/IEC 7812-1).
pub const LENGTHS: std::ops::RangeInclusive<usize> = 13..=19;

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

/// ISO/IEC 7812-1 annex B.
pub fn passes_luhn(digits: &[u32]) -> bool {
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
}
