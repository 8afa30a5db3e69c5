//! `_redirects` and `.htaccess`: what a host answers where an article was taken down.
//!
//! Read by Netlify and by Apache; the answer is 410 with a page that says nothing of the article.
//! Hosts that read neither show that page at the address itself. The files exist only while there is
//! such an address, and a file of the same name in `static/` goes first.

use crate::diag::Diagnostic;
use crate::outputs::{Job, Output};
use crate::path::SitePath;
use crate::site::Site;
use crate::theme::Theme;

/// The rules.
#[derive(Debug)]
pub struct Gone;

/// Whose rules.
#[derive(Debug, Clone, Copy)]
pub enum Host {
    /// `_redirects`.
    Netlify,
    /// `.htaccess`.
    Apache,
}

impl Output for Gone {
    const NAME: &'static str = "gone";
    type Subject = Host;
    type Common = ();
    type View = String;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<Host>> {
        if site.gone.is_empty() {
            return Vec::new();
        }
        let hosts = [("_redirects", Host::Netlify), (".htaccess", Host::Apache)];
        let is_own = |name: &str| site.assets.iter().any(|asset| asset.published == format!("/{name}"));
        let free = hosts.into_iter().filter(|(name, _)| !is_own(name));
        free.filter_map(|(name, subject)| Some(Job { path: SitePath::new(name)?, subject })).collect()
    }

    fn common(_site: &Site) {}

    fn view(site: &Site, _common: &(), subject: &Host) -> String {
        let page = site.config.url("/410.html");
        let addresses = site.gone.iter().map(|address| site.config.url(address.as_str()));
        match subject {
            Host::Netlify => {
                addresses.fold(String::new(), |rules, from| rules + &from + "* " + &page + " 410!\n")
            }
            Host::Apache => {
                let rules = addresses.map(|from| format!("Redirect gone \"{from}\"\n"));
                rules.fold(format!("ErrorDocument 410 {page}\n"), |text, rule| text + &rule)
            }
        }
    }

    fn press(_common: &(), _theme: &Theme) {}

    fn render(view: &String, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(view.clone().into_bytes())
    }
}
