//! The head of a document: everything above its text.
//!
//! In: the lines of one document. Out: kind, number, issuers, place, date and title, as far as the head itself shows
//! them, the rows of the head as they stand, and where the text begins. It never looks at the text for what the head
//! does not say.

use super::anchors::{self, fold, is_caps, starts_body};
use super::columns;
use super::dates::Written;
use super::issuer::{self, Issuers};
use super::line_ends::hangs;
use super::lines::Line;
use super::numbers;
use super::title;

/// What the head of a document says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kind: Option<String>,
    pub(super) number: Option<String>,
    /// Line and text of a number whose digits are blank.
    pub(super) blank_number: Option<(usize, String)>,
    pub(super) issuers: Issuers,
    pub(super) place: Option<String>,
    /// Line, what is written, and the text of the date.
    pub(super) date: Option<(usize, Written, String)>,
    pub(super) title: Option<String>,
    /// Lines of the head before the kind line.
    pub(super) n_head: usize,
    /// Lines of the head, the kind and the title: the text begins here.
    pub(super) n_lines: usize,
}

impl Header {
    /// Takes place and date from a line above the signature; the head has none.
    pub(super) fn issued_below(&mut self, line: &Line) {
        for piece in columns::of_tail(&line.text) {
            let Some(issued) = columns::find_issued(&piece) else { continue };
            let place = piece[..issued.date_start].trim().trim_end_matches(',').trim();
            let date = piece[issued.date_start..issued.end].to_string();
            self.date = Some((line.no, issued.written, date));
            self.place = Some(place.to_string()).filter(|place| !place.is_empty()).or(self.place.take());
        }
    }
}

/// Reads the head of the document that `lines` are.
pub(super) fn header(lines: &[Line]) -> Header {
    let end = head_end(lines);
    let mut head = Head::default();
    for idx in 0..end.n_head {
        head.line(lines, idx);
    }
    let mut header = Header { n_head: end.n_head, n_lines: end.n_head, ..Header::default() };
    if let Some(kind) = end.kind {
        header.kind = Some(kind.name.to_string());
        let title = title::title(&lines[end.n_head + 1..], &kind.rest);
        head.of_body = title.of_body;
        header.title = title.text;
        header.n_lines = end.n_head + 1 + title.n_lines;
    } else if !head.subject.is_empty() {
        header.title = Some(subject(&head.subject));
    }
    header.number = head.number.filter(|number| number.chars().any(char::is_alphabetic));
    if header.kind.is_none() {
        header.kind = untitled_kind(&header, end.is_letter, &head.subject);
    }
    header.blank_number = head.blank_number;
    header.place = head.place;
    header.date = head.date;
    let joint = header.number.as_deref().is_some_and(|number| {
        number.contains("LT-") || number.contains("LN-") || number.contains("LN/") || number.contains("LT/")
    }) || header.kind.as_deref().is_some_and(|kind| kind.contains("liên"));
    header.issuers = issuer::issuers(&head.bodies, joint);
    if header.issuers.issuer.is_none() {
        header.issuers.issuer = head.of_body;
    }
    header
}

/// Whether a line belongs to the head of a document and to nothing else.
pub(super) fn is_head_line(text: &str) -> bool {
    anchors::find_motto(text).is_some()
        || numbers::own_number(text).is_some()
        || (is_caps(text) && starts_body(text))
        || is_subject(text)
        || columns::find_issued(text)
            .is_some_and(|issued| issued.place_start == 0 && text[issued.end..].trim().len() < 3)
}

/// Whether the line is the kind of a document, alone or with the start of the title: `KẾ HOẠCH`, `CHỈ THỊ CỦA BỘ CHÍNH TRỊ`.
pub(super) fn kind_line(text: &str) -> Option<(&'static str, &str)> {
    let (name, rest) = anchors::kind_at_start(text)?;
    if rest.is_empty() {
        return Some((name, rest));
    }
    let head = text[..text.len() - rest.len()].trim();
    let noun = ["VIÊN", "GIA", "SƯ", "CÁO VIÊN", "MỤC TIÊU"].iter().any(|word| fold(rest).starts_with(word));
    (is_caps(head) && !noun && !rest.starts_with([':', '-', ',', '.', ';', ')'])).then_some((name, rest))
}

struct Kind {
    name: &'static str,
    rest: String,
}

struct HeadEnd {
    n_head: usize,
    kind: Option<Kind>,
    is_letter: bool,
}

