//! A message that is to be sent: it stands in the outbox until it leaves.

use serde::{Deserialize, Serialize};

use super::{
    AgentId, Case, CaseNumber, Contact, ContactId, Email, InteractionId, Language, OutgoingId, PhoneNumber, Utc,
};
use crate::text::Clean;

/// By what it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// An e-mail.
    Mail,
    /// A fax.
    Fax,
    /// A text message.
    Sms,
    /// A letter.
    Letter,
}

impl Medium {
    /// All of them, by the names that files have for them.
    pub const ALL: [(&str, Medium); 4] =
        [("mail", Medium::Mail), ("fax", Medium::Fax), ("sms", Medium::Sms), ("letter", Medium::Letter)];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        Medium::ALL.iter().find(|(_, medium)| *medium == self).map_or("", |(name, _)| name)
    }
}

/// Where it is on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutgoingState {
    /// In the outbox: nothing was sent.
    #[default]
    Queued,
    /// In the outbox, and nobody knows where to: it waits for an address.
    NoAddress,
    /// Taken back before it left.
    Cancelled,
}

/// What a message is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// What a step of a script sends.
    #[default]
    Step,
    /// What was agreed, in writing: the sale by its place among those of the contact in which it was queued.
    Confirmation(u16),
    /// That the complaint is being treated.
    Acknowledgement(CaseNumber),
}

/// Why something is not queued, or not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutgoingNo {
    /// Nobody knows where to.
    NoAddress,
    /// The step has queued it already.
    Queued,
    /// It does not wait any more.
    Over,
    /// It has an address already.
    Addressed,
    /// What was typed is no address.
    NotAnAddress,
}

/// A message that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Which.
    pub id: OutgoingId,
    /// What it is.
    #[serde(default)]
    pub purpose: Purpose,
    /// By what; without an address, nobody knows yet.
    pub medium: Medium,
    /// To whom.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// Their name, or what was known in its place.
    #[serde(default)]
    pub who: Clean,
    /// Address or number; of a letter, all lines. Empty: it waits for one.
    #[serde(default)]
    pub to: Clean,
    /// In which language.
    #[serde(default)]
    pub language: Language,
    /// What it is about; empty: it has no subject.
    #[serde(default)]
    pub subject: Clean,
    /// All of it.
    #[serde(default)]
    pub text: Clean,
    /// Knowledge articles that go with it, by code.
    #[serde(default)]
    pub attachments: Vec<Clean>,
    /// The contact in which it was queued.
    #[serde(default)]
    pub interaction: Option<InteractionId>,
    /// When it was queued.
    pub at: Utc,
    /// By whom.
    pub by: AgentId,
    /// Where it is on its way.
    #[serde(default)]
    pub state: OutgoingState,
    /// Who took it back, and when.
    #[serde(default)]
    pub taken_back: Option<(AgentId, Utc)>,
}

impl Outgoing {
    /// It is still to be sent, and may be.
    pub fn is_queued(&self) -> bool {
        self.state == OutgoingState::Queued
    }

    /// It stands in the outbox, and nobody knows where to.
    pub fn lacks_address(&self) -> bool {
        self.state == OutgoingState::NoAddress
    }

    /// It stands in the outbox, with an address or not.
    pub fn waits(&self) -> bool {
        self.is_queued() || self.lacks_address()
    }

    /// It goes there.
    pub fn goes_to(&mut self, (medium, to): (Medium, Clean)) {
        (self.medium, self.to, self.state) = (medium, to, OutgoingState::Queued);
    }

    /// It is taken back before it leaves.
    pub fn take_back(&mut self, by: AgentId, now: Utc) {
        (self.state, self.taken_back) = (OutgoingState::Cancelled, Some((by, now)));
    }

    /// It is to be sent after all; without an address it waits for one.
    pub fn put_back(&mut self) {
        let state = if self.to.is_empty() { OutgoingState::NoAddress } else { OutgoingState::Queued };
        (self.state, self.taken_back) = (state, None);
    }

    /// It was taken back, and may be put back; `case`: the one that it acknowledges, while that is not over. What a step sends is
    /// sent anew there.
    pub fn may_come_back(&self, case: Option<&Case>) -> bool {
        let owed = match self.purpose {
            Purpose::Step => false,
            Purpose::Confirmation(_) => true,
            Purpose::Acknowledgement(number) => {
                case.is_some_and(|case| case.number == number && case.is_open() && case.prepares(self.id))
            }
        };
        owed && self.state == OutgoingState::Cancelled
    }
}

