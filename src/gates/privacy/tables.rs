//! Tables of people: whose names they hold, by their headings.
//!
//! The rows of the article's tables come in; for each row comes out whom its names mean, and which
//! column holds them. A table of figures holds nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::attr::Attr;
use super::compared::any;
use super::facts::{Facts, People};
use super::keys::fold;
use super::lexicon::Class;
use super::mention::{Cue, Kind, Mention};
use super::reading::Reading;
use super::text::Gap;
use super::word::Shape;
use super::{Article, Where};

/// Whose names the name column of a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// Children, in this column if one is headed so.
    Children { column: Option<usize> },
    /// Parents of children who receive something.
    Parents,
    /// Grown-ups.
    Adults,
    /// Grown-ups by their years of birth: children of then, whatever is told of them.
    Elders,
    /// Not known.
    Unsaid,
}

impl Row {
    /// The row names grown-ups.
    pub(super) fn is_grown(self) -> bool {
        matches!(self, Row::Adults | Row::Elders)
    }
}

/// What stands around a table.
struct Around<'a> {
    intro: People,
    /// The title speaks of pupils.
    of_school: bool,
    /// The title announces grown-ups.
    grown_list: bool,
    /// Whole names that stand behind a grown-up's title in the text, folded.
    grown: &'a BTreeSet<&'a str>,
}

/// The verdict for every passage; `Unsaid` for what is no table row.
pub(super) fn rows(article: &Article, readings: &[Reading], facts: &Facts) -> Vec<Row> {
    let mut tables: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (n, passage) in article.passages.iter().enumerate() {
        if let Where::TableRow { table, .. } = passage.place {
            tables.entry(table).or_default().push(n);
        }
    }
    let of_school = article
        .passages
        .iter()
        .zip(readings)
        .any(|(p, r)| p.place == Where::Title && r.any(Class::ChildTitle) && !r.any(Class::AdultRole));
    let mut verdicts = vec![Row::Unsaid; readings.len()];
    if tables.is_empty() {
        return verdicts;
    }
    let titled = |m: &&Mention| m.kind == Kind::Full && m.cue == Cue::Adult && m.end - m.first > 2;
    let of_text = article.passages.iter().zip(readings).filter(|(p, _)| p.place == Where::Paragraph);
    let grown = of_text.flat_map(|(_, r)| r.mentions.iter().filter(titled).map(|m| m.folded.as_str()));
    let grown: BTreeSet<&str> = grown.collect();
    for members in tables.values() {
        let intro = facts.intro[members[0]];
        let around = Around { intro, of_school, grown_list: facts.grown_list, grown: &grown };
        let verdict = table(article, readings, members, &around);
        for n in members.iter().skip(1) {
            verdicts[*n] = verdict;
        }
    }
    verdicts
}

/// The column of every token of a row.
pub(super) fn column_of(reading: &Reading, token: usize) -> usize {
    reading.tokens.iter().take(token + 1).skip(1).filter(|t| t.gap.has(Gap::CELL)).count()
}

fn table(article: &Article, readings: &[Reading], members: &[usize], around: &Around<'_>) -> Row {
    let Around { intro, of_school, .. } = *around;
    let head = &article.passages[members[0]].text;
    let cells: Vec<String> = head.split(" | ").map(|cell| format!(" {} ", fold(&told_apart(cell)))).collect();
    let has = |words: &[&str]| cells.iter().any(|cell| contains(cell, words));
    let born = years_of(article, readings, members, &cells);
    let adults = has(ADULT) && born != Some(People::Children);
    let name = cells.iter().position(|cell| contains(cell, CHILD_NAME) && !contains(cell, NOT_NAME));
    let neutral = cells.iter().position(|cell| contains(cell, NAME) && !contains(cell, NOT_NAME));
    let parents = cells.iter().position(|cell| contains(cell, PARENT) && !contains(cell, PHONE));
    let rows = || members.iter().skip(1).map(|n| &readings[*n]);
    if neutral.or(name).is_some_and(|column| of_kinds(rows(), column)) {
        return Row::Unsaid;
    }
    let classes = rows().any(|row| row.attrs.iter().any(|a| matches!(a.attr, Attr::Class { .. })));
    let classes = has(&[" lop "]) && (classes || name.is_some() || neutral.is_some());
    let young = born == Some(People::Children)
        || has(&[" thang tuoi ", " hoc lop "])
        || has(&[" tuoi ", " sinh ", " ngay sinh", " nam sinh"])
            && rows().any(|row| is_young(row, article, has(&[" tuoi "])));
    // Figures of books and films are nobody's children of today.
    let figures =
        has(&[" nhan vat "]) && has(&[" sach ", " truyen ", " phim ", " tac pham ", " cuon ", " vo "]);
    if adults && name.is_none() || figures {
        return Row::Adults;
    }
    if neutral.is_none() && name.is_none() && parents.is_some() {
        let need = has(NEED) || intro == People::Children;
        return if need && (has(&[" lop ", " con "]) || intro == People::Children) {
            Row::Parents
        } else {
            Row::Adults
        };
    }
    if born == Some(People::Adults) && (neutral.is_some() || parents.is_none()) {
        return Row::Elders;
    }
    if let Some(column) = name {
        return Row::Children { column: Some(column) };
    }
    // `Phân công giáo viên chủ nhiệm`, or the text calls one of the row `cô` or `thầy`.
    let titled = || rows().flat_map(|row| &row.mentions).any(|m| around.grown.contains(m.folded.as_str()));
    if born.is_none() && !young && (around.grown_list || intro != People::Children && titled()) {
        return Row::Adults;
    }
    if !adults
        && (classes || young || has(&[" phu huynh "]) && neutral.is_some() || intro == People::Children)
    {
        return Row::Children { column: neutral };
    }
    let papers = has(&[" dinh danh ", " khai sinh ", " so the ", " ma hoc sinh ", " bhyt ", " ma so "]);
    if papers && of_school && !adults && neutral.is_some() && born != Some(People::Adults) {
        return Row::Children { column: neutral };
    }
    if intro != People::Adults && !adults && of_pupils(rows(), of_school) {
        return Row::Children { column: None };
    }
    if intro == People::Adults { Row::Adults } else { Row::Unsaid }
}

