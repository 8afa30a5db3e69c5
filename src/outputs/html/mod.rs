//! The web portal: one page for every address.
//!
//! Read by parents on cheap phones and by officials at the desk. A page's view holds everything it
//! may show; blocks become HTML only when a page is rendered, then the template, then the minifier
//! (budget of PORTAL G1: an article at most 12 KB on the wire in one request).

mod answer;
mod article;
mod body;
mod card;
mod chain;
mod context;
mod desk;
mod find;
mod frame;
mod home;
mod hotline;
mod kit;
mod library;
mod linked;
mod lists;
mod local;
mod localities;
mod metadata;
mod minify;
mod once;
mod preview;
mod scoped;
mod signpost;
mod skeleton;
pub mod view;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;
use tera::{Tera, Value};

use crate::config::Markup;
use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::locality::Level;
use crate::outputs::html::body::Calls;
use crate::outputs::html::context::{answers_of, body_of, context};
use crate::outputs::html::hotline::Hotline;
use crate::outputs::html::lists::LongerLists;
use crate::outputs::html::metadata::House;
use crate::outputs::html::once::Once;
pub use crate::outputs::html::preview::{Beside, preview};
use crate::outputs::html::skeleton::{Skeletons, Slots};
use crate::outputs::html::view::{Content, SiteView, View};
use crate::outputs::{Job, Output};
use crate::pack::{self, Scripts};
use crate::path::{Address, SitePath};
use crate::site::scope::Reads;
use crate::site::{LocalityId, PageId, SectionId, Site};
use crate::theme::{Theme, template_error};

/// The web pages.
#[derive(Debug)]
pub struct Html;

/// What a page is about.
#[derive(Debug, Clone)]
pub enum Subject {
    /// The front page.
    Home,
    /// A page of a section's list.
    Section(SectionId, usize),
    /// Some documents of a library.
    Library(library::Limited),
    /// The index of localities.
    Localities(SectionId),
    /// An article.
    Article(PageId),
    /// A page of a topic's list.
    Topic(usize, usize),
    /// The index of tags.
    Tags,
    /// A page of a tag's list.
    Tag(usize, usize),
    /// A locality.
    Locality(LocalityId),
    /// A page of a locality's news.
    LocalityNews(LocalityId, usize),
    /// A locality's desk.
    Desk(LocalityId),
    /// The emergency page of a site without a section for it.
    Emergency,
    /// The search page.
    Search,
    /// All articles by their first letters.
    Letters,
    /// A page of the articles of one letter.
    Letter(usize, usize),
    /// The emergency kit in one file.
    Kit,
    /// The same in an archive.
    KitZip,
    /// The script that keeps the kit in a browser.
    Worker,
    /// What a server shows where there is nothing.
    NotFound,
    /// An answer of a question of an article, by the question's number and the answer's place.
    Answer(PageId, u8, usize),
    /// What a server shows where something was taken down.
    GonePage,
    /// An address of something that was taken down.
    Gone,
    /// An old address.
    Alias(Address, Address),
}

/// What all pages share.
#[derive(Debug, Serialize)]
pub struct Common {
    site: SiteView,
    markup: &'static str,
    /// Bodies of scripts, for the desks; their effect on a page is in the page's view.
    #[serde(skip)]
    scripts: Scripts,
    /// Packs that are made as ZIP files; the desks link to them.
    #[serde(skip)]
    packed: BTreeSet<(LocalityId, PageId)>,
    /// Sections that list more than their own articles.
    #[serde(skip)]
    longer_lists: LongerLists,
    /// The documents of libraries by their filters.
    #[serde(skip)]
    facets: library::Facets,
    /// All articles by their first letters.
    #[serde(skip)]
    letters: Vec<find::Letter>,
    /// Titles of the pages that old addresses lead to.
    #[serde(skip)]
    alias_titles: BTreeMap<Address, String>,
    /// Parts of many pages; what of them is on a page is in its view.
    #[serde(skip)]
    once: Once,
}

