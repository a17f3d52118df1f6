//! A small list over the desk: letters or typing narrow it, Enter takes the marked row, Esc closes it.

pub use super::row::{CaseWords, Choice, Row};
use super::{line::Line, narrowed::narrowed, promise_list::PromiseList};
use crate::{
    domain::{AgentId, CaseNumber, ContactId, InteractionId, OutgoingId, transfer::Target},
    text::Clean,
};

/// Which list is open: all that is needed to build it anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum List {
    /// Why one pauses.
    Pauses,
    /// Interviews that are led or can be resumed.
    Interviews,
    /// The places of every quota.
    Quotas,
    /// An interview of that survey that was broken off, or a new one.
    Resume(Clean),
    /// How the current need ends.
    Outcomes,
    /// Why the caller calls: the reasons below that one, or the first of the tree.
    Reasons(Clean),
    /// What can be proposed to the caller.
    Products,
    /// How many of the marked product.
    Quantity,
    /// The discount on the marked product.
    Discount,
    /// Why the caller declines.
    Declined,
    /// Every action by name.
    Palette,
    /// Every script, by name or by reason.
    Scripts,
    /// How the cases and orders of the file stand.
    Standing,
    /// The steps of the script that runs.
    Steps,
    /// Knowledge articles.
    Articles,
    /// The article of that code, which was found by what was typed.
    Article(Clean, Clean),
    /// What was put aside or has no result yet.
    Unfinished,
    /// The results below that branch, or the first of the tree.
    Results(Clean),
    /// The results below that branch, in place of the one that this interaction has.
    Corrections(InteractionId, Clean),
    /// Why that result takes the place of the one given.
    Why(InteractionId, Clean),
    /// Why something stays open, asked when concluding.
    Missing,
    /// Why the caller is not identified.
    Unidentified,
    /// What the caller is to the person of the file.
    Relations,
    /// The name of a caller without a file.
    CallerName,
    /// The number of a caller of whom none was reported.
    CallerNumber,
    /// One interaction of the past, to read.
    Past(InteractionId),
    /// What routing did with that one.
    Routing(InteractionId),
    /// My contacts.
    Mine,
    /// What can be done where the caller does not understand.
    NotUnderstood,
    /// My missed calls, with their cause.
    Missed,
    /// Calls that nobody answered.
    Abandoned,
    /// What the field under the cursor may hold.
    Values,
    /// The telephone of the agent.
    Phone,
    /// The number to call.
    Dial,
    /// Which number of that contact to call.
    Numbers(ContactId),
    /// Tones to the other side.
    Tones,
    /// An emergency.
    Emergency,
    /// What people object.
    Objections,
    /// What may be answered to that one.
    Objection(Clean),
    /// A caller who insults or threatens.
    Abuse,
    /// Colleagues and queues, to pass on to.
    Directory,
    /// What was promised, to be read there.
    Slip(Target),
    /// What can be done about that agent.
    AgentActions(AgentId),
    /// Why that agent pauses.
    PausesOf(AgentId),
    /// What that agent can do.
    SkillsOf(AgentId),
    /// What can be done about that one, which waits.
    WaitingActions(InteractionId),
    /// Where it is moved to.
    MoveTo(InteractionId),
    /// To whom that wrap-up, which was left, is given.
    GiveTo(InteractionId),
    /// About promises.
    Promises(PromiseList),
    /// What waits to be sent.
    Outbox,
    /// That message, to read.
    Message(OutgoingId),
    /// Where that message goes.
    AddressOf(OutgoingId),
    /// To whom that case is given.
    CaseGive(CaseNumber),
    /// How that case ends.
    CaseOutcomes(CaseNumber),
    /// Words about that case.
    CaseWords(CaseNumber, CaseWords),
    /// To whom one writes.
    Colleagues,
    /// What is written, to that one or to everybody.
    SayTo(Option<AgentId>),
    /// What was written.
    Said,
    /// What was published, and what may be.
    Publishing,
    /// When what is published counts.
    PublishAt,
    /// By what and of when figures are.
    FiguresOf,
    /// Of which days.
    FiguresDays,
}

