//! The same words whatever they were written in.

use mangnon::import::{Encoding, Source, edge, import};
use mangnon::vi::legacy::{self, Legacy};

use crate::{SOURCES, folder, imported, read, words};

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
pub(crate) fn pdf(content: &[u8], trailer: &str) -> Vec<u8> {
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
