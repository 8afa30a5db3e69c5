//! Loudspeaker scripts: one plain text for every article and locality.
//!
//! Read by the hamlet head at the microphone or pasted into the commune's speech console: words only,
//! an empty line for a pause. UTF-8, LF. Length limits are those of the locality's slots.

use serde::Serialize;

use crate::content::front_matter::Channel;
use crate::diag::Diagnostic;
use crate::outputs::{Job, Output};
use crate::pack::{self, Script, Scripts};
use crate::path::SitePath;
use crate::site::{LocalityId, PageId, Site};
use crate::theme::Theme;

/// The scripts.
#[derive(Debug)]
pub struct Loudspeaker;

/// What all scripts share: their bodies, which a key sees through each view.
#[derive(Debug, Serialize)]
pub struct Common {
    #[serde(skip)]
    scripts: Scripts,
}

impl Output for Loudspeaker {
    const NAME: &'static str = "loudspeaker";
    type Subject = (PageId, LocalityId);
    type Common = Common;
    type View = Option<Script>;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<(PageId, LocalityId)>> {
        let mut jobs = Vec::new();
        for (id, locality) in site.living() {
            for page in site.concerning(id) {
                let article = site.article(page);
                if article.facts.goes_to(Channel::Loudspeaker) {
                    let path = SitePath::new(&pack::script_path(locality, article));
                    jobs.extend(path.map(|path| Job { path, subject: (page, id) }));
                }
            }
        }
        jobs
    }

    fn common(site: &Site) -> Common {
        Common { scripts: Scripts::of(site) }
    }

    fn view(site: &Site, common: &Common, (page, locality): &(PageId, LocalityId)) -> Option<Script> {
        common.scripts.get(*page).map(|body| pack::script(site, body, *page, *locality))
    }

    fn press(_common: &Common, _theme: &Theme) {}

    fn render(view: &Option<Script>, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(view.as_ref().map(Script::text).unwrap_or_default().into_bytes())
    }
}
