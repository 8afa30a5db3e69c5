//! Identity numbers, codes, passwords and accounts of children.
//!
//! The readings come in; findings come out for a number after the word for a paper, where the
//! sentence speaks of a child, and for an account that the text says is a child's. Public accounts,
//! forms with blanks and advice about passwords hold no value of a child and pass.

use super::attr::Attr;
use super::compared::{any, same};
use super::lexicon::Class;
use super::mention::{Mention, Status};
use super::papers::{PAPERS, PASSWORDS};
use super::reading::Reading;
use super::rules;
use super::text::{Gap, Token};
use super::word::Shape;
use super::{Article, Finding, Passage, Where};

/// Numbers and accounts of children.
pub(super) fn find(article: &Article, readings: &[Reading]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (n, (passage, reading)) in article.passages.iter().zip(readings).enumerate() {
        // Numbers, passwords and codes have digits; accounts have digits, `@` or the `/` of an address.
        if !passage.text.bytes().any(|b| b.is_ascii_digit() || matches!(b, b'@' | b'/')) {
            continue;
        }
        if is_listed_paper(article, readings, n) {
            findings.extend(long_number(passage, reading));
        }
        if reading.mentions.iter().any(|m| m.status == Status::Child && of_code(reading, m.first)) {
            findings.extend(long_number(passage, reading));
        }
        findings.extend(insurance(passage, reading));
        for i in (0..reading.tokens.len()).filter(|i| reading.tokens[*i].is_of_papers()) {
            findings.extend(paper(passage, reading, i, article.as_of.year()));
            findings.extend(password(passage, reading, i));
        }
        findings.extend(accounts(passage, reading));
        findings.extend(numbers_of_accounts(passage, reading));
    }
    findings
}

/// An item or row below a text that announces the papers of children.
fn is_listed_paper(article: &Article, readings: &[Reading], n: usize) -> bool {
    if !matches!(
        article.passages[n].place,
        Where::ListItem | Where::TableRow { header: false, .. } | Where::Code | Where::Html
    ) {
        return false;
    }
    let above = (0..n).rev().find(|m| {
        matches!(
            article.passages[*m].place,
            Where::Paragraph | Where::Heading | Where::TableRow { header: true, .. }
        )
    });
    above.is_some_and(|m| {
        let tokens = 0..readings[m].tokens.len();
        let begins = |i: &usize| readings[m].tokens[*i].is_of_papers();
        let spelt = |i: usize| PAPERS.iter().any(|words| spells(&readings[m], i, words));
        let papers = tokens.clone().filter(begins).any(spelt);
        papers && !readings[n].mentions.is_empty() && !tokens.is_empty() && speaks_of_child(&readings[m], 0)
    })
}

/// `mã của em … là …`: the sentence speaks of a code.
fn of_code(reading: &Reading, i: usize) -> bool {
    reading.tokens[reading.sentence(i)].iter().any(|t| same(t, "mã"))
}

/// `TE1 00 000 012 345`, `HS4…`: the number of an insurance card tells by its letters that a child holds it.
fn insurance(passage: &Passage, reading: &Reading) -> Option<Finding> {
    let tokens = &reading.tokens;
    let start = (0..tokens.len()).find(|i| {
        let card = tokens[*i].shape == Shape::Upper && matches!(tokens[*i].fold.as_str(), "te" | "hs");
        if !card {
            return false;
        }
        let number = |k: &usize| matches!(tokens[*k].shape, Shape::Number | Shape::Code);
        let run = (i + 1..tokens.len()).take(6).take_while(number);
        let digits: String = run.flat_map(|k| tokens[k].fold.chars().filter(char::is_ascii_digit)).collect();
        tokens.get(i + 1).is_some_and(|t| t.start == tokens[*i].end)
            && digits.len() >= 10
            && !is_blank(&digits[1..])
    })?;
    let end = (start + 1..tokens.len())
        .take(6)
        .take_while(|k| matches!(tokens[*k].shape, Shape::Number | Shape::Code))
        .last()?;
    let (from, to) = (tokens[start].start, tokens[end].end);
    Some(rules::finding(
        "privacy-id-number",
        passage.locate(from),
        &passage.text[from..to],
        "thẻ bảo hiểm y tế",
    ))
}

