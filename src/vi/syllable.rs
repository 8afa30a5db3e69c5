//! The closed set of legal Vietnamese syllables, and a checker built on it.
//!
//! In: a word or a text in Unicode, composed (NFC). Out: whether a word is a legal syllable, or findings with byte
//! ranges: words glued together (`hiệncác`), a word written twice (`bị bị`), letters that are not Vietnamese
//! (eth `Ð` where `Đ` is meant). It knows spelling, not meaning: a legal syllable may still be the wrong word, and
//! foreign or minority-language names are left alone unless they carry a foreign mark.

use std::ops::Range;

use crate::vi::letter::{Tone, split_tone};
use crate::vi::{is_letter, small};

/// What is wrong with a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    /// Two or three legal syllables without the space between them; holds the text with spaces.
    Glued(String),
    /// The same word twice in a row; holds the word once.
    Doubled(String),
    /// A letter that only looks Vietnamese; holds the text with the Vietnamese letter.
    ForeignMark(String),
}

/// One finding, with the bytes of the text that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Bytes in the text that was checked.
    pub range: Range<usize>,
    /// What is wrong there, and how it would read mended.
    pub kind: FindingKind,
}

/// Findings in `text`, in reading order. The text must be composed (NFC).
pub fn check(text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut last: Option<(usize, &str)> = None;
    each_word(text, |start, word, look| {
        if let Some((before, known)) = last
            && is_doubled(known, word)
            && text[before + known.len()..start].chars().all(char::is_whitespace)
        {
            let range = before..start + word.len();
            findings.push(Finding { range, kind: FindingKind::Doubled(known.to_string()) });
        }
        last = Some((start, word));
        // A word in plain letters has neither fault.
        if look.is_ascii {
            return;
        }
        let range = start..start + word.len();
        if let Some(mended) = without_foreign_marks(word) {
            findings.push(Finding { range, kind: FindingKind::ForeignMark(mended) });
        } else if let Some(parts) = look.may_be_glued().then(|| glued(word)).flatten() {
            findings.push(Finding { range, kind: FindingKind::Glued(parts) });
        }
    });
    findings
}

/// Whether `word` is spelled as a Vietnamese syllable can be. Case does not matter; the word must be composed (NFC).
pub fn is_syllable(word: &str) -> bool {
    let mut tone = Tone::Level;
    let mut bare = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        let (plain, mark) = split_tone(letter);
        if mark != Tone::Level {
            if tone != Tone::Level {
                return false;
            }
            tone = mark;
        }
        bare.push(plain);
    }
    is_bare_syllable(&bare, tone)
}

/// The eth and other look-alikes of Vietnamese letters replaced; `None` where there is none.
pub fn without_foreign_marks(word: &str) -> Option<String> {
    if !word.contains(is_look_alike) {
        return None;
    }
    Some(
        word.chars()
            .map(|c| match c {
                'Ð' | 'Ɖ' => 'Đ',
                'ð' | 'ɖ' => 'đ',
                other => other,
            })
            .collect(),
    )
}

const ONSETS: [&str; 27] = [
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "qu", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x",
];

/// Pairs that are good Vietnamese: reduplication, or the end of one word and the start of the next.
const GOOD_PAIRS: &str = " luôn xanh ngày đời người nhà từ thường dần mãi rất chuyên năm ba chín đều hằng hàng tháng lớp \
trùng tầng điệp nơi đâu ai xa gần sáng chiều tối khe khẽ nhè lâu mau chóng nho nhỏ đo đỏ trăng trắng hay vui buồn \
thật đúng chỉ gì ào rào ầm cùng đồng hội xã tỉnh huyện phòng sinh viên dân công quân thành khắp chủ mẹ bố ông bà song \
ngàn vạn triệu muôn kia nào sau trước ngoài trong lẻ chờ nói cười chạy đi làm học tự nhiều ít lần đu bươm cào châu \
chuồn se thi hoa lá cây gia tổ số bốn sáu bảy tám hai một mười linh đẹp tốt cao thấp dài lăn lù khư oang bon bô vo \
lầm tà phăng răm chằm the tim đen đêm khuya hoài riêng bèo khăng nghìn chan vi tin chốc hớp là gâu meo be ụt cạp \
quạc bíp tít tu xình lách róc tích rung lắc vẫy đung ro khít sát dần dà lẳng lửng phơi rưng rầu nằng mảy đau đáu ngay \
loi lăm sờ dò đầy tràn kề liền trước mơ thơm ";

fn is_bare_syllable(bare: &str, tone: Tone) -> bool {
    let stopped = ["c", "ch", "p", "t"].iter().any(|stop| bare.len() > stop.len() && bare.ends_with(stop));
    if stopped && !matches!(tone, Tone::Rising | Tone::Heavy) {
        return false;
    }
    if is_rime(bare) || bare == "gi" {
        return true;
    }
    ONSETS.iter().any(|onset| bare.strip_prefix(onset).is_some_and(|rime| fits(onset, rime)))
}

