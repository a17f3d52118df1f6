//! `catalogue.toml`: what is sold, at what price, to whom, with which discounts; and what the law wants said about it.

use std::{collections::BTreeMap, ops::Range};

use minijinja::Value;

use super::{
    check,
    condition::Condition,
    field_file::Asks,
    pack::Texts,
    read::{At, Keys, Reader},
};
use crate::{
    domain::{Language, Money, Percent, Role},
    text::{Clean, problem::Problem},
};

/// For so many days a proposal stands, where nothing else is said.
const VALIDITY_DAYS: u32 = 14;

/// At most so many of one product are sold in one go, where nothing else is said.
const MOST: u32 = 99;

/// What conditions of products may ask beside `answers.…`.
const ASKED: [&str; 4] = ["answers", "customer", "language", "postcode"];

/// What stands before the name of an answer.
const ANSWERS: &str = "answers.";

/// What texts of an agreement may speak of.
const SPOKEN: [&str; 10] =
    ["address", "caller", "email", "enterprise", "monthly", "once", "phone", "products", "seller", "total"];

/// The roles by their names.
const ROLES: [(&str, Role); 3] = [("agent", Role::Agent), ("supervisor", Role::Supervisor), ("admin", Role::Admin)];

/// What a house sells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// Who sells.
    pub seller: Seller,
    /// The largest discount that a role may give; none listed: none.
    pub limits: BTreeMap<Role, Percent>,
    /// How prices and agreements are said.
    pub words: Words,
    /// Products and bundles, in the order of the file.
    pub products: Vec<Product>,
    /// What is proposed beside what was accepted; the first that fits.
    pub addons: Vec<AddOnRule>,
    /// What the law wants said before anybody agrees, in this order.
    pub legal: Vec<Legal>,
    /// Why proposals are declined.
    pub declined: Vec<Declined>,
}

/// Who sells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seller {
    /// Name.
    pub name: Clean,
    /// Enterprise number.
    pub enterprise: Clean,
    /// Address.
    pub address: Clean,
    /// Telephone number.
    pub phone: Clean,
    /// E-mail address.
    pub email: Clean,
}

/// How prices and agreements are said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// Behind an amount that is paid once.
    pub once: Texts,
    /// Behind an amount that is paid each month.
    pub monthly: Texts,
    /// Between the two.
    pub and: Texts,
    /// A product as it is read out.
    pub line: Texts,
    /// The total as it is read out.
    pub total: Texts,
    /// What the caller gets in writing.
    pub confirmation: Texts,
}

/// A product, or several sold as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// Stable code.
    pub code: Clean,
    /// What it is called.
    pub label: Texts,
    /// Price paid once, without VAT.
    pub once: Money,
    /// Price for each month, without VAT.
    pub monthly: Money,
    /// Rate of VAT.
    pub vat: Percent,
    /// For how many days a proposal of it stands.
    pub validity_days: u32,
    /// At most so many in one go.
    pub most: u16,
    /// It is never cheaper.
    pub no_discount: bool,
    /// Codes of the products that it consists of; none: it is one itself.
    pub parts: Vec<Clean>,
    /// Where it is false, this caller can't have it.
    pub when: Option<Condition>,
    /// Why not, for the agent.
    pub why: Texts,
}

/// What is proposed beside what was accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct AddOnRule {
    /// Codes of products, one of which was accepted.
    pub after: Vec<Clean>,
    /// Code of the product that is proposed.
    pub product: Clean,
    /// The words to say.
    pub say: Texts,
}

/// Something that has to be said before anybody agrees.
#[derive(Clone, Debug, PartialEq)]
pub struct Legal {
    /// Stable code.
    pub code: Clean,
    /// One word for the list.
    pub label: Texts,
    /// What is read out: a minijinja template.
    pub say: Texts,
    /// What goes with the confirmation for it, such as a form: a minijinja template. May be empty.
    pub enclosed: Texts,
    /// Where it is false, it need not be said.
    pub when: Option<Condition>,
}

/// Why a proposal is declined.
#[derive(Clone, Debug, PartialEq)]
pub struct Declined {
    /// Stable code.
    pub code: Clean,
    /// The letter that chooses it.
    pub key: char,
    /// What the agent reads.
    pub label: Texts,
}

