//! Parts of a picture burnt out of its pixels.
//!
//! An upright picture and areas come in; in each area nothing remains but a few blots of colour, from
//! which no face can be computed back.

use image::imageops::FilterType;
use image::{DynamicImage, GenericImage as _, GenericImageView as _};

use crate::picture::Area;

/// How many blots remain across an area.
const BLOTS: u32 = 3;

/// Burns the areas out.
pub(super) fn burn(picture: &mut DynamicImage, areas: &[Area]) {
    for area in areas {
        let (width, height) = picture.dimensions();
        let (x, y) = (floor(area.x, width), floor(area.y, height));
        let right = ceil(area.x.saturating_add(area.width), width);
        let bottom = ceil(area.y.saturating_add(area.height), height);
        let (across, down) = (right.saturating_sub(x), bottom.saturating_sub(y));
        if across == 0 || down == 0 {
            continue;
        }
        let part = picture.crop_imm(x, y, across, down);
        // The mean of each ninth; then blots without edges.
        let blots = part.resize_exact(BLOTS.min(across), BLOTS.min(down), FilterType::Triangle);
        let blurred = blots.resize_exact(across, down, FilterType::Triangle);
        for (dx, dy, pixel) in blurred.pixels() {
            picture.put_pixel(x + dx, y + dy, pixel);
        }
    }
}

fn floor(millionths: u32, side: u32) -> u32 {
    u32::try_from(u64::from(millionths) * u64::from(side) / 1_000_000).unwrap_or(side).min(side)
}

fn ceil(millionths: u32, side: u32) -> u32 {
    let scaled = u64::from(millionths) * u64::from(side);
    u32::try_from(scaled.div_ceil(1_000_000)).unwrap_or(side).min(side)
}