/// The head ends at the kind line, at "Kính gửi", or after its last line of its own.
fn head_end(lines: &[Line]) -> HeadEnd {
    let mut last_own = 0;
    for (idx, line) in lines.iter().take(60).enumerate() {
        let text = line.text.as_str();
        if fold(anchors::start_of(text, 20)).starts_with("KÍNH GỬI") {
            return HeadEnd { n_head: idx, kind: None, is_letter: true };
        }
        if let Some((name, rest)) = kind_line(text)
            && !head_follows(&lines[idx + 1..], rest.is_empty())
            && !(idx > 0 && !is_caps(text) && is_subject_open(&lines[..idx]))
        {
            return HeadEnd {
                n_head: idx,
                kind: Some(Kind { name, rest: rest.to_string() }),
                is_letter: false,
            };
        }
        // The star under a party's body may stand on the line of the date: `* Đại Sơn, ngày …`.
        let marked = anchors::kind_at_start(text).is_none()
            && super::marks::marker(text).is_some()
            && columns::of_header(text).iter().all(|piece| columns::find_issued(piece).is_none());
        if is_prose(text) || marked {
            break;
        }
        if is_head_line(text) || columns::by_gaps(text).len() > 1 || columns::of_header(text).len() > 1 {
            last_own = idx + 1;
        }
    }
    // A letter's subject may run on for a line or two.
    while last_own > 0
        && lines.get(last_own).is_some_and(|line| {
            is_subject_open(&lines[..last_own])
                && !line.gap
                && !is_prose(&line.text)
                && line.text.chars().count() < 60
        })
    {
        last_own += 1;
    }
    HeadEnd { n_head: last_own, kind: None, is_letter: false }
}

/// Whether more of a head comes: then this was the name of a body (`CHƯƠNG TRÌNH …`), not the kind.
fn head_follows(after: &[Line], alone: bool) -> bool {
    !alone
        && after.iter().take(6).any(|line| {
            anchors::find_motto(&line.text).is_some() || numbers::own_number(&line.text).is_some()
        })
}

fn is_subject_open(before: &[Line]) -> bool {
    before.iter().rev().take(4).any(|line| is_subject(&line.text))
}

fn is_prose(text: &str) -> bool {
    let n_chars = text.chars().count();
    (n_chars > 130 && columns::by_gaps(text).len() < 2)
        || (n_chars > 70 && text.ends_with(['.', ';', ':']) && numbers::own_number(text).is_none())
}

fn is_subject(text: &str) -> bool {
    let folded = fold(anchors::start_of(text, 20));
    let folded = folded.trim_start_matches('(');
    folded.starts_with("V/V")
        || folded.starts_with("VV:")
        || folded.starts_with("TRÍCH YẾU")
        || folded.starts_with("V.V")
}

/// What the lines of the head have said so far.
#[derive(Debug, Default)]
struct Head {
    bodies: Vec<String>,
    of_body: Option<String>,
    number: Option<String>,
    blank_number: Option<(usize, String)>,
    number_open: bool,
    /// The bodies are named above the number; what comes after it is none.
    bodies_closed: bool,
    subject: Vec<String>,
    subject_open: bool,
    place: Option<String>,
    date: Option<(usize, Written, String)>,
    /// What is left of a motto that a narrow column broke.
    motto_rest: Option<String>,
    /// A date whose second half stands on the next line.
    date_open: Option<String>,
}

impl Head {
    fn line(&mut self, lines: &[Line], idx: usize) {
        let line = &lines[idx];
        if line.gap
            && idx > 0
            && self.subject_open
            && !hangs(&lines[idx - 1].text)
            && !line.text.starts_with(char::is_lowercase)
        {
            self.subject_open = false;
        }
        let pieces = columns::of_header(&line.text);
        let alone = pieces.len() == 1;
        for piece in pieces {
            self.piece(&piece, line, alone);
        }
    }

    fn piece(&mut self, piece: &str, line: &Line, alone: bool) {
        let folded = fold(piece);
        if let Some((range, motto)) = anchors::find_motto(piece)
            && range.len() + 4 >= piece.trim().len()
        {
            let youth_body = motto == anchors::Motto::Youth
                && self.bodies.last().is_none_or(|body| anchors::wants_more(body));
            if !youth_body {
                self.motto_rest = anchors::motto_rest(&piece[range]);
                self.subject_open &= !alone;
                return;
            }
        }
        if self.motto_rest.take_if(|rest| *rest == folded).is_some() {
            return;
        }
        let second_half = folded.starts_with("NĂM ")
            || folded.starts_with("THÁNG ")
            || folded.starts_with(|c: char| c.is_ascii_digit());
        if let Some(start) = self.date_open.take_if(|_| second_half) {
            let joined = format!("{start} {piece}");
            if columns::find_issued(&joined).is_some() {
                self.issued(&joined, line.no, false);
                return;
            }
        }
        // A year to fill in stays blank; a year on the next line is taken from there.
        let year_below = folded.contains(", NGÀY") && folded.ends_with(" NĂM");
        if !year_below && self.issued(piece, line.no, alone) {
            return;
        }
        if year_below
            || folded.ends_with(", NGÀY")
            || (folded.contains(", NGÀY") && folded.contains("THÁNG") && !folded.contains("NĂM"))
        {
            self.date_open = Some(piece.to_string());
            self.subject_open &= !alone;
            return;
        }
        self.left(piece, &folded, line.no);
    }

