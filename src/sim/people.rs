//! Plausible Belgian contacts from a seed. Family names are among the most frequent of Statbel's public list of family
//! names; postcodes are those of bpost's public list.

use std::collections::BTreeMap;

use crate::{domain::ContactField, exchange::NewContact, text::Clean};

const FAMILY_NL: &[&str] = &[
    "Peeters",
    "Janssens",
    "Maes",
    "Jacobs",
    "Mertens",
    "Willems",
    "Claes",
    "Goossens",
    "Wouters",
    "De Smet",
    "Pauwels",
    "Vermeulen",
    "Hermans",
    "Aerts",
    "Michiels",
    "Van den Berghe",
    "De Clercq",
    "Verhoeven",
    "Desmet",
    "Van Damme",
];
const FAMILY_FR: &[&str] = &[
    "Dupont",
    "Lambert",
    "Dubois",
    "Martin",
    "Simon",
    "Laurent",
    "Leroy",
    "Lefèvre",
    "Lejeune",
    "Denis",
    "François",
    "Thomas",
    "Gérard",
    "Delvaux",
    "Renard",
    "Charlier",
    "Collard",
    "Étienne",
    "Noël",
    "Dumont",
];
const FAMILY_DE: &[&str] = &["Schmitz", "Müller", "Meyer", "Heinen", "Schumacher", "Keller", "Jost", "Kessler"];
const GIVEN_NL: &[&str] = &["Luc", "An", "Jan", "Els", "Tom", "Griet", "Bart", "Ilse", "Koen", "Sofie", "Wim", "Lies"];
const GIVEN_FR: &[&str] =
    &["Anne", "Marc", "Nathalie", "Philippe", "Chloé", "Benoît", "Isabelle", "Olivier", "Céline", "Michel"];
const GIVEN_DE: &[&str] = &["Karl", "Ursula", "Dieter", "Helga", "Jürgen", "Petra"];
const TOWNS_NL: &[(&str, &str)] = &[
    ("2000", "Antwerpen"),
    ("9000", "Gent"),
    ("8000", "Brugge"),
    ("3000", "Leuven"),
    ("2800", "Mechelen"),
    ("8500", "Kortrijk"),
    ("3500", "Hasselt"),
    ("8400", "Oostende"),
    ("9300", "Aalst"),
    ("2300", "Turnhout"),
];
const TOWNS_FR: &[(&str, &str)] = &[
    ("1000", "Bruxelles"),
    ("4000", "Liège"),
    ("5000", "Namur"),
    ("6000", "Charleroi"),
    ("7000", "Mons"),
    ("7500", "Tournai"),
    ("4800", "Verviers"),
    ("1300", "Wavre"),
    ("6700", "Arlon"),
    ("5500", "Dinant"),
];
const TOWNS_DE: &[(&str, &str)] =
    &[("4700", "Eupen"), ("4780", "Sankt Vith"), ("4720", "Kelmis"), ("4760", "Büllingen")];
const STREETS: &[&str] =
    &["Kerkstraat", "Stationsstraat", "Rue de l'Église", "Rue de la Gare", "Hauptstraße", "Grand-Place"];

/// SplitMix64: the same seed gives the same people.
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// A number below `below`, which is at least 1.
    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below.max(1)
    }

    /// One of a list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.roll(list.len() as u64);
        list.get(usize::try_from(at).unwrap_or(0))
    }
}

/// `count` people.
pub fn people(seed: u64, count: u32) -> Vec<NewContact> {
    let mut dice = Dice(seed);
    (0..count).map(|at| person(&mut dice, at)).collect()
}

fn person(dice: &mut Dice, at: u32) -> NewContact {
    let (language, families, givens, towns) = match dice.roll(100) {
        0..=54 => ("nl", FAMILY_NL, GIVEN_NL, TOWNS_NL),
        55..=94 => ("fr", FAMILY_FR, GIVEN_FR, TOWNS_FR),
        _ => ("de", FAMILY_DE, GIVEN_DE, TOWNS_DE),
    };
    let family = dice.pick(families).copied().unwrap_or_default();
    let given = dice.pick(givens).copied().unwrap_or_default();
    let (postcode, town) = dice.pick(towns).copied().unwrap_or_default();
    let street = dice.pick(STREETS).copied().unwrap_or_default();
    let house = dice.roll(180) + 1;
    // Every number is its own: the place in the list is part of it.
    let number = format!("047{} {:02} {:02} {:02}", dice.roll(10), at / 10_000 % 100, at / 100 % 100, at % 100);
    let birth = format!("{}-{:02}-{:02}", 1940 + dice.roll(65), dice.roll(12) + 1, dice.roll(28) + 1);
    let mut fields = BTreeMap::new();
    let mut set = |field, text: &str| drop(fields.insert(field, Clean::line(text)));
    set(ContactField::Family, family);
    set(ContactField::Given, given);
    set(ContactField::Language, &format!("{language}-BE"));
    set(ContactField::Numbers, &number);
    set(ContactField::Emails, &format!("klant{at}@example.be"));
    set(ContactField::Street, &format!("{street} {house}"));
    set(ContactField::Postcode, postcode);
    set(ContactField::Locality, town);
    set(ContactField::Country, "BE");
    set(ContactField::Birth, &birth);
    set(ContactField::CustomerNumber, &format!("{:08}", 10_000_000 + u64::from(at) * 37));
    set(ContactField::Iban, &format!("BE00 0000 0000 {:04}", at % 10_000));
    NewContact { fields, extra: BTreeMap::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PhoneNumber;

    #[test]
    fn the_same_seed_gives_the_same_people_with_real_numbers() {
        assert_eq!(people(7, 50), people(7, 50));
        for person in people(7, 500) {
            let raw = person.fields.get(&ContactField::Numbers).unwrap();
            assert!(PhoneNumber::parse(raw, "BE").e164.is_some(), "{raw}");
        }
    }
}
