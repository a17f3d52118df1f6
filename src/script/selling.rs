//! Selling: a pure function from the sales of a contact and a deed to its sales after it. What was agreed stays as it is.

use super::{
    catalogue::{Catalogue, Product},
    deed::{SaleDeed, SaleRefusal},
    pack::Kind,
    sale_words::{confirmation, one, readings},
};
use crate::{
    domain::{
        AgentId, Contact, Language, Percent, Role, Sale, Utc,
        agreement::{Agreement, Confirmation, ConfirmationState, Item, ReadOut},
        proposal::{Answered, Line, Proposal, Verdict},
        sale::{self, AddOn, AddOnEnd},
    },
    text::Clean,
};
use jiff::{ToSpan, civil::Date};
use minijinja::Value;

/// Most versions of one proposal that are kept apart.
const MOST_VERSIONS: usize = 50;

/// Most lines of one proposal.
const MOST_LINES: usize = 30;

/// What the caller is known by, for the conditions of products.
#[derive(Clone, Debug)]
pub struct Customer<'a> {
    /// What was answered in the script: [`super::answered`].
    pub answers: Value,
    /// The file concerned.
    pub file: Option<&'a Contact>,
    /// Spoken with the caller.
    pub language: Language,
}

/// Who sells, to whom and when.
#[derive(Clone, Debug)]
pub struct Counter<'a> {
    /// What there is.
    pub catalogue: &'a Catalogue,
    /// To whom.
    pub customer: Customer<'a>,
    /// Their name, as far as one knows.
    pub caller: &'a str,
    /// Who.
    pub agent: AgentId,
    /// What that one may.
    pub role: Role,
    /// When.
    pub at: Utc,
    /// On which day.
    pub today: Date,
}

/// What a deed made of the sales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sold {
    /// All of them.
    pub sales: Vec<Sale>,
    /// What it means to the script.
    pub step: StepEnd,
}

/// What a deed means to the step of the script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepEnd {
    /// It goes on.
    Open,
    /// It ended, with this value.
    Settled(&'static str),
    /// What is proposed changed: how steps of the sale ended counts no longer.
    Reopened,
}

impl Customer<'_> {
    /// Whether that one can have a product. A condition that fails says no: nobody is promised what can't be had.
    pub fn may_have(&self, product: &Product) -> bool {
        let Some(when) = &product.when else { return true };
        let context = minijinja::context! {
            answers => self.answers.clone(),
            customer => self.file.map_or("", |file| file.customer_number.as_str()),
            postcode => self.file.map_or("", |file| file.postcode.as_str()),
            language => self.language.code(),
        };
        when.value(&context).is_some_and(|value| value.is_true())
    }
}

