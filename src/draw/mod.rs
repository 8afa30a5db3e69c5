//! Drawing: text broken into lines that fit, SVG as pixels or as a printed page, QR codes.
//!
//! Words and an SVG come in, lines with their places, PNG or PDF bytes go out. Nothing here knows an
//! article, a locality or a template. Everything but the QR codes needs the cargo feature `cards`;
//! without it a site is built the same, only without pictures and posters.

pub mod fit;
pub mod flow;
pub mod png;
pub mod qr;
pub mod stack;

#[cfg(feature = "cards")]
pub mod filters;
#[cfg(feature = "cards")]
pub mod font;
#[cfg(feature = "cards")]
pub mod render;

/// Whether this program can draw cards and posters.
pub const AVAILABLE: bool = cfg!(feature = "cards");
