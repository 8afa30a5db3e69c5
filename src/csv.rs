//! Tables for spreadsheets: CSV as the programs on officials' computers open it by a double click.
//!
//! UTF-8 with a mark at the beginning, without which Excel misreads Vietnamese; commas, every field
//! quoted, CRLF (RFC 4180). A cell that begins like a formula gets a space before it, or a spreadsheet
//! would run it.

/// A table with its head.
pub fn table<const N: usize>(head: &[&str; N], rows: &[[String; N]]) -> String {
    let mut out = String::from('\u{feff}');
    push(&mut out, &head.map(str::to_owned));
    for row in rows {
        push(&mut out, row);
    }
    out
}

fn push(out: &mut String, fields: &[String]) {
    let quoted: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    out.push_str(&quoted.join(","));
    out.push_str("\r\n");
}

fn quoted(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if formula { " " } else { "" };
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_run_or_breaks_the_table() {
        let row = ["=1+1".to_owned(), "nói \"không\"".to_owned(), "a,b\nc".to_owned()];
        let expected = "\u{feff}\"A\",\"B\",\"C\"\r\n\" =1+1\",\"nói \"\"không\"\"\",\"a,b\nc\"\r\n";
        assert_eq!(table(&["A", "B", "C"], &[row]), expected);
    }
}
