//! What leaves of pictures and documents: no place, camera, author or earlier version, in any file.
//!
//! The files are made here as cameras and word processors make them, with a mark in every field that
//! must not survive; the whole output and the build's state are then searched byte for byte.
#![allow(clippy::disallowed_methods, reason = "tests read what a build wrote")]

mod support;

use std::io::{Cursor, Write as _};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageReader, Rgb, RgbImage};
use support::{SiteTest, findings, tree};
use zip::write::SimpleFileOptions;

/// Stands in every field that must not be published.
const MARK: &str = "KHONG-DUOC-LO";

/// A picture of four quarters: red and green above, blue and white below.
fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x * 2 < width, y * 2 < height) {
        (true, true) => Rgb([220, 20, 20]),
        (false, true) => Rgb([20, 200, 20]),
        (true, false) => Rgb([20, 20, 220]),
        (false, false) => Rgb([240, 240, 240]),
    })
}

/// EXIF as a telephone writes it: orientation 6 (turn right), maker, serial number, place, and a thumbnail's
/// worth of text.
fn exif() -> Vec<u8> {
    let maker = format!("{MARK}-may-anh\0");
    let serial = format!("{MARK}-so-may-0123\0");
    let place = format!("{MARK}-gps-21.0285N-105.8542E\0");
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let entries: u16 = 4;
    let data = 8 + 2 + u32::from(entries) * 12 + 4;
    tiff.extend_from_slice(&entries.to_le_bytes());
    let mut rest: Vec<u8> = Vec::new();
    let mut text = |tiff: &mut Vec<u8>, tag: u16, value: &str| {
        tiff.extend_from_slice(&tag.to_le_bytes());
        tiff.extend_from_slice(&2u16.to_le_bytes());
        tiff.extend_from_slice(&u32::try_from(value.len()).expect("a test picture").to_le_bytes());
        tiff.extend_from_slice(&(data + u32::try_from(rest.len()).expect("a test picture")).to_le_bytes());
        rest.extend_from_slice(value.as_bytes());
    };
    text(&mut tiff, 0x010f, &maker);
    tiff.extend_from_slice(&[0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    text(&mut tiff, 0xa431, &serial);
    text(&mut tiff, 0x001d, &place);
    tiff.extend_from_slice(&[0; 4]);
    tiff.extend_from_slice(&rest);
    tiff
}

/// A colour profile with a part that names the device.
fn profile() -> Vec<u8> {
    let device = format!("desc\0\0\0\0{MARK}-man-hinh");
    let mut profile = vec![0u8; 128];
    profile[12..16].copy_from_slice(b"mntr");
    profile[16..20].copy_from_slice(b"RGB ");
    profile[20..24].copy_from_slice(b"XYZ ");
    profile[36..40].copy_from_slice(b"acsp");
    profile.extend_from_slice(&1u32.to_be_bytes());
    profile.extend_from_slice(b"dmdd");
    profile.extend_from_slice(&144u32.to_be_bytes());
    profile.extend_from_slice(&u32::try_from(device.len()).expect("a test picture").to_be_bytes());
    profile.extend_from_slice(device.as_bytes());
    let length = u32::try_from(profile.len()).expect("a test picture");
    profile[..4].copy_from_slice(&length.to_be_bytes());
    profile
}

fn segment(kind: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a test picture");
    [&[0xff, kind], length.to_be_bytes().as_slice(), content].concat()
}

/// A photograph with everything a camera and an editor leave in it.
fn camera_jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut pixels, 95);
    encoder.set_icc_profile(profile()).expect("a test picture");
    DynamicImage::from(quarters(width, height)).write_with_encoder(encoder).expect("a test picture");
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{MARK}-xmp</x:xmpmeta>");
    let iptc = format!("Photoshop 3.0\08BIM\x04\x04\0\0\0\x20{MARK}-iptc");
    let mut file = pixels[..2].to_vec();
    file.extend(segment(0xe1, &[b"Exif\0\0".as_slice(), &exif()].concat()));
    file.extend(segment(0xe1, xmp.as_bytes()));
    file.extend(segment(0xed, iptc.as_bytes()));
    file.extend(segment(0xfe, format!("{MARK}-ghi-chu").as_bytes()));
    file.extend_from_slice(&pixels[2..]);
    file.extend_from_slice(format!("{MARK}-sau-anh").as_bytes());
    file
}

fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(&name);
    crc.update(content);
    let length = u32::try_from(content.len()).expect("a test picture");
    [&length.to_be_bytes(), name.as_slice(), content, &crc.sum().to_be_bytes()].concat()
}

fn camera_png(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = Cursor::new(Vec::new());
    quarters(width, height).write_to(&mut pixels, image::ImageFormat::Png).expect("a test picture");
    let pixels = pixels.into_inner();
    let mut file = pixels[..33].to_vec();
    file.extend(chunk(*b"tEXt", format!("Author\0{MARK}-tac-gia").as_bytes()));
    file.extend(chunk(*b"iTXt", format!("XML:com.adobe.xmp\0\0\0\0\0{MARK}-xmp").as_bytes()));
    file.extend(chunk(*b"eXIf", &exif()));
    file.extend_from_slice(&pixels[33..]);
    file.extend_from_slice(format!("{MARK}-sau-anh").as_bytes());
    file
}

fn camera_webp(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = Cursor::new(Vec::new());
    quarters(width, height).write_to(&mut pixels, image::ImageFormat::WebP).expect("a test picture");
    let pixels = pixels.into_inner();
    let part = |name: &[u8], content: &[u8]| {
        let mut part =
            [name, &u32::try_from(content.len()).expect("a test picture").to_le_bytes(), content].concat();
        part.extend(std::iter::repeat_n(0, content.len() % 2));
        part
    };
    let mut head = [0u8; 10];
    head[0] = 0x0c;
    head[4..7].copy_from_slice(&(width - 1).to_le_bytes()[..3]);
    head[7..10].copy_from_slice(&(height - 1).to_le_bytes()[..3]);
    let mut body = b"WEBP".to_vec();
    body.extend(part(b"VP8X", &head));
    body.extend_from_slice(&pixels[12..]);
    body.extend(part(b"EXIF", &exif()));
    body.extend(part(b"XMP ", format!("<x:xmpmeta>{MARK}-xmp</x:xmpmeta>").as_bytes()));
    [b"RIFF".as_slice(), &u32::try_from(body.len()).expect("a test picture").to_le_bytes(), &body].concat()
}

/// A site with one article that shows pictures of a bridge.
fn site(body: &str) -> SiteTest {
    SiteTest::new(&format!(
        "-- content/tin/_index.md --\n+++\ntitle = \"Tin\"\n+++\n\
         -- content/tin/cau.md --\n+++\ntitle = \"Cây cầu mới\"\ndate = 2026-05-12\n+++\n{body}\n"
    ))
}

#[track_caller]
fn assert_nothing_leaks(site: &SiteTest, mark: &str) {
    for folder in [site.out(), site.state()] {
        for (path, bytes) in tree(&folder) {
            let found = bytes.windows(mark.len()).position(|window| window == mark.as_bytes());
            assert_eq!(found, None, "{path} holds {mark}");
        }
    }
}

