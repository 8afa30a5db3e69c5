//! What leaves besides pages and pictures, and what pages may cost: budgets judged alike in a check, in a cold
//! and in a warm build; drawings, films and tables without what their makers left in them.
#![allow(clippy::disallowed_methods, reason = "tests read what a build wrote and run ffmpeg")]

mod support;

use std::io::{Cursor, Write as _};
use std::process::Command;

use image::{DynamicImage, Rgb, RgbImage};
use mangnon::diag::{Diagnostic, Severity};
use mangnon::pipeline::Stopped;
use support::{SiteTest, tree};
use zip::write::SimpleFileOptions;

/// Stands in every field that must not be published.
const MARK: &str = "KHONG-DUOC-LO";

const HEAD: &str = "+++\ntitle = \"Nấu cơm\"\ndate = 2026-05-12\nchannels = [\"web\"]\n+++\n";

fn site(body: &str) -> SiteTest {
    let site = SiteTest::new("");
    site.write("content/tin/index.md", format!("{HEAD}{body}\n"));
    site
}

/// Words in an order without sense, which no packer makes small.
fn noise(n: usize) -> String {
    let mut seed = 11_u64;
    let mut text = String::new();
    for i in 0..n {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let words = ["gạo", "nước", "củi", "bếp", "rau", "muối", "nồi", "bát", "đũa", "mâm", "thìa", "ấm"];
        let marks = ["rang", "luộc", "nấu", "kho", "hầm", "chiên", "hấp", "nướng"];
        let idx = usize::try_from(seed >> 40).unwrap_or(0);
        let word = if i % 2 == 0 { words[idx % 12] } else { marks[idx % 8] };
        text.push_str(if i % 8 == 0 { ".\n\nLấy " } else { " " });
        text.push_str(word);
    }
    text
}

fn heavy(found: &[Diagnostic]) -> Vec<(Severity, String)> {
    let heavy = found.iter().filter(|one| one.rule == "page-weight");
    heavy.map(|one| (one.severity, one.message.vi.clone())).collect()
}

fn built(site: &SiteTest) -> Vec<(Severity, String)> {
    match site.try_build() {
        Ok(built) => heavy(&built.diagnostics),
        Err(Stopped::Findings(found)) => heavy(&found),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn a_page_over_its_budget_is_judged_alike_cold_warm_and_in_a_check() {
    let site = site(&noise(40_000));
    let settings = support::SITE_TOML;
    let mild = "[[rules]]\nrule = \"page-weight\"\nseverity = \"warning\"\n";
    let checked = heavy(&site.check());
    assert_eq!(checked.len(), 1, "{checked:?}");
    assert_eq!(built(&site), checked);
    assert_eq!(site.paths().len(), 0, "an error stops the build");
    site.write("site.toml", format!("{settings}{mild}"));
    let cold = built(&site);
    assert_eq!((cold[0].0, &cold[0].1), (Severity::Warning, &checked[0].1));
    assert_eq!(built(&site), cold, "warm");
    site.write("site.toml", settings);
    assert_eq!(built(&site), checked, "what was kept is judged too");
    site.write("content/tin/index.md", format!("{HEAD}Ngắn.\n"));
    assert_eq!(built(&site), []);
}

#[test]
fn an_issued_document_is_as_long_as_it_was_issued() {
    let site = SiteTest::new("");
    let head = HEAD.replace("\n+++\n", "\n[document]\ntype = \"Kế hoạch\"\n+++\n");
    site.write("content/tin/index.md", format!("{head}{}\n", noise(40_000)));
    assert_eq!(heavy(&site.check()), []);
    assert_eq!(built(&site), []);
    assert!(site.paths().contains(&"tin/index.html".to_owned()), "{:?}", site.paths());
}

#[test]
fn the_heaviest_pictures_are_named_in_the_size_that_a_phone_loads() {
    let mut seed = 5_u32;
    let stipple = RgbImage::from_fn(1400, 1100, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [_, red, green, blue] = seed.to_be_bytes();
        Rgb([red, green, blue])
    });
    let mut jpeg = Cursor::new(Vec::new());
    DynamicImage::from(stipple).write_to(&mut jpeg, image::ImageFormat::Jpeg).expect("a picture");
    let site = site("![Bếp](bep.jpg)\n\n![Nồi](noi.jpg)");
    site.write("content/tin/bep.jpg", jpeg.get_ref());
    site.write("content/tin/noi.jpg", jpeg.get_ref());
    let told = built(&site);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].1.contains("kể cả ảnh") && told[0].1.contains("ảnh “bep_960w.webp”"), "{told:?}");
    assert!(told[0].1.contains("ảnh “noi_960w.webp”"), "{told:?}");
}

