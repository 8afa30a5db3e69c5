//! From a resolved site to bytes for every path: the table of outputs and the one way they run.
//!
//! An output plans its paths, makes a view for each, and renders a view with nothing but the theme. A
//! view whose key is known and whose file is still there is kept; else it is rendered and handed on at
//! once. Outputs do not know each other; only the table at the end knows them all.

pub mod calendar;
#[cfg(feature = "cards")]
pub mod card;
mod copied;
pub mod feed;
pub mod gone;
pub mod headers;
pub mod html;
#[cfg(feature = "cards")]
pub mod leaflet;
pub mod loudspeaker;
#[cfg(feature = "cards")]
pub mod packs;
#[cfg(feature = "cards")]
pub mod poster;
pub mod qr;
pub mod search;
pub mod sitemap;
pub mod zalo;
pub mod zalo_oa;
pub mod zalo_plan;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "cards")]
use crate::config::{Cards, Packs};
use crate::diag::{Diagnostic, messages};
use crate::digest::{Digest, sha256_base64};
use crate::path::{SitePath, SourcePath};
use crate::picture::Form;
use crate::site::Site;
use crate::site::scope::{Reads, Scopes};
use crate::theme::Theme;
use crate::weight::{Scale, Weight};

/// The version that goes into every key: another program may render the same view otherwise.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What browsers may load for a page: everything from this host, nothing from another; styles stand in
/// the page, and so do the scripts whose digests are named.
pub fn policy(theme: &Theme) -> String {
    let digest = |script: &str| format!(" 'sha256-{}'", sha256_base64(script.as_bytes()));
    let digests: Vec<String> = theme.inline_scripts().values().map(|script| digest(script)).collect();
    let digests = digests.concat();
    format!(
        "default-src 'none'; script-src 'self'{digests}; style-src 'unsafe-inline'; img-src 'self' data:; \
         media-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
    )
}

/// A file that will exist and what it shows.
#[derive(Debug, Clone)]
pub struct Job<S> {
    /// Where.
    pub path: SitePath,
    /// What.
    pub subject: S,
}

/// One kind of output.
pub trait Output {
    /// Its name: its switch, its folder of templates, its line in the summary.
    const NAME: &'static str;
    /// Folders of templates besides its own that its files are drawn from.
    const DRAWINGS: &'static [&'static str] = &[];
    /// Whether its files are pages that readers load on a phone.
    const PAGES: bool = false;
    /// What one file is about.
    type Subject: Send + Sync;
    /// What all files of the output show alike, made once.
    type Common: Serialize + Sync;
    /// What one file shows, as plain data.
    type View: Serialize;
    /// Templates with the common part.
    type Press: Sync;

    /// Which files will exist.
    fn plan(site: &Site) -> Vec<Job<Self::Subject>>;
    /// What all of them show.
    fn common(site: &Site) -> Self::Common;
    /// What one of them shows.
    fn view(site: &Site, common: &Self::Common, subject: &Self::Subject) -> Self::View;
    /// What the view of a file may read besides what all files of the output show alike.
    fn reads<'s>(_site: &'s Site, _common: &'s Self::Common, _subject: &Self::Subject) -> Reads<'s> {
        Reads::Anything
    }
    /// Prepares the theme for rendering.
    fn press(common: &Self::Common, theme: &Theme) -> Self::Press;
    /// The bytes of one file.
    fn render(view: &Self::View, press: &Self::Press) -> Result<Vec<u8>, Box<Diagnostic>>;
    /// Files of the sources that the file holds as they are published. Their digests are part of the
    /// view, or a change of theirs would go unseen.
    fn enclosed(_view: &Self::View) -> Vec<SourcePath> {
        Vec::new()
    }
    /// A rendered file with what it holds, in the order of [`Output::enclosed`].
    fn enclose(_view: &Self::View, bytes: Vec<u8>, _files: &[Vec<u8>]) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(bytes)
    }
}

