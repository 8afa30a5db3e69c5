//! Pictures in the sizes that browsers may choose from.
//!
//! A picture of a text and what is known of its files come in; `<img>` with its size goes out, so that
//! nothing jumps while it loads, and around it `<picture>` where newer browsers get a smaller coding.

use super::Writer;
use crate::content::block::Picture;

/// How wide a picture stands: the text column of the theme, or the whole of a phone.
const SIZES: &str = "(min-width: 48em) 42em, 100vw";

impl Writer<'_> {
    pub(super) fn picture(&mut self, picture: &Picture) {
        let Some(url) = self.target(&picture.target) else { return };
        let shown = self.pictures.iter().find(|(target, _)| *target == picture.target);
        let Some((_, shown)) = shown else {
            self.open("img", &[("src", url), ("alt", &picture.alt), ("loading", "lazy")]);
            return;
        };
        if !shown.webp.is_empty() {
            self.out.push_str("<picture>");
            let choice = choice(&shown.webp);
            self.open("source", &[("type", "image/webp"), ("srcset", &choice), ("sizes", SIZES)]);
        }
        let (width, height) = (shown.width.to_string(), shown.height.to_string());
        let plain = choice(&shown.plain);
        // The middle size for browsers that choose none.
        let first = shown.plain.iter().rev().find(|(_, width)| *width <= 960).map_or(url, |(url, _)| url);
        let chosen = [("srcset", plain.as_str()), ("sizes", SIZES)];
        let chosen = chosen.into_iter().filter(|_| shown.plain.len() > 1);
        let attributes: Vec<(&str, &str)> = [("src", first), ("alt", picture.alt.as_str())]
            .into_iter()
            .chain(chosen)
            .chain([("width", width.as_str()), ("height", height.as_str()), ("loading", "lazy")])
            .collect();
        self.open("img", &attributes);
        if !shown.webp.is_empty() {
            self.out.push_str("</picture>");
        }
    }
}

/// `a.jpg 480w, b.jpg 960w`.
fn choice(files: &[(String, u32)]) -> String {
    files.iter().map(|(url, width)| format!("{url} {width}w")).collect::<Vec<_>>().join(", ")
}
