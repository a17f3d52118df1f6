//! [`Burst`]: letters that come one upon the other. A list that one of them answers takes the rest with it: they were meant for
//! that list, and what comes behind it was not there to be read.

use super::{
    overlay::{List, Overlay},
    promise_list::PromiseList,
};
use crate::{
    domain::Mono,
    keymap::{Key, KeyCode},
};

/// Between two keys that come sooner than this, in milliseconds, nobody reads what the first one opened.
const APART: u64 = 300;

/// The same, once it is plain that a word is being typed.
const OF_A_WORD: u64 = 600;

/// Letters typed into a list that is answered by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// When the last of them came.
    last: Mono,
    /// More than one came: a word is being typed.
    word: bool,
}

impl Burst {
    /// A letter answered its list.
    pub fn begun(at: Mono) -> Burst {
        Burst { last: at, word: false }
    }

    /// A word is being typed, or about to be, for which there is no list.
    pub fn of_word(at: Mono) -> Burst {
        Burst { last: at, word: true }
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
                (_, typed) => typed.is_some(),
            };
        if takes {
            *self = Burst::of_word(at);
        }
        takes
    }
}

impl List {
    /// What is chosen there is done at once, and no key takes it back.
    pub fn decides(&self) -> bool {
        matches!(
            self,
            List::Missing
                | List::Why(..)
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
        let begun = Burst::begun(Mono(5_000));
        assert_eq!(takes(&mut begun.clone(), "omp a\n", 200), [true; 6]);
        // Once it is a word, one may type it slowly.
        let mut slow = begun;
        assert_eq!((takes(&mut slow, "o", 250), takes(&mut slow, "mp", 500)), (vec![true], vec![true; 2]));
    }

    #[test]
    fn a_key_of_its_own_is_none_of_the_word() {
        let begun = Burst::begun(Mono(5_000));
        for keys in ["x", "\n", " "] {
            assert_eq!(takes(&mut begun.clone(), keys, APART), [false], "{keys:?}");
        }
        // On to the next step, or the menu: right behind one letter.
        assert_eq!(
            (takes(&mut begun.clone(), "\n", 50), takes(&mut begun.clone(), " ", 50)),
            (vec![false], vec![false])
        );
        let mut begun = begun;
        assert!(!begun.takes(Key::plain(KeyCode::F(9)), Mono(5_010), true, None));
        // What was typed ahead of an answer came before anything was there to be read, however late it is looked at.
        assert!(begun.takes(Key::char('m'), Mono(9_000), true, None));
    }

    #[test]
    fn what_decides_is_not_answered_by_enter_typed_before() {
        let mut burst = Burst::begun(Mono(5_000));
        let missing = Overlay::read(List::Missing, Vec::new());
        let enter = Key::plain(KeyCode::Enter);
        assert!(burst.takes(enter, Mono(5_100), false, Some(&missing)));
        assert!(!burst.takes(enter, Mono(5_100 + OF_A_WORD), false, Some(&missing)));
    }
}
