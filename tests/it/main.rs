//! Everything that needs more than one module: stories, conformance, the real binary.
