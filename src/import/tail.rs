//! The foot of a document: recipients (Nơi nhận) and signature, side by side or one after the other.
//!
//! In: the lines of one document after its head. Out: where the foot starts and ends, the recipients, the signer. What
//! follows the foot is an annex. Lines in two columns are taken apart for reading only; the rows are kept as they stand.
//! It does not look for a signer in the text above.

use super::Signer;
use super::anchors::{self, fold, is_caps, is_name};
use super::columns;
use super::lines::Line;
use super::marks::{Class, marker};
use super::signature::{self, Block};

/// The foot of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tail {
    /// First line of the foot.
    pub(super) start: usize,
    /// The line after the last.
    pub(super) end: usize,
    pub(super) recipients: Vec<String>,
    pub(super) signer: Option<Signer>,
    /// Names of further signers.
    pub(super) others: Vec<String>,
}

/// Finds the foot among `lines`, from line `from` on.
pub(super) fn tail(lines: &[Line], from: usize) -> Option<Tail> {
    let start = start(lines, from)?;
    let mut reader = Reader::default();
    let mut end = start;
    for (idx, line) in lines.iter().enumerate().skip(start) {
        if !reader.line(line) {
            break;
        }
        end = idx + 1;
    }
    let (signer, others) = reader.block.signers();
    let recipients =
        reader.recipients.iter().map(|item| recipient(item)).filter(|item| !item.is_empty()).collect();
    Some(Tail { start, end, recipients, signer, others })
}

/// Place and date where a letter to the public sets them: on a line of their own, right above the signature.
pub(super) fn issued(lines: &[Line], tail: &Tail) -> Option<usize> {
    (tail.start.saturating_sub(3)..lines.len().min(tail.start + 4)).find(|idx| {
        let text = lines[*idx].text.as_str();
        columns::of_tail(text).iter().any(|piece| {
            columns::find_issued(piece).is_some_and(|issued| {
                let place = piece[..issued.date_start].trim();
                let alone = issued.place_start == 0 && piece[issued.end..].trim().len() < 3;
                alone && !place.is_empty() && place.split_whitespace().count() <= 6
            })
        })
    })
}

/// Whether the line opens the list of recipients.
pub(super) fn opens_recipients(text: &str) -> bool {
    columns::by_gaps(text)
        .iter()
        .any(|piece| piece.starts_with(['N', 'n']) && fold(piece).starts_with("NƠI NHẬN"))
}

fn start(lines: &[Line], from: usize) -> Option<usize> {
    let recipients = (from..lines.len()).find(|idx| opens_recipients(&lines[*idx].text));
    let Some(recipients) = recipients else {
        return (from..lines.len()).find(|idx| opens_signature(lines, *idx));
    };
    // A signature may come first, where the right column was read before the left.
    let mut first = recipients;
    for idx in (from..recipients).rev().take(12) {
        let text = lines[idx].text.as_str();
        if !is_signature_line(text) {
            break;
        }
        let posted = |piece: &&str| {
            anchors::starts_authority(piece) || (is_caps(piece) && anchors::starts_position(piece))
        };
        if columns::by_gaps(text).iter().any(posted) {
            first = idx;
        }
    }
    Some(first)
}

/// Authorities, positions, names, nothing else; in one column or two.
fn is_signature_line(text: &str) -> bool {
    let piece = |piece: &str| {
        let short = piece.chars().count() < 70;
        let signs = anchors::starts_authority(piece) || is_name(piece) || anchors::is_signed_mark(piece);
        short && marker(piece).is_none() && (signs || (is_caps(piece) && piece.chars().count() > 3))
    };
    columns::by_gaps(text).into_iter().all(piece)
}

/// An authority or a position, with a name not far below.
fn opens_signature(lines: &[Line], idx: usize) -> bool {
    let text = lines[idx].text.as_str();
    let pieces = columns::of_tail(text);
    let signs = |piece: &String| {
        (anchors::starts_authority(piece) && is_caps(piece))
            || (anchors::starts_position(piece)
                && (is_caps(piece) || piece.split(' ').count() < 6)
                && marker(piece).is_none())
    };
    if !pieces.iter().any(signs) || text.chars().count() > 150 || text.ends_with([';', ':', ',', '.']) {
        return false;
    }
    for line in lines[idx + 1..].iter().take(7) {
        let named = columns::of_tail(&line.text).iter().any(|piece| is_name(piece));
        if named {
            return true;
        }
        if !is_signature_line(&line.text) && columns::of_tail(&line.text).len() < 2 {
            return false;
        }
    }
    false
}

/// Reads the foot line by line.
#[derive(Debug, Default)]
struct Reader {
    recipients: Vec<String>,
    in_recipients: bool,
    bulleted: bool,
    closed: bool,
    block: Block,
}

