//! A template that an author names must be in the theme.
//!
//! Without this gate the page would fail while it is rendered, after everything else was made.

use crate::diag::{Diagnostic, Located, messages};
use crate::path::SourcePath;
use crate::site::Site;
use crate::theme::Theme;

/// Finds templates that are named and not there.
pub(super) fn check(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let of_articles = site.articles.iter().map(|a| (&a.source.path, a.source.front.template.as_deref()));
    let of_sections = site.sections.iter().map(|s| (&s.source.path, s.source.front.template.as_ref()));
    let unknown = |(path, template): (&SourcePath, Option<&Located<String>>)| {
        let template = template.filter(|template| !theme.tera().contains_template(&template.value))?;
        Some(messages::template_unknown(template.at.in_file(path), &template.value, theme.folder()))
    };
    of_articles.chain(of_sections).filter_map(unknown).collect()
}
