//! Hidden text of Word files: found by its runs and styles, and taken out.
//!
//! A part of the document and its styles come in, the part without hidden words comes out. The marks of
//! fields stay, since half a field breaks a document. Nobody sees such words, and nobody who approved the
//! document read them.

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use crate::diag::messages::Uncleaned;

/// What of a hidden run is taken out.
const SAYING: [&str; 10] = [
    "t",
    "delText",
    "instrText",
    "delInstrText",
    "drawing",
    "pict",
    "object",
    "sym",
    "ruby",
    "AlternateContent",
];

/// The styles that hide what is written in them.
pub(super) fn styles(text: &str) -> BTreeSet<String> {
    let mut reader = Reader::from_str(text);
    let (mut hidden, mut based) = (BTreeSet::new(), Vec::new());
    let mut own = String::new();
    while let Ok(event) = reader.read_event() {
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            if event == Event::Eof {
                break;
            }
            continue;
        };
        match tag.local_name().as_ref() {
            "style" => own = value(&tag, "styleId"),
            "basedOn" => based.push((own.clone(), value(&tag, "val"))),
            "vanish" if is_on(&tag) => drop(hidden.insert(own.clone())),
            _ => {}
        }
    }
    // A chain of styles is no longer than there are styles.
    for _ in 0..based.len().min(20) {
        let more = based.iter().filter(|(_, base)| hidden.contains(base)).map(|(own, _)| own.clone());
        let more: Vec<String> = more.collect();
        hidden.extend(more);
    }
    hidden
}

/// The part without hidden words.
pub(super) fn without(text: String, styles: &BTreeSet<String>) -> Result<String, Uncleaned> {
    if styles.is_empty() && !text.contains("vanish") {
        return Ok(text);
    }
    let hidden = runs(&text, styles)?;
    if hidden.is_empty() {
        return Ok(text);
    }
    let mut reader = Reader::from_str(&text);
    let mut writer = Writer::new(Vec::with_capacity(text.len()));
    // The runs that are open, and whether each is hidden; how deep in what is taken out.
    let (mut open, mut met, mut dropped) = (Vec::new(), 0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| Uncleaned::Broken)?;
        let in_hidden = open.last().is_some_and(|hidden| *hidden);
        match &event {
            Event::Eof => break,
            Event::Start(tag) => {
                let name = tag.local_name();
                if dropped > 0 || in_hidden && SAYING.contains(&name.as_ref()) {
                    dropped += 1;
                }
                if name.as_ref() == "r" {
                    open.push(hidden.contains(&met));
                    met += 1;
                }
            }
            Event::Empty(tag) if in_hidden && SAYING.contains(&tag.local_name().as_ref()) => continue,
            Event::End(tag) => {
                if tag.local_name().as_ref() == "r" {
                    open.pop();
                }
                if dropped > 0 {
                    dropped -= 1;
                    continue;
                }
            }
            _ => {}
        }
        if dropped == 0 {
            writer.write_event(event).map_err(|_| Uncleaned::Broken)?;
        }
    }
    String::from_utf8(writer.into_inner()).map_err(|_| Uncleaned::Broken)
}

/// A run that is being read.
struct Run {
    number: usize,
    by_style: bool,
    /// What the run says of itself.
    own: Option<bool>,
}

/// The hidden runs, numbered in the order in which they begin.
fn runs(text: &str, styles: &BTreeSet<String>) -> Result<BTreeSet<usize>, Uncleaned> {
    let mut reader = Reader::from_str(text);
    let (mut hidden, mut met) = (BTreeSet::new(), 0);
    let (mut open, mut paragraphs): (Vec<Run>, Vec<bool>) = (Vec::new(), Vec::new());
    let mut path: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|_| Uncleaned::Broken)?;
        match &event {
            Event::Eof => return Ok(hidden),
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                let inside = |wanted: [&str; 2]| path.iter().rev().take(2).eq(wanted.iter());
                match (name.as_str(), open.last_mut()) {
                    ("vanish", Some(run)) if inside(["rPr", "r"]) => run.own = Some(is_on(tag)),
                    ("rStyle", Some(run)) if inside(["rPr", "r"]) => {
                        run.by_style |= styles.contains(&value(tag, "val"));
                    }
                    ("pStyle", _) => {
                        let is_hidden = styles.contains(&value(tag, "val"));
                        paragraphs.iter_mut().last().into_iter().for_each(|own| *own |= is_hidden);
                    }
                    _ => {}
                }
                if !matches!(event, Event::Start(_)) {
                    continue;
                }
                match name.as_str() {
                    "p" => paragraphs.push(false),
                    "r" => {
                        let by_style = paragraphs.last().is_some_and(|hidden| *hidden);
                        open.push(Run { number: met, by_style, own: None });
                        met += 1;
                    }
                    _ => {}
                }
                path.push(name);
            }
            Event::End(tag) => {
                path.pop();
                match tag.local_name().as_ref() {
                    "p" => drop(paragraphs.pop()),
                    "r" => {
                        let run = open.pop().filter(|run| run.own.unwrap_or(run.by_style));
                        hidden.extend(run.map(|run| run.number));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// A switch of Word is on unless it says otherwise.
fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(value(tag, "val").as_str(), "0" | "false" | "off")
}

pub(super) fn value(tag: &BytesStart<'_>, key: &str) -> String {
    let mut all = tag.attributes().filter_map(Result::ok);
    let own = all.find(|attribute| attribute.key.local_name().as_ref() == key);
    own.map(|attribute| attribute.value.as_ref().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_words_go_and_the_marks_of_fields_stay() {
        let sheet = "<w:styles><w:style w:styleId=\"An\"><w:rPr><w:vanish/></w:rPr></w:style>\
                     <w:style w:styleId=\"AnHon\"><w:basedOn w:val=\"An\"/></w:style></w:styles>";
        let styles = styles(sheet);
        let part = "<w:p><w:r><w:t>thấy</w:t></w:r>\
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>giấu một</w:t><w:fldChar w:fldCharType=\"begin\"/></w:r>\
            <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>cũng thấy</w:t></w:r>\
            <w:r><w:rPr><w:rStyle w:val=\"AnHon\"/></w:rPr><w:t>giấu hai</w:t></w:r></w:p>\
            <w:p><w:pPr><w:pStyle w:val=\"An\"/></w:pPr><w:r><w:t>giấu ba</w:t></w:r></w:p>\
            <w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>vẫn thấy</w:t></w:r></w:p>";
        let clean = without(part.to_owned(), &styles).expect("well-formed");
        assert!(!clean.contains("giấu"), "{clean}");
        for kept in ["thấy", "cũng thấy", "vẫn thấy", "fldChar"] {
            assert!(clean.contains(kept), "{kept}: {clean}");
        }
        assert_eq!(clean.matches("<w:r>").count(), 6, "{clean}");
    }
}
