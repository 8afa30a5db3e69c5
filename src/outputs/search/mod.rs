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

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::outputs::{Job, Output};
use crate::path::SitePath;
use crate::site::Site;
use crate::theme::Theme;

use index::Index;

/// The index.
#[derive(Debug)]
pub struct Search;

/// Which file of it.
#[derive(Debug, Clone)]
pub enum Subject {
    /// Words and where they lead.
    Dictionary,
    /// Records of some words, from 0.
    Bucket(usize),
}

/// The index, made once; what of it a file shows is in the file's view.
#[derive(Debug, Serialize)]
pub struct Common {
    #[serde(skip)]
    index: Index,
}

/// The text of one file.
#[derive(Debug, Serialize)]
pub struct View(String);

impl Output for Search {
    const NAME: &'static str = "search";
    type Subject = Subject;
    type Common = Common;
    type View = View;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<Subject>> {
        let n = index::build(&entries::of_site(site), entries::places(site)).buckets.len();
        let buckets = (0..n).map(|i| (format!("tim-kiem/{i}.json"), Subject::Bucket(i)));
        std::iter::once(("tim-kiem/tu.json".to_owned(), Subject::Dictionary))
            .chain(buckets)
            .filter_map(|(path, subject)| Some(Job { path: SitePath::new(&path)?, subject }))
            .collect()
    }

    fn common(site: &Site) -> Common {
        Common { index: index::build(&entries::of_site(site), entries::places(site)) }
    }

    fn view(_site: &Site, common: &Common, subject: &Subject) -> View {
        View(match subject {
            Subject::Dictionary => common.index.dictionary.clone(),
            Subject::Bucket(i) => common.index.buckets.get(*i).cloned().unwrap_or_default(),
        })
    }

    fn press(_common: &Common, _theme: &Theme) {}

    fn render(view: &View, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(view.0.clone().into_bytes())
    }
}
