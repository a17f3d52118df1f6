//! What a session asks of the hub.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AgentDetails, Attachment, NewPromise, Report};
use crate::{
    domain::{
        AgentId, CallbackId, CaseNumber, Consequence, ContactField, ContactId, Draft, EditionNumber, InteractionId,
        InterviewId, Language, Listening, MissingReason, ObjectionOutcome, OutgoingId, PackFile, Playing, PromiseDeed,
        RecordingOrder, Status, case, edition::Effect, interaction::Caller, transfer::Target, used::Use,
    },
    exchange::NewContact,
    script::{Move, SaleDeed},
    text::Clean,
};

/// An order to the hub. Decided in the order of arrival; answered by a [`super::Reply`] or a [`super::Refusal`] once durable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// What has become due is done: rings that nobody takes, waiting that is long enough. For the hub itself.
    Due,
    /// No session of that agent is left. For the hub itself.
    Gone(AgentId),
    /// A terminal is at the other end of this session, or none any more.
    AtTerminal(bool),
    /// Opens the day; makes the agent where there is none of that login.
    SignIn {
        /// Name to sign in with.
        login: Clean,
        /// Name to show, for a new agent.
        name: Clean,
        /// Language of the screens, for a new agent.
        language: Language,
    },
    /// Adds an agent, or changes one; for administrators.
    AddAgent(Box<AgentDetails>),
    /// Takes from the agent of that login all ways to sign in, which ends a session that runs; for administrators.
    RemoveAgent(Clean),
    /// Adds a terminal that agents share, or changes one; for administrators.
    AddTerminal {
        /// Name to connect with.
        name: Clean,
        /// One more public SSH key: kind and base64.
        key: Option<Clean>,
        /// The telephone beside it, where that changes.
        phone: Option<Clean>,
    },
    /// Takes the keys of the terminal of that name away; for administrators.
    RemoveTerminal(Clean),
    /// Another language for my screens.
    Interface(Language),
    /// My telephone; empty: none.
    SetPhone(Clean),
    /// Another PIN of mine, as its hash.
    SetPin(Clean),
    /// The person's status.
    SetStatus(Status),
    /// Somebody else's status; for those who lead the floor.
    SetStatusOf {
        /// Whose.
        agent: AgentId,
        /// Which.
        status: Status,
    },
    /// What somebody can do, all of it, and how well; for those who lead the floor.
    SetSkills {
        /// Whose.
        agent: AgentId,
        /// From 1 to [`crate::domain::agent::BEST`].
        skills: BTreeMap<Clean, u8>,
    },
    /// Moves one that waits into another queue or to an agent; for those who lead the floor.
    Relocate {
        /// Which.
        interaction: InteractionId,
        /// Where to.
        to: Target,
    },
    /// More or less priority for one that waits; for those who lead the floor.
    Prioritise {
        /// Which.
        interaction: InteractionId,
        /// By so much.
        by: i64,
    },
    /// Gives a wrap-up that an absent agent left unfinished to somebody else; for those who lead the floor.
    Reassign {
        /// Which.
        interaction: InteractionId,
        /// To whom.
        to: AgentId,
    },
    /// Writes to a colleague; to everybody, for those who lead the floor.
    Say {
        /// To whom; none: to everybody.
        to: Option<AgentId>,
        /// What.
        text: Clean,
    },
    /// Publishes files of one's own over what ships, all of them together; for those who lead the floor.
    Publish {
        /// The files.
        files: Vec<PackFile>,
        /// What is in force, as far as who publishes knows.
        base: EditionNumber,
        /// When it counts.
        effect: Effect,
    },
    /// Back to what counted before that edition, which is in force; for those who lead the floor.
    RollBack(EditionNumber),
    /// Takes that edition back, which does not count yet; for those who lead the floor.
    Withdraw(EditionNumber),
    /// Asks those who lead the floor for help; false: no longer.
    AskHelp(bool),
    /// Help came to that one; for those who lead the floor.
    Helped(AgentId),
    /// A call has come in.
    Announce {
        /// The caller's number as the telephone system gives it; none: withheld.
        from: Option<Clean>,
        /// Line or login that it is for.
        to: Option<Clean>,
        /// Name that the telephone system knows.
        name: Clean,
        /// What the caller will say, on a practice line.
        practice: Vec<Clean>,
    },
    /// A call has come in at a telephone system that drives its calls. The same one twice is one.
    Arrived {
        /// What it is called there.
        call: Clean,
        /// The caller's number as the telephone system gives it; none: withheld.
        from: Option<Clean>,
        /// Line or login that it is for; an unknown one means the first line.
        to: Clean,
        /// Name that the telephone system knows.
        name: Clean,
    },
    /// Which telephones the telephone system reaches, and which it does not.
    Phones(Vec<(Clean, bool)>),
    /// Whether the telephone system that drives the calls is there; from its gateway alone.
    Telephone(bool),
    /// What became of an announced call.
    Report {
        /// Which.
        interaction: InteractionId,
        /// What.
        report: Report,
    },
    /// Logs a call of the desk phone by hand.
    LogCall,
    /// Calls a number; what is open is parked.
    Dial {
        /// As typed, or as the contact has it.
        number: Clean,
        /// Whom it is about.
        contact: Option<ContactId>,
    },
    /// Tones to the other side of a call: digits, star and hash. The journal does not have them.
    Tones {
        /// In which.
        interaction: InteractionId,
        /// Which.
        tones: Clean,
    },
    /// Takes this waiting call; what is open is parked.
    Answer(InteractionId),
    /// Hold, or resume.
    Hold {
        /// Which.
        interaction: InteractionId,
        /// On hold from now on.
        held: bool,
    },
    /// Passes it on: it waits there, with all that was taken down.
    Transfer {
        /// Which.
        interaction: InteractionId,
        /// To whom.
        to: Target,
        /// What the caller was promised.
        promised: Clean,
    },
    /// Talks to a colleague, or to somebody outside, first; the caller waits on hold.
    Consult {
        /// About which.
        interaction: InteractionId,
        /// With whom; no queue talks.
        with: Target,
    },
    /// The colleague who was talked to takes the caller over.
    CompleteTransfer {
        /// Of which.
        interaction: InteractionId,
        /// What the caller was promised.
        promised: Clean,
    },
    /// The caller, the colleague who is asked and the agent talk together.
    Conference(InteractionId),
    /// Listens to the call that somebody has, takes part in it, or does so no longer; for those who lead the floor.
    ListenTo {
        /// To whom.
        agent: AgentId,
        /// How; none: no longer.
        how: Option<Listening>,
    },
    /// Back to the caller: the talk with the colleague ends.
    EndConsult(InteractionId),
    /// That was objected.
    Object {
        /// In which.
        interaction: InteractionId,
        /// Code in the list.
        code: Clean,
    },
    /// What became of the objection of that code that was heard last.
    SettleObjection {
        /// In which.
        interaction: InteractionId,
        /// Code in the list.
        code: Clean,
        /// What.
        outcome: ObjectionOutcome,
    },
    /// The caller, who insults or threatens, was warned.
    WarnAbuse(InteractionId),
    /// The call ends for it.
    EndAbuse(InteractionId),
    /// Closes the line; wrap-up begins.
    HangUp(InteractionId),
    /// The same of a call to somebody for whom a machine answered.
    HangUpMachine(InteractionId),
    /// Begins, pauses or ends the recording of a call.
    Record {
        /// Of which.
        interaction: InteractionId,
        /// What is done.
        order: RecordingOrder,
    },
    /// My phone plays that; none: no longer.
    Play(Option<Playing>),
    /// The phone of an agent has played what it was to play; from the telephone system's gateway alone.
    Played {
        /// Whose.
        agent: AgentId,
        /// What.
        what: Playing,
        /// It was heard; what was said into it, too.
        well: bool,
    },
    /// Puts aside.
    Park(InteractionId),
    /// Brings back in front; what is open is parked.
    Return(InteractionId),
    /// The ring card was read: this contact, or none of them.
    ReadCard {
        /// Which.
        interaction: InteractionId,
        /// The contact chosen; none: none of these.
        contact: Option<ContactId>,
    },
    /// Goes on where a call that was cut off stopped.
    Continue {
        /// The new call.
        interaction: InteractionId,
        /// The one that was cut off.
        earlier: InteractionId,
    },
    /// A step of the script.
    Step {
        /// In which interaction.
        interaction: InteractionId,
        /// What the agent did.
        step: Move,
    },
    /// That is done about a case.
    OnCase(CaseNumber, case::CaseDeed),
    /// Something is promised for some time to come.
    Promise(Box<NewPromise>),
    /// That is done about a promise.
    OnPromise(CallbackId, PromiseDeed),
    /// The message of the step that is open is queued, to be sent.
    Send(InteractionId),
    /// A message that waits to be sent is taken back.
    TakeBack(OutgoingId),
    /// A confirmation or an acknowledgement that was taken back is to be sent after all.
    PutBack(OutgoingId),
    /// A message that waits for an address goes there: an e-mail address, a number, street and town.
    AddressTo(OutgoingId, Clean),
    /// A deed in the step of a sale: proposes, answers, agrees.
    Sell {
        /// In which interaction.
        interaction: InteractionId,
        /// What.
        deed: SaleDeed,
    },
    /// Opens a script, or returns to it where it was opened before.
    OpenScript {
        /// In which interaction.
        interaction: InteractionId,
        /// Name of the script.
        script: Clean,
    },
    /// Goes on with an interview that was broken off: at the same question, in the same version, order and language.
    ResumeInterview {
        /// In which interaction.
        interaction: InteractionId,
        /// Which.
        interview: InterviewId,
    },
    /// Speaks another language with this caller.
    Speak {
        /// In which interaction.
        interaction: InteractionId,
        /// Which.
        language: Language,
    },
    /// Whom the matter is about.
    SetFile {
        /// In which interaction.
        interaction: InteractionId,
        /// The contact; none: nobody's file.
        contact: Option<ContactId>,
    },
    /// Who is on the line.
    SetCaller {
        /// In which interaction.
        interaction: InteractionId,
        /// Who.
        caller: Caller,
    },
    /// The caller's number, where no telephone system reported one.
    SetNumber {
        /// In which interaction.
        interaction: InteractionId,
        /// As typed.
        number: Clean,
    },
    /// The microphone of a live call off, or on again.
    Mute {
        /// Which.
        interaction: InteractionId,
        /// Off from now on.
        muted: bool,
    },
    /// Goes on without identification.
    LeaveUnidentified {
        /// Which.
        interaction: InteractionId,
        /// Why.
        reason: MissingReason,
    },
    /// The caller has another matter: a new need, the script back where needs are chosen.
    NextNeed(InteractionId),
    /// The caller's own words on the current need, or its outcome.
    SetNeed {
        /// In which interaction.
        interaction: InteractionId,
        /// Place in the list of needs; one past the end adds one.
        need: usize,
        /// The caller's words, where they change.
        words: Option<Clean>,
        /// Code of the reason, where it changes.
        reason: Option<Clean>,
        /// Code of the outcome, where it changes.
        outcome: Option<Clean>,
    },
    /// Something is done of the knowledge article of that code, for the current need.
    UseArticle(InteractionId, Clean, Use),
    /// Replaces the note.
    Note {
        /// Of which interaction.
        interaction: InteractionId,
        /// The whole text.
        text: Clean,
    },
    /// Gives the result.
    Conclude {
        /// To which interaction.
        interaction: InteractionId,
        /// Result code.
        code: Clean,
        /// Reasons for what the closing check misses.
        missing: BTreeMap<Clean, MissingReason>,
    },
    /// Corrects a result given.
    Correct {
        /// Of which interaction.
        interaction: InteractionId,
        /// Result code.
        code: Clean,
        /// Why.
        why: Clean,
        /// What was shown to follow from it; none: nothing was, and whatever follows is done.
        #[serde(default)]
        shown: Option<Vec<Consequence>>,
    },
    /// Saves fields of a contact.
    SaveContact {
        /// Which; none: a new one.
        contact: Option<ContactId>,
        /// What these fields held when the edit began; a field without it is saved whatever it holds now.
        was: BTreeMap<ContactField, Clean>,
        /// The fields that changed.
        fields: BTreeMap<ContactField, Clean>,
        /// Where it belongs.
        attach: Option<Attachment>,
    },
    /// Keeps what was typed; answered when it is durable.
    SaveDraft(Box<Draft>),
    /// Adds or updates many contacts; at most some hundreds a command.
    Import {
        /// The rows, in the order of the file.
        rows: Vec<NewContact>,
        /// Region (ISO 3166) of numbers without a country code.
        region: Clean,
        /// Only tell what would become of the rows: the same matching, and nothing is written.
        #[serde(default)]
        dry_run: bool,
    },
}
