//! Text in order: a sort key that puts Vietnamese names where a Vietnamese list has them.
//!
//! Lists go syllable by syllable, in a syllable first by letters (a ă â b c d đ e ê …), then by tone
//! (ngang, huyền, hỏi, ngã, sắc, nặng), so that `Hà Nội` stands before `Hạ Long` and both before
//! `Hải Phòng`. Digits count as numbers. Where the tone mark is placed (hòa, hoà) makes no
//! difference. The key is bytes to compare and says nothing about what the text means.

use unicode_normalization::UnicodeNormalization as _;

use super::fold::{is_invisible, push_folded};

/// Ends a syllable; less than all that may continue one.
const SYLLABLE_END: u8 = 0;
/// Ends the tones; less than every tone.
const TONES_END: u8 = 1;
/// Ends the letters and begins the tones; less than every letter.
const LETTERS_END: u8 = 2;
const FIRST_TONE: u8 = 3;
const NUMBER: u8 = 9;
const FIRST_LETTER: u8 = 10;
const OTHER_SCRIPT: u8 = 0xF0;

/// The alphabet of lists, with the four letters that only foreign words have in their Latin places.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// The sort key of a text: compare the keys of two texts byte by byte.
///
/// Equal keys mean equal texts (in normal form C): what two texts of one reading differ in, case
/// and punctuation, decides last.
pub fn key(text: &str) -> Vec<u8> {
    let text = super::nfc(text);
    let mut key = reading(&text);
    key.push(SYLLABLE_END);
    // Lower case stands before upper case, as in a dictionary.
    key.extend(text.chars().filter(|c| c.is_alphabetic()).map(|c| u8::from(c.is_uppercase()) + 1));
    key.push(SYLLABLE_END);
    key.extend(text.as_bytes());
    key
}

/// The first part of the key: letters, tones and numbers, without case, punctuation, leading zeros
/// and the place of the tone mark. Two texts with one reading are written alike by all that a
/// reader hears.
pub fn reading(text: &str) -> Vec<u8> {
    let mut reading = Vec::with_capacity(text.len() * 2);
    let mut syllable = Syllable::default();
    let mut digits = String::new();
    for c in super::nfc(text).chars() {
        if let Some(digit) = c.to_digit(10) {
            syllable.finish(&mut reading);
            digits.push(char::from_digit(digit, 10).unwrap_or('0'));
        } else if c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c) {
            finish_number(&mut digits, &mut reading);
            syllable.push(c);
        } else if !is_invisible(c) || c.is_whitespace() {
            finish_number(&mut digits, &mut reading);
            syllable.finish(&mut reading);
        }
    }
    finish_number(&mut digits, &mut reading);
    syllable.finish(&mut reading);
    reading
}

#[derive(Default)]
struct Syllable {
    letters: Vec<u8>,
    tones: Vec<u8>,
}

impl Syllable {
    fn push(&mut self, c: char) {
        let mut shape = '\0';
        let mut letter = c;
        for part in std::iter::once(c).nfd() {
            if let Some(tone) = tone_rank(part) {
                self.tones.push(tone);
            } else if unicode_normalization::char::is_combining_mark(part) {
                shape = part;
            } else {
                letter = part;
            }
        }
        if unicode_normalization::char::is_combining_mark(letter) {
            return;
        }
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        self.push_letter(shaped(lower, shape));
    }

    fn push_letter(&mut self, letter: char) {
        if let Some(rank) = letter_rank(letter) {
            self.letters.push(rank);
            return;
        }
        let mut plain = String::new();
        push_folded(letter, &mut plain);
        for c in plain.chars() {
            if let Some(rank) = letter_rank(c) {
                self.letters.push(rank);
            } else {
                self.letters.push(OTHER_SCRIPT);
                self.letters.extend(u32::from(c).to_be_bytes());
            }
        }
    }

    fn finish(&mut self, key: &mut Vec<u8>) {
        if self.letters.is_empty() {
            self.tones.clear();
            return;
        }
        key.append(&mut self.letters);
        key.push(LETTERS_END);
        key.append(&mut self.tones);
        key.extend([TONES_END, SYLLABLE_END]);
    }
}

