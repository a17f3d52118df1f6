//! `opcl` and `opcl demo`: the console itself.

use std::{path::Path, sync::Arc};

use super::{Failure, hub, order, say, tr};
use crate::{
    config,
    domain::Language,
    hub::Hub,
    i18n::Messages,
    keymap::Keymap,
    proto::Command,
    server::socket::{self, Here},
    session::{Session, local},
    sim,
    term::tty,
    text::Clean,
    ui::Shared,
};

/// Contacts of the demonstration.
const PEOPLE: u32 = 500;

/// The real desk.
pub(super) fn open(data: &Path) -> Result<(), Failure> {
    let first = !data.join("opcl.redb").exists();
    let hub = hub(data)?;
    socket::listen(&hub, data)?;
    let (name, language) = if first { welcome()? } else { (config::login(), config::language()) };
    sit_down(&hub, &config::login(), &name, language, false)
}

/// A living desk on a throw-away directory.
pub(super) fn demo(seed: u64) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("opcl-demo-{}", std::process::id()));
    let hub = hub(&folder)?;
    let people = sim::people::people(seed, PEOPLE);
    for chunk in people.chunks(250) {
        order(&mut Here(&hub), Command::Import { rows: chunk.to_vec(), region: Clean::line("BE") })?;
    }
    socket::listen(&hub, &folder)?;
    sim::line::start(&hub, people, seed);
    let end = sit_down(&hub, "agent1", "Alex", config::language(), true);
    drop(hub);
    // The data is throw-away: what can't be removed is the system's to clean up.
    let _ = std::fs::remove_dir_all(&folder);
    end
}

/// The first start asks for language and name.
fn welcome() -> Result<(String, Language), Failure> {
    let languages: Vec<String> =
        Language::ALL.iter().map(|language| format!("{} {}", language.code(), language.native())).collect();
    say(&languages.join("  ·  "));
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let language = Language::from_code(line.trim()).unwrap_or_else(config::language);
    let messages = Messages::new();
    say(&messages.tr(language, "welcome-name", &[]));
    let mut name = String::new();
    std::io::stdin().read_line(&mut name)?;
    say(&messages.tr(language, "welcome-import", &[]));
    let name = name.trim();
    Ok((if name.is_empty() { config::login() } else { name.to_owned() }, language))
}

fn sit_down(hub: &Arc<Hub>, login: &str, name: &str, language: Language, practice: bool) -> Result<(), Failure> {
    let shared = Shared {
        library: hub.library(),
        messages: Arc::new(Messages::new()),
        keymap: Arc::new(Keymap::shipped()),
        zone: config::zone(),
        practice,
        azerty_digits: true,
    };
    let terminal = tty::describe();
    let who = (Clean::short(login, 40), Clean::short(name, 80), language);
    local::run(hub, |now| Session::open(shared, &terminal, who, now))
        .map_err(|error| Failure(tr("terminal-failed", &[("detail", error.to_string().as_str().into())])))
}
