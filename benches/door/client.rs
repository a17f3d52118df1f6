//! A terminal that comes in by SSH, without a screen.

use std::{borrow::Cow, sync::Arc, time::Duration};

use russh::{
    ChannelMsg, ChannelReadHalf, ChannelWriteHalf, Preferred, cipher, client, kex,
    keys::{Algorithm, PrivateKey, PrivateKeyWithHashAlg, PublicKeyOrCertificate},
    mac,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    time::{Instant, timeout},
};

struct Trusting;

impl client::Handler for Trusting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }
}

pub struct Client {
    _connection: client::Handle<Trusting>,
    screen: ChannelReadHalf,
    keys: ChannelWriteHalf<client::Msg>,
}

/// What the README advises on slow lines: few algorithms to name, a short exchange of keys, and compression.
fn thrifty() -> client::Config {
    let shipped = Preferred::DEFAULT;
    let preferred = Preferred {
        kex: Cow::Borrowed(&[kex::CURVE25519, kex::EXTENSION_OPENSSH_STRICT_KEX_AS_CLIENT]),
        key: Cow::Borrowed(&[Algorithm::Ed25519]),
        cipher: Cow::Borrowed(&[cipher::CHACHA20_POLY1305]),
        mac: Cow::Borrowed(&[mac::HMAC_SHA256_ETM]),
        compression: shipped.compression.iter().copied().filter(|way| way.as_ref() == "zlib@openssh.com").collect(),
        ..shipped
    };
    client::Config { preferred, ..client::Config::default() }
}

impl Client {
    pub async fn sign_in(
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        login: &str,
        key: &Arc<PrivateKey>,
        size: (u32, u32),
    ) -> Result<Client, russh::Error> {
        Client::with(client::Config::default(), stream, (login, key), size).await
    }

    /// The same, on a slow line.
    pub async fn sign_in_thriftily(
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        login: &str,
        key: &Arc<PrivateKey>,
        size: (u32, u32),
    ) -> Result<Client, russh::Error> {
        Client::with(thrifty(), stream, (login, key), size).await
    }

    async fn with(
        config: client::Config,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        (login, key): (&str, &Arc<PrivateKey>),
        (cols, rows): (u32, u32),
    ) -> Result<Client, russh::Error> {
        let mut connection = client::connect_stream(Arc::new(config), stream, Trusting).await?;
        let key = PrivateKeyWithHashAlg::new(Arc::clone(key), None);
        if !connection.authenticate_publickey(login, key).await?.success() {
            return Err(russh::Error::NotAuthenticated);
        }
        let channel = connection.channel_open_session().await?;
        let (screen, keys) = channel.split();
        keys.request_pty(false, "xterm-256color", cols, rows, 0, 0, &[]).await?;
        keys.request_shell(false).await?;
        Ok(Client { _connection: connection, screen, keys })
    }

    pub async fn types(&self, keys: &str) {
        self.keys.data_bytes(keys.as_bytes().to_vec()).await.unwrap();
    }

    /// The next bytes for the screen; none: the line is closed.
    pub async fn sees(&mut self) -> Option<Vec<u8>> {
        loop {
            match self.screen.wait().await? {
                ChannelMsg::Data { data } => return Some(data.to_vec()),
                _ => continue,
            }
        }
    }

    /// Waits for these bytes, at most so long; when the packet came that has them.
    pub async fn until(&mut self, mark: &str, at_most: Duration) -> Option<Instant> {
        let mut seen = Vec::new();
        let looking = async {
            loop {
                seen.extend(self.sees().await?);
                if seen.windows(mark.len()).any(|window| window == mark.as_bytes()) {
                    return Some(Instant::now());
                }
            }
        };
        timeout(at_most, looking).await.ok().flatten()
    }

    /// Waits until nothing came for so long; when the last byte came.
    pub async fn silence(&mut self, of: Duration) -> Instant {
        let mut last = Instant::now();
        while let Ok(Some(_)) = timeout(of, self.sees()).await {
            last = Instant::now();
        }
        last
    }
}
