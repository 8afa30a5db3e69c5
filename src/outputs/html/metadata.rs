//! Heads of pages: titles, full addresses, previews, structured data.
//!
//! Structured data follows schema.org; a `<` in it is written so that it cannot end its script. Those of an
//! article are most of a view's work and nearly all of them stands elsewhere in it: they are written when
//! the page is rendered, from the view alone.

use std::borrow::Cow;

use crate::content::front_matter::Kind;
use crate::content::text;
use crate::outputs::html::linked::Node;
use crate::outputs::html::view::{
    Alternate, Content, Described, Head, Link, Named, PageView, Preview, SiteView, Told, View,
};
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
    head(site, facts, ready(vec![web_page(site, facts), breadcrumb_list(site, facts)]), Picture::Site)
}

/// The head of a page that no search engine should list.
pub(super) fn unlisted(site: &Site, facts: &Facts<'_>) -> Head {
    Head { noindex: true, ..website(site, facts) }
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
    head(site, facts, ready(vec![data]), Picture::Site)
}

/// The head of an article.
pub(super) fn article(site: &Site, facts: &Facts<'_>, id: PageId) -> Head {
    let article = site.article(id);
    let front = &article.source.front;
    let published = front.date.as_ref().map(|date| date.value.to_string());
    let modified = front.updated.or_else(|| front.review.as_ref().map(|review| review.reviewed.value));
    let modified = modified.map(|date| date.to_string());
    // A preview is sent around without its page: that of a sensitive article tells nothing of it.
    let shown = if front.sensitive { Picture::Site } else { Picture::Article(site.versions.original(id)) };
    let mut head = head(site, facts, Described::Ready(String::new()), shown);
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
    head.json_ld = Described::Article(Box::new(told(site, article, facts.description, &head)));
    head
}

/// What the structured data of an article tell and its view does not.
fn told(site: &Site, article: &Article, description: &str, head: &Head) -> Told {
    let front = &article.source.front;
    let tags: Vec<&str> = front.tags.iter().map(|tag| tag.value.as_str()).collect();
    let roots = &article.audience.roots;
    // What concerns everybody names no locality on its page.
    let areas = if roots.contains(&LocalityId(0)) { roots.as_slice() } else { &[] };
    let area = |id: &LocalityId| {
        let locality = site.locality(*id);
        Named { name: locality.name.clone(), url: site.config.url(locality.address.as_str()) }
    };
    let issued = front.document.as_ref().and_then(|document| document.issued);
    Told {
        schema: schema_type(article),
        description: (head.description != description).then(|| description.to_owned()),
        keywords: (!tags.is_empty()).then(|| tags.join(", ")),
        areas: areas.iter().map(area).collect(),
        issued: issued.map(|issued| match issued.day {
            Some(day) => format!("{}-{:02}-{day:02}", issued.year, issued.month),
            None => format!("{}-{:02}", issued.year, issued.month),
        }),
    }
}

/// What the structured data of all pages share.
#[derive(Debug)]
pub(super) struct House {
    /// Scheme and host, before every path.
    origin: String,
    /// Who publishes the site, by its id.
    author: String,
    publisher: Node,
}

impl House {
    /// Of a site.
    pub(super) fn of(site: &SiteView) -> House {
        let author = format!("{}#to-chuc", site.base_url);
        let name = if site.publisher.is_empty() { &site.title } else { &site.publisher };
        let publisher =
            organization(&author, name, &site.base_url, (&site.hotline.label, &site.hotline.number));
        let origin = site.base_url.strip_suffix(&site.home_url).unwrap_or(&site.base_url);
        House { origin: origin.to_owned(), author, publisher }
    }
}

/// The structured data of a page, from its view.
pub(super) fn written<'v>(view: &'v View, house: &House) -> Cow<'v, str> {
    let told = match &view.head.json_ld {
        Described::Ready(text) => return Cow::Borrowed(text),
        Described::Article(told) => told,
    };
    let head = &view.head;
    let description = told.description.as_deref().unwrap_or(&head.description);
    let mut data = Node::of(told.schema)
        .field("headline", &view.title)
        .some("description", words(description))
        .field("url", &head.canonical)
        .field("mainEntityOfPage", &head.canonical)
        .field("inLanguage", &view.lang)
        .field("isAccessibleForFree", &true)
        .node("author", Node::named(&house.author))
        .known("publisher", &house.publisher)
        .some("image", head.og_image.as_ref().map(|picture| [&picture.url]))
        .some("datePublished", head.published.as_ref())
        .some("dateModified", head.modified.as_ref().or(head.published.as_ref()));
    if let Some(page) = page_of(&view.content) {
        data = with_facts(view, page, told, house, data);
    }
    let stations = view.breadcrumbs.get();
    let here = station(stations.len(), &view.title, &head.canonical);
    let above = stations.iter().enumerate();
    let above = above.map(|(i, link)| station(i, &link.title, &format!("{}{}", house.origin, link.url)));
    let way = Node::of("BreadcrumbList").nodes("itemListElement", above.chain([here]));
    Cow::Owned(Node::graph(vec![data, way]))
}

