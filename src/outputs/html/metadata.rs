//! Heads of pages: titles, full addresses, previews, structured data.
//!
//! Structured data follows schema.org; a `<` in it is written so that it cannot end its script.

use serde_json::{Value, json};

use crate::content::front_matter::Kind;
use crate::content::text;
use crate::outputs::html::card;
use crate::outputs::html::view::{Alternate, Head, Link, Preview};
use crate::pack::{self, Picture};
use crate::site::{Article, LocalityId, PageId, Site};

/// What a head needs to know of a page.
pub(super) struct Facts<'p> {
    /// The headline.
    pub(super) title: &'p str,
    /// One or two sentences.
    pub(super) description: &'p str,
    /// Its path from the root of the site.
    pub(super) path: &'p str,
    /// The feed of what is shown, from the root of the site.
    pub(super) feed: Option<(String, String)>,
    /// The pages above.
    pub(super) breadcrumbs: &'p [Link],
}

/// The head of a page that is no article.
pub(super) fn website(site: &Site, facts: &Facts<'_>) -> Head {
    head(site, facts, &[web_page(site, facts), breadcrumb_list(site, facts)], Picture::Site)
}

/// The head of the front page: the site, how to search it, and the number to call.
pub(super) fn home(site: &Site, facts: &Facts<'_>) -> Head {
    let search = site.config.absolute("/tim-kiem/?q={search_term_string}");
    let mut data = json!({
        "@type": "WebSite",
        "name": site.config.title,
        "url": site.config.absolute("/"),
        "inLanguage": site.config.language,
        "publisher": publisher(site),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    });
    insert(&mut data, "description", (!facts.description.is_empty()).then(|| facts.description.into()));
    head(site, facts, &[data], Picture::Site)
}

/// The head of an article.
pub(super) fn article(site: &Site, facts: &Facts<'_>, id: PageId) -> Head {
    let article = site.article(id);
    let front = &article.source.front;
    let published = front.date.as_ref().map(|date| date.value.to_string());
    let modified = front.updated.or_else(|| front.review.as_ref().map(|review| review.reviewed));
    let modified = modified.map(|date| date.to_string());
    let mut data = json!({
        "@type": schema_type(article),
        "headline": front.title.value,
        "url": site.config.absolute(facts.path),
        "inLanguage": site.language_of(id),
        "isAccessibleForFree": true,
        "publisher": publisher(site),
        "author": {"@id": site.config.absolute("/#to-chuc")},
        "mainEntityOfPage": site.config.absolute(facts.path),
    });
    insert_facts(site, article, &mut data);
    insert(&mut data, "description", (!facts.description.is_empty()).then(|| facts.description.into()));
    // A preview is sent around without its page: that of a sensitive article tells nothing of it.
    let shown = if front.sensitive { Picture::Site } else { Picture::Article(site.versions.original(id)) };
    let picture = pack::share_card_path(site, shown);
    insert(&mut data, "image", picture.map(|path| json!([site.config.absolute(&path)])));
    insert(&mut data, "datePublished", published.clone().map(Value::from));
    insert(&mut data, "dateModified", modified.clone().or_else(|| published.clone()).map(Value::from));
    if let Some(event) = &front.event {
        insert(&mut data, "startDate", Some(card::iso(event.start).into()));
        insert(&mut data, "endDate", event.end.map(|end| card::iso(end).into()));
        insert(&mut data, "name", Some(front.title.value.clone().into()));
        let place = event.place.as_ref().map(|place| json!({"@type": "Place", "name": place}));
        insert(&mut data, "location", place);
    }
    let mut head = head(site, facts, &[data, breadcrumb_list(site, facts)], shown);
    head.alternates = alternates(site, id);
    head.og_type = "article";
    head.published = published;
    head.modified = modified;
    head.sensitive = front.sensitive;
    if front.sensitive {
        // Who glances at the tabs, the history or a shared link must not read what it is about.
        head.title.clone_from(&site.config.title);
        head.description = String::new();
    }
    head
}

/// The head of a locality.
pub(super) fn locality(site: &Site, facts: &Facts<'_>, id: LocalityId) -> Head {
    let picture = picture_of(site, id);
    let mut place = json!({
        "@type": "AdministrativeArea",
        "name": site.locality(id).name,
        "url": site.config.absolute(facts.path),
    });
    insert(&mut place, "identifier", site.locality(id).code.as_ref().map(|code| code.to_string().into()));
    insert(&mut place, "containedInPlace", site.locality(id).parent.map(|above| area(site, above)));
    let image = pack::share_card_path(site, picture);
    insert(&mut place, "image", image.map(|path| site.config.absolute(&path).into()));
    head(site, facts, &[place, breadcrumb_list(site, facts)], picture)
}

/// The head of a list or a desk that belongs to a locality.
pub(super) fn of_locality(site: &Site, facts: &Facts<'_>, id: LocalityId) -> Head {
    head(site, facts, &[web_page(site, facts), breadcrumb_list(site, facts)], picture_of(site, id))
}

/// A locality's own card, or else the site's.
fn picture_of(site: &Site, id: LocalityId) -> Picture {
    let own = id.0 != 0 && pack::has_card_of_its_own(site.locality(id));
    if own { Picture::Locality(id) } else { Picture::Site }
}

/// The card of a page as a preview; its words are those of the headline.
fn preview(site: &Site, facts: &Facts<'_>, picture: Picture) -> Option<Preview> {
    let path = pack::share_card_path(site, picture)?;
    let title = if picture == Picture::Site { site.config.title.as_str() } else { facts.title };
    let hotline = &site.hotlines[0];
    let alt = format!("{title}. {}: {}.", hotline.label, hotline.number);
    let (width, height) = pack::SHARE_SIZE;
    Some(Preview { url: site.config.absolute(&path), width, height, alt })
}

