//! Expressions of XLSForms (XPath with the functions of ODK) → expressions of scripts. What has no counterpart is no
//! expression: nothing is guessed.

/// The signs behind `%` that a format of days in scripts knows, too.
const DAY_SIGNS: [char; 6] = ['Y', 'y', 'm', 'n', 'd', 'e'];

/// What a name stands for, as expressions see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A number.
    Number,
    /// A text, a day, a value of a list.
    Text,
    /// Several values of a list.
    Several,
}

/// Who knows the names.
pub(super) trait Names {
    /// The name in the script of a question, and its sort.
    fn field(&self, name: &str) -> Option<(String, Sort)>;
    /// The names in the script of a question that is asked several times, one for each round.
    fn rounds(&self, name: &str) -> Vec<String>;
    /// Which round of a repeat it is, from 1.
    fn position(&self) -> Option<usize>;
    /// The sort of the value that is judged: `.` in a constraint.
    fn value(&self) -> Sort;
    /// The cell of a column, where a choice is being filtered.
    fn column(&self, name: &str) -> Option<String>;
}

/// The expression in the script's words; none where it can't be translated.
pub(super) fn translate(source: &str, names: &dyn Names) -> Option<String> {
    let tokens = tokens(source)?;
    let mut parser = Parser { tokens: &tokens, at: 0, names, depth: 0 };
    let read = parser.binary(0)?;
    (parser.at == tokens.len()).then(|| write(&read)).flatten()
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Field(String),
    Text(String),
    Number(String),
    Name(String),
    Dot,
    /// What stands around: of it, only the place is known.
    Around,
    Sign(&'static str),
}

/// Longer signs before their beginnings.
const SIGNS: [&str; 13] = ["!=", "<=", ">=", "==", "=", "<", ">", "+", "-", "*", "(", ")", ","];

fn tokens(source: &str) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = |text: &str| {
            let inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
            text.find(|c| !inside(c)).unwrap_or(text.len())
        };
        let length = if let Some(name) = rest.strip_prefix("${") {
            let end = name.find('}')?;
            found.push(Token::Field(name[..end].trim().to_owned()));
            end + 3
        } else if first == '\'' || first == '"' {
            let end = rest[1..].find(first)?;
            found.push(Token::Text(rest[1..=end].to_owned()));
            end + 2
        } else if first.is_ascii_digit() || first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
            let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
            rest[..end].parse::<f64>().ok()?;
            let zero = if first == '.' { "0" } else { "" };
            found.push(Token::Number(format!("{zero}{}", &rest[..end])));
            end
        } else if first == '.' {
            // Paths lead elsewhere.
            let around = rest.starts_with("..");
            if rest[1 + usize::from(around)..].starts_with(['.', '/']) {
                return None;
            }
            found.push(if around { Token::Around } else { Token::Dot });
            1 + usize::from(around)
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            found.push(Token::Sign(sign));
            sign.len()
        } else if first.is_alphabetic() || first == '_' {
            let end = word(rest);
            found.push(Token::Name(rest[..end].to_owned()));
            end
        } else {
            return None;
        };
        rest = rest[length..].trim_start();
    }
    (!found.is_empty()).then_some(found)
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
enum Read {
    /// A name of the script, with its sort.
    Name(String, Sort),
    Text(String),
    Number(String),
    /// The same in the script's words already.
    Done(String, Sort),
    Two(&'static str, Box<Read>, Box<Read>),
}

/// Operators by how tightly they bind, with the script's words for them.
const OPERATORS: [&[(&str, &str)]; 6] = [
    &[("or", "or")],
    &[("and", "and")],
    &[("=", "=="), ("==", "=="), ("!=", "!=")],
    &[("<", "<"), ("<=", "<="), (">", ">"), (">=", ">=")],
    &[("+", "+"), ("-", "-")],
    &[("*", "*"), ("div", "/"), ("mod", "%")],
];

/// An expression in more brackets than these is none that a person wrote.
const DEEPEST: usize = 30;

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    names: &'a dyn Names,
    depth: usize,
}

