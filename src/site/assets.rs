//! The files of the sources that are published, and in which forms.
//!
//! What the pages show and what lies in `static/` come in; a list of files goes out, with every form of
//! every picture. Only what a published page shows is published: an original lying about stays private.

use std::collections::BTreeMap;

use crate::digest::Digest;
use crate::path::SourcePath;
use crate::picture::{self, Form, Original, Shown};
use crate::site::{Asset, address};

/// The files, and the pictures among them by their own path.
pub(super) fn published(
    used: BTreeMap<SourcePath, String>,
    beside: &[(SourcePath, Digest)],
    statics: &[(SourcePath, Digest)],
    pictures: &BTreeMap<SourcePath, Original>,
) -> (Vec<Asset>, BTreeMap<String, Shown>) {
    let digests: BTreeMap<&SourcePath, Digest> =
        beside.iter().map(|(path, digest)| (path, *digest)).collect();
    let of_articles =
        used.into_iter().filter_map(|(source, path)| Some((digests.get(&source).copied()?, source, path)));
    let of_static = statics
        .iter()
        .filter(|(source, _)| picture::described_by(source).is_none())
        .map(|(source, digest)| (*digest, source.clone(), address::of_static(source).to_owned()));
    let mut assets = Vec::new();
    let mut shown = BTreeMap::new();
    for (digest, source, path) in of_articles.chain(of_static) {
        let Some(facts) = pictures.get(&source) else {
            assets.push(Asset { source, published: path, digest, form: Form::File });
            continue;
        };
        shown.insert(path.clone(), facts.shown(&path));
        assets.extend(facts.forms(&path).into_iter().map(|file| Asset {
            source: source.clone(),
            published: file.path,
            digest,
            form: file.form,
        }));
    }
    (assets, shown)
}
