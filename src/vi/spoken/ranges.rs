//! Two numbers with a dash: from one to the other, unless it is a score or a school year.
//!
//! In: a position. Out: "năm đến mười phần trăm". Days and months between dashes were read before
//! (`dates`), numbers of documents and telephones too.

use super::lexicon::Cue;
use super::numbers::{Numeral, Style};
use super::reader::{Hit, Reader};
use super::tokens::Gap;
use super::units;

/// a-b, with a unit behind the second or behind both.
pub(super) fn range(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let first = Numeral::at(tokens, idx)?;
    let (first_end, first_unit) = match units::at(reader, first.end) {
        Some((end, unit)) => (end, Some(unit)),
        None => (first.end, None),
    };
    let below = first_end + 1;
    let sign = match tokens.mark(below) {
        Some('<') if tokens.is_mark(first_end, '-') => " dưới",
        Some('≤') if tokens.is_mark(first_end, '-') => " không quá",
        _ => "",
    };
    let second_at = below + usize::from(!sign.is_empty());
    let second = Numeral::at(tokens, second_at)?;
    let apart = tokens.gap(first_end) == Gap::Space && tokens.tight(first_end + 1);
    if !tokens.is_mark(first_end, '-') || tokens.gap(first_end) >= Gap::Line || apart {
        return None;
    }
    if let Some(hit) = years(reader, idx, &first, &second) {
        return Some(hit);
    }
    let (end, unit) = units::at(reader, second.end).map_or((second.end, ""), |(end, unit)| (end, unit));
    // 220V-50Hz: two quantities, not the ends of one.
    let other_quantity = first_unit.is_some_and(|first| !unit.is_empty() && !is_same_quantity(first, unit));
    let joint = if other_quantity { "," } else { joint(reader, idx, &first, &second, end) };
    let mut words = vec![first.spoken(reader.profile)];
    words.extend(first_unit.map(str::to_owned));
    let second_words = format!("{joint}{sign} {}", second.spoken(reader.profile));
    if let (true, Some(last)) = (other_quantity, words.last_mut()) {
        last.push_str(&second_words);
    } else {
        words.push(second_words.trim_start().to_owned());
    }
    if !unit.is_empty() {
        words.push(unit.to_owned());
    }
    let rule = if unit == "phần trăm" { "num.percent.range" } else { "range" };
    Some(Hit::new(end, words.join(" "), rule))
}

/// Whether two units measure the same: kg and g, minutes and hours, thousands and millions.
fn is_same_quantity(a: &str, b: &str) -> bool {
    const KINDS: [&[&str]; 8] = [
        &["mét", "xăng ti mét", "mi li mét", "ki lô mét", "đề xi mét"],
        &["gam", "ki lô gam", "mi li gam", "mi crô gam", "tấn", "tạ", "yến"],
        &["lít", "mi li lít", "đề xi lít", "xăng ti lít", "xê xê"],
        &["giờ", "phút", "giây", "ngày", "tuần", "tháng", "năm", "tuổi"],
        &["đồng", "nghìn đồng", "triệu đồng", "tỷ đồng", "nghìn", "triệu", "tỷ", "ngàn"],
        &["độ", "độ xê"],
        &["phần trăm", "phần nghìn"],
        &["mét vuông", "ki lô mét vuông", "héc ta", "xăng ti mét vuông"],
    ];
    a == b || KINDS.iter().any(|kind| kind.contains(&a) && kind.contains(&b))
}

/// 2021 - 2030; a school year is named without "đến".
fn years(reader: &Reader<'_>, idx: usize, first: &Numeral, second: &Numeral) -> Option<Hit> {
    let is_year =
        |n: &Numeral| n.style == Style::Plain && n.whole.len() == 4 && n.whole.starts_with(['1', '2']);
    if !is_year(first) || !is_year(second) || units::at(reader, second.end).is_some() {
        return None;
    }
    let joint = if reader.before(Cue::SchoolYear, reader.skip_left(idx)) { "," } else { " đến" };
    let spoken = format!("{}{joint} {}", first.spoken(reader.profile), second.spoken(reader.profile));
    Some(Hit::new(second.end, spoken, "year.range"))
}

fn joint(reader: &Reader<'_>, idx: usize, first: &Numeral, second: &Numeral, end: usize) -> &'static str {
    let tokens = reader.tokens;
    let (Some(from), Some(to)) = (first.value(), second.value()) else { return "đến" };
    let near_score =
        (1..=4).any(|n| idx >= n && reader.at(Cue::Score, idx - n)) && to < 20 && !reader.at(Cue::Noun, end);
    let couple = to == from + 1 && (1..=9).contains(&from) && reader.at(Cue::Couple, end);
    if near_score || to == 0 || couple && tokens.fold(idx.wrapping_sub(1)) != "từ" {
        return "";
    }
    if tokens.fold(idx.wrapping_sub(1)) == "thứ" && to <= 7 { "đến thứ" } else { "đến" }
}
