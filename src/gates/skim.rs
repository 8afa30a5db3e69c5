//! What a text surely has nothing of, told in one pass over its words.
//!
//! A source text comes in; whether there can be slips of spelling, hard reading or ended names in it goes
//! out. It may say
//! yes where there is nothing, and never no where there is something: the gates themselves look where it
//! says yes.

use crate::gates::met::Met;
use crate::gates::{plain, stale};
use crate::vi::{syllable, word_len};

/// What may stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Skim {
    /// A slip of spelling.
    pub(super) slips: bool,
    /// A sentence that is too long, or words of offices.
    pub(super) hard: bool,
    /// The name of something that has ended.
    pub(super) ended: bool,
}

/// What is known of a word by itself.
#[derive(Debug, Clone, Copy)]
struct Word {
    slip: bool,
    /// A phrase of offices may begin with it.
    of_offices: bool,
    /// What ended names may begin with it.
    ended: stale::Begun,
}

impl Word {
    fn of(word: &str) -> Word {
        Word {
            slip: !syllable::check(word).is_empty(),
            of_offices: plain::may_begin(word),
            ended: stale::begun_by(word),
        }
    }
}

/// Words and names of units that were met before.
#[derive(Debug, Default)]
pub(super) struct Words {
    written: Met<Word>,
    units: Met<stale::EndedName>,
}

/// Skims a text.
pub(super) fn skim(text: &str, words: &mut Words) -> Skim {
    let mut skim = Skim::default();
    let mut sentence = Sentence::default();
    let (mut last, mut begun, mut of_offices) = ("", false, 0);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        sentence.begin_line(line);
        let end = at + line.len();
        let mut part = at;
        while at < end {
            let first = text.as_bytes()[at];
            if first.is_ascii_whitespace() {
                skim.hard |= sentence.words > plain::LONG;
                sentence.end_part(&text[part..at]);
                at += 1;
                part = at;
                continue;
            }
            // What stands between words is mostly one sign.
            let may_begin = !first.is_ascii() || first.is_ascii_alphanumeric();
            let length = if may_begin { word_len(&text[at..end]) } else { 0 };
            if length > 0 {
                let word = &text[at..at + length];
                let known = words.written.of(word, Word::of);
                skim.slips |= known.slip || syllable::is_doubled(last, word);
                skim.ended |= !known.ended.is_empty()
                    && !skim.ended
                    && stale::may_stand_at(text, at, known.ended, &mut words.units);
                of_offices += usize::from(begun && plain::may_go_on(last, word));
                sentence.words += 1;
                (last, begun) = (word, known.of_offices);
                at += length;
            } else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
            }
        }
        skim.hard |= sentence.words > plain::LONG;
        sentence.end_part(&text[part..at]);
    }
    of_offices += usize::from(begun && plain::may_go_on(last, ""));
    skim.hard |= of_offices >= plain::MANY;
    skim
}

/// How far the sentence has gone: at least as far as `plain` counts.
#[derive(Default)]
struct Sentence {
    words: usize,
}

impl Sentence {
    /// Lists, headings, tables and empty lines end a sentence whatever it ends with.
    fn begin_line(&mut self, line: &str) {
        let start = line.trim_start();
        let ends = start.is_empty()
            || start.starts_with(['-', '*', '+', '>', '#', '|'])
            || start.starts_with(|c: char| c.is_ascii_digit());
        if ends {
            self.words = 0;
        }
    }

