//! [`Keymap`]: what a sequence of keys means where the focus is, and the other way round.

use std::{borrow::Cow, collections::BTreeMap, ops::Bound};

use super::{Action, Context, Key, file};
use crate::text::problem::Problem;

/// What the keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// They are complete.
    Action(Action),
    /// They begin something: wait for the next key, and show [`Keymap::hints`].
    Prefix,
    /// No action. A single key then belongs to the focused pane, as it was typed.
    Nothing,
}

/// Keys that do something now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The keys still to press, in their shortest form: `F5`, `^L f`.
    pub keys: String,
    /// What they do; where they begin more, the first of that.
    pub action: Action,
    /// More keys follow.
    pub begins: bool,
}

/// The keymap of one session: immutable, made of layers.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    /// Sorted by sequence, so that what a sequence begins stands right behind it.
    bindings: BTreeMap<Context, BTreeMap<Vec<Key>, Action>>,
}

impl Keymap {
    /// Puts layers (file name, text) over each other, key by key; later ones win. A layer with a mistake is left out
    /// whole, so that no key does half of what was meant, and all its mistakes come back at once.
    pub fn from_layers(layers: &[(&str, &str)]) -> (Keymap, Vec<Problem>) {
        let mut keymap = Keymap::default();
        let mut problems = Vec::new();
        for (name, source) in layers {
            let before = problems.len();
            let bindings = file::read(name, source, &mut problems);
            if problems.len() == before {
                let mut next = keymap.clone();
                next.apply(name, source, &bindings, &mut problems);
                if problems.len() == before {
                    keymap = next;
                }
            }
        }
        (keymap, problems)
    }

    /// The keymap that ships, alone. A test holds that it has no mistakes.
    pub fn shipped() -> Keymap {
        Keymap::from_layers(&[super::DEFAULT]).0
    }

    fn apply(&mut self, name: &str, source: &str, layer: &[file::Binding], problems: &mut Vec<Problem>) {
        for binding in layer {
            // What stood on these keys goes, with all that they began.
            if let Some(map) = self.bindings.get_mut(&binding.context) {
                map.retain(|keys, _| !keys.starts_with(&binding.keys));
            }
        }
        for binding in layer {
            let Some(action) = binding.action else { continue };
            let map = self.bindings.entry(binding.context).or_default();
            for n in 1..binding.keys.len() {
                // A longer sequence replaces the action on its first keys, but never the whole menu of the leader.
                if map.get(&binding.keys[..n]) == Some(&Action::Leader) {
                    let problem = Problem::new(name, source, binding.span.clone(), "problem-keymap-leader");
                    let rest = file::written(&binding.keys[n..]);
                    problems.push(problem.with("key", file::written(&binding.keys[..n])).with("rest", rest));
                } else {
                    map.remove(&binding.keys[..n]);
                }
            }
            map.insert(binding.keys.clone(), action);
        }
    }

    /// What `pending` (all keys since the last action) means where the focus is. `contexts` are those of the focus,
    /// innermost first; Desk (if no text is being typed) and Global follow by themselves.
    pub fn resolve(&self, contexts: &[Context], pending: &[Key]) -> Resolved {
        let keys: Vec<Key> = pending.iter().map(|key| key.folded()).collect();
        self.resolve_in(&chain(contexts), &keys)
    }

    fn resolve_in(&self, chain: &[Context], keys: &[Key]) -> Resolved {
        let Some(first) = keys.first() else { return Resolved::Nothing };
        for context in chain {
            match self.look(*context, keys) {
                Resolved::Nothing if context.keeps().has(first.typed()) => return Resolved::Nothing,
                Resolved::Nothing => {}
                found => return found,
            }
        }
        Resolved::Nothing
    }

    /// What can be pressed now, each action once with its shortest keys. With nothing pending: in the order of the
    /// contexts, then of the table of actions, without the leader's menu. Else: what may follow, by key.
    pub fn hints(&self, contexts: &[Context], pending: &[Key]) -> Vec<Hint> {
        let pending: Vec<Key> = pending.iter().map(|key| key.folded()).collect();
        let mut ways = if pending.is_empty() {
            self.ways(contexts, |_| true, |way| !way.by_leader)
        } else {
            let behind = |way: &Way| way.keys.len() > pending.len() && way.keys.starts_with(&pending);
            self.ways(contexts, |action| action != Action::Leader, behind)
        };
        if pending.is_empty() {
            ways.sort_by_cached_key(|way| (way.place, way.action, rank(&way.keys)));
        } else {
            ways.sort_by(|a, b| a.keys.cmp(&b.keys));
        }
        let mut hints: Vec<Hint> = Vec::new();
        for way in ways {
            let rest = &way.keys[pending.len()..];
            // In a menu, what begins a menu of its own is one entry.
            let begins = !pending.is_empty() && rest.len() > 1;
            let keys = label(if begins { &rest[..1] } else { rest });
            let known =
                |hint: &Hint| if begins { hint.keys == keys } else { hint.action == way.action && !hint.begins };
            if !hints.iter().any(known) {
                hints.push(Hint { keys, action: way.action, begins });
            }
        }
        hints
    }

