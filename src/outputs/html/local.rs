//! The pages of localities, living ones and dissolved ones.
//!
//! What a locality shows of its own and of what it inherits is chosen here; its desk is another file.

use crate::content::front_matter::Kind;
use crate::digest::Shared;
use crate::locality::{self, Level, Registry, Settled};
use crate::outputs::html::once::{self, Once};
use crate::outputs::html::view::{
    Archive, ContactView, Content, LocalityPage, LocalityView, Named, ScheduleView, SlotView, SuccessorView,
    TopicCards, View,
};
use crate::outputs::html::{article, card, frame, lists, metadata};
use crate::pack;
use crate::site::inherited::PlaceContact;
use crate::site::place::State;
use crate::site::{LocalityId, PageId, Site};

/// How many news cards a locality's page shows; the rest stands on pages of its own.
pub(super) const NEWS: usize = 8;

/// How many cards a locality's page shows of each topic, and of events and documents.
const FEW: usize = 3;

/// The page of a locality below the country.
pub(super) fn view(site: &Site, once: &Once, id: LocalityId) -> View {
    match &site.locality(id).state {
        State::Living => living(site, once, id),
        State::Ended { .. } => archive(site, once, id),
    }
}

fn living(site: &Site, once: &Once, id: LocalityId) -> View {
    let locality = site.locality(id);
    let concerning = site.concerning(id);
    let news = lists::news(site, &concerning);
    let more = news.len() > NEWS;
    let documents = once.cards(site, &documents(site, id, &concerning), Some(id));
    let below = |lives: bool| -> Vec<Named> {
        let children = locality.children.iter().filter(|child| site.locality(**child).lives() == lives);
        children.map(|child| card::named(site, *child)).collect()
    };
    let goes_out = site.config.outputs.loudspeaker || site.config.outputs.zalo;
    let has_desk = goes_out && concerning.iter().any(|page| pack::is_disseminated(site.article(*page)));
    let own_feed = format!("{}atom.xml", locality.address);
    let content = LocalityPage {
        locality: locality_view(site, id),
        children: below(true),
        contacts: locality.contacts.iter().map(|place| contact(site, place)).collect(),
        news: once.cards(site, &news[..news.len().min(NEWS)], Some(id)),
        guidance: guidance(site, once, id, &concerning),
        events: once.cards(site, &lists::coming_events(site, &concerning, FEW), Some(id)),
        services: once.cards(site, &lists::of_kinds(site, &concerning, &[Kind::Service]), Some(id)),
        documents,
        schedule: schedule(site, id),
        zalo_groups: zalo_groups(site, id),
        desk_url: has_desk.then(|| site.config.url(pack::desk_address(locality).as_str())),
        feed_url: site.config.outputs.feeds.then(|| site.config.url(&own_feed)),
        calendar_url: (!lists::of_kinds(site, &concerning, &[Kind::Event]).is_empty())
            .then(|| site.config.url(&format!("{}lich.ics", locality.address))),
        archives: archives(site, once, id),
        more_url: more.then(|| site.config.url(locality.address.join("tin-tuc").as_str())),
    };
    page(site, id, "locality.html", Some(own_feed), Content::Locality(Box::new(content)))
}

/// `Tỉnh Thái Nguyên` within a sentence: `tỉnh Thái Nguyên`.
fn in_sentence(name: &str) -> String {
    locality::Kind::split(name)
        .map_or_else(|| name.to_owned(), |(kind, bare)| format!("{} {bare}", kind.vi()))
}

