//! Drawings (SVG) without what their editor wrote beside the drawing.
//!
//! In: the bytes of an SVG. Out: the same drawing without comments, metadata, editors' elements and
//! attributes, and with photographs inside it bared of camera data. A drawing that runs a program or
//! loads anything from elsewhere is refused: what it would do on a reader's phone nobody here can see.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use crate::digest::base64;
use crate::import::without_camera;

/// Prefixes that the drawing itself needs; all others are an editor's.
const PREFIXES: [&str; 4] = ["svg", "xlink", "xml", "xmlns"];

/// Elements that draw nothing.
const DROPPED: [&str; 1] = ["metadata"];

/// Elements that do something other than draw.
const REFUSED: [&str; 6] = ["script", "foreignObject", "iframe", "handler", "audio", "video"];

/// The drawing alone; a reason if it cannot be published.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(text.len()));
    let mut dropped = 0_usize;
    let mut in_style = false;
    let mut has_root = false;
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Eof => break,
            // Entities can hold anything, files of this machine among it.
            Event::DocType(doctype) if doctype.contains('[') => return Err("DOCTYPE".to_owned()),
            Event::Start(tag) if dropped > 0 || is_dropped(&tag) => {
                drop(tag);
                dropped += 1;
            }
            Event::End(_) if dropped > 0 => dropped -= 1,
            Event::Start(tag) => {
                in_style = local(&tag) == "style";
                has_root = has_root || local(&tag) == "svg";
                put(&mut writer, Event::Start(bare(&tag)?))?;
            }
            Event::Empty(tag) if dropped == 0 && !is_dropped(&tag) => {
                put(&mut writer, Event::Empty(bare(&tag)?))?;
            }
            Event::End(tag) => {
                in_style = false;
                put(&mut writer, Event::End(tag))?;
            }
            Event::Text(text) if dropped == 0 => {
                if in_style {
                    no_outside(&text)?;
                }
                put(&mut writer, Event::Text(text))?;
            }
            Event::CData(text) if dropped == 0 => {
                if in_style {
                    no_outside(&text)?;
                }
                put(&mut writer, Event::CData(text))?;
            }
            Event::GeneralRef(reference) if dropped == 0 => put(&mut writer, Event::GeneralRef(reference))?,
            _ => {}
        }
    }
    if has_root { Ok(writer.into_inner()) } else { Err("no drawing".to_owned()) }
}

fn put(writer: &mut Writer<Vec<u8>>, event: Event<'_>) -> Result<(), String> {
    writer.write_event(event).map_err(|error| error.to_string())
}

fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_owned()
}

fn prefix(name: &str) -> Option<&str> {
    name.split_once(':').map(|(prefix, _)| prefix)
}

fn is_dropped(tag: &BytesStart<'_>) -> bool {
    let full = tag.name().as_ref().to_owned();
    prefix(&full).is_some_and(|prefix| !PREFIXES.contains(&prefix)) || DROPPED.contains(&local(tag).as_str())
}

/// The tag with the attributes that draw.
fn bare(tag: &BytesStart<'_>) -> Result<BytesStart<'static>, String> {
    if REFUSED.contains(&local(tag).as_str()) {
        return Err(format!("<{}>", local(tag)));
    }
    let mut plain = BytesStart::new(tag.name().as_ref().to_owned());
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let name = attribute.key.as_ref().to_owned();
        let value = attribute.value.as_ref().to_owned();
        let own = name.rsplit(':').next().unwrap_or(&name);
        let of_editor = match prefix(&name) {
            Some("xmlns") => !["svg", "xlink"].contains(&own),
            Some(prefix) => !PREFIXES.contains(&prefix),
            None => name.starts_with("data-"),
        };
        if of_editor {
            continue;
        }
        if own.len() > 2 && own[..2].eq_ignore_ascii_case("on") {
            return Err(own.to_owned());
        }
        if own == "href" || own == "src" {
            let value = target(&value)?;
            plain.push_attribute((name.as_str(), value.as_str()));
            continue;
        }
        if name != "xmlns" && prefix(&name) != Some("xmlns") {
            no_outside(&value)?;
        }
        plain.push_attribute((name.as_str(), value.as_str()));
    }
    Ok(plain)
}

