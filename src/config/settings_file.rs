//! `config.toml`: what an installation or a person chooses. Every mistake comes back with its place.

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::asterisk::{Asterisk, Password};
use crate::{
    domain::{Language, phone},
    gateway::asterisk::{INSIDE, Sounds},
    text::{nearest::nearest, problem::Problem},
};

/// A keymap that ships.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// `default`.
    #[default]
    Default,
    /// `function-keys`: the habits of 5250 and 3270 terminals.
    FunctionKeys,
    /// `vim`: the habits of vim and of pagers.
    Vim,
}

impl Preset {
    /// Presets by their names.
    pub const ALL: [(&'static str, Preset); 3] =
        [("default", Preset::Default), ("function-keys", Preset::FunctionKeys), ("vim", Preset::Vim)];
}

/// What may be chosen; what is not, is as it ships.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Language of the shell and of new agents' screens.
    pub language: Option<Language>,
    /// The keymap under one's own.
    pub keymap: Preset,
    /// In fields of digits the unshifted row of an AZERTY keyboard types 1 to 0.
    pub azerty_digits: bool,
    /// Region (ISO 3166) of numbers without a country code.
    pub region: String,
    /// A call of a number whose last contact ended less than so many minutes ago may go on with it.
    pub resumable_minutes: u32,
    /// The floor's time zone (IANA); none: the host's.
    pub zone: Option<String>,
    /// The data directory; none: the user's own.
    pub data: Option<PathBuf>,
    /// Group on the host whose users may come to the desk's socket.
    pub group: String,
    /// How much the log tells.
    pub log: tracing::level_filters::LevelFilter,
    /// The telephone system that drives the calls; none: calls are announced, or logged by hand.
    pub asterisk: Option<Asterisk>,
}

impl Default for Choices {
    fn default() -> Choices {
        Choices {
            language: None,
            keymap: Preset::Default,
            azerty_digits: true,
            region: "BE".to_owned(),
            resumable_minutes: 30,
            zone: None,
            data: None,
            group: "opcl".to_owned(),
            log: tracing::level_filters::LevelFilter::INFO,
            asterisk: None,
        }
    }
}

/// Names of what may be chosen.
const KEYS: [&str; 10] =
    ["language", "keymap", "azerty_digits", "region", "resumable_minutes", "zone", "data", "group", "log", "asterisk"];

/// The same of `[asterisk]`.
const ASTERISK: [&str; 14] = [
    "address",
    "certificate",
    "user",
    "password",
    "password_file",
    "application",
    "dial",
    "say_first",
    "say_place",
    "say_closed",
    "say_estimate",
    "say_callback",
    "say_goodbye",
    "say_recorded",
];

/// An address that begins so is spoken to by TLS.
const TLS: &str = "https://";

/// Reads a file over what was chosen before. One with a mistake is left out whole.
pub fn read(file: &str, source: &str, before: &Choices) -> (Choices, Vec<Problem>) {
    let mut reader = Reader { file, source, problems: Vec::new() };
    let mut choices = before.clone();
    let (document, errors) = DeTable::parse_recoverable(source);
    for error in errors {
        reader.wrong(error.span().unwrap_or(0..0), "problem-toml", &[("detail", error.message())]);
    }
    for (name, value) in document.get_ref() {
        reader.key(name, value, &mut choices);
    }
    reader.problems.sort_by_key(|problem| problem.span.start);
    let choices = if reader.problems.is_empty() { choices } else { before.clone() };
    (choices, reader.problems)
}

struct Reader<'a> {
    file: &'a str,
    source: &'a str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn wrong(&mut self, span: Range<usize>, code: &'static str, args: &[(&'static str, &str)]) {
        let problem = Problem::new(self.file, self.source, span, code);
        self.problems.push(args.iter().fold(problem, |problem, (name, value)| problem.with(name, value)));
    }

    fn key(&mut self, name: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>, choices: &mut Choices) {
        let languages: Vec<(&str, Language)> = Language::ALL.into_iter().map(|l| (l.code(), l)).collect();
        match name.get_ref().as_ref() {
            "language" => choices.language = self.one_of(value, &languages),
            "keymap" => choices.keymap = self.one_of(value, &Preset::ALL).unwrap_or_default(),
            "azerty_digits" => match value.get_ref().as_bool() {
                Some(flag) => choices.azerty_digits = flag,
                None => self.wrong(value.span(), "problem-content-flag", &[("key", name.get_ref())]),
            },
            "region" => match value.get_ref().as_str().filter(|region| phone::has_numbers(region)) {
                Some(region) => choices.region = region.to_owned(),
                None => self.wrong(value.span(), "problem-config-region", &[]),
            },
            "resumable_minutes" => {
                let written = value.get_ref().as_integer();
                let minutes = written.and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok());
                match minutes.filter(|minutes| *minutes <= 100_000) {
                    Some(minutes) => choices.resumable_minutes = minutes,
                    None => self.wrong(value.span(), "problem-content-number", &[("key", name.get_ref())]),
                }
            }
            "zone" => match value.get_ref().as_str().filter(|zone| jiff::tz::TimeZone::get(zone).is_ok()) {
                Some(zone) => choices.zone = Some(zone.to_owned()),
                None => self.wrong(value.span(), "problem-config-zone", &[]),
            },
            "data" => match value.get_ref().as_str().map(Path::new).filter(|data| data.is_absolute()) {
                Some(data) => choices.data = Some(data.to_owned()),
                None => self.wrong(value.span(), "problem-config-data", &[]),
            },
            "group" => match value.get_ref().as_str().filter(|group| !group.is_empty()) {
                Some(group) => choices.group = group.to_owned(),
                None => self.wrong(value.span(), "problem-config-group", &[]),
            },
            "log" => {
                use tracing::level_filters::LevelFilter as L;
                let levels =
                    [("off", L::OFF), ("error", L::ERROR), ("warn", L::WARN), ("info", L::INFO), ("debug", L::DEBUG)];
                choices.log = self.one_of(value, &levels).unwrap_or(choices.log);
            }
            "asterisk" => choices.asterisk = self.asterisk(value),
            unknown => self.unknown(name.span(), unknown, &KEYS),
        }
    }

