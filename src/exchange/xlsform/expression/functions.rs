//! Functions of forms that are filters of scripts.

use super::{Read, Sort, as_text, number, quoted, sort_of, write};

/// The signs behind `%` that a format of days and times in scripts knows, too.
const DAY_SIGNS: [char; 12] = ['Y', 'y', 'm', 'n', 'b', 'd', 'e', 'a', 'H', 'h', 'M', 'S'];

/// What a function of these makes, in the script's words; none where it has no counterpart.
pub(super) fn call(name: &str, given: &[Read]) -> Option<Read> {
    let done = |text: String, sort: Sort| Some(Read::Done(text, sort));
    match (name, given) {
        ("true", []) => done("true".to_owned(), Sort::Text),
        ("false", []) => done("false".to_owned(), Sort::Text),
        ("today" | "now", []) => done(name.to_owned(), Sort::Text),
        ("not", [of]) => done(format!("(not {})", write(of)?), Sort::Text),
        ("selected", [Read::Name(name, Sort::Several), value]) => {
            done(format!("({} in {name})", write(&as_text(value.clone()))?), Sort::Text)
        }
        ("selected", [of, value]) => {
            done(format!("({} == {})", write(of)?, write(&as_text(value.clone()))?), Sort::Text)
        }
        ("count-selected" | "string-length", [of]) => done(format!("({} | length)", write(of)?), Sort::Number),
        ("number", [of]) => done(format!("({} | number)", write(of)?), Sort::Number),
        ("int", [of]) => done(format!("({} | int)", write(of)?), Sort::Number),
        ("round", [of]) => done(format!("({} | round)", number(of)?), Sort::Number),
        ("round", [of, Read::Number(digits)]) => done(format!("({} | round({digits}))", number(of)?), Sort::Number),
        ("coalesce", [of, other]) => done(format!("({} | default({}))", write(of)?, write(other)?), sort_of(of)),
        ("regex", [of, Read::Text(pattern)]) if regex::Regex::new(pattern).is_ok() => {
            done(format!("({} | matches({}))", write(of)?, quoted(pattern)?), Sort::Text)
        }
        ("contains", [of, part]) => done(format!("({} | contains({}))", write(of)?, write(part)?), Sort::Text),
        ("starts-with", [of, part]) => done(format!("({} | starts_with({}))", write(of)?, write(part)?), Sort::Text),
        ("ends-with", [of, part]) => done(format!("({} | ends_with({}))", write(of)?, write(part)?), Sort::Text),
        ("substr", [of, from]) => done(format!("({} | part({}))", write(of)?, write(from)?), Sort::Text),
        ("substr", [of, from, until]) => {
            done(format!("({} | part({}, {}))", write(of)?, write(from)?, write(until)?), Sort::Text)
        }
        ("substring-before", [of, sign]) => done(format!("({} | before({}))", write(of)?, write(sign)?), Sort::Text),
        ("substring-after", [of, sign]) => done(format!("({} | behind({}))", write(of)?, write(sign)?), Sort::Text),
        ("normalize-space", [of]) => done(format!("({} | normal)", write(of)?), Sort::Text),
        ("translate", [of, Read::Text(from), Read::Text(to)]) => {
            done(format!("({} | translate({}, {}))", write(of)?, quoted(from)?, quoted(to)?), Sort::Text)
        }
        ("selected-at", [of, place]) => done(format!("({} | at({}))", write(of)?, write(place)?), Sort::Text),
        ("format-date" | "format-date-time", [of, Read::Text(format)]) if writes_day(format) => {
            done(format!("({} | format_date({}))", write(of)?, quoted(format)?), Sort::Text)
        }
        ("decimal-date-time", [of]) => done(format!("({} | days)", write(of)?), Sort::Number),
        ("decimal-time", [of]) => done(format!("({} | day_part)", write(of)?), Sort::Number),
        ("date", [of]) => done(format!("({} | date)", write(of)?), Sort::Text),
        ("floor" | "ceiling" | "abs", [of]) => done(format!("({} | {name})", number(of)?), Sort::Number),
        ("pow", [of, power]) => done(format!("({} | power({}))", number(of)?, number(power)?), Sort::Number),
        ("sqrt", [of]) => done(format!("({} | root)", number(of)?), Sort::Number),
        ("min" | "max", [_, _, ..]) => {
            let all: Option<Vec<String>> = given.iter().map(number).collect();
            let which = if name == "min" { "least" } else { "most" };
            done(format!("([{}] | {which})", all?.join(", ")), Sort::Number)
        }
        ("string" | "date-time" | "boolean", [of]) => done(write(of)?, sort_of(of)),
        ("boolean-from-string", [of]) => done(format!("({} in ['true', '1'])", write(of)?), Sort::Text),
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

/// A format that scripts write, too: all its signs are known there.
fn writes_day(format: &str) -> bool {
    let known = |sign: Option<char>| sign.is_some_and(|sign| DAY_SIGNS.contains(&sign));
    format.split('%').skip(1).all(|part| known(part.chars().next()))
}
