//! Where pictures, codes and posters of a page stand, and which pages have them.
//!
//! A site comes in, paths and full addresses go out. Several outputs name the same files, so the names
//! are here; how anything is drawn is not.

use crate::config::Cards;
use crate::content::front_matter::Channel;
use crate::draw;
use crate::pack::{FOLDER, is_disseminated, path};
use crate::path::Address;
use crate::site::{Article, Locality, LocalityId, PageId, Site};

/// The file of a preview card beside its page.
const SHARE: &str = "anh-chia-se.png";

/// Width and height of a preview card in pixels.
pub const SHARE_SIZE: (u32, u32) = (1_200, 630);

/// The file of a square card beside its page.
const SQUARE: &str = "anh-vuong.png";

/// The file of a poster beside its page.
const POSTER: &str = "ap-phich.pdf";

/// The file of a leaflet beside its page.
const LEAFLET: &str = "to-roi.pdf";

/// The file of a whole pack.
const PACK: &str = "goi-phat-tin.zip";

/// The file of a QR code beside its page, as SVG.
pub const QR_SVG: &str = "qr.svg";

/// The file of a QR code beside its page, as PNG.
pub const QR_PNG: &str = "qr.png";

/// What a card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// The site.
    Site,
    /// An article.
    Article(PageId),
    /// A locality.
    Locality(LocalityId),
}

/// Whether the site has cards at all.
pub fn pictured(site: &Site) -> bool {
    draw::AVAILABLE && site.config.outputs.cards != Cards::None
}

/// A file beside the page of an address, from the root of the site without a leading `/`.
pub fn beside(address: &Address, file: &str) -> String {
    format!("{}{file}", &address.as_str()[1..])
}

/// The paths of a card in both sizes: the preview and the square.
pub fn card_paths(site: &Site, picture: Picture) -> [String; 2] {
    let root = Address::root();
    let address = match picture {
        Picture::Site => &root,
        Picture::Article(page) => &site.article(page).address,
        Picture::Locality(id) => &site.locality(id).address,
    };
    [SHARE, SQUARE].map(|file| beside(address, file))
}

/// The path of a preview card with a leading `/`; absent if the site has no cards.
pub fn share_card_path(site: &Site, picture: Picture) -> Option<String> {
    pictured(site).then(|| format!("/{}", card_paths(site, picture)[0]))
}

/// The path of the square card that an article has for one locality alone.
pub fn local_card_path(locality: &Locality, article: &Article) -> String {
    path(locality, article, SQUARE)
}

/// The square card that officials of a locality post with an article, with a leading `/`.
pub fn card_of(site: &Site, page: PageId, locality: LocalityId) -> Option<String> {
    let own = site.config.outputs.cards == Cards::All && is_disseminated(site.article(page));
    let path = if own {
        local_card_path(site.locality(locality), site.article(page))
    } else {
        card_paths(site, Picture::Article(page))[1].clone()
    };
    pictured(site).then(|| format!("/{path}"))
}

/// Whether the page of a locality has a card; that of a dissolved one shows the site's.
pub fn has_card_of_its_own(locality: &Locality) -> bool {
    locality.lives()
}

/// Whether codes stand beside the page of an article: people meet it away from the screen.
pub fn has_codes(article: &Article) -> bool {
    is_disseminated(article) || article.facts.goes_to(Channel::Print)
}

/// Whether an article has a poster.
pub fn has_poster(site: &Site, article: &Article) -> bool {
    draw::AVAILABLE && site.config.outputs.print && article.facts.goes_to(Channel::Print)
}

/// The posters and leaflets of a site: of every article one for everybody, and one at every locality
/// with a telephone number of its own.
pub fn printed(site: &Site) -> Vec<(PageId, Option<LocalityId>)> {
    let pages = site.page_ids().filter(|page| has_poster(site, site.article(*page)));
    let for_everybody = pages.map(|page| (page, None));
    let local = site.living().filter(|(_, locality)| has_own_number(locality));
    let local = local.flat_map(|(id, _)| {
        let pages = site.concerning(id).into_iter();
        pages.filter(|page| has_poster(site, site.article(*page))).map(move |page| (page, Some(id)))
    });
    for_everybody.chain(local).collect()
}

/// The path of an article's poster without a leading `/`: that of the nearest locality with a
/// telephone number of its own, or the one for everybody.
pub fn poster_path(site: &Site, article: &Article, locality: Option<LocalityId>) -> String {
    printed_path(site, article, locality, POSTER)
}

/// The path of an article's leaflet, as that of its poster.
pub fn leaflet_path(site: &Site, article: &Article, locality: Option<LocalityId>) -> String {
    printed_path(site, article, locality, LEAFLET)
}

/// The path of a locality's pack of an article without a leading `/`.
pub fn pack_path(locality: &Locality, article: &Article) -> String {
    path(locality, article, PACK)
}

/// The nearest locality, this one or one above it, that has a telephone number of its own.
pub fn with_number(site: &Site, id: LocalityId) -> Option<LocalityId> {
    let near = std::iter::once(id).chain(site.above(id)).filter(|id| id.0 != 0);
    near.into_iter().find(|id| has_own_number(site.locality(*id)))
}

fn printed_path(site: &Site, article: &Article, locality: Option<LocalityId>, file: &str) -> String {
    match locality.and_then(|id| with_number(site, id)) {
        Some(id) => path(site.locality(id), article, file),
        None => beside(&article.address, file),
    }
}

/// Whether a locality has a telephone number that it does not inherit.
fn has_own_number(locality: &Locality) -> bool {
    let mut contacts = locality.contacts.iter();
    contacts.any(|place| place.inherited_from.is_none() && place.contact.phone.is_some())
}

/// The path of the code of a locality's Zalo group, from 1.
pub fn group_code_path(locality: &Locality, number: usize, extension: &str) -> String {
    format!("{}{FOLDER}/zalo-{number}.{extension}", &locality.address.as_str()[1..])
}
