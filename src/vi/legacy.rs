//! The encodings of the nineties: TCVN3 (fonts `.VnTime`), VNI (`VNI-Times`) and windows-1258.
//!
//! In: bytes, or text in which those bytes were taken for Latin letters (`Uû ban nh©n d©n`, `UÛY BAN NHAÂN DAÂN`).
//! Out: Vietnamese in Unicode, composed (NFC); the way back for round trips; a guess which of them a text is, by
//! counting the legal syllables each reading gives. It knows nothing of files, fonts
//! files name, or lines. The file is long because it holds the tables of three encodings.

use unicode_normalization::UnicodeNormalization;

use super::letter::{Tone, split_tone};
use super::syllable::is_syllable;

/// An encoding older than Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Legacy {
    /// TCVN 5712:1993 VN3, also called ABC: one byte a letter, capitals with a tone only through a capitals font.
    Tcvn3,
    /// VNI for Windows: the base letter, then a byte for its marks.
    Vni,
    /// Microsoft's code page: precomposed shapes, tones as combining marks.
    Windows1258,
}

impl Legacy {
    /// All of them, in the order they are tried.
    pub const ALL: [Self; 3] = [Self::Tcvn3, Self::Vni, Self::Windows1258];

    /// The name officials know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
            Self::Windows1258 => "windows-1258",
        }
    }
}

/// Bytes in `legacy` as Unicode.
pub fn from_bytes(bytes: &[u8], legacy: Legacy) -> String {
    match legacy {
        Legacy::Windows1258 => bytes.iter().map(|byte| windows_1258(*byte)).nfc().collect(),
        Legacy::Tcvn3 | Legacy::Vni => from_text(&latin(bytes), legacy),
    }
}

/// Text whose letters are really bytes in `legacy`, as Unicode. Characters that no byte stands for stay.
pub fn from_text(text: &str, legacy: Legacy) -> String {
    let text: String = match legacy {
        Legacy::Tcvn3 => capitals_by_neighbours(&text.chars().map(tcvn3).collect::<String>()),
        Legacy::Vni => vni(text),
        Legacy::Windows1258 => text.chars().map(|c| latin_byte(c).map_or(c, windows_1258)).collect(),
    };
    text.nfc().collect()
}

/// Bytes as Latin letters, one for one (windows-1252): what old Vietnamese text looks like to a program that does not
/// know it. [`from_text`] turns the result into Vietnamese.
pub fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| windows_1252(*byte)).collect()
}

/// Text in `legacy` as bytes; `None` where a character cannot be written in it.
pub fn to_bytes(text: &str, legacy: Legacy) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.nfc() {
        match legacy {
            Legacy::Tcvn3 => bytes.push(tcvn3_byte(c)?),
            Legacy::Vni => bytes.extend(vni_bytes(c)?),
            Legacy::Windows1258 => windows_1258_bytes(c, &mut bytes)?,
        }
    }
    Some(bytes)
}

/// How Vietnamese a text reads: `legal` words with Vietnamese letters, and `odd` ones that no Vietnamese word can be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Legal syllables that hold a letter beyond ASCII.
    pub legal: usize,
    /// Words that hold a letter or sign beyond ASCII and are no syllable.
    pub odd: usize,
}

impl Score {
    /// One number to compare two readings of the same text by.
    pub fn value(self) -> i64 {
        let legal = i64::try_from(self.legal).unwrap_or(i64::MAX / 4);
        let odd = i64::try_from(self.odd).unwrap_or(i64::MAX / 4);
        legal - 2 * odd
    }
}

/// Scores a text that is taken for Unicode.
pub fn score(text: &str) -> Score {
    let mut score = Score::default();
    for word in text.split(|c: char| !(c.is_alphabetic() || is_latin_sign(c))) {
        let word = word.trim_matches(['«', '»']);
        if word.is_ascii() {
            continue;
        }
        let abbreviation = word.chars().all(|c| c == 'Đ' || c.is_ascii_uppercase());
        if is_syllable(word) || abbreviation {
            score.legal += 1;
        } else {
            score.odd += 1;
        }
    }
    score
}

