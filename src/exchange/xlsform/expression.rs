//! Expressions of XLSForms (XPath with the functions of ODK) → expressions of scripts. What has no counterpart is no
//! expression: nothing is guessed.

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
            // `..` and paths lead elsewhere.
            if rest[1..].starts_with(['.', '/']) {
                return None;
            }
            found.push(Token::Dot);
            1
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
            Token::Sign(_) => None,
        }
    }

    fn call(&mut self, name: &str) -> Option<Read> {
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
        // Days are not reckoned with.
        Read::Done(name, Sort::Text) if name == "today" => None,
        other => write(&other),
    }
}

fn quoted(text: &str) -> Option<String> {
    // Both kinds of quotes in one text: no expression can hold it.
    let quote = if text.contains('\'') { '"' } else { '\'' };
    (!text.contains(quote) && !text.contains(['\\', '\n'])).then(|| format!("{quote}{text}{quote}"))
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
mod tests {
    use super::*;

    struct Some3;

    impl Names for Some3 {
        fn field(&self, name: &str) -> Option<(String, Sort)> {
            let sort = match name {
                "age" | "weight" => Sort::Number,
                "sex" | "born" | "total" => Sort::Text,
                "ways" => Sort::Several,
                _ => return None,
            };
            Some((name.to_owned(), sort))
        }

        fn value(&self) -> Sort {
            Sort::Number
        }

        fn column(&self, name: &str) -> Option<String> {
            (name == "state").then(|| "texas".to_owned())
        }
    }

    fn is(source: &str, wanted: &str) {
        assert_eq!(translate(source, &Some3).as_deref(), Some(wanted), "{source}");
    }

    #[test]
    fn what_forms_ask_is_asked_in_the_script() {
        is("${age} >= 18", "(answers.age >= 18)");
        is("${sex} = 'female' and ${age} > 15", "((answers.sex == 'female') and (answers.age > 15))");
        is(
            "selected(${ways}, 'bus') or not(selected(${sex}, 'male'))",
            "(('bus' in answers.ways) or (not (answers.sex == 'male')))",
        );
        is(". > 0 and . <= 120", "((value > 0) and (value <= 120))");
        is(".>=0 and .<=10", "((value >= 0) and (value <= 10))");
        is("${born} > '2020-01-01'", "(answers.born > '2020-01-01')");
        is("(${age} + 1) * 2 div ${weight} mod 3", "((((answers.age + 1) * 2) / answers.weight) % 3)");
        is("-${age} + .5", "((-answers.age) + 0.5)");
        is("if(${age} < 18, 'child', 'adult')", "('child' if (answers.age < 18) else 'adult')");
        is("round(${weight} div 3, 2)", "((answers.weight / 3) | round(2))");
        is("count-selected(${ways}) > 1", "((answers.ways | length) > 1)");
        is("state = ${sex}", "('texas' == answers.sex)");
        is("string-length(.) = 4", "((value | length) == 4)");
    }

    #[test]
    fn types_are_what_they_are_in_the_script() {
        is("${sex} = 1", "(answers.sex == '1')");
        is("${age} = '5'", "(answers.age == 5)");
        is("${sex} > 3", "((answers.sex | number) > 3)");
        is("${total} * 2", "((answers.total | number) * 2)");
        is("${sex} != ''", "((answers.sex | length) != 0)");
        is("${ways} = 'bus foot'", "(answers.ways == ['bus', 'foot'])");
        is("${born} <= today()", "(answers.born <= today)");
        is("${sex} = \"it's\"", "(answers.sex == \"it's\")");
    }

    #[test]
    fn what_has_no_counterpart_is_not_guessed() {
        for none in [
            "regex(., '[0-9]+')",
            "pulldata('a', 'b')",
            "../age > 1",
            "${unknown} = 1",
            "${age",
            "'open",
            "position(..)",
            "${age} >",
            "",
            "count(${age})",
            "(today() - ${born}) div 365",
            "${age} ! 3",
            "/data/age = 2",
            "'it\\'",
            ")",
            "((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))",
        ] {
            assert_eq!(translate(none, &Some3), None, "{none}");
        }
    }
}
