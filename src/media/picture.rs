//! Pictures as they may be published.
//!
//! A picture is decoded, turned upright, its hidden parts burnt out, made no larger than a page needs,
//! and encoded anew: place, camera, thumbnail, comments and whatever hangs behind the picture do not
//! survive (PRODUCT: rules that never bend). Its colour profile does.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder as _, ImageReader, Limits};

use crate::diag::messages::Unshown;
use crate::diag::{At, Diagnostic, messages};
use crate::media::{colour, hide};
use crate::path::SourcePath;
use crate::picture::{Area, Coding};

/// A picture of more pixels than this on a side is refused before it is decoded.
const MAX_SIDE: u32 = 20_000;

/// The most memory that decoding may take, in bytes.
const MAX_MEMORY: u64 = 512 << 20;

/// Pictures above so many pixels are decoded one at a time, so that memory is bounded however many
/// threads there are.
const LARGE: u64 = 16_000_000;

/// JPEG quality of published photographs.
const QUALITY: u8 = 80;

/// WebP quality; about as good to the eye.
const WEBP_QUALITY: f32 = 75.0;

static ONE_LARGE: Mutex<()> = Mutex::new(());

/// The size of a picture as it is seen upright, from its header alone; `None` for a file that is no
/// picture by its name.
pub fn measure(source: &SourcePath, bytes: &[u8]) -> Option<Result<(u32, u32), Box<Diagnostic>>> {
    if is_other_picture(source) {
        return Some(Err(Box::new(other_kind(source, bytes))));
    }
    Coding::of_name(source.as_str())?;
    if is_in_boxes(bytes) {
        return Some(Err(Box::new(messages::picture_format(
            At::default().in_file(source),
            Unshown::Telephone,
        ))));
    }
    let broken = |reason: String| Box::new(messages::picture_broken(At::default().in_file(source), &reason));
    let too_large = || Box::new(messages::picture_too_large(At::default().in_file(source), MAX_SIDE));
    let refused = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => too_large(),
        other => broken(other.to_string()),
    };
    Some(size(bytes).map_err(refused).and_then(|(width, height)| {
        let memory = u64::from(width) * u64::from(height) * 4;
        if width == 0 || height == 0 {
            return Err(broken("invalid image dimensions".to_owned()));
        }
        if memory > MAX_MEMORY {
            return Err(too_large());
        }
        if is_cut_short(bytes) {
            return Err(broken("unexpected end of file".to_owned()));
        }
        Ok((width, height))
    }))
}

/// Whether a JPEG ends before its last mark: a decoder would fill what is missing with grey. What
/// follows the mark is nobody's business here.
fn is_cut_short(bytes: &[u8]) -> bool {
    const SCAN: u8 = 0xda;
    if !bytes.starts_with(&[0xff, 0xd8]) {
        return false;
    }
    let mut at = 2;
    // Segments up to the first scan, each with its length; a thumbnail lies within one of them.
    while let [0xff, mark, high, low, ..] = bytes[at.min(bytes.len())..] {
        if mark == SCAN {
            return !bytes[at..].windows(2).any(|pair| pair == [0xff, 0xd9]);
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    // No scan was reached: the decoder knows better.
    false
}

/// A picture in one of its forms.
pub(super) fn published(
    source: &SourcePath,
    bytes: &[u8],
    wanted: &Wanted<'_>,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    scrub(bytes, wanted)
        .map_err(|reason| Box::new(messages::picture_broken(At::default().in_file(source), &reason)))
}

/// A picture by its name, of whatever kind.
pub fn is_picture(source: &SourcePath) -> bool {
    Coding::of_name(source.as_str()).is_some() || is_other_picture(source)
}

/// A picture by its name that browsers do not all show, or that is not scrubbed here.
fn is_other_picture(source: &SourcePath) -> bool {
    ["gif", "bmp", "tif", "tiff", "heic", "heif", "avif", "jxl", "jp2", "jfif"]
        .iter()
        .any(|extension| source.has_extension(extension))
}

/// Why a picture of such a name is not published, by what it is.
fn other_kind(source: &SourcePath, bytes: &[u8]) -> Diagnostic {
    const ENDINGS: [(&[u8], &str); 3] = [(b"\xff\xd8\xff", "jpg"), (b"\x89PNG", "png"), (b"RIFF", "webp")];
    let spot = At::default().in_file(source);
    if let Some((_, ending)) = ENDINGS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return messages::picture_format(spot, Unshown::Renamed(source.file_name(), ending));
    }
    let is_of_phone = ["heic", "heif"].iter().any(|ending| source.has_extension(ending));
    if is_of_phone || is_in_boxes(bytes) {
        return messages::picture_format(spot, Unshown::Telephone);
    }
    messages::picture_format(spot, Unshown::Format)
}

/// HEIC and AVIF, as telephones write them, whatever the name says.
fn is_in_boxes(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp".as_slice())
}

/// What one published file of a picture is.
pub(super) struct Wanted<'a> {
    pub(super) coding: Coding,
    pub(super) size: (u32, u32),
    pub(super) hidden: &'a [Area],
    pub(super) drawing: bool,
}