impl Counter<'_> {
    /// Does it. `step` is the kind of the step that is open.
    pub fn sell(&self, sales: &[Sale], deed: &SaleDeed, step: Kind) -> Result<Sold, SaleRefusal> {
        let mut sales = sales.to_vec();
        let step = match deed {
            SaleDeed::Choose(code) => {
                let product = self.known(code)?;
                if !self.customer.may_have(product) {
                    return Err(SaleRefusal::NotEligible(product.why.clone()));
                }
                self.change(&mut sales, true, |lines| choose(self.catalogue, lines, product))?
            }
            SaleDeed::Quantity { product, quantity } => {
                let product = self.known(product)?;
                self.change(&mut sales, false, |lines| set_quantity(lines, product, *quantity))?
            }
            SaleDeed::Discount { product, percent } => {
                let product = self.known(product)?;
                self.may_give(product, *percent)?;
                self.change(&mut sales, false, |lines| {
                    line_of(lines, product)?.discount = *percent;
                    Ok(())
                })?
            }
            SaleDeed::Answer(verdict) => self.answer(&mut sales, verdict, step)?,
            SaleDeed::Read { item, read } => self.read(&mut sales, item, *read)?,
            SaleDeed::Agree => self.agree(&mut sales)?,
            SaleDeed::AddOn(end) => self.add_on(&mut sales, *end)?,
        };
        Ok(Sold { sales, step })
    }

    fn known(&self, code: &Clean) -> Result<&Product, SaleRefusal> {
        self.catalogue.product(code).ok_or_else(|| SaleRefusal::UnknownProduct(code.clone()))
    }

    fn may_give(&self, product: &Product, percent: Percent) -> Result<(), SaleRefusal> {
        let limit = self.catalogue.limit(self.role);
        match () {
            () if percent.is_zero() => Ok(()),
            () if product.no_discount => Err(SaleRefusal::NoDiscount),
            () if percent > limit => Err(SaleRefusal::DiscountLimit(limit)),
            () => Ok(()),
        }
    }

    /// Changes the lines of the version that is being made. One that was answered stays as it was: the next begins.
    fn change(
        &self,
        sales: &mut Vec<Sale>,
        begins: bool,
        change: impl FnOnce(&mut Vec<Line>) -> Result<(), SaleRefusal>,
    ) -> Result<StepEnd, SaleRefusal> {
        let main = sales.iter().rposition(|sale| !sale.additional);
        let open = main.filter(|at| sales[*at].agreement.is_none());
        let at = match (open, main) {
            (Some(at), _) => at,
            (None, _) if begins => {
                sales.push(Sale::default());
                sales.len() - 1
            }
            (None, Some(_)) => return Err(SaleRefusal::Agreed),
            (None, None) => return Err(SaleRefusal::NothingProposed),
        };
        let Some(sale) = sales.get_mut(at) else { return Err(SaleRefusal::NothingProposed) };
        let before = sale.proposal().cloned();
        let mut lines = before.as_ref().map(|before| before.lines.clone()).unwrap_or_default();
        change(&mut lines)?;
        let answered = before.as_ref().is_none_or(|before| !before.answers.is_empty());
        let valid_until = self.valid_until(&lines);
        let (at_first, agent) = (self.at, self.agent);
        let next = Proposal { lines, at: at_first, agent, valid_until, answers: Vec::new() };
        let full = sale.proposals.len() >= MOST_VERSIONS;
        match sale.proposals.last_mut() {
            Some(last) if !answered || full => {
                *last = Proposal { at: last.at, ..next };
            }
            _ => sale.proposals.push(next),
        }
        sale.read.clear();
        sale.addon = None;
        let empty = matches!(sale.proposals.as_slice(), [only] if only.lines.is_empty());
        if empty {
            sales.remove(at);
        }
        Ok(StepEnd::Reopened)
    }

    /// It still stands, and the caller may still have each product: what was answered since may say otherwise.
    fn holds(&self, proposal: &Proposal) -> Result<(), SaleRefusal> {
        if proposal.valid_until < self.today {
            return Err(SaleRefusal::Expired);
        }
        let mut products = proposal.lines.iter().filter_map(|line| self.catalogue.product(&line.product));
        match products.find(|product| !self.customer.may_have(product)) {
            Some(product) => Err(SaleRefusal::NotEligible(product.why.clone())),
            None => Ok(()),
        }
    }

    /// It stands as long as each of its products does.
    fn valid_until(&self, lines: &[Line]) -> Date {
        let days = lines.iter().filter_map(|line| self.catalogue.product(&line.product));
        let days = days.map(|product| product.validity_days).min().unwrap_or_default();
        self.today.saturating_add(i64::from(days).days())
    }

    fn answer(&self, sales: &mut [Sale], verdict: &Verdict, step: Kind) -> Result<StepEnd, SaleRefusal> {
        if let Verdict::Declined(reason) = verdict
            && !self.catalogue.declined.iter().any(|known| known.code == *reason)
        {
            return Err(SaleRefusal::UnknownReason(reason.clone()));
        }
        let sale = if step == Kind::Agree {
            to_agree(sales)?
        } else {
            let main = sales.iter_mut().rev().find(|sale| !sale.additional);
            main.ok_or(SaleRefusal::NothingProposed)?
        };
        if sale.agreement.is_some() {
            return Err(SaleRefusal::Agreed);
        }
        let proposal = sale.proposals.last_mut().filter(|proposal| !proposal.lines.is_empty());
        let proposal = proposal.ok_or(SaleRefusal::NothingProposed)?;
        if *verdict == Verdict::Accepted {
            self.holds(proposal)?;
        }
        if proposal.verdict() != Some(verdict) {
            proposal.answers.push(Answered { verdict: verdict.clone(), at: self.at, agent: self.agent });
        }
        sale.read.clear();
        sale.addon = None;
        let accepted = sale.is_to_agree() && !sale.additional;
        if accepted && let Some(at) = sales.iter().rposition(|sale| !sale.additional) {
            let addon = self.beside(sales, at).map(|product| AddOn { product, end: None });
            sales[at].addon = addon;
        }
        Ok(StepEnd::Settled(verdict.value()))
    }

    /// The first product that fits beside what was accepted, of which nothing was chosen yet.
    fn beside(&self, sales: &[Sale], at: usize) -> Option<Clean> {
        let of = |sale: &Sale| sale.proposal().map_or(&[][..], |proposal| &proposal.lines).to_vec();
        let accepted: Vec<Line> = sales.get(at).map(of).unwrap_or_default();
        let all: Vec<Line> = sales.iter().flat_map(of).collect();
        let has = |lines: &[Line], code: &Clean| {
            lines.iter().any(|line| {
                let parts = self.catalogue.product(&line.product).map_or(&[][..], |product| &product.parts);
                line.product == *code || parts.contains(code)
            })
        };
        let mut rules = self.catalogue.addons.iter().filter(|rule| {
            let product = self.catalogue.product(&rule.product);
            rule.after.iter().any(|code| has(&accepted, code))
                && !has(&all, &rule.product)
                && product.is_some_and(|product| self.customer.may_have(product))
        });
        rules.next().map(|rule| rule.product.clone())
    }

    fn read(&self, sales: &mut [Sale], item: &Item, read: bool) -> Result<StepEnd, SaleRefusal> {
        let sale = to_agree(sales)?;
        let all = readings(self.catalogue, sale, self.customer.language, self.caller);
        let reading = all.into_iter().find(|reading| reading.item == *item).ok_or(SaleRefusal::NotAccepted)?;
        let known = sale.read.iter().any(|known| known.item == *item);
        if read && !known {
            let (text, language) = (reading.text, self.customer.language);
            sale.read.push(ReadOut { item: reading.item, text, language, at: self.at });
        } else if !read {
            sale.read.retain(|known| known.item != *item);
        }
        Ok(StepEnd::Open)
    }

    fn agree(&self, sales: &mut [Sale]) -> Result<StepEnd, SaleRefusal> {
        let sale = to_agree(sales)?;
        let all = readings(self.catalogue, sale, self.customer.language, self.caller);
        let read = |item: &Item| sale.read.iter().find(|read| read.item == *item).cloned();
        let items: Vec<ReadOut> = all.iter().filter_map(|reading| read(&reading.item)).collect();
        if items.len() < all.len() {
            let left = u16::try_from(all.len() - items.len()).unwrap_or(u16::MAX);
            return Err(SaleRefusal::StillToRead(left));
        }
        let proposal = sale.proposal().ok_or(SaleRefusal::NotAccepted)?;
        self.holds(proposal)?;
        let language = self.customer.language;
        // In the language of the confirmation, whatever part was read out in another.
        let texts: Vec<&str> = all.iter().map(|reading| reading.text.as_str()).collect();
        let text = confirmation(self.catalogue, sale, (language, self.caller, self.today), &texts);
        sale.agreement = Some(Agreement {
            version: u16::try_from(sale.proposals.len()).unwrap_or(u16::MAX),
            total: proposal.total(),
            items,
            caller: Clean::line(self.caller),
            at: self.at,
            agent: self.agent,
            confirmation: Confirmation { language, text, state: ConfirmationState::ToSend, message: None },
        });
        sale.read.clear();
        Ok(StepEnd::Settled("agreed"))
    }

    fn add_on(&self, sales: &mut Vec<Sale>, end: AddOnEnd) -> Result<StepEnd, SaleRefusal> {
        let accepted = |sale: &Sale| !sale.additional && sale.proposal().is_some_and(Proposal::is_accepted);
        let at = sales.iter().rposition(accepted).ok_or(SaleRefusal::NoAddOn)?;
        let addon = sales[at].addon.clone().ok_or(SaleRefusal::NoAddOn)?;
        let was = addon.end.map(|(end, ..)| end);
        if was == Some(end) {
            return Ok(StepEnd::Settled(end.value()));
        }
        if was == Some(AddOnEnd::Taken) {
            let sold = sales.iter().rposition(|sale| {
                sale.additional && sale.proposal().is_some_and(|p| p.lines.iter().any(|l| l.product == addon.product))
            });
            if let Some(sold) = sold {
                if sales[sold].agreement.is_some() {
                    return Err(SaleRefusal::Agreed);
                }
                sales.remove(sold);
            }
        }
        if end == AddOnEnd::Taken {
            let line = one(self.catalogue, &addon.product);
            let line = line.ok_or_else(|| SaleRefusal::UnknownProduct(addon.product.clone()))?;
            let lines = vec![line];
            let yes = Answered { verdict: Verdict::Accepted, at: self.at, agent: self.agent };
            let (valid_until, answers) = (self.valid_until(&lines), vec![yes]);
            let proposal = Proposal { lines, at: self.at, agent: self.agent, valid_until, answers };
            sales.push(Sale { proposals: vec![proposal], additional: true, ..Sale::default() });
        }
        // Sales beside it stand behind it: its place is the same.
        sales[at].addon = Some(AddOn { end: Some((end, self.at, self.agent)), ..addon });
        Ok(StepEnd::Settled(end.value()))
    }
}

