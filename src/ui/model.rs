//! What one agent's screen knows.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

pub use super::contact::{Change, File, Opened, Search};
pub use super::focus::Focus;
pub use super::msg::{Effect, Msg};
pub use super::notice::Notice;
pub use super::shared::Shared;
use super::{
    burst::Burst,
    cases::CasesView,
    closing::Closing,
    correction::Correction,
    figures::FiguresView,
    floor::FloorView,
    interviews::InterviewsView,
    knowledge::Shelf,
    line::Line,
    lock::Lock,
    open::Open,
    overlay::Overlay,
    owed::{Desk, Owed},
    promise_list::TypedMove,
    theme::Theme,
};
use crate::{
    domain::{
        Agent, AgentId, Callback, ContactId, Draft, Interaction, InteractionId, Language, Mono, Now, Outgoing,
        OutgoingId, RecordingOrder, Said, State, Subject, Utc, weighing::Load,
    },
    i18n::Arg,
    keymap::{Context, Hint, Key},
    proto::{Card, Command, Past, Why, query::Editions},
    script::{Library, Script},
    text::Clean,
};

/// What was typed ahead of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// A key.
    Key(Key),
    /// Pasted text.
    Paste(Clean),
}

/// Why an answer is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// It moves the focus: later keys wait.
    Focus,
    /// A draft.
    Draft,
    /// Anything else.
    Other,
}

/// One agent's screen.
pub struct Model {
    /// Shared with everybody.
    pub shared: Shared,
    /// How things look here.
    pub theme: Theme,
    /// The time of the last message.
    pub now: Now,
    /// Milliseconds of the stop-watch at which the clocks tick, each second.
    pub ticks_at: u64,
    /// Whose screen.
    pub me: Option<AgentId>,
    /// The order that opens the day, and when it is sent again after it failed.
    pub sign_in: Option<(Command, Option<Mono>)>,
    /// Language before sign-in.
    pub fallback: Language,
    /// Everybody.
    pub agents: BTreeMap<AgentId, Agent>,
    /// Everything open.
    pub open: Open,
    /// Where keys go.
    pub focus: Focus,
    /// A list over the desk.
    pub overlay: Option<Overlay>,
    /// The telephone beside the terminal; empty: it is not known.
    pub phone_here: Clean,
    /// The telephone system that drives the calls is there; none: there is none.
    pub telephone: Option<bool>,
    /// Agents share the terminal.
    pub shared_here: bool,
    /// The screen is locked.
    pub lock: Option<Lock>,
    /// Help is open, scrolled so far.
    pub help: Option<usize>,
    /// Letters typed into a list that is answered by now.
    pub burst: Option<Burst>,
    /// Keys of a sequence that is not complete.
    pub pending: Vec<Key>,
    /// What keys do where the focus was last, and where that was: it is the same for many frames.
    pub hints: (Vec<Context>, Vec<Hint>),
    /// Marked row of the queue.
    pub marked: usize,
    /// The ring card.
    pub card: Option<Card>,
    /// Marked check of the step.
    pub check: usize,
    /// The best articles, where the step shows them.
    pub shelf: Shelf,
    /// Fields of the step, as typed: saved when they are left.
    pub fields: BTreeMap<Clean, Line>,
    /// Interaction, script and step that `fields` belong to.
    pub fields_of: Option<(InteractionId, Clean, Clean)>,
    /// The note, as typed.
    pub note: Line,
    /// The search.
    pub search: Search,
    /// The contact on the screen.
    pub contact: Option<Opened>,
    /// It was said that closing the contact gives its changes up.
    pub giving_up: bool,
    /// The file that the interaction in front of the agent is about.
    pub file: Option<File>,
    /// The question for `file` that is under way: its number, for whom, and whether identification was there.
    pub asked_file: Option<(u64, ContactId, bool)>,
    /// Contacts with changes that are not saved, put aside when another one came in front.
    pub aside: Vec<Opened>,
    /// The question for the contact that comes on the screen.
    pub opening: Option<u64>,
    /// The order that saves a contact, and which.
    pub saving: Option<(u64, Subject)>,
    /// The question for the interaction that is to be read, or read about.
    pub opening_past: Option<u64>,
    /// What happened.
    pub notice: Option<Notice>,
    /// Commands under way.
    pub awaited: BTreeMap<u64, Awaited>,
    /// Keys and pastes that wait for an answer that moves the focus.
    pub held: VecDeque<Held>,
    /// Since when they wait.
    pub held_since: Option<Mono>,
    /// Next number of a command or query.
    pub next: u64,
    /// The order that pauses the recording for a card, or lets it go on; what it was and when.
    pub pausing: Option<(u64, RecordingOrder, Mono)>,
    /// A call that failed, which closes by itself.
    pub closing: Option<Closing>,
    /// A caller gave up just now: nothing else is taken for a second.
    pub gave_up: Option<Mono>,
    /// The interaction of the past that is read.
    pub past: Option<Arc<Interaction>>,
    /// What routing did with the interaction that is read about.
    pub why: Option<Box<Why>>,
    /// What was published, and what may be.
    pub editions: Option<Box<Editions>>,
    /// What was typed as the time from which to publish, before a restart.
    pub publish_at: Option<Clean>,
    /// What was typed to move a promise.
    pub moving: Option<TypedMove>,
    /// Interviews and quotas, as they were asked for.
    pub interviews: InterviewsView,
    /// Cases, and the view of them.
    pub cases: CasesView,
    /// The floor view.
    pub floor: FloorView,
    /// The figures.
    pub figures: FiguresView,
    /// What was written to this agent and to everybody, newest first.
    pub said: Vec<Said>,
    /// Of these, not read.
    pub unread: usize,
    /// Marked row of the history of the contact on the screen.
    pub marked_past: usize,
    /// The field that the note or the search was opened from.
    pub came_from: Option<Focus>,
    /// It was said that leaving the console leaves a live call.
    pub leaving: bool,
    /// My contacts, newest first: results given, calls missed.
    pub mine: Vec<Past>,
    /// What was promised and is still to be kept.
    pub promises: Owed<Callback>,
    /// Messages that wait to be sent, as far as they were asked for or changed since.
    pub outbox: BTreeMap<OutgoingId, Arc<Outgoing>>,
    /// Those of them that were asked for by name.
    pub outbox_asked: BTreeSet<OutgoingId>,
    /// Promises that are over, of the contact that was read last; newest first.
    pub past_promises: Vec<Arc<Callback>>,
    /// Drafts as they were saved last.
    pub saved: BTreeMap<Subject, Draft>,
    /// A result chosen, while the closing check asks.
    pub concluding: Option<Concluding>,
    /// A result that is being corrected.
    pub correction: Option<Correction>,
    /// The field to go to as soon as its step is on the screen.
    pub fill_in: Option<Clean>,
    /// Terminal size: columns, rows.
    pub size: (u16, u16),
}

