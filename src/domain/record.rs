//! What a store keeps: records in tables, by key, with declared indexes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Agent, AgentId, Callback, CallbackId, Case, Contact, ContactId, Edition, EditionNumber, Id, Interaction,
    InteractionId, Interview, InterviewId, Outgoing, OutgoingId, Quota, QuotaId, Recording, Said, SaidId,
    ScriptVersion, Stage, Terminal, TerminalId, Weighing, WeighingId,
};
use crate::text::Clean;

/// Counts the changes of a record, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub u64);

/// The kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// [`Agent`].
    Agent,
    /// [`Contact`].
    Contact,
    /// [`Interaction`].
    Interaction,
    /// [`Callback`].
    Callback,
    /// [`Outgoing`].
    Outgoing,
    /// [`Case`].
    Case,
    /// [`Interview`].
    Interview,
    /// [`Quota`].
    Quota,
    /// [`ScriptText`].
    Script,
    /// [`Terminal`].
    Terminal,
    /// [`Weighing`].
    Weighing,
    /// [`Said`].
    Said,
    /// [`Edition`].
    Edition,
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 13] = [
        Table::Agent,
        Table::Contact,
        Table::Interaction,
        Table::Callback,
        Table::Outgoing,
        Table::Case,
        Table::Interview,
        Table::Quota,
        Table::Script,
        Table::Terminal,
        Table::Weighing,
        Table::Said,
        Table::Edition,
    ];
}

/// Names one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// Of which kind.
    pub table: Table,
    /// Which one.
    pub id: Id,
}

macro_rules! keys {
    ($($id:ident => $table:ident),*) => {$(
        impl From<$id> for Key {
            fn from(id: $id) -> Key {
                Key { table: Table::$table, id: id.0 }
            }
        }
    )*};
}
keys!(AgentId => Agent, ContactId => Contact, InteractionId => Interaction, CallbackId => Callback, InterviewId => Interview, OutgoingId => Outgoing, QuotaId => Quota, ScriptVersion => Script, TerminalId => Terminal, WeighingId => Weighing, SaidId => Said);

impl From<EditionNumber> for Key {
    fn from(EditionNumber(number): EditionNumber) -> Key {
        Key { table: Table::Edition, id: Id(number.into()) }
    }
}

/// A text by its content: of a script that interactions run on, of a file that editions name. Never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptText {
    /// Hash of the text.
    pub version: ScriptVersion,
    /// Name of the script, or of the file that was the first to have it.
    #[serde(default)]
    pub name: Clean,
    /// The file as it was published.
    #[serde(default)]
    pub text: String,
}

/// Any record. Large ones are shared: a floor, its journal and everybody who hears of a change hold one copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "agents are few; what there is many of is shared")]
pub enum Record {
    /// An agent.
    Agent(Agent),
    /// A contact.
    Contact(Arc<Contact>),
    /// A call or message.
    Interaction(Arc<Interaction>),
    /// A promise with a date.
    Callback(Arc<Callback>),
    /// A message that is to be sent.
    Outgoing(Arc<Outgoing>),
    /// A complaint, or another matter that outlives a contact.
    Case(Arc<Case>),
    /// One respondent's way through a survey.
    Interview(Arc<Interview>),
    /// The places of a quota.
    Quota(Arc<Quota>),
    /// A script's text, or that of another file of an edition.
    Script(Arc<ScriptText>),
    /// A terminal that agents share.
    Terminal(Terminal),
    /// One time that routing looked for somebody.
    Weighing(Arc<Weighing>),
    /// What somebody wrote to a colleague or to everybody.
    Said(Said),
    /// What was published once.
    Edition(Arc<Edition>),
}

/// Declared orders in which records are listed; the comment says what the key is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Index {
    /// Login.
    AgentByLogin,
    /// [`super::PhoneNumber::key`] of each number.
    ContactByNumber,
    /// Folded address of each e-mail.
    ContactByEmail,
    /// Customer number.
    ContactByCustomerNumber,
    /// File concerned or caller's own file, then begin.
    InteractionByContact,
    /// Number's key, then begin.
    InteractionByNumber,
    /// Holder, concluder, who missed it and who passed it on, then begin.
    InteractionByAgent,
    /// Begin, while waiting or held.
    InteractionOpen,
    /// When its recordings are erased that are not yet.
    InteractionByErasing,
    /// Due time, while it is still to be kept.
    CallbackDue,
    /// The interaction in which it was promised.
    CallbackByInteraction,
    /// To whom, then due time.
    CallbackByContact,
    /// Who queued it, and once more the id 0 for everybody; whether it lacks an address; when it was queued: while it waits.
    OutgoingWaiting,
    /// To whom, then when it was queued.
    OutgoingByContact,
    /// Its number.
    CaseByNumber,
    /// Its number, while it is not over.
    CaseOpen,
    /// Whom it concerns, then its number.
    CaseByContact,
    /// Begin, while it is led or can be resumed.
    InterviewOpen,
    /// Interaction, then time.
    WeighingByInteraction,
    /// To whom, or the id 0 for everybody; then time.
    SaidTo,
}

