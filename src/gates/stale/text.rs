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
    /// Its paragraph tells of the reform: who wrote it knows which names are old.
    pub(super) of_change: bool,
}

/// Keys and tables of the front matter that are published as words of the article itself.
const READ: [&str; 15] = [
    "title",
    "description",
    "tags",
    "loudspeaker",
    "zalo",
    "event",
    "service",
    "review",
    "attachments",
    "approval",
    "approvers",
    "locality",
    "contacts",
    "schedule",
    "zalo_groups",
];

/// Keys and tables of settings that no reader sees: what loudspeakers say for a word, what is run, rules.
const UNREAD: [&str; 8] =
    ["base_url", "theme", "lexicon", "outputs", "rules", "approval", "trust_html", "language"];

/// What says that a sentence speaks of the past or of the change itself.
const PAST: [&str; 40] = [
    "trước đây",
    "trước kia",
    "ngày trước",
    "trước ngày 1/7/2025",
    "trước 1/7/2025",
    "trước 01/7/2025",
    "trước ngày 01/7/2025",
    "trước 01/07/2025",
    "trước ngày 01/07/2025",
    "nay là",
    "nay thuộc",
    "nay gọi",
    "nay đã thành",
    "không còn cấp",
    "không còn huyện",
    "không còn quận",
    "không còn thị",
    "không còn phòng",
    "không còn sở",
    "không còn bộ",
    "không còn đơn vị",
    "không còn tên",
    "không còn tồn tại",
    "không còn hoạt động",
    "nay không còn",
    "đã bỏ huyện",
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

/// What says that a whole paragraph is about the reform.
const CHANGE: [&str; 6] =
    ["1/7/2025", "01/07/2025", "1-7-2025", "kết thúc hoạt động", "sáp nhập", "không còn cấp"];

/// How a sentence begins that tells what was on a day; the year follows soon.
const THEN: [&str; 9] =
    ["ngày ", "tháng ", "năm ", "hồi ", "đầu năm ", "cuối năm ", "mùa hè ", "vào ", "sáng "];

/// How far a year stands from the beginning of such a sentence, in bytes.
const SOON: usize = 40;

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

/// Things whose names outlived the unit that they are called after, with the word right behind them.
const LASTING: [&str; 9] =
    ["trường", "bệnh viện", "đường", "thpt", "thcs", "tiểu học", "mầm non", "mẫu giáo", "nội trú"];

/// Things that are called so only where the name is written as one: `phố Huyện`, `Bà Huyện Thanh Quan`.
const CALLED: [&str; 16] = [
    "chợ",
    "cầu",
    "phố",
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
    "bà",
    "cổng",
];

/// Words between such a thing and the unit: `Trường Phổ thông Dân tộc nội trú huyện …`.
const BETWEEN: [&str; 14] = [
    "đa khoa",
    "trung học",
    "cơ sở",
    "phổ thông",
    "dân tộc",
    "bán trú",
    "liên cấp",
    "trung tâm",
    "khu vực",
    "số",
    "hoa",
    "sơn ca",
    "năng khiếu",
    "chuyên",
];

/// The sentences of settings: values that pages show, no comments, and no sources, which quote.
pub(super) fn sentences_of_settings(source: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    edit::lines_of(source, |name, start, line| {
        let text = line.trim_start();
        let quotes = text.strip_prefix("source").is_some_and(|rest| rest.trim_start().starts_with('='));
        let is_read = name.is_some_and(|name| !UNREAD.contains(&name));
        if is_read && !quotes && !text.starts_with('#') {
            split(start, line, &mut found);
        }
    });
    found
}

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
    let lower = paragraph.to_lowercase();
    let of_change = CHANGE.iter().any(|change| lower.contains(change));
    let quoted = paragraph.trim_start().starts_with('>');
    for (i, c) in paragraph.char_indices() {
        let ends = matches!(c, '.' | '!' | '?' | ';')
            && !quoted
            && paragraph[i + c.len_utf8()..].starts_with([' ', '\n'])
            && !ends_in_abbreviation(&paragraph[..i]);
        if ends {
            found.push(Sentence { start: start + from, words: &paragraph[from..=i], of_change });
            from = i + c.len_utf8();
        }
    }
    if !paragraph[from..].trim().is_empty() {
        found.push(Sentence { start: start + from, words: &paragraph[from..], of_change });
    }
}

/// `TP.`, `TT.`, `H.` end no sentence.
fn ends_in_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    (1..=3).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// A sentence about the past or about the change; it comes in small letters.
pub(super) fn is_exempt(lower: &str) -> bool {
    let joined = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    PAST.iter().any(|past| joined.contains(past)) || tells_of_then(&joined)
}

