//! Cells as people write them into values as the files keep them.

use jiff::civil::Date;

use crate::text::{Clean, fold::fold};

/// Several numbers or addresses of one cell. What stands between them: `,` `;` `|` a line break, Google's `:::`, and
/// a slash or a word with spaces around it.
pub fn several(cell: &str) -> Vec<&str> {
    let mut parts = vec![cell];
    for between in
        [":::", ",", ";", "|", "\n", " / ", " ou ", " of ", " oder ", " or ", " et ", " en ", " und ", " and "]
    {
        parts = parts.into_iter().flat_map(|part| part.split(between)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Whether a spreadsheet has rounded the number (`3.24751E+10`): its digits are lost.
pub fn is_rounded(cell: &str) -> bool {
    let mut parts = cell.trim().split(['E', 'e']);
    let (Some(digits), Some(power), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    number(digits) && power.strip_prefix('+').is_some_and(number)
}

/// A date as `YYYY-MM-DD`. Day before month, as the whole of Belgium writes; a month beyond 12 turns it round. Two
/// digits are no year.
pub fn date(cell: &str) -> Option<Clean> {
    let day = cell.split([' ', 'T']).next()?;
    let mut parts = day.split(['/', '-', '.']);
    let [a, b, c] = [parts.next()?, parts.next()?, parts.next()?];
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<i16>().ok()).flatten();
    let (a_long, c_long) = (a.len() == 4, c.len() == 4);
    let (a, b, c) = (number(a)?, number(b)?, number(c)?);
    let (year, month, day) = match (a_long, c_long) {
        (true, false) => (a, b, c),
        (false, true) if b > 12 => (c, a, b),
        (false, true) => (c, b, a),
        _ => return None,
    };
    if parts.next().is_some() || !(1850..=2150).contains(&year) {
        return None;
    }
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Clean::line(&date.to_string()))
}

/// A language tag: `fr`, `nl-BE`.
pub fn language(cell: &str) -> Option<Clean> {
    let folded = fold(cell.trim());
    let tag = match folded.as_str() {
        "f" | "fr" | "francais" | "french" | "frans" | "franzosisch" | "franzoesisch" => "fr",
        "n" | "nl" | "nederlands" | "neerlandais" | "dutch" | "niederlandisch" | "niederlaendisch" => "nl",
        "d" | "de" | "deutsch" | "allemand" | "german" | "duits" => "de",
        "e" | "en" | "english" | "anglais" | "engels" | "englisch" => "en",
        tag => return bcp47(tag),
    };
    Some(Clean::line(tag))
}

/// `fr_be` → `fr-BE`.
fn bcp47(tag: &str) -> Option<Clean> {
    let letters = |text: &str| (2..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase());
    match tag.split_once(['_', '-']) {
        Some((language, region)) if letters(language) && letters(region) => {
            Some(Clean::line(&format!("{language}-{}", region.to_uppercase())))
        }
        None if letters(tag) => Some(Clean::line(tag)),
        _ => None,
    }
}

/// The ISO 3166 code of a country around; anything else as it is.
pub fn country(cell: &str) -> Clean {
    let folded = fold(cell.trim());
    let code = match folded.as_str() {
        "belgique" | "belgie" | "belgien" | "belgium" | "b" => "BE",
        "pays-bas" | "nederland" | "niederlande" | "netherlands" | "the netherlands" | "hollande" => "NL",
        "france" | "frankrijk" | "frankreich" | "f" => "FR",
        "allemagne" | "duitsland" | "deutschland" | "germany" | "d" => "DE",
        "luxembourg" | "luxemburg" | "grand-duche de luxembourg" | "l" => "LU",
        "royaume-uni" | "verenigd koninkrijk" | "vereinigtes konigreich" | "united kingdom" => "GB",
        code if code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()) => {
            return Clean::line(&code.to_uppercase());
        }
        _ => return Clean::short(cell, 100),
    };
    Clean::line(code)
}

/// What one cell with a name holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// First name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Firm.
    pub organisation: String,
}

/// Legal forms that tell a firm from a person.
const FIRMS: &[&str] = &[
    "sa", "nv", "srl", "bv", "bvba", "sprl", "asbl", "vzw", "scrl", "cvba", "sc", "snc", "gmbh", "ag", "kg", "ltd",
    "inc", "sarl", "sas",
];

