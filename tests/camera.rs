//! Real files of cameras: what exiftool and ffmpeg write into pictures and films must not leave.
//!
//! The fixtures are made here by the tools that photographers use, with marks in the places where
//! telephones keep position, owner, thumbnail and notes; then every byte below the output folder and of
//! the build's state is searched, also inside packs. Without the tools a test says so and passes.
#![allow(clippy::disallowed_methods, reason = "tests run tools and read what a build wrote")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

mod support;

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use support::{SiteTest, findings, tree};

/// Stands in every field that must not be published.
const MARK: &str = "KHONGDUOCLO";

/// What exiftool is asked to write, where the format has a place for it.
const FIELDS: [&str; 26] = [
    "-EXIF:Make=KHONGDUOCLO-hang",
    "-EXIF:Model=KHONGDUOCLO-may",
    "-EXIF:Software=KHONGDUOCLO-phan-mem",
    "-EXIF:Artist=KHONGDUOCLO-nguoi-chup",
    "-EXIF:Copyright=KHONGDUOCLO-ban-quyen",
    "-EXIF:OwnerName=KHONGDUOCLO-chu-may",
    "-EXIF:SerialNumber=KHONGDUOCLO-so-may",
    "-EXIF:LensModel=KHONGDUOCLO-ong-kinh",
    "-EXIF:ImageDescription=KHONGDUOCLO-mo-ta",
    "-EXIF:UserComment=KHONGDUOCLO-loi-nguoi-dung",
    "-EXIF:XPAuthor=KHONGDUOCLO-windows",
    "-EXIF:GPSLatitude=21.912345",
    "-EXIF:GPSLatitudeRef=N",
    "-EXIF:GPSLongitude=105.654321",
    "-EXIF:GPSLongitudeRef=E",
    "-EXIF:GPSAreaInformation=KHONGDUOCLO-gps",
    "-EXIF:GPSProcessingMethod=KHONGDUOCLO-gps-cach",
    "-EXIF:DateTimeOriginal=2026:05:12 07:08:09",
    "-XMP:Creator=KHONGDUOCLO-xmp",
    "-XMP:Location=KHONGDUOCLO-xmp-noi",
    "-XMP:PersonInImage=KHONGDUOCLO-xmp-nguoi",
    "-XMP:GPSLatitude=21.912345",
    "-IPTC:By-line=KHONGDUOCLO-iptc",
    "-IPTC:Caption-Abstract=KHONGDUOCLO-iptc-loi",
    "-IPTC:City=KHONGDUOCLO-iptc-noi",
    "-Comment=KHONGDUOCLO-ghi-chu",
];

fn has(tool: &str, ask: &str) -> bool {
    let found = Command::new(tool).arg(ask).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let found = found.is_ok_and(|status| status.success());
    if !found {
        eprintln!("SKIPPED: {tool} is not installed; .ci/run installs it");
    }
    found
}

/// A picture as a camera leaves it: marks in every field, a thumbnail, and bytes behind the picture.
fn photographed(folder: &Path, name: &str, format: ImageFormat, width: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, width * 3 / 4, |x, y| {
        Rgb([x % 251, y % 241, (x + y) % 239].map(|n| u8::try_from(n).unwrap_or(0)))
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut bytes, format).expect("a test picture");
    let file = folder.join(name);
    fs::write(&file, bytes.into_inner()).expect("a test picture");
    let write = |fields: &[String]| {
        let status = Command::new("exiftool")
            .args(["-q", "-q", "-m", "-overwrite_original"])
            .args(fields)
            .arg(&file)
            .status();
        assert!(status.expect("exiftool runs").success(), "{name}: {fields:?}");
    };
    write(&FIELDS.map(str::to_owned));
    if format == ImageFormat::Jpeg {
        // The thumbnail is a picture with a mark of its own.
        let small = folder.join("nho.jpg");
        if !small.exists() {
            let small_picture = photographed_small(folder);
            fs::write(&small, small_picture).expect("a thumbnail");
        }
        write(&[format!("-ThumbnailImage<={}", small.display())]);
    }
    let mut bytes = fs::read(&file).expect("a test picture");
    bytes.extend_from_slice(format!("{MARK}-sau-anh").as_bytes());
    let count = marks(&bytes);
    assert!(count >= 5, "{name}: only {count} marks could be planted");
    bytes
}

