//! Cards, links and dates: the small parts that many pages show.
//!
//! What every page needs whatever it is about stands in `frame`.

use jiff::civil::{Date, DateTime};

use crate::content::Body;
use crate::content::front_matter::{Class, Issued, Kind, Word};
use crate::outputs::html::view::{AudioView, BodyView, Card, Link, Named, TopicView};
use crate::pack;
use crate::path::Address;
use crate::picture::Shown;
use crate::site::{LocalityId, PageId, Resolved, Site};

/// `12/05/2026`.
pub(super) fn day(date: Date) -> String {
    let iso = iso_day(date);
    let mut parts: Vec<&str> = iso.split('-').collect();
    parts.reverse();
    parts.join("/")
}

/// `2026-05-12`. Every card has one, so it is written digit by digit.
pub(super) fn iso_day(date: Date) -> String {
    let (year, month, day) = (date.year(), date.month().unsigned_abs(), date.day().unsigned_abs());
    if !(1000..10_000).contains(&year) {
        return date.to_string();
    }
    let digit = |n: i16| char::from(b'0' + u8::try_from(n % 10).unwrap_or(0));
    let mut iso = String::with_capacity(10);
    iso.extend([digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-']);
    let two = |n: u8| [digit(i16::from(n) / 10), digit(i16::from(n))];
    iso.extend(two(month).into_iter().chain(['-']).chain(two(day)));
    iso
}

/// `27/03/2024`, or `04/2024` where the day is blank.
pub(super) fn issued(issued: Issued) -> String {
    match issued.day {
        Some(day) => format!("{day:02}/{:02}/{}", issued.month, issued.year),
        None => format!("{:02}/{}", issued.month, issued.year),
    }
}

/// `2026-05-12`, with the time of day if there is one.
pub(super) fn iso(moment: DateTime) -> String {
    if moment.time() == jiff::civil::Time::midnight() {
        moment.date().to_string()
    } else {
        format!("{}+07:00", moment.strftime("%Y-%m-%dT%H:%M:%S"))
    }
}

/// Whether an event is over on the day of the build.
pub(super) fn is_past(site: &Site, id: PageId) -> bool {
    let event = site.article(id).source.front.event.as_ref();
    event.is_some_and(|event| event.end.unwrap_or(event.start).date() < site.today())
}

/// An article in a list; what a locality inherits names the one above that it comes from.
pub(super) fn card(site: &Site, id: PageId, inherited_from: Option<LocalityId>) -> Card {
    let article = site.article(id);
    let front = &article.source.front;
    let topic = article.facts.topics.first().and_then(|topic| site.config.topic(topic));
    let date = shown_date(site, id);
    Card {
        title: front.title.value.clone(),
        url: site.config.url(article.address.as_str()),
        description: article.source.opening().to_owned(),
        date: date.map(day),
        date_iso: date.map(iso_day),
        kind: article.facts.kind.word(),
        kind_label: article.facts.kind.label(),
        topic_name: topic.map(|topic| topic.name.clone()),
        color: topic.map(|topic| topic.color.clone()),
        sensitive: front.sensitive,
        inherited_from: inherited_from.map(|from| site.locality(from).name.clone()),
        past: is_past(site, id),
        urgent: front.class == Class::Urgent,
    }
}

/// Events show the day they take place, guidance its review in the page only.
fn shown_date(site: &Site, id: PageId) -> Option<Date> {
    let article = site.article(id);
    let front = &article.source.front;
    match article.facts.kind {
        Kind::Event => front.event.as_ref().map(|event| event.start.date()),
        Kind::Guidance | Kind::Service => None,
        Kind::News | Kind::Story => front.date.as_ref().map(|date| date.value),
        Kind::Document => {
            let issued = front.document.as_ref()?.issued?;
            Date::new(issued.year, issued.month, issued.day?).ok()
        }
    }
}

/// The locality above from which a locality has an article, if it is not its own and not everybody's.
pub(super) fn inherited_from(site: &Site, id: PageId, here: LocalityId) -> Option<LocalityId> {
    let audience = &site.article(id).audience;
    if audience.roots.contains(&here) {
        return None;
    }
    let nearest = site.above(here).find(|above| audience.roots.contains(above))?;
    (nearest.0 != 0).then_some(nearest)
}

/// A topic as templates show it.
pub(super) fn topic(site: &Site, id: &str) -> Option<TopicView> {
    let topic = site.config.topic(id)?;
    Some(TopicView {
        id: topic.id.clone(),
        name: topic.name.clone(),
        url: topic_url(site, id),
        description: topic.description.clone(),
        color: topic.color.clone(),
    })
}

/// A topic's page: the section at its own address, or a page made for it.
pub(super) fn topic_url(site: &Site, id: &str) -> String {
    let own = Address::root().join(id);
    let has_section = site.section_at.contains_key(&own);
    site.config.url(&if has_section { own.to_string() } else { format!("/chuyen-muc/{id}/") })
}

/// A body with its links as a template needs them.
pub(super) fn body(site: &Site, body: &Body, links: &[(String, Resolved)]) -> BodyView {
    let pictures =
        links.iter().filter_map(|(written, resolved)| Some((written.clone(), shown(site, resolved)?)));
    let pictures = pictures.collect();
    let links =
        links.iter().filter_map(|(written, resolved)| Some((written.clone(), url_of(site, resolved)?)));
    BodyView { body: body.clone(), links: links.collect(), pictures }
}

/// The forms of a picture, with their addresses.
fn shown(site: &Site, resolved: &Resolved) -> Option<Shown> {
    let (Resolved::Inside(path) | Resolved::Asset(_, path)) = resolved else { return None };
    let mut shown = site.pictures.get(path)?.clone();
    for (path, _) in shown.plain.iter_mut().chain(&mut shown.webp) {
        *path = site.config.url(path);
    }
    Some(shown)
}

/// Where a resolved link leads, if anywhere.
pub(super) fn url_of(site: &Site, resolved: &Resolved) -> Option<String> {
    match resolved {
        Resolved::Inside(path) | Resolved::Asset(_, path) => Some(site.config.url(path)),
        Resolved::Outside(url) => Some(url.clone()),
        Resolved::Nowhere => None,
    }
}

/// What can be heard of an article.
pub(super) fn audio(site: &Site, id: PageId) -> Vec<AudioView> {
    let view = |listen: pack::Listen| AudioView {
        mp3_url: listen.mp3,
        opus_url: listen.opus,
        lang: listen.lang,
        language: listen.language,
        minutes: pack::duration_in_words(usize::try_from(listen.seconds).unwrap_or(usize::MAX)),
        size: listen.bytes.map(|bytes| format!("{} KB", bytes.div_ceil(1_000))),
        recorded: listen.recorded,
    };
    pack::listen(site, id).into_iter().map(view).collect()
}

/// A locality as a named link.
pub(super) fn named(site: &Site, id: LocalityId) -> Named {
    let locality = site.locality(id);
    Named { name: locality.name.clone(), url: site.config.url(locality.address.as_str()) }
}

/// The pages above an address, from the front page down.
pub(super) fn breadcrumbs(site: &Site, section: Option<crate::site::SectionId>) -> Vec<Link> {
    let mut links: Vec<Link> = std::iter::successors(section, |id| site.section(*id).parent)
        .map(|id| section_link(site, id))
        .collect();
    links.reverse();
    links
}

/// A section as a link; a locality's shows the name of the day.
pub(super) fn section_link(site: &Site, id: crate::site::SectionId) -> Link {
    let section = site.section(id);
    let is_front = section.parent.is_none();
    let locality = site.locality_of.get(&id).filter(|place| place.0 != 0).map(|place| site.locality(*place));
    let title = match locality {
        _ if is_front => "Trang chủ".to_owned(),
        Some(locality) => locality.name.clone(),
        None => section.source.front.title.value.clone(),
    };
    Link { title, url: site.config.url(section.address.as_str()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_people_and_machines_write_them() {
        for (date, iso, words) in [
            (jiff::civil::date(2026, 5, 12), "2026-05-12", "12/05/2026"),
            (jiff::civil::date(1999, 12, 1), "1999-12-01", "01/12/1999"),
            (jiff::civil::date(987, 1, 31), "0987-01-31", "31/01/0987"),
        ] {
            assert_eq!((iso_day(date), day(date)), (iso.to_owned(), words.to_owned()));
        }
    }
}
