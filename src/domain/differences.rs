//! In which fields two versions of a record differ, as the journal tells it.

use serde::Serialize;
use serde_json::Value;

use super::{
    Agent, Callback, Case, Contact, Edition, FieldChange, Interaction, Interview, Outgoing, Quota, Record, Said,
    ScriptText, Terminal, Weighing,
};

/// Compares field by field, and makes values only of those that differ. A field that is missing here does not compile.
macro_rules! compared {
    ($($kind:ident: $record:ident { $($field:ident),* $(,)? })*) => {
        /// The fields in which two versions of one record differ. A record that is not there counts as one without fields.
        pub fn differences(old: Option<&Record>, new: Option<&Record>) -> Vec<FieldChange> {
            let mut changes = Vec::new();
            match (old, new) {
                $((Some(Record::$kind(_)), _) | (None, Some(Record::$kind(_))) => {
                    let old = if let Some(Record::$kind(old)) = old { Some(old) } else { None };
                    let new = if let Some(Record::$kind(new)) = new { Some(new) } else { None };
                    $(compare(stringify!($field), (old.map(|r| &r.$field), new.map(|r| &r.$field)), &mut changes);)*
                    let _complete = |record: $record| { let $record { $($field: _),* } = record; };
                })*
                (None, None) => {}
            }
            changes
        }
    };
}

compared! {
    Agent: Agent { id, login, name, language, role, status, status_since, idle_since, next_status, cause, misses, help, gone, keymap, keys, user, pin, phone, unreached, phone_checked, plays, skills }
    Contact: Contact {
        id, given, family, organisation, language, numbers, emails, street, postcode, locality, country, birth,
        customer_number, iban, national_number, confidential, note, extra, created,
    }
    Interaction: Interaction {
        id, channel, direction, line, queue, call, shown, hung_up, edition, step, last_agent, kept_for, offers, returns_at, logged, due, reserved, number, announced, priority, queue_priority, ageing, target_seconds, language, stage, times,
        handled, held, wrapped, handling_since, card, caller, file, checks, identified, unidentified, muted, needs, runs, running, articles,
        sales, note, practice, results, transfers, stretches, consults, announcements, former_call, joins, listener, behind, outside, recordings, objections, keeps, abuse, link,
    }
    Callback: Callback {
        id, kind, contact, who, number, language, agent, queue, line, promised_in, case, sale, due, until, note, state, told,
        kept_in, remarks,
    }
    Outgoing: Outgoing {
        id, purpose, medium, contact, who, to, language, subject, text, attachments, interaction, at, by, state, taken_back,
    }
    Case: Case {
        number, opened, contact, who, language, interactions, taken, owner, stage, escalated, outcome, deadlines, prepared, remarks,
    }
    Interview: Interview { id, edition, respondent, number, who, language, begun, state, run, parts, quotas }
    Quota: Quota { id, script, code, finished, held }
    Script: ScriptText { version, name, text }
    Terminal: Terminal { id, name, keys, phone }
    Said: Said { id, from, to, text, at }
    Edition: Edition { number, texts, at, by, from, urgent, restores, withdrawn }
    Weighing: Weighing { id, interaction, at, moment, needs, chosen, passed }
}

fn compare<T: Serialize + PartialEq>(
    name: &'static str,
    (old, new): (Option<&T>, Option<&T>),
    changes: &mut Vec<FieldChange>,
) {
    if old == new {
        return;
    }
    let value = |field: Option<&T>| field.and_then(|field| serde_json::to_value(field).ok()).map(told);
    let (old, new) = (value(old).unwrap_or_default(), value(new).unwrap_or_default());
    // A secret that changed is told the same before and after.
    if old != new || !new.is_null() {
        changes.push(FieldChange { name: name.into(), old, new });
    }
}

/// A value as the journal tells it: what holds nothing is null.
pub fn told(value: Value) -> Value {
    let nothing = match &value {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    };
    if nothing { Value::Null } else { value }
}
