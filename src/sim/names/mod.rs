//! Names, streets and places that the floor in a box is peopled with, the most common first.
//!
//! Facts from public statistics: Statbel, "Family names" and "First names of the population" (common names by
//! region); bpost, list of postcodes; BIPT, numbering plan (zones of landlines).

pub mod people_names;
pub mod places;

pub use people_names::{Names, names};
pub use places::{PLACES, Place};
