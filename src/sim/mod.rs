//! The floor in a box: plausible people and a practice line on which they ring. Knows no terminal.

pub mod colleagues;
pub mod floor;
pub mod line;
pub mod names;
pub mod people;
