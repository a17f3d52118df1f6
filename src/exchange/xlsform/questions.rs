//! What is asked, in the words of a script.

use super::{
    Remark, Remarks, Unreadable,
    choices::{self, Choice, Lists},
    columns::{self, COLUMNS, SETTINGS},
    expression::{Sort, translate},
    names::{Seen, both},
    sheets::{self, Row, Sheet},
    survey::{Asks, Gate, Item, Plan, Survey, Written, is_set, list_of, name},
    translations::{Texts, Translations, everywhere},
    write::{self, Field, Step, Value},
};
use crate::domain::Language;

/// How much came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Steps, the conclusion among them.
    pub steps: usize,
    /// Questions.
    pub questions: usize,
}

/// Texts that no form brings along: French, Dutch, German, English.
const REFUSED: [&str; 4] =
    ["Cette valeur ne convient pas.", "Deze waarde past niet.", "Dieser Wert passt nicht.", "This value does not fit."];
const OTHER: [&str; 4] = ["autre", "andere", "andere", "other"];
const MORE: [&str; 4] = ["Encore un : {} ?", "Nog één: {}?", "Noch eines: {}?", "Another one: {}?"];
const BYE: [&str; 4] = [
    "Merci de vos réponses.",
    "Dank u voor uw antwoorden.",
    "Danke für Ihre Antworten.",
    "Thank you for your answers.",
];
const END: [&str; 4] = ["clôture", "afsluiten", "Abschluss", "conclude"];

fn own(texts: [&str; 4]) -> Texts {
    Language::ALL.into_iter().zip(texts).map(|(language, text)| (language, text.to_owned())).collect()
}

/// An XLSForm as a script: its text, how much came in, and what is not as it is in the form. `name` is that of the file.
pub fn import(file: &str, bytes: &[u8]) -> Result<(String, Count, Vec<Remark>), Unreadable> {
    let sheets = sheets::read(file, bytes)?;
    let none = Sheet::default();
    let sheet = |name: &str| sheets.get(name);
    let survey = sheet("survey").filter(|sheet| sheet.columns.iter().any(|column| column == "type"));
    let survey = survey.ok_or(Unreadable::NoSurvey)?;
    let settings = sheet("settings").and_then(|sheet| sheet.rows.first());
    let setting = |name: &str| settings.map_or("", |row| row.get(name));
    let mut remarks = Remarks::default();
    let mut translations = Translations::new(setting("default_language"));
    let choices = sheet("choices").unwrap_or(&none);
    let lists = choices::lists(choices, &mut translations, &mut remarks);
    let read = Survey::of(survey, &mut remarks);
    let mut maker = Maker { survey: &read, lists: &lists, columns: &choices.columns, translations, remarks };
    let mut steps: Vec<Step> = read.plans.iter().map(|plan| maker.step(plan)).collect();
    let questions = steps.iter().map(|step| step.fields.len()).sum();
    if steps.is_empty() {
        return Err(Unreadable::NoQuestion);
    }
    steps.push(maker.end(&steps));
    let Maker { translations, mut remarks, .. } = maker;
    translations.tell(&mut remarks);
    let filters: Vec<&str> = survey.rows.iter().map(|row| row.get("choice_filter")).collect();
    columns::tell("survey", survey, columns::is_carried, &mut remarks);
    choices::tell_unused(&lists, survey.rows.iter().filter_map(list_of), &mut remarks);
    // What a filter asks is carried over with it.
    let asked = |_: &Row, name: &str| {
        COLUMNS.contains(&name) || filters.iter().any(|filter| filter.to_lowercase().contains(name))
    };
    columns::tell("choices", choices, asked, &mut remarks);
    if let Some(settings) = sheet("settings") {
        columns::tell("settings", settings, |_, name| SETTINGS.contains(&name), &mut remarks);
    }
    for (name, sheet) in &sheets {
        if !["survey", "choices", "settings"].contains(&name.as_str()) && !sheet.rows.is_empty() {
            remarks.say(("survey", 0), "xlsform-sheet", &[("what", name)]);
        }
    }
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file).rsplit_once('.').map_or(file, |(stem, _)| stem);
    let called =
        [setting("form_id"), setting("form_title"), stem].into_iter().find(|name| !name.is_empty()).unwrap_or("form");
    let title = [setting("form_title"), called].into_iter().find(|name| !name.is_empty()).unwrap_or(called);
    let slug = name(called, &mut Vec::new()).replace('_', "-").to_lowercase();
    let count = Count { steps: steps.len(), questions };
    remarks.0.sort_by_key(|remark| (std::cmp::Reverse(remark.sheet), remark.row));
    Ok((write::script(&slug, &everywhere(title), &steps), count, remarks.0))
}

