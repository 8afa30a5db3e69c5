//! The index of localities: provinces with their communes, and with those that were dissolved.
//!
//! The page of one locality is another file.

use crate::digest::Shared;
use crate::locality::Level;
use crate::outputs::html::view::{Content, LocalityIndex, Named, ProvinceView, View};
use crate::outputs::html::{card, frame, lists, metadata};
use crate::site::place::State;
use crate::site::{LocalityId, SectionId, Site};

/// The index of localities.
pub(super) fn view(site: &Site, id: SectionId) -> View {
    let section = site.section(id);
    let breadcrumbs = card::breadcrumbs(site, section.parent);
    let facts = metadata::Facts {
        title: &section.source.front.title.value,
        description: &section.source.front.description,
        path: section.address.as_str(),
        feed: None,
        breadcrumbs: &breadcrumbs,
    };
    View {
        template: lists::template(section, "localities.html"),
        lang: site.config.language.clone(),
        head: metadata::website(site, &facts),
        title: section.source.front.title.value.clone(),
        current_section: frame::current_section(site, id),
        content: Content::Localities(Box::new(LocalityIndex {
            section: lists::section_view(site, section, 1),
            provinces: provinces(site),
        })),
        breadcrumbs: Shared::new(breadcrumbs),
    }
}

/// The provinces with their communes.
pub(super) fn provinces(site: &Site) -> Vec<ProvinceView> {
    let country = site.locality(LocalityId(0));
    let lives = |id: &&LocalityId| site.locality(**id).lives();
    let mut provinces: Vec<ProvinceView> =
        country.children.iter().filter(lives).map(|id| province(site, *id)).collect();
    // A former province is listed with the one that took it, if that has a page here.
    for former in country.children.iter().filter(|id| !lives(id)) {
        let Some(taker) = successor_here(site, *former) else { continue };
        let url = site.config.url(site.locality(taker).address.as_str());
        if let Some(province) = provinces.iter_mut().find(|province| province.url == url) {
            province.archives.push(card::named(site, *former));
        }
    }
    provinces
}

fn successor_here(site: &Site, id: LocalityId) -> Option<LocalityId> {
    let State::Ended { successors, .. } = &site.locality(id).state else { return None };
    successors.iter().find_map(|code| site.locality_by_code.get(code).copied())
}

fn province(site: &Site, id: LocalityId) -> ProvinceView {
    let locality = site.locality(id);
    let named = |keep: &dyn Fn(LocalityId) -> bool| -> Vec<Named> {
        locality.children.iter().filter(|id| keep(**id)).map(|id| card::named(site, *id)).collect()
    };
    let communes = named(&|id| site.locality(id).lives() && site.locality(id).level == Level::Commune);
    ProvinceView {
        name: locality.name.clone(),
        url: site.config.url(locality.address.as_str()),
        communes_n: communes.len(),
        communes,
        archives: named(&|id| !site.locality(id).lives()),
    }
}
