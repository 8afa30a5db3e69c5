//! Bad input of every kind: a clear message and an exit status, the last good output untouched, never a
//! panic and never a wait without end.
//!
//! Every case starts from a sound site that was built once; then something goes wrong, and the program
//! itself is run on it, so that a crash of the process would show.
#![allow(clippy::disallowed_methods, reason = "tests run the program in a temporary folder")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "published names are in lower case")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::{SiteTest, assert_same_tree};

const SITE: &str = "\
-- content/tin.md --
+++
title = \"Tin mẫu\"
description = \"Tóm tắt.\"
date = 2026-05-12
+++
Nội dung.
";

const HEAD: &str = "+++\ntitle = \"Bài xấu\"\ndescription = \"Tóm tắt.\"\ndate = 2026-05-12\n+++\n";

/// A build that hangs is as bad as a crash; a machine that is busy with other things is neither.
const PATIENCE: Duration = Duration::from_mins(10);

struct Ran {
    status: i32,
    said: String,
}

fn run(site: &SiteTest, command: &str) -> Ran {
    let said = site.root().parent().expect("a folder").join("said.txt");
    let file = fs::File::create(&said).expect("a file for messages");
    let mut program = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    program.args([command, "--as-of", support::NOW, "--lang", "en", "--root"]).arg(site.root());
    if command == "build" {
        program.arg("--out").arg(site.out());
    }
    let copy = file.try_clone().expect("a second handle");
    let mut child = program.stdin(Stdio::null()).stdout(file).stderr(copy).spawn().expect("the program runs");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("our own child") {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().expect("our own child");
            panic!("{command} does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let said = fs::read_to_string(said).expect("messages are UTF-8");
    assert!(!said.contains("panicked"), "{said}");
    Ran { status: status.code().expect("no signal ended it"), said }
}

fn sound() -> SiteTest {
    let site = SiteTest::new(SITE);
    site.build();
    site
}

/// The build is refused with these words, and what was published stays as it was.
#[track_caller]
fn assert_refused(harm: impl FnOnce(&SiteTest), words: &[&str]) {
    let site = sound();
    let before = site.tree();
    harm(&site);
    for command in ["check", "build"] {
        let ran = run(&site, command);
        assert_eq!(ran.status, 1, "{command}: {}", ran.said);
        for word in words {
            assert!(ran.said.contains(word), "{command} does not say `{word}`:\n{}", ran.said);
        }
    }
    assert_same_tree(&site.tree(), &before, "the last good output was touched");
}

/// The build goes through and gives what it should.
#[track_caller]
fn assert_built(harm: impl FnOnce(&SiteTest)) -> SiteTest {
    let site = sound();
    harm(&site);
    let ran = run(&site, "build");
    assert_eq!(ran.status, 0, "{}", ran.said);
    assert_same_tree(&site.tree(), &site.cold_tree(), "");
    site
}

#[test]
fn bytes_that_are_no_text() {
    let bad = |bytes: &'static [u8]| move |site: &SiteTest| site.write("content/a.md", bytes);
    assert_refused(bad(b"+++\ntitle = \"Tr\xEE em\"\n+++\n"), &["content/a.md:2:12", "[file-not-utf8]"]);
    assert_refused(bad(b"\xFF\xFE+\0+\0+"), &["content/a.md", "[file-utf16]"]);
    assert_refused(bad(b"+++\ntitle = \"a\0b\"\n+++\n"), &["content/a.md", "[file-binary]"]);
    assert_refused(bad(b""), &["content/a.md", "[file-empty]"]);
    assert_refused(bad(b"\xEF\xBB\xBF"), &["content/a.md", "[file-empty]"]);
    assert_refused(bad(b"+++\ntitle = \"a\"\n"), &["content/a.md:1:1", "[front-matter-open]"]);
    assert_refused(
        |site| site.write("site.toml", b"title = \"\xFF\""),
        &["site.toml:1:10", "[file-not-utf8]"],
    );
    assert_refused(
        |site| site.write("content/duong-day-nong.toml", b"\xFF"),
        &["duong-day-nong.toml", "[file-not-utf8]"],
    );
    let theme = |site: &SiteTest| site.write("themes/mang-non/templates/html/page.html", b"\xFF");
    assert_refused(theme, &["templates/html/page.html", "[file-not-utf8]"]);
}

#[test]
fn a_pipe_is_told_and_nobody_waits_for_it() {
    assert_refused(
        |site| {
            let pipe = site.root().join("content/ong.md");
            let made = Command::new("mkfifo").arg(pipe).status();
            assert!(made.is_ok_and(|status| status.success()), "a pipe can be made");
        },
        &["content/ong.md", "[file-unreadable]"],
    );
}

#[test]
fn texts_of_other_editors_are_read_as_if_typed_here() {
    let plain = format!("{HEAD}## Mục ả\n\nXã Định Hóa, đường ả.\n");
    let expected = assert_built(|site| site.write("content/bai.md", &plain)).tree();
    let with_bom = [b"\xEF\xBB\xBF".as_slice(), plain.replace('\n', "\r\n").as_bytes()].concat();
    assert_same_tree(
        &assert_built(|site| site.write("content/bai.md", with_bom)).tree(),
        &expected,
        "BOM, CRLF",
    );
    let decomposed = plain.replace('ả', "a\u{309}").replace('ị', "i\u{323}");
    assert_ne!(decomposed, plain);
    assert_same_tree(&assert_built(|site| site.write("content/bai.md", decomposed)).tree(), &expected, "NFD");
    let old_mac = plain.replace('\n', "\r");
    assert_same_tree(&assert_built(|site| site.write("content/bai.md", old_mac)).tree(), &expected, "CR");
}

#[test]
fn names_of_files_as_people_give_them() {
    let long = "ả".repeat(60);
    let names = [
        "Kế hoạch (bản 2).md",
        "tệp 'nháy' \"kép\".md",
        "🙂 cười.md",
        "a\u{309}nh.md",
        "-- gạch.md",
        &format!("{long}.md"),
    ];
    let site = assert_built(|site| {
        for name in names {
            site.write(&format!("content/{name}"), HEAD);
        }
        site.write("static/tệp có dấu cách.txt", "Tĩnh.");
        fs::create_dir_all(site.root().join("content/thu-muc.md")).expect("a folder named like an article");
    });
    let paths = site.paths();
    for path in [
        "ke-hoach-ban-2/index.html",
        "tep-nhay-kep/index.html",
        "cuoi/index.html",
        "anh/index.html",
        "gach/index.html",
        "tệp có dấu cách.txt",
    ] {
        assert!(paths.iter().any(|own| own == path), "{path} is not in {paths:?}");
    }
    assert_refused(
        |site| site.write("content/🙂.md", HEAD.replace("Bài xấu", "🙂")),
        &["content/🙂.md", "[slug]"],
    );
    // Bytes that are no Unicode in a name: whoever laid the file there is told, and nothing is lost.
    assert_refused(
        |site| {
            let name = std::ffi::OsStr::from_bytes(b"t\xEAn.txt");
            fs::write(site.root().join("content").join(name), "x").expect("Linux takes any bytes");
        },
        &["content/t", "[file-name]"],
    );
}

#[test]
fn a_static_file_that_cannot_be_published_does_not_move_the_others() {
    let site = sound();
    site.write("static/a.txt", "của a");
    site.write("static/b\nc.txt", "của b");
    site.write("static/d.txt", "của d");
    site.write("static/e\\f.txt", "của e");
    site.write("static/z.txt", "của z");
    let ran = run(&site, "build");
    assert!(ran.status == 0 || ran.said.contains("static/"), "{}", ran.said);
    for (path, bytes) in
        site.tree().iter().filter(|(path, _)| path.ends_with(".txt") && *path != "robots.txt")
    {
        let letter = path.rsplit('/').next().and_then(|name| name.chars().next()).expect("a name");
        let own = if letter == 'f' { 'e' } else { letter };
        assert_eq!(String::from_utf8_lossy(bytes), format!("của {own}"), "{path}");
    }
}

#[test]
fn texts_of_monstrous_size_and_depth() {
    let twenty_megabytes = |site: &SiteTest| {
        let text = format!("{HEAD}{}", "Một dòng chữ vừa phải.\n\n".repeat(800_000));
        assert!(text.len() > 20_000_000);
        site.write("content/dai.md", text);
    };
    assert_refused(twenty_megabytes, &["content/dai.md", "[file-too-large]"]);
    let body = |text: String| move |site: &SiteTest| site.write("content/sau.md", format!("{HEAD}{text}\n"));
    assert_refused(body(format!("{} Lời.", ">".repeat(10_000))), &["content/sau.md:6:", "[nested-too-deep]"]);
    let lists = (0..200).fold(String::new(), |mut text, i| {
        let _ = writeln!(text, "{}- tầng {i}", "  ".repeat(i));
        text
    });
    assert_refused(body(lists), &["[nested-too-deep]"]);
    let fences = (0..30).fold("Lời.".to_owned(), |inner, i| {
        let fence = "`".repeat(3 + i);
        format!("{fence}care urgent\nTiêu đề\n\n{inner}\n{fence}")
    });
    assert_refused(body(fences), &["[nested-too-deep]"]);
    assert_refused(
        body(format!("{}a{}", "*a **b ".repeat(2_000), "** c*".repeat(2_000))),
        &["[nested-too-deep]"],
    );
    for text in [
        "[".repeat(50_000),
        "![[".repeat(20_000),
        "`".repeat(50_001),
        "|".repeat(20_000),
        "\\".repeat(50_001),
        "<".repeat(50_000),
        "&".repeat(50_000),
        "_*".repeat(20_000),
    ] {
        let site = sound();
        body(text.clone())(&site);
        let ran = run(&site, "build");
        assert!(ran.status < 2, "{}: {}", &text[..4], ran.said);
    }
}

#[test]
fn one_line_of_a_megabyte() {
    let line = "Chữ nối chữ không xuống dòng. ".repeat(24_000);
    let site = assert_built(|site| site.write("content/dong.md", format!("{HEAD}{line}\n")));
    assert!(site.page("dong/index.html").len() > 800_000);
    let word = "ố".repeat(300_000);
    assert_built(|site| site.write("content/chu.md", format!("{HEAD}{word}\n")));
    let title = format!("+++\ntitle = \"{}\"\ndate = 2026-05-12\n+++\n", "Tên ".repeat(50_000));
    let site = sound();
    site.write("content/ten.md", title);
    let ran = run(&site, "build");
    assert!(
        ran.said.contains("[title-too-long]") && ran.said.len() < 10_000,
        "{} bytes said",
        ran.said.len()
    );
}

#[test]
fn a_thousand_mistakes_on_one_long_line_are_told_in_good_time() {
    let site = sound();
    site.write("content/loi.md", format!("{HEAD}{}\n", "[a]() ".repeat(1_000)));
    let ran = run(&site, "check");
    assert_eq!(ran.status, 1);
    assert_eq!(ran.said.matches("[link-empty]").count(), 1_000);
    let mut program = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    program.args(["check", "--format", "json", "--root"]).arg(site.root());
    let output = program.output().expect("the program runs");
    assert!(output.stdout.len() < 2_000_000, "{} bytes of JSON", output.stdout.len());
}

#[test]
fn links_that_lead_out_or_in_circles() {
    let outside = tempfile::TempDir::new().expect("a temporary folder");
    fs::write(outside.path().join("bi-mat.md"), HEAD).expect("a file outside");
    let secret = outside.path().to_owned();
    assert_refused(
        |site| symlink(&secret, site.root().join("content/ngoai")).expect("a link"),
        &["content/ngoai", "[symbolic-link]"],
    );
    assert_refused(
        |site| symlink(secret.join("bi-mat.md"), site.root().join("content/ngoai.md")).expect("a link"),
        &["[symbolic-link]"],
    );
    assert_refused(
        |site| symlink("..", site.root().join("content/vong")).expect("a link"),
        &["content/vong", "[symbolic-link]"],
    );
    assert_refused(
        |site| symlink("vong.md", site.root().join("content/vong.md")).expect("a link"),
        &["[symbolic-link]"],
    );
    assert_refused(
        |site| {
            site.write("static/a.txt", "a");
            symlink(&secret, site.root().join("static/ngoai")).expect("a link");
        },
        &["static/ngoai", "[symbolic-link]"],
    );
}

#[test]
fn addresses_that_climb_or_collide() {
    let front = |lines: &'static str| {
        move |site: &SiteTest| {
            site.write("content/a.md", HEAD.replace("+++\ntitle", &format!("+++\n{lines}\ntitle")));
        }
    };
    assert_refused(front("slug = \"../../ra-ngoai\""), &["content/a.md:2:9", "[slug]"]);
    assert_refused(front("slug = \"a/b\""), &["[slug]"]);
    assert_refused(front("slug = \"\""), &["[slug]"]);
    for alias in
        ["/../ra-ngoai/", "..", "/a/../b/", "/a//b/", "/", "", "/a\\\\b/", "/a\\nb/", "/.mangnon/", "/./a/"]
    {
        let site = sound();
        let before = site.tree();
        site.write(
            "content/a.md",
            HEAD.replace("+++\ntitle", &format!("+++\naliases = [\"{alias}\"]\ntitle")),
        );
        let ran = run(&site, "build");
        assert!(ran.status == 1 && ran.said.contains("[alias]"), "{alias:?}: {}", ran.said);
        assert_same_tree(&site.tree(), &before, alias);
    }
    assert_refused(front("slug = \"tin\""), &["/tin/", "[address-taken]"]);
    assert_refused(front("aliases = [\"/tin/\"]"), &["/tin/", "[address-taken]"]);
    assert_refused(front("aliases = [\"/404.html\"]"), &["404.html", "[path-twice]"]);
    assert_refused(|site| site.write("static/index.html", "Tĩnh."), &["index.html", "[path-twice]"]);
    // A file where another output needs a folder, with a name that sorts between the two.
    assert_refused(
        |site| {
            site.write("static/tin", "Tĩnh.");
            site.write("static/tin!", "Tĩnh.");
        },
        &["tin", "[path-twice]"],
    );
    assert_refused(
        |site| site.write("content/khac.md", format!("{HEAD}[x](../../../../etc/passwd)\n")),
        &["[link-leaves-site]"],
    );
}

#[test]
fn addresses_longer_than_a_disk_takes() {
    for (what, text) in [
        ("a slug", HEAD.replace("+++\ntitle", &format!("+++\nslug = \"{}\"\ntitle", "a".repeat(300)))),
        ("a tag", HEAD.replace("+++\ntitle", &format!("+++\ntags = [\"{}\"]\ntitle", "nước ".repeat(80)))),
        (
            "an alias",
            HEAD.replace("+++\ntitle", &format!("+++\naliases = [\"/{}/\"]\ntitle", "b".repeat(300))),
        ),
    ] {
        let site = sound();
        let before = site.tree();
        site.write("content/dai.md", text);
        let ran = run(&site, "build");
        assert_eq!(ran.status, 1, "{what}: {}", ran.said);
        assert!(ran.said.contains("help:"), "{what}: {}", ran.said);
        assert_same_tree(&site.tree(), &before, what);
    }
}

#[test]
fn themes_that_do_not_work() {
    let template = |text: &'static str| {
        move |site: &SiteTest| site.write("themes/mang-non/templates/html/page.html", text)
    };
    assert_refused(template("{% if %}"), &["templates/html/page.html:1:", "[template]"]);
    assert_refused(template("{% extends \"khong-co.html\" %}"), &["[template]"]);
    assert_refused(
        |site| site.write("themes/mang-non/style.css", "body{color:red}}"),
        &["style.css", "[style]"],
    );
    assert_refused(|site| site.write("themes/mang-non/strings.toml", "[vi"), &["strings.toml", "[toml]"]);
    assert_refused(
        |site| site.edit("site.toml", "minify = false", "theme = \"khong-co\""),
        &["site.toml:3:10", "[theme-missing]"],
    );
    assert_refused(|site| site.edit("site.toml", "minify = false", "theme = \"..\""), &["[theme-name]"]);
}