/// Whose years a column of births or ages holds; what its heading says counts for more than any office.
fn years_of(article: &Article, readings: &[Reading], members: &[usize], cells: &[String]) -> Option<People> {
    const BORN: &[&str] = &[" sinh ", " ngay sinh", " nam sinh", " ns ", " sn ", " n s ", " tuoi "];
    let column = cells
        .iter()
        .position(|cell| contains(cell, BORN) && !contains(cell, &[" hoc sinh ", " thi sinh "]))?;
    if contains(&cells[column], &[" khi ay ", " khi do ", " luc do ", " luc ay ", " hoi ay ", " hoi do "]) {
        return Some(People::Adults);
    }
    if contains(&cells[column], &[" thang tuoi "]) {
        return Some(People::Children);
    }
    let today = i32::from(article.as_of.year());
    let ages: Vec<i32> = members
        .iter()
        .skip(1)
        .filter_map(|n| {
            let row = &readings[*n];
            let cell = (0..row.tokens.len()).filter(|i| column_of(row, *i) == column);
            let last = cell.rev().find(|i| row.tokens[*i].shape == Shape::Number)?;
            let number: i32 = row.tokens[last].fold.rsplit(['/', '-', '.']).next()?.parse().ok()?;
            match number {
                0..=110 => Some(number),
                1900.. if number <= today => Some(today - number),
                _ => None,
            }
        })
        .collect();
    if ages.len() * 2 < members.len() - 1 || ages.is_empty() {
        return None;
    }
    let young = ages.iter().filter(|age| **age < 16).count();
    match young {
        0 if ages.iter().all(|age| *age >= 18) => Some(People::Adults),
        n if n * 2 > ages.len() => Some(People::Children),
        _ => None,
    }
}

/// Most rows hold a person without a title and a class: `| Nhất | … | 5A2 | 9"8 |`; a school is enough
/// where the title speaks of pupils.
fn of_pupils<'a>(rows: impl Iterator<Item = &'a Reading>, of_school: bool) -> bool {
    let (mut all, mut pupils) = (0, 0);
    for row in rows {
        all += 1;
        let person = row.mentions.iter().any(|m| m.kind != Kind::Given && m.cue == Cue::None);
        let class = row.attrs.iter().any(|a| match a.attr {
            Attr::Class { grade, one } => one && (1..=10).contains(&grade),
            Attr::School => of_school,
            _ => false,
        });
        pupils += usize::from(person && class);
    }
    pupils * 2 > all
}

/// The heading of a column, folded, says that names of persons stand below.
pub(super) fn heads_names(heading: &str) -> bool {
    let cell = format!(" {} ", heading.trim());
    (contains(&cell, CHILD_NAME) || contains(&cell, NAME)) && !contains(&cell, NOT_NAME)
}

/// Most rows name a kind of people and nobody: `Trẻ từ 4 đến 6 tuổi`, `Học sinh khuyết tật`.
fn of_kinds<'a>(rows: impl Iterator<Item = &'a Reading>, column: usize) -> bool {
    const KINDS: &[&str] =
        &["trẻ", "học", "hộ", "người", "phụ", "con", "em", "cháu", "gia", "các", "nhóm", "từ", "dưới"];
    let (mut all, mut kinds) = (0, 0);
    for row in rows {
        let mut cell = (0..row.tokens.len()).filter(|i| column_of(row, *i) == column);
        let Some(first) = cell.next() else { continue };
        let named = cell.next().is_some_and(|next| {
            matches!(row.tokens[next].shape, Shape::Cap | Shape::Upper | Shape::Initial | Shape::Initials)
        });
        all += 1;
        kinds += usize::from(any(&row.tokens[first], KINDS) && !named);
    }
    kinds * 2 > all
}

