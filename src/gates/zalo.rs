//! Zalo texts that people read to the end and that look as their author meant.
//!
//! Judged is the author's own wording: markup that Zalo shows as typed, signs it turns into pictures,
//! a link that competes with the article's, capitals; and every message, written or composed: its first
//! line, whether it asks for anything, its length, and that its link leads somewhere.

use rayon::prelude::*;

use crate::config::Config;
use crate::content::front_matter::{Channel, Kind};
use crate::diag::{At, Diagnostic, Located, Spot, messages};
use crate::pack::{self, UNITS_LIMIT, icons};
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

/// Checks every article that goes to Zalo.
pub(super) fn check(site: &Site, _theme: &Theme) -> Vec<Diagnostic> {
    if !site.config.outputs.zalo {
        return Vec::new();
    }
    let pages: Vec<PageId> =
        site.page_ids().filter(|page| site.article(*page).facts.goes_to(Channel::Zalo)).collect();
    let nowhere = (!pages.is_empty() && site.config.origin == Config::default().origin)
        .then(|| messages::link_nowhere(At::default().in_file(&SourcePath::new("site.toml"))));
    nowhere
        .into_iter()
        .chain(pages.into_par_iter().flat_map_iter(|page| check_one(site, page)).collect::<Vec<_>>())
        .collect()
}

fn check_one(site: &Site, page: PageId) -> Vec<Diagnostic> {
    let article = site.article(page);
    let path = &article.source.path;
    let mut found = Vec::new();
    if let Some(own) = &article.source.front.zalo {
        for (at, line) in lines(own) {
            judge_line(&at.in_file(path), line, &mut found);
        }
    }
    let place = article.source.front.zalo.as_ref().map_or(article.source.at(), |text| text.at);
    let Some(message) = longest(site, page) else { return found };
    if message.parts.len() > 1 {
        found.push(messages::zalo_long(place.in_file(path), message.parts.len(), UNITS_LIMIT));
    }
    if article.source.front.zalo.is_none()
        && let Some(link) = composed_link(&message)
    {
        found.push(messages::zalo_link(place.in_file(path), link));
    }
    if article.source.front.zalo.is_none() {
        let untold = pack::untold_tables(article, &message.text());
        let told = untold.first().map(|table| messages::zalo_table(place.in_file(path), table, untold.len()));
        found.extend(told);
    }
    judge_beginning(article, &message, &mut found);
    found
}

/// A link in a composed message besides that of its last line: it came with the title or the summary.
fn composed_link(message: &pack::Message) -> Option<&str> {
    let mut lines: Vec<&str> = message.parts.iter().flat_map(|part| part.lines()).collect();
    lines.pop();
    lines.into_iter().find_map(link)
}

/// The message at the locality with the longest ending: it decides for all.
fn longest(site: &Site, page: PageId) -> Option<pack::Message> {
    let concerned = site.living().filter(|(id, _)| site.concerns(page, *id));
    let longest = concerned.max_by_key(|(_, locality)| locality.name.chars().count()).map(|(id, _)| id)?;
    Some(pack::message(site, page, longest))
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
    found.extend(pack::marks(line).into_iter().map(|mark| messages::zalo_markup(spot.clone(), mark)));
    if let Some(icon) = icons::first(line) {
        found.push(messages::zalo_icon(spot.clone(), icon));
    }
    if let Some(link) = link(line) {
        found.push(messages::zalo_link(spot.clone(), link));
    }
    if is_shouted(line) {
        found.push(messages::zalo_capitals(spot.clone(), line.trim()));
    }
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

/// Both ends of a message are the program's; what the author has in hand is its beginning and what it
/// asks for.
fn judge_beginning(article: &Article, message: &pack::Message, found: &mut Vec<Diagnostic>) {
    let path = &article.source.path;
    let own = article.source.front.zalo.as_ref();
    let written = own.and_then(|own| lines(own).find(|(_, line)| !line.trim().is_empty()));
    let spot = written.map_or(article.source.at(), |(at, _)| at).in_file(path);
    let first = message.parts.first().and_then(|part| part.lines().next()).unwrap_or_default();
    let folded = fold::fold(first.trim());
    let from_office = OFFICE.iter().any(|office| folded.starts_with(office));
    let is_news = matches!(article.facts.kind, Kind::News | Kind::Story | Kind::Event | Kind::Document);
    if from_office || !(is_news || pack::urges(first)) {
        found.push(messages::zalo_first_line(spot.clone(), first.trim()));
    }
    let body = message
        .parts
        .iter()
        .flat_map(|part| part.split("\n\n").collect::<Vec<_>>().into_iter().rev().skip(1));
    if !body.flat_map(str::lines).any(pack::urges) {
        found.push(messages::zalo_without_action(spot));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
