//! Knowledge articles: found while typing, read, their steps ticked, and said whether they helped.

use super::{lists, order};
use crate::{
    domain::{Used, used::Use},
    keymap::Key,
    proto::Command,
    script::{Kind, article::Article, pack::text},
    text::{Clean, width},
    ui::{
        knowledge::{self, Known, LISTED, Shelf},
        model::{Awaited, Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
        theme::Sign,
        view,
    },
};

/// Columns of a line of an article, where the screen has as many.
const COLUMNS: u16 = 62;

/// Rows that Enter goes on by in an article.
const PAGE: isize = 10;

/// Articles that the step of solutions shows at most.
const SHOWN: usize = 8;

/// The letter that says that it solved the need, and the one that says that it did not help.
const VERDICTS: [(char, bool, &str); 2] = [('s', true, "article-solved"), ('n', false, "article-solved-not")];

/// Keeps the best articles for the need at hand where the step shows them.
pub(super) fn follow(model: &mut Model) {
    if model.step().is_some_and(|step| step.kind == Kind::Solution) {
        let shelf = std::mem::take(&mut model.shelf);
        model.shelf = shelf.followed(model, SHOWN);
    } else if !model.shelf.best.is_empty() {
        model.shelf = Shelf::default();
    }
}

/// Opens the list.
pub(super) fn open(model: &mut Model) {
    lists::show(model, List::Articles);
}

/// What is typed on the step of solutions looks for an article.
pub(super) fn type_on(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    open(model);
    super::typing::typed(model, key, effects);
}

/// The list as nothing is typed.
pub(super) fn list(model: &Model) -> Overlay {
    Overlay::search(List::Articles, rows(model, ""))
}

/// What was typed changed: others come first.
pub(super) fn narrow(model: &mut Model) {
    let typed = model.overlay.as_ref().and_then(|overlay| overlay.search.as_ref()).map(|line| line.text().to_owned());
    let rows = rows(model, &typed.unwrap_or_default());
    if let Some(overlay) = &mut model.overlay {
        overlay.shown = (0..rows.len()).collect();
        (overlay.rows, overlay.marked) = (rows, 0);
    }
}

fn rows(model: &Model, typed: &str) -> Vec<Row> {
    let found = knowledge::find(model, &Known::of(model), typed, LISTED);
    let articles = &model.shared.articles.all;
    let found = found.into_iter().filter_map(|hit| articles.get(hit.article));
    found.map(|article| row(model, article, typed)).collect()
}

fn row(model: &Model, article: &Article, typed: &str) -> Row {
    let title = text(&article.title, knowledge::spoken(model));
    let detail = match knowledge::used(model, &article.code) {
        Some(used) => knowledge::said(model, used),
        None => article.reasons.first().map(|reason| view::reason(model, reason)).unwrap_or_default(),
    };
    let list = List::Article(article.code.clone(), Clean::line(typed));
    Row::new(title, detail, Choice::List(list))
}

/// An article to read; in a contact, letters tick its steps and say whether it helped.
pub(super) fn read(model: &Model, code: &Clean, typed: &Clean) -> Option<Overlay> {
    let article = model.shared.library.article(code)?;
    let language = knowledge::spoken(model);
    let used = knowledge::used(model, code);
    let columns = usize::from(COLUMNS.min(model.size.0.saturating_sub(12)));
    let mut rows: Vec<Row> = Vec::new();
    for paragraph in text(&article.text, language).trim().split('\n') {
        let lines = width::wrap(paragraph, columns);
        rows.extend(lines.into_iter().map(|line| Row::new(line, "", Choice::Read)));
        if paragraph.trim().is_empty() && rows.last().is_none_or(|row| !row.label.is_empty()) {
            rows.push(Row::new("", "", Choice::Read));
        }
    }
    let in_call = model.current().is_some();
    let mut letters = ('a'..='z').filter(|letter| VERDICTS.iter().all(|(verdict, ..)| verdict != letter));
    if !article.steps.is_empty() {
        rows.push(Row::new("", "", Choice::Read));
    }
    for step in &article.steps {
        let done = used.is_some_and(|used| used.ticked.contains(&step.id));
        let words = width::wrap(text(&step.text, language), columns.saturating_sub(6));
        for (at, line) in words.into_iter().enumerate() {
            let tick = Choice::UseArticle(code.clone(), typed.clone(), Use::Tick(step.id.clone()));
            let letter = if in_call && at == 0 { letters.next() } else { None };
            let choice = if in_call { tick } else { Choice::Read };
            let mark = match (in_call, at, done) {
                (false, 0, _) => "- ",
                (true, 0, true) => "[x] ",
                (true, 0, false) => "[ ] ",
                (false, ..) => "  ",
                // In the place of the letter, too.
                (true, ..) => "      ",
            };
            rows.push(Row { letter, ..Row::new(format!("{mark}{line}"), "", choice) });
        }
    }
    if in_call {
        rows.push(Row::new("", "", Choice::Read));
        rows.extend(VERDICTS.map(|(letter, helped, key)| verdict(model, used, (code, typed), (letter, helped, key))));
    }
    Some(Overlay::read(List::Article(code.clone(), typed.clone()), rows))
}

fn verdict(
    model: &Model,
    used: Option<&Used>,
    (code, typed): (&Clean, &Clean),
    (letter, helped, key): (char, bool, &str),
) -> Row {
    let said = used.is_some_and(|used| used.helped == Some(helped));
    let mark = if said { format!("{} ", model.theme.sign(Sign::Done)) } else { String::new() };
    let choice = Choice::UseArticle(code.clone(), typed.clone(), Use::Helped(helped));
    Row::of_letter(letter, format!("{mark}{}", model.tr(key, &[])), choice)
}

/// Something is done of an article. One that solved the need is closed, behind one that did not the others are listed; of
/// one whose steps are ticked more is to come.
pub(super) fn done(
    model: &mut Model,
    (code, typed, deed): (Clean, Clean, Use),
    marked: usize,
    effects: &mut Vec<Effect>,
) {
    let Some(interaction) = model.current().map(|current| current.id) else { return };
    let before = knowledge::used(model, &code).and_then(|used| used.helped);
    match &deed {
        Use::Tick(_) => {
            lists::show(model, List::Article(code.clone(), typed));
            mark(model, marked);
        }
        Use::Helped(false) if before != Some(false) => lists::show_typed(model, List::Articles, &typed),
        // Taken back, it is still being read.
        Use::Helped(helped) if before == Some(*helped) => lists::show(model, List::Article(code.clone(), typed)),
        Use::Helped(_) => {}
    }
    let title =
        model.shared.library.article(&code).map(|article| text(&article.title, knowledge::spoken(model)).to_owned());
    if let Use::Helped(helped) = &deed {
        let key = match (before == Some(*helped), helped) {
            (true, _) => "said-article-open",
            (false, true) => "said-article-solved",
            (false, false) => "said-article-solved-not",
        };
        model.say(key, &[("title", title.unwrap_or_default().as_str().into())]);
    }
    order(model, effects, Awaited::Other, Command::UseArticle(interaction, code, deed));
}

/// What is in front of the agent changed, or what counts: an open article shows it.
pub(super) fn refresh(model: &mut Model) {
    let Some(overlay) = &model.overlay else { return };
    let marked = overlay.marked;
    match overlay.list.clone() {
        list @ (List::Article(..) | List::Standing) => lists::show(model, list),
        List::Articles => narrow(model),
        _ => return,
    }
    mark(model, marked);
}

fn mark(model: &mut Model, marked: usize) {
    if let Some(overlay) = &mut model.overlay {
        overlay.marked = marked.min(overlay.shown.len().saturating_sub(1));
    }
}

/// Esc in an article goes back to the list that it was chosen from; whether there was one.
pub(super) fn back(model: &mut Model) -> bool {
    let Some(Overlay { list: List::Article(_, typed), .. }) = &model.overlay else { return false };
    let typed = typed.clone();
    lists::show_typed(model, List::Articles, &typed);
    true
}

/// Enter on a line that is only read turns the page.
pub(super) fn turn(model: &mut Model) -> bool {
    let Some(overlay) = &mut model.overlay else { return false };
    let reads =
        matches!(overlay.list, List::Article(..)) && overlay.chosen().is_some_and(|row| row.choice == Choice::Read);
    if reads {
        overlay.step(PAGE);
    }
    reads
}

/// Whether the script shows the step of solutions.
pub(super) fn at_step(model: &Model) -> bool {
    model.focus == Focus::Script && model.step().is_some_and(|step| step.kind == Kind::Solution)
}