fn scrub(bytes: &[u8], wanted: &Wanted<'_>) -> Result<Vec<u8>, String> {
    let (picture, profile) = decode(bytes, wanted.hidden).map_err(|error| error.to_string())?;
    let (width, height) = wanted.size;
    let picture = if (picture.width(), picture.height()) == wanted.size {
        picture
    } else {
        picture.resize_exact(width, height, FilterType::Lanczos3)
    };
    let picture = plain(picture);
    let profile = profile.filter(|_| picture.color().has_color());
    encode(&picture, profile, wanted)
}

fn size(bytes: &[u8]) -> Result<(u32, u32), image::ImageError> {
    let mut decoder = reader(bytes)?.into_decoder()?;
    let (width, height) = decoder.dimensions();
    Ok(match decoder.orientation()? {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    })
}

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, image::ImageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    Ok(reader)
}

/// The pixels, upright and with the hidden parts gone, and the profile of their colours.
fn decode(bytes: &[u8], hidden: &[Area]) -> Result<(DynamicImage, Option<Vec<u8>>), image::ImageError> {
    let mut decoder = reader(bytes)?.into_decoder()?;
    let (width, height) = decoder.dimensions();
    let _turn = (u64::from(width) * u64::from(height) > LARGE)
        .then(|| ONE_LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    let orientation = decoder.orientation()?;
    let profile = decoder.icc_profile()?.and_then(colour::profile);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    hide::burn(&mut picture, hidden);
    Ok((picture, profile))
}

/// Eight bits a channel, and no more channels than there is something in.
fn plain(picture: DynamicImage) -> DynamicImage {
    match (picture.color().has_color(), picture.color().has_alpha()) {
        (_, true) => picture.into_rgba8().into(),
        (true, false) => picture.into_rgb8().into(),
        (false, false) => picture.into_luma8().into(),
    }
}

fn encode(picture: &DynamicImage, profile: Option<Vec<u8>>, wanted: &Wanted<'_>) -> Result<Vec<u8>, String> {
    let told = |error: image::ImageError| error.to_string();
    let mut out = Vec::new();
    match wanted.coding {
        Coding::Jpeg => {
            let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
            if let Some(profile) = profile {
                encoder.set_icc_profile(profile).map_err(|error| error.to_string())?;
            }
            let opaque = match picture {
                DynamicImage::ImageRgba8(_) => &DynamicImage::from(picture.to_rgb8()),
                picture => picture,
            };
            opaque.write_with_encoder(encoder).map_err(told)?;
        }
        Coding::Png => {
            let mut encoder =
                PngEncoder::new_with_quality(&mut out, CompressionType::Best, PngFilter::Adaptive);
            if let Some(profile) = profile {
                encoder.set_icc_profile(profile).map_err(|error| error.to_string())?;
            }
            picture.write_with_encoder(encoder).map_err(told)?;
        }
        Coding::WebP => out = webp(picture, profile, wanted.drawing)?,
    }
    Ok(out)
}

/// A drawing keeps every pixel; a photograph is made small.
fn webp(picture: &DynamicImage, profile: Option<Vec<u8>>, drawing: bool) -> Result<Vec<u8>, String> {
    let picture = match picture {
        DynamicImage::ImageLuma8(_) => &DynamicImage::from(picture.to_rgb8()),
        picture => picture,
    };
    let encoder = webp::Encoder::from_image(picture).map_err(str::to_owned)?;
    let written = encoder.encode_simple(drawing, WEBP_QUALITY).map_err(|error| format!("WebP {error:?}"))?;
    let alpha = picture.color().has_alpha();
    Ok(match profile {
        Some(profile) => colour::into_webp(&written, &profile, (picture.width(), picture.height()), alpha),
        None => written.to_vec(),
    })
}
