//! Pure: records and rules.
