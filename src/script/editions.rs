//! One edition after the other: what is in force, what contacts under way still work by, and urgent words.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    catalogue::Catalogue,
    field::FieldKind,
    library::{Library, Lists},
    pack::{Script, Texts},
    value_labels::ValueLabels,
};
use crate::domain::{Edition, EditionNumber, Language, PackTexts, ScriptVersion};

impl Library {
    /// What the last of `timeline` makes of what ships, with those in `used` that contacts under way work by. Every
    /// version that this library knows stays known. The same records give the same library, whenever it is made.
    pub fn in_force(&self, timeline: &[&Edition], used: &BTreeSet<EditionNumber>, texts: &PackTexts) -> Library {
        let first = timeline.iter().position(|edition| used.contains(&edition.number));
        let first = first.unwrap_or(timeline.len().saturating_sub(1));
        let mut read: Vec<Library> = Vec::new();
        for (at, edition) in timeline.iter().enumerate().skip(first) {
            // Of the others nobody needs to know anything: reading takes its time.
            let urgent_behind = timeline.get(at + 1).is_some_and(|next| next.urgent);
            if !(used.contains(&edition.number) || edition.urgent || urgent_behind || at + 1 == timeline.len()) {
                continue;
            }
            let mut next = Library::published(edition, texts);
            if at == 0 {
                // Contacts that began before there were editions are of the first, whatever text they run on.
                next.know(&self.versions);
            }
            if edition.urgent
                && let Some(before) = read.last().cloned()
            {
                read.iter_mut().for_each(|earlier| earlier.reword(&before, &next));
            }
            read.push(next);
        }
        let Some(mut library) = read.pop() else { return self.clone() };
        library.know(&self.versions);
        let earlier = read.into_iter().filter(|earlier| used.contains(&earlier.number));
        library.earlier = earlier.map(|earlier| (earlier.number, Arc::new(earlier))).collect();
        library
    }

    /// Scripts of these versions run on, though none of them opens.
    fn know(&mut self, versions: &BTreeMap<ScriptVersion, Arc<Script>>) {
        for (version, script) in versions {
            self.versions.entry(*version).or_insert_with(|| Arc::clone(script));
        }
    }

    /// What an edition makes of what ships.
    pub fn published(edition: &Edition, texts: &PackTexts) -> Library {
        let files = texts.files(edition);
        // A file that this release can't read any more is left out, as everywhere.
        let mut library = Library::with_published(&files);
        library.number = edition.number;
        library
    }

    /// Words that `next` has in the place of those of `before` take their place here too.
    fn reword(&mut self, before: &Library, next: &Library) {
        for script in self.versions.values_mut() {
            if let (Some(old), Some(new)) = (before.script(&script.name), next.script(&script.name))
                && old != new
            {
                say_anew(Arc::make_mut(script), old, new);
            }
        }
        for line in &mut self.lists.lines {
            if let (Some(old), Some(new)) = (before.line(&line.name), next.line(&line.name)) {
                replace(&mut line.label, &old.label, &new.label);
                let mut changed = replace(&mut line.greeting, &old.greeting, &new.greeting);
                if line.occasions == old.occasions && new.occasions != old.occasions {
                    line.occasions.clone_from(&new.occasions);
                    changed.extend(Language::ALL);
                }
                line.reworded.extend(changed);
            }
        }
        self.lists.relabel(&before.lists, &next.lists);
        catalogue_anew(&mut self.lists.catalogue, &before.lists.catalogue, &next.lists.catalogue);
    }
}

impl Lists {
    /// Labels that `next` has in the place of those of `before` take their place here too.
    fn relabel(&mut self, before: &Lists, next: &Lists) {
        macro_rules! relabelled {
            ($($rows:expr, $old:expr, $new:expr, $name:ident;)*) => {$(
                for row in $rows.iter_mut() {
                    let old = $old.iter().find(|other| other.$name == row.$name);
                    let new = $new.iter().find(|other| other.$name == row.$name);
                    if let (Some(old), Some(new)) = (old, new) {
                        replace(&mut row.label, &old.label, &new.label);
                    }
                }
            )*};
        }
        relabelled! {
            self.results, before.results, next.results, code;
            self.queues, before.queues, next.queues, name;
            self.desk.pauses, before.desk.pauses, next.desk.pauses, code;
            self.desk.outcomes, before.desk.outcomes, next.desk.outcomes, code;
            self.desk.reasons, before.desk.reasons, next.desk.reasons, code;
            self.desk.relations, before.desk.relations, next.desk.relations, code;
            self.cases.categories, before.cases.categories, next.cases.categories, code;
            self.cases.severities, before.cases.severities, next.cases.severities, code;
            self.cases.outcomes, before.cases.outcomes, next.cases.outcomes, code;
        }
        replace(&mut self.cases.acknowledgement, &before.cases.acknowledgement, &next.cases.acknowledgement);
        replace(&mut self.cases.ombudsman, &before.cases.ombudsman, &next.cases.ombudsman);
    }
}

