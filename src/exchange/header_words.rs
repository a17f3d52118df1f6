//! The words of headers: once folded, without punctuation and figures. Four languages, and the exports of Outlook,
//! Google, HubSpot and Odoo.

use crate::domain::ContactField;

/// What stands over the columns of each field, phrases apart by commas.
pub(super) const FIELDS: &[(ContactField, &str)] = &[
    (ContactField::Given, "prenom, prenoms, voornaam, vorname, first name, firstname, given name, givenname, forename"),
    (
        ContactField::Family,
        "nom famille, familienaam, achternaam, nachname, familienname, last name, lastname, family name, surname",
    ),
    (
        ContactField::Organisation,
        "societe, entreprise, firme, raison sociale, nom societe, nom entreprise, bedrijf, bedrijfsnaam, naam \
         bedrijf, firma, firmenname, unternehmen, organisation, organisatie, organization, organisation name, \
         organization name, company, company name, account name",
    ),
    (
        ContactField::Language,
        "langue, taal, taalcode, sprache, language, lang, preferred language, langue preferee, \
         correspondentietaal",
    ),
    (
        ContactField::Numbers,
        "telephone, tel, numero telephone, num telephone, n telephone, n tel, numero gsm, n gsm, gsm, portable, \
         mobile, tel mobile, tel portable, tel gsm, tel fixe, fixe, telephone fixe, telephone mobile, telephone \
         portable, telephone gsm, telephone societe, telephone voiture, telefoon, telefoonnummer, telefoonnr, \
         gsm nummer, gsmnummer, gsm nr, mobiel, mobiele telefoon, mobiel nummer, vaste lijn, vast nummer, vaste \
         telefoon, telefoon mobiel, hoofdnummer bedrijf, telefon, telefonnummer, telefonnr, rufnummer, handy, \
         handynummer, mobil, mobilnummer, mobiltelefon, telefon mobil, festnetz, festnetznummer, phone, phone \
         number, mobile phone, mobile phone number, mobile number, phone mobile, cell, cell phone, telephone \
         number, company main phone, car phone",
    ),
    (
        ContactField::Emails,
        "e mail, email, mail, courriel, adresse mail, adresse e mail, adresse email, adresse messagerie, adresse \
         electronique, mailadres, e mailadres, e mail adres, emailadres, mailadresse, e mail adresse, email \
         adresse, e mail address, email address, mail address",
    ),
    (
        ContactField::Street,
        "rue, nom rue, adresse, adresse postale, rue et numero, rue numero, numero maison, n rue, straat, \
         straatnaam, adres, straat en nummer, straat en huisnummer, straat nr, huisnummer, huisnr, strasse, \
         strasse hausnummer, strasse und hausnummer, strasse nr, anschrift, hausnummer, hausnr, street, street \
         address, address, address line, house number",
    ),
    (
        ContactField::Postcode,
        "code postal, cp, postcode, post code, postal code, zip, zip code, zip postal code, plz, postleitzahl",
    ),
    (
        ContactField::Locality,
        "ville, localite, commune, gemeente, plaats, woonplaats, stad, ort, stadt, wohnort, gemeinde, city, \
         town, locality",
    ),
    (
        ContactField::Country,
        "pays, pays region, land, land regio, land region, landcode, country, country region, country id, \
         country code",
    ),
    (
        ContactField::Birth,
        "date naissance, naissance, anniversaire, geboortedatum, geboren, verjaardag, geburtsdatum, geburtstag, \
         birthday, birth date, birthdate, date birth, dob",
    ),
    (
        ContactField::CustomerNumber,
        "numero client, n client, no client, num client, code client, reference client, ref client, id client, \
         identifiant client, klantnummer, klantnr, klant nr, klantcode, klantid, klant id, relatienummer, \
         kundennummer, kundennr, kunden nr, customer number, customer no, customer id, customer code, client id, \
         client number, account number, record id, ref",
    ),
    (
        ContactField::Iban,
        "iban, compte bancaire, numero compte, rekeningnummer, bankrekening, rekening, kontonummer, bank account",
    ),
    (
        ContactField::NationalNumber,
        "numero national, n national, registre national, numero registre national, niss, rijksregisternummer, \
         rijksregister, insz, nationaal nummer, nationalregisternummer, national number",
    ),
    (ContactField::Confidential, "confidentiel, vertrouwelijk, vertraulich, confidential"),
    (
        ContactField::Note,
        "note, notes, remarque, remarques, commentaire, commentaires, opmerking, opmerkingen, notitie, notities, \
         bemerkung, bemerkungen, notiz, notizen, comment, comments, remarks",
    ),
];

/// Over a whole name.
pub(super) const FULL: &str = "nom complet, prenom nom, prenom et nom, volledige naam, voornaam naam, weergavenaam, vollstandiger name, \
    vorname name, anzeigename, full name, fullname, display name, contact name, contact, klant, client, kunde, \
    customer";

/// Over a whole name, family name first.
pub(super) const FAMILY_FIRST: &str = "nom prenom, nom et prenom, naam voornaam, naam en voornaam, achternaam voornaam, name vorname, nachname \
    vorname, name und vorname, file as";

/// Over the box of an address.
pub(super) const BOX: &str = "boite, bte, bus, busnummer, bus nr, box";

/// One word for a whole name or for the family name: the other columns tell which.
pub(super) const EITHER: &str = "nom, naam, name";

/// Headers that say nothing.
pub(super) const GENERIC: &str =
    "column, colonne, kolom, spalte, champ, veld, feld, field, numero, nummer, number, nr, n, no";

/// House number, where it stands behind a street.
pub(super) const HOUSE: &str = "numero, nummer, number, nr, n, no, num";

/// Which of a contact's addresses: these set columns of one kind apart.
pub(super) const PLACES: &str = "bureau, domicile, prive, privee, personnel, travail, professionnel, work, business, home, zakelijk, werk, \
    thuis, huis, geschaftlich, buro, privat, dienstlich, other, autre, andere, anders, overig, weitere";

/// Words that say nothing beside others.
pub(super) const FILLERS: &str = "value, valeur, waarde, wert, primary, main, principal, principale, de, du, des, la, le, l, d, of, the, van, \
    het";

/// Whether `phrase` is one of `phrases`.
pub(super) fn says(phrases: &str, phrase: &str) -> bool {
    phrases.split(", ").any(|one| one == phrase)
}
