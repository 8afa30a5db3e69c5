//! The search page, and all articles by their first letters for readers without scripts.
//!
//! What the search loads is made by `outputs::search`; here is only the page that shows it.

use unicode_normalization::UnicodeNormalization as _;

use crate::digest::Shared;
use crate::outputs::html::frame::SEARCH;
use crate::outputs::html::view::{
    Card, CardGroup, Content, Link, Pager, SearchPage, SectionList, Subsection, View,
};
use crate::outputs::html::{card, lists, metadata};
use crate::path::Address;
use crate::site::{PageId, SectionId, Site};
use crate::vi;

/// All articles by their first letters.
pub(super) const LETTERS: &str = "/tim-kiem/a-z/";

const ALL: &str = "Tất cả bài, xếp A đến Y";

/// So many articles stand on one page; with more, every letter has pages of its own.
const WHOLE: usize = 400;

/// How many articles a page of a letter lists.
const PER_PAGE: usize = 200;

/// The search page.
pub(super) fn search(site: &Site) -> View {
    let title = "Tìm kiếm";
    let mut ways = vec![Link { title: ALL.to_owned(), url: site.config.url(LETTERS) }];
    if !site.tags.is_empty() {
        let url = site.config.url(lists::tags_address().as_str());
        ways.push(Link { title: "Theo từ khóa".to_owned(), url });
    }
    let topics = site.config.topics.iter();
    ways.extend(
        topics.map(|topic| Link { title: topic.name.clone(), url: card::topic_url(site, &topic.id) }),
    );
    let content = Content::Search(SearchPage { index_url: site.config.url(SEARCH), ways });
    page(site, "search.html", title, SEARCH, content)
}

/// A letter, the part of an address that stands for it, and the articles that begin with it, in order.
#[derive(Debug)]
pub(super) struct Letter {
    title: String,
    part: String,
    pages: Vec<PageId>,
}

/// All articles by their first letters, in Vietnamese order.
pub(super) fn alphabet(site: &Site) -> Vec<Letter> {
    let mut ids: Vec<PageId> = site.originals().collect();
    ids.sort_by_cached_key(|id| (vi::collate::key(&site.article(*id).source.front.title.value), *id));
    let mut letters: Vec<Letter> = Vec::new();
    for id in ids {
        let title = letter(&site.article(id).source.front.title.value);
        match letters.iter_mut().find(|letter| letter.title == title) {
            Some(letter) => letter.pages.push(id),
            None => letters.push(Letter { part: part(&title), title, pages: vec![id] }),
        }
    }
    letters
}

/// The addresses of the letters that have pages of their own; none where one page holds all.
pub(super) fn letter_pages(site: &Site) -> Vec<(Address, usize, usize)> {
    let letters = alphabet(site);
    if is_one_page(&letters) {
        return Vec::new();
    }
    let pages = |(i, letter): (usize, &Letter)| {
        let address = Address::of_folder(LETTERS).join(&letter.part);
        let numbers = 1..=lists::page_count(letter.pages.len(), PER_PAGE);
        numbers.map(|number| (lists::numbered(&address, number), i, number)).collect::<Vec<_>>()
    };
    letters.iter().enumerate().flat_map(pages).collect()
}

fn is_one_page(letters: &[Letter]) -> bool {
    letters.iter().map(|letter| letter.pages.len()).sum::<usize>() <= WHOLE
}

/// All articles, or the letters that lead to them.
pub(super) fn letters(site: &Site, letters: &[Letter]) -> View {
    let mut list = SectionList {
        section: lists::plain_section(ALL, "Danh sách đầy đủ, dùng được khi không có JavaScript."),
        cards: Vec::new(),
        groups: Vec::new(),
        subsections: Vec::new(),
        pager: None,
    };
    if is_one_page(letters) {
        let group = |letter: &Letter| CardGroup {
            title: letter.title.clone(),
            url: None,
            cards: letter.pages.iter().map(|id| short_card(site, *id)).collect(),
        };
        list.groups = letters.iter().map(group).collect();
    } else {
        let address = Address::of_folder(LETTERS);
        let link = |letter: &Letter| Subsection {
            title: letter.title.clone(),
            url: site.config.url(address.join(&letter.part).as_str()),
            description: format!("{} bài", letter.pages.len()),
        };
        list.subsections = letters.iter().map(link).collect();
    }
    page(site, "section.html", ALL, LETTERS, Content::Section(Box::new(list)))
}

