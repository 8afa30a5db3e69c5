//! What is printed and packed: text that can be selected, codes that can be read, ZIPs of the same bytes.
//!
//! Sites of invented articles are built; `pdftotext` and `pdftoppm` (poppler-utils) read the PDFs, and
//! their tests say so and stop where these are missing.
#![cfg(feature = "cards")]
#![allow(clippy::disallowed_methods, reason = "tests read what was built")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "published names are in lower case")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod support;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use support::SiteTest;

const SITE: &str = "-- site.toml --
base_url = \"https://cong.example\"
title = \"Cổng thử\"
[[topics]]
id = \"boi-an-toan\"
name = \"Bơi an toàn\"
color = \"teal\"
-- content/dia-phuong/thai-nguyen/_index.md --
+++
title = \"Thái Nguyên\"
[locality]
code = \"19\"
+++
-- content/dia-phuong/thai-nguyen/dinh-hoa/_index.md --
+++
title = \"Định Hóa\"
[locality]
code = \"05569\"
[[contacts]]
id = \"uy-ban\"
label = \"Số mẫu của xã\"
phone = \"0000 000 005\"
[[zalo_groups]]
name = \"Nhóm thử\"
url = \"https://zalo.me/g/thu000\"
+++
-- content/mot.md --
+++
title = \"Giữ trẻ an toàn gần nước: đậy giếng, rào ao, dẫn trẻ đi đường cự ly xa bờ suối\"
description = \"Nghễnh ngãng một phút là đủ.\"
topic = \"boi-an-toan\"
date = 2026-11-01
channels = [\"web\", \"loudspeaker\", \"zalo\", \"print\"]
[audience]
localities = [\"05569\"]
[loudspeaker]
text = \"\"\"
Mời bà con đậy giếng.
\"\"\"
+++
Mở đầu.

```steps
1. **Đậy giếng.** Nắp chắc.
2. Rào ao kín, chốt cao quá tầm trẻ
3. Lấp hố ngay khi xong việc
```
";

const DESK: &str = "dia-phuong/thai-nguyen/dinh-hoa/phat-tin";

/// What a program prints of a file; `None` where the program is missing.
fn told(program: &str, arguments: &[&str], file: &Path) -> Option<Vec<u8>> {
    let run = Command::new(program).args(arguments).arg(file).arg("-").output();
    let Ok(output) = run else {
        eprintln!("SKIPPED: {program} is not installed (poppler-utils)");
        return None;
    };
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

/// What the codes in a picture say.
fn codes(picture: &[u8]) -> Vec<String> {
    let picture = image::load_from_memory(picture).expect("a picture").to_luma8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| picture.as_raw()[y * width + x]);
    prepared.detect_grids().iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect()
}

#[test]
fn the_text_of_posters_and_leaflets_can_be_selected_and_searched() {
    let site = SiteTest::new(SITE);
    site.build();
    for file in ["ap-phich.pdf", "to-roi.pdf"] {
        let Some(text) = told("pdftotext", &["-layout"], &site.out().join(DESK).join("mot").join(file))
        else {
            return;
        };
        let text = String::from_utf8(text).expect("UTF-8").split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "Giữ trẻ an toàn gần nước",
            "dẫn trẻ đi đường",
            "cự ly xa bờ suối",
            "Đậy giếng",
            "Rào ao kín",
            "Gọi 111",
            "0000 000 005",
            "Xã Định Hóa",
        ] {
            assert!(text.contains(words), "{file}: {words}: {text}");
        }
    }
}

#[test]
fn the_code_on_paper_leads_to_the_article() {
    let site = SiteTest::new(SITE);
    site.build();
    for file in ["mot/ap-phich.pdf", "mot/to-roi.pdf"] {
        let path = site.out().join(file);
        let Ok(output) = Command::new("pdftoppm").args(["-r", "100", "-gray", "-png"]).arg(&path).output()
        else {
            eprintln!("SKIPPED: pdftoppm is not installed (poppler-utils)");
            return;
        };
        assert_eq!(codes(&output.stdout), ["https://cong.example/mot/"], "{file}");
    }
}

#[test]
fn codes_of_article_locality_and_group_say_their_addresses() {
    let site = SiteTest::new(SITE);
    site.build();
    let tree = site.tree();
    for (file, address) in [
        ("mot/qr.png".to_owned(), "https://cong.example/mot/"),
        (
            "dia-phuong/thai-nguyen/dinh-hoa/qr.png".to_owned(),
            "https://cong.example/dia-phuong/thai-nguyen/dinh-hoa/",
        ),
        (format!("{DESK}/zalo-1.png"), "https://zalo.me/g/thu000"),
    ] {
        assert_eq!(codes(&tree[&file]), [address], "{file}");
    }
}

#[test]
fn a_pack_has_everything_and_always_the_same_bytes() {
    let name = format!("{DESK}/mot/goi-phat-tin.zip");
    let pack = || {
        let site = SiteTest::new(SITE);
        site.build();
        site.tree()[&name].clone()
    };
    let bytes = pack();
    assert_eq!(bytes, pack());
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let names: BTreeSet<String> = zip.file_names().map(|name| name.expect("UTF-8").into_owned()).collect();
    let expected = [
        "doc-truoc.txt",
        "1-tin-zalo.txt",
        "2-ban-doc-loa.txt",
        "2-to-doc-loa.html",
        "3-the-anh.png",
        "4-ap-phich-a4.pdf",
        "5-to-roi-a4.pdf",
        "6-ma-qr.png",
    ];
    assert_eq!(names, BTreeSet::from(expected.map(str::to_owned)));
    let mut text = String::new();
    zip.by_name("1-tin-zalo.txt").expect("the text").read_to_string(&mut text).expect("UTF-8");
    assert!(text.starts_with("Giữ trẻ an toàn") && text.ends_with("https://cong.example/mot/\n"));
    let mut sheet = String::new();
    zip.by_name("2-to-doc-loa.html").expect("the sheet").read_to_string(&mut sheet).expect("UTF-8");
    // Whenever it is opened: the day is filled in by hand, and nothing is loaded from anywhere.
    assert!(sheet.contains("Hôm nay là thứ …") && sheet.contains("Lời dịch"));
    assert!(!sheet.contains("<link") && !sheet.contains("src="));
}

#[test]
fn a_pack_holds_what_can_be_heard_and_follows_it() {
    use mangnon::sound::{RATE, Tags, encode_mp3};
    let recording = |seconds: u32| {
        let samples: Vec<f32> =
            (0..RATE * seconds).map(|i| f32::from(u8::try_from(i % 150).unwrap_or(0)) / 300.0).collect();
        let tags =
            Tags { title: "Quay tại nhà".into(), artist: "Máy".into(), album: "21.9".into(), year: None };
        encode_mp3(&samples, &tags).expect("plain samples")
    };
    let site = SiteTest::new(SITE);
    let folder = "content/tin/";
    let source = std::fs::read_to_string(site.root().join("content/mot.md")).expect("the article");
    let own = "[loudspeaker]\nrecording = \"loa.mp3\"\n[[loudspeaker.translations]]\nlang = \"tyz\"\nname = \"tiếng Tày\"\nrecording = \"tay.mp3\"";
    let source = source.replace("[loudspeaker]", own);
    let source = source.replace("text = \"\"\"\nMời bà con đậy giếng.\n\"\"\"\n", "");
    site.write(&format!("{folder}index.md"), source);
    site.write(&format!("{folder}loa.mp3"), recording(2));
    site.write(&format!("{folder}tay.mp3"), recording(3));
    let pack = || {
        site.build();
        let bytes = site.tree()[&format!("{DESK}/tin/goi-phat-tin.zip")].clone();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
        let mut read = |name: &str| {
            let mut bytes = Vec::new();
            zip.by_name(name).expect("it is there").read_to_end(&mut bytes).expect("it can be read");
            bytes
        };
        (read("7-nghe-vi.mp3"), read("7-nghe-tyz.mp3"), read("doc-truoc.txt"), read("6-ma-qr.png"))
    };
    let (spoken, translated, note, code) = pack();
    // As it is published: without the tags of whoever recorded it.
    assert_eq!(spoken, site.tree()["tin/loa.mp3"]);
    assert_eq!(translated, site.tree()["tin/tay.mp3"]);
    assert!(!spoken.starts_with(b"ID3") && code.starts_with(b"\x89PNG"));
    assert!(String::from_utf8(note).expect("UTF-8").contains("7-nghe-tyz.mp3: phát trên loa"));
    site.write(&format!("{folder}loa.mp3"), recording(4));
    assert_ne!(pack().0, spoken, "another recording is another pack");
}

#[test]
fn packs_are_made_as_the_settings_ask() {
    let zips = |packs: &str| {
        let site = SiteTest::new(SITE);
        site.edit(
            "site.toml",
            "[[topics]]",
            &format!("[outputs]\npacks = \"{packs}\"\ncards = \"none\"\nprint = false\n[[topics]]"),
        );
        for i in 0..9 {
            let text = format!(
                "+++\ntitle = \"Mời họp {i}\"\ndate = 2026-11-{}\nchannels = [\"web\", \"zalo\"]\n+++\nLời.\n",
                i + 12
            );
            site.write(&format!("content/tin-{i}.md"), text);
        }
        site.build();
        let desk = site.page(&format!("{DESK}/index.html"));
        let paths = site.paths().into_iter().filter(|path| path.ends_with(".zip") && path.starts_with(DESK));
        (paths.count(), desk.matches("goi-phat-tin.zip").count())
    };
    assert_eq!(zips("none"), (0, 0));
    assert_eq!(zips("week"), (5, 5));
    assert_eq!(zips("all"), (10, 10));
    assert_eq!(zips("auto"), (10, 10));
}

#[test]
fn a_preview_needs_nothing_but_itself_and_says_that_it_is_a_draft() {
    use mangnon::diag::Lang;
    use mangnon::path::SourcePath;
    let site = SiteTest::new(SITE);
    site.write("content/tin/anh.png", include_bytes!("sites/typed_blocks/content/o-vuong.png"));
    site.write("content/tin/index.md", "+++\ntitle = \"Mời bà con đến họp\"\ndate = 2026-11-20\npublish_at = 2026-12-24\ndraft = true\nchannels = [\"web\", \"zalo\"]\n+++\nLời đầu. Xem [bài](@/mot.md).\n\n![Ô vuông](anh.png)\n");
    let path = SourcePath::new("content/tin/index.md");
    let made = mangnon::preview::preview(&site.root(), &path, site.now, Lang::Vi).expect("it can be shown");
    let html = String::from_utf8(made.html).expect("UTF-8");
    assert!(html.matches("BẢN NHÁP").count() >= 2 && html.contains("noindex") && html.contains("Lời đầu."));
    assert!(html.contains("<pre") || html.contains("đọc cả bài tại"), "the message");
    // Pictures are in the file; nothing is asked of anybody.
    assert!(
        html.matches("src=\"data:image/png;base64,").count()
            + html.matches("src=data:image/png;base64,").count()
            >= 2,
        "card and picture"
    );
    for asking in ["src=\"http", "src=http", "src=\"/", "src=/", "<script", "url(http", "href=\"/", "href=/"]
    {
        assert!(!html.contains(asking), "{asking}");
    }
    assert_eq!(made.slug, "tin");
}

#[test]
fn a_preview_shows_the_message_line_by_line_and_names_what_is_attached() {
    let site = SiteTest::new(SITE);
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("the settings");
    site.write("site.toml", settings.replace("minify = false", "minify = true"));
    site.write("content/tin/mau.txt", "Mẫu đăng ký.");
    let front = "title = \"Mời bà con đến họp\"\ndescription = \"Họp thôn tối nay.\"\ndate = 2026-11-20\n\
                 channels = [\"web\", \"zalo\"]\n[[attachments]]\nfile = \"mau.txt\"\ntitle = \"Mẫu đăng ký dự họp\"\n";
    site.write("content/tin/index.md", format!("+++\n{front}+++\nViệc thứ nhất.\n\nViệc thứ hai.\n"));
    let path = mangnon::path::SourcePath::new("content/tin/index.md");
    let made = mangnon::preview::preview(&site.root(), &path, site.now, mangnon::diag::Lang::Vi);
    let html = String::from_utf8(made.expect("it can be shown").html).expect("UTF-8");
    let message = html.split_once("<pre class=told>").expect("a message").1;
    let message = message.split_once("</pre>").expect("its end").0;
    assert!(message.lines().count() > 3, "{message}");
    assert!(html.contains("<li>Mẫu đăng ký dự họp"), "{html}");
}

#[test]
fn no_preview_is_made_of_what_may_not_be_published() {
    use mangnon::diag::Lang;
    use mangnon::path::SourcePath;
    let site = SiteTest::new(SITE);
    site.write("content/lo.md", "+++\ntitle = \"Trao quà\"\ndate = 2026-11-20\ndraft = true\n+++\nEm Nguyễn Văn Thí Dụ, lớp 4X, trường Tiểu học Thí Dụ, bị bạo hành.\n");
    let made = mangnon::preview::preview(&site.root(), &SourcePath::new("content/lo.md"), site.now, Lang::Vi);
    assert!(made.is_err());
}

#[test]
fn what_must_be_done_at_once_stands_first_and_a_page_leads_to_its_paper() {
    let site = SiteTest::new(&format!(
        "{}\
-- content/_index.md --
+++
title = \"Trang đầu\"
+++
-- content/tin/_index.md --
+++
title = \"Tin\"
+++
-- content/dia-phuong/thai-nguyen/dinh-hoa/lu.md --
+++
title = \"Lũ về\"
date = 2026-11-20
expires = 2026-12-01
class = \"urgent\"
channels = [\"web\", \"print\"]
+++
Đưa trẻ lên chỗ cao.
-- content/dia-phuong/thai-nguyen/dinh-hoa/hop.md --
+++
title = \"Họp xóm\"
date = 2026-11-23
+++
Mời bà con.
",
        support::PLACES
    ));
    site.build();
    let tree = site.tree();
    let page = |path: &str| String::from_utf8_lossy(&tree[path]).into_owned();
    for list in ["index.html", "dia-phuong/thai-nguyen/dinh-hoa/index.html"] {
        let html = page(list);
        let at = |words: &str| html.rfind(words).unwrap_or_else(|| panic!("{list}: {words}"));
        assert!(at("Lũ về") < at("Họp xóm"), "{list}");
        assert_eq!(html.matches("<b class=\"now\">").count(), 1, "{list}");
    }
    let urgent = page("dia-phuong/thai-nguyen/dinh-hoa/lu/index.html");
    assert!(urgent.contains("<b class=\"now\">Khẩn cấp</b>"), "{urgent}");
    assert!(urgent.contains("href=\"/dia-phuong/thai-nguyen/dinh-hoa/lu/to-roi.pdf\""), "{urgent}");
    assert!(urgent.contains("href=\"/dia-phuong/thai-nguyen/dinh-hoa/lu/ap-phich.pdf\""), "{urgent}");
    let other = page("dia-phuong/thai-nguyen/dinh-hoa/hop/index.html");
    assert!(!other.contains("class=\"now\"") && !other.contains(".pdf"), "{other}");
}
