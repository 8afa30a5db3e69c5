//! One reading becomes the documents it holds.
//!
//! In: the lines of a file. Out: each document with its metadata and its Markdown, and everything a person must look at.
//! A new document starts where, after a signature, a head of its own begins; what comes without a head, or says it is
//! attached, is an annex of the document before. This is the one place where head, text and foot meet.

use crate::vi::{syllable, tone};

use super::anchors::{self, fold, is_name};
use super::cites::Cites;
use super::dates::Written;
use super::header::{self, Header};
use super::lines::{Line, Reading};
use super::markdown;
use super::marks::Class;
use super::notes::{self, Note};
use super::outline;
use super::reflow::{self, Paragraph};
use super::tables;
use super::tail::{self, Tail};
use super::ties;
use super::{Imported, ImportedDocument, PartialDate, Refusal};

/// At most so many documents in one file; what comes after stays with the last.
const MAX_DOCUMENTS: usize = 300;

/// Splits a reading into documents and reads each.
pub(super) fn documents(reading: Reading) -> Result<Imported, Refusal> {
    let Reading { lines, encoding, mut notes, paragraphs } = reading;
    let lines = tables::gather(lines);
    if lines.is_empty() {
        return Err(Refusal::Empty);
    }
    let mut documents = Vec::new();
    let starts = starts(&lines);
    for (idx, start) in starts.iter().enumerate() {
        let end = starts.get(idx + 1).copied().unwrap_or(lines.len());
        documents.push(document(&lines[*start..end], paragraphs, &mut notes));
    }
    spelling(&lines, &mut notes);
    notes.sort_by_key(|note| (note.line, note.kind));
    notes.dedup();
    Ok(Imported { encoding, documents, look_at: notes })
}

/// The lines documents start on.
fn starts(lines: &[Line]) -> Vec<usize> {
    let mut starts = vec![0];
    let mut signed: Option<usize> = None;
    let mut in_foot = 0;
    let mut n_looked = 0;
    for idx in 1..lines.len() {
        let text = lines[idx].text.as_str();
        if tail::opens_recipients(text) || anchors::starts_authority(text) {
            signed = Some(idx);
            in_foot = idx;
        }
        let Some(foot) = signed else { continue };
        let head = anchors::find_motto(text).is_some();
        let kind = header::kind_line(text).is_some_and(|(_, rest)| rest.is_empty()) && anchors::is_caps(text);
        if !(head || kind) || idx <= foot || n_looked >= MAX_DOCUMENTS {
            continue;
        }
        n_looked += 1;
        let start = if head { back_to_start(lines, idx, in_foot) } else { idx };
        if is_new_document(lines, start, idx, head) {
            starts.push(start);
            signed = None;
        }
    }
    starts
}

/// The first line of the head that the motto at `idx` stands in.
fn back_to_start(lines: &[Line], idx: usize, foot: usize) -> usize {
    let mut start = idx;
    while start > foot + 1 {
        let line = &lines[start - 1];
        let text = line.text.as_str();
        let heading = header::is_head_line(text)
            || (anchors::is_caps(text)
                && !is_name(text)
                && !anchors::starts_authority(text)
                && !anchors::starts_position(text)
                && text.chars().count() < 80);
        if !heading || tail::opens_recipients(text) {
            break;
        }
        start -= 1;
    }
    start
}

/// A head with a number or a date of its own, or a kind with a foot of its own; nothing that says it is attached.
fn is_new_document(lines: &[Line], start: usize, at: usize, head: bool) -> bool {
    let near = &lines[start..lines.len().min(at + 14)];
    let attached = near.iter().any(|line| {
        let folded = fold(&line.text);
        let bracketed = folded.trim_start_matches('(');
        folded.starts_with('(')
            && (bracketed.starts_with("KÈM THEO")
                || bracketed.starts_with("BAN HÀNH KÈM")
                || bracketed.starts_with("KÈM ")
                || bracketed.starts_with("ĐÍNH KÈM"))
            || folded.starts_with("PHỤ LỤC")
            || folded.starts_with("MẪU SỐ")
            || folded.starts_with("BIỂU SỐ")
    });
    if attached {
        return false;
    }
    let own = header::header(&lines[start..]);
    if head {
        return own.number.is_some() || own.blank_number.is_some() || own.date.is_some();
    }
    // A foot farther away belongs to something else, and looking for it must not take all day.
    let reach = &lines[start..lines.len().min(start + 2_000)];
    let foot = tail::tail(reach, own.n_lines.min(reach.len()));
    foot.is_some_and(|foot| {
        !foot.recipients.is_empty() || foot.signer.is_some_and(|signer| signer.name.is_some())
    })
}

