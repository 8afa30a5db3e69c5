//! A warm build equals a cold one byte for byte, and renders exactly what we claim.
//!
//! Every edit is made to the same small site after a first build; then the output folder must be what
//! a build from nothing makes, and where we claim which files are rendered, they are these and no
//! others. `EDITS=200 cargo test --test incremental` tries more random sequences of edits.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "published names are in lower case")]

mod support;

use jiff::civil::DateTime;
use proptest::prelude::*;
use support::{SiteTest, assert_same_tree, moment, rendered};

const SITE: &str = r#"
-- site.toml --
base_url = "https://cong.example"
title = "Cổng thử"
minify = false

[[topics]]
id = "boi-an-toan"
name = "Bơi an toàn"
color = "teal"
-- content/_index.md --
+++
title = "Trang đầu"
+++
Lời chào.
-- content/boi-an-toan/_index.md --
+++
title = "Bơi an toàn"
[defaults]
topic = "boi-an-toan"
+++
-- content/boi-an-toan/mot.md --
+++
title = "Bài một"
description = "Tóm tắt một."
date = 2026-05-12
tags = ["bơi"]
channels = ["web", "zalo", "loudspeaker"]
[audience]
localities = ["05569"]
+++
Nội dung của bài một. Xem [bài hai](@/boi-an-toan/hai.md).
-- content/boi-an-toan/hai.md --
+++
title = "Bài hai"
description = "Tóm tắt hai."
date = 2026-05-13
+++
## Một mục

Nội dung của bài hai.
-- content/boi-an-toan/hen-gio.md --
+++
title = "Bài hẹn giờ"
description = "Tóm tắt hẹn giờ."
date = 2026-05-14
publish_at = 2026-12-01T07:00:00
expires = 2027-01-01
+++
Nội dung hẹn giờ.
-- content/dia-phuong/_index.md --
+++
title = "Địa phương"
+++
-- content/dia-phuong/thai-nguyen/_index.md --
+++
title = "Thái Nguyên"
[locality]
code = "19"
[[contacts]]
id = "tinh"
label = "Số mẫu của tỉnh"
phone = "0000 000 019"
+++
-- content/dia-phuong/thai-nguyen/dinh-hoa/_index.md --
+++
title = "Định Hóa"
[locality]
code = "05569"
+++
-- content/dia-phuong/thai-nguyen/dinh-hoa/tin-xa.md --
+++
title = "Tin của xã"
description = "Tóm tắt tin xã."
date = 2026-05-10
+++
Nội dung tin xã.
-- content/dia-phuong/nghe-an/_index.md --
+++
title = "Nghệ An"
[locality]
code = "40"
+++
-- content/duong-day-nong.toml --
[[hotlines]]
number = "111"
label = "Tổng đài mẫu"
"#;

const ONE: &str = "content/boi-an-toan/mot.md";
const TWO: &str = "content/boi-an-toan/hai.md";
const PROVINCE: &str = "content/dia-phuong/thai-nguyen/_index.md";

/// Builds, edits, builds again; the tree must be that of a cold build. Gives what was rendered.
#[track_caller]
fn after(edit: impl FnOnce(&mut SiteTest)) -> Vec<String> {
    let mut site = SiteTest::new(SITE);
    site.build();
    edit(&mut site);
    let warm = site.build();
    assert_same_tree(&site.tree(), &site.cold_tree(), "the warm build is not the cold one");
    let again = site.build();
    assert_eq!(rendered(&again), [""; 0], "a third build renders");
    rendered(&warm)
}

#[test]
fn nothing_changed_renders_and_writes_nothing() {
    let site = SiteTest::new(SITE);
    let first = site.build();
    assert_eq!(rendered(&first).len(), first.outcomes.len());
    let times =
        |path: &str| std::fs::metadata(site.out().join(path)).and_then(|m| m.modified()).expect("a time");
    let before = times("boi-an-toan/mot/index.html");
    let second = site.build();
    assert_eq!(rendered(&second), [""; 0]);
    assert_eq!((second.changes.written, second.changes.removed), (0, 0));
    assert_eq!(second.changes.kept, first.outcomes.len());
    assert_eq!(times("boi-an-toan/mot/index.html"), before);
}

