//! The number that every page must let its readers call (PRODUCT), whatever a theme leaves out.
//!
//! The bytes of a page come in; a finding comes out where the number is missing, which stops the build.

use aho_corasick::AhoCorasick;

use crate::diag::{Diagnostic, messages};
use crate::outputs::html::view::SiteView;

#[derive(Debug)]
pub(super) struct Hotline {
    /// Its link: `tel:111`.
    link: String,
    finder: AhoCorasick,
}

impl Hotline {
    pub(super) fn of(site: &SiteView) -> Hotline {
        let link = format!("tel:{}", site.hotline.tel);
        let finder = AhoCorasick::new([&link]).expect("one short word can be looked for");
        Hotline { link, finder }
    }

    /// A page of this template lets its readers call.
    pub(super) fn check(&self, html: &[u8], folder: &str, template: &str) -> Result<(), Box<Diagnostic>> {
        if self.finder.is_match(html) {
            return Ok(());
        }
        Err(Box::new(messages::page_without_hotline(folder, template, &self.link)))
    }
}
