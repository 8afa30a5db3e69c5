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
    for name in ["b.log", "b.dat", "b.khong-biet", "b"] {
        assert!(exposes(&told(name, CHILD)), "{name}");
    }
    let found = told("b.dat", b"\x01\x02\0\x03\0\0\xff\xfe\0");
    assert!(rules(&found).contains(&"attachment-kind"), "{:?}", rules(&found));
}

#[test]
fn archives_and_files_in_disguise_are_refused_with_a_way_out() {
    let photograph = b"\xff\xd8\xff\xe1\0\x0dKHONGDUOCLO";
    let archive = ZipWriter::new(Cursor::new(Vec::new())).finish().expect("an archive").into_inner();
    for (name, bytes, rule) in [
        ("b.zip", archive.as_slice(), "attachment-archive"),
        ("b.txt", &archive, "attachment-archive"),
        ("b.rar", b"Rar!\x1a\x07", "attachment-archive"),
        ("b.eml", b"From: a@vi.example", "attachment-archive"),
        ("b.txt", photograph, "attachment-kind"),
        ("b.woff2", photograph, "attachment-kind"),
        ("b.la", b"\x01\x02\0\x03\0\0\xff\xfe\0", "attachment-kind"),
    ] {
        let found = told(name, bytes);
        let refused = found.iter().find(|one| one.rule == rule && one.severity == Severity::Error);
        assert!(refused.is_some_and(|one| !one.help.vi.is_empty()), "{name}: {found:?}");
    }
    let site = SiteTest::new("-- content/tin.md --\n+++\ntitle = \"Tin\"\ndate = 2026-05-12\n+++\nLời.\n");
    site.write("static/anh.zip", &archive);
    let found = site.try_build().map_or_else(|stopped| findings(Err(stopped)), |built| built.diagnostics);
    assert!(rules(&found).contains(&"attachment-archive"), "in static/ too: {:?}", rules(&found));
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

fn relation(kind: &str, target: &str) -> String {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let outside = if target.contains(':') { " TargetMode=\"External\"" } else { "" };
    format!(
        "<Relationships><Relationship Id=\"r0\" Type=\"{types}/{kind}\" Target=\"{target}\"{outside}/></Relationships>"
    )
}

#[test]
fn what_runs_or_is_fetched_or_hides_in_a_document_is_refused() {
    const RELS: &str = "word/_rels/document.xml.rels";
    let fetched = "<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE \"https://a.example/a.png\"</w:instrText></w:r>";
    for (what, bytes, words) in [
        ("macros", docx("", &[("word/vbaProject.bin", "x")]), "macro"),
        (
            "an object",
            docx(
                "",
                &[
                    ("word/embeddings/oleObject1.bin", "x"),
                    (RELS, &relation("oleObject", "embeddings/oleObject1.bin")),
                ],
            ),
            "tệp khác",
        ),
        ("a page within", docx("", &[("word/a.htm", CHILD)]), "tệp khác"),
        ("a remote picture", docx("", &[(RELS, &relation("image", "https://a.example/a.png"))]), "máy khác"),
        ("a field", docx(fetched, &[]), "máy khác"),
        ("a signature", docx("", &[("_xmlsignatures/sig1.xml", "<s/>")]), "chữ ký"),
        ("a photograph that is not read", docx("", &[("word/media/a.tif", "II*\0")]), "ảnh"),
    ] {
        let found = told("b.docx", bytes);
        let refused = found.iter().find(|one| one.rule == "attachment-not-cleaned");
        assert!(refused.is_some_and(|one| one.message.vi.contains(words)), "{what}: {found:?}");
    }
}

/// What is left of an archive after a build, all parts joined.
fn published(name: &str, bytes: Vec<u8>) -> String {
    let site = site(name, bytes);
    site.build();
    let bytes = support::tree(&site.out()).remove(name).expect("it is published");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut all = String::new();
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).expect("a part");
        all.push_str(&format!("\n{}\n", part.name().expect("a name")));
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut content).expect("a part");
        all.push_str(&String::from_utf8_lossy(&content));
    }
    all
}