/// A result chosen, while the closing check asks for reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concluding {
    /// Of which interaction.
    pub interaction: InteractionId,
    /// The result.
    pub code: Clean,
    /// What is still to be explained.
    pub open: Vec<Clean>,
    /// Needs that still want an outcome, by place.
    pub needs: Vec<usize>,
    /// What was.
    pub missing: BTreeMap<Clean, crate::domain::MissingReason>,
}

impl Model {
    /// A screen before sign-in.
    pub fn new(shared: Shared, theme: Theme, fallback: Language, now: Now) -> Model {
        // Of the queue, where nothing rings yet.
        let contexts = vec![Context::Queue];
        let hints = shared.keymap.hints(&contexts, &[]);
        Model {
            shared,
            theme,
            now,
            ticks_at: now.mono.0 % 1000,
            me: None,
            sign_in: None,
            fallback,
            agents: BTreeMap::new(),
            open: Open::default(),
            focus: Focus::Queue,
            overlay: None,
            phone_here: Clean::default(),
            telephone: None,
            shared_here: false,
            lock: None,
            help: None,
            burst: None,
            pending: Vec::new(),
            hints: (contexts, hints),
            marked: 0,
            card: None,
            check: 0,
            shelf: Shelf::default(),
            fields: BTreeMap::new(),
            fields_of: None,
            note: Line::default(),
            search: Search::default(),
            contact: None,
            giving_up: false,
            file: None,
            asked_file: None,
            aside: Vec::new(),
            opening: None,
            saving: None,
            opening_past: None,
            why: None,
            editions: None,
            publish_at: None,
            moving: None,
            interviews: InterviewsView::default(),
            cases: CasesView::default(),
            floor: FloorView::default(),
            figures: FiguresView::default(),
            said: Vec::new(),
            unread: 0,
            notice: None,
            awaited: BTreeMap::new(),
            held: VecDeque::new(),
            held_since: None,
            next: 1,
            pausing: None,
            closing: None,
            gave_up: None,
            past: None,
            marked_past: 0,
            came_from: None,
            leaving: false,
            mine: Vec::new(),
            promises: Owed::default(),
            outbox: BTreeMap::new(),
            outbox_asked: BTreeSet::new(),
            past_promises: Vec::new(),
            saved: BTreeMap::new(),
            concluding: None,
            correction: None,
            fill_in: None,
            size: (80, 24),
        }
    }

    /// The agent of this screen.
    pub fn agent(&self) -> Option<&Agent> {
        self.agents.get(&self.me?)
    }

    /// Whose desk it is.
    pub fn desk(&self) -> Desk {
        Desk { me: self.me, leads: self.agent().is_some_and(Agent::leads) }
    }

    /// It is the contact that is shown, or whose file belongs to what is shown.
    pub fn is_in_front(&self, contact: ContactId) -> bool {
        let file = self.file.as_ref().map(|file| file.contact.id);
        [file, self.contact.as_ref().and_then(|opened| opened.id)].contains(&Some(contact))
    }

    /// It is the interaction of the past that was opened last.
    pub fn reads_again(&self, interaction: Option<InteractionId>) -> bool {
        interaction.is_some() && interaction == self.past.as_ref().map(|past| past.id)
    }

    /// Language of the screen.
    pub fn language(&self) -> Language {
        self.agent().map_or(self.fallback, |agent| agent.language)
    }

