//! Text as searched: lower case, without marks, đ as d.
//!
//! Composed and decomposed text, eth written for đ, full-width letters and every kind of apostrophe
//! meet in one form, so that a reader who types without marks finds what an editor wrote with them.
//! Punctuation stays, because only the caller knows what it separates. The form is for comparing,
//! never for showing; addresses are made by `slug`, order by `collate`.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The text in lower case without diacritics; white space is one space and none at the ends.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = !folded.is_empty();
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        if std::mem::take(&mut space) && !folded.ends_with(' ') {
            folded.push(' ');
        }
        if is_apostrophe(c) {
            folded.push('\'');
        } else {
            push_folded(c, &mut folded);
        }
    }
    // A combining mark that stands alone folds to nothing and leaves the space before it.
    folded.truncate(folded.trim_end().len());
    folded
}

/// The folded words of a text: what stands between white space and punctuation.
///
/// An apostrophe ends a word, as in an address: `H’Mông` gives `h` and `mong`.
pub fn syllables(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Signs that occur as the apostrophe of `H’Mông` and `Ea H'Leo`.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2018}'
            | '\u{2019}'
            | '\u{201B}'
            | '\u{2032}'
            | '\u{02BC}'
            | '\u{02B9}'
            | '\u{00B4}'
            | '`'
            | '\u{FF07}'
    )
}

/// Signs without a shape, which word processors leave inside words.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// Appends one character without its marks; a combining mark appends nothing.
pub(super) fn push_folded(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if let Some(plain) = plain_vietnamese(c) {
        out.push(plain);
    } else {
        push_decomposed(c, out);
    }
}

/// The composed letters of Vietnamese, answered without the decomposition tables: folding is done
/// for every locality name and every searched word.
pub(super) fn plain_vietnamese(c: char) -> Option<char> {
    // No Vietnamese letter is ASCII: most characters are answered by one comparison.
    if c < 'À' {
        return None;
    }
    let plain = match c {
        'à' | 'á' | 'â' | 'ã' | 'ă' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ă' | 'Ạ'..='ặ' => 'a',
        'è' | 'é' | 'ê' | 'È' | 'É' | 'Ê' | 'Ẹ'..='ệ' => 'e',
        'ì' | 'í' | 'ĩ' | 'Ì' | 'Í' | 'Ĩ' | 'Ỉ'..='ị' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ơ' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ơ' | 'Ọ'..='ợ' => 'o',
        'ù' | 'ú' | 'ũ' | 'ư' | 'Ù' | 'Ú' | 'Ũ' | 'Ư' | 'Ụ'..='ự' => 'u',
        'ý' | 'Ý' | 'Ỳ'..='ỹ' => 'y',
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        _ => return None,
    };
    Some(plain)
}

fn push_decomposed(c: char, out: &mut String) {
    for part in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
        // A spacing accent decomposes to a space and a mark: neither is a word.
        if is_combining_mark(part) || part.is_whitespace() {
            continue;
        }
        match undecomposed(part) {
            Some(plain) => out.push_str(plain),
            None if is_apostrophe(part) => out.push('\''),
            None => out.push(part),
        }
    }
}

/// Latin letters whose stroke, hook or ligature Unicode does not take apart; several of them are
/// letters of the Tây Nguyên languages (ƀ in Êđê and Ba Na names).
fn undecomposed(c: char) -> Option<&'static str> {
    let plain = match c {
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'ƀ' | 'ɓ' => "b",
        'ø' | 'ɔ' => "o",
        'ɛ' | 'ə' => "e",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ɲ' => "n",
        'ŋ' => "ng",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    };
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
        let decomposed: String = text.nfd().collect();
        assert_eq!(fold(&decomposed), expected, "decomposed");
    }

    #[test]
    fn marks_and_case_go() {
        check("Xã Đắk Ơ", "xa dak o");
        check("ĐUỐI NƯỚC Ở TRẺ EM", "duoi nuoc o tre em");
        check("Quỹ Bảo trợ trẻ em", "quy bao tro tre em");
        check("Ðồng Tháp (ðồng)", "dong thap (dong)");
        check("Cư Ƀuôr, Ba Na kơƀăng", "cu buor, ba na kobang");
        check("", "");
    }

    #[test]
    fn every_vietnamese_letter_folds_to_ascii_as_its_decomposition_does() {
        for c in ('\u{C0}'..='\u{1EF9}').filter(|&c| plain_vietnamese(c).is_some()) {
            let mut slow = String::new();
            push_decomposed(c, &mut slow);
            assert_eq!(fold(&c.to_string()), slow, "{c}");
        }
    }

    #[test]
    fn white_space_is_single_and_apostrophes_are_one_sign() {
        check("  hai \u{a0}\n bà\t cháu ", "hai ba chau");
        check("H’Mông", "h'mong");
        check("H\u{02BC}Mông H‘Mông H'Mông", "h'mong h'mong h'mong");
        check("đuối\u{200B} nư\u{AD}ớc", "duoi nuoc");
        // Four primes in one sign are four of the sign that one prime is.
        check("⁗", "''''");
        check("ＵＢＮＤ ﬁ m²", "ubnd fi m2");
    }

    #[test]
    fn syllables_are_the_words_between_punctuation() {
        assert_eq!(
            syllables("Bà Rịa – Vũng Tàu, số 28-CT/TW"),
            ["ba", "ria", "vung", "tau", "so", "28", "ct", "tw"]
        );
        assert_eq!(syllables("H’Mông"), ["h", "mong"]);
        assert!(syllables(" – ").is_empty());
    }
}
