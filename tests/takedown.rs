//! What leaves the content leaves every output in the same build, and the state of the build too.
//!
//! An article is marked in every place where an author writes words; after it is withdrawn in any way,
//! no byte of the marks may be left below the output folder or in `.build`.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{SiteTest, moment};

const ARTICLE: &str = "content/tin/danhdaufile.md";

const SITE: &str = r#"
-- content/tin/_index.md --
+++
title = "Tin"
+++
-- content/tin/khac.md --
+++
title = "Bài khác"
description = "Bài còn lại."
date = 2026-05-01
tags = ["chung"]
+++
Nội dung còn lại.
-- content/dia-phuong/thai-nguyen/_index.md --
+++
title = "Thái Nguyên"
[locality]
code = "19"
+++
-- content/tin/danhdaufile.md --
+++
title = "Danhdautitle"
description = "Danhdaudescription."
date = 2026-05-12
tags = ["Danhdautag", "chung"]
aliases = ["/danhdaualias/"]
channels = ["web", "zalo", "loudspeaker"]
[loudspeaker]
text = "Danhdauloa."
[zalo]
text = "Danhdauzalo."
[[sources]]
title = "Danhdausource"
[[attachments]]
file = "danhdautep.txt"
title = "Danhdauattachment"
[extra]
danhdaukey = "danhdauextra"
+++
## Danhdauheading

Danhdaubody. ![danhdaualt](danhdauanh.png "Danhdaucaption")
-- content/tin/danhdautep.txt --
danhdauinside
"#;

/// Each mark begins with this, whatever the case.
const MARK: &str = "danhdau";

fn site() -> SiteTest {
    let site = SiteTest::new(SITE);
    let png = include_bytes!("sites/typed_blocks/content/o-vuong.png");
    site.write("content/tin/danhdauanh.png", png);
    site
}

#[track_caller]
fn assert_gone_after(withdraw: impl FnOnce(&mut SiteTest)) {
    let mut site = site();
    site.build();
    let parent = site.out().parent().expect("the output lies in a folder").to_owned();
    let published = marked(&site.out(), &parent);
    for part in [
        "index.html",
        "atom.xml",
        "tin/index.html",
        "danhdaualias",
        "tu-khoa/danhdautag",
        "loa.txt",
        "zalo.txt",
        "phat-tin/index.html",
        "danhdauanh.png",
        "danhdautep.txt",
    ] {
        assert!(published.iter().any(|path| path.contains(part)), "{part} was never marked: {published:?}");
    }
    withdraw(&mut site);
    site.build();
    let left = marked(&site.out(), &parent);
    assert!(left.is_empty(), "still there: {left:?}");
    let state = marked(&site.state(), &parent);
    assert!(state.is_empty(), "still in the state: {state:?}");
}

#[test]
fn a_removed_article_leaves_no_byte() {
    assert_gone_after(|site| site.remove(ARTICLE));
}

#[test]
fn a_drafted_article_leaves_no_byte() {
    assert_gone_after(|site| site.edit(ARTICLE, "date = ", "draft = true\ndate = "));
}

#[test]
fn an_expired_article_leaves_no_byte() {
    assert_gone_after(|site| {
        site.edit(ARTICLE, "date = 2026-05-12", "date = 2026-05-12\nexpires = 2026-12-01");
        site.now = moment("2026-12-01");
    });
}

/// Consent for the picture, given for all channels, until the summer of 2027.
const CONSENT: &str = "[[consent]]\nsubject = \"ảnh 1\"\nchild = true\nguardian = true\ngiven = 2026-05-01\n\
                       expires = 2027-06-01\nscope = [\"web\", \"zalo\", \"loudspeaker\"]\n[loudspeaker]";

#[test]
fn an_article_whose_consent_ends_leaves_no_byte() {
    let mut site = consented();
    site.now = moment("2027-05-31");
    site.build();
    assert!(!marks_of(&site).is_empty(), "consent holds on its last day");
    site.now = moment("2027-06-01");
    site.build();
    assert_eq!(marks_of(&site), Vec::<String>::new());
}