/// The sale that waits for an agreement.
fn to_agree(sales: &mut [Sale]) -> Result<&mut Sale, SaleRefusal> {
    let none = match sale::to_agree(sales) {
        Some(sale) if sale.agreement.is_some() => SaleRefusal::Agreed,
        _ => SaleRefusal::NotAccepted,
    };
    sales.iter_mut().find(|sale| sale.is_to_agree()).ok_or(none)
}

fn choose(catalogue: &Catalogue, lines: &mut Vec<Line>, product: &Product) -> Result<(), SaleRefusal> {
    match lines.iter().find(|line| line.product == product.code).map(|line| line.quantity) {
        Some(quantity) => set_quantity(lines, product, quantity.saturating_add(1)),
        None if lines.len() >= MOST_LINES => Err(SaleRefusal::AtMost(MOST_LINES as u16)),
        None => {
            lines.extend(one(catalogue, &product.code));
            Ok(())
        }
    }
}

fn set_quantity(lines: &mut Vec<Line>, product: &Product, quantity: u16) -> Result<(), SaleRefusal> {
    if quantity > product.most {
        return Err(SaleRefusal::AtMost(product.most));
    }
    line_of(lines, product)?.quantity = quantity;
    lines.retain(|line| line.quantity > 0);
    Ok(())
}

fn line_of<'l>(lines: &'l mut [Line], product: &Product) -> Result<&'l mut Line, SaleRefusal> {
    lines.iter_mut().find(|line| line.product == product.code).ok_or(SaleRefusal::NothingProposed)
}

#[cfg(test)]
mod tests;
