//! Pure engine: call scripts as a state machine, and the packs that ship with them (lines, results, reasons, pauses).
//! Knows no screen, no hub, no file system.

pub mod catalogue;
mod check;
pub mod deed;
pub mod differences;
mod editions;
pub mod engine;
pub mod field;
pub mod library;
mod lists;
pub mod pack;
mod queues;
mod read;
pub mod sale_words;
pub mod say;
mod script_file;
pub mod selling;
#[cfg(test)]
mod walk;
pub mod way;

pub use catalogue::Catalogue;
pub use deed::{Deed, SaleRefusal};
pub use engine::{Move, ScriptRefusal, Stepped, identified, open, step};
pub use field::{FieldKind, FieldProblem};
pub use library::Library;
pub use pack::{Check, Choose, Field, Kind, Notice, Pause, Reason, Relation, Script, Step, Texts};
pub use sale_words::SaleFacts;
pub use say::{Facts, said};
pub use way::{Place, missing, paths, progress};
