//! Links to addresses that no source has: whether any file of the plan has them.
//!
//! Lists of tags, the search page, the emergency page and the like are made by outputs, which a site does
//! not know. What leads to such an address is looked at once all paths are planned.

use std::collections::HashSet;

use crate::diag::{Diagnostic, messages};
use crate::gates;
use crate::outputs::Planned;
use crate::path::SitePath;
use crate::pipeline::ahead::Ahead;
use crate::pipeline::takedown::Held;
use crate::site::{Site, links};

/// Links that wait for the plan.
#[derive(Debug, Default)]
pub(super) struct Assumed {
    /// Of published files.
    now: Vec<links::Assumed>,
    /// Of files that wait: they stop nothing yet.
    ahead: Vec<links::Assumed>,
    /// Pages of the last build that stay although this one does not make them.
    stay: Vec<String>,
}

impl Assumed {
    /// Those of a site and of what waits.
    pub(super) fn of(site: &Site, ahead: Option<&Ahead>, held: Option<&Held>) -> Assumed {
        let ahead = ahead.into_iter().flat_map(Ahead::assumed);
        let stay = held.into_iter().flat_map(Held::addresses).map(|page| SitePath::page(page).to_string());
        Assumed { now: site.assumed.clone(), ahead: ahead.cloned().collect(), stay: stay.collect() }
    }

    /// The links that lead nowhere.
    pub(super) fn judge(&self, site: &Site, planned: &[Box<dyn Planned + '_>]) -> Vec<Diagnostic> {
        if self.now.is_empty() && self.ahead.is_empty() {
            return Vec::new();
        }
        let paths = planned.iter().flat_map(|output| output.paths()).map(SitePath::as_str);
        let paths: HashSet<&str> = paths.chain(self.stay.iter().map(String::as_str)).collect();
        let leads_nowhere = |link: &&links::Assumed| {
            let path = link.path.trim_start_matches('/');
            let page = format!("{}/index.html", path.trim_end_matches('/'));
            !paths.contains(path) && !paths.contains(page.trim_start_matches('/'))
        };
        let told = |link: &links::Assumed| messages::link_broken(link.spot.clone(), &link.target);
        let mut found: Vec<Diagnostic> = self.ahead.iter().filter(leads_nowhere).map(told).collect();
        found.iter_mut().for_each(Diagnostic::soften);
        found.extend(self.now.iter().filter(leads_nowhere).map(told));
        gates::rules::apply(&site.config, &mut found);
        found
    }
}