struct Maker<'s, 'a> {
    survey: &'s Survey<'a>,
    lists: &'s Lists<'a>,
    /// Of the choices.
    columns: &'s [String],
    translations: Translations,
    remarks: Remarks,
}

impl<'a> Maker<'_, 'a> {
    /// An expression in the script's words; empty, and told, where it has none.
    fn expression(&mut self, written: &Written, column: &'static str, value: Sort) -> String {
        self.translated(written, column, Seen::of(self.survey, written.scope).judging(value))
    }

    /// What is computed for it.
    fn calculation(&mut self, item: &Item<'a>) -> String {
        let text = item.row.get("calculation").to_owned();
        let seen = Seen::of(self.survey, item.scope).computing(&item.name);
        self.translated(&Written { text, row: item.row.number, scope: item.scope }, "calculation", seen)
    }

    fn translated(&mut self, written: &Written, column: &'static str, seen: Seen<'_, 'a>) -> String {
        if written.text.is_empty() {
            return String::new();
        }
        let translated = translate(&written.text, &seen);
        for name in seen.elsewhere().iter().filter(|_| translated.is_some()) {
            self.remarks.say(("survey", written.row), "xlsform-first-round", &[("what", name)]);
        }
        if translated.is_none() {
            let told = [("column", column), ("what", written.text.as_str())];
            self.remarks.say(("survey", written.row), "xlsform-expression", &told);
        }
        translated.unwrap_or_default()
    }

    /// `${name}` in texts becomes what was answered, in words.
    fn piped(&mut self, texts: Texts, scope: usize, row: usize) -> Texts {
        let mut made = Texts::new();
        for (language, text) in texts {
            let mut parts = text.split("${");
            let mut said = harmless(parts.next().unwrap_or_default());
            for part in parts {
                let (name, rest) = part.split_once('}').unwrap_or((part, ""));
                if self.survey.is_elsewhere(name.trim(), scope) {
                    self.remarks.say(("survey", row), "xlsform-first-round", &[("what", name.trim())]);
                }
                match self.survey.field(name.trim(), scope) {
                    Some((name, _)) => said.push_str(&format!("{{{{ labels.{name} or '…' }}}}")),
                    None => {
                        self.remarks.say(("survey", row), "xlsform-name", &[("what", name)]);
                        said.push('…');
                    }
                }
                said.push_str(&harmless(rest));
            }
            made.insert(language, said);
        }
        made
    }

    fn texts(&mut self, row: &Row, column: &str, scope: usize) -> Option<Texts> {
        let texts = self.translations.of(row, column)?;
        Some(self.piped(texts, scope, row.number))
    }

    /// What has to hold of the groups and rounds around.
    fn around(&mut self, conditions: &[Written], gates: &[Gate]) -> String {
        let mut all = String::new();
        for condition in conditions {
            all = both(&all, &self.expression(condition, "relevant", Sort::Text));
        }
        for gate in gates {
            // Its count is told with what it can't be.
            if let Gate::Count(count, _) = gate {
                self.expression(count, "repeat_count", Sort::Number);
            }
            let gate = Seen::of(self.survey, 0).gate(gate).unwrap_or_default();
            all = both(&all, &gate);
        }
        all
    }

    fn step(&mut self, plan: &Plan<'a>) -> Step {
        let mut step =
            Step { id: plan.id.clone(), kind: "ask", title: everywhere(&short(&plan.id)), ..Step::default() };
        step.when = self.around(&plan.conditions, &plan.gates);
        if let Some(more) = &plan.more {
            let what = self.texts(more.row, "label", more.scope).unwrap_or_else(|| everywhere(more.row.get("name")));
            let label = own(MORE).into_iter().map(|(language, text)| {
                let what = what.get(&language).map_or("", String::as_str);
                (language, text.replace("{}", what))
            });
            let (name, label) = (more.name.clone(), label.collect());
            step.fields.push(Field { name, kind: "yes_no", label, required: true, ..Field::default() });
            return step;
        }
        let mut said: Vec<Texts> = Vec::new();
        if let Some((group, round, rounds)) = plan.group
            && let Some(mut texts) = self.texts(group, "label", plan.items.first().map_or(0, |item| item.scope))
        {
            if rounds > 1 {
                texts.values_mut().for_each(|text| text.push_str(&format!(" ({round})")));
            }
            said.push(texts);
        }
        let alone = plan.group.is_none();
        for item in &plan.items {
            let text = item.row.get("relevant").to_owned();
            let when = Written { text, row: item.row.number, scope: item.scope };
            let when = self.expression(&when, "relevant", Sort::Text);
            if item.asks == Asks::Note {
                let Some(mut texts) = self.texts(item.row, "label", item.scope) else { continue };
                if alone {
                    step.when = both(&step.when, &when);
                } else if !when.is_empty() {
                    texts.values_mut().for_each(|text| *text = format!("{{% if {when} %}}{text}{{% endif %}}"));
                }
                said.push(texts);
                continue;
            }
            let fields = self.fields(item, if alone { "" } else { &when });
            if alone {
                step.when = both(&step.when, &when);
            }
            step.fields.extend(fields);
        }
        // What is computed is not read out as questions are.
        if said.is_empty() && step.fields.iter().all(|field| !field.calculate.is_empty()) {
            let with_value = |field: &Field| {
                let text = |text: &str| format!("{text}: {{{{ labels.{} or '…' }}}}", field.name);
                field.label.iter().map(|(language, label)| (*language, text(label))).collect()
            };
            said.extend(step.fields.iter().map(with_value));
        }
        step.say = joined(said);
        if step.fields.is_empty() {
            step.kind = "say";
            step.say.get_or_insert_with(|| everywhere("…"));
        }
        // Where nothing in it is asked, the step is passed over.
        if !alone && !step.fields.is_empty() && step.fields.iter().all(|field| !field.when.is_empty()) {
            let whens: Vec<&str> = step.fields.iter().map(|field| field.when.as_str()).collect();
            step.when = both(&step.when, &format!("({})", whens.join(" or ")));
        }
        step
    }

    /// The field of a question, and the one behind "other".
    fn fields(&mut self, item: &Item<'a>, when: &str) -> Vec<Field> {
        let (row, scope) = (item.row, item.scope);
        let label = self.texts(row, "label", scope).unwrap_or_else(|| everywhere(&item.name));
        let (required, required_when) = self.required(row, scope);
        let (name, when) = (item.name.clone(), when.to_owned());
        let mut field = Field { name, label, required, required_when, when, ..Field::default() };
        let when = field.when.clone();
        let when = when.as_str();
        let helps = ["hint", "guidance_hint"].into_iter().filter_map(|column| self.texts(row, column, scope)).collect();
        field.help = joined(helps);
        let (sort, mut rule) =
            (self.survey.field(row.get("name"), scope).map_or(Sort::Text, |(_, sort)| sort), String::new());
        let mut more = None;
        match &item.asks {
            Asks::Plain(kind) => field.kind = kind,
            Asks::Range => (field.kind, rule) = self.range(row),
            Asks::Acknowledge => {
                field.kind = "choice";
                field.values.push(Value { value: "OK".to_owned(), texts: everywhere("OK"), when: String::new() });
            }
            Asks::List(kind, list, other) => {
                field.kind = kind;
                field.values = self.values(item, list);
                field.random = self.random(row);
                if *other {
                    field.values.push(Value { value: "other".to_owned(), texts: own(OTHER), when: String::new() });
                    let is = if *kind == "choice" { "==" } else { "in" };
                    let asked = format!("('other' {is} answers.{})", item.name);
                    let (name, label) = (format!("{}_other", item.name), own(OTHER));
                    more = Some(Field { name, kind: "text", label, when: both(when, &asked), ..Field::default() });
                }
            }
            Asks::Calculate | Asks::Note => {}
        }
        field.calculate = self.calculation(item);
        if !field.calculate.is_empty() && !is_set(row, "read_only") {
            self.remarks.say(("survey", row.number), "xlsform-computed", &[("what", &item.name)]);
        }
        let constraint = Written { text: row.get("constraint").to_owned(), row: row.number, scope };
        rule = both(&rule, &self.expression(&constraint, "constraint", sort));
        if !rule.is_empty() {
            let message = self.texts(row, "constraint_message", scope).unwrap_or_else(|| own(REFUSED));
            field.constraint = Some((rule, message));
        }
        std::iter::once(field).chain(more).collect()
    }

    /// Whether it is required, or the condition under which it is.
    fn required(&mut self, row: &Row, scope: usize) -> (bool, String) {
        let written = row.get("required");
        match written.to_lowercase().trim_start_matches('=').trim_end_matches("()") {
            "yes" | "true" | "1" => (true, String::new()),
            "" | "no" | "false" | "0" => (false, String::new()),
            _ => {
                let written = Written { text: written.to_owned(), row: row.number, scope };
                (false, self.expression(&written, "required", Sort::Text))
            }
        }
    }

    fn random(&mut self, row: &Row) -> bool {
        let written = row.get("parameters");
        let random = written.to_lowercase().replace(' ', "").contains("randomize=true");
        // An order of chance comes from the seed of the interview, not from one that is written down.
        if (!random || written.to_lowercase().contains("seed")) && !written.is_empty() {
            self.remarks.say(
                ("survey", row.number),
                "xlsform-expression",
                &[("column", "parameters"), ("what", written)],
            );
        }
        random
    }

    /// From where to where, and whether whole: 0 to 10 by 1 where it is not said (xlsform.org).
    fn range(&mut self, row: &Row) -> (&'static str, String) {
        let written = row.get("parameters").to_lowercase();
        let part = |name: &str, else_: &'static str| {
            let found = written.split([' ', ',', ';']).find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
            found.filter(|found| found.parse::<f64>().is_ok()).unwrap_or(else_).to_owned()
        };
        let (start, end, step) = (part("start", "0"), part("end", "10"), part("step", "1"));
        let whole = [&start, &end, &step].iter().all(|number| number.parse::<i64>().is_ok());
        let mut rule = format!("(value >= {start} and value <= {end})");
        if step != "1" || !whole {
            let steps = format!("((value - {start}) / {step})");
            rule = format!("{rule} and (({steps} | round(6)) == ({steps} | round))");
        }
        (if whole { "number" } else { "decimal" }, rule)
    }

    fn values(&mut self, item: &Item<'a>, list: &str) -> Vec<Value> {
        let (row, scope) = (item.row, item.scope);
        let Some(choices) = self.lists.get(list).filter(|choices| !choices.is_empty()) else {
            self.remarks.say(("survey", row.number), "xlsform-list", &[("what", list)]);
            return vec![Value { value: "none".to_owned(), texts: everywhere("…"), when: String::new() }];
        };
        let filter = row.get("choice_filter");
        let mut values = Vec::new();
        for Choice { value, texts, row: choice } in choices {
            let seen = Seen::of(self.survey, scope).filtering(choice, self.columns);
            let when = if filter.is_empty() { None } else { Some(translate(filter, &seen)) };
            if when == Some(None) {
                let told = [("column", "choice_filter"), ("what", filter)];
                self.remarks.say(("survey", row.number), "xlsform-expression", &told);
            }
            let texts = self.piped(texts.clone(), scope, row.number);
            values.push(Value { value: value.clone(), texts, when: when.flatten().unwrap_or_default() });
        }
        values
    }

    /// The end: what is computed is kept there, where every way leads.
    fn end(&mut self, steps: &[Step]) -> Step {
        let mut ids: Vec<String> = steps.iter().map(|step| step.id.clone()).collect();
        let id = name("end", &mut ids);
        let mut step = Step { id, kind: "conclude", title: own(END), say: Some(own(BYE)), ..Step::default() };
        for (item, conditions, gates) in &self.survey.computed {
            let (row, scope) = (item.row, item.scope);
            // The day of the interview is known without being computed.
            let known = self.survey.known(row, &item.name);
            let calculate = known.unwrap_or_else(|| self.calculation(item));
            if calculate.is_empty() {
                if row.get("calculation").is_empty() {
                    self.remarks.say(("survey", row.number), "xlsform-no-calculation", &[("what", &item.name)]);
                }
                continue;
            }
            let around = self.around(conditions, gates);
            let own = Written { text: row.get("relevant").to_owned(), row: row.number, scope };
            let when = both(&around, &self.expression(&own, "relevant", Sort::Text));
            let label = self.texts(row, "label", scope).unwrap_or_else(|| everywhere(&item.name));
            let name = item.name.clone();
            step.fields.push(Field { name, kind: "text", label, when, calculate, ..Field::default() });
        }
        step
    }
}

/// Text that is no template.
fn harmless(text: &str) -> String {
    text.replace("{{", "{ {").replace("{%", "{ %").replace("{#", "{ #")
}

/// One word for the progress line.
fn short(id: &str) -> String {
    id.chars().take(14).collect::<String>().trim_matches('_').replace('_', " ")
}

/// Texts below each other.
fn joined(all: Vec<Texts>) -> Option<Texts> {
    all.into_iter().reduce(|mut before, after| {
        for (language, text) in after {
            let joined = before.entry(language).or_default();
            joined.push('\n');
            joined.push_str(&text);
        }
        before
    })
}