/// Words of a catalogue; prices and rules stay as they were.
fn catalogue_anew(catalogue: &mut Catalogue, before: &Catalogue, next: &Catalogue) {
    let (words, old, new) = (&mut catalogue.words, &before.words, &next.words);
    for (words, old, new) in [
        (&mut words.once, &old.once, &new.once),
        (&mut words.monthly, &old.monthly, &new.monthly),
        (&mut words.and, &old.and, &new.and),
        (&mut words.line, &old.line, &new.line),
        (&mut words.total, &old.total, &new.total),
        (&mut words.confirmation, &old.confirmation, &new.confirmation),
    ] {
        replace(words, old, new);
    }
    for product in &mut catalogue.products {
        if let Some((old, new)) = pair((&before.products, &next.products), |other| other.code == product.code) {
            replace(&mut product.label, &old.label, &new.label);
            replace(&mut product.why, &old.why, &new.why);
        }
    }
    for rule in &mut catalogue.addons {
        if let Some((old, new)) = pair((&before.addons, &next.addons), |other| other.product == rule.product) {
            replace(&mut rule.say, &old.say, &new.say);
        }
    }
    for legal in &mut catalogue.legal {
        if let Some((old, new)) = pair((&before.legal, &next.legal), |other| other.code == legal.code) {
            replace(&mut legal.label, &old.label, &new.label);
            replace(&mut legal.say, &old.say, &new.say);
            replace(&mut legal.enclosed, &old.enclosed, &new.enclosed);
        }
    }
    for reason in &mut catalogue.declined {
        if let Some((old, new)) = pair((&before.declined, &next.declined), |other| other.code == reason.code) {
            replace(&mut reason.label, &old.label, &new.label);
        }
    }
}

fn say_anew(script: &mut Script, old: &Script, new: &Script) {
    steps_anew(script, old, new);
    script.labels = Arc::new(ValueLabels::of(&script.steps));
}

fn steps_anew(script: &mut Script, old: &Script, new: &Script) {
    replace(&mut script.title, &old.title, &new.title);
    for step in &mut script.steps {
        let (Some(old), Some(new)) = (old.step(&step.id), new.step(&step.id)) else { continue };
        replace(&mut step.title, &old.title, &new.title);
        step.reworded.extend(replace(&mut step.say, &old.say, &new.say));
        for choice in &mut step.choices {
            if let Some((old, new)) = pair((&old.choices, &new.choices), |other| other.value == choice.value) {
                step.reworded.extend(replace(&mut choice.label, &old.label, &new.label));
            }
        }
        for check in &mut step.checks {
            if let Some((old, new)) = pair((&old.checks, &new.checks), |other| other.name == check.name) {
                step.reworded.extend(replace(&mut check.label, &old.label, &new.label));
            }
        }
        for field in &mut step.fields {
            if let Some((old, new)) = pair((&old.fields, &new.fields), |other| other.name == field.name) {
                step.reworded.extend(replace(&mut field.label, &old.label, &new.label));
                step.reworded.extend(replace(&mut field.help, &old.help, &new.help));
                step.reworded.extend(values_anew(&mut field.kind, &old.kind, &new.kind));
            }
        }
    }
}

fn values_anew(kind: &mut FieldKind, old: &FieldKind, new: &FieldKind) -> BTreeSet<Language> {
    let (FieldKind::Choice { values }, FieldKind::Choice { values: old }, FieldKind::Choice { values: new }) =
        (kind, old, new)
    else {
        return BTreeSet::new();
    };
    let mut changed = BTreeSet::new();
    for value in values {
        if let Some((old, new)) = pair((old, new), |other| other.value == value.value) {
            changed.extend(replace(&mut value.label, &old.label, &new.label));
        }
    }
    changed
}

/// The same row before and after.
fn pair<'a, T>((old, new): (&'a [T], &'a [T]), same: impl Fn(&T) -> bool) -> Option<(&'a T, &'a T)> {
    Some((old.iter().find(|row| same(row))?, new.iter().find(|row| same(row))?))
}

