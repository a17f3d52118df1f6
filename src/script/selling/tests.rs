//! Selling, case by case, from the catalogue that ships.

use std::collections::BTreeMap;

use super::*;
use crate::{
    domain::{ContactField, ContactId, Id, Money},
    script::{Library, sale_words},
};

const BO: AgentId = AgentId(Id(2));
const PROPOSAL: Kind = Kind::Proposal;

/// A desk at which something is sold.
struct Shop {
    library: Library,
    answers: BTreeMap<&'static str, Value>,
    file: Option<Contact>,
    language: Language,
    role: Role,
    today: &'static str,
    sales: Vec<Sale>,
}

impl Shop {
    fn new() -> Shop {
        Shop {
            library: Library::shipped(),
            answers: BTreeMap::new(),
            file: None,
            language: Language::Fr,
            role: Role::Agent,
            today: "2026-11-30",
            sales: Vec::new(),
        }
    }

    fn does(&mut self, deed: SaleDeed, step: Kind) -> Result<StepEnd, SaleRefusal> {
        assert!(deed.fits(step), "{deed:?}");
        let counter = Counter {
            catalogue: self.library.catalogue(),
            customer: Customer {
                answers: Value::from_pairs(self.answers.clone()),
                file: self.file.as_ref(),
                language: self.language,
            },
            caller: "Dupont Anne",
            agent: BO,
            role: self.role,
            at: Utc(1_000),
            today: self.today.parse().unwrap(),
        };
        let sold = counter.sell(&self.sales, &deed, step)?;
        self.sales = sold.sales;
        Ok(sold.step)
    }

    fn chooses(&mut self, code: &str) -> Result<StepEnd, SaleRefusal> {
        self.does(SaleDeed::Choose(Clean::line(code)), PROPOSAL)
    }

    fn accepts(&mut self) -> Result<StepEnd, SaleRefusal> {
        self.does(SaleDeed::Answer(Verdict::Accepted), PROPOSAL)
    }

    fn discounts(&mut self, code: &str, percent: &str) -> Result<StepEnd, SaleRefusal> {
        let percent = Percent::parse(percent).unwrap();
        self.does(SaleDeed::Discount { product: Clean::line(code), percent }, PROPOSAL)
    }

    fn counts(&mut self, code: &str, quantity: u16) -> Result<StepEnd, SaleRefusal> {
        self.does(SaleDeed::Quantity { product: Clean::line(code), quantity }, PROPOSAL)
    }

    fn readings(&self) -> Vec<sale_words::Reading> {
        let sale = sale::to_agree(&self.sales).unwrap();
        readings(self.library.catalogue(), sale, self.language, "Dupont Anne")
    }

    fn agrees(&mut self) -> Result<StepEnd, SaleRefusal> {
        for reading in self.readings() {
            self.does(SaleDeed::Read { item: reading.item, read: true }, Kind::Agree)?;
        }
        self.does(SaleDeed::Agree, Kind::Agree)
    }

    /// What is paid each month and once, all taxes included.
    fn total(&self) -> [String; 2] {
        let total = sale::main(&self.sales).unwrap().proposal().unwrap().total();
        [total.monthly, total.once].map(|amount| amount.gross().into())
    }

    fn versions(&self) -> usize {
        self.sales.last().map_or(0, |sale| sale.proposals.len())
    }
}

fn no(reason: &str) -> SaleDeed {
    SaleDeed::Answer(Verdict::Declined(Clean::line(reason)))
}

