//! What is ordered of Asterisk, and the request that says so.

use std::fmt::Write;

use serde_json::{Value, json};

use super::sounds::Media;

/// Somebody outside is called for so many seconds.
const RINGS: u32 = 45;

/// How recordings are written.
const FORMAT: &str = "wav";

/// A phone is checked for so many seconds at most, and until so many of silence.
const SPOKEN: (u32, u32) = (5, 2);

/// One order about a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Picks a caller up.
    Answer(String),
    /// Makes the place where the legs of a call hear each other.
    Bridge(String),
    /// Puts a leg into it: bridge, channel.
    Join(String, String),
    /// Takes a leg out of it: bridge, channel.
    Leave(String, String),
    /// Music for a caller who waits alone, or none any more.
    Music(String, bool),
    /// Sounds for a caller: channel, what that is called, media.
    Play(String, String, Media),
    /// These, no longer: what they are called.
    Silence(String),
    /// Sounds for all who hear each other: bridge, what that is called, media.
    Announce(String, String, Media),
    /// Records all who hear each other: bridge, what the recording is called.
    Record(String, String),
    /// Records what comes from a phone, after a tone: channel, what the recording is called.
    RecordPhone(String, String),
    /// That recording stands still, or goes on.
    PauseRecording(String, bool),
    /// Ends it; it is kept.
    StopRecording(String),
    /// A recording that was kept is kept no longer.
    Erase(String),
    /// The sound of a phone that rings elsewhere, or none any more.
    Ring(String, bool),
    /// Calls an agent's phone.
    Call {
        /// The phone, as its endpoint is called.
        phone: String,
        /// What the new leg is to be called.
        channel: String,
        /// The name of the call, which comes back with the leg.
        call: String,
        /// What the phone shows.
        caller: String,
        /// The leg that it is for: both keep the same codec. Empty: it is the first.
        originator: String,
        /// The agent has answered at the desk: a phone that can picks itself up.
        answers_itself: bool,
    },
    /// Calls somebody outside, for an agent whose phone is up.
    Dial {
        /// Where that is reached.
        endpoint: String,
        /// What the new channel is to be called.
        channel: String,
        /// The name of the call, which comes back with the channel.
        call: String,
        /// The number that who is called sees; empty: the telephone system's own.
        caller: String,
        /// The agent's leg: both keep the same codec.
        originator: String,
    },
    /// Somebody hears a leg and is heard by it alone, through a channel of that name.
    Snoop {
        /// The leg.
        channel: String,
        /// What the new channel is to be called.
        name: String,
        /// The name of the call, which comes back with the channel.
        call: String,
    },
    /// Tones to the other side.
    Tones(String, String),
    /// Mutes what a leg says, or does so no longer.
    Mute(String, bool),
    /// Ends a leg.
    HangUp(String),
    /// Ends a bridge.
    Dissolve(String),
}

/// An HTTP request below `/ari`.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// `GET`, `POST` or `DELETE`.
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// JSON, where there is some.
    pub body: Option<Value>,
}

/// A text as a part of a path or a query.
fn part(text: &str) -> String {
    let mut written = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            written.push(byte.into());
        } else {
            // A string takes whatever is written to it.
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written
}

/// Media as a part of a query.
fn asked(media: &Media) -> String {
    let language = media.language.map(|language| format!("&lang={}", language.code())).unwrap_or_default();
    format!("media={}{language}", part(&media.uris))
}