/// Templates with the common part.
#[derive(Debug)]
pub struct Press {
    tera: Tera,
    folder: String,
    markup: Markup,
    css: String,
    /// The theme's strings in languages that are not the site's.
    strings: BTreeMap<String, Value>,
    skeletons: Skeletons,
    calls: Calls,
    house: House,
    hotline: Hotline,
}

impl Output for Html {
    const NAME: &'static str = "html";
    const PAGES: bool = true;
    type Subject = Subject;
    type Common = Common;
    type View = View;
    type Press = Press;

    fn plan(site: &Site) -> Vec<Job<Subject>> {
        let mut jobs = vec![(Address::root(), Subject::Home)];
        jobs.extend(plan_sections(site));
        plan_generated_lists(site, &mut jobs);
        plan_desks(site, &mut jobs);
        jobs.extend(site.page_ids().map(|id| (site.article(id).address.clone(), Subject::Article(id))));
        jobs.extend(site.page_ids().flat_map(|id| answer::jobs(site, id)));
        let aliases = site.aliases.iter();
        jobs.extend(aliases.map(|(from, to)| (from.clone(), Subject::Alias(from.clone(), to.clone()))));
        jobs.extend(site.gone.iter().map(|address| (address.clone(), Subject::Gone)));
        let mut jobs: Vec<Job<Subject>> = jobs
            .into_par_iter()
            .map(|(address, subject)| Job { path: SitePath::page(&address), subject })
            .collect();
        let files = [
            ("404.html", Subject::NotFound),
            (frame::KIT, Subject::Kit),
            (kit::ZIP, Subject::KitZip),
            (frame::WORKER, Subject::Worker),
        ];
        let gone = (!site.gone.is_empty()).then_some(("410.html", Subject::GonePage));
        jobs.extend(files.into_iter().chain(gone).filter_map(|(path, subject)| {
            Some(Job { path: SitePath::new(path.trim_start_matches('/'))?, subject })
        }));
        jobs
    }

    fn common(site: &Site) -> Common {
        Common {
            site: frame::site_view(site),
            markup: match site.config.markup {
                Markup::Plain => "plain",
                Markup::Minified => "minified",
            },
            scripts: Scripts::of(site),
            packed: pack::packed(site).into_iter().collect(),
            longer_lists: lists::longer_lists(site),
            facets: library::Facets::of(site),
            letters: if site.config.outputs.search { find::alphabet(site) } else { Vec::new() },
            alias_titles: signpost::alias_titles(site),
            once: Once::of(site),
        }
    }

    fn view(site: &Site, common: &Common, subject: &Subject) -> View {
        match subject {
            Subject::Home => home::view(site, &common.once),
            Subject::Section(id, _) if frame::is_library(site.section(*id)) => {
                library::whole(site, &common.facets, *id)
            }
            Subject::Section(id, number) => {
                lists::section(site, &common.once, &common.longer_lists, *id, *number)
            }
            Subject::Library(limited) => library::limited(site, &common.facets, limited),
            Subject::Localities(id) => localities::view(site, *id),
            Subject::Article(id) => article::view(site, &common.once, *id),
            Subject::Topic(index, number) => lists::topic(site, &common.once, *index, *number),
            Subject::Tags => lists::tags(site, &common.once),
            Subject::Tag(index, number) => lists::tag(site, &common.once, *index, *number),
            Subject::Locality(id) => local::view(site, &common.once, *id),
            Subject::LocalityNews(id, number) => lists::locality_news(site, &common.once, *id, *number),
            Subject::Desk(id) => desk::view(site, common, *id),
            Subject::Emergency => lists::emergency(site, &common.once),
            Subject::Search => find::search(site),
            Subject::Letters => find::letters(site, &common.letters),
            Subject::Letter(index, number) => find::letter_list(site, &common.letters, *index, *number),
            Subject::Kit => kit::view(site, Content::Kit),
            Subject::KitZip => kit::view(site, Content::KitZip),
            Subject::Worker => kit::worker(site),
            Subject::NotFound => signpost::not_found(site),
            Subject::Answer(id, quiz, answer) => answer::view(site, *id, *quiz, *answer),
            Subject::GonePage | Subject::Gone => signpost::gone(site),
            Subject::Alias(from, to) => signpost::alias(site, &common.alias_titles, from, to),
        }
    }

