//! TLS to a telephone system, where its address begins with `https://`: certificates of the host, or one that is named.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
    path::Path,
    sync::Arc,
};

use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// Whose word is taken for who the telephone system is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roots(Arc<Vec<CertificateDer<'static>>>);

impl Roots {
    /// Those of a file in PEM.
    ///
    /// # Errors
    /// It can't be read, or holds no certificate.
    pub fn of_file(file: &Path) -> io::Result<Roots> {
        let text = std::fs::read(file)?;
        let wrong = |error| io::Error::new(io::ErrorKind::InvalidData, format!("{error:?}"));
        let found: Vec<_> = CertificateDer::pem_slice_iter(&text).collect::<Result<_, _>>().map_err(wrong)?;
        if found.is_empty() { Err(io::ErrorKind::InvalidData.into()) } else { Ok(Roots(Arc::new(found))) }
    }

    /// Those that the host trusts.
    pub fn of_host() -> Roots {
        Roots(Arc::new(rustls_native_certs::load_native_certs().certs))
    }

    /// For requests.
    pub(super) fn config(&self) -> TlsConfig {
        let known: Vec<_> = self.0.iter().map(|one| Certificate::from_der(one).to_owned()).collect();
        TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(known)))
            .unversioned_rustls_crypto_provider(provider())
            .build()
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// A way to a telephone system, read and written in the clear on this side.
pub(super) enum Stream {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
}

impl Stream {
    /// Over that socket, to the host of that name.
    pub(super) fn over(socket: TcpStream, host: &str, roots: Option<&Roots>) -> io::Result<Stream> {
        let Some(roots) = roots else { return Ok(Stream::Plain(socket)) };
        let mut known = RootCertStore::empty();
        // What is no certificate counts for nothing.
        known.add_parsable_certificates(roots.0.iter().cloned());
        let config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?
            .with_root_certificates(known)
            .with_no_client_auth();
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        let connection = ClientConnection::new(Arc::new(config), name).map_err(io::Error::other)?;
        Ok(Stream::Tls(Box::new(StreamOwned::new(connection, socket))))
    }

    /// The socket below.
    pub(super) fn socket(&self) -> &TcpStream {
        match self {
            Stream::Plain(socket) => socket,
            Stream::Tls(stream) => stream.get_ref(),
        }
    }
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Stream::Plain(socket) => socket.read(into),
            Stream::Tls(stream) => stream.read(into),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        match self {
            Stream::Plain(socket) => socket.write(from),
            Stream::Tls(stream) => stream.write(from),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Stream::Plain(socket) => socket.flush(),
            Stream::Tls(stream) => stream.flush(),
        }
    }
}