fn archive(site: &Site, once: &Once, id: LocalityId) -> View {
    let locality = site.locality(id);
    let State::Ended { successors, settled, .. } = &locality.state else { return living(site, once, id) };
    let registry = Registry::embedded();
    let part = successors.len() > 1 && locality.level == Level::Commune;
    let successors: Vec<SuccessorView> = successors
        .iter()
        .filter_map(|code| registry.get(code))
        .map(|unit| {
            let here = site.locality_by_code.get(&unit.code).map(|id| site.locality(*id));
            SuccessorView {
                name: registry.name_on(&unit.code, site.today()).to_owned(),
                province: match unit.code.level() {
                    Level::Commune => in_sentence(registry.name_on(&unit.parent, site.today())),
                    _ => String::new(),
                },
                url: here.map(|locality| site.config.url(locality.address.as_str())),
                part,
                likely: *settled == Settled::Likely && part,
            }
        })
        .collect();
    let settled = successors.len() == 1 || *settled != Settled::Likely;
    let redirect = successors.first().filter(|_| settled).and_then(|successor| successor.url.clone());
    let pages = locality.section.map(|section| site.section(section).pages.clone()).unwrap_or_default();
    let content = Archive {
        locality: locality_view(site, id),
        successors,
        settled,
        cards: once.cards(site, &pages, None),
        archives: archives(site, once, id),
    };
    let mut view = page(site, id, "archive.html", None, Content::Archive(Box::new(content)));
    view.head.refresh = redirect;
    view
}

fn page(site: &Site, id: LocalityId, template: &str, feed: Option<String>, content: Content) -> View {
    let locality = site.locality(id);
    let section = locality.section.map(|section| site.section(section));
    let breadcrumbs = card::breadcrumbs(site, section.and_then(|section| section.parent));
    let own =
        section.map(|section| section.source.front.description.as_str()).filter(|text| !text.is_empty());
    let description = own.map_or_else(
        || {
            format!(
                "Tin, hướng dẫn, đường dây trợ giúp và dịch vụ bảo vệ trẻ em tại {}.",
                locality.name_in_sentence
            )
        },
        str::to_owned,
    );
    let facts = metadata::Facts {
        title: &locality.name,
        description: &description,
        path: locality.address.as_str(),
        feed: feed.map(|feed| (format!("Tin của {}", locality.name_in_sentence), feed)),
        breadcrumbs: &breadcrumbs,
    };
    View {
        template: section.map_or_else(|| template.to_owned(), |section| lists::template(section, template)),
        lang: site.config.language.clone(),
        head: metadata::locality(site, &facts, id),
        title: locality.name.clone(),
        current_section: locality.section.map_or_else(String::new, |id| frame::current_section(site, id)),
        content,
        breadcrumbs: Shared::new(breadcrumbs),
    }
}

fn locality_view(site: &Site, id: LocalityId) -> LocalityView {
    let locality = site.locality(id);
    LocalityView {
        name: locality.name.clone(),
        name_in_sentence: locality.name_in_sentence.clone(),
        kind: locality.kind.vi().to_owned(),
        code: locality.code.as_ref().map(ToString::to_string),
        level: locality.level.vi(),
        intro: locality.section.and_then(|section| lists::intro(site, site.section(section))),
        parent: locality.parent.filter(|parent| parent.0 != 0).map(|parent| card::named(site, parent)),
        formed_from: formed_from(site, id),
        ended: match &locality.state {
            State::Living => None,
            State::Ended { last_day, .. } => last_day.tomorrow().ok().map(card::day),
        },
    }
}

/// The former communes that a commune was formed from, in words.
fn formed_from(site: &Site, id: LocalityId) -> String {
    let locality = site.locality(id);
    let Some(code) = locality.code.as_ref().filter(|code| code.level() == Level::Commune && locality.lives())
    else {
        return String::new();
    };
    let registry = Registry::embedded();
    let names: Vec<String> = registry
        .predecessors(code)
        .iter()
        .filter_map(|code| registry.get(code))
        .map(crate::locality::Unit::name_in_sentence)
        .collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} và {last}", rest.join(", ")),
    }
}

fn contact(site: &Site, place: &PlaceContact) -> ContactView {
    let contact = &place.contact;
    ContactView {
        label: contact.label.clone(),
        tel: contact.phone.as_deref().map(article::tel),
        phone: contact.phone.clone(),
        address: contact.address.clone(),
        hours: contact.hours.clone(),
        note: contact.note.clone(),
        inherited_from: place
            .inherited_from
            .filter(|from| from.0 != 0)
            .map(|from| site.locality(from).name.clone()),
    }
}

