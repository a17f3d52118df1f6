//! Functions of forms that go over the rounds of a repeat, or tell which one it is.

use super::{Parser, Read, Sort, Token, quoted, write};

impl Parser<'_> {
    /// A function that goes over rounds, behind its bracket: what it makes, or that it has no counterpart. None: it is no such function.
    #[allow(clippy::option_option)]
    pub(super) fn over_rounds(&mut self, name: &str) -> Option<Option<Read>> {
        match name {
            "position" => Some(self.position()),
            "sum" | "count" | "count-non-empty" => Some(self.reckoned(name)),
            "indexed-repeat" => Some(self.indexed()),
            "join" => Some(self.joined()),
            // Of several values, it is reckoned as everywhere.
            "min" | "max" => self.rounds_alone().map(|all| {
                let which = if name == "min" { "least" } else { "most" };
                Some(Read::Done(format!("([{all}] | {which})"), Sort::Number))
            }),
            _ => None,
        }
    }

    fn position(&mut self) -> Option<Read> {
        let Some(Token::Around(up)) = self.tokens.get(self.at) else { return None };
        let place = self.names.position(*up)?;
        self.at += 1;
        self.takes(")").then(|| Read::Number(place.to_string()))
    }

    /// The names of all rounds, where one name stands alone up to the bracket.
    fn rounds_alone(&mut self) -> Option<String> {
        let [Token::Field(name), Token::Sign(")"), ..] = self.tokens.get(self.at..)? else { return None };
        let (all, _) = self.rounds(name)?;
        self.at += 2;
        Some(all)
    }

    fn rounds(&self, name: &str) -> Option<(String, Sort)> {
        let all = self.names.rounds(name);
        let sort = all.first()?.1;
        let all: Vec<String> = all.into_iter().map(|(name, _)| format!("answers.{name}")).collect();
        Some((all.join(", "), sort))
    }

    fn reckoned(&mut self, name: &str) -> Option<Read> {
        if let (Some(Token::Field(repeat)), "count" | "count-non-empty") = (self.tokens.get(self.at), name)
            && let Some(count) = self.names.count(repeat)
        {
            self.at += 1;
            return self.takes(")").then_some(Read::Done(count, Sort::Number));
        }
        let all = self.rounds_alone()?;
        let which = if name == "sum" { "sum" } else { "count" };
        Some(Read::Done(format!("([{all}] | {which})"), Sort::Number))
    }

    /// `indexed-repeat(${name}, ${repeat}, place)`: the answer of one round, counted from 1. Of repeats in repeats there is no
    /// counterpart.
    fn indexed(&mut self) -> Option<Read> {
        let [Token::Field(name), Token::Sign(","), Token::Field(repeat), Token::Sign(","), ..] =
            self.tokens.get(self.at..)?
        else {
            return None;
        };
        self.names.count(repeat)?;
        let (all, sort) = self.rounds(name)?;
        self.at += 4;
        let place = self.binary(0)?;
        let place = write(&place)?;
        self.takes(")").then(|| Read::Done(format!("['', {all}][({place} | int)]"), sort))
    }

    /// `join(', ', ${name})`: all that was answered, with this in between.
    fn joined(&mut self) -> Option<Read> {
        let [Token::Text(between), Token::Sign(","), ..] = self.tokens.get(self.at..)? else { return None };
        self.at += 2;
        let all = self.rounds_alone()?;
        Some(Read::Done(format!("([{all}] | join({}))", quoted(between)?), Sort::Text))
    }
}