/// A number of nine digits or more that is no telephone.
fn long_number(passage: &Passage, reading: &Reading) -> Option<Finding> {
    let start = (0..reading.tokens.len()).find(|i| {
        let digits = |n: usize| {
            reading.tokens[*i..]
                .iter()
                .take(n)
                .map(|t| t.fold.bytes().filter(u8::is_ascii_digit).count())
                .sum::<usize>()
        };
        let run = reading.tokens[*i..].iter().take_while(|t| t.shape == Shape::Number).count();
        let phone = reading.attr_at(*i).is_some_and(|a| a.attr == Attr::Phone);
        reading.tokens[*i].shape == Shape::Number && digits(run) >= 9 && !phone
    })?;
    let run = reading.tokens[start..].iter().take_while(|t| t.shape == Shape::Number).count();
    let text = &passage.text[reading.tokens[start].start..reading.tokens[start + run - 1].end];
    (!is_blank(text))
        .then(|| rules::finding("privacy-id-number", passage.locate(reading.tokens[start].start), text, ""))
}

/// The fourth digit of a personal number tells the century of birth, the next two the year.
fn is_of_child(number: &str, today: i16) -> bool {
    let digits: Vec<i16> = number.bytes().filter(u8::is_ascii_digit).map(|b| i16::from(b - b'0')).collect();
    let [0, province, _, 2 | 3, tens, ones, ..] = digits[..] else { return false };
    // Twelve digits as they are grouped, or in one; `0243 1900 0456` is none.
    let grouped = number.split_whitespace().all(|part| part.len() == 3 || part.len() == 12);
    grouped
        && province < 10
        && digits.len() == 12
        && (today - 15..=today).contains(&(2000 + tens * 10 + ones))
}

fn paper(passage: &Passage, reading: &Reading, i: usize, today: i16) -> Option<Finding> {
    let len = PAPERS.iter().filter(|words| spells(reading, i, words)).map(|words| words.len()).max()?;
    let certificate = spells(reading, i, &["khai", "sinh"]) || spells(reading, i, &["chứng", "sinh"]);
    let exam = spells(reading, i, &["số", "báo", "danh"]) || spells(reading, i, &["sbd"]);
    let (start, end) = value(reading, i + len, certificate)?;
    let text = &passage.text[reading.tokens[start].start..reading.tokens[end - 1].end];
    let insured_child =
        text.to_ascii_uppercase().starts_with("TE") && !spells(reading, i, &["số", "báo", "danh"]);
    let sentence = reading.sentence(start);
    let owner = reading
        .mentions
        .iter()
        .rfind(|m| m.end <= start && sentence.contains(&m.first))
        .or_else(|| reading.mentions.iter().find(|m| certificate && sentence.contains(&m.first)));
    let of_parent = |m: &Mention| m.cue_at > 0 && reading.phrase_ending(m.cue_at - 1).0.is(Class::KinChild);
    let adult = owner.is_some_and(|m| m.status == Status::Adult && !of_parent(m));
    let birth = certificate && owner.is_some_and(|m| m.status == Status::Unknown);
    let surely = is_of_child(text, today);
    let child = birth
        || surely
        || owner.is_some_and(|m| m.status == Status::Child)
        || speaks_of_child(reading, start);
    let named_only = exam && !owner.is_some_and(|m| m.status == Status::Child);
    if !insured_child && !surely && (adult || !child) || named_only || is_blank(text) {
        return None;
    }
    Some(rules::finding("privacy-id-number", passage.locate(reading.tokens[start].start), text, ""))
}

/// The value after the words for a paper: six digits or more, or `47/2019` for a certificate.
fn value(reading: &Reading, from: usize, certificate: bool) -> Option<(usize, usize)> {
    let mut start = from;
    for _ in 0..7 {
        let token = reading.tokens.get(start).filter(|t| !t.gap.has(Gap::STOP) || t.gap.has(Gap::COLON))?;
        let code = matches!(token.shape, Shape::Number | Shape::Code)
            || matches!(token.shape, Shape::Upper)
                && token.fold.len() <= 4
                && has_number_after(reading, start);
        let whole_code = token.fold.bytes().any(|b| b.is_ascii_digit());
        if code || whole_code {
            break;
        }
        start += 1;
    }
    let joined = |t: &Token, n: usize| {
        n == 0
            || (t.gap.is_space() || t.gap.has(Gap::HYPHEN)) && matches!(t.shape, Shape::Number | Shape::Code)
    };
    let count = reading.tokens.get(start..)?.iter().enumerate().take_while(|(n, t)| joined(t, *n)).count();
    let tokens = &reading.tokens[start..start + count];
    let digits: usize = tokens.iter().map(|t| t.fold.bytes().filter(u8::is_ascii_digit).count()).sum();
    let date = tokens.first().is_some_and(|t| t.fold.matches('/').count() == 2);
    let short = certificate && tokens.first().is_some_and(|t| t.fold.contains('/')) && digits >= 4;
    let phone = reading.attr_at(start).is_some_and(|a| a.attr == Attr::Phone) && start > from + 2;
    let told = date || phone || is_years(tokens) || is_amount(reading, start, tokens);
    ((digits >= 6 || short) && !told).then_some((start, start + count))
}

