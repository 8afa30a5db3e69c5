//! PNG bytes of flat pictures.
//!
//! Pixels come in; the same bytes go out on every machine, without a date or any other note.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbaImage};

/// A picture in shades of grey, one byte a pixel.
pub fn grey(pixels: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    encode(pixels, width, height, ExtendedColorType::L8)
}

/// A picture in colour, four bytes a pixel, of which nothing shines through: opacity is dropped.
pub fn opaque(pixels: Vec<u8>, width: u32, height: u32) -> Option<Vec<u8>> {
    let colors = DynamicImage::ImageRgba8(RgbaImage::from_raw(width, height, pixels)?).into_rgb8();
    encode(&colors, width, height, ExtendedColorType::Rgb8)
}

fn encode(pixels: &[u8], width: u32, height: u32, color: ExtendedColorType) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    // Flat areas: the difference to the line above is almost everywhere zero.
    let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Up);
    encoder.write_image(pixels, width, height, color).ok()?;
    Some(out)
}