impl Index {
    /// All of them.
    pub const ALL: [Index; 20] = [
        Index::AgentByLogin,
        Index::ContactByNumber,
        Index::ContactByEmail,
        Index::ContactByCustomerNumber,
        Index::InteractionByContact,
        Index::InteractionByNumber,
        Index::InteractionByAgent,
        Index::InteractionOpen,
        Index::InteractionByErasing,
        Index::CallbackDue,
        Index::CallbackByInteraction,
        Index::CallbackByContact,
        Index::OutgoingWaiting,
        Index::OutgoingByContact,
        Index::CaseByNumber,
        Index::CaseOpen,
        Index::CaseByContact,
        Index::InterviewOpen,
        Index::WeighingByInteraction,
        Index::SaidTo,
    ];

    /// The table that it lists.
    pub fn table(self) -> Table {
        match self {
            Index::AgentByLogin => Table::Agent,
            Index::ContactByNumber | Index::ContactByEmail | Index::ContactByCustomerNumber => Table::Contact,
            Index::InteractionByContact
            | Index::InteractionByNumber
            | Index::InteractionByAgent
            | Index::InteractionOpen
            | Index::InteractionByErasing => Table::Interaction,
            Index::CallbackDue | Index::CallbackByContact | Index::CallbackByInteraction => Table::Callback,
            Index::OutgoingWaiting | Index::OutgoingByContact => Table::Outgoing,
            Index::CaseByNumber | Index::CaseOpen | Index::CaseByContact => Table::Case,
            Index::InterviewOpen => Table::Interview,
            Index::WeighingByInteraction => Table::Weighing,
            Index::SaidTo => Table::Said,
        }
    }
}

/// Bytes that sort as an index does. Made of parts; a text part ends with a zero byte so that it is no prefix of a
/// longer one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IndexKey(pub Vec<u8>);

impl IndexKey {
    /// Adds a text.
    pub fn text(mut self, text: &str) -> IndexKey {
        self.0.extend(text.bytes().filter(|&b| b != 0));
        self.0.push(0);
        self
    }

    /// Adds an id.
    pub fn id(mut self, id: Id) -> IndexKey {
        self.0.extend(id.bytes());
        self
    }

    /// Adds a yes, which stands behind a no.
    pub fn flag(mut self, yes: bool) -> IndexKey {
        self.0.push(u8::from(yes));
        self
    }

    /// Adds a time.
    pub fn time(mut self, time: super::Utc) -> IndexKey {
        self.0.extend(time.bytes());
        self
    }
}

impl From<Contact> for Record {
    fn from(contact: Contact) -> Record {
        Record::Contact(Arc::new(contact))
    }
}

impl From<Callback> for Record {
    fn from(callback: Callback) -> Record {
        Record::Callback(Arc::new(callback))
    }
}

impl From<Outgoing> for Record {
    fn from(outgoing: Outgoing) -> Record {
        Record::Outgoing(Arc::new(outgoing))
    }
}

impl From<ScriptText> for Record {
    fn from(text: ScriptText) -> Record {
        Record::Script(Arc::new(text))
    }
}

impl From<Case> for Record {
    fn from(case: Case) -> Record {
        Record::Case(Arc::new(case))
    }
}

impl From<Interview> for Record {
    fn from(interview: Interview) -> Record {
        Record::Interview(Arc::new(interview))
    }
}

impl From<Quota> for Record {
    fn from(quota: Quota) -> Record {
        Record::Quota(Arc::new(quota))
    }
}

impl From<Interaction> for Record {
    fn from(interaction: Interaction) -> Record {
        Record::Interaction(Arc::new(interaction))
    }
}