/// `2026-2027`: a school year.
fn is_years(tokens: &[Token]) -> bool {
    let written = tokens.iter().flat_map(|t| t.fold.split(['-', '–', '/']));
    let years: Vec<Option<i32>> = written.map(|part| part.parse().ok()).collect();
    matches!(years[..], [Some(one @ 1990..=2099), Some(next)] if next == one + 1)
}

/// `631.800 đồng`, `12.500 thẻ`: what is counted stands behind it, or it is written as amounts are and is shorter
/// than papers' numbers.
fn is_amount(reading: &Reading, start: usize, tokens: &[Token]) -> bool {
    const COUNTED: &[&str] =
        &["đồng", "đ", "vnđ", "vnd", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "người", "thẻ"];
    let [number] = tokens else { return false };
    let mut groups = number.fold.split('.');
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && !group.starts_with('0'));
    let rest: Vec<&str> = groups.collect();
    let grouped = first && !rest.is_empty() && rest.iter().all(|group| group.len() == 3);
    let counted = reading.tokens.get(start + 1).is_some_and(|t| any(t, COUNTED));
    counted || grouped && number.fold.bytes().filter(u8::is_ascii_digit).count() < 9
}

fn has_number_after(reading: &Reading, i: usize) -> bool {
    reading
        .tokens
        .get(i + 1)
        .is_some_and(|t| matches!(t.shape, Shape::Number | Shape::Code) && t.gap.is_space())
}

fn password(passage: &Passage, reading: &Reading, i: usize) -> Option<Finding> {
    let from = i + PASSWORDS.iter().find(|words| spells(reading, i, words))?.len();
    let named = (from..reading.tokens.len().min(from + 8)).find(|j| {
        let token = &reading.tokens[*j];
        token.gap.has(Gap::COLON) || same(&reading.tokens[*j - 1], "là")
    });
    let at =
        reading.tokens.get(named.unwrap_or(from)).filter(|t| t.sentence == reading.tokens[i].sentence)?.start;
    let chunk = passage.text.get(at..)?;
    let chunk = chunk
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '”'))
        .next()?
        .trim_end_matches('.');
    let digits = chunk.bytes().filter(u8::is_ascii_digit).count();
    let letters = chunk.bytes().any(|b| b.is_ascii_alphabetic());
    let secret = digits >= 4 || digits >= 1 && letters && chunk.len() >= 5;
    let shared = ["wifi", "wi", "zoom", "họp", "phòng", "mạng"]
        .iter()
        .any(|w| reading.tokens[reading.sentence(i)].iter().any(|t| same(t, w)));
    let child = speaks_of_child(reading, i)
        || reading.attrs.iter().any(|a| matches!(a.attr, Attr::Class { one: true, .. }));
    (secret && child && !shared)
        .then(|| rules::finding("privacy-id-number", passage.locate(at), chunk, "mật khẩu"))
}

/// Words of a child in the sentence, not as a subject of advice.
fn speaks_of_child(reading: &Reading, i: usize) -> bool {
    let sentence = reading.sentence(i);
    sentence.clone().any(|j| {
        let tags = reading.marks[j].tags;
        tags.any(&[Class::ChildTitle, Class::ChildRole, Class::KinChild, Class::Pointer])
    }) || reading.mentions.iter().any(|m| m.status == Status::Child && sentence.contains(&m.first))
}

/// Zeros, nines and crosses stand for a number in a form.
fn is_blank(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = signs.next() else { return true };
    signs.all(|c| c == first)
        || text.chars().any(|c| matches!(c, 'x' | 'X' | '.' | '…' | '_')) && text.contains("xx")
}

fn spells(reading: &Reading, i: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(n, word)| reading.tokens.get(i + n).is_some_and(|t| same(t, word)))
}

/// `Zalo của em: 0912 345 678`: a number by which the child can be written to.
fn numbers_of_accounts(passage: &Passage, reading: &Reading) -> Vec<Finding> {
    const NETS: &[&str] = &["zalo", "facebook", "fb", "viber", "telegram", "nick", "messenger", "instagram"];
    let phones = reading.attrs.iter().filter(|a| a.attr == Attr::Phone);
    let of_child = phones.filter(|a| {
        let sentence = reading.sentence(a.start);
        let near = sentence.start.max(a.start.saturating_sub(12))..a.start;
        let net = reading.tokens[near].iter().any(|t| NETS.contains(&t.fold.as_str()));
        net && owned_by_child(reading, a.start, reading.tokens[a.end - 1].end)
    });
    of_child
        .map(|a| {
            let (from, to) = (reading.tokens[a.start].start, reading.tokens[a.end - 1].end);
            rules::finding("privacy-account", passage.locate(from), &passage.text[from..to], "")
        })
        .collect()
}

