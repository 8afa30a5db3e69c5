//! The search page, and all articles by their first letters for readers without scripts.
//!
//! What the search loads is made by `outputs::search`; here is only the page that shows it.

use unicode_normalization::UnicodeNormalization as _;

use crate::outputs::html::view::{Card, CardGroup, Content, Link, SearchPage, SectionList, View};
use crate::outputs::html::{card, lists, metadata};
use crate::path::Address;
use crate::site::{PageId, SectionId, Site};
use crate::vi;

/// The search page.
pub(super) const SEARCH: &str = "/tim-kiem/";
/// All articles by their first letters.
pub(super) const LETTERS: &str = "/tim-kiem/a-z/";

/// The search page.
pub(super) fn search(site: &Site) -> View {
    let title = "Tìm kiếm";
    let mut ways =
        vec![Link { title: "Tất cả bài, xếp A đến Y".to_owned(), url: site.config.url(LETTERS) }];
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

/// All articles by their first letters, in Vietnamese order.
pub(super) fn letters(site: &Site) -> View {
    let title = "Tất cả bài, xếp A đến Y";
    let mut ids: Vec<PageId> = site.originals().collect();
    ids.sort_by_cached_key(|id| (vi::collate::key(&site.article(*id).source.front.title.value), *id));
    let mut groups: Vec<CardGroup> = Vec::new();
    for id in ids {
        let letter = letter(&site.article(id).source.front.title.value);
        let card = Card { description: String::new(), date: None, ..card::card(site, id, None) };
        match groups.last_mut().filter(|group| group.title == letter) {
            Some(group) => group.cards.push(card),
            None => groups.push(CardGroup { title: letter, url: None, cards: vec![card] }),
        }
    }
    let section = lists::plain_section(title, "Danh sách đầy đủ, dùng được khi không có JavaScript.");
    let list = SectionList { section, cards: Vec::new(), groups, subsections: Vec::new(), pager: None };
    page(site, "section.html", title, LETTERS, Content::Section(Box::new(list)))
}

fn page(site: &Site, template: &str, title: &str, path: &str, content: Content) -> View {
    let mut breadcrumbs = card::breadcrumbs(site, Some(SectionId(0)));
    if path == LETTERS {
        breadcrumbs.push(Link { title: "Tìm kiếm".to_owned(), url: site.config.url(SEARCH) });
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
        breadcrumbs,
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

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn a_title_stands_under_its_letter_without_the_tone() {
        assert_eq!(["Ông bà", "Để mắt", "ảnh", "111: gọi", "“Ước”"].map(letter), ["Ô", "Đ", "A", "0–9", "Ư"]);
    }
}
