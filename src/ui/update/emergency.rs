//! An emergency: where help has to go, how the caller is reached, and whom to call, by one key from anywhere.

use super::{act, lists, transfer};
use crate::{
    domain::{ContactField, Interaction, Stage},
    proto::Command,
    text::Clean,
    ui::{
        model::{Effect, Model},
        overlay::{Choice, List, Overlay, Row},
    },
};

/// The result that ships for an emergency that was passed on.
const PASSED_ON: &str = "EMERG";

/// Opens it. No gate applies: nobody has to be identified first. Of a caller in need, who leads the floor knows at once.
pub(super) fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let alone = model.agent().is_some_and(|agent| agent.help.is_none());
    if alone && model.current().is_some_and(Interaction::is_live) {
        act::ask_help(model, true, effects);
    }
    lists::show(model, List::Emergency);
}

/// What is known, and what can be done.
pub(super) fn list(model: &Model) -> Overlay {
    let read = |label: String, detail: String| Row::new(label, detail, Choice::Read);
    let known = |text: String| if text.is_empty() { model.tr("emergency-ask", &[]) } else { text };
    let file = model.file.as_ref().map(|file| &*file.contact);
    let field = |field| file.map(|contact| contact.field(field).to_string()).unwrap_or_default();
    let town = format!("{} {}", field(ContactField::Postcode), field(ContactField::Locality));
    let address = [field(ContactField::Street), town.trim().to_owned()];
    let address: Vec<String> = address.into_iter().filter(|part| !part.is_empty()).collect();
    let current = model.current();
    let number = current.and_then(|current| current.number.as_ref()).map(|number| number.raw.to_string());
    let number = number.unwrap_or_else(|| field(ContactField::Numbers));
    let who = current.map(|current| crate::ui::view::who(model, current)).unwrap_or_default();
    let line = current.and_then(|current| model.library().line(&current.line));
    let service = line.unwrap_or(model.library().default_line()).emergency.clone();
    // Whole, whatever its length: it is read out.
    let say = current.map(|current| model.shared.messages.tr(current.language, "emergency-say", &[]));
    let mut rows: Vec<Row> = say.iter().flat_map(|say| Row::text(&format!("“{say}”")).collect::<Vec<_>>()).collect();
    rows.extend([
        read(model.tr("emergency-who", &[]), who),
        read(model.tr("emergency-address", &[]), known(address.join(", "))),
        read(model.tr("emergency-number", &[]), known(number)),
    ]);
    let number = [("number", service.as_str().into())];
    if current.is_some_and(|current| current.is_live() && current.needs_phone()) {
        let pass = Choice::PassTo(transfer::outside(service.clone()));
        rows.push(Row::of_letter('p', model.tr("emergency-pass", &number), pass));
    }
    let label = model.tr("emergency-call", &number);
    let call = Command::Dial { number: service, contact: None };
    rows.push(Row::of_letter('c', label, Choice::Order(call)));
    let talks = current.is_some_and(|current| matches!(current.stage, Stage::Held { .. }));
    let passed_on = model.library().result(PASSED_ON).filter(|_| talks);
    if let Some(result) = passed_on {
        let label = crate::script::pack::text(&result.label, model.language());
        rows.push(Row::of_letter('e', label, Choice::Result(Clean::line(PASSED_ON))));
    }
    Overlay::read(List::Emergency, rows)
}
