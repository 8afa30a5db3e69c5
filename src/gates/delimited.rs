//! Lists that a spreadsheet saved as text, read as tables.
//!
//! A text comes in; if its lines are rows of cells parted by commas, semicolons, tabs or bars, the same
//! rows come out as a table whose heads the gates know, and once more line by line with the cells apart,
//! each with the lines they stood on. Which cells tell of whom is not known here.

/// The rows of a list in two readings.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Delimited {
    /// As a Markdown table; what stands above it in one cell is a paragraph.
    pub(super) table: Lined,
    /// Every row as a paragraph.
    pub(super) rows: Lined,
}

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

/// Reads the text as a list, if it is one.
pub(super) fn read(text: &str, named: Named) -> Option<Delimited> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Excel writes its separator down, and reads it.
    let (text, shift) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((_, rest)) => (rest, 1),
        None => (text, 0),
    };
    let parted = [',', ';', '\t', '|'].into_iter().filter_map(|by| regular(rows(text, by, shift), named));
    let (_, rows) = parted.max_by_key(|(regular, _)| *regular)?;
    Some(Delimited { table: table(&rows), rows: apart(&rows) })
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

fn table(rows: &[Row]) -> Lined {
    let mut out = Lined::default();
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let head = rows.iter().position(|row| filled(row) > 1).unwrap_or(0);
    for row in &rows[..head] {
        out.push(row.line, &row.cells.join(" "));
        out.push(row.line, "");
    }
    for (n, row) in rows[head..].iter().enumerate() {
        out.push(row.line, &format!("| {} |", row.cells.join(" | ")));
        if n == 0 {
            out.push(row.line, &format!("|{}", "---|".repeat(row.cells.len())));
        }
    }
    out
}

fn apart(rows: &[Row]) -> Lined {
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
                read.table.text,
                "| Tên | Lớp |\n|---|---|\n| Lê, An | 4A |\n| hai dòng | 4B |\n| Cuối | 4C |\n"
            );
            assert_eq!(read.table.lines, [2, 2, 3, 4, 6]);
        }
    }

    #[test]
    fn a_title_above_the_heads_stays_above_the_table() {
        let read = read("DANH SÁCH LỚP 4A,,\n\nSTT,Tên,Lớp\n1,An,4A\n", Named::List).expect("a list");
        assert!(read.table.text.starts_with("DANH SÁCH LỚP 4A  \n\n| STT | Tên | Lớp |"), "{read:?}");
    }

    #[test]
    fn prose_with_commas_is_no_list() {
        assert_eq!(read("Sáng, họp thôn.\nChiều nghỉ.\n", Named::Text), None);
        assert!(read("Tên,Lớp\nAn,4A\n", Named::Text).is_some());
    }
}