impl Catalogue {
    /// The product of a code.
    pub fn product(&self, code: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.code == code)
    }

    /// The largest discount that somebody of that role may give.
    pub fn limit(&self, role: Role) -> Percent {
        self.limits.range(..=role).map(|(_, limit)| *limit).max().unwrap_or_default()
    }
}

/// Reads `catalogue.toml`. `answers` are the names that answers have in scripts.
pub(super) fn catalogue(file: (&str, &str), answers: &[String]) -> Result<Catalogue, Vec<Problem>> {
    Reader::file(file, |reader, keys| {
        let mut text = |name| reader.text(keys, name).map(|at| at.value).unwrap_or_default();
        let seller = Seller {
            name: text("seller"),
            enterprise: text("enterprise"),
            address: text("address"),
            phone: text("phone"),
            email: text("email"),
        };
        let words = words(reader, keys);
        let mut asked: Vec<String> = ASKED.map(str::to_owned).into();
        asked.extend(answers.iter().cloned());
        let mut limits = BTreeMap::new();
        for mut row in reader.rows(keys, "limit") {
            let role = reader.text(&mut row, "name").and_then(|role| reader.one_of(&role, &ROLES));
            let most = reader.percent(&mut row, "percent");
            reader.end(&row);
            limits.extend(role.zip(most.map(|most| most.value)));
        }
        let (mut products, mut parts, mut codes) = (Vec::new(), Vec::new(), Vec::new());
        for mut row in reader.rows(keys, "product") {
            products.extend(product(reader, &mut row, &asked, (&mut codes, &mut parts)));
            reader.end(&row);
        }
        let mut addons = Vec::new();
        for mut row in reader.rows(keys, "addon") {
            let after = reader.words(&mut row, "after");
            let product = reader.text(&mut row, "product");
            let (say, places) = reader.texts(&mut row, "say");
            reader.end(&row);
            templates(reader, (&say, &places), &["addon".to_owned(), "addon_total".to_owned()]);
            parts.extend(after.iter().chain(&product).cloned());
            let after = after.into_iter().map(|code| code.value).collect();
            addons.extend(product.map(|product| AddOnRule { after, product: product.value, say }));
        }
        known(reader, &parts, &codes);
        let legal = legal(reader, keys);
        let declined = declined(reader, keys);
        Some(Catalogue { seller, limits, words, products, addons, legal, declined })
    })
}