/// Every rime that occurs, without tone. After `qu` the glide is in the onset.
#[rustfmt::skip]
fn is_rime(rime: &str) -> bool {
    matches!(
        rime,
        "a" | "ac" | "ach" | "ai" | "am" | "an" | "ang" | "anh" | "ao" | "ap" | "at" | "au" | "ay" | "ăc" |
        "ăm" | "ăn" | "ăng" | "ăp" | "ăt" | "âc" | "âm" | "ân" | "âng" | "âp" | "ât" | "âu" | "ây" | "e" |
        "ec" | "em" | "en" | "eng" | "eo" | "ep" | "et" | "ê" | "êch" | "êm" | "ên" | "ênh" | "êp" | "êt" |
        "êu" | "i" | "ich" | "im" | "in" | "inh" | "ip" | "it" | "iu" | "ia" | "iêc" | "iêm" | "iên" | "iêng" |
        "iêp" | "iêt" | "iêu" | "o" | "oc" | "oi" | "om" | "on" | "ong" | "op" | "ot" | "oong" | "ooc" | "oa" |
        "oac" | "oach" | "oai" | "oam" | "oan" | "oang" | "oanh" | "oao" | "oap" | "oat" | "oay" | "oăc" |
        "oăm" | "oăn" | "oăng" | "oăt" | "oe" | "oen" | "oeo" | "oet" | "ô" | "ôc" | "ôi" | "ôm" | "ôn" |
        "ông" | "ôp" | "ôt" | "ơ" | "ơi" | "ơm" | "ơn" | "ơp" | "ơt" | "u" | "uc" | "ui" | "um" | "un" |
        "ung" | "up" | "ut" | "ua" | "uân" | "uâng" | "uât" | "uây" | "uê" | "uêch" | "uênh" | "uên" | "uêt" |
        "uêu" | "uôc" | "uôi" | "uôm" | "uôn" | "uông" | "uôt" | "uơ" | "uy" | "uya" | "uych" | "uyên" |
        "uyêt" | "uynh" | "uyp" | "uyt" | "uyu" | "uyn" | "ư" | "ưa" | "ưc" | "ưi" | "ưng" | "ươc" | "ươi" |
        "ươm" | "ươn" | "ương" | "ươp" | "ươt" | "ươu" | "ưt" | "ưu" | "ưm" | "ưn" | "y" | "yêm" | "yên" |
        "yêng" | "yêt" | "yêu" | "ynh" | "yt" | "yn" | "ych" | "yp"
    )
}

/// Whether the spelling rules let `rime` stand after `onset`.
fn fits(onset: &str, rime: &str) -> bool {
    let first = rime.chars().next().unwrap_or(' ');
    let front = matches!(first, 'e' | 'ê' | 'i' | 'y');
    match onset {
        "k" => front && is_rime(rime),
        "gh" | "ngh" => front && first != 'y' && is_rime(rime),
        "c" | "ng" => !front && is_rime(rime),
        "g" => (!front || matches!(rime, "i" | "in" | "im")) && is_rime(rime),
        "gi" => {
            (!matches!(first, 'i' | 'y') && is_rime(rime))
                || matches!(rime, "êng" | "êt" | "êm" | "êc" | "êu")
        }
        "qu" => {
            let glide_twice = matches!(first, 'o' | 'u' | 'ư');
            is_rime(rime) && !glide_twice
        }
        _ => is_rime(rime),
    }
}

/// What a word looks like, read in one pass.
struct Look {
    is_ascii: bool,
    /// Groups of vowels.
    n_groups: u8,
    /// The vowels of the last group.
    length: u8,
    longest: u8,
}

impl Look {
    const EMPTY: Look = Look { is_ascii: true, n_groups: 0, length: 0, longest: 0 };

    fn add(&mut self, letter: char) {
        self.is_ascii &= letter.is_ascii();
        let vowel = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' => true,
            'đ' | 'Đ' => false,
            other => !other.is_ascii(),
        };
        self.length = if vowel { self.length.saturating_add(1) } else { 0 };
        self.n_groups = self.n_groups.saturating_add(u8::from(self.length == 1));
        self.longest = self.longest.max(self.length);
    }

    /// Two groups of vowels, or one too long: a syllable has one, and nearly every word is in order.
    fn may_be_glued(&self) -> bool {
        !self.is_ascii && (self.n_groups > 1 || self.longest > 3)
    }
}

/// Tells every run of letters and digits, where it begins and what it looks like.
fn each_word<'t>(text: &'t str, mut tell: impl FnMut(usize, &'t str, &Look)) {
    let mut start = None;
    let mut look = Look::EMPTY;
    for (at, c) in text.char_indices() {
        if is_letter(c) || c.is_alphanumeric() {
            start.get_or_insert(at);
            look.add(c);
        } else if let Some(from) = start.take() {
            tell(from, &text[from..at], &look);
            look = Look::EMPTY;
        }
    }
    if let Some(from) = start {
        tell(from, &text[from..], &look);
    }
}

