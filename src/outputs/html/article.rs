//! The pages of articles and of documents.
//!
//! The text itself is a part that is rendered apart (`body`); here is what stands around it: dates,
//! sources, attachments, versions, whom to ask, what to read next.

use jiff::civil::DateTime;

use crate::content::front_matter::{Class, DocumentFront, Kind, Word};
use crate::outputs::html::once::Once;
use crate::outputs::html::view::{
    ArticlePage, AttachmentView, Content, DocumentPage, DocumentView, EventView, FormerNamed, LanguageView,
    Named, PageContact, PageView, ReviewView, ServiceView, ShareView, SourceView, TocEntry, View, ZaloShare,
};
use crate::outputs::html::{card, chain, frame, metadata};
use crate::pack;
use crate::site::documents::Node;
use crate::site::{Article, LocalityId, PageId, Resolved, Site, bulletin, listing};

/// How many articles a page proposes to read next.
const RELATED: usize = 5;

/// From this number of headings on a page shows its contents.
const TOC_FROM: usize = 4;

/// The page of an article.
pub(super) fn view(site: &Site, once: &Once, id: PageId) -> View {
    let article = site.article(id);
    let front = &article.source.front;
    let breadcrumbs = once.way(site, article.section);
    let facts = metadata::Facts {
        title: &front.title.value,
        description: article.source.opening(),
        path: article.address.as_str(),
        feed: None,
        breadcrumbs: breadcrumbs.get(),
    };
    let head = metadata::article(site, &facts, id);
    let related =
        listing::neighbours(site.section(article.section), site.ranks[site.versions.original(id).0], RELATED);
    let related = related.iter().map(|other| once.card(site, *other)).collect();
    let page = page(site, once, id);
    let (template, content) = match &front.document {
        Some(document) => {
            let document = document_view(site, id, document);
            ("document.html", Content::Document(Box::new(DocumentPage { page, document, related })))
        }
        None => ("page.html", Content::Page(Box::new(ArticlePage { page, related }))),
    };
    View {
        template: front.template.as_ref().map_or_else(|| template.to_owned(), |own| own.value.clone()),
        lang: site.language_of(id).to_owned(),
        head,
        breadcrumbs,
        title: front.title.value.clone(),
        current_section: frame::current_section(site, article.section),
        content,
    }
}

/// What an article's page shows of it.
pub(super) fn page(site: &Site, once: &Once, id: PageId) -> PageView {
    let article = site.article(id);
    let front = &article.source.front;
    let date = front.date.as_ref().map(|date| date.value);
    let approval = front.approval.as_ref().filter(|_| bulletin::is_approved(article, site.today()));
    let shows_date = !matches!(article.facts.kind, Kind::Guidance | Kind::Service);
    PageView {
        kind: article.facts.kind.word(),
        kind_label: article.facts.kind.label(),
        description: front.description.as_ref().map(|text| text.value.clone()).unwrap_or_default(),
        date: date.filter(|_| shows_date).map(card::day),
        date_iso: date.filter(|_| shows_date).map(|date| date.to_string()),
        updated: front.updated.map(card::day),
        topic: article.facts.topics.first().and_then(|topic| once.topic(topic)),
        tags: tags(site, article),
        groups: article.facts.groups.iter().map(|group| group.label()).collect(),
        localities: localities(site, article),
        body: card::body(site, &article.source.body, &article.links),
        toc: toc(article),
        approval: approval.map(|one| format!("{}, {}", one.role, card::day(one.date))),
        review: review(site, article),
        sources: sources(article),
        event: event(site, article),
        service: service(article),
        contact: contact(site, article.home),
        attachments: attachments(site, article),
        sensitive: front.sensitive,
        emergency: front.emergency,
        urgent: front.class == Class::Urgent,
        languages: languages(site, id),
        audio: card::audio(site, id),
        share: share(site, id),
        extra: front.extra.clone(),
    }
}

