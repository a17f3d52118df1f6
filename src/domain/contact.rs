//! A person or firm in the files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ContactId, Language, PhoneNumber, Utc};
use crate::text::Clean;

/// An e-mail address as given, with its folded form for look-up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(pub Clean);

impl Email {
    /// Trims and keeps what looks like an address: one `@`, something on both sides, no spaces.
    pub fn parse(raw: &str) -> Option<Email> {
        let text = Clean::short(raw, 254);
        let (local, domain) = text.split_once('@')?;
        let whole =
            !local.is_empty() && domain.contains('.') && !domain.contains('@') && !text.contains([' ', ',', ';']);
        let ends = domain.starts_with('.') || domain.ends_with('.');
        (whole && !ends).then_some(Email(text))
    }

    /// The form that duplicates are found by.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

/// A contact. Every list may be empty; a contact without a name is shown by its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Who.
    pub id: ContactId,
    /// First name.
    #[serde(default)]
    pub given: Clean,
    /// Family name.
    #[serde(default)]
    pub family: Clean,
    /// Firm or service.
    #[serde(default)]
    pub organisation: Clean,
    /// BCP-47 tag of the language to speak: `nl-BE`.
    #[serde(default)]
    pub language: Clean,
    /// Telephone numbers, the main one first.
    #[serde(default)]
    pub numbers: Vec<PhoneNumber>,
    /// E-mail addresses, the main one first.
    #[serde(default)]
    pub emails: Vec<Email>,
    /// Street and house number.
    #[serde(default)]
    pub street: Clean,
    /// Postcode, as written.
    #[serde(default)]
    pub postcode: Clean,
    /// Town.
    #[serde(default)]
    pub locality: Clean,
    /// ISO 3166 code of the country.
    #[serde(default)]
    pub country: Clean,
    /// Date of birth, `YYYY-MM-DD`.
    #[serde(default)]
    pub birth: Clean,
    /// The number by which the principal knows the customer.
    #[serde(default)]
    pub customer_number: Clean,
    /// Protected: bank account.
    #[serde(default)]
    pub iban: Clean,
    /// Protected: national register number.
    #[serde(default)]
    pub national_number: Clean,
    /// Protected: what only the person concerned should hear about.
    #[serde(default)]
    pub confidential: Clean,
    /// Free text for everybody.
    #[serde(default)]
    pub note: Clean,
    /// Columns that an import brought and the product has no field for.
    #[serde(default)]
    pub extra: BTreeMap<Clean, Clean>,
    /// When the file was made.
    #[serde(default)]
    pub created: Utc,
}

/// The fields of a contact that a person edits, in the order of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactField {
    /// First name.
    Given,
    /// Family name.
    Family,
    /// Firm.
    Organisation,
    /// Language tag.
    Language,
    /// All numbers, separated by commas.
    Numbers,
    /// All addresses, separated by commas.
    Emails,
    /// Street and number.
    Street,
    /// Postcode.
    Postcode,
    /// Town.
    Locality,
    /// Country code.
    Country,
    /// Date of birth.
    Birth,
    /// Customer number.
    CustomerNumber,
    /// Protected: bank account.
    Iban,
    /// Protected: national number.
    NationalNumber,
    /// Protected: confidential.
    Confidential,
    /// Note.
    Note,
}

impl ContactField {
    /// All of them, in the order of the screen.
    pub const ALL: [ContactField; 16] = [
        ContactField::Given,
        ContactField::Family,
        ContactField::Organisation,
        ContactField::Language,
        ContactField::Numbers,
        ContactField::Emails,
        ContactField::Street,
        ContactField::Postcode,
        ContactField::Locality,
        ContactField::Country,
        ContactField::Birth,
        ContactField::CustomerNumber,
        ContactField::Iban,
        ContactField::NationalNumber,
        ContactField::Confidential,
        ContactField::Note,
    ];

    /// Withheld until the caller is identified.
    pub fn protected(self) -> bool {
        matches!(self, ContactField::Iban | ContactField::NationalNumber | ContactField::Confidential)
    }

    /// The stable name: in drafts, files and message keys.
    pub fn name(self) -> &'static str {
        match self {
            ContactField::Given => "given",
            ContactField::Family => "family",
            ContactField::Organisation => "organisation",
            ContactField::Language => "language",
            ContactField::Numbers => "numbers",
            ContactField::Emails => "emails",
            ContactField::Street => "street",
            ContactField::Postcode => "postcode",
            ContactField::Locality => "locality",
            ContactField::Country => "country",
            ContactField::Birth => "birth",
            ContactField::CustomerNumber => "customer_number",
            ContactField::Iban => "iban",
            ContactField::NationalNumber => "national_number",
            ContactField::Confidential => "confidential",
            ContactField::Note => "note",
        }
    }

    /// The field of that name.
    pub fn from_name(name: &str) -> Option<ContactField> {
        ContactField::ALL.into_iter().find(|field| field.name() == name)
    }
}

