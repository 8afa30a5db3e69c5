//! The one font that pictures and printed pages are set in: Noto Sans, regular and bold.
//!
//! It holds every Vietnamese letter. A letter that it lacks would be drawn as nothing without any
//! error, so that every text passes [`printable`] before it is drawn.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{Database, Source};
use ttf_parser::Face;
use unicode_normalization::UnicodeNormalization;

/// The name that templates call it by.
pub const FAMILY: &str = "Noto Sans";

/// How heavy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// For running text.
    Regular,
    /// For headlines.
    Bold,
}

/// Kerning may widen a line a little beyond the sum of its letters.
const KERNING_MARGIN: f32 = 1.015;

static REGULAR: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(notosans::REGULAR_TTF, 0).ok());
static BOLD: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(notosans::BOLD_TTF, 0).ok());

/// Signs of woman and man, which stand in pictures of people.
const JOINED: [char; 2] = ['♀', '♂'];

/// A text that can be drawn whole: NFC, with signs left out that the font lacks (pictures in a
/// text); or the first letter or mark that is lacking.
pub fn printable(text: &str) -> Result<String, char> {
    let mut kept = String::with_capacity(text.len());
    for c in text.nfc() {
        if c.is_whitespace() {
            kept.push(' ');
        } else if JOINED.contains(&c) {
            // What is left of a picture that is joined of several says nothing.
        } else if is_covered(c) {
            kept.push(c);
        } else if c.is_alphanumeric() || is_mark(c) {
            return Err(c);
        }
    }
    Ok(kept.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// How wide a text is at size 1.
pub fn width(text: &str, weight: Weight) -> f32 {
    let Some(face) = face(weight) else { return 0.0 };
    let advance = |c: char| {
        let glyph = face.glyph_index(if c == '\u{a0}' { ' ' } else { c })?;
        face.glyph_hor_advance(glyph)
    };
    let units: f32 = text.chars().filter_map(advance).map(f32::from).sum();
    units / f32::from(face.units_per_em()) * KERNING_MARGIN
}

/// The font for the renderers.
pub fn database() -> Arc<Database> {
    let mut database = Database::new();
    for face in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
        database.load_font_source(Source::Binary(Arc::new(face)));
    }
    database.set_serif_family(FAMILY);
    database.set_sans_serif_family(FAMILY);
    Arc::new(database)
}

fn face(weight: Weight) -> Option<&'static Face<'static>> {
    match weight {
        Weight::Regular => REGULAR.as_ref(),
        Weight::Bold => BOLD.as_ref(),
    }
}

fn is_covered(c: char) -> bool {
    [Weight::Regular, Weight::Bold]
        .into_iter()
        .all(|weight| face(weight).is_some_and(|face| face.glyph_index(c).is_some()))
}

/// A mark that stands on a letter; the selectors of pictures in a text are none.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) && !('\u{fe00}'..='\u{fe0f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_as_wide_as_its_words() {
        let word = width("rước đèn ", Weight::Regular);
        let line = width(&"rước đèn ".repeat(40), Weight::Regular);
        assert!((line - 40.0 * word).abs() < 0.1, "{line} and 40 times {word}");
    }

    #[test]
    fn every_vietnamese_letter_is_there() {
        let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
        let marks = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        for vowel in vowels.chars() {
            for mark in marks {
                let letter: String = format!("{vowel}{mark}").nfc().collect();
                assert_eq!(letter.chars().count(), 1, "{letter}");
                assert_eq!(printable(&letter), Ok(letter.clone()));
            }
        }
        let more = "đĐ0123456789–—…“”‘’•·%/()°²³½×≥≤→";
        let lacking: Vec<char> = more.chars().filter(|c| !is_covered(*c)).collect();
        assert!(lacking.iter().all(|c| !c.is_alphanumeric()), "{lacking:?}");
    }

    #[test]
    fn signs_are_left_out_and_letters_are_told() {
        assert_eq!(printable("⚠️ Trẻ 👶🏽  gần nước"), Ok("Trẻ gần nước".to_owned()));
        assert_eq!(printable("Trẻ em 儿童"), Err('儿'));
        assert_eq!(printable("ក្មេង"), Err('ក'));
    }

    #[test]
    fn bold_is_wider_and_width_grows_with_the_text() {
        let text = "Nghiễm ự Đ";
        assert!(width(text, Weight::Bold) > width(text, Weight::Regular));
        assert!(width("mm", Weight::Bold) > 1.9 * width("m", Weight::Bold));
    }
}
