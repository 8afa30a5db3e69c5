//! Approval bound to the content, the states of articles, and the withdrawal that leaves nothing.
//!
//! The program is run as an official runs it; names of persons are invented and look it.
#![allow(clippy::disallowed_methods, reason = "tests run the program in a temporary folder")]

mod support;

use std::fs;
use std::process::{Command, Output, Stdio};

use support::SiteTest;

const SITE: &str = r#"
-- site.toml --
base_url = "https://cong.example"
title = "Cổng thử"
minify = false
[approval]
required = true
[outputs]
cards = "none"
print = false
qr = false
[[topics]]
id = "boi-an-toan"
name = "Bơi an toàn"
-- content/tin/_index.md --
+++
title = "Tin"
+++
-- content/dia-phuong/thai-nguyen/_index.md --
+++
title = "Thái Nguyên"
[locality]
code = "19"
[[approvers]]
name = "Người Duyệt Tỉnh"
role = "Lãnh đạo thử của tỉnh"
+++
-- content/dia-phuong/thai-nguyen/dinh-hoa/_index.md --
+++
title = "Định Hóa"
[locality]
code = "05569"
[[approvers]]
name = "Người Duyệt Xã"
role = "Lãnh đạo thử của xã"
+++
-- content/tin/bai.md --
+++
title = "Rào ao trước mùa mưa"   # tít của bài
author = "Người Viết Mẫu"
date = 2026-05-12
channels = ["web", "loudspeaker", "zalo"]
draft = true

[audience]
localities = ["05569"]

[loudspeaker]
text = "Bà con rào ao trước mùa mưa."

[zalo]
text = "Rào ao trước mùa mưa"
+++
Bà con rào ao, đậy giếng. ![Hàng rào quanh ao](rao.png)
"#;

const ARTICLE: &str = "content/tin/bai.md";
const PAGE: &str = "tin/bai/index.html";

fn site() -> SiteTest {
    let site = SiteTest::new(SITE);
    site.write("content/tin/rao.png", include_bytes!("sites/typed_blocks/content/o-vuong.png"));
    site
}

