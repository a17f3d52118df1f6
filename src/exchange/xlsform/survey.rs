//! The survey sheet: rows → what is asked, in steps; groups nested, repeats unrolled.

use std::collections::BTreeMap;

use super::{
    Remarks,
    expression::Sort,
    sheets::{Row, Sheet},
};

/// A repeat whose count is not written down is asked so often at most, and any at most so often.
const ROUNDS: (usize, usize) = (3, 10);

/// What a question asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asks {
    /// A field of that type.
    Plain(&'static str),
    /// Of a list: the type of the field, the list, and whether something else may be said.
    List(&'static str, String, bool),
    /// A tick.
    Acknowledge,
    /// A number of a scale.
    Range,
    /// Nothing: it is computed.
    Calculate,
    /// Nothing: it is said.
    Note,
}

impl Asks {
    fn sort(&self) -> Sort {
        match self {
            Asks::Plain("number" | "decimal") | Asks::Range => Sort::Number,
            Asks::List("multiple" | "rank", ..) => Sort::Several,
            _ => Sort::Text,
        }
    }
}

/// A condition as it is written, with its row and the scope in which its names mean something.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) row: usize,
    pub(super) scope: usize,
}

/// What decides whether a round of a repeat is asked.
#[derive(Clone, Debug)]
pub(super) enum Gate {
    /// The count, and which round.
    Count(Written, usize),
    /// The answer to a question of its own.
    More(String),
}

/// How often a repeat is asked.
#[derive(Clone, Debug)]
pub(super) enum Times {
    /// Always so often.
    Fixed(usize),
    /// As often as this says, and at most so often.
    Count(Written, usize),
    /// Once, and once more for each of these questions in a row that is answered with yes.
    More(Vec<String>),
}

/// A repeat, as it stands in one round of what is around it.
pub(super) struct Repeat {
    name: String,
    /// Where it stands.
    scope: usize,
    /// What has to hold of what is around it, and of itself.
    pub(super) conditions: Vec<Written>,
    /// Of the rounds around it.
    pub(super) gates: Vec<Gate>,
    pub(super) times: Times,
}

/// One question, note or computed value.
pub(super) struct Item<'a> {
    pub(super) row: &'a Row,
    pub(super) scope: usize,
    pub(super) name: String,
    pub(super) asks: Asks,
}

/// Whether another round follows, asked before it.
pub(super) struct More<'a> {
    pub(super) name: String,
    pub(super) row: &'a Row,
    pub(super) scope: usize,
}

/// One step.
#[derive(Default)]
pub(super) struct Plan<'a> {
    pub(super) id: String,
    /// The group that it is of, and which round of it.
    pub(super) group: Option<(&'a Row, usize, usize)>,
    pub(super) conditions: Vec<Written>,
    pub(super) gates: Vec<Gate>,
    pub(super) items: Vec<Item<'a>>,
    pub(super) more: Option<More<'a>>,
}

/// Names that mean something in one group or round, and what stands around it.
#[derive(Default)]
struct Scope {
    around: Option<usize>,
    /// Which round of a repeat it is of.
    position: Option<usize>,
    names: BTreeMap<String, (String, Sort)>,
}

/// All that is asked.
#[derive(Default)]
pub(super) struct Survey<'a> {
    pub(super) plans: Vec<Plan<'a>>,
    /// What is computed, with the conditions around it.
    pub(super) computed: Vec<(Item<'a>, Vec<Written>, Vec<Gate>)>,
    scopes: Vec<Scope>,
    repeats: Vec<Repeat>,
    /// The names in the script of what has a list.
    listed: Vec<String>,
    taken: Vec<String>,
    ids: Vec<String>,
}

/// Where a row stands.
#[derive(Clone, Default)]
struct Around<'a> {
    scope: usize,
    group: Option<(&'a Row, usize, usize)>,
    position: Option<usize>,
    conditions: Vec<Written>,
    gates: Vec<Gate>,
}

/// A type in small letters with single spaces.
pub(super) fn kind_of(row: &Row) -> String {
    row.get("type").to_lowercase().replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands behind one of these words in a type, as it is written.
fn behind<'t>(written: &'t str, words: &[&str]) -> Option<&'t str> {
    let lower = written.to_lowercase();
    let found = words.iter().find(|word| lower.starts_with(**word))?;
    written.get(found.len()..).map(str::trim).filter(|rest| !rest.is_empty())
}