/// Handles and profile addresses that the text gives to a child.
fn accounts(passage: &Passage, reading: &Reading) -> Vec<Finding> {
    const PARTING: [char; 11] = [' ', '\n', '\t', '(', ')', '"', '“', '”', '<', '>', '|'];
    let mut findings = Vec::new();
    let mut at = 0;
    if !may_hold_handle(&passage.text) {
        return findings;
    }
    for chunk in passage.text.split(PARTING) {
        let start = at;
        at += chunk.len() + passage.text[at + chunk.len()..].chars().next().map_or(0, char::len_utf8);
        let handle = chunk.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '.'));
        if !is_handle(handle, passage, start) {
            continue;
        }
        let token = reading.tokens.partition_point(|t| t.end <= start);
        if token < reading.tokens.len() && owned_by_child(reading, token, start + handle.len()) {
            findings.push(rules::finding("privacy-account", passage.locate(start), handle, ""));
        }
    }
    findings
}

/// A sign that every handle has stands somewhere, and no dot that only ends a sentence.
fn may_hold_handle(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'/' | b'@' | b'_' => true,
        b'.' => bytes.get(at + 1).is_some_and(|next| !matches!(next, b' ' | b'\n')),
        _ => false,
    })
}

fn is_handle(chunk: &str, passage: &Passage, start: usize) -> bool {
    const SITES: &[&str] = &[
        "facebook.com/",
        "fb.com/",
        "tiktok.com/",
        "instagram.com/",
        "zalo.me/",
        "youtube.com/@",
        "youtube.com/c",
    ];
    if !chunk.bytes().any(|byte| matches!(byte, b'/' | b'@' | b'_' | b'.')) {
        return false;
    }
    let lower = chunk.to_ascii_lowercase();
    if SITES.iter().any(|site| lower.contains(site)) {
        return true;
    }
    let letters = lower.bytes().any(|b| b.is_ascii_alphabetic());
    if lower.len() >= 4 && lower.contains('@') && !lower.starts_with("@/") && letters {
        return true;
    }
    let joined = lower.contains(['_', '.']) && lower.bytes().any(|b| b.is_ascii_digit());
    // `nguyenhabang2017`
    let name = lower.bytes().all(|b| b.is_ascii_alphanumeric())
        && lower.bytes().filter(u8::is_ascii_digit).count() >= 2
        && lower.bytes().filter(u8::is_ascii_alphabetic).count() >= 5
        && lower.starts_with(|c: char| c.is_ascii_lowercase());
    if !joined && !name || !letters || lower.contains('/') || lower.len() < 5 {
        return false;
    }
    let near: String = passage.text[..start].chars().rev().take(40).collect();
    let near = near.chars().rev().collect::<String>().to_lowercase();
    ["nick", "tài khoản", "facebook", "tiktok", "zalo", "instagram", "đăng nhập", "roblox", "gmail", "kênh"]
        .iter()
        .any(|word| near.contains(word))
}

fn owned_by_child(reading: &Reading, token: usize, end: usize) -> bool {
    let sentence = reading.sentence(token);
    let after = reading.tokens.partition_point(|t| t.start < end);
    let child = |j: usize| {
        reading.marks[j].tags.any(&[
            Class::ChildTitle,
            Class::ChildRole,
            Class::Pointer,
            Class::ChildWeak,
            Class::KinChild,
        ]) && !(j > 0 && same(&reading.tokens[j - 1], "các"))
    };
    let possessed = |range: std::ops::Range<usize>| {
        range.clone().any(|j| same(&reading.tokens[j], "của") && (j + 1..range.end.min(j + 4)).any(child))
    };
    let close = sentence.start.max(token.saturating_sub(12))..token;
    let named = reading
        .mentions
        .iter()
        .any(|m| m.status == Status::Child && sentence.contains(&m.first) && m.end <= token + 4);
    let acts = ["lập", "mở", "có", "tạo", "dùng", "nick"]
        .iter()
        .any(|w| reading.tokens[close.clone()].iter().any(|t| same(t, w)));
    let girl = (after..sentence.end.min(after + 8)).any(|j| reading.marks[j].tags.is(Class::PointerSure));
    // `Tài khoản học trực tuyến lớp 3A: …`
    let class = reading
        .attrs
        .iter()
        .any(|a| sentence.contains(&a.start) && matches!(a.attr, Attr::Class { one: true, grade: ..=9 }))
        && reading.tokens[close.clone()].windows(2).any(|w| same(&w[0], "khoản") && same(&w[1], "học"));
    named
        || class
        || girl
        || possessed(after.min(sentence.end)..sentence.end.min(after + 6))
        || possessed(close.clone())
        || acts && close.into_iter().any(child)
}