/// How an article is passed on; on paper with the number of the locality that it comes from.
fn share(site: &Site, id: PageId) -> ShareView {
    let article = site.article(id);
    let here = Some(article.home).filter(|home| site.concerns(id, *home));
    let printed = |path: fn(&Site, &Article, Option<LocalityId>) -> String| {
        let has_one = pack::has_poster(site, article);
        has_one.then(|| site.config.url(&format!("/{}", path(site, article, here))))
    };
    ShareView {
        zalo_url: Some(ZaloShare(site.config.absolute(article.address.as_str()))),
        code_url: (site.config.outputs.qr && pack::has_codes(article))
            .then(|| site.config.url(&format!("/{}", pack::beside(&article.address, pack::QR_SVG)))),
        poster_url: printed(pack::poster_path),
        leaflet_url: printed(pack::leaflet_path),
    }
}

/// The same article in the languages that it has beside that of its page.
fn languages(site: &Site, id: PageId) -> Vec<LanguageView> {
    let others = site.versions.all(id).into_iter().filter(|other| *other != id);
    let view = |other: PageId| {
        let lang = site.language_of(other);
        LanguageView {
            lang: lang.to_owned(),
            name: site.config.language_name(lang).unwrap_or(lang).to_owned(),
            url: site.config.url(site.article(other).address.as_str()),
        }
    };
    others.map(view).collect()
}

