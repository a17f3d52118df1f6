//! The texts that editions name: one record each, by its content, so that what did not change costs nothing anew.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Edition, Id, PackFile, ScriptText, ScriptVersion, Version};
use crate::text::Clean;

impl ScriptVersion {
    /// That of a text: the first 128 bits of its SHA-256.
    pub fn of(text: &str) -> ScriptVersion {
        let hash = Sha256::digest(text.as_bytes());
        let mut first = [0; 16];
        first.copy_from_slice(&hash[..16]);
        ScriptVersion(Id(u128::from_be_bytes(first)))
    }
}

/// One file of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedText {
    /// `results.toml`, `lines.toml` …; every other one is a script.
    pub name: Clean,
    /// Its text: a [`ScriptText`], which all editions share that have it.
    pub text: ScriptVersion,
}

/// Files as an edition names them, and their texts, none twice.
pub fn apart(files: &[PackFile]) -> (Vec<NamedText>, Vec<ScriptText>) {
    let mut texts: Vec<ScriptText> = Vec::new();
    let mut named = Vec::new();
    for PackFile { name, text } in files {
        let version = ScriptVersion::of(text);
        if texts.iter().all(|known| known.version != version) {
            texts.push(ScriptText { version, name: name.clone(), text: text.clone() });
        }
        named.push(NamedText { name: name.clone(), text: version });
    }
    (named, texts)
}

/// The texts that are stored, as records with their versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackTexts(BTreeMap<ScriptVersion, (Version, Arc<ScriptText>)>);

impl PackTexts {
    /// Takes one in.
    pub fn put(&mut self, version: Version, text: &Arc<ScriptText>) {
        self.0.insert(text.version, (version, Arc::clone(text)));
    }

    /// One of them.
    pub fn get(&self, text: ScriptVersion) -> Option<&(Version, Arc<ScriptText>)> {
        self.0.get(&text)
    }

    /// The names and texts of an edition's files. A text that is not there is left out.
    pub fn files<'a>(&'a self, edition: &'a Edition) -> Vec<(&'a str, &'a str)> {
        let text = |named: &'a NamedText| Some((named.name.as_str(), self.get(named.text)?.1.text.as_str()));
        edition.texts.iter().filter_map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EditionNumber, Utc};

    #[test]
    fn a_text_is_kept_once_and_found_under_each_name() {
        let file = |name: &str, text: &str| PackFile { name: Clean::line(name), text: text.to_owned() };
        let (named, texts) = apart(&[file("a.toml", "x"), file("b.toml", "y"), file("c.toml", "x")]);
        assert_eq!((named.len(), texts.len()), (3, 2));
        assert_eq!((named[0].text, named[2].text), (texts[0].version, ScriptVersion::of("x")));
        let mut all = PackTexts::default();
        texts.into_iter().map(Arc::new).for_each(|text| all.put(Version(1), &text));
        let edition = Edition::new(EditionNumber(1), named, None, Utc(1));
        assert_eq!(all.files(&edition), [("a.toml", "x"), ("b.toml", "y"), ("c.toml", "x")]);
        assert_eq!(PackTexts::default().files(&edition), []);
    }
}
