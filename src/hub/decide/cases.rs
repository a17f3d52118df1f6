//! Complaints become cases; what is done about them, and what is not done in time.

use crate::{
    domain::{
        Agent, AgentId, Answer, Case, CaseNumber, ContactId, Deadline, Duty, Interaction, InteractionId, Money,
        Purpose, Record, ScriptRun, Utc,
        card::mask_cards,
        case::{CaseDeed, CaseNo, Prepared, Taken},
        consequence::MISTAKEN,
        outgoing,
        run::OpenedCase,
    },
    hub::{deciding::Deciding, floor::Floor, loaded::Want},
    proto::{Refusal, Reply},
    text::Clean,
};

use super::outbox::{Message, queue, withdraw};

/// The longest words about a case, in characters.
const LONGEST: usize = 2_000;

/// What has to be read before a complaint of that interaction becomes a case: the last number, and the case that it is already.
pub fn wants(open: Option<&Interaction>) -> Vec<Want> {
    let last = Want::List {
        index: crate::domain::Index::CaseByNumber,
        prefix: crate::domain::IndexKey::default(),
        limit: 1,
        newest_first: true,
    };
    let known = open.and_then(Interaction::run).into_iter().flat_map(|run| &run.cases);
    known.map(|case| Want::Get(case.number.into())).chain([last]).collect()
}

/// What was taken down in the run's step becomes a case; where it is one already, it is brought up to date.
pub fn take(d: &mut Deciding<'_>, interaction: &mut Interaction) -> Result<(), Refusal> {
    let run = interaction.run().ok_or(Refusal::Unknown)?;
    let taken = taken(run);
    let known = run.case_of(&run.step).map(|case| case.number);
    let step = run.step.clone();
    let now = d.now.utc;
    let cases = d.library_of(interaction).cases();
    let severity = cases.severity(&taken.severity).or_else(|| d.library.cases().severity(&taken.severity));
    let severity = severity.ok_or(Refusal::Unknown)?;
    let case = match known {
        Some(number) => {
            let mut case = d.case(number)?;
            if !case.is_open() {
                return Err(Refusal::Case(CaseNo::Closed));
            }
            let deadlines = severity.deadlines(case.opened, &d.settings.zone);
            case.take_down(taken, deadlines, d.who, now);
            case
        }
        None => {
            let mut case = Case::open(next_number(d), taken, d.who, now);
            case.deadlines = severity.deadlines(now, &d.settings.zone);
            case
        }
    };
    let case = Case {
        contact: interaction.file.or(case.contact),
        who: who(interaction),
        language: interaction.language,
        ..case
    };
    let case = touched(case, interaction.id);
    let day = |duty| {
        let deadline: Option<&Deadline> = case.deadline(duty);
        deadline.map(|deadline| deadline.last_moment().local(&d.settings.zone).date())
    };
    let (number, acknowledge_by, answer_by) = (case.number, day(Duty::Acknowledge), day(Duty::Answer));
    let opened = OpenedCase { step, number, acknowledge_by, answer_by };
    let running = interaction.running;
    if let Some(run) = interaction.runs.get_mut(running) {
        run.cases.retain(|case| case.number != number);
        run.cases.push(opened);
    }
    d.put(Record::from(case));
    Ok(())
}

fn taken(run: &ScriptRun) -> Taken {
    let text = |name: &str| match run.answers.get(name) {
        Some(Answer::Value(value)) => mask_cards(value),
        _ => Clean::default(),
    };
    Taken {
        category: text("category"),
        severity: text("severity"),
        complaint: text("complaint"),
        remedy: text("remedy"),
        amount: Money::parse(&text("amount")),
    }
}

/// Whom the contact is about was found out later: the cases that began in it concern them too.
pub fn follow(d: &mut Deciding<'_>, interaction: &Interaction) -> Result<(), Refusal> {
    let opened = interaction.runs.iter().flat_map(|run| &run.cases).map(|case| case.number);
    // What is over stays as it is.
    let live: Vec<CaseNumber> = opened.filter(|number| d.floor().cases.contains_key(number)).collect();
    for number in live {
        let case = d.case(number)?;
        if case.contact.is_none() && interaction.file.is_some() {
            d.put(Record::from(Case { contact: interaction.file, who: who(interaction), ..case }));
        }
    }
    Ok(())
}