/// Where rendered files go. Implementations may be asked from many threads at once.
pub trait Sink: Sync {
    /// Whether the file of this path was made from this key and is still there; then what it is.
    fn known(&self, path: &SitePath, key: Digest) -> Option<Known>;
    /// What the files of the last build rest on, if that is known.
    fn grounds(&self) -> Option<&Grounds> {
        None
    }
    /// The file of this path as the last build made it, if it is still there: its key, and what it is.
    fn standing(&self, _path: &SitePath) -> Option<(Digest, Known)> {
        None
    }
    /// Takes a rendered file.
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Failure>;
    /// The bytes of a file of the sources as it is published.
    fn published(&self, source: &SourcePath, form: &Form) -> Result<Vec<u8>, Failure>;
    /// Takes over a file of the sources; gives the digest and length of what is published.
    fn take_over(&self, path: &SitePath, source: &SourcePath, form: &Form) -> Result<(Digest, u64), Failure> {
        let bytes = self.published(source, form)?;
        self.put(path, &bytes)?;
        Ok((Digest::of(&bytes), bytes.len() as u64))
    }
}

/// A file that need not be made again.
#[derive(Debug, Clone)]
pub struct Known {
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its length in bytes.
    pub length: u64,
    /// What it costs a phone, if it is a page and not a light one.
    pub weight: Option<Box<Weight>>,
}

/// What the files of a build rest on, for the build after it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Grounds {
    /// By output, what all its files rest on: program, theme, what all of them show.
    pub bases: BTreeMap<String, Digest>,
    /// By locality, what its views may read.
    pub localities: Vec<Digest>,
    /// By path, what a list may read.
    pub lists: BTreeMap<SitePath, Digest>,
    /// Files that an earlier build made and this one left as they were: they rest on what was then.
    pub others: BTreeSet<SitePath>,
}

impl Grounds {
    fn of(&self, path: &SitePath, reads: Reads<'_>) -> Option<Digest> {
        match reads {
            _ if self.others.contains(path) => None,
            Reads::Anything => None,
            Reads::Locality(id) => self.localities.get(id.0).copied(),
            Reads::List(_) => self.lists.get(path).copied(),
        }
    }
}

/// What the machine did to us, or a picture that cannot be published.
#[derive(Debug)]
pub enum Failure {
    /// The disk or the network.
    Io {
        /// What was touched.
        path: String,
        /// What happened.
        error: std::io::Error,
    },
    /// A mistake in a source that shows only now.
    Finding(Box<Diagnostic>),
    /// A file that is not ours stands where one of ours would go.
    OfOthers(String),
}

impl From<Box<Diagnostic>> for Failure {
    fn from(diagnostic: Box<Diagnostic>) -> Failure {
        Failure::Finding(diagnostic)
    }
}

/// What became of one planned file.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Where.
    pub path: SitePath,
    /// The output that made it.
    pub output: &'static str,
    /// What it was made from.
    pub key: Digest,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its length in bytes.
    pub length: u64,
    /// What it costs a phone, if it is a page and not a light one.
    pub weight: Option<Box<Weight>>,
    /// It was rendered now, and not kept.
    pub rendered: bool,
}

/// An output that knows its files and can make them.
pub trait Planned: Send + Sync {
    /// Its name.
    fn name(&self) -> &'static str;
    /// The files it will make.
    fn paths(&self) -> Vec<&SitePath>;
    /// Leaves out the files that are not to be made now.
    fn select(&mut self, wanted: &dyn Fn(&SitePath) -> bool);
    /// Makes them, keeping what the sink knows.
    fn run(&self, theme: &Theme, sink: &dyn Sink, scopes: &Scopes) -> Made;
}

/// What an output made.
pub struct Made {
    /// What became of every file.
    pub results: Vec<Result<Outcome, Failure>>,
    /// What all of them rest on.
    pub base: Option<Digest>,
    /// What its lists may read.
    pub lists: Vec<(SitePath, Digest)>,
}

struct Run<'s, O: Output> {
    site: &'s Site,
    jobs: Vec<Job<O::Subject>>,
}

