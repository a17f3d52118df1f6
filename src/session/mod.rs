//! One agent at one terminal: keys → ui → hub → ui → frame. [`Session`] is a state machine without I/O that outlives its
//! terminal; [`host`] runs the sessions of a process, [`local`] brings its own terminal to one of them. A session knows
//! no other.

pub mod host;
pub mod local;
pub mod pins;

use std::{io, sync::Arc};

use crate::{
    domain::{Language, Mono, Now},
    proto::{Command, Query, ToSession, terminal::TerminalDescription},
    script::Library,
    term::{Decoder, Input as Typed, Screen},
    text::Clean,
    ui::{
        self, Articles, Effect, Model, Msg, Shared,
        lock::{Answer, Ask, Lock},
        seen::{self, Seen},
        theme::Theme,
    },
};

/// A lone Esc is a key after so many milliseconds.
const ESC_AFTER: u64 = 40;

/// What was typed is sent for saving after so many milliseconds; later keys never put it off.
const DRAFT_AFTER: u64 = 100;

/// Frames are so many milliseconds apart, at least.
const FRAME_EVERY: u64 = 10;

/// What waits for everybody is shown after so many milliseconds at most.
const SOON: u64 = 250;

/// A line that takes longer, in milliseconds, for a frame is not burdened with every second of the clocks.
const SLOW: u64 = 1_000;

/// What reaches a session.
#[derive(Debug)]
pub enum Input {
    /// Bytes of the terminal.
    Bytes(Vec<u8>),
    /// Another size.
    Resize(u16, u16),
    /// Word from the hub.
    Hub(Box<ToSession>),
    /// By what the floor works from now on; comes before any word that rests on it.
    Library(Arc<Library>, Arc<Articles>),
    /// The last packet has left.
    Left,
    /// A terminal, in place of the one before.
    Terminal(TerminalDescription),
    /// The terminal is gone: the session goes on without.
    Dropped,
    /// The session has to end.
    End,
    /// The screen was locked before, and is again.
    Lock(Box<Lock>),
    /// What came of [`Output::Pin`].
    Pin(Answer),
    /// The instant of the last [`Output::WakeAt`] has come.
    Time,
}

/// What a session asks of its shell.
#[derive(Debug, PartialEq)]
pub enum Output {
    /// One packet for the terminal; then [`Input::Left`].
    Write(Vec<u8>),
    /// To the hub.
    Command(u64, Command),
    /// To the hub.
    Query(u64, Query),
    /// This has to be done with a PIN; then [`Input::Pin`].
    Pin(Ask),
    /// Wake at this instant, with [`Input::Time`].
    WakeAt(Mono),
    /// Let the terminal go; then [`Input::Dropped`].
    Leave,
    /// The agent may not come in any more.
    Removed,
    /// It is over.
    Quit,
}

/// A session.
pub struct Session {
    model: Model,
    screen: Screen,
    decoder: Decoder,
    /// How soon the next frame is due.
    due: Seen,
    /// Since the last frame nothing happened that this screen shows, but that time passed and the queue changed.
    little: bool,
    /// A packet is on its way, or there is no terminal: no frame before it has left.
    sending: bool,
    /// The last packet took long to leave.
    slow: bool,
    last_frame: Option<Mono>,
    /// The minute of the clocks on the terminal.
    minute: i64,
    /// So much was overdue there.
    overdue: usize,
    esc_at: Option<Mono>,
    draft_at: Option<Mono>,
}