#[test]
fn a_proposal_is_reckoned_as_by_hand() {
    let mut shop = Shop::new();
    assert_eq!(shop.chooses("NET-100"), Ok(StepEnd::Reopened));
    shop.chooses("WIFI").unwrap();
    shop.chooses("WIFI").unwrap();
    // 28.92 + 6.07; twice 57.85 is 115.70, and 24.297 of VAT.
    assert_eq!(shop.total(), ["34.99", "140.00"]);
    shop.discounts("WIFI", "10").unwrap();
    // 115.70 less 11.57 is 104.13; 21 % of that is 21.8673.
    assert_eq!(shop.total(), ["34.99", "126.00"]);
    shop.counts("WIFI", 1).unwrap();
    // 57.85 less 5.785, so 5.79, is 52.06; VAT 10.9326.
    assert_eq!(shop.total(), ["34.99", "62.99"]);
    shop.counts("WIFI", 0).unwrap();
    assert_eq!(shop.total(), ["34.99", "0.00"]);
    shop.counts("NET-100", 0).unwrap();
    assert_eq!(shop.sales, []);
}

#[test]
fn who_may_not_have_it_is_told_why() {
    let mut shop = Shop::new();
    let Err(refusal) = shop.chooses("CHARGER") else { panic!() };
    assert_eq!(refusal.why(Language::Nl), "voor eigenaars van de woning");
    shop.answers.insert("home", Value::from("owner"));
    shop.chooses("CHARGER").unwrap();
    // A fact of the file.
    assert!(matches!(shop.chooses("CARE"), Err(SaleRefusal::NotEligible(_))));
    let mut file = Contact::new(ContactId(Id(7)), Utc(1));
    file.set_field(ContactField::CustomerNumber, "12345678", "BE");
    shop.file = Some(file);
    shop.chooses("CARE").unwrap();
    // The shorter of 14 and 30 days.
    assert_eq!(shop.sales[0].proposal().unwrap().valid_until.to_string(), "2026-12-14");
    assert_eq!(shop.chooses("HAT"), Err(SaleRefusal::UnknownProduct(Clean::line("HAT"))));
}

#[test]
fn discounts_have_limits_by_role_and_products_by_number() {
    let mut shop = Shop::new();
    shop.chooses("MOB-10").unwrap();
    shop.discounts("MOB-10", "10").unwrap();
    assert_eq!(shop.discounts("MOB-10", "10.01"), Err(SaleRefusal::DiscountLimit(Percent::parse("10").unwrap())));
    shop.role = Role::Supervisor;
    shop.discounts("MOB-10", "25").unwrap();
    shop.role = Role::Admin;
    assert_eq!(shop.discounts("MOB-10", "26"), Err(SaleRefusal::DiscountLimit(Percent::parse("25").unwrap())));
    shop.chooses("PACK").unwrap();
    assert_eq!(shop.discounts("PACK", "1"), Err(SaleRefusal::NoDiscount));
    assert_eq!(shop.chooses("PACK"), Err(SaleRefusal::AtMost(1)));
    assert_eq!(shop.counts("MOB-10", 6), Err(SaleRefusal::AtMost(5)));
    assert_eq!(shop.counts("TV", 1), Err(SaleRefusal::NothingProposed));
}

#[test]
fn what_was_answered_stays_and_a_change_makes_the_next_version() {
    let mut shop = Shop::new();
    assert_eq!(shop.accepts(), Err(SaleRefusal::NothingProposed));
    shop.chooses("NET-500").unwrap();
    shop.chooses("TV").unwrap();
    assert_eq!(shop.versions(), 1);
    assert_eq!(shop.does(no("hat"), PROPOSAL), Err(SaleRefusal::UnknownReason(Clean::line("hat"))));
    assert_eq!(shop.does(no("expensive"), PROPOSAL), Ok(StepEnd::Settled("declined")));
    shop.discounts("NET-500", "5").unwrap();
    assert_eq!(shop.versions(), 2);
    assert_eq!(shop.does(SaleDeed::Answer(Verdict::ThinksOver), PROPOSAL), Ok(StepEnd::Settled("thinking")));
    assert_eq!(shop.accepts(), Ok(StepEnd::Settled("accepted")));
    let [first, second] = shop.sales[0].proposals.as_slice() else { panic!() };
    assert!(first.lines[0].discount.is_zero() && !first.is_accepted());
    assert_eq!((second.answers.len(), second.is_accepted()), (2, true));
    shop.today = "2026-12-15";
    assert_eq!(shop.accepts(), Err(SaleRefusal::Expired));
    // Chosen anew, it stands again.
    shop.discounts("NET-500", "0").unwrap();
    assert_eq!((shop.versions(), shop.accepts()), (3, Ok(StepEnd::Settled("accepted"))));
}