impl<O: Output + Sync> Planned for Run<'_, O> {
    fn name(&self) -> &'static str {
        O::NAME
    }

    fn paths(&self) -> Vec<&SitePath> {
        self.jobs.iter().map(|job| &job.path).collect()
    }

    fn select(&mut self, wanted: &dyn Fn(&SitePath) -> bool) {
        self.jobs.retain(|job| wanted(&job.path));
    }

    fn run(&self, theme: &Theme, sink: &dyn Sink, scopes: &Scopes) -> Made {
        let common = O::common(self.site);
        let drawings: Vec<Digest> = O::DRAWINGS.iter().map(|folder| theme.digest(folder)).collect();
        let scale = O::PAGES.then(|| Scale::of(theme.css()));
        let base = (VERSION, O::NAME, O::PAGES, theme.digest(O::NAME), drawings, Digest::of_value(&common));
        let whole_base = Digest::of_value(&base);
        let grounds = sink.grounds().filter(|last| last.bases.get(O::NAME) == Some(&whole_base));
        let is_as_it_was = |job: &Job<O::Subject>| {
            let reads = O::reads(self.site, &common, &job.subject);
            let last = grounds.and_then(|last| last.of(&job.path, reads));
            last.is_some() && last == scopes.digest(reads)
        };
        let press = O::press(&common, theme);
        let one = |job: &Job<O::Subject>| {
            let path = job.path.clone();
            let stands = is_as_it_was(job).then(|| sink.standing(&path)).flatten();
            if let Some((key, known)) = stands {
                debug_assert_eq!(
                    key,
                    Digest::of_value(&(&base, &O::view(self.site, &common, &job.subject))),
                    "the view of {path} reads what is not in its scope"
                );
                let Known { digest, length, weight } = known;
                return Ok(Outcome { path, output: O::NAME, key, digest, length, weight, rendered: false });
            }
            let view = O::view(self.site, &common, &job.subject);
            let key = Digest::of_value(&(&base, &view));
            if let Some(Known { digest, length, weight }) = sink.known(&path, key) {
                return Ok(Outcome { path, output: O::NAME, key, digest, length, weight, rendered: false });
            }
            let rendered = O::render(&view, &press)?;
            let enclosed = O::enclosed(&view);
            let files = enclosed.iter().map(|source| sink.published(source, &Form::File));
            let bytes = O::enclose(&view, rendered, &files.collect::<Result<Vec<_>, Failure>>()?)?;
            sink.put(&path, &bytes)?;
            let weight = scale.as_ref().and_then(|scale| scale.weigh(&bytes));
            let (digest, length) = (Digest::of(&bytes), bytes.len() as u64);
            Ok(Outcome { path, output: O::NAME, key, digest, length, weight, rendered: true })
        };
        let list = |job: &Job<O::Subject>| match O::reads(self.site, &common, &job.subject) {
            reads @ Reads::List(_) => Some((job.path.clone(), scopes.digest(reads)?)),
            Reads::Locality(_) | Reads::Anything => None,
        };
        let lists = self.jobs.par_iter().filter_map(list).collect();
        Made { results: self.jobs.par_iter().map(one).collect(), base: Some(whole_base), lists }
    }
}

/// Plans every output that the settings switch on.
pub fn plan<'s>(site: &'s Site, theme: &Theme) -> Vec<Box<dyn Planned + 's>> {
    let audio = site.heard.sounds.values().flat_map(|sound| [&sound.mp3, &sound.opus]);
    let mut planned: Vec<Box<dyn Planned + 's>> = vec![
        Box::new(copied::files("files", site.assets.iter())),
        Box::new(copied::files("audio", audio)),
        Box::new(copied::theme_files(theme)),
    ];
    let switched_on = OUTPUTS.par_iter().filter(|output| (output.switched_on)(site));
    planned.par_extend(switched_on.map(|output| (output.plan)(site)));
    planned
}

