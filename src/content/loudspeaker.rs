//! `[loudspeaker]` of an article as written: wording of its own for the ear, recordings, repeats.
//!
//! A table of fields comes in, a typed record goes out. Whether a recording lies beside the article and
//! holds sound is judged where files are known.

use serde::{Deserialize, Serialize};

use crate::diag::{Located, messages};
use crate::fields::Fields;

/// `[loudspeaker]`: what an author says of an article on the loudspeaker.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LoudspeakerFront {
    /// The headline for the ear, where the article's own title does not do for it.
    pub title: Option<Located<String>>,
    /// The text, and where its first letter stands.
    pub text: Option<Located<String>>,
    /// How often it is played in a bulletin.
    pub repeat: u8,
    /// A recording in Vietnamese beside the article; it is played instead of the text.
    pub recording: Option<Located<String>>,
    /// Recordings in other languages beside the article; each is played after the Vietnamese.
    pub translations: Vec<Translation>,
}

/// One of `[[loudspeaker.translations]]`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Translation {
    /// The language, BCP 47.
    pub lang: Located<String>,
    /// What the language is called, `tiếng Tày`.
    pub name: String,
    /// The file beside the article.
    pub recording: Located<String>,
}

impl LoudspeakerFront {
    /// The files that it names, in the order of playing.
    pub fn recordings(&self) -> impl Iterator<Item = &Located<String>> {
        self.recording.iter().chain(self.translations.iter().map(|translation| &translation.recording))
    }
}

/// Reads `[loudspeaker]`.
pub fn read(fields: &mut Fields<'_>) -> Option<LoudspeakerFront> {
    let mut table = fields.table("loudspeaker")?;
    let title = table.string("title").filter(|title| !title.value.trim().is_empty());
    let at = table.at_of_text("text");
    let text = table.string("text").filter(|text| !text.value.trim().is_empty());
    let text = text.map(|text| Located { value: text.value, at });
    let repeat = table.integer("repeat", 1..6).and_then(|n| u8::try_from(n).ok()).unwrap_or(1);
    let recording = table.string("recording");
    let translations = translations(&mut table);
    table.finish();
    Some(LoudspeakerFront { title, text, repeat, recording, translations })
}

fn translations(fields: &mut Fields<'_>) -> Vec<Translation> {
    let mut translations = Vec::new();
    for mut table in fields.tables("translations") {
        let lang = table.required_string("lang", "lang = \"tyz\"");
        let name = table.required_string("name", "name = \"tiếng Tày\"");
        let recording = table.required_string("recording", "recording = \"loa-tay.mp3\"");
        if let Some(lang) = lang.as_ref().filter(|lang| !is_language_tag(&lang.value)) {
            table.report(messages::language_tag(table.spot(lang.at), &lang.value));
        }
        if let (Some(lang), Some(name), Some(recording)) = (lang, name, recording) {
            translations.push(Translation { lang, name: name.value, recording });
        }
        table.finish();
    }
    translations
}

/// Whether a text has the form of a language tag: `tyz`, `tyj-Latn-VN`.
fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or("");
    let language = (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    language
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_tag_has_the_form_of_bcp_47() {
        assert!(["vi", "tyz", "tyj-Latn-VN", "hmn"].into_iter().all(is_language_tag));
        assert!(
            ["", "tiếng Tày", "t", "tyz-", "tyz_VN", "123"].into_iter().all(|text| !is_language_tag(text))
        );
    }
}
