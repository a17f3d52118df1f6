//! Expressions of XLSForms (XPath with the functions of ODK) → expressions of scripts. What has no counterpart is no
//! expression: nothing is guessed.

mod functions;
mod rounds;

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
    /// The same of one that stands so many groups further out than what is judged; 1: beside it.
    fn near(&self, up: usize, name: &str) -> Option<(String, Sort)>;
    /// The name in the script of a question that has a list.
    fn list(&self, name: &str) -> Option<String>;
    /// The names in the script of a question that is asked several times, one for each round, and their sort.
    fn rounds(&self, name: &str) -> Vec<(String, Sort)>;
    /// How many rounds of a repeat are asked, in the script's words.
    fn count(&self, repeat: &str) -> Option<String>;
    /// Which round of a repeat it is, so many groups further out, from 1.
    fn position(&self, up: usize) -> Option<usize>;
    /// The sort of the value that is judged: `.` in a constraint.
    fn value(&self) -> Sort;
    /// The name in the script of what is being computed.
    fn own(&self) -> Option<&str>;
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
    /// What stands around, so many groups further out: of it, only the place is known.
    Around(usize),
    /// A question that stands so many groups further out, 1: beside.
    Near(usize, String),
    Sign(&'static str),
}

/// Longer signs before their beginnings.
const SIGNS: [&str; 13] = ["!=", "<=", ">=", "==", "=", "<", ">", "+", "-", "*", "(", ")", ","];

fn tokens(source: &str) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    let mut rest = source.trim_start();
    let word = |text: &str| {
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
        text.find(|c| !inside(c)).unwrap_or(text.len())
    };
    while let Some(first) = rest.chars().next() {
        // From what is asked, not from the choice that is being filtered.
        if let Some(path) = rest.strip_prefix("current()/").filter(|path| path.starts_with("..")) {
            rest = path;
            continue;
        }
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
            let (path, up) = around(rest);
            let name = rest[path..].strip_prefix('/').map(|rest| &rest[..word(rest)]);
            match (up, name) {
                // Other paths lead elsewhere.
                (_, None) if rest[path.max(1)..].starts_with(['.', '/']) => return None,
                (0, Some(_)) | (_, Some("")) => return None,
                (0, None) => found.push(Token::Dot),
                (up, None) => found.push(Token::Around(up)),
                (up, Some(name)) => found.push(Token::Near(up, name.to_owned())),
            }
            path.max(1) + name.map_or(0, |name| name.len() + 1)
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

/// How long `../..` is at the beginning of a text, and how many groups it leads out.
fn around(text: &str) -> (usize, usize) {
    let Some(mut rest) = text.strip_prefix("..") else { return (0, 0) };
    let mut up = 1;
    while let Some(further) = rest.strip_prefix("/..") {
        (rest, up) = (further, up + 1);
    }
    (text.len() - rest.len(), up)
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
            Token::Near(up, name) => {
                self.names.near(up, &name).map(|(name, sort)| Read::Name(format!("answers.{name}"), sort))
            }
            Token::Text(text) => Some(Read::Text(text)),
            Token::Number(number) => Some(Read::Number(number)),
            Token::Dot => Some(Read::Name("value".to_owned(), self.names.value())),
            Token::Name(name) if self.takes("(") => self.call(&name),
            Token::Name(name) => self.names.column(&name).map(Read::Text),
            Token::Around(_) | Token::Sign(_) => None,
        }
    }

    fn call(&mut self, name: &str) -> Option<Read> {
        if let Some(read) = self.over_rounds(name) {
            return read;
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
        match (name, given.as_slice()) {
            ("jr:choice-name", [of, Read::Text(list)]) => {
                let list = list.trim().strip_prefix("${")?.strip_suffix('}')?;
                let list = self.names.list(list.trim())?;
                Some(Read::Done(format!("({} | label({}))", write(of)?, quoted(&list)?), Sort::Text))
            }
            ("once", [of]) => match self.names.own() {
                Some(own) => Some(Read::Done(format!("(answers.{own} | default({}))", write(of)?), sort_of(of))),
                None => Some(Read::Done(write(of)?, sort_of(of))),
            },
            (name, given) => functions::call(name, given),
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