/// Which legacy encoding the text is in, if reading it so is clearly better than leaving it; TCVN3 and VNI only.
pub fn detect(text: &str) -> Option<Legacy> {
    let as_it_is = score(text);
    let mut best: Option<(Legacy, Score)> = None;
    for legacy in [Legacy::Tcvn3, Legacy::Vni] {
        let read = score(&from_text(text, legacy));
        if best.is_none_or(|(_, other)| read.value() > other.value()) {
            best = Some((legacy, read));
        }
    }
    let (legacy, read) = best?;
    (read.value() > as_it_is.value() && as_it_is.odd > 0 && read.legal > read.odd * 4).then_some(legacy)
}

/// Which encoding bytes are in that are not valid UTF-8; the reading with the most legal syllables.
pub fn detect_bytes(bytes: &[u8]) -> (Legacy, Score) {
    let mut best = (Legacy::Tcvn3, score(&from_bytes(bytes, Legacy::Tcvn3)));
    for legacy in [Legacy::Vni, Legacy::Windows1258] {
        let read = score(&from_bytes(bytes, legacy));
        if read.value() > best.1.value() {
            best = (legacy, read);
        }
    }
    best
}

/// Signs of Latin-1 that are letters in TCVN3; inside a word they betray it.
fn is_latin_sign(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{bf}' | '×' | '÷') && !matches!(c, '«' | '»')
}

/// The code points from 0xa0 of TCVN 5712:1993, the letters of VN2 and the combining marks included.
const TCVN3: [char; 96] = [
    '\u{a0}', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', 'Ằ', //
    '\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}', 'à', 'ả', 'ã', 'á', 'ạ', 'Ẳ', 'ằ', 'ẳ', 'ẵ', 'ắ',
    'Ẵ', //
    'Ắ', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ề', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', 'Ể', 'ẻ', 'ẽ', //
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', 'Ễ', 'Ế', 'Ồ', 'ĩ', 'í', 'ị', 'ò', //
    'Ổ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', //
    'Ỗ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', 'Ố',
];

