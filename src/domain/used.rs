//! [`Used`]: a knowledge article that was used in a contact, what was done of it, and whether it helped.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{EditionNumber, Utc};
use crate::text::Clean;

/// An article that was used for a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// Code of the article.
    pub article: Clean,
    /// The need that it was used for, by place.
    #[serde(default)]
    pub need: usize,
    /// As it stood in that edition.
    #[serde(default)]
    pub edition: EditionNumber,
    /// When something was done of it last.
    pub at: Utc,
    /// Ids of the steps that were done.
    #[serde(default)]
    pub ticked: BTreeSet<Clean>,
    /// Whether it helped; none: nobody has said.
    #[serde(default)]
    pub helped: Option<bool>,
}

/// What is done of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// The step of that id is ticked; ticked again, it is not done after all.
    Tick(Clean),
    /// It solved the need, or did not help; said again, nothing is said of it.
    Helped(bool),
}

/// Does a deed of an article for a need; whether it is said to have helped afterwards. What is taken back whole was not used.
pub fn use_article(
    all: &mut Vec<Used>,
    (article, need): (&Clean, usize),
    deed: &Use,
    (edition, at): (EditionNumber, Utc),
) -> Option<bool> {
    let place = all.iter().position(|used| used.article == *article && used.need == need).unwrap_or_else(|| {
        all.push(Used { article: article.clone(), need, edition, at, ticked: BTreeSet::new(), helped: None });
        all.len() - 1
    });
    let used = &mut all[place];
    (used.edition, used.at) = (edition, at);
    match deed {
        Use::Tick(step) => {
            if !used.ticked.remove(step) {
                used.ticked.insert(step.clone());
            }
        }
        Use::Helped(helped) => used.helped = (used.helped != Some(*helped)).then_some(*helped),
    }
    let helped = used.helped;
    if helped.is_none() && used.ticked.is_empty() {
        all.remove(place);
    }
    helped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_of_an_article_is_kept_and_taken_back() {
        let (modem, mut all) = (Clean::line("modem"), Vec::new());
        let mut step = |deed: Use, need, at| {
            let helped = use_article(&mut all, (&modem, need), &deed, (EditionNumber(3), Utc(at)));
            (helped, all.clone())
        };
        let tick = || Use::Tick(Clean::line("off"));
        let (helped, all) = step(tick(), 0, 1);
        assert_eq!((helped, all.len(), all[0].ticked.len(), all[0].at), (None, 1, 1, Utc(1)));
        let (helped, all) = step(Use::Helped(false), 0, 2);
        assert_eq!(
            (helped, all[0].helped, all[0].at, all[0].edition),
            (Some(false), Some(false), Utc(2), EditionNumber(3))
        );
        assert_eq!(step(Use::Helped(true), 0, 3).0, Some(true));
        // Another need has its own.
        assert_eq!(step(tick(), 1, 4).1.len(), 2);
        assert_eq!(step(tick(), 1, 5).1.len(), 1);
        assert_eq!(step(Use::Helped(true), 0, 6).0, None);
        assert_eq!(step(tick(), 0, 7).1, []);
    }
}
