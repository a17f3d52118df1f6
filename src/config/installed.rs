//! What counts on this host: the choices, the keymap and the scripts, one's own over what ships. A broken file of
//! one's own never stops an agent: it is left out, and what ships counts in its place; of scripts and lists, what was
//! published.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::settings_file::{self, Choices, Preset};
use crate::{
    hub::folder::files,
    keymap::{self, Keymap},
    script::Library,
    text::problem::Problem,
};

/// A mistake with the text of the file that it is in.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// Where and what.
    pub problem: Problem,
    /// The whole file.
    pub source: String,
}

/// Everything that may be chosen or overridden, read.
#[derive(Clone, Debug)]
pub struct Installed {
    /// `config.toml`.
    pub choices: Choices,
    /// The keymap in force.
    pub keymap: Keymap,
    /// Scripts, results, lines, as they lie in the folders.
    pub library: Library,
    /// Where scripts and lists of one's own lie, those that count most last.
    pub folders: Vec<PathBuf>,
    /// Of `config.toml`.
    pub config_mistakes: Vec<Mistake>,
    /// Of keymaps.
    pub keymap_mistakes: Vec<Mistake>,
    /// Of scripts.
    pub script_mistakes: Vec<Mistake>,
}

impl Installed {
    /// Files that are left out, by name.
    pub fn left_out(&self) -> Vec<String> {
        let all = self.config_mistakes.iter().chain(&self.keymap_mistakes).chain(&self.script_mistakes);
        let mut files: Vec<String> = all.map(|mistake| mistake.problem.file.to_string()).collect();
        files.sort();
        files.dedup();
        files
    }
}

/// Why what was named on the command line can't be used.
#[derive(Debug)]
pub enum Unusable {
    /// It can't be read.
    Unreadable(PathBuf, io::Error),
    /// It has mistakes.
    Wrong(Vec<Mistake>),
}

/// Reads the configuration directories, the user's over the host's, or only the file given with `keymaps` and `scripts`
/// beside it. Only a file that was given has to be there and right.
pub fn read(given: Option<&Path>) -> Result<Installed, Unusable> {
    match given {
        Some(file) => layered(&[file.parent().map(Path::to_owned).unwrap_or_default()], Some(file)),
        None => layered(&super::folders(), None),
    }
}

/// The same, of these directories, the one that counts most last.
fn layered(folders: &[PathBuf], given: Option<&Path>) -> Result<Installed, Unusable> {
    let in_folders = || folders.iter().map(|folder| folder.join("config.toml")).collect();
    let (mut choices, mut config_mistakes) = (Choices::default(), Vec::new());
    for file in given.map_or_else(in_folders, |file| vec![file.to_owned()]) {
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if given.is_some() => return Err(Unusable::Unreadable(file, error)),
            Err(_) => continue,
        };
        let name = file.display().to_string();
        let (chosen, problems) = settings_file::read(&name, &text, &choices);
        choices = chosen;
        config_mistakes.extend(with_sources(problems, &[(name, text)]));
    }
    if given.is_some() && !config_mistakes.is_empty() {
        return Err(Unusable::Wrong(config_mistakes));
    }
    let own = |kind: &str| folders.iter().flat_map(|folder| files(&folder.join(kind))).collect::<Vec<_>>();
    let (keymap, keymap_mistakes) = keymap(choices.keymap, &own("keymaps"));
    let scripts = own("scripts");
    let folders = folders.iter().map(|folder| folder.join("scripts")).collect();
    let (library, problems) = Library::with(&borrowed(&scripts));
    let script_mistakes = with_sources(problems, &scripts);
    Ok(Installed { choices, keymap, library, folders, config_mistakes, keymap_mistakes, script_mistakes })
}

/// One's own layers over a preset.
pub fn keymap(preset: Preset, own: &[(String, String)]) -> (Keymap, Vec<Mistake>) {
    let mut layers = vec![keymap::DEFAULT];
    match preset {
        Preset::Default => {}
        Preset::FunctionKeys => layers.push(keymap::FUNCTION_KEYS),
        Preset::Vim => layers.push(keymap::VIM),
    }
    layers.extend(borrowed(own));
    let (keymap, problems) = Keymap::from_layers(&layers);
    (keymap, with_sources(problems, own))
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// Mistakes of files (name, text), each with its text.
pub(crate) fn with_sources(problems: Vec<Problem>, sources: &[(String, String)]) -> Vec<Mistake> {
    let source = |problem: &Problem| {
        let of = sources.iter().find(|(name, _)| problem.file.as_str() == name);
        of.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    problems.into_iter().map(|problem| Mistake { source: source(&problem), problem }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn ones_own_lies_over_what_ships_and_broken_files_are_left_out() {
        let folder = folder(&[
            ("config.toml", "keymap = \"function-keys\"\n"),
            ("keymaps/a.toml", "[global]\n\"F6\" = \"note\"\n"),
            ("keymaps/b.toml", "[global]\n\"F7\" = \"nothing-of-that-name\"\n"),
            ("scripts/house.toml", "name = \"house\"\n"),
        ]);
        let installed = read(Some(&folder.path().join("config.toml"))).unwrap();
        let keys = |action| installed.keymap.label_of(action, &[keymap::Context::Queue]).unwrap_or_default();
        assert_eq!(keys(crate::keymap::Action::Cancel), "Esc");
        assert!(installed.keymap_mistakes.iter().all(|mistake| mistake.problem.file.ends_with("b.toml")));
        assert!(installed.library.script("incoming-information").is_some());
        let left_out = installed.left_out();
        assert_eq!(left_out.len(), 2, "{left_out:?}");
        assert!(installed.keymap_mistakes[0].source.contains("nothing-of-that-name"));
    }

    #[test]
    fn the_users_own_choices_lie_over_the_hosts() {
        let host = folder(&[
            ("config.toml", "data = \"/srv/desk\"\ngroup = \"floor\"\nregion = \"NL\"\n"),
            ("scripts/house.toml", "name = \"house\"\n"),
        ]);
        let mine = folder(&[("config.toml", "region = \"FR\"\n")]);
        let read = |mine: &tempfile::TempDir| layered(&[host.path().to_owned(), mine.path().to_owned()], None).unwrap();
        let both = read(&mine);
        assert_eq!(both.choices.data.as_deref(), Some(Path::new("/srv/desk")));
        assert_eq!((both.choices.group.as_str(), both.choices.region.as_str()), ("floor", "FR"));
        assert!(both.left_out()[0].ends_with("scripts/house.toml"), "{:?}", both.left_out());
        // A mistake of one's own leaves the host's choices.
        let wrong = read(&folder(&[("config.toml", "region = \"FR\"\ndata = \"here\"\n")]));
        assert_eq!(wrong.choices.region, "NL");
        assert_eq!(wrong.config_mistakes[0].problem.code, "problem-config-data");
    }

    #[test]
    fn what_was_given_has_to_be_there_and_right() {
        let folder = folder(&[("config.toml", "keymap = 1\n")]);
        assert!(matches!(read(Some(&folder.path().join("config.toml"))), Err(Unusable::Wrong(_))));
        assert!(matches!(read(Some(&folder.path().join("none.toml"))), Err(Unusable::Unreadable(..))));
    }
}
