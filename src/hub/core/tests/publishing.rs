//! What comes in force is made beside; the hub goes on meanwhile.

use super::*;
use crate::domain::{EditionNumber, PackFile, Position, Table, edition::Effect};

fn publish(base: u32, words: &str) -> Command {
    let lines = Library::shipped();
    let text = lines.texts().find(|(of, _)| *of == "lines.toml").map(|(_, text)| text.to_owned()).unwrap();
    let file = PackFile { name: Clean::line("lines.toml"), text: text.replace("Good day", words) };
    Command::Publish { files: vec![file], base: EditionNumber(base), effect: Effect::Now }
}

/// The host's shell orders it.
fn shell(hub: &mut Hub, number: u64, command: Command) {
    let session = SessionId(crate::domain::Id(2));
    hub.input(Input::Attach(session, Actor::Shell));
    hub.input(Input::Command(session, number, command));
}

/// Commits and answers what is under way, but makes nothing.
fn settle_but_make(hub: &mut Hub) -> Option<Output> {
    let mut making = None;
    hub.out.retain(|output| !matches!(output, Output::Index(_)));
    while let Some(next) = hub.out.front() {
        match next {
            Output::Make(_) => making = hub.out.pop_front(),
            Output::Index(_) => drop(hub.out.pop_front()),
            _ => hub.end(),
        }
    }
    making
}

fn in_force(hub: &Hub) -> u32 {
    hub.core.library().number().0
}

#[test]
fn the_hub_answers_while_an_edition_is_made_and_tells_of_it_behind_the_renewal() {
    let mut hub = Hub::signed_in();
    shell(&mut hub, 2, publish(0, "Hello"));
    let Some(Output::Make(making)) = settle_but_make(&mut hub) else { panic!("nothing to make") };
    assert_eq!((making.number, in_force(&hub)), (EditionNumber(1), 0));
    assert!(
        !hub.heard
            .iter()
            .any(|message| matches!(message, ToSession::Event(event) if matches!(**event, Event::Edition { .. })))
    );
    // A call comes in meanwhile; another edition waits until this one is in force.
    hub.order(3, announce());
    shell(&mut hub, 4, publish(1, "Salut"));
    assert!(settle_but_make(&mut hub).is_none());
    let answered = |hub: &Hub, number| hub.replies().iter().any(|(of, reply)| *of == number && reply.is_ok());
    assert!(answered(&hub, 3) && !answered(&hub, 4), "{:?}", hub.replies());
    let outputs = hub.core.step(NOW, Input::Made(Box::new(making.made())));
    let renewed = outputs.iter().position(|output| matches!(output, Output::Renew(_))).unwrap();
    let is_told =
        |output: &Output| matches!(output, Output::Tell(_, event) if matches!(**event, Event::Edition { .. }));
    assert!(outputs.iter().position(is_told).unwrap() > renewed);
    assert_eq!(in_force(&hub), 1);
    hub.out.extend(outputs);
    hub.out.retain(|output| !matches!(output, Output::Send(..) | Output::Tell(..)));
    hub.settle();
    assert!(answered(&hub, 4), "{:?}", hub.replies());
    assert_eq!(in_force(&hub), 2);
}

#[test]
fn what_was_made_too_late_counts_for_nothing() {
    let mut hub = Hub::signed_in();
    shell(&mut hub, 2, publish(0, "Hello"));
    hub.settle();
    assert_eq!(in_force(&hub), 1);
    shell(&mut hub, 3, publish(1, "Salut"));
    let Some(Output::Make(making)) = settle_but_make(&mut hub) else { panic!("nothing to make") };
    // Another hub goes back to the first before it is made.
    let back = crate::domain::Edition::new(EditionNumber(3), making.all[0].texts.clone(), None, NOW.utc);
    let back = crate::domain::Edition { restores: Some(EditionNumber(1)), ..back };
    another_hub_writes(&hub.store, Vec::new(), vec![Record::Edition(Arc::new(back))]);
    hub.order(4, announce());
    let Some(Output::Make(last)) = settle_but_make(&mut hub) else { panic!("nothing to make") };
    assert_eq!((making.number, last.number), (EditionNumber(2), EditionNumber(3)));
    hub.input(Input::Made(Box::new(making.made())));
    assert_eq!(in_force(&hub), 1);
    hub.input(Input::Made(Box::new(last.made())));
    assert_eq!(in_force(&hub), 3);
}

#[test]
fn what_did_not_change_is_neither_kept_nor_told_again() {
    let mut hub = Hub::signed_in();
    let results = Library::shipped().texts().find(|(of, _)| *of == "results.toml").unwrap().1.to_owned();
    let results = PackFile { name: Clean::line("results.toml"), text: format!("# of the house\n{results}") };
    let both = |base, words| match publish(base, words) {
        Command::Publish { mut files, base, effect } => {
            files.push(results.clone());
            Command::Publish { files, base, effect }
        }
        other => other,
    };
    let texts = |hub: &Hub| hub.store.scan(Table::Script, None, usize::MAX).unwrap().len();
    let before = texts(&hub);
    shell(&mut hub, 2, both(0, "Hello"));
    hub.settle();
    assert_eq!((in_force(&hub), texts(&hub)), (1, before + 2));
    let Position(last) = hub.store.position().unwrap();
    shell(&mut hub, 3, both(1, "Salut"));
    hub.settle();
    assert_eq!((in_force(&hub), texts(&hub)), (2, before + 3));
    let told = serde_json::to_string(&hub.store.since(Position(last), 9).unwrap()).unwrap();
    assert!(told.contains("Salut") && !told.contains("# of the house"));
    assert_eq!(hub.core.library().files().len(), 2);
    // Going back names what is there.
    let Position(last) = hub.store.position().unwrap();
    shell(&mut hub, 4, Command::RollBack(EditionNumber(2)));
    hub.settle();
    assert_eq!((in_force(&hub), texts(&hub)), (3, before + 3));
    let told = serde_json::to_string(&hub.store.since(Position(last), 9).unwrap()).unwrap();
    assert!(!told.contains("Hello") && !told.contains("# of the house"), "{told}");
}
