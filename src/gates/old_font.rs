//! Passages typed with a font of the nineties: `Bµ con h·y rµo ao` is Vietnamese only in that font.
//!
//! A source text comes in, a finding for each such paragraph goes out with what it says. A paragraph counts
//! only if read in the old encoding nearly all of it is Vietnamese, and as it stands it is not. What other
//! languages write is left alone.

use std::sync::LazyLock;

use crate::diag::{At, Diagnostic, messages};
use crate::source::SourceFile;
use crate::vi::legacy;

/// So many words that are none, and a paragraph is looked at.
const FEWEST: usize = 3;

/// So many passages of a file are told one by one.
const MOST: usize = 5;

/// How much of a passage is shown as it should read, in letters.
const SHOWN: usize = 60;

/// The passages of a file.
pub(super) fn examine(file: &SourceFile) -> Vec<Diagnostic> {
    let text = file.text.as_str();
    if !may_have(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in text.split_inclusive("\n\n") {
        found.extend(passage(paragraph).map(|(at, word, read)| {
            let at = At::of_byte(text, start + at);
            messages::font_old(at.in_file(&file.path), word, &read)
        }));
        start += paragraph.len();
    }
    found.truncate(MOST);
    found
}

/// Signs and letters of U+0080 to U+00FF that Vietnamese texts do not have, each by its number less 128.
static ODD: LazyLock<[bool; 128]> = LazyLock::new(|| {
    let mut odd = std::array::from_fn(|n| n > 0x20);
    for c in "«»°·×÷§±²³½¼¾àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ".chars()
    {
        if let Ok(number) = u8::try_from(u32::from(c)) {
            odd[usize::from(number & 0x7f)] = false;
        }
    }
    odd
});

/// Letters of Western Europe that no Vietnamese word has.
fn may_have(text: &str) -> bool {
    let odd = &*ODD;
    let mut found = 0;
    // Each of U+0080 to U+00FF is one of two bytes and another that no letter begins with.
    for pair in text.as_bytes().windows(2) {
        if matches!(pair[0], 0xc2 | 0xc3) {
            let number = (pair[0] & 1) << 6 | pair[1] & 0x3f;
            found += usize::from(odd[usize::from(number & 0x7f)]);
        }
    }
    found >= FEWEST
}

/// The first odd word of a paragraph, and how the paragraph reads.
fn passage(paragraph: &str) -> Option<(usize, &str, String)> {
    if !may_have(paragraph) || legacy::score(paragraph).odd < FEWEST {
        return None;
    }
    let encoding = legacy::detect(paragraph)?;
    let line = paragraph.lines().find(|line| may_have(line)).unwrap_or(paragraph);
    let word = line.split_whitespace().find(|word| legacy::score(word).odd > 0)?;
    let at = paragraph.find(word)?;
    let from = &paragraph[at..];
    let read = legacy::from_text(from.lines().next().unwrap_or(from), encoding);
    Some((at, word, read.chars().take(SHOWN).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::path::SourcePath;

    fn places(text: &str) -> Vec<(u32, u32, String)> {
        let file =
            SourceFile { path: SourcePath::new("content/a.md"), digest: Digest::of(b""), text: text.into() };
        examine(&file)
            .into_iter()
            .map(|found| (found.spot.at.line, found.spot.at.column, found.words))
            .collect()
    }

    #[test]
    fn old_fonts_are_told_and_other_languages_are_not() {
        let tcvn = "Lời.\n\nBµ con h·y rµo ao, ®Ëy giÕng, kh«ng ®Ó trÎ mét m×nh gÇn n\u{ad}íc.\n";
        assert_eq!(places(tcvn), [(3, 1, "Bµ".to_owned())]);
        let vni = "Tin: ÑEÀ NGHÒ caùc xaõ baùo caùo soá treû em, ñöôïc hoã trôï trong naêm.\n";
        assert_eq!(places(vni).len(), 1, "{:?}", places(vni));
        for clean in [
            "Bà con hãy rào ao, đậy giếng, không để trẻ một mình gần nước.",
            "Für Mädchen und Söhne: schöne Grüße aus Köln, überall Bäume.",
            "Où êtes-vous, garçon? L'été à la forêt, ça coûte très cher; naïve, Noël, cœur.",
            "El niño y la señora están aquí: ¿qué más? ¡Mañana!",
            "Nước 25 °C · sâu 1,5 m × 2 m · ±3 · 30 m² · § 4 «trẻ em»",
        ] {
            assert_eq!(places(clean), Vec::new(), "{clean}");
        }
    }
}