    fn end_part(&mut self, part: &str) {
        // Nearly every part is a word, with a comma or without.
        if part.bytes().next_back().is_none_or(|last| last.is_ascii_alphanumeric() || last == b',') {
            return;
        }
        let Some(last) = part.trim_end_matches(['*', '_', '”', '"', ')']).bytes().next_back() else {
            return;
        };
        // Where a link ends, its address may end with a point.
        if matches!(last, b'.' | b'!' | b'?' | b';' | b':') && !part.contains("](") {
            self.words = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::gates::spelling;
    use crate::path::SourcePath;
    use crate::source::SourceFile;

    fn seen(text: &str) -> (bool, bool) {
        let Skim { slips, hard, .. } = skim(text, &mut Words::default());
        (slips, hard)
    }

    proptest::proptest! {
        #[test]
        fn what_the_gates_find_was_seen(picks in proptest::collection::vec(0..PIECES.len(), 0..160)) {
            let body: String = picks.iter().map(|pick| PIECES[*pick]).collect();
            let text = format!("+++\ntitle = \"Tin\"\n+++\n{body}\n");
            let Skim { slips, hard, ended } = skim(&text, &mut Words::default());
            let digest = Digest::of(text.as_bytes());
            let file = SourceFile { path: SourcePath::new("content/a.md"), text, digest };
            proptest::prop_assert!(slips || spelling::examine(&file).is_empty());
            proptest::prop_assert!(hard || plain::examine(&file).is_none());
            proptest::prop_assert!(ended || stale::examine(&file.text).is_empty(), "{}", file.text);
        }
    }

    /// Words, signs and marks that may end or lengthen a sentence.
    const PIECES: &[&str] = &[
        "gạo ",
        "nước ",
        "củi ",
        "rau ",
        "trẻ ",
        "em ",
        "luôn ",
        "bị ",
        "Bị ",
        "bị bị ",
        "hiệncác ",
        "Ðảng ",
        "một\u{a0}hai ",
        "triển ",
        "khai ",
        "thực ",
        "hiện ",
        "vận ",
        "động, ",
        "tuyên ",
        "truyền ",
        "đôn ",
        "đốc ",
        "Quán ",
        "xã ",
        "Huyện ",
        "thị trấn ",
        "tx.",
        "TP. ",
        "phường ",
        "**Định** ",
        "Định Hóa",
        "Chợ Chu ",
        "Đông ",
        "Bình Dương, ",
        "1 ",
        "Sở LĐ-TB&XH ",
        "UBND ",
        "phòng ",
        "Lao động",
        "triệt ",
        "a.b ",
        "1.500 ",
        "hết. ",
        "hết.** ",
        "hết.” ",
        "rồi; ",
        "“",
        "” ",
        "[xem](https://a.example/b.) ",
        "(c.) ",
        "![x](y.png): ",
        "\n",
        "\n\n",
        "\n- ",
        "\n1. ",
        "\n> ",
        "\n# ",
        "\n| ",
        "\n```\n",
        "\n```chart\n",
        "\n  * ",
    ];

    #[test]
    fn good_short_sentences_have_nothing() {
        let text = "+++\ntitle = \"Bơi an toàn\"\n+++\nTrẻ nhỏ cần người lớn ở bên. Luôn luôn mặc áo phao.\n";
        assert_eq!(seen(&text.repeat(9)), (false, false));
    }

    #[test]
    fn ended_names_are_seen_wherever_they_stand() {
        let far = format!("xã{}Phúc Chu cũ", " ".repeat(900));
        let cut = format!("phường 1.500 {}", "gạo nước củi rau ".repeat(40));
        for name in
            ["huyện", "Xã Phúc Chu, huyện Định Hóa", &cut, "(Sở LĐTBXH)", "**tỉnh** **Bình Dương**", &far]
        {
            assert!(skim(&format!("Một câu. {name} nữa."), &mut Words::default()).ended, "{name}");
        }
        for name in ["phòng đọc", "Xã Định Hóa", "phường Thủ Dầu Một", "chồng chất"] {
            assert!(!skim(&format!("Một câu. {name} nữa."), &mut Words::default()).ended, "{name}");
        }
    }

    #[test]
    fn slips_are_seen_wherever_they_stand() {
        for slip in ["hiệncác", "bị bị", "bị\nbị", "Ðuối"] {
            assert!(seen(&format!("Một câu ngắn. {slip} nữa.")).0, "{slip}");
        }
    }

    #[test]
    fn long_sentences_are_seen_over_lines_links_and_quotes() {
        let half = "gạo nước củi rau muối khoai ngô sắn đỗ lạc ".repeat(3);
        assert!(seen(&format!("{half}\n{half}.")).1);
        assert!(seen(&format!("{half}[xem](https://a.example/b.) {half}.")).1);
        assert!(!seen(&format!("{half}\n\n{half}.")).1);
        assert!(!seen(&format!("{half}\n- {half}.")).1);
        assert!(seen("Quán triệt. Đôn đốc. Triển khai.").1);
    }
}
