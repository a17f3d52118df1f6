//! What was answered, to be read back to the caller: in their language, numbers grouped, names and addresses spelled.

use super::{
    condition::day_said,
    field::FieldKind,
    pack::{Field, Script, text},
    say::called,
    spelling::{grouped, in_groups, spelled},
};
use crate::{
    domain::{Answer, Language, ScriptRun, phone},
    text::Clean,
};

/// Every value of the steps that were open, in the order of the script: `Label: value. Label: value.`
pub(super) fn read_back(script: &Script, run: &ScriptRun, language: Language) -> String {
    let mut said: Vec<(&Clean, String)> = Vec::new();
    for step in script.steps.iter().filter(|step| step.id == run.step || run.trail.contains(&step.id)) {
        for field in &step.fields {
            if let Some(Answer::Value(value)) = run.answers.get(&field.name)
                && !run.left_out.contains(&field.name)
                && !said.iter().any(|(name, _)| **name == field.name)
            {
                said.push((
                    &field.name,
                    format!("{}: {}.", text(&field.label, language), aloud(field, value, language)),
                ));
            }
        }
    }
    said.into_iter().map(|(_, said)| said).collect::<Vec<_>>().join(" ")
}

/// A value as it is said.
fn aloud(field: &Field, value: &str, language: Language) -> String {
    match &field.kind {
        FieldKind::Email => format!("{value} ({})", spelled(value, language)),
        FieldKind::Text if field.spelled => format!("{value} ({})", spelled(value, language)),
        FieldKind::Phone => phone::national(value),
        FieldKind::Digits { .. } | FieldKind::Iban => grouped(value),
        // As they are printed: 0123 456 789, and the birthday first.
        FieldKind::Enterprise => in_groups(value, &[4, 3, 3]),
        FieldKind::National => in_groups(value, &[2, 2, 2, 3, 2]),
        FieldKind::Date { .. } => day_said(value),
        _ => called(field, value, language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{Facts, Library, open};

    #[test]
    fn what_was_answered_is_read_in_the_callers_language() {
        let library = Library::shipped();
        let script = library.script("incoming-order").unwrap();
        let mut run = open(script, None, 1, &Facts::bare(&Default::default()));
        run.trail = ["newcomer", "proposal", "delivery"].map(Clean::line).into();
        run.left_out.clear();
        for (name, value) in [
            ("name", "Wit"),
            ("home", "owner"),
            ("delivery_date", "2026-12-03"),
            ("reachable", "+32475123456"),
            ("email", "jo@mail.be"),
        ] {
            run.answers.insert(Clean::line(name), Answer::Value(Clean::line(value)));
        }
        let said = read_back(script, &run, Language::Nl);
        assert_eq!(
            said,
            "Naam en voornaam: Wit (W Willem, I Izaak, T Teunis). Woning: eigenaar. Leverdag: 03/12/2026. Bereikbaar op: \
             0475 12 34 56. E-mail voor bevestiging: jo@mail.be (J Jan, O Otto, apenstaartje, mail punt be)."
        );
        // What was not open is not read.
        run.trail.clear();
        assert_eq!(read_back(script, &run, Language::Nl), "");
    }
}