impl Reader {
    /// Takes a line in; `false` where it no longer belongs to the foot.
    fn line(&mut self, line: &Line) -> bool {
        let text = line.text.as_str();
        let annex = marker(text).is_some_and(|marker| {
            matches!(
                marker.class,
                Class::Annex | Class::Part | Class::Chapter | Class::Roman | Class::Article
            )
        });
        if !line.rows.is_empty()
            || line.footnote
            || annex
            || anchors::find_motto(text).is_some()
            || super::header::kind_line(text).is_some_and(|(_, rest)| rest.is_empty())
        {
            return false;
        }
        let pieces = columns::of_tail(text);
        let mut signs_on_line = 0;
        let mut taken = false;
        for piece in &pieces {
            taken |= self.piece(piece, &mut signs_on_line);
        }
        taken
    }

    fn piece(&mut self, piece: &str, column: &mut usize) -> bool {
        let folded = fold(piece);
        if folded.starts_with("NƠI NHẬN") {
            if self.in_recipients {
                return false;
            }
            self.in_recipients = true;
            let rest = piece.split_once(':').map_or("", |(_, rest)| rest.trim());
            self.inline(rest);
            return true;
        }
        if anchors::is_signed_mark(piece) {
            return true;
        }
        let (head, name) = if self.block.has_post() || is_caps_head(piece) {
            signature::cut_name(piece)
        } else {
            (piece, None)
        };
        let mut taken = false;
        if !head.is_empty() {
            taken |= if self.signs(head) {
                self.block.post(*column, head);
                *column += 1;
                true
            } else {
                self.item(head)
            };
        }
        if let Some(name) = name {
            self.block.name(*column, name);
            *column += 1;
            taken = true;
        }
        taken
    }

    /// Whether a piece is an authority, a position, or goes on with one.
    fn signs(&self, piece: &str) -> bool {
        let bulleted = marker(piece).is_some_and(|marker| marker.class.is_bullet());
        if bulleted {
            return false;
        }
        let position = anchors::starts_position(piece)
            && !piece.ends_with([';', ',', '.', ':'])
            && piece.split_whitespace().count() <= 9;
        anchors::starts_authority(piece)
            || (position
                && (is_caps(piece)
                    || !self.in_recipients
                    || self.bulleted && (self.closed || self.block.has_post())))
            || (is_caps(piece)
                && self.block.awaits_name()
                && piece.chars().count() < 60
                && piece.chars().any(char::is_alphabetic))
    }

    /// A recipient, or more of the one before.
    fn item(&mut self, piece: &str) -> bool {
        if !self.in_recipients {
            return false;
        }
        let bulleted = marker(piece).is_some_and(|marker| marker.class.is_bullet());
        if bulleted {
            self.bulleted = true;
            self.closed = false;
            self.inline(piece);
            return true;
        }
        if self.closed && !piece.starts_with(char::is_lowercase) || piece.chars().count() > 160 {
            return false;
        }
        let new = !self.bulleted && self.recipients.last().is_none_or(|last| last.ends_with([';', ',', '.']));
        match self.recipients.last_mut() {
            Some(last) if !new => {
                last.push(' ');
                last.push_str(piece);
            }
            _ => self.recipients.push(piece.to_string()),
        }
        self.note_close();
        true
    }

    /// One or several recipients on one line.
    fn inline(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = next_item(rest) {
            let (head, tail) = rest.split_at(at);
            if !head.trim().is_empty() {
                self.recipients.push(head.trim().to_string());
            }
            rest = tail.trim_start();
        }
        if !rest.trim().is_empty() {
            self.bulleted |= marker(rest).is_some_and(|marker| marker.class.is_bullet());
            self.recipients.push(rest.trim().to_string());
        }
        self.note_close();
    }

    /// The last recipient is the file copy, and ends the list with a full stop.
    fn note_close(&mut self) {
        self.closed = self.recipients.last().is_some_and(|last| {
            let bare = fold(last.trim_start_matches(|c: char| !c.is_alphabetic()));
            bare.starts_with("LƯU") && last.contains('.') && last.trim_end().ends_with(['.', ')'])
                || last.ends_with("./.")
        });
    }
}

/// Where the next recipient on the same line starts: behind a semicolon, or at a dash behind one.
fn next_item(text: &str) -> Option<usize> {
    let at = text.match_indices(';').map(|(at, _)| at + 1).find(|at| {
        let rest = text[*at..].trim_start();
        !rest.is_empty() && !rest.starts_with('(') && rest.chars().count() > 2
    })?;
    Some(at)
}

fn is_caps_head(piece: &str) -> bool {
    piece.split_whitespace().next().is_some_and(is_caps)
        && (anchors::starts_authority(piece) || anchors::starts_position(piece))
}

/// A recipient without its bullet and its closing sign; a scrawl behind the file copy's full stop is cut off.
fn recipient(item: &str) -> String {
    let mut text = item.trim();
    if let Some(marker) = marker(text).filter(|marker| marker.class.is_bullet()) {
        text = text[marker.length..].trim();
    }
    if fold(text).starts_with("LƯU")
        && let Some((head, tail)) = text.split_once(". ")
        && tail.split_whitespace().count() <= 2
        && tail.chars().all(|c| c.is_lowercase() || !c.is_alphabetic())
    {
        text = head;
    }
    let text = text.replace("; (", " (").replace(", (", " (");
    let text = text.trim_end_matches("./.").trim_end_matches([';', ',', '.', ' ', ':']);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
