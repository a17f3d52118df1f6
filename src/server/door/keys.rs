//! Keys of agents and of the host, and what may be agreed upon with a client.

use std::{
    borrow::Cow,
    fs,
    io::{self, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use russh::{
    Preferred, cipher, kex,
    keys::{
        Algorithm, EcdsaCurve, HashAlg, PrivateKey, PublicKey, ssh_key::LineEnding, ssh_key::private::Ed25519Keypair,
    },
    mac,
};

use crate::text::Clean;

/// A public key as it is kept, of a file in the way of `authorized_keys`; none: it is none, or of a kind that is not
/// taken.
pub fn key_line(text: &str) -> Option<Clean> {
    let key = PublicKey::from_openssh(text.trim()).ok()?;
    (key.algorithm().is_ed25519() || key.algorithm().is_ecdsa()).then(|| kept(&key)).flatten()
}

/// Kind and base64, without the comment.
pub(super) fn kept(key: &PublicKey) -> Option<Clean> {
    let line = key.to_openssh().ok()?;
    let mut words = line.split(' ');
    Some(Clean::line(&format!("{} {}", words.next()?, words.next()?)))
}

/// The host's key: the one in the file, or a new one, made once and kept (mode 0600).
pub fn host_key(file: &Path) -> io::Result<PrivateKey> {
    if file.try_exists()? {
        return PrivateKey::read_openssh_file(file).map_err(io::Error::other);
    }
    let mut seed = [0; 32];
    fs::File::open("/dev/urandom")?.read_exact(&mut seed)?;
    let key = PrivateKey::from(Ed25519Keypair::from_seed(&seed));
    let text = key.to_openssh(LineEnding::LF).map_err(io::Error::other)?;
    let mut out = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    out.write_all(text.as_bytes())?;
    out.sync_all()?;
    Ok(key)
}

/// What an agent compares at the first sign-in.
pub fn fingerprint(key: &PrivateKey) -> String {
    key.public_key().fingerprint(HashAlg::Sha256).to_string()
}

/// What may be agreed upon: nothing that is on its way out, and lists that take a slow line little time.
pub(super) fn modern() -> Preferred {
    let curves = [EcdsaCurve::NistP256, EcdsaCurve::NistP384, EcdsaCurve::NistP521];
    let ecdsa = curves.map(|curve| Algorithm::Ecdsa { curve });
    Preferred {
        kex: Cow::Borrowed(&[
            kex::MLKEM768X25519_SHA256,
            kex::CURVE25519,
            kex::CURVE25519_PRE_RFC_8731,
            kex::EXTENSION_SUPPORT_AS_SERVER,
            kex::EXTENSION_OPENSSH_STRICT_KEX_AS_SERVER,
        ]),
        key: [Algorithm::Ed25519].into_iter().chain(ecdsa).collect(),
        cipher: Cow::Borrowed(&[cipher::CHACHA20_POLY1305, cipher::AES_256_GCM]),
        mac: Cow::Borrowed(&[mac::HMAC_SHA256_ETM]),
        // For who asks for it, once it is known who they are: on a slow line a screen is there in a third of the time.
        compression: Preferred::DEFAULT.compression.iter().copied().filter(|way| way.as_ref() != "zlib").collect(),
        ..Preferred::DEFAULT
    }
}
