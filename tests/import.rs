//! Import from outside: files in, documents, drafts and refusals out.
//!
//! Beside the samples in `tests/import/` stand the JSON they must give; `BLESS=1` writes it, a person reads it. The five
//! source texts are real; every other sample is invented.
#![allow(clippy::disallowed_methods, reason = "tests read their samples")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use mangnon::import::{
    Attachment, Encoding, Imported, NoteKind, Refusal, Source, draft_markdown, edge, import, news_stub,
    report,
};
use mangnon::vi::legacy::{self, Legacy};
use zip::write::SimpleFileOptions;

const SOURCES: [&str; 5] = [
    "binh-duong-ke-hoach.txt",
    "chi-thi-28-ct-tw.txt",
    "cho-chu-cong-van-va-ke-hoach-145.txt",
    "que-phong-ke-hoach.txt",
    "thi-uy-huong-dan-chi-thi-28.txt",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn read(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn ends(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == ending)
}

fn imported(name: &str) -> Imported {
    let bytes = read(name);
    import(&Source { name, bytes: &bytes }).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"))
}

fn from_text(text: &str) -> Imported {
    import(&Source { name: "a.txt", bytes: text.as_bytes() }).expect("readable text")
}

fn refusal(name: &str, bytes: &[u8]) -> Refusal {
    match import(&Source { name, bytes }) {
        Err(refusal) => {
            let message = refusal.message();
            assert!(!message.vi.is_empty() && !message.en.is_empty());
            refusal
        }
        Ok(imported) => panic!("{name} was not refused: {imported:?}"),
    }
}

fn samples() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("samples")
        .map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !ends(name, "json"))
        .collect();
    names.sort();
    names
}

// ---- golden samples

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

// ---- every word, in order

