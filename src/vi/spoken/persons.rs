//! Initials of persons: T.H. behind a child, B. behind a man, T. H. behind a family name.
//!
//! In: a position. Out: the letters by name, with their points, which end no sentence where the sentence
//! goes on. Behind a person no initials are an abbreviation, whatever the lexicon says of their letters.

use super::letters;
use super::reader::{Hit, Reader};
use super::tokens::{Case, Gap, Tokens};

/// N.T.A, V.I.Lênin: the letters of a name, unless the lexicon knows them in one (T.Ư).
pub(super) fn initials(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let letter = |i: usize| tokens.is_upper(i) && tokens.raw(i).chars().count() == 1;
    if !letter(idx) || !tokens.tight_mark(idx + 1, '.') {
        return None;
    }
    let person = follows_person(tokens, idx);
    let joins = |i: usize| tokens.tight(i) || person && tokens.gap(i) == Gap::Space;
    let mut end = idx;
    let mut key = String::new();
    while letter(end) && (end == idx || joins(end)) && tokens.tight_mark(end + 1, '.') {
        key.push_str(tokens.raw(end));
        end += 2;
    }
    let last = letter(end) && tokens.tight(end);
    if last {
        key.push_str(tokens.raw(end));
    }
    let name = tokens.tight(end) && tokens.case(end) == Some(Case::Title);
    let enough = key.chars().count() > 1 || person && goes_on(tokens, end);
    let parted = last || name || !tokens.tight(end) || tokens.mark(end).is_some();
    if !enough || !parted || !person && !reader.lexicon.rows(&key).is_empty() {
        return None;
    }
    let end = match (last, name) {
        (true, _) => end + 1,
        (_, true) => end,
        _ if goes_on(tokens, end) => end,
        _ => end - 1,
    };
    Some(Hit::new(end, letters::spell(&key), "name.initials"))
}

/// Ô. Nam, B. Lan: man and woman in lists of names. B. may be a person's initial, so it needs an Ô. beside it
/// or a woman's name behind it.
pub(super) fn title(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let raw = tokens.raw(idx);
    let named =
        tokens.tight_mark(idx + 1, '.') && tokens.gap(idx + 2) <= Gap::Space && tokens.is_capital(idx + 2);
    if !named || idx > 0 && tokens.tight(idx) && tokens.mark(idx - 1).is_none_or(|mark| mark == '.') {
        return None;
    }
    match raw {
        "Ô" => Some(Hit::new(idx + 2, "ông", "abbr.title")),
        "B" if !follows_person(tokens, idx) => {
            let man = (0..tokens.len()).any(|i| tokens.raw(i) == "Ô" && tokens.tight_mark(i + 1, '.'));
            let woman = FAMILIES.contains(&tokens.fold(idx + 2)) && tokens.fold(idx + 3) == "thị";
            (man || woman).then(|| Hit::new(idx + 2, "bà", "abbr.title"))
        }
        _ => None,
    }
}

/// Whether the words directly before are a person: "cháu", "bà Trần", "Nguyễn Thị".
fn follows_person(tokens: &Tokens<'_>, idx: usize) -> bool {
    let mut at = idx;
    for _ in 0..4 {
        let Some(before) = at.checked_sub(1).filter(|&i| tokens.is_word(i)) else { return false };
        if tokens.gap(at) > Gap::Space {
            return false;
        }
        let fold = tokens.fold(before);
        if PERSONS.contains(&fold) || tokens.is_capital(before) && FAMILIES.contains(&fold) {
            return true;
        }
        if tokens.case(before) != Some(Case::Title) {
            return false;
        }
        at = before;
    }
    false
}

/// Whether the sentence goes on behind a point: a mark, a small letter or a number follows on the line.
fn goes_on(tokens: &Tokens<'_>, idx: usize) -> bool {
    if tokens.gap(idx) > Gap::Space {
        return false;
    }
    match tokens.mark(idx) {
        Some(mark) => matches!(mark, ',' | ';' | ':' | '(' | ')' | '-' | '/' | '?' | '!'),
        None => tokens.is_number(idx) || tokens.case(idx) == Some(Case::Lower),
    }
}

const PERSONS: [&str; 30] = [
    "cháu", "em", "bé", "anh", "chị", "ông", "bà", "cô", "chú", "bác", "dì", "cậu", "mợ", "thím", "cụ",
    "con", "trẻ", "thầy", "mẹ", "bố", "ba", "cha", "má", "vợ", "chồng", "sinh", "nhân", "tên", "bạn",
    "người",
];

/// The commonest family names of Viet Nam's peoples.
const FAMILIES: [&str; 70] = [
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô",
    "dương", "lý", "đinh", "trịnh", "đoàn", "đào", "mai", "tô", "tạ", "chu", "châu", "cao", "quách", "thái",
    "trương", "tống", "kiều", "lâm", "mã", "vi", "bế", "lục", "lương", "lưu", "nông", "triệu", "ma", "hà",
    "hứa", "la", "lò", "lường", "lù", "giàng", "vàng", "sùng", "thào", "vừ", "mùa", "hầu", "cháng", "tẩn",
    "lầu", "chẻo", "phùng", "đàm", "quan", "doãn", "khổng", "nghiêm", "tăng", "văn", "thị", "cầm", "quàng",
    "hạng",
];