/// Every path that two outputs, or one output twice, would write.
pub fn collisions(planned: &[Box<dyn Planned + '_>]) -> Vec<Diagnostic> {
    let mut all: Vec<(&SitePath, &'static str)> = planned
        .iter()
        .flat_map(|output| output.paths().into_iter().map(|path| (path, output.name())))
        .collect();
    all.par_sort_unstable();
    let twice = all.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let mut found: Vec<Diagnostic> =
        twice.map(|pair| messages::path_twice(pair[0].0.as_str(), pair[0].1, pair[1].1)).collect();
    // A file in the place of a folder that another file needs.
    let file = |path: &str| {
        let found = all.binary_search_by(|(other, _)| other.as_str().cmp(path));
        found.ok().map(|i| all[i].1)
    };
    let in_the_way = |i: usize| {
        let (path, output) = (all[i].0.as_str(), all[i].1);
        let last = if i == 0 { "" } else { all[i - 1].0.as_str() };
        // Folders of the path before were looked up with it.
        let is_known = move |slash: usize| last.get(..=slash) == path.get(..=slash);
        let folders = path.match_indices('/').map(|(slash, _)| slash).filter(move |slash| !is_known(*slash));
        let folders = folders.filter_map(move |slash| Some((&path[..slash], file(&path[..slash])?)));
        folders.map(move |(folder, other)| messages::path_twice(folder, other, output))
    };
    found.par_extend((0..all.len()).into_par_iter().flat_map_iter(in_the_way));
    found
}

/// A text for XML: escaped, without characters that XML forbids.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || c == '\u{fffe}' || c == '\u{ffff}' => {
                let _ = write!(out, " ");
            }
            c => out.push(c),
        }
    }
    out
}

struct Entry {
    switched_on: fn(&Site) -> bool,
    plan: for<'s> fn(&'s Site) -> Box<dyn Planned + 's>,
}

fn plan_one<O: Output + Sync + 'static>(site: &Site) -> Box<dyn Planned + '_> {
    Box::new(Run::<O> { site, jobs: O::plan(site) })
}

/// The outputs, one line each.
const OUTPUTS: &[Entry] = &[
    Entry { switched_on: |_| true, plan: plan_one::<html::Html> },
    Entry { switched_on: |site| site.config.outputs.feeds, plan: plan_one::<feed::Feed> },
    Entry { switched_on: |_| true, plan: plan_one::<calendar::Calendar> },
    Entry { switched_on: |site| site.config.outputs.sitemap, plan: plan_one::<sitemap::Sitemap> },
    Entry { switched_on: |site| site.config.outputs.loudspeaker, plan: plan_one::<loudspeaker::Loudspeaker> },
    Entry { switched_on: |site| site.config.outputs.zalo, plan: plan_one::<zalo::Zalo> },
    Entry { switched_on: |site| site.config.outputs.zalo, plan: plan_one::<zalo_oa::ZaloOa> },
    Entry { switched_on: |site| site.config.outputs.zalo, plan: plan_one::<zalo_plan::Plans> },
    Entry { switched_on: |site| site.config.outputs.qr, plan: plan_one::<qr::Codes> },
    #[cfg(feature = "cards")]
    Entry { switched_on: |site| site.config.outputs.cards != Cards::None, plan: plan_one::<card::Card> },
    #[cfg(feature = "cards")]
    Entry { switched_on: |site| site.config.outputs.print, plan: plan_one::<poster::Poster> },
    #[cfg(feature = "cards")]
    Entry { switched_on: |site| site.config.outputs.print, plan: plan_one::<leaflet::Leaflet> },
    #[cfg(feature = "cards")]
    Entry { switched_on: |site| site.config.outputs.packs != Packs::None, plan: plan_one::<packs::Packs> },
    Entry { switched_on: |site| site.config.outputs.search, plan: plan_one::<search::Search> },
    Entry { switched_on: |_| true, plan: plan_one::<headers::Headers> },
    Entry { switched_on: |site| !site.gone.is_empty(), plan: plan_one::<gone::Gone> },
];
