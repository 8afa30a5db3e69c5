//! What of a workbook or of slides nobody sees who opens it: rows, columns and shapes that were hidden and
//! still hold something.
//!
//! A part of an office file comes in; the answer goes out. A click shows what is hidden, and its author may
//! have forgotten it. Empty rows and columns are often hidden for the look of a sheet: they say nothing.

use std::ops::RangeInclusive;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::hidden::value;

/// A sheet with the place of reading in it.
#[derive(Debug, Default)]
struct Sheet {
    /// Hidden columns, counted from 1.
    columns: Vec<RangeInclusive<u32>>,
    /// The last column that was described.
    described: u32,
    in_hidden_row: bool,
    /// The last column of the cell that was met last.
    column: u32,
    in_hidden_cell: bool,
}

impl Sheet {
    /// Goes on by a tag; says whether that is something within a hidden row or column.
    fn meet(&mut self, tag: &BytesStart<'_>) -> bool {
        match tag.local_name().as_ref() {
            "worksheet" | "table" => *self = Sheet::default(),
            "col" => {
                let number = |key| value(tag, key).parse().unwrap_or(0);
                self.describe(number("min")..=number("max"), is_on(tag, "hidden") || is_zero(tag, "width"));
            }
            "table-column" => {
                let columns = self.described + 1..=self.described.saturating_add(repeated(tag));
                self.describe(columns, is_collapsed(tag));
            }
            "row" | "table-row" => {
                self.column = 0;
                self.in_hidden_cell = false;
                self.in_hidden_row = is_on(tag, "hidden") || is_zero(tag, "ht") || is_collapsed(tag);
            }
            "c" => {
                let first = column_of(&value(tag, "r")).unwrap_or(self.column + 1);
                self.cell(first..=first);
            }
            "table-cell" | "covered-table-cell" => {
                self.cell(self.column + 1..=self.column.saturating_add(repeated(tag)));
                return self.in_hidden_cell && !value(tag, "value-type").is_empty();
            }
            "v" | "is" | "f" | "p" => return self.in_hidden_cell,
            _ => {}
        }
        false
    }

    fn describe(&mut self, columns: RangeInclusive<u32>, are_hidden: bool) {
        self.described = *columns.end();
        if are_hidden {
            self.columns.push(columns);
        }
    }

    fn cell(&mut self, place: RangeInclusive<u32>) {
        self.column = *place.end();
        let meets =
            |hidden: &RangeInclusive<u32>| hidden.start() <= place.end() && place.start() <= hidden.end();
        self.in_hidden_cell = self.in_hidden_row || self.columns.iter().any(meets);
    }
}

/// Whether a sheet holds something in rows or columns that are hidden.
pub(super) fn in_sheet(text: &str) -> bool {
    let mut sheet = Sheet::default();
    any(text, |tag, is_empty| {
        // An empty element of a cell says nothing; one that is a cell may.
        sheet.meet(tag) && (!is_empty || tag.local_name().as_ref().ends_with("cell"))
    })
}

/// Whether a slide or a page has a shape that is hidden.
pub(super) fn shape(text: &str) -> bool {
    text.contains("hidden=")
        && any(text, |tag, _| ["cNvPr", "docPr"].contains(&tag.local_name().as_ref()) && is_on(tag, "hidden"))
}

/// Whether a tag is one of these; the other says whether it is an element without content.
fn any(text: &str, mut is_one: impl FnMut(&BytesStart<'_>, bool) -> bool) -> bool {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if is_one(&tag, false) => return true,
            Ok(Event::Empty(tag)) if is_one(&tag, true) => return true,
            // What is broken is refused by whoever writes the part.
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

fn is_on(tag: &BytesStart<'_>, key: &str) -> bool {
    ["1", "true", "on"].contains(&value(tag, key).as_str())
}

fn is_zero(tag: &BytesStart<'_>, key: &str) -> bool {
    value(tag, key).parse() == Ok(0.0)
}

fn is_collapsed(tag: &BytesStart<'_>) -> bool {
    ["collapse", "filter"].contains(&value(tag, "visibility").as_str())
}

fn repeated(tag: &BytesStart<'_>) -> u32 {
    value(tag, "number-columns-repeated").parse().unwrap_or(1)
}

/// The column of a cell such as `AB12`, counted from 1.
fn column_of(place: &str) -> Option<u32> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let column = letters.fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
    (column > 0).then_some(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_row_or_column_counts_if_it_holds_something() {
        let sheet = |columns: &str, row: &str, cell: &str| {
            format!(
                "<worksheet><cols>{columns}</cols><sheetData><row r=\"1\"{row}><c r=\"A1\"><v>1</v></c>{cell}</row></sheetData></worksheet>"
            )
        };
        let second = "<c r=\"B1\" t=\"inlineStr\"><is><t>Lời</t></is></c>";
        for text in [
            sheet("", " hidden=\"1\"", ""),
            sheet("", " hidden='true'", ""),
            sheet("", " ht=\"0\" customHeight=\"1\"", ""),
            sheet("<col min=\"2\" max=\"3\" hidden=\"1\"/>", "", second),
            sheet("<col min=\"2\" max=\"3\" hidden=\"1\"/>", "", "<c><f>1+1</f></c>"),
            sheet("<col min=\"1\" max=\"1\" width=\"0\"/>", "", ""),
        ] {
            assert!(in_sheet(&text), "{text}");
        }
        for text in [
            sheet("", "", second),
            sheet("", " hidden=\"0\"", second),
            sheet("<col min=\"2\" max=\"16384\" hidden=\"1\"/>", "", "<c r=\"B1\" s=\"3\"/>"),
            sheet("<col min=\"3\" max=\"16384\" hidden=\"1\"/>", "", second),
            sheet("<col min=\"2\" max=\"2\" width=\"9\"/>", "", second),
        ] {
            assert!(!in_sheet(&text), "{text}");
        }
    }

    #[test]
    fn the_same_in_tables_of_libreoffice() {
        let table = |column: &str, row: &str, cells: &str| {
            format!(
                "<d><table:table><table:table-column/><table:table-column{column}/><table:table-row{row}>{cells}</table:table-row></table:table></d>"
            )
        };
        let hidden = " table:visibility=\"collapse\"";
        let cells = "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>";
        let number = "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\"/>";
        let one = "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell/>";
        for text in [
            table(hidden, "", cells),
            table("", hidden, one),
            table("", " table:visibility='filter'", one),
            table(hidden, "", number),
        ] {
            assert!(in_sheet(&text), "{text}");
        }
        for text in
            [table("", "", cells), table(hidden, "", one), table("", " table:visibility=\"visible\"", cells)]
        {
            assert!(!in_sheet(&text), "{text}");
        }
        // Columns of one table are not those of the next.
        let two = table(hidden, "", one) + &table("", "", cells);
        assert!(!in_sheet(&two), "{two}");
    }

    #[test]
    fn shapes_that_were_hidden_are_found() {
        assert!(shape("<p:sp><p:cNvPr id=\"2\" name=\"x\" hidden=\"1\"/></p:sp>"));
        assert!(!shape("<p:sp><p:cNvPr id=\"2\" name=\"x\" hidden=\"0\"/><a hidden=\"1\"/></p:sp>"));
        assert!(!in_sheet("<worksheet><row hidden=\"1\"><c r=\"") && column_of("ab").is_none());
        assert_eq!((column_of("A1"), column_of("AB12"), column_of("XFD1")), (Some(1), Some(28), Some(16384)));
    }
}