#[test]
fn an_article_whose_consent_is_taken_back_leaves_no_byte() {
    let site = consented();
    site.build();
    assert!(!marks_of(&site).is_empty(), "consent holds");
    site.edit(ARTICLE, "given = 2026-05-01", "given = 2026-05-01\nwithdrawn = 2026-06-01");
    site.build();
    assert_eq!(marks_of(&site), Vec::<String>::new());
}

fn consented() -> SiteTest {
    let site = site();
    site.edit(ARTICLE, "[loudspeaker]", CONSENT);
    site.edit(ARTICLE, "danhdaualt", "Các em lớp 4 danhdaualt");
    site
}

/// What is left of the article, in the output and in the state of the build.
fn marks_of(site: &SiteTest) -> Vec<String> {
    let parent = site.out().parent().expect("the output lies in a folder").to_owned();
    [site.out(), site.state()].iter().flat_map(|folder| marked(folder, &parent)).collect()
}

#[test]
fn an_article_of_a_section_that_became_a_draft_leaves_no_byte() {
    assert_gone_after(|site| {
        site.edit("content/tin/_index.md", "title = \"Tin\"", "title = \"Tin\"\ndraft = true");
    });
}

#[test]
fn an_article_moved_into_the_future_leaves_no_byte() {
    assert_gone_after(|site| site.edit(ARTICLE, "date = 2026-05-12", "date = 2027-05-12"));
}

#[test]
fn an_article_that_leaves_while_the_manifest_is_lost_leaves_no_byte() {
    assert_gone_after(|site| {
        site.remove(ARTICLE);
        std::fs::remove_file(site.state().join("public/manifest.json")).expect("the manifest");
    });
}

/// Another article that links to the marked one in every way.
fn lead_to_it_from_another(site: &SiteTest, shown: &str) {
    let front = "+++\ntitle = \"Bài khác\"\ndescription = \"Bài còn lại.\"\ndate = 2026-05-01\n";
    let links = "[một](/tin/danhdaufile/), [hai](/tin/danhdaufile/#danhdauheading), [ba](/danhdaualias), \
                 [bốn](@/tin/danhdaufile.md), [năm](danhdaufile.md)";
    site.write("content/tin/khac.md", format!("{front}{shown}+++\nXem {links}.\n"));
}

#[test]
fn links_of_others_hold_no_article_that_is_over() {
    let site = site();
    lead_to_it_from_another(&site, "");
    site.build();
    assert!(site.page("tin/khac/index.html").contains(MARK), "the links were there");
    site.edit(ARTICLE, "date = ", "expires = 2026-05-13\ndate = ");
    site.build();
    let left = marked(&site.out(), &site.root());
    assert!(left.is_empty(), "still there: {left:?}");
}

#[test]
fn pictures_and_files_of_what_was_taken_down_stay_nowhere() {
    let site = site();
    lead_to_it_from_another(&site, "[[attachments]]\nfile = \"danhdautep.txt\"\ntitle = \"Một tệp\"\n");
    site.edit("content/tin/khac.md", "Xem ", "![Ô vuông](danhdauanh.png) [tệp](danhdautep.txt) Xem ");
    site.build();
    assert!(site.page("tin/khac/index.html").contains("danhdauanh"), "the picture was shown");
    let withdrawn = "\n[withdrawn]\ndate = 2026-05-13\nreason = \"Có sai sót.\"\n[loudspeaker]";
    site.edit(ARTICLE, "\n[loudspeaker]", withdrawn);
    let built = site.build();
    let told = built.diagnostics.iter().filter(|found| found.rule == "file-withheld").count();
    assert_eq!(told, 3, "the picture, the link and the attachment are told");
    // What says that something is gone names its address and nothing else.
    let says_gone = ["/danhdaufile", "/danhdaualias", ".htaccess", "_redirects"];
    let mut left = marked(&site.out(), &site.root());
    left.retain(|path| !says_gone.iter().any(|part| path.contains(part)));
    assert!(left.is_empty(), "still there: {left:?}");
}