/// Words, and nothing between them. A number joined over lines counts as its parts.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// How many words of `source` stand in `draft` in the same order: the longest common subsequence, by Myers' method.
fn kept_in_order(source: &[String], draft: &[String]) -> usize {
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

// ---- encodings

/// The same document whatever it was written in; old encodings lose the case of letters with a tone.
#[test]
fn the_source_texts_say_the_same_in_every_encoding() {
    for name in SOURCES {
        let text = String::from_utf8(read(name)).expect("UTF-8");
        let wanted = imported(name).documents;
        let same = |bytes: &[u8], what: &str, encoding: Encoding| {
            let got = import(&Source { name: "a.txt", bytes })
                .unwrap_or_else(|refusal| panic!("{name} {what}: {refusal:?}"));
            assert_eq!(got.documents, wanted, "{name} {what}");
            assert_eq!(got.encoding, encoding, "{name} {what}");
        };
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        same(&[&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(), "UTF-8 with a mark", Encoding::Utf8);
        same(&[&[0xff, 0xfe], little.as_slice()].concat(), "UTF-16 LE", Encoding::Utf16Le);
        same(&[&[0xfe, 0xff], big.as_slice()].concat(), "UTF-16 BE", Encoding::Utf16Be);
        same(&little, "UTF-16 LE without a mark", Encoding::Utf16Le);
        let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(text.as_str()).collect();
        same(decomposed.as_bytes(), "NFD", Encoding::Utf8);
        same(text.replace('\n', "\r\n").as_bytes(), "CRLF", Encoding::Utf8);
        for legacy in [Legacy::Windows1258, Legacy::Vni] {
            let bytes = legacy::to_bytes(&text, legacy).unwrap_or_else(|| panic!("{name} {legacy:?}"));
            same(&bytes, legacy.name(), Encoding::Legacy(legacy));
        }
    }
}

/// TCVN3 has no capitals with a tone: the text is typed small, as in a capitals font.
#[test]
fn tcvn3_is_read_from_bytes_and_from_latin_letters() {
    let small: String = String::from_utf8(read(SOURCES[0]))
        .expect("UTF-8")
        .chars()
        .map(|c| {
            if legacy::to_bytes(&c.to_string(), Legacy::Tcvn3).is_some() {
                c
            } else {
                c.to_lowercase().next().unwrap_or(c)
            }
        })
        .collect();
    let bytes = legacy::to_bytes(&small, Legacy::Tcvn3).expect("small letters can be written");
    let latin = legacy::latin(&bytes);
    for bytes in [bytes.as_slice(), latin.as_bytes()] {
        let got = import(&Source { name: "a.txt", bytes }).expect("readable");
        assert_eq!(got.encoding, Encoding::Legacy(Legacy::Tcvn3));
        let (got, wanted) = (&got.documents[0], &imported(SOURCES[0]).documents[0]);
        assert_eq!((&got.title, &got.cites, &got.signer), (&wanted.title, &wanted.cites, &wanted.signer));
        assert_eq!(words(&got.body), words(&wanted.body));
    }
}

#[test]
fn one_old_line_in_a_unicode_file_is_turned_and_noted() {
    let imported = imported("hard-07-mixed-tcvn3-line.txt");
    assert!(imported.documents[0].body.contains("Thực hiện Kế hoạch số 30/KH-UBND"));
    assert!(imported.look_at.iter().any(|note| note.line == 9 && note.vi.contains("TCVN3")));
    let mut bytes = "Ủy ban nhân dân xã thông báo đến Nhân dân.\nTrẻ em được nghỉ học.\n".as_bytes().to_vec();
    bytes.extend(legacy::to_bytes("Cha mẹ trông giữ trẻ cẩn thận.\n", Legacy::Tcvn3).expect("small letters"));
    bytes.extend("Không để trẻ tắm sông một mình.".as_bytes());
    let got = import(&Source { name: "a.txt", bytes: &bytes }).expect("readable");
    assert_eq!(got.encoding, Encoding::Utf8);
    assert!(got.documents[0].body.contains("Cha mẹ trông giữ trẻ cẩn thận."));
}

#[test]
fn lone_surrogates_are_replaced_and_noted() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(
        "THÔNG BÁO\nVề lịch tiêm chủng cho trẻ em trên địa bàn xã ".encode_utf16().flat_map(u16::to_le_bytes),
    );
    bytes.extend([0x00, 0xd8, 0x41, 0x00, 0x0a, 0x00]);
    let got = import(&Source { name: "a.txt", bytes: &bytes }).expect("readable");
    assert!(got.look_at.iter().any(|note| note.line == 2 && note.en.contains("UTF-16")));
}

// ---- Word files

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;

fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("starts");
        zip.write_all(text.as_bytes()).expect("writes");
    }
    zip.finish().expect("finishes").into_inner()
}

fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document {WORD}><w:body>{body}</w:body></w:document>"#
    )
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn word(body: &str) -> Imported {
    let bytes = docx(&[("word/document.xml", &document(body))]);
    import(&Source { name: "a.docx", bytes: &bytes }).expect("readable docx")
}

