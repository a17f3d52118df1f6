//! Pure engine: keys → actions. The table of actions, the keymap files and the menus generated from both.
//! Knows no screen and no terminal.

pub mod action;
pub mod context;
mod file;
pub mod gaps;
pub mod key;
pub mod lookup;
pub mod reference;

pub use action::Action;
pub use context::{Context, Keeps};
pub use gaps::{Gap, GapKind};
pub use key::{Key, KeyCode, KeyError};
pub use lookup::{Hint, Keymap, Resolved};

/// The keymap that is always there, compiled in: name and text.
pub const DEFAULT: (&str, &str) = ("default.toml", include_str!("../../keymaps/default.toml"));

/// Habits of 5250 and 3270 terminals, as a layer over [`DEFAULT`].
pub const FUNCTION_KEYS: (&str, &str) = ("function-keys.toml", include_str!("../../keymaps/function-keys.toml"));

/// Habits of vim and of pagers, as a layer over [`DEFAULT`].
pub const VIM: (&str, &str) = ("vim.toml", include_str!("../../keymaps/vim.toml"));