fn document(lines: &[Line], paragraphs: bool, notes: &mut Vec<Note>) -> ImportedDocument {
    let mut header = header::header(lines);
    let tail = tail::tail(lines, header.n_lines);
    if header.date.is_none()
        && let Some(idx) = tail.as_ref().and_then(|tail| tail::issued(lines, tail))
    {
        header.issued_below(&lines[idx]);
    }
    let text_end = tail.as_ref().map_or(lines.len(), |tail| tail.start.max(header.n_lines));
    let annex_start = tail.as_ref().map_or(lines.len(), |tail| tail.end.max(text_end));
    let text = &lines[header.n_lines.min(text_end)..text_end];
    let annex = &lines[annex_start..];
    let mut body = reflow::paragraphs(text, reflow::cut(text, paragraphs));
    let mut annexes = reflow::paragraphs(annex, reflow::cut(annex, paragraphs));
    let mut outline = outline::outline(&mut body);
    outline.extend(outline::outline(&mut annexes));
    for paragraph in body.iter().chain(&annexes) {
        notes.extend(paragraph.joined.iter().map(|(no, number)| notes::number_joined(*no, number)));
    }
    repeated(&body, notes);
    let date = date(&header, lines, notes);
    missing(&header, tail.as_ref(), lines, notes);
    let cites = cites(&header, lines, [&body, &annexes], notes);
    let first = body.iter().map(|paragraph| paragraph.text.as_str());
    let implements = ties::carried_out(header.title.as_deref(), first, header.number.as_deref());
    if !implements.is_empty() {
        notes.push(notes::carries_out(lines.first().map_or(0, |line| line.no), &implements.join(", ")));
    }
    let markdown = markdown::Parts {
        head: &lines[..header.n_head],
        title: &lines[header.n_head..header.n_lines.min(text_end)],
        body: &body,
        foot: &lines[text_end..annex_start],
        annexes: &annexes,
    };
    let body = markdown::body(&markdown);
    let (recipients, signer) = tail.map(|tail| (tail.recipients, tail.signer)).unwrap_or_default();
    ImportedDocument {
        kind: header.kind,
        number: header.number,
        issuer: header.issuers.issuer,
        superior_issuer: header.issuers.superior,
        place: header.place,
        date,
        title: header.title,
        cites,
        implements,
        recipients,
        signer,
        outline,
        body,
    }
}

/// What title, text and annexes cite.
fn cites(
    header: &Header,
    lines: &[Line],
    parts: [&[Paragraph]; 2],
    notes: &mut Vec<Note>,
) -> Vec<super::Cite> {
    let mut cites = Cites::default();
    if let Some(title) = &header.title {
        cites.paragraph(lines[header.n_head.min(lines.len() - 1)].no, title);
    }
    for paragraph in parts.into_iter().flatten() {
        cites.paragraph(paragraph.no, &paragraph.text);
        for cell in paragraph.rows.iter().flatten() {
            cites.paragraph(paragraph.no, cell);
        }
    }
    let (cites, cite_notes) = cites.finish(header.number.as_deref());
    notes.extend(cite_notes);
    cites
}

fn date(header: &Header, lines: &[Line], notes: &mut Vec<Note>) -> Option<PartialDate> {
    match &header.date {
        Some((no, Written::Date(date), _)) => {
            if date.day.is_none() {
                notes.push(notes::date_partial(*no, *date));
            }
            Some(*date)
        }
        Some((no, Written::Impossible, text)) => {
            notes.push(notes::date_impossible(*no, text));
            None
        }
        Some((_, Written::Blank, _)) | None => {
            notes.push(notes::no_date(lines.first().map_or(0, |line| line.no)));
            None
        }
    }
}

/// Notes what the document does not show.
fn missing(header: &Header, tail: Option<&Tail>, lines: &[Line], notes: &mut Vec<Note>) {
    let first = lines.first().map_or(0, |line| line.no);
    let last = lines.last().map_or(0, |line| line.no);
    if header.number.is_none() {
        notes.push(
            header
                .blank_number
                .as_ref()
                .map_or_else(|| notes::no_number(first), |(no, text)| notes::number_blank(*no, text)),
        );
    }
    let signer = tail.and_then(|tail| tail.signer.as_ref());
    if header.issuers.issuer.is_none() {
        notes.push(notes::no_issuer(first, signer.and_then(|signer| signer.authority.as_deref())));
    }
    if signer.is_none_or(|signer| signer.name.is_none()) {
        notes.push(notes::no_signer(last));
    }
    let Some(tail) = tail else {
        notes.push(notes::no_recipients(last));
        return;
    };
    if tail.recipients.is_empty() {
        notes.push(notes::no_recipients(last));
    }
    if !tail.others.is_empty() {
        notes.push(notes::more_signers(lines[tail.start].no, &tail.others.join(", ")));
    }
}

/// Paragraphs of some length that stand in the text twice, bullets and spacing apart.
fn repeated(body: &[Paragraph], notes: &mut Vec<Note>) {
    let key = |paragraph: &Paragraph| {
        let start =
            paragraph.marker.filter(|marker| marker.class.is_bullet()).map_or(0, |marker| marker.length);
        fold(&paragraph.text[start..])
    };
    let mut seen: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for paragraph in body.iter().filter(|it| {
        !it.caption && it.rows.is_empty() && it.marker.is_none_or(|marker| marker.class != Class::Article)
    }) {
        let text = key(paragraph);
        if text.chars().count() < 60 {
            continue;
        }
        if let Some(first) = seen.get(&text) {
            let start: String = paragraph.text.chars().take(50).collect();
            notes.push(notes::repeated(paragraph.no, *first, &start));
        } else {
            seen.insert(text, paragraph.no);
        }
    }
}

/// Slips of spelling by line; mixed tone placement once.
fn spelling(lines: &[Line], notes: &mut Vec<Note>) {
    let mut usage = tone::Usage::default();
    let mut n_noted = 0;
    for line in lines {
        let counted = tone::usage(&line.text);
        usage.first += counted.first;
        usage.second += counted.second;
        for finding in syllable::check(&line.text) {
            let text = &line.text[finding.range.clone()];
            match &finding.kind {
                syllable::FindingKind::Glued(mended) | syllable::FindingKind::Doubled(mended)
                    if n_noted < 200 =>
                {
                    n_noted += 1;
                    notes.push(notes::spelling(line.no, text, mended));
                }
                _ => {}
            }
        }
    }
    if usage.is_mixed() {
        notes.push(notes::tone_mixed(usage.first, usage.second));
    }
}