/// A page of the articles of one letter.
pub(super) fn letter_list(site: &Site, letters: &[Letter], index: usize, number: usize) -> View {
    let letter = &letters[index];
    let address = Address::of_folder(LETTERS).join(&letter.part);
    let total = lists::page_count(letter.pages.len(), PER_PAGE);
    let pages = letter.pages.iter().skip((number - 1) * PER_PAGE).take(PER_PAGE);
    let page_url = |number: usize| site.config.url(lists::numbered(&address, number).as_str());
    let title = format!("Bài bắt đầu bằng {}", letter.title);
    let list = SectionList {
        section: lists::plain_section(&title, ""),
        cards: pages.map(|id| short_card(site, *id)).collect(),
        groups: Vec::new(),
        subsections: Vec::new(),
        pager: (total > 1).then(|| Pager {
            current: number,
            total,
            prev: (number > 1).then(|| page_url(number - 1)),
            next: (number < total).then(|| page_url(number + 1)),
        }),
    };
    let path = lists::numbered(&address, number);
    page(site, "section.html", &title, path.as_str(), Content::Section(Box::new(list)))
}

fn short_card(site: &Site, id: PageId) -> Shared<Card> {
    Shared::new(Card { description: String::new(), date: None, ..card::card(site, id, None) })
}

fn page(site: &Site, template: &str, title: &str, path: &str, content: Content) -> View {
    let mut breadcrumbs = card::breadcrumbs(site, Some(SectionId(0)));
    if path != SEARCH {
        breadcrumbs.push(Link { title: "Tìm kiếm".to_owned(), url: site.config.url(SEARCH) });
    }
    if path != SEARCH && path != LETTERS {
        breadcrumbs.push(Link { title: ALL.to_owned(), url: site.config.url(LETTERS) });
    }
    let address = Address::of_folder(path);
    let facts = metadata::Facts {
        title,
        description: "Tìm bài, số điện thoại, văn bản và địa phương; gõ có dấu hay không dấu đều được.",
        path: address.as_str(),
        feed: None,
        breadcrumbs: &breadcrumbs,
    };
    View {
        template: template.to_owned(),
        lang: site.config.language.clone(),
        head: metadata::website(site, &facts),
        title: title.to_owned(),
        current_section: String::new(),
        content,
        breadcrumbs: Shared::new(breadcrumbs),
    }
}

/// The letter of the Vietnamese alphabet that a title begins with, without its tone.
fn letter(title: &str) -> String {
    let Some(first) = title.chars().find(|c| c.is_alphanumeric()) else { return "#".to_owned() };
    if first.is_numeric() {
        return "0–9".to_owned();
    }
    let tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let plain: String = std::iter::once(first).nfd().filter(|c| !tone(c)).nfc().collect();
    plain.to_uppercase()
}

/// A letter in an address, written as typed in Telex: `a`, `aw`, `aa`, `dd`. Letters of other scripts by their number.
fn part(letter: &str) -> String {
    let Some(first) = letter.chars().next() else { return String::new() };
    let typed = match first {
        'Ă' => "aw",
        'Â' => "aa",
        'Đ' => "dd",
        'Ê' => "ee",
        'Ô' => "oo",
        'Ơ' => "ow",
        'Ư' => "uw",
        '0' => "0-9",
        '#' => "khac",
        _ if first.is_ascii_alphabetic() => return first.to_ascii_lowercase().to_string(),
        _ => return format!("u{:x}", u32::from(first)),
    };
    typed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{letter, part};

    #[test]
    fn letters_have_addresses_of_their_own() {
        let letters = ["A", "Ă", "Â", "D", "Đ", "O", "Ô", "Ơ", "0–9", "#", "Ж"];
        let parts = ["a", "aw", "aa", "d", "dd", "o", "oo", "ow", "0-9", "khac", "u416"];
        assert_eq!(letters.map(part), parts);
    }

    #[test]
    fn a_title_stands_under_its_letter_without_the_tone() {
        assert_eq!(["Ông bà", "Để mắt", "ảnh", "111: gọi", "“Ước”"].map(letter), ["Ô", "Đ", "A", "0–9", "Ư"]);
    }
}