#[test]
fn what_tells_of_makers_and_their_machines_is_left_out() {
    let mark = "KHONGDUOCLO";
    let settings = format!(
        "<w:settings WWW><w:attachedTemplate/><w:docVars><w:docVar w:val=\"{mark}\"/></w:docVars>\
         <w:mailMerge><w:query w:val=\"{mark}\"/></w:mailMerge></w:settings>"
    );
    let template = relation("attachedTemplate", &format!("file:///C:/{mark}.dotx"));
    let link = relation("hyperlink", &format!("file:///C:/Users/{mark}/ds.xlsx"));
    let word = docx(
        "",
        &[
            ("word/settings.xml", &settings),
            ("word/_rels/settings.xml.rels", &template),
            ("word/_rels/document.xml.rels", &link),
            ("customXml/item1.xml", mark),
            ("docProps/thumbnail.jpeg", mark),
            ("word/recipientData.xml", mark),
            ("word/charts/chart1.xml", "<c:chart><c:externalData r:id=\"r0\"/></c:chart>"),
            ("word/charts/_rels/chart1.xml.rels", &relation("package", "../embeddings/a.xlsx")),
            ("word/embeddings/a.xlsx", mark),
        ],
    );
    let all = published("b.docx", word);
    assert!(!all.contains(mark) && !all.contains("externalData") && !all.contains("embeddings"), "{all}");
    assert!(all.contains("Kế hoạch") && all.contains("about:blank"), "{all}");

    let workbook = format!(
        "<workbook><fileSharing userName=\"{mark}\"/><x15ac:absPath url=\"C:\\{mark}\"/><sheets/></workbook>"
    );
    let all = published(
        "b.xlsx",
        zipped(&[
            ("xl/workbook.xml", &workbook),
            ("xl/printerSettings/printerSettings1.bin", mark),
            ("xl/persons/person.xml", mark),
            ("xl/pivotCache/pivotCacheDefinition1.xml", &format!("<p refreshedBy=\"{mark}\"/>")),
        ]),
    );
    assert!(!all.contains(mark) && all.contains("<sheets/>"), "{all}");

    let printer =
        format!("<s><config:config-item config:name=\"PrinterName\">{mark}</config:config-item></s>");
    let all = published(
        "b.odt",
        zipped(&[
            ("content.xml", "<office:document-content><text:p>Kế hoạch</text:p></office:document-content>"),
            ("settings.xml", &printer),
            ("Object 1/meta.xml", mark),
            ("Thumbnails/thumbnail.png", mark),
        ]),
    );
    assert!(!all.contains(mark) && all.contains("Kế hoạch"), "{all}");
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(*name, SimpleFileOptions::default()).expect("an archive");
        out.write_all(text.as_bytes()).expect("an archive");
    }
    out.finish().expect("an archive").into_inner()
}

#[test]
fn sheets_and_slides_that_nobody_sees_are_refused() {
    let book = |state: &str| {
        let sheets =
            format!("<workbook><sheets><sheet name=\"a\"/><sheet name=\"b\"{state}/></sheets></workbook>");
        zipped(&[
            ("xl/workbook.xml", &sheets),
            ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"),
        ])
    };
    let slides = |show: &str| {
        let slide = format!("<p:sld{show}><a:t>Kế hoạch</a:t></p:sld>");
        zipped(&[("ppt/presentation.xml", "<p:presentation/>"), ("ppt/slides/slide1.xml", &slide)])
    };
    let table = |display: &str| {
        let text = format!(
            "<office:document-content><s{display}/><text:p>Kế hoạch</text:p></office:document-content>"
        );
        zipped(&[("content.xml", &text)])
    };
    let rows = |row: &str| {
        let sheet =
            format!("<worksheet><sheetData><row{row}><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>");
        zipped(&[("xl/workbook.xml", "<workbook/>"), ("xl/worksheets/sheet1.xml", &sheet)])
    };
    let refused = [
        ("b.xlsx", rows(" hidden=\"1\"")),
        ("b.xlsx", book(" state=\"hidden\"")),
        ("b.xlsx", book(" state=\"veryHidden\"")),
        ("b.pptx", slides(" show=\"0\"")),
        ("b.ods", table(" table:display=\"false\"")),
    ];
    for (name, bytes) in refused {
        let found = told(name, bytes);
        let why = found.iter().find(|one| one.rule == "attachment-not-cleaned").expect(name);
        assert!(
            why.message.vi.contains("ẩn") && why.message.en.contains("hidden"),
            "{name}: {}",
            why.message.vi
        );
    }
    let passes = [
        ("b.xlsx", book(" state=\"visible\"")),
        ("b.xlsx", rows("")),
        ("b.pptx", slides("")),
        ("b.ods", table(" table:display=\"true\"")),
    ];
    for (name, bytes) in passes {
        assert!(!rules(&told(name, bytes)).contains(&"attachment-not-cleaned"), "{name}");
    }
}

