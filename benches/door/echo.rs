//! The peer: an SSH server of the same library that sends back what is typed, and does nothing else.

use std::{net::SocketAddr, sync::Arc};

use russh::{
    Channel, ChannelId,
    keys::PrivateKey,
    server::{Auth, ChannelOpenHandle, Config, Handler, Msg, PublicKeyOffer, Session, VerifiedPublicKey, run_stream},
};
use tokio::net::TcpListener;

struct Echo;

impl Handler for Echo {
    type Error = russh::Error;

    async fn auth_publickey_offered(&mut self, _: &str, _: PublicKeyOffer<'_>) -> Result<Auth, russh::Error> {
        Ok(Auth::Accept)
    }

    async fn auth_publickey(&mut self, _: &str, _: VerifiedPublicKey<'_>) -> Result<Auth, russh::Error> {
        Ok(Auth::Accept)
    }

    async fn channel_open_session(
        &mut self,
        _: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), russh::Error> {
        reply.accept().await;
        Ok(())
    }

    async fn data(&mut self, channel: ChannelId, data: &[u8], session: &mut Session) -> Result<(), russh::Error> {
        session.data(channel, data.to_vec())
    }
}

pub async fn serve(key: PrivateKey) -> SocketAddr {
    let config = Arc::new(Config { keys: vec![key], ..Config::default() });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            stream.set_nodelay(true).unwrap();
            let config = Arc::clone(&config);
            tokio::spawn(async move {
                if let Ok(running) = run_stream(config, stream, Echo).await {
                    let _ = running.await;
                }
            });
        }
    });
    address
}
