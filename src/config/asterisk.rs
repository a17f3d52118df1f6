//! `[asterisk]` of `config.toml`: where a telephone system is, and who we are there.

use std::{fmt, fs, io, path::PathBuf};

use crate::{
    gateway::asterisk::Sounds,
    server::telephone::{Access, Roots},
};

/// What may be chosen of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asterisk {
    /// `host:port` of its HTTP server.
    pub address: String,
    /// It is spoken to by TLS.
    pub tls: bool,
    /// What tells who it is then; none: what the host trusts.
    pub certificate: Option<PathBuf>,
    /// User of ARI.
    pub user: String,
    /// That user's password.
    pub password: Password,
    /// Name of the application, as the dialplan has it.
    pub application: String,
    /// The endpoint by which who is outside is reached: `{number}` stands for the number.
    pub way_out: String,
    /// What callers who wait are told.
    pub sounds: Sounds,
}

/// A password, or the file that holds nothing else.
#[derive(Clone, PartialEq, Eq)]
pub enum Password {
    /// As it is written.
    Given(String),
    /// Read when it is needed.
    In(PathBuf),
}

impl fmt::Debug for Password {
    /// Never the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Password::Given(_) => f.write_str("given"),
            Password::In(file) => write!(f, "in {}", file.display()),
        }
    }
}

impl Asterisk {
    /// With the password, wherever it is.
    ///
    /// # Errors
    /// A file that should hold it, or the certificate, can't be read.
    pub fn access(&self) -> Result<Access, (PathBuf, io::Error)> {
        let password = match &self.password {
            Password::Given(password) => password.clone(),
            Password::In(file) => {
                let text = fs::read_to_string(file).map_err(|error| (file.clone(), error))?;
                text.trim().to_owned()
            }
        };
        let roots = self.certificate.as_ref().map(|file| Roots::of_file(file).map_err(|error| (file.clone(), error)));
        let roots = if self.tls { Some(roots.transpose()?.unwrap_or_else(Roots::of_host)) } else { None };
        let (address, user, application) = (self.address.clone(), self.user.clone(), self.application.clone());
        let (way_out, sounds) = (self.way_out.clone(), self.sounds.clone());
        Ok(Access { address, roots, user, password, application, way_out, sounds })
    }
}
