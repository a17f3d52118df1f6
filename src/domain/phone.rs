//! Telephone numbers: the raw text kept, the E.164 form beside it.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType, Region};
use serde::{Deserialize, Serialize};

use crate::text::Clean;

/// Up to this many digits it is an emergency or short number or an extension of the house, which no plan may
/// complete: 112 is not +32 112.
const SHORT: usize = 6;

/// E.164 allows 15 digits; a dialled prefix (`00`, `(0)`) may come on top.
const LONGEST: usize = 20;

/// Whether it can be a number at all: there is a digit in it.
pub fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// A number as it was given, and in E.164 where it is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneNumber {
    /// As given, leading zeros and all.
    pub raw: Clean,
    /// `+32475123456`; none for extensions, short numbers and what no plan knows.
    #[serde(default)]
    pub e164: Option<Clean>,
}

impl PhoneNumber {
    /// Reads a number as people write it; `region` (ISO 3166) is assumed where it has no country code.
    pub fn parse(raw: &str, region: &str) -> PhoneNumber {
        let raw = Clean::short(raw, 64);
        let e164 = e164(&raw, region);
        PhoneNumber { raw, e164 }
    }

    /// What contacts are looked up by: E.164 where known, the bare digits otherwise.
    pub fn key(&self) -> String {
        match &self.e164 {
            Some(e164) => e164.to_string(),
            None => self.raw.chars().filter(char::is_ascii_digit).collect(),
        }
    }

    /// A text message arrives there: it is a mobile by its country's plan, or one that can't be told from them (as in the
    /// United States). The plans are those of libphonenumber.
    pub fn is_mobile(&self) -> bool {
        let number = self.e164.as_ref().and_then(|e164| PHONE_NUMBER_UTIL.parse(e164.as_str(), None).ok());
        let kind = number.map(|number| PHONE_NUMBER_UTIL.get_number_type(&number));
        matches!(kind, Some(PhoneNumberType::Mobile | PhoneNumberType::FixedLineOrMobile))
    }
}

/// A number in E.164 as it is said at home: `+32475123456` → `0475 12 34 56`. Anything else stays as it is.
pub fn national(e164: &str) -> String {
    match PHONE_NUMBER_UTIL.parse(e164, None) {
        Ok(number) if PHONE_NUMBER_UTIL.is_valid_number(&number) => {
            PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::National).to_string()
        }
        _ => e164.to_owned(),
    }
}

/// Whether numbers are known for a region (ISO 3166, in capitals); others would complete none.
pub fn has_numbers(region: &str) -> bool {
    let region = Region::from_code(region).ok().filter(|_| region.bytes().all(|b| b.is_ascii_uppercase()));
    region.and_then(|region| PHONE_NUMBER_UTIL.get_country_code_for_region(region)).is_some_and(|code| code != 0)
}

fn e164(raw: &str, region: &str) -> Option<Clean> {
    let dialled = dialled(raw)?;
    let region = Region::from_code(&region.trim().to_ascii_uppercase()).ok();
    // Files mix prefixes: 00 means abroad in every country around, whatever the region's own prefix is.
    let abroad = dialled.strip_prefix("00").map(|rest| format!("+{rest}"));
    [Some(dialled), abroad].into_iter().flatten().find_map(|text| {
        let number = PHONE_NUMBER_UTIL.parse(&text, region).ok()?;
        let valid = PHONE_NUMBER_UTIL.is_valid_number(&number);
        valid.then(|| Clean::line(&PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164)))
    })
}