#[test]
fn an_agreement_wants_every_item_read_and_changes_no_more() {
    let mut shop = Shop::new();
    shop.chooses("NET-100").unwrap();
    assert_eq!(shop.does(SaleDeed::Agree, Kind::Agree), Err(SaleRefusal::NotAccepted));
    shop.accepts().unwrap();
    let texts: Vec<String> = shop.readings().into_iter().map(|reading| reading.text.into_string()).collect();
    assert_eq!(texts[0], "1 × Internet 100 : 34,99\u{a0}€ par mois, toutes taxes comprises.");
    assert_eq!(texts[1], "Au total, vous payez 34,99\u{a0}€ par mois, toutes taxes comprises.");
    assert!(texts[2].contains("Maison Exemple SA") && texts[2].contains("0999.999.130"), "{texts:?}");
    // Withdrawal, how long it lasts, complaints.
    assert_eq!(texts.len(), 7);
    let total = SaleDeed::Read { item: Item::Total, read: true };
    shop.does(total.clone(), Kind::Agree).unwrap();
    assert_eq!(shop.does(SaleDeed::Agree, Kind::Agree), Err(SaleRefusal::StillToRead(6)));
    // It was not read out after all; and what changes is read out anew.
    shop.does(SaleDeed::Read { item: Item::Total, read: false }, Kind::Agree).unwrap();
    assert_eq!(shop.does(SaleDeed::Agree, Kind::Agree), Err(SaleRefusal::StillToRead(7)));
    shop.does(total, Kind::Agree).unwrap();
    shop.discounts("NET-100", "10").unwrap();
    shop.accepts().unwrap();
    assert_eq!(shop.does(SaleDeed::Agree, Kind::Agree), Err(SaleRefusal::StillToRead(7)));
    assert_eq!(shop.agrees(), Ok(StepEnd::Settled("agreed")));
    let agreed = shop.sales[0].agreement.clone().unwrap();
    assert_eq!((agreed.version, agreed.agent, agreed.caller.as_str()), (2, BO, "Dupont Anne"));
    // 28.92 less 2.892, so 2.89, is 26.03; VAT 5.4663.
    assert_eq!(agreed.total.monthly.gross(), Money::parse("31.50").unwrap());
    assert_eq!(agreed.items.len(), 7);
    assert!(agreed.items[0].text.contains("remise de 10 %"), "{}", agreed.items[0].text);
    let text = &agreed.confirmation.text;
    assert!(text.contains("30/11/2026") && text.contains("31,50") && text.contains("quatorze jours"), "{text}");
    assert_eq!(agreed.confirmation.state, ConfirmationState::ToSend);
    // Nothing of it changes any more, whatever is tried.
    let frozen = shop.sales.clone();
    for (deed, step) in [
        (SaleDeed::Agree, Kind::Agree),
        (no("expensive"), Kind::Agree),
        (no("expensive"), PROPOSAL),
        (SaleDeed::Answer(Verdict::Accepted), PROPOSAL),
        (SaleDeed::Read { item: Item::Total, read: false }, Kind::Agree),
        (SaleDeed::Quantity { product: Clean::line("NET-100"), quantity: 0 }, PROPOSAL),
        (SaleDeed::Discount { product: Clean::line("NET-100"), percent: Percent::ZERO }, PROPOSAL),
    ] {
        assert_eq!(shop.does(deed.clone(), step), Err(SaleRefusal::Agreed), "{deed:?}");
    }
    // Another wish is another sale.
    shop.chooses("TV").unwrap();
    assert_eq!((shop.sales.len(), &shop.sales[0]), (2, &frozen[0]));
}