#[test]
fn a_template_that_fails_only_when_it_renders_leaves_the_output() {
    for text in [
        "{{ page.khong_co }}",
        "{{ title | khong_co }}",
        "{% include \"khong-co.html\" %}",
        "{{ 1 / 0 }}",
        "{% for x in title.y.z %}{% endfor %}",
    ] {
        let site = sound();
        let before = site.tree();
        site.write("themes/mang-non/templates/html/page.html", text);
        let ran = run(&site, "build");
        assert!(ran.status == 1 && ran.said.contains("[template]"), "{text}: {}", ran.said);
        assert_same_tree(&site.tree(), &before, text);
        assert!(!site.state().join("public/stage").exists(), "{text}: the stage was left behind");
    }
}

#[test]
fn an_output_that_cannot_be_written() {
    let site = SiteTest::new(SITE);
    fs::write(site.out(), "tệp của ai đó").expect("a file in the way");
    let ran = run(&site, "build");
    assert!(ran.status == 1 && ran.said.contains("public") && ran.said.contains("help:"), "{}", ran.said);
    assert_eq!(fs::read_to_string(site.out()).expect("still there"), "tệp của ai đó");
    // A folder where a file must go, made by somebody else after the last build.
    let site = sound();
    fs::remove_file(site.out().join("tin/index.html")).expect("it was there");
    fs::create_dir_all(site.out().join("tin/index.html/cua-ai-do")).expect("a folder in the way");
    let ran = run(&site, "build");
    assert!(ran.status == 1 && ran.said.contains("tin/index.html"), "{}", ran.said);
    fs::remove_dir_all(site.out().join("tin/index.html")).expect("the folder goes");
    assert_eq!(run(&site, "build").status, 0);
    assert_same_tree(&site.tree(), &site.cold_tree(), "the build after a failed one is whole");
}

