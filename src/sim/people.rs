//! Plausible contacts: the same seed gives the same people, on every machine.
//!
//! The numbers have Belgian formats and may belong to somebody; the simulator never dials out. The addresses of mail
//! are under `example.org` (RFC 2606) and `example.be`; nothing is ever sent there.

use std::collections::BTreeMap;

use super::names::{Names, PLACES, Place, names};
use crate::{
    domain::{Contact, ContactField, ContactId, Utc},
    exchange::NewContact,
    text::{Clean, fold::fold},
};

/// The numbers of mobiles that are given out, each once: 047x, 048x and 049x with six digits.
const MOBILES: u64 = 30_000_000;
/// No common factor with [`MOBILES`]: steps over all of them before one comes again.
const STEP: u64 = 7_654_321;

/// A contact before it has an id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// Field and text, as an agent would have typed it.
    pub fields: Vec<(ContactField, String)>,
}

impl NewPerson {
    /// The contact of that id.
    pub fn contact(&self, id: ContactId, created: Utc) -> Contact {
        let mut contact = Contact::new(id, created);
        for (field, text) in &self.fields {
            contact.set_field(*field, text, "BE");
        }
        contact
    }

    /// The text of a field; empty where there is none.
    pub fn field(&self, field: ContactField) -> &str {
        self.fields.iter().find(|(own, _)| *own == field).map_or("", |(_, text)| text)
    }
}

/// `count` people as rows to import, each with one number of its own.
pub fn people(seed: u64, count: u32) -> Vec<NewContact> {
    let own_number = |person: NewPerson| {
        let first = |text: &str| text.split(", ").next().map(Clean::line).unwrap_or_default();
        let fields = person.fields.iter().map(|(field, text)| match field {
            ContactField::Numbers => (*field, first(text)),
            field => (*field, Clean::line(text)),
        });
        NewContact { fields: fields.collect(), extra: BTreeMap::new() }
    };
    crowd(seed, count as usize).map(own_number).collect()
}

/// `count` people, one after another. Some share a household and its landline, some only the name, some are firms.
pub fn crowd(seed: u64, count: usize) -> impl Iterator<Item = NewPerson> {
    let mut people = People { dice: Dice(seed), seed, household: None };
    (0..count).map(move |index| people.person(index as u64))
}

/// The same as contacts; `id` names the contact of each place in the row.
pub fn contacts(
    seed: u64,
    count: usize,
    created: Utc,
    mut id: impl FnMut(usize) -> ContactId,
) -> impl Iterator<Item = Contact> {
    crowd(seed, count).enumerate().map(move |(index, person)| person.contact(id(index), created))
}

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014): the same seed gives the
/// same throws.
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

    /// Once in `n` times.
    fn once_in(&mut self, n: u64) -> bool {
        self.roll(n) == 0
    }

    /// One of a list apart by commas, the first ones more often.
    fn common(&mut self, list: &'static str) -> &'static str {
        let count = list.split(", ").count() as u64;
        let at = self.roll(count).min(self.roll(count));
        list.split(", ").nth(at as usize).unwrap_or_default()
    }
}

/// Who lives together.
#[derive(Clone)]
struct Household {
    place: Place,
    language: &'static str,
    family: &'static str,
    street: String,
    landline: Option<String>,
}

struct People {
    dice: Dice,
    seed: u64,
    household: Option<Household>,
}