impl Parser<'_> {
    fn takes(&mut self, sign: &str) -> bool {
        let there = matches!(self.tokens.get(self.at), Some(Token::Sign(found)) if *found == sign);
        self.at += usize::from(there);
        there
    }

    fn operator(&mut self, level: usize) -> Option<&'static str> {
        let word = match self.tokens.get(self.at)? {
            Token::Sign(sign) => *sign,
            Token::Name(name) => name.as_str(),
            _ => return None,
        };
        let meant = OPERATORS.get(level)?.iter().find(|(written, _)| *written == word)?.1;
        self.at += 1;
        Some(meant)
    }

    fn binary(&mut self, level: usize) -> Option<Read> {
        if level == OPERATORS.len() {
            return self.unary();
        }
        let mut left = self.binary(level + 1)?;
        while let Some(operator) = self.operator(level) {
            let right = self.binary(level + 1)?;
            left = Read::Two(operator, Box::new(left), Box::new(right));
        }
        Some(left)
    }

    fn unary(&mut self) -> Option<Read> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let read = self.one();
        self.depth -= 1;
        read
    }

    fn one(&mut self) -> Option<Read> {
        if self.takes("-") {
            let of = self.unary()?;
            return Some(Read::Done(format!("(-{})", number(&of)?), Sort::Number));
        }
        if self.takes("(") {
            let inner = self.binary(0)?;
            let sort = sort_of(&inner);
            return self.takes(")").then(|| write(&inner).map(|inner| Read::Done(inner, sort))).flatten();
        }
        let token = self.tokens.get(self.at)?.clone();
        self.at += 1;
        match token {
            Token::Field(name) => {
                self.names.field(&name).map(|(name, sort)| Read::Name(format!("answers.{name}"), sort))
            }
            Token::Text(text) => Some(Read::Text(text)),
            Token::Number(number) => Some(Read::Number(number)),
            Token::Dot => Some(Read::Name("value".to_owned(), self.names.value())),
            Token::Name(name) if self.takes("(") => self.call(&name),
            Token::Name(name) => self.names.column(&name).map(Read::Text),
            Token::Around | Token::Sign(_) => None,
        }
    }

    /// The names of the rounds that a sum or count goes over, where one name stands alone between the brackets.
    fn over_rounds(&mut self) -> Option<String> {
        let [Token::Field(name), Token::Sign(")"), ..] = self.tokens.get(self.at..)? else { return None };
        let all = self.names.rounds(name);
        self.at += 2;
        let all = all.into_iter().map(|name| format!("answers.{name}")).collect::<Vec<_>>();
        (!all.is_empty()).then(|| all.join(", "))
    }

    fn call(&mut self, name: &str) -> Option<Read> {
        if name == "position" {
            let around = matches!(self.tokens.get(self.at), Some(Token::Around));
            self.at += usize::from(around);
            let place = self.names.position().filter(|_| around)?;
            return self.takes(")").then(|| Read::Number(place.to_string()));
        }
        if let "sum" | "count" = name {
            let all = self.over_rounds()?;
            return Some(Read::Done(format!("([{all}] | {name})"), Sort::Number));
        }
        let mut given = Vec::new();
        if !self.takes(")") {
            loop {
                given.push(self.binary(0)?);
                if self.takes(")") {
                    break;
                }
                if !self.takes(",") {
                    return None;
                }
            }
        }
        let done = |text: String, sort: Sort| Some(Read::Done(text, sort));
        match (name, given.as_slice()) {
            ("true", []) => done("true".to_owned(), Sort::Text),
            ("false", []) => done("false".to_owned(), Sort::Text),
            ("today" | "now", []) => done("today".to_owned(), Sort::Text),
            ("not", [of]) => done(format!("(not {})", write(of)?), Sort::Text),
            ("selected", [Read::Name(name, Sort::Several), value]) => {
                done(format!("({} in {name})", write(value)?), Sort::Text)
            }
            ("selected", [of, value]) => {
                done(format!("({} == {})", write(of)?, write(&as_text(value.clone()))?), Sort::Text)
            }
            ("count-selected", [of]) => done(format!("({} | length)", write(of)?), Sort::Number),
            ("string-length", [of]) => done(format!("({} | length)", write(of)?), Sort::Number),
            ("number", [of]) => done(format!("({} | number)", write(of)?), Sort::Number),
            ("int", [of]) => done(format!("({} | int)", write(of)?), Sort::Number),
            ("round", [of]) => done(format!("({} | round)", number(of)?), Sort::Number),
            ("round", [of, Read::Number(digits)]) => done(format!("({} | round({digits}))", number(of)?), Sort::Number),
            ("coalesce", [of, other]) => done(format!("({} or {})", write(of)?, write(other)?), sort_of(of)),
            ("regex", [of, Read::Text(pattern)]) if regex::Regex::new(pattern).is_ok() => {
                done(format!("({} | matches({}))", write(of)?, quoted(pattern)?), Sort::Text)
            }
            ("contains", [of, part]) => done(format!("({} | contains({}))", write(of)?, write(part)?), Sort::Text),
            ("starts-with", [of, part]) => {
                done(format!("({} | starts_with({}))", write(of)?, write(part)?), Sort::Text)
            }
            ("ends-with", [of, part]) => done(format!("({} | ends_with({}))", write(of)?, write(part)?), Sort::Text),
            ("substr", [of, from]) => done(format!("({} | part({}))", write(of)?, write(from)?), Sort::Text),
            ("substr", [of, from, until]) => {
                done(format!("({} | part({}, {}))", write(of)?, write(from)?, write(until)?), Sort::Text)
            }
            ("selected-at", [of, place]) => done(format!("({} | at({}))", write(of)?, write(place)?), Sort::Text),
            ("format-date", [of, Read::Text(format)]) if writes_day(format) => {
                done(format!("({} | format_date({}))", write(of)?, quoted(format)?), Sort::Text)
            }
            ("decimal-date-time", [of]) => done(format!("({} | days)", write(of)?), Sort::Number),
            ("floor" | "ceiling" | "abs", [of]) => done(format!("({} | {name})", number(of)?), Sort::Number),
            ("min" | "max", [_, _, ..]) => {
                let all: Option<Vec<String>> = given.iter().map(number).collect();
                let which = if name == "min" { "least" } else { "most" };
                done(format!("([{}] | {which})", all?.join(", ")), Sort::Number)
            }
            ("once" | "string" | "date" | "boolean", [of]) => done(write(of)?, sort_of(of)),
            ("concat", [first, more @ ..]) => {
                let mut all = write(first)?;
                for part in more {
                    all = format!("{all} ~ {}", write(part)?);
                }
                done(format!("({all})"), Sort::Text)
            }
            ("if", [asked, yes, no]) => {
                done(format!("({} if {} else {})", write(yes)?, write(asked)?, write(no)?), sort_of(yes))
            }
            _ => None,
        }
    }
}

