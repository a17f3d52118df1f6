//! Numbers with check digits: bank accounts, enterprises, persons.

/// The rest modulo 97 of a row of digits and letters, a letter counting from 10.
fn modulo_97(characters: impl Iterator<Item = char>) -> Option<u32> {
    characters.map(|c| c.to_digit(36)).try_fold(0, |rest, value| {
        let value = value?;
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    })
}

/// How long an IBAN of each country is (SWIFT, IBAN Registry; ISO 13616-1).
const LENGTHS: &[(usize, &str)] = &[
    (15, "NO"),
    (16, "BE BI"),
    (18, "DK FI FK FO GL NL SD"),
    (19, "MK SI"),
    (20, "AT BA EE KZ LT LU MN XK"),
    (21, "CH HR LI LV"),
    (22, "BG BH CR DE GB GE IE ME RS VA"),
    (23, "AE GI IL IQ OM SO TL"),
    (24, "AD CZ DZ ES MD PK RO SA SE SK TN VG"),
    (25, "LY PT ST"),
    (26, "IS TR"),
    (27, "FR GR IT MC MR SM"),
    (28, "AL AZ BY CY DO GT HN HU LB NI PL SV"),
    (29, "BR EG PS QA UA"),
    (30, "JO KW MU YE"),
    (31, "MT SC"),
    (32, "LC"),
    (33, "RU"),
];

/// Why a text is no IBAN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotIban {
    /// So many characters are missing.
    Short(usize),
    /// So many are too many.
    Long(usize),
    /// No such country, or check digits that do not fit.
    Wrong,
}

/// An IBAN without spaces, in capitals: length per country, and the whole, its first four at the end, is 1 modulo 97
/// (ISO 13616-1, ISO/IEC 7064).
pub(super) fn iban(typed: &str) -> Result<String, NotIban> {
    let plain: String = typed.chars().filter(|c| !matches!(c, ' ' | '-' | '.')).collect::<String>().to_uppercase();
    let country = plain.get(..2).ok_or(NotIban::Short(15 - plain.chars().count().min(14)))?;
    let of = |(_, countries): &&(usize, &str)| countries.split(' ').any(|known| known == country);
    let length = LENGTHS.iter().find(of).map(|(length, _)| *length).ok_or(NotIban::Wrong)?;
    let written = plain.chars().count();
    if !plain.is_ascii() {
        return Err(NotIban::Wrong);
    }
    match written.cmp(&length) {
        std::cmp::Ordering::Less => Err(NotIban::Short(length - written)),
        std::cmp::Ordering::Greater => Err(NotIban::Long(written - length)),
        std::cmp::Ordering::Equal => {
            let turned = plain[4..].chars().chain(plain[..4].chars());
            if modulo_97(turned) == Some(1) { Ok(plain) } else { Err(NotIban::Wrong) }
        }
    }
}

/// The digits of a number of just so many, spaces and signs between them let be.
pub(super) fn digits(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '/')).collect();
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
}

/// Whether the ten digits are an enterprise number: the first is 0 or 1, the last two are 97 less the rest modulo 97 of
/// the first eight (royal decree of 24 June 2003 on the enterprise number; SPF Économie, BCE).
pub(super) fn is_enterprise(digits: &str) -> bool {
    let (Some(first), Some(check)) = (digits.get(..8), digits.get(8..10)) else { return false };
    digits.len() == 10 && matches!(digits.as_bytes()[0], b'0' | b'1') && fits(first, check)
}

/// Whether the eleven digits are a number of the national register: year, month and day of birth, a serial number, and 97
/// less the rest modulo 97 of all that, with a 2 in front for who was born from 2000 on (royal decrees of 3 April 1984 and
/// 25 November 1997). In numbers of those who are not in the register (bis) 20 or 40 is added to the month; month and day
/// that are not known are 0.
pub(super) fn is_national(digits: &str) -> bool {
    let (Some(first), Some(check)) = (digits.get(..9), digits.get(9..11)) else { return false };
    let part = |from: usize| digits.get(from..from + 2).and_then(|two| two.parse::<u8>().ok());
    let (Some(month), Some(day)) = (part(2), part(4)) else { return false };
    let born = month % 20 <= 12 && month < 60 && day <= 31;
    digits.len() == 11 && born && (fits(first, check) || fits(&format!("2{first}"), check))
}

/// The check digits are 97 less the rest modulo 97.
fn fits(first: &str, check: &str) -> bool {
    let wanted = modulo_97(first.chars()).map(|rest| 97 - rest);
    wanted.is_some() && wanted == check.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_have_the_length_of_their_country_and_their_check_digits() {
        // Examples of the IBAN Registry.
        for good in [
            "BE68 5390 0754 7034",
            "NL91 ABNA 0417 1643 00",
            "DE89 3704 0044 0532 0130 00",
            "FR14 2004 1010 0505 0001 3M02 606",
            "LU28 0019 4006 4475 0000",
            "GB29 NWBK 6016 1331 9268 19",
            "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
            "NO93 8601 1117 947",
        ] {
            assert_eq!(iban(good), Ok(good.replace(' ', "")), "{good}");
        }
        assert_eq!(iban("be68-5390-0754-7034").unwrap(), "BE68539007547034");
        assert_eq!(iban("BE68 5390 0754 703"), Err(NotIban::Short(1)));
        assert_eq!(iban("BE68 5390 0754 7034 12"), Err(NotIban::Long(2)));
        assert_eq!(iban("BE68 5390 0754 7035"), Err(NotIban::Wrong));
        assert_eq!(iban("XX68 5390 0754 7034"), Err(NotIban::Wrong));
        assert_eq!(iban("BE68 5390 0754 703é"), Err(NotIban::Wrong));
        assert_eq!(iban("éé"), Err(NotIban::Wrong));
        assert_eq!(iban("B"), Err(NotIban::Short(14)));
    }

    #[test]
    fn enterprises_have_check_digits() {
        // Proximus, Electrabel, the SPF Économie.
        for good in ["0202239951", "0403170701", "0314595348"] {
            assert!(is_enterprise(good), "{good}");
        }
        for bad in ["0202239952", "2202239951", "020223995", "02022399511", ""] {
            assert!(!is_enterprise(bad), "{bad}");
        }
    }

    #[test]
    fn persons_have_check_digits_in_both_centuries() {
        // The register's own examples: born in 1985, and in 2017.
        assert!(is_national("85073003328") && is_national("17073003384"));
        assert!(!is_national("85073003384") && !is_national("17073003328"));
        for bad in ["85133003328", "8507300332", "850730033281", "85073003329", ""] {
            assert!(!is_national(bad), "{bad}");
        }
    }
}