/// The digits that are dialled, with their `+`; none if they can't be a number with a plan. Only these reach the
/// library, so that nothing a stranger writes can.
fn dialled(raw: &str) -> Option<String> {
    let mut out = String::new();
    for c in raw.chars() {
        match c {
            '0'..='9' => out.push(c),
            '+' if out.is_empty() => out.push(c),
            // After the digits a word opens an extension or a remark: `02 555 12 12 ext. 34`, `0475 12 34 56 (GSM)`.
            c if c == '+' || c == '#' || c == '*' || c == ',' || c == ';' || c.is_alphabetic() => {
                let begun = out.bytes().any(|b| b.is_ascii_digit());
                if begun {
                    break;
                }
            }
            _ => {}
        }
    }
    let digits = out.bytes().filter(u8::is_ascii_digit).count();
    (digits > SHORT && digits <= LONGEST).then_some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn e164(raw: &str, region: &str) -> String {
        PhoneNumber::parse(raw, region).e164.map(Clean::into_string).unwrap_or_default()
    }

    #[test]
    fn written_as_people_write_them() {
        let table = [
            ("0475 12 34 56", "BE", "+32475123456"),
            ("0475/12.34.56", "BE", "+32475123456"),
            ("0475-12-34-56", "BE", "+32475123456"),
            ("475123456", "BE", "+32475123456"),
            ("+32 475 12 34 56", "BE", "+32475123456"),
            ("+32 (0)475 12 34 56", "FR", "+32475123456"),
            ("0032 475 12 34 56", "BE", "+32475123456"),
            ("0032475123456", "US", "+32475123456"),
            ("32475123456", "BE", "+32475123456"),
            ("GSM: 0475 12 34 56 (privé)", "be", "+32475123456"),
            ("02 555 12 12", "BE", "+3225551212"),
            ("02/555.12.12", "BE", "+3225551212"),
            ("+32 (0)2 555 12 12", "BE", "+3225551212"),
            ("(02) 555 12 12 ext. 34", "BE", "+3225551212"),
            ("081/22 33 44", "BE", "+3281223344"),
            ("0800 12 345", "BE", "+3280012345"),
            ("020 123 4567", "NL", "+31201234567"),
            ("06-12345678", "NL", "+31612345678"),
            ("+31 (0)6 12345678", "BE", "+31612345678"),
            ("01 42 68 53 00", "FR", "+33142685300"),
            ("06.12.34.56.78", "FR", "+33612345678"),
            ("0033 6 12 34 56 78", "BE", "+33612345678"),
            ("030 123456", "DE", "+4930123456"),
            ("0151 23456789", "DE", "+4915123456789"),
            ("+49 (0)30 / 12 34 56", "BE", "+4930123456"),
            ("621 123 456", "LU", "+352621123456"),
            ("+352 26 12 34 56", "BE", "+35226123456"),
            ("00352 220101", "BE", "+352220101"),
            ("+39 06 6982", "BE", "+39066982"),
        ];
        for (raw, region, expected) in table {
            assert_eq!(e164(raw, region), expected, "{raw} in {region}");
        }
    }

    #[test]
    fn short_numbers_and_nonsense_stay_as_they_are() {
        for raw in ["112", "1722", "100", "105", "+32112", "4021", "123456", "22 01 01", "x34", "", "+", "privé"] {
            assert_eq!(e164(raw, "BE"), "", "{raw}");
            assert_eq!(e164(raw, "LU"), "", "{raw}");
        }
        for raw in
            ["0475 12 34", "00000000", "0475123456789012345678901", "1-800-FLOWERS", "0475 12 34 56 02 555 12 12"]
        {
            assert_eq!(e164(raw, "BE"), "", "{raw}");
        }
        assert_eq!(e164("0475 12 34 56", ""), "");
        assert_eq!(e164("0475 12 34 56", "Belgique"), "");
        assert_eq!(e164("+32475123456", ""), "+32475123456");
    }

    #[test]
    fn the_raw_text_stays_and_the_key_joins_spellings() {
        let number = PhoneNumber::parse(" 0475/12.34.56 ", "BE");
        assert_eq!(number.raw, "0475/12.34.56");
        assert_eq!(number.key(), PhoneNumber::parse("+32 475 12 34 56", "FR").key());
        let extension = PhoneNumber::parse("00 21", "BE");
        assert_eq!((extension.raw.as_str(), extension.key().as_str()), ("00 21", "0021"));
    }

    #[test]
    fn a_text_message_goes_to_mobiles() {
        let table = [
            ("0455 12 34 56", true),
            ("0475 12 34 56", true),
            ("+32 499 12 34 56", true),
            ("+31 6 12345678", true),
            ("+1 212 555 0123", true),
            ("02 555 12 12", false),
            ("011 22 33 44", false),
            ("0800 12 345", false),
            ("+31 20 123 4567", false),
            ("112", false),
            ("4021", false),
            ("", false),
        ];
        for (raw, mobile) in table {
            assert_eq!(PhoneNumber::parse(raw, "BE").is_mobile(), mobile, "{raw}");
        }
    }

    #[test]
    fn a_region_is_one_that_has_numbers() {
        for region in ["BE", "FR", "NL", "DE", "LU", "US"] {
            assert!(has_numbers(region), "{region}");
        }
        for region in ["ZZ", "XX", "001", "EU", "be", "Be", "", " BE", "Belgium"] {
            assert!(!has_numbers(region), "{region}");
        }
    }

    proptest! {
        #[test]
        fn no_text_harms(raw in ".{0,80}", digits in "[+0-9 ()/.;=x]{0,40}", region in ".{0,4}") {
            for text in [&raw, &digits] {
                let once = PhoneNumber::parse(text, &region);
                prop_assert_eq!(&PhoneNumber::parse(&once.raw, &region), &once);
                if let Some(e164) = &once.e164 {
                    prop_assert!(e164.len() <= 17 && e164.starts_with('+'));
                    let again = PhoneNumber::parse(e164, "BE");
                    prop_assert_eq!(again.e164.as_ref(), Some(e164));
                }
            }
            PhoneNumber::parse(&digits, "BE");
        }
    }
}
