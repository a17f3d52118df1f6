//! How the cases and orders of the file concerned stand, as sentences to say in the caller's language.

use jiff::civil::Date;

use super::model::Model;
use crate::{
    domain::{
        Case, CaseStage, Duty, Interaction, Language,
        agreement::ConfirmationState,
        sold::{Sold, SoldState},
    },
    i18n::{Arg, format},
    script::{grouped, sale_words},
};

/// What can be told: what is due first, then what was bought last. Nothing before the caller is identified.
pub fn sentences(model: &Model, current: &Interaction) -> Vec<String> {
    let (Some(file), Some(_)) = (&model.file, current.identified) else { return Vec::new() };
    let mut cases: Vec<&Case> = model
        .cases
        .open_of(file.contact.id)
        .into_iter()
        .filter_map(|number| Some(&**model.cases.case(number)?))
        .collect();
    cases.sort_by_key(|case| (case.next_deadline().map(|deadline| deadline.due), case.number));
    let language = current.language;
    let mut said: Vec<String> = cases.into_iter().map(|case| of_case(model, language, case)).collect();
    let past = file.past.iter().filter(|past| past.interaction != current.id);
    said.extend(past.flat_map(|past| &past.sold).filter_map(|sold| of_sale(model, language, sold)));
    said
}

/// There is something to tell, once the caller is identified.
pub fn waits(model: &Model, current: &Interaction) -> bool {
    let Some(file) = model.file.as_ref().filter(|_| current.identified.is_none()) else { return false };
    let bought = file.past.iter().any(|past| past.interaction != current.id && !past.sold.is_empty());
    bought || !model.cases.open_of(file.contact.id).is_empty()
}

fn said(model: &Model, language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    model.shared.messages.tr(language, key, args)
}

/// Its number in groups, how far it is, and until when what comes next.
fn of_case(model: &Model, language: Language, case: &Case) -> String {
    let number = case.number.to_string().split('-').map(grouped).collect::<Vec<_>>().join(" – ");
    let key = match (case.stage, case.escalated.is_some()) {
        (CaseStage::Answered, _) => "standing-case-answered",
        (_, true) => "standing-case-escalated",
        _ => "standing-case-open",
    };
    let state = said(model, language, key, &[("number", number.as_str().into())]);
    let next = case.next_deadline().and_then(|deadline| {
        let day = model.local(deadline.last_moment())?.date();
        let key = match (deadline.is_overdue(model.now.utc), deadline.duty) {
            (true, _) => "standing-late",
            (false, Duty::Acknowledge) => "standing-acknowledge",
            (false, Duty::Answer) => "standing-answer",
            (false, Duty::Close) => "standing-close",
        };
        Some(said(model, language, key, &[("day", spoken_day(language, day).as_str().into())]))
    });
    [Some(state), next].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What was bought when, for how much; what still stands, until when. A proposal whose last day is past is not told.
fn of_sale(model: &Model, language: Language, sold: &Sold) -> Option<String> {
    let products = sale_words::products(&sold.lines, language);
    let total = crate::domain::proposal::Amounts::of(&sold.lines);
    let price = sale_words::price(model.library().catalogue(), &total, language);
    let of = |key: &str, day: Date| {
        let day = spoken_day(language, day);
        let args =
            [("products", products.as_str().into()), ("price", price.as_str().into()), ("day", day.as_str().into())];
        said(model, language, key, &args)
    };
    match sold.state {
        SoldState::Agreed { at, confirmation } => {
            let mut told = of("standing-agreed", model.local(at)?.date());
            if confirmation == ConfirmationState::ToSend {
                told = format!("{told} {}", said(model, language, "standing-confirmation", &[]));
            }
            Some(told)
        }
        SoldState::Stands(until) => {
            let today = model.local(model.now.utc)?.date();
            (until >= today).then(|| of("standing-proposal", until))
        }
    }
}

fn spoken_day(language: Language, day: Date) -> String {
    format::date(language, day)
}
