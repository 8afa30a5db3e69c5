//! QR codes of full addresses.
//!
//! A text comes in; an SVG or a PNG goes out, black on white with the quiet zone that the standard
//! asks for (four modules). The level of correction is at least M (15 %), more where it is free.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

use crate::draw::png;

/// Modules of white around a code (ISO/IEC 18004).
const QUIET: i32 = 4;

/// Pixels a module of a PNG.
const SCALE: i32 = 10;

/// A code's dark modules as an SVG path within `0 0 side side`, quiet zone included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// How many modules wide, quiet zone included.
    pub side: i32,
    /// The `d` of a path.
    pub path: String,
}

/// A text as a path; `None` if it is too long for a code.
pub fn path(text: &str) -> Option<Drawn> {
    let code = code(text)?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    Some(Drawn { side: code.size() + 2 * QUIET, path })
}

/// A text as an SVG file.
pub fn svg(text: &str) -> Option<Vec<u8>> {
    let Drawn { side, path } = path(text)?;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>\n"
    );
    Some(svg.into_bytes())
}

/// A text as a PNG file.
pub fn png(text: &str) -> Option<Vec<u8>> {
    let code = code(text)?;
    let side = (code.size() + 2 * QUIET) * SCALE;
    let pixel = |i: i32| {
        let (x, y) = (i % side / SCALE - QUIET, i / side / SCALE - QUIET);
        if code.get_module(x, y) { 0 } else { 255 }
    };
    let pixels: Vec<u8> = (0..side * side).map(pixel).collect();
    let side = u32::try_from(side).ok()?;
    png::grey(&pixels, side, side)
}

fn code(text: &str) -> Option<QrCode> {
    QrCode::encode_text(text, QrCodeEcc::Medium).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(png: &[u8]) -> String {
        let picture = image::load_from_memory(png).unwrap().to_luma8();
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let at = |x: usize, y: usize| picture.as_raw()[y * width + x];
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, at);
        prepared.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn a_decoder_reads_what_was_written() {
        for text in [
            "https://mangnon.example/",
            "https://mangnon.example/dia-phuong/thai-nguyen/dinh-hoa/phat-tin/boi-an-toan/day-tre-boi/",
            "https://zalo.me/g/abcdef123",
            "Đuối nước: gọi 111",
        ] {
            assert_eq!(read(&png(text).unwrap()), text);
        }
    }

    #[test]
    fn the_svg_shows_the_same_modules_as_the_png() {
        let text = "https://mangnon.example/khan-cap/";
        let (drawn, code) = (path(text).unwrap(), code(text).unwrap());
        let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = dark.filter(|(x, y)| code.get_module(*x, *y)).count();
        let drawn: usize = drawn
            .path
            .split('h')
            .skip(1)
            .step_by(2)
            .map(|run| run.split('v').next().unwrap().parse::<usize>().unwrap())
            .sum();
        assert_eq!(drawn, dark);
    }

    #[test]
    fn a_text_too_long_for_a_code_gives_none() {
        assert_eq!(png(&"a".repeat(5_000)), None);
    }
}