#[test]
fn files_of_what_is_not_published_yet_are_shown_by_nobody() {
    for (state, words) in [
        ("draft", "draft = true\n"),
        ("to come", "publish_at = 2027-01-01\n"),
        ("refused", "\n[rejection]\nby = \"Đàm Thị Vải\"\ndate = 2026-05-11\nreason = \"Chưa đủ.\"\n"),
    ] {
        let front = "+++\ntitle = \"Tin\"\ndate = 2026-05-12\n";
        let site = SiteTest::new(&format!(
            "-- content/cho/index.md --\n{front}{words}+++\nXem [bảng](bang.txt).\n-- content/cho/bang.txt --\nBảng\n\
             -- content/cho/goc.txt --\nGốc\n-- content/khac.md --\n{front}+++\nXem [một](cho/bang.txt), [hai](cho/goc.txt).\n\
             -- content/chung/nhap.md --\n{front}{words}+++\nXem [bảng](chung.txt), [riêng](rieng.txt).\n\
             -- content/chung/bai.md --\n{front}+++\nXem [bảng](chung.txt).\n-- content/chung/chung.txt --\nBảng chung\n\
             -- content/chung/rieng.txt --\nBảng riêng\n-- content/them.md --\n{front}+++\nXem [một](chung/rieng.txt), [hai](chung/chung.txt).\n"
        ));
        let built = site.build();
        let told: Vec<&str> = built
            .diagnostics
            .iter()
            .filter(|found| found.rule == "file-withheld")
            .map(|found| found.spot.file.as_str())
            .collect();
        assert_eq!(told, ["content/khac.md", "content/khac.md", "content/them.md"], "{state}");
        let texts: Vec<String> = site.paths().into_iter().filter(|path| path.ends_with("g.txt")).collect();
        assert_eq!(texts, ["chung/chung.txt"], "{state}: what a published article of the folder shows");
        assert!(site.page("khac/index.html").contains("một"), "{state}: the words stay");
    }
}

#[test]
fn what_the_build_before_knew_of_an_article_goes_with_it() {
    assert_gone_after(|site| {
        let known = format!("900 tin/{MARK}/index.html\n");
        std::fs::write(site.state().join("public/memory"), known).expect("the state of the build");
        site.remove(ARTICLE);
    });
}

#[test]
fn a_channel_that_is_switched_off_takes_its_texts_along() {
    let site = site();
    site.build();
    site.edit(ARTICLE, "channels = [\"web\", \"zalo\", \"loudspeaker\"]", "channels = [\"web\"]");
    site.build();
    assert!(site.paths().iter().all(|path| !path.contains("phat-tin")), "{:?}", site.paths());
}

/// Files below a folder whose name or bytes hold a mark.
fn marked(folder: &Path, parent: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let holds = |entry: &walkdir::DirEntry| {
        let name = entry.path().to_string_lossy().to_lowercase();
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        name.contains(MARK) || String::from_utf8_lossy(&bytes).to_lowercase().contains(MARK)
    };
    let marked = files.filter(holds).map(|entry| {
        entry.path().strip_prefix(parent).unwrap_or(entry.path()).to_string_lossy().into_owned()
    });
    marked.collect()
}

/// What the command tells of a build, and the list of addresses to purge.
fn told_by_a_build(site: &SiteTest, day: &str) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    command.arg("--root").arg(site.root()).args(["--as-of", day, "--lang", "vi", "build", "--out"]);
    let output = command.arg(site.out()).output().expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    let told =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    (told, fs::read_to_string(site.state().join("public/purge.txt")).unwrap_or_default())
}