fn photographed_small(folder: &Path) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(120, 90, Rgb([9, 99, 199]));
    DynamicImage::from(picture).write_to(&mut bytes, ImageFormat::Jpeg).expect("a thumbnail");
    let file = folder.join("ben-trong.jpg");
    fs::write(&file, bytes.into_inner()).expect("a thumbnail");
    let status = Command::new("exiftool")
        .args(["-q", "-overwrite_original", "-Comment=KHONGDUOCLO-anh-nho"])
        .arg(&file)
        .status();
    assert!(status.expect("exiftool runs").success());
    fs::read(&file).expect("a thumbnail")
}

/// How often a mark stands in bytes, in letters of one byte or of two.
fn marks(bytes: &[u8]) -> usize {
    let wide: Vec<u8> = MARK.bytes().flat_map(|byte| [byte, 0]).collect();
    let count = |needle: &[u8]| bytes.windows(needle.len()).filter(|window| *window == needle).count();
    count(MARK.as_bytes()) + count(&wide)
}

/// Every file that a build left, and what is packed in them.
fn everything(site: &SiteTest) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> =
        [site.out(), site.state()].iter().flat_map(|folder| tree(folder)).collect();
    let packs: Vec<(String, Vec<u8>)> =
        all.iter().filter(|(path, _)| path.ends_with(".zip")).cloned().collect();
    for (path, bytes) in packs {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a pack");
        for i in 0..archive.len() {
            let mut part = archive.by_index(i).expect("a part of a pack");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("a part of a pack");
            let name = part.name().expect("a name").into_owned();
            all.push((format!("{path}!{name}"), bytes));
        }
    }
    all
}

const FRONT: &str = "+++\ntitle = \"Cây cầu mới\"\ndescription = \"Cầu mới.\"\ndate = 2026-05-12\n\
    channels = [\"web\", \"zalo\", \"loudspeaker\", \"print\"]\n[audience]\nlocalities = [\"05569\"]\n\
    [[attachments]]\nfile = \"kem.jpg\"\ntitle = \"Ảnh\"\n+++\n";

#[test]
fn nothing_that_a_camera_wrote_is_in_any_file_pack_or_list() {
    if !has("exiftool", "-ver") {
        return;
    }
    let site = SiteTest::new(&format!(
        "-- content/_index.md --\n+++\ntitle = \"Cổng thử\"\n+++\n{}-- content/tin/_index.md --\n+++\ntitle = \"Tin\"\n+++\n\
         -- content/tin/cau.md --\n{FRONT}Cầu. ![Cầu](cau.jpg)\n\n![Sơ đồ](so-do.png)\n\n![Biển](bien.webp)\n",
        support::PLACES
    ));
    site.write("site.toml", format!("{}\n[outputs]\npacks = \"all\"\n", support::SITE_TOML));
    let folder = tempfile::TempDir::new().expect("a folder for fixtures");
    let photo = |name: &str, format| photographed(folder.path(), name, format, 900);
    site.write("content/tin/cau.jpg", photo("cau.jpg", ImageFormat::Jpeg));
    site.write("content/tin/kem.jpg", photo("kem.jpg", ImageFormat::Jpeg));
    site.write("content/tin/so-do.png", photo("so-do.png", ImageFormat::Png));
    site.write("content/tin/bien.webp", photo("bien.webp", ImageFormat::WebP));
    site.write("static/anh/nen.jpg", photo("nen.jpg", ImageFormat::Jpeg));
    site.build();
    // Once more, from what is kept.
    site.edit("content/tin/cau.md", "Cầu. !", "Cầu mới. !");
    site.build();
    let all = everything(&site);
    for wanted in ["tin/cau.jpg", "tin/kem.jpg", ".webp", "manifest.json", ".zip!", "tim-kiem/"] {
        assert!(all.iter().any(|(path, _)| path.contains(wanted)), "no {wanted}");
    }
    for (path, bytes) in &all {
        assert_eq!(marks(bytes), 0, "{path} holds a mark");
    }
    // Exiftool itself finds neither place nor owner.
    for path in ["tin/cau.jpg", "tin/so-do.png", "tin/bien.webp", "tin/kem.jpg", "anh/nen.jpg"] {
        let read = Command::new("exiftool").args(["-a", "-G1", "-s"]).arg(site.out().join(path)).output();
        let read = String::from_utf8_lossy(&read.expect("exiftool runs").stdout).into_owned();
        for group in ["[GPS]", "[IFD0]", "[ExifIFD]", "[IPTC]", "[XMP-", "Comment", "Thumbnail"] {
            assert!(!read.contains(group), "{path} has {group}: {read}");
        }
    }
}

