//! The power goes at any operation of the disk, or the disk fails: nothing acknowledged is lost, nothing is there by
//! half.

use std::io::ErrorKind;

use opcl::{
    domain::{AgentId, Id, Position, Subject},
    store::{Batch, MemoryStore, RedbStore, Store, StoreError, fault::Disk},
};
use redb::Database;

use crate::store_sample::{Work, assert_sound, batch, contact, draft, records};

fn open(disk: &Disk) -> Result<RedbStore, StoreError> {
    let disk = disk.clone();
    RedbStore::over(move || Database::builder().create_with_backend(disk.backend()))
}

fn groups(seed: u64) -> Vec<Vec<Batch>> {
    let mut work = Work(seed);
    (0..6).map(|_| work.group()).collect()
}

/// Commits until the disk fails; how many groups were acknowledged.
fn run(store: &dyn Store, groups: &[Vec<Batch>]) -> usize {
    groups.iter().take_while(|group| store.commit(group).is_ok()).count()
}

/// The store has what was acknowledged, and of the group that failed all or nothing. How many groups are there.
fn assert_kept(store: &dyn Store, groups: &[Vec<Batch>], acknowledged: usize, what: &str) -> usize {
    assert_sound(store);
    let found = records(store);
    let position = store.position().unwrap();
    for kept in [acknowledged, acknowledged + 1] {
        let memory = MemoryStore::new();
        for group in groups.iter().take(kept) {
            memory.commit(group).unwrap();
        }
        if memory.position() == Ok(position) && records(&memory) == found {
            return kept.min(groups.len());
        }
    }
    panic!("{what}: {position:?} is neither what {acknowledged} groups make nor one more");
}

#[test]
fn a_power_cut_at_any_operation_loses_nothing_acknowledged() {
    for seed in 0..2 {
        let groups = groups(seed);
        let healthy = Disk::new();
        let store = open(&healthy).unwrap();
        let first = healthy.operations();
        assert_eq!(run(&store, &groups), groups.len());
        let end = healthy.operations();
        assert!(end - first > 20, "too little work to interrupt");
        for operation in first..end {
            for weather in 0..3 {
                let what = format!("seed {seed}, operation {operation}, weather {weather}");
                let disk = Disk::new();
                let store = open(&disk).unwrap();
                disk.cut_at(operation);
                let acknowledged = run(&store, &groups);
                disk.cut(weather * 1_000 + operation);
                drop(store);
                let store = open(&disk).unwrap_or_else(|error| panic!("{what}: {error}"));
                let kept = assert_kept(&store, &groups, acknowledged, &what);
                // Work goes on, and a second cut in the middle of nothing changes nothing.
                assert_eq!(run(&store, &groups[kept..]), groups.len() - kept, "{what}");
                disk.cut(operation);
                drop(store);
                assert_kept(&open(&disk).unwrap(), &groups, groups.len(), &what);
            }
        }
    }
}

#[test]
fn a_power_cut_while_opening_after_a_power_cut_loses_nothing() {
    let groups = groups(7);
    for operation in 0..12 {
        let disk = Disk::new();
        let store = open(&disk).unwrap();
        disk.cut_at(disk.operations() + 21);
        let acknowledged = run(&store, &groups);
        disk.cut(operation);
        drop(store);
        disk.cut_at(disk.operations() + operation);
        let store = open(&disk);
        disk.cut(operation + 100);
        drop(store);
        assert_kept(&open(&disk).unwrap(), &groups, acknowledged, &format!("operation {operation}"));
    }
}

#[test]
fn after_a_failed_operation_the_store_goes_on_by_itself() {
    let groups = groups(3);
    let healthy = Disk::new();
    let store = open(&healthy).unwrap();
    let first = healthy.operations();
    run(&store, &groups);
    for operation in first..healthy.operations() {
        for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other] {
            let what = format!("operation {operation}, {kind:?}");
            let disk = Disk::new();
            let store = open(&disk).unwrap();
            disk.fail_at(operation, kind);
            let acknowledged = run(&store, &groups);
            let kept = assert_kept(&store, &groups, acknowledged, &what);
            assert_eq!(run(&store, &groups[kept..]), groups.len() - kept, "{what}");
            assert_kept(&store, &groups, groups.len(), &what);
        }
    }
}

#[test]
fn a_full_disk_is_named_and_what_is_there_can_be_read() {
    let disk = Disk::new();
    let store = open(&disk).unwrap();
    store.commit(&[batch(1, vec![contact(1, "Maes", &[])])]).unwrap();
    disk.full_at(disk.operations());
    // Small changes find room in the file; what is long doesn't.
    let long = "x".repeat(9_000);
    let import = |at| batch(at, (100..400).map(|id| contact(id, &long, &[])).collect());
    for at in 2..4 {
        assert_eq!(store.commit(&[import(at)]), Err(StoreError::Full));
        assert_eq!(records(&store).len(), 1);
    }
    disk.heal();
    assert_eq!(store.commit(&[batch(3, vec![contact(3, "Smet", &[])])]), Ok(vec![Ok(Position(2))]));
    assert_eq!(store.commit(&[import(4)]), Ok(vec![Ok(Position(3))]));
    assert_sound(&store);
}

#[test]
fn a_draft_is_durable_when_it_is_acknowledged() {
    let healthy = Disk::new();
    let store = open(&healthy).unwrap();
    let first = healthy.operations();
    let drafts: Vec<_> = ["a", "ab", "abc"].map(|text| draft(1, Subject::NewContact, text)).into();
    let save = |store: &RedbStore| {
        drafts.iter().take_while(|draft| store.put_drafts(std::slice::from_ref(*draft)).is_ok()).count()
    };
    save(&store);
    for operation in first..healthy.operations() {
        let disk = Disk::new();
        let store = open(&disk).unwrap();
        disk.cut_at(operation);
        let saved = save(&store);
        disk.cut(operation);
        drop(store);
        let found = open(&disk).unwrap().drafts(AgentId(Id(1))).unwrap();
        let allowed = |count: usize| found.as_slice() == &drafts[count.saturating_sub(1)..count];
        assert!(allowed(saved) || allowed(saved + 1), "operation {operation}");
    }
}

#[test]
fn a_power_cut_during_a_migration_leaves_the_old_file_or_the_new_one() {
    // What each of them becomes: its entries and its records.
    for (file, entries, count) in [("store-v0", 2, 4), ("store-v1", 2, 6), ("store-v3", 6, 2)] {
        interrupted(file, Position(entries), count);
    }
}

fn interrupted(file: &str, position: Position, count: usize) {
    let old = std::fs::read(format!("tests/data/{file}.redb")).unwrap();
    let healthy = Disk::holding(old.clone());
    open(&healthy).unwrap();
    assert!(healthy.operations() > 5, "too little work to interrupt");
    for operation in 0..healthy.operations() {
        let disk = Disk::holding(old.clone());
        disk.cut_at(operation);
        let interrupted = open(&disk);
        disk.cut(operation);
        drop(interrupted);
        let store = open(&disk).unwrap_or_else(|error| panic!("operation {operation}: {error}"));
        assert_sound(&store);
        assert_eq!((store.position(), records(&store).len()), (Ok(position), count));
    }
}
