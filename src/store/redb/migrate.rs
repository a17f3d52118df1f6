//! Files of earlier releases. One transaction: a file is of one schema or of the next, never between.

mod chains;
#[cfg(test)]
mod kept;
mod outbox;
mod texts;

use std::collections::BTreeSet;

use redb::WriteTransaction;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    recent::Recent,
    tables::{INDEXES, META},
    writing::Writing,
};
use crate::{
    domain::{
        Actor, Agent, Callback, Contact, ContactId, Email, FieldChange, Interaction, PhoneNumber, Record, RecordChange,
        ScriptText, Utc, Version, differences::told,
    },
    store::{Batch, StoreError, codec},
    text::Clean,
};

/// Of the file as a whole. 1: a contact has a list of numbers. 2: an edition names its texts, which are records of their own.
/// 3: what waits in the outbox is listed by who queued it. 4: histories are chains.
pub const SCHEMA: u32 = 4;

/// Records that share a journal entry.
const SHARE: usize = 500;

/// Brings a file from `found` to [`SCHEMA`].
pub(super) fn migrate(transaction: &WriteTransaction, found: u32) -> Result<(), StoreError> {
    if found > SCHEMA {
        return Err(StoreError::Newer { found, known: SCHEMA });
    }
    if found <= 3 {
        // First: what the others tell the journal stands in the histories too.
        chains::histories_become_chains(transaction)?;
    }
    if found == 0 {
        numbers_become_a_list(transaction)?;
    }
    if found <= 1 {
        texts::leave_their_editions(transaction)?;
    }
    if found <= 2 {
        outbox::is_listed_by_agent(transaction)?;
    }
    transaction.open_table(META)?.insert("schema", u64::from(SCHEMA))?;
    Ok(())
}

/// A record of form 0: only contacts were different.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Record0 {
    Agent(Agent),
    Contact(Contact0),
    Interaction(Box<Interaction>),
    Callback(Callback),
    Script(ScriptText),
}

/// A contact of form 0, as far as it had fields.
#[derive(Serialize, Deserialize)]
struct Contact0 {
    id: ContactId,
    #[serde(default)]
    given: Clean,
    #[serde(default)]
    family: Clean,
    #[serde(default)]
    organisation: Clean,
    #[serde(default)]
    language: Clean,
    /// Numbers with commas between them.
    #[serde(default)]
    phone: Clean,
    #[serde(default)]
    emails: Vec<Email>,
    #[serde(default)]
    locality: Clean,
    #[serde(default)]
    country: Clean,
    #[serde(default)]
    customer_number: Clean,
    #[serde(default)]
    note: Clean,
    #[serde(default)]
    created: Utc,
}

impl Contact0 {
    fn into_contact(self) -> Contact {
        // Where the file says nothing of the country, only numbers that name it get their E.164 form.
        let numbers = self.phone.split(',').filter(|raw| !raw.trim().is_empty());
        Contact {
            numbers: numbers.map(|raw| PhoneNumber::parse(raw, &self.country)).collect(),
            given: self.given,
            family: self.family,
            organisation: self.organisation,
            language: self.language,
            emails: self.emails,
            locality: self.locality,
            country: self.country,
            customer_number: self.customer_number,
            note: self.note,
            ..Contact::new(self.id, self.created)
        }
    }
}

/// 0 → 1. Contacts count as changed and the journal says how, so that it still replays to the records.
fn numbers_become_a_list(transaction: &WriteTransaction) -> Result<(), StoreError> {
    // Every record gets its places anew.
    transaction.delete_table(INDEXES)?;
    let mut recent = Recent::default();
    let mut writing = Writing::new(transaction, &mut recent)?;
    let mut changes: Vec<RecordChange> = Vec::new();
    let mut after: Vec<u8> = Vec::new();
    while let Some((key, bytes)) = writing.next_bytes(&after)? {
        let (version, old): (Version, Record0) = codec::decode(0, &bytes)?;
        match old {
            Record0::Contact(old) => {
                let before = serde_json::to_value(&old).unwrap_or_default();
                let new = old.into_contact();
                let after = serde_json::to_value(&new).unwrap_or_default();
                let new = Record::from(new);
                let next = Version(version.0 + 1);
                changes.push(RecordChange {
                    key: new.key(),
                    before: Some(version),
                    after: Some(next),
                    fields: fields_changed(&before, &after),
                });
                writing.put(None, next, &new)?;
            }
            Record0::Agent(agent) => writing.put(None, version, &Record::Agent(agent))?,
            Record0::Interaction(interaction) => writing.put(None, version, &Record::from(*interaction))?,
            Record0::Callback(callback) => writing.put(None, version, &Record::from(callback))?,
            Record0::Script(script) => writing.put(None, version, &Record::from(script))?,
        }
        if changes.len() == SHARE {
            append(&mut writing, std::mem::take(&mut changes))?;
        }
        after = key;
    }
    if changes.is_empty() { Ok(()) } else { append(&mut writing, changes) }
}

