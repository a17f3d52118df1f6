//! A slow line in front of a server: so many bytes a second and milliseconds each way. It takes in whatever it is given, as
//! modems and routers do, so that nobody at either end sees that it is slow.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc::unbounded_channel,
    time::{Instant, sleep_until},
};

/// The address of the near end.
pub async fn slow(server: SocketAddr, rate: u32, delay: Duration) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            let far = TcpStream::connect(server).await.unwrap();
            let (near, far) = (near.into_split(), far.into_split());
            tokio::spawn(carry(near.0, far.1, rate, delay));
            tokio::spawn(carry(far.0, near.1, rate, delay));
        }
    });
    address
}

async fn carry(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin + Send + 'static,
    rate: u32,
    delay: Duration,
) {
    let (send, mut under_way) = unbounded_channel::<(Instant, Vec<u8>)>();
    tokio::spawn(async move {
        while let Some((at, bytes)) = under_way.recv().await {
            sleep_until(at).await;
            if to.write_all(&bytes).await.is_err() {
                return;
            }
        }
    });
    let (mut buffer, mut free) = ([0; 64], Instant::now());
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        free = free.max(Instant::now()) + Duration::from_secs(1) * u32::try_from(read).unwrap() / rate;
        if send.send((free + delay, buffer[..read].to_vec())).is_err() {
            return;
        }
    }
}
