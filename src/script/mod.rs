//! Pure engine: call scripts as a state machine, and the packs that ship with them (lines, results, reasons, pauses, cases).
//! Knows no screen, no hub, no file system.

pub mod cases;
mod check;
pub mod differences;
mod editions;
pub mod engine;
pub mod field;
pub mod library;
mod lists;
pub mod pack;
mod queues;
mod read;
pub mod say;
mod script_file;
#[cfg(test)]
mod walk;
pub mod way;

pub use cases::Cases;
pub use engine::{Move, ScriptRefusal, Stepped, identified, open, step};
pub use field::{FieldKind, FieldProblem};
pub use library::Library;
pub use pack::{Check, Choose, Field, Kind, Notice, Pause, Reason, Relation, Script, Step, Texts};
pub use say::{Facts, said};
pub use way::{Place, missing, paths, progress};
