//! Files of contacts, taken in by the hub.

use std::collections::BTreeMap;

use opcl::{
    domain::{ContactField, Table},
    exchange::NewContact,
    proto::{Command, Reply},
    text::Clean,
};
use proptest::prelude::*;

use crate::desk::Desk;

fn person(cells: &[(ContactField, &str)]) -> NewContact {
    let fields = cells.iter().filter(|(_, text)| !text.is_empty()).map(|(field, text)| (*field, Clean::line(text)));
    NewContact { fields: fields.collect(), extra: BTreeMap::new() }
}

/// One import, by a process of its own.
fn take_in(desk: &mut Desk, rows: &[NewContact], chunk: usize) -> (u32, u32, u32) {
    ordered(desk, rows, chunk, false)
}

fn ordered(desk: &mut Desk, rows: &[NewContact], chunk: usize, dry_run: bool) -> (u32, u32, u32) {
    desk.kill();
    let mut sums = (0, 0, 0);
    for rows in rows.chunks(chunk) {
        let import = Command::Import { rows: rows.to_vec(), region: Clean::line("BE"), dry_run };
        let Ok(Reply::Imported { added, updated, unchanged }) = desk.order(import) else { panic!("not taken in") };
        sums = (sums.0 + added, sums.1 + updated, sums.2 + unchanged);
    }
    sums
}

#[test]
fn a_household_shares_a_number_and_stays_apart() {
    use ContactField::{CustomerNumber, Family, Given, Numbers};
    let landline = "02 555 01 00";
    let rows = [
        person(&[(Given, "Anne"), (Family, "Dupont"), (Numbers, landline)]),
        person(&[(Given, "Luc"), (Family, "Dupont"), (Numbers, landline)]),
        person(&[(Given, "Anne"), (Family, "Dupont"), (Numbers, landline), (CustomerNumber, "12345678")]),
    ];
    for chunk in [1, 3] {
        let mut desk = Desk::new();
        assert_eq!(take_in(&mut desk, &rows, chunk), (2, 1, 0));
        assert_eq!(take_in(&mut desk, &rows, chunk), (0, 0, 3));
        // The customer number tells who it is, whatever else is spelt otherwise.
        let married = person(&[(Given, "Anna"), (Family, "Claes"), (CustomerNumber, "12345678")]);
        assert_eq!(take_in(&mut desk, &[married], chunk), (0, 1, 0));
    }
}

/// People who share numbers and addresses.
fn household(people: &[(u8, u8, u8, u8)]) -> Vec<NewContact> {
    use ContactField::{Emails, Family, Given, Numbers};
    let row = |(given, family, number, email): &(u8, u8, u8, u8)| {
        person(&[
            (Given, ["", "Anne", "Luc", "Mia"][usize::from(*given)]),
            (Family, ["Dupont", "Claes", "Peeters"][usize::from(*family)]),
            (Numbers, ["", "02 555 01 00", "0475 12 34 56", "0470 99 99 99", "02/555.01.00"][usize::from(*number)]),
            (Emails, ["", "a@example.be", "b@example.be", "A@example.be"][usize::from(*email)]),
        ])
    };
    people.iter().map(row).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// What a dry run says is what happens then, and it leaves no trace.
    #[test]
    fn a_dry_run_tells_what_would_happen(
        there in proptest::collection::vec((0_u8..4, 0_u8..3, 0_u8..5, 0_u8..4), 0..8),
        people in proptest::collection::vec((0_u8..4, 0_u8..3, 0_u8..5, 0_u8..4), 1..25),
        chunk in 1_usize..9,
    ) {
        let mut desk = Desk::new();
        take_in(&mut desk, &household(&there), chunk);
        let rows = household(&people);
        let left = |desk: &Desk| (desk.records(Table::Contact), desk.journal().matches("\"import\"").count());
        let before = left(&desk);
        let told = ordered(&mut desk, &rows, chunk, true);
        prop_assert_eq!(&before, &left(&desk));
        prop_assert_eq!(told, take_in(&mut desk, &rows, chunk));
    }

    #[test]
    fn a_second_import_of_the_same_file_changes_nothing(
        people in proptest::collection::vec((0_u8..4, 0_u8..3, 0_u8..5, 0_u8..4), 1..25),
        chunk in 1_usize..9,
    ) {
        let rows = household(&people);
        let mut desk = Desk::new();
        take_in(&mut desk, &rows, chunk);
        let before = desk.records(Table::Contact);
        let again = take_in(&mut desk, &rows, chunk);
        prop_assert_eq!(again, (0, 0, u32::try_from(rows.len()).unwrap()));
        prop_assert_eq!(before, desk.records(Table::Contact));
    }
}

/// A list as it was published, shared telephone numbers and all: `tests/data/csv/README.md` says whose.
#[test]
fn a_published_list_comes_in_and_a_second_time_changes_nothing() {
    let file = std::fs::File::open("tests/data/csv/nhs-pharmacies.tsv").unwrap();
    let rows = opcl::exchange::Rows::open(file, "GB", None).unwrap();
    let columns: Vec<String> = rows.columns().iter().map(|column| column.name()).collect();
    for column in ["organisation", "street", "locality", "postcode", "numbers", "emails"] {
        assert!(columns.iter().any(|known| known == column), "{column} in {columns:?}");
    }
    let rows: Vec<NewContact> = rows.filter_map(|row| row.unwrap().result.ok()).collect();
    assert!(rows.len() > 140, "{}", rows.len());
    let mut desk = Desk::new();
    let (added, updated, unchanged) = take_in(&mut desk, &rows, 40);
    assert_eq!((added + updated + unchanged) as usize, rows.len());
    assert_eq!(take_in(&mut desk, &rows, 40), (0, 0, u32::try_from(rows.len()).unwrap()));
    desk.keys("<C-f>cohens hinckley").sees("Cohens Chemist");
}
