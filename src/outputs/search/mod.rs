//! The search index: what the page `/tim-kiem/` loads, ours to host on any static server.
//!
//! One dictionary of folded words leads to buckets; a bucket holds the whole records of the best
//! pages of its words, so that the first results cost one dictionary and one bucket however large
//! the site is. The matching is done in the reader's browser (`static/search.js` of the theme); this
//! module knows words and weights, never the look of a result. The comparison that led here is in
//! `docs/search.md`.

mod entries;
mod index;
mod synonyms;

use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::diag::Diagnostic;
use crate::outputs::{Job, Output};
use crate::path::SitePath;
use crate::site::Site;
use crate::theme::Theme;

use index::Index;

/// The index.
#[derive(Debug)]
pub struct Search;

/// The text of one file: which files there are is known when the whole index is made.
#[derive(Debug, Clone)]
pub struct Subject(Arc<str>);

/// The text of one file.
#[derive(Debug)]
pub struct View(Arc<str>);

impl Serialize for View {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Output for Search {
    const NAME: &'static str = "search";
    type Subject = Subject;
    type Common = ();
    type View = View;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<Subject>> {
        let Index { dictionary, buckets } = index::build(&entries::of_site(site), entries::places(site));
        let buckets = buckets.into_iter().enumerate().map(|(i, text)| (format!("tim-kiem/{i}.json"), text));
        std::iter::once(("tim-kiem/tu.json".to_owned(), dictionary))
            .chain(buckets)
            .filter_map(|(path, text)| {
                Some(Job { path: SitePath::new(&path)?, subject: Subject(text.into()) })
            })
            .collect()
    }

    fn common(_site: &Site) {}

    fn view(_site: &Site, _common: &(), subject: &Subject) -> View {
        View(Arc::clone(&subject.0))
    }

    fn press(_common: &(), _theme: &Theme) {}

    fn render(view: &View, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(view.0.as_bytes().to_vec())
    }
}