impl Session {
    /// A session for an agent of that login; signs in at once.
    pub fn open(
        shared: Shared,
        terminal: &TerminalDescription,
        (login, name, language): (Clean, Clean, Language),
        now: Now,
    ) -> io::Result<(Session, Vec<Output>)> {
        let mut model = Model::new(shared, Theme::new(terminal.looks()), language, now);
        model.size = terminal.size();
        model.phone_here = terminal.phone.clone();
        model.shared_here = terminal.shared;
        let screen = Screen::new(terminal)?;
        let number = model.number();
        let sign_in = Command::SignIn { login, name, language };
        model.sign_in = Some((sign_in.clone(), None));
        let out = vec![Output::Write(screen.enter().to_vec()), Output::Command(number, sign_in)];
        let session = Session {
            model,
            screen,
            decoder: Decoder::default(),
            due: Seen::Now,
            little: false,
            sending: true,
            slow: false,
            last_frame: None,
            minute: 0,
            overdue: 0,
            esc_at: None,
            draft_at: None,
        };
        Ok((session, out))
    }

    /// The model, for tests.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Takes one input in.
    pub fn step(&mut self, now: Now, input: Input) -> Vec<Output> {
        let mut out = Vec::new();
        let mut typed = Vec::new();
        match input {
            Input::Bytes(bytes) => {
                self.decoder.feed(&bytes, &mut typed);
                self.esc_at = self.decoder.pending_esc().then(|| now.mono.after(ESC_AFTER));
            }
            Input::Resize(cols, rows) => {
                self.model.size = crate::proto::terminal::clamp(cols, rows);
                self.screen.resize(cols, rows);
                self.due = Seen::Now;
            }
            Input::Hub(message) => {
                let focus = self.model.focus;
                self.tell(Msg::Hub(message), now, &mut out);
                if self.model.focus != focus {
                    self.draft_at = self.draft_at.or(Some(now.mono.after(DRAFT_AFTER)));
                }
            }
            Input::Library(library, articles) => self.tell(Msg::Library(library, articles), now, &mut out),
            Input::Left => {
                self.sending = false;
                self.slow = self.last_frame.is_some_and(|sent| now.mono.since(sent) > SLOW);
            }
            Input::Terminal(terminal) => {
                self.turn_to(&terminal, &mut out);
                self.tell(Msg::Terminal(true), now, &mut out);
            }
            Input::Dropped => {
                // Half a sequence of keys is none on another terminal.
                self.decoder = Decoder::default();
                self.esc_at = None;
                self.sending = true;
                self.tell(Msg::Terminal(false), now, &mut out);
            }
            Input::End => {
                self.carry_out(vec![Effect::Quit], &mut out);
                return out;
            }
            Input::Lock(lock) => self.tell(Msg::Lock(lock), now, &mut out),
            Input::Pin(answer) => {
                self.tell(Msg::Pin(answer), now, &mut out);
                // Whether the screen is locked outlives the process.
                self.draft_at = self.draft_at.or(Some(now.mono.after(DRAFT_AFTER)));
            }
            Input::Time => {
                if self.esc_at.is_some_and(|at| at <= now.mono) {
                    self.esc_at = None;
                    self.decoder.flush(&mut typed);
                }
                self.tell(Msg::Time, now, &mut out);
            }
        }
        for typed in typed {
            let msg = match typed {
                Typed::Key(key) => Msg::Key(key),
                Typed::Paste(text) => Msg::Paste(text),
            };
            self.tell(msg, now, &mut out);
            self.draft_at = self.draft_at.or(Some(now.mono.after(DRAFT_AFTER)));
        }
        if self.draft_at.is_some_and(|at| at <= now.mono) {
            self.draft_at = None;
            let effects = ui::update::save_drafts(&mut self.model);
            self.carry_out(effects, &mut out);
        }
        self.frame(now, &mut out);
        out.push(Output::WakeAt(self.next_wake(now)));
        out
    }