#[test]
fn whoever_deletes_or_moves_a_file_is_told_of_the_address_that_it_had() {
    let site = site();
    let (told, purge) = told_by_a_build(&site, "2026-11-24");
    assert!(!told.contains("CẢNH BÁO") && purge.is_empty(), "{told}");
    site.remove(ARTICLE);
    let (told, purge) = told_by_a_build(&site, "2026-11-24");
    assert!(told.contains("1 trang đã đăng nay không còn tệp bài"), "{told}");
    assert!(told.contains("- /tin/danhdaufile/\n") && told.contains("mangnon withdraw"), "{told}");
    assert!(told.contains("aliases = [\"/tin/danhdaufile/\"]"), "{told}");
    // Everything of it is in the order for the host, and what named it.
    let all =
        ["tin/danhdaufile/", "tin/danhdaufile/qr.png", "tin/danhdautep.txt", "danhdaualias/", "tin/", ""];
    for address in all {
        let line = format!("https://cong.example/{address}\n");
        assert!(purge.contains(&line) && told.contains("purge.txt"), "{address}: {purge}");
    }
    // An edit elsewhere tells it no more, and keeps the order for some weeks.
    site.edit("content/tin/khac.md", "Nội dung", "Nội dung mới");
    let (told, later) = told_by_a_build(&site, "2026-11-25");
    assert!(!told.contains("CẢNH BÁO") && !told.contains("purge.txt"), "{told}");
    assert!(later.contains("danhdaufile/\n") && later.contains("tin/khac/\n"), "{later}");
    site.edit("content/tin/khac.md", "Nội dung", "Và nội dung");
    assert_eq!(told_by_a_build(&site, "2026-12-30").1, "");
}

#[test]
fn whoever_deletes_a_file_while_another_has_a_mistake_is_told_that_the_page_still_stands() {
    let site = site();
    told_by_a_build(&site, "2026-11-24");
    let stopped = |format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
        command.arg("--root").arg(site.root()).args(["--as-of", "2026-11-24", "--lang", "vi", "build"]);
        let output = command.args(["--format", format, "--out"]).arg(site.out()).output();
        let output = output.expect("the program runs");
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        [output.stdout, output.stderr].map(|told| String::from_utf8_lossy(&told).into_owned())
    };
    site.write("content/tin/sai.md", "+++\ntitle = \"Chưa viết xong\n+++\n");
    let [_, told] = stopped("text");
    assert!(!told.contains("VẪN ĐANG ĐĂNG"), "{told}");
    site.remove(ARTICLE);
    let [told, said] = stopped("json");
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["without_file"], serde_json::json!(["/tin/danhdaufile/"]));
    assert!(said.contains("1 trang không còn tệp bài") && said.contains("- /tin/danhdaufile/\n"), "{said}");
    assert!(said.contains("VẪN ĐANG ĐĂNG") && said.contains("mangnon withdraw"), "{said}");
    assert!(site.out().join("tin/danhdaufile/index.html").exists());
}

/// Runs the program on a site with its output folder beside the sources, where it lies unless it is named.
fn office(site: &SiteTest, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    command.current_dir(site.root()).args(["--as-of", "2026-11-24", "--lang", "vi"]).args(arguments);
    let output = command.output().expect("the program runs");
    let told =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), told)
}

#[test]
fn an_article_whose_file_is_deleted_can_still_be_withdrawn() {
    let site = site();
    assert_eq!(office(&site, &["build"]).0, Some(0));
    site.remove(ARTICLE);
    // Of what was never published nothing is written.
    let (status, told) = office(&site, &["withdraw", "content/tin/nham.md", "--reason", "sai"]);
    assert!(status != Some(0) && told.contains("không có bài"), "{told}");
    assert!(!site.root().join("content/tin/nham.md").exists());
    let (status, told) = office(&site, &["withdraw", "tin/danhdaufile.md", "--reason", "gia đình đề nghị"]);
    assert!(status == Some(0) && told.contains("Đã ghi lệnh gỡ"), "{told}");
    // A mistake of somebody else holds up nothing.
    site.write("content/tin/sai.md", "+++\ntitle = \"Chưa viết xong\n+++\n");
    let (status, told) = office(&site, &["build"]);
    assert_eq!(status, Some(3), "{told}");
    let page = fs::read(site.root().join("public/tin/danhdaufile/index.html")).expect("a page says it");
    assert!(!String::from_utf8_lossy(&page).to_lowercase().contains("danhdautit"));
}

