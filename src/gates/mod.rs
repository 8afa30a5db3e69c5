//! What must hold before anything is published: the table of gates.
//!
//! A resolved site comes in, findings go out. An error here stops the build before a single byte is
//! made. Gates do not know each other and change nothing. The privacy gate reads the sources
//! themselves, file by file while they are at hand, so that nothing a parser drops can slip through.

pub mod address;
mod bulletins;
mod contrast;
mod delimited;
mod dialled;
mod ear;
pub mod external;
mod freshness;
pub mod kinds;
mod log;
mod lunar;
mod met;
mod old_font;
#[cfg(feature = "cards")]
mod pictures;
mod plain;
pub mod privacy;
pub mod rules;
pub mod running;
mod skim;
mod sound;
pub mod sources;
mod spelling;
mod stale;
pub mod stray;
mod templates;
pub mod third_party;
mod unfilled;
mod weekday;
pub mod weight;
mod zalo;

use crate::diag::Diagnostic;
use crate::site::Site;
use crate::theme::Theme;

/// A gate.
type Gate = fn(&Site, &Theme) -> Vec<Diagnostic>;

/// Runs every gate.
pub fn check(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    GATES.iter().flat_map(|gate| gate(site, theme)).collect()
}

/// The gates, one line each.
const GATES: &[Gate] = &[
    templates::check,
    contrast::check,
    #[cfg(feature = "cards")]
    pictures::check,
    zalo::check,
    lunar::check,
    ear::check,
    bulletins::check,
    sound::check,
    log::check,
    freshness::check,
];
