//! One call or message, in or out, from the first sign to its result.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Abuse, AgentId, CallbackId, Channel, CheckEnd, ContactId, Direction, EditionNumber, GivenResult, HangUp,
    InteractionId, Language, Listener, MissingReason, Need, Objection, Offer, OfferEnd, Outside, PhoneNumber,
    Recording, Sale, ScriptRun, State, Used, Utc,
    announcement::Announcements,
    queue::USUAL_AGEING,
    transfer::{Stretch, Transfer},
};
pub use super::{
    caller::{Caller, CardRead},
    link::Link,
    stage::{Desk, Leg, Stage},
    times::Times,
};
use crate::text::Clean;

/// What a call is called there that an agent makes: the telephone system's gateway names it after the interaction.
pub const DIALLED: &str = "out";

/// A call or message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interaction {
    /// Which.
    pub id: InteractionId,
    /// By what means.
    pub channel: Channel,
    /// Who began.
    pub direction: Direction,
    /// Name of the line that it came in by.
    #[serde(default)]
    pub line: Clean,
    /// Name of the queue that it waits in; empty: that of its line.
    #[serde(default)]
    pub queue: Clean,
    /// What the telephone system that drives it calls it, or what a talk among colleagues is about; empty: none does.
    #[serde(default)]
    pub call: Clean,
    /// The number that who is called sees; empty: the telephone system's own.
    #[serde(default)]
    pub shown: Clean,
    /// How its line closed, or why it never opened; none: it is open, or nobody knows.
    #[serde(default)]
    pub hung_up: Option<HangUp>,
    /// By what edition it is treated, from its first script on. 0: none was published, or it has no script yet.
    #[serde(default)]
    pub edition: EditionNumber,
    /// Steps of the queue's overflow that are behind.
    #[serde(default)]
    pub step: u8,
    /// Who talked to the caller last.
    #[serde(default)]
    pub last_agent: Option<AgentId>,
    /// It waits for that one, for some time.
    #[serde(default)]
    pub kept_for: Option<AgentId>,
    /// To whom it was offered, in that order.
    #[serde(default)]
    pub offers: Vec<Offer>,
    /// Whom it is reserved for loses it then.
    #[serde(default)]
    pub returns_at: Option<Utc>,
    /// Logged by hand: it never waited.
    #[serde(default)]
    pub logged: bool,
    /// When routing looks at it again by itself.
    #[serde(default)]
    pub due: Option<Utc>,
    /// Meant for this agent alone (`opcl ring --to AGENT`).
    #[serde(default)]
    pub reserved: Option<AgentId>,
    /// The caller's number; none where it is withheld.
    #[serde(default)]
    pub number: Option<PhoneNumber>,
    /// The name that the telephone system announced.
    #[serde(default)]
    pub announced: Clean,
    /// Points of its line, and of who leads the floor.
    #[serde(default)]
    pub priority: i64,
    /// Points of its queue.
    #[serde(default)]
    pub queue_priority: i64,
    /// Points that a minute of waiting adds, in its queue.
    #[serde(default = "super::queue::usual_ageing")]
    pub ageing: u32,
    /// Service target of its line, in seconds.
    #[serde(default)]
    pub target_seconds: u32,
    /// Spoken with this caller.
    pub language: Language,
    /// Where in its life.
    pub stage: Stage,
    /// What happened when.
    pub times: Times,
    /// Handling time gathered in earlier stretches, in milliseconds.
    #[serde(default)]
    pub handled: u64,
    /// Of it, with the caller on hold.
    #[serde(default)]
    pub held: u64,
    /// Of it, after the line closed.
    #[serde(default)]
    pub wrapped: u64,
    /// The running stretch of handling time began.
    #[serde(default)]
    pub handling_since: Option<Utc>,
    /// How the ring card was read.
    #[serde(default)]
    pub card: CardRead,
    /// Who is on the line.
    #[serde(default)]
    pub caller: Caller,
    /// The contact that the matter is about.
    #[serde(default)]
    pub file: Option<ContactId>,
    /// Identity checks, by name.
    #[serde(default)]
    pub checks: BTreeMap<Clean, CheckEnd>,
    /// Enough of them were confirmed.
    #[serde(default)]
    pub identified: Option<Utc>,
    /// Why it went on without identification.
    #[serde(default)]
    pub unidentified: Option<MissingReason>,
    /// The agent's microphone is off.
    #[serde(default)]
    pub muted: bool,
    /// What the caller wants, the current need last.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Scripts opened, in that order.
    #[serde(default)]
    pub runs: Vec<ScriptRun>,
    /// Index into `runs` of the one on the screen.
    #[serde(default)]
    pub running: usize,
    /// Knowledge articles used in it.
    #[serde(default)]
    pub articles: Vec<Used>,
    /// What was proposed and sold.
    #[serde(default)]
    pub sales: Vec<Sale>,
    /// What the agent wrote.
    #[serde(default)]
    pub note: Clean,
    /// What the caller says, on a practice line.
    #[serde(default)]
    pub practice: Vec<Clean>,
    /// The result, and before it those that it corrected.
    #[serde(default)]
    pub results: Vec<GivenResult>,
    /// To whom it was passed on, in that order.
    #[serde(default)]
    pub transfers: Vec<Transfer>,
    /// The parts of agents who passed it on.
    #[serde(default)]
    pub stretches: Vec<Stretch>,
    /// A talk with a colleague about that one.
    #[serde(default)]
    pub consults: Option<InteractionId>,
    /// What the caller was told while waiting.
    #[serde(default)]
    pub announcements: Announcements,
    /// What [`Interaction::call`] was before its caller asked to be called back: a good-bye is heard there perhaps.
    #[serde(default)]
    pub former_call: Clean,
    /// Of such a talk: the caller takes part in it.
    #[serde(default)]
    pub joins: bool,
    /// Who leads the floor and takes part, as long as the call is in front of its agent.
    #[serde(default)]
    pub listener: Option<Listener>,
    /// The telephone system does not follow, since then: what it should do is not done yet.
    #[serde(default)]
    pub behind: Option<Utc>,
    /// Who outside is asked about it, or to take its caller over.
    #[serde(default)]
    pub outside: Option<Outside>,
    /// What was recorded of it, in that order; at most the last one goes on.
    #[serde(default)]
    pub recordings: Vec<Recording>,
    /// What was objected, in that order.
    #[serde(default)]
    pub objections: Vec<Objection>,
    /// The promise that it keeps.
    #[serde(default)]
    pub keeps: Option<CallbackId>,
    /// The caller insults or threatens.
    #[serde(default)]
    pub abuse: Option<Abuse>,
    /// Belongs together with another.
    #[serde(default)]
    pub link: Option<Link>,
}

