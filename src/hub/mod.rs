//! The one shared owner of the floor: decides, commits, tells everyone; routes. [`core::Core`] is a state machine
//! without I/O; [`shell`] gives it threads, a clock and the store. Knows no screen and no terminal.

pub mod core;
pub mod decide;
pub mod deciding;
mod drafts;
pub mod editions;
pub mod floor;
pub mod folder;
pub mod ids;
pub mod loaded;
pub mod lookup;
pub mod mailbox;
pub mod query;
pub mod roles;
pub mod routing;
pub mod settings;
pub mod shell;

pub use core::{Core, Input, Output};
pub use mailbox::Mailbox;
pub use settings::Settings;
pub use shell::{Hub, Link};