#[test]
fn what_was_read_is_kept_in_the_language_in_which_it_was_read() {
    let mut shop = Shop::new();
    shop.chooses("TV").unwrap();
    shop.accepts().unwrap();
    shop.does(SaleDeed::Read { item: Item::Total, read: true }, Kind::Agree).unwrap();
    shop.language = Language::De;
    shop.agrees().unwrap();
    let agreed = shop.sales[0].agreement.as_ref().unwrap();
    let languages: Vec<Language> = agreed.items.iter().map(|item| item.language).collect();
    assert_eq!(languages[..3], [Language::De, Language::Fr, Language::De]);
    let text = &agreed.confirmation.text;
    assert!(text.contains("wir bestätigen") && !text.contains("taxes"), "{text}");
}

#[test]
fn one_product_is_proposed_beside_what_was_accepted() {
    let mut shop = Shop::new();
    assert_eq!(shop.does(SaleDeed::AddOn(AddOnEnd::Taken), Kind::AddOn), Err(SaleRefusal::NoAddOn));
    // A bundle has what it consists of.
    shop.chooses("PACK").unwrap();
    shop.chooses("BOILER-21").unwrap();
    shop.accepts().unwrap();
    let words = sale_words::facts(shop.library.catalogue(), &shop.sales, Language::En);
    assert_eq!((words.addon.as_str(), words.addon_total.as_str()), ("Wi-Fi repeater", "€70.00 once"));
    assert!(words.addon_say.contains("Wi-Fi repeater, €70.00 once"), "{}", words.addon_say);
    assert_eq!(shop.does(SaleDeed::AddOn(AddOnEnd::Declined), Kind::AddOn), Ok(StepEnd::Settled("declined")));
    assert_eq!(shop.does(SaleDeed::AddOn(AddOnEnd::Taken), Kind::AddOn), Ok(StepEnd::Settled("taken")));
    assert_eq!((shop.sales.len(), shop.sales[1].additional), (2, true));
    assert_eq!(shop.does(SaleDeed::AddOn(AddOnEnd::NotOffered), Kind::AddOn), Ok(StepEnd::Settled("not_offered")));
    assert_eq!(shop.sales.len(), 1);
    shop.does(SaleDeed::AddOn(AddOnEnd::Taken), Kind::AddOn).unwrap();
    // Both are agreed, one after the other.
    shop.agrees().unwrap();
    shop.agrees().unwrap();
    assert!(shop.sales.iter().all(|sale| sale.agreement.is_some()));
    assert_eq!(shop.does(SaleDeed::AddOn(AddOnEnd::Declined), Kind::AddOn), Err(SaleRefusal::Agreed));
    // What one has already is not proposed; then the next rule counts.
    let mut shop = Shop::new();
    for code in ["NET-100", "WIFI", "BOILER-21"] {
        shop.chooses(code).unwrap();
    }
    shop.accepts().unwrap();
    assert_eq!(shop.sales[0].addon.as_ref().unwrap().product, "SMOKE");
}

#[test]
fn what_was_answered_since_counts_before_it_is_accepted_and_before_it_is_agreed() {
    let mut shop = Shop::new();
    shop.answers.insert("home", Value::from("owner"));
    shop.chooses("CHARGER").unwrap();
    shop.answers.insert("home", Value::from("tenant"));
    assert!(matches!(shop.accepts(), Err(SaleRefusal::NotEligible(_))));
    shop.answers.insert("home", Value::from("owner"));
    shop.accepts().unwrap();
    shop.answers.insert("home", Value::from("tenant"));
    assert!(matches!(shop.agrees(), Err(SaleRefusal::NotEligible(_))));
    shop.answers.insert("home", Value::from("owner"));
    shop.agrees().unwrap();
}