fn is_look_alike(c: char) -> bool {
    matches!(c, 'Ð' | 'ð' | 'Ɖ' | 'ɖ')
}

/// The word with spaces where it is two or three syllables run together. Words in plain ASCII are not asked, since
/// English words split by chance.
fn glued(word: &str) -> Option<String> {
    if word.chars().any(char::is_numeric) || is_syllable(word) {
        return None;
    }
    let n_upper = word.chars().filter(|c| c.is_uppercase()).count();
    let n_letters = word.chars().count();
    if n_letters > 24 || (n_upper == n_letters && n_letters < 6) {
        return None;
    }
    split_in_two(word).or_else(|| {
        word.char_indices().skip(2).find_map(|(at, _)| {
            let (head, tail) = word.split_at(at);
            (is_part(head)).then(|| split_in_two(tail)).flatten().map(|rest| format!("{head} {rest}"))
        })
    })
}

fn split_in_two(word: &str) -> Option<String> {
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(2).collect();
    // Both halves with a mark of their own beat a cut that leaves a bare stump.
    let fits = |at: &&usize| {
        let (head, tail) = word.split_at(**at);
        is_part(head) && is_part(tail) && !is_borrowed(head, tail)
    };
    cuts.iter()
        .filter(fits)
        .min_by_key(|at| {
            let (head, tail) = word.split_at(**at);
            (head.is_ascii(), tail.is_ascii(), head.len().abs_diff(tail.len()))
        })
        .map(|at| {
            let (head, tail) = word.split_at(*at);
            format!("{head} {tail}")
        })
}

/// Borrowed words such as `garô`, `kilômét` and `ôxít` fall into syllables too, but carry no tone of their own; words
/// of the language without one are told by both having a mark and some length.
fn is_borrowed(head: &str, tail: &str) -> bool {
    let toned = |part: &str| {
        let stopped = part.ends_with(['c', 'p', 't']) || part.ends_with("ch");
        part.chars().map(|letter| split_tone(letter).1).any(|tone| match tone {
            Tone::Level => false,
            Tone::Rising => !stopped,
            Tone::Falling | Tone::Asking | Tone::Tumbling | Tone::Heavy => true,
        })
    };
    let marked = |part: &str| !part.is_ascii() && part.chars().count() > 2;
    !(toned(head) || toned(tail) || (marked(head) && marked(tail)))
}

/// A part of a glued word: a syllable of two letters at least.
fn is_part(part: &str) -> bool {
    part.chars().count() >= 2 && is_syllable(part)
}

/// The same word again, where that is no good Vietnamese. Both must be composed (NFC).
pub fn is_doubled(word: &str, again: &str) -> bool {
    // Nearly every word differs from the next in its first letter. Both begin small, and the other letters of
    // a syllable are as long as their capitals.
    if word.len() != again.len() || word.as_bytes().first() != again.as_bytes().first() {
        return false;
    }
    let same = word.chars().map(small).eq(again.chars().map(small));
    if !same || word.chars().any(char::is_numeric) || word.chars().count() < 2 {
        return false;
    }
    let lower = word.to_lowercase();
    // All in capitals may be an abbreviation or a place; a capital on the second word starts a name.
    word.chars().next().is_some_and(char::is_lowercase)
        && again.chars().next().is_some_and(char::is_lowercase)
        && is_syllable(word)
        && !GOOD_PAIRS.split_ascii_whitespace().any(|good| good == lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_syllables_are_known() {
        for word in "nghiêng quốc giếng gì gìn khuya thuở xoong quyền uỷ ủy hoà hòa Đuối nước trẻ em yêu ỉa quý lý \
                     kỹ oằn loắt choắt khuỷu quýt quỳnh giữ ngoằn ngoèo huênh hoang nguệch ngoạc thuế luật tuyết"
            .split_whitespace()
        {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn illegal_syllables_are_refused() {
        for word in
            "hiệncác kê ngê ghanh cệ hoac thicc xyz UBND cet máàt lêng qứ kát nghanh".split_whitespace()
        {
            assert_eq!(is_syllable(word), word == "kê", "{word}");
        }
    }

    #[test]
    fn glued_doubled_and_foreign_are_found() {
        let text = "thực hiệncác biện pháp để trẻ em bị bị xâm hại; luôn luôn; Ðảng ủy";
        let kinds: Vec<FindingKind> = check(text).into_iter().map(|finding| finding.kind).collect();
        assert_eq!(
            kinds,
            vec![
                FindingKind::Glued("hiện các".into()),
                FindingKind::Doubled("bị".into()),
                FindingKind::ForeignMark("Đảng".into()),
            ]
        );
        let first = &check(text)[0];
        assert_eq!(&text[first.range.clone()], "hiệncác");
    }
}
