//! A script as TOML text.

use super::translations::Texts;

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Texts on one line.
fn texts(texts: &Texts) -> String {
    let parts: Vec<String> =
        texts.iter().map(|(language, text)| format!("{} = {}", language.code(), quoted(text))).collect();
    format!("{{ {} }}", parts.join(", "))
}

/// A value of a list.
pub(super) struct Value {
    pub(super) value: String,
    pub(super) texts: Texts,
    pub(super) when: String,
}

/// A field, in the words of scripts.
#[derive(Default)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) label: Texts,
    pub(super) help: Option<Texts>,
    pub(super) required: bool,
    pub(super) required_when: String,
    pub(super) random: bool,
    pub(super) when: String,
    pub(super) constraint: Option<(String, Texts)>,
    pub(super) calculate: String,
    pub(super) values: Vec<Value>,
}

/// A step, in the words of scripts.
#[derive(Default)]
pub(super) struct Step {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) title: Texts,
    pub(super) say: Option<Texts>,
    pub(super) when: String,
    pub(super) fields: Vec<Field>,
}

/// A script, with remarks at its head.
pub(super) fn script(name: &str, title: &Texts, steps: &[Step]) -> String {
    let mut out = format!("name = {}\nchecks_needed = 0\ninterview = true\ntitle = {}\n", quoted(name), texts(title));
    for written in steps {
        step(&mut out, written);
    }
    out
}

fn step(out: &mut String, step: &Step) {
    let mut put = |key: &str, value: &str| out.push_str(&format!("{key} = {value}\n"));
    put("\n[[step]]\nid", &quoted(&step.id));
    put("kind", &quoted(step.kind));
    put("title", &texts(&step.title));
    if let Some(say) = &step.say {
        put("say", &texts(say));
    }
    if !step.when.is_empty() {
        put("when", &quoted(&step.when));
    }
    for written in &step.fields {
        field(out, written);
    }
}

fn field(out: &mut String, field: &Field) {
    let mut put = |key: &str, value: &str| out.push_str(&format!("{key} = {value}\n"));
    put("\n[[step.field]]\nname", &quoted(&field.name));
    put("type", &quoted(field.kind));
    let flags = [("required", field.required), ("random", field.random), ("read_aloud", field.calculate.is_empty())];
    for (key, _) in flags.iter().filter(|(_, set)| *set) {
        put(key, "true");
    }
    put("label", &texts(&field.label));
    if let Some(help) = &field.help {
        put("help", &texts(help));
    }
    let conditions = [("required_when", &field.required_when), ("when", &field.when), ("calculate", &field.calculate)];
    for (key, text) in conditions {
        if !text.is_empty() {
            put(key, &quoted(text));
        }
    }
    if let Some((rule, message)) = &field.constraint {
        put("constraint", &quoted(rule));
        put("constraint_message", &texts(message));
    }
    if !field.values.is_empty() {
        put("values", "[");
        for value in &field.values {
            let when = if value.when.is_empty() { String::new() } else { format!("when = {}, ", quoted(&value.when)) };
            out.push_str(&format!(
                "    {{ value = {}, {when}label = {} }},\n",
                quoted(&value.value),
                texts(&value.texts)
            ));
        }
        out.push_str("]\n");
    }
}