/// Where something goes that has to arrive, by whatever: by e-mail, else as a text message, else as a letter.
pub fn any_address(contact: Option<&Contact>, call: Option<&PhoneNumber>) -> Option<(Medium, Clean)> {
    let media = [Medium::Mail, Medium::Sms, Medium::Letter];
    media.into_iter().find_map(|medium| Some((medium, address(medium, contact, call)?)))
}

/// What was typed as an address: an e-mail address, a mobile number, or street and town where `who` lives, behind a postcode or
/// a comma.
pub fn typed_address(typed: &str, who: &str, region: &str) -> Option<(Medium, Clean)> {
    if let Some(email) = Email::parse(typed) {
        return Some((Medium::Mail, email.0));
    }
    let number = PhoneNumber::parse(typed.trim(), region);
    // House number and postcode side by side may look like a number, but for the zero or the plus that one begins with.
    let dialled =
        typed.chars().find(|c| c.is_ascii_digit() || *c == '+').is_some_and(|first| matches!(first, '0' | '+'));
    let postal = postal(typed).filter(|_| !dialled || number.e164.is_none());
    if let Some(lines) = postal {
        let lines: Vec<&str> = [who].into_iter().filter(|who| !who.is_empty()).chain(lines).collect();
        return Some((Medium::Letter, Clean::text(&lines.join("\n"))));
    }
    number.is_mobile().then_some((Medium::Sms, number.raw))
}

/// The lines of a postal address, as it was typed: a new one begins behind each comma, and with the postcode.
fn postal(typed: &str) -> Option<Vec<&str>> {
    let at = postcode(typed).unwrap_or(typed.len());
    let (street, town) = typed.split_at(at);
    let lines = |part| str::split(part, ',').map(str::trim).filter(|line| !line.is_empty());
    let all: Vec<&str> = lines(street).chain(lines(town)).collect();
    let whole = all.len() > 1 && all.iter().all(|line| line.contains(char::is_alphabetic));
    (whole && !typed.contains('@')).then_some(all)
}

/// Where the postcode of a town begins: behind the street, four digits (five in France and Germany), then words without any.
fn postcode(typed: &str) -> Option<usize> {
    let (mut at, mut found) = (0, None);
    for word in typed.split_inclusive(char::is_whitespace) {
        let behind = at + word.len();
        if is_postcode(word.trim()) {
            found = Some((at, behind));
        }
        at = behind;
    }
    let (at, behind) = found?;
    let (street, town) = (typed.get(..at)?, typed.get(behind..)?);
    let is_town = town.contains(char::is_alphabetic) && !town.contains(|c: char| c.is_ascii_digit());
    (street.contains(char::is_alphabetic) && is_town).then_some(at)
}