#[test]
fn tracked_deletions_comments_and_hidden_text_stay_behind() {
    let body = format!(
        "{}<w:p><w:r><w:t>Giữ lại </w:t></w:r><w:del w:id=\"1\" w:author=\"Người Soạn\"><w:r><w:delText>chữ đã xóa</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\" w:author=\"Người Sửa\"><w:r><w:t>chữ thêm vào</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>chữ ẩn</w:t></w:r>\
         <w:r><w:instrText>PAGE</w:instrText></w:r><w:moveFrom w:id=\"3\"><w:r><w:t>chỗ cũ</w:t></w:r></w:moveFrom></w:p>",
        paragraph("THÔNG BÁO")
    );
    let comments = format!(
        "<w:comments {WORD}><w:comment w:author=\"Lãnh Đạo\"><w:p><w:r><w:t>xem lại</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let core = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>Người Soạn Thảo</dc:creator></cp:coreProperties>";
    let bytes = docx(&[
        ("word/document.xml", &document(&body)),
        ("word/comments.xml", &comments),
        ("docProps/core.xml", core),
    ]);
    let got = import(&Source { name: "a.docx", bytes: &bytes }).expect("readable");
    let all =
        format!("{} {}", serde_json::to_string(&got).expect("json"), draft_markdown(&got.documents[0], &[]));
    assert!(all.contains("Giữ lại chữ thêm vào"));
    for gone in ["đã xóa", "chữ ẩn", "PAGE", "chỗ cũ", "xem lại", "Soạn", "Lãnh Đạo"] {
        assert!(!all.contains(gone), "{gone}");
    }
    assert_eq!(got.look_at.iter().filter(|note| note.kind == NoteKind::LeftOut).count(), 3);
}

#[test]
fn automatic_numbers_footnotes_and_text_boxes_are_written_out() {
    let numbered = |level: usize, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        paragraph("KẾ HOẠCH"),
        paragraph("Bảo vệ trẻ em"),
        numbered(0, "MỤC ĐÍCH"),
        numbered(1, "Mục đích chung"),
        "<w:p><w:r><w:t>Thực hiện Chỉ thị</w:t></w:r><w:r><w:footnoteReference w:id=\"7\"/></w:r><w:r><w:t> của Đảng.</w:t></w:r></w:p>".into(),
        numbered(0, "TỔ CHỨC THỰC HIỆN"),
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Trong khung chữ.</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
         <mc:Fallback><w:txbxContent><w:p><w:r><w:t>Trong khung chữ.</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>".into(),
        paragraph("Các thôn thực hiện."),
    ]
    .concat();
    let numbering = format!(
        "<w:numbering {WORD}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
         <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    let footnotes = format!(
        "<w:footnotes {WORD}><w:footnote w:id=\"7\"><w:p><w:r><w:t>Số 28-CT/TW, ngày 25/12/2023.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let bytes = docx(&[
        ("word/document.xml", &document(&body)),
        ("word/numbering.xml", &numbering),
        ("word/footnotes.xml", &footnotes),
    ]);
    let got = import(&Source { name: "a.docx", bytes: &bytes }).expect("readable");
    let doc = &got.documents[0];
    let outline: Vec<(u8, &str)> =
        doc.outline.iter().map(|heading| (heading.level, heading.text.as_str())).collect();
    assert_eq!(outline, [(1, "I. MỤC ĐÍCH"), (2, "1. Mục đích chung"), (1, "II. TỔ CHỨC THỰC HIỆN")]);
    assert!(
        doc.body.contains("Thực hiện Chỉ thị(1) của Đảng.\n\n> (1) Số 28-CT/TW, ngày 25/12/2023."),
        "{}",
        doc.body
    );
    assert_eq!(doc.body.matches("Trong khung chữ.").count(), 1);
    assert_eq!(doc.cites.len(), 1);
}

#[test]
fn old_fonts_in_a_word_file_are_turned_and_unicode_in_them_is_left() {
    let run = |font: &str, text: &str| {
        format!("<w:r><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr><w:t>{text}</w:t></w:r>")
    };
    let got = word(&format!(
        "<w:p>{}</w:p><w:p>{}</w:p><w:p>{}{}</w:p>",
        run(".VnTimeH", "kÕ ho¹ch"),
        run(".VnTime", "B¶o vÖ trÎ em tr\u{ad}íc nguy c¬ ®uèi n\u{ad}íc"),
        run(".VnTime", "Uû ban nh©n d©n x· "),
        run("Times New Roman", "thông báo đến các thôn."),
    ));
    assert_eq!(got.encoding, Encoding::DocxLegacy(Legacy::Tcvn3));
    let doc = &got.documents[0];
    assert_eq!(doc.kind.as_deref(), Some("Kế hoạch"));
    assert_eq!(doc.title.as_deref(), Some("Bảo vệ trẻ em trước nguy cơ đuối nước"));
    assert!(doc.body.contains("Uỷ ban nhân dân xã thông báo đến các thôn."));
    let kept = word(&format!("<w:p>{}</w:p>", run(".VnTime", "Trẻ em được bảo vệ và chăm sóc.")));
    assert!(kept.documents[0].body.contains("Trẻ em được bảo vệ và chăm sóc."));
    let vni =
        word(&format!("<w:p>{}</w:p>", run("VNI-Times", "Baûo veä treû em tröôùc nguy cô ñuoái nöôùc.")));
    assert!(vni.documents[0].body.contains("Bảo vệ trẻ em trước nguy cơ đuối nước."));
}

