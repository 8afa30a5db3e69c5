//! Lists that a spreadsheet saved as text, read as tables.
//!
//! A text comes in; if its lines are rows of cells parted by commas, semicolons, tabs or bars, the same
//! rows come out as a table whose heads the gates know, and once more line by line with the cells apart,
//! each with the lines they stood on. Which cells tell of whom is not known here.

/// How many rows are read together: what is asked of a table may cost the square of its rows.
const PIECE: usize = 500;

/// A text of which every line knows on which line of the file it stood.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lined {
    pub(super) text: String,
    lines: Vec<u32>,
}

impl Lined {
    /// The line of the file.
    pub(super) fn line(&self, own: u32) -> u32 {
        let index = usize::try_from(own).unwrap_or(usize::MAX).saturating_sub(1);
        self.lines.get(index).or(self.lines.last()).copied().unwrap_or(1)
    }

    fn push(&mut self, line: u32, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
        self.lines.push(line);
    }
}

/// How sure a file's name makes us that its lines are rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// `.csv` and its like: some rows may be ragged.
    List,
    /// Any text: every line must have as many cells as the first.
    Text,
}

struct Row {
    line: u32,
    cells: Vec<String>,
}

impl Row {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

/// Reads the text as a list, if it is one: its rows in pieces as Markdown tables, each below the heads, where
/// what stands above these in one cell is a paragraph; and once more every row as a paragraph.
pub(super) fn read(text: &str, named: Named) -> Option<Vec<Lined>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Excel writes its separator down, and reads it.
    let (text, shift) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((_, rest)) => (rest, 1),
        None => (text, 0),
    };
    let parted = [',', ';', '\t', '|'].into_iter().filter_map(|by| regular(rows(text, by, shift), named));
    let (_, rows) = parted.max_by_key(|(regular, _)| *regular)?;
    let head = rows.iter().position(|row| row.filled() > 1).unwrap_or(0);
    let (above, rows) = rows.split_at(head);
    let (head, below) = rows.split_first()?;
    // A list without rows below its heads is read all the same.
    let pieces = below.chunks(PIECE).chain(below.is_empty().then_some(below));
    let tables = pieces.enumerate().map(|(n, piece)| {
        let above = if n == 0 { above } else { &[] };
        table(above, head, piece)
    });
    let alone = above.iter().chain(rows).collect::<Vec<_>>();
    Some(tables.chain(alone.chunks(PIECE).map(apart)).collect())
}

/// The rows with the number of those that have as many cells as most.
fn regular(rows: Vec<Row>, named: Named) -> Option<(usize, Vec<Row>)> {
    let mut widths = std::collections::BTreeMap::<usize, usize>::new();
    for row in &rows {
        *widths.entry(row.cells.len()).or_default() += 1;
    }
    let (_, most) = widths.iter().filter(|(width, _)| **width > 1).max_by_key(|(_, count)| **count)?;
    let is_list = named == Named::List || widths.len() == 1 && rows.len() > 1;
    is_list.then_some((*most, rows))
}

/// The rows of a text; a cell in quotation marks may hold the separator and line ends.
fn rows(text: &str, by: char, shift: u32) -> Vec<Row> {
    let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut begun, mut quoted) = (1 + shift, 1 + shift, false);
    let mut chars = text.chars().peekable();
    loop {
        let next = chars.next();
        match next {
            Some('"') if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            Some('"') if quoted => quoted = false,
            Some('"') if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            Some(c) if c == by && !quoted => cells.push(tidied(&mut cell)),
            None | Some('\n') if !quoted || next.is_none() => {
                cells.push(tidied(&mut cell));
                let cells = std::mem::take(&mut cells);
                if cells.iter().any(|cell| !cell.is_empty()) {
                    rows.push(Row { line: begun, cells });
                }
                if next.is_none() {
                    return rows;
                }
                line += 1;
                begun = line;
            }
            Some(c) => {
                line += u32::from(c == '\n');
                cell.push(c);
            }
            None => {}
        }
    }
}

fn tidied(cell: &mut String) -> String {
    let words = cell.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "/");
    cell.clear();
    words
}

fn table(above: &[Row], head: &Row, rows: &[Row]) -> Lined {
    let mut out = Lined::default();
    for row in above {
        out.push(row.line, &row.cells.join(" "));
        out.push(row.line, "");
    }
    let told = |row: &Row| format!("| {} |", row.cells.join(" | "));
    out.push(head.line, &told(head));
    out.push(head.line, &format!("|{}", "---|".repeat(head.cells.len())));
    for row in rows {
        out.push(row.line, &told(row));
    }
    out
}

fn apart(rows: &[&Row]) -> Lined {
    let mut out = Lined::default();
    for row in rows {
        out.push(row.line, &row.cells.join("; "));
        out.push(row.line, "");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_lines_whatever_parts_their_cells() {
        for text in [
            "sep=,\nTên,Lớp\n\"Lê, An\",4A\n\"hai\ndòng\",4B\nCuối,4C\n",
            "sep=;\nTên;Lớp\n\"Lê, An\";4A\n\"hai\ndòng\";4B\nCuối;4C",
        ] {
            let read = read(text, Named::List).expect("a list");
            assert_eq!(
                read[0].text,
                "| Tên | Lớp |\n|---|---|\n| Lê, An | 4A |\n| hai dòng | 4B |\n| Cuối | 4C |\n"
            );
            assert_eq!(read[0].lines, [2, 2, 3, 4, 6]);
        }
    }

    #[test]
    fn a_title_above_the_heads_stays_above_the_table() {
        let read = read("DANH SÁCH LỚP 4A,,\n\nSTT,Tên,Lớp\n1,An,4A\n", Named::List).expect("a list");
        assert!(read[0].text.starts_with("DANH SÁCH LỚP 4A  \n\n| STT | Tên | Lớp |"), "{read:?}");
    }

    #[test]
    fn a_long_list_is_read_in_pieces_below_its_heads() {
        let rows: Vec<String> = (0..=PIECE).map(|n| format!("{n},An")).collect();
        let read = read(&format!("STT,Tên\n{}\n", rows.join("\n")), Named::List).expect("a list");
        assert_eq!(read.len(), 4, "two tables, twice its rows alone");
        assert_eq!(read[1].text, format!("| STT | Tên |\n|---|---|\n| {PIECE} | An |\n"));
        assert_eq!(read[1].lines, [1, 1, 502]);
    }

    #[test]
    fn prose_with_commas_is_no_list() {
        assert_eq!(read("Sáng, họp thôn.\nChiều nghỉ.\n", Named::Text), None);
        assert!(read("Tên,Lớp\nAn,4A\n", Named::Text).is_some());
    }
}
