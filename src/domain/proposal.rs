//! A commercial proposal: products at a price, until when it stands, and what the caller answered.
//!
//! How it is reckoned, as a rule of this house: each line is rounded to the cent by itself, first its discount, then its VAT, half a
//! cent away from zero; totals are sums of lines. So what is read out line by line adds up to the total that is read out. How VAT
//! is rounded is for each country of the Union to say (Court of Justice, C-484/06, Ahold).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AgentId, Language, Money, Percent, Utc};
use crate::text::Clean;

/// One product of a proposal, as it was in the catalogue on that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Code of the product.
    pub product: Clean,
    /// What it is called.
    pub label: BTreeMap<Language, Clean>,
    /// How many, at least one.
    pub quantity: u16,
    /// Price of one, paid once, without VAT.
    #[serde(default)]
    pub once: Money,
    /// Price of one for each month, without VAT.
    #[serde(default)]
    pub monthly: Money,
    /// Rate of VAT.
    pub vat: Percent,
    /// Taken off the price.
    #[serde(default)]
    pub discount: Percent,
}

impl Line {
    /// What is paid once, and what each month.
    pub fn amounts(&self) -> Amounts {
        let amount = |price: Money| {
            let whole = price.times(self.quantity);
            let net = whole.less(whole.share(self.discount));
            Taxed { net, vat: net.share(self.vat) }
        };
        Amounts { once: amount(self.once), monthly: amount(self.monthly) }
    }

    /// What it is called in a language.
    pub fn called(&self, language: Language) -> &str {
        self.label.get(&language).map_or(&self.product, |label| label)
    }
}

/// An amount and its VAT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taxed {
    /// Without VAT.
    pub net: Money,
    /// VAT.
    pub vat: Money,
}

impl Taxed {
    /// With all taxes.
    pub fn gross(self) -> Money {
        self.net.plus(self.vat)
    }

    fn plus(self, other: Taxed) -> Taxed {
        Taxed { net: self.net.plus(other.net), vat: self.vat.plus(other.vat) }
    }
}

/// What is paid once, and what each month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// Once.
    pub once: Taxed,
    /// Each month.
    pub monthly: Taxed,
}

impl Amounts {
    /// Of all lines together.
    pub fn of(lines: &[Line]) -> Amounts {
        lines.iter().map(Line::amounts).fold(Amounts::default(), |sum, line| Amounts {
            once: sum.once.plus(line.once),
            monthly: sum.monthly.plus(line.monthly),
        })
    }
}

/// What a caller says to a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Yes.
    Accepted,
    /// No; code of the reason.
    Declined(Clean),
    /// Not yet: it stands until its last day.
    ThinksOver,
}

impl Verdict {
    /// The value that the step of a script gets.
    pub fn value(&self) -> &'static str {
        match self {
            Verdict::Accepted => "accepted",
            Verdict::Declined(_) => "declined",
            Verdict::ThinksOver => "thinking",
        }
    }
}

/// A verdict, with when and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// What.
    pub verdict: Verdict,
    /// When.
    pub at: Utc,
    /// Who heard it.
    pub agent: AgentId,
}

/// One version of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What is proposed.
    pub lines: Vec<Line>,
    /// When its first line was chosen.
    pub at: Utc,
    /// Who makes it.
    pub agent: AgentId,
    /// The last day on which it stands.
    pub valid_until: Date,
    /// What the caller said, in that order; the last counts.
    #[serde(default)]
    pub answers: Vec<Answered>,
}

impl Proposal {
    /// What the caller said last.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.answers.last().map(|answer| &answer.verdict)
    }

    /// The caller said yes, and nothing else since.
    pub fn is_accepted(&self) -> bool {
        self.verdict() == Some(&Verdict::Accepted)
    }

    /// What is paid.
    pub fn total(&self) -> Amounts {
        Amounts::of(&self.lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: u16, [once, monthly, vat, discount]: [&str; 4]) -> Line {
        Line {
            product: Clean::line("P"),
            label: BTreeMap::new(),
            quantity,
            once: Money::parse(once).unwrap(),
            monthly: Money::parse(monthly).unwrap(),
            vat: Percent::parse(vat).unwrap(),
            discount: Percent::parse(discount).unwrap(),
        }
    }

    fn gross(amount: Taxed) -> String {
        amount.gross().into()
    }

    #[test]
    fn a_line_reckoned_by_hand() {
        let one = line(1, ["21.99", "0", "21", "0"]).amounts();
        assert_eq!((String::from(one.once.vat), gross(one.once)), ("4.62".to_owned(), "26.61".to_owned()));
        // 3 × 33.02 = 99.06; 7.5 % of it is 7.4295, so 7.43; 91.63 is left; 21 % of that is 19.2423, so 19.24.
        let three = line(3, ["0", "33.02", "21", "7.5"]).amounts();
        assert_eq!(String::from(three.monthly.net), "91.63");
        assert_eq!((gross(three.monthly), three.once.gross()), ("110.87".to_owned(), Money::ZERO));
    }

    #[test]
    fn what_is_read_out_line_by_line_adds_up_to_the_total() {
        // 21 % of 0.07 is 0.0147: three lines of 0.08 each, though 21 % of 0.21 would be 0.04.
        let lines = vec![line(1, ["0.07", "0", "21", "0"]); 3];
        let total = Amounts::of(&lines);
        assert_eq!((gross(lines[0].amounts().once), gross(total.once)), ("0.08".to_owned(), "0.24".to_owned()));
        // Rates of one's own for each line.
        let mixed = Amounts::of(&[line(1, ["100", "10", "21", "0"]), line(2, ["50", "5", "6", "10"])]);
        assert_eq!((gross(mixed.once), gross(mixed.monthly)), ("216.40".to_owned(), "21.64".to_owned()));
        assert_eq!(String::from(mixed.once.vat), "26.40");
    }
}
