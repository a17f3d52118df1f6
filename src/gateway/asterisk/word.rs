//! What Asterisk says: events of the application, channels and bridges that it lists.

use serde::Deserialize;

/// An event. Those that nothing here rests on are one.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "type")]
pub enum Word {
    /// A channel came to the application.
    StasisStart {
        /// What it was sent with: of a channel that was called here, the call that it is for.
        #[serde(default)]
        args: Vec<String>,
        /// Which.
        channel: Channel,
    },
    /// It left the application.
    StasisEnd {
        /// Which.
        channel: Channel,
    },
    /// It is gone.
    ChannelDestroyed {
        /// Which.
        channel: Channel,
        /// Why: a cause of Q.850, such as 16, a normal end, and 17, busy.
        #[serde(default)]
        cause: u16,
    },
    /// A tone came from a channel.
    ChannelDtmfReceived {
        /// Which.
        channel: Channel,
        /// `0` to `9`, `*`, `#`.
        digit: String,
    },
    /// Sounds are over.
    PlaybackFinished {
        /// Which.
        playback: Playback,
    },
    /// A recording runs.
    RecordingStarted {
        /// Which.
        recording: Tape,
    },
    /// It ended.
    RecordingFinished {
        /// Which.
        recording: Tape,
    },
    /// It could not be made.
    RecordingFailed {
        /// Which.
        recording: Tape,
    },
    /// A phone is reached, or not any more.
    EndpointStateChange {
        /// Which.
        endpoint: Endpoint,
    },
    /// Another WebSocket took the application over.
    ApplicationReplaced,
    /// Anything else.
    #[serde(other)]
    Other,
}

impl Word {
    /// The event of a message; none: it is no event.
    pub fn read(text: &str) -> Option<Word> {
        serde_json::from_str(text).ok()
    }
}

/// A leg of a call.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Channel {
    /// Its name for orders.
    pub id: String,
    /// `Ring`, `Ringing`, `Up` …
    pub state: String,
    /// Who calls.
    pub caller: Party,
    /// Where it stands in the dialplan.
    pub dialplan: Dialplan,
}

/// A party of a call.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Party {
    /// Name as it came in; hostile text.
    pub name: String,
    /// Number as it came in; hostile text.
    pub number: String,
}

/// A place in the dialplan.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Dialplan {
    /// What was dialled.
    pub exten: String,
    /// The dialplan application that it is in: `Stasis` for those that are driven from outside.
    pub app_name: String,
    /// With what: the name of the outside application first.
    pub app_data: String,
}

impl Dialplan {
    /// The application outside that it was handed to, and its third word: the line.
    pub fn came_to(&self) -> (Option<&str>, &str) {
        let mut parts = self.app_data.split(',');
        let application = parts.next().filter(|_| self.app_name == "Stasis");
        (application, parts.nth(1).unwrap_or_default())
    }
}

/// Sounds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Playback {
    /// What they are called.
    pub id: String,
    /// `done`, or `failed`.
    pub state: String,
}

impl Playback {
    /// They were not heard.
    pub fn has_failed(&self) -> bool {
        self.state == "failed"
    }
}

/// A recording.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Tape {
    /// What it is called.
    pub name: String,
    /// Seconds in which something was said; none: nobody listened for that.
    pub talking_duration: Option<u32>,
}

/// A phone.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Endpoint {
    /// `PJSIP` for those that are ours.
    pub technology: String,
    /// Its name.
    pub resource: String,
    /// `offline`: nobody is registered. Of some, Asterisk does not know: they are not.
    pub state: String,
}

impl Endpoint {
    /// Whether a call would reach it, as far as Asterisk knows.
    pub fn is_reached(&self) -> bool {
        self.state != "offline"
    }
}

/// Where legs hear each other.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Bridge {
    /// Its name for orders.
    pub id: String,
    /// Legs in it.
    pub channels: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_and_unknown_ones_and_fields_are_let_be() {
        let start = r#"{"type":"StasisStart","timestamp":"2026-11-30T09:00:00.000+0000","args":["inbound"],"channel":
            {"id":"1732.5","name":"PJSIP/anonymous-00000001","state":"Ring","caller":{"name":"","number":"025550100"},
            "connected":{"name":"","number":""},"accountcode":"","dialplan":{"context":"in","exten":"100","priority":1,
            "app_name":"Stasis","app_data":"opcl,inbound"},"creationtime":"x","language":"en"},"application":"opcl"}"#;
        let Some(Word::StasisStart { args, channel }) = Word::read(start) else { panic!() };
        assert_eq!((args, channel.caller.number.as_str()), (vec!["inbound".to_owned()], "025550100"));
        assert_eq!((channel.id.as_str(), channel.dialplan.exten.as_str()), ("1732.5", "100"));
        assert_eq!(Word::read(r#"{"type":"ChannelVarset","variable":"x"}"#), Some(Word::Other));
        let gone = Word::read(r#"{"type":"ChannelDestroyed","channel":{"id":"a"},"cause":17,"cause_txt":"User busy"}"#);
        assert!(matches!(gone, Some(Word::ChannelDestroyed { cause: 17, .. })));
        assert_eq!(Word::read("{"), None);
    }
}