    /// Words of the interface.
    pub fn tr(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.shared.messages.tr(self.language(), key, args)
    }

    fn everything(&self) -> impl Iterator<Item = &Interaction> {
        self.open.values().map(|interaction| &**interaction)
    }

    /// What is in front of the agent.
    pub fn current(&self) -> Option<&Interaction> {
        self.open.mine().find(|i| i.holder() == self.me && i.is_on_desk())
    }

    /// What waits, in the order in which it came.
    pub fn waiting(&self) -> impl Iterator<Item = &Interaction> {
        let mine = |i: &&Interaction| i.reserved.is_none_or(|reserved| Some(reserved) == self.me);
        self.open.waiting().filter(mine)
    }

    /// What waits, most urgent first.
    pub fn queue(&self) -> Vec<&Interaction> {
        let mut waiting: Vec<&Interaction> = self.waiting().collect();
        waiting.sort_by_key(|i| i.turn(self.now.utc));
        waiting
    }

    /// What this agent put aside, last first.
    pub fn parked(&self) -> Vec<&Interaction> {
        let mine = |i: &&Interaction| i.holder() == self.me && !i.is_on_desk();
        let mut parked: Vec<&Interaction> = self.open.mine().filter(mine).collect();
        parked.sort_by_key(|i| std::cmp::Reverse(i.times.answered));
        parked
    }

    /// What rings here.
    pub fn ringing(&self) -> Option<&Interaction> {
        self.open.mine().find(|i| i.ringing_at().is_some() && i.ringing_at() == self.me)
    }

    /// The caller whose line dropped rings again: what waits, and what of mine it goes on with.
    pub fn returning(&self) -> Option<(InteractionId, InteractionId)> {
        let key = |i: &Interaction| i.number.as_ref().map(|number| number.key()).filter(|key| !key.is_empty());
        let dropped = |i: &&Interaction| {
            i.holder() == self.me && i.agent_state() == State::WrapUp || i.holder() == self.me && !i.is_on_desk()
        };
        let ended: Vec<&Interaction> = self.open.mine().filter(dropped).filter(|i| i.times.ended.is_some()).collect();
        if ended.is_empty() {
            return None;
        }
        let waiting = self.queue().into_iter().filter(|i| i.ringing_at().is_none_or(|agent| Some(agent) == self.me));
        let mut pairs = waiting.filter_map(|waiting| {
            let number = key(waiting)?;
            Some((waiting.id, ended.iter().find(|ended| key(ended).as_ref() == Some(&number))?.id))
        });
        pairs.next()
    }

    /// The card is that of the call that rings here.
    pub(super) fn card_rings(&self) -> bool {
        let ringing = self.ringing().map(|ringing| ringing.id);
        ringing.is_some() && self.card.as_ref().map(|card| card.interaction) == ringing
    }

    /// Calls missed today.
    pub fn missed(&self) -> usize {
        let day = |at: Utc| self.local(at).map(|at| at.date());
        let today = day(self.now.utc);
        self.mine.iter().filter(|past| past.missed && day(past.begun) == today).count()
    }

    /// An instant on the floor's calendar and clock.
    pub fn local(&self, at: Utc) -> Option<jiff::civil::DateTime> {
        Some(at.local(&self.shared.zone))
    }

    /// What this agent is doing.
    pub fn state(&self) -> State {
        Load::of(self.open.mine().filter(|one| one.desk_of() == self.me)).state
    }

    /// What an agent is doing.
    pub fn state_of(&self, agent: AgentId) -> State {
        if self.me == Some(agent) {
            return self.state();
        }
        Load::of(self.everything().filter(|one| one.desk_of() == Some(agent))).state
    }

    /// The talk with a colleague about what is in front of the agent, ringing or held.
    pub fn consult(&self) -> Option<&Interaction> {
        let current = self.current()?.id;
        self.everything().find(|one| one.consults == Some(current))
    }

    /// What the one in front of the agent is treated by; without one, what is in force.
    pub fn library(&self) -> &Library {
        self.current().map_or(&self.shared.library, |current| self.shared.library.of(current.edition))
    }

    /// The script on the screen.
    pub fn script(&self) -> Option<&Script> {
        let run = self.current()?.run()?;
        self.shared.library.script_of(self.current()?.edition, run.version)
    }

    /// The step on the screen.
    pub fn step(&self) -> Option<&crate::script::Step> {
        self.script()?.step(&self.current()?.run()?.step)
    }

    /// A number for a command or query.
    pub fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// The field of the step under the cursor.
    pub fn field(&self) -> Option<(Clean, &Line)> {
        let Focus::Form(at) = self.focus else { return None };
        let name = &self.step()?.fields.get(at)?.name;
        Some((name.clone(), self.fields.get(name)?))
    }

    /// The instant at which the screen next looks different by itself: clocks run by the second.
    pub fn next_change(&self) -> Option<Mono> {
        // Each session ticks at a moment of its own: hundreds that draw at once would let keys wait.
        let since = self.now.mono.0.wrapping_sub(self.ticks_at) % 1000;
        Some(self.now.mono.after(1000 - since))
    }
}