fn words(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Words {
    let mut said = |name, names: &[&str]| {
        let (texts, places) = reader.texts(keys, name);
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        templates(reader, (&texts, &places), &names);
        texts
    };
    Words {
        once: said("once", &[]),
        monthly: said("per_month", &[]),
        and: said("and", &[]),
        line: said("line", &["discount", "label", "price", "quantity"]),
        total: said("total", &["total"]),
        confirmation: said("confirmation", &[&SPOKEN[..], &["day", "items"]].concat()),
    }
}

fn product(
    reader: &mut Reader<'_>,
    row: &mut Keys<'_, '_>,
    asked: &[String],
    (codes, parts): (&mut Vec<Clean>, &mut Vec<At<Clean>>),
) -> Option<Product> {
    let code = reader.text(row, "code");
    let label = reader.texts(row, "label").0;
    let [once, monthly] = ["once", "per_month"].map(|name| reader.money(row, name).map(|at| at.value));
    let vat = reader.needed_percent(row, "vat");
    let validity_days = reader.count(row, "validity_days").map_or(VALIDITY_DAYS, |days| days.value);
    let most = reader.count(row, "most").map_or(MOST, |most| most.value).clamp(1, MOST);
    let no_discount = reader.flag(row, "no_discount");
    let own = reader.words(row, "parts");
    let when = reader.maybe_text(row, "when");
    let why = if when.is_some() { reader.texts(row, "why").0 } else { reader.maybe_texts(row, "why").0 };
    if !row.has("once") && !row.has("per_month") {
        let span = code.as_ref().map_or(row.span.clone(), |code| code.span.clone());
        reader.wrong(&span, "problem-content-price", &[]);
    }
    if let Some(when) = &when {
        check::template(reader, (&when.value, &when.span), Some(Asks::Answers), (asked, &sample(asked)));
    }
    parts.extend(own.iter().cloned());
    let code = code?;
    self::once(reader, &code, codes);
    Some(Product {
        code: code.value,
        label,
        once: once.unwrap_or_default(),
        monthly: monthly.unwrap_or_default(),
        vat: vat?.value,
        validity_days,
        most: u16::try_from(most).unwrap_or(u16::MAX),
        no_discount,
        parts: own.into_iter().map(|part| part.value).collect(),
        when: when.map(|when| Condition::new(when.value)),
        why,
    })
}

fn legal(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Vec<Legal> {
    let spoken = SPOKEN.map(str::to_owned);
    let (mut legal, mut codes) = (Vec::new(), Vec::new());
    for mut row in reader.rows(keys, "legal") {
        let code = reader.text(&mut row, "code");
        let label = reader.texts(&mut row, "label").0;
        let (say, places) = reader.texts(&mut row, "say");
        let (enclosed, enclosed_places) = reader.maybe_texts(&mut row, "enclosed");
        let when = reader.maybe_text(&mut row, "when");
        reader.end(&row);
        templates(reader, (&say, &places), &spoken);
        templates(reader, (&enclosed, &enclosed_places), &spoken);
        if let Some(when) = &when {
            check::template(reader, (&when.value, &when.span), Some(Asks::Answers), (&spoken, &sample(&spoken)));
        }
        let Some(code) = code else { continue };
        once(reader, &code, &mut codes);
        legal.push(Legal { code: code.value, label, say, enclosed, when: when.map(|when| Condition::new(when.value)) });
    }
    legal
}

fn declined(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Vec<Declined> {
    let (mut reasons, mut codes, mut letters) = (Vec::new(), Vec::new(), Vec::new());
    for mut row in reader.rows(keys, "declined") {
        let code = reader.text(&mut row, "code");
        let key = reader.letter(&mut row, "key");
        let label = reader.texts(&mut row, "label").0;
        reader.end(&row);
        let (Some(code), Some(key)) = (code, key) else { continue };
        once(reader, &code, &mut codes);
        if letters.contains(&key.value) {
            reader.wrong(&key.span, "problem-content-letter-twice", &[("letter", &key.value.to_string())]);
        }
        letters.push(key.value);
        reasons.push(Declined { code: code.value, key: key.value, label });
    }
    reasons
}

/// A code stands in one row only.
fn once(reader: &mut Reader<'_>, code: &At<Clean>, codes: &mut Vec<Clean>) {
    if codes.contains(&code.value) {
        return reader.wrong(&code.span, "problem-content-twice", &[("name", &code.value)]);
    }
    codes.push(code.value.clone());
}

/// Products that others name are there.
fn known(reader: &mut Reader<'_>, named: &[At<Clean>], codes: &[Clean]) {
    let all = codes.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ");
    for code in named.iter().filter(|code| !codes.contains(&code.value)) {
        reader.wrong(&code.span, "problem-content-value", &[("name", &code.value), ("known", &all)]);
    }
}

fn templates(reader: &mut Reader<'_>, (texts, places): (&Texts, &[At<Language>]), names: &[String]) {
    let all: Vec<(&Clean, &Range<usize>)> =
        places.iter().filter_map(|at| Some((texts.get(&at.value)?, &at.span))).collect();
    let sample = sample(names);
    all.into_iter().for_each(|(text, span)| check::template(reader, (text, span), None, (names, &sample)));
}

/// A text for every name: on it, texts and conditions are tried before they meet a caller.
fn sample(names: &[String]) -> Value {
    let (answers, others): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| name.starts_with(ANSWERS));
    let text = |name: &str| (name.to_owned(), Value::from("1"));
    let answers = Value::from_pairs(answers.into_iter().map(|name| text(&name[ANSWERS.len()..])));
    let others = Value::from_pairs(others.into_iter().map(|name| text(name)));
    minijinja::context! { answers => answers, ..others }
}
