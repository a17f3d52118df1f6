//! redb panics on pages that hold no tree. Such a panic ends the one access that met the page, as damage, and nothing
//! else; nobody sees a backtrace.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    sync::Once,
};

use crate::store::StoreError;

thread_local! {
    /// This thread is inside [`guarded`].
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Works; a panic is damage. What unwinds is redb's alone: its transaction is gone with it, and its locks say so.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    keep_silent();
    let outer = INSIDE.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    INSIDE.set(outer);
    done.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        let first = said.and_then(|said| said.lines().next()).unwrap_or_default();
        Err(StoreError::Damaged(if first.is_empty() { "a page cannot be read".to_owned() } else { first.to_owned() }))
    })
}

/// From now on the hook of panics says nothing of those that are caught here. Hooks put over it (the terminal is given
/// back, the log is told) work as ever.
fn keep_silent() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !INSIDE.get() {
                before(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_damage_and_only_here() {
        let said = guarded::<()>(|| panic!("page {}\nand more", 7));
        assert_eq!(said, Err(StoreError::Damaged("page 7".to_owned())));
        assert_eq!(guarded(|| guarded(|| Ok(1))), Ok(1));
        assert!(!INSIDE.get());
    }
}
