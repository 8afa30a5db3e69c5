//! Every letter of a headline can be drawn.
//!
//! A letter that the font of cards and posters lacks would be missing without a word; here its author
//! hears of it. The card then shows the topic in place of the headline.

use crate::diag::{Diagnostic, messages};
use crate::draw::font;
use crate::pack;
use crate::site::Site;
use crate::theme::Theme;

/// Finds headlines that the font cannot show.
pub(super) fn check(site: &Site, _theme: &Theme) -> Vec<Diagnostic> {
    if !pack::pictured(site) && !site.config.outputs.print {
        return Vec::new();
    }
    let of_articles = site.articles.iter().map(|article| (&article.source.path, &article.source.front.title));
    let of_sections = site.locality_of.keys().map(|id| &site.section(*id).source);
    let of_sections = of_sections.map(|source| (&source.path, &source.front.title));
    let lacking = of_articles.chain(of_sections).filter_map(|(path, title)| {
        let letter = font::printable(&title.value).err()?;
        Some(messages::letter_not_drawn(title.at.in_file(path), letter, &title.value))
    });
    lacking.collect()
}
