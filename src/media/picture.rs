//! Pictures as they may be published.
//!
//! A picture is decoded, turned upright, made no larger than a page needs, and encoded anew: place,
//! camera, thumbnail and comments of the original do not survive (PRODUCT: rules that never bend).
//! Other files pass as they are.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};

use crate::diag::{At, Diagnostic, messages};
use crate::path::SourcePath;

/// The longest side of a published picture, in pixels.
const LONGEST_SIDE: u32 = 1_600;

/// A picture of more pixels than this on a side is refused before it is decoded.
const MAX_SIDE: u32 = 20_000;

/// The most memory that decoding may take, in bytes.
const MAX_MEMORY: u64 = 512 << 20;

/// JPEG quality of published photographs.
const QUALITY: u8 = 80;

/// The bytes of a source file as they are published.
pub(super) fn published(source: &SourcePath, bytes: Vec<u8>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let name = source.as_str().to_ascii_lowercase();
    let format = match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "jpg" | "jpeg" => ImageFormat::Jpeg,
        "png" => ImageFormat::Png,
        "webp" => ImageFormat::WebP,
        "gif" | "bmp" | "tif" | "tiff" | "heic" | "heif" | "avif" => {
            return Err(Box::new(messages::picture_format(At::default().in_file(source))));
        }
        _ => return Ok(bytes),
    };
    scrub(&bytes, format)
        .map_err(|reason| Box::new(messages::picture_broken(At::default().in_file(source), &reason)))
}

fn scrub(bytes: &[u8], format: ImageFormat) -> Result<Vec<u8>, String> {
    let picture = decode(bytes).map_err(|error| error.to_string())?;
    let (width, height) = (picture.width(), picture.height());
    let picture = if width.max(height) > LONGEST_SIDE {
        picture.resize(LONGEST_SIDE, LONGEST_SIDE, FilterType::Lanczos3)
    } else {
        picture
    };
    let mut out = Cursor::new(Vec::with_capacity(bytes.len()));
    let written = match format {
        ImageFormat::Jpeg => {
            let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, QUALITY);
            picture.to_rgb8().write_with_encoder(encoder)
        }
        format => picture.write_to(&mut out, format),
    };
    written.map_err(|error| error.to_string())?;
    Ok(out.into_inner())
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, image::ImageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}