/// What a drawing may point to: itself, or a photograph that it holds.
fn target(value: &str) -> Result<String, String> {
    let told = || value.chars().take(60).collect::<String>();
    if value.starts_with('#') {
        return Ok(value.to_owned());
    }
    let data = value.strip_prefix("data:image/").ok_or_else(told)?;
    let (kind, coded) = data.split_once(";base64,").ok_or_else(told)?;
    if !["jpeg", "jpg", "png"].contains(&kind) {
        return Err(format!("data:image/{kind}"));
    }
    let bytes = decoded(coded).ok_or_else(|| "base64".to_owned())?;
    let bare = without_camera(&bytes).map_err(|_| format!("data:image/{kind}"))?;
    Ok(format!("data:image/{kind};base64,{}", base64(&bare)))
}

/// Styles load nothing.
fn no_outside(style: &str) -> Result<(), String> {
    let lower = style.to_ascii_lowercase();
    let outside = lower.contains("@import")
        || lower.contains("javascript:")
        || lower.match_indices("url(").any(|(at, _)| {
            let inner = lower[at + 4..].trim_start_matches([' ', '"', '\'']);
            !(inner.starts_with('#') || inner.starts_with("&quot;#") || inner.starts_with("&apos;#"))
        });
    if outside { Err(style.trim().chars().take(60).collect()) } else { Ok(()) }
}

/// Bytes of RFC 4648, with blanks between as editors break lines.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    let text = text.replace("&#10;", "").replace("&#xA;", "").replace("&#13;", "");
    let (mut out, mut word, mut bits) = (Vec::with_capacity(text.len() / 4 * 3), 0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => return None,
        };
        word = word << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(word >> bits & 0xff).ok()?);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> Result<String, String> {
        clean(text.as_bytes()).map(|bytes| String::from_utf8(bytes).expect("text"))
    }

    #[test]
    fn what_an_editor_leaves_goes_and_the_drawing_stays() {
        let text = "<?xml version=\"1.0\"?><!-- của Thí Dụ --><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\">\
            <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
            inkscape:export-filename=\"C:\\Users\\thidu\\anh.png\" viewBox=\"0 0 9 9\"><title>Ao</title>\
            <metadata><rdf:RDF xmlns:rdf=\"x\"><dc:creator>Thí Dụ</dc:creator></rdf:RDF></metadata>\
            <sodipodi:namedview inkscape:window-width=\"9\"><inkscape:grid/></sodipodi:namedview>\
            <a xlink:href=\"#ao\"><path id=\"ao\" d=\"M0 0h9\" style=\"fill:url(#g)\"/></a><text>Ao &amp; hồ</text></svg>";
        let plain = cleaned(text).expect("a drawing");
        for gone in ["Thí Dụ", "thidu", "inkscape", "rdf", "<!--", "DOCTYPE"] {
            assert!(!plain.contains(gone), "{gone}: {plain}");
        }
        for kept in [
            "<title>Ao</title>",
            "d=\"M0 0h9\"",
            "fill:url(#g)",
            "xlink:href=\"#ao\"",
            "Ao &amp; hồ",
            "viewBox",
        ] {
            assert!(plain.contains(kept), "{kept}: {plain}");
        }
        assert_eq!(cleaned(&plain).as_ref(), Ok(&plain));
    }

    #[test]
    fn what_runs_or_loads_is_refused() {
        for inner in [
            "<script>alert(1)</script>",
            "<g onload=\"x()\"/>",
            "<a href=\"javascript:x()\"/>",
            "<image href=\"https://theo-doi.example/a.png\"/>",
            "<use xlink:href=\"khac.svg#a\"/>",
            "<style>@import 'https://chu.example/a.css';</style>",
            "<rect style=\"fill:url(https://theo-doi.example/a)\"/>",
            "<foreignObject/>",
            "<image href=\"data:image/svg+xml;base64,AAAA\"/>",
        ] {
            let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
            assert!(cleaned(&text).is_err(), "{inner}");
        }
        assert!(cleaned("<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg>&a;</svg>").is_err());
        assert!(
            cleaned("<html></html>").is_err() && cleaned("").is_err() && cleaned("<svg><g></svg>").is_err()
        );
    }

    #[test]
    fn base64_is_read_as_it_is_written() {
        for text in ["", "a", "ao", "aoh", "ao hồ ở làng"] {
            assert_eq!(decoded(&base64(text.as_bytes())).as_deref(), Some(text.as_bytes()));
        }
    }
}
