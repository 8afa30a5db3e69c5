//! The embedded tables as rows: text in, rows out, in the order of the text.
//!
//! A row borrows its names from the text. A line that does not fit its table is an error with its
//! place; what the rows say of each other is not known here.

use std::fmt;

use jiff::civil::Date;

use super::code::LocalityCode;
use super::{Kind, Settled};

/// The text of the four tables.
pub(super) struct Tables {
    pub(super) current: &'static str,
    pub(super) former: &'static str,
    pub(super) renamed: &'static str,
    pub(super) aliases: &'static str,
}

pub(super) const EMBEDDED: Tables = Tables {
    current: include_str!("data/current.txt"),
    former: include_str!("data/former.txt"),
    renamed: include_str!("data/renamed.txt"),
    aliases: include_str!("data/aliases.txt"),
};

/// A unit as a table has it.
pub(super) struct UnitRow {
    pub(super) code: LocalityCode,
    pub(super) parent: LocalityCode,
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    pub(super) bare: &'static str,
    /// The digits of the successors, separated by spaces: checked when asked for, and in the tests
    /// for all, since most runs ask for a handful of ten thousand.
    pub(super) successors: &'static str,
    pub(super) settled: Settled,
}

/// A name that a unit bore until the day before `effective`.
pub(super) struct RenamedRow {
    pub(super) code: LocalityCode,
    pub(super) name: &'static str,
    pub(super) effective: Date,
    pub(super) resolution: Option<&'static str>,
}

/// A line that does not fit its table.
pub(super) struct TableError {
    pub(super) line: &'static str,
    pub(super) problem: &'static str,
}

impl fmt::Debug for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}`", self.problem, self.line)
    }
}

/// The provinces and communes in force.
pub(super) fn current(text: &'static str) -> Result<Vec<UnitRow>, TableError> {
    let mut rows = Vec::with_capacity(3_400);
    let mut province = None;
    for line in lines(text) {
        let (digits, name) = line.split_once(' ').ok_or_else(|| bad(line, "no name"))?;
        let code = LocalityCode::in_force(digits).map_err(|_| bad(line, "no code"))?;
        let parent = if digits.len() == 2 {
            province = Some(code.clone());
            LocalityCode::country()
        } else {
            province.clone().ok_or_else(|| bad(line, "no province above"))?
        };
        rows.push(row(line, code, parent, name, ("", Settled::Sole))?);
    }
    Ok(rows)
}

/// The provinces, districts and communes of 30 June 2025.
pub(super) fn former(text: &'static str) -> Result<Vec<UnitRow>, TableError> {
    let mut rows = Vec::with_capacity(10_900);
    let (mut province, mut district) = (None, None);
    for line in lines(text) {
        let (digits, rest) = line.split_once(' ').ok_or_else(|| bad(line, "no name"))?;
        let code = LocalityCode::former(digits).map_err(|_| bad(line, "no code"))?;
        let mut fields = rest.split('|');
        let name = fields.next().unwrap_or_default();
        let successors = fields.next().unwrap_or_default();
        let settled = match fields.next() {
            None => Settled::Sole,
            Some("law") => Settled::Law,
            Some("likely") => Settled::Likely,
            Some(_) => return Err(bad(line, "neither law nor likely")),
        };
        let parent = match digits.len() {
            2 => {
                province = Some(code.clone());
                Some(LocalityCode::country())
            }
            3 => {
                district = Some(code.clone());
                province.clone()
            }
            _ => district.clone(),
        };
        let parent = parent.ok_or_else(|| bad(line, "no unit above"))?;
        rows.push(row(line, code, parent, name, (successors, settled))?);
    }
    Ok(rows)
}

/// The names that units bore earlier, with the day of the change.
pub(super) fn renamed(text: &'static str) -> Result<Vec<RenamedRow>, TableError> {
    lines(text)
        .map(|line| {
            let mut fields = line.split('|');
            let (code, name) = code_and_name(line, fields.next().unwrap_or_default())?;
            let day = fields.next().ok_or_else(|| bad(line, "no day"))?;
            let effective = day.parse().map_err(|_| bad(line, "no day"))?;
            Ok(RenamedRow { code, name, effective, resolution: fields.next() })
        })
        .collect()
}

/// Other spellings of names.
pub(super) fn aliases(text: &'static str) -> Result<Vec<(LocalityCode, &'static str)>, TableError> {
    lines(text).map(|line| code_and_name(line, line)).collect()
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn bad(line: &'static str, problem: &'static str) -> TableError {
    TableError { line, problem }
}

fn row(
    line: &'static str,
    code: LocalityCode,
    parent: LocalityCode,
    name: &'static str,
    (successors, settled): (&'static str, Settled),
) -> Result<UnitRow, TableError> {
    let (kind, bare) = Kind::split(name).ok_or_else(|| bad(line, "no kind"))?;
    Ok(UnitRow { code, parent, kind, name, bare, successors, settled })
}

fn code_and_name(
    line: &'static str,
    field: &'static str,
) -> Result<(LocalityCode, &'static str), TableError> {
    let (code, name) = field.split_once(' ').ok_or_else(|| bad(line, "no name"))?;
    let code = code.parse().map_err(|_| bad(line, "no code"))?;
    Kind::split(name).ok_or_else(|| bad(line, "no kind"))?;
    Ok((code, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_does_not_fit_is_named() {
        let problem = |result: Result<Vec<UnitRow>, TableError>| {
            let error = result.err().unwrap();
            (error.line, error.problem)
        };
        assert_eq!(problem(current("05569 Xã Định Hóa")), ("05569 Xã Định Hóa", "no province above"));
        assert_eq!(problem(current("19 Thái Nguyên")), ("19 Thái Nguyên", "no kind"));
        assert_eq!(problem(current("# a\n19")), ("19", "no name"));
        assert_eq!(problem(former("001 Quận Ba Đình")), ("001 Quận Ba Đình", "no unit above"));
        assert_eq!(problem(former("0x Tỉnh A")), ("0x Tỉnh A", "no code"));
        assert_eq!(
            problem(former("01 Tỉnh A|01 04|perhaps")),
            ("01 Tỉnh A|01 04|perhaps", "neither law nor likely")
        );
        assert_eq!(renamed("19 Tỉnh A|soon").err().unwrap().problem, "no day");
        assert_eq!(aliases("19 A").err().unwrap().problem, "no kind");
    }
}
