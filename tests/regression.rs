//! Faults that were found once, each named after the behaviour that must hold.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]

mod support;

use mangnon::diag::Diagnostic;
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