    fn unknown(&mut self, span: Range<usize>, unknown: &str, known: &[&str]) {
        match nearest(unknown, known.iter().copied()) {
            Some(near) => self.wrong(span, "problem-content-key-near", &[("key", unknown), ("near", near)]),
            None => {
                let known = known.join(", ");
                self.wrong(span, "problem-content-key", &[("key", unknown), ("known", &known)]);
            }
        }
    }

    /// Address, user and password have to be there; the application is `opcl` where it is not given.
    fn asterisk(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Asterisk> {
        let table = value.get_ref().as_table();
        let names = table.into_iter().flatten().map(|(name, _)| name);
        let strange: Vec<_> = names.filter(|name| !ASTERISK.contains(&name.get_ref().as_ref())).collect();
        if !strange.is_empty() {
            // It may be the one that is missing.
            strange.into_iter().for_each(|name| self.unknown(name.span(), name.get_ref(), &ASTERISK));
            return None;
        }
        let text = |key: &str| table.and_then(|table| table.get(key)?.get_ref().as_str()).map(str::to_owned);
        // Parts of addresses of the web, and nothing else.
        let plain =
            |name: &String| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        let written = text("address");
        let tls = written.as_ref().is_some_and(|address| address.starts_with(TLS));
        let certificate = text("certificate").map(PathBuf::from);
        // What tells who somebody is counts where that is asked.
        let named = certificate.as_ref().is_none_or(|file| file.is_absolute() && tls);
        let address = written
            .map(|address| address.strip_prefix(TLS).map_or(address.clone(), str::to_owned))
            .filter(|address| address.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()));
        let file = text("password_file").map(PathBuf::from).filter(|file| file.is_absolute());
        let password = text("password").map(Password::Given).or(file.map(Password::In));
        let application = text("application").unwrap_or_else(|| "opcl".to_owned());
        let way_out = text("dial").unwrap_or_else(|| INSIDE.to_owned());
        let mut sounds = Sounds::default();
        for (key, media) in [
            ("say_first", &mut sounds.first),
            ("say_place", &mut sounds.place),
            ("say_closed", &mut sounds.closed),
            ("say_estimate", &mut sounds.estimate),
            ("say_callback", &mut sounds.callback),
            ("say_goodbye", &mut sounds.goodbye),
            ("say_recorded", &mut sounds.recorded),
        ] {
            if let Some(chosen) = text(key) {
                *media = chosen;
            }
        }
        match (address, text("user"), password) {
            (Some(address), Some(user), Some(password))
                if plain(&application) && way_out.contains("{number}") && named =>
            {
                Some(Asterisk { address, tls, certificate, user, password, application, way_out, sounds })
            }
            _ => {
                self.wrong(value.span(), "problem-config-asterisk", &[]);
                None
            }
        }
    }

