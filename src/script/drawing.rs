//! A script as text: its steps with where each leads, and every path through it.

use super::{
    does::{Does, PassTo},
    pack::{Script, Step, text},
    script_file::kind_name,
    way::paths,
};
use crate::{domain::Language, text::width};

/// Columns of a line: what shows it may indent it by two.
const COLUMNS: usize = 78;

/// A text behind its head, in lines of at most 78 columns; what does not fit stands below the text.
pub fn hung(head: &str, text: &str) -> Vec<String> {
    let indent = width::width(head);
    let lines = width::wrap(text, COLUMNS.saturating_sub(indent).max(20));
    let below = " ".repeat(indent);
    lines.iter().enumerate().map(|(at, line)| format!("{}{line}", if at == 0 { head } else { &below })).collect()
}

/// The steps in the order of the file, each with its kind, its title and where it leads: choices by letter, conditions, the
/// step that follows; then the quotas, each with the step that thanks when it is full.
pub fn graph(script: &Script, language: Language) -> Vec<String> {
    let ids = script.steps.iter().map(|step| width::width(&step.id)).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (at, step) in script.steps.iter().enumerate() {
        let to = |next: &str| script.following(at, next).and_then(|to| script.steps.get(to)).map(|to| to.id.as_str());
        let own = to(&step.next).filter(|_| step.choices.iter().all(|choice| choice.next.is_empty()));
        let end = own.map(|own| format!(" → {own}")).unwrap_or_default();
        let title = text(&step.title, language);
        let head = format!("{}  {:<10}  ", width::pad(&step.id, ids), kind_name(step.kind));
        lines.extend(hung(&head, &format!("{title}{end}")));
        let below = " ".repeat(ids + 2);
        let mut put = |sign: &str, text: &str| lines.extend(hung(&format!("{below}{sign} "), text));
        step.when.iter().for_each(|when| put("?", when.source()));
        let does = match &step.does {
            Does::Promises { kind: Some(kind), .. } => Some(kind.name().to_owned()),
            Does::Sends(sends) => Some(sends.medium.name().to_owned()),
            Does::Confirms(to) => Some(to.to_string()),
            Does::Passes(PassTo::Queue(to) | PassTo::Skill(to) | PassTo::Service(to)) => Some(to.to_string()),
            Does::Promises { kind: None, .. } | Does::Nothing => None,
        };
        does.iter().for_each(|does| put("+", does));
        for field in &step.fields {
            let mark = if field.required { " *" } else { "" };
            put("-", &format!("{} ({}){mark}", field.name, text(&field.label, language)));
        }
        step.checks.iter().for_each(|check| put("=", text(&check.label, language)));
        for choice in &step.choices {
            let next = if choice.next.is_empty() { step.next.as_str() } else { &choice.next };
            let next = to(next).map(|to| format!(" → {to}")).unwrap_or_default();
            put(&choice.key.to_string(), &format!("{}{next}", text(&choice.label, language)));
        }
    }
    for quota in &script.quotas {
        let (label, full) = (text(&quota.label, language), &quota.full);
        let said = format!("{} ({label}): {} ? {} → {full}", quota.code, quota.limit, quota.when.source());
        lines.extend(hung("# ", &said));
    }
    lines
}

/// Every path to a conclusion, by the ids of its steps.
pub fn ways(script: &Script) -> Vec<String> {
    let way = |path: &Vec<&Step>| path.iter().map(|step| step.id.as_str()).collect::<Vec<_>>().join(" → ");
    paths(script).iter().map(way).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Library;

    #[test]
    fn a_script_is_drawn_with_its_choices_conditions_and_paths() {
        let library = Library::shipped();
        let script = library.script("incoming-information").unwrap();
        let drawn = graph(script, Language::En);
        let choice = drawn.iter().position(|line| line.trim_start().starts_with("a ")).unwrap();
        assert!(drawn[choice].contains(" → "), "{}", drawn[choice]);
        assert!(drawn[0].starts_with("greet") && drawn[0].contains("say") && drawn[0].ends_with("→ identify"));
        let poll = graph(library.script("outgoing-poll").unwrap(), Language::En);
        let quota = poll.iter().position(|line| line.starts_with("# young (18 to 34 years): 300")).unwrap();
        assert!(poll[quota..].join(" ").contains("→ enough"), "{poll:?}");
        // Whoever finds it full goes that way.
        assert!(ways(library.script("outgoing-poll").unwrap()).iter().any(|way| way.starts_with("enough → ")));
        for script in library.scripts() {
            for language in Language::ALL {
                let lines = graph(script, language);
                let ways = ways(script);
                let all = lines.into_iter().chain(ways.iter().flat_map(|way| hung("- ", way)));
                all.for_each(|line| assert!(width::width(&line) <= COLUMNS, "{}: {line}", script.name));
            }
        }
        assert_eq!(ways(script).len(), paths(script).len());
        assert!(ways(script).iter().all(|way| way.starts_with("greet → ") && way.ends_with(" → conclude")));
    }
}
