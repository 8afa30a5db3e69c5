//! Samples against the JSON beside them, and every word against its source.

use std::fmt::Write as _;

use mangnon::import::{NoteKind, draft_markdown};
use mangnon::vi::legacy;

use crate::{SOURCES, ends, folder, imported, read, samples, words};

#[test]
fn samples_give_the_json_beside_them() {
    let bless = std::env::var("BLESS").is_ok();
    let mut wrong = String::new();
    for name in samples() {
        let got = serde_json::to_string_pretty(&imported(&name)).expect("serializes") + "\n";
        let path = folder().join(format!("{name}.json"));
        if bless {
            std::fs::write(&path, &got).expect("writable");
        } else if std::fs::read_to_string(&path).ok().as_deref() != Some(got.as_str()) {
            let _ = writeln!(wrong, "{name}");
        }
    }
    assert!(wrong.is_empty(), "these samples changed (BLESS=1 to accept):\n{wrong}");
}

#[test]
fn the_five_source_texts_hold_fifteen_documents_and_every_citation() {
    let mut numbers: Vec<String> = Vec::new();
    let mut edges = Vec::new();
    let mut n_documents = 0;
    for name in SOURCES {
        for (idx, doc) in imported(name).documents.iter().enumerate() {
            n_documents += 1;
            let own = doc.number.clone().unwrap_or_else(|| format!("{name} {idx}"));
            for cite in &doc.cites {
                let date = cite.date.map_or(String::new(), |date| format!(" {date}"));
                edges.push(format!("{own} -> {}{date}", cite.number));
                numbers.push(cite.number.clone());
            }
            numbers.push(own);
        }
    }
    numbers.sort();
    numbers.dedup();
    assert_eq!((n_documents, numbers.len()), (6, 15), "{numbers:?}");
    assert_eq!(
        edges,
        [
            "binh-duong-ke-hoach.txt 0 -> 28-CT/TW 2023-12-25",
            "binh-duong-ke-hoach.txt 0 -> 136-HD/BTGTW 2024-01-15",
            "28-CT/TW -> 20-CT/TW",
            "cho-chu-cong-van-va-ke-hoach-145.txt 0 -> 145-KH/HU 2024-03-27",
            "cho-chu-cong-van-va-ke-hoach-145.txt 0 -> 1761/UBND-VP 2024-03-28",
            "145-KH/HU -> 28-CT/TW 2023-12-25",
            "145-KH/HU -> 156-KH/TU 2024-03-01",
            "que-phong-ke-hoach.txt 0 -> 28-CT/TW 2023-12-25",
            "que-phong-ke-hoach.txt 0 -> 1183/QĐ-TTg 2024-10-14",
            "que-phong-ke-hoach.txt 0 -> 68-HD/BTGTU 2024-03-13",
            "que-phong-ke-hoach.txt 0 -> 1336/KH-BGDĐT 2021-12-24",
            "que-phong-ke-hoach.txt 0 -> 1309/QĐ-TTg 2017-09-05",
            "thi-uy-huong-dan-chi-thi-28.txt 0 -> 28-CT/TW 2023-12-25",
            "thi-uy-huong-dan-chi-thi-28.txt 0 -> 110-HD/BTGTU 2024-02-07",
        ]
    );
}

#[test]
fn slips_and_repeated_paragraphs_are_reported_by_line() {
    let notes = imported("que-phong-ke-hoach.txt").look_at;
    let at = |kind: NoteKind| -> Vec<usize> {
        notes.iter().filter(|note| note.kind == kind && note.line > 0).map(|note| note.line).collect()
    };
    assert_eq!(at(NoteKind::Spelling), [365, 365, 380, 380]);
    let repeated: Vec<usize> =
        notes.iter().filter(|note| note.en.contains("word for word")).map(|note| note.line).collect();
    assert_eq!(repeated, [377, 385, 392]);
    let joined: Vec<&str> = notes
        .iter()
        .filter(|note| note.en.contains("broken over two lines"))
        .map(|note| note.en.as_str())
        .collect();
    assert!(joined.iter().any(|note| note.contains("1309/QĐ-TTg")), "{joined:?}");
}

/// How many words of `source` stand in `draft` in the same order: the longest common subsequence, by Myers' method.
pub(crate) fn kept_in_order(source: &[String], draft: &[String]) -> usize {
    let (n, m) = (source.len(), draft.len());
    let middle = n + m;
    let mut furthest = vec![0usize; 2 * middle + 2];
    for edits in 0..=middle {
        for diagonal in (middle - edits..=middle + edits).step_by(2) {
            let down = diagonal == middle - edits
                || (diagonal != middle + edits && furthest[diagonal - 1] < furthest[diagonal + 1]);
            let mut x = if down { furthest[diagonal + 1] } else { furthest[diagonal - 1] + 1 };
            let Some(mut y) = (x + middle).checked_sub(diagonal) else { continue };
            while x < n && y < m && source[x] == draft[y] {
                x += 1;
                y += 1;
            }
            furthest[diagonal] = x;
            if x >= n && y >= m {
                return (n + m - edits) / 2;
            }
        }
    }
    0
}

#[test]
fn the_measure_of_kept_words_measures() {
    let list = |text: &str| words(text);
    assert_eq!(kept_in_order(&list("một hai ba bốn"), &list("một ba hai bốn")), 3);
    assert_eq!(kept_in_order(&list("một hai"), &list("năm một sáu hai bảy")), 2);
    assert_eq!(kept_in_order(&list("một hai ba"), &list("hai")), 1);
}

#[test]
fn ninety_nine_percent_of_the_words_stand_in_the_draft_in_order() {
    for name in samples().iter().filter(|name| ends(name, "txt")) {
        let bytes = read(name);
        let Ok(source) = String::from_utf8(bytes) else { continue };
        if legacy::detect(&source).is_some() {
            continue;
        }
        let imported = imported(name);
        let draft: Vec<String> = imported.documents.iter().map(|doc| draft_markdown(doc, &[])).collect();
        let (draft, footnotes): (Vec<String>, Vec<String>) =
            draft.join("\n").lines().map(String::from).partition(|line| !line.starts_with("> "));
        // A footnote that stood inside a sentence is moved behind it on purpose; it must be there, word for word.
        let mut source = unicode_normalization::UnicodeNormalization::nfc(
            source.replace("<sup>", "").replace("</sup>", "").as_str(),
        )
        .collect::<String>();
        for footnote in &footnotes {
            let text = footnote.trim_start_matches("> ");
            assert!(source.contains(text), "{name}: {text}");
            source = source.replacen(text, "", 1);
        }
        let source = words(&source);
        let kept = kept_in_order(&source, &words(&draft.join("\n")));
        let n_left_out = imported.look_at.iter().filter(|note| note.kind == NoteKind::LeftOut).count();
        let enough = kept * 100 >= source.len() * 99 || kept + n_left_out >= source.len();
        assert!(enough, "{name}: {kept} of {}", source.len());
    }
}
