//! Text as address: lower-case ASCII letters, digits and single hyphens.
//!
//! Composed and decomposed text give one address. Letters of other Latin, Greek and Cyrillic
//! alphabets are written in Latin ones; letters of scripts without such a table leave nothing, so
//! the result may be empty and the caller must have another name at hand. Whether an address is
//! free is not known here.

use super::fold::{is_invisible, plain_vietnamese, push_folded};

/// The address of a text: `Xã Đắk Ơ` gives `xa-dak-o`, `28-CT/TW` gives `28-ct-tw`.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut folded = String::new();
    let mut gap = false;
    for c in text.chars() {
        if let Some(plain) = plain_letter(c) {
            push_after_gap(&mut slug, &mut gap, plain);
            continue;
        }
        // The sign of the đồng is part of a price, not a word and not a gap.
        if c == '₫' || is_invisible(c) && !c.is_whitespace() {
            continue;
        }
        folded.clear();
        push_folded(c, &mut folded);
        for part in folded.chars() {
            if let Some(plain) = plain_letter(part) {
                push_after_gap(&mut slug, &mut gap, plain);
            } else if let Some(latin) = transliterated(part) {
                latin.chars().for_each(|c| push_after_gap(&mut slug, &mut gap, c));
            } else if !part.is_alphanumeric() {
                gap = true;
            }
        }
    }
    slug
}

/// The letter or digit of an address that a character is without more ado: all of most texts.
fn plain_letter(c: char) -> Option<char> {
    if c.is_ascii_alphanumeric() { Some(c.to_ascii_lowercase()) } else { plain_vietnamese(c) }
}

fn push_after_gap(slug: &mut String, gap: &mut bool, c: char) {
    if std::mem::take(gap) && !slug.is_empty() {
        slug.push('-');
    }
    slug.push(c);
}

/// Greek and Cyrillic letters, in lower case and without marks, as they are usually written in Latin.
fn transliterated(c: char) -> Option<&'static str> {
    let latin = match c {
        'α' | 'а' => "a",
        'β' | 'б' => "b",
        'γ' | 'г' | 'ґ' => "g",
        'δ' | 'д' => "d",
        'ε' | 'е' | 'э' | 'є' => "e",
        'ζ' | 'з' => "z",
        'η' | 'ι' | 'и' | 'і' => "i",
        'θ' => "th",
        'κ' | 'к' => "k",
        'λ' | 'л' => "l",
        'μ' | 'м' => "m",
        'ν' | 'н' => "n",
        'ξ' => "x",
        'ο' | 'ω' | 'о' => "o",
        'π' | 'п' => "p",
        'ρ' | 'р' => "r",
        'σ' | 'ς' | 'с' => "s",
        'τ' | 'т' => "t",
        'υ' | 'ы' => "y",
        'φ' | 'ф' => "f",
        'χ' | 'ч' => "ch",
        'ψ' => "ps",
        'в' => "v",
        'ж' => "zh",
        'у' => "u",
        'х' => "kh",
        'ц' => "ts",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        'ъ' | 'ь' => "",
        _ => return None,
    };
    Some(latin)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(slug(text), expected);
        let decomposed: String = text.nfd().collect();
        assert_eq!(slug(&decomposed), expected, "decomposed");
    }

    #[test]
    fn vietnamese_text_becomes_ascii() {
        check("Xã Đắk Ơ", "xa-dak-o");
        check("Phòng, chống đuối nước", "phong-chong-duoi-nuoc");
        check("THÔN NGHĨA KỲ – ẤP Ỷ LA", "thon-nghia-ky-ap-y-la");
        check("Ðồng Ðăng", "dong-dang");
        check("H’Mông", "h-mong");
        check("28-CT/TW", "28-ct-tw");
        check("1183/QĐ-TTg", "1183-qd-ttg");
    }

    #[test]
    fn the_dong_sign_leaves_no_letter() {
        check("15.000.000₫", "15-000-000");
        check("5₫/trẻ", "5-tre");
    }

    #[test]
    fn gaps_are_single_hyphens_and_none_at_the_ends() {
        check("  «Trung thu»… 2026! ", "trung-thu-2026");
        check("a\u{a0}--_b\nc", "a-b-c");
        check("nư\u{AD}ớc", "nuoc");
        check("", "");
        check("— … —", "");
    }

    #[test]
    fn other_letters_are_written_in_latin_or_left_out() {
        check("Café Ñandú Łódź Straße", "cafe-nandu-lodz-strasse");
        check("Москва", "moskva");
        check("α-β", "a-b");
        check("Bắc Kinh (北京)", "bac-kinh");
        check("ខ្មែរ", "");
        check("m² ½ ＡＢ", "m2-1-2-ab");
    }
}
