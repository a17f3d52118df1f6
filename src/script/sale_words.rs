//! A sale in words: prices as they are said, what is read out before anybody agrees, and the confirmation in writing.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    catalogue::{Catalogue, Legal},
    condition::engine,
    pack::{Texts, text},
};
use crate::{
    domain::{
        Language, Sale,
        agreement::Item,
        proposal::{Amounts, Line},
        sale,
    },
    text::Clean,
};

/// What scripts may say of a sale.
pub(super) const SALE_NAMES: [&str; 7] =
    ["addon", "addon_say", "addon_total", "proposed", "seller", "total", "valid_until"];

/// What a script says of a sale; what there is nothing of is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaleFacts {
    /// Who sells.
    pub seller: String,
    /// What is proposed, product by product.
    pub proposed: String,
    /// Its total with all taxes.
    pub total: String,
    /// The last day on which it stands, `2026-12-14`.
    pub valid_until: String,
    /// What is proposed beside what was accepted.
    pub addon: String,
    /// Its price with all taxes.
    pub addon_total: String,
    /// The words to propose it with.
    pub addon_say: String,
}

/// One item to read out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which.
    pub item: Item,
    /// A few words for a list.
    pub label: Clean,
    /// What is read out.
    pub text: Clean,
}

/// Renders a template of the catalogue; one that fails shows its own text.
fn rendered(texts: &Texts, language: Language, context: minijinja::Value) -> Clean {
    let source = text(texts, language);
    let said = if source.contains('{') { engine().render_str(source, context).ok() } else { None };
    Clean::text(said.as_deref().unwrap_or(source))
}

/// A price with all taxes, as it is said: what is paid each month, and what once.
pub fn price(catalogue: &Catalogue, amounts: &Amounts, language: Language) -> String {
    let said = |words: &Texts, amount| format!("{amount} {}", text(words, language));
    let (monthly, once) = (amounts.monthly.gross(), amounts.once.gross());
    let monthly = (!monthly.is_zero()).then(|| said(&catalogue.words.monthly, monthly.said(language)));
    let once = (!once.is_zero() || monthly.is_none()).then(|| said(&catalogue.words.once, once.said(language)));
    let parts: Vec<String> = monthly.into_iter().chain(once).collect();
    parts.join(&format!(" {} ", text(&catalogue.words.and, language)))
}

/// The products of a proposal: `Internet 100, 2 × répéteur`.
pub fn products(lines: &[Line], language: Language) -> String {
    let said = lines.iter().map(|line| match line.quantity {
        1 => line.called(language).to_owned(),
        more => format!("{more} × {}", line.called(language)),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// One of a product, as it would stand in a proposal.
pub fn one(catalogue: &Catalogue, code: &str) -> Option<Line> {
    let product = catalogue.product(code)?;
    Some(Line {
        product: product.code.clone(),
        label: product.label.clone(),
        quantity: 1,
        once: product.once,
        monthly: product.monthly,
        vat: product.vat,
        discount: crate::domain::Percent::ZERO,
    })
}

/// What scripts may say of the sales of a contact.
pub fn facts(catalogue: &Catalogue, sales: &[Sale], language: Language) -> SaleFacts {
    let mut facts = SaleFacts { seller: catalogue.seller.name.to_string(), ..SaleFacts::default() };
    let Some(sale) = sale::main(sales) else { return facts };
    if let Some(proposal) = sale.proposal().filter(|proposal| !proposal.lines.is_empty()) {
        facts.proposed = products(&proposal.lines, language);
        facts.total = price(catalogue, &proposal.total(), language);
        facts.valid_until = proposal.valid_until.to_string();
    }
    let addon = sale.addon.as_ref().and_then(|addon| one(catalogue, &addon.product));
    if let Some(line) = addon {
        facts.addon = line.called(language).to_owned();
        facts.addon_total = price(catalogue, &line.amounts(), language);
        let rule = catalogue.addons.iter().find(|rule| rule.product == line.product);
        let context = minijinja::context! { addon => facts.addon.as_str(), addon_total => facts.addon_total.as_str() };
        facts.addon_say = rule.map_or(String::new(), |rule| rendered(&rule.say, language, context).into_string());
    }
    facts
}

/// What texts of an agreement may speak of.
fn spoken(catalogue: &Catalogue, sale: &Sale, language: Language, caller: &str) -> BTreeMap<&'static str, String> {
    let lines = sale.proposal().map_or(&[][..], |proposal| &proposal.lines);
    let total = Amounts::of(lines);
    let amount = |gross: crate::domain::Money| {
        if gross.is_zero() { String::new() } else { gross.said(language) }
    };
    let seller = &catalogue.seller;
    BTreeMap::from([
        ("seller", seller.name.to_string()),
        ("enterprise", seller.enterprise.to_string()),
        ("address", seller.address.to_string()),
        ("phone", seller.phone.to_string()),
        ("email", seller.email.to_string()),
        ("caller", caller.to_owned()),
        ("products", products(lines, language)),
        ("total", price(catalogue, &total, language)),
        ("monthly", amount(total.monthly.gross())),
        ("once", amount(total.once.gross())),
    ])
}

/// Everything that is read out before the caller agrees to the version in force: its lines, the total, what the law wants
/// said.
pub fn readings(catalogue: &Catalogue, sale: &Sale, language: Language, caller: &str) -> Vec<Reading> {
    let lines = sale.proposal().map_or(&[][..], |proposal| &proposal.lines);
    let mut readings: Vec<Reading> = lines
        .iter()
        .map(|line| {
            let discount = if line.discount.is_zero() { String::new() } else { line.discount.said(language) };
            let price = price(catalogue, &line.amounts(), language);
            let label = line.called(language);
            let context = minijinja::context! { quantity => line.quantity, label, discount, price };
            Reading {
                item: Item::Line(line.product.clone()),
                label: Clean::line(label),
                text: rendered(&catalogue.words.line, language, context),
            }
        })
        .collect();
    let spoken = spoken(catalogue, sale, language, caller);
    let context = || minijinja::Value::from(minijinja::value::Serde(&spoken));
    let total = rendered(&catalogue.words.total, language, context());
    readings.push(Reading { item: Item::Total, label: Clean::default(), text: total });
    for legal in law(catalogue, &context()) {
        readings.push(Reading {
            item: Item::Legal(legal.code.clone()),
            label: Clean::line(text(&legal.label, language)),
            text: rendered(&legal.say, language, context()),
        });
    }
    readings
}

/// What the law wants said of such a sale.
fn law<'a>(catalogue: &'a Catalogue, spoken: &minijinja::Value) -> impl Iterator<Item = &'a Legal> {
    catalogue.legal.iter().filter(move |legal| legal.when.as_ref().is_none_or(|when| when.holds(spoken)))
}

/// What the caller gets in writing: everything that was read out, on that day, and what is enclosed.
pub fn confirmation(
    catalogue: &Catalogue,
    sale: &Sale,
    (language, caller, day): (Language, &str, Date),
    items: &[&str],
) -> Clean {
    let mut spoken = spoken(catalogue, sale, language, caller);
    spoken.insert("day", day.to_string());
    spoken.insert("items", items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n"));
    let context = minijinja::Value::from(minijinja::value::Serde(&spoken));
    let enclosed = law(catalogue, &context).filter(|legal| !legal.enclosed.is_empty()).map(|legal| &legal.enclosed);
    let parts: Vec<String> = [&catalogue.words.confirmation]
        .into_iter()
        .chain(enclosed)
        .map(|texts| rendered(texts, language, context.clone()).into_string())
        .collect();
    Clean::text(&parts.join("\n\n"))
}