impl Contact {
    /// An empty file.
    pub fn new(id: ContactId, created: Utc) -> Contact {
        Contact {
            id,
            created,
            given: Clean::default(),
            family: Clean::default(),
            organisation: Clean::default(),
            language: Clean::default(),
            numbers: Vec::new(),
            emails: Vec::new(),
            street: Clean::default(),
            postcode: Clean::default(),
            locality: Clean::default(),
            country: Clean::default(),
            birth: Clean::default(),
            customer_number: Clean::default(),
            iban: Clean::default(),
            national_number: Clean::default(),
            confidential: Clean::default(),
            note: Clean::default(),
            extra: BTreeMap::new(),
        }
    }

    /// The name as lists show it: family name first, the firm where there is no person, else the first number.
    pub fn name(&self) -> Clean {
        let person = format!("{} {}", self.family, self.given);
        let name = match (person.trim(), self.organisation.as_str()) {
            ("", "") => self.numbers.first().map(|number| number.raw.to_string()).unwrap_or_default(),
            ("", firm) => firm.to_owned(),
            (person, "") => person.to_owned(),
            (person, firm) => format!("{person} ({firm})"),
        };
        Clean::line(&name)
    }

    /// What somebody is called: by the name of their file, where there is one that has a name.
    pub fn called(file: Option<&Contact>, otherwise: Clean) -> Clean {
        file.map(Contact::name).filter(|name| !name.is_empty()).unwrap_or(otherwise)
    }

    /// The interface language nearest to the contact's.
    pub fn spoken(&self) -> Option<Language> {
        Language::from_code(&self.language)
    }

    /// A field as one line of text, as the form shows it.
    pub fn field(&self, field: ContactField) -> Clean {
        let joined = |parts: Vec<&str>| Clean::line(&parts.join(", "));
        match field {
            ContactField::Numbers => joined(self.numbers.iter().map(|n| n.raw.as_str()).collect()),
            ContactField::Emails => joined(self.emails.iter().map(|e| e.0.as_str()).collect()),
            ContactField::Given => self.given.clone(),
            ContactField::Family => self.family.clone(),
            ContactField::Organisation => self.organisation.clone(),
            ContactField::Language => self.language.clone(),
            ContactField::Street => self.street.clone(),
            ContactField::Postcode => self.postcode.clone(),
            ContactField::Locality => self.locality.clone(),
            ContactField::Country => self.country.clone(),
            ContactField::Birth => self.birth.clone(),
            ContactField::CustomerNumber => self.customer_number.clone(),
            ContactField::Iban => self.iban.clone(),
            ContactField::NationalNumber => self.national_number.clone(),
            ContactField::Confidential => self.confidential.clone(),
            ContactField::Note => self.note.clone(),
        }
    }

    /// Sets a field from one line of text, as the form gives it. Numbers without a country code are read as of
    /// `region` (ISO 3166).
    pub fn set_field(&mut self, field: ContactField, text: &str, region: &str) {
        let parts = || text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
        match field {
            ContactField::Numbers => self.numbers = parts().map(|raw| PhoneNumber::parse(raw, region)).collect(),
            ContactField::Emails => self.emails = parts().filter_map(Email::parse).collect(),
            ContactField::Given => self.given = Clean::line(text),
            ContactField::Family => self.family = Clean::line(text),
            ContactField::Organisation => self.organisation = Clean::line(text),
            ContactField::Language => self.language = Clean::line(text),
            ContactField::Street => self.street = Clean::line(text),
            ContactField::Postcode => self.postcode = Clean::line(text),
            ContactField::Locality => self.locality = Clean::line(text),
            ContactField::Country => self.country = Clean::line(text),
            ContactField::Birth => self.birth = Clean::line(text),
            ContactField::CustomerNumber => self.customer_number = Clean::line(text),
            ContactField::Iban => self.iban = Clean::line(text),
            ContactField::NationalNumber => self.national_number = Clean::line(text),
            ContactField::Confidential => self.confidential = Clean::text(text),
            ContactField::Note => self.note = Clean::text(text),
        }
    }

    /// The same file without what is withheld until identification.
    pub fn without_protected(&self) -> Contact {
        Contact {
            iban: Clean::default(),
            national_number: Clean::default(),
            confidential: Clean::default(),
            ..self.clone()
        }
    }
}
