//! What a contact came to, from what was taken down in it: one part for each need, case, sale, promise and so on, always in the same order.
//! The words are the reader's.

use super::{
    field::FieldKind,
    pack::{Field, Script},
};
use crate::{
    domain::{
        Agreement, Answer, ContactField, Interaction, MissingReason, Need, Sale, ScriptRun, Used,
        proposal::Proposal,
        run::{OpenedCase, Understanding},
        sale::AddOnEnd,
    },
    text::Clean,
};

/// A part of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Part<'a> {
    /// The caller was identified.
    Identified,
    /// The caller was not, for that reason.
    Unidentified(MissingReason),
    /// What was wanted, and how it ended.
    Need(&'a Need),
    /// An article that was used.
    Article(&'a Used),
    /// A case that was opened.
    Case(&'a OpenedCase),
    /// What was proposed last in a sale.
    Proposal(&'a Sale, &'a Proposal),
    /// What was proposed beside it, by the code of the product, and how that ended.
    AddOn(&'a Clean, AddOnEnd),
    /// What was agreed.
    Agreement(&'a Agreement),
    /// The caller gets an answer to that case by a day.
    AnswerPromised(&'a OpenedCase),
    /// The caller gets a confirmation in writing.
    ConfirmationPromised(&'a Agreement),
    /// The caller was promised that, when it was passed on.
    Promised(&'a Clean),
    /// What was read back, with what was answered, and whether it was understood.
    Understood(&'a Understanding, Vec<(&'a Field, &'a Clean)>),
}

/// All of them. `script_of` knows the scripts that ran. No value that the file protects is in it, nor any of a kind that it would
/// protect.
pub fn summary<'a>(
    interaction: &'a Interaction,
    script_of: impl Fn(&ScriptRun) -> Option<&'a Script>,
) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    match (interaction.identified, interaction.unidentified) {
        (Some(_), _) => parts.push(Part::Identified),
        (None, Some(reason)) => parts.push(Part::Unidentified(reason)),
        (None, None) => {}
    }
    let said = |need: &&Need| !(need.words.is_empty() && need.reason.is_empty() && need.outcome.is_empty());
    parts.extend(interaction.needs.iter().filter(said).map(Part::Need));
    parts.extend(interaction.articles.iter().map(Part::Article));
    let cases = || interaction.runs.iter().flat_map(|run| &run.cases);
    parts.extend(cases().map(Part::Case));
    for sale in &interaction.sales {
        let proposed = sale.proposal().filter(|proposal| !proposal.lines.is_empty());
        parts.extend(proposed.map(|proposal| Part::Proposal(sale, proposal)));
        let beside = sale.addon.as_ref().and_then(|addon| Some((&addon.product, addon.end?.0)));
        parts.extend(beside.map(|(product, end)| Part::AddOn(product, end)));
    }
    let agreed = || interaction.sales.iter().filter_map(|sale| sale.agreement.as_ref());
    parts.extend(agreed().map(Part::Agreement));
    parts.extend(cases().filter(|case| case.answer_by.is_some()).map(Part::AnswerPromised));
    parts.extend(agreed().map(Part::ConfirmationPromised));
    let promised = interaction.transfers.iter().map(|transfer| &transfer.promised);
    parts.extend(promised.filter(|promised| !promised.is_empty()).map(Part::Promised));
    for run in &interaction.runs {
        let answers = script_of(run).map(|script| told(script, run)).unwrap_or_default();
        parts.extend(run.understood.values().map(|settled| Part::Understood(settled, answers.clone())));
    }
    parts
}

/// What was answered in the steps that were open, in the order of the script, but for what the file protects.
fn told<'a>(script: &'a Script, run: &'a ScriptRun) -> Vec<(&'a Field, &'a Clean)> {
    let open = script.steps.iter().filter(|step| step.id == run.step || run.trail.contains(&step.id));
    let mut told: Vec<(&Field, &Clean)> = Vec::new();
    for field in open.flat_map(|step| &step.fields) {
        let counts = !run.left_out.contains(&field.name) && !protected(field);
        if let (true, Some(Answer::Value(value))) = (counts, run.answers.get(&field.name))
            && !told.iter().any(|(known, _)| known.name == field.name)
        {
            told.push((field, value));
        }
    }
    told
}

/// A field whose value stands in no text that everybody reads.
fn protected(field: &Field) -> bool {
    let kind = matches!(field.kind, FieldKind::Card | FieldKind::Iban | FieldKind::National);
    kind || ContactField::from_name(&field.name).is_some_and(ContactField::protected)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        domain::{Channel, Id, InteractionId, Language, Utc},
        script::{Facts, Library, open},
    };

    fn contact() -> Interaction {
        Interaction::incoming(InteractionId(Id(1)), Channel::Call, Clean::line("info"), Language::Nl, Utc(0))
    }

    #[test]
    fn of_nothing_there_is_nothing_to_sum_up() {
        let mut contact = contact();
        assert_eq!(summary(&contact, |_| None), []);
        contact.needs.push(Need::default());
        assert_eq!(summary(&contact, |_| None), []);
    }

    #[test]
    fn each_part_stands_in_its_place_and_nothing_protected_among_them() {
        let library = Library::shipped();
        let mut script = library.script("incoming-order").unwrap().clone();
        // A script of the house that asks for what the file protects.
        let at = script.position("newcomer").unwrap();
        let kinds =
            [("account", FieldKind::Iban), ("register", FieldKind::National), ("confidential", FieldKind::Text)];
        script.steps[at].fields.extend(kinds.map(|(name, kind)| Field::new(Clean::line(name), kind)));
        let checks = BTreeMap::new();
        let mut run = open(&script, None, 1, &Facts::bare(&checks));
        run.trail = ["newcomer", "delivery"].map(Clean::line).into();
        run.left_out.clear();
        let secrets = ["BE68539007547034", "85073003328", "sealed"];
        for (name, value) in [("name", "Wit"), ("delivery_date", "2026-12-03"), ("account", secrets[0])]
            .into_iter()
            .chain([("register", secrets[1]), ("confidential", secrets[2]), ("home", "owner")])
        {
            run.answers.insert(Clean::line(name), Answer::Value(Clean::line(value)));
        }
        run.left_out.insert(Clean::line("home"));
        let read = Clean::line("BE68 5390 0754 7034");
        let settled = Understanding { understood: true, explained: 1, at: Utc(1), by: None, read };
        run.understood.insert(Clean::line("check"), settled.clone());
        let mut contact = contact();
        contact.unidentified = Some(MissingReason::Refused);
        contact.needs = vec![Need { words: Clean::line("een modem"), ..Need::default() }];
        contact.runs = vec![run];
        let parts = summary(&contact, |_| Some(&script));
        let [Part::Unidentified(MissingReason::Refused), Part::Need(need), Part::Understood(known, told)] = &parts[..]
        else {
            panic!("{parts:?}")
        };
        assert_eq!((need.words.as_str(), *known), ("een modem", &settled));
        let told: Vec<(&str, &str)> = told.iter().map(|(field, value)| (field.name.as_str(), value.as_str())).collect();
        // What the answers left out is not told either.
        assert_eq!(told, [("name", "Wit"), ("delivery_date", "2026-12-03")]);
        assert!(told.iter().all(|(_, value)| !secrets.contains(value)));
    }
}
