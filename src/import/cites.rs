//! The documents a document cites.
//!
//! In: paragraphs whose lines are joined. Out: every numbered document with its date where the text gives one, once, in
//! order of first mention; the document's own number is not among them. It does not resolve who issued what, and does
//! not list laws that are named without a number.

use std::collections::BTreeMap;

use super::anchors::fold;
use super::dates::{self, Written};
use super::notes::{self, Note};
use super::numbers;
use super::{Cite, PartialDate};

/// Gathers citations over the parts of a document.
#[derive(Debug, Default)]
pub(super) struct Cites {
    found: Vec<Cite>,
    /// Where each number stands in `found`.
    places: BTreeMap<String, usize>,
    pub(super) notes: Vec<Note>,
}

impl Cites {
    /// Adds what one paragraph cites.
    pub(super) fn paragraph(&mut self, no: usize, text: &str) {
        let numbers = numbers::find_all(text);
        let mut last_end = 0;
        for (idx, found) in numbers.iter().enumerate() {
            let next_start = numbers.get(idx + 1).map_or(text.len(), |next| next.range.start);
            let date = date_after(&text[found.range.end..next_start])
                .or_else(|| date_before(&text[last_end..found.range.start]));
            last_end = found.range.end;
            self.add(no, &found.number, date);
        }
    }

    /// The citations, without the document's own number.
    pub(super) fn finish(self, own: Option<&str>) -> (Vec<Cite>, Vec<Note>) {
        let own = own.map(key);
        let cites = self
            .found
            .into_iter()
            .filter(|cite| own.as_deref() != Some(key(&cite.number).as_str()))
            .collect();
        (cites, self.notes)
    }

    fn add(&mut self, no: usize, number: &str, date: Option<PartialDate>) {
        let place = *self.places.entry(key(number)).or_insert(self.found.len());
        let Some(known) = self.found.get_mut(place) else {
            self.found.push(Cite { number: number.to_string(), date });
            return;
        };
        match (known.date, date) {
            (None, date) => known.date = date,
            (Some(one), Some(other)) if one != other => {
                if other.day.is_some() && one.day.is_none() {
                    known.date = Some(other);
                } else if other.day.is_some() {
                    self.notes.push(notes::cite_dates_differ(no, number, one, other));
                }
            }
            _ => {}
        }
    }
}

/// Two spellings of one number: case apart, a leading zero apart.
fn key(number: &str) -> String {
    fold(number).trim_start_matches('0').to_string()
}

/// `, ngày 25/12/2023`, `(25/12/2023)`, ` của Thủ tướng Chính phủ ngày 14/10/2024`.
fn date_after(text: &str) -> Option<PartialDate> {
    let rest = text.trim_start_matches([',', ' ', '(']);
    if let Some(date) = date_at(rest) {
        return Some(date);
    }
    let folded = fold(rest);
    if !folded.starts_with("CỦA ") && !folded.starts_with("DO ") {
        return None;
    }
    // The issuer may stand between, but no other sentence, document or verb.
    let stop = rest.find([';', '.', '“', '"', '(']).unwrap_or(rest.len());
    let clause = &rest[..stop.min(rest.len())];
    let at = clause.find("ngày ")?;
    let between = &clause[..at];
    let verb = ["VỀ", "BAN HÀNH", "HƯỚNG DẪN", "QUY ĐỊNH", "TRƯỚC", "ĐẾN", "TỪ", "TRONG", "VÀO"];
    let plain = between.split_whitespace().count() <= 14
        && !verb.iter().any(|verb| format!(" {} ", fold(between)).contains(&format!(" {verb} ")));
    plain.then(|| date_at(&rest[at..])).flatten()
}

/// `Ngày 25/12/2023, Bộ Chính trị ban hành Chỉ thị số`.
fn date_before(text: &str) -> Option<PartialDate> {
    let clause_start = text.rfind([';', '.', '(']).map_or(0, |at| at + 1);
    let clause = &text[clause_start..];
    let at = clause.to_lowercase().rfind("ngày ")?;
    let tail = clause.get(at..)?;
    let (written, taken) = dates::at_start(tail)?;
    let between = fold(&tail[taken..]);
    let issued = ["BAN HÀNH", " KÝ ", "THÔNG QUA", "CÓ "].iter().any(|verb| between.contains(verb));
    let short = between.split_whitespace().count() <= 25;
    match written {
        Written::Date(date) if issued && short => Some(date),
        _ => None,
    }
}

fn date_at(text: &str) -> Option<PartialDate> {
    match dates::at_start(text)? {
        (Written::Date(date), _) => Some(date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &[(&str, &str)]) {
        let mut cites = Cites::default();
        cites.paragraph(1, text);
        let (found, _) = cites.finish(Some("1/KH-UBND"));
        let got: Vec<(String, String)> = found
            .into_iter()
            .map(|cite| (cite.number, cite.date.map_or(String::new(), |date| date.to_string())))
            .collect();
        let got: Vec<(&str, &str)> =
            got.iter().map(|(number, date)| (number.as_str(), date.as_str())).collect();
        assert_eq!(got, wanted);
    }

    #[test]
    fn numbers_come_with_their_dates() {
        check(
            "Chỉ thị số 28-CT/TW, ngày 25/12/2023 của Bộ Chính trị; Hướng dẫn số 68-HD/BTGTU ngày 13/3/2024",
            &[("28-CT/TW", "2023-12-25"), ("68-HD/BTGTU", "2024-03-13")],
        );
        check(
            "Quyết định số 1183/QĐ-TTg của Thủ tướng Chính phủ ngày 14 tháng 10 năm 2024",
            &[("1183/QĐ-TTg", "2024-10-14")],
        );
        check("Ngày 25/12/2023, Bộ Chính trị ban hành Chỉ thị số 28-CT/TW", &[("28-CT/TW", "2023-12-25")]);
        check("Quyết định 12/QĐ-UBND về việc tổ chức ngày 01/6/2024", &[("12/QĐ-UBND", "")]);
        check("Chỉ thị 28-CT/TW; Chỉ thị số 28-CT/TW ngày 25/12/2023", &[("28-CT/TW", "2023-12-25")]);
        check("Kế hoạch số 1/KH-UBND này", &[]);
    }
}
