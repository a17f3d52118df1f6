//! The hub beside a hub that does one thing after the other.