/// Whether a column says yes.
pub(super) fn is_set(row: &Row, column: &str) -> bool {
    let written = row.get(column).to_lowercase();
    ["yes", "true", "1"].contains(&written.trim_start_matches('=').trim_end_matches("()"))
}

pub(super) fn asks(row: &Row) -> Option<Asks> {
    let written = row.get("type").split_whitespace().collect::<Vec<_>>().join(" ");
    let lists: [(&'static str, &[&str]); 3] = [
        ("multiple", &["select_multiple ", "select multiple from ", "select multiple ", "select all that apply from "]),
        ("choice", &["select_one ", "select one from ", "select one ", "select1 "]),
        ("rank", &["rank "]),
    ];
    for (kind, words) in lists {
        let Some(list) = behind(&written, words) else { continue };
        let lower = list.to_lowercase();
        let other = [" or_other", " or specify other", " or other"].iter().find(|other| lower.ends_with(**other));
        let list = other.map_or(list, |other| list.get(..list.len() - other.len()).unwrap_or(list)).trim();
        return Some(Asks::List(kind, list.to_owned(), other.is_some()));
    }
    Some(match kind_of(row).as_str() {
        // What is shown and takes no answer.
        "text" | "string" if is_set(row, "read_only") && row.get("calculation").is_empty() => Asks::Note,
        "text" | "string" if row.get("appearance").contains("multiline") => Asks::Plain("multiline"),
        "text" | "string" | "barcode" | "datetime" | "date time" => Asks::Plain("text"),
        "integer" | "int" => Asks::Plain("number"),
        "decimal" => Asks::Plain("decimal"),
        "range" => Asks::Range,
        "date" => Asks::Plain("date"),
        "time" => Asks::Plain("time"),
        "phone number" => Asks::Plain("phone"),
        "acknowledge" | "trigger" => Asks::Acknowledge,
        "calculate" | "today" | "start" | "end" | "username" => Asks::Calculate,
        "note" => Asks::Note,
        _ => return None,
    })
}

/// The list that a question asks, where it asks one.
pub(super) fn list_of(row: &Row) -> Option<String> {
    match asks(row) {
        Some(Asks::List(_, list, _)) => Some(list),
        _ => None,
    }
}

/// A name that scripts take: letters, digits and `_`, none twice.
pub(super) fn name(written: &str, taken: &mut Vec<String>) -> String {
    let plain: String = written.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let plain =
        if plain.is_empty() || plain.starts_with(|c: char| c.is_ascii_digit()) { format!("q{plain}") } else { plain };
    let mut free = plain.clone();
    let mut number = 1;
    while taken.contains(&free) {
        number += 1;
        free = format!("{plain}_{number}");
    }
    taken.push(free.clone());
    free
}

impl<'a> Survey<'a> {
    pub(super) fn of(sheet: &'a Sheet, remarks: &mut Remarks) -> Survey<'a> {
        let mut survey = Survey { scopes: vec![Scope::default()], ..Survey::default() };
        survey.rows(&sheet.rows, &Around::default(), remarks);
        survey
    }

    /// A scope and those around it, from the inside out.
    fn outwards(&self, scope: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(scope), |at| self.scopes.get(*at)?.around)
    }

    /// The name in the script and the sort of a question, as seen from a scope: from the inside out, else the first
    /// of that name anywhere.
    pub(super) fn field(&self, name: &str, scope: usize) -> Option<(String, Sort)> {
        let near = self.outwards(scope).find_map(|at| self.scopes.get(at)?.names.get(name));
        near.or_else(|| self.scopes.iter().find_map(|scope| scope.names.get(name))).cloned()
    }

    /// The same of one that stands so many groups further out, 1: beside what is in the scope.
    pub(super) fn near(&self, scope: usize, up: usize, name: &str) -> Option<(String, Sort)> {
        let at = self.outwards(scope).nth(up.checked_sub(1)?)?;
        self.scopes.get(at)?.names.get(name).cloned()
    }

    /// A question of which there are several, none of them around the scope: of which one is spoken, nobody knows.
    pub(super) fn is_elsewhere(&self, name: &str, scope: usize) -> bool {
        let near = self.outwards(scope).any(|at| self.scopes.get(at).is_some_and(|at| at.names.contains_key(name)));
        !near && self.scopes.iter().filter(|scope| scope.names.contains_key(name)).count() > 1
    }

    /// The name in the script of a question that has a list.
    pub(super) fn list(&self, name: &str, scope: usize) -> Option<String> {
        self.field(name, scope).map(|(name, _)| name).filter(|name| self.listed.contains(name))
    }

    /// The repeats of that name: the one that stands nearest around, else all there are.
    pub(super) fn repeats(&self, name: &str, scope: usize) -> Vec<&Repeat> {
        let all = || self.repeats.iter().filter(|repeat| repeat.name == name);
        match self.outwards(scope).find_map(|at| all().find(|repeat| repeat.scope == at)) {
            Some(near) => vec![near],
            None => all().collect(),
        }
    }

    /// The names and sorts of a question in all rounds in which it is asked.
    pub(super) fn rounds(&self, name: &str) -> Vec<(String, Sort)> {
        self.scopes.iter().filter_map(|scope| scope.names.get(name)).cloned().collect()
    }

    /// Which round of a repeat a scope is of, so many groups further out, 1: the scope itself; from 1.
    pub(super) fn position(&self, scope: usize, up: usize) -> Option<usize> {
        self.scopes.get(self.outwards(scope).nth(up.checked_sub(1)?)?)?.position
    }

    /// What is known of it without a question, in the words of scripts.
    pub(super) fn known(&self, row: &Row, own: &str) -> Option<String> {
        Some(match kind_of(row).as_str() {
            "today" => "today".to_owned(),
            "start" => format!("(answers.{own} | default(now))"),
            "end" => "now".to_owned(),
            "username" => "agent".to_owned(),
            _ => return None,
        })
    }

    fn rows(&mut self, rows: &'a [Row], around: &Around<'a>, remarks: &mut Remarks) {
        let mut at = 0;
        let mut open = None;
        while let Some(row) = rows.get(at) {
            at += 1;
            let kind = kind_of(row);
            if matches!(row.get("disabled").to_lowercase().as_str(), "yes" | "true") {
                remarks.say(("survey", row.number), "xlsform-disabled", &[("what", row.get("name"))]);
            } else if kind.starts_with("begin ") {
                let end = closes(rows, at);
                if end == rows.len() {
                    remarks.say(("survey", row.number), "xlsform-unclosed", &[("what", row.get("type"))]);
                }
                self.group(row, &rows[at..end], around, remarks);
                at = (end + 1).min(rows.len());
                open = None;
            } else if kind.starts_with("end ") {
                remarks.say(("survey", row.number), "xlsform-end", &[("what", row.get("type"))]);
            } else if !kind.is_empty() {
                self.row(row, around, &mut open, remarks);
            } else if !row.get("name").is_empty() || !row.get("label").is_empty() {
                remarks.say(("survey", row.number), "xlsform-type", &[("what", "")]);
            }
        }
    }

    fn row(&mut self, row: &'a Row, around: &Around<'a>, open: &mut Option<usize>, remarks: &mut Remarks) {
        let place = ("survey", row.number);
        let Some(asks) = asks(row) else {
            return remarks.say(place, "xlsform-type", &[("what", row.get("type"))]);
        };
        if matches!(kind_of(row).as_str(), "barcode" | "datetime" | "date time") {
            remarks.say(place, "xlsform-as-text", &[("what", row.get("type"))]);
        }
        let written = row.get("name");
        let own = name(if written.is_empty() { "note" } else { written }, &mut self.taken);
        // What is renamed for a repeat is no news; anything else is.
        if own != written && !written.is_empty() && around.group.is_none_or(|(_, round, _)| round == 1) {
            remarks.say(place, "xlsform-renamed", &[("what", written), ("name", &own)]);
        }
        if matches!(asks, Asks::List(..)) {
            self.listed.push(own.clone());
        }
        if asks != Asks::Note
            && let Some(scope) = self.scopes.get_mut(around.scope)
        {
            scope.names.insert(written.to_owned(), (own.clone(), asks.sort()));
        }
        let item = Item { row, scope: around.scope, name: own, asks };
        if item.asks == Asks::Calculate {
            self.computed.push((item, around.conditions.clone(), around.gates.clone()));
            return;
        }
        match open.and_then(|open| self.plans.get_mut(open)) {
            Some(plan) => plan.items.push(item),
            None => {
                let called = around.group.map_or(item.name.as_str(), |(group, ..)| group.get("name"));
                let id = name(called, &mut self.ids);
                let (group, conditions, gates) = (around.group, around.conditions.clone(), around.gates.clone());
                self.plans.push(Plan { id, group, conditions, gates, items: vec![item], more: None });
                // What stands in a group is one step; what stands alone has one of its own.
                *open = around.group.map(|_| self.plans.len() - 1);
            }
        }
    }

    fn group(&mut self, row: &'a Row, inside: &'a [Row], around: &Around<'a>, remarks: &mut Remarks) {
        let kind = kind_of(row);
        let place = ("survey", row.number);
        let mut own = around.clone();
        if !row.get("relevant").is_empty() {
            let text = row.get("relevant").to_owned();
            own.conditions.push(Written { text, row: row.number, scope: around.scope });
        }
        if kind != "begin repeat" {
            if kind != "begin group" {
                remarks.say(place, "xlsform-as-group", &[("what", row.get("type"))]);
            }
            own.group = Some((row, 1, 1));
            return self.round(inside, own, remarks);
        }
        let count = row.get("repeat_count");
        let fixed = count.parse::<usize>().ok();
        let rounds = fixed.unwrap_or(ROUNDS.0).clamp(1, ROUNDS.1);
        if fixed != Some(rounds) {
            let args = [("what", row.get("name")), ("count", &rounds.to_string())];
            remarks.say(place, "xlsform-repeat", &args);
        }
        let at = self.repeats.len();
        let times = match (fixed, count) {
            (None, "") => Times::More(Vec::new()),
            (None, count) => {
                Times::Count(Written { text: count.to_owned(), row: row.number, scope: around.scope }, rounds)
            }
            (Some(_), _) => Times::Fixed(rounds),
        };
        let (conditions, gates) = (own.conditions.clone(), own.gates.clone());
        self.repeats.push(Repeat { name: row.get("name").to_owned(), scope: around.scope, conditions, gates, times });
        for round in 1..=rounds {
            let mut next = own.clone();
            next.group = Some((row, round, rounds));
            next.position = Some(round);
            if fixed.is_none() && !count.is_empty() {
                let written = Written { text: count.to_owned(), row: row.number, scope: around.scope };
                own.gates = around.gates.clone();
                next.gates = around.gates.clone();
                next.gates.push(Gate::Count(written, round));
            } else if fixed.is_none() && round > 1 {
                let more = name(&format!("{}_more", row.get("name")), &mut self.taken);
                if let Some(Repeat { times: Times::More(all), .. }) = self.repeats.get_mut(at) {
                    all.push(more.clone());
                }
                let id = name(&more, &mut self.ids);
                let asked = Some(More { name: more.clone(), row, scope: around.scope });
                let (conditions, gates) = (own.conditions.clone(), own.gates.clone());
                self.plans.push(Plan { id, group: None, conditions, gates, items: Vec::new(), more: asked });
                own.gates.push(Gate::More(more));
                next.gates.clone_from(&own.gates);
            }
            self.round(inside, next, remarks);
        }
    }

    fn round(&mut self, inside: &'a [Row], mut own: Around<'a>, remarks: &mut Remarks) {
        let position = own.position;
        self.scopes.push(Scope { around: Some(own.scope), position, names: BTreeMap::new() });
        own.scope = self.scopes.len() - 1;
        self.rows(inside, &own, remarks);
    }
}

/// The place of the row that closes what was begun before `at`; behind the last row where none does.
fn closes(rows: &[Row], at: usize) -> usize {
    let mut depth = 1;
    for (place, row) in rows.iter().enumerate().skip(at) {
        let kind = kind_of(row);
        if kind.starts_with("begin ") {
            depth += 1;
        } else if kind.starts_with("end ") {
            depth -= 1;
            if depth == 0 {
                return place;
            }
        }
    }
    rows.len()
}