#[test]
fn tables_of_data_stay_tables_and_tables_of_layout_do_not() {
    let cell = |paragraphs: &[&str]| {
        format!("<w:tc>{}</w:tc>", paragraphs.iter().map(|it| paragraph(it)).collect::<String>())
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let got = word(
        &[
            format!(
                "<w:tbl>{}{}</w:tbl>",
                row(&[
                    cell(&["UBND XÃ MẪU"]),
                    cell(&["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"])
                ]),
                row(&[cell(&["Số: 3/BC-UBND"]), cell(&["Xã Mẫu, ngày 2 tháng 3 năm 2026"])])
            ),
            paragraph("BÁO CÁO"),
            paragraph("Kết quả dạy bơi"),
            paragraph("Ủy ban nhân dân xã báo cáo như sau:"),
            format!(
                "<w:tbl>{}{}</w:tbl>",
                row(&[cell(&["TT"]), cell(&["Nội dung"])]),
                row(&[cell(&["1"]), cell(&["Số lớp", "đã mở"])])
            ),
        ]
        .concat(),
    );
    let doc = &got.documents[0];
    assert_eq!(doc.number.as_deref(), Some("3/BC-UBND"));
    assert_eq!(doc.place.as_deref(), Some("Xã Mẫu"));
    assert!(doc.body.contains("| TT | Nội dung |\n|---|---|\n| 1 | Số lớp đã mở |"), "{}", doc.body);
    assert_eq!(doc.body.matches("|---|").count(), 1);
}

// ---- PDF

#[test]
fn a_pdf_reads_the_same_with_our_reader_and_with_the_installed_one() {
    for name in ["cong-van-mau.pdf", "bao-cao-co-bang.pdf"] {
        let own = imported(name).documents;
        let Ok(edge) = edge::import_file(&folder().join(name), &edge::Limits::default()) else {
            panic!("{name}")
        };
        let strip = |docs: &[mangnon::import::ImportedDocument]| -> Vec<mangnon::import::ImportedDocument> {
            docs.iter()
                .map(|doc| mangnon::import::ImportedDocument { body: String::new(), ..doc.clone() })
                .collect()
        };
        assert_eq!(strip(&own), strip(&edge.documents), "{name}");
        assert_eq!(words(&own[0].body), words(&edge.documents[0].body), "{name}");
    }
}

/// A PDF of one page with one Latin font and the given content stream and trailer.
fn pdf(content: &[u8], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
        3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >> endobj\n\
        5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> endobj\n"
        .to_vec();
    bytes.extend(format!("4 0 obj << /Length {} >> stream\n", content.len()).bytes());
    bytes.extend(content);
    bytes.extend(format!("\nendstream endobj\ntrailer << /Root 1 0 R {trailer} >>\n%%EOF").bytes());
    bytes
}

#[test]
fn a_pdf_in_an_old_font_is_read() {
    let mut content = b"BT /F1 12 Tf 100 700 Td (".to_vec();
    content.extend(
        legacy::to_bytes("Trẻ em được bảo vệ trước nguy cơ đuối nước.", Legacy::Tcvn3)
            .expect("small letters"),
    );
    content.extend(b") Tj ET");
    let bytes = pdf(&content, "");
    let got = import(&Source { name: "a.pdf", bytes: &bytes }).expect("readable");
    assert!(
        got.documents[0].body.contains("Trẻ em được bảo vệ trước nguy cơ đuối nước."),
        "{}",
        got.documents[0].body
    );
}

// ---- refusals

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
    let large = vec![b'a'; 17_000_000];
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

// ---- drafts

#[test]
fn the_draft_is_a_content_file() {
    let doc = &imported(SOURCES[2]).documents[1];
    let attachment =
        Attachment { file: "goc.docx".into(), title: "Bản gốc".into(), sha256: Some("ab".repeat(32)) };
    let draft = draft_markdown(doc, &[attachment]);
    let front = draft.split("+++").nth(1).expect("front matter");
    let table: toml::Table = front.parse().expect("TOML");
    assert_eq!(table["draft"].as_bool(), Some(true));
    assert_eq!(table["kind"].as_str(), Some("document"));
    assert!(table["title"].as_str().is_some_and(|title| title.chars().count() <= 120));
    let document = table["document"].as_table().expect("table");
    assert_eq!(document["number"].as_str(), Some("145-KH/HU"));
    assert_eq!(document["issuer"].as_str(), Some("Huyện ủy Định Hóa"));
    assert_eq!(document["issued"].as_datetime().map(ToString::to_string).as_deref(), Some("2024-03-27"));
    assert_eq!(document["cites"][1]["number"].as_str(), Some("156-KH/TU"));
    assert_eq!(document["recipients"].as_array().map(Vec::len), Some(10));
    assert_eq!(table["attachments"][0]["file"].as_str(), Some("goc.docx"));
    let letter = draft_markdown(&imported(SOURCES[2]).documents[0], &[]);
    assert!(letter.contains("issued = \"2024-04\"") && !letter.contains("\nnumber ="));
}

#[test]
fn the_stub_quotes_and_invents_nothing() {
    let doc = &imported(SOURCES[3]).documents[0];
    let stub = news_stub(doc);
    let table: toml::Table = stub.split("+++").nth(1).expect("front matter").parse().expect("TOML");
    assert_eq!(table["loudspeaker"]["text"].as_str(), Some(""));
    assert_eq!(table["zalo"]["text"].as_str(), Some(""));
    assert_eq!(table["draft"].as_bool(), Some(true));
    let passages: Vec<&str> = stub.lines().filter_map(|line| line.strip_prefix("> ")).collect();
    assert!((3..=8).contains(&passages.len()));
    for passage in passages {
        assert!(doc.body.contains(passage), "{passage}");
    }
}

#[test]
fn the_report_speaks_both_languages() {
    let report = report(&imported(SOURCES[3]));
    for part in ["Cần xem lại", "To check", "hiện các", "dòng 365", "line 365"] {
        assert!(report.contains(part), "{part}");
    }
}

// ---- single rules

#[test]
fn nothing_is_borrowed_from_the_text() {
    let got = from_text(
        "Sáng ngày 12 tháng 5 năm 2025, các em đến lớp học bơi.\nQuyết định số 12/QĐ-UBND ngày 01/4/2025 nêu rõ việc này.\n",
    );
    let doc = &got.documents[0];
    assert_eq!(
        (&doc.kind, &doc.number, &doc.date, &doc.place, &doc.issuer, &doc.title),
        (&None, &None, &None, &None, &None, &None)
    );
    assert_eq!(doc.cites.len(), 1);
}

#[test]
fn continuations_that_look_like_marks_are_joined() {
    let text = "KẾ HOẠCH\nBảo vệ trẻ em\n\nThực hiện nhiệm vụ được giao, phối hợp với Mặt trận và các tổ chức chính trị\n\
                - xã hội tuyên truyền, vận động Nhân dân chăm lo cho trẻ em trong giai đoạn đến năm\n2030. Tiếp tục rà soát các điểm có nguy cơ mất an toàn, nhất là sông, suối, ao, hồ, để\n\
                cắm biển cảnh báo và phân công người trông coi.\n- Các thôn thực hiện nghiêm túc.\n";
    let body = &from_text(text).documents[0].body;
    assert!(body.contains("tổ chức chính trị - xã hội tuyên truyền"), "{body}");
    assert!(body.contains("đến năm 2030. Tiếp tục"), "{body}");
    assert!(body.contains("\n- Các thôn thực hiện nghiêm túc."), "{body}");
}