fn page_of(content: &Content) -> Option<&PageView> {
    match content {
        Content::Page(page) => Some(&page.page),
        Content::Document(page) => Some(&page.page),
        _ => None,
    }
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
    head(site, facts, ready(vec![place, breadcrumb_list(site, facts)]), picture)
}

/// The head of a list or a desk that belongs to a locality.
pub(super) fn of_locality(site: &Site, facts: &Facts<'_>, id: LocalityId) -> Head {
    head(site, facts, ready(vec![web_page(site, facts), breadcrumb_list(site, facts)]), picture_of(site, id))
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

fn ready(graph: Vec<Node>) -> Described {
    Described::Ready(Node::graph(graph))
}

fn head(site: &Site, facts: &Facts<'_>, json_ld: Described, picture: Picture) -> Head {
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
        json_ld,
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

/// The way down to a page.
fn breadcrumb_list(site: &Site, facts: &Facts<'_>) -> Node {
    let here = station(facts.breadcrumbs.len(), facts.title, &site.config.absolute(facts.path));
    let url = |link: &Link| format!("{}{}", site.config.origin, link.url);
    let above = facts.breadcrumbs.iter().enumerate();
    let above = above.map(|(i, link)| station(i, &link.title, &url(link)));
    Node::of("BreadcrumbList").nodes("itemListElement", above.chain([here]))
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
fn publisher(site: &Site) -> Node {
    let name = if site.config.publisher.is_empty() { &site.config.title } else { &site.config.publisher };
    let hotline = &site.hotlines[0];
    let (id, url) = (site.config.absolute("/#to-chuc"), site.config.absolute("/"));
    organization(&id, name, &url, (&hotline.label, &hotline.number))
}

/// An organization with its hotline: what it is and its number.
fn organization(id: &str, name: &str, url: &str, hotline: (&str, &str)) -> Node {
    let contact = Node::of("ContactPoint")
        .field("contactType", hotline.0)
        .field("telephone", hotline.1)
        .field("areaServed", "VN");
    Node::of("Organization")
        .field("@id", id)
        .field("name", name)
        .field("url", url)
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
fn with_facts(view: &View, page: &PageView, told: &Told, house: &House, data: Node) -> Node {
    let areas = if told.areas.is_empty() { &page.localities } else { &told.areas };
    let area = |place: &Named| {
        let url = format!("{}{}", house.origin, place.url);
        Node::of("AdministrativeArea").field("name", &place.name).field("url", &url)
    };
    let mut data = data
        .some("articleSection", page.topic.as_ref().map(|topic| &topic.get().name))
        .some("keywords", told.keywords.as_ref());
    if !areas.is_empty() {
        data = data.nodes("spatialCoverage", areas.iter().map(area));
    }
    let law = match &view.content {
        Content::Document(page) => Some(&page.document),
        _ => None,
    };
    let law = law.map(|document| {
        let issuer = document.issuer.as_ref().map(|issuer| Node::of("Organization").field("name", issuer));
        Node::of("Legislation")
            .field("name", &view.title)
            .field("legislationType", &document.kind)
            .some("legislationIdentifier", document.number.as_ref())
            .some("legislationDate", told.issued.as_ref())
            .some_node("legislationPassedBy", issuer)
    });
    let service = page.service.as_ref().map(|service| {
        let channel = service.phone.as_ref().map(|phone| {
            let contact = Node::of("ContactPoint").field("telephone", phone);
            Node::of("ServiceChannel").node("servicePhone", contact)
        });
        Node::of("Service").field("name", &view.title).some_node("availableChannel", channel)
    });
    // An article is about one thing; what somebody offers says more than the paper it rests on.
    let data = data.some_node("about", service.or(law));
    let Some(event) = &page.event else { return data };
    let place = event.place.as_ref().map(|place| Node::of("Place").field("name", place));
    data.field("name", &view.title)
        .field("startDate", &event.start_iso)
        .some("endDate", event.end_iso.as_ref())
        .some_node("location", place)
}
