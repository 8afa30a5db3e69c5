//! Colours of the theme that are too close to each other to be read.
//!
//! The pairs of the theme come in with their ratios, findings go out at its stylesheet, each with a shade that
//! would do. Drawings (cards, posters) have their own test of colours.

use crate::diag::messages::{self, Close};
use crate::diag::{At, Diagnostic};
use crate::path::SourcePath;
use crate::site::Site;
use crate::theme::{Pair, Theme};

/// Finds pairs below their least ratio.
pub(super) fn check(_site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let sheet = SourcePath::new(&format!("{}/style.css", theme.folder()));
    let weak = theme.pairs().iter().filter(|pair| pair.ratio < pair.least);
    weak.map(|pair| messages::contrast(At::default().in_file(&sheet), &close(pair))).collect()
}

fn close(pair: &Pair) -> Close<'_> {
    Close {
        colour: (&pair.name, &pair.colour),
        ground: (&pair.ground_name, &pair.ground),
        dark: pair.dark,
        ratio: pair.ratio,
        least: pair.least,
        mended: &pair.mended,
    }
}
