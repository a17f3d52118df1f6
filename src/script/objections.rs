//! `objections.toml`: what people object, and what may be answered.

use super::{
    check,
    pack::Texts,
    read::{Keys, Reader},
};
use minijinja::Value;

use crate::text::{Clean, problem::Problem};

/// The names that a rebuttal may use.
const NAMES: [&str; 3] = ["agent", "caller", "greeting"];

/// One objection.
#[derive(Clone, Debug, PartialEq)]
pub struct Objection {
    /// Stable code.
    pub code: Clean,
    /// What the agent reads, and finds it by.
    pub label: Texts,
    /// Names of the scripts in which it is offered; none: all.
    pub scripts: Vec<Clean>,
    /// Ways to answer it, best first: minijinja templates, to be said.
    pub rebuttals: Vec<Texts>,
}

impl Objection {
    /// Whether it is offered in a script.
    pub fn is_of(&self, script: &str) -> bool {
        self.scripts.is_empty() || self.scripts.iter().any(|name| name == script)
    }
}

/// Reads the file. `scripts` are the names that there are.
pub(super) fn objections(file: (&str, &str), scripts: &[&str]) -> Result<Vec<Objection>, Vec<Problem>> {
    Reader::file(file, |reader, keys| {
        let (mut objections, mut codes) = (Vec::new(), Vec::new());
        for mut row in reader.rows(keys, "objection") {
            objections.extend(objection(reader, &mut row, scripts, &mut codes));
            reader.end(&row);
        }
        Some(objections)
    })
}

fn objection(
    reader: &mut Reader<'_>,
    row: &mut Keys<'_, '_>,
    scripts: &[&str],
    codes: &mut Vec<Clean>,
) -> Option<Objection> {
    let code = reader.text(row, "code");
    let label = reader.texts(row, "label").0;
    let of = reader.words(row, "scripts");
    for name in of.iter().filter(|name| !scripts.contains(&name.value.as_str())) {
        let args = [("name", name.value.as_str()), ("known", &scripts.join(", "))];
        reader.wrong(&name.span, "problem-content-value", &args);
    }
    let mut rebuttals = Vec::new();
    for mut row in reader.rows(row, "rebuttal") {
        rebuttals.push(rebuttal(reader, &mut row));
        reader.end(&row);
    }
    let code = code?;
    if codes.contains(&code.value) {
        reader.wrong(&code.span, "problem-content-twice", &[("name", &code.value)]);
    }
    codes.push(code.value.clone());
    if rebuttals.is_empty() {
        reader.wrong(&code.span, "problem-content-missing", &[("key", "rebuttal")]);
    }
    let scripts = of.into_iter().map(|name| name.value).collect();
    Some(Objection { code: code.value, label, scripts, rebuttals })
}

fn rebuttal(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>) -> Texts {
    let names = NAMES.map(str::to_owned);
    let (texts, places) = reader.texts(row, "say");
    for place in &places {
        if let Some(source) = texts.get(&place.value) {
            check::template(reader, (source, &place.span), None, (&names, &Value::UNDEFINED));
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told_at_once() {
        let texts = r#"{ fr = "a", nl = "b", de = "c", en = "{{ agnet }}" }"#;
        let text = format!(
            "[[objection]]\ncode = \"x\"\nlabel = {texts}\nscripts = [\"none\"]\n\
             [[objection.rebuttal]]\nsay = {texts}\n[[objection]]\ncode = \"x\"\nlabel = {texts}\n"
        );
        let problems = objections(("o.toml", &text), &["sales"]).unwrap_err();
        let codes: Vec<&str> = problems.iter().map(|problem| &*problem.code).collect();
        assert_eq!(
            codes,
            ["problem-content-value", "problem-script-name", "problem-content-twice", "problem-content-missing"]
        );
        // Byte for byte where it stands.
        assert_eq!(&text[problems[1].span.clone()], "agnet");
    }
}