#[test]
fn decisions_are_written_into_files_of_other_editors() {
    let site = site();
    let text = fs::read_to_string(site.root().join(ARTICLE)).expect("the article");
    let wide = text.encode_utf16().flat_map(u16::to_le_bytes);
    site.write(ARTICLE, [0xff, 0xfe].into_iter().chain(wide).collect::<Vec<u8>>());
    let (status, told) = office(&site, &["withdraw", ARTICLE, "--reason", "sai"]);
    assert_eq!(status, Some(0), "{told}");
    let after = fs::read_to_string(site.root().join(ARTICLE)).expect("a text");
    assert!(after.contains("[withdrawn]") && after.contains("title ="), "{after}");
    site.write(ARTICLE, b"+++\ntitle = \"\xff\"\n+++\n");
    let (status, told) = office(&site, &["withdraw", ARTICLE, "--reason", "sai"]);
    assert!(status == Some(1) && told.contains("chữ không đọc được"), "{told}");
}

#[test]
fn what_its_file_explains_is_no_loss() {
    for (old, new) in [
        ("date = 2026-05-12", "date = 2026-05-12\ndraft = true"),
        ("date = 2026-05-12", "date = 2026-05-12\nexpires = 2026-06-01"),
        ("date = 2026-05-12", "date = 2026-05-12\nwithdrawn = { date = 2026-06-01, reason = \"Sai\" }"),
    ] {
        let site = site();
        told_by_a_build(&site, "2026-11-24");
        site.edit(ARTICLE, old, new);
        let (told, purge) = told_by_a_build(&site, "2026-11-24");
        assert!(!told.contains("CẢNH BÁO"), "{new}: {told}");
        assert!(purge.contains("https://cong.example/tin/danhdaufile/\n"), "{new}: {purge}");
    }
    // A page that moved and takes its old address along is none either; one that does not is.
    for (alias, lost) in [("[\"/tin/danhdaufile/\"]", false), ("[\"/danhdaualias/\"]", true)] {
        let site = site();
        told_by_a_build(&site, "2026-11-24");
        site.edit(ARTICLE, "[\"/danhdaualias/\"]", alias);
        site.rename(ARTICLE, "content/tin/doi-ten.md");
        let (told, _) = told_by_a_build(&site, "2026-11-24");
        assert_eq!(told.contains("- /tin/danhdaufile/"), lost, "{told}");
    }
}

#[test]
fn a_file_that_was_changed_behind_the_builds_back_is_found_and_made_anew() {
    let site = site();
    site.build();
    let page = site.out().join("tin/khac/index.html");
    let (text, times) = (site.page("tin/khac/index.html"), fs::metadata(&page).expect("a page"));
    fs::write(&page, text.replace("Nội dung còn lại", "Nội dung còn lợi")).expect("a page");
    let file = fs::File::options().write(true).open(&page).expect("a page");
    file.set_modified(times.modified().expect("a time")).expect("a time");
    // Neither length nor time tells.
    site.build();
    assert!(site.page("tin/khac/index.html").contains("còn lợi"));
    let verify = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
        command.arg("--root").arg(site.root()).args(["--as-of", support::NOW, "--lang", "vi", "build"]);
        let output = command.args(["--verify", "--out"]).arg(site.out()).output().expect("the program runs");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let told = verify();
    assert!(told.contains("1 tệp") && told.contains("- tin/khac/index.html\n"), "{told}");
    assert_eq!(site.page("tin/khac/index.html"), text);
    assert!(verify().contains("không tệp nào bị sửa"));
}
