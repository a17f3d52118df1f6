//! Scripts, lines, results, reasons and pauses, read once and then immutable; published to every session.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use super::{
    article::{self, Article},
    cases::{self, Cases},
    catalogue::{self, Catalogue},
    does::Named,
    lists::{self, Desk},
    objections::{self, Objection},
    pack::{Notice, Pause, Reason, Relation, Script, Service, Texts},
    queues,
    script_file::{self, Rules},
};
use crate::{
    domain::{EditionNumber, Line, PackFile, Queue, ResultCode, ScriptVersion, figures::Thresholds},
    text::{Clean, problem::Problem},
};

/// The scripts that ship, by file name.
const SCRIPTS: &[(&str, &str)] = &[
    ("incoming-information.toml", include_str!("../../scripts/incoming-information.toml")),
    ("incoming-complaint.toml", include_str!("../../scripts/incoming-complaint.toml")),
    ("incoming-support.toml", include_str!("../../scripts/incoming-support.toml")),
    ("incoming-order.toml", include_str!("../../scripts/incoming-order.toml")),
    ("outgoing-call.toml", include_str!("../../scripts/outgoing-call.toml")),
    ("outgoing-appointment.toml", include_str!("../../scripts/outgoing-appointment.toml")),
    ("outgoing-event.toml", include_str!("../../scripts/outgoing-event.toml")),
    ("outgoing-prospecting.toml", include_str!("../../scripts/outgoing-prospecting.toml")),
    ("outgoing-telesales.toml", include_str!("../../scripts/outgoing-telesales.toml")),
    ("outgoing-poll.toml", include_str!("../../scripts/outgoing-poll.toml")),
    ("outgoing-survey.toml", include_str!("../../scripts/outgoing-survey.toml")),
];

const RESULTS: (&str, &str) = ("results.toml", include_str!("../../scripts/results.toml"));
const LINES: (&str, &str) = ("lines.toml", include_str!("../../scripts/lines.toml"));
const CATALOGUE: (&str, &str) = ("catalogue.toml", include_str!("../../scripts/catalogue.toml"));
const QUEUES: (&str, &str) = ("queues.toml", include_str!("../../scripts/queues.toml"));
const ARTICLES: (&str, &str) = ("articles.toml", include_str!("../../scripts/articles.toml"));
const DESK: (&str, &str) = ("desk.toml", include_str!("../../scripts/desk.toml"));
const CASES: (&str, &str) = ("cases.toml", include_str!("../../scripts/cases.toml"));

const OBJECTIONS: (&str, &str) = ("objections.toml", include_str!("../../scripts/objections.toml"));

/// What ships is a constant of the program: it is read once.
static SHIPPED: LazyLock<Library> = LazyLock::new(|| Library::read(&[], None, Rules::All).0);

/// A house that says nothing to everybody.
const NOTICES: (&str, &str) = ("notices.toml", "");

/// Everything that a floor works by.
#[derive(Clone, Debug)]
pub struct Library {
    /// Which was published.
    pub(super) number: EditionNumber,
    /// Those before that contacts under way still work by.
    pub(super) earlier: BTreeMap<EditionNumber, Arc<Library>>,
    /// The good ones of one's own.
    files: Vec<PackFile>,
    /// The lists in force, by name of their file.
    texts: BTreeMap<String, String>,
    scripts: BTreeMap<Clean, (ScriptVersion, String)>,
    pub(super) versions: BTreeMap<ScriptVersion, Arc<Script>>,
    pub(super) lists: Lists,
}

/// What is not a script.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    pub(super) results: Vec<ResultCode>,
    pub(super) lines: Vec<Line>,
    fallback: Line,
    pub(super) catalogue: Catalogue,
    pub(super) queues: Vec<Queue>,
    any_queue: Queue,
    pub(super) desk: Desk,
    pub(super) objections: Vec<Objection>,
    notices: Vec<Notice>,
    articles: Arc<[Article]>,
    pub(super) cases: Cases,
}

