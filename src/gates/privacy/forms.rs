//! What a form says of a person line by line: `Họ tên: …`, and below it the birth, the class, the place.
//!
//! Readings come in; for a name behind such a label the years of the person come out.

use super::attr::Attr;
use super::compared::{any, same};
use super::lexicon::Class;
use super::mention::Mention;
use super::reading::Reading;
use super::text::Gap;
use super::word::Shape;
use super::{Article, Where};

/// Lines of a form below the name.
const LINES: usize = 8;

/// What the lines below tell of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Years(i32),
    Class(i32),
}

/// What the form says of who is named in passage `n`.
pub(super) fn told(article: &Article, readings: &[Reading], n: usize, mention: &Mention) -> Option<Told> {
    if !is_labelled(&readings[n], mention.first) {
        return below_any_label(article, readings, n, mention);
    }
    let (place, section) = (article.passages[n].place, article.passages[n].section);
    let here = of_range(article, &readings[n], mention.end);
    here.or_else(|| {
        let mut below = (n + 1..readings.len().min(n + 1 + LINES)).take_while(|k| {
            let passage = &article.passages[*k];
            let same_form = passage.section == section && is_like(passage.place, place);
            same_form && !(0..readings[*k].tokens.len()).any(|i| is_label(&readings[*k], i))
        });
        below.find_map(|k| of_range(article, &readings[k], 0))
    })
}

/// `– Dạ con tên …`, and in a later answer `Dạ con 20 tuổi`: asked and answered line by line.
pub(super) fn told_by_answer(readings: &[Reading], n: usize, mention: &Mention) -> Option<Told> {
    const SELF: &[&str] = &["con", "cháu", "em", "mình", "tôi", "tui"];
    let reading = &readings[n];
    let at = |back: usize| mention.first.checked_sub(back).map(|k| &reading.tokens[k]);
    let named = at(1).is_some_and(|t| any(t, &["tên", "là"]));
    let myself = (2..4).any(|back| at(back).is_some_and(|t| any(t, SELF)));
    if !named || !myself || mention.end < reading.tokens.len() {
        return None;
    }
    readings[n + 1..].iter().take(4).find_map(|reading| {
        reading.attrs.iter().find_map(|a| {
            let own = a.start > 0 && any(&reading.tokens[a.start - 1], SELF);
            match a.attr {
                Attr::Age { years, generic: false, past: false } if own => Some(Told::Years(years)),
                Attr::Class { grade, .. } if own => Some(Told::Class(grade)),
                _ => None,
            }
        })
    })
}

/// `Người được thay đổi: …`, and below it `Ngày sinh: …`: any label, if the line holds only the name.
fn below_any_label(article: &Article, readings: &[Reading], n: usize, mention: &Mention) -> Option<Told> {
    let labelled =
        |reading: &Reading| (1..reading.tokens.len().min(8)).find(|i| reading.tokens[*i].gap.has(Gap::COLON));
    let reading = &readings[n];
    if labelled(reading) != Some(mention.first) || mention.end != reading.tokens.len() {
        return None;
    }
    let section = article.passages[n].section;
    let mut lines = (n + 1..readings.len().min(n + 1 + LINES)).take_while(|k| {
        let value = labelled(&readings[*k]);
        let person =
            value.is_some_and(|at| readings[*k].mentions.iter().any(|m| m.cue_at <= at && m.first >= at));
        article.passages[*k].section == section && value.is_some() && !person
    });
    lines.find_map(|k| {
        let label = &readings[k].tokens[..labelled(&readings[k]).unwrap_or(0)];
        label.iter().any(|t| any(t, &["sinh", "tuổi"])).then(|| of_range(article, &readings[k], 0)).flatten()
    })
}

