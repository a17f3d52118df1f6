//! The steps of a sale, tried without a call: products by their numbers, what is read out item by item, the caller's answers by letters.

use super::Trial;
use crate::{
    cli::say,
    domain::{
        AgentId, Id, Role,
        proposal::{Amounts, Verdict},
        sale::{self, AddOnEnd},
    },
    proto::Refusal,
    script::{
        Kind, SaleDeed, SaleRefusal, Step, answered,
        catalogue::Product,
        engine::{close_sale, reopen},
        pack::text,
        sale_words::{one, price, products, readings},
        selling::{Counter, Customer, StepEnd},
    },
    text::Clean,
};

/// The letters of each kind of step, as they are on the desk.
fn letters(kind: Kind) -> &'static str {
    match kind {
        Kind::Proposal => "a/r/t",
        Kind::Agree => "c/a/r",
        _ => "a/r/n",
    }
}

impl Trial<'_> {
    /// What is done in a step of a sale, with one line. False: nothing of the sale was meant.
    pub(super) fn sells(&mut self, step: &Step, line: &str, lines: &mut dyn Iterator<Item = String>) -> bool {
        let (_, known) = self.products(step.kind);
        let product = line.parse::<usize>().ok().and_then(|number| known.get(number.checked_sub(1)?).cloned());
        let deed = match (step.kind, line) {
            (Kind::Proposal, _) if product.is_some() => product.map(SaleDeed::Choose),
            (Kind::Proposal, "a") => Some(SaleDeed::Answer(Verdict::Accepted)),
            (Kind::Proposal, "t") => Some(SaleDeed::Answer(Verdict::ThinksOver)),
            (Kind::Proposal | Kind::Agree, "r") => {
                self.declined(lines).map(|reason| SaleDeed::Answer(Verdict::Declined(reason)))
            }
            (Kind::Agree, "c") => self.unread().map(|item| SaleDeed::Read { item, read: true }),
            (Kind::Agree, "a") => Some(SaleDeed::Agree),
            (Kind::AddOn, "a") => Some(SaleDeed::AddOn(AddOnEnd::Taken)),
            (Kind::AddOn, "r") => Some(SaleDeed::AddOn(AddOnEnd::Declined)),
            (Kind::AddOn, "n") => Some(SaleDeed::AddOn(AddOnEnd::NotOffered)),
            _ => return false,
        };
        if let Some(deed) = deed {
            self.sale(step.kind, &deed);
        }
        true
    }

    /// What is proposed and what may be, or what is still to be read out; and the letters.
    pub(super) fn offers(&self, step: &Step) {
        let catalogue = self.library.catalogue();
        for (number, row) in (1..).zip(self.products(step.kind).0) {
            say(&format!("  {number}  {row}"));
        }
        let proposal = sale::main(&self.sales).and_then(|sale| sale.proposal()).filter(|_| step.kind == Kind::Proposal);
        if let Some(proposal) = proposal.filter(|proposal| !proposal.lines.is_empty()) {
            let price = price(catalogue, &Amounts::of(&proposal.lines), self.language);
            say(&format!("  = {}: {price}", products(&proposal.lines, self.language)));
        }
        if let Some(sale) = sale::to_agree(&self.sales).filter(|_| step.kind == Kind::Agree) {
            for reading in readings(catalogue, sale, self.language, "") {
                let read = sale.read.iter().any(|read| read.item == reading.item);
                say(&format!("  [{}] “{}”", if read { "x" } else { " " }, reading.text));
            }
        }
        say(&format!("  ({})", letters(step.kind)));
    }

    /// Whom something is sold to: no file, as answered here.
    fn customer(&self) -> Customer<'static> {
        Customer { answers: answered(self.script, &self.run), file: None, language: self.language }
    }

    /// The products that this caller can have, in words and by code; none outside of a proposal.
    fn products(&self, kind: Kind) -> (Vec<String>, Vec<Clean>) {
        let catalogue = self.library.catalogue();
        let customer = self.customer();
        let can = |product: &&Product| kind == Kind::Proposal && customer.may_have(product);
        let row = |product: &Product| {
            let price = one(catalogue, &product.code).map(|line| price(catalogue, &line.amounts(), self.language));
            format!("{}  {}", text(&product.label, self.language), price.unwrap_or_default())
        };
        catalogue.products.iter().filter(can).map(|product| (row(product), product.code.clone())).unzip()
    }

    /// What is read out next.
    fn unread(&self) -> Option<crate::domain::agreement::Item> {
        let sale = sale::to_agree(&self.sales)?;
        let items = readings(self.library.catalogue(), sale, self.language, "").into_iter();
        items.map(|reading| reading.item).find(|item| sale.read.iter().all(|read| read.item != *item))
    }

    /// Why the caller declines: a letter of the list.
    fn declined(&self, lines: &mut dyn Iterator<Item = String>) -> Option<Clean> {
        let reasons = &self.library.catalogue().declined;
        reasons.iter().for_each(|reason| say(&format!("  {}  {}", reason.key, text(&reason.label, self.language))));
        let letter = lines.next()?.trim().chars().next()?;
        let reason = reasons.iter().find(|reason| reason.key == letter);
        if reason.is_none() {
            self.refused(&Refusal::Sale(SaleRefusal::UnknownReason(Clean::line(&letter.to_string()))));
        }
        reason.map(|reason| reason.code.clone())
    }

    fn sale(&mut self, kind: Kind, deed: &SaleDeed) {
        let counter = Counter {
            catalogue: self.library.catalogue(),
            customer: self.customer(),
            caller: "",
            agent: AgentId(Id(0)),
            role: Role::Agent,
            at: self.at,
            today: self.now.date(),
        };
        let sold = match counter.sell(&self.sales, deed, kind) {
            Ok(sold) => sold,
            Err(refusal) => return self.refused(&Refusal::Sale(refusal)),
        };
        self.sales = sold.sales;
        let stepped = match sold.step {
            StepEnd::Open => return,
            StepEnd::Settled(value) => close_sale(self.script, &self.run, value, &self.facts()),
            StepEnd::Reopened => Ok(reopen(self.script, &self.run, &self.facts())),
        };
        match stepped {
            Ok(stepped) => self.run = stepped.run,
            Err(refusal) => self.refused(&Refusal::Script(refusal)),
        }
    }
}
