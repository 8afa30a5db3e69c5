//! The look of a site: compiled templates, the stylesheet, strings and files, with digests.
//!
//! Theme files come in as bytes by name (the site's own over the program's), a [`Theme`] goes out.
//! There are no template functions that look anything up: a template sees its view and nothing else.

mod embedded;
mod palette;
mod shade;
mod style;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;
use tera::{ErrorKind, Tera};

use crate::diag::{At, Diagnostic, messages};
use crate::digest::Digest;
use crate::path::SourcePath;

pub use embedded::NAME as EMBEDDED;
pub use palette::Pair;

/// The emergency kit is one file, and to keep it for days without a network must cost no request.
const INLINE_SCRIPTS: [&str; 2] = ["kit.js", "offline.js"];

/// The file of a theme's words.
const STRINGS: &str = "strings.toml";

/// The file of what a theme says of itself.
const ABOUT: &str = "theme.toml";

/// Files of a theme by their name in it: `templates/html/page.html`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A file of the theme that is published under a fingerprinted name.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its name in the theme's `static/`.
    pub name: String,
    /// Its path in the site: `assets/favicon.0a1b2c3d.svg`.
    pub published: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A compiled theme.
#[derive(Debug)]
pub struct Theme {
    folder: String,
    tera: Tera,
    css: String,
    pairs: Vec<Pair>,
    strings: BTreeMap<String, Value>,
    assets: Vec<Asset>,
    digests: BTreeMap<String, Digest>,
    shared: Digest,
}

/// The theme that is part of the program.
pub fn embedded() -> Files {
    embedded::FILES.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect()
}

/// Compiles a theme's files; `folder` is where a site keeps them, for messages.
pub fn compile(files: &Files, folder: &str) -> Result<Theme, Vec<Diagnostic>> {
    let mut found = Vec::new();
    let css = style::minify(files, folder, &mut found);
    let demands = demands(files, folder, &mut found);
    let strings = strings(files, folder, &mut found);
    let tera = templates(files, folder, &mut found);
    if !found.is_empty() {
        return Err(found);
    }
    let assets = assets(files);
    let pairs = palette::pairs(&css, &demands);
    let shared = Digest::of_value(&(
        &css,
        &strings_key(&strings),
        assets.iter().map(|a| &a.published).collect::<Vec<_>>(),
    ));
    Ok(Theme {
        folder: folder.to_owned(),
        tera,
        css,
        pairs,
        strings,
        assets,
        digests: digests(files),
        shared,
    })
}

impl Theme {
    /// Where a site keeps the theme, for messages.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The compiled templates.
    pub fn tera(&self) -> &Tera {
        &self.tera
    }

    /// The minified stylesheet.
    pub fn css(&self) -> &str {
        &self.css
    }

    /// Its colours on each other.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The theme's strings in a language; those of Vietnamese if it has none of its own.
    pub fn strings(&self, lang: &str) -> &Value {
        self.strings.get(lang).or_else(|| self.strings.get("vi")).unwrap_or(&Value::Null)
    }

    /// The languages that it has strings in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.strings.keys().map(String::as_str)
    }

    /// The files it publishes.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// Scripts that stand within a page by name, without what a minifier would take from the ends: the
    /// policy of a page names their digests.
    pub fn inline_scripts(&self) -> BTreeMap<&str, Cow<'_, str>> {
        let own = self.assets.iter().filter(|asset| INLINE_SCRIPTS.contains(&asset.name.as_str()));
        own.map(|asset| (asset.name.as_str(), String::from_utf8_lossy(asset.bytes.trim_ascii()))).collect()
    }

    /// The digest of everything that an output's files depend on: one for each folder of templates.
    pub fn digest(&self, output: &str) -> Digest {
        let own = self.digests.get(output);
        Digest::of_value(&(self.shared, own))
    }
}

/// What the theme asks of its own colours.
fn demands(files: &Files, folder: &str, found: &mut Vec<Diagnostic>) -> palette::Demands {
    #[derive(serde::Deserialize)]
    struct About {
        #[serde(default)]
        contrast: palette::Demands,
    }
    let text = String::from_utf8_lossy(files.get(ABOUT).map_or(&[][..], Vec::as_slice));
    toml::from_str::<About>(&text).map_or_else(
        |error| {
            let file = SourcePath::new(&format!("{folder}/{ABOUT}"));
            let at = At::of_byte(&text, error.span().map_or(0, |span| span.start));
            found.push(messages::toml_unreadable(at.in_file(&file), error.message(), &text));
            palette::Demands::default()
        },
        |about| about.contrast,
    )
}

