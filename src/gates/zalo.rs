//! Zalo texts that people read to the end and that look as their author meant.
//!
//! Judged is the author's own wording: markup that Zalo shows as typed, signs it turns into pictures,
//! a link that competes with the article's, capitals, a first line without news or action; and of
//! every message its length. The link and the hotline are added by the program and cannot be lacking.

use crate::content::front_matter::{Channel, Kind};
use crate::diag::{At, Diagnostic, Located, Spot, messages};
use crate::pack::{self, UNITS_LIMIT};
use crate::path::SourcePath;
use crate::site::{Article, PageId, Site};
use crate::theme::Theme;
use crate::vi::fold;

/// Words that an office begins a paper with; a message to people does not.
const OFFICE: &[&str] = &[
    "uy ban nhan dan",
    "ubnd",
    "hdnd",
    "hoi dong nhan dan",
    "dang uy",
    "cong an",
    "ban chi dao",
    "phong ",
    "so ",
    "bo ",
    "truong ",
    "hoi lien hiep",
    "hoi phu nu",
    "doan thanh nien",
    "mat tran",
    "uy ban mat tran",
    "can cu",
    "thuc hien ",
    "kinh gui",
    "thong bao",
    "ke hoach so",
    "cong van so",
    "chi thi so",
    "v/v",
    "ve viec",
    "theo chi dao",
    "tiep tuc thuc hien",
];

/// Verbs that tell somebody to do something, and words that forbid it.
const ACTION: &[&str] = &[
    "hay", "dung", "khong", "cam", "nen", "phai", "can", "goi", "bao", "noi", "hoi", "nghe", "xem", "doc",
    "nho", "day", "trong", "giu", "cho", "de", "dat", "day", "rao", "dong", "mo", "khoa", "tat", "dua",
    "den", "toi", "ve", "di", "mang", "mac", "deo", "doi", "hoc", "tap", "choi", "an", "uong", "ngu", "rua",
    "tiem", "kham", "chia", "gui", "luu", "chup", "chan", "xoa", "tim", "lap", "dang", "ky", "nop", "nhan",
    "tham", "kiem", "thay", "bao ve", "phong", "tranh", "dung lai", "o lai", "ra khoi", "som", "ngay", "lam",
    "viec", "cach", "giup", "cuu", "hoi", "thong", "cham", "om", "khen", "lang", "tra", "dan", "canh", "ghi",
    "do", "cat",
];

/// Checks every article that goes to Zalo.
pub(super) fn check(site: &Site, _theme: &Theme) -> Vec<Diagnostic> {
    if !site.config.outputs.zalo {
        return Vec::new();
    }
    let pages = site.page_ids().filter(|page| site.article(*page).facts.goes_to(Channel::Zalo));
    pages.flat_map(|page| check_one(site, page)).collect()
}

fn check_one(site: &Site, page: PageId) -> Vec<Diagnostic> {
    let article = site.article(page);
    let path = &article.source.path;
    let mut found = Vec::new();
    if let Some(own) = &article.source.front.zalo {
        for (at, line) in lines(own) {
            judge_line(&at.in_file(path), line, &mut found);
        }
        judge_first_line(article, own, &mut found);
    }
    let place = article.source.front.zalo.as_ref().map_or(article.source.at(), |text| text.at);
    found.extend(too_long(site, page, place, path));
    found
}

/// The lines of a text with their places; a text of several lines begins after its opening quotes.
fn lines(text: &Located<String>) -> impl Iterator<Item = (At, &str)> {
    let first = u32::from(text.value.trim_end().contains('\n'));
    (first..).zip(text.value.lines()).map(|(i, line)| {
        let at = At { line: text.at.line + i, column: if i == 0 { text.at.column } else { 1 } };
        (at, line)
    })
}

fn judge_line(spot: &Spot, line: &str, found: &mut Vec<Diagnostic>) {
    if let Some(mark) = markup(line) {
        found.push(messages::zalo_markup(spot.clone(), mark));
    }
    if let Some(icon) = icon(line) {
        found.push(messages::zalo_icon(spot.clone(), icon));
    }
    if let Some(link) = link(line) {
        found.push(messages::zalo_link(spot.clone(), link));
    }
    if is_shouted(line) {
        found.push(messages::zalo_capitals(spot.clone(), line.trim()));
    }
}

