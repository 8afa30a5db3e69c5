//! Data in a code block, such as lines of a CSV file: a table of people is one however it is written.
//!
//! Passages come in; a block whose first line names columns, one of them for names, is the rows of a
//! table besides. Whom they name is for [`tables`](super::tables).

use super::keys::fold;
use super::passage::Spot;
use super::tables;
use super::{Passage, Where};

/// What parts the cells of a line, the surest first.
const SIGNS: [char; 4] = ['\t', ';', '|', ','];

/// The passages, behind each such block its rows; `tables` are counted already.
pub(super) fn told_apart(passages: Vec<Passage>, mut tables: u32) -> Vec<Passage> {
    let mut told = Vec::with_capacity(passages.len());
    for passage in passages {
        match rows(&passage, tables + 1) {
            Some(rows) => {
                tables += 1;
                told.push(passage);
                told.extend(rows);
            }
            None => told.push(passage),
        }
    }
    told
}

fn rows(passage: &Passage, table: u32) -> Option<Vec<Passage>> {
    if passage.place != Where::Code {
        return None;
    }
    let mut at = 0;
    let mut lines = Vec::new();
    for line in passage.text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push((at, line));
        }
        at += line.len();
    }
    let [(_, head), rest @ ..] = &lines[..] else { return None };
    let sign = SIGNS.into_iter().find(|sign| head.contains(*sign))?;
    let cells = head.matches(sign).count();
    let even = !rest.is_empty() && rest.iter().all(|(_, line)| line.matches(sign).count() >= cells);
    let names = head.split(sign).any(|cell| tables::heads_names(&fold(&cell.replace('_', " "))));
    (even && names).then(|| {
        let row = |(n, (at, line)): (usize, &(usize, &str))| row(passage, *at, line, sign, (n == 0, table));
        lines.iter().enumerate().map(row).collect()
    })
}

/// One line; each cell knows its place.
fn row(passage: &Passage, at: usize, line: &str, sign: char, (header, table): (bool, u32)) -> Passage {
    let (mut text, mut spots, mut from) = (String::new(), Vec::new(), at);
    for cell in line.split(sign) {
        let lead = cell.len() - cell.trim_start().len();
        let (row, column) = passage.locate(from + lead);
        spots.push(Spot { at: text.len(), line: row, column });
        let cell_text = cell.trim().trim_matches('"');
        text.push_str(&if header { cell_text.replace('_', " ") } else { cell_text.to_owned() });
        text.push_str(" | ");
        from += cell.len() + sign.len_utf8();
    }
    Passage { place: Where::TableRow { header, table }, text, spots, section: passage.section }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, Where, (u32, u32))> {
        let mut passage = Passage::at_start(Where::Code, text);
        passage.spots[0].line = 10;
        let shown = |p: Passage| (p.text.clone(), p.place, p.locate(p.text.find("| ").map_or(0, |n| n + 2)));
        told_apart(vec![passage], 3).into_iter().map(shown).collect()
    }

    #[test]
    fn lines_of_data_with_names_are_a_table_and_know_their_places() {
        let head = Where::TableRow { header: true, table: 4 };
        let row = Where::TableRow { header: false, table: 4 };
        assert_eq!(
            told("ho_ten;nam_sinh\nNgô Văn Mẫu;2016\n"),
            [
                ("ho_ten;nam_sinh\nNgô Văn Mẫu;2016\n".to_owned(), Where::Code, (10, 1)),
                ("ho ten | nam sinh | ".to_owned(), head, (10, 8)),
                ("Ngô Văn Mẫu | 2016 | ".to_owned(), row, (11, 13)),
            ]
        );
    }

    #[test]
    fn code_and_data_without_names_stay_as_they_are() {
        for text in ["let a = 1;\nlet b = 2;\n", "xom;so_tre\nXóm 1;12\n", "ho_ten;lop\n", "ten;lop\nMẫu\n"]
        {
            assert!(matches!(&told(text)[..], [(_, Where::Code, _)]), "{text}");
        }
    }
}