impl Record {
    /// The record's name.
    pub fn key(&self) -> Key {
        match self {
            Record::Agent(agent) => agent.id.into(),
            Record::Contact(contact) => contact.id.into(),
            Record::Interaction(interaction) => interaction.id.into(),
            Record::Callback(callback) => callback.id.into(),
            Record::Outgoing(outgoing) => outgoing.id.into(),
            Record::Case(case) => case.number.into(),
            Record::Interview(interview) => interview.id.into(),
            Record::Quota(quota) => quota.id.into(),
            Record::Script(script) => script.version.into(),
            Record::Terminal(terminal) => terminal.id.into(),
            Record::Weighing(weighing) => weighing.id.into(),
            Record::Said(said) => said.id.into(),
            Record::Edition(edition) => edition.number.into(),
        }
    }

    /// Where it stands in every index.
    pub fn index_keys(&self) -> Vec<(Index, IndexKey)> {
        let key = IndexKey::default;
        let mut keys = Vec::new();
        match self {
            Record::Agent(agent) => keys.push((Index::AgentByLogin, key().text(&agent.login))),
            Record::Contact(contact) => {
                for number in &contact.numbers {
                    keys.push((Index::ContactByNumber, key().text(&number.key())));
                }
                for email in &contact.emails {
                    keys.push((Index::ContactByEmail, key().text(&email.folded())));
                }
                if !contact.customer_number.is_empty() {
                    keys.push((Index::ContactByCustomerNumber, key().text(&contact.customer_number)));
                }
            }
            Record::Interaction(interaction) => {
                let begun = interaction.times.begun;
                let contacts = [interaction.file, interaction.caller.contact];
                for contact in contacts.into_iter().flatten() {
                    keys.push((Index::InteractionByContact, key().id(contact.0).time(begun)));
                }
                if let Some(number) = &interaction.number {
                    keys.push((Index::InteractionByNumber, key().text(&number.key()).time(begun)));
                }
                let agent = match interaction.stage {
                    Stage::Held { agent, .. } | Stage::Concluded { agent } => Some(agent),
                    Stage::Abandoned { offered } => offered,
                    Stage::Waiting { .. } => None,
                };
                let passed_on = interaction.stretches.iter().map(|stretch| stretch.agent);
                for agent in agent.into_iter().chain(interaction.missed_by()).chain(passed_on) {
                    keys.push((Index::InteractionByAgent, key().id(agent.0).time(begun)));
                }
                let erased = interaction.recordings.iter().filter_map(Recording::erased_at);
                keys.extend(erased.map(|until| (Index::InteractionByErasing, key().time(until))));
                if interaction.is_open() {
                    keys.push((Index::InteractionOpen, key().time(begun)));
                }
            }
            Record::Callback(callback) => {
                let promised_in = callback.promised_in;
                keys.extend(promised_in.map(|one| (Index::CallbackByInteraction, key().id(one.0))));
                keys.extend(callback.is_open().then(|| (Index::CallbackDue, key().time(callback.due))));
                let of = callback.contact.map(|contact| key().id(contact.0).time(callback.due));
                keys.extend(of.map(|key| (Index::CallbackByContact, key)));
            }
            Record::Outgoing(outgoing) => {
                let at = outgoing.at;
                for of in [outgoing.by.0, Id(0)].into_iter().filter(|_| outgoing.waits()) {
                    keys.push((Index::OutgoingWaiting, key().id(of).flag(outgoing.lacks_address()).time(at)));
                }
                let of = outgoing.contact.map(|contact| key().id(contact.0).time(at));
                keys.extend(of.map(|key| (Index::OutgoingByContact, key)));
            }
            Record::Case(case) => {
                let number = case.number.id();
                keys.push((Index::CaseByNumber, key().id(number)));
                keys.extend(case.is_open().then(|| (Index::CaseOpen, key().id(number))));
                keys.extend(case.contact.map(|contact| (Index::CaseByContact, key().id(contact.0).id(number))));
            }
            Record::Interview(interview) => {
                keys.extend(interview.is_open().then(|| (Index::InterviewOpen, key().time(interview.begun))));
            }
            Record::Weighing(weighing) => {
                keys.push((Index::WeighingByInteraction, key().id(weighing.interaction.0).time(weighing.at)))
            }
            Record::Said(said) => {
                keys.push((Index::SaidTo, key().id(said.to.map_or(Id(0), |to| to.0)).time(said.at)));
            }
            Record::Quota(_) | Record::Script(_) | Record::Terminal(_) | Record::Edition(_) => {}
        }
        keys.sort();
        keys.dedup();
        keys
    }
}