#[test]
fn a_body_edit_renders_that_page_and_the_outputs_that_say_its_words() {
    let rendered = after(|site| site.edit(ONE, "Nội dung của bài một", "Lời mới của bài một"));
    assert_eq!(
        rendered,
        [
            "boi-an-toan/mot/index.html",
            "boi-an-toan/mot/zalo-oa.json",
            "dia-phuong/thai-nguyen/dinh-hoa/phat-tin/boi-an-toan/mot/goi-phat-tin.zip",
            "dia-phuong/thai-nguyen/dinh-hoa/phat-tin/boi-an-toan/mot/loa.html",
            "dia-phuong/thai-nguyen/dinh-hoa/phat-tin/boi-an-toan/mot/loa.txt",
            // A short body stands whole in the message, and so on the desk.
            "dia-phuong/thai-nguyen/dinh-hoa/phat-tin/boi-an-toan/mot/zalo.txt",
            "dia-phuong/thai-nguyen/dinh-hoa/phat-tin/index.html",
            // The search knows the words of bodies.
            "tim-kiem/0.json",
            "tim-kiem/tu.json",
        ]
    );
}

#[test]
fn a_title_edit_renders_the_page_and_every_list_that_shows_the_title() {
    let rendered = after(|site| site.edit(TWO, "\"Bài hai\"", "\"Bài hai đổi tên\""));
    let shown = ["atom.xml", "boi-an-toan/atom.xml", "boi-an-toan/hai/index.html", "boi-an-toan/index.html"];
    for path in shown {
        assert!(rendered.iter().any(|r| r == path), "{path} is stale: {rendered:?}");
    }
    let not = ["sitemap.xml", "tu-khoa/index.html", "dia-phuong/index.html", "404.html", "robots.txt"];
    for path in not {
        assert!(!rendered.iter().any(|r| r == path), "{path} was rendered for nothing");
    }
}

#[test]
fn a_provinces_contact_renders_only_what_shows_it() {
    let rendered = after(|site| site.edit(PROVINCE, "0000 000 019", "0000 000 020"));
    assert_eq!(
        rendered,
        [
            "dia-phuong/thai-nguyen/dinh-hoa/index.html",
            "dia-phuong/thai-nguyen/dinh-hoa/phat-tin/boi-an-toan/mot/goi-phat-tin.zip",
            "dia-phuong/thai-nguyen/dinh-hoa/phat-tin/boi-an-toan/mot/zalo.txt",
            "dia-phuong/thai-nguyen/dinh-hoa/phat-tin/index.html",
            "dia-phuong/thai-nguyen/dinh-hoa/tin-xa/index.html",
            "dia-phuong/thai-nguyen/index.html",
        ]
    );
}

#[test]
fn the_hotline_renders_every_page_script_and_zalo_text_and_no_feed() {
    let rendered = after(|site| site.edit("content/duong-day-nong.toml", "Tổng đài mẫu", "Tổng đài khác"));
    assert!(rendered.iter().all(|path| !path.ends_with(".xml") && path != "robots.txt"), "{rendered:?}");
    assert!(rendered.iter().any(|path| path.ends_with("loa.txt")));
    assert!(rendered.iter().any(|path| path.ends_with("zalo.txt")));
    assert!(rendered.iter().any(|path| path == "404.html"));
}

#[test]
fn an_article_appears_and_goes_when_the_clock_passes_its_moments() {
    let mut site = SiteTest::new(SITE);
    // The desk is the page of a day.
    let first = site.build();
    assert_eq!(first.site.next_change.map(DateTime::date), site.now.date().tomorrow().ok());
    site.now = moment("2026-12-01T06:59:59");
    // Nothing else falls due before its moment.
    let built = site.build();
    assert_eq!(rendered(&built), ["dia-phuong/thai-nguyen/dinh-hoa/phat-tin/index.html"]);
    assert_eq!(built.site.next_change, Some(moment("2026-12-01T07:00:00")));
    site.now = moment("2026-12-01T07:00:00");
    let built = site.build();
    assert_eq!(built.site.next_change, Some(moment("2026-12-02T00:00:00")));
    assert!(site.paths().contains(&"boi-an-toan/hen-gio/index.html".to_owned()));
    assert_same_tree(&site.tree(), &site.cold_tree(), "at the moment of publication");
    site.now = moment("2027-01-01T00:00:00");
    let built = site.build();
    assert!(site.paths().iter().all(|path| !path.contains("hen-gio")), "{:?}", site.paths());
    assert_eq!(built.site.next_change, Some(moment("2027-01-02T00:00:00")));
    assert_same_tree(&site.tree(), &site.cold_tree(), "at the moment of expiry");
}