impl Interaction {
    /// A contact that has just come in.
    pub fn incoming(id: InteractionId, channel: Channel, line: Clean, language: Language, begun: Utc) -> Interaction {
        Interaction {
            id,
            channel,
            direction: Direction::In,
            line,
            queue: Clean::default(),
            call: Clean::default(),
            shown: Clean::default(),
            hung_up: None,
            edition: EditionNumber::default(),
            step: 0,
            last_agent: None,
            kept_for: None,
            offers: Vec::new(),
            returns_at: None,
            logged: false,
            due: None,
            reserved: None,
            number: None,
            announced: Clean::default(),
            priority: 0,
            queue_priority: 0,
            ageing: USUAL_AGEING,
            target_seconds: 0,
            language,
            stage: Stage::Waiting { offered: None },
            times: Times { begun, ..Times::default() },
            handled: 0,
            held: 0,
            wrapped: 0,
            handling_since: None,
            card: CardRead::Later,
            caller: Caller::default(),
            file: None,
            checks: BTreeMap::new(),
            identified: None,
            unidentified: None,
            muted: false,
            needs: Vec::new(),
            runs: Vec::new(),
            running: 0,
            articles: Vec::new(),
            sales: Vec::new(),
            note: Clean::default(),
            practice: Vec::new(),
            results: Vec::new(),
            transfers: Vec::new(),
            stretches: Vec::new(),
            consults: None,
            announcements: Announcements::default(),
            former_call: Clean::default(),
            joins: false,
            listener: None,
            behind: None,
            outside: None,
            recordings: Vec::new(),
            objections: Vec::new(),
            keeps: None,
            abuse: None,
            link: None,
        }
    }

    /// The matter is about this file. Identification is of the person of the file: another one closes it again.
    pub fn concern(&mut self, file: Option<ContactId>) {
        if self.file != file {
            self.checks.clear();
            self.identified = None;
            self.file = file;
        }
    }

    /// Who holds it now.
    pub fn holder(&self) -> Option<AgentId> {
        match self.stage {
            Stage::Held { agent, .. } => Some(agent),
            _ => None,
        }
    }

    /// At whom it rings now.
    pub fn ringing_at(&self) -> Option<AgentId> {
        match self.stage {
            Stage::Waiting { offered } => offered,
            _ => None,
        }
    }

    /// At whose desk it is: who holds it, or where it rings.
    pub fn desk_of(&self) -> Option<AgentId> {
        self.holder().or(self.ringing_at())
    }

    /// It waits and rings nowhere.
    pub fn is_unoffered(&self) -> bool {
        matches!(self.stage, Stage::Waiting { offered: None })
    }

    /// The part of the agent who has it is over; who has it next is the caller's to say.
    pub fn pass_on(&mut self, transfer: Transfer) {
        self.stop_handling(transfer.at);
        let before: u64 = self.stretches.iter().map(|stretch| stretch.handled).sum();
        let taken = self.offers.iter().rev().find(|offer| offer.agent == transfer.from).and_then(|offer| offer.end);
        self.stretches.push(Stretch {
            agent: transfer.from,
            from: taken.map(|(_, at)| at).or(self.times.answered),
            until: transfer.at,
            handled: self.handled.saturating_sub(before),
        });
        self.transfers.push(transfer);
    }