impl List {
    const PLAIN: [(&'static str, List); 39] = [
        ("pauses", List::Pauses),
        ("interviews", List::Interviews),
        ("quotas", List::Quotas),
        ("outcomes", List::Outcomes),
        ("products", List::Products),
        ("quantity", List::Quantity),
        ("discount", List::Discount),
        ("declined", List::Declined),
        ("palette", List::Palette),
        ("scripts", List::Scripts),
        ("standing", List::Standing),
        ("steps", List::Steps),
        ("articles", List::Articles),
        ("unfinished", List::Unfinished),
        ("caller name", List::CallerName),
        ("caller number", List::CallerNumber),
        ("missing", List::Missing),
        ("unidentified", List::Unidentified),
        ("relations", List::Relations),
        ("mine", List::Mine),
        ("not-understood", List::NotUnderstood),
        ("missed", List::Missed),
        ("abandoned", List::Abandoned),
        ("values", List::Values),
        ("phone", List::Phone),
        ("dial", List::Dial),
        ("tones", List::Tones),
        ("emergency", List::Emergency),
        ("objections", List::Objections),
        ("abuse", List::Abuse),
        ("directory", List::Directory),
        ("colleagues", List::Colleagues),
        ("said", List::Said),
        ("outbox", List::Outbox),
        ("publishing", List::Publishing),
        ("publish-at", List::PublishAt),
        ("figures-of", List::FiguresOf),
        ("figures-days", List::FiguresDays),
        ("say-everybody", List::SayTo(None)),
    ];

    /// A name from which [`List::from_name`] finds it again.
    pub fn name(&self) -> Clean {
        match self {
            List::Reasons(below) => Clean::line(&format!("reasons {below}")),
            List::Results(below) => Clean::line(&format!("results {below}")),
            List::Corrections(id, below) => Clean::line(&format!("corrections {id} {below}")),
            List::Why(id, code) => Clean::line(&format!("why {id} {code}")),
            List::Article(code, typed) => Clean::line(&format!("article {code} {typed}")),
            List::Past(id) => Clean::line(&format!("past {id}")),
            List::AgentActions(id) => Clean::line(&format!("agent {id}")),
            List::PausesOf(id) => Clean::line(&format!("pauses-of {id}")),
            List::SkillsOf(id) => Clean::line(&format!("skills-of {id}")),
            List::WaitingActions(id) => Clean::line(&format!("waiting {id}")),
            List::MoveTo(id) => Clean::line(&format!("move {id}")),
            List::GiveTo(id) => Clean::line(&format!("give {id}")),
            List::CaseGive(number) => Clean::line(&format!("case-give {number}")),
            List::CaseOutcomes(number) => Clean::line(&format!("case-outcomes {number}")),
            List::CaseWords(number, of) => {
                let name = CaseWords::ALL.iter().find(|(_, known)| known == of).map_or("", |(name, _)| name);
                Clean::line(&format!("case-{name} {number}"))
            }
            List::Message(id) => Clean::line(&format!("message {id}")),
            List::AddressOf(id) => Clean::line(&format!("address-of {id}")),
            List::Promises(list) => Clean::line(&format!("promises {}", list.name())),
            List::Numbers(id) => Clean::line(&format!("numbers {id}")),
            List::SayTo(Some(id)) => Clean::line(&format!("say-to {id}")),
            List::Slip(Target::Agent(id)) => Clean::line(&format!("slip-agent {id}")),
            List::Slip(Target::Queue(name)) => Clean::line(&format!("slip-queue {name}")),
            // There is no such list.
            List::Slip(Target::Outside { .. }) => Clean::default(),
            List::Routing(id) => Clean::line(&format!("routing {id}")),
            List::Objection(code) => Clean::line(&format!("objection {code}")),
            List::Resume(script) => Clean::line(&format!("resume {script}")),
            plain => Clean::line(List::PLAIN.iter().find(|(_, list)| list == plain).map_or("", |(name, _)| name)),
        }
    }

    /// The list of a name.
    pub fn from_name(name: &str) -> Option<List> {
        let plain = List::PLAIN.iter().find(|(known, _)| *known == name).map(|(_, list)| list.clone());
        plain.or_else(|| match name.split_once(' ').unwrap_or((name, "")) {
            ("reasons", below) => Some(List::Reasons(Clean::line(below))),
            ("results", below) => Some(List::Results(Clean::line(below))),
            ("article", rest) => {
                let (code, typed) = rest.split_once(' ').unwrap_or((rest, ""));
                Some(List::Article(Clean::line(code), Clean::line(typed)))
            }
            ("past", id) => Some(List::Past(id.parse().ok()?)),
            ("agent", id) => Some(List::AgentActions(id.parse().ok()?)),
            ("pauses-of", id) => Some(List::PausesOf(id.parse().ok()?)),
            ("skills-of", id) => Some(List::SkillsOf(id.parse().ok()?)),
            ("waiting", id) => Some(List::WaitingActions(id.parse().ok()?)),
            ("give", id) => Some(List::GiveTo(id.parse().ok()?)),
            ("move", id) => Some(List::MoveTo(id.parse().ok()?)),
            ("case-give", number) => Some(List::CaseGive(number.parse().ok()?)),
            ("case-outcomes", number) => Some(List::CaseOutcomes(number.parse().ok()?)),
            (kind, number) if kind.starts_with("case-") => {
                let name = kind.trim_start_matches("case-");
                let of = CaseWords::ALL.iter().find(|(known, _)| *known == name).map(|(_, of)| *of)?;
                Some(List::CaseWords(number.parse().ok()?, of))
            }
            ("message", id) => Some(List::Message(id.parse().ok()?)),
            ("address-of", id) => Some(List::AddressOf(id.parse().ok()?)),
            ("promises", list) => PromiseList::from_name(list).map(List::Promises),
            ("numbers", id) => Some(List::Numbers(id.parse().ok()?)),
            ("say-to", id) => Some(List::SayTo(Some(id.parse().ok()?))),
            ("slip-agent", id) => Some(List::Slip(Target::Agent(id.parse().ok()?))),
            ("slip-queue", name) => Some(List::Slip(Target::Queue(Clean::line(name)))),
            ("resume", script) => Some(List::Resume(Clean::line(script))),
            ("objection", code) => Some(List::Objection(Clean::line(code))),
            ("routing", id) => Some(List::Routing(id.parse().ok()?)),
            (kind, rest) => {
                let (id, code) = rest.split_once(' ').unwrap_or((rest, ""));
                let (id, code) = (id.parse().ok()?, Clean::line(code));
                match kind {
                    "corrections" => Some(List::Corrections(id, code)),
                    "why" => Some(List::Why(id, code)),
                    _ => None,
                }
            }
        })
    }

    /// A list of what is in front of the agent: it goes with it.
    pub fn is_of_current(&self) -> bool {
        match self {
            List::Promises(list) => list.is_of_current(),
            List::Outcomes
            | List::Products
            | List::Quantity
            | List::Discount
            | List::Declined
            | List::Reasons(_)
            | List::Scripts
            | List::Standing
            | List::Steps
            | List::Articles
            | List::Article(..)
            | List::Results(_)
            | List::Missing
            | List::NotUnderstood
            | List::Unidentified
            | List::Relations
            | List::CallerName
            | List::CallerNumber
            | List::Objections
            | List::Objection(_)
            | List::Resume(_)
            | List::Abuse
            | List::Directory
            | List::Slip(_)
            | List::Tones
            | List::Values => true,
            List::Pauses
            | List::Interviews
            | List::Quotas
            | List::Palette
            | List::Unfinished
            | List::Corrections(..)
            | List::Why(..)
            | List::Past(_)
            | List::Routing(_)
            | List::Mine
            | List::Missed
            | List::Abandoned
            | List::AgentActions(_)
            | List::PausesOf(_)
            | List::SkillsOf(_)
            | List::WaitingActions(_)
            | List::MoveTo(_)
            | List::GiveTo(_)
            | List::CaseGive(_)
            | List::CaseOutcomes(_)
            | List::CaseWords(..)
            | List::Colleagues
            | List::SayTo(_)
            | List::Said
            | List::Outbox
            | List::Message(_)
            | List::AddressOf(_)
            | List::Publishing
            | List::PublishAt
            | List::FiguresOf
            | List::FiguresDays
            | List::Dial
            | List::Emergency
            | List::Numbers(_)
            | List::Phone => false,
        }
    }
}

/// An open list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// Which.
    pub list: List,
    /// What is said once, above the rows; empty: nothing.
    pub heading: String,
    /// Rows are narrowed by typing; without it, letters choose.
    pub search: Option<Line>,
    /// All rows.
    pub rows: Vec<Row>,
    /// Places of the rows that match, best first.
    pub shown: Vec<usize>,
    /// The marked one of `shown`.
    pub marked: usize,
}

