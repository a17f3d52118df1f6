//! What a session asks of the hub without changing anything.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        Agent, AgentId, Callback, Case, Consequence, Contact, ContactId, Edition, EditionNumber, Entry, Interaction,
        InteractionId, Interview, Language, Outgoing, OutgoingId, PackFile, Position, Quota, Said, Terminal, Utc,
        Version, Weighing,
        figures::{By, Of, Tally},
        sold::Sold,
    },
    script::differences::Compared,
    text::Clean,
};

/// A question. Its answer carries the same number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// Everything that is open, by a [`super::ToSession::Snapshot`] in place of an answer.
    Everything,
    /// Contacts that match.
    Find {
        /// As typed.
        text: Clean,
        /// At most so many.
        limit: usize,
    },
    /// One contact with its past.
    Contact(ContactId),
    /// What is known of who rings.
    Card(InteractionId),
    /// One interaction, open or ended, whole.
    Interaction(InteractionId),
    /// Everybody on the floor.
    Agents,
    /// Every terminal that agents share.
    Terminals,
    /// What was done, newest first; refused to an agent who does not lead the floor.
    Journal {
        /// Whose.
        about: JournalOf,
        /// Only what is older than this.
        before: Option<Position>,
        /// At most so many, up to a thousand.
        limit: usize,
    },
    /// To whom an interaction was offered, why, and why not to the others.
    Why(InteractionId),
    /// What would follow if this result took the place of the one given.
    Consequences {
        /// Of which interaction.
        interaction: InteractionId,
        /// Result code.
        code: Clean,
    },
    /// Figures of what came in a stretch of time; refused to an agent who does not lead the floor.
    Figures(Span),
    /// Calls of who gave up before anybody answered, of those that came in a stretch of time, newest first; refused to an
    /// agent who does not lead the floor.
    Abandoned {
        /// From then on.
        from: Utc,
        /// Until then, that moment left out.
        until: Utc,
        /// At most so many.
        limit: usize,
    },
    /// What is open of the calls that a telephone system drives.
    Calls,
    /// Recordings that were kept long enough.
    ToErase,
    /// By what the floor works: files of one's own that are in force.
    InForce,
    /// What was published, and what publishing would change; refused to an agent who does not lead the floor.
    Editions {
        /// These files; none: those that lie in the hub's folders.
        files: Option<Vec<PackFile>>,
    },
    /// What was written to me and to everybody, newest first.
    Said {
        /// At most so many.
        limit: usize,
    },
    /// Cases, newest first, those that are over among them.
    Cases {
        /// Of that contact; none: of all.
        contact: Option<ContactId>,
        /// At most so many.
        limit: usize,
    },
    /// Interviews that are led or can be resumed, the one that was left last first; and the places of all quotas.
    Interviews {
        /// Of who is asked in that interaction; none: of all.
        of: Option<InteractionId>,
        /// At most so many.
        limit: usize,
    },
    /// My contacts, newest first: today's results, missed calls.
    Mine {
        /// At most so many.
        limit: usize,
    },
    /// These messages of the outbox, as far as there are any.
    Messages(Vec<OutgoingId>),
    /// Messages that wait to be sent, those without an address first, then newest first: mine, of who leads the floor everybody's;
    /// of a contact all of it, newest first, also those that were taken back.
    Outgoing {
        /// To whom; none: to anybody.
        contact: Option<ContactId>,
        /// At most so many.
        limit: usize,
    },
    /// What was promised to that contact, newest first, what is over among it.
    Promises {
        /// To whom.
        contact: ContactId,
        /// At most so many.
        limit: usize,
    },
}

/// A stretch of time, and by what its figures are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// From then on.
    pub from: Utc,
    /// Until then, that moment left out.
    pub until: Utc,
    /// By what.
    pub by: By,
}

/// What was published, and what may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Editions {
    /// Newest first, without their files.
    pub all: Vec<Edition>,
    /// Which one is in force; 0: none.
    pub in_force: EditionNumber,
    /// Which one rolling back goes back to.
    pub before: Option<EditionNumber>,
    /// What was asked about.
    pub files: Vec<PackFile>,
    /// How that differs from what is in force.
    pub compared: Compared,
}

/// Whose journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JournalOf {
    /// The whole floor's.
    Everything,
    /// What concerns a contact.
    Contact(ContactId),
    /// What the agent of that login did.
    Agent(Clean),
}

/// One past contact, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// Which.
    pub interaction: InteractionId,
    /// When it began.
    pub begun: Utc,
    /// When the line closed, where it did.
    pub ended: Option<Utc>,
    /// Line.
    pub line: Clean,
    /// Who: the caller's name, number, or the name that was announced; empty: withheld.
    pub who: Clean,
    /// Codes of the reasons.
    pub reasons: Vec<Clean>,
    /// Code of the result; empty: none yet.
    pub result: Clean,
    /// Code of the result that it corrected; empty: it is the first.
    pub corrected: Clean,
    /// When it got its result and left the desk.
    pub concluded: Option<Utc>,
    /// The note.
    pub note: Clean,
    /// The caller gave up.
    pub abandoned: bool,
    /// To so many agents it was offered, one after the other.
    #[serde(default)]
    pub offered: usize,
    /// It rang at the desk of the agent who asks, in vain.
    #[serde(default)]
    pub missed: bool,
    /// Cut off, and nobody went on with it.
    pub resumable: bool,
    /// What was sold in it.
    #[serde(default)]
    pub sold: Vec<Sold>,
}