fn head(site: &Site, facts: &Facts<'_>, graph: &[Value], picture: Picture) -> Head {
    const DESCRIPTION: usize = 250;
    let title = if facts.title == site.config.title {
        facts.title.to_owned()
    } else {
        format!("{} – {}", facts.title, site.config.title)
    };
    let data = json!({"@context": "https://schema.org", "@graph": graph});
    Head {
        title,
        description: text::shorten(facts.description, DESCRIPTION),
        canonical: site.config.absolute(facts.path),
        og_type: "website",
        og_image: preview(site, facts, picture),
        feed: facts
            .feed
            .as_ref()
            .filter(|_| site.config.outputs.feeds)
            .map(|(title, path)| Link { title: title.clone(), url: site.config.url(path) }),
        noindex: false,
        json_ld: data.to_string().replace('<', "\\u003c"),
        published: None,
        modified: None,
        sensitive: false,
        refresh: None,
        alternates: Vec::new(),
    }
}

/// All versions of an article that has more than one, for search engines.
fn alternates(site: &Site, id: PageId) -> Vec<Alternate> {
    let all = site.versions.all(id);
    if all.len() < 2 {
        return Vec::new();
    }
    let one = |id: &PageId| Alternate {
        lang: site.language_of(*id).to_owned(),
        url: site.config.absolute(site.article(*id).address.as_str()),
    };
    all.iter().map(one).collect()
}

fn breadcrumb_list(site: &Site, facts: &Facts<'_>) -> Value {
    let above = facts
        .breadcrumbs
        .iter()
        .map(|link| (link.title.as_str(), format!("{}{}", site.config.origin, link.url)));
    let here = std::iter::once((facts.title, site.config.absolute(facts.path)));
    let items: Vec<Value> = above
        .chain(here)
        .enumerate()
        .map(|(i, (name, item))| json!({"@type": "ListItem", "position": i + 1, "name": name, "item": item}))
        .collect();
    json!({"@type": "BreadcrumbList", "itemListElement": items})
}

fn schema_type(article: &Article) -> &'static str {
    match article.facts.kind {
        Kind::News | Kind::Story => "NewsArticle",
        Kind::Event => "Event",
        Kind::Guidance | Kind::Document | Kind::Service => "Article",
    }
}

fn publisher(site: &Site) -> Value {
    let name = if site.config.publisher.is_empty() { &site.config.title } else { &site.config.publisher };
    let hotline = &site.hotlines[0];
    let contact = json!({
        "@type": "ContactPoint",
        "contactType": hotline.label,
        "telephone": hotline.number,
        "areaServed": "VN",
    });
    json!({
        "@type": "Organization",
        "@id": site.config.absolute("/#to-chuc"),
        "name": name,
        "url": site.config.absolute("/"),
        "contactPoint": contact,
    })
}

fn web_page(site: &Site, facts: &Facts<'_>) -> Value {
    let mut page = json!({
        "@type": "WebPage",
        "name": facts.title,
        "url": site.config.absolute(facts.path),
        "inLanguage": site.config.language,
        "isPartOf": {"@type": "WebSite", "name": site.config.title, "url": site.config.absolute("/")},
    });
    insert(&mut page, "description", (!facts.description.is_empty()).then(|| facts.description.into()));
    page
}

fn area(site: &Site, id: LocalityId) -> Value {
    let locality = site.locality(id);
    let url = site.config.absolute(locality.address.as_str());
    json!({"@type": "AdministrativeArea", "name": locality.name, "url": url})
}

/// What an article is about: its topic, where it applies, its words, the document or service it tells of.
fn insert_facts(site: &Site, article: &Article, data: &mut Value) {
    let front = &article.source.front;
    let topic = article.facts.topics.first().and_then(|topic| site.config.topic(topic));
    insert(data, "articleSection", topic.map(|topic| topic.name.clone().into()));
    let tags: Vec<&str> = front.tags.iter().map(|tag| tag.value.as_str()).collect();
    insert(data, "keywords", (!tags.is_empty()).then(|| tags.join(", ").into()));
    let areas: Vec<Value> = article.audience.roots.iter().map(|root| area(site, *root)).collect();
    insert(data, "spatialCoverage", (!areas.is_empty()).then(|| areas.into()));
    if let Some(document) = &front.document {
        let mut law =
            json!({"@type": "Legislation", "name": front.title.value, "legislationType": document.kind});
        let number = document.number.as_ref().map(|number| number.value.clone().into());
        insert(&mut law, "legislationIdentifier", number);
        let day = document.issued.map(|issued| match issued.day {
            Some(day) => format!("{}-{:02}-{day:02}", issued.year, issued.month),
            None => format!("{}-{:02}", issued.year, issued.month),
        });
        insert(&mut law, "legislationDate", day.map(Value::from));
        let issuer = document.issuer.as_ref().map(|issuer| json!({"@type": "Organization", "name": issuer}));
        insert(&mut law, "legislationPassedBy", issuer);
        insert(data, "about", Some(law));
    }
    if let Some(service) = &front.service {
        let mut about = json!({"@type": "Service", "name": front.title.value});
        let channel = service.phone.as_ref().map(|phone| {
            let contact = json!({"@type": "ContactPoint", "telephone": phone});
            json!({"@type": "ServiceChannel", "servicePhone": contact})
        });
        insert(&mut about, "availableChannel", channel);
        insert(data, "about", Some(about));
    }
}

fn insert(data: &mut Value, key: &str, value: Option<Value>) {
    if let (Some(object), Some(value)) = (data.as_object_mut(), value) {
        object.insert(key.to_owned(), value);
    }
}