#[track_caller]
fn assert_nothing_leaks(site: &SiteTest) {
    for folder in [site.out(), site.state()] {
        for (path, bytes) in tree(&folder) {
            let found = bytes.windows(MARK.len()).position(|window| window == MARK.as_bytes());
            assert_eq!(found, None, "{path} holds {MARK}");
        }
    }
}

#[test]
fn a_drawing_leaves_without_its_editor() {
    let site = site("![Ao](ao.svg)");
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:sodipodi=\"http://sodipodi\" sodipodi:docname=\"/home/{MARK}/ao.svg\">\
         <!-- {MARK} --><metadata>{MARK}</metadata><path d=\"M0 0h9\"/></svg>"
    );
    site.write("content/tin/ao.svg", &svg);
    site.write("static/anh/ao.svg", &svg);
    site.build();
    assert_nothing_leaks(&site);
}

/// A film as ffmpeg writes it, with a place and an author; nothing where there is no ffmpeg.
fn film(site: &SiteTest, name: &str, inputs: &[&str], options: &[&str]) -> bool {
    let path = site.root().join("content/tin").join(name);
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-y", "-f", "lavfi", "-i", "testsrc=size=64x64:duration=1:rate=5"]);
    command.args(["-f", "lavfi", "-i", "sine=duration=1"]).args(inputs).args([
        "-shortest",
        "-c:v",
        "mpeg4",
        "-c:a",
        "aac",
    ]);
    command.args(["-metadata", &format!("location=+21.0285+105.8542/{MARK}")]);
    command.args(["-metadata", &format!("artist={MARK}"), "-metadata", &format!("comment={MARK}")]);
    command.args([
        "-metadata:s:v",
        &format!("handler_name={MARK}"),
        "-metadata",
        "creation_time=2026-05-12T08:00:00Z",
    ]);
    command.args(options).arg(&path);
    command.status().is_ok_and(|status| status.success())
}

#[test]
fn a_film_leaves_without_place_and_device_and_still_plays() {
    let site = site("[Phim](phim.mp4)\n\n[Phim khác](phim2.mov)");
    if !film(&site, "phim.mp4", &[], &["-movflags", "+faststart"]) || !film(&site, "phim2.mov", &[], &[]) {
        eprintln!("skipped: there is no ffmpeg");
        return;
    }
    site.build();
    assert_nothing_leaks(&site);
    for name in ["phim.mp4", "phim2.mov"] {
        let published = site.out().join("tin").join(name);
        let told = Command::new("ffprobe")
            .args(["-v", "error", "-count_frames", "-select_streams", "v", "-of", "csv=p=0"])
            .args([
                "-show_entries",
                "stream=nb_read_frames:format_tags=location,artist,comment,creation_time",
            ])
            .arg(&published)
            .output()
            .expect("ffprobe comes with ffmpeg");
        assert_eq!(String::from_utf8_lossy(&told.stdout).trim(), "5", "{name}");
    }
}

