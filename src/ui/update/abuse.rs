//! A caller who insults or threatens: what to say, and how the call is ended.

use crate::{
    proto::Command,
    script::pack::text,
    ui::{
        model::Model,
        overlay::{Choice, List, Overlay, Row},
    },
};

/// The warning, and what can be done.
pub(super) fn list(model: &Model) -> Option<Overlay> {
    let current = model.current()?;
    let mut rows = Vec::new();
    for warning in model.library().warnings() {
        rows.extend(Row::text(&format!("“{}”", text(warning, current.language))));
    }
    let warned = current.abuse.and_then(|abuse| abuse.warned);
    match warned {
        Some(at) => {
            let at = crate::ui::view::clock(model, at);
            let label = model.tr("abuse-warned", &[("time", at.as_str().into())]);
            rows.push(Row::new(label, "", Choice::Read));
        }
        None => {
            let warn = Choice::Order(Command::WarnAbuse(current.id));
            rows.push(Row::of_letter('a', model.tr("abuse-warn", &[]), warn));
        }
    }
    rows.push(Row::of_letter('b', model.tr("abuse-end", &[]), Choice::Order(Command::EndAbuse(current.id))));
    Some(Overlay::read(List::Abuse, rows))
}
