//! Vietnamese text: as composed, as addressed, as ordered, as said; and the lunar calendar.
//!
//! Text comes in, text goes out. Nothing here knows an article, a locality or a file, and nothing
//! here imports another module of this crate.

pub mod collate;
pub mod fold;
pub mod legacy;
pub mod letter;
pub mod lunar;
mod sky;
pub mod slug;
pub mod spoken;
pub mod syllable;
pub mod tone;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// The text in Unicode normal form C; borrowed where it is already composed.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_plainly_composed(text) || unicode_normalization::is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Whether a text has only signs that are composed whatever stands beside them: the letters of Vietnamese
/// and usual marks. Of most texts that is all there is to know.
fn is_plainly_composed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        at += match (first, bytes.get(at + 1), bytes.get(at + 2)) {
            (0..=0x7f, ..) => 1,
            // U+0080 to U+02FF, before the combining marks.
            (0xc2..=0xcb, ..) => 2,
            // U+1E80 to U+1EFF; dashes, quotes, the ellipsis: U+2010 to U+203F.
            (0xe1, Some(0xba | 0xbb), _) | (0xe2, Some(0x80), Some(0x90..)) => 3,
            _ => return false,
        };
    }
    true
}

/// Whether nothing of a text is seen: gaps, and signs without width that phones paste with words.
pub fn is_blank(text: &str) -> bool {
    const UNSEEN: [char; 14] = [
        '\u{ad}', '\u{34f}', '\u{61c}', '\u{115f}', '\u{1160}', '\u{17b4}', '\u{17b5}', '\u{180e}',
        '\u{2800}', '\u{3164}', '\u{feff}', '\u{ffa0}', '\u{fe0e}', '\u{fe0f}',
    ];
    let is_unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || UNSEEN.contains(&c)
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    text.chars().all(is_unseen)
}

/// `char::is_alphabetic`, at once for the letters of Vietnamese.
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{1ea0}'..='\u{1ef9}' => true,
        c => c.is_alphabetic(),
    }
}

/// The length in bytes of the word of letters and digits with which a text begins; 0 if it begins with
/// something else.
pub fn word_len(text: &str) -> usize {
    run_len(text, char::is_alphanumeric)
}

/// The length in bytes of the letters with which a text begins.
pub fn letters_len(text: &str) -> usize {
    run_len(text, is_letter)
}

/// The letters of Vietnamese are told by their bytes, other signs by `counts`.
fn run_len(text: &str, counts: impl Fn(char) -> bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        if first.is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        at += match (first, bytes.get(at + 1)) {
            (0..=0x7f, _) if counts(char::from(*first)) => 1,
            (0..=0x7f, _) | (0xc3, Some(0x97 | 0xb7)) => break,
            (0xc3..=0xc8, _) => 2,
            (0xe1, Some(0xba)) if bytes.get(at + 2) >= Some(&0xa0) => 3,
            (0xe1, Some(0xbb)) if bytes.get(at + 2) <= Some(&0xb9) => 3,
            _ => match text[at..].chars().next().filter(|c| counts(*c)) {
                Some(c) => c.len_utf8(),
                None => break,
            },
        };
    }
    at
}

/// The small letter of a letter, at once for those of Vietnamese; a letter whose small form is not one
/// letter stays as it is.
pub fn small(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        // Of each pair the capital comes first, on an even place.
        '\u{1ea0}'..='\u{1ef9}' => char::from_u32(u32::from(c) | 1).unwrap_or(c),
        c => {
            let mut small = c.to_lowercase();
            match (small.next(), small.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_to_a_letter_finds_the_same_letters() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            let whole: Vec<char> = c.to_lowercase().collect();
            assert_eq!(small(c), if whole.len() == 1 { whole[0] } else { c }, "{c:?}");
            let length = if c.is_alphanumeric() { c.len_utf8() } else { 0 };
            assert_eq!(word_len(&format!("{c}")), length, "{c:?}");
            assert_eq!(word_len(&format!("{c}ế1.")), if length > 0 { length + 4 } else { 0 }, "{c:?}");
            let letter = if c.is_alphabetic() { c.len_utf8() } else { 0 };
            assert_eq!(letters_len(&format!("a{c}")), 1 + letter, "{c:?}");
        }
    }

    #[test]
    fn the_short_way_to_composed_text_says_so_of_nothing_else() {
        let signs: Vec<char> = (0..0x3000).filter_map(char::from_u32).collect();
        let plain = |text: &str| is_plainly_composed(text);
        for c in &signs {
            let text = format!("a{c}ế");
            assert!(!plain(&text) || unicode_normalization::is_nfc(&text), "{c:?}");
        }
        assert!(signs.iter().filter(|c| plain(&c.to_string())).count() > 900);
        assert!(plain("Trẻ em “được bơi” – Đặng Ỷ…") && !plain("e\u{302}\u{301}"));
    }

    #[test]
    fn composed_text_is_borrowed_and_decomposed_text_is_composed() {
        assert!(matches!(nfc("xã Định Hóa"), Cow::Borrowed(_)));
        assert!(matches!(nfc(""), Cow::Borrowed(_)));
        let decomposed: String = "xã Định Hóa, tỉnh Đắk Lắk".nfd().collect();
        assert_ne!(decomposed, "xã Định Hóa, tỉnh Đắk Lắk");
        assert_eq!(nfc(&decomposed), "xã Định Hóa, tỉnh Đắk Lắk");
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_folded_form_an_address_and_a_key(text in "\\PC*") {
            let folded = fold::fold(&text);
            proptest::prop_assert_eq!(&fold::fold(&folded), &folded);
            proptest::prop_assert!(!folded.contains("  ") && folded.trim() == folded);
            let slug = slug::slug(&text);
            proptest::prop_assert_eq!(&slug::slug(&slug), &slug);
            proptest::prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            proptest::prop_assert!(!slug.contains("--") && slug.trim_matches('-') == slug);
            proptest::prop_assert_eq!(collate::key(&text), collate::key(&nfc(&text)));
        }
    }
}