/// Takes a whole name apart: `Dupont, Marie`, `DUPONT Marie`, `Marie Dupont`, `Garage du Pont SRL`.
pub fn name(cell: &str) -> Name {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let pair = |given: &[&str], family: &[&str]| Name {
        given: given.join(" "),
        family: family.join(" "),
        organisation: String::new(),
    };
    let firm = |word: &&str| FIRMS.contains(&fold(word).replace('.', "").as_str());
    if words.len() > 1 && (words.last().is_some_and(firm) || words.first().is_some_and(firm)) {
        return Name { organisation: words.join(" "), ..Name::default() };
    }
    if let Some((family, given)) = cell.split_once(',') {
        return Name { given: given.trim().to_owned(), family: family.trim().to_owned(), organisation: String::new() };
    }
    let capitals = |word: &&&str| word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase());
    let leading = words.iter().take_while(capitals).count();
    let trailing = words.iter().rev().take_while(capitals).count();
    match words.as_slice() {
        [] => Name::default(),
        [family] => pair(&[], &[family]),
        words if leading > 0 && leading < words.len() => pair(&words[leading..], &words[..leading]),
        words if trailing > 0 && trailing < words.len() => {
            pair(&words[..words.len() - trailing], &words[words.len() - trailing..])
        }
        [given, family @ ..] => pair(&[given], family),
    }
}

/// The same where the family name always comes first: `Van den Berghe Jan`.
pub fn family_first(cell: &str) -> Name {
    let guessed = name(cell);
    let words: Vec<&str> = cell.split_whitespace().collect();
    let plain = guessed.organisation.is_empty()
        && !cell.contains(',')
        && words[..words.len().min(1)] == [guessed.given.as_str()];
    match words.as_slice() {
        [family @ .., given] if plain && !family.is_empty() => {
            Name { given: (*given).to_owned(), family: family.join(" "), organisation: String::new() }
        }
        _ => guessed,
    }
}

/// Whether it is a bank account number: ISO 13616, remainder 1 by 97.
pub fn is_iban(cell: &str) -> bool {
    let text: Vec<u8> = cell.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    let sound = (15..=34).contains(&text.len())
        && text[..2].iter().all(u8::is_ascii_uppercase)
        && text[2..4].iter().all(u8::is_ascii_digit)
        && text.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    if !sound {
        return false;
    }
    let moved = text[4..].iter().chain(&text[..4]);
    1 == moved.fold(0_u32, |rest, &b| match b {
        b'0'..=b'9' => (rest * 10 + u32::from(b - b'0')) % 97,
        _ => (rest * 100 + u32::from(b - b'A') + 10) % 97,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_any_order() {
        let table = [
            ("1980-05-12", "1980-05-12"),
            ("12/05/1980", "1980-05-12"),
            ("12.5.1980", "1980-05-12"),
            ("5/31/1980", "1980-05-31"),
            ("1980-05-12T00:00:00", "1980-05-12"),
            ("12/05/80", ""),
            ("31/02/1980", ""),
            ("--05-12", ""),
            ("0/0/00", ""),
            ("hier", ""),
        ];
        for (cell, expected) in table {
            assert_eq!(date(cell).unwrap_or_default(), expected, "{cell}");
        }
    }

    #[test]
    fn names_come_apart() {
        let table = [
            ("Dupont, Marie-Claire", "Marie-Claire", "Dupont", ""),
            ("VAN DEN BERGHE Jan", "Jan", "VAN DEN BERGHE", ""),
            ("Jan Van den Berghe", "Jan", "Van den Berghe", ""),
            ("Marie DUPONT", "Marie", "DUPONT", ""),
            ("Peeters", "", "Peeters", ""),
            ("Garage du Pont SRL", "", "", "Garage du Pont SRL"),
            ("S.A. Delhez", "", "", "S.A. Delhez"),
            ("", "", "", ""),
        ];
        assert_eq!(family_first("Van den Berghe Jan").given, "Jan");
        assert_eq!(family_first("DUPONT Marie Claire").given, "Marie Claire");
        assert_eq!(family_first("Peeters").family, "Peeters");
        for (cell, given, family, organisation) in table {
            let name = name(cell);
            assert_eq!(
                (name.given.as_str(), name.family.as_str(), name.organisation.as_str()),
                (given, family, organisation)
            );
        }
    }

    #[test]
    fn small_values() {
        assert_eq!(several("02 555 12 12 / 0475 12 34 56;x"), ["02 555 12 12", "0475 12 34 56", "x"]);
        assert_eq!(several("02/555.12.12"), ["02/555.12.12"]);
        assert_eq!(several("a@example.be ::: b@example.be"), ["a@example.be", "b@example.be"]);
        assert!(is_rounded("3,24751E+10") && !is_rounded("0475 12 34 56") && !is_rounded("E+") && !is_rounded("Eve"));
        assert_eq!(language("Néerlandais").unwrap(), "nl");
        assert_eq!(language("fr_BE").unwrap(), "fr-BE");
        assert_eq!(language("both of them"), None);
        assert_eq!(country("België"), "BE");
        assert_eq!(country("Česko"), "Česko");
        // The example of ISO 13616's registry for Belgium.
        assert!(is_iban("BE68 5390 0754 7034") && !is_iban("BE68 5390 0754 7035") && !is_iban("BÉ68"));
    }
}
