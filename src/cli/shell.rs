//! What every sub-command has at hand: the data directory, the configuration, words in the user's language.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use super::place;
use crate::{
    config::{self, Installed, Mistake},
    domain::Language,
    hub::{Hub, shell::Clock},
    i18n::{Arg, Messages},
    proto::{Command, Query, QueryAnswer, Reply},
    script::Library,
    server::socket::{Ask, Desk, Here, Response, There, group_of},
    store::{MemoryStore, RedbStore, Store, StoreError},
};

/// Why a sub-command failed, in words for the shell.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The words.
    pub(super) words: String,
    /// What a program sees.
    pub(super) code: Code,
}

/// Exit codes. 0 is well; 2, called wrongly, is the command line parser's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// It failed.
    Failed = 1,
    /// No desk runs on the data directory.
    NoDesk = 3,
    /// The database can't be used: locked, damaged, newer, disk full.
    Data = 4,
}

impl From<String> for Failure {
    fn from(words: String) -> Failure {
        Failure { words, code: Code::Failed }
    }
}

impl From<Failure> for ExitCode {
    fn from(failure: Failure) -> ExitCode {
        ExitCode::from(failure.code as u8)
    }
}

/// One line of output.
#[allow(clippy::print_stdout, reason = "the shell's output")]
pub(super) fn say(line: &str) {
    use std::io::Write;
    // A reader that has seen enough closes the pipe: that is no mistake.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// See the module.
pub(crate) struct Shell {
    /// Where all data of this run is.
    pub(super) data: PathBuf,
    /// The configuration, keymap and scripts in force.
    pub(super) installed: Installed,
    /// The user's language.
    pub(super) language: Language,
    /// Words.
    pub(super) messages: Arc<Messages>,
}

impl Shell {
    /// Reads the configuration.
    pub(super) fn new(data: Option<PathBuf>, config: Option<&Path>) -> Result<Shell, Failure> {
        let messages = Messages::new();
        let language = config::language();
        let say = |key: &str, args: &[(&str, Arg<'_>)]| Failure::from(messages.tr(language, key, args));
        let installed = config::read(config).map_err(|unusable| match unusable {
            config::Unusable::Unreadable(file, error) => {
                let (file, error) = (file.display().to_string(), messages.system(language, &error));
                say("shell-config-unreadable", &[("file", file.as_str().into()), ("detail", error.as_str().into())])
            }
            config::Unusable::Wrong(mistakes) => rendered(&messages, language, &mistakes).join("\n").into(),
        })?;
        let data = config::data(data, &installed.choices).ok_or_else(|| say("shell-no-home", &[]))?;
        let language = installed.choices.language.unwrap_or(language);
        Ok(Shell { data, installed, language, messages: Arc::new(messages) })
    }

    /// Words in the user's language.
    pub(super) fn tr(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.messages.tr(self.language, key, args)
    }

    /// A failure in words.
    pub(super) fn failure(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Failure {
        self.tr(key, args).into()
    }

    /// Each mistake with the lines that it is about.
    pub(super) fn rendered(&self, mistakes: &[Mistake]) -> Vec<String> {
        rendered(&self.messages, self.language, mistakes)
    }

    /// Says each mistake, where there are some; the failure counts them.
    pub(super) fn checked(&self, mistakes: &[Mistake]) -> Result<(), Failure> {
        self.rendered(mistakes).iter().for_each(|mistake| say(mistake));
        match mistakes.len() {
            0 => Ok(()),
            count => Err(self.failure("check-bad", &[("count", count.into())])),
        }
    }

    /// A store's failure in words. A lock that a desk holds names the desk.
    pub(super) fn store_failure(&self, error: &StoreError) -> Failure {
        if matches!(error, StoreError::Denied(_)) && group_of(&self.data).is_some() {
            // It is its owner's to start.
            return Failure { words: self.tr("shell-no-desk-here", &[]), code: Code::NoDesk };
        }
        let key = match error {
            StoreError::Locked if There::connect(&self.data).is_ok() => "shell-running",
            error => error.message(),
        };
        let detail = self.messages.system_text(self.language, &error.detail());
        let detail = match error {
            StoreError::Denied(_) => format!("{}: {detail}", place::nearest(&self.database()).display()),
            _ => detail,
        };
        Failure { words: self.tr(key, &[("detail", detail.as_str().into())]), code: Code::Data }
    }

    /// The system's words for what failed, in the user's language where they are among the usual ones.
    pub(super) fn io_words(&self, error: &io::Error) -> String {
        self.messages.system(self.language, error)
    }

    /// A failure of the system in words.
    pub(super) fn io_failure(&self, error: &io::Error) -> Failure {
        self.io_words(error).into()
    }

    /// The terminal that failed, in words.
    pub(super) fn terminal_failure(&self, error: &io::Error) -> Failure {
        self.failure("terminal-failed", &[("detail", self.io_words(error).as_str().into())])
    }

    /// A failure of the system in words, with the file that it is about.
    pub(super) fn file_failure(&self, file: &Path, error: &io::Error) -> Failure {
        let words = match error.kind() {
            io::ErrorKind::InvalidData => self.tr("io-not-utf8", &[]),
            _ => self.io_words(error),
        };
        format!("{}: {words}", file.display()).into()
    }

    /// The database's file.
    pub(super) fn database(&self) -> PathBuf {
        self.data.join("opcl.redb")
    }

    /// Whether there is a database; a place that can't be looked at is a failure.
    pub(super) fn has_database(&self) -> Result<bool, Failure> {
        self.database().try_exists().map_err(|error| self.store_failure(&error.into()))
    }

    /// A data directory that can't be written is a failure.
    pub(super) fn writable(&self) -> Result<(), Failure> {
        place::writable(&self.data).map_err(|error| self.store_failure(&error.into()))
    }

    /// The desk that runs on the data directory, if one does; one that this user may not come near is a failure.
    pub(super) fn there(&self) -> Result<Option<There>, Failure> {
        match There::connect(&self.data) {
            Ok(there) => Ok(Some(there)),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => match group_of(&self.data) {
                Some(group) => {
                    let data = self.data.display().to_string();
                    let args = [("data", data.as_str().into()), ("group", group.as_str().into())];
                    Err(Failure { words: self.tr("shell-kept-out", &args), code: Code::Data })
                }
                // What is in the way, opening the database will tell.
                None => Ok(None),
            },
            Err(_) => Ok(None),
        }
    }

    /// Whether nothing is there to ask: no desk, and no database.
    pub(super) fn is_new(&self) -> Result<bool, Failure> {
        Ok(self.there()?.is_none() && !self.has_database()?)
    }

    /// A hub over the database of the data directory.
    pub(super) fn hub(&self) -> Result<Arc<Hub>, Failure> {
        let store = RedbStore::open(&self.database()).map_err(|error| self.store_failure(&error))?;
        self.hub_over(Arc::new(store))
    }

    fn hub_over(&self, store: Arc<dyn Store>) -> Result<Arc<Hub>, Failure> {
        // Ids must differ from run to run: the clock seeds their generator.
        let seed = Clock::new().now().utc.0.unsigned_abs();
        let settings = config::hub(&self.installed, seed);
        let library = Arc::new(self.installed.library.clone());
        Ok(Arc::new(Hub::start(store, library, settings).map_err(|error| self.store_failure(&error))?))
    }

    /// Asks the desk that runs on the data directory, or a hub of its own.
    pub(super) fn with_desk<T>(&self, work: impl FnOnce(&mut dyn Desk) -> Result<T, Failure>) -> Result<T, Failure> {
        match self.there()? {
            Some(mut there) => work(&mut there),
            None => self.with_hub(&*self.hub()?, work),
        }
    }

    fn with_hub<T>(&self, hub: &Hub, work: impl FnOnce(&mut dyn Desk) -> Result<T, Failure>) -> Result<T, Failure> {
        let done = work(&mut Here::new(hub));
        // Whatever was answered over a damaged database is half of it.
        hub.store().failure().map_or(done, |error| Err(self.store_failure(&error)))
    }

    /// The same, for what changes nothing: where no database is yet, none is made.
    pub(super) fn with_desk_to_ask<T>(
        &self,
        work: impl FnOnce(&mut dyn Desk) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        if self.is_new()? {
            return self.with_hub(&*self.hub_over(Arc::new(MemoryStore::new()))?, work);
        }
        self.with_desk(work)
    }

    /// A command whose refusal is a failure.
    pub(super) fn order(&self, desk: &mut dyn Desk, command: Command) -> Result<Reply, Failure> {
        desk.send(Ask::Command(command)).map_err(|error| self.io_failure(&error))?;
        self.reply(desk)
    }

    /// The reply to a command sent before; a refusal is a failure.
    pub(super) fn reply(&self, desk: &mut dyn Desk) -> Result<Reply, Failure> {
        match desk.receive().map_err(|error| self.io_failure(&error))? {
            Response::Reply(Ok(reply)) => Ok(reply),
            other => Err(self.unanswered(&other)),
        }
    }

    /// A question whose refusal is a failure.
    pub(super) fn query(&self, desk: &mut dyn Desk, query: Query) -> Result<QueryAnswer, Failure> {
        match desk.ask(Ask::Query(query)).map_err(|error| self.io_failure(&error))? {
            Response::Answer(answer) => Ok(answer),
            other => Err(self.unanswered(&other)),
        }
    }

    /// By what the floor works, whatever lies in the folders of who asks.
    pub(super) fn in_force(&self, desk: &mut dyn Desk) -> Result<Library, Failure> {
        let QueryAnswer::InForce(files) = self.query(desk, Query::InForce)? else {
            return Err(self.failure("shell-other-version", &[]));
        };
        let files: Vec<(&str, &str)> = files.iter().map(|file| (file.name.as_str(), file.text.as_str())).collect();
        Ok(Library::with_published(&files))
    }

    /// What was said in place of an answer, in words.
    pub(super) fn unanswered(&self, said: &Response) -> Failure {
        match said {
            Response::Reply(Err(refusal)) => self.failure(refusal.message(), &[("detail", refusal.detail().into())]),
            Response::Stranger(user) => self.failure("shell-stranger", &[("user", user.as_str().into())]),
            Response::Reply(Ok(_))
            | Response::Answer(_)
            | Response::Attached
            | Response::New
            | Response::OtherVersion(_) => self.failure("shell-other-version", &[]),
        }
    }
}

fn rendered(messages: &Messages, language: Language, mistakes: &[Mistake]) -> Vec<String> {
    let word = messages.tr(language, "problem-level", &[]);
    let render = |mistake: &Mistake| {
        let words = messages.problem(language, &mistake.problem);
        mistake.problem.render_as(&word, &mistake.source, &words)
    };
    mistakes.iter().map(render).collect()
}
