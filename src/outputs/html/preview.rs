//! One article for its approver: everything that will go out, in one file that needs nothing else.
//!
//! Page, Zalo text, script and card, as they will be, stamped BẢN NHÁP; what the program found; what is
//! said of approval. It opens from a chat on a phone without a network. It is no part of the portal: no
//! build makes it, and search engines are told to stay away.

use crate::content::front_matter::{Channel, Word};
use crate::diag::Diagnostic;
use crate::outputs::Output as _;
use crate::outputs::html::signpost::bare;
use crate::outputs::html::view::{Content, DraftPage, View};
use crate::outputs::html::{Common, Html, article, card, metadata};
use crate::pack;
use crate::site::{LocalityId, PageId, Resolved, Site};
use crate::theme::Theme;

/// What the program knows besides the site.
#[expect(missing_debug_implementations, reason = "it holds a function")]
pub struct Beside<'b> {
    /// What was found in the article, a sentence each.
    pub findings: Vec<String>,
    /// The card as an address that holds the picture itself.
    pub card: Option<String>,
    /// A picture of the article, by its path in the site, as such an address.
    pub picture: &'b dyn Fn(&str) -> Option<String>,
}

/// The file.
pub fn preview(
    site: &Site,
    id: PageId,
    theme: &Theme,
    beside: &Beside<'_>,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let common = Html::common(site);
    let view = view(site, &common, id, beside);
    Html::render(&view, &Html::press(&common, theme))
}

fn view(site: &Site, common: &Common, id: PageId, beside: &Beside<'_>) -> View {
    let source = site.article(id);
    let front = &source.source.front;
    let title = front.title.value.as_str();
    let address = source.address.as_str();
    let facts = metadata::Facts { title, description: "", path: address, feed: None, breadcrumbs: &[] };
    let mut head = metadata::unlisted(site, &facts);
    head.title = format!("BẢN NHÁP: {title}");
    let place = addressed(site, id);
    let message =
        place.filter(|_| source.facts.goes_to(Channel::Zalo)).map(|place| pack::message(site, id, place));
    let script = place.and_then(|place| Some(pack::script(site, common.scripts.get(id)?, id, place)));
    let mut page = article::page(site, &common.once, id);
    // One form of each picture is enough, and it must come along in the file.
    page.body.pictures.clear();
    for (written, url) in &mut page.body.links {
        let asset =
            source.links.iter().find(|(own, _)| own == written).and_then(|(_, resolved)| match resolved {
                Resolved::Asset(_, path) => (beside.picture)(path),
                _ => None,
            });
        match asset {
            Some(data) => *url = data,
            None if url.starts_with('/') => *url = format!("{}{url}", site.config.origin),
            None => {}
        }
    }
    let content = DraftPage {
        made: card::day(site.today()),
        address: site.config.absolute(address),
        class_label: front.class.label(),
        channels: source.facts.channels.iter().map(|channel| channel.label()).collect(),
        place: place.map_or_else(String::new, |place| site.locality(place).name.clone()),
        approved: front
            .approval
            .as_ref()
            .map(|approval| format!("{}, {}, {}", approval.by, approval.role, card::day(approval.date))),
        zalo_parts: message.map(|message| message.parts).unwrap_or_default(),
        script_minutes: script.as_ref().map(pack::Script::duration_in_words),
        script: script.map(|script| script.paragraphs).unwrap_or_default(),
        card: beside.card.clone(),
        findings: beside.findings.clone(),
        page,
    };
    bare(site, "preview.html", title, head, Content::Draft(Box::new(content)))
}

/// The living locality that stands for all to which the article goes: the nearest to people.
fn addressed(site: &Site, id: PageId) -> Option<LocalityId> {
    let source = site.article(id);
    let living = site.living().map(|(place, _)| place).filter(|place| site.concerns(id, *place));
    let home = Some(source.home).filter(|home| site.locality(*home).lives() && site.concerns(id, *home));
    home.filter(|home| home.0 != 0).or_else(|| living.max_by_key(|place| site.locality(*place).level))
}