/// The top-level fields in which two records differ, whatever their forms.
fn fields_changed(old: &Value, new: &Value) -> Vec<FieldChange> {
    let names = [old, new].into_iter().filter_map(Value::as_object).flat_map(|fields| fields.keys());
    let names: BTreeSet<&String> = names.collect();
    let value = |of: &Value, name: &str| told(of.get(name).cloned().unwrap_or_default());
    let changes = names.into_iter().map(|name| FieldChange {
        name: name.clone().into(),
        old: value(old, name),
        new: value(new, name),
    });
    changes.filter(|change| change.old != change.new).collect()
}

fn append(writing: &mut Writing<'_>, changes: Vec<RecordChange>) -> Result<(), StoreError> {
    // No clock here: the time is the last entry's.
    let batch = Batch {
        at: writing.last(),
        actor: Actor::System,
        session: None,
        command: Clean::line("migrate"),
        interaction: None,
        contact: None,
        expected: Vec::new(),
        puts: Vec::new(),
        deletes: Vec::new(),
        drop_drafts: Vec::new(),
    };
    writing.append(&batch, changes).map(drop)
}

#[cfg(test)]
mod tests {
    use super::{
        kept::{Row, file, is_kept},
        *,
    };
    use crate::domain::{AgentId, Id, Key, Language, Table};

    const FILE: &str = "tests/data/store-v0.redb";

    fn records() -> Vec<Record0> {
        let contact = |id: u128, family: &str, phone: &str, country: &str| {
            Record0::Contact(Contact0 {
                id: ContactId(Id(id)),
                given: Clean::line("An"),
                family: Clean::line(family),
                organisation: Clean::default(),
                language: Clean::line("nl-BE"),
                phone: Clean::line(phone),
                emails: Email::parse("an@example.be").into_iter().collect(),
                locality: Clean::line("Gent"),
                country: Clean::line(country),
                customer_number: Clean::line(&format!("K{id}")),
                note: Clean::default(),
                created: Utc(1_000),
            })
        };
        vec![
            Record0::Agent(Agent::new(AgentId(Id(1)), (&Clean::line("an"), &Clean::line("An")), Language::Nl, Utc(0))),
            contact(2, "Peeters", "0475 12 34 56, 02 555 01 00", "BE"),
            contact(3, "Dupont", "+32 475 99 88 77", ""),
            contact(4, "Maes", "", "BE"),
        ]
    }

    fn key(record: &Record0) -> Key {
        let (table, id) = match record {
            Record0::Agent(agent) => (Table::Agent, agent.id.0),
            Record0::Contact(contact) => (Table::Contact, contact.id.0),
            _ => panic!("not in the file"),
        };
        Key { table, id }
    }

    #[test]
    fn the_file_of_schema_0_is_kept() {
        is_kept(FILE, |path| drop(file(path, 0, records().iter().map(row))));
    }

    fn row(record: &Record0) -> Row {
        let value = match record {
            Record0::Agent(agent) => serde_json::to_value(agent).unwrap(),
            Record0::Contact(contact) => serde_json::to_value(contact).unwrap(),
            _ => panic!("not in the file"),
        };
        let version = Version(2);
        Row { key: key(record), version, bytes: codec::encode(0, &(version, record)).unwrap(), value, places: vec![] }
    }

    #[test]
    fn one_text_becomes_several_numbers() {
        let contact = Contact0 { phone: Clean::line("0475 12 34 56, , 4021"), ..contact_0("BE") }.into_contact();
        let numbers: Vec<String> = contact.numbers.iter().map(PhoneNumber::key).collect();
        assert_eq!(numbers, ["+32475123456", "4021"]);
        let abroad = Contact0 { phone: Clean::line("0475 12 34 56"), ..contact_0("") }.into_contact();
        assert_eq!(abroad.numbers[0].key(), "0475123456");
    }

    fn contact_0(country: &str) -> Contact0 {
        serde_json::from_value(serde_json::json!({ "id": Id(1), "country": country })).unwrap()
    }
}
