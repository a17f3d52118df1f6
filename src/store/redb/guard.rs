//! redb panics on pages that hold no tree. Such a panic ends the one access that met the page, as damage, and nothing
//! else; nobody sees a backtrace.

use std::{
    cell::{Cell, RefCell},
    panic::{AssertUnwindSafe, Location, catch_unwind, set_hook, take_hook},
    path::Path,
    sync::Once,
};

use crate::store::StoreError;

thread_local! {
    /// This thread is inside [`guarded`].
    static INSIDE: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic in there was.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Works; a panic is damage. What unwinds is redb's alone: its transaction is gone with it, and its locks say so.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    keep_silent();
    let outer = INSIDE.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    INSIDE.set(outer);
    // The place says more than the words, "internal error: entered unreachable code".
    done.unwrap_or_else(|_| Err(StoreError::Damaged(PLACE.take())))
}

/// From now on the hook of panics says nothing of those that are caught here. Hooks put over it (the terminal is given
/// back, the log is told) work as ever.
fn keep_silent() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !INSIDE.get() {
                return before(panic);
            }
            PLACE.set(panic.location().map(short).unwrap_or_default());
        }));
    });
}

/// File and line, without where the file was when this was compiled.
fn short(place: &Location<'_>) -> String {
    let file = Path::new(place.file()).file_name().unwrap_or_default();
    format!("{}:{}", file.to_string_lossy(), place.line())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_damage_and_only_here() {
        let line = line!() + 1;
        let said = guarded::<()>(|| panic!("as the test wants it"));
        assert_eq!(said, Err(StoreError::Damaged(format!("guard.rs:{line}"))));
        assert_eq!(guarded(|| guarded(|| Ok(1))), Ok(1));
        assert!(!INSIDE.get());
    }
}