/// Marks of Markdown that stay visible in a message.
fn markup(line: &str) -> Option<&str> {
    const PAIRS: [&str; 4] = ["**", "__", "~~", "`"];
    let trimmed = line.trim_start();
    let hashes = trimmed.len() - trimmed.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && trimmed[hashes..].starts_with(' ') {
        return Some(&trimmed[..hashes]);
    }
    if trimmed.starts_with("> ") || trimmed.starts_with("* ") {
        return Some(&trimmed[..1]);
    }
    let pair = PAIRS.into_iter().find(|pair| line.matches(pair).count() >= 2);
    let link = line.find("](").map(|at| &line[at..at + 2]);
    pair.or(link)
}

/// The first of Zalo's codes for pictures (DOMAIN B1): `:o`, `:>`, `:-((`, `;)`, `/-heart`.
fn icon(line: &str) -> Option<&str> {
    let from = |(at, c): (usize, char)| {
        let rest = &line[at + c.len_utf8()..];
        let next = rest.chars().next()?;
        let is_code = match c {
            ':' | ';' => {
                let alone = line[..at].ends_with(char::is_whitespace) || at == 0;
                "()<>-|'*$@#".contains(next) || (alone && next.is_ascii_alphabetic())
            }
            '/' => next == '-' && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()),
            _ => false,
        };
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        is_code.then(|| &line[at..at + c.len_utf8() + length])
    };
    line.char_indices().find_map(from)
}

fn link(line: &str) -> Option<&str> {
    let is_link = |word: &&str| {
        let word = word.to_ascii_lowercase();
        word.contains("http://") || word.contains("https://") || word.starts_with("www.")
    };
    line.split_whitespace().find(is_link)
}

/// A whole line in capitals; an abbreviation or a short cry is none.
fn is_shouted(line: &str) -> bool {
    const FROM: usize = 25;
    let letters: Vec<char> = line.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() >= FROM && letters.iter().all(|c| c.is_uppercase())
}

fn judge_first_line(article: &Article, own: &Located<String>, found: &mut Vec<Diagnostic>) {
    let Some((at, line)) = lines(own).find(|(_, line)| !line.trim().is_empty()) else { return };
    let folded = fold::fold(line.trim());
    let from_office = OFFICE.iter().any(|office| folded.starts_with(office));
    let is_news = matches!(article.facts.kind, Kind::News | Kind::Story | Kind::Event | Kind::Document);
    let acts = folded.split(|c: char| !c.is_alphanumeric()).any(|word| ACTION.contains(&word));
    if from_office || !(is_news || acts) {
        found.push(messages::zalo_first_line(at.in_file(&article.source.path), line.trim()));
    }
}

/// Told once an article: the locality with the longest ending decides.
fn too_long(site: &Site, page: PageId, place: At, path: &SourcePath) -> Option<Diagnostic> {
    let concerned = site.living().filter(|(id, _)| site.concerns(page, *id));
    let longest = concerned.max_by_key(|(_, locality)| locality.name.chars().count()).map(|(id, _)| id)?;
    let parts = pack::message(site, page, longest).parts.len();
    (parts > 1).then(|| messages::zalo_long(place.in_file(path), parts, UNITS_LIMIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_found_and_honest_signs_are_not() {
        for (line, mark) in [
            ("Gọi **111** ngay", Some("**")),
            ("## Việc cần làm", Some("##")),
            ("Xem [bài này](abc)", Some("](")),
            ("* một việc", Some("*")),
            ("• một việc", None),
            ("Họp tổ #3 lúc 2*3 giờ", None),
            ("Điểm 8/10 (tốt)", None),
        ] {
            assert_eq!(markup(line), mark, "{line}");
        }
    }

    #[test]
    fn codes_of_pictures_are_found_and_times_are_not() {
        for (line, code) in [
            ("Chúc mừng :o nhé", Some(":o")),
            ("Vui quá :-((", Some(":-((")),
            ("Cảm ơn /-heart", Some("/-heart")),
            ("Lúc 17:00 tại nhà văn hóa", None),
            ("Chú ý: mưa to", None),
            ("và/hoặc", None),
        ] {
            assert_eq!(icon(line), code, "{line}");
        }
    }

    #[test]
    fn capitals_with_measure_are_no_finding() {
        assert!(is_shouted("THÔNG BÁO VỀ VIỆC PHÒNG CHỐNG ĐUỐI NƯỚC TRẺ EM"));
        assert!(!is_shouted("CẢNH BÁO") && !is_shouted("UBND xã mở lớp bơi cho trẻ em trong xã ta"));
    }

    #[test]
    fn lines_of_a_long_text_count_from_the_line_after_the_quotes() {
        let text = Located { value: "một\nhai\n".to_owned(), at: At { line: 30, column: 8 } };
        let places: Vec<u32> = lines(&text).map(|(at, _)| at.line).collect();
        assert_eq!(places, [31, 32]);
    }
}