impl Overlay {
    /// A list in which letters choose.
    pub fn letters(list: List, mut rows: Vec<Row>) -> Overlay {
        let free: Vec<char> = ('a'..='z').filter(|letter| rows.iter().all(|row| row.letter != Some(*letter))).collect();
        for (row, letter) in rows.iter_mut().filter(|row| row.letter.is_none()).zip(free) {
            row.letter = Some(letter);
        }
        Overlay::read(list, rows)
    }

    /// A list to read, in which only rows with a letter of their own are chosen.
    pub fn read(list: List, rows: Vec<Row>) -> Overlay {
        let shown = (0..rows.len()).collect();
        Overlay { list, heading: String::new(), search: None, shown, rows, marked: 0 }
    }

    /// A list that typing narrows.
    pub fn search(list: List, rows: Vec<Row>) -> Overlay {
        Overlay { search: Some(Line::default()), ..Overlay::read(list, rows) }
    }

    /// The same list, made anew: what was typed into the one before and what is marked there stays.
    pub fn in_place_of(mut self, before: &Overlay) -> Overlay {
        if self.search.is_some() {
            self.search.clone_from(&before.search);
            self.narrow();
        }
        self.marked = before.marked.min(self.shown.len().saturating_sub(1));
        self
    }

    /// The same list with something said above it.
    pub fn headed(self, heading: String) -> Overlay {
        Overlay { heading, ..self }
    }