    fn reads<'s>(site: &'s Site, common: &'s Common, subject: &Subject) -> Reads<'s> {
        scoped::reads(site, common, subject)
    }

    fn press(common: &Common, theme: &Theme) -> Press {
        let mut tera = theme.tera().clone();
        let lang = common.site.language.as_str();
        let assets: serde_json::Map<String, serde_json::Value> = theme
            .assets()
            .iter()
            .map(|asset| (asset.name.clone(), format!("{}{}", common.site.home_url, asset.published).into()))
            .collect();
        let markup = if common.markup == "plain" { Markup::Plain } else { Markup::Minified };
        if markup == Markup::Minified {
            tera.set_escape_fn(skeleton::escape_marked);
        }
        let global = tera.global_context();
        global.insert_value("site", Value::from_serializable(&common.site));
        global.insert_value("t", Value::from_serializable(theme.strings(lang)));
        global.insert_value("t_lang", Value::from(lang));
        let css = match markup {
            Markup::Plain => theme.css(),
            Markup::Minified => Slots::NAMES.css,
        };
        global.insert_value("css", Value::safe_string(css));
        global.insert_value("csp", Value::from(crate::outputs::policy(theme)));
        global.insert_value("inline", Value::from_serializable(&theme.inline_scripts()));
        global.insert_value("css_version", Value::from(Digest::of(theme.css().as_bytes()).short(8)));
        global.insert_value("assets", Value::from_serializable(&assets));
        Press {
            tera,
            folder: theme.folder().to_owned(),
            markup,
            css: theme.css().to_owned(),
            strings: theme
                .languages()
                .filter(|other| *other != lang)
                .map(|other| (other.to_owned(), Value::from_serializable(theme.strings(other))))
                .collect(),
            skeletons: Skeletons::new(),
            calls: Calls::of(&common.site.hotlines),
            house: House::of(&common.site),
            hotline: Hotline::of(&common.site),
        }
    }

    fn render(view: &View, press: &Press) -> Result<Vec<u8>, Box<Diagnostic>> {
        let body = match (&view.content, press.markup) {
            (Content::Kit(kit) | Content::KitZip(kit), Markup::Plain) => kit::html(kit, &press.calls),
            (Content::Kit(kit) | Content::KitZip(kit), Markup::Minified) => {
                minify::minify_text(&kit::html(kit, &press.calls))
            }
            (content, markup) => body_of(content).map_or_else(String::new, |text| {
                let calls = Some(&press.calls).filter(|_| view.lang == "vi");
                let targets = body::Targets { links: &text.links, pictures: &text.pictures, calls };
                body::html(&text.body.unpack(), targets, markup, answers_of(content))
            }),
        };
        let json_ld = metadata::written(view, &press.house);
        let slots = Slots { css: &press.css, body: &body, json_ld: &json_ld };
        let mut context = match press.markup {
            Markup::Plain => context(view, &slots, &slots),
            Markup::Minified => context(view, &slots, &Slots::NAMES),
        };
        if let Some(strings) = press.strings.get(&view.lang) {
            context.insert_value("t", strings.clone());
            context.insert_value("t_lang", Value::from(view.lang.as_str()));
        }
        let mut html = Vec::with_capacity(16 * 1024);
        press
            .tera
            .render_to(&view.template, &context, &mut html)
            .map_err(|error| Box::new(template_error(&error, &press.folder)))?;
        let html = match press.markup {
            Markup::Plain => html,
            Markup::Minified if matches!(view.content, Content::Worker(_)) => skeleton::plain(&html, &slots),
            Markup::Minified => press.skeletons.minify(&html, &slots),
        };
        // A draft for its approver is no page of the site.
        if !matches!(view.content, Content::Worker(_) | Content::Draft(_)) {
            press.hotline.check(&html, &press.folder, &view.template)?;
        }
        Ok(if matches!(view.content, Content::KitZip(_)) { kit::zip(&html) } else { html })
    }
}