fn run(site: &SiteTest, arguments: &[&str]) -> Output {
    let (root, out) = (site.root().display().to_string(), site.out().display().to_string());
    let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    command.args(["--root", &root, "--as-of", support::NOW, "--lang", "vi"]).args(arguments);
    if arguments[0] == "build" {
        command.args(["--out", &out]);
    }
    command.stdin(Stdio::null()).output().expect("the program runs")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[track_caller]
fn approve(site: &SiteTest, by: &str) -> String {
    let output = run(site, &["approve", ARTICLE, "--by", by]);
    assert!(output.status.success(), "{}", text(&output));
    text(&output)
}

#[track_caller]
fn refused(site: &SiteTest, arguments: &[&str]) -> String {
    let before = fs::read(site.root().join(ARTICLE)).expect("the article");
    let output = run(site, arguments);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert_eq!(fs::read(site.root().join(ARTICLE)).expect("the article"), before, "the file changed");
    text(&output)
}

#[track_caller]
fn assert_published(site: &SiteTest, expected: bool) {
    let _ = site.build();
    assert_eq!(site.out().join(PAGE).is_file(), expected, "{:?}", site.rules());
}

#[track_caller]
fn state(site: &SiteTest) -> serde_json::Value {
    let output = run(site, &["status", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let all = list.as_array().expect("a list");
    all.iter().find(|one| one["file"] == ARTICLE).expect("the article is listed").clone()
}

#[test]
fn an_approved_article_is_published_and_its_file_keeps_its_layout() {
    let site = site();
    assert_published(&site, false);
    approve(&site, "Người Duyệt Xã");
    assert_published(&site, true);
    let file = fs::read_to_string(site.root().join(ARTICLE)).expect("the article");
    assert!(file.contains("title = \"Rào ao trước mùa mưa\"   # tít của bài\n"), "{file}");
    assert!(file.contains("role = \"Lãnh đạo thử của xã\"\ndate = 2026-11-24\ndigest = \""), "{file}");
    assert!(!file.contains("draft"), "{file}");
    assert_eq!(state(&site)["state"], "live");
    let journal = fs::read_to_string(site.root().join("nhat-ky.csv")).expect("the journal");
    assert!(journal.contains("\"duyệt\",\"content/tin/bai.md\",\"Người Duyệt Xã\""), "{journal}");
}

#[test]
fn every_change_of_what_was_approved_makes_it_a_draft_again() {
    let changes: [(&str, &str, &str); 6] = [
        (ARTICLE, "rào ao, đậy giếng", "rào ao đậy giếng"),
        (ARTICLE, "title = \"Rào ao", "title = \"Rào, ao"),
        (ARTICLE, "text = \"Bà con rào", "text = \"Bà con, rào"),
        (ARTICLE, "text = \"Rào ao trước", "text = \"Rào ao, trước"),
        (ARTICLE, "channels = [\"web\", \"loudspeaker\", \"zalo\"]", "channels = [\"web\", \"zalo\"]"),
        (ARTICLE, "localities = [\"05569\"]", "localities = [\"19\"]"),
    ];
    for (file, old, new) in changes {
        let site = site();
        approve(&site, "Người Duyệt Xã");
        assert_published(&site, true);
        site.edit(file, old, new);
        assert_published(&site, false);
        assert!(site.rules().contains(&"approval-changed"), "{new}: {:?}", site.rules());
        let state = state(&site);
        assert_eq!((&state["state"], &state["label"]), (&"waiting".into(), &"chờ duyệt".into()), "{new}");
        site.edit(file, new, old);
        assert_published(&site, true);
    }
}

const COMMUNE: &str = "content/dia-phuong/thai-nguyen/dinh-hoa";

/// The article lies in a commune's folder and names no locality itself.
fn site_of_a_commune() -> (SiteTest, String) {
    let site = site();
    let other = "+++\ntitle = \"Kim Phượng\"\n[locality]\ncode = \"05551\"\n+++\n";
    site.write("content/dia-phuong/thai-nguyen/kim-phuong/_index.md", other);
    site.write(
        &format!("{COMMUNE}/viec-lang/_index.md"),
        "+++\ntitle = \"Xóm Mẫu\"\n[locality]\nname = \"Xóm Mẫu\"\n+++\n",
    );
    site.edit(ARTICLE, "[audience]\nlocalities = [\"05569\"]\n", "");
    let home = format!("{COMMUNE}/bai.md");
    site.rename(ARTICLE, &home);
    site.rename("content/tin/rao.png", &format!("{COMMUNE}/rao.png"));
    let output = run(&site, &["approve", &home, "--by", "Người Duyệt Tỉnh"]);
    assert!(output.status.success(), "{}", text(&output));
    (site, home)
}

#[track_caller]
fn assert_changed(site: &SiteTest, words: &str) {
    let output = run(site, &["check"]);
    let told = text(&output);
    assert!(told.contains("[approval-changed]") && told.contains(words), "{told}");
    let built = run(site, &["build"]);
    assert!(built.status.success() && text(&built).contains("1 chờ duyệt"), "{}", text(&built));
    assert!(!site.paths().iter().any(|path| path.contains("/bai/")), "it is published");
}

#[test]
fn an_article_that_moves_to_another_locality_needs_a_new_approval() {
    let moved = |to: &str| {
        let (site, home) = site_of_a_commune();
        site.build();
        assert!(site.paths().iter().any(|path| path.ends_with("/bai/index.html")));
        site.rename(&home, &format!("content/{to}/bai.md"));
        site.rename(&format!("{COMMUNE}/rao.png"), &format!("content/{to}/rao.png"));
        site
    };
    // Another commune, the province, the whole country: the approver may have rights there too.
    for elsewhere in ["dia-phuong/thai-nguyen/kim-phuong", "dia-phuong/thai-nguyen", "tin"] {
        assert_changed(&moved(elsewhere), "địa phương hoặc nơi gửi tới");
    }
    let hamlet = moved("dia-phuong/thai-nguyen/dinh-hoa/viec-lang");
    assert_changed(&hamlet, "địa phương hoặc nơi gửi tới");
    // Another name, a folder of its own: it lies where it lay.
    let within = moved("dia-phuong/thai-nguyen/dinh-hoa/ten-moi");
    within.build();
    assert!(within.paths().iter().any(|path| path.ends_with("/ten-moi/bai/index.html")), "it waits");
    // The folder becomes that of another commune.
    let (site, _) = site_of_a_commune();
    site.edit(&format!("{COMMUNE}/_index.md"), "05569", "05563");
    assert_changed(&site, "địa phương hoặc nơi gửi tới");
    // Its folder has another name, and it is the same commune.
    let (site, _) = site_of_a_commune();
    fs::rename(site.root().join(COMMUNE), site.root().join("content/dia-phuong/thai-nguyen/xa-dinh-hoa"))
        .expect("another name");
    site.build();
    assert!(site.paths().iter().any(|path| path.ends_with("/xa-dinh-hoa/bai/index.html")), "it waits");
}

#[test]
fn what_was_changed_is_told_part_by_part() {
    for (file, old, new, words) in [
        (ARTICLE, "rào ao, đậy giếng", "rào ao đậy giếng", "đã đổi: lời hoặc phần đầu bài; bài"),
        (ARTICLE, "[\"web\", \"loudspeaker\", \"zalo\"]", "[\"web\"]", "đã đổi: kênh đăng; bài"),
        (ARTICLE, "[\"05569\"]", "[\"05569\", \"19\"]", "đã đổi: địa phương hoặc nơi gửi tới; bài"),
        (ARTICLE, "[\"05569\"]", "[\"05569\"]\ngroups = [\"parents\"]", "địa phương hoặc nơi gửi tới; bài"),
        (
            "content/tin/_index.md",
            "title = \"Tin\"",
            "title = \"Tin\"\n[defaults]\ngroups = [\"parents\"]",
            "địa phương hoặc nơi gửi tới; bài",
        ),
        (ARTICLE, "date = 2026-11-24\ndigest", "date = 2026-11-20\ndigest", "chức vụ người duyệt; bài"),
        (ARTICLE, "by = \"Người Duyệt Tỉnh\"", "by = \"Người Duyệt Xã\"", "chức vụ người duyệt; bài"),
    ] {
        let site = site();
        approve(&site, "Người Duyệt Tỉnh");
        site.edit(file, old, new);
        assert_changed(&site, words);
    }
    let site = site();
    approve(&site, "Người Duyệt Xã");
    site.write("content/tin/rao.png.toml", "");
    assert_changed(&site, "đã đổi: ảnh, ghi âm hoặc tệp kèm; bài");
}

#[test]
fn a_seal_of_another_make_approves_nothing() {
    let site = site();
    approve(&site, "Người Duyệt Xã");
    let text = fs::read_to_string(site.root().join(ARTICLE)).expect("the article");
    let at = text.find("digest = \"").expect("a seal") + "digest = \"".len();
    let seal = text[at..].split('"').next().expect("a seal").to_owned();
    assert!(seal.starts_with("3-"), "{seal}");
    let whole = seal.split('-').nth(1).expect("the whole").to_owned();
    // As older programs wrote them, and one whose parts are right and whose whole is not.
    let forged = seal.replace(&whole, &"0".repeat(32));
    for other in ["0".repeat(32), whole, forged, String::new(), "3-".to_owned()] {
        site.write(ARTICLE, text.replace(&seal, &other));
        assert_changed(&site, "không phải mã của bài này");
    }
    site.write(ARTICLE, text);
    assert_published(&site, true);
}

#[test]
fn a_changed_picture_or_what_is_said_of_it_needs_a_new_approval() {
    let site = site();
    approve(&site, "Người Duyệt Xã");
    assert_published(&site, true);
    let mut picture = include_bytes!("sites/typed_blocks/content/o-vuong.png").to_vec();
    picture.push(0);
    site.write("content/tin/rao.png", &picture);
    assert_published(&site, false);
    site.write("content/tin/rao.png", include_bytes!("sites/typed_blocks/content/o-vuong.png"));
    assert_published(&site, true);
    site.write("content/tin/rao.png.toml", "");
    assert_published(&site, false);
}

#[test]
fn channels_that_the_section_adds_need_a_new_approval() {
    let site = site();
    site.edit(ARTICLE, "channels = [\"web\", \"loudspeaker\", \"zalo\"]\n", "");
    approve(&site, "Người Duyệt Xã");
    assert_published(&site, true);
    site.edit(
        "content/tin/_index.md",
        "title = \"Tin\"",
        "title = \"Tin\"\n[defaults]\nchannels = [\"zalo\"]",
    );
    assert_published(&site, false);
}

#[test]
fn layout_comments_and_drafting_do_not_break_an_approval() {
    let site = site();
    approve(&site, "Người Duyệt Xã");
    site.edit(ARTICLE, "   # tít của bài", " # tiêu đề");
    site.edit(ARTICLE, "[audience]\n", "# gửi tới\n[audience]\n\n");
    assert_published(&site, true);
}

#[test]
fn the_author_does_not_approve() {
    let site = site();
    let told =
        refused(&site, &["approve", ARTICLE, "--by", "Người  viết mẫu", "--role", "Lãnh đạo thử của xã"]);
    assert!(told.contains("[approval-by-author]"), "{told}");
}

#[test]
fn rights_are_those_of_all_localities_that_an_article_is_aimed_at() {
    let site = site();
    let other = refused(&site, &["approve", ARTICLE, "--by", "Người Lạ Mẫu", "--role", "Khách"]);
    assert!(other.contains("[approval-without-right]") && other.contains("Người Duyệt Xã"), "{other}");
    approve(&site, "Người Duyệt Tỉnh");
    assert_published(&site, true);
    // An article for the whole province is beyond the rights of one of its communes.
    let wide = self::site();
    wide.edit(ARTICLE, "localities = [\"05569\"]", "localities = [\"05569\", \"19\"]");
    let told = refused(&wide, &["approve", ARTICLE, "--by", "Người Duyệt Xã"]);
    assert!(told.contains("[approval-without-right]"), "{told}");
    approve(&wide, "Người Duyệt Tỉnh");
    // A position that the list does not know is another person's.
    let posing = self::site();
    refused(&posing, &["approve", ARTICLE, "--by", "Người Duyệt Xã", "--role", "Chủ tịch tỉnh"]);
}

#[test]
fn an_approver_without_a_known_position_is_asked_for_it() {
    let told = refused(&site(), &["approve", ARTICLE, "--by", "Người Lạ Mẫu"]);
    assert!(told.contains("--role"), "{told}");
}

/// A picture in fine stipple, which nothing packs small.
fn stippled() -> Vec<u8> {
    let mut seed = 5_u32;
    let stipple = image::RgbImage::from_fn(1400, 1100, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [_, red, green, blue] = seed.to_be_bytes();
        image::Rgb([red, green, blue])
    });
    let mut jpeg = std::io::Cursor::new(Vec::new());
    let drawn = image::DynamicImage::from(stipple).write_to(&mut jpeg, image::ImageFormat::Jpeg);
    drawn.expect("a picture");
    jpeg.into_inner()
}

#[test]
fn nobody_approves_a_photograph_of_which_nobody_says_who_is_on_it() {
    let site = site();
    fs::write(site.root().join("content/tin/ao.jpg"), stippled()).expect("a picture");
    site.edit(ARTICLE, "Bà con rào ao, đậy giếng.", "Bà con rào ao, đậy giếng.\n\n![](ao.jpg)");
    let told = refused(&site, &["approve", ARTICLE, "--by", "Người Duyệt Xã"]);
    assert!(told.contains("[picture-without-alt]") && told.contains("trên ảnh có ai"), "{told}");
}

#[test]
fn whoever_approves_or_previews_is_told_of_pictures_that_would_stop_the_build() {
    let site = site();
    let jpeg = stippled();
    for name in ["ao", "gieng"] {
        fs::write(site.root().join(format!("content/tin/{name}.jpg")), &jpeg).expect("a picture");
    }
    let pictures = "Bà con rào ao, đậy giếng.\n\n![Ao](ao.jpg)\n\n![Giếng](gieng.jpg)";
    site.edit(ARTICLE, "Bà con rào ao, đậy giếng.", pictures);
    let file = site.root().join("xem.html").display().to_string();
    let shown = run(&site, &["preview", ARTICLE, "--out", &file]);
    assert!(shown.status.success() && text(&shown).contains("[page-weight]"), "{}", text(&shown));
    let told = refused(&site, &["approve", ARTICLE, "--by", "Người Duyệt Xã"]);
    assert!(told.contains("[page-weight]") && told.contains("ảnh “ao_960w.webp”"), "{told}");
}

#[test]
fn nobody_approves_an_article_with_errors() {
    let site = site();
    site.edit(ARTICLE, "Bà con rào ao, đậy giếng.", "Bà con rào ao, [đậy giếng](@/tin/khong-co.md).");
    let told = refused(&site, &["approve", ARTICLE, "--by", "Người Duyệt Xã"]);
    assert!(told.contains("[link-broken]"), "{told}");
}

#[test]
fn nobody_approves_what_exposes_a_child_in_a_draft_or_in_a_file_beside_it() {
    let site = site();
    let child = "Em Nguyễn Văn Thí Dụ, lớp 4A Trường Tiểu học Thí Dụ, nhà nghèo, mồ côi cha.";
    site.edit(ARTICLE, "Bà con rào ao, đậy giếng.", child);
    site.edit(ARTICLE, "+++\ntitle", "+++\ndraft = true\ntitle");
    let told = refused(&site, &["approve", ARTICLE, "--by", "Người Duyệt Xã"]);
    assert!(told.contains("[privacy-"), "{told}");
    let text = fs::read_to_string(site.root().join(ARTICLE)).expect("the article");
    site.remove(ARTICLE);
    site.write(
        "content/tin/bai/index.md",
        text.replace(child, "[Danh sách](danh-sach.csv)").replace("](rao.png", "](../rao.png"),
    );
    site.write(
        "content/tin/bai/danh-sach.csv",
        "STT,Họ và tên,Lớp,Hoàn cảnh\n1,Nguyễn Văn Thí Dụ,4A,hộ nghèo\n",
    );
    let output = run(&site, &["approve", "content/tin/bai/index.md", "--by", "Người Duyệt Xã"]);
    assert_eq!(output.status.code(), Some(1), "{}", self::text(&output));
    assert!(self::text(&output).contains("danh-sach.csv"), "{}", self::text(&output));
}

#[test]
fn a_draft_that_exposes_a_child_is_told_to_block_once_it_is_published() {
    let site = site();
    site.edit(ARTICLE, "Bà con rào ao, đậy giếng.", "Em Ngạc Tưởng Vân, lớp 5C, rào ao.");
    let check = text(&run(&site, &["check"]));
    assert!(check.contains("đến lúc đăng sẽ chặn"), "{check}");
    let found = state(&site)["will_block"].as_u64().expect("a number");
    assert!(found > 0, "{check}");
    let status = text(&run(&site, &["status"]));
    assert!(status.contains(&format!("{found} chỗ lộ trẻ em sẽ chặn")), "{status}");
}

#[test]
fn an_unapproved_article_waits_and_does_not_stop_the_others() {
    let site = site();
    site.edit(ARTICLE, "draft = true\n", "");
    let output = run(&site, &["build"]);
    assert!(output.status.success(), "{}", text(&output));
    assert!(text(&output).contains("1 chờ duyệt"), "{}", text(&output));
    let state = state(&site);
    assert_eq!(state["state"], "waiting");
    assert_eq!(state["waits_for"][0]["name"], "Người Duyệt Xã");
    assert_eq!(state["waits_for"][1]["name"], "Người Duyệt Tỉnh");
}

#[test]
fn an_approval_written_by_hand_names_no_text_and_does_not_count() {
    let site = site();
    site.edit(
        ARTICLE,
        "draft = true\n",
        "approval = { by = \"Người Duyệt Xã\", role = \"Lãnh đạo thử của xã\", date = 2026-05-12 }\n",
    );
    assert_published(&site, false);
    assert!(site.rules().contains(&"approval-unsealed"), "{:?}", site.rules());
}

#[test]
fn where_approvals_are_optional_a_changed_article_still_waits() {
    let site = site();
    site.edit("site.toml", "required = true", "required = false");
    site.edit(ARTICLE, "draft = true\n", "");
    assert_published(&site, true);
    let page = fs::read_to_string(site.out().join(PAGE)).expect("the page");
    assert!(page.contains("chưa được cơ quan có thẩm quyền duyệt"), "no notice");
    approve(&site, "Người Duyệt Xã");
    assert_published(&site, true);
    let page = fs::read_to_string(site.out().join(PAGE)).expect("the page");
    assert!(page.contains("Lãnh đạo thử của xã, 24/11/2026"), "no approver");
    assert!(!page.contains("chưa được cơ quan có thẩm quyền duyệt"), "a notice without a reason");
    site.edit(ARTICLE, "rào ao, đậy giếng", "rào ao đậy giếng");
    assert_published(&site, false);
}

#[test]
fn a_refused_article_waits_again_once_it_is_changed() {
    let site = site();
    let output =
        run(&site, &["approve", ARTICLE, "--by", "Người Duyệt Xã", "--reject", "--reason", "Thiếu ngày giờ"]);
    assert!(output.status.success(), "{}", text(&output));
    assert_eq!(state(&site)["label"], "từ chối");
    assert_eq!(state(&site)["reason"], "Người Duyệt Xã trả lại ngày 24/11/2026: Thiếu ngày giờ");
    assert_published(&site, false);
    site.edit(ARTICLE, "đậy giếng.", "đậy giếng trước 1/6.");
    assert_eq!(state(&site)["label"], "chờ duyệt");
    approve(&site, "Người Duyệt Xã");
    assert!(!fs::read_to_string(site.root().join(ARTICLE)).expect("the article").contains("rejection"));
    assert_published(&site, true);
}

#[test]
fn whoever_approves_hears_when_an_article_appears() {
    let site = site();
    site.edit(ARTICLE, "date = 2026-05-12", "date = 2026-05-12\npublish_at = 2027-01-01T08:00:00");
    let told = approve(&site, "Người Duyệt Xã");
    assert!(
        told.contains("Bài: hẹn giờ, lên trang lúc 01/01/2027 08:00.") && !told.contains("đang đăng"),
        "{told}"
    );
}

#[test]
fn nobody_approves_and_no_state_is_sure_while_the_settings_cannot_be_read() {
    let site = site();
    let before = fs::read(site.root().join(ARTICLE)).expect("the article");
    site.edit("site.toml", "required = true", "required = true\nrequired = true");
    let told = refused(&site, &["approve", ARTICLE, "--by", "Người Duyệt Xã", "--role", "Lãnh đạo"]);
    assert!(told.contains("site.toml:") && told.contains("Chưa duyệt"), "{told}");
    assert_eq!(fs::read(site.root().join(ARTICLE)).expect("the article"), before);
    let told = text(&run(&site, &["status"]));
    assert!(told.contains("site.toml còn lỗi (dòng "), "{told}");
}

#[test]
fn each_state_has_its_word() {
    let state_with = |old: &str, new: &str| {
        let site = site();
        site.edit("site.toml", "required = true", "required = false");
        site.edit(ARTICLE, old, new);
        let state = state(&site);
        (
            state["state"].as_str().expect("a word").to_owned(),
            state["label"].as_str().expect("a word").to_owned(),
        )
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(state_with("draft = true", "draft = true"), pair("draft", "nháp"));
    assert_eq!(state_with("draft = true", "publish_at = 2027-01-01"), pair("scheduled", "hẹn giờ"));
    assert_eq!(state_with("draft = true", "expires = 2026-06-01"), pair("expired", "hết hạn"));
    assert_eq!(state_with("draft = true\n", ""), pair("live", "đang đăng"));
    let withdrawn = "withdrawn = { date = 2026-06-01, reason = \"Gia đình đề nghị\" }";
    assert_eq!(state_with("draft = true", withdrawn), pair("withdrawn", "đã gỡ"));
}

#[test]
fn a_withdrawn_article_is_gone_and_its_address_says_so() {
    let site = site();
    site.edit("site.toml", "cards = \"none\"\nprint = false\nqr = false", "cards = \"all\"");
    site.edit(ARTICLE, "date = 2026-05-12", "date = 2026-05-12\naliases = [\"/cu/bai/\"]");
    approve(&site, "Người Duyệt Xã");
    assert_published(&site, true);
    let output = run(&site, &["withdraw", ARTICLE, "--reason", "Gia đình đề nghị", "--by", "Người Duyệt Xã"]);
    assert!(output.status.success(), "{}", text(&output));
    let built = run(&site, &["build"]);
    assert!(built.status.success(), "{}", text(&built));
    for address in [PAGE, "cu/bai/index.html", "410.html"] {
        let page = fs::read_to_string(site.out().join(address)).expect("a page says that it is gone");
        assert!(
            page.contains("đã được gỡ") && page.contains("noindex") && page.contains("tel:111"),
            "{page}"
        );
        assert!(!page.contains("tin/bai"), "the page names its address");
    }
    let marks = ["Rào ao", "rào ao", "hàng rào", "Hàng rào", "Gia đình đề nghị", "rao.png"];
    for (path, bytes) in site.tree() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(marks.iter().all(|mark| !text.contains(mark) && !path.contains(mark)), "still in {path}");
    }
    let htaccess = fs::read_to_string(site.out().join(".htaccess")).expect("rules for Apache");
    assert_eq!(
        htaccess,
        "ErrorDocument 410 /410.html\nRedirect gone \"/cu/bai/\"\nRedirect gone \"/tin/bai/\"\n"
    );
    let redirects = fs::read_to_string(site.out().join("_redirects")).expect("rules for Netlify");
    assert!(redirects.contains("/tin/bai/* /410.html 410!\n"), "{redirects}");
    let list = fs::read_to_string(site.state().join("public/purge.txt")).expect("the list of addresses");
    for address in ["https://cong.example/tin/bai/\n", "https://cong.example/tin/\n", "rao.png\n"] {
        assert!(list.contains(address), "{address} is not in {list}");
    }
    assert!(text(&built).contains("https://cong.example/tin/bai/"), "{}", text(&built));
    let journal = fs::read_to_string(site.root().join("nhat-ky.csv")).expect("the journal");
    assert!(journal.contains("\"gỡ\"") && !journal.contains("Rào"), "{journal}");
}

#[test]
fn a_withdrawn_article_is_not_judged_any_more() {
    let site = site();
    site.edit(ARTICLE, "draft = true", "withdrawn = { date = 2026-06-01, reason = \"Lộ tên trẻ\" }");
    site.edit(
        ARTICLE,
        "Bà con rào ao",
        "Em Lò Văn Mẫu, 9 tuổi, học lớp 4A Trường Tiểu học Thử, bị ngã. Bà con rào ao",
    );
    assert_eq!(site.rules(), Vec::<&str>::new());
}

#[test]
fn a_withdrawn_version_is_gone_and_its_original_stays() {
    let site = site();
    site.edit("site.toml", "required = true", "required = false");
    site.edit(ARTICLE, "draft = true\n", "");
    let version = "content/tin/bai.en.md";
    site.write(version, "+++\ntitle = \"Danhdau pond\"\ndescription = \"Danhdau.\"\n+++\nDanhdau words.\n");
    site.build();
    let marked = |site: &SiteTest| {
        let all = site.tree().into_iter();
        let marked =
            all.filter(|(_, bytes)| String::from_utf8_lossy(bytes).to_lowercase().contains("danhdau"));
        marked.map(|(path, _)| path).collect::<Vec<_>>()
    };
    assert!(marked(&site).contains(&"tin/bai/en/index.html".to_owned()), "{:?}", marked(&site));
    // Twice: the second time nothing is wrong with it.
    for _ in 0..2 {
        let output = run(&site, &["withdraw", version, "--reason", "Danhdau: gia đình đề nghị"]);
        assert!(output.status.success(), "{}", text(&output));
    }
    let built = run(&site, &["build"]);
    assert!(built.status.success(), "{}", text(&built));
    assert_eq!(marked(&site), Vec::<String>::new());
    assert!(site.out().join(PAGE).is_file());
    let page = fs::read_to_string(site.out().join("tin/bai/en/index.html")).expect("a page says so");
    assert!(page.contains("đã được gỡ") || page.contains("taken down"), "{page}");
    let rules = fs::read_to_string(site.out().join(".htaccess")).expect("rules for Apache");
    assert!(
        rules.contains("Redirect gone \"/tin/bai/en/\"\n") && !rules.contains("\"/tin/bai/\""),
        "{rules}"
    );
    let list = fs::read_to_string(site.state().join("public/purge.txt")).expect("the list of addresses");
    assert!(list.contains("https://cong.example/tin/bai/en/\n"), "{list}");
    // What was taken down stops nobody when its original moves.
    fs::rename(site.root().join(ARTICLE), site.root().join("content/tin/khac.md")).expect("a new name");
    let built = run(&site, &["build"]);
    assert!(built.status.success(), "{}", text(&built));
    assert_eq!(marked(&site), Vec::<String>::new());
}

#[test]
fn a_version_is_not_approved_by_whoever_translated_it() {
    let site = site();
    approve(&site, "Người Duyệt Xã");
    let version = "content/tin/bai.en.md";
    site.write(
        version,
        "+++\ntitle = \"Pond\"\ndescription = \"Pond.\"\nauthor = \"Bà Người Duyệt Tỉnh\"\n+++\nFence your pond.\n",
    );
    let output = run(&site, &["approve", version, "--by", "Người Duyệt Tỉnh"]);
    assert!(text(&output).contains("[approval-by-author]"), "{}", text(&output));
    let output = run(&site, &["approve", version, "--by", "Người Duyệt Xã"]);
    assert!(output.status.success(), "{}", text(&output));
}

#[test]
fn the_author_does_not_approve_under_another_spelling_either() {
    let site = SiteTest::new(SITE);
    site.write("content/tin/rao.png", include_bytes!("sites/typed_blocks/content/o-vuong.png"));
    for place in ["thai-nguyen", "thai-nguyen/dinh-hoa"] {
        let file = format!("content/dia-phuong/{place}/_index.md");
        let text = fs::read_to_string(site.root().join(&file)).expect("a locality");
        let table = text.find("[[approvers]]").expect("approvers");
        // Without a list anybody may approve, but not the author.
        site.write(&file, format!("{}+++\n", &text[..table]));
    }
    for by in ["Bà Người Viết Mẫu", "NGƯỜI VIẾT MẪU, Phó Chủ tịch", "Nguoi Viet Mau", "Ngươ\u{300}i Viết Mẫu"]
    {
        let told = refused(&site, &["approve", ARTICLE, "--by", by, "--role", "Phó Chủ tịch"]);
        assert!(told.contains("[approval-by-author]"), "{by}: {told}");
    }
    let output = run(&site, &["approve", ARTICLE, "--by", "Người Khác Mẫu", "--role", "Phó Chủ tịch"]);
    assert!(output.status.success(), "{}", text(&output));
}

#[test]
fn what_readers_get_is_what_was_approved_to_the_sign() {
    let approved = |change: &dyn Fn(String) -> String| {
        let site = site();
        approve(&site, "Người Duyệt Xã");
        let text = fs::read_to_string(site.root().join(ARTICLE)).expect("the article");
        let changed = change(text.clone());
        assert_ne!(changed, text);
        site.write(ARTICLE, changed);
        state(&site)["state"] == "live"
    };
    let body = |old: &'static str, new: &'static str| move |text: String| text.replace(old, new);
    // A gap, another gap, four gaps that make the paragraph a listing.
    assert!(!approved(&body("ao, đậy", "ao,  đậy")));
    assert!(!approved(&body("ao, đậy", "ao,\u{a0}đậy")));
    assert!(!approved(&body("\nBà con rào ao, đậy", "\n    Bà con rào ao, đậy")));
    assert!(!approved(&body("![Hàng rào quanh ao]", "![Hàng rào quanh nhà]")));
    // The same letters in other bytes are the same text, and the same pages come of it.
    assert!(approved(&|text| text.replace('\n', "\r\n")));
    assert!(approved(&|text| text.replace("đậy", "đâ\u{323}y")));
    assert!(approved(&|text| format!("\u{feff}{text}\n\n")));
}

#[test]
fn what_lies_beside_an_approved_article_and_is_none_of_it_may_change() {
    let site = site();
    approve(&site, "Người Duyệt Xã");
    site.write("content/tin/khac.png", "không phải của bài");
    site.write("content/tin/khac.md", "+++\ntitle = \"Khác\"\ndraft = true\n+++\nLời.\n");
    fs::rename(site.root().join("content/tin/khac.png"), site.root().join("content/tin/doi.png"))
        .expect("a name");
    let text = fs::read(site.root().join(ARTICLE)).expect("the article");
    site.write(ARTICLE, text);
    assert_published(&site, true);
}

#[test]
fn status_names_the_files_that_nobody_can_read() {
    let site = site();
    site.write("content/tin/hong.md", "+++\ntitle = \"Hỏng\ndate = 2026-05-12\n+++\nLời.\n");
    let output = run(&site, &["status"]);
    assert!(text(&output).contains("Không đọc được (1)\n  content/tin/hong.md"), "{}", text(&output));
    let output = run(&site, &["status", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let broken = list.as_array().and_then(|all| all.iter().find(|one| one["file"] == "content/tin/hong.md"));
    let broken = broken.expect("the file is listed");
    assert_eq!(broken["state"], "unreadable");
    assert!(broken["reason"].as_str().is_some_and(|reason| reason.starts_with("dòng 2: ")), "{broken}");
}

#[test]
fn deploy_says_what_is_left_to_purge_after_a_withdrawal() {
    let site = site();
    // The address of an example would be refused.
    site.edit("site.toml", "https://cong.example", "https://tre-em.thu-nghiem.vn");
    approve(&site, "Người Duyệt Xã");
    assert_published(&site, true);
    let target = tempfile::TempDir::new().expect("a folder");
    let (to, out) = (target.path().join("web").display().to_string(), site.out().display().to_string());
    let deploy = || text(&run(&site, &["deploy", "--to", &format!("folder:{to}"), "--out", &out]));
    assert!(!deploy().contains("purge.txt"));
    run(&site, &["withdraw", ARTICLE, "--reason", "Gia đình đề nghị"]);
    run(&site, &["build"]);
    let told = deploy();
    assert!(told.contains("purge.txt") && told.contains("Purge cache"), "{told}");
}

#[test]
fn whoever_approves_is_no_child() {
    let site = site();
    site.edit("content/dia-phuong/thai-nguyen/dinh-hoa/_index.md", "Người Duyệt Xã", "Nông Thị Duyệt");
    site.edit(ARTICLE, "![Hàng rào quanh ao](rao.png)", "Em thử trả lời nhé!");
    let told = approve(&site, "Nông Thị Duyệt");
    assert!(!told.contains("privacy-"), "{told}");
    assert!(site.rules().iter().all(|rule| !rule.starts_with("privacy-")), "{:?}", site.rules());
}
