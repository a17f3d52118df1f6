//! How the recording of a call is shown in its head.

use super::timer;
use crate::{
    domain::{Interaction, Pausing},
    ui::{model::Model, theme::Role},
};

/// A recording that stands still for more milliseconds than this has been forgotten.
const LONG: u64 = 60_000;

/// That it is recorded, or stands still, and since when.
pub(super) fn mark(model: &Model, current: &Interaction) -> Option<(String, Role)> {
    let recording = current.recording()?;
    let now = model.now.utc;
    Some(match (recording.paused, recording.began) {
        (Some((since, why)), _) => {
            let stands = now.since(since);
            let key = if why == Pausing::Card { "recording-card" } else { "recording-paused" };
            let said = model.tr(key, &[("time", timer(stands).as_str().into())]);
            if stands > LONG { (format!("! {said} "), Role::Alarm) } else { (format!("{said} "), Role::Warn) }
        }
        (None, None) => (format!("{} ", model.tr("recording-begins", &[])), Role::Warn),
        (None, Some(_)) => {
            let length = timer(recording.length(now));
            (format!("{} ", model.tr("recording-runs", &[("time", length.as_str().into())])), Role::Error)
        }
    })
}