impl People {
    fn person(&mut self, index: u64) -> NewPerson {
        let together = self.dice.once_in(8);
        let household = match self.household.take().filter(|_| together) {
            Some(household) => household,
            None => self.move_in(),
        };
        let names = names(household.language);
        let firm = !together && self.dice.once_in(12);
        let mut person = NewPerson::default();
        let mut set = |field, text: &str| {
            if !text.is_empty() {
                person.fields.push((field, text.to_owned()));
            }
        };
        let given = self.dice.common(names.given);
        let mut numbers = Vec::new();
        if firm {
            let firm = self.dice.common(names.firms).replace('%', household.family);
            set(ContactField::Organisation, &firm);
            numbers.extend(household.landline.clone().or_else(|| Some(self.landline(household.place))));
            if self.dice.once_in(3) {
                set(ContactField::Given, given);
                set(ContactField::Family, self.dice.common(names.family));
                numbers.push(self.mobile(index));
            }
        } else {
            set(ContactField::Given, given);
            set(ContactField::Family, household.family);
            if household.landline.is_none() || together || !self.dice.once_in(6) {
                numbers.push(self.mobile(index));
            }
            numbers.extend(household.landline.clone());
            if self.dice.roll(10) < 7 {
                set(ContactField::Birth, &self.birth());
            }
        }
        set(ContactField::Language, &format!("{}-BE", household.language));
        set(ContactField::Numbers, &numbers.join(", "));
        if self.dice.roll(10) < 6 {
            set(ContactField::Emails, &self.email(given, household.family, index));
        }
        set(ContactField::Street, &household.street);
        set(ContactField::Postcode, &household.place.postcode.to_string());
        set(ContactField::Locality, household.place.name);
        set(ContactField::Country, "BE");
        if self.dice.roll(10) < 8 {
            set(ContactField::CustomerNumber, &format!("{:07}", 1_000_000 + index));
        }
        // Plain to see that it is none: the check digits are 00.
        set(ContactField::Iban, &format!("BE00 0000 {:04} {:04}", index / 10_000 % 10_000, index % 10_000));
        self.household = Some(household);
        person
    }

    fn move_in(&mut self) -> Household {
        let place = PLACES[self.dice.roll(PLACES.len() as u64) as usize];
        // One in six in Brussels speaks the second language.
        let languages = place.languages();
        let second = languages.len() > 1 && self.dice.once_in(6);
        let language = languages[usize::from(second)];
        let Names { family, streets, .. } = names(language);
        let (street, house) = (self.dice.common(streets), 1 + self.dice.roll(180));
        let street = match self.dice.roll(8) {
            0 => format!("{street} {house}/{}", 1 + self.dice.roll(30)),
            1 => format!("{street} {house}{}", ["A", "B", "C"][self.dice.roll(3) as usize]),
            _ => format!("{street} {house}"),
        };
        let landline = (self.dice.roll(10) < 4).then(|| self.landline(place));
        Household { place, language, family: self.dice.common(family), street, landline }
    }

    /// A mobile of its own for each person: `0475 12 34 56`, in one of the usual spellings.
    fn mobile(&mut self, index: u64) -> String {
        let number = (index.wrapping_mul(STEP).wrapping_add(self.seed % MOBILES)) % MOBILES;
        let (prefix, rest) = (470 + number / 1_000_000, number % 1_000_000);
        let (a, b, c) = (rest / 10_000, rest / 100 % 100, rest % 100);
        match self.dice.roll(8) {
            0 => format!("0{prefix}/{a:02}.{b:02}.{c:02}"),
            1 => format!("+32 {prefix} {a:02} {b:02} {c:02}"),
            2 => format!("0{prefix}{rest:06}"),
            3 => format!("0{prefix}/{a:02} {b:02} {c:02}"),
            _ => format!("0{prefix} {a:02} {b:02} {c:02}"),
        }
    }

    /// A landline of the place's zone: nine digits with the zero, the first after a one-digit zone as the plan has it.
    fn landline(&mut self, place: Place) -> String {
        let first = match place.zone {
            4 => 2 + self.dice.roll(2),
            9 => 2 + self.dice.roll(3),
            _ => 2 + self.dice.roll(6),
        };
        let (zone, rest) = (place.zone, self.dice.roll(100_000));
        let (b, c) = (rest / 100 % 100, rest % 100);
        if zone < 10 {
            let a = first * 100 + rest / 1_000 % 10 * 10 + self.dice.roll(10);
            match self.dice.roll(4) {
                0 => format!("0{zone}/{a:03}.{b:02}.{c:02}"),
                1 => format!("+32 {zone} {a:03} {b:02} {c:02}"),
                _ => format!("0{zone} {a:03} {b:02} {c:02}"),
            }
        } else {
            let a = first * 10 + rest / 10_000;
            match self.dice.roll(4) {
                0 => format!("0{zone}/{a:02}.{b:02}.{c:02}"),
                1 => format!("+32 {zone} {a:02} {b:02} {c:02}"),
                _ => format!("0{zone} {a:02} {b:02} {c:02}"),
            }
        }
    }