#[test]
fn words_where_somebody_is_to_type_are_read() {
    let sheet = format!(
        "<worksheet><sheetData/><dataValidations><dataValidation prompt=\"{CHILD}\"/></dataValidations></worksheet>"
    );
    let book = zipped(&[("xl/workbook.xml", "<workbook/>"), ("xl/worksheets/sheet1.xml", &sheet)]);
    assert!(exposes(&told("b.xlsx", book)), "a hint");
    let list = format!(
        "<w:r><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText=\"{CHILD}\"/></w:dropDownList></w:sdtPr></w:sdt></w:r>"
    );
    assert!(exposes(&told("b.docx", docx(&list, &[]))), "a list to choose from");
    let hidden = format!(
        "<office:document-content><text:p>Kế hoạch<text:hidden-text text:string-value=\"{CHILD}\"/></text:p></office:document-content>"
    );
    assert!(exposes(&told("b.odt", zipped(&[("content.xml", &hidden)]))), "hidden text");
}

/// A PDF of one page with a harmless line, more drawing and more objects.
fn pdf(drawn: &str, catalogue: &str, page: &str, objects: &[&str]) -> Vec<u8> {
    let line =
        format!("BT /F1 12 Tf 50 700 Td (Ke hoach tap huan boi an toan cho tre em cua xa) Tj ET {drawn}");
    let fixed = [
        format!("<</Type /Catalog /Pages 2 0 R {catalogue}>>"),
        "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
        format!("<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>> {page}>>"),
        format!("<</Length {}>>\nstream\n{line}\nendstream", line.len()),
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>".to_owned(),
    ];
    let all = fixed.iter().map(String::as_str).chain(objects.iter().copied());
    let objects: Vec<String> =
        all.enumerate().map(|(n, text)| format!("{} 0 obj\n{text}\nendobj\n", n + 1)).collect();
    format!("%PDF-1.5\n{}trailer\n<</Root 1 0 R>>\n", objects.concat()).into_bytes()
}

#[test]
fn a_pdf_is_read_where_it_speaks_beside_its_lines() {
    let units: Vec<String> = CHILD.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    let units = units.concat();
    let says = |key: &str| format!("<</{key} <FEFF{units}>>>");
    let plain = "Em Le Bao An, lop 4A, Truong Tieu hoc Phu Dinh, bi xam hai tinh duc.";
    let turned = format!("BT /F1 12 Tf 0 1 -1 0 300 100 Tm ({plain}) Tj ET");
    for (what, bytes) in [
        ("a form", pdf("", "/AcroForm <</Fields [6 0 R]>>", "", &[&says("V")])),
        ("a chapter", pdf("", "/Outlines 6 0 R", "", &[&says("Title")])),
        ("words instead of a picture", pdf("", "/StructTreeRoot 6 0 R", "", &[&says("Alt")])),
        ("lines across", pdf(&turned, "", "", &[])),
        ("lines that nobody sees", pdf(&format!("BT 3 Tr /F1 12 Tf 50 600 Td ({plain}) Tj ET"), "", "", &[])),
    ] {
        assert!(exposes(&told("b.pdf", bytes)), "{what}");
    }
    assert!(!exposes(&told("b.pdf", pdf("", "", "", &[]))));
}

#[test]
fn what_a_pdf_carries_besides_its_pages_goes() {
    let mark = "KHONGDUOCLO";
    let stream = format!("<</Length 11>>\nstream\n{mark}\nendstream");
    let launch = format!("<</Subtype /Link /A <</S /Launch /F (C:\\{mark})>>>>");
    let disk = format!("<</Subtype /Link /A <</S /URI /URI (file:///C:/{mark})>>>>");
    for (what, bytes) in [
        ("a form of another kind", pdf("", "/AcroForm <</XFA 6 0 R>>", "", &[&stream])),
        ("a file", pdf("", "/Names <</EmbeddedFiles 6 0 R>>", "", &[&stream])),
        ("a click", pdf("", "", "/Annots [6 0 R]", &[&launch])),
        ("a path", pdf("", "", "/Annots [6 0 R]", &[&disk])),
    ] {
        let site = site("b.pdf", bytes);
        site.build();
        let out = support::tree(&site.out()).remove("b.pdf").expect("it is published");
        assert!(!String::from_utf8_lossy(&out).contains(mark), "{what}");
    }
    let found = told("b.pdf", pdf("", "/Collection <<>>", "", &[]));
    assert!(rules(&found).contains(&"attachment-not-cleaned"), "a portfolio: {:?}", rules(&found));
}

#[test]
fn a_page_that_is_a_picture_alone_is_told() {
    let picture = "<</Subtype /Image /Width 1 /Height 1 /Length 1>>\nstream\nx\nendstream";
    let two =
        pdf("", "", "", &[picture, "<</Type /Page /Parent 2 0 R /Resources <</XObject <</I 6 0 R>>>>>>"]);
    let text = String::from_utf8(two).expect("a test file").replace("[3 0 R]", "[3 0 R 7 0 R]");
    assert!(rules(&told("b.pdf", text)).contains(&"attachment-not-read"));
}
