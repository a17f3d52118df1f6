//! The outside world: telephone systems, mail servers. A gateway never blocks the hub. Without one, calls come in by `opcl ring`,
//! by hand, and on the practice line.

pub mod asterisk;
