//! Vietnamese text: as composed, as addressed, as ordered, as said.
//!
//! Text comes in, text goes out. Nothing here knows an article, a locality or a file, and nothing
//! here imports another module of this crate.

pub mod legacy;
pub mod syllable;
pub mod tone;
