//! A theme whose pages would ask other hosts for anything.
//!
//! The text of one file of a theme comes in, once a build and not once a page; a finding goes out for every
//! place that loads a script, a style, a picture or a font from elsewhere: whoever serves these learns who
//! reads about help for a child. A link that a reader follows is no such place. What a template takes from
//! its view is the site's own; what it writes out, or keeps in a variable first, is judged.

use std::collections::BTreeSet;

use crate::diag::{At, Diagnostic, messages};
use crate::gates::running::{element_end, is_foreign, places_of_style, tag_end, tag_loads, tag_name};
use crate::path::SourcePath;

/// The places of a theme's file that load from elsewhere.
pub fn in_theme(path: &SourcePath, text: &str) -> Vec<Diagnostic> {
    let places = if path.has_extension("css") {
        places_of_style(text)
    } else if path.has_extension("js") {
        of_script(text)
    } else if ["html", "svg", "xml"].iter().any(|ending| path.has_extension(ending)) {
        of_template(text)
    } else {
        Vec::new()
    };
    let told = |at: usize| {
        let words: String = text[at..].lines().next().unwrap_or("").chars().take(60).collect();
        messages::theme_loads(At::of_byte(text, at).in_file(path), words.trim())
    };
    places.into_iter().map(told).collect()
}

fn of_template(text: &str) -> Vec<usize> {
    let plain = without_expressions(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(open) = plain[at..].find('<').map(|n| at + n) {
        if plain[open..].starts_with("<!--") {
            at = plain[open..].find("-->").map_or(plain.len(), |n| open + n);
            continue;
        }
        if !plain[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = open + 1;
            continue;
        }
        let end = tag_end(&plain, open);
        let name = tag_name(&plain[open..end]);
        if tag_loads(&name, &plain[open..end]) {
            found.push(open);
        }
        at = end;
        if name == "style" || name == "script" {
            let inner = element_end(&plain, end);
            let inside = &plain[end..inner];
            let of = if name == "style" { places_of_style(inside) } else { of_script(inside) };
            found.extend(of.into_iter().map(|place| end + place));
            at = inner;
        }
    }
    found
}

/// The text with what a template computes replaced by as many letters: by an address elsewhere if it writes
/// one out, else by nothing that counts.
fn without_expressions(text: &str) -> String {
    let mut elsewhere: BTreeSet<&str> = BTreeSet::new();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|n| at + n) {
        let close = match text.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                out.push_str(&text[at..=open]);
                at = open + 1;
                continue;
            }
        };
        out.push_str(&text[at..open]);
        let end = text[open..].find(close).map_or(text.len(), |n| open + n + 2);
        let inside = text[open..end].get(2..end - open - 2).unwrap_or("");
        if close == "%}" {
            let set =
                inside.trim_matches(['-', ' ']).strip_prefix("set ").and_then(|rest| rest.split_once('='));
            elsewhere.extend(set.filter(|(_, value)| writes_address(value)).map(|(name, _)| name.trim()));
        }
        let first = inside.trim_matches(['-', ' ']).split([' ', '~', '|', '.']).next().unwrap_or("");
        let is_elsewhere = close == "}}" && (writes_address(inside) || elsewhere.contains(first));
        let fill = if is_elsewhere { "//" } else { "" };
        out.push_str(fill);
        let blank = |c: char| if c == '\n' { '\n' } else { 'x' };
        // As many bytes, so that places stay right.
        for (n, c) in text[open..end].char_indices() {
            if n >= fill.len() {
                out.push(blank(c));
                out.extend(std::iter::repeat_n('x', c.len_utf8() - 1));
            }
        }
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

/// `"https://…"` or `"//…"` within quotation marks.
fn writes_address(expression: &str) -> bool {
    expression.split(['"', '\'', '`']).skip(1).step_by(2).any(is_foreign)
}

/// Addresses elsewhere that a script holds, but for those that a reader is led to.
fn of_script(text: &str) -> Vec<usize> {
    const LEADING: [&str; 4] = ["location", "open(", ".href", "w3.org"];
    let mut found = Vec::new();
    for (at, _) in text.match_indices("//") {
        let before = &text[..at];
        let scheme = ["https:", "http:", "wss:", "ws:"].iter().find(|scheme| before.ends_with(*scheme));
        let start = at - scheme.map_or(0, |scheme| scheme.len());
        let is_quoted = text[..start].ends_with(['"', '\'', '`']);
        let is_host = text[at + 2..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let line = text[..start].rfind(['\n', ';']).map_or(0, |n| n + 1);
        let end = text[at..].find(['\n', ';']).map_or(text.len(), |n| at + n);
        let leads = LEADING.iter().any(|word| text[line..end].contains(word));
        if is_quoted && is_host && !leads {
            found.push(start);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(name: &str, text: &str) -> Vec<u32> {
        in_theme(&SourcePath::new(name), text).iter().map(|found| found.spot.at.line).collect()
    }

    #[test]
    fn what_loads_from_elsewhere_is_found_with_its_line() {
        for one in [
            "<script src=\"https://xau.example/a.js\"></script>",
            "<link rel=\"stylesheet\" href=\"//xau.example/a.css\">",
            "<link rel=preconnect href=https://xau.example>",
            "<img alt='' src='http://xau.example/{{ page.title }}.png'>",
            "{% set cdn = \"https://xau.example\" %}<script src=\"{{ cdn }}/a.js\"></script>",
            "<script src=\"{{ 'https://xau.example' ~ name }}\"></script>",
            "<style>@import url(https://xau.example/a.css);</style>",
            "<p style=\"background: url('//xau.example/a.png')\">",
            "<script>fetch(\"https://xau.example/\" + id)</script>",
            "<iframe src=https://xau.example></iframe>",
            "<base href=https://xau.example/>",
            "<image xlink:href=\"https://xau.example/a.png\"/>",
        ] {
            assert_eq!(lines("themes/a/templates/html/a.html", &format!("<p>Lời</p>\n{one}")), [2], "{one}");
        }
        let sheet = "p { color: red }\n@font-face { src: url(\"https://xau.example/a.woff2\") }\n@import '//xau.example/a.css';";
        assert_eq!(lines("themes/a/style.css", sheet), [2, 3]);
        assert_eq!(lines("themes/a/static/a.js", "let a = 1\nconst may = 'https://xau.example/'\n"), [2]);
    }

    #[test]
    fn links_and_what_is_the_site_s_own_are_left_alone() {
        let page = "{# <script src=\"https://xau.example/a.js\"> #}<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\
            <a href=\"https://chinhphu.vn/\">ra</a>{% set out = \"https://zalo.me\" %}<a href=\"{{ out }}/1\">Zalo</a>\
            <link rel=\"canonical\" href=\"{{ page.url }}\"><script src=\"{{ asset['a.js'] }}\" defer></script>\
            <img src=\"{{ base }}/a.png\" alt=\"\"><link rel=alternate href=\"https://khac.vn/en/\">";
        assert!(lines("themes/a/templates/html/a.html", page).is_empty());
        let sheet = "a { background: url(data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E) } /* https://a.vn */";
        assert!(lines("themes/a/style.css", sheet).is_empty());
        let script = "// https://a.vn\nlocation.replace('https://www.google.com.vn/')\nfetch('/tim/a.json')";
        assert!(lines("themes/a/static/a.js", script).is_empty());
        for (name, bytes) in crate::theme::embedded() {
            let text = String::from_utf8_lossy(&bytes);
            assert!(lines(&format!("themes/mang-non/{name}"), &text).is_empty(), "{name}");
        }
    }
}
