//! Faults that were found once, each named after the behaviour that must hold.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]

mod support;

use mangnon::diag::{Diagnostic, Severity};
use support::{SiteTest, moment};

const PROVINCE: &str = "\
-- content/dia-phuong/_index.md --
+++
title = \"Địa phương\"
+++
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
+++
-- content/tin.md --
+++
title = \"Tin\"
description = \"Tóm tắt.\"
date = 2026-05-12
channels = [\"web\", \"zalo\", \"loudspeaker\"]
tags = [\"a\", \"b\", \"A\"]
+++
Lời.
";

#[test]
fn a_draft_among_the_localities_hides_everything_below_it() {
    for draft in ["content/dia-phuong/_index.md", "content/dia-phuong/thai-nguyen/_index.md"] {
        let site = SiteTest::new(PROVINCE);
        site.edit(draft, "+++\ntitle", "+++\ndraft = true\ntitle");
        site.build();
        let below: Vec<String> =
            site.paths().into_iter().filter(|path| path.contains("thai-nguyen")).collect();
        assert!(below.is_empty(), "{draft}: {below:?}");
        assert!(!site.page("index.html").contains("thai-nguyen"), "{draft} leaves a link into nothing");
    }
}

#[test]
fn a_renaming_that_comes_is_the_next_change() {
    // 24: tỉnh Bắc Ninh is called thành phố Bắc Ninh from 20 September 2026 (table of renamed units).
    let site = SiteTest::new(PROVINCE).at("2026-09-01");
    site.write(
        "content/dia-phuong/bac-ninh/_index.md",
        "+++\ntitle = \"Bắc Ninh\"\n[locality]\ncode = \"24\"\n+++\n",
    );
    // Where something goes out, the desk is another one every day.
    assert_eq!(site.build().site.next_change, Some(moment("2026-09-02")));
    site.edit("content/tin.md", ", \"zalo\", \"loudspeaker\"", "");
    let built = site.build();
    assert_eq!(built.site.next_change, Some(moment("2026-09-20")));
}

#[test]
fn a_document_of_an_unknown_locality_is_told() {
    let site = SiteTest::new(PROVINCE);
    site.write("content/a.md", "+++\ntitle = \"A\"\nkind = \"document\"\n[document]\ntype = \"Kế hoạch\"\nlocality = \"99999\"\n+++\n");
    assert_eq!(site.rules(), ["locality-unknown"]);
}

#[test]
fn a_tag_given_twice_is_shown_once() {
    let site = SiteTest::new(PROVINCE);
    site.build();
    assert_eq!(site.page("tin/index.html").matches("href=\"/tu-khoa/a/\"").count(), 1);
}

#[test]
fn an_exception_outside_the_audience_takes_nothing_from_its_reach() {
    let site = SiteTest::new(PROVINCE);
    site.write(
        "content/dia-phuong/nghe-an/_index.md",
        "+++\ntitle = \"Nghệ An\"\n[locality]\ncode = \"40\"\n+++\n",
    );
    let audience = "[audience]\nlocalities = [\"19\"]\nexcept = [\"40\", \"05569\"]\n+++\nLời.";
    site.edit("content/tin.md", "+++\nLời.", audience);
    assert_eq!(site.build().site.articles[0].reach, (91, 0));
}

#[test]
fn pages_that_every_build_makes_can_be_linked_to() {
    let site = SiteTest::new(
        "-- content/tin/_index.md --\n+++\ntitle = \"Tin\"\n+++\n\
         -- content/tin/a.md --\n+++\ntitle = \"Bài\"\ndate = 2026-05-12\ntags = [\"áo phao\"]\naliases = [\"/cu/\"]\n+++\n\
         [1](/khan-cap/) [2](/tim-kiem/) [3](/tu-khoa/ao-phao/) [4](/atom.xml) [5](/tin/a/?x=1) [6](@/tin/)\n\
         [7](/cu/) [8](/cu) [9](/tin#x) [10](/)\n",
    );
    let built = site.build();
    assert!(built.diagnostics.iter().all(|found| found.rule != "link-broken"), "{:?}", built.diagnostics);
    assert!(site.page("tin/a/index.html").contains("/tu-khoa/ao-phao/"));
    site.edit("content/tin/a.md", "/tu-khoa/ao-phao/", "/tu-khoa/khong-co/");
    let broken = |found: &Diagnostic| found.rule == "link-broken" && found.spot.at.line == 7;
    assert!(site.check().iter().any(broken));
    let stopped = support::findings(site.try_build());
    assert!(stopped.iter().any(broken), "{stopped:?}");
}

#[test]
fn a_picture_without_words_stops_unless_its_author_calls_it_an_ornament() {
    let article = |body: &str| {
        let site = SiteTest::new(&format!(
            "-- content/tin.md --\n+++\ntitle = \"Tin\"\ndescription = \"Tóm tắt.\"\ndate = 2026-05-12\n+++\n{body}\n"
        ));
        let square = include_bytes!("sites/typed_blocks/content/o-vuong.png");
        for name in ["ao.jpg", "ao.png"] {
            site.write(&format!("content/{name}"), square);
        }
        site
    };
    for body in
        ["![](ao.jpg)", "Lời.\n\n![ ](ao.jpg)", "![–](ao.jpg)", "![](ao.png)", "![](ao.jpg \"Ao đã rào\")"]
    {
        let site = article(body);
        let found = site.check();
        let told = found.iter().find(|found| found.rule == "picture-without-alt");
        assert!(told.is_some_and(|told| told.severity == Severity::Error), "{body}: {found:?}");
        assert!(site.try_build().is_err() && !site.out().join("tin/index.html").exists(), "{body}");
    }
    for body in ["![trang trí](ao.jpg)", "![Trang trí](ao.png)", "![ảnh trang tri](ao.jpg)"] {
        let site = article(body);
        assert_eq!(site.check(), [], "{body}");
        site.build();
        let page = site.page("tin/index.html");
        assert!(page.contains("alt=\"\"") && !page.to_lowercase().contains("trang tr"), "{body}: {page}");
    }
    // A site may settle for less, as for every rule that exposes nobody by itself.
    let site = article("![](ao.jpg)");
    let less = "\n[[rules]]\nrule = \"picture-without-alt\"\nseverity = \"warning\"\n";
    site.write("site.toml", format!("{}{less}", support::SITE_TOML));
    site.build();
}

#[test]
fn the_keys_of_a_table_are_named_once_each() {
    let site = SiteTest::new(PROVINCE);
    let rules = "\n[[rules]]\nrule = \"ear-sentence\"\nxyzzyx = 1\n";
    site.write("site.toml", format!("{}{rules}", support::SITE_TOML));
    let found = site.check();
    let told = found.iter().find(|found| found.rule == "key-unknown").expect("an unknown key is told");
    assert!(told.help.en.ends_with("rule, paths, severity"), "{}", told.help.en);
}

#[test]
fn names_that_cannot_be_typed_are_told_and_publish_nothing() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    for name in [&b"content/x\xff.md"[..], b"content/a\nb.md", b"static/q\xe9.txt", b"content/\xe1nh.jpg"] {
        let site =
            SiteTest::new("-- content/tin.md --\n+++\ntitle = \"Tin\"\ndate = 2026-05-12\n+++\nLời.\n");
        let file = site.root().join(OsStr::from_bytes(name));
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(&file, "+++\ntitle = \"Tin\"\ndate = 2026-05-12\n+++\nLời.\n").expect("a file");
        assert_eq!(site.rules(), ["file-name"], "{name:?}");
        assert!(site.try_build().is_err(), "{name:?}");
    }
}

/// The finding of a rule in an article of this body, with what is to be done.
fn help_for(rule: &str, front: &str, body: &str) -> Option<String> {
    let site = SiteTest::new(&format!(
        "-- content/tin.md --\n+++\ntitle = \"Tin\"\ndate = 2026-05-12\n{front}+++\n{body}\n"
    ));
    let found = site.check();
    found.into_iter().find(|found| found.rule == rule).map(|found| found.help.vi)
}

#[test]
fn the_portals_own_address_in_full_is_an_address_of_the_portal() {
    let body = |target: &str| format!("Xem [trang cũ](https://cong.example{target}).");
    for target in ["/khong-co/", "/khong-co/#muc"] {
        assert!(help_for("link-broken", "", &body(target)).is_some(), "{target}");
    }
    for target in ["", "/", "/tin/"] {
        assert_eq!(help_for("link-broken", "", &body(target)), None, "{target}");
    }
    assert_eq!(help_for("link-broken", "", "Xem [trang khác](https://cong.example.khac/khong-co/)."), None);
}

#[test]
fn common_slips_have_the_mend_that_fits() {
    let www = help_for("link-broken", "", "Xem [cổng](www.thu.example).").expect("told");
    assert!(www.contains("https://"), "{www}");
    let disk = help_for("link-scheme", "", "Xem [tệp](C:\\Users\\a.docx).").expect("told");
    assert!(disk.contains("cạnh bài"), "{disk}");
    let code = help_for("toml", "[audience]\nlocalities = [05569]\n", "Lời.").expect("told");
    assert!(code.contains("localities = [\"05569\"]"), "{code}");
    let phone =
        help_for("toml", "kind = \"service\"\n[service]\nphone = 0912345678\n", "Lời.").expect("told");
    assert!(phone.contains("phone = \"0912345678\""), "{phone}");
}

#[test]
fn an_event_may_end_on_the_day_it_begins() {
    let event = |end: &str| {
        let front = format!("kind = \"event\"\n[event]\nstart = 2026-12-31T21:00:00\nend = {end}\n");
        help_for("event-end", &front, "Lời.")
    };
    assert_eq!(event("2026-12-31"), None);
    assert!(event("2026-12-30").is_some() && event("2026-12-31T20:00:00").is_some());
}

#[test]
fn without_loudspeaker_and_zalo_no_page_leads_to_a_desk() {
    let site = SiteTest::new(PROVINCE);
    let off = "\n[outputs]\nloudspeaker = false\nzalo = false\n";
    site.write("site.toml", format!("{}{off}", support::SITE_TOML));
    site.build();
    let page = site.page("dia-phuong/thai-nguyen/dinh-hoa/index.html");
    assert!(!page.contains("phat-tin"), "{page}");
}