/// The files of a name among `own`, and what ships, which may be known already: the first that has no mistakes counts.
fn first_good<T>(
    (name, shipped): (&'static str, &str),
    own: &[(&str, &str)],
    (texts, problems): (&mut BTreeMap<String, String>, &mut Vec<Problem>),
    known: Option<T>,
    read: impl Fn((&str, &str)) -> Result<T, Vec<Problem>>,
) -> Option<T> {
    let own = own.iter().rev().filter(|(path, _)| file_name(path) == name);
    let shipped_is_read = known.is_none().then_some((name, shipped));
    for file in own.copied().chain(shipped_is_read) {
        match read(file) {
            Ok(good) => {
                texts.insert(name.to_owned(), file.1.to_owned());
                return Some(good);
            }
            Err(wrong) => problems.extend(wrong),
        }
    }
    known.inspect(|_| drop(texts.insert(name.to_owned(), shipped.to_owned())))
}

/// The articles of `articles.toml`, with those of further files; a file with a mistake is left out.
fn articles(
    own: &[(&str, &str)],
    (texts, problems): (&mut BTreeMap<String, String>, &mut Vec<Problem>),
    known: Option<&Library>,
    reasons: &[Reason],
) -> Arc<[Article]> {
    let known = known.map(|known| known.lists.articles.to_vec());
    let all =
        first_good(ARTICLES, own, (&mut *texts, &mut *problems), known, |file| article::articles(file, &[], reasons));
    let mut all = all.unwrap_or_default();
    let more: BTreeMap<&str, (&str, &str)> =
        own.iter().map(|file| (file_name(file.0), *file)).filter(|(name, _)| article::is_more(name)).collect();
    for (name, file) in more {
        match article::articles(file, &all, reasons) {
            Ok(good) => {
                texts.insert(name.to_owned(), file.1.to_owned());
                all.extend(good);
            }
            Err(wrong) => problems.extend(wrong),
        }
    }
    all.into()
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

impl Library {
    /// What ships. A test holds that it has no mistakes.
    pub fn shipped() -> Library {
        SHIPPED.clone()
    }

    /// What ships, with files of one's own over it (path, text): `catalogue.toml`, `results.toml`, `lines.toml`, `queues.toml`, `desk.toml`,
    /// `objections.toml`, `cases.toml`, `notices.toml`, `articles.toml` and more of these (`articles-….toml`); every other one is a script. A file with a mistake is left out, what ships counts in its place, and every mistake of every
    /// file comes back.
    pub fn with(own: &[(&str, &str)]) -> (Library, Vec<Problem>) {
        Library::read(own, Some(&SHIPPED), Rules::All)
    }

    /// The same, of files that were published: rules that came since leave none of them out.
    pub fn with_published(own: &[(&str, &str)]) -> Library {
        Library::read(own, Some(&SHIPPED), Rules::Published).0
    }

    /// What `known` has of what ships, and its scripts where the lists are the same, is not read again.
    fn read(own: &[(&str, &str)], known: Option<&Library>, rules: Rules) -> (Library, Vec<Problem>) {
        let (mut texts, mut problems) = (BTreeMap::new(), Vec::new());
        macro_rules! known {
            ($list:ident) => {
                known.map(|known| known.lists.$list.clone())
            };
        }
        let mut desk =
            first_good(DESK, own, (&mut texts, &mut problems), known!(desk), lists::desk).unwrap_or_default();
        // What ships speaks of its own reasons and outcomes, and may, whatever lists are put over them.
        let shipped = known!(desk).unwrap_or_else(|| lists::desk(DESK).unwrap_or_default());
        if desk.relations.is_empty() {
            desk.relations.clone_from(&shipped.relations);
        }
        if desk.warnings.is_empty() {
            desk.warnings.clone_from(&shipped.warnings);
        }
        let outcomes = [desk.outcomes.as_slice(), &shipped.outcomes].concat();
        let reasons = [desk.reasons.as_slice(), &shipped.reasons].concat();
        let results = first_good(RESULTS, own, (&mut texts, &mut problems), known!(results), |file| {
            lists::results(file, &outcomes)
        });
        let cases =
            first_good(CASES, own, (&mut texts, &mut problems), known!(cases), cases::cases).unwrap_or_default();
        let (mut scripts, mut versions) = (BTreeMap::new(), BTreeMap::new());
        let queues =
            first_good(QUEUES, own, (&mut texts, &mut problems), known!(queues), queues::queues).unwrap_or_default();
        // The lines and scripts that ship may name the queues that ship, whatever queues are put over them: theirs is then the first.
        let shipped_queues = known!(queues).unwrap_or_else(|| queues::queues(QUEUES).unwrap_or_default());
        let mut queue_names: Vec<Clean> = queues.iter().map(|queue| queue.name.clone()).collect();
        let others = shipped_queues.into_iter().map(|queue| queue.name).filter(|name| !queue_names.contains(name));
        let others: Vec<Clean> = others.collect();
        queue_names.extend(others);
        let articles = articles(own, (&mut texts, &mut problems), known, &reasons);
        let codes: Vec<Clean> = articles.iter().map(|article| article.code.clone()).collect();
        let named = Named { queues: &queue_names, services: &desk.services, articles: &codes };
        let lists = [CATALOGUE.0, DESK.0, RESULTS.0, LINES.0, QUEUES.0, ARTICLES.0, OBJECTIONS.0, NOTICES.0, CASES.0];
        let is_script = |path: &str| !lists.contains(&file_name(path)) && !article::is_more(file_name(path));
        let same = [DESK, QUEUES, CASES, ARTICLES];
        let read_before = known.filter(|known| {
            let read = |texts: &BTreeMap<String, String>| same.map(|(name, _)| texts.get(name).cloned());
            read(&texts) == read(&known.texts) && codes.len() == known.lists.articles.len()
        });
        for file in SCRIPTS.iter().chain(own.iter().filter(|(path, _)| is_script(path))) {
            let read = read_before
                .and_then(|known| known.versions.get(&ScriptVersion::of(file.1)))
                .map(|script| Ok(Arc::clone(script)));
            let read =
                read.unwrap_or_else(|| script_file::read(*file, &cases, Some((&reasons, named)), rules).map(Arc::new));
            match read {
                Ok(script) => {
                    scripts.insert(script.name.clone(), (script.version, file.1.to_owned()));
                    versions.insert(script.version, script);
                }
                Err(wrong) => problems.extend(wrong),
            }
        }
        // Scripts that ship are asked too: its conditions may speak of their answers, whatever is put over them.
        let answers = script_file::answers(versions.values().map(Arc::as_ref));
        let catalogue = first_good(CATALOGUE, own, (&mut texts, &mut problems), known!(catalogue), |file| {
            catalogue::catalogue(file, &answers)
        });
        let names: Vec<&str> = scripts.keys().map(Clean::as_str).collect();
        let any_queue = queues.first().cloned().unwrap_or_else(|| Queue::new(Clean::line("general")));
        let waits_in: Vec<&str> = queue_names.iter().map(Clean::as_str).collect();
        let lines = first_good(LINES, own, (&mut texts, &mut problems), known!(lines), |file| {
            lists::lines(file, &names, &waits_in)
        });
        let lines = lines.unwrap_or_default();
        let objections = first_good(OBJECTIONS, own, (&mut texts, &mut problems), known!(objections), |file| {
            objections::objections(file, &names)
        });
        let notices =
            first_good(NOTICES, own, (&mut texts, &mut problems), known!(notices), lists::notices).unwrap_or_default();
        let fallback = lines.first().cloned().unwrap_or_else(no_line);
        let results = results.unwrap_or_default();
        let (objections, catalogue) = (objections.unwrap_or_default(), catalogue.unwrap_or_default());
        let lists = Lists {
            results,
            lines,
            fallback,
            catalogue,
            queues,
            any_queue,
            desk,
            objections,
            notices,
            articles,
            cases,
        };
        let good = own.iter().filter(|(path, _)| problems.iter().all(|problem| problem.file != Clean::line(path)));
        let file =
            |(path, text): &(&str, &str)| PackFile { name: Clean::line(file_name(path)), text: (*text).to_owned() };
        let files = good.map(file).collect();
        let (number, earlier) = (EditionNumber::default(), BTreeMap::new());
        (Library { number, earlier, files, texts, scripts, versions, lists }, problems)
    }

    /// Adds the text of a version that interactions still run on, unchecked: it was good when it began. It opens for no
    /// new one. False where it can't be read any more.
    pub fn keep(&mut self, text: &str) -> bool {
        if self.versions.contains_key(&ScriptVersion::of(text)) {
            return true;
        }
        match script_file::read(("", text), &self.lists.cases, None, Rules::Published) {
            Ok(script) => {
                self.versions.entry(script.version).or_insert_with(|| Arc::new(script));
                true
            }
            Err(_) => false,
        }
    }

    /// Which edition it is.
    pub fn number(&self) -> EditionNumber {
        self.number
    }

    /// What a contact works by that began in that edition: the same, where that one is in force or unknown.
    pub fn of(&self, edition: EditionNumber) -> &Library {
        self.earlier.get(&edition).map_or(self, |earlier| earlier)
    }

    /// The script of a version, in the words that count in contacts of that edition.
    pub fn script_of(&self, edition: EditionNumber, version: ScriptVersion) -> Option<&Script> {
        self.of(edition).version(version).or_else(|| self.version(version))
    }

    /// Files of one's own that count, without their folders.
    pub fn files(&self) -> &[PackFile] {
        &self.files
    }

    /// Every text in force: of scripts by their name, of lists by that of their file.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let scripts = self.scripts.iter().map(|(name, (_, text))| (name.as_str(), text.as_str()));
        scripts.chain(self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// Every script, by name.
    pub fn scripts(&self) -> impl Iterator<Item = &Script> {
        self.scripts.values().filter_map(|(version, _)| self.versions.get(version).map(Arc::as_ref))
    }

    /// The script of a name.
    pub fn script(&self, name: &str) -> Option<&Script> {
        self.versions.get(&self.scripts.get(name)?.0).map(Arc::as_ref)
    }

    /// The file that a script was read from.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.scripts.get(name).map(|(_, text)| text.as_str())
    }

    /// The script of a version, even of one that no longer opens.
    pub fn version(&self, version: ScriptVersion) -> Option<&Script> {
        self.versions.get(&version).map(Arc::as_ref)
    }

    /// The results tree, in the order of the file.
    pub fn results(&self) -> &[ResultCode] {
        &self.lists.results
    }

    /// The result of a code; a branch is none.
    pub fn result(&self, code: &str) -> Option<&ResultCode> {
        let branch = self.lists.results.iter().any(|result| result.parent.as_deref() == Some(code));
        self.lists.results.iter().find(|result| result.code == code && !branch)
    }

    /// The line of a name.
    pub fn line(&self, name: &str) -> Option<&Line> {
        self.lists.lines.iter().find(|line| line.name == name)
    }

    /// Every line, in the order of the file.
    pub fn lines(&self) -> &[Line] {
        &self.lists.lines
    }

    /// The line of calls that name none.
    pub fn default_line(&self) -> &Line {
        &self.lists.fallback
    }

    /// The queue of a name, else the first.
    pub fn queue(&self, name: &str) -> &Queue {
        self.lists.queues.iter().find(|queue| queue.name == name).unwrap_or(&self.lists.any_queue)
    }

    /// Every queue, in the order of the file.
    pub fn queues(&self) -> &[Queue] {
        &self.lists.queues
    }

    /// What is sold.
    pub fn catalogue(&self) -> &Catalogue {
        &self.lists.catalogue
    }

    /// Why one pauses.
    pub fn pauses(&self) -> &[Pause] {
        &self.lists.desk.pauses
    }

    /// The pause of a code.
    pub fn pause(&self, code: &str) -> Option<&Pause> {
        self.pauses().iter().find(|pause| pause.code == code)
    }

    /// What people object, in the order of the file.
    pub fn objections(&self) -> &[Objection] {
        &self.lists.objections
    }

    /// What the house says to everybody.
    pub fn notices(&self) -> &[Notice] {
        &self.lists.notices
    }

    /// Knowledge articles, in the order of their files.
    pub fn articles(&self) -> &Arc<[Article]> {
        &self.lists.articles
    }

    /// The article of a code.
    pub fn article(&self, code: &str) -> Option<&Article> {
        self.lists.articles.iter().find(|article| article.code == code)
    }

    /// By what cases are treated.
    pub fn cases(&self) -> &Cases {
        &self.lists.cases
    }

    /// How needs end.
    pub fn outcomes(&self) -> &[Reason] {
        &self.lists.desk.outcomes
    }

    /// Why people call.
    pub fn reasons(&self) -> &[Reason] {
        &self.lists.desk.reasons
    }

    /// What is said to a caller who insults or threatens, one after the other.
    pub fn warnings(&self) -> &[Texts] {
        &self.lists.desk.warnings
    }

    /// From when on what counts in the figures.
    pub fn thresholds(&self) -> Thresholds {
        self.lists.desk.thresholds
    }

    /// To whom outside callers are passed on.
    pub fn services(&self) -> &[Service] {
        &self.lists.desk.services
    }

    /// What callers are to the person of the file.
    pub fn relations(&self) -> &[Relation] {
        &self.lists.desk.relations
    }
}

fn no_line() -> Line {
    Line {
        name: Clean::line("default"),
        language: crate::domain::Language::En,
        target_seconds: 20,
        wrap_up_seconds: 60,
        checks_needed: 2,
        ..Line::default()
    }
}

#[cfg(test)]
mod tests;
