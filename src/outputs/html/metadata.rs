//! Heads of pages: titles, full addresses, previews, structured data.
//!
//! Structured data follows schema.org; a `<` in it is written so that it cannot end its script.

use crate::content::front_matter::Kind;
use crate::content::text;
use crate::outputs::html::card;
use crate::outputs::html::linked::Node;
use crate::outputs::html::once::Once;
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
    head(site, facts, vec![web_page(site, facts), breadcrumb_list(site, facts, None)], Picture::Site)
}

/// The head of the front page: the site, how to search it, and the number to call.
pub(super) fn home(site: &Site, facts: &Facts<'_>) -> Head {
    let search = site.config.absolute("/tim-kiem/?q={search_term_string}");
    let target = Node::of("EntryPoint").field("urlTemplate", &search);
    let action = Node::of("SearchAction")
        .node("target", target)
        .field("query-input", "required name=search_term_string");
    let data = Node::of("WebSite")
        .field("name", &site.config.title)
        .field("url", &site.config.absolute("/"))
        .field("inLanguage", &site.config.language)
        .some("description", words(facts.description))
        .node("publisher", publisher(site))
        .node("potentialAction", action);
    head(site, facts, vec![data], Picture::Site)
}

/// The head of an article.
pub(super) fn article(site: &Site, once: &Once, facts: &Facts<'_>, id: PageId) -> Head {
    let article = site.article(id);
    let front = &article.source.front;
    let published = front.date.as_ref().map(|date| date.value.to_string());
    let modified = front.updated.or_else(|| front.review.as_ref().map(|review| review.reviewed.value));
    let modified = modified.map(|date| date.to_string());
    // A preview is sent around without its page: that of a sensitive article tells nothing of it.
    let shown = if front.sensitive { Picture::Site } else { Picture::Article(site.versions.original(id)) };
    let picture = pack::share_card_path(site, shown).map(|path| [site.config.absolute(&path)]);
    let url = site.config.absolute(facts.path);
    let mut data = Node::of(schema_type(article))
        .field("headline", &front.title.value)
        .some("description", words(facts.description))
        .field("url", &url)
        .field("mainEntityOfPage", &url)
        .field("inLanguage", site.language_of(id))
        .field("isAccessibleForFree", &true)
        .node("author", Node::named(&site.config.absolute("/#to-chuc")))
        .known("publisher", once.publisher(site))
        .some("image", picture)
        .some("datePublished", published.as_ref())
        .some("dateModified", modified.as_ref().or(published.as_ref()));
    data = with_facts(site, article, data);
    if let Some(event) = &front.event {
        let place = event.place.as_ref().map(|place| Node::of("Place").field("name", place));
        data = data
            .field("name", &front.title.value)
            .field("startDate", &card::iso(event.start))
            .some("endDate", event.end.map(card::iso))
            .some_node("location", place);
    }
    let above = &once.way(site, article.section).linked;
    let mut head = head(site, facts, vec![data, breadcrumb_list(site, facts, Some(above))], shown);
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
    let locality = site.locality(id);
    let place = Node::of("AdministrativeArea")
        .field("name", &locality.name)
        .field("url", &site.config.absolute(facts.path))
        .some("identifier", locality.code.as_ref().map(ToString::to_string))
        .some("image", pack::share_card_path(site, picture).map(|path| site.config.absolute(&path)))
        .some_node("containedInPlace", locality.parent.map(|above| area(site, above)));
    head(site, facts, vec![place, breadcrumb_list(site, facts, None)], picture)
}