    fn birth(&mut self) -> String {
        let (year, month, day) = (1938 + self.dice.roll(70), 1 + self.dice.roll(12), 1 + self.dice.roll(28));
        format!("{year:04}-{month:02}-{day:02}")
    }

    fn email(&mut self, given: &str, family: &str, index: u64) -> String {
        let plain = |name: &str| fold(name).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let domain = ["example.be", "example.org"][usize::from(self.dice.once_in(4))];
        // The number keeps the addresses of namesakes apart.
        format!("{}.{}{index}@{domain}", plain(given), plain(family))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::{Id, Language};

    fn sample(seed: u64) -> Vec<Contact> {
        contacts(seed, 2_000, Utc(0), |index| ContactId(Id(index as u128))).collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_people() {
        assert_eq!(sample(7), sample(7));
        assert_ne!(sample(7), sample(8));
        assert_eq!(people(7, 3), people(7, 300)[..3]);
    }

    #[test]
    fn every_number_is_valid_and_mobiles_are_nobody_elses() {
        let mut mobiles = BTreeSet::new();
        for contact in sample(1) {
            assert!(!contact.numbers.is_empty(), "{}", contact.name());
            for number in &contact.numbers {
                let e164 = number.e164.as_ref().unwrap_or_else(|| panic!("{} is no number", number.raw));
                assert!(!e164.starts_with("+324") || e164.len() < 12 || mobiles.insert(e164.clone()), "{e164} twice");
            }
        }
        assert!(mobiles.len() > 1_400);
    }

    #[test]
    fn rows_to_import_are_people_of_their_own() {
        let people = people(5, 500);
        let own: BTreeSet<_> = people
            .iter()
            .map(|row| crate::domain::PhoneNumber::parse(&row.fields[&ContactField::Numbers], "BE").e164)
            .collect();
        assert!(own.len() == people.len() && !own.contains(&None));
    }

    #[test]
    fn every_zone_has_valid_landlines() {
        let mut people = People { dice: Dice(3), seed: 3, household: None };
        for place in PLACES {
            for _ in 0..40 {
                let raw = people.landline(*place);
                let number = crate::domain::PhoneNumber::parse(&raw, "BE");
                assert!(number.e164.is_some(), "{raw} of {}", place.name);
            }
        }
    }

    #[test]
    fn the_crowd_is_mixed() {
        let crowd = sample(2);
        let share =
            |is: &dyn Fn(&Contact) -> bool| crowd.iter().filter(|contact| is(contact)).count() * 100 / crowd.len();
        for (language, least, most) in [(Language::Fr, 30, 65), (Language::Nl, 30, 65), (Language::De, 1, 10)] {
            let share = share(&|contact| contact.spoken() == Some(language));
            assert!((least..most).contains(&share), "{language:?}: {share} %");
        }
        assert!((4..12).contains(&share(&|contact| !contact.organisation.is_empty())));
        assert!((40..80).contains(&share(&|contact| !contact.emails.is_empty())));
        let mut names: BTreeMap<Clean, usize> = BTreeMap::new();
        crowd.iter().for_each(|contact| *names.entry(contact.name()).or_default() += 1);
        assert!(names.values().any(|&count| count > 3), "namesakes");
        assert!(names.len() > 1_000);
        let domains =
            |email: &crate::domain::Email| email.0.ends_with("@example.be") || email.0.ends_with("@example.org");
        assert!(crowd.iter().flat_map(|contact| &contact.emails).all(domains));
    }
}