#[test]
fn a_deleted_moved_or_renamed_article_leaves_nothing_behind() {
    after(|site| {
        site.edit(ONE, "Xem [bài hai](@/boi-an-toan/hai.md).", "");
        site.remove(TWO);
    });
    after(|site| {
        site.rename(TWO, "content/boi-an-toan/ba.md");
        site.edit(ONE, "hai.md", "ba.md");
    });
    after(|site| site.rename(ONE, "content/dia-phuong/thai-nguyen/dinh-hoa/mot.md"));
    after(|site| {
        site.rename("content/dia-phuong/nghe-an/_index.md", "content/dia-phuong/nghe-an-moi/_index.md");
    });
    // A file becomes a folder of the same address, and back.
    after(|site| {
        site.rename(TWO, "content/boi-an-toan/hai/index.md");
        site.edit(ONE, "hai.md", "hai/index.md");
    });
}

#[test]
fn theme_settings_and_front_matter_reach_every_page_they_touch() {
    let theme = "themes/mang-non/";
    let page = "{% extends \"base.html\" %}{% block main %}<h1>{{ title }}</h1>{% endblock main %}\n";
    let rendered = after(|site| site.write(&format!("{theme}templates/html/page.html"), page));
    // The kit holds pages, and the worker names them by their digests.
    let shows_pages = |path: &String| path.ends_with(".html") || path == "sw.js" || path.ends_with("nan.zip");
    assert!(rendered.iter().all(shows_pages), "{rendered:?}");
    let rendered = after(|site| site.write(&format!("{theme}style.css"), "body{color:red}"));
    assert!(rendered.contains(&"index.html".to_owned()));
    after(|site| site.write(&format!("{theme}strings.toml"), "[vi]\ncall = \"Bấm\"\n"));
    after(|site| site.write(&format!("{theme}static/favicon.svg"), "<svg/>"));
    after(|site| site.edit("site.toml", "\"Cổng thử\"", "\"Cổng mới\""));
    after(|site| site.edit("site.toml", "cong.example", "cong.example/xa"));
    after(|site| site.edit("site.toml", "minify = false", "minify = true"));
    after(|site| site.edit("site.toml", "minify = false", "minify = false\npaginate_by = 1"));
    after(|site| site.edit("site.toml", "[[topics]]", "[outputs]\nloudspeaker = false\n\n[[topics]]"));
    after(|site| site.edit(ONE, "tags = [\"bơi\"]", "tags = [\"nước\"]\nsensitive = true"));
    after(|site| site.edit(ONE, "localities = [\"05569\"]", "localities = [\"40\"]"));
    after(|site| site.edit(ONE, "+++\ntitle", "+++\ndraft = true\ntitle"));
    after(|site| site.write("static/tep.txt", "một"));
}

#[test]
fn a_lost_or_broken_manifest_costs_a_full_build_and_no_wrong_one() {
    for manifest in ["", "{", "{\"form\":999,\"files\":{}}"] {
        let site = SiteTest::new(SITE);
        site.build();
        let before = site.tree();
        std::fs::write(site.state().join("public/manifest.json"), manifest).expect("the state");
        let built = site.build();
        assert_eq!(rendered(&built).len(), built.outcomes.len());
        assert_same_tree(&site.tree(), &before, manifest);
    }
}

