//! The command line from outside: exit statuses, both languages, the forms of its results.
#![allow(clippy::disallowed_methods, reason = "tests run the program in a temporary folder")]

mod support;

use std::fs;
use std::process::{Command, Output, Stdio};

use support::{PLACES, SiteTest, assert_same_tree, tree};

const SOUND: &str = "\
-- content/tin.md --
+++
title = \"Tin mẫu\"
description = \"Tóm tắt.\"
date = 2026-05-12
publish_at = 2026-05-12T07:00:00
+++
Nội dung.
";

const BROKEN: &str = "\
-- content/hong.md --
+++
titel = \"Tin mẫu\"
title = \"Tin mẫu\"
date = 2026-05-12
+++
Nội dung.
";

fn mangnon(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the program runs")
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    command
        .args(arguments)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("LANG")
        .stdin(Stdio::null());
    command
}

/// Runs a command on a site at the harness's clock, with its output folder.
fn on(site: &SiteTest, arguments: &[&str]) -> Output {
    let (root, out) = (site.root().display().to_string(), site.out().display().to_string());
    let mut all = vec!["--root", &root, "--as-of", support::NOW];
    all.extend(arguments);
    if arguments.first() == Some(&"build") {
        all.extend(["--out", &out]);
    }
    mangnon(&all)
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[track_caller]
fn assert_says(output: &Output, status: i32, words: &[&str]) {
    let (out, err) = (stdout(output), stderr(output));
    assert_eq!(output.status.code(), Some(status), "{out}{err}");
    for word in words {
        assert!(out.contains(word) || err.contains(word), "`{word}` is not said:\n{out}{err}");
    }
    assert!(!err.contains("panicked"), "{err}");
}

#[test]
fn a_build_tells_what_it_made_in_both_languages() {
    let site = SiteTest::new(SOUND);
    assert_says(
        &on(&site, &["build"]),
        0,
        &["Đã dựng Cổng thử", "trang web", "1 bài", "tệp mới hoặc đổi", "index.html"],
    );
    let other = SiteTest::new(SOUND);
    assert_says(
        &on(&other, &["build", "--lang", "en"]),
        0,
        &["Built Cổng thử", "web pages", "1 articles", "new or changed", "index.html"],
    );
}

#[test]
fn findings_stop_a_build_with_status_one_and_a_check_too() {
    let site = SiteTest::new(BROKEN);
    let vi = [
        "content/hong.md:2:1: lỗi: không có khóa `titel` [key-unknown]",
        "titel = \"Tin mẫu\"",
        "^^^^^",
        "gợi ý: có phải `title`?",
    ];
    assert_says(&on(&site, &["build"]), 1, &vi);
    assert_says(&on(&site, &["build"]), 1, &["Không dựng: 1 lỗi, 0 cảnh báo. Trang đang đăng vẫn nguyên."]);
    assert!(!site.out().exists(), "a failed build leaves no folder");
    let failed = on(&site, &["build", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&failed)).expect("JSON");
    assert_eq!((&json["built"], &json["findings"][0]["rule"]), (&false.into(), &"key-unknown".into()));
    assert_says(&on(&site, &["check"]), 1, &vi);
    let en = [
        "content/hong.md:2:1: error: there is no key `titel` [key-unknown]",
        "help: did you mean `title`?",
        "errors 1",
    ];
    assert_says(&on(&site, &["check", "--lang=en"]), 1, &en);
}

#[test]
fn a_sound_site_passes_its_check() {
    let site = SiteTest::new(SOUND);
    assert_says(&on(&site, &["check"]), 0, &["Đã soát 1 bài: 0 lỗi, 0 cảnh báo, 0 điều nhắc."]);
    assert_eq!(stdout(&on(&site, &["check", "--format", "json"])).trim(), "[]");
    assert!(!site.out().exists(), "a check writes nothing");
}

#[test]
fn a_check_as_json_has_every_field() {
    let site = SiteTest::new(BROKEN);
    site.write("content/dai.md", "Không có phần đầu.\n");
    let output = on(&site, &["check", "--format", "json", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    let findings: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("one JSON list");
    let expected = serde_json::json!([
        {
            "file": "content/dai.md", "line": 1, "column": 1, "rule": "front-matter-absent", "severity": "error",
            "message": "the file must begin with a line `+++`", "text": "Không có phần đầu.",
            "law": "",
            "suggestion": "add at the top of the file: +++, title = \"…\", then +++; lines of --- become +++, \
                           and `key: value` becomes key = \"value\"",
        },
        {
            "file": "content/hong.md", "line": 2, "column": 1, "rule": "key-unknown", "severity": "error",
            "message": "there is no key `titel`", "text": "titel", "law": "",
            "suggestion": "did you mean `title`?",
        },
    ]);
    assert_eq!(findings, expected);
}

#[test]
fn wrong_usage_has_status_two_in_both_languages() {
    let cases: [(&[&str], &str, &str); 10] = [
        (&["dung"], "không có lệnh `dung`", "unrecognized subcommand 'dung'"),
        (&["build", "--la"], "không có tùy chọn `--la`", "unexpected argument '--la'"),
        (&["check", "--format", "xml"], "không nhận giá trị `xml`", "invalid value 'xml'"),
        (&["build", "--as-of", "hôm nay"], "`hôm nay` không phải ngày", "`hôm nay` is not a date"),
        (&["build", "--as-of", "2026-02-30"], "`2026-02-30` không phải ngày", "`2026-02-30` is not a date"),
        (&["speak", "--profile", "west"], "không nhận giá trị `west`", "invalid value 'west'"),
        (&["withdraw", "a.md"], "lỗi: thiếu --reason <TEXT>", "--reason <TEXT>"),
        (&["report", "--year", "26"], "`--year <YEAR>` không nhận giá trị `26`", "invalid value '26'"),
        (&["new"], "Cách dùng:", "Usage:"),
        (&[], "Cách dùng:", "Usage:"),
    ];
    for (arguments, vi, en) in cases {
        assert_says(&mangnon(arguments), 2, &[vi]);
        let english: Vec<&str> = ["--lang", "en"].into_iter().chain(arguments.iter().copied()).collect();
        assert_says(&mangnon(&english), 2, &[en]);
    }
    assert_says(&mangnon(&["--lang", "fr", "check"]), 2, &["fr"]);
}

#[test]
fn help_and_version_are_no_failure() {
    assert_says(
        &mangnon(&["--help"]),
        0,
        &["Cách dùng:", "Lệnh:", "build", "check", "--as-of", "In trợ giúp"],
    );
    assert_says(
        &mangnon(&["build", "--help", "--lang", "en"]),
        0,
        &["Usage:", "Where the result goes", "--root"],
    );
    assert_says(&mangnon(&["--version"]), 0, &[env!("CARGO_PKG_VERSION")]);
}

#[test]
fn the_locale_chooses_the_language_unless_it_is_asked_for() {
    let site = SiteTest::new(SOUND);
    let root = site.root().display().to_string();
    let with = |locale: &str, lang: &[&str]| {
        let mut arguments = vec!["check", "--root", &root, "--as-of", "2026-11-24"];
        arguments.extend(lang);
        stdout(&command(&arguments).env("LANG", locale).output().expect("the program runs"))
    };
    assert!(with("en_US.UTF-8", &[]).starts_with("Judged"));
    assert!(with("vi_VN.UTF-8", &[]).starts_with("Đã soát"));
    assert!(with("en_US.UTF-8", &["--lang", "vi"]).starts_with("Đã soát"));
    assert!(with("C", &[]).starts_with("Đã soát"));
}

#[test]
fn the_clock_has_a_time_of_day() {
    let site = SiteTest::new(SOUND);
    let (root, out) = (site.root().display().to_string(), site.out().display().to_string());
    let page = |as_of: &str| {
        let output = mangnon(&["build", "--root", &root, "--out", &out, "--as-of", as_of]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        site.out().join("tin/index.html").exists()
    };
    assert!(!page("2026-05-12"));
    assert!(!page("2026-05-12T06:59:59"));
    assert!(page("2026-05-12T07:00"));
    assert!(!page("2026-05-12T08:59:59+09:00"), "a zone that is written counts");
    assert!(page("2026-05-12T00:00:00Z"));
    assert!(page("2026-05-13"));
}

#[test]
fn the_next_change_is_told_and_written_for_schedulers() {
    let site = SiteTest::new(SOUND);
    let (root, out) = (site.root().display().to_string(), site.out().display().to_string());
    let output = mangnon(&["build", "--root", &root, "--out", &out, "--as-of", "2026-05-01"]);
    assert_says(&output, 0, &["12/05/2026 07:00", "1 chờ đến ngày"]);
    let json = fs::read_to_string(site.state().join("public/next-change.json")).expect("the state");
    assert_eq!(json, "{\"next_change\":\"2026-05-12T07:00:00+07:00\"}\n");
    on(&site, &["build"]);
    let json = fs::read_to_string(site.state().join("public/next-change.json")).expect("the state");
    assert_eq!(json, "{\"next_change\":null}\n");
}

#[test]
fn a_build_tells_how_many_communes_an_article_reaches() {
    let site = SiteTest::new(SOUND);
    site.write(
        "content/dia-phuong/thai-nguyen/_index.md",
        "+++\ntitle = \"Thái Nguyên\"\n[locality]\ncode = \"19\"\n+++\n",
    );
    site.write(
        "content/dia-phuong/thai-nguyen/dinh-hoa/_index.md",
        "+++\ntitle = \"Định Hóa\"\n[locality]\ncode = \"05569\"\n+++\n",
    );
    let article = |localities: &str| {
        format!("+++\ntitle = \"Tin\"\ndate = 2026-05-12\n[audience]\n{localities}\n+++\nLời.\n")
    };
    site.write("content/tinh.md", article("localities = [\"19\"]"));
    site.write("content/tru.md", article("localities = [\"19\"]\nexcept = [\"05569\"]"));
    let output = on(&site, &["build"]);
    assert_says(
        &output,
        0,
        &[
            "1 bài tới cả nước: 3321 xã, phường, đặc khu (1 có trang ở đây)",
            "/tinh/: 92 xã, phường, đặc khu (1 có trang ở đây)",
            "/tru/: 91 xã, phường, đặc khu (0 có trang ở đây)",
        ],
    );
}

#[test]
fn a_folder_with_foreign_files_is_refused_and_left_alone() {
    let site = SiteTest::new(SOUND);
    fs::create_dir_all(site.out()).expect("a folder");
    fs::write(site.out().join("luan-van.docx"), "quý").expect("a file");
    assert_says(
        &on(&site, &["build"]),
        1,
        &["đang có tệp không do mangnon tạo", "chọn một thư mục trống bằng --out"],
    );
    assert_says(&on(&site, &["build", "--lang", "en"]), 1, &["holds files that mangnon did not make"]);
    assert_eq!(site.paths(), ["luan-van.docx"]);
}

#[test]
fn the_site_of_another_portal_is_not_replaced() {
    let (site, other) = (SiteTest::new(SOUND), SiteTest::new(SOUND));
    on(&site, &["build"]);
    let before = site.tree();
    let renamed = support::SITE_TOML.replace("Cổng thử", "Cổng khác").replace("cong.example", "khac.example");
    other.write("site.toml", renamed);
    let (root, out) = (other.root().display().to_string(), site.out().display().to_string());
    let mistyped = ["--root", &root, "--as-of", support::NOW, "build", "--out", &out];
    assert_says(&mangnon(&mistyped), 1, &["đang chứa cổng khác: “Cổng thử” (https://cong.example/)"]);
    let english: Vec<&str> = ["--lang", "en"].into_iter().chain(mistyped).collect();
    assert_says(&mangnon(&english), 1, &["holds the site of another portal", "nothing was changed"]);
    assert_same_tree(&site.tree(), &before, "nothing was changed");
    // The same portal under another name and address goes on.
    site.edit("site.toml", "Cổng thử", "Cổng mới");
    site.edit("site.toml", "cong.example", "moi.example");
    assert_says(&on(&site, &["build"]), 0, &["Đã dựng Cổng mới"]);
    // So does another one once the folder is given up.
    fs::remove_dir_all(site.out()).expect("the folder");
    assert_says(&mangnon(&mistyped), 0, &["Đã dựng Cổng khác"]);
}

#[test]
fn a_file_that_somebody_laid_into_the_output_is_not_overwritten() {
    let site = SiteTest::new(SOUND);
    on(&site, &["build"]);
    fs::write(site.out().join("cua-toi.txt"), "của tôi").expect("a file");
    site.write("static/cua-toi.txt", "của cổng");
    assert_says(
        &on(&site, &["build"]),
        1,
        &["cua-toi.txt` không phải do mangnon tạo", "chưa tệp nào bị ghi đè"],
    );
    assert_eq!(fs::read_to_string(site.out().join("cua-toi.txt")).expect("it is there"), "của tôi");
    site.write("static/cua-toi.txt", "của tôi");
    assert_says(&on(&site, &["build"]), 0, &["Đã dựng"]);
}

#[test]
fn a_published_file_that_was_changed_by_hand_is_made_anew() {
    let site = SiteTest::new(SOUND);
    on(&site, &["build"]);
    let page = site.out().join("tin/index.html");
    let text = fs::read_to_string(&page).expect("the page");
    fs::write(&page, text.replace("Nội dung.", "Nội dunG.")).expect("the page");
    assert_says(&on(&site, &["build"]), 0, &["1 tệp mới hoặc đổi"]);
    assert_eq!(fs::read_to_string(&page).expect("the page"), text);
    assert_says(&on(&site, &["build"]), 0, &["Không có gì đổi"]);
}

#[test]
fn who_answers_for_what_a_gate_would_stop_is_named_whatever_changed() {
    let site = SiteTest::new(SOUND);
    let front = "title = \"Chuyện làng\"\ndescription = \"Tóm tắt.\"\ndate = 2026-05-12\n[[override]]\n\
                 rule = \"privacy-victim-named\"\nwords = \"Lê Bảo An\"\nby = \"Đàm Thị Vải\"\n\
                 reason = \"nhân vật trong truyện dân gian của làng\"\ndate = 2026-05-10\n";
    let body = "Em Lê Bảo An, lớp 4A, Trường Tiểu học Phú Đình, bị xâm hại.";
    site.write("content/chuyen.md", format!("+++\n{front}+++\n{body}\n"));
    let named = |output: &Output| {
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let first = &told["overrides"][0];
        assert_eq!(first["file"], "content/chuyen.md", "{told}");
        assert!(first["message"].as_str().is_some_and(|text| text.contains("Đàm Thị Vải")), "{told}");
    };
    named(&on(&site, &["build", "--format", "json"]));
    named(&on(&site, &["build", "--format", "json"]));
    assert_says(
        &on(&site, &["build"]),
        0,
        &["Không có gì đổi", "miễn soát: content/chuyen.md – Đàm Thị Vải"],
    );
}

#[test]
fn a_withdrawal_needs_a_reason_and_the_first_one_stays() {
    let site = SiteTest::new(SOUND);
    assert_says(&on(&site, &["withdraw", "content/tin.md", "--reason", " "]), 1, &["--reason để trống"]);
    assert_says(&on(&site, &["withdraw", "content/tin.md", "--reason", "Lý do một"]), 0, &["Đã ghi lệnh gỡ"]);
    let again = on(&site, &["withdraw", "content/tin.md", "--reason", "Lý do hai"]);
    assert_says(&again, 0, &["đã có lệnh gỡ từ ngày 24/11/2026 (lý do: Lý do một)"]);
    let text = fs::read_to_string(site.root().join("content/tin.md")).expect("the file");
    assert!(text.contains("Lý do một") && !text.contains("Lý do hai"), "{text}");
}

#[test]
fn nothing_is_built_among_the_sources() {
    let site = SiteTest::new(SOUND);
    let root = site.root().display().to_string();
    let build = |out: &str| {
        mangnon(&["--root", &root, "--as-of", support::NOW, "build", "--out", &format!("{root}/{out}")])
    };
    for inside in ["static/pub", "content/./tin/pub", "static/../themes/x"] {
        assert_says(&build(inside), 1, &["nằm trong phần nguồn", "--out"]);
        assert!(!site.root().join(inside).exists());
    }
    assert_says(&build("static-2"), 0, &[]);
}

#[test]
fn a_second_build_at_the_same_time_is_refused() {
    let site = SiteTest::new(SOUND);
    site.build();
    let before = site.tree();
    let lock = fs::File::create(site.state().join("public/lock")).expect("the lock");
    lock.lock().expect("nobody else builds");
    assert_says(&on(&site, &["build"]), 1, &["một lần dựng khác đang chạy", "đợi lần đó xong"]);
    assert_says(&on(&site, &["build", "--lang", "en"]), 1, &["another build is at work"]);
    drop(lock);
    assert_same_tree(&site.tree(), &before, "");
    assert_says(&on(&site, &["build"]), 0, &[]);
}

#[test]
fn an_output_that_cannot_be_a_folder_is_told() {
    let site = SiteTest::new(SOUND);
    fs::write(site.out(), "một tệp").expect("a file in the way");
    assert_says(&on(&site, &["build"]), 1, &["public", "ở đó là một tệp", "gợi ý:"]);
    assert_eq!(fs::read_to_string(site.out()).expect("still there"), "một tệp");
    fs::remove_file(site.out()).expect("the file goes");
    fs::write(site.state(), "")
        .or_else(|_| fs::remove_dir_all(site.state()).and_then(|()| fs::write(site.state(), "")))
        .expect("in the way");
    assert_says(&on(&site, &["build", "--lang", "en"]), 1, &[".build", "help:"]);
}

#[test]
fn a_folder_without_a_site_is_told() {
    let empty = tempfile::TempDir::new().expect("a temporary folder");
    let root = empty.path().display().to_string();
    assert_says(
        &mangnon(&["check", "--root", &root]),
        1,
        &["site.toml: lỗi: thư mục này chưa có site.toml", "--root", "thư mục content chưa có bài nào"],
    );
    assert_says(
        &mangnon(&["build", "--root", &format!("{root}/khong-co"), "--lang", "en"]),
        1,
        &["there is no site.toml in this folder"],
    );
    assert!(tree(empty.path()).is_empty());
}

#[test]
fn a_theme_that_is_nowhere_is_told_with_its_line() {
    let site = SiteTest::new(SOUND);
    site.edit("site.toml", "minify = false", "theme = \"khong-co\"");
    assert_says(
        &on(&site, &["build"]),
        1,
        &["site.toml:3:10: lỗi: không có giao diện `khong-co` [theme-missing]", "mang-non"],
    );
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let site = SiteTest::new(BROKEN);
    let root = site.root().display().to_string();
    for arguments in [["check", "--format", "json"].as_slice(), &["check"], &["build"], &["--help"]] {
        let mut all = vec!["--root", &root];
        all.extend(arguments);
        let mut child =
            command(&all).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert!(!stderr(&output).contains("panicked"), "{arguments:?}: {}", stderr(&output));
        let mut child = command(&all).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(child.stderr.take());
        assert_ne!(child.wait().expect("it ends").code(), Some(101), "{arguments:?}");
    }
}

#[test]
fn a_new_portal_is_clean_but_for_its_publisher_and_says_what_comes_next() {
    let site = SiteTest::new("");
    let portal = site.root().join("cong").display().to_string();
    let next = ["Việc tiếp theo", "new locality 05569", "serve --open"];
    assert_says(&mangnon(&["init", &portal]), 0, &next);
    // Whose portal it is has to be filled in.
    let clean = ["1 bài: 0 lỗi, 1 cảnh báo, 0 điều nhắc", "còn nguyên: Ủy ban nhân dân xã …"];
    assert_says(&mangnon(&["--root", &portal, "--as-of", "2026-12-01", "check"]), 0, &clean);
}

#[test]
fn a_new_article_in_a_commune_addresses_that_commune_alone() {
    let site = SiteTest::new("");
    let commune = "dia-phuong/thai-nguyen/dinh-hoa";
    assert_says(&on(&site, &["new", "locality", "05569"]), 0, &["dinh-hoa"]);
    assert_says(&on(&site, &["new", "article", "Rào ao", "--folder", commune]), 0, &["rao-ao.md"]);
    assert_says(&on(&site, &["new", "article", "Rào ao"]), 0, &["tin"]);
    let text = |file: &str| fs::read_to_string(site.root().join("content").join(file)).expect("written");
    let own = text(&format!("{commune}/rao-ao.md"));
    assert!(!own.contains("\"vn\"") && text("tin/rao-ao.md").contains("\"vn\""), "{own}");
    assert_says(&on(&site, &["check"]), 0, &["0 lỗi"]);
    assert_says(&on(&site, &["new", "article", " "]), 1, &["tiêu đề trống"]);
    // A folder without a page of its own would be in no list.
    let event = on(&site, &["new", "article", "Ngày hội", "--kind", "event"]);
    assert_says(&event, 0, &["content/su-kien/_index.md", "content/su-kien/ngay-hoi.md"]);
}

#[test]
fn the_status_of_a_locality_has_what_is_for_it_wherever_it_lies() {
    let article = |name: &str, code: &str| {
        format!(
            "-- content/{name}.md --\n+++\ntitle = \"Rào ao\"\ndate = 2026-05-01\ndraft = true\n[audience]\nlocalities = [\"{code}\"]\n+++\nLời.\n"
        )
    };
    let site =
        SiteTest::new(&[PLACES.to_owned(), article("cho-xa", "05569"), article("cho-tinh", "19")].concat());
    let told = on(&site, &["status", "--locality", "05569"]);
    assert_says(&told, 0, &["content/cho-xa.md"]);
    assert!(!String::from_utf8_lossy(&told.stdout).contains("cho-tinh"));
}

#[test]
fn a_wrong_code_is_answered_with_every_homonym_and_its_province() {
    let site = SiteTest::new("");
    let both = [
        "Có 2 nơi tên `Định Hóa`",
        "mangnon new locality 05569   # xã Định Hóa, tỉnh Thái Nguyên",
        "mangnon new locality 14677   # xã Định Hóa, tỉnh Ninh Bình",
    ];
    assert_says(&on(&site, &["new", "locality", "Định Hóa"]), 1, &both);
    assert_says(&on(&site, &["new", "locality", "99999"]), 1, &["mã xã có 5 chữ số"]);
}