impl Order {
    /// What it is, for the log, which names no one.
    pub fn name(&self) -> &'static str {
        match self {
            Order::Answer(_) => "answer",
            Order::Bridge(_) => "bridge",
            Order::Join(..) => "join",
            Order::Leave(..) => "leave",
            Order::Music(..) => "music",
            Order::Ring(..) => "ring",
            Order::Play(..) => "play",
            Order::Silence(_) => "silence",
            Order::Announce(..) => "announce",
            Order::Record(..) => "record",
            Order::RecordPhone(..) => "record-phone",
            Order::PauseRecording(..) => "pause-recording",
            Order::StopRecording(_) => "stop-recording",
            Order::Erase(_) => "erase",
            Order::Call { .. } => "call",
            Order::Dial { .. } => "dial",
            Order::Snoop { .. } => "snoop",
            Order::Tones(..) => "tones",
            Order::Mute(..) => "mute",
            Order::HangUp(_) => "hang-up",
            Order::Dissolve(_) => "dissolve",
        }
    }

    /// The channel that it is about; none: it is about a bridge.
    pub fn channel(&self) -> Option<&String> {
        match self {
            Order::Answer(channel)
            | Order::Join(_, channel)
            | Order::Leave(_, channel)
            | Order::Music(channel, _)
            | Order::Ring(channel, _)
            | Order::Play(channel, ..)
            | Order::RecordPhone(channel, _)
            | Order::Call { channel, .. }
            | Order::Dial { channel, .. }
            | Order::Snoop { channel, .. }
            | Order::Tones(channel, _)
            | Order::Mute(channel, _)
            | Order::HangUp(channel) => Some(channel),
            Order::Bridge(_)
            | Order::Dissolve(_)
            | Order::Silence(_)
            | Order::Announce(..)
            | Order::Record(..)
            | Order::PauseRecording(..)
            | Order::StopRecording(_)
            | Order::Erase(_) => None,
        }
    }

    /// Where Asterisk finds it senseless, it is not done, and nothing else tells that.
    pub fn has_to_be_done(&self) -> bool {
        let recording = matches!(self, Order::Announce(..) | Order::Record(..) | Order::PauseRecording(..));
        recording || matches!(self, Order::RecordPhone(..) | Order::Call { .. } | Order::Dial { .. })
    }

    /// That it was done is told back.
    pub fn is_told(&self) -> bool {
        matches!(self, Order::Erase(_))
    }

    /// The request, for the application of that name.
    pub fn request(&self, application: &str) -> Request {
        let plain = |method, path| Request { method, path, body: None };
        match self {
            Order::Answer(channel) => plain("POST", format!("/channels/{}/answer", part(channel))),
            Order::Bridge(bridge) => plain("POST", format!("/bridges/{}?type=mixing", part(bridge))),
            Order::Join(bridge, channel) => {
                plain("POST", format!("/bridges/{}/addChannel?channel={}", part(bridge), part(channel)))
            }
            Order::Leave(bridge, channel) => {
                plain("POST", format!("/bridges/{}/removeChannel?channel={}", part(bridge), part(channel)))
            }
            Order::Music(channel, true) => plain("POST", format!("/channels/{}/moh", part(channel))),
            Order::Music(channel, false) => plain("DELETE", format!("/channels/{}/moh", part(channel))),
            Order::Play(channel, name, media) => {
                plain("POST", format!("/channels/{}/play/{}?{}", part(channel), part(name), asked(media)))
            }
            Order::Announce(bridge, name, media) => {
                plain("POST", format!("/bridges/{}/play/{}?{}", part(bridge), part(name), asked(media)))
            }
            Order::Record(bridge, name) => {
                let path =
                    format!("/bridges/{}/record?name={}&format={FORMAT}&ifExists=fail", part(bridge), part(name));
                plain("POST", path)
            }
            Order::RecordPhone(channel, name) => {
                let path = format!(
                    "/channels/{}/record?name={}&format={FORMAT}&ifExists=overwrite&beep=true&maxDurationSeconds={}\
                     &maxSilenceSeconds={}",
                    part(channel),
                    part(name),
                    SPOKEN.0,
                    SPOKEN.1
                );
                plain("POST", path)
            }
            Order::PauseRecording(name, still) => {
                let path = format!("/recordings/live/{}/pause", part(name));
                plain(if *still { "POST" } else { "DELETE" }, path)
            }
            Order::StopRecording(name) => plain("POST", format!("/recordings/live/{}/stop", part(name))),
            Order::Erase(name) => plain("DELETE", format!("/recordings/stored/{}", part(name))),
            Order::Silence(name) => plain("DELETE", format!("/playbacks/{}", part(name))),
            Order::Ring(channel, true) => plain("POST", format!("/channels/{}/ring", part(channel))),
            Order::Ring(channel, false) => plain("DELETE", format!("/channels/{}/ring", part(channel))),
            Order::Call { phone, channel, call, caller, originator, answers_itself } => {
                let path = format!(
                    "/channels/{}?endpoint=PJSIP%2F{}&app={}&appArgs=agent,{}&callerId={}{}&timeout={}",
                    part(channel),
                    part(phone),
                    part(application),
                    part(call),
                    part(caller),
                    if originator.is_empty() { String::new() } else { format!("&originator={}", part(originator)) },
                    if *answers_itself { 15 } else { 600 }
                );
                // What phones know: RFC 5373 as most took it over, and the header before it.
                let headers = json!({ "variables": {
                    "PJSIP_HEADER(add,Call-Info)": "<sip:desk>;answer-after=0",
                    "PJSIP_HEADER(add,Alert-Info)": "info=alert-autoanswer",
                } });
                Request { method: "POST", path, body: answers_itself.then_some(headers) }
            }
            Order::Dial { endpoint, channel, call, caller, originator } => plain(
                "POST",
                format!(
                    "/channels/{}?endpoint={}&app={}&appArgs=out,{}&callerId={}&originator={}&timeout={RINGS}",
                    part(channel),
                    part(endpoint),
                    part(application),
                    part(call),
                    part(caller),
                    part(originator),
                ),
            ),
            Order::Snoop { channel, name, call } => plain(
                "POST",
                format!(
                    "/channels/{}/snoop/{}?spy=both&whisper=out&app={}&appArgs=snoop,{}",
                    part(channel),
                    part(name),
                    part(application),
                    part(call)
                ),
            ),
            Order::Tones(channel, tones) => {
                plain("POST", format!("/channels/{}/dtmf?dtmf={}", part(channel), part(tones)))
            }
            Order::Mute(channel, true) => plain("POST", format!("/channels/{}/mute?direction=in", part(channel))),
            Order::Mute(channel, false) => plain("DELETE", format!("/channels/{}/mute?direction=in", part(channel))),
            Order::HangUp(channel) => plain("DELETE", format!("/channels/{}", part(channel))),
            Order::Dissolve(bridge) => plain("DELETE", format!("/bridges/{}", part(bridge))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_stay_in_their_place() {
        let order = Order::Call {
            phone: "agent1".to_owned(),
            channel: "c".to_owned(),
            call: "i".to_owned(),
            caller: "\"x&app=other\" <1>".to_owned(),
            originator: "o/../p".to_owned(),
            answers_itself: false,
        };
        let request = order.request("opcl");
        assert!(
            request.path.contains("callerId=%22x%26app%3Dother%22%20%3C1%3E&originator=o%2F..%2Fp&"),
            "{}",
            request.path
        );
        assert_eq!(request.body, None);
        assert_eq!(Order::HangUp("1.2".to_owned()).request("opcl").path, "/channels/1.2");
    }
}
