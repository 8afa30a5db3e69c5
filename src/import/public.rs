//! A proposal for the public: the stub of a news article from an imported document.
//!
//! In: a document. Out: a content file, a draft, that quotes the passages which concern parents and children, with empty
//! wording for loudspeaker and Zalo that the official fills in. Nothing is invented, shortened or reworded.

use std::fmt::Write;

use super::ImportedDocument;
use super::markdown::{full_title, mentions, quoted, shorten};

/// At most so many passages: more is the document itself.
const MAX_PASSAGES: usize = 8;
/// A passage longer than this is no passage for the public.
const MAX_CHARS: usize = 700;

/// The stub of a news article; every passage in it is a quotation.
pub fn news_stub(doc: &ImportedDocument) -> String {
    let passages = passages(&doc.body);
    let named =
        [doc.kind.as_deref(), doc.number.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let mut out = String::from("+++\n");
    out.push_str("# Bản gợi ý: viết lại bằng lời của xã, rồi điền phần loa và Zalo.\n");
    let _ = writeln!(out, "title = {}", quoted(&shorten(&full_title(doc), 120)));
    out.push_str("description = \"\"\nkind = \"news\"\ndraft = true\nchannels = [\"web\", \"loudspeaker\", \"zalo\"]\n\n");
    out.push_str("[audience]\ngroups = [\"parents\"]\n\n");
    let _ = write!(
        out,
        "[[sources]]\ntitle = {}\n",
        quoted(if named.is_empty() { "Văn bản gốc" } else { &named })
    );
    if let Some(issuer) = &doc.issuer {
        let _ = writeln!(out, "publisher = {}", quoted(&super::casing::natural(issuer)));
    }
    if let Some(date) = doc.date.filter(|date| date.day.is_some()) {
        let _ = writeln!(out, "date = {date}");
    }
    out.push_str("\n[loudspeaker]\ntext = \"\"\n\n[zalo]\ntext = \"\"\n+++\n\n");
    if passages.is_empty() {
        out.push_str("Không thấy đoạn nào nói riêng với cha mẹ và trẻ em.\n");
        return out;
    }
    for passage in passages {
        let _ = write!(out, "> {passage}\n\n");
    }
    out
}

/// The paragraphs that speak to families, as they stand.
fn passages(body: &str) -> Vec<String> {
    let mut scored: Vec<(usize, u32, String)> = body
        .lines()
        .map(|line| line.trim_start_matches(['-', '+', ' ']).trim_end())
        .filter(|line| {
            !line.starts_with(['#', '|', '>'])
                && line.chars().count() > 40
                && line.chars().count() < MAX_CHARS
        })
        .enumerate()
        .filter_map(|(idx, line)| {
            let score = score(line);
            (score >= 3).then(|| (idx, score, line.to_string()))
        })
        .collect();
    scored.sort_by_key(|(idx, score, _)| (u32::MAX - score, *idx));
    scored.truncate(MAX_PASSAGES);
    scored.sort_by_key(|(idx, _, _)| *idx);
    scored.into_iter().map(|(_, _, line)| line).collect()
}

/// How much a paragraph has to say to families, by the words it uses.
fn score(line: &str) -> u32 {
    let to_families = [
        "CHA MẸ",
        "CHA, MẸ",
        "BỐ MẸ",
        "PHỤ HUYNH",
        "NGƯỜI CHĂM SÓC",
        "GIA ĐÌNH CÓ TRẺ",
        "CON EM",
        "NGƯỜI GIÁM HỘ",
    ];
    let to_children = ["TRẺ EM", "HỌC SINH", "THIẾU NHI", "EM NHỎ"];
    let to_people = ["NHÂN DÂN", "NGƯỜI DÂN", "BÀ CON", "GIA ĐÌNH", "TỔ DÂN PHỐ", "THÔN, BẢN"];
    let to_do = [
        "DẠY BƠI",
        "ĐIỂM VUI CHƠI",
        "DIỄN ĐÀN",
        "THÁNG HÀNH ĐỘNG",
        "TẾT TRUNG THU",
        "QUỐC TẾ THIẾU NHI",
        "ĐƯỜNG DÂY NÓNG",
        "TỔNG ĐÀI",
        "BẢO HIỂM Y TẾ",
        "KHÁM",
        "TIÊM",
        "HỌC PHÍ",
        "HỖ TRỢ",
        "ĐUỐI NƯỚC",
        "XÂM HẠI",
        "KHÔNG GIAN MẠNG",
        "TẢO HÔN",
        "TUYÊN TRUYỀN",
    ];
    3 * u32::from(mentions(line, &to_families))
        + u32::from(mentions(line, &to_children))
        + u32::from(mentions(line, &to_people))
        + u32::from(mentions(line, &to_do))
}
