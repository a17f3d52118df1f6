//! PINs to hashes, and whether one is right. One at a time: each takes 19 MiB and some hundredths of a second, and at eight
//! in the morning everybody comes.

use std::sync::{Mutex, PoisonError};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use crate::{
    text::Clean,
    ui::{
        field,
        lock::{Answer, Ask},
    },
};

/// See the module.
#[derive(Debug, Default)]
pub struct Pins(Mutex<()>);

/// On a Belgian keyboard digits are shifted: the unshifted row means the same.
fn digits(pin: &str) -> String {
    pin.chars().map(|c| field::digit(c, "").unwrap_or(c)).collect()
}

impl Pins {
    /// Does what a screen asks.
    pub fn answer(&self, ask: &Ask) -> Answer {
        match ask {
            Ask::Hash(pin) => Answer::Hash(self.hash(pin)),
            Ask::Check { hash, pin } => Answer::Check(self.is_right(hash, pin)),
        }
    }

    /// A hash to keep: argon2id, with a salt of its own. None: the system gives no random numbers.
    pub fn hash(&self, pin: &str) -> Option<Clean> {
        let _turn = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = Argon2::default().hash_password(digits(pin).as_bytes()).ok()?;
        Some(Clean::line(&hash.to_string()))
    }

    /// Whether it is the PIN of that hash.
    pub fn is_right(&self, hash: &str, pin: &str) -> bool {
        let Ok(hash) = PasswordHash::new(hash) else { return false };
        let _turn = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Argon2::default().verify_password(digits(pin).as_bytes(), &hash).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Pin;

    #[test]
    fn the_right_one_is_right_whatever_the_keyboard() {
        let pins = Pins::default();
        let hash = pins.hash("2580").unwrap();
        assert!(Pin::of_hash(hash.clone()).is_some(), "{hash}");
        assert!(pins.is_right(&hash, "2580") && pins.is_right(&hash, "é(!à"));
        assert!(!pins.is_right(&hash, "2581") && !pins.is_right("set", "2580") && !pins.is_right("", ""));
        assert_ne!(pins.hash("2580").unwrap(), hash, "a salt of its own");
    }
}