/// VNI: a base letter and its mark make one letter. Lower case; the capitals follow by case.
const VNI_PAIRS: [(&str, &str, &str); 7] = [
    ("a", "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    ("e", "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    ("o", "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    ("ô", "ùøûõï", "ớờởỡợ"),
    ("u", "ùøûõï", "úùủũụ"),
    ("ö", "ùøûõï", "ứừửữự"),
    ("y", "ùøûõ", "ýỳỷỹ"),
];

/// VNI: letters of one byte.
const VNI_SINGLES: (&str, &str) = ("ñæóòôöîíìÑÆÓÒÔÖÎÍÌ", "đỉĩịơưỵíìĐỈĨỊƠƯỴÍÌ");

/// The code points 0x80 to 0x9f of windows-1252; where it has none, the control character itself.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// The byte a Latin letter or sign stands for.
fn latin_byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let at = WINDOWS_1252.iter().position(|known| *known == c)?;
    u8::try_from(at + 0x80).ok()
}

fn windows_1258(byte: u8) -> char {
    match byte {
        0xc3 => 'Ă',
        0xcc => '\u{300}',
        0xd0 => 'Đ',
        0xd2 => '\u{309}',
        0xd5 => 'Ơ',
        0xdd => 'Ư',
        0xde => '\u{303}',
        0xe3 => 'ă',
        0xec => '\u{301}',
        0xf0 => 'đ',
        0xf2 => '\u{323}',
        0xf5 => 'ơ',
        0xfd => 'ư',
        0xfe => '₫',
        other => windows_1252(other),
    }
}

/// One letter: the precomposed ones of the code page as they are, the others as shape and combining tone.
fn windows_1258_bytes(c: char, bytes: &mut Vec<u8>) -> Option<()> {
    let single = |wanted: char| (0..=0xffu8).find(|byte| windows_1258(*byte) == wanted);
    if let Some(byte) = single(c) {
        bytes.push(byte);
        return Some(());
    }
    let (base, _) = split_tone(c);
    let is_tone = |part: &char| matches!(part, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let mark = std::iter::once(c).nfd().find(is_tone);
    bytes.push(single(base)?);
    bytes.push(single(mark?)?);
    Some(())
}

fn tcvn3(c: char) -> char {
    // Word processors turn the micro sign (à) into the Greek letter.
    let c = if c == 'μ' { 'µ' } else { c };
    match latin_byte(c) {
        Some(byte) if byte >= 0xa0 => TCVN3[usize::from(byte - 0xa0)],
        _ => c,
    }
}

/// ASCII, and the dashes and quotation marks that every Windows font has in the same place.
fn shared_byte(c: char) -> Option<u8> {
    let sign = || WINDOWS_1252.iter().position(|known| *known == c && !c.is_alphabetic());
    if c.is_ascii() {
        u8::try_from(u32::from(c)).ok()
    } else {
        sign().and_then(|at| u8::try_from(at + 0x80).ok())
    }
}

fn tcvn3_byte(c: char) -> Option<u8> {
    if let Some(byte) = shared_byte(c) {
        return Some(byte);
    }
    // VN3 has only the shaped capitals; capitals with a tone exist in VN2 alone.
    let (_, tone) = split_tone(c);
    if c.is_uppercase() && tone != Tone::Level {
        return None;
    }
    TCVN3.iter().position(|known| *known == c).and_then(|at| u8::try_from(at + 0xa0).ok())
}

/// In TCVN3 a capital with a tone is typed small (`HO¹CH`): raise it where every plain letter around it is a capital.
fn capitals_by_neighbours(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words: Vec<&str> = line.split_inclusive(char::is_whitespace).collect();
        let shouts: Vec<Shout> = words.iter().map(|word| shout(word)).collect();
        for (idx, word) in words.iter().enumerate() {
            let near = [idx.checked_sub(1), Some(idx + 1)];
            let company = near.iter().flatten().any(|at| shouts.get(*at) == Some(&Shout::Surely));
            if shouts[idx] == Shout::Surely || (shouts[idx] == Shout::Perhaps && company) {
                out.extend(word.chars().flat_map(char::to_uppercase));
            } else {
                out.push_str(word);
            }
        }
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shout {
    /// Two plain capitals or more, no plain small letter.
    Surely,
    /// One capital at most, no plain small letter: `Kế`, `ở`.
    Perhaps,
    No,
}

fn shout(word: &str) -> Shout {
    let n_small = word.chars().filter(char::is_ascii_lowercase).count();
    let n_capital = word.chars().filter(|c| c.is_uppercase()).count();
    match (n_small, n_capital) {
        (0, 2..) => Shout::Surely,
        (0, _) if word.chars().any(char::is_alphabetic) => Shout::Perhaps,
        _ => Shout::No,
    }
}

fn vni(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut idx = 0;
    while idx < letters.len() {
        let pair = letters.get(idx + 1).and_then(|mark| vni_pair(letters[idx], *mark));
        if let Some(letter) = pair {
            out.push(letter);
            idx += 2;
        } else {
            out.push(vni_single(letters[idx]));
            idx += 1;
        }
    }
    out
}

fn vni_pair(base: char, mark: char) -> Option<char> {
    let (small_base, small_mark) = (small(base), small(mark));
    VNI_PAIRS.iter().find_map(|(bases, marks, letters)| {
        if !bases.contains(small_base) {
            return None;
        }
        let at = marks.chars().position(|known| known == small_mark)?;
        let letter = letters.chars().nth(at)?;
        Some(if base.is_uppercase() { letter.to_uppercase().next().unwrap_or(letter) } else { letter })
    })
}

fn vni_single(c: char) -> char {
    VNI_SINGLES
        .0
        .chars()
        .position(|known| known == c)
        .and_then(|at| VNI_SINGLES.1.chars().nth(at))
        .unwrap_or(c)
}

fn vni_bytes(c: char) -> Option<Vec<u8>> {
    if let Some(byte) = shared_byte(c) {
        return Some(vec![byte]);
    }
    if let Some(at) = VNI_SINGLES.1.chars().position(|known| known == c) {
        return VNI_SINGLES.0.chars().nth(at).and_then(latin_byte).map(|byte| vec![byte]);
    }
    let small_letter = small(c);
    VNI_PAIRS.iter().find_map(|(base, marks, letters)| {
        let at = letters.chars().position(|known| known == small_letter)?;
        let pair = [base.chars().next()?, marks.chars().nth(at)?];
        pair.into_iter()
            .map(|part| if c.is_uppercase() { part.to_uppercase().next().unwrap_or(part) } else { part })
            .map(latin_byte)
            .collect()
    })
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "Cộng hòa xã hội chủ nghĩa Việt Nam; bảo vệ trẻ em trước nguy cơ đuối nước, ỷ lại, kỵ, vẽ, mũ,                           nghỉ, kĩ, gỡ, lẵng, nhẫn, quặng, ngoằn ngoèo, ướt, ửng, giữ, ngự, bến, bề, tễ, lễ, đổ, mỗi, nợ, nở";

    #[test]
    fn every_encoding_goes_there_and_back() {
        for legacy in Legacy::ALL {
            let bytes = to_bytes(SAMPLE, legacy).expect("the sample can be written");
            assert_eq!(from_bytes(&bytes, legacy), SAMPLE, "{legacy:?}");
            assert_eq!(detect_bytes(&bytes).0, legacy);
        }
        let capitals = "ỦY BAN NHÂN DÂN HUYỆN ĐỊNH HÓA, KẾ HOẠCH, ƯỚC, ỰA, LỄ, ĨNH, ỈA, KỴ";
        for legacy in [Legacy::Vni, Legacy::Windows1258] {
            let bytes = to_bytes(capitals, legacy).expect("capitals can be written");
            assert_eq!(from_bytes(&bytes, legacy), capitals, "{legacy:?}");
        }
        assert_eq!(to_bytes(capitals, Legacy::Tcvn3), None);
    }

    #[test]
    fn every_letter_has_its_own_bytes() {
        let letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        for legacy in Legacy::ALL {
            for letter in letters.chars() {
                let bytes = to_bytes(&letter.to_string(), legacy).expect("every letter can be written");
                assert_eq!(from_bytes(&bytes, legacy), letter.to_string(), "{legacy:?} {bytes:x?}");
            }
        }
    }

    #[test]
    fn letters_taken_for_latin_are_read() {
        assert_eq!(
            from_text("Uû ban nh©n d©n huyÖn §Þnh Hãa", Legacy::Tcvn3),
            "Uỷ ban nhân dân huyện Định Hóa"
        );
        assert_eq!(from_text("UÛY BAN NHAÂN DAÂN HUYEÄN", Legacy::Vni), "ỦY BAN NHÂN DÂN HUYỆN");
        assert_eq!(detect("Céng hßa x· héi chñ nghÜa ViÖt Nam"), Some(Legacy::Tcvn3));
        assert_eq!(detect("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"), Some(Legacy::Vni));
        assert_eq!(detect("Cộng hòa xã hội chủ nghĩa Việt Nam"), None);
        assert_eq!(detect("và có là"), None);
        assert_eq!(detect("naïve café"), None);
    }

    #[test]
    fn tcvn3_capitals_are_raised() {
        assert_eq!(from_text("KÕ HO¹CH b¶o vÖ trÎ em", Legacy::Tcvn3), "KẾ HOẠCH bảo vệ trẻ em");
        assert_eq!(from_text("Kế ho¹ch", Legacy::Tcvn3), "Kế hoạch");
    }
}