/// The pages of every section but the first, in the order of sections.
fn plan_sections(site: &Site) -> Vec<(Address, Subject)> {
    let ids = (1..site.sections.len()).into_par_iter().map(SectionId);
    ids.filter(|id| site.section(*id).published).flat_map_iter(|id| plan_section(site, id)).collect()
}

fn plan_section(site: &Site, id: SectionId) -> Vec<(Address, Subject)> {
    let section = site.section(id);
    match site.locality_of.get(&id) {
        Some(LocalityId(0)) => vec![(section.address.clone(), Subject::Localities(id))],
        Some(place) => plan_locality(site, *place),
        None => {
            let pages = 1..=lists::section_page_count(site, id);
            let pages = pages.map(|n| (lists::numbered(&section.address, n), Subject::Section(id, n)));
            let limited =
                if frame::is_library(section) { library::limited_pages(site, id) } else { Vec::new() };
            let limited = limited.into_iter().map(|(address, limited)| (address, Subject::Library(limited)));
            pages.chain(limited).collect()
        }
    }
}

fn plan_locality(site: &Site, id: LocalityId) -> Vec<(Address, Subject)> {
    let locality = site.locality(id);
    let mut jobs = vec![(locality.address.clone(), Subject::Locality(id))];
    let news = if locality.lives() { lists::local_news(site, id).len() } else { 0 };
    if news > local::NEWS {
        let address = locality.address.join("tin-tuc");
        let pages = 1..=lists::page_count(news, lists::per_page(site, None));
        jobs.extend(pages.map(|n| (lists::numbered(&address, n), Subject::LocalityNews(id, n))));
    }
    jobs
}

fn plan_generated_lists(site: &Site, jobs: &mut Vec<(Address, Subject)>) {
    let emergency = Address::of_folder(frame::EMERGENCY);
    if !site.sections.iter().any(|section| section.published && section.address == emergency) {
        jobs.push((emergency, Subject::Emergency));
    }
    for (i, topic) in site.config.topics.iter().enumerate() {
        let address = Address::root().join("chuyen-muc").join(&topic.id);
        let pages = 1..=lists::topic_page_count(site, i);
        jobs.extend(pages.map(|n| (lists::numbered(&address, n), Subject::Topic(i, n))));
    }
    if site.config.outputs.search {
        jobs.push((Address::of_folder(frame::SEARCH), Subject::Search));
        jobs.push((Address::of_folder(find::LETTERS), Subject::Letters));
        let pages = find::letter_pages(site).into_iter();
        jobs.extend(pages.map(|(address, index, number)| (address, Subject::Letter(index, number))));
    }
    if !site.tags.is_empty() {
        jobs.push((lists::tags_address(), Subject::Tags));
    }
    for (i, tag) in site.tags.iter().enumerate() {
        let address = lists::tags_address().join(&tag.slug);
        let pages = 1..=lists::page_count(tag.pages.len(), lists::per_page(site, None));
        jobs.extend(pages.map(|n| (lists::numbered(&address, n), Subject::Tag(i, n))));
    }
}

/// A locality has a desk if anything goes out there by loudspeaker or Zalo.
fn plan_desks(site: &Site, jobs: &mut Vec<(Address, Subject)>) {
    if !(site.config.outputs.loudspeaker || site.config.outputs.zalo) {
        return;
    }
    for (id, locality) in site.living() {
        let any = site.concerning(id).iter().any(|page| pack::is_disseminated(site.article(*page)));
        if any && locality.level != Level::Country {
            jobs.push((pack::desk_address(locality), Subject::Desk(id)));
        }
    }
}