/// A heading without the words that only look like a word for a child once their marks are gone.
fn told_apart(cell: &str) -> String {
    const LOOKALIKES: &[&str] = &["cơn", "cồn", "côn", "châu", "chậu", "chấu"];
    let words = cell.split_whitespace().filter(|word| !LOOKALIKES.contains(&word.to_lowercase().as_str()));
    words.collect::<Vec<_>>().join(" ")
}

fn is_young(row: &Reading, article: &Article, ages: bool) -> bool {
    let this_year = i32::from(article.as_of.year());
    row.tokens.iter().any(|token| {
        let year = token.fold.rsplit(['/', '-', '.']).next().and_then(|y| y.parse::<i32>().ok());
        year.is_some_and(|y| (this_year - 15..=this_year).contains(&y))
    }) || row.attrs.iter().any(|a| matches!(a.attr, Attr::Age { years, .. } if years < 16))
        || ages
            && row
                .tokens
                .iter()
                .any(|t| t.gap.has(Gap::CELL) && t.fold.parse::<i32>().is_ok_and(|n| (1..16).contains(&n)))
}

fn contains(cell: &str, words: &[&str]) -> bool {
    words.iter().any(|word| cell.contains(word))
}

const CHILD_NAME: &[&str] = &[
    " hoc sinh ",
    " ten tre ",
    " tre ",
    " chau ",
    " em ",
    " be ",
    " thi sinh ",
    " doi vien ",
    " thieu nhi ",
    " hs ",
    " ho ten con ",
    " ten con ",
    " con ",
    " hoc vien nhi ",
    " cac chau ",
    " cac em ",
    " sinh nhat ",
];
const NAME: &[&str] = &[
    " ho va ten ",
    " ho ten ",
    " ten ",
    " hoten ",
    " ho, ten ",
    " ho & ten ",
    " ho - ten ",
    " nguoi nhan ",
    " nguoi huong ",
    " nguoi thu huong ",
    " benh nhan ",
    " nguoi ve ",
    " nguoi choi ",
    " nguoi ke ",
    " nguoi doc ",
    " doi tuong ",
    " nguoi duoc ",
    " hoc vien ",
    " dai bieu ",
    " thanh vien ",
    " trai sinh ",
    " vo sinh ",
];
const NOT_NAME: &[&str] = &[
    " so tre ",
    " so hoc sinh ",
    " so em ",
    " phu huynh ",
    " cha ",
    " me ",
    " bo ",
    " so luong ",
    " tong ",
    " duoi ",
    " ty le ",
    " giam ho ",
    " nhan thay ",
    " nhan ho ",
    " nguoi trao ",
    " truong ",
    " thon ",
    " lop ",
    " don vi ",
    " giao vien ",
    " chu ho ",
    " % ",
    " so chau ",
    " diem ",
    " khuyet ",
    " duoc hoc ",
    " boi ",
    " nhom ",
    " cho tre",
    " ten sach",
    " ten truyen",
    " ten tro",
    " so con ",
    " noi dung",
    " do tuoi",
    " danh cho",
    " nguoi phu trach",
    " co giao",
    " tre em ",
    " tuoi ",
];
const PARENT: &[&str] =
    &[" phu huynh ", " cha ", " me ", " bo ", " giam ho ", " chu ho ", " nguoi than ", " cha me ", " bo me "];
const PHONE: &[&str] = &[" sdt ", " dien thoai ", " so dt ", " lien he "];
const NEED: &[&str] = &[
    " hoan canh ",
    " ho tro ",
    " ly do ",
    " dien ",
    " ghi chu ",
    " muc ",
    " so tien ",
    " qua ",
    " tro cap ",
    " kho khan ",
];
const ADULT: &[&str] = &[
    " goi ai ",
    " goi cho ",
    " dau moi ",
    " nguoi tiep nhan ",
    " chuc vu ",
    " chuc danh ",
    " giao vien",
    " gvcn",
    " chu nhiem",
    " phu trach",
    " can bo",
    " huan luyen vien",
    " hlv ",
    " truc ",
    " don vi cong tac",
    " co quan ",
    " bac si",
    " tac gia",
    " nha tai tro",
    " nghe nghiep",
    " truong ban",
    " hoc vi",
    " trinh do",
    " cong tac vien",
    " nguoi day",
    " thanh vien ban",
    " nhiem vu",
    " vai tro",
    " huong dan",
    " cuu ho",
    " nam mat",
    " que quan, nam mat",
    " cap bac",
    " ung ho",
    " dong gop",
];
