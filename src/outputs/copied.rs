//! Files that are not rendered: of the sources and what was spoken, published as they are or scrubbed, and
//! of the theme under fingerprinted names.
//!
//! Assets come in, planned files go out; whoever writes them cleans pictures and documents. Knows no view.

use rayon::prelude::*;

use crate::digest::Digest;
use crate::outputs::{Made, Outcome, Planned, Sink, VERSION};
use crate::path::SitePath;
use crate::site::Asset;
use crate::site::scope::Scopes;
use crate::theme::Theme;

/// Files of the sources, each at the address at which it is published.
pub(super) fn files<'s>(name: &'static str, assets: impl Iterator<Item = &'s Asset>) -> Files<'s> {
    let file = |asset: &'s Asset| Some((SitePath::new(asset.published.trim_start_matches('/'))?, asset));
    Files { name, files: assets.filter_map(file).collect() }
}

/// The files of a theme.
pub(super) fn theme_files(theme: &Theme) -> ThemeFiles {
    let files = theme
        .assets()
        .iter()
        .filter_map(|asset| Some((SitePath::new(&asset.published)?, asset.bytes.clone())));
    ThemeFiles { files: files.collect() }
}

/// Files of the sources that are published as they are or scrubbed, and what was spoken.
pub(super) struct Files<'s> {
    name: &'static str,
    files: Vec<(SitePath, &'s Asset)>,
}

impl Planned for Files<'_> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn paths(&self) -> Vec<&SitePath> {
        self.files.iter().map(|(path, _)| path).collect()
    }

    fn select(&mut self, wanted: &dyn Fn(&SitePath) -> bool) {
        self.files.retain(|(path, _)| wanted(path));
    }

    fn run(&self, _theme: &Theme, sink: &dyn Sink, _scopes: &Scopes) -> Made {
        let one = |(path, asset): &(SitePath, &Asset)| {
            let key = Digest::of_value(&(VERSION, self.name, asset.digest, &asset.form));
            let known = sink.known(path, key).map(|known| (known.digest, known.length));
            let rendered = known.is_none();
            let (digest, length) =
                known.map_or_else(|| sink.take_over(path, &asset.source, &asset.form), Ok)?;
            let (path, output) = (path.clone(), self.name);
            Ok(Outcome { path, output, key, digest, length, weight: None, rendered })
        };
        Made { results: self.files.par_iter().map(one).collect(), base: None, lists: Vec::new() }
    }
}

/// Files of the theme under fingerprinted names.
pub(super) struct ThemeFiles {
    files: Vec<(SitePath, Vec<u8>)>,
}

impl Planned for ThemeFiles {
    fn name(&self) -> &'static str {
        "theme"
    }

    fn paths(&self) -> Vec<&SitePath> {
        self.files.iter().map(|(path, _)| path).collect()
    }

    fn select(&mut self, wanted: &dyn Fn(&SitePath) -> bool) {
        self.files.retain(|(path, _)| wanted(path));
    }

    fn run(&self, _theme: &Theme, sink: &dyn Sink, _scopes: &Scopes) -> Made {
        let one = |(path, bytes): &(SitePath, Vec<u8>)| {
            let digest = Digest::of(bytes);
            let rendered = sink.known(path, digest).is_none();
            if rendered {
                sink.put(path, bytes)?;
            }
            let (path, output, length) = (path.clone(), "theme", bytes.len() as u64);
            Ok(Outcome { path, output, key: digest, digest, length, weight: None, rendered })
        };
        Made { results: self.files.par_iter().map(one).collect(), base: None, lists: Vec::new() }
    }
}