    /// A piece of the left column: a body, the number, the subject.
    fn left(&mut self, piece: &str, folded: &str, no: usize) {
        if std::mem::take(&mut self.number_open) && !folded.contains(' ') {
            if let Some(number) = &mut self.number {
                number.push_str(piece.trim());
            }
            return;
        }
        if let Some(after) = numbers::own_number(piece) {
            self.numbered(piece, after, no);
        } else if is_subject(piece) {
            let start = piece.trim_start_matches('(');
            let cut = start.find(['/', '.', ':']).map_or(0, |at| at + 1);
            let rest = start[cut..].trim_start_matches(['v', 'V', ':', '.', '/', ' ']);
            let rest = if folded.trim_start_matches('(').starts_with("TRÍCH YẾU") {
                start.split_once(':').map_or("", |(_, rest)| rest.trim())
            } else {
                rest
            };
            self.subject.push(rest.to_string());
            self.subject_open = true;
        } else if self.subject_open || (!self.subject.is_empty() && piece.starts_with(char::is_lowercase)) {
            self.subject.push(piece.to_string());
        } else if !is_stamp(folded) && !self.bodies_closed {
            let more =
                self.bodies.last().is_some_and(|body| goes_on_small(folded) || anchors::wants_more(body));
            if is_caps(piece) || starts_body(piece) || more {
                self.bodies.push(piece.to_string());
            }
        }
    }

    fn numbered(&mut self, piece: &str, after: &str, no: usize) {
        self.bodies_closed = !self.bodies.is_empty();
        self.subject_open = false;
        match numbers::own(after) {
            Some(own) if own.number.is_some() => {
                // A stamp of receipt (`ĐẾN Số: 312`) has digits and no sign.
                let signed = own.number.as_deref().is_some_and(|number| number.contains(char::is_alphabetic))
                    || own.open;
                if self.number.is_none() && signed {
                    self.number_open = own.open;
                    self.number = own.number;
                }
                let rest = after[own.taken..].trim();
                if is_subject(rest) {
                    self.left(rest, &fold(rest), no);
                }
            }
            _ if self.number.is_none() => self.blank_number = Some((no, piece.trim().to_string())),
            _ => {}
        }
    }

    /// Takes place and date out of a piece; what is glued to their left is a piece of the left column.
    fn issued(&mut self, piece: &str, no: usize, alone: bool) -> bool {
        let Some(mut issued) = columns::find_issued(piece) else { return false };
        let mut place_start = issued.place_start;
        if let Some(after) = numbers::own_number(piece)
            && let Some(own) = numbers::own(after)
        {
            place_start = place_start.max(piece.len() - after.len() + own.taken);
            issued.place_start = place_start;
        }
        let place =
            piece[place_start.min(issued.date_start)..issued.date_start].trim().trim_end_matches(',').trim();
        let rest_after = piece[issued.end..].trim_matches([' ', '.', ',']);
        // A date inside a subject: `V/v thực hiện Kế hoạch ngày 27 tháng 3 năm 2024 của …`.
        if (place.is_empty() && (self.subject_open || !rest_after.is_empty()))
            || (place.is_empty() && self.date.is_some())
        {
            return false;
        }
        let left = piece[..place_start.min(issued.date_start)].trim();
        if !left.is_empty() {
            self.left(left, &fold(left), no);
        }
        if self.date.is_none() || (self.place.is_none() && !place.is_empty()) {
            self.date = Some((no, issued.written, piece[issued.date_start..issued.end].to_string()));
        }
        if self.place.is_none() && !place.is_empty() {
            self.place = Some(place.trim_start_matches(['(', '-', ' ']).to_string());
        }
        if !rest_after.is_empty() && is_subject(rest_after) {
            self.left(rest_after, &fold(rest_after), no);
        }
        // The right column's date ends no subject that goes on in the left one.
        self.subject_open &= !left.is_empty() || !alone;
        true
    }
}

/// `MẬT`, `HỎA TỐC`, `DỰ THẢO`: stamps, no bodies.
fn is_stamp(folded: &str) -> bool {
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "HỎA TỐC",
        "KHẨN",
        "THƯỢNG KHẨN",
        "BẢN SAO",
        "SAO Y",
        "SAO LỤC",
        "BẢN CHÍNH",
    ]
    .contains(&bare)
        || bare.starts_with("DỰ THẢO")
        || bare.starts_with("LƯU HÀNH NỘI BỘ")
        || bare.is_empty()
}

fn goes_on_small(folded: &str) -> bool {
    ["XÃ ", "PHƯỜNG ", "THỊ TRẤN ", "THỊ XÃ ", "HUYỆN ", "TỈNH ", "THÀNH PHỐ ", "QUẬN ", "ĐẶC KHU ", "VÀ "]
        .iter()
        .any(|head| folded.starts_with(head))
}

fn subject(lines: &[String]) -> String {
    let parts: Vec<&str> = lines.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    super::reflow::join(&parts).trim_end_matches([')', '.', ';']).trim().to_string()
}

/// A letter has no kind line: it has a subject, or addressees; else the sign of its number tells.
fn untitled_kind(header: &Header, is_letter: bool, subject: &[String]) -> Option<String> {
    if is_letter || !subject.is_empty() {
        return Some("Công văn".to_string());
    }
    header.number.as_deref().and_then(anchors::kind_of_sign).map(String::from)
}