    /// Every sequence that means `action` where the focus is, the handiest first.
    pub fn keys_of(&self, action: Action, contexts: &[Context]) -> Vec<Vec<Key>> {
        let ways = self.ways(contexts, |of| of == action, |_| true);
        let mut keys: Vec<Vec<Key>> = ways.into_iter().map(|way| way.keys.into_owned()).collect();
        keys.sort_by_key(|keys| rank(keys));
        keys.dedup();
        keys
    }

    /// The handiest keys of an action where the focus is, in their shortest form.
    pub fn label_of(&self, action: Action, contexts: &[Context]) -> Option<String> {
        self.keys_of(action, contexts).first().map(|keys| label(keys))
    }

    /// The bindings of one context, as they stand.
    pub(super) fn bindings(&self, context: Context) -> impl Iterator<Item = (&[Key], Action)> {
        self.bindings.get(&context).into_iter().flatten().map(|(keys, action)| (keys.as_slice(), *action))
    }

    fn look(&self, context: Context, keys: &[Key]) -> Resolved {
        let Some(map) = self.bindings.get(&context) else { return Resolved::Nothing };
        match map.get(keys) {
            Some(Action::Leader) => return Resolved::Prefix,
            Some(action) => return Resolved::Action(*action),
            None => {}
        }
        let behind = (Bound::Excluded(keys), Bound::Unbounded);
        if map.range::<[Key], _>(behind).next().is_some_and(|(longer, _)| longer.starts_with(keys)) {
            return Resolved::Prefix;
        }
        let menu = (1..keys.len()).find(|n| map.get(&keys[..*n]) == Some(&Action::Leader));
        menu.map_or(Resolved::Nothing, |n| self.look(Context::Leader, &keys[n..]))
    }

    /// Every sequence of a wanted action that does something where the focus is, is wanted and is not shadowed. Views ask for
    /// the keys of one action at each frame: what is of no other is not even put together.
    fn ways(
        &self,
        contexts: &[Context],
        of: impl Fn(Action) -> bool,
        wanted: impl Fn(&Way<'_>) -> bool,
    ) -> Vec<Way<'_>> {
        let mut ways = Vec::new();
        let chain = chain(contexts);
        for (place, context) in chain.iter().copied().enumerate() {
            let place = if matches!(context, Context::Desk | Context::Global) { usize::MAX } else { place };
            for (keys, action) in self.bindings(context) {
                if of(action) {
                    ways.push(Way { place, keys: Cow::Borrowed(keys), action, by_leader: false });
                }
                if action == Action::Leader {
                    let menu = self.bindings(Context::Leader).filter(|(_, action)| of(*action));
                    ways.extend(menu.map(|(rest, action)| Way {
                        place,
                        keys: Cow::Owned([keys, rest].concat()),
                        action,
                        by_leader: true,
                    }));
                }
            }
        }
        ways.retain(|way| wanted(way) && self.is_meant(&chain, way));
        ways
    }

    /// Nothing further in takes these keys for something else.
    fn is_meant(&self, chain: &[Context], way: &Way<'_>) -> bool {
        match self.resolve_in(chain, &way.keys) {
            Resolved::Action(action) => action == way.action,
            Resolved::Prefix => way.action == Action::Leader,
            Resolved::Nothing => false,
        }
    }
}

/// One sequence that does something, and from how far out in the chain; Desk and Global are one place to the reader.
struct Way<'a> {
    place: usize,
    keys: Cow<'a, [Key]>,
    action: Action,
    by_leader: bool,
}

/// The contexts in the order in which they are asked.
fn chain(contexts: &[Context]) -> Vec<Context> {
    use super::Keeps;
    let outer = [Context::Desk, Context::Global, Context::Leader];
    let mut chain: Vec<Context> = contexts.iter().copied().filter(|context| !outer.contains(context)).collect();
    if chain.iter().all(|context| context.keeps() != Keeps::Text) {
        chain.push(Context::Desk);
    }
    chain.push(Context::Global);
    chain
}

