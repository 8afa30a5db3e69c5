//! The marks of an outline (Phần, Chương, Mục, Điều, I, 1, a) and which of them are captions.
//!
//! In: paragraphs. Out: the mark a paragraph starts with; the captions with their level, counted from the outermost kind
//! of mark the document uses for captions. A mark before running text is a numbered paragraph, no caption. It does not
//! renumber and does not mend gaps in the numbering.

use super::Heading;
use super::anchors::{fold, is_caps};
use super::line_ends::ends_sentence;
use super::marks::Class;
use super::reflow::Paragraph;

/// Marks the captions among `paragraphs` and gives the outline.
pub(super) fn outline(paragraphs: &mut [Paragraph]) -> Vec<Heading> {
    join_named(paragraphs);
    for idx in 0..paragraphs.len() {
        paragraphs[idx].caption = is_caption(paragraphs, idx);
    }
    let mut classes: Vec<Class> = paragraphs
        .iter()
        .filter(|it| it.caption)
        .filter_map(|it| it.marker.map(|marker| marker.class))
        .collect();
    classes.sort_unstable();
    classes.dedup();
    let mut outline = Vec::new();
    for paragraph in paragraphs.iter_mut().filter(|it| it.caption) {
        let rank =
            paragraph.marker.and_then(|marker| classes.iter().position(|class| *class == marker.class));
        let level = u8::try_from(rank.unwrap_or(0) + 1).unwrap_or(6).min(6);
        paragraph.level = level;
        outline.push(Heading { level, text: paragraph.text.clone() });
    }
    outline
}

/// `Chương I` with its caption on the next line becomes one paragraph.
fn join_named(paragraphs: &mut [Paragraph]) {
    for idx in 1..paragraphs.len() {
        let (before, after) = paragraphs.split_at_mut(idx);
        let (Some(head), Some(next)) = (before.last_mut(), after.first_mut()) else { continue };
        let named = head.marker.is_some_and(|marker| {
            matches!(
                marker.class,
                Class::Part | Class::Chapter | Class::Section | Class::Subsection | Class::Annex
            )
        });
        let bare = head.text.split_whitespace().count() <= 3;
        let caption = next.marker.is_none()
            && next.rows.is_empty()
            && !ends_sentence(&next.text)
            && next.text.chars().count() < 250
            && !next.footnote
            && (is_caps(&next.text) || next.text.chars().count() < 120);
        if named && bare && caption && !head.text.is_empty() && !next.text.starts_with('(') {
            head.text = format!("{} {}", head.text, next.text);
            next.text = String::new();
        }
    }
}

fn is_caption(paragraphs: &[Paragraph], idx: usize) -> bool {
    let paragraph = &paragraphs[idx];
    let Some(marker) = paragraph.marker else { return false };
    if marker.class.is_bullet() || paragraph.footnote || marker.class == Class::Parenthesis {
        return false;
    }
    if is_clause(paragraphs, idx) {
        return false;
    }
    let text = paragraph.text.trim_end();
    let n_chars = text.chars().count();
    let named = matches!(
        marker.class,
        Class::Part | Class::Chapter | Class::Section | Class::Subsection | Class::Annex
    );
    if named || (marker.class == Class::Roman && n_chars < 300 && is_caps(text)) {
        return n_chars < 400;
    }
    let open_end = !ends_sentence(text) || is_caption_colon(text) || is_bare_mark_end(text);
    let one_sentence = !text.char_indices().skip(6).any(|(at, c)| {
        matches!(c, '.' | ':') && text[at + 1..].starts_with(' ') && !abbreviates(&text[..at])
    });
    if !open_end || !one_sentence || n_chars > 330 {
        return false;
    }
    // What follows must be what the caption is for: not the next number of the same kind.
    let next = paragraphs[idx + 1..].iter().find(|it| !it.text.is_empty() || !it.rows.is_empty());
    match next {
        None => false,
        Some(next) => next
            .marker
            .is_none_or(|other| other.class > marker.class || (other.class == marker.class && is_caps(text))),
    }
}

/// Khoản and điểm below a Điều are text, however short.
fn is_clause(paragraphs: &[Paragraph], idx: usize) -> bool {
    let class = |paragraph: &Paragraph| paragraph.marker.map(|marker| marker.class);
    let clause = |class| matches!(class, Class::Arabic | Class::Letter);
    class(&paragraphs[idx]).is_some_and(clause)
        && paragraphs[..idx]
            .iter()
            .rev()
            .filter_map(class)
            .find(|class| !clause(*class) && !class.is_bullet())
            .is_some_and(|class| class == Class::Article)
}

/// The full stop after a caption in capitals or right behind a short caption of a few words: `1. Mục đích.`
fn is_bare_mark_end(text: &str) -> bool {
    text.ends_with('.') && !text.ends_with("./.") && (is_caps(text) || text.split_whitespace().count() <= 6)
}

/// `1. Mục đích:` is a caption, `2. Điểm vui chơi gồm:` is not.
fn is_caption_colon(text: &str) -> bool {
    let Some(bare) = text.strip_suffix(':') else { return false };
    let last = bare.rsplit(char::is_whitespace).next().map(fold).unwrap_or_default();
    let leads_in = matches!(
        last.as_str(),
        "SAU" | "GỒM" | "LÀ" | "NHƯ" | "ĐÂY" | "VIỆC" | "DUNG" | "VỤ" | "CẦU" | "ĐỊNH"
    ) && bare.split_whitespace().count() > 4;
    !leads_in && bare.chars().count() < 90
}

fn abbreviates(before: &str) -> bool {
    let last = before.rsplit([' ', '(']).next().unwrap_or("");
    matches!(last, "TP" | "TX" | "TT" | "Th" | "ThS" | "TS" | "PGS" | "Tp" | "St" | "Q" | "P" | "H")
        || last.chars().all(|c| c.is_ascii_digit())
}
