//! Words that only say where to look: on paper, by ear and in a message nobody can press them.
//!
//! The parts of a line come in, its words go out without the sentences that exist for their links alone
//! (`Xem thêm …`, `Làm theo trang …`). A sentence that says anything besides is left as it is.

use crate::content::block::Inline;
use crate::content::text;
use crate::vi::fold;

/// Stand around the words of a link while sentences are told apart; no author types them.
const OPENS: char = '\u{e000}';
const CLOSES: char = '\u{e001}';

/// Words that tell to look somewhere.
const LOOK: [&str; 9] = ["xem", "doc", "theo", "khao", "tai", "vao", "cap", "hieu", "o"];

/// Words that may stand beside them in a sentence that says nothing else.
const BESIDE: [&str; 33] = [
    "them", "tham", "truy", "trang", "bai", "va", "hoac", "cua", "lam", "chi", "tiet", "huong", "dan", "muc",
    "phan", "cac", "day", "nay", "nhu", "trong", "du", "tim", "danh", "sach", "mau", "tiep", "ve", "cung",
    "noi", "dung", "lien", "quan", "cach",
];

/// The words of a line without the sentences that only point.
pub(super) fn without_pointing(inlines: &[Inline]) -> String {
    if !inlines.iter().any(has_link) {
        return text::of_inlines(inlines);
    }
    let mut marked = String::new();
    for inline in inlines {
        push(&mut marked, inline);
    }
    let kept: String = sentences(&marked).into_iter().filter(|sentence| !only_points(sentence)).collect();
    let words = kept.replace([OPENS, CLOSES], "");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has_link(inline: &Inline) -> bool {
    match inline {
        Inline::Link { .. } => true,
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => inner.iter().any(has_link),
        _ => false,
    }
}

fn push(out: &mut String, inline: &Inline) {
    match inline {
        Inline::Link { content, .. } => {
            out.push(OPENS);
            out.push_str(&text::running(content));
            out.push(CLOSES);
        }
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => {
            for inline in inner {
                push(out, inline);
            }
        }
        other => out.push_str(&text::running(std::slice::from_ref(other))),
    }
}

/// The sentences of a line; a point within the words of a link ends none.
fn sentences(marked: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let (mut start, mut in_link) = (0, false);
    for (at, c) in marked.char_indices() {
        in_link = match c {
            OPENS => true,
            CLOSES => false,
            _ => in_link,
        };
        let end = at + c.len_utf8();
        if !in_link && matches!(c, '.' | '!' | '?' | ';') && marked[end..].starts_with(char::is_whitespace) {
            sentences.push(&marked[start..end]);
            start = end;
        }
    }
    sentences.push(&marked[start..]);
    sentences
}

/// Whether a sentence has a link and besides it only words that tell to look there.
fn only_points(sentence: &str) -> bool {
    let mut outside = String::new();
    let mut in_link = false;
    for c in sentence.chars() {
        match c {
            OPENS => in_link = true,
            CLOSES => in_link = false,
            _ if in_link => {}
            c => outside.push(c),
        }
    }
    let outside = fold::fold(&outside);
    let words: Vec<&str> =
        outside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_pointer = |word: &&str| LOOK.contains(word) || BESIDE.contains(word);
    sentence.contains(OPENS) && words.iter().any(|word| LOOK.contains(word)) && words.iter().all(is_pointer)
}

/// The words of a line for a message: without what only says where to look.
pub(super) fn said_of(content: &[Inline]) -> String {
    let kept = without_pointing(content);
    if kept == text::of_inlines(content) { without_pointers(content) } else { kept }
}

/// `…, xem trang này`: nobody can press it in a message.
fn without_pointers(content: &[Inline]) -> String {
    const POINTERS: [&str; 9] = [
        "trang nay",
        "bai nay",
        "tai day",
        "o day",
        "day",
        "xem them",
        "doc them",
        "huong dan nay",
        "muc nay",
    ];
    let mut kept: Vec<Inline> = Vec::with_capacity(content.len());
    let mut pointed = false;
    for inline in content {
        let is_pointer = matches!(inline, Inline::Link { content, .. }
            if POINTERS.contains(&fold::fold(&text::of_inlines(content)).trim_start_matches("xem ").trim_start_matches("doc ").trim()));
        pointed |= is_pointer;
        if !is_pointer {
            kept.push(inline.clone());
        }
    }
    let words = text::of_inlines(&kept);
    if !pointed {
        return words;
    }
    let is_left_over = |c: char| " ,;:.(–-".contains(c);
    let words = words.trim_end_matches([')', '.', ' ']).trim_end_matches(is_left_over);
    let verbs = [" xem", " đọc", "(xem", "(đọc"];
    let words = verbs.iter().find_map(|verb| words.strip_suffix(verb)).unwrap_or(words);
    words.trim_end_matches(is_left_over).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(parts: &[(&str, bool)]) -> String {
        let inline = |(words, linked): &(&str, bool)| {
            let text = Inline::Text((*words).to_owned());
            if *linked { Inline::Link { target: "x".to_owned(), content: vec![text] } } else { text }
        };
        without_pointing(&parts.iter().map(inline).collect::<Vec<_>>())
    }

    #[test]
    fn a_sentence_for_links_alone_is_left_out_and_others_stay() {
        let kept = line(&[
            ("Ép tim ngay. Làm theo trang ", false),
            ("khi trẻ đuối nước. Bài 2", true),
            (". Rồi gọi 115.", false),
        ]);
        assert_eq!(kept, "Ép tim ngay. Rồi gọi 115.");
        let only = line(&[
            ("Xem thêm ", false),
            ("Dạy con", true),
            (" và ", false),
            ("trang của Bộ", true),
            (".", false),
        ]);
        assert_eq!(only, "");
        for said in [
            line(&[("Xem ", false), ("sáu bước sơ cứu", true), (" trước.", false)]),
            line(&[("Luật Trẻ em", true)]),
            line(&[("Gọi ", false), ("111", true), (".", false)]),
        ] {
            assert!(!said.is_empty());
        }
    }

    #[test]
    fn a_link_that_only_points_is_left_out_with_its_verb() {
        let words = |said: &str| Inline::Text(said.to_owned());
        let link = |said: &str| Inline::Link { target: "x".to_owned(), content: vec![words(said)] };
        let pointing =
            without_pointers(&[words("đó là hành vi xâm hại, "), link("xem trang này"), words(".")]);
        assert_eq!(pointing, "đó là hành vi xâm hại");
        let pointing = without_pointers(&[words("Học nổi trước (xem "), link("tại đây"), words(")")]);
        assert_eq!(pointing, "Học nổi trước");
        let named = without_pointers(&[words("Xem "), link("sáu bước sơ cứu"), words(" trước.")]);
        assert_eq!(named, "Xem sáu bước sơ cứu trước.");
    }
}