fn published(site: &SiteTest, path: &str) -> Vec<u8> {
    std::fs::read(site.out().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn decoded(bytes: &[u8]) -> RgbImage {
    ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .expect("a test picture")
        .decode()
        .expect("a test picture")
        .to_rgb8()
}

#[test]
fn nothing_of_the_camera_survives_in_any_file() {
    let site = site("![Cầu](cau.jpg)\n\n![Sơ đồ](so-do.png)\n\n![Biển báo](bien.webp)");
    site.write("content/tin/cau.jpg", camera_jpeg(1200, 800));
    site.write("content/tin/so-do.png", camera_png(600, 400));
    site.write("content/tin/bien.webp", camera_webp(600, 400));
    site.write("static/anh/nen.jpg", camera_jpeg(300, 200));
    site.build();
    assert_nothing_leaks(&site, MARK);
    let names: Vec<String> = site
        .paths()
        .into_iter()
        .filter(|path| path.contains("/cau_") || path.ends_with("/cau.jpg"))
        .collect();
    let expected = ["tin/cau.jpg", "tin/cau_480w.jpg", "tin/cau_480w.webp", "tin/cau_800w.webp"];
    assert_eq!(names, expected);
}

#[test]
fn a_photograph_stands_upright_and_keeps_its_colours() {
    let site = site("![Cầu](cau.jpg)");
    site.write("content/tin/cau.jpg", camera_jpeg(1200, 800));
    site.build();
    for path in ["tin/cau.jpg", "tin/cau_480w.jpg", "tin/cau_480w.webp"] {
        let bytes = published(&site, path);
        let picture = decoded(&bytes);
        let (width, height) = picture.dimensions();
        assert!(width < height, "{path} lies on its side: {width} × {height}");
        // Turned right: what was below on the left is now above on the left.
        let Rgb([red, green, blue]) = *picture.get_pixel(width / 4, height / 4);
        assert!(blue > 150 && red < 90 && green < 90, "{path}: {red} {green} {blue}");
        let mut decoder = ImageReader::new(Cursor::new(&bytes))
            .with_guessed_format()
            .expect("a test picture")
            .into_decoder()
            .expect("a test picture");
        let kept = decoder
            .icc_profile()
            .expect("a test picture")
            .unwrap_or_else(|| panic!("{path} lost its profile"));
        assert_eq!(kept.len(), profile().len(), "{path}");
    }
    let page = site.page("tin/cau/index.html");
    for words in [
        "<picture><source type=\"image/webp\" srcset=\"/tin/cau_480w.webp 480w, /tin/cau_800w.webp 800w\"",
        "srcset=\"/tin/cau_480w.jpg 480w, /tin/cau.jpg 800w\"",
        "width=\"800\" height=\"1200\" loading=\"lazy\"",
    ] {
        assert!(page.contains(words), "no {words} in {page}");
    }
}

/// Fine stripes: their contrast shows whether anything of them is left.
fn stripes() -> Vec<u8> {
    let picture =
        RgbImage::from_fn(800, 600, |x, _| if x / 4 % 2 == 0 { Rgb([0; 3]) } else { Rgb([255; 3]) });
    let mut file = Vec::new();
    DynamicImage::from(picture)
        .write_with_encoder(JpegEncoder::new_with_quality(&mut file, 95))
        .expect("a test picture");
    file
}

fn contrast(picture: &RgbImage, (x, y, width, height): (u32, u32, u32, u32)) -> u8 {
    let inside = |(px, py): (u32, u32)| (x..x + width).contains(&px) && (y..y + height).contains(&py);
    let values: Vec<u8> =
        picture.enumerate_pixels().filter(|(px, py, _)| inside((*px, *py))).map(|(_, _, p)| p.0[0]).collect();
    values.iter().max().expect("a test picture") - values.iter().min().expect("a test picture")
}

#[test]
fn what_is_blurred_is_gone_from_every_form() {
    let site = site("![Lớp học](lop.jpg)");
    site.write("content/tin/lop.jpg", stripes());
    site.write("content/tin/lop.jpg.toml", "blur = [[200, 150, 200, 150]]\n");
    site.build();
    for (path, scale) in [("tin/lop.jpg", 800), ("tin/lop_480w.jpg", 480), ("tin/lop_800w.webp", 800)] {
        let picture = decoded(&published(&site, path));
        let at = |n: u32| n * scale / 800;
        let within = contrast(&picture, (at(220), at(170), at(160), at(110)));
        assert!(within < 60, "{path}: {within} left of the stripes");
        assert!(
            contrast(&picture, (at(450), at(350), at(160), at(110))) > 120,
            "{path} is blurred elsewhere"
        );
    }
    assert!(!site.paths().iter().any(|path| path.ends_with(".toml")), "the sidecar is no page");
    let original = stripes();
    for (path, bytes) in tree(&site.out()).into_iter().chain(tree(&site.state())) {
        assert_ne!(bytes, original, "{path} is the original");
    }
    // Another box is another picture, in a warm build too.
    site.write("content/tin/lop.jpg.toml", "blur = [[0, 0, 1.0, 1.0]]\n");
    site.build();
    assert!(contrast(&decoded(&published(&site, "tin/lop.jpg")), (450, 350, 160, 110)) < 60);
}

#[test]
fn a_slip_in_a_sidecar_stops_the_build() {
    let site = site("![Lớp học](lop.jpg)");
    site.write("content/tin/lop.jpg", stripes());
    for (wrong, rule) in
        [("blur = [[900, 0, 10, 10]]", "picture-sidecar-box"), ("bur = [[0, 0, 10, 10]]", "picture-sidecar")]
    {
        site.write("content/tin/lop.jpg.toml", wrong);
        assert!(findings(site.try_build()).iter().any(|found| found.rule == rule), "{wrong}");
    }
}

#[test]
fn bombs_and_broken_pictures_are_refused_before_they_cost_memory() {
    let site = site("![Cầu](cau.png)");
    let head = |width: u32, height: u32| {
        let mut head = Vec::from(width.to_be_bytes());
        head.extend_from_slice(&height.to_be_bytes());
        head.extend_from_slice(&[8, 2, 0, 0, 0]);
        [
            b"\x89PNG\r\n\x1a\n".as_slice(),
            &chunk(*b"IHDR", &head),
            &chunk(*b"IDAT", &[0x78, 0x9c]),
            &chunk(*b"IEND", &[]),
        ]
        .concat()
    };
    let mut cut = camera_png(600, 400);
    cut.truncate(200);
    for (case, bytes, rule) in [
        ("a bomb", head(19_000, 19_000), "picture-too-large"),
        ("a line without end", head(4_000_000, 1), "picture-too-large"),
        ("cut short", cut, "picture-broken"),
        ("no picture", b"GIF89a".to_vec(), "picture-broken"),
        ("empty", Vec::new(), "picture-broken"),
    ] {
        site.write("content/tin/cau.png", bytes);
        let found = findings(site.try_build());
        let its: Vec<_> = found.iter().filter(|found| found.rule == rule).collect();
        assert!(!its.is_empty(), "{case}: {found:?}");
        for english in ["image", "Format", "error", "Invalid"] {
            assert!(!its[0].message.vi.contains(english), "{case}: {}", its[0].message.vi);
        }
    }
}

#[test]
fn a_photograph_that_ends_too_early_is_refused() {
    let site = site("![Cầu](cau.jpg)");
    let whole = camera_jpeg(640, 480);
    site.write("content/tin/cau.jpg", &whole);
    site.build();
    // What a phone writes behind the picture does not matter.
    site.write("content/tin/cau.jpg", [whole.as_slice(), b"PK\x03\x04 behind"].concat());
    site.build();
    let end = whole.windows(2).rposition(|pair| pair == [0xff, 0xd9]).expect("the last mark");
    for cut in [end, end - 400] {
        site.write("content/tin/cau.jpg", &whole[..cut]);
        let found = findings(site.try_build());
        assert!(found.iter().any(|found| found.rule == "picture-broken"), "{cut}: {found:?}");
    }
}

/// A PDF with an author and an earlier revision of its only page; if it is signed, a signature covers it.
fn pdf(signed: bool) -> Vec<u8> {
    if !signed {
        return pdf_with("");
    }
    let field = |from: usize, to: usize, length: usize| {
        pdf_with(&format!(
            "/V <</Type /Sig /ByteRange [0 {from:05} {to:05} {length:05}] /Contents <3082{}>>>",
            "00".repeat(40)
        ))
    };
    let file = field(0, 0, 0);
    let start = file.windows(5).position(|five| five == b"<3082").expect("the signature");
    let end = start + file[start..].iter().position(|byte| *byte == b'>').expect("its end") + 1;
    field(start, end, file.len() - end)
}

fn pdf_with(signature: &str) -> Vec<u8> {
    let mut file = format!(
        "%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R /Metadata 6 0 R>>\nendobj\n\
         2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count 1>>\nendobj\n\
         3 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R \
         /Annots [<</Subtype /Text /T ({MARK}-nguoi-sua) /Contents ({MARK}-loi-binh)>>]>>\nendobj\n\
         5 0 obj\n<</Author ({MARK}-tac-gia) /Producer ({MARK}-phan-mem) {signature}>>\nendobj\n"
    );
    let xmp = format!("<x:xmpmeta>{MARK}-xmp</x:xmpmeta>");
    let old = format!("BT ({MARK}-ban-cu) Tj ET");
    let new = "BT (Ban moi) Tj ET";
    for (id, content) in [(6, xmp.as_str()), (4, old.as_str()), (4, new)] {
        file += &format!("{id} 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n", content.len());
    }
    file += "trailer\n<</Root 1 0 R /Info 5 0 R>>\n%%EOF\n";
    file.into_bytes()
}

fn docx(comments: bool) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let mut parts = vec![
        (
            "word/document.xml",
            format!(
                "<w:document {w}><w:body><w:p w:rsidR=\"00AB12CD\"><w:ins w:id=\"1\" w:author=\"{MARK}-nguoi-them\" \
             w:date=\"2026-05-01T00:00:00Z\"><w:r><w:t>Chữ được thêm</w:t></w:r></w:ins><w:del w:id=\"2\" \
             w:author=\"{MARK}-nguoi-xoa\"><w:r><w:delText>{MARK}-chu-da-xoa</w:delText></w:r></w:del></w:p></w:body></w:document>"
            ),
        ),
        (
            "docProps/core.xml",
            format!("<cp:coreProperties><dc:creator>{MARK}-tac-gia</dc:creator></cp:coreProperties>"),
        ),
        ("docProps/app.xml", format!("<Properties><Company>{MARK}-co-quan</Company></Properties>")),
        (
            "word/settings.xml",
            format!("<w:settings {w}><w:rsids><w:rsid w:val=\"00AB12CD\"/></w:rsids></w:settings>"),
        ),
    ];
    if comments {
        parts.push((
            "word/comments.xml",
            format!(
                "<w:comments {w}><w:comment w:author=\"{MARK}\">{MARK}-loi-binh</w:comment></w:comments>"
            ),
        ));
    }
    for (name, text) in parts {
        archive.start_file(name, SimpleFileOptions::default()).expect("a test picture");
        archive.write_all(text.as_bytes()).expect("a test picture");
    }
    archive.start_file("word/media/image1.jpeg", SimpleFileOptions::default()).expect("a test picture");
    archive.write_all(&camera_jpeg(40, 30)).expect("a test picture");
    archive.finish().expect("a test picture").into_inner()
}

/// All parts of an archive, unpacked.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a test picture");
    (0..archive.len())
        .map(|n| {
            let mut part = archive.by_index(n).expect("a test picture");
            let mut content = Vec::new();
            std::io::copy(&mut part, &mut content).expect("a test picture");
            (part.name().expect("a test picture").into_owned(), content)
        })
        .collect()
}