/// For each topic, what is aimed nearest comes first, then the order of the topic.
fn guidance(site: &Site, once: &Once, id: LocalityId, concerning: &[PageId]) -> Vec<TopicCards> {
    let of_topic = |(i, topic): (usize, &crate::config::Topic)| {
        let places = once.guidance(site, i);
        let mut among: Vec<PageId> =
            concerning.iter().copied().filter(|page| places.contains_key(page)).collect();
        among.sort_unstable_by_key(|page| places[page]);
        once::topic_cards(site, once, &topic.id, &among, FEW, Some(id))
    };
    site.config.topics.iter().enumerate().filter_map(of_topic).collect()
}

/// Documents aimed at the locality or at one above it, and those of its own bodies and of what it
/// was before.
fn documents(site: &Site, id: LocalityId, concerning: &[PageId]) -> Vec<PageId> {
    let here = site.locality(id).code.as_ref();
    let own_or_former = |code: &str| {
        let code = code.parse().ok();
        let issuer = code.and_then(|code| site.locality_by_code.get(&code)).map(|id| site.locality(*id));
        issuer.is_some_and(|issuer| match &issuer.state {
            State::Living => issuer.code.as_ref() == here,
            State::Ended { successors, .. } => here.is_some_and(|here| successors.contains(here)),
        })
    };
    let documents = lists::of_kinds(site, concerning, &[Kind::Document]).into_iter().filter(|page| {
        let article = site.article(*page);
        let issuer = article.source.front.document.as_ref().and_then(|document| document.locality.as_ref());
        let aimed = !article.audience.roots.contains(&LocalityId(0));
        aimed || issuer.is_some_and(|code| own_or_former(&code.value))
    });
    documents.take(2 * FEW).collect()
}

fn schedule(site: &Site, id: LocalityId) -> Option<ScheduleView> {
    let locality = site.locality(id);
    let schedule = &locality.schedule;
    if schedule.station.is_none() && schedule.slots.is_empty() {
        return None;
    }
    let slots = schedule.slots.iter().map(|slot| SlotView {
        time: slot.time.clone(),
        days: days(&slot.days),
        minutes: slot.minutes,
    });
    Some(ScheduleView { station: pack::station(locality), slots: slots.collect() })
}

fn days(days: &[String]) -> String {
    const ALL: [(&str, &str); 7] = [
        ("mon", "thứ Hai"),
        ("tue", "thứ Ba"),
        ("wed", "thứ Tư"),
        ("thu", "thứ Năm"),
        ("fri", "thứ Sáu"),
        ("sat", "thứ Bảy"),
        ("sun", "Chủ nhật"),
    ];
    let chosen: Vec<&str> =
        ALL.iter().filter(|(day, _)| days.iter().any(|own| own == day)).map(|(_, name)| *name).collect();
    match chosen.len() {
        0 | 7 => "hằng ngày".to_owned(),
        5 if !days.iter().any(|day| day == "sat" || day == "sun") => "thứ Hai đến thứ Sáu".to_owned(),
        _ => chosen.join(", "),
    }
}

fn zalo_groups(site: &Site, id: LocalityId) -> Vec<Named> {
    let groups = site.locality(id).zalo_groups.iter();
    groups.map(|group| Named { name: group.name.clone(), url: group.url.clone() }).collect()
}

/// Dissolved localities below in the tree of folders, and those above the country's that this one
/// took over.
fn archives(site: &Site, once: &Once, id: LocalityId) -> Vec<Named> {
    let here = site.locality(id);
    let mut archives: Vec<LocalityId> =
        here.children.iter().copied().filter(|child| !site.locality(*child).lives()).collect();
    let taken_over = here.code.as_ref().and_then(|code| once.taken_over(site).get(code));
    archives.extend(taken_over.into_iter().flatten());
    let mut seen = Vec::new();
    archives.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    archives.into_iter().map(|archive| card::named(site, archive)).collect()
}
