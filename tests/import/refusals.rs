//! What is refused, and that nothing makes the importer panic.

use mangnon::import::{Refusal, Source, draft_markdown, edge, import, news_stub, report};

use crate::encodings::pdf;
use crate::word_files::{document, docx, paragraph};
use crate::{SOURCES, folder, read, refusal, samples};

#[test]
fn what_cannot_be_read_is_refused_with_a_reason() {
    assert_eq!(refusal("a.txt", b""), Refusal::Empty);
    assert_eq!(refusal("a.txt", b" \r\n\t "), Refusal::Empty);
    assert_eq!(refusal("a.txt", "-----\n***\n".as_bytes()), Refusal::Empty);
    let noise: Vec<u8> = (0..5000u32)
        .map(|idx| u8::try_from(idx.wrapping_mul(2_654_435_761) >> 13 & 0xff).unwrap_or(0))
        .collect();
    assert_eq!(refusal("a.txt", &noise), Refusal::NotText);
    assert!(matches!(refusal("a.txt", b"\x89PNG\r\n\x1a\n...."), Refusal::Unsupported { format: "PNG" }));
    assert!(matches!(refusal("a.docx", b"day khong phai docx"), Refusal::Broken { .. }));
    assert!(matches!(refusal("a.pdf", b"day khong phai pdf"), Refusal::Broken { .. }));
    assert!(matches!(refusal("a.pdf", b"%PDF-1.7\nrong"), Refusal::Broken { .. }));
    let large = vec![b'a'; 9_000_000];
    assert!(matches!(refusal("a.txt", &large), Refusal::TooLarge { .. }));
}

#[test]
fn locked_files_are_refused() {
    let mut ole = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    ole.extend([0; 600]);
    assert!(matches!(refusal("a.doc", &ole), Refusal::Unsupported { .. }));
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refusal("a.docx", &ole), Refusal::Password);
    assert_eq!(
        refusal("a.pdf", &pdf(b"BT (a) Tj ET", "/Encrypt << /Filter /Standard >>")),
        Refusal::Password
    );
}

#[test]
fn a_scan_says_so() {
    assert_eq!(refusal("a.pdf", &pdf(b"q 100 0 0 100 0 0 cm /Im1 Do Q", "")), Refusal::NoTextLayer);
    let bytes = docx(&[("word/document.xml", &document("<w:p/>")), ("word/media/image1.png", "...")]);
    assert_eq!(refusal("a.docx", &bytes), Refusal::NoTextLayer);
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let spaces = " ".repeat(60_000_000);
    assert_eq!(refusal("a.docx", &docx(&[("word/document.xml", &spaces)])), Refusal::Bomb);
    let entities = format!(
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>{}",
        document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")
    );
    assert_eq!(refusal("a.docx", &docx(&[("word/document.xml", &entities)])), Refusal::Bomb);
    let deep = document(&"<w:p>".repeat(5_000));
    assert_eq!(refusal("a.docx", &docx(&[("word/document.xml", &deep)])), Refusal::Bomb);
    let mut nested = b"%PDF-1.4\n1 0 obj ".to_vec();
    nested.extend(b"[".repeat(200_000));
    assert!(matches!(refusal("a.pdf", &nested), Refusal::Broken { .. }));
}

#[test]
fn broken_word_files_are_refused() {
    let whole = docx(&[("word/document.xml", &document(&paragraph(&"Trẻ em ".repeat(2_000))))]);
    assert!(matches!(refusal("a.docx", &whole[..whole.len() / 2]), Refusal::Broken { .. }));
    let open = document("<w:p><w:r><w:t>dở dang").replace("</w:body></w:document>", "");
    assert!(matches!(refusal("a.docx", &docx(&[("word/document.xml", &open)])), Refusal::Broken { .. }));
    assert!(matches!(
        refusal("a.docx", &docx(&[("xl/workbook.xml", "<a/>")])),
        Refusal::Unsupported { format: ".xlsx" }
    ));
    assert!(matches!(refusal("a.docx", &docx(&[("la.txt", "a")])), Refusal::Unsupported { format: "zip" }));
}

#[test]
fn a_file_larger_than_allowed_is_not_read() {
    let limits = edge::Limits { file: 1_000, ..edge::Limits::default() };
    let path = folder().join(SOURCES[3]);
    assert!(matches!(
        edge::read_file(&path, &limits),
        Err(edge::Failure::Refused(Refusal::TooLarge { limit: 1_000 }))
    ));
    assert!(matches!(edge::read_file(&folder().join("khong-co"), &limits), Err(edge::Failure::Disk(_))));
    assert!(matches!(edge::read_file(&folder(), &limits), Err(edge::Failure::Disk(_))));
}

/// Bytes changed, cut and doubled at random: whatever comes out, it comes out.
#[test]
fn no_input_makes_it_panic() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0)
    };
    let word = docx(&[(
        "word/document.xml",
        &document(&(paragraph("KẾ HOẠCH") + &paragraph("1. Trẻ em").repeat(5))),
    )]);
    let mut seeds: Vec<(String, Vec<u8>)> = samples()
        .into_iter()
        .filter(|name| name.starts_with("hard") || name.ends_with("pdf"))
        .map(|name| (name.clone(), read(&name)))
        .collect();
    seeds.push(("a.docx".into(), word));
    for (name, seed) in seeds {
        for _ in 0..12 {
            let mut bytes = seed.clone();
            for _ in 0..=next() % 20 {
                let at = next() % bytes.len();
                match next() % 4 {
                    0 => bytes[at] = u8::try_from(next() & 0xff).unwrap_or(0),
                    1 => bytes.truncate(at + 1),
                    2 => {
                        let end = (at + next() % 200).min(bytes.len());
                        let part = bytes[at..end].to_vec();
                        bytes.splice(at..at, part);
                    }
                    _ => {
                        let end = (at + next() % 50).min(bytes.len());
                        bytes.drain(at..end);
                    }
                }
                if bytes.is_empty() {
                    bytes.push(b' ');
                }
            }
            if let Ok(imported) = import(&Source { name: &name, bytes: &bytes }) {
                let _ = report(&imported);
                for doc in &imported.documents {
                    let _ = (draft_markdown(doc, &[]), news_stub(doc));
                }
            }
        }
    }
}