/// Who it concerns, as far as one knows.
pub(super) fn who(interaction: &Interaction) -> Clean {
    let number = interaction.number.as_ref().map(|number| &number.raw);
    let names = [Some(&interaction.caller.name), number, Some(&interaction.announced)];
    names.into_iter().flatten().find(|name| !name.is_empty()).cloned().unwrap_or_default()
}

/// The next one of this year. Two hubs that give out the same one are a conflict of versions, and one of them decides again.
fn next_number(d: &mut Deciding<'_>) -> CaseNumber {
    let last = d.list(0).first().and_then(|record| match record {
        Record::Case(case) => Some(case.number),
        _ => None,
    });
    let year = d.now.utc.local(&d.settings.zone).year();
    CaseNumber::next(last, u16::try_from(year).unwrap_or_default())
}

fn touched(mut case: Case, interaction: InteractionId) -> Case {
    case.touched_in(interaction);
    case
}

/// Something is done about a case.
pub fn on(d: &mut Deciding<'_>, number: CaseNumber, deed: &CaseDeed) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let case = d.case(number)?;
    let deed = masked(deed);
    if deed.words().is_some_and(|words| words.trim().is_empty()) {
        return Err(Refusal::NothingSaid);
    }
    may(&me, &case, &deed)?;
    let now = d.now.utc;
    let mut case = case;
    match &deed {
        CaseDeed::Give(to) => drop(d.agent(*to)?),
        CaseDeed::Close(outcome) if !d.library.cases().outcomes.iter().any(|known| known.code == *outcome) => {
            return Err(Refusal::Unknown);
        }
        _ => {}
    }
    case.apply(&deed, Some(me.id), now).map_err(Refusal::Case)?;
    match &deed {
        CaseDeed::Acknowledge => acknowledge(d, &mut case, &me),
        CaseDeed::Reopen(_) => {
            let deadlines = deadlines(d, &case);
            case.begin_again(deadlines);
        }
        CaseDeed::Escalate(_) => hand_up(d, &mut case, now),
        CaseDeed::Close(outcome) if *outcome == MISTAKEN => not_sent(d, &mut case, me.id)?,
        _ => {}
    }
    if let Some(interaction) = in_talk(d, &me, case.contact) {
        case.touched_in(interaction);
    }
    d.put(Record::from(case));
    Ok(Reply::Done)
}

/// What was prepared for the caller of a case that there is not, and was not sent, leaves the outbox.
pub fn not_sent(d: &mut Deciding<'_>, case: &mut Case, by: AgentId) -> Result<(), Refusal> {
    let (left, to_send): (Vec<Prepared>, Vec<Prepared>) =
        std::mem::take(&mut case.prepared).into_iter().partition(|prepared| prepared.sent.is_some());
    case.prepared = left;
    to_send.iter().filter_map(|prepared| prepared.message).try_for_each(|message| withdraw(d, message, by))
}

/// What has to be read before that is done about a case: where its caller is told that it is being treated, and what is not sent
/// where there is no such case.
pub fn wants_on(number: CaseNumber, deed: &CaseDeed, floor: &Floor) -> Vec<Want> {
    let open = floor.cases.get(&number).map(|(_, case)| case);
    let to_tell = open.filter(|_| *deed == CaseDeed::Acknowledge).into_iter().flat_map(|case| to_tell(case));
    let mistaken = matches!(deed, CaseDeed::Close(outcome) if *outcome == MISTAKEN);
    let not_sent = open.filter(|_| mistaken).into_iter().flat_map(|case| messages(case));
    [Want::Get(number.into())].into_iter().chain(to_tell).chain(not_sent).collect()
}

/// What has to be read of what was prepared for its caller.
pub fn messages(case: &Case) -> impl Iterator<Item = Want> {
    case.prepared.iter().filter_map(|prepared| prepared.message).map(|id| Want::Get(id.into()))
}

/// What has to be read to know where its caller is told.
pub fn to_tell(case: &Case) -> impl Iterator<Item = Want> {
    let began = case.interactions.first().map(|id| Want::Get((*id).into()));
    case.contact.map(|id| Want::Get(id.into())).into_iter().chain(began)
}