#[test]
fn a_file_that_somebody_removed_or_cut_is_made_again_and_a_foreign_one_stays() {
    let site = SiteTest::new(SITE);
    site.build();
    let before = site.tree();
    std::fs::remove_file(site.out().join("index.html")).expect("it was there");
    std::fs::write(site.out().join("404.html"), "cut").expect("it can be cut");
    std::fs::write(site.out().join("google123.html"), "not ours").expect("a foreign file");
    assert_eq!(rendered(&site.build()), ["404.html", "index.html"]);
    let mut after = site.tree();
    assert_eq!(after.remove("google123.html").as_deref(), Some(b"not ours".as_slice()));
    assert_same_tree(&after, &before, "");
}

/// One random edit; those that do not fit the site as it stands do nothing.
#[derive(Debug, Clone)]
enum Edit {
    Body(usize, u8),
    Title(usize, u8),
    Draft(usize),
    Remove(usize),
    Phone(u8),
    Hotline(u8),
    Paginate(u8),
    Style(u8),
    Clock(u8),
}

const ARTICLES: [&str; 3] =
    [TWO, "content/boi-an-toan/hen-gio.md", "content/dia-phuong/thai-nguyen/dinh-hoa/tin-xa.md"];

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let article = 0..ARTICLES.len();
    let edit = prop_oneof![
        (article.clone(), any::<u8>()).prop_map(|(a, n)| Edit::Body(a, n)),
        (article.clone(), any::<u8>()).prop_map(|(a, n)| Edit::Title(a, n)),
        article.clone().prop_map(Edit::Draft),
        article.prop_map(Edit::Remove),
        any::<u8>().prop_map(Edit::Phone),
        any::<u8>().prop_map(Edit::Hotline),
        (1..4_u8).prop_map(Edit::Paginate),
        any::<u8>().prop_map(Edit::Style),
        (0..60_u8).prop_map(Edit::Clock),
    ];
    proptest::collection::vec(edit, 1..6)
}

fn apply(site: &mut SiteTest, edit: &Edit) {
    let article = |title: &str, draft: bool, body: &str| {
        format!(
            "+++\ntitle = \"{title}\"\ndescription = \"Tóm tắt.\"\ndate = 2026-05-13\ndraft = {draft}\n+++\n{body}\n"
        )
    };
    match edit {
        Edit::Body(a, n) => site.write(ARTICLES[*a], article("Bài", false, &format!("Lời số {n}."))),
        Edit::Title(a, n) => site.write(ARTICLES[*a], article(&format!("Bài số {n}"), false, "Lời.")),
        Edit::Draft(a) => site.write(ARTICLES[*a], article("Bản nháp", true, "Lời.")),
        Edit::Remove(a) => drop(std::fs::remove_file(site.root().join(ARTICLES[*a]))),
        Edit::Phone(n) => site.write(
            PROVINCE,
            format!("+++\ntitle = \"Thái Nguyên\"\n[locality]\ncode = \"19\"\n[[contacts]]\nid = \"tinh\"\nlabel = \"Số mẫu\"\nphone = \"0000 {n}\"\n+++\n"),
        ),
        Edit::Hotline(n) => site.write(
            "content/duong-day-nong.toml",
            format!("[[hotlines]]\nnumber = \"111\"\nlabel = \"Tổng đài mẫu {n}\"\n"),
        ),
        Edit::Paginate(n) => site.write(
            "site.toml",
            format!("base_url = \"https://cong.example\"\ntitle = \"Cổng\"\nminify = false\npaginate_by = {n}\n[[topics]]\nid = \"boi-an-toan\"\nname = \"Bơi\"\n"),
        ),
        Edit::Style(n) => site.write("themes/mang-non/style.css", format!("body{{margin:{n}px}}")),
        Edit::Clock(days) => {
            site.now = moment("2026-11-24T08:00:00")
                .checked_add(jiff::Span::new().days(i64::from(*days)))
                .expect("a day of this century");
        }
    }
}

fn cases() -> u32 {
    std::env::var("EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_edits_leaves_what_a_cold_build_makes(sequence in edits()) {
        let mut site = SiteTest::new(SITE);
        // Nothing may link to what the edits remove.
        site.edit(ONE, "Xem [bài hai](@/boi-an-toan/hai.md).", "");
        site.build();
        for edit in &sequence {
            apply(&mut site, edit);
            site.build();
        }
        assert_same_tree(&site.tree(), &site.cold_tree(), &format!("after {sequence:?}"));
    }
}
