//! Which sentences of a file are read, and which of them speak of today.
//!
//! A file's text comes in, its sentences go out with their places; of the front matter only what
//! readers and listeners get. Nothing here knows a name.

use crate::content::edit;

/// A sentence and where it begins in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'t> {
    pub(super) start: usize,
    pub(super) words: &'t str,
}

/// Keys and tables of the front matter that are published as words of the article itself.
const READ: [&str; 6] = ["title", "description", "loudspeaker", "zalo", "event", "service"];

/// What says that a sentence speaks of the past or of the change itself.
const PAST: [&str; 27] = [
    "trước đây",
    "trước kia",
    "ngày trước",
    "trước ngày 1/7/2025",
    "trước 1/7/2025",
    "trước 01/7/2025",
    "trước ngày 01/7/2025",
    "nay là",
    "nay thuộc",
    "nay gọi",
    "nay không còn",
    "không còn",
    "đã bỏ",
    "bỏ cấp",
    "sáp nhập",
    "sắp xếp lại",
    "sắp xếp đơn vị",
    "hợp nhất",
    "giải thể",
    "kết thúc hoạt động",
    "bãi bỏ",
    "đổi tên",
    "tên cũ",
    "địa danh cũ",
    "đơn vị cũ",
    "địa bàn cũ",
    "nguyên là",
];

/// What says that a document is spoken of.
const DOCUMENTS: [&str; 12] = [
    "kế hoạch",
    "công văn",
    "chỉ thị",
    "quyết định",
    "nghị quyết",
    "hướng dẫn số",
    "thông báo số",
    "nghị định",
    "thông tư",
    "báo cáo số",
    "chương trình số",
    "văn bản số",
];

/// Things whose names outlived the district that they are called after.
const LASTING: [&str; 22] = [
    "trường",
    "bệnh viện",
    "chợ",
    "cầu",
    "phố",
    "đường",
    "bến xe",
    "ga",
    "hồ",
    "ngã tư",
    "ngã ba",
    "công viên",
    "sân vận động",
    "đình",
    "chùa",
    "nhà thờ",
    "đền",
    "thpt",
    "thcs",
    "tiểu học",
    "mầm non",
    "bà",
];

/// The sentences of a file.
pub(super) fn sentences(source: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let body = edit::lines_of(source, |name, start, line| {
        if name.is_some_and(|name| READ.contains(&name)) {
            split(start, line, &mut found);
        }
    });
    let Some(body) = body else { return found };
    let mut start = body;
    let mut end = body;
    for line in source[body..].split_inclusive('\n') {
        let text = line.trim_start();
        let begins = text.trim().is_empty()
            || text.starts_with(['>', '#', '|', '-', '*', '+', '`'])
            || text.starts_with(|c: char| c.is_ascii_digit());
        if begins {
            split(start, &source[start..end], &mut found);
            start = end;
        }
        end += line.len();
    }
    split(start, &source[start..end], &mut found);
    found.retain(|sentence| !sentence.words.trim_start().starts_with('>'));
    found
}

/// Splits a paragraph at the ends of sentences.
fn split<'t>(start: usize, paragraph: &'t str, found: &mut Vec<Sentence<'t>>) {
    let mut from = 0;
    let quoted = paragraph.trim_start().starts_with('>');
    for (i, c) in paragraph.char_indices() {
        let ends = matches!(c, '.' | '!' | '?' | ';')
            && !quoted
            && paragraph[i + c.len_utf8()..].starts_with([' ', '\n'])
            && !ends_in_abbreviation(&paragraph[..i]);
        if ends {
            found.push(Sentence { start: start + from, words: &paragraph[from..=i] });
            from = i + c.len_utf8();
        }
    }
    if !paragraph[from..].trim().is_empty() {
        found.push(Sentence { start: start + from, words: &paragraph[from..] });
    }
}

/// `TP.`, `TT.`, `H.` end no sentence.
fn ends_in_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    (1..=3).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// A sentence about the past or about a document.
pub(super) fn is_exempt(words: &str) -> bool {
    let lower = words.to_lowercase();
    let joined = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    if PAST.iter().any(|past| joined.contains(past)) {
        return true;
    }
    let names_document = DOCUMENTS.iter().any(|kind| joined.contains(kind));
    names_document && (has_number_and_sign(words) || has_year_of_before(&joined))
}

/// `145-KH/HU`, `1183/QĐ-TTg`.
fn has_number_and_sign(words: &str) -> bool {
    words.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ';')).any(|token| {
        let digits = token.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &token[digits..];
        let mut letters = rest.chars().skip(1);
        digits > 0
            && rest.starts_with(['-', '/'])
            && letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_uppercase)
    })
}

/// A year before 2026: the sentence quotes what was issued then.
fn has_year_of_before(lower: &str) -> bool {
    let mut years = lower.split(|c: char| !c.is_ascii_digit()).filter(|token| token.len() == 4);
    years.any(|year| year.parse::<u16>().is_ok_and(|year| (1990..=2025).contains(&year)))
}

/// A name within quotation marks, one that is called old, or one that lives on in another name.
pub(super) fn is_exempt_here(words: &str, start: usize, end: usize) -> bool {
    let before = &words[..start];
    let after = words[end..].trim_start_matches([' ', '(', '\n']).to_lowercase();
    if after.starts_with("cũ") || is_quoted(before) {
        return true;
    }
    let near: Vec<String> = before.split_whitespace().rev().take(4).map(str::to_lowercase).collect();
    let near = near.into_iter().rev().collect::<Vec<_>>().join(" ");
    let phrase_end = near.rfind([',', '.', ':', ';']).map_or(0, |comma| comma + 1);
    let near = format!(" {} ", near[phrase_end..].trim());
    // Only a name keeps the word; `trường của huyện` speaks of the district.
    let is_name = words[start..].starts_with(char::is_uppercase) || !near.contains(" của ");
    is_name && LASTING.iter().any(|thing| near.contains(&format!(" {thing} ")))
}

fn is_quoted(before: &str) -> bool {
    let count = |c: char| before.matches(c).count();
    count('“') > count('”') || count('«') > count('»') || (count('"') % 2 == 1 && !before.contains('='))
}
