//! HTML inside an article, read for what it says rather than for how it looks.
//!
//! A fragment comes in; text between tags, table rows, comments, attribute values and pictures go
//! into the article. The scan is lenient: an unclosed tag or comment is read as text, never skipped.

use super::addresses::decode_percent;
use super::buffer::{Buffer, LineStarts};
use super::{Article, Picture, Where};

/// Where the fragment stands.
pub(super) struct Place<'a> {
    pub(super) section: u32,
    pub(super) lines: &'a LineStarts<'a>,
    /// Byte of the fragment to byte of the file.
    pub(super) file_offset: &'a dyn Fn(usize) -> usize,
}

/// Reads the fragment into `article`; `tables` counts the tables of the article.
pub(super) fn scan(html: &str, place: &Place<'_>, tables: &mut u32, article: &mut Article) {
    let mut text = Buffer::default();
    let mut kind = Where::Html;
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let len = comment.find("-->").unwrap_or(comment.len());
            add(article, Where::Comment, &comment[..len], at + 4, place);
            at += 4 + len + if len < comment.len() { 3 } else { 0 };
        } else if rest.starts_with('<')
            && let Some(len) = rest.find('>')
        {
            let tag = &rest[1..len];
            block_tag(tag, &mut text, &mut kind, tables, place, at, article);
            attributes(tag, at + 1, place, article);
            at += len + 1;
        } else {
            let len = rest.char_indices().skip(1).find(|(_, c)| *c == '<').map_or(rest.len(), |(n, _)| n);
            push_decoded(&mut text, &rest[..len], at, place);
            at += len;
        }
    }
    article.passages.extend(text.take(kind, place.section, place.lines));
}

/// Tags that end a passage or a cell.
fn block_tag(
    tag: &str,
    text: &mut Buffer,
    kind: &mut Where,
    tables: &mut u32,
    place: &Place<'_>,
    at: usize,
    article: &mut Article,
) {
    let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    let closing = tag.starts_with('/');
    match name.to_ascii_lowercase().as_str() {
        "table" if !closing => *tables += 1,
        "th" | "td" if closing => text.push(" | ", (place.file_offset)(at)),
        "th" => *kind = Where::TableRow { header: true, table: *tables },
        "td" if !matches!(kind, Where::TableRow { header: true, .. }) => {
            *kind = Where::TableRow { header: false, table: *tables };
        }
        "br" => text.push(",\n", (place.file_offset)(at)),
        "tr" | "p" | "div" | "li" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "figcaption" | "figure"
        | "section" => {
            let was_caption = closing && (name.eq_ignore_ascii_case("figcaption") || *kind == Where::Caption);
            if was_caption
                && let Some(picture) = article.pictures.last_mut()
                && let Some(passage) = text.take(Where::Caption, place.section, place.lines)
            {
                picture.caption.clone_from(&passage.text);
                article.passages.push(passage);
            }
            article.passages.extend(text.take(*kind, place.section, place.lines));
            *kind = if !closing && is_called_caption(tag) { Where::Caption } else { Where::Html };
        }
        _ => {}
    }
}

/// `<p class="chu-thich">`: the caption of the picture before it.
fn is_called_caption(tag: &str) -> bool {
    attribute_values(tag).iter().any(|(name, value, _)| {
        name.eq_ignore_ascii_case("class")
            && ["chu-thich", "chuthich", "chu_thich", "caption"].iter().any(|word| value.contains(word))
    })
}

