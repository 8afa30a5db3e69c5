//! The only call of minify-html: for skeletons of pages, and for texts that hold an author's HTML.
//!
//! The settings keep what old phones and screen readers need; the stylesheet is minified once per
//! theme instead. Between inline elements that stand directly in a layout element (`div`, `nav`, …)
//! the minifier drops the space: templates keep inline runs inside `p`, `li`, `span`, `td`, `h*`, and
//! a test compares the words of every page before and after.

use minify_html::Cfg;

/// A page in its smallest form with the same words.
pub(super) fn minify(html: &[u8]) -> Vec<u8> {
    let mut cfg = Cfg::new();
    cfg.keep_closing_tags = true;
    cfg.keep_html_and_head_opening_tags = true;
    cfg.keep_input_type_text_attr = true;
    minify_html::minify(html, &cfg)
}

/// A text in its smallest form with the same words.
pub(super) fn minify_text(html: &str) -> String {
    String::from_utf8(minify(html.as_bytes())).unwrap_or_else(|_| html.to_owned())
}
