//! Letters with places become lines of text.
//!
//! In: the glyphs of a page. Out: its lines from top to bottom, words parted by one space, columns by as many as the gap
//! is wide, the left margin as leading spaces, a blank line where the page leaves one. It does not know reading order
//! beyond that: two columns stand side by side.

use super::content::Glyph;

/// The text of one page.
pub(super) fn page(glyphs: &[Glyph]) -> String {
    let rows = rows(glyphs);
    let margin = rows.iter().filter_map(|row| row.first()).map(|glyph| glyph.x).fold(f64::INFINITY, f64::min);
    let mut pitches: Vec<f64> = rows
        .windows(2)
        .filter_map(|pair| Some(pair[0].first()?.y - pair[1].first()?.y))
        .filter(|pitch| *pitch > 1.0)
        .collect();
    pitches.sort_by(f64::total_cmp);
    let pitch = pitches.get(pitches.len() / 2).copied().unwrap_or(f64::INFINITY);
    let mut out = String::new();
    let mut above: Option<f64> = None;
    for row in &rows {
        let y = row.first().map_or(0.0, |glyph| glyph.y);
        if above.is_some_and(|above| above - y > pitch * 1.45) {
            out.push('\n');
        }
        above = Some(y);
        out.push_str(&line(row, margin));
        out.push('\n');
    }
    out
}

/// Glyphs by baseline, top to bottom, each row left to right. Raised and lowered marks stay on their row.
fn rows(glyphs: &[Glyph]) -> Vec<Vec<&Glyph>> {
    let mut sorted: Vec<&Glyph> =
        glyphs.iter().filter(|glyph| glyph.x.is_finite() && glyph.y.is_finite()).collect();
    sorted.sort_by(|one, other| other.y.total_cmp(&one.y));
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    let mut base = f64::INFINITY;
    let mut size: f64 = 0.0;
    for glyph in sorted {
        let near = (base - glyph.y).abs() < 0.42 * size.max(glyph.size);
        if !near || rows.is_empty() {
            rows.push(Vec::new());
            base = glyph.y;
            size = glyph.size;
        }
        // The row's baseline is that of its largest letters, not of a raised mark.
        if glyph.size > size && !glyph.text.trim().is_empty() {
            base = glyph.y;
            size = glyph.size;
        }
        if let Some(row) = rows.last_mut() {
            row.push(glyph);
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.x.total_cmp(&other.x));
        // Bold is sometimes drawn twice, a hair apart.
        row.dedup_by(|after, before| {
            after.text == before.text
                && (after.x - before.x).abs() < 0.12 * after.size
                && !after.text.trim().is_empty()
        });
    }
    rows.retain(|row| row.iter().any(|glyph| !glyph.text.trim().is_empty()));
    rows
}

fn line(row: &[&Glyph], margin: f64) -> String {
    let mut out = String::new();
    let mut end: Option<f64> = None;
    for glyph in row.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
        let gap = glyph.x - end.unwrap_or(margin);
        let n_spaces = match end {
            None => count(gap / (0.5 * glyph.size)),
            Some(_) if gap > 1.6 * glyph.size => count(gap / (0.4 * glyph.size)).max(3),
            Some(_) => usize::from(gap > 0.14 * glyph.size),
        };
        out.extend(std::iter::repeat_n(' ', n_spaces.min(120)));
        out.push_str(glyph.text.trim());
        end = Some(glyph.end.max(end.unwrap_or(f64::NEG_INFINITY)));
    }
    out
}

fn count(spaces: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let count = spaces.round().clamp(0.0, 120.0) as usize;
    count
}
