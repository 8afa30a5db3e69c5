//! `_headers`: what a host that reads this file sends with every page.
//!
//! Read by Cloudflare Pages and Netlify; the policy also stands in every page, for hosts that send
//! nothing. The one script that stands in a page is named by its digest. Fingerprinted files of the
//! theme may be kept for a year.

use crate::diag::Diagnostic;
use crate::outputs::{Job, Output, policy};
use crate::path::SitePath;
use crate::site::Site;
use crate::theme::Theme;

/// Where the theme's policy goes in.
const POLICY: &str = "{policy}";

/// The file.
#[derive(Debug)]
pub struct Headers;

impl Output for Headers {
    const NAME: &'static str = "headers";
    type Subject = ();
    type Common = ();
    type View = String;
    type Press = String;

    fn plan(_site: &Site) -> Vec<Job<()>> {
        SitePath::new("_headers").map(|path| Job { path, subject: () }).into_iter().collect()
    }

    fn common(_site: &Site) {}

    fn view(site: &Site, _common: &(), _subject: &()) -> String {
        let base = &site.config.base_path;
        format!(
            "{base}/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  Referrer-Policy: no-referrer\n  \
             X-Content-Type-Options: nosniff\n  Permissions-Policy: camera=(), microphone=(), geolocation=()\n\n\
             {base}/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n\n\
             {base}/sw.js\n  Cache-Control: no-cache\n"
        )
    }

    fn press(_common: &(), theme: &Theme) -> String {
        policy(theme)
    }

    fn render(view: &String, policy: &String) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(view.replace(POLICY, policy).into_bytes())
    }
}
