//! A message that is to be sent: it stands in the outbox until it leaves.

use serde::{Deserialize, Serialize};

use super::{AgentId, Contact, ContactId, InteractionId, Language, OutgoingId, PhoneNumber, Utc};
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
    /// Taken back before it left.
    Cancelled,
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
}

/// A message that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Which.
    pub id: OutgoingId,
    /// By what.
    pub medium: Medium,
    /// To whom.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// Their name, or what was known in its place.
    #[serde(default)]
    pub who: Clean,
    /// Address or number; of a letter, all lines.
    pub to: Clean,
    /// In which language.
    #[serde(default)]
    pub language: Language,
    /// What it is about; empty: it has no subject.
    #[serde(default)]
    pub subject: Clean,
    /// All of it.
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
    /// It is still to be sent.
    pub fn is_queued(&self) -> bool {
        self.state == OutgoingState::Queued
    }
}

/// Where a message goes: the contact's own address or number; where that is not known, to the number of the call.
pub fn address(medium: Medium, contact: Option<&Contact>, call: Option<&PhoneNumber>) -> Option<Clean> {
    match medium {
        Medium::Mail => contact.and_then(|contact| contact.emails.first()).map(|email| email.0.clone()),
        Medium::Sms | Medium::Fax => {
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
    }
}
