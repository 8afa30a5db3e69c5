//! `[loudspeaker.engine]` of `site.toml` as decided: the program that speaks.
//!
//! The table comes in, a complete [`Engine`] goes out. Every key may be left out: the empty table means
//! espeak-ng. Whether the program is there is not known here; it is started without a shell.

use serde::Serialize;

use crate::content::front_matter::{Word, word};
use crate::diag::{At, messages};
use crate::fields::Fields;

/// A program that speaks, and what it is asked to speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Engine {
    /// The program and its arguments; places in braces are filled in.
    pub command: Vec<String>,
    /// What `{voice}` stands for in the north, the centre and the south.
    pub voices: [String; 3],
    /// What `{speed}` stands for at two hundred syllables a minute.
    pub speed: u16,
    /// What is spoken.
    pub speak: Speak,
    /// How many seconds the program may take for one text.
    pub patience: u16,
    /// Where the table stands.
    #[serde(skip)]
    pub at: At,
}

/// What is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Speak {
    /// The bulletins of the coming days.
    Bulletins,
    /// Besides, every approved article, for its page.
    Articles,
}

impl Word for Speak {
    const ALL: &'static [Speak] = &[Speak::Bulletins, Speak::Articles];
    fn word(self) -> &'static str {
        match self {
            Speak::Bulletins => "bulletins",
            Speak::Articles => "articles",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Speak::Bulletins => "Chỉ đọc các bản tin",
            Speak::Articles => "Đọc cả từng bài đã duyệt",
        }
    }
}

/// espeak-ng takes syllables for words: at 160 words a minute its Vietnamese voices speak about two
/// hundred syllables (measured with version 1.51).
const ESPEAK: [&str; 6] = ["espeak-ng", "-v", "{voice}", "-s", "{speed}", "--stdout"];
const ESPEAK_SPEED: u16 = 160;
const ESPEAK_VOICES: [&str; 3] = ["vi", "vi-vn-x-central", "vi-vn-x-south"];

/// The places that a command may have.
const PLACES: [&str; 5] = ["{voice}", "{speed}", "{length_scale}", "{text_file}", "{wav_file}"];

/// Reads `[loudspeaker.engine]`; nothing if the table is not there.
pub(super) fn read(f: &mut Fields<'_>) -> Option<Engine> {
    let mut table = f.table("engine")?;
    let at = table.at();
    let command = table.strings("command");
    let command = command.map_or_else(
        || ESPEAK.map(str::to_owned).to_vec(),
        |words| words.into_iter().map(|word| word.value).collect(),
    );
    if command.first().is_none_or(|program| program.trim().is_empty()) {
        table.report(messages::engine_command_empty(table.spot(table.at_of("command"))));
    }
    for unknown in command.iter().filter_map(|word| unknown_place(word)) {
        table.report(messages::engine_place(table.spot(table.at_of("command")), unknown, &PLACES));
    }
    let number = |table: &mut Fields<'_>, key, bounds, default| {
        table.integer(key, bounds).and_then(|n| u16::try_from(n).ok()).unwrap_or(default)
    };
    let engine = Engine {
        command,
        voices: voices(&mut table),
        speed: number(&mut table, "speed", 1..10_001, ESPEAK_SPEED),
        speak: word(&mut table, "speak").map_or(Speak::Bulletins, |word| word.value),
        patience: number(&mut table, "patience", 1..3_601, 120),
        at,
    };
    table.finish();
    Some(engine)
}

fn voices(f: &mut Fields<'_>) -> [String; 3] {
    let mut voices = ESPEAK_VOICES.map(str::to_owned);
    let Some(mut table) = f.table("voices") else { return voices };
    for (key, voice) in ["north", "central", "south"].into_iter().zip(&mut voices) {
        if let Some(own) = table.string(key) {
            *voice = own.value;
        }
    }
    table.finish();
    voices
}

/// Something in braces that is no place.
fn unknown_place(word: &str) -> Option<&str> {
    let start = word.find('{')?;
    let end = start + word[start..].find('}')? + 1;
    let place = &word[start..end];
    if PLACES.contains(&place) { unknown_place(&word[end..]) } else { Some(place) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_nobody_fills_is_found() {
        assert_eq!(unknown_place("--x={speed},{sped}"), Some("{sped}"));
        assert_eq!(unknown_place("{text_file}"), None);
        assert_eq!(unknown_place("a{b"), None);
    }
}