#[test]
fn a_disk_that_is_full() {
    let site = sound();
    let before = site.tree();
    let small = site.root().parent().expect("a folder").join("small");
    fs::create_dir_all(&small).expect("a folder");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&small).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        // Only who may mount can fill a disk without harm; the words for it are tested by hand.
        return;
    }
    for i in 0..40 {
        site.write(&format!("content/bai-{i}.md"), HEAD.replace("Bài xấu", &format!("Bài {i}")));
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    program.args(["build", "--as-of", support::NOW, "--lang", "en", "--root"]).arg(site.root());
    let output = program.arg("--out").arg(small.join("public")).output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let left = support::tree(&small.join("public"));
    let unmounted = Command::new("umount").arg(&small).output();
    assert!(unmounted.is_ok_and(|output| output.status.success()));
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("free some room on the disk"), "{said}");
    assert!(left.is_empty(), "a first build that fails publishes nothing: {:?}", left.keys());
    assert_same_tree(&site.tree(), &before, "");
}

#[test]
fn pictures_that_are_none_or_too_large() {
    let picture = |name: &'static str, bytes: Vec<u8>| {
        move |site: &SiteTest| {
            site.write("content/anh.md", format!("{HEAD}![Ảnh]({name})\n"));
            site.write(&format!("content/{name}"), bytes);
        }
    };
    // A picture is judged when it is published, so only a build tells.
    let mut huge = include_bytes!("sites/typed_blocks/content/o-vuong.png").to_vec();
    huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    for harm in [
        picture("a.png", b"khong phai anh".to_vec()),
        picture("b.jpg", vec![0xFF, 0xD8, 0xFF]),
        picture("c.webp", Vec::new()),
        picture("d.png", huge),
    ] {
        let site = sound();
        let before = site.tree();
        harm(&site);
        let ran = run(&site, "build");
        assert!(ran.status == 1 && ran.said.contains("[picture-broken]"), "{}", ran.said);
        assert_same_tree(&site.tree(), &before, "");
    }
}

#[test]
fn texts_for_zalo_and_loudspeaker_without_measure() {
    let province = format!(
        "+++\ntitle = \"Thái Nguyên\"\n[locality]\ncode = \"19\"\n[[contacts]]\nid = \"a\"\nlabel = \"{}\"\nphone = \"0\"\n+++\n",
        "Tên rất dài ".repeat(300)
    );
    let site = assert_built(|site| {
        site.write("content/dia-phuong/thai-nguyen/_index.md", province);
        let front = "channels = [\"web\", \"zalo\", \"loudspeaker\"]\n[zalo]\ntext = \"Lời 🙂 cho Zalo.\"\n";
        site.write(
            "content/dia-phuong/thai-nguyen/a.md",
            HEAD.replace("date = 2026-05-12\n", &format!("date = 2026-05-12\n{front}")),
        );
    });
    assert!(site.paths().iter().any(|path| path.ends_with("zalo.txt")));
}
