//! Files that are attached: their words are examined whatever they are, programs are refused, and no
//! archive takes more memory than is planned.
//!
//! Children in these files are invented.

mod support;

use std::io::{Cursor, Write as _};

use mangnon::diag::{Diagnostic, Severity};
use support::{SiteTest, findings};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CHILD: &str = "Em Lê Bảo An, lớp 4A, Trường Tiểu học Phú Đình, bị xâm hại.";

fn site(name: &str, bytes: impl AsRef<[u8]>) -> SiteTest {
    let site = SiteTest::new(&format!(
        "-- content/tin.md --\n+++\ntitle = \"Tin\"\ndate = 2026-05-12\n+++\n[Tệp]({name})\n"
    ));
    site.write(&format!("content/{name}"), bytes);
    site
}

fn told(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Diagnostic> {
    site(name, bytes).try_build().map_or_else(|stopped| findings(Err(stopped)), |built| built.diagnostics)
}

fn rules(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|found| found.rule).collect()
}

fn exposes(found: &[Diagnostic]) -> bool {
    found.iter().any(|found| found.severity == Severity::Error && found.rule.starts_with("privacy-"))
}

#[test]
fn lists_of_children_are_found_however_their_cells_are_parted() {
    let lists = [
        "Họ và tên,Ngày sinh,Lớp,Phụ huynh,SĐT\nLê Bảo An,12/05/2016,4A,Lê Văn Tư,0912345678\n",
        "Họ tên,Lớp\r\nLê Bảo An,4A\r\n",
        "DANH SÁCH LỚP,,\nSTT,Họ tên,Lớp\n1,Lê Bảo An,4A\n2,Phạm Gia Hân,4B\n",
        "Ho ten,Lop\nLe Bao An,4A\nPham Gia Han,4B\n",
        "\"Họ tên\"\t\"Lớp\"\n\"Lê Bảo An\"\t\"4A\"\n",
    ];
    for list in lists {
        let utf16: Vec<u8> =
            "\u{feff}".encode_utf16().chain(list.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [list.as_bytes().to_vec(), format!("\u{feff}{list}").into_bytes(), utf16] {
            let found = told("b.csv", bytes);
            assert!(exposes(&found), "{list}: {:?}", rules(&found));
        }
    }
    let found = told("b.csv", lists[3]);
    let lines: Vec<u32> =
        found.iter().filter(|one| one.rule.starts_with("privacy-")).map(|one| one.spot.at.line).collect();
    assert!(lines.contains(&2) && lines.contains(&3), "every row by its line: {lines:?}");
}

#[test]
fn lists_of_figures_and_of_officials_pass() {
    for list in [
        "Xã,Số trẻ em,Tỷ lệ %\nPhú Đình,1250,12\nBình Yên,980,9\n",
        "Họ và tên,Chức vụ,Điện thoại cơ quan\nLê Văn Tư,Công chức văn hóa,02083.123.456\n",
    ] {
        let found = told("b.csv", list);
        assert!(!exposes(&found), "{list}: {:?}", rules(&found));
    }
}

#[test]
fn what_is_text_is_read_whatever_its_name() {
    for name in ["b.log", "b.dat", "b.eml", "b.khong-biet", "b"] {
        assert!(exposes(&told(name, CHILD)), "{name}");
    }
    let found = told("b.dat", b"\x01\x02\0\x03\0\0\xff\xfe\0");
    assert!(rules(&found).contains(&"attachment-not-read"), "{:?}", rules(&found));
}

#[test]
fn programs_are_refused_by_name_and_by_content() {
    for (name, bytes) in
        [("b.exe", "x"), ("b.js", "x"), ("b.apk", "x"), ("b.dat", "MZ\0\0"), ("b.txt", "#!/bin/sh\n")]
    {
        let found = told(name, bytes);
        assert!(rules(&found).contains(&"attachment-program"), "{name}: {:?}", rules(&found));
    }
}

/// A Word file of these parts besides a harmless text.
fn docx(run: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
             xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"";
    let body = format!(
        "<w:document {w}><w:body><w:p><w:r><w:t>Kế hoạch tập huấn bơi an toàn của xã.</w:t></w:r>{run}</w:p>\
         </w:body></w:document>"
    );
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = parts.iter().map(|(name, text)| (*name, text.replace("WWW", w)));
    for (name, text) in std::iter::once(("word/document.xml", body)).chain(parts) {
        out.start_file(name, SimpleFileOptions::default()).expect("an archive");
        out.write_all(text.as_bytes()).expect("an archive");
    }
    out.finish().expect("an archive").into_inner()
}

fn paragraph(root: &str) -> String {
    format!("<w:{root} WWW><w:p><w:r><w:t>{CHILD}</w:t></w:r></w:p></w:{root}>")
}

#[test]
fn word_files_are_read_beside_their_text() {
    assert!(!exposes(&told("b.docx", docx("", &[]))));
    for (part, root) in [
        ("word/header1.xml", "hdr"),
        ("word/footer2.xml", "ftr"),
        ("word/footnotes.xml", "footnotes"),
        ("word/endnotes.xml", "endnotes"),
    ] {
        let text = paragraph(root)
            .replace("<w:p>", "<w:footnote w:id=\"2\"><w:p>")
            .replace("</w:p>", "</w:p></w:footnote>");
        let text = if root.ends_with("notes") { text } else { paragraph(root) };
        let found = told("b.docx", docx("", &[(part, &text)]));
        assert!(exposes(&found), "{part}: {:?}", rules(&found));
    }
    let picture = format!(
        "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" descr=\"{CHILD}\"/></wp:inline></w:drawing></w:r>"
    );
    assert!(exposes(&told("b.docx", docx(&picture, &[]))), "an alt text");
}

#[test]
fn hidden_text_of_a_word_file_is_not_published() {
    let hidden = format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{CHILD}</w:t></w:r>");
    let site = site("b.docx", docx(&hidden, &[]));
    site.build();
    let bytes = support::tree(&site.out()).remove("b.docx").expect("it is published");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut part = archive.by_name("word/document.xml").expect("the text");
    let text = std::io::read_to_string(&mut part).expect("UTF-8");
    assert!(text.contains("Kế hoạch") && !text.contains("Bảo An"), "{text}");
}

#[test]
fn documents_that_are_none_are_refused_in_plain_words() {
    let empty = ZipWriter::new(Cursor::new(Vec::new())).finish().expect("an archive").into_inner();
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("word/document.xml", SimpleFileOptions::default()).expect("an archive");
    let zeros = vec![b' '; 1 << 20];
    (0..70).for_each(|_| bomb.write_all(&zeros).expect("an archive"));
    let bomb = bomb.finish().expect("an archive").into_inner();
    for (name, bytes, words) in [
        ("b.docx", empty, "đuôi tên tệp"),
        ("b.docx", b"%PDF-1.7\n".to_vec(), "đuôi tên tệp"),
        ("b.pdf", docx("", &[]), "đuôi tên tệp"),
        ("b.pdf", b"%PDF-1.7\nx".to_vec(), "bị hỏng"),
        ("b.docx", b"PK\x03\x04 cut".to_vec(), "bị hỏng"),
        ("b.docx", bomb, "quá lớn"),
    ] {
        let found = told(name, bytes);
        let refused = found.iter().find(|one| one.rule == "attachment-not-cleaned");
        assert!(refused.is_some_and(|one| one.message.vi.contains(words)), "{name} {words}: {found:?}");
    }
}

#[test]
fn a_digest_is_compared() {
    let with = |sha256: &str| {
        let site = SiteTest::new(&format!(
            "-- content/tin.md --\n+++\ntitle = \"Tin\"\ndate = 2026-05-12\n[[attachments]]\nfile = \"b.txt\"\n\
             sha256 = \"{sha256}\"\n+++\nLời.\n-- content/b.txt --\nabc"
        ));
        site.write("content/b.txt", "abc");
        rules(&site.try_build().map_or_else(|stopped| findings(Err(stopped)), |built| built.diagnostics))
    };
    let of_abc = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
    assert!(!with(of_abc).contains(&"attachment-digest"), "capitals too");
    for wrong in [&of_abc.replace('F', "0"), "00"] {
        assert!(with(wrong).contains(&"attachment-digest"), "{wrong}");
    }
}
