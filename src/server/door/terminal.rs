//! A terminal behind the door: what is typed there, and what is drawn, no faster than it arrives.

use russh::{
    ChannelMsg, ChannelReadHalf, ChannelWriteHalf,
    server::{Handle, Msg},
};
use tokio::{
    sync::mpsc,
    task::{JoinSet, block_in_place},
};

use crate::{
    hub::shell::Clock,
    server::pace::Pace,
    session::{
        Input,
        host::{Keyboard, Packet},
    },
    term::screen,
};

/// What no terminal has is brought within bounds by whoever draws.
pub(super) fn size(cols: u32, rows: u32) -> (u16, u16) {
    (u16::try_from(cols).unwrap_or(u16::MAX), u16::try_from(rows).unwrap_or(u16::MAX))
}

/// The two tasks of a terminal: what is typed, what is drawn.
#[allow(clippy::disallowed_methods, reason = "tasks live in shells")]
pub(super) fn begin(drawn: Drawn, keys: ChannelReadHalf, outbox: mpsc::UnboundedReceiver<Packet>) {
    tokio::spawn(typed(drawn.keyboard.clone(), keys));
    tokio::spawn(drawn.run(outbox));
}

async fn typed(keyboard: Keyboard, mut keys: ChannelReadHalf) {
    while let Some(message) = keys.wait().await {
        let input = match message {
            ChannelMsg::Data { data } => Input::Bytes(data.to_vec()),
            ChannelMsg::WindowChange { col_width, row_height, .. } => {
                let (cols, rows) = size(col_width, row_height);
                Input::Resize(cols, rows)
            }
            ChannelMsg::Eof | ChannelMsg::Close => break,
            _ => continue,
        };
        // A session with too much to do lets its client wait.
        if !block_in_place(|| keyboard.send(input)) {
            return;
        }
    }
    block_in_place(|| keyboard.send(Input::Dropped));
}

/// What is drawn at one terminal.
pub(super) struct Drawn {
    pub(super) keyboard: Keyboard,
    pub(super) screen: ChannelWriteHalf<Msg>,
    pub(super) handle: Handle,
    pub(super) clock: Clock,
}

impl Drawn {
    #[allow(clippy::disallowed_methods, reason = "tasks live in shells")]
    async fn run(self, mut outbox: mpsc::UnboundedReceiver<Packet>) {
        let (mut pace, mut questions, mut waiting) = (Pace::default(), JoinSet::new(), false);
        loop {
            tokio::select! {
                packet = outbox.recv() => match packet {
                    Some(Packet::Frame(frame)) => {
                        let bytes = frame.len();
                        // Waits for the client's window.
                        if self.screen.data_bytes(frame).await.is_err() {
                            return;
                        }
                        pace.sent(bytes, self.clock.now().mono);
                        questions.spawn(is_it_there(self.handle.clone()));
                        waiting = true;
                    }
                    Some(Packet::Last(_, words, _delivered)) => {
                        let mut bytes = screen::LEAVE.to_vec();
                        if !words.is_empty() {
                            bytes.extend(words.bytes().chain(*b"\r\n"));
                        }
                        let _ = self.screen.data_bytes(bytes).await;
                        let _ = self.screen.exit_status(0).await;
                        break;
                    }
                    None => break,
                },
                Some(_) = questions.join_next() => pace.arrived(self.clock.now().mono),
            }
            if waiting && pace.is_open() {
                waiting = false;
                block_in_place(|| self.keyboard.left());
            }
        }
        let _ = self.screen.eof().await;
        let _ = self.screen.close().await;
    }
}

/// Asks the client something to which the answer is no, behind a frame: the answer tells that the frame is there, through
/// whatever is in between. Every client answers (RFC 4254, section 4), in the order in which it was asked.
async fn is_it_there(client: Handle) {
    let _ = client.cancel_forward_tcpip(String::new(), 0).await;
}
