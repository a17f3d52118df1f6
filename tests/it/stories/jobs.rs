//! Keys that the usual jobs take.