#[test]
fn formats_that_are_not_drawn_anew_are_refused_with_what_to_do() {
    if !has("exiftool", "-ver") {
        return;
    }
    let folder = tempfile::TempDir::new().expect("a folder for fixtures");
    let heic = [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".as_slice(), MARK.as_bytes()].concat();
    for (name, bytes) in [
        ("a.tiff", tiff(folder.path())),
        ("a.heic", heic),
        ("a.gif", [b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x0b".as_slice(), MARK.as_bytes(), b"\0;"].concat()),
    ] {
        let site = SiteTest::new(&format!(
            "-- content/tin.md --\n+++\ntitle = \"Tin\"\ndate = 2026-05-12\n+++\n![Ảnh]({name})\n"
        ));
        site.write(&format!("content/{name}"), bytes);
        let found = findings(site.try_build());
        let told = found.iter().find(|found| found.rule == "picture-format");
        let told = told.unwrap_or_else(|| panic!("{name} passed: {found:?}"));
        assert!(told.help.vi.contains(".jpg") || told.help.vi.contains("JPEG"), "{name}: {}", told.help.vi);
        assert!(!site.out().join(name).exists(), "{name} is published");
        // Nor does it leave under the name of another kind.
        let disguised = format!("{name}.jpg");
        fs::rename(site.root().join("content").join(name), site.root().join("content").join(&disguised))
            .expect("a new name");
        site.edit("content/tin.md", name, &disguised);
        let found = site.try_build();
        if name == "a.heic" {
            let found = findings(found);
            let told = found.iter().find(|found| found.rule == "picture-format");
            assert!(told.is_some_and(|told| told.help.vi.contains("JPEG")), "{found:?}");
        } else if found.is_ok() {
            for (path, bytes) in everything(&site) {
                assert_eq!(marks(&bytes), 0, "{path} holds a mark");
            }
        }
    }
}

fn tiff(folder: &Path) -> Vec<u8> {
    // The library that draws pictures writes no TIFF here: the smallest one by hand.
    let file = folder.join("a.tiff");
    let mut bytes = b"II*\0\x08\0\0\0\x08\0".to_vec();
    let entries: [(u16, u16, u32, u32); 8] = [
        (256, 3, 1, 1),
        (257, 3, 1, 1),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 110),
        (278, 3, 1, 1),
        (279, 4, 1, 1),
    ];
    for (tag, kind, count, value) in entries {
        bytes.extend_from_slice(&tag.to_le_bytes());
        bytes.extend_from_slice(&kind.to_le_bytes());
        bytes.extend_from_slice(&count.to_le_bytes());
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    bytes.extend_from_slice(&[0; 4]);
    bytes.push(200);
    fs::write(&file, &bytes).expect("a test picture");
    let status = Command::new("exiftool")
        .args(["-q", "-q", "-m", "-overwrite_original"])
        .args(&FIELDS[..4])
        .arg(&file)
        .status();
    assert!(status.expect("exiftool runs").success());
    fs::read(&file).expect("a test picture")
}

/// Films as telephones and editors make them.
#[test]
fn films_keep_neither_tags_nor_texts_between_their_frames() {
    if !has("ffmpeg", "-version") {
        return;
    }
    let folder = tempfile::TempDir::new().expect("a folder for fixtures");
    let tags = ["title", "comment", "artist", "location", "com.apple.quicktime.location.ISO6709", "make"];
    for (name, codec) in [
        ("avc.mp4", &["-c:v", "libx264", "-x264-params", "opencl=0", "-c:a", "aac"][..]),
        ("hevc.mp4", &["-c:v", "libx265", "-tag:v", "hvc1", "-x265-params", "log-level=none", "-c:a", "aac"]),
        ("mpeg4.mp4", &["-c:v", "mpeg4", "-c:a", "aac"]),
        ("phone.mov", &["-c:v", "libx264", "-c:a", "aac", "-movflags", "use_metadata_tags"]),
        ("pcm.mov", &["-c:v", "libx264", "-c:a", "pcm_s16le"]),
        ("voice.m4a", &["-vn", "-c:a", "aac"]),
    ] {
        let file = folder.path().join(name);
        let mut command = Command::new("ffmpeg");
        command.args(["-v", "error", "-y", "-f", "lavfi", "-i", "testsrc=d=1:s=160x120:r=5"]);
        command.args(["-f", "lavfi", "-i", "sine=d=1", "-pix_fmt", "yuv420p"]).args(codec);
        for tag in tags {
            command.args(["-metadata", &format!("{tag}={MARK}-{tag}")]);
        }
        for stream in ["s:a:0", "s:v:0"] {
            command.args([format!("-metadata:{stream}"), format!("handler_name={MARK}-{stream}")]);
        }
        if !command.arg(&file).status().expect("ffmpeg runs").success() {
            eprintln!("SKIPPED: {name}: this ffmpeg lacks the encoder");
            continue;
        }
        let original = fs::read(&file).expect("a film");
        assert!(marks(&original) > 0, "{name}: nothing was planted");
        let site = SiteTest::new(&format!(
            "-- content/tin.md --\n+++\ntitle = \"Tin\"\ndate = 2026-05-12\n[[attachments]]\nfile = \"{name}\"\ntitle = \"Phim\"\n+++\nLời.\n"
        ));
        site.write(&format!("content/{name}"), &original);
        site.build();
        for (path, bytes) in everything(&site) {
            assert_eq!(marks(&bytes), 0, "{name}: {path} holds a mark");
        }
        let published = fs::read(site.out().join(name)).expect("the film is published");
        assert_eq!(published.len(), original.len(), "{name}: bytes moved");
        for gone in ["x264 - core", "x265 (build", "Lavc", "Lavf"] {
            // Sound keeps the name of its encoder in its frames.
            let is_there = published.windows(gone.len()).any(|window| window == gone.as_bytes());
            assert!(!is_there || gone == "Lavc", "{name} holds {gone}");
        }
        assert_eq!(pictures(&file), pictures(&site.out().join(name)), "{name}: picture or sound changed");
    }
}

/// The digests of all frames of a film, as a player decodes them.
fn pictures(file: &Path) -> Vec<String> {
    let read = Command::new("ffmpeg")
        .args(["-v", "error", "-i"])
        .arg(file)
        .args(["-map", "0", "-f", "framemd5", "-"])
        .output()
        .expect("ffmpeg runs");
    let complaints = String::from_utf8_lossy(&read.stderr).into_owned();
    assert!(read.status.success() && complaints.is_empty(), "{}: {complaints}", file.display());
    let lines = String::from_utf8_lossy(&read.stdout).into_owned();
    lines.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn films_in_other_boxes_are_refused_and_published_nowhere() {
    for name in ["a.mkv", "a.webm", "a.avi", "a.mts"] {
        let site = SiteTest::new(&format!(
            "-- content/tin.md --\n+++\ntitle = \"Tin\"\ndate = 2026-05-12\n[[attachments]]\nfile = \"{name}\"\n+++\nLời.\n"
        ));
        site.write(&format!("content/{name}"), [b"\x1a\x45\xdf\xa3".as_slice(), MARK.as_bytes()].concat());
        let found = findings(site.try_build());
        assert!(found.iter().any(|found| found.rule == "media-format"), "{name}: {found:?}");
    }
}