#[test]
fn documents_leave_without_author_and_revisions() {
    let site = site("[Kế hoạch](ke-hoach.pdf) và [mẫu đơn](mau-don.docx)");
    site.write("content/tin/ke-hoach.pdf", pdf(false));
    site.write("content/tin/mau-don.docx", docx(true));
    site.build();
    assert_nothing_leaks(&site, MARK);
    let hex: String =
        MARK.bytes().flat_map(|byte| format!("{byte:02X}").chars().collect::<Vec<_>>()).collect();
    assert_nothing_leaks(&site, &hex);
    let plan = published(&site, "tin/ke-hoach.pdf");
    assert!(String::from_utf8_lossy(&plan).contains("BT (Ban moi) Tj ET"), "the page itself is gone");
    let parts = unpacked(&published(&site, "tin/mau-don.docx"));
    for (name, content) in &parts {
        let found = content.windows(MARK.len()).any(|window| window == MARK.as_bytes());
        assert!(!found, "{name} holds {MARK}");
    }
    let document = parts.iter().find(|(name, _)| name == "word/document.xml").expect("a test picture");
    let document = String::from_utf8_lossy(&document.1);
    assert!(document.contains("Chữ được thêm") && !document.contains("w:rsid"), "{document}");
}

#[test]
fn a_signed_pdf_stays_byte_for_byte() {
    let site = site("[Kế hoạch](ke-hoach.pdf)");
    site.write("content/tin/ke-hoach.pdf", pdf(true));
    site.build();
    assert_eq!(published(&site, "tin/ke-hoach.pdf"), pdf(true));
}

#[test]
fn a_signature_that_covers_nothing_any_more_hides_no_author() {
    let site = site("[Kế hoạch](ke-hoach.pdf)");
    // Saved again by another program: every byte behind the first line has moved.
    let moved = [b"%PDF-1.4\n%moved\n", &pdf(true)[9..]].concat();
    let words = pdf_with("/V <</Type /Sig /ByteRange [0 1 2 3] /Contents <00>>>");
    for (case, bytes) in [("moved", moved), ("only the words", words)] {
        site.write("content/tin/ke-hoach.pdf", &bytes);
        site.build();
        let out = published(&site, "tin/ke-hoach.pdf");
        assert!(!out.windows(MARK.len()).any(|window| window == MARK.as_bytes()), "{case}");
        assert!(!out.windows(10).any(|window| window == b"/ByteRange"), "{case}");
    }
}

#[test]
fn old_word_files_are_refused() {
    let site = site("[Kế hoạch](ke-hoach.doc)");
    site.write("content/tin/ke-hoach.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let found = findings(site.try_build());
    assert!(found.iter().any(|found| found.rule == "attachment-old-format"), "{found:?}");
}