    /// A line to type into; Enter takes what was typed.
    pub fn entry(list: List, row: Row) -> Overlay {
        Overlay::search(list, vec![row])
    }

    /// Whether what is typed is the answer, and narrows nothing.
    pub(super) fn is_entry(&self) -> bool {
        if let List::Promises(list) = &self.list {
            return list.is_entry();
        }
        matches!(
            self.list,
            List::CallerName
                | List::Quantity
                | List::Discount
                | List::CallerNumber
                | List::Phone
                | List::Dial
                | List::Tones
                | List::Slip(_)
                | List::SkillsOf(_)
                | List::SayTo(_)
                | List::CaseWords(..)
                | List::AddressOf(_)
                | List::PublishAt
                | List::FiguresDays
        )
    }

    /// Narrows to what was typed, best match first.
    pub fn narrow(&mut self) {
        let Some(search) = self.search.as_ref().filter(|_| !self.is_entry()) else { return };
        (self.shown, self.marked) = (narrowed(&self.rows, search.text()), 0);
    }

    /// The marked row.
    pub fn chosen(&self) -> Option<&Row> {
        self.rows.get(*self.shown.get(self.marked)?)
    }

    /// The row of a letter, Caps Lock or not.
    pub fn by_letter(&self, letter: char) -> Option<&Row> {
        let letter = letter.to_lowercase().next();
        self.rows.iter().find(|row| row.letter == letter)
    }

    /// Moves the mark.
    pub fn step(&mut self, by: isize) {
        self.marked = self.marked.saturating_add_signed(by).min(self.shown.len().saturating_sub(1));
    }
}
