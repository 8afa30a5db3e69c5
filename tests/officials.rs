//! What officials trip over in their first week: files as phones and Notepad make them, days to come, order.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]

mod support;

use mangnon::diag::{Diagnostic, Severity};
use support::SiteTest;

const TIN: &str = "\
-- content/tin.md --
+++
title = \"Tin mẫu\"
description = \"Tóm tắt.\"
date = 2026-05-12
+++
Nội dung.
";

fn rules(found: &[Diagnostic]) -> Vec<&str> {
    found.iter().map(|found| found.rule).collect()
}

#[test]
fn a_picture_whose_name_has_spaces_is_shown() {
    let site = SiteTest::new(TIN);
    site.write("content/_index.md", "+++\ntitle = \"Cổng\"\n+++\n");
    site.write("content/Bàn tiêm (1).png", include_bytes!("sites/typed_blocks/content/o-vuong.png"));
    let article = "+++\ntitle = \"Ảnh\"\ndate = 2026-05-12\n+++\n![Bàn tiêm ở trạm](Bàn tiêm (1).png)\n";
    site.write("content/anh.md", article);
    site.try_build().expect("it builds");
    let page = site.page("anh/index.html");
    assert!(page.contains("<img") && page.contains("ban-tiem-1.png"), "{page}");
    assert!(!page.contains("!["), "{page}");
}

#[test]
fn what_notepad_calls_unicode_is_read() {
    let site = SiteTest::new(TIN);
    let text = "+++\r\ntitle = \"Rào ao\"\r\ndate = 2026-05-12\r\n+++\r\nRào ao trước mùa mưa.\r\n";
    for (name, big) in [("nho", false), ("to", true)] {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        let bytes: Vec<u8> =
            units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        site.write(&format!("content/{name}.md"), bytes);
    }
    site.try_build().expect("it builds");
    for name in ["nho", "to"] {
        assert!(site.page(&format!("{name}/index.html")).contains("Rào ao trước mùa mưa."));
    }
}

#[test]
fn what_waits_for_its_day_is_judged_today() {
    let site = SiteTest::new(TIN);
    site.write(
        "content/sau.md",
        "+++\ntitle = \"Sau\"\ndate = 2027-01-01\ntopic = \"khong-co\"\n[audience]\nlocalities = [\"99999\"]\n+++\nXem [bài](@/khong/co.md).\n",
    );
    let found = site.check();
    let errors: Vec<&str> =
        found.iter().filter(|found| found.severity == Severity::Error).map(|found| found.rule).collect();
    assert!(errors.contains(&"topic-unknown") && errors.len() >= 3, "{found:?}");
    // The portal of today does not wait for it.
    site.try_build().expect("it builds");
}

#[test]
fn a_cause_is_told_without_what_follows_from_it() {
    let site = SiteTest::new(TIN);
    site.write("content/cong.md", "+++\ntitle = “Rào ao”\n+++\nLời.\n");
    assert_eq!(rules(&site.check()), ["toml"]);
    let site = SiteTest::new(TIN);
    site.write("content/a.md", "+++\ntitle = \"A\"\ndate = 2026-05-12\ntopic = \"boi\"\n+++\nLời.\n");
    site.write("site.toml", "title = Cổng\n");
    assert_eq!(rules(&site.check()), ["toml"]);
    let site = SiteTest::new(TIN);
    site.write("content/tin/index.md", "+++\ntitle = \"Trùng\"\ndate = 2026-05-12\n+++\nLời.\n");
    let found = site.check();
    assert!(rules(&found).contains(&"address-taken") && !rules(&found).contains(&"path-twice"), "{found:?}");
}

#[test]
fn the_next_event_stands_first_and_what_is_over_last() {
    let site = SiteTest::new("");
    site.write("content/_index.md", "+++\ntitle = \"Cổng\"\n+++\n");
    site.write("content/su-kien/_index.md", "+++\ntitle = \"Sự kiện\"\n+++\n");
    for (name, start) in [
        ("tet", "2027-02-06"),
        ("hom-qua", "2026-11-23"),
        ("tuan-sau", "2026-12-01"),
        ("nam-ngoai", "2025-11-20"),
    ] {
        site.write(
            &format!("content/su-kien/{name}.md"),
            format!(
                "+++\ntitle = \"Hội {name}\"\nkind = \"event\"\ndate = 2025-01-01\n[event]\nstart = {start}\n+++\nLời.\n"
            ),
        );
    }
    site.try_build().expect("it builds");
    let page = site.page("su-kien/index.html");
    let places: Vec<Option<usize>> = ["tuan-sau", "tet", "hom-qua", "nam-ngoai"]
        .iter()
        .map(|name| page.find(&format!("Hội {name}")))
        .collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
}

fn mangnon(site: &SiteTest, arguments: &[&str]) -> (bool, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mangnon"));
    command.arg("--root").arg(site.root()).args(["--as-of", support::NOW, "--lang", "vi"]);
    let output = command.args(arguments).output().expect("the program runs");
    let told =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), told)
}

#[test]
fn a_former_unit_and_one_of_today_share_the_page_of_their_province() {
    for codes in [["cu:05569", "05569"], ["05569", "cu:05569"]] {
        let site = SiteTest::new(TIN);
        for code in codes {
            let (done, told) = mangnon(&site, &["new", "locality", code]);
            assert!(done, "{told}");
        }
        assert!(!site.rules().contains(&"locality-wrong-folder"), "{codes:?}: {:?}", site.check());
    }
}

#[test]
fn an_article_is_made_within_content_only() {
    let site = SiteTest::new(TIN);
    for folder in ["../..", "/tmp", "tin/../../ngoai"] {
        let (done, told) = mangnon(&site, &["new", "article", "Bài", "--folder", folder]);
        assert!(!done && told.contains("nằm ngoài content"), "{folder}: {told}");
    }
    let folder = "dia-phuong/thai-nguyen/dinh-hoa";
    assert!(mangnon(&site, &["new", "article", "Bài", "--folder", folder]).0);
    let made = std::fs::read_to_string(site.root().join("content").join(folder).join("bai.md"));
    assert!(!made.expect("an article").contains("\nlocalities = [\"vn\"]"), "it goes to the whole country");
}
