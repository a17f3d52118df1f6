//! Pure engine: keys → actions. The table of actions, the keymap files and the menus generated from both.
//! Knows no screen and no terminal.

pub mod key;

pub use key::{Key, KeyCode};