fn templates(files: &Files, folder: &str, found: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".xml", ".svg"]);
    #[cfg(feature = "cards")]
    crate::draw::filters::register(&mut tera);
    let mut sources = Vec::new();
    for (name, bytes) in files {
        let Some(inner) = name.strip_prefix("templates/") else { continue };
        // Drawings need filters that a program without them does not have.
        if !crate::draw::AVAILABLE && !inner.starts_with("html/") {
            continue;
        }
        if let Ok(text) = std::str::from_utf8(bytes) {
            sources.push((inner.strip_prefix("html/").unwrap_or(inner).to_owned(), text.to_owned()));
        } else {
            let file = SourcePath::new(&format!("{folder}/{name}"));
            found.push(messages::file_not_utf8(At::default().in_file(&file)));
        }
    }
    if let Err(error) = tera.add_raw_templates(sources) {
        found.push(template_error(&error, folder));
    }
    tera
}

/// A template's mistake, at its place in the theme.
pub fn template_error(error: &tera::Error, folder: &str) -> Diagnostic {
    let (name, at, reason) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span();
            let at = At {
                line: u32::try_from(range.start_line).unwrap_or(0),
                column: u32::try_from(range.start_col + 1).unwrap_or(0),
            };
            (report.filename().to_owned(), at, report.message().to_owned())
        }
        _ => (String::new(), At::default(), error.to_string()),
    };
    let inner = if name.ends_with(".svg") { name } else { format!("html/{name}") };
    let file = SourcePath::new(&format!("{folder}/templates/{inner}"));
    messages::template(at.in_file(&file), &reason)
}

/// The strings of the theme that is part of the program, and over them, key by key, those of the site.
fn strings(files: &Files, folder: &str, found: &mut Vec<Diagnostic>) -> BTreeMap<String, Value> {
    let mut strings: BTreeMap<String, Value> = BTreeMap::new();
    let own = files.get(STRINGS).map(Vec::as_slice);
    for bytes in embedded::file(STRINGS).into_iter().chain(own) {
        for (lang, table) in read_strings(bytes, folder, found) {
            let known = strings.entry(lang).or_insert_with(|| Value::Object(serde_json::Map::new()));
            if let (Value::Object(known), Value::Object(own)) = (known, table) {
                known.extend(own);
            }
        }
    }
    strings
}

fn read_strings(bytes: &[u8], folder: &str, found: &mut Vec<Diagnostic>) -> BTreeMap<String, Value> {
    let text = String::from_utf8_lossy(bytes);
    toml::from_str::<BTreeMap<String, Value>>(&text).unwrap_or_else(|error| {
        let file = SourcePath::new(&format!("{folder}/{STRINGS}"));
        let at = At::of_byte(&text, error.span().map_or(0, |span| span.start));
        found.push(messages::toml_unreadable(at.in_file(&file), error.message(), &text));
        BTreeMap::new()
    })
}

fn strings_key(strings: &BTreeMap<String, Value>) -> String {
    serde_json::to_string(strings).unwrap_or_default()
}

fn assets(files: &Files) -> Vec<Asset> {
    let statics = files.iter().filter_map(|(name, bytes)| Some((name.strip_prefix("static/")?, bytes)));
    let asset = |(name, bytes): (&str, &Vec<u8>)| {
        let print = Digest::of(bytes).short(8);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let dot = if extension.is_empty() { "" } else { "." };
        Asset {
            name: name.to_owned(),
            published: format!("assets/{stem}.{print}{dot}{extension}"),
            bytes: bytes.clone(),
        }
    };
    statics.map(asset).collect()
}

fn digests(files: &Files) -> BTreeMap<String, Digest> {
    let mut by_output: BTreeMap<String, Vec<(&str, Digest)>> = BTreeMap::new();
    for (name, bytes) in files {
        let folder =
            name.strip_prefix("templates/").and_then(|rest| rest.split_once('/')).map(|(folder, _)| folder);
        if let Some(folder) = folder {
            by_output.entry(folder.to_owned()).or_default().push((name, Digest::of(bytes)));
        }
    }
    by_output.into_iter().map(|(output, files)| (output, Digest::of_value(&files))).collect()
}
