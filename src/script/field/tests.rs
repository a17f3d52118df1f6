//! Values that fields take, and those that they do not.

use super::*;

#[test]
fn values_are_canonical_or_say_why_not() {
    let digits = FieldKind::Digits { length: 8 };
    assert_eq!(digits.value("1234"), Err(FieldProblem::DigitsMissing(4)));
    assert_eq!(digits.value("1234 56-78").unwrap(), "12345678");
    assert_eq!(digits.value("12x"), Err(FieldProblem::OnlyDigits));
    assert_eq!(FieldKind::Date { past: false }.value("24/11/2026").unwrap(), "2026-11-24");
    assert_eq!(FieldKind::Date { past: true }.value("31/02/2026"), Err(FieldProblem::NotADate));
    assert_eq!(FieldKind::YesNo.value("Oui").unwrap(), "yes");
    assert_eq!(FieldKind::Email.value("anne@"), Err(FieldProblem::NotAnEmail));
    assert_eq!(FieldKind::Multiline.value("a\n\u{1b}[2Jb\n").unwrap(), "a\nb");
    assert_eq!(FieldKind::Number.value("1 250").unwrap(), "1250");
    assert_eq!(FieldKind::Amount.value("1 250,5 €").unwrap(), "1250.50");
    assert_eq!(FieldKind::Amount.value("12,"), Err(FieldProblem::NotAnAmount));
    assert_eq!(FieldKind::Phone.value("0475/12.34.56").unwrap(), "+32475123456");
}

#[test]
fn a_choice_is_found_by_its_value_or_the_beginning_of_a_label() {
    let choice = FieldKind::Choice { values: vec![value("mail", "courrier"), value("courrier", "e-mail")] };
    assert_eq!(choice.value("courrier").unwrap(), "courrier");
    assert_eq!(choice.value("COUR").unwrap(), "mail");
    assert_eq!(choice.value("fax"), Err(FieldProblem::NotListed));
    // A letter of its own goes before the beginning of a label.
    let lettered = |text: &str, key| Value { key: Some(key), ..value(text, text) };
    let letters = FieldKind::Choice { values: vec![lettered("bill", 'a'), lettered("advice", 'b')] };
    assert_eq!(
        (letters.value("B").unwrap(), letters.value("bi").unwrap()),
        (Clean::line("advice"), Clean::line("bill"))
    );
    // What is stored is a value again: the hub checks what the screen checked.
    for typed in ["COUR", "e-"] {
        let stored = choice.value(typed).unwrap();
        assert_eq!(choice.value(&stored), Ok(stored.clone()));
    }
}

fn value(value: &str, label: &str) -> Value {
    let label = [(crate::domain::Language::Fr, Clean::line(label))].into();
    Value { value: Clean::line(value), key: None, label, when: None, fixed: false }
}

#[test]
fn several_of_a_list_and_all_of_it_in_an_order() {
    let values = vec![value("bus", "le bus"), value("car", "la voiture"), value("foot", "à pied")];
    let several = FieldKind::Multiple { values: values.clone() };
    assert_eq!(several.value("à p, le b").unwrap(), "bus,foot");
    assert_eq!(several.value("bus,bus").unwrap(), "bus");
    assert_eq!(several.value("bus, train"), Err(FieldProblem::NotListed));
    let ranked = FieldKind::Rank { values };
    assert_eq!(ranked.value("à pied, bus"), Err(FieldProblem::NotRanked(1)));
    assert_eq!(ranked.value("à pied, bus, la").unwrap(), "foot,bus,car");
    assert_eq!(ranked.value("foot,bus,foot"), Err(FieldProblem::NotListed));
    assert_eq!(ranked.parts("foot,bus,car"), ["foot", "bus", "car"]);
    for (kind, stored) in [(several, "bus,foot"), (ranked, "foot,bus,car")] {
        assert_eq!(kind.value(stored).unwrap(), stored);
    }
}

#[test]
fn numbers_and_times_are_read_as_people_write_them() {
    let decimal = |text: &str| FieldKind::Decimal.value(text).map(Clean::into_string);
    for (typed, kept) in [("12,50", "12.5"), ("-0.5", "-0.5"), ("1 250", "1250"), (",5", "0.5"), ("-0", "0")] {
        assert_eq!(decimal(typed).as_deref(), Ok(kept), "{typed}");
    }
    for none in ["1,2,3", "-", "12€", "1e5", "."] {
        assert_eq!(decimal(none), Err(FieldProblem::NotANumber), "{none}");
    }
    let time = |text: &str| FieldKind::Time.value(text).map(Clean::into_string);
    for typed in ["8:30", "8h30", "08u30", "0830", "8.30", "08:30:00", "8h30 "] {
        assert_eq!(time(typed).as_deref(), Ok("08:30"), "{typed}");
    }
    assert_eq!(time("14h").as_deref(), Ok("14:00"));
    for none in ["24:00", "8:60", "é:00", "12345", "-8"] {
        assert_eq!(time(none), Err(FieldProblem::NotATime), "{none}");
    }
}

#[test]
fn numbers_with_check_digits_are_kept_plain() {
    assert_eq!(FieldKind::Iban.value("BE68 5390 0754 7034").unwrap(), "BE68539007547034");
    assert_eq!(FieldKind::Iban.value("BE68 5390"), Err(FieldProblem::CharactersMissing(8)));
    assert_eq!(FieldKind::Iban.value("BE68 5390 0754 7035"), Err(FieldProblem::NotAnIban));
    for typed in ["BE 0202.239.951", "0202239951", "202.239.951"] {
        assert_eq!(FieldKind::Enterprise.value(typed).unwrap(), "0202239951", "{typed}");
    }
    assert_eq!(FieldKind::Enterprise.value("0202.239.952"), Err(FieldProblem::NotAnEnterprise));
    assert_eq!(FieldKind::Enterprise.value("0202"), Err(FieldProblem::DigitsMissing(6)));
    assert_eq!(FieldKind::National.value("85.07.30-033 28").unwrap(), "85073003328");
    assert_eq!(FieldKind::National.value("85.07.30-033 29"), Err(FieldProblem::NotANational));
    assert_eq!(FieldKind::Postcode.value("B-9000").unwrap(), "9000");
    assert_eq!(FieldKind::Postcode.value("900"), Err(FieldProblem::NotAPostcode));
}

#[test]
fn free_text_holds_no_card() {
    for kind in [FieldKind::Text, FieldKind::Multiline] {
        assert_eq!(kind.value("visa 4111 1111 1111 1111"), Err(FieldProblem::HoldsCard));
        assert!(kind.value("rappeler au 0475 12 34 56, IBAN BE71 0961 2345 6769").is_ok());
    }
}

#[test]
fn an_empty_field_has_no_value_and_no_mistake() {
    let field = Field::new(Clean::line("n"), FieldKind::Digits { length: 4 });
    assert_eq!(field.check("  "), Ok(None));
    assert!(field.check("12").unwrap_err().incomplete());
    assert!(!field.check("12345").unwrap_err().incomplete());
}