fn attributes(tag: &str, at: usize, place: &Place<'_>, article: &mut Article) {
    let mut alt = String::new();
    let mut title = String::new();
    let mut source = String::new();
    let mut said = Buffer::default();
    let pairs = attribute_values(tag);
    let picture = tag.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("img"));
    let index = u32::try_from(article.pictures.len() + 1).unwrap_or(u32::MAX);
    for (name, value, offset) in pairs {
        let decoded = decode_entities(value);
        let kind = match name.to_ascii_lowercase().as_str() {
            "href" | "src" | "srcset" | "id" | "name" | "data-src" | "poster" => Where::LinkTarget,
            "alt" if picture => Where::Alt { picture: index },
            "class" | "style" | "width" | "height" => continue,
            "title" => Where::LinkTitle,
            _ => Where::Html,
        };
        let shown = if kind == Where::LinkTarget { decode_percent(&decoded) } else { decoded };
        if kind == Where::Html {
            // What one tag says of one person stands together.
            if !said.is_blank() {
                said.push(", ", (place.file_offset)(at + offset));
            }
            said.push(&shown, (place.file_offset)(at + offset));
            continue;
        }
        add(article, kind, &shown, at + offset, place);
        match name.to_ascii_lowercase().as_str() {
            "alt" => alt = shown,
            "title" => title = shown,
            "src" => source = shown,
            _ => {}
        }
    }
    article.passages.extend(said.take(Where::Html, place.section, place.lines));
    if picture {
        let line = place.lines.spot(0, (place.file_offset)(at)).line;
        article.pictures.push(Picture { index, line, alt, title, target: source, caption: String::new() });
    }
}

/// Name, value and offset of the value of every attribute.
fn attribute_values(tag: &str) -> Vec<(&str, &str, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(equals) = tag[at..].find('=') {
        let name_end = at + equals;
        let name =
            tag[..name_end].trim_end().rsplit(|c: char| c.is_whitespace() || c == '"').next().unwrap_or("");
        let value_at = name_end + 1 + (tag[name_end + 1..].len() - tag[name_end + 1..].trim_start().len());
        let rest = &tag[value_at..];
        let (start, len) = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => (value_at + 1, rest[1..].find(quote).unwrap_or(rest.len() - 1)),
            _ => (value_at, rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        found.push((name, &tag[start..start + len], start));
        at = (start + len).min(tag.len());
    }
    found
}

fn push_decoded(text: &mut Buffer, raw: &str, at: usize, place: &Place<'_>) {
    if raw.contains('&') {
        text.push(&decode_entities(raw), (place.file_offset)(at));
    } else {
        text.push(raw, (place.file_offset)(at));
    }
}

/// Character references that could spell a name.
fn decode_entities(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(amp) = rest.find('&') {
        out.push_str(&rest[..amp]);
        let tail = &rest[amp + 1..];
        let decoded =
            tail.find(';').filter(|end| *end <= 8).and_then(|end| Some((entity(&tail[..end])?, end)));
        if let Some((c, end)) = decoded {
            out.push(c);
            rest = &tail[end + 1..];
        } else {
            out.push('&');
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse(), |digits| u32::from_str_radix(digits, 16)).ok()?;
        return char::from_u32(code);
    }
    Some(match name {
        "nbsp" => ' ',
        "amp" => '&',
        "quot" => '"',
        "lt" => '<',
        "gt" => '>',
        "acirc" => 'â',
        "Acirc" => 'Â',
        "ecirc" => 'ê',
        "Ecirc" => 'Ê',
        "ocirc" => 'ô',
        "Ocirc" => 'Ô',
        "agrave" => 'à',
        "aacute" => 'á',
        "atilde" => 'ã',
        "egrave" => 'è',
        "eacute" => 'é',
        "igrave" => 'ì',
        "iacute" => 'í',
        "ograve" => 'ò',
        "oacute" => 'ó',
        "otilde" => 'õ',
        "ugrave" => 'ù',
        "uacute" => 'ú',
        "yacute" => 'ý',
        _ => return None,
    })
}

fn add(article: &mut Article, kind: Where, text: &str, at: usize, place: &Place<'_>) {
    let mut buffer = Buffer::default();
    buffer.push(text, (place.file_offset)(at));
    article.passages.extend(buffer.take(kind, place.section, place.lines));
}
