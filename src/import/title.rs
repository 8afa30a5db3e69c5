//! The title (trích yếu) of a document: where it ends and the text begins.
//!
//! In: the lines after the kind line. Out: the title, the body it is said to come from (`CỦA BỘ CHÍNH TRỊ`), and how many
//! lines both take. It judges by how lines go on: small letters,
//! connecting words, capitals under capitals, and by the words that open the text of a document. It does not look at
//! what the title says.

use super::anchors::{fold, is_caps, start_of, starts_body, starts_position};
use super::line_ends::{ends_sentence, hangs};
use super::lines::Line;
use super::marks;

/// What stands between the kind line and the text.
#[derive(Debug, Default)]
pub(super) struct Title {
    /// `CỦA BỘ CHÍNH TRỊ`: who issues it.
    pub(super) of_body: Option<String>,
    pub(super) text: Option<String>,
    pub(super) n_lines: usize,
}

/// Reads the title from the lines after the kind line; `rest` is what stands behind the kind on its own line.
pub(super) fn title(lines: &[Line], rest: &str) -> Title {
    let mut title = Title { of_body: of_body(rest).map(String::from), ..Title::default() };
    let mut parts: Vec<&str> = Vec::new();
    if title.of_body.is_none() && !rest.is_empty() {
        parts.push(rest);
    }
    // `CỦA BỘ CHÍNH TRỊ`, perhaps over two lines, then the title.
    while parts.is_empty()
        && let Some(line) = lines.get(title.n_lines)
    {
        match (of_body(&line.text), &mut title.of_body) {
            (Some(body), _) => title.of_body = Some(body.to_string()),
            (None, Some(body))
                if is_caps(&line.text) && !fold(&line.text).starts_with("VỀ ") && !line.gap =>
            {
                body.push(' ');
                body.push_str(&line.text);
            }
            _ => break,
        }
        title.n_lines += 1;
    }
    let own = &lines[title.n_lines..];
    let own = &own[..n_lines(own, !parts.is_empty())];
    title.n_lines += own.len();
    parts.extend(own.iter().map(|line| line.text.as_str()));
    if !parts.is_empty() {
        title.text = Some(super::reflow::join(&parts));
    }
    title
}

/// The number of lines at the start of `lines` that are the title; `begun` says that it began on the kind line.
fn n_lines(lines: &[Line], begun: bool) -> usize {
    let mut n_taken = 0;
    let mut n_chars = 0;
    while let Some(line) = lines.get(n_taken) {
        let previous = n_taken.checked_sub(1).map(|idx| &lines[idx]);
        if n_taken >= 14
            || n_chars > 900
            || is_body(line)
            || !goes_on(previous, line, begun, &lines[n_taken + 1..])
        {
            break;
        }
        n_chars += line.text.chars().count();
        n_taken += 1;
    }
    n_taken
}

fn of_body(text: &str) -> Option<&str> {
    let rest = ["CỦA ", "Của ", "của "].iter().find_map(|of| text.strip_prefix(of))?;
    // `của Ban Thường vụ về sơ kết …` is the title itself.
    let goes_on = !is_caps(rest) && fold(rest).contains(" VỀ ");
    (is_caps(rest) || starts_body(rest))
        .then(|| rest.trim())
        .filter(|rest| rest.chars().count() < 90 && !goes_on)
}

fn is_body(line: &Line) -> bool {
    let folded = fold(&line.text);
    !line.rows.is_empty()
        || line.footnote
        || marks::marker(&line.text).is_some()
        || ["KÍNH GỬI", "CĂN CỨ", "NƠI NHẬN", "(KÈM", "(BAN HÀNH", "KÈM THEO"]
            .iter()
            .any(|start| folded.starts_with(start))
}

fn goes_on(previous: Option<&Line>, line: &Line, begun: bool, after: &[Line]) -> bool {
    let text = line.text.as_str();
    let n_chars = text.chars().count();
    if line.centred == Some(false) && previous.is_some_and(|previous| previous.centred == Some(true)) {
        return false;
    }
    let names_authority = is_caps(text) && (starts_body(text) || starts_position(text));
    let Some(previous) = previous else {
        let prose = n_chars > 420
            || (n_chars > 160 && text.ends_with('.'))
            || (opens_text(text) && ends_sentence(text) && n_chars > 60);
        return !prose
            && !(begun && (names_authority || (!starts_small(text) && !is_caps(text)) && line.gap));
    };
    if line.parted
        || (names_authority && !is_caps(&previous.text))
        || previous.text.ends_with(['.', ';', ':'])
    {
        return false;
    }
    let basis_follows = after.iter().take(2).any(|next| fold(&next.text).starts_with("CĂN CỨ"));
    if hangs(&previous.text) {
        return true;
    }
    if basis_follows && (starts_body(text) || starts_position(text)) && !is_caps(&previous.text) {
        return false;
    }
    if starts_small(text) {
        return true;
    }
    if is_caps(&previous.text) {
        let authority = names_authority
            && (starts_position(text)
                || after.first().is_some_and(|next| fold(&next.text).starts_with("CĂN CỨ")));
        return is_caps(text) && !authority
            || (!opens_text(text)
                && n_chars < 100
                && !ends_sentence(text)
                && line.centred != Some(false)
                && !line.gap);
    }
    if line.centred == Some(true) {
        return !opens_text(text) || n_chars < 60;
    }
    !opens_text(text) && !is_caps(text) && n_chars < 75 && !ends_sentence(text) && !line.gap
}

fn starts_small(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
}

/// Words a document's text begins with.
fn opens_text(text: &str) -> bool {
    let folded = fold(start_of(text, 40));
    [
        "THỰC HIỆN",
        "CĂN CỨ",
        "ĐỂ ",
        "NHẰM",
        "SAU ",
        "TRONG ",
        "XÉT",
        "THEO ",
        "HƯỞNG ỨNG",
        "TIẾP TỤC",
        "THI HÀNH",
        "NGÀY ",
        "QUA ",
        "TRÊN CƠ SỞ",
        "ỦY BAN",
        "UBND",
        "BAN ",
        "HIỆN NAY",
        "THỜI GIAN",
        "ĐẢNG ỦY",
        "VỚI ",
        "VỪA QUA",
        "CHẤP HÀNH",
        "HÔM NAY",
        "TRIỂN KHAI THỰC HIỆN",
        "NĂM ",
        "TRẺ EM ",
        "ĐIỀU ",
        "HỘI ",
        "PHÒNG ",
        "SỞ ",
        "TỪ ",
        "KÍNH",
        "HỌ VÀ TÊN",
        "CÔNG TÁC",
        "BỘ ",
        "PHÁT HUY",
        "CHỦ TỊCH",
        "HUYỆN ỦY",
        "THƯỜNG TRỰC",
        "LUẬT NÀY",
    ]
    .iter()
    .any(|opener| folded.starts_with(opener))
}