    /// Still needs somebody: not abandoned, not concluded.
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Waiting { .. } | Stage::Held { .. })
    }

    /// In the queue.
    pub fn is_waiting(&self) -> bool {
        matches!(self.stage, Stage::Waiting { .. })
    }

    /// The line is open at an agent's desk and in front of that agent.
    pub fn is_live(&self) -> bool {
        matches!(self.stage, Stage::Held { leg: Leg::Dialling | Leg::Talking | Leg::Held, desk: Desk::Open, .. })
    }

    /// The caller is on the line, and parked: nobody talks with them.
    pub fn is_on_hold(&self) -> bool {
        matches!(self.stage, Stage::Held { leg: Leg::Talking | Leg::Held, desk: Desk::Parked, .. })
    }

    /// It is on a telephone system that drives it: without a telephone nobody can talk to the caller.
    pub fn needs_phone(&self) -> bool {
        !self.call.is_empty()
    }

    /// Somebody is called, who has not answered yet.
    pub fn is_dialling(&self) -> bool {
        matches!(self.stage, Stage::Held { leg: Leg::Dialling, .. })
    }

    /// It is a call to somebody: the other side was called, not the line.
    pub fn was_called(&self) -> bool {
        self.consults.is_none() && (self.direction == Direction::Out || self.call == DIALLED)
    }

    /// The line closed like that, or never opened. Who hung up first did it: that the line is gone then is no news.
    pub fn hangs_up(&mut self, how: HangUp) {
        self.hung_up.get_or_insert(how);
    }

    /// The caller asked to be called back or was promised that, and was not reached yet.
    pub fn wants_callback(&self) -> bool {
        let asked = self.direction == Direction::In || self.keeps.is_some();
        asked && self.call == DIALLED && self.consults.is_none() && self.times.answered.is_none()
    }

    /// What is being recorded of it.
    pub fn recording(&self) -> Option<&Recording> {
        self.recordings.last().filter(|last| last.end.is_none())
    }

    /// The same, to change it.
    pub fn recording_mut(&mut self) -> Option<&mut Recording> {
        self.recordings.last_mut().filter(|last| last.end.is_none())
    }

    /// In front of its agent.
    pub fn is_on_desk(&self) -> bool {
        matches!(self.stage, Stage::Held { desk: Desk::Open, .. })
    }

    /// The state that it puts its agent in, were it the only one.
    pub fn agent_state(&self) -> State {
        match self.stage {
            Stage::Waiting { offered: Some(_) } => State::Ringing,
            Stage::Held { leg: Leg::Dialling, desk: Desk::Open, .. } => State::Dialling,
            Stage::Held { leg: Leg::Talking, desk: Desk::Open, .. } => State::Talking,
            Stage::Held { leg: Leg::Held, desk: Desk::Open, .. } => State::Hold,
            Stage::Held { leg: Leg::Ended, desk: Desk::Open, .. } => State::WrapUp,
            _ => State::Idle,
        }
    }

    /// An offer that stands no longer ends as the stage tells.
    pub fn end_offer(&mut self, now: Utc) {
        let ringing = self.ringing_at();
        let Some(offer) = self.offers.last_mut().filter(|offer| offer.end.is_none() && ringing != Some(offer.agent))
        else {
            return;
        };
        let end = match self.stage {
            Stage::Held { agent, .. } | Stage::Concluded { agent } if agent == offer.agent => OfferEnd::Answered,
            Stage::Held { .. } | Stage::Concluded { .. } => OfferEnd::TakenElsewhere,
            Stage::Abandoned { .. } => OfferEnd::GaveUp,
            Stage::Waiting { .. } => OfferEnd::TakenBack,
        };
        offer.end = Some((end, now));
    }

    /// Since when it waits, or waited last.
    pub fn waits_since(&self) -> Utc {
        self.times.queued.unwrap_or(self.times.begun)
    }

    /// At whom it rang in vain, as often as it did.
    pub fn missed_by(&self) -> impl Iterator<Item = AgentId> {
        let missed = |offer: &&Offer| matches!(offer.end, Some((OfferEnd::Missed, _)));
        self.offers.iter().filter(missed).map(|offer| offer.agent)
    }

    /// Handling time so far, in milliseconds.
    pub fn handling(&self, now: Utc) -> u64 {
        self.handled + self.handling_since.map_or(0, |since| now.since(since))
    }

    /// The running stretch of handling time ends.
    pub fn stop_handling(&mut self, now: Utc) {
        let stretch = self.handling_since.take().map_or(0, |since| now.since(since));
        self.handled += stretch;
        match self.stage {
            Stage::Held { leg: Leg::Held, .. } => self.held += stretch,
            Stage::Held { leg: Leg::Ended, .. } => self.wrapped += stretch,
            _ => {}
        }
    }

    /// The run on the screen.
    pub fn run(&self) -> Option<&ScriptRun> {
        self.runs.get(self.running)
    }

    /// The result in force.
    pub fn result(&self) -> Option<&GivenResult> {
        self.results.last()
    }
}
