//! Pure engine: call scripts as a state machine, and the packs that ship with them (lines, results, reasons, pauses, objections, cases,
//! the catalogue, articles).
//! Knows no screen, no hub, no file system.

pub mod article;
pub mod asked;
pub mod cases;
pub mod catalogue;
mod chance;
mod check;
mod circles;
mod compared;
pub mod condition;
pub mod deed;
pub mod differences;
pub mod does;
pub mod drawing;
mod editions;
pub mod engine;
pub mod field;
mod field_file;
mod functions;
pub mod interview;
pub mod library;
mod lists;
mod moments;
mod objections;
pub mod pack;
mod queues;
mod quota_file;
mod read;
mod read_back;
pub mod sale_words;
pub mod say;
pub mod schema;
mod script_file;
pub mod selling;
mod spelling;
pub mod steps;
pub mod summary;
pub mod value_labels;
#[cfg(test)]
mod walk;
pub mod way;

pub use article::Article;
pub use cases::Cases;
pub use catalogue::Catalogue;
pub use condition::Condition;
pub use deed::{SaleDeed, SaleRefusal};
pub use does::{Does, PassTo, Sends};
pub use engine::{Move, ScriptRefusal, Stepped, identified, open, step};
pub use field::{FieldKind, FieldProblem};
pub use interview::Quota;
pub use library::Library;
pub use objections::Objection;
pub use pack::{Check, Choose, Field, Kind, Notice, Pause, Reason, Relation, Script, Step, Texts};
pub use sale_words::SaleFacts;
pub use say::{Facts, answered, rendered, said};
pub use spelling::grouped;
pub use way::{Place, missing, paths, progress};
