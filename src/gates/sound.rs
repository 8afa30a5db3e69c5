//! What cannot be heard: an engine that is not there, recordings that are none.
//!
//! A missing engine is advice, since everything else works without it; a file that an author names and
//! that holds no sound is a mistake.

use crate::diag::{Diagnostic, messages};
use crate::path::SourcePath;
use crate::site::sounds::Engine;
use crate::site::{Article, Site};
use crate::theme::Theme;

/// Finds what cannot be heard.
pub(super) fn check(site: &Site, _theme: &Theme) -> Vec<Diagnostic> {
    let missing = site.config.loudspeaker.engine.as_ref().filter(|_| site.heard.engine == Engine::Missing);
    let missing = missing.and_then(|engine| {
        let program = engine.command.first().filter(|program| !program.trim().is_empty())?;
        Some(messages::engine_missing(engine.at.in_file(&SourcePath::new("site.toml")), program))
    });
    missing.into_iter().chain(site.articles.iter().flat_map(|article| recordings(site, article))).collect()
}

fn recordings(site: &Site, article: &Article) -> Vec<Diagnostic> {
    let source = &article.source;
    let named = source.front.loudspeaker.iter().flat_map(|own| own.recordings());
    let judge = |file: &crate::diag::Located<String>| {
        let spot = file.at.in_file(&source.path);
        if !SourcePath::new(&file.value).has_extension("mp3") {
            return Some(messages::recording_format(spot, &file.value));
        }
        // That it is not there is told where links are resolved.
        let (_, recording) = site.recording(source, &file.value)?;
        recording.ms.is_none().then(|| messages::recording_silent(spot, &file.value))
    };
    named.filter_map(judge).collect()
}
