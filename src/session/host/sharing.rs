//! [`Sharing`]: what all screens of a process share, as it is by now. The index over knowledge articles is made beside the
//! sessions: until it is there they find by the one before.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use crate::{hub::Hub, ui::Shared};

/// See the module.
pub(super) struct Sharing {
    hub: Arc<Hub>,
    state: Mutex<State>,
    /// Counts the indexes.
    made: AtomicU64,
}

struct State {
    shared: Shared,
    /// A thread makes an index.
    making: bool,
}

impl Sharing {
    pub(super) fn new(hub: Arc<Hub>, shared: Shared) -> Arc<Sharing> {
        let state = Mutex::new(State { shared, making: false });
        Arc::new(Sharing { hub, state, made: AtomicU64::default() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Grows when another index is there.
    pub(super) fn made(&self) -> u64 {
        self.made.load(Ordering::Acquire)
    }

    /// As it is by now. Whoever comes first after something was published has the index made.
    pub(super) fn now(self: &Arc<Sharing>) -> Shared {
        let mut state = self.state();
        let library = self.hub.library();
        if !Arc::ptr_eq(&library, &state.shared.library) {
            // Something was published since: who looks sees what is left.
            let published = library.number() != state.shared.library.number();
            if published {
                state.shared.unpublished = 0;
            }
            state.shared.library = library;
            if !std::mem::replace(&mut state.making, true) {
                self.make_beside();
            }
        }
        state.shared.clone()
    }

    #[allow(clippy::disallowed_methods, reason = "threads live in shells")]
    fn make_beside(self: &Arc<Sharing>) {
        let sharing = Arc::clone(self);
        // The thread ends by itself as soon as the index is of what is in force.
        drop(thread::spawn(move || while !sharing.make() {}));
    }

    /// Makes the index; whether it is of what is in force by then.
    fn make(&self) -> bool {
        let before = self.state().shared.clone();
        let articles = before.renewed(Arc::clone(&before.library)).articles;
        let mut state = self.state();
        if !Arc::ptr_eq(&state.shared.library, &before.library) {
            return false;
        }
        state.making = false;
        state.shared.articles = articles;
        self.made.fetch_add(1, Ordering::Release);
        true
    }
}