/// The head of a list or a desk that belongs to a locality.
pub(super) fn of_locality(site: &Site, facts: &Facts<'_>, id: LocalityId) -> Head {
    head(site, facts, vec![web_page(site, facts), breadcrumb_list(site, facts, None)], picture_of(site, id))
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

fn head(site: &Site, facts: &Facts<'_>, graph: Vec<Node>, picture: Picture) -> Head {
    const DESCRIPTION: usize = 250;
    let title = if facts.title == site.config.title {
        facts.title.to_owned()
    } else {
        format!("{} – {}", facts.title, site.config.title)
    };
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
        json_ld: Node::graph(graph),
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

/// The way down to a page; its stations above may be known.
fn breadcrumb_list(site: &Site, facts: &Facts<'_>, above: Option<&[Node]>) -> Node {
    let list = Node::of("BreadcrumbList");
    let here = station(facts.breadcrumbs.len(), facts.title, &site.config.absolute(facts.path));
    match above {
        Some(above) => list.known_first("itemListElement", above, here),
        None => list.nodes("itemListElement", stations(site, facts.breadcrumbs).chain(std::iter::once(here))),
    }
}

/// The pages above as structured data, a thing each.
pub(super) fn stations(site: &Site, links: &[Link]) -> impl Iterator<Item = Node> {
    let url = |link: &Link| format!("{}{}", site.config.origin, link.url);
    links.iter().enumerate().map(move |(i, link)| station(i, &link.title, &url(link)))
}

fn station(i: usize, name: &str, item: &str) -> Node {
    Node::of("ListItem").field("position", &(i + 1)).field("name", name).field("item", item)
}

fn schema_type(article: &Article) -> &'static str {
    match article.facts.kind {
        Kind::News | Kind::Story => "NewsArticle",
        Kind::Event => "Event",
        Kind::Guidance | Kind::Document | Kind::Service => "Article",
    }
}

/// Who publishes the site.
pub(super) fn publisher(site: &Site) -> Node {
    let name = if site.config.publisher.is_empty() { &site.config.title } else { &site.config.publisher };
    let hotline = &site.hotlines[0];
    let contact = Node::of("ContactPoint")
        .field("contactType", &hotline.label)
        .field("telephone", &hotline.number)
        .field("areaServed", "VN");
    Node::of("Organization")
        .field("@id", &site.config.absolute("/#to-chuc"))
        .field("name", name)
        .field("url", &site.config.absolute("/"))
        .node("contactPoint", contact)
}

fn web_page(site: &Site, facts: &Facts<'_>) -> Node {
    let whole =
        Node::of("WebSite").field("name", &site.config.title).field("url", &site.config.absolute("/"));
    Node::of("WebPage")
        .field("name", facts.title)
        .field("url", &site.config.absolute(facts.path))
        .field("inLanguage", &site.config.language)
        .some("description", words(facts.description))
        .node("isPartOf", whole)
}

fn area(site: &Site, id: LocalityId) -> Node {
    let locality = site.locality(id);
    let url = site.config.absolute(locality.address.as_str());
    Node::of("AdministrativeArea").field("name", &locality.name).field("url", &url)
}

/// A text that has words.
fn words(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// What an article is about: its topic, where it applies, its words, the document or service it tells of.
fn with_facts(site: &Site, article: &Article, data: Node) -> Node {
    let front = &article.source.front;
    let topic = article.facts.topics.first().and_then(|topic| site.config.topic(topic));
    let tags: Vec<&str> = front.tags.iter().map(|tag| tag.value.as_str()).collect();
    let areas: Vec<Node> = article.audience.roots.iter().map(|root| area(site, *root)).collect();
    let mut data = data
        .some("articleSection", topic.map(|topic| topic.name.as_str()))
        .some("keywords", (!tags.is_empty()).then(|| tags.join(", ")));
    if !areas.is_empty() {
        data = data.nodes("spatialCoverage", areas);
    }
    let law = front.document.as_ref().map(|document| {
        let day = document.issued.map(|issued| match issued.day {
            Some(day) => format!("{}-{:02}-{day:02}", issued.year, issued.month),
            None => format!("{}-{:02}", issued.year, issued.month),
        });
        let issuer = document.issuer.as_ref().map(|issuer| Node::of("Organization").field("name", issuer));
        Node::of("Legislation")
            .field("name", &front.title.value)
            .field("legislationType", &document.kind)
            .some("legislationIdentifier", document.number.as_ref().map(|number| number.value.as_str()))
            .some("legislationDate", day)
            .some_node("legislationPassedBy", issuer)
    });
    let service = front.service.as_ref().map(|service| {
        let channel = service.phone.as_ref().map(|phone| {
            let contact = Node::of("ContactPoint").field("telephone", phone);
            Node::of("ServiceChannel").node("servicePhone", contact)
        });
        Node::of("Service").field("name", &front.title.value).some_node("availableChannel", channel)
    });
    // An article is about one thing; what somebody offers says more than the paper it rests on.
    data.some_node("about", service.or(law))
}
