//! Letters and syllables: how a letter is named, and what a Vietnamese syllable without marks looks like.
//!
//! In: characters and folded words. Out: letter names, yes or no. The names are those of the northern
//! classroom (bê, xê, vê kép). Knows no context: whether `VI` is a numeral or a word is decided elsewhere.

/// Adds the name of every letter of `letters`, separated by spaces; what is no letter is passed over.
pub(super) fn spell(letters: &str) -> String {
    let names: Vec<&str> = letters.chars().filter_map(letter_name).collect();
    names.join(" ")
}

/// The name of one letter in either case.
pub(super) fn letter_name(letter: char) -> Option<&'static str> {
    let lower = letter.to_lowercase().next()?;
    Some(match lower {
        'a' | 'à' | 'á' | 'ả' | 'ã' | 'ạ' => "a",
        'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' => "á",
        'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ' | 'ậ' => "ớ",
        'b' => "bê",
        'c' => "xê",
        'd' => "dê",
        'đ' => "đê",
        'e' | 'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' => "e",
        'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => "ê",
        'f' => "ép",
        'g' => "giê",
        'h' => "hát",
        'i' | 'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => "i",
        'j' => "gi",
        'k' => "ca",
        'l' => "lờ",
        'm' => "mờ",
        'n' => "nờ",
        'o' | 'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' => "o",
        'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' => "ô",
        'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ' | 'ợ' => "ơ",
        'p' => "pê",
        'q' => "quy",
        'r' => "rờ",
        's' => "sờ",
        't' => "tê",
        'u' | 'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' => "u",
        'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => "ư",
        'v' => "vê",
        'w' => "vê kép",
        'x' => "ích",
        'y' | 'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => "y",
        'z' => "dét",
        _ => return None,
    })
}

/// Whether a folded word has a letter that can carry a syllable. Scripts other than Latin always pass.
pub(super) fn has_vowel(fold: &str) -> bool {
    fold.chars().any(|c| !matches!(letter_name(c), Some(name) if is_consonant_name(c, name)))
}

/// Whether a letter carries a Vietnamese mark (Đ does not count: abbreviations have it too).
pub(super) fn has_mark(fold: &str) -> bool {
    fold.chars().any(|c| !c.is_ascii() && c != 'đ')
}

/// Whether a folded word without marks is a syllable Vietnamese really has in the level tone (ban, trung, em).
///
/// Syllables closed by c, ch, p or t always carry a tone mark, so `at` or `bac` is no syllable: that is
/// what tells an abbreviation from a word in a line of capitals.
pub(super) fn is_plain_syllable(fold: &str) -> bool {
    ONSETS.iter().any(|onset| {
        fold.strip_prefix(onset).is_some_and(|rime| RIMES.contains(&rime) && spelled_right(onset, rime))
    })
}

/// Moves the tone mark of an open oa, oe, uy to its first vowel (khoẻ to khỏe), as all keys are written.
pub(super) fn fold(word: &str) -> String {
    let mut lower = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            lower.push(c.to_ascii_lowercase());
        } else {
            lower.extend(c.to_lowercase());
        }
    }
    let mut ends = lower.chars().rev();
    let (last, vowel, before) = (ends.next(), ends.next(), ends.next());
    if let (Some(last), Some(vowel)) = (last, vowel)
        && before != Some('q')
        && let Some(moved) = moved_tone(vowel, last)
    {
        lower.truncate(lower.len() - last.len_utf8() - vowel.len_utf8());
        lower.push_str(moved);
    }
    lower
}

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph",
    "qu", "r", "s", "t", "th", "tr", "v", "x", "p",
];

const RIMES: [&str; 43] = [
    "a", "ai", "am", "an", "ang", "anh", "ao", "au", "ay", "e", "em", "en", "eng", "eo", "i", "im", "in",
    "inh", "iu", "ia", "o", "oa", "oai", "oan", "oang", "oanh", "oay", "oe", "oen", "oi", "om", "on", "ong",
    "oong", "u", "ua", "ui", "um", "un", "ung", "uy", "uynh", "y",
];

fn spelled_right(onset: &str, rime: &str) -> bool {
    let front = rime.starts_with(['e', 'i', 'y']);
    match onset {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        "g" => !rime.starts_with(['e', 'y']),
        "gi" => !front && !rime.starts_with("oa"),
        "qu" => rime.starts_with(['a', 'e', 'y']),
        "" => rime != "ia",
        _ => true,
    }
}

fn is_consonant_name(letter: char, name: &str) -> bool {
    // A vowel is named by itself; so is no consonant.
    !name.starts_with(['a', 'á', 'ớ', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'])
        || matches!(letter.to_ascii_lowercase(), 'x' | 'f')
}

fn moved_tone(vowel: char, last: char) -> Option<&'static str> {
    Some(match (vowel, last) {
        ('o', 'à') => "òa",
        ('o', 'á') => "óa",
        ('o', 'ả') => "ỏa",
        ('o', 'ã') => "õa",
        ('o', 'ạ') => "ọa",
        ('o', 'è') => "òe",
        ('o', 'é') => "óe",
        ('o', 'ẻ') => "ỏe",
        ('o', 'ẽ') => "õe",
        ('o', 'ẹ') => "ọe",
        ('u', 'ỳ') => "ùy",
        ('u', 'ý') => "úy",
        ('u', 'ỷ') => "ủy",
        ('u', 'ỹ') => "ũy",
        ('u', 'ỵ') => "ụy",
        _ => return None,
    })
}