fn sort_of(read: &Read) -> Sort {
    match read {
        Read::Name(_, sort) | Read::Done(_, sort) => *sort,
        Read::Text(_) => Sort::Text,
        Read::Number(_) => Sort::Number,
        Read::Two(operator, ..) => match *operator {
            "+" | "-" | "*" | "/" | "%" => Sort::Number,
            _ => Sort::Text,
        },
    }
}

/// A number that is compared with a text is meant as one.
fn as_text(read: Read) -> Read {
    match read {
        Read::Number(number) => Read::Text(number),
        other => other,
    }
}

/// The text of a number that is compared with one.
fn as_number(read: Read) -> Read {
    match read {
        Read::Text(text) if text.trim().parse::<f64>().is_ok() => Read::Number(text.trim().to_owned()),
        other => other,
    }
}

/// Something that is reckoned with: a text is read as the number that it writes.
fn number(read: &Read) -> Option<String> {
    match as_number(read.clone()) {
        Read::Name(name, Sort::Text) => Some(format!("({name} | number)")),
        // With days one reckons in days.
        Read::Done(name, Sort::Text) => Some(format!("({name} | number)")),
        other => write(&other),
    }
}

fn quoted(text: &str) -> Option<String> {
    // Both kinds of quotes in one text: no expression can hold it.
    let quote = if text.contains('\'') { '"' } else { '\'' };
    (!text.contains(quote) && !text.contains('\n')).then(|| format!("{quote}{}{quote}", text.replace('\\', "\\\\")))
}

/// A format of days alone: what tells names or times has no counterpart.
fn writes_day(format: &str) -> bool {
    let known = |sign: Option<char>| sign.is_some_and(|sign| DAY_SIGNS.contains(&sign));
    format.split('%').skip(1).all(|part| known(part.chars().next()))
}

/// In the script's words.
fn write(read: &Read) -> Option<String> {
    match read {
        Read::Name(name, _) | Read::Done(name, _) => Some(name.clone()),
        Read::Text(text) => quoted(text),
        Read::Number(number) => Some(number.clone()),
        Read::Two(operator, left, right) => two(operator, left, right),
    }
}

fn two(operator: &str, left: &Read, right: &Read) -> Option<String> {
    let is_text = |read: &Read| matches!(read, Read::Name(_, Sort::Text));
    let is_number = |read: &Read| sort_of(read) == Sort::Number && !matches!(read, Read::Number(_));
    match operator {
        "==" | "!=" => match (left, right) {
            // What is empty is not there.
            (of, Read::Text(empty)) | (Read::Text(empty), of) if empty.is_empty() => {
                Some(format!("(({} | length) {operator} 0)", write(of)?))
            }
            (Read::Name(name, Sort::Several), Read::Text(all)) | (Read::Text(all), Read::Name(name, Sort::Several)) => {
                let all: Option<Vec<String>> = all.split_whitespace().map(quoted).collect();
                Some(format!("({name} {operator} [{}])", all?.join(", ")))
            }
            (left, right) => {
                let (left, right) = if is_text(left) || is_text(right) {
                    (as_text(left.clone()), as_text(right.clone()))
                } else if is_number(left) || is_number(right) {
                    (as_number(left.clone()), as_number(right.clone()))
                } else {
                    (left.clone(), right.clone())
                };
                Some(format!("({} {operator} {})", write(&left)?, write(&right)?))
            }
        },
        "<" | "<=" | ">" | ">=" if sort_of(left) == Sort::Number || sort_of(right) == Sort::Number => {
            Some(format!("({} {operator} {})", number(left)?, number(right)?))
        }
        "+" | "-" | "*" | "/" | "%" => Some(format!("({} {operator} {})", number(left)?, number(right)?)),
        _ => Some(format!("({} {operator} {})", write(left)?, write(right)?)),
    }
}

#[cfg(test)]
mod tests;
