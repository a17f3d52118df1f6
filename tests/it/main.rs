//! Everything that needs more than one module: the layering, stories, conformance, the real binary.

mod tidy;
