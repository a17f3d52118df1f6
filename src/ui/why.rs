//! What routing did, in words: for the list over the desk, and for the shell.

use std::{collections::BTreeMap, sync::Arc};

use super::view::timer;
use crate::{
    domain::{
        AgentId, Because, Interaction, Language, Offer, OfferEnd, Stage, State, Utc, WhyNot,
        agent::MISSED,
        weighing::{Moment, Passed, Weighing},
    },
    i18n::Messages,
    proto::Why,
    script::{Library, pack::text},
    text::Clean,
};

/// One line: how deep it stands, what it says, and more of it.
pub struct Told {
    /// 0 or 1.
    pub depth: usize,
    /// What it says.
    pub label: String,
    /// More of it.
    pub detail: String,
}

/// What is needed to tell it.
pub struct Teller<'a> {
    /// The words.
    pub messages: &'a Messages,
    /// What reasons of pauses are called.
    pub library: &'a Library,
    /// In which language.
    pub language: Language,
    /// The names of everybody.
    pub names: &'a BTreeMap<AgentId, Clean>,
}

impl Teller<'_> {
    fn tr(&self, key: &str, args: &[(&'static str, &str)]) -> String {
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, (*value).into())).collect();
        self.messages.tr(self.language, key, &args)
    }

    fn name(&self, agent: AgentId) -> String {
        self.names.get(&agent).map_or_else(|| "?".to_owned(), Clean::to_string)
    }

    /// Everything that was done with an interaction, in order, one after the other; `clock` tells the time.
    pub fn all(&self, why: &Why, clock: impl Fn(Utc) -> String) -> Vec<Vec<Told>> {
        let tell = |weighing: &Arc<Weighing>| {
            let moment = self.tr(moment(weighing.moment), &[]);
            let label = format!("{} {moment}", clock(weighing.at));
            let mut lines = vec![Told { depth: 0, label, detail: self.needs(&weighing.needs) }];
            lines.extend(self.chosen(&why.interaction, weighing));
            lines.extend(self.passed(&weighing.passed));
            lines
        };
        let taken = self.taken(&why.interaction).map(|(by, at)| {
            let label = format!("{} {}", clock(at), self.tr("moment-taken", &[("agent", &self.name(by))]));
            vec![Told { depth: 0, label, detail: String::new() }]
        });
        why.weighings.iter().map(tell).chain(taken).collect()
    }

    /// Who answered first, and when: also where it was offered to nobody.
    fn taken(&self, one: &Interaction) -> Option<(AgentId, Utc)> {
        let now = match one.stage {
            Stage::Held { agent, .. } | Stage::Concluded { agent } => Some(agent),
            Stage::Waiting { .. } | Stage::Abandoned { .. } => None,
        };
        one.stretches.first().map(|stretch| stretch.agent).or(now).zip(one.times.answered)
    }

    /// To whom it was offered at that time, and how that ended.
    fn chosen(&self, interaction: &Interaction, weighing: &Weighing) -> Option<Told> {
        // A caller who gives up ends an offer that was told already.
        if weighing.moment == Moment::GaveUp {
            return None;
        }
        let of = |offer: &&Offer| offer.at == weighing.at && Some(offer.agent) == weighing.chosen;
        let Some(offer) = interaction.offers.iter().find(of) else {
            return Some(Told { depth: 1, label: self.tr("why-nobody", &[]), detail: String::new() });
        };
        let label = format!("→ {}: {}", self.name(offer.agent), self.because(offer));
        Some(Told { depth: 1, label, detail: self.end(offer) })
    }

    /// Why an offer was made to that agent.
    pub fn because(&self, offer: &Offer) -> String {
        let key = match offer.because {
            Because::Reserved => "because-reserved",
            Because::LastAgent => "because-last-agent",
            Because::OnlyOne => "because-only-one",
            Because::NotMissed => "because-not-missed",
            Because::BestSkilled => "because-best-skilled",
            Because::LongestIdle => return self.tr("because-longest-idle", &[("time", &timer(offer.idle))]),
        };
        self.tr(key, &[])
    }

    fn end(&self, offer: &Offer) -> String {
        let Some((end, at)) = offer.end else { return self.tr("state-ringing", &[]) };
        let key = match end {
            OfferEnd::Answered => "end-answered",
            OfferEnd::Missed => "end-missed",
            OfferEnd::TakenBack => "end-taken-back",
            OfferEnd::TakenElsewhere => "end-taken-elsewhere",
            OfferEnd::GaveUp => "end-gave-up",
        };
        self.tr(key, &[("time", &timer(at.since(offer.at)))])
    }

    /// What an agent had to be able to do.
    pub fn needs(&self, needs: &BTreeMap<Clean, u8>) -> String {
        let skill =
            |(skill, least): (&Clean, &u8)| if *least > 1 { format!("{skill}:{least}") } else { skill.to_string() };
        let skills: Vec<String> = needs.iter().map(skill).collect();
        if skills.is_empty() { String::new() } else { self.tr("why-needs", &[("skills", &skills.join(" "))]) }
    }

    /// Who was passed over, a line for each reason; those who are away last.
    pub fn passed<'p>(&'p self, passed: &'p [Passed]) -> impl Iterator<Item = Told> + 'p {
        let away = |one: &&Passed| one.why == WhyNot::Away;
        let (last, first): (Vec<&Passed>, Vec<&Passed>) = passed.iter().partition(away);
        first.into_iter().chain(last).map(|one| {
            let named: Vec<String> = one.agents.iter().map(|agent| self.name(*agent)).collect();
            let more = usize::try_from(one.count).unwrap_or(usize::MAX).saturating_sub(named.len());
            let more = if more > 0 { format!(" +{more}") } else { String::new() };
            Told { depth: 1, label: format!("{}{more}", named.join(", ")), detail: self.why_not(&one.why) }
        })
    }

    /// Why an agent is not offered it.
    pub fn why_not(&self, why: &WhyNot) -> String {
        match why {
            WhyNot::Away => self.tr("status-away", &[]),
            WhyNot::Paused(reason) => {
                let pause = self.library.pause(reason);
                let why = pause.map_or(reason.as_str(), |pause| text(&pause.label, self.language));
                let why = if pause.is_none() && why == MISSED { self.tr("missed", &[]) } else { why.to_owned() };
                self.tr("status-paused", &[("why", &why)])
            }
            WhyNot::NoPhone => self.tr("whynot-no-phone", &[]),
            WhyNot::PhoneUnreached => self.tr("whynot-phone-unreached", &[]),
            WhyNot::Gone => self.tr("whynot-gone", &[]),
            WhyNot::Occupied(state) => self.tr(state_word(*state), &[]),
            WhyNot::Skill { skill, least, has } => {
                self.tr("whynot-skill", &[("skill", skill), ("has", &has.to_string()), ("least", &least.to_string())])
            }
            WhyNot::Reserved => self.tr("whynot-reserved", &[]),
            WhyNot::Kept => self.tr("whynot-kept", &[]),
            WhyNot::Closed => self.tr("whynot-closed", &[]),
            WhyNot::Behind => self.tr("whynot-behind", &[]),
        }
    }
}

fn moment(moment: Moment) -> &'static str {
    match moment {
        Moment::Came => "moment-came",
        Moment::Freed => "moment-freed",
        Moment::Missed => "moment-missed",
        Moment::Waited => "moment-waited",
        Moment::GaveUp => "moment-gave-up",
    }
}

/// What a state is called.
pub fn state_word(state: State) -> &'static str {
    match state {
        State::Idle => "state-idle",
        State::Ringing => "state-ringing",
        State::Dialling => "state-dialling",
        State::Talking => "state-talking",
        State::Hold => "state-hold",
        State::WrapUp => "state-wrap-up",
    }
}