/// `Ngày 28/3/2024, huyện gửi …`: what was before the reform, unless it goes on today.
fn tells_of_then(joined: &str) -> bool {
    let begins = joined.trim_start_matches(|c: char| !c.is_alphabetic());
    if !THEN.iter().any(|then| begins.starts_with(then)) || joined.contains("đến nay") {
        return false;
    }
    let end = (0..=begins.len().min(SOON)).rev().find(|at| begins.is_char_boundary(*at)).unwrap_or(0);
    let mut numbers = begins[..end].split(|c: char| !c.is_ascii_digit()).filter(|token| token.len() == 4);
    numbers.next().and_then(|year| year.parse::<u16>().ok()).is_some_and(|year| (1990..2025).contains(&year))
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

/// A name within quotation marks, one that is called old, one in the name of a document, or one that
/// lives on in another name.
pub(super) fn is_exempt_here(words: &str, lower: &str, start: usize, end: usize) -> bool {
    let after = lower[end..].trim_start_matches([' ', '(', '\n']);
    ["cũ", "không còn", "đã giải thể", "đã thôi"].iter().any(|ended| after.starts_with(ended))
        || is_quoted(&words[..start])
        || is_another_word(lower, start, end)
        || is_of_document(words, lower, start, end)
        || lives_on(words, lower, start)
}

/// A title of the old times: `tri huyện`, `quận công`.
fn is_another_word(lower: &str, start: usize, end: usize) -> bool {
    let before = lower[..start].trim_end();
    let after = lower[end..].trim_start();
    let duke =
        after.strip_prefix("công").is_some_and(|rest| !rest.trim_start().starts_with(char::is_alphabetic));
    let noble = duke || ["chúa", "vương"].iter().any(|word| after.starts_with(word));
    before.ends_with(" tri") || noble && &lower[start..end] == "quận"
}

/// A document's issuer or title: `Kế hoạch số 145-KH/HU của Huyện ủy`. Who acts upon a document in the
/// same sentence acts today.
fn is_of_document(words: &str, lower: &str, start: usize, end: usize) -> bool {
    let is_old = has_year_of_before(lower);
    if !is_old && !has_number_and_sign(words) {
        return false;
    }
    let kind = DOCUMENTS.iter().filter_map(|kind| Some((lower[..start].rfind(kind)?, kind.len()))).max();
    let follows = kind.is_some_and(|(at, length)| {
        let between = lower[at + length..start].replace("phòng, chống", "phòng chống");
        let of = ["của", "do"].iter().filter_map(|word| between.rfind(&format!(" {word} "))).max();
        let about = [" về ", " v/v ", " trên địa bàn "].iter().filter_map(|word| between.find(word)).min();
        match (of, about) {
            (Some(of), _) if !between[of..].contains([',', ';', ':']) => true,
            // In a title commas go on in small letters; a subject of its own follows one at once.
            (_, Some(about)) => {
                let title = between[about..].trim_end();
                let told = &words[..start];
                let last = told.rfind(", ").map(|comma| &told[comma + 2..]);
                !title.ends_with(',')
                    && !last
                        .filter(|_| title.contains(','))
                        .is_some_and(|last| last.starts_with(char::is_uppercase))
            }
            _ => between.trim().is_empty(),
        }
    });
    let issues = is_old && {
        let next = DOCUMENTS.iter().filter_map(|kind| lower[end..].find(kind)).min();
        next.is_some_and(|at| {
            let between = &lower[end..end + at];
            let issues =
                ["ban hành", " có ", " ra ", " gửi ", " ký "].iter().any(|verb| between.contains(verb));
            issues && !between.contains([',', ';', ':'])
        })
    };
    follows || issues
}

/// `Trường THPT Thị xã …`, `phố Huyện`: the thing has kept its name.
fn lives_on(words: &str, lower: &str, start: usize) -> bool {
    let is_name = words[start..].starts_with(char::is_uppercase);
    let mut before = lower[..start].trim_end();
    for _ in 0..6 {
        let ends = |word: &&str| {
            before.strip_suffix(*word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        };
        if LASTING.iter().any(ends) || is_name && CALLED.iter().any(ends) {
            // `yêu cầu Huyện …` speaks of no bridge.
            return !["yêu cầu", "nhu cầu", "toàn cầu", "gia đình"].iter().any(|word| before.ends_with(word));
        }
        let Some(word) = BETWEEN.iter().find(|word| ends(word)) else { return false };
        before = before[..before.len() - word.len()].trim_end();
    }
    false
}

fn is_quoted(before: &str) -> bool {
    let count = |c: char| before.matches(c).count();
    let is_straight = count('"') % 2 == 1 && !before.contains('=') && !is_caption(before);
    count('“') > count('”') || count('«') > count('»') || is_straight
}

/// Whether the last straight quotation mark opens what is shown below a picture:
/// `![sân](san.jpg "Sân của …")`.
fn is_caption(before: &str) -> bool {
    let mark = before.rfind('"').unwrap_or(0);
    before[..mark].rfind("](").is_some_and(|target| !before[target..mark].contains(')'))
}