/// What tells the caller that it is being treated is put into the outbox.
pub fn acknowledge(d: &mut Deciding<'_>, case: &mut Case, me: &Agent) {
    let prepared = acknowledgement(d, case, me);
    let contact = case.contact.and_then(|id| d.contact(id).ok());
    let began = case.interactions.first().and_then(|id| d.interaction(*id).ok());
    // Who calls for somebody else calls from their own number.
    let call = began.filter(|began| began.caller.is_of(case.contact)).and_then(|began| began.number);
    let message = Message {
        purpose: Purpose::Acknowledgement(case.number),
        to: outgoing::any_address(contact.as_ref(), call.as_ref()),
        contact: contact.as_ref(),
        who: case.who.clone(),
        language: prepared.language,
        subject: Clean::line(&case.number.to_string()),
        text: prepared.text.clone(),
        attachments: Vec::new(),
        interaction: case.interactions.last().copied(),
    };
    let message = Some(queue(d, me.id, message));
    case.prepared.push(Prepared { message, ..prepared });
}

fn acknowledgement(d: &Deciding<'_>, case: &Case, me: &Agent) -> Prepared {
    let text = d.library.cases().acknowledgement(case, &me.name, &d.settings.zone);
    Prepared { duty: Duty::Acknowledge, language: case.language, text, at: d.now.utc, sent: None, message: None }
}

/// Until when what is done of it, from now on.
pub fn deadlines(d: &Deciding<'_>, case: &Case) -> Vec<Deadline> {
    let severity = d.library.cases().severity(&case.taken.severity);
    severity.map(|severity| severity.deadlines(d.now.utc, &d.settings.zone)).unwrap_or_default()
}

fn masked(deed: &CaseDeed) -> CaseDeed {
    let clean = |text: &Clean| mask_cards(&Clean::short(text, LONGEST));
    match deed {
        CaseDeed::Answer(text) => CaseDeed::Answer(clean(text)),
        CaseDeed::Escalate(text) => CaseDeed::Escalate(clean(text)),
        CaseDeed::Remark(text) => CaseDeed::Remark(clean(text)),
        CaseDeed::Reopen(text) => CaseDeed::Reopen(clean(text)),
        CaseDeed::Acknowledge | CaseDeed::Give(_) | CaseDeed::Close(_) => deed.clone(),
    }
}

/// Everybody knows of cases, may add to them and take them over; whose it is, or who leads the floor, gives them to others and ends
/// them.
fn may(me: &Agent, case: &Case, deed: &CaseDeed) -> Result<(), Refusal> {
    let own = me.leads() || case.owner == Some(me.id) || case.owner.is_none();
    match deed {
        CaseDeed::Give(to) if *to != me.id && !own => Err(Refusal::NotYourCase),
        CaseDeed::Close(_) | CaseDeed::Reopen(_) if !own => Err(Refusal::NotYourCase),
        _ => Ok(()),
    }
}

/// The contact with whom it concerns that the agent has in front.
fn in_talk(d: &Deciding<'_>, me: &Agent, contact: Option<ContactId>) -> Option<InteractionId> {
    let about = |one: &&Interaction| one.is_on_desk() && one.file.is_some() && one.file == contact;
    d.desk(me.id).find(about).map(|one| one.id)
}

/// What is escalated becomes whose the house says.
fn hand_up(d: &mut Deciding<'_>, case: &mut Case, now: Utc) {
    let login = d.library.cases().escalate_to.clone();
    let to = d.agent_of_login(&login).filter(|_| !login.is_empty());
    if let Some(to) = to.filter(|to| case.owner != Some(*to)) {
        // That it is not over is known: it was escalated just now.
        let _ = case.apply(&CaseDeed::Give(to), None, now);
    }
}

/// Deadlines passed: everybody is told, and what is to be escalated is.
pub fn due(d: &mut Deciding<'_>) -> Result<Reply, Refusal> {
    let now = d.now.utc;
    let overdue: Vec<CaseNumber> = d.floor().overdue(now).collect();
    for number in overdue {
        let mut case = d.case(number)?;
        if case.pass(now) {
            hand_up(d, &mut case, now);
        }
        d.put(Record::from(case));
    }
    Ok(Reply::Done)
}
