//! Pictures as plain data: how large they are, what of them is hidden, in which files they appear.
//!
//! The size of a picture and the sidecar beside it (`anh.jpg.toml`) come in; the files that are
//! published of it go out. Nothing here sees a pixel: that is the business of `media`.

use serde::{Deserialize, Serialize};

use crate::diag::{At, Diagnostic, messages};
use crate::path::SourcePath;

/// Widths between which a browser may choose, besides the full one. 480 fills a cheap phone, 960 a
/// sharp one.
const WIDTHS: [u32; 2] = [480, 960];

/// The longest side of a published picture, in pixels.
const LONGEST_SIDE: u32 = 1_600;

/// Below so many pixels a second format saves less than the words that offer it.
const SMALL: u32 = 10_000;

/// A box that is smaller than so many pixels hides nothing.
const LEAST: f64 = 2.0;

/// One whole of a side, in the unit of [`Area`].
const WHOLE: f64 = 1_000_000.0;

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Coding {
    /// A photograph.
    Jpeg,
    /// A drawing.
    Png,
    /// Either, for newer browsers.
    WebP,
}

impl Coding {
    /// The coding of a file name that is a picture's.
    pub fn of_name(name: &str) -> Option<Coding> {
        match extension(name).as_str() {
            "jpg" | "jpeg" => Some(Coding::Jpeg),
            "png" => Some(Coding::Png),
            "webp" => Some(Coding::WebP),
            _ => None,
        }
    }
}

/// A part of a picture that nobody may see, in millionths of its sides as it is seen upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Area {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// What is known of a picture before it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Original {
    /// Width in pixels as it is seen upright.
    pub width: u32,
    /// Height in pixels as it is seen upright.
    pub height: u32,
    /// What is burnt out of every published form.
    pub hidden: Vec<Area>,
}

/// How a file of the sources is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Form {
    /// As a document or file.
    File,
    /// As a picture of this coding, size and with these parts hidden.
    Picture {
        /// How it is written.
        coding: Coding,
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// What nobody may see.
        hidden: Vec<Area>,
        /// The author's file is a drawing and not a photograph: no pixel is changed for the size.
        drawing: bool,
    },
}

/// One published file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its path from the root of the site.
    pub path: String,
    /// What it is.
    pub form: Form,
}

/// A picture as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Width of the largest form.
    pub width: u32,
    /// Height of the largest form.
    pub height: u32,
    /// Paths and widths in the author's coding.
    pub plain: Vec<(String, u32)>,
    /// Paths and widths for newer browsers.
    pub webp: Vec<(String, u32)>,
}

impl Original {
    /// The files that are published of a picture whose own path is `path`; the first is that path.
    pub fn forms(&self, path: &str) -> Vec<Published> {
        let Some(coding) = Coding::of_name(path) else { return Vec::new() };
        let full = self.full();
        let form = |coding: Coding, (width, height): (u32, u32)| Form::Picture {
            coding,
            width,
            height,
            hidden: self.hidden.clone(),
            drawing: extension(path) == "png",
        };
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let mut files = vec![Published { path: path.to_owned(), form: form(coding, full) }];
        for width in WIDTHS.into_iter().filter(|width| *width < full.0) {
            let path = format!("{stem}_{width}w.{}", extension(path));
            files.push(Published { path, form: form(coding, scaled(full, width)) });
        }
        if coding != Coding::WebP && full.0 * full.1 >= SMALL {
            for width in WIDTHS.into_iter().filter(|width| *width < full.0).chain([full.0]) {
                let size = if width == full.0 { full } else { scaled(full, width) };
                files.push(Published {
                    path: format!("{stem}_{width}w.webp"),
                    form: form(Coding::WebP, size),
                });
            }
        }
        files
    }

    /// The same files as a page offers them.
    pub fn shown(&self, path: &str) -> Shown {
        let (width, height) = self.full();
        let mut shown = Shown { width, height, plain: Vec::new(), webp: Vec::new() };
        let own = Coding::of_name(path);
        for file in self.forms(path) {
            let Form::Picture { coding, width, .. } = file.form else { continue };
            let list = if Some(coding) == own { &mut shown.plain } else { &mut shown.webp };
            list.push((file.path, width));
        }
        shown.plain.sort_by_key(|(_, width)| *width);
        shown
    }

    /// The size of the largest published form.
    fn full(&self) -> (u32, u32) {
        let longest = self.width.max(self.height);
        if longest <= LONGEST_SIDE {
            return (self.width, self.height);
        }
        let side = |side: u32| (side_of(side, LONGEST_SIDE, longest)).max(1);
        (side(self.width), side(self.height))
    }
}

fn scaled((width, height): (u32, u32), to: u32) -> (u32, u32) {
    (to, side_of(height, to, width).max(1))
}

/// `side * of / from`, rounded.
fn side_of(side: u32, of: u32, from: u32) -> u32 {
    let (side, of, from) = (u64::from(side), u64::from(of), u64::from(from.max(1)));
    u32::try_from((side * of + from / 2) / from).unwrap_or(u32::MAX)
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase()
}

/// The picture whose sidecar a file is: `anh.jpg` for `anh.jpg.toml`.
pub fn described_by(path: &SourcePath) -> Option<SourcePath> {
    let picture = path.as_str().strip_suffix(".toml")?;
    Coding::of_name(picture).map(|_| SourcePath::new(picture))
}

/// Whether a file's name says that it may have been meant to describe a picture; Notepad adds `.txt`.
pub fn may_describe(path: &SourcePath) -> bool {
    let name = path.file_name().to_lowercase();
    let inner = name.strip_suffix(".txt").unwrap_or(&name);
    inner.ends_with(".toml") || inner.len() < name.len() && Coding::of_name(inner).is_some()
}

