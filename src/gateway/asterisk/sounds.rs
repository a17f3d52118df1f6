//! [`Sounds`]: what callers who wait are told, as media of Asterisk.

/// Media, separated by commas; `{place}` stands for the place in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sounds {
    /// Who is next.
    pub first: String,
    /// Who is not.
    pub place: String,
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
            callback: "sound:vm-press,digits:1".to_owned(),
            goodbye: "sound:auth-thankyou".to_owned(),
            recorded: "sound:conf-now-recording".to_owned(),
        }
    }
}

/// What is said at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// The announcement of that number: the place, from 1, and whether the caller may be called back.
    Place(u32, u32, bool),
    /// It is noted.
    Goodbye,
}

impl Words {
    /// What it is called.
    pub(super) fn name(self) -> String {
        match self {
            Words::Place(said, ..) => format!("words.{said}"),
            Words::Goodbye => "words.goodbye".to_owned(),
        }
    }
}

impl Sounds {
    /// The sounds that Asterisk has to have for all of that.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let all = [&self.first, &self.place, &self.callback, &self.goodbye, &self.recorded];
        all.into_iter().flat_map(|media| media.split(',')).filter_map(|media| media.strip_prefix("sound:"))
    }

    /// The media of that.
    pub(super) fn media(&self, words: Words) -> String {
        let (place, callback) = match words {
            Words::Place(_, place, callback) => (place, callback),
            Words::Goodbye => return self.goodbye.clone(),
        };
        let mut media = match place {
            0 => String::new(),
            1 => self.first.clone(),
            _ => self.place.replace("{place}", &(place - 1).to_string()),
        };
        if callback {
            if !media.is_empty() {
                media.push(',');
            }
            media.push_str(&self.callback);
        }
        media
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_next_and_who_may_be_called_back() {
        let sounds = Sounds::default();
        assert_eq!(sounds.media(Words::Place(1, 1, false)), "sound:queue-youarenext");
        let third = "sound:queue-thereare,number:2,sound:queue-callswaiting,sound:vm-press,digits:1";
        assert_eq!(sounds.media(Words::Place(2, 3, true)), third);
        assert_eq!(sounds.media(Words::Place(2, 0, true)), "sound:vm-press,digits:1");
        assert_eq!(sounds.media(Words::Place(2, 0, false)), "");
    }
}
