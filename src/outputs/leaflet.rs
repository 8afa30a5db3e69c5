//! Leaflets as files: an article on at most two pages of A4 as PDF, to hand out and to keep.
//!
//! Printed by officials and hamlet heads. One for everybody beside the article, one at every locality
//! that has a telephone number of its own. How it looks is a matter of `sheets`.

use crate::diag::Diagnostic;
use crate::outputs::{Job, Output};
use crate::pack;
use crate::path::SitePath;
use crate::sheets::{self, Frame, LeafletView, Press};
use crate::site::{LocalityId, PageId, Site};
use crate::theme::Theme;

/// The files.
#[derive(Debug)]
pub struct Leaflet;

impl Output for Leaflet {
    const NAME: &'static str = "leaflet";
    type Subject = (PageId, Option<LocalityId>);
    type Common = Frame;
    type View = LeafletView;
    type Press = Press;

    fn plan(site: &Site) -> Vec<Job<(PageId, Option<LocalityId>)>> {
        let path = |page: PageId, id: Option<LocalityId>| {
            SitePath::new(&pack::leaflet_path(site, site.article(page), id))
        };
        let jobs = pack::printed(site).into_iter();
        jobs.filter_map(|(page, id)| Some(Job { path: path(page, id)?, subject: (page, id) })).collect()
    }

    fn common(site: &Site) -> Frame {
        sheets::frame(site)
    }

    fn view(site: &Site, _common: &Frame, (page, id): &(PageId, Option<LocalityId>)) -> LeafletView {
        sheets::leaflet(site, *page, *id)
    }

    fn press(common: &Frame, theme: &Theme) -> Press {
        Press::new(common, theme)
    }

    fn render(view: &LeafletView, press: &Press) -> Result<Vec<u8>, Box<Diagnostic>> {
        press.leaflet(view)
    }
}