/// Handy keys first: few, unshifted everywhere, without Control.
fn rank(keys: &[Key]) -> (usize, bool, bool, Vec<Key>) {
    let awkward = keys.iter().any(|key| key.is_awkward());
    (keys.len(), awkward, keys.iter().any(|key| key.ctrl), keys.to_vec())
}

/// The shortest form of a sequence.
fn label(keys: &[Key]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| key.short()).collect();
    keys.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::{DEFAULT, FUNCTION_KEYS, VIM};
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.split(' ').map(|key| key.parse().unwrap()).collect()
    }

    fn with(user: &str) -> (Keymap, Vec<Problem>) {
        Keymap::from_layers(&[DEFAULT, ("mine.toml", user)])
    }

    #[test]
    fn what_ships_has_no_mistakes_and_no_gaps() {
        for layers in [&[DEFAULT][..], &[DEFAULT, FUNCTION_KEYS], &[DEFAULT, VIM]] {
            let (keymap, problems) = Keymap::from_layers(layers);
            assert_eq!(problems, []);
            assert_eq!(keymap.gaps(), []);
        }
    }

    #[test]
    fn the_focus_decides() {
        let keymap = Keymap::shipped();
        for (contexts, pressed, meant) in [
            (&[][..], "F2", Resolved::Action(Action::Answer)),
            (&[Context::Text, Context::Form], "F2", Resolved::Action(Action::Answer)),
            (&[], "?", Resolved::Action(Action::Help)),
            (&[Context::Text, Context::Form], "?", Resolved::Nothing),
            (&[Context::Script], "?", Resolved::Action(Action::Help)),
            (&[Context::Script], "c", Resolved::Nothing),
            (&[Context::Identify, Context::Script], "c", Resolved::Action(Action::CheckConfirmed)),
            (&[Context::Identify, Context::Script], "x", Resolved::Nothing),
            (&[Context::Identify, Context::Script], "-", Resolved::Action(Action::SkipStep)),
            (&[Context::Card], "C", Resolved::Action(Action::CardMatch3)),
            (&[Context::Queue], "Right", Resolved::Action(Action::Open)),
            (&[Context::Text, Context::Form], "Enter", Resolved::Action(Action::Accept)),
            (&[Context::Script], "Space", Resolved::Prefix),
            (&[Context::Text], "Space", Resolved::Nothing),
            (&[Context::Text], "Ctrl-k", Resolved::Prefix),
            (&[Context::Text], "Ctrl-k M", Resolved::Action(Action::Mute)),
            (&[Context::Text], "Ctrl-l", Resolved::Prefix),
            (&[Context::Text], "Ctrl-l n", Resolved::Action(Action::LanguageNl)),
            (&[Context::Text], "Ctrl-l x", Resolved::Nothing),
            (&[Context::Text], "Space m", Resolved::Nothing),
            (&[Context::Queue], "Space m", Resolved::Action(Action::Mute)),
        ] {
            // Keys as a terminal with Caps Lock sends them: folding is the keymap's work.
            let pressed: Vec<Key> = pressed
                .split(' ')
                .map(|key| if key.len() == 1 { Key::char(key.chars().next().unwrap()) } else { key.parse().unwrap() })
                .collect();
            assert_eq!(keymap.resolve(contexts, &pressed), meant, "{contexts:?} {pressed:?}");
        }
        assert_eq!(keymap.resolve(&[], &[]), Resolved::Nothing);
    }

    #[test]
    fn typed_text_never_acts() {
        for layers in [&[DEFAULT][..], &[DEFAULT, FUNCTION_KEYS], &[DEFAULT, VIM]] {
            let (keymap, _) = Keymap::from_layers(layers);
            for context in [Context::Text, Context::Form, Context::Contacts, Context::Palette] {
                for c in (' '..='~').chain("éèçàùµ§²£°€ß".chars()) {
                    assert_eq!(keymap.resolve(&[context], &[Key::char(c)]), Resolved::Nothing, "{context:?} {c}");
                }
            }
        }
    }

    #[test]
    fn a_layer_changes_what_it_names() {
        let (keymap, problems) = with("[global]\n\"F2\" = \"hang-up\"\n\"F12\" = \"none\"\n\"Ctrl-l\" = \"note\"\n");
        assert_eq!(problems, []);
        assert_eq!(keymap.resolve(&[], &keys("F2")), Resolved::Action(Action::HangUp));
        assert_eq!(keymap.resolve(&[], &keys("F12")), Resolved::Nothing);
        assert_eq!(keymap.resolve(&[], &keys("Ctrl-l")), Resolved::Action(Action::Note));
        assert_eq!(keymap.resolve(&[], &keys("Ctrl-l f")), Resolved::Nothing);
        assert_eq!(keymap.resolve(&[], &keys("F5")), Resolved::Action(Action::Hold));
        let gaps: Vec<Action> = keymap.gaps().iter().map(|gap| gap.action).collect();
        let languages = [Action::LanguageFr, Action::LanguageNl, Action::LanguageDe, Action::LanguageEn];
        assert_eq!(gaps, [&languages[..], &[Action::Redraw]].concat());

        let (keymap, problems) = with("[global]\n\"F2 a\" = \"answer\"\n\"Ctrl-l x\" = \"language-en\"\n");
        assert_eq!(problems, []);
        assert_eq!(keymap.resolve(&[], &keys("F2")), Resolved::Prefix);
        assert_eq!(keymap.resolve(&[], &keys("Ctrl-l f")), Resolved::Action(Action::LanguageFr));

        let (keymap, problems) = with("[global]\n\"Ctrl-k\" = \"none\"\n\"Ctrl-k m\" = \"mute\"\n");
        assert_eq!(problems, []);
        assert_eq!(keymap.resolve(&[], &keys("Ctrl-k m")), Resolved::Action(Action::Mute));
        assert_eq!(keymap.resolve(&[], &keys("Ctrl-k a")), Resolved::Nothing);
    }

    #[test]
    fn a_layer_with_a_mistake_is_left_out_whole() {
        let (keymap, problems) = with("[global]\n\"F2\" = \"hang-up\"\n\"F12\" = \"anwser\"\n");
        assert_eq!(problems.len(), 1);
        assert_eq!(keymap.resolve(&[], &keys("F2")), Resolved::Action(Action::Answer));
        let (keymap, problems) = with("[global]\n\"F2\" = \"hang-up\"\n\"Ctrl-k m\" = \"mute\"\n");
        assert_eq!(problems[0].code, "problem-keymap-leader");
        assert_eq!(keymap.resolve(&[], &keys("F2")), Resolved::Action(Action::Answer));
        assert_eq!(keymap.resolve(&[], &keys("Ctrl-k a")), Resolved::Action(Action::Away));
    }

    #[test]
    fn hints_say_what_works_now() {
        let keymap = Keymap::shipped();
        let hints = keymap.hints(&[Context::Identify, Context::Script], &[]);
        let shown: Vec<(&str, Action)> = hints.iter().map(|hint| (hint.keys.as_str(), hint.action)).collect();
        assert_eq!(shown[..2], [("c", Action::CheckConfirmed), ("w", Action::CheckWrong)]);
        assert!(shown.contains(&("Enter", Action::NextStep)));
        assert!(shown.contains(&("Esc", Action::Cancel)));
        assert!(shown.contains(&("F1", Action::Help)));
        assert!(shown.contains(&("^L f", Action::LanguageFr)));
        assert!(!shown.iter().any(|(_, action)| *action == Action::Accept), "shadowed by the script");
        assert!(!shown.iter().any(|(_, action)| *action == Action::Away), "behind the leader");

        let menu = keymap.hints(&[Context::Text], &keys("Ctrl-k"));
        assert_eq!(menu.len(), 40);
        assert_eq!(menu[0], Hint { keys: "a".to_owned(), action: Action::Away, begins: false });
        let languages = keymap.hints(&[], &keys("Ctrl-l"));
        let languages: Vec<&str> = languages.iter().map(|hint| hint.keys.as_str()).collect();
        assert_eq!(languages, ["d", "e", "f", "^L", "n"]);
        assert_eq!(keymap.label_of(Action::Away, &[]).as_deref(), Some("Space a"));
        assert_eq!(keymap.label_of(Action::Away, &[Context::Text]).as_deref(), Some("^K a"));
        assert_eq!(keymap.keys_of(Action::Cancel, &[]), [keys("Esc"), keys("Ctrl-c")]);
    }

    #[test]
    fn the_usual_jobs_take_few_keys() {
        let keymap = Keymap::shipped();
        let typing = [Context::Text, Context::Form];
        for action in [
            Action::Answer,
            Action::TakeOldest,
            Action::HangUp,
            Action::Ready,
            Action::Hold,
            Action::Mute,
            Action::Park,
            Action::ReturnParked,
            Action::ContinueCutOff,
            Action::AddNeed,
            Action::Note,
            Action::Undo,
            Action::Contacts,
            Action::Conclude,
            Action::Pause,
            Action::OpenScript,
        ] {
            assert_eq!(keymap.keys_of(action, &typing)[0].len(), 1, "{action:?}");
        }
        for action in [Action::LanguageNl, Action::CorrectResult, Action::SetCaller] {
            assert_eq!(keymap.keys_of(action, &typing)[0].len(), 2, "{action:?}");
        }
    }
}