impl Past {
    /// The line of an interaction.
    pub fn of(interaction: &Interaction) -> Past {
        use crate::domain::{Stage, interaction::Link};
        let number = interaction.number.as_ref().map(|number| &number.raw);
        let names = [Some(&interaction.caller.name), number, Some(&interaction.announced)];
        let who = names.into_iter().flatten().find(|name| !name.is_empty()).cloned().unwrap_or_default();
        Past {
            interaction: interaction.id,
            begun: interaction.times.begun,
            ended: interaction.times.ended,
            line: interaction.line.clone(),
            who,
            reasons: interaction.needs.iter().map(|need| need.reason.clone()).filter(|r| !r.is_empty()).collect(),
            result: interaction.result().map(|result| result.code.clone()).unwrap_or_default(),
            corrected: interaction.results.iter().rev().nth(1).map(|result| result.code.clone()).unwrap_or_default(),
            concluded: interaction.times.concluded,
            note: interaction.note.clone(),
            abandoned: matches!(interaction.stage, Stage::Abandoned { .. }),
            offered: interaction.offers.len(),
            missed: false,
            resumable: interaction.times.ended.is_some()
                && !interaction.runs.is_empty()
                && !matches!(interaction.link, Some(Link::CutOff(_))),
            sold: interaction.sold(),
        }
    }
}

/// What routing did with an interaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// Itself, with its offers.
    pub interaction: Arc<Interaction>,
    /// Each time that somebody was looked for, in that order.
    pub weighings: Vec<Arc<Weighing>>,
    /// The names of everybody.
    pub names: BTreeMap<AgentId, Clean>,
}

/// One match of the ring card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Who.
    pub contact: ContactId,
    /// Name, as lists show it.
    pub name: Clean,
    /// Town.
    pub locality: Clean,
    /// Date of birth: tells namesakes apart.
    pub birth: Clean,
    /// Interface language nearest to the contact's.
    pub language: Option<Language>,
    /// Last contacts, newest first.
    pub past: Vec<Past>,
}

/// What is known of who rings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Of which interaction.
    pub interaction: InteractionId,
    /// Every contact with this number.
    pub matches: Vec<Match>,
    /// A contact of this number that ended a short while ago: one key goes on with it.
    pub recent: Option<Past>,
}

/// One row of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundRow {
    /// Who.
    pub contact: ContactId,
    /// Name, as lists show it.
    pub name: Clean,
    /// Matched bytes of the name: start, end.
    pub marks: Vec<(usize, usize)>,
    /// Town.
    pub locality: Clean,
    /// Date of birth.
    pub birth: Clean,
    /// Main number.
    pub number: Clean,
    /// How it was found: `number`, `prefix`, `ear`, `substring`, `fuzzy`.
    pub tier: Clean,
    /// How well inside its tier; bigger is better.
    #[serde(default)]
    pub score: u32,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The text that was searched.
    pub text: Clean,
    /// Best first.
    pub rows: Vec<FoundRow>,
    /// The index is still loading: contacts in it so far. None: all are in.
    pub loading: Option<usize>,
}

/// What a query is answered with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueryAnswer {
    /// To [`Query::Find`].
    Found(Found),
    /// To [`Query::Contact`]; none: no such contact. Protected fields are withheld until identification.
    Contact(Option<(Version, Box<Contact>, Vec<Past>)>),
    /// To [`Query::Card`]; none: no such interaction.
    Card(Option<Box<Card>>),
    /// To [`Query::Journal`].
    Journal(Vec<Entry>),
    /// To [`Query::Agents`].
    Agents(Vec<Agent>),
    /// To [`Query::Terminals`].
    Terminals(Vec<Terminal>),
    /// To [`Query::Mine`].
    Mine(Vec<Past>),
    /// To [`Query::Abandoned`].
    Abandoned(Vec<Past>),
    /// To [`Query::Outgoing`] and [`Query::Messages`].
    Outgoing(Vec<Arc<Outgoing>>),
    /// To [`Query::Promises`].
    Promises(Vec<Arc<Callback>>),
    /// To [`Query::Cases`].
    Cases(Vec<Arc<Case>>),
    /// To [`Query::Interviews`].
    Interviews(Vec<Arc<Interview>>, Vec<Arc<Quota>>),
    /// To [`Query::Said`].
    Said(Vec<Said>),
    /// To [`Query::InForce`]: they lie over what ships.
    InForce(Vec<PackFile>),
    /// To [`Query::ToErase`]: of which, and their numbers.
    ToErase(Vec<(InteractionId, u16)>),
    /// To [`Query::Calls`].
    Calls(Vec<Arc<Interaction>>),
    /// To [`Query::Editions`].
    Editions(Box<Editions>),
    /// To [`Query::Figures`].
    Figures(Vec<(Of, Tally)>),
    /// To [`Query::Consequences`]; none: no such interaction or result, or it has none yet.
    Consequences(Option<Vec<Consequence>>),
    /// To [`Query::Why`]; none: no such interaction.
    Why(Option<Box<Why>>),
    /// To [`Query::Interaction`]; none: no such interaction.
    Interaction(Option<Arc<Interaction>>),
}
