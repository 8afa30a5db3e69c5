//! Zalo texts: one plain text for every article and locality.
//!
//! Read by officials, who paste it into groups: there is no interface for posting there. NFC, LF, at
//! most 1,900 UTF-16 units a part, the link alone on the last line.

use serde::Serialize;

use crate::content::front_matter::Channel;
use crate::diag::Diagnostic;
use crate::outputs::{Job, Output};
use crate::pack;
use crate::path::SitePath;
use crate::site::{LocalityId, PageId, Site};
use crate::theme::Theme;

/// The texts.
#[derive(Debug)]
pub struct Zalo;

/// A text, as it will stand in the file.
#[derive(Debug, Serialize)]
pub struct View {
    text: String,
}

impl Output for Zalo {
    const NAME: &'static str = "zalo";
    type Subject = (PageId, LocalityId);
    type Common = ();
    type View = View;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<(PageId, LocalityId)>> {
        let mut jobs = Vec::new();
        for (id, locality) in site.living() {
            for page in site.concerning(id) {
                let article = site.article(page);
                if article.facts.goes_to(Channel::Zalo) {
                    let path = SitePath::new(&pack::zalo_path(locality, article));
                    jobs.extend(path.map(|path| Job { path, subject: (page, id) }));
                }
            }
        }
        jobs
    }

    fn common(_site: &Site) {}

    fn view(site: &Site, _common: &(), (page, locality): &(PageId, LocalityId)) -> View {
        View { text: pack::message(site, *page, *locality).text() }
    }

    fn press(_common: &(), _theme: &Theme) {}

    fn render(view: &View, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(view.text.clone().into_bytes())
    }
}