/// Where the words are those of `old`, they become those of `new`; in which languages they did.
fn replace(words: &mut Texts, old: &Texts, new: &Texts) -> BTreeSet<Language> {
    let mut changed = BTreeSet::new();
    for (language, words) in words {
        if let (Some(old), Some(new)) = (old.get(language), new.get(language))
            && words == old
            && old != new
        {
            words.clone_from(new);
            changed.insert(*language);
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Utc, Version, pack_text::apart},
        script::pack::text,
    };

    const NAME: &str = "incoming-order";

    /// An edition of one file, whose text is put beside the others.
    fn edition(texts: &mut PackTexts, number: u32, (name, text): (&str, &str), urgent: bool) -> Edition {
        let (named, own) = apart(&[(name, text).into()]);
        own.into_iter().for_each(|text| texts.put(Version(1), &Arc::new(text)));
        Edition { urgent, ..Edition::new(EditionNumber(number), named, None, Utc(i64::from(number))) }
    }

    fn used(numbers: &[u32]) -> BTreeSet<EditionNumber> {
        numbers.iter().map(|number| EditionNumber(*number)).collect()
    }

    fn said(library: &Library, at: u32) -> (String, bool) {
        let library = library.of(EditionNumber(at));
        let step = library.script(NAME).and_then(|script| script.steps.first()).unwrap();
        (text(&step.say, Language::En).to_owned(), step.reworded.contains(&Language::En))
    }

    #[test]
    fn urgent_words_of_the_law_reach_contacts_under_way_and_new_prices_do_not() {
        let shipped = Library::shipped();
        let text_of = |name: &str| shipped.texts().find(|(of, _)| *of == name).unwrap().1.to_owned();
        let first = text_of("catalogue.toml");
        let second = first.replacen("for fourteen days", "for thirty days", 1).replacen("28.92", "30.00", 1);
        assert_ne!(first, second);
        let mut texts = PackTexts::default();
        let all = [(1, &first), (2, &second)]
            .map(|(number, text)| edition(&mut texts, number, ("catalogue.toml", text), true));
        let library = shipped.in_force(&all.iter().collect::<Vec<_>>(), &used(&[1]), &texts);
        let seen = |at: u32| {
            let catalogue = library.of(EditionNumber(at)).catalogue();
            let withdrawal = catalogue.legal.iter().find(|legal| legal.code == "withdrawal").unwrap();
            let price: String = catalogue.product("NET-100").unwrap().monthly.into();
            (text(&withdrawal.say, Language::En).contains("thirty days"), price)
        };
        assert_eq!((seen(1), seen(2)), ((true, "28.92".to_owned()), (true, "30.00".to_owned())));
    }

    #[test]
    fn a_rule_that_came_since_leaves_no_published_script_out() {
        let shipped = Library::shipped();
        let quota = shipped.script("outgoing-poll").unwrap().quotas.first().unwrap();
        let (code, when) = (quota.code.clone(), quota.when.source().as_str());
        let wrong = format!("{when} or answers.trade == 'nobody'");
        let text = shipped.text_of("outgoing-poll").unwrap().replacen(when, &wrong, 1);
        // It can't be published any more; where it was, it counts.
        let problems = Library::with(&[("poll.toml", &text)]).1;
        assert_eq!(problems.iter().map(|one| one.code.as_ref()).collect::<Vec<_>>(), ["problem-script-no-value"]);
        let mut texts = PackTexts::default();
        let edition = edition(&mut texts, 2, ("poll.toml", &text), false);
        let library = Library::published(&edition, &texts);
        let quotas = &library.script("outgoing-poll").unwrap().quotas;
        assert_eq!(quotas.iter().find(|quota| quota.code == code).unwrap().when.source().as_str(), wrong);
        assert_eq!(library.files().len(), 1);
    }

    #[test]
    fn contacts_keep_their_edition_and_urgent_words_reach_them() {
        let shipped = Library::shipped();
        let one = shipped.text_of(NAME).unwrap().to_owned();
        let say = text(&shipped.script(NAME).unwrap().steps[0].say, Language::En).to_owned();
        assert!(one.contains(&say), "{say}");
        let two = one.replacen(&say, "Second words", 1);
        let three = one.replacen(&say, "Third words", 1);
        let mut texts = PackTexts::default();
        let all = [(1, &one, false), (2, &two, false), (3, &three, true), (4, &two, false)]
            .map(|(number, text, urgent)| edition(&mut texts, number, ("order.toml", text), urgent));
        let timeline: Vec<&Edition> = all.iter().collect();
        let at = |number: usize, of: &[u32]| shipped.in_force(&timeline[..number], &used(of), &texts);
        // Not urgent: the first goes on as it was.
        let library = at(2, &[1]);
        assert_eq!(library.number(), EditionNumber(2));
        assert_eq!((said(&library, 2), said(&library, 1)), (("Second words".to_owned(), false), (say.clone(), false)));
        // Urgent: where the words of the one before stood, the new ones stand, and are marked.
        let library = at(3, &[1, 2]);
        assert_eq!(said(&library, 2), ("Third words".to_owned(), true));
        assert_eq!(said(&library, 1), (say.clone(), false));
        assert_eq!(said(&library, 3), ("Third words".to_owned(), false));
        // The same text again is as it was written, for who begins with it.
        let library = at(4, &[2, 3]);
        assert_eq!(said(&library, 4), ("Second words".to_owned(), false));
        assert_eq!(said(&library, 2), ("Third words".to_owned(), true));
        // Nobody works by the first any more.
        assert_eq!(library.of(EditionNumber(1)).number(), EditionNumber(4));
        // Made from another start, it is the same.
        let again = library.in_force(&timeline, &used(&[2, 3]), &texts);
        assert_eq!((said(&again, 2), said(&again, 4)), (said(&library, 2), said(&library, 4)));
    }
}
