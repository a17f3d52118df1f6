//! The log: a file a day in the data directory, the last seven kept. It names commands, refusals and ids, and nothing
//! that a person said or typed.

use std::path::Path;

use tracing_appender::{
    non_blocking::WorkerGuard,
    rolling::{Builder, Rotation},
};

/// Days kept.
const DAYS: usize = 7;

/// Begins; what is logged is written until the guard is dropped. A log that can't be written is not worth a call.
pub(super) fn begin(data: &Path, level: tracing::level_filters::LevelFilter) -> Option<WorkerGuard> {
    // The appender complains on the terminal of a directory that is not there.
    let folder = data.join("log");
    std::fs::create_dir_all(&folder).ok()?;
    // It tells who works when: the owner's alone, whoever may pass through to the socket.
    std::fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o700)).ok()?;
    let rolling = Builder::new().rotation(Rotation::DAILY).filename_prefix("opcl").filename_suffix("log");
    let file = rolling.max_log_files(DAYS).build(folder).ok()?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    let log = tracing_subscriber::fmt().with_writer(writer).with_ansi(false).with_max_level(level).finish();
    tracing::subscriber::set_global_default(log).ok()?;
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // Where, not what: the words may hold what was typed.
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
        before(panic);
    }));
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "start");
    Some(guard)
}
