//! [`Burst`]: letters that come one upon the other. A list that one of them answers takes the rest of its name with it: that was
//! meant for the list. So does what can't be taken back: it was not there to be read.

use super::{
    overlay::{List, Overlay},
    promise_list::PromiseList,
};
use crate::{
    domain::Mono,
    keymap::{Key, KeyCode},
    text::fold::fold,
};

/// Between two keys that come sooner than this, in milliseconds, nobody reads what the first one opened or said.
pub(super) const APART: u64 = 300;

/// The same, once it is plain that a word is being typed.
const OF_A_WORD: u64 = 600;

/// So many letters of a name are no letters that choose.
const A_WORD: usize = 3;

/// Letters typed into a list that is answered by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burst {
    /// When the last of them came.
    last: Mono,
    /// It is plain that a word is being typed.
    word: bool,
    /// What there was to be chosen, as words, and what was typed of one. None: there is no list, or nothing in it was chosen.
    meant: Option<(Vec<String>, String)>,
}

impl Burst {
    /// A letter answered a list of these. What follows it is the rest of a name as long as it spells one of them: who knows what
    /// is asked next answers that in the same breath.
    pub fn begun<'a>(at: Mono, letter: char, labels: impl Iterator<Item = &'a str>) -> Burst {
        let words = labels.flat_map(|label| fold(label).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
        Burst { last: at, word: false, meant: Some((words, fold(&letter.to_string()))) }
    }

    /// Enter answered a list.
    pub fn entered(at: Mono) -> Burst {
        Burst { last: at, word: false, meant: Some(Default::default()) }
    }

    /// A letter that no row of a list has.
    pub fn of_nothing(at: Mono) -> Burst {
        Burst { last: at, word: false, meant: None }
    }

    /// A word is being typed, or about to be, for which there is no list.
    pub fn of_word(at: Mono) -> Burst {
        Burst { last: at, word: true, meant: None }
    }

    /// Whether a key belongs to it, and does nothing. `ahead`: it was typed while the answer was under way; `over`: the list that
    /// is open by now.
    pub fn takes(&mut self, key: Key, at: Mono, ahead: bool, over: Option<&Overlay>) -> bool {
        let soon = ahead || at.since(self.last) < if self.word { OF_A_WORD } else { APART };
        let decides = over.is_some_and(|overlay| overlay.list.decides());
        let takes = soon
            && match (key.code, key.typed()) {
                // They end a word. Behind a single letter they are keys of their own.
                (KeyCode::Char(' '), _) => self.word,
                (KeyCode::Enter, _) => self.word || decides,
                (KeyCode::Backspace, _) => true,
                (_, Some(letter)) => {
                    let guarded = over.is_some_and(|overlay| overlay.list.is_for_good());
                    self.word || guarded || self.spells(letter)
                }
                _ => false,
            };
        if takes {
            let spelled = self.meant.as_ref().is_some_and(|(words, typed)| !words.is_empty() && typed.len() < A_WORD);
            (self.last, self.word) = (at, self.word || !spelled);
        }
        takes
    }

    /// Whether that goes on with a name, and is then a part of it.
    fn spells(&mut self, letter: char) -> bool {
        let Some((words, typed)) = &mut self.meant else { return true };
        let more = format!("{typed}{}", fold(&letter.to_string()));
        let spells = words.iter().any(|word| word.starts_with(&more));
        if spells {
            *typed = more;
        }
        spells
    }
}

impl List {
    /// What is chosen there is done at once.
    pub fn decides(&self) -> bool {
        *self == List::Missing || self.is_for_good()
    }

    /// What is chosen there is done at once, and no key takes it back.
    pub fn is_for_good(&self) -> bool {
        matches!(
            self,
            List::Why(..)
                | List::Promises(PromiseList::Usual | PromiseList::UsualClosed(_))
                | List::CaseOutcomes(_)
                | List::Emergency
                | List::Abuse
        )
    }

    /// The same question as another list, about something else.
    pub fn asks_like(&self, other: &List) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun() -> Burst {
        Burst::begun(Mono(5_000), 'C', ["Complaint taken", "Computed"].into_iter())
    }

    fn takes(burst: &mut Burst, keys: &str, apart: u64) -> Vec<bool> {
        let mut at = burst.last;
        let mut press = |c: char| {
            at = Mono(at.0 + apart);
            let key = if c == '\n' { Key::plain(KeyCode::Enter) } else { Key::char(c) };
            burst.takes(key, at, false, None)
        };
        keys.chars().map(&mut press).collect()
    }

    #[test]
    fn the_rest_of_a_word_goes_with_its_first_letter() {
        assert_eq!(takes(&mut begun(), "omp a\n", 200), [true; 6]);
        // Once it is a word, one may type it slowly.
        let mut slow = begun();
        assert_eq!((takes(&mut slow, "om", 250), takes(&mut slow, "xp", 500)), (vec![true; 2], vec![true; 2]));
        // Where no row has the first letter, any others are of it.
        assert_eq!(takes(&mut Burst::of_nothing(Mono(5_000)), "xyz", 200), [true; 3]);
    }

    #[test]
    fn what_spells_no_name_answers_what_comes_behind() {
        assert_eq!(takes(&mut begun(), "x", 20), [false]);
        assert_eq!(takes(&mut begun(), "ox", 20), [true, false]);
        assert_eq!(takes(&mut Burst::entered(Mono(5_000)), "x", 20), [false]);
    }

    #[test]
    fn a_key_of_its_own_is_none_of_the_word() {
        for keys in ["o", "\n", " "] {
            assert_eq!(takes(&mut begun(), keys, APART), [false], "{keys:?}");
        }
        // On to the next step, or the menu: right behind one letter.
        assert_eq!((takes(&mut begun(), "\n", 50), takes(&mut begun(), " ", 50)), (vec![false], vec![false]));
        let mut begun = begun();
        assert!(!begun.takes(Key::plain(KeyCode::F(9)), Mono(5_010), true, None));
        // What was typed ahead of an answer came before anything was there to be read, however late it is looked at.
        assert!(begun.takes(Key::char('o'), Mono(9_000), true, None));
    }

    #[test]
    fn what_decides_is_not_answered_by_enter_typed_before() {
        let mut burst = begun();
        let missing = Overlay::read(List::Missing, Vec::new());
        let enter = Key::plain(KeyCode::Enter);
        assert!(burst.takes(enter, Mono(5_100), false, Some(&missing)));
        assert!(!burst.takes(enter, Mono(5_100 + OF_A_WORD), false, Some(&missing)));
        // A letter does, where it can be corrected.
        let (x, emergency) = (Key::char('x'), Overlay::read(List::Emergency, Vec::new()));
        assert!(!begun().takes(x, Mono(5_100), false, Some(&missing)));
        assert!(begun().takes(x, Mono(5_100), false, Some(&emergency)));
    }
}
