//! Spoken text for speech engines: the same words with the engine's own pauses, in pieces it accepts.
//!
//! In: spoken text, a line a paragraph. Out: texts ready to be sent. Pauses stand between paragraphs;
//! inside them the punctuation is enough. Limits: Zalo AI refuses more than 2,000 characters a request and
//! wants a space on both sides of its pause. No engine is called here.

/// What an engine takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EngineFormat {
    /// Plain text, a blank line between paragraphs.
    Text,
    /// SSML with breaks between paragraphs.
    Ssml,
    /// Plain text for Zalo AI with its own pause, in pieces of at most 2,000 characters.
    ZaloTts,
}

const ZALO_CHARACTERS: usize = 2000;
const ZALO_PAUSE: &str = " <<<sil#800>>> ";

/// The texts to hand to an engine, in order; none for text without words.
pub fn engine_text(spoken: &str, format: EngineFormat) -> Vec<String> {
    let paragraphs: Vec<&str> = spoken.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if paragraphs.is_empty() {
        return Vec::new();
    }
    match format {
        EngineFormat::Text => vec![paragraphs.join("\n\n")],
        EngineFormat::Ssml => vec![ssml(&paragraphs)],
        EngineFormat::ZaloTts => zalo(&paragraphs),
    }
}

fn ssml(paragraphs: &[&str]) -> String {
    let escaped: Vec<String> = paragraphs
        .iter()
        .map(|text| {
            format!("<p>{}</p>", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
        })
        .collect();
    let body = escaped.join("\n<break time=\"800ms\"/>\n");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"vi-VN\">\n{body}\n</speak>"
    )
}

fn zalo(paragraphs: &[&str]) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        for (i, piece) in sentences(paragraph).into_iter().flat_map(|s| cut(s, ZALO_CHARACTERS)).enumerate() {
            let joint = if i == 0 { ZALO_PAUSE } else { " " };
            match chunks.last_mut() {
                Some(chunk) if length(chunk) + length(joint) + length(piece) <= ZALO_CHARACTERS => {
                    chunk.push_str(joint);
                    chunk.push_str(piece);
                }
                _ => chunks.push(piece.to_owned()),
            }
        }
    }
    chunks
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// The sentences of a paragraph, each with its mark.
fn sentences(paragraph: &str) -> Vec<&str> {
    paragraph.split_inclusive(['.', '?', '!', ';']).map(str::trim).filter(|s| !s.is_empty()).collect()
}

/// A sentence beyond the limit is cut at its last comma, colon or space before it, at worst inside a word.
fn cut(sentence: &str, limit: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while length(rest) > limit {
        let end = rest.char_indices().nth(limit).map_or(rest.len(), |(at, _)| at);
        let head = &rest[..end];
        let at = head
            .rfind([',', ':'])
            .map(|at| at + 1)
            .or_else(|| head.rfind(' '))
            .filter(|at| *at > 0)
            .unwrap_or(end);
        pieces.push(rest[..at].trim());
        rest = rest[at..].trim_start();
    }
    pieces.push(rest);
    pieces
}
