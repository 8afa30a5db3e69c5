//! What travels out of a Word file, and what stays behind.

use std::io::{Cursor, Write as _};

use mangnon::import::{Encoding, Imported, NoteKind, Source, draft_markdown, import};
use mangnon::vi::legacy::Legacy;
use zip::write::SimpleFileOptions;

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;

pub(crate) fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("starts");
        zip.write_all(text.as_bytes()).expect("writes");
    }
    zip.finish().expect("finishes").into_inner()
}

pub(crate) fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document {WORD}><w:body>{body}</w:body></w:document>"#
    )
}

pub(crate) fn paragraph(text: &str) -> String {
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