/// A number: how many digits, then the digits; numbers stand before letters.
fn finish_number(digits: &mut String, key: &mut Vec<u8>) {
    if digits.is_empty() {
        return;
    }
    let number = digits.trim_start_matches('0');
    key.push(NUMBER);
    key.extend(u32::try_from(number.len()).unwrap_or(u32::MAX).to_be_bytes());
    key.extend(number.bytes());
    key.push(SYLLABLE_END);
    digits.clear();
}

/// The five marked tones in the order of dictionaries; a syllable without one is ngang.
fn tone_rank(mark: char) -> Option<u8> {
    ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}']
        .iter()
        .zip(FIRST_TONE..)
        .find_map(|(&tone, rank)| (tone == mark).then_some(rank))
}

fn shaped(letter: char, shape: char) -> char {
    match (letter, shape) {
        ('a', '\u{306}') => 'ă',
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{31B}') => 'ơ',
        ('u', '\u{31B}') => 'ư',
        ('ð', _) => 'đ',
        (plain, _) => plain,
    }
}

fn letter_rank(letter: char) -> Option<u8> {
    ALPHABET.chars().zip(FIRST_LETTER..).find_map(|(l, rank)| (l == letter).then_some(rank))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names must already stand in order, and must be told apart.
    #[track_caller]
    fn check(names: &[&str]) {
        for pair in names.windows(2) {
            assert!(key(pair[0]) < key(pair[1]), "{} < {}", pair[0], pair[1]);
        }
        let decomposed: Vec<String> = names.iter().map(|name| name.nfd().collect()).collect();
        for (name, decomposed) in names.iter().zip(&decomposed) {
            assert_eq!(key(name), key(decomposed), "{name}");
        }
    }

    #[test]
    fn lists_go_syllable_by_syllable() {
        check(&["Hà", "Hà Giang", "Hà Nội", "Hạ Long", "Hải Phòng"]);
        check(&[
            "Bắc Ninh",
            "Cà Mau",
            "Cao Bằng",
            "Đà Nẵng",
            "Đắk Lắk",
            "Điện Biên",
            "Đồng Nai",
            "Đồng Tháp",
        ]);
        check(&["Hà An", "hà nội", "Hà Nội"]);
    }

    #[test]
    fn letters_stand_in_the_order_of_the_alphabet() {
        check(&[
            "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o",
        ]);
        check(&["o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z", "я"]);
        check(&["dang", "đa", "Đam", "Đăm", "Đâm", "e"]);
    }

    #[test]
    fn tones_go_from_ngang_to_nang() {
        check(&["ma", "mà", "mả", "mã", "má", "mạ", "mai"]);
        check(&["ma", "mạ", "mă", "mặ", "mâ"]);
        check(&["âm", "ầm", "ẩm", "ẫm", "ấm", "ậm"]);
    }

    #[test]
    fn digits_are_numbers() {
        check(&["Xã 2", "Xã 10", "Xã 100", "Xã An"]);
        check(&["Phường 1", "Phường 1 Bảo Lộc", "Phường 2", "Phường 12"]);
        check(&["số 9", "số 18446744073709551616", "số 18446744073709551617"]);
        check(&["28-CT/TW", "136-HD/BTGTW"]);
    }

    #[test]
    fn the_place_of_the_tone_mark_makes_no_difference() {
        assert_eq!(reading("xã Hòa Bình"), reading("Xã Hoà Bình"));
        assert_eq!(reading("Bà Rịa - Vũng Tàu"), reading("bà rịa–vũng tàu"));
        assert_eq!(reading("Phường 01"), reading("phường 1"));
        assert_ne!(reading("Ba Tơ"), reading("Ba Tô"));
        assert_ne!(key("hòa"), key("hoà"));
    }

    #[test]
    fn empty_and_markless_texts_have_keys() {
        assert!(reading("").is_empty());
        assert!(reading(" – ").is_empty());
        check(&["", "\u{301}", "a"]);
    }
}