/// Whether a file like `anh.toml`, `anh.jpeg.toml` or `anh.jpg.toml.txt` was meant for the picture beside it.
pub fn was_meant_for(path: &SourcePath, picture: &SourcePath) -> bool {
    let (name, picture_name) = (path.file_name().to_lowercase(), picture.file_name().to_lowercase());
    let Some(inner) = name.strip_suffix(".txt").unwrap_or(&name).strip_suffix(".toml") else { return false };
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let is_like = inner == picture_name || inner == stem(&picture_name);
    let other_ending = Coding::of_name(inner).is_some() && stem(inner) == stem(&picture_name);
    path.folder() == picture.folder() && (is_like || other_ending)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sidecar {
    #[serde(default)]
    blur: Vec<Written>,
}

/// A box as its author wrote it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Four([f64; 4]),
    Named { x: f64, y: f64, width: f64, height: f64 },
}

/// Reads a sidecar: the boxes to hide, in pixels of the upright picture or in shares of its sides.
/// Whatever cannot be understood is an error: a face must not appear because of a slip.
pub fn sidecar(path: &SourcePath, text: &str, size: (u32, u32)) -> Result<Vec<Area>, Box<Diagnostic>> {
    let spot = |at: usize| At::of_byte(text, at).in_file(path);
    let read: Sidecar = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Box::new(messages::picture_sidecar(spot(at)))
    })?;
    let area = |written: &Written| {
        let (x, y, width, height) = match written {
            Written::Four([x, y, width, height]) | Written::Named { x, y, width, height } => {
                (*x, *y, *width, *height)
            }
        };
        area((x, y, width, height), size)
            .ok_or_else(|| Box::new(messages::picture_box(spot(0), (x, y, width, height), size)))
    };
    read.blur.iter().map(area).collect()
}

/// A box within the picture; `None` if it hides nothing: without a size that can be seen, as pixels and
/// shares mixed make it, or outside.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the whole")]
fn area((x, y, width, height): (f64, f64, f64, f64), size: (u32, u32)) -> Option<Area> {
    let shares = [x, y, width, height].iter().all(|part| (0.0..=1.0).contains(part));
    let (across, down) = if shares { (1.0, 1.0) } else { (f64::from(size.0), f64::from(size.1)) };
    let (x, y, width, height) = (x / across, y / down, width / across, height / down);
    let sound = [x, y, width, height].iter().all(|part| part.is_finite());
    if !sound || width <= 0.0 || height <= 0.0 || !(0.0..1.0).contains(&x) || !(0.0..1.0).contains(&y) {
        return None;
    }
    let unit = |part: f64| (part.clamp(0.0, 1.0) * WHOLE).round() as u32;
    let (width, height) = (width.min(1.0 - x), height.min(1.0 - y));
    if width * f64::from(size.0) < LEAST || height * f64::from(size.1) < LEAST {
        return None;
    }
    Some(Area { x: unit(x), y: unit(y), width: unit(width), height: unit(height) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(width: u32, height: u32) -> Original {
        Original { width, height, hidden: Vec::new() }
    }

    #[test]
    fn a_photograph_gets_three_widths_in_two_codings() {
        let paths: Vec<String> =
            facts(4000, 3000).forms("/tin/a/anh.jpg").into_iter().map(|file| file.path).collect();
        let expected = [
            "/tin/a/anh.jpg",
            "/tin/a/anh_480w.jpg",
            "/tin/a/anh_960w.jpg",
            "/tin/a/anh_480w.webp",
            "/tin/a/anh_960w.webp",
            "/tin/a/anh_1600w.webp",
        ];
        assert_eq!(paths, expected);
        assert_eq!(facts(4000, 3000).full(), (1600, 1200));
    }

    #[test]
    fn a_small_picture_stays_one_file() {
        assert_eq!(facts(40, 40).forms("/a/nut.png").len(), 1);
    }

    #[test]
    fn a_name_that_is_nearly_right_is_known() {
        let path = |name: &str| SourcePath::new(&format!("content/tin/{name}"));
        for name in ["anh.toml", "anh.jpg.TOML", "anh.JPG.toml", "anh.jpeg.toml", "anh.jpg.toml.txt"] {
            assert!(may_describe(&path(name)) && was_meant_for(&path(name), &path("anh.jpg")), "{name}");
            assert!(!was_meant_for(&path(name), &path("khac.jpg")), "{name}");
        }
        assert!(was_meant_for(&path("ANH.jpg.toml"), &path("ANH.JPG")));
        assert!(!was_meant_for(&SourcePath::new("content/anh.jpg.toml"), &path("anh.jpg")));
        assert!(may_describe(&path("anh.jpg.txt")) && !may_describe(&path("anh.txt")));
    }

    #[test]
    fn boxes_are_pixels_or_shares_and_stay_inside() {
        let path = SourcePath::new("content/a.jpg.toml");
        let read = |text: &str| sidecar(&path, text, (200, 100));
        let whole = Area { x: 500_000, y: 500_000, width: 500_000, height: 500_000 };
        assert_eq!(read("blur = [[100, 50, 100, 50]]").ok(), Some(vec![whole]));
        assert_eq!(read("blur = [[0.5, 0.5, 0.9, 0.9]]").ok(), Some(vec![whole]));
        assert_eq!(read("blur = [{ x = 100, y = 50, width = 900, height = 900 }]").ok(), Some(vec![whole]));
        for wrong in [
            "blur = [[300, 0, 10, 10]]",
            "blur = [[0, 0, 0, 10]]",
            "blur = [[0, 0, 0.5, 50]]",
            "blur = [[1, 2, 3]]",
            "blurr = []",
            "blur =",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