    fn one_of<T: Copy>(&mut self, value: &Spanned<DeValue<'_>>, known: &[(&str, T)]) -> Option<T> {
        // What is no text is quoted as it stands in the file.
        let source = || self.source.get(value.span()).unwrap_or_default();
        let written = value.get_ref().as_str().unwrap_or_else(source);
        let found = known.iter().find(|(name, _)| *name == written).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            self.wrong(value.span(), "problem-content-value", &[("name", written), ("known", &names.join(", "))]);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(source: &str) -> (Choices, Vec<Problem>) {
        read("config.toml", source, &Choices::default())
    }

    #[test]
    fn all_mistakes_at_once_and_then_nothing_counts() {
        let source = "keymap = \"function-keys\"\nlangage = \"fr\"\nlanguage = \"it\"\nregion = \"Belgium\"\n\
                      resumable_minutes = -1\nzone = \"Europe/Gent\"\nlog = \"debug\"\nazerty_digits = 1\n";
        let (choices, problems) = chosen(source);
        assert_eq!(choices, Choices::default());
        let places: Vec<(usize, &str)> = problems.iter().map(|p| (p.line, p.code.as_ref())).collect();
        let expected = [
            (2, "problem-content-key-near"),
            (3, "problem-content-value"),
            (4, "problem-config-region"),
            (5, "problem-content-number"),
            (6, "problem-config-zone"),
            (8, "problem-content-flag"),
        ];
        assert_eq!(places, expected);
        assert_eq!(chosen("").0, Choices::default());
        let (choices, problems) = chosen("keymap = \"function-keys\"\nlog = \"debug\"\nregion = \"FR\"\n");
        assert_eq!((choices.keymap, choices.region.as_str()), (Preset::FunctionKeys, "FR"));
        assert_eq!((choices.log, problems.len()), (tracing::level_filters::LevelFilter::DEBUG, 0));
    }

    #[test]
    fn a_telephone_system_has_an_address_a_user_and_a_password() {
        let whole = "[asterisk]\naddress = \"127.0.0.1:8088\"\nuser = \"desk\"\npassword_file = \"/etc/opcl/ari\"\n";
        let asterisk = chosen(whole).0.asterisk.unwrap();
        assert_eq!(
            (asterisk.application.as_str(), &asterisk.password),
            ("opcl", &Password::In("/etc/opcl/ari".into()))
        );
        let given = whole.replace("password_file = \"/etc/opcl/ari\"", "password = \"s3cret\"");
        let (choices, problems) = chosen(&given);
        assert!(problems.is_empty() && !format!("{choices:?}").contains("s3cret"));
        let by_tls = whole.replace("127.0", "https://127.0") + "certificate = \"/etc/opcl/pbx.pem\"\n";
        let asterisk = chosen(&by_tls).0.asterisk.unwrap();
        assert!(asterisk.tls && asterisk.address == "127.0.0.1:8088" && asterisk.certificate.is_some());
        for (wrong, code) in [
            (by_tls.replace("https://", ""), "problem-config-asterisk"),
            (whole.replace(":8088", ""), "problem-config-asterisk"),
            (whole.replace("user =", "users ="), "problem-content-key-near"),
            (whole.replace("/etc/opcl/ari", "ari"), "problem-config-asterisk"),
            ("asterisk = 1\n".to_owned(), "problem-config-asterisk"),
        ] {
            let (choices, problems) = chosen(&wrong);
            assert_eq!((choices.asterisk, problems.first().map(|p| p.code.as_ref())), (None, Some(code)), "{wrong}");
        }
    }

    #[test]
    fn what_is_written_is_quoted_whatever_it_is() {
        for (source, quoted) in [("log = 5", "5"), ("log = \"loud\"", "loud"), ("language = [ 1,\n2 ]", "[ 1, 2 ]")] {
            let (_, problems) = chosen(source);
            assert_eq!(problems[0].arg("name"), Some(quoted), "{source}");
        }
    }
}
