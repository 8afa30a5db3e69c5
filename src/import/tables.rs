//! Tables in plain text: rows between bars, or cells parted by tabs.
//!
//! In: the lines of a text. Out: the same lines, runs of table rows gathered into one line that holds the cells. Tables
//! drawn with spaces alone are left as lines, since their cells cannot be told from columns of text. Word tables come as
//! tables and never pass here.

use super::lines::Line;
use super::{anchors, tail};

/// Gathers runs of table rows.
pub(super) fn gather(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut run: Vec<(Line, Vec<String>)> = Vec::new();
    for line in lines {
        match cells(&line.text) {
            Some(cells) if line.rows.is_empty() && !line.footnote => run.push((line, cells)),
            _ => {
                close(&mut run, &mut out);
                out.push(line);
            }
        }
    }
    close(&mut run, &mut out);
    out
}

/// Two rows at least, three columns at least unless they stand between bars.
fn close(run: &mut Vec<(Line, Vec<String>)>, out: &mut Vec<Line>) {
    let rows = std::mem::take(run);
    let barred = rows.iter().all(|(line, _)| line.text.contains('|'));
    let n_columns =
        rows.iter().map(|(_, cells)| cells.iter().filter(|cell| !cell.is_empty()).count()).max().unwrap_or(0);
    let places = |text: &str| anchors::find_motto(text).is_some() || tail::opens_recipients(text);
    let is_layout = !barred && rows.iter().any(|(line, _)| places(&line.text));
    if is_layout || rows.len() < 2 || n_columns < if barred { 2 } else { 3 } {
        out.extend(rows.into_iter().map(|(line, _)| line));
        return;
    }
    let mut table: Option<Line> = None;
    for (line, cells) in rows {
        let is_rule = cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | '=' | ' ')));
        if barred && is_rule {
            continue;
        }
        let table = table.get_or_insert_with(|| Line { text: String::new(), ..line.clone() });
        if !table.text.is_empty() {
            table.text.push(' ');
        }
        table.text.push_str(&cells.join(" "));
        table.rows.push(cells);
    }
    out.extend(table);
}

fn cells(text: &str) -> Option<Vec<String>> {
    if text.starts_with('|') && text.ends_with('|') && text.len() > 2 {
        return Some(text[1..text.len() - 1].split('|').map(|cell| cell.trim().to_string()).collect());
    }
    let cells: Vec<String> = text.split('\t').map(|cell| cell.trim().to_string()).collect();
    (cells.len() > 1).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines;

    #[test]
    fn rows_between_bars_and_tabs_become_tables() {
        let lines = ["Đầu", "| STT | Tên |", "|---|---|", "| 1 | A |", "Cuối", "1\tA\t5", "2\tB\t6"]
            .iter()
            .enumerate()
            .map(|(idx, text)| lines::line(idx + 1, text, false, false))
            .collect();
        let gathered = gather(lines);
        assert_eq!(gathered.len(), 4);
        assert_eq!(gathered[1].rows, [["STT", "Tên"], ["1", "A"]]);
        assert_eq!(gathered[3].rows.len(), 2);
    }
}
