//! What comes to the hub's thread, in order; but word from the disk comes first, so that it never waits for the hub.

use std::{
    collections::VecDeque,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

use super::Work;
use crate::hub::Input;

pub(super) struct Inbox {
    comes: Receiver<Work>,
    /// From the disk, in the order in which it was done.
    done: VecDeque<Work>,
    rest: VecDeque<Work>,
}

impl Inbox {
    pub(super) fn new(comes: Receiver<Work>) -> Inbox {
        Inbox { comes, done: VecDeque::new(), rest: VecDeque::new() }
    }

    /// The next one, within that time.
    pub(super) fn next(&mut self, within: Duration) -> Result<Work, RecvTimeoutError> {
        while let Ok(work) = self.comes.try_recv() {
            let from_disk = matches!(work, Work::Input(Input::Committed(_) | Input::DraftsSaved(_)));
            if from_disk { &mut self.done } else { &mut self.rest }.push_back(work);
        }
        match self.done.pop_front().or_else(|| self.rest.pop_front()) {
            Some(work) => Ok(work),
            None => self.comes.recv_timeout(within),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn the_disk_comes_first_and_all_else_in_order() {
        let (to_hub, comes) = channel();
        let mut inbox = Inbox::new(comes);
        for input in [Input::Wake, Input::Committed(Ok(Vec::new())), Input::DraftsSaved(Ok(())), Input::Wake] {
            assert!(to_hub.send(Work::Input(input)).is_ok());
        }
        assert!(to_hub.send(Work::Stop).is_ok());
        let mut next = || match inbox.next(Duration::ZERO) {
            Ok(Work::Input(Input::Committed(_))) => "committed",
            Ok(Work::Input(Input::DraftsSaved(_))) => "drafts",
            Ok(Work::Input(_)) => "woken",
            Ok(Work::Stop) => "stop",
            Ok(Work::Attach(..)) => "attach",
            Err(_) => "nothing",
        };
        let all: Vec<&str> = (0..6).map(|_| next()).collect();
        assert_eq!(all, ["committed", "drafts", "woken", "woken", "stop", "nothing"]);
    }
}