#[test]
fn a_film_with_subtitles_is_refused() {
    let site = site("[Phim](phim.mp4)");
    site.write("phu-de.srt", "1\n00:00:00,000 --> 00:00:01,000\n21.0285, 105.8542\n");
    let subtitles = site.root().join("phu-de.srt").display().to_string();
    if !film(
        &site,
        "phim.mp4",
        &["-i", &subtitles],
        &["-map", "0", "-map", "1", "-map", "2", "-c:s", "mov_text"],
    ) {
        eprintln!("skipped: there is no ffmpeg");
        return;
    }
    assert!(site.rules().contains(&"film-not-cleaned"), "{:?}", site.rules());
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(*name, SimpleFileOptions::default()).expect("a part");
        out.write_all(text.as_bytes()).expect("a part");
    }
    out.finish().expect("an archive").into_inner()
}

/// A workbook with one sheet; its words lie in the table that cells share.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let (mut shared, mut sheet, mut n) = (String::new(), String::new(), 0);
    for row in rows {
        sheet.push_str("<row>");
        for cell in *row {
            shared.push_str(&format!("<si><t>{cell}</t></si>"));
            sheet.push_str(&format!("<c t=\"s\"><v>{n}</v></c>"));
            n += 1;
        }
        sheet.push_str("</row>");
    }
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"Trang\"/></sheets></workbook>"),
        ("xl/sharedStrings.xml", &format!("<sst>{shared}</sst>")),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>")),
    ])
}

#[test]
fn a_list_of_pupils_in_a_table_stops_the_build_and_a_price_list_does_not() {
    let site = site("[Bảng](bang.xlsx)");
    let pupils: &[&[&str]] = &[
        &["STT", "Họ và tên", "Lớp", "Hoàn cảnh"],
        &["1", "Nguyễn Văn Thí Dụ", "4A", "hộ nghèo"],
        &["2", "Trần Thị Mẫu Mực", "5B", "mồ côi"],
    ];
    site.write("content/tin/bang.xlsx", workbook(pupils));
    let rules = site.rules();
    assert!(rules.iter().any(|rule| rule.starts_with("privacy-")), "{rules:?}");
    let prices: &[&[&str]] = &[&["Món", "Giá"], &["Phao bơi", "50000"], &["Áo phao", "120000"]];
    site.write("content/tin/bang.xlsx", workbook(prices));
    assert_eq!(site.rules(), Vec::<&str>::new());
}

#[test]
fn slides_and_libreoffice_texts_are_read_too() {
    let told = "Em Nguyễn Văn Thí Dụ, lớp 4A Trường Tiểu học Thí Dụ, nhà nghèo, mồ côi cha.";
    let slide = format!("<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>{told}</a:t></a:r></a:p></p:sld>");
    let text = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><text:p>{told}</text:p></office:document-content>"
    );
    for (name, part, xml) in [("bai.pptx", "ppt/slides/slide1.xml", slide), ("bai.odt", "content.xml", text)]
    {
        let site = site(&format!("[Tệp]({name})"));
        site.write(&format!("content/tin/{name}"), zipped(&[("ppt/presentation.xml", ""), (part, &xml)]));
        let rules = site.rules();
        assert!(rules.iter().any(|rule| rule.starts_with("privacy-")), "{name}: {rules:?}");
    }
}

#[test]
fn a_long_table_and_one_in_utf16_are_read_as_well() {
    let rows = "STT,Họ và tên,Lớp,Hoàn cảnh\n1,Nguyễn Văn Thí Dụ,4A,hộ nghèo\n";
    let filler = "9,phao,2,còn\n".repeat(90_000);
    let wide: Vec<u8> =
        "\u{feff}".encode_utf16().chain(rows.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [rows.as_bytes().to_vec(), format!("{rows}{filler}").into_bytes(), wide] {
        let site = site("[Bảng](bang.csv)");
        site.write("content/tin/bang.csv", &bytes);
        let rules = site.rules();
        assert!(rules.iter().any(|rule| rule.starts_with("privacy-")), "{} bytes: {rules:?}", bytes.len());
    }
}