/// `9000`, `B-9000`.
fn is_postcode(word: &str) -> bool {
    let digits = word.split_once('-').filter(|(country, _)| country.len() == 1).map_or(word, |(_, digits)| digits);
    matches!(digits.len(), 4 | 5) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Where a message goes: the contact's own address or number; where that is not known, to the number of the call. A text message
/// goes to mobiles alone.
pub fn address(medium: Medium, contact: Option<&Contact>, call: Option<&PhoneNumber>) -> Option<Clean> {
    match medium {
        Medium::Mail => contact.and_then(|contact| contact.emails.first()).map(|email| email.0.clone()),
        Medium::Sms => {
            let own = contact.into_iter().flat_map(|contact| &contact.numbers);
            own.chain(call).find(|number| number.is_mobile()).map(|number| number.raw.clone())
        }
        Medium::Fax => {
            let own = contact.and_then(|contact| contact.numbers.first());
            own.or(call).map(|number| number.raw.clone())
        }
        Medium::Letter => contact.filter(|contact| !contact.street.is_empty()).map(|contact| {
            let place = format!("{} {}", contact.postcode, contact.locality);
            Clean::text(&[contact.name().as_str(), &contact.street, place.trim()].join("\n"))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    #[test]
    fn where_it_goes_is_known_or_it_goes_nowhere() {
        let mut contact = Contact::new(ContactId(Id(1)), Utc(0));
        contact.family = Clean::line("Janssens");
        let call = PhoneNumber::parse("0475 12 34 56", "BE");
        let to = |medium, contact: &Contact| address(medium, Some(contact), Some(&call)).map(Clean::into_string);
        assert_eq!((to(Medium::Mail, &contact), to(Medium::Letter, &contact)), (None, None));
        assert_eq!(to(Medium::Sms, &contact).as_deref(), Some("0475 12 34 56"));
        contact.street = Clean::line("Kerkstraat 1");
        (contact.postcode, contact.locality) = (Clean::line("9000"), Clean::line("Gent"));
        assert_eq!(to(Medium::Letter, &contact).as_deref(), Some("Janssens\nKerkstraat 1\n9000 Gent"));
        assert_eq!(address(Medium::Fax, None, None), None);
        // What has to arrive goes by what is known.
        let by = |contact: &Contact, call| any_address(Some(contact), call).map(|(medium, _)| medium);
        assert_eq!((by(&contact, Some(&call)), by(&contact, None)), (Some(Medium::Sms), Some(Medium::Letter)));
        // A landline reads no text message.
        let landline = PhoneNumber::parse("02 555 12 12", "BE");
        assert_eq!(by(&contact, Some(&landline)), Some(Medium::Letter));
        contact.numbers = vec![landline.clone(), PhoneNumber::parse("0470 99 99 99", "BE")];
        assert_eq!(to(Medium::Sms, &contact).as_deref(), Some("0470 99 99 99"));
        assert_eq!(to(Medium::Fax, &contact).as_deref(), Some("02 555 12 12"));
        contact.numbers.truncate(1);
        assert_eq!((by(&contact, None), by(&contact, Some(&call))), (Some(Medium::Letter), Some(Medium::Sms)));
        contact.emails.extend(Email::parse("luc@example.be"));
        assert_eq!((by(&contact, Some(&call)), any_address(None, None)), (Some(Medium::Mail), None));
    }

    #[test]
    fn an_address_is_typed_as_people_write_it() {
        let typed = |text| typed_address(text, "Luc", "BE").map(|(medium, to)| (medium, to.into_string()));
        assert_eq!(typed(" luc@example.be "), Some((Medium::Mail, "luc@example.be".into())));
        assert_eq!(typed("0475 12 34 56"), Some((Medium::Sms, "0475 12 34 56".into())));
        assert_eq!(typed("Dorp 5, 9300 Aalst"), Some((Medium::Letter, "Luc\nDorp 5\n9300 Aalst".into())));
        // Nobody says a comma.
        for (text, lines) in [
            ("Kerkstraat 1 bus 4 9000 Gent", "Luc\nKerkstraat 1 bus 4\n9000 Gent"),
            ("Kerkstraat 1, bus 4 9000 Gent", "Luc\nKerkstraat 1\nbus 4\n9000 Gent"),
            ("rue Haute 1234 1000 Bruxelles", "Luc\nrue Haute 1234\n1000 Bruxelles"),
            ("Grand-Rue 5 L-1234 Luxembourg", "Luc\nGrand-Rue 5\nL-1234 Luxembourg"),
            ("rue du Bac 3 75007 Paris, France", "Luc\nrue du Bac 3\n75007 Paris\nFrance"),
            ("Dorp 5, Aalst", "Luc\nDorp 5\nAalst"),
        ] {
            assert_eq!(typed(text), Some((Medium::Letter, lines.into())), "{text}");
        }
        assert_eq!(typed("GSM 0475 12 34 56 thuis").map(|(medium, _)| medium), Some(Medium::Sms));
        for wrong in
            ["9000 Gent", "Kerkstraat 1234 bus 4", "luc@example 9000 Gent", "02 555 12 12", "tel 02 555 1212 thuis"]
        {
            assert_eq!(typed(wrong), None, "{wrong}");
        }
        for wrong in ["", "12", "luc@example", "luc@, 9300 Aalst", "Dorp 5", "5, 9300"] {
            assert_eq!(typed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_message_of_an_earlier_release_is_of_a_step() {
        let (id, by) = (Id(1), Id(2));
        let old = format!(r#"{{"id":"{id}","medium":"mail","to":"a@b.be","text":"x","at":5,"by":"{by}"}}"#);
        let old: Outgoing = serde_json::from_str(&old).unwrap();
        assert_eq!((old.purpose, old.is_queued()), (Purpose::Step, true));
    }
}
