//! One article for its approver: judged as if it were published, then shown in one file.
//!
//! A site's folder and the name of a file come in, the bytes of a page go out that holds its pictures
//! and opens without a network. It is no build: nothing is staged, nothing of other articles is shown,
//! and mistakes in other files do not matter.

use std::path::Path;

use jiff::civil::DateTime;

use crate::diag::{self, Diagnostic, Lang, Severity};
use crate::outputs::html::{self, Beside};
use crate::path::SourcePath;
use crate::pipeline::{self, Checked, Stopped};
#[cfg(feature = "cards")]
use crate::sheets;
use crate::site::{PageId, Site, State};
use crate::theme::Theme;

/// An article as its approver sees it.
#[derive(Debug)]
pub struct Previewed {
    /// The file.
    pub html: Vec<u8>,
    /// Warnings and advice about the article.
    pub diagnostics: Vec<Diagnostic>,
    /// The last part of its address.
    pub slug: String,
}

/// One article with everything that is made of it, whatever its draft mark and its dates say. What
/// exposes a child is shown to nobody: the findings stop it.
pub fn preview(root: &Path, file: &SourcePath, now: DateTime, lang: Lang) -> Result<Previewed, Stopped> {
    let mut checked = pipeline::read_everything(root, now);
    let found = std::mem::take(&mut checked.diagnostics);
    let mut own: Vec<Diagnostic> = found.into_iter().filter(|found| found.spot.file == *file).collect();
    if let Some(theme) = checked.theme.clone().filter(|_| !diag::has_errors(&own)) {
        own.extend(heavy(&checked, &theme, file));
    }
    let Checked { site, theme, files, .. } = checked;
    let page = site.page_ids().find(|id| site.article(*id).source.path == *file);
    if page.is_some_and(|id| exposes(&site, id, &own)) {
        return Err(Stopped::Findings(own));
    }
    let (Some(theme), Some(id), false) = (theme, page, diag::has_errors(&own)) else {
        return Err(Stopped::Findings(own));
    };
    let picture = |published: &str| {
        let asset = site.assets.iter().find(|asset| asset.published == published)?;
        let bytes = files.published(&asset.source, &asset.form).ok()?;
        Some(inlined(published, &bytes))
    };
    let beside = Beside {
        findings: own.iter().map(|diagnostic| diagnostic.message.get(lang).to_owned()).collect(),
        card: card(&site, id, &theme)?,
        picture: &picture,
    };
    let html =
        html::preview(&site, id, &theme, &beside).map_err(|finding| Stopped::Findings(vec![*finding]))?;
    let slug =
        site.article(id).address.as_str().trim_matches('/').rsplit('/').next().unwrap_or("bai").to_owned();
    Ok(Previewed { html, diagnostics: own, slug })
}

/// What is too heavy on its page: the approver sees it, and an approval or a build stops at it.
fn heavy(checked: &Checked, theme: &Theme, file: &SourcePath) -> Vec<Diagnostic> {
    let mut found = pipeline::weigh(checked, theme, file);
    found.retain(|found| found.spot.file == *file);
    found.iter_mut().for_each(Diagnostic::soften);
    found
}

/// Whether the privacy gate would refuse the article. Of one that is not published its errors are told
/// as warnings; a file to pass around must not be milder than a page.
fn exposes(site: &Site, id: PageId, own: &[Diagnostic]) -> bool {
    let gravest = if site.article(id).state == State::Live { Severity::Error } else { Severity::Warning };
    own.iter().any(|finding| !finding.law.is_empty() && finding.severity <= gravest)
}

/// The preview card of an article as an address that holds the picture itself.
#[cfg(feature = "cards")]
fn card(site: &Site, id: PageId, theme: &Theme) -> Result<Option<String>, Stopped> {
    let view = sheets::card(site, sheets::SHARE, crate::pack::Picture::Article(id), None);
    let png = sheets::Press::new(&sheets::frame(site), theme).card(&view);
    let png = png.map_err(|finding| Stopped::Findings(vec![*finding]))?;
    Ok(Some(inlined("card.png", &png)))
}

/// A program without the renderer has no cards.
#[cfg(not(feature = "cards"))]
#[expect(clippy::unnecessary_wraps, reason = "the twin with a renderer may fail")]
fn card(_site: &Site, _id: PageId, _theme: &Theme) -> Result<Option<String>, Stopped> {
    Ok(None)
}

/// A picture as an address that holds it.
fn inlined(name: &str, bytes: &[u8]) -> String {
    let kind = match name.rsplit('.').next().unwrap_or("") {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    format!("data:{kind};base64,{}", crate::pack::base64(bytes))
}