fn tags(site: &Site, article: &Article) -> Vec<Named> {
    let mut slugs: Vec<String> = Vec::new();
    for tag in &article.source.front.tags {
        let slug = crate::vi::slug::slug(&tag.value);
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    let known = slugs.iter().filter_map(|slug| site.tag_by_slug.get(slug)).map(|i| &site.tags[*i]);
    known
        .map(|tag| Named { name: tag.name.clone(), url: site.config.url(&format!("/tu-khoa/{}/", tag.slug)) })
        .collect()
}

fn localities(site: &Site, article: &Article) -> Vec<Named> {
    if article.audience.roots.contains(&LocalityId(0)) {
        return Vec::new();
    }
    article.audience.roots.iter().map(|root| card::named(site, *root)).collect()
}

fn toc(article: &Article) -> Vec<TocEntry> {
    let contents = &article.source.contents;
    let entries: Vec<TocEntry> =
        contents.pairs().map(|(id, text)| TocEntry { id: id.to_owned(), text: text.to_owned() }).collect();
    if entries.len() < TOC_FROM { Vec::new() } else { entries }
}

fn review(site: &Site, article: &Article) -> Option<ReviewView> {
    let review = article.source.front.review.as_ref()?;
    Some(ReviewView {
        reviewed: card::day(review.reviewed.value),
        due: card::day(review.due.value),
        reviewer: review.reviewer.clone(),
        overdue: review.due.value < site.today(),
    })
}

fn sources(article: &Article) -> Vec<SourceView> {
    let sources = article.source.front.sources.iter();
    sources
        .map(|source| SourceView {
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            url: source.url.as_ref().map(|url| url.value.clone()),
            date: source.date.map(card::day),
        })
        .collect()
}

fn event(site: &Site, article: &Article) -> Option<EventView> {
    let event = article.source.front.event.as_ref()?;
    let last = event.end.unwrap_or(event.start);
    let start = card::day(event.start.date());
    let clock = |moment: DateTime| format!("{:02} giờ {:02}", moment.hour(), moment.minute());
    let midnight = jiff::civil::Time::midnight();
    let when = match (event.timed, event.end) {
        (true, Some(end)) if end.date() != event.start.date() => {
            let until = if end.time() == midnight { String::new() } else { format!("{}, ", clock(end)) };
            format!("Từ {}, ngày {start} đến {until}ngày {}", clock(event.start), card::day(end.date()))
        }
        (true, Some(end)) if end > event.start => {
            format!("Từ {} đến {}, ngày {start}", clock(event.start), clock(end))
        }
        (true, _) => format!("{}, ngày {start}", clock(event.start)),
        (false, Some(end)) if end.date() != event.start.date() => {
            format!("Từ ngày {start} đến ngày {}", card::day(end.date()))
        }
        (false, _) => format!("Ngày {start}"),
    };
    Some(EventView {
        when,
        place: event.place.clone(),
        lunar: event.lunar.as_ref().map(|lunar| lunar.value.clone()),
        past: last.date() < site.today(),
        start_iso: card::iso(event.start),
        end_iso: event.end.map(card::iso),
    })
}

fn service(article: &Article) -> Option<ServiceView> {
    let service = article.source.front.service.as_ref()?;
    Some(ServiceView {
        category_label: service.category.label(),
        tel: service.phone.as_deref().map(tel),
        phone: service.phone.clone(),
        address: service.address.clone(),
        hours: service.hours.clone(),
        cost: service.cost.clone(),
    })
}

/// The nearest contact with a number, if the article lies in a locality that has one.
fn contact(site: &Site, home: LocalityId) -> Option<PageContact> {
    let locality = site.locality(home);
    let place = site.contact_to_call(home)?;
    let phone = place.contact.phone.clone()?;
    let owner = place.inherited_from.map_or(locality, |from| site.locality(from));
    Some(PageContact {
        locality: if owner.parent.is_none() { String::new() } else { owner.name.clone() },
        label: place.contact.label.clone(),
        tel: tel(&phone),
        phone,
    })
}

/// A number as a telephone link takes it.
pub(super) fn tel(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

fn attachments(site: &Site, article: &Article) -> Vec<AttachmentView> {
    let attachments = article.source.front.attachments.iter();
    attachments
        .filter_map(|attachment| {
            let (_, resolved) = article.links.iter().find(|(written, resolved)| {
                *written == attachment.file.value && matches!(resolved, Resolved::Asset(..))
            })?;
            Some(AttachmentView {
                title: attachment.title.clone(),
                url: card::url_of(site, resolved)?,
                sha256: attachment.sha256.clone(),
            })
        })
        .collect()
}

fn document_view(site: &Site, id: PageId, front: &DocumentFront) -> DocumentView {
    let empty = crate::site::documents::Ties::default();
    let ties = site.documents.ties.get(&id).unwrap_or(&empty);
    let links = |nodes: &[Node]| nodes.iter().map(|node| chain::document_link(site, node)).collect();
    DocumentView {
        kind: front.kind.clone(),
        number: front.number.as_ref().map(|number| number.value.clone()),
        issuer: front.issuer.clone(),
        superior: front.superior.clone(),
        place: front.place.clone(),
        issued: front.issued.map(card::issued),
        signer: front.signer.clone(),
        signer_position: front.signer_position.clone(),
        signer_authority: front.signer_authority.clone(),
        status_label: front.status.label(),
        level_label: front.level.map(Word::label),
        report_due: front.report_due.as_ref().map(|due| due.value.clone()),
        locality: front.locality.as_ref().and_then(|code| document_locality(site, &code.value)),
        up: links(&ties.implements),
        down: links(&ties.implemented_by),
        cites: links(&ties.cites),
        cited_by: links(&ties.cited_by),
        replaces: links(&ties.replaces),
        replaced_by: links(&ties.replaced_by),
        chain: chain::chain(site, id),
    }
}

fn document_locality(site: &Site, code: &str) -> Option<FormerNamed> {
    let code = code.parse().ok()?;
    let here = site.locality_by_code.get(&code).map(|id| site.locality(*id));
    let unit = crate::locality::Registry::embedded().get(&code)?;
    Some(FormerNamed {
        name: unit.name.to_owned(),
        url: here.map(|locality| site.config.url(locality.address.as_str())),
        former: unit.valid_to.is_some_and(|last_day| last_day < site.today()),
    })
}