    /// Goes on, where it was, at a terminal of another size and kind.
    fn turn_to(&mut self, terminal: &TerminalDescription, out: &mut Vec<Output>) {
        // A screen in memory can be had.
        let Ok(screen) = Screen::new(terminal) else { return };
        self.screen = screen;
        self.decoder = Decoder::default();
        self.esc_at = None;
        self.model.theme = Theme::new(terminal.looks());
        self.model.size = terminal.size();
        self.model.pending.clear();
        self.model.phone_here = terminal.phone.clone();
        self.model.shared_here = terminal.shared;
        let effects = ui::update::sat_down(&mut self.model);
        self.carry_out(effects, out);
        // The PIN was asked on the way in there; a key or a user tells whose desk it is, not who sits down.
        self.model.lock = self.model.lock.as_ref().and_then(Lock::kept).filter(|_| !terminal.shared);
        self.due = Seen::Now;
        self.sending = true;
        self.slow = false;
        self.last_frame = None;
        out.push(Output::Write(self.screen.enter().to_vec()));
    }

    fn tell(&mut self, msg: Msg, now: Now, out: &mut Vec<Output>) {
        let notice = |model: &Model| model.notice.as_ref().map(|notice| notice.since);
        let (due, before) = (seen::how_soon(&self.model, &msg), notice(&self.model));
        self.little &= seen::is_little(&self.model, &msg, due);
        let effects = ui::update::update(&mut self.model, msg, now);
        self.due = self.due.max(if notice(&self.model) == before { due } else { Seen::Now });
        self.carry_out(effects, out);
    }

    fn carry_out(&mut self, effects: Vec<Effect>, out: &mut Vec<Output>) {
        for effect in effects {
            match effect {
                Effect::Command(number, command) => out.push(Output::Command(number, command)),
                Effect::Query(number, query) => out.push(Output::Query(number, query)),
                Effect::Pin(ask) => out.push(Output::Pin(ask)),
                Effect::Leave => out.push(Output::Leave),
                Effect::Redraw => self.screen.redraw(),
                Effect::Removed => out.push(Output::Removed),
                Effect::Quit => {
                    // What was typed last is saved on the way out.
                    let effects = ui::update::save_drafts(&mut self.model);
                    let orders = effects.into_iter().filter_map(|effect| match effect {
                        Effect::Command(number, command) => Some(Output::Command(number, command)),
                        _ => None,
                    });
                    out.extend(orders);
                    out.push(Output::Quit);
                }
            }
        }
    }

    /// Draws when something changed, not too often, and only when the last packet has left.
    fn frame(&mut self, now: Now, out: &mut Vec<Output>) {
        if self.sending || self.draws_at(now).is_none_or(|at| now.mono < at) {
            return;
        }
        let (minute, overdue) = (minute(self.model.now), ui::view::tick::overdue(&self.model));
        // What others did meanwhile is not seen at a desk over which nothing lies.
        let ticks = self.little && (minute, overdue) == (self.minute, self.overdue);
        self.little = true;
        self.due = Seen::Never;
        self.last_frame = Some(now.mono);
        (self.minute, self.overdue) = (minute, overdue);
        let model = &self.model;
        let packet = if ticks {
            self.screen.draw(|frame, shown| ui::view::tick::tick(model, frame, shown))
        } else {
            self.screen.draw(|frame, _| ui::view::view(model, frame))
        };
        if let Ok(packet) = packet
            && !packet.is_empty()
        {
            self.sending = true;
            out.push(Output::Write(packet));
        }
    }

    /// When the next frame is due, if it is. While frames lag, clocks tick each minute.
    fn draws_at(&self, now: Now) -> Option<Mono> {
        let every = match self.due {
            Seen::Never | Seen::Later => return None,
            Seen::Ticks if self.slow && minute(self.model.now) == self.minute => return None,
            Seen::Ticks | Seen::Now => FRAME_EVERY,
            Seen::Soon => SOON,
        };
        Some(self.last_frame.map_or(now.mono, |last| last.after(every)))
    }

    fn next_wake(&self, now: Now) -> Mono {
        let frame = self.draws_at(now).filter(|_| !self.sending);
        [self.esc_at, self.draft_at, frame, self.model.next_change()]
            .into_iter()
            .flatten()
            .min()
            .unwrap_or(now.mono.after(1_000))
    }
}

fn minute(now: Now) -> i64 {
    now.utc.0.div_euclid(60_000)
}
