//! [`Sounds`]: what callers who wait are told, as media of Asterisk.

use crate::domain::{Language, announcement::Announcements};

/// Media of Asterisk, separated by commas, in a language where they have one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Which.
    pub uris: String,
    /// In which; none: in that of the channel.
    pub language: Option<Language>,
}

/// Media, separated by commas; `{place}` stands for the place in the queue, `{minutes}` for the waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sounds {
    /// Who is next.
    pub first: String,
    /// Who is not.
    pub place: String,
    /// The queue is closed.
    pub closed: String,
    /// How long it will probably take.
    pub estimate: String,
    /// That the caller may ask to be called back, by the key 1.
    pub callback: String,
    /// Who asked for that is told that it is noted.
    pub goodbye: String,
    /// Both are told that the call is recorded from now on; empty: they are not.
    pub recorded: String,
}

impl Default for Sounds {
    /// Sounds that come with Asterisk.
    fn default() -> Sounds {
        Sounds {
            first: "sound:queue-youarenext".to_owned(),
            place: "sound:queue-thereare,number:{place},sound:queue-callswaiting".to_owned(),
            closed: "sound:vm-nobodyavail".to_owned(),
            estimate: "sound:queue-holdtime,number:{minutes},sound:queue-minutes".to_owned(),
            callback: "sound:vm-press,digits:1".to_owned(),
            goodbye: "sound:auth-thankyou".to_owned(),
            recorded: "sound:conf-now-recording".to_owned(),
        }
    }
}

/// What is said at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// This announcement.
    Place(Announcements),
    /// It is noted.
    Goodbye,
}

impl Words {
    /// What it is called.
    pub(super) fn name(self) -> String {
        match self {
            Words::Place(announced) => format!("words.{}", announced.said),
            Words::Goodbye => "words.goodbye".to_owned(),
        }
    }
}

impl Sounds {
    /// The sounds that Asterisk has to have for all of that.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let all =
            [&self.first, &self.place, &self.closed, &self.estimate, &self.callback, &self.goodbye, &self.recorded];
        all.into_iter().flat_map(|media| media.split(',')).filter_map(|media| media.strip_prefix("sound:"))
    }

    /// The media of that.
    pub(super) fn media(&self, words: Words) -> String {
        let Words::Place(announced) = words else { return self.goodbye.clone() };
        let place = match announced.place {
            _ if announced.closed => Some(self.closed.clone()),
            0 => None,
            1 => Some(self.first.clone()),
            place => Some(self.place.replace("{place}", &(place - 1).to_string())),
        };
        // Who is next is told no time: it is about to be over.
        let told = announced.minutes > 0 && announced.place > 1;
        let estimate = told.then(|| self.estimate.replace("{minutes}", &announced.minutes.to_string()));
        let callback = announced.callback.then(|| self.callback.clone());
        let media: Vec<String> =
            [place, estimate, callback].into_iter().flatten().filter(|media| !media.is_empty()).collect();
        media.join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_next_how_long_it_takes_and_who_may_be_called_back() {
        let sounds = Sounds::default();
        let media = |place, minutes, callback| {
            sounds.media(Words::Place(Announcements { said: 1, at: None, place, minutes, closed: false, callback }))
        };
        assert_eq!(media(1, 3, false), "sound:queue-youarenext");
        let place = "sound:queue-thereare,number:2,sound:queue-callswaiting";
        let minutes = "sound:queue-holdtime,number:4,sound:queue-minutes";
        assert_eq!(media(3, 0, false), place);
        assert_eq!(media(3, 4, true), format!("{place},{minutes},sound:vm-press,digits:1"));
        assert_eq!(media(0, 4, true), "sound:vm-press,digits:1");
        assert_eq!(media(0, 0, false), "");
        let closed = Announcements { closed: true, callback: true, ..Announcements::default() };
        assert_eq!(sounds.media(Words::Place(closed)), "sound:vm-nobodyavail,sound:vm-press,digits:1");
        // What a house does not want said is empty.
        let quiet = Sounds { estimate: String::new(), ..Sounds::default() };
        assert_eq!(
            quiet.media(Words::Place(Announcements { place: 3, minutes: 4, ..Announcements::default() })),
            place
        );
    }
}