/// `… báo tin: cháu`, and alone on the next line the name, and below it `hưởng dương 9 tuổi`: one sentence
/// over several lines, as notices of death and of praise are set.
pub(super) fn told_over_lines(
    article: &Article,
    readings: &[Reading],
    n: usize,
    mention: &Mention,
) -> Option<Told> {
    let reading = &readings[n];
    if mention.end - mention.first < reading.tokens.len() {
        return None;
    }
    let text = |k: usize| article.passages.get(k).filter(|p| p.place == Where::Paragraph);
    let above = n.checked_sub(1).filter(|k| text(*k).is_some_and(|p| !p.text.trim_end().ends_with('.')));
    let titled = above.is_some_and(|k| {
        let last = readings[k].tokens.len().checked_sub(1);
        last.is_some_and(|last| {
            let tags = readings[k].phrase_ending(last).0;
            tags.is(Class::ChildTitle) && !tags.is(Class::AdultRole)
        })
    });
    let below = text(n + 1).and_then(|_| readings.get(n + 1));
    let goes_on = below.filter(|r| r.tokens.first().is_some_and(|t| t.shape == Shape::Lower));
    let years = goes_on.and_then(|below| {
        let end = below.sentence(0).end;
        let other = below.mentions.first().map_or(end, |m| m.cue_at.min(end));
        below.attrs.iter().filter(|a| a.start < other).find_map(|a| match a.attr {
            Attr::Age { years, generic: false, .. } => Some(Told::Years(years)),
            Attr::Class { grade, .. } => Some(Told::Class(grade)),
            _ => None,
        })
    });
    years.or_else(|| titled.then_some(Told::Class(1)))
}

fn is_like(one: Where, other: Where) -> bool {
    match (one, other) {
        (Where::TableRow { table: a, .. }, Where::TableRow { table: b, .. }) => a == b,
        _ => one == other,
    }
}

/// The name stands behind `Họ và tên:`.
fn is_labelled(reading: &Reading, first: usize) -> bool {
    let gap = reading.tokens[first].gap;
    first > 0 && (gap.has(Gap::COLON) || gap.has(Gap::CELL)) && is_label(reading, first - 1)
}

/// `Họ (và) tên`, `Tên (trẻ)`, and a colon or the end of a cell behind it.
fn is_label(reading: &Reading, i: usize) -> bool {
    let tokens = &reading.tokens;
    let closes = tokens.get(i + 1).is_some_and(|t| t.gap.has(Gap::COLON) || t.gap.has(Gap::CELL));
    let named = |k: usize| same(&tokens[k], "tên") || same(&tokens[k], "danh");
    let of = any(&tokens[i], &["trẻ", "cháu", "bé", "em", "con", "sinh", "nhân"]);
    closes && i < 6 && (named(i) || of && (i.saturating_sub(2)..i).any(named))
}

/// The first age, birth or class from a token on, before the next label.
fn of_range(article: &Article, reading: &Reading, from: usize) -> Option<Told> {
    let end = (from..reading.tokens.len()).find(|i| is_label(reading, *i)).unwrap_or(reading.tokens.len());
    let today = i32::from(article.as_of.year());
    let by_attr =
        reading.attrs.iter().filter(|a| (from..end).contains(&a.start)).find_map(|a| match a.attr {
            Attr::Age { years, generic: false, past: false } => Some(Told::Years(years)),
            Attr::Birth { year, .. } => Some(Told::Years(today - year)),
            Attr::Class { grade, .. } => Some(Told::Class(grade)),
            _ => None,
        });
    // `Ngày sinh: 12/3/2017`, `Tuổi: 9`
    let labelled = || {
        (from + 1..end).find_map(|i| {
            let (before, token) = (&reading.tokens[i - 1], &reading.tokens[i]);
            let apart = token.gap.has(Gap::COLON) || token.gap.has(Gap::CELL);
            if !apart {
                return None;
            }
            if same(before, "tuổi") {
                return token.fold.parse().ok().filter(|years| (0..110).contains(years)).map(Told::Years);
            }
            let year: i32 = token.fold.rsplit(['/', '-', '.']).next()?.parse().ok()?;
            let born = any(before, &["sinh", "ns"]) || i > 1 && same(&reading.tokens[i - 2], "sinh");
            (born && (1900..=today).contains(&year)).then_some(Told::Years(today - year))
        })
    };
    by_attr.or_else(labelled)
}
