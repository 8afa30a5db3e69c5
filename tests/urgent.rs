//! What must be taken down goes although other sources have mistakes; what has mistakes stays as published.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]

mod support;

use std::process::Command;

use mangnon::diag::Severity;
use mangnon::pipeline::{Done, Stopped, TakenDown, Why};
use support::{SiteTest, assert_same_tree, moment, tree};

const GONE: &str = "content/tin/go.md";
const TORN: &str = "+++\ntitle = \"Chưa viết xong\ndate = 2026-05-12\n+++\nNội dung.\n";
const WITHDRAWN: &str = "[withdrawn]\ndate = 2026-11-24\nreason = \"Có sai sót.\"\n";

/// Every word of the article that is taken down begins with this.
const MARK: &str = "danhdau";

/// Articles, a locality that plays them, and one that is to be taken down.
fn site() -> SiteTest {
    let site = SiteTest::new(support::PLACES);
    // What is drawn takes most of the time and goes the same way.
    let settings = "[outputs]\ncards = \"none\"\npacks = \"none\"\nprint = false\nqr = false\n";
    site.write("site.toml", format!("{}{settings}", support::SITE_TOML));
    site.write("content/tin/_index.md", "+++\ntitle = \"Tin\"\n+++\n");
    let article = |title: &str, day: u8, tag: &str, more: &str| {
        format!(
            "+++\ntitle = \"{title}\"\ndescription = \"Tóm tắt.\"\ndate = 2026-05-{day:02}\n\
             channels = [\"web\", \"zalo\", \"loudspeaker\"]\ntags = [\"{tag}\"]\n{more}+++\nNội dung của {title}.\n"
        )
    };
    // Nine older ones, so that not every page names the last one.
    for i in 1..10 {
        let tag = if i < 5 { "chung" } else { "rieng" };
        site.write(
            &format!("content/tin/bai-{i}.md"),
            article(&format!("Bài thứ {i} về sân chơi"), i, tag, ""),
        );
    }
    let text = article("Danhdautit cần gỡ", 20, "chung", "aliases = [\"/danhdau-cu/\"]\n");
    site.write(GONE, text + "[Danhdautep](danhdau.txt)\n");
    site.write("content/tin/danhdau.txt", "danhdautrong");
    site.build();
    site
}

fn take_down(site: &SiteTest) {
    site.edit(GONE, "aliases", &format!("{WITHDRAWN}[extra]\naliases"));
    site.edit(GONE, "[extra]\naliases = [\"/danhdau-cu/\"]\n", "");
    let text = std::fs::read_to_string(site.root().join(GONE)).expect("the file");
    site.write(GONE, text.replace("tags = [", "aliases = [\"/danhdau-cu/\"]\ntags = ["));
}

#[track_caller]
fn taken(site: &SiteTest) -> TakenDown {
    match site.try_build() {
        Err(Stopped::TakenDown(taken)) => *taken,
        other => panic!("nothing was taken down: {other:?}"),
    }
}

/// Published files that hold a mark, without those that say of an address that something is gone.
fn marked(site: &SiteTest) -> Vec<String> {
    let says_gone = ["_redirects", ".htaccess"];
    let marked = site.tree().into_iter().filter(|(path, bytes)| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        text.contains(MARK) && !says_gone.contains(&path.as_str())
    });
    marked.map(|(path, _)| path).collect()
}

#[track_caller]
fn assert_mended(site: &SiteTest) {
    site.build();
    assert_same_tree(&site.tree(), &site.cold_tree(), "after a take-down build");
}

#[test]
fn a_half_written_file_of_somebody_else_does_not_keep_an_article_public() {
    let site = site();
    assert!(marked(&site).len() > 10, "{:?}", marked(&site));
    take_down(&site);
    site.write("content/tin/khac.md", TORN);
    let taken = taken(&site);
    assert!(taken.found.iter().any(|found| found.severity == Severity::Error), "the mistake is told");
    let due: Vec<_> = taken.due.iter().map(|due| (due.path.as_str(), due.why)).collect();
    assert_eq!(due, [(GONE, Why::Withdrawn)]);
    assert!(matches!(taken.done, Done::Rebuilt { .. }), "{:?}", taken.done);
    assert_eq!(marked(&site), Vec::<String>::new());
    assert!(site.page("tin/go/index.html").contains("đã được gỡ"), "its address says so");
    assert!(!site.paths().iter().any(|path| path.contains("khac")), "what has mistakes is not published");
    let again = support::findings(site.try_build());
    assert!(!again.is_empty(), "nothing more is to be taken down: only the findings are left");
    site.write("content/tin/khac.md", TORN.replace("xong", "xong\""));
    assert_mended(&site);
}

#[test]
fn what_has_mistakes_stays_as_it_was_published() {
    let site = site();
    take_down(&site);
    let before = site.tree();
    let name = "content/tin/bai-7.md";
    let text = std::fs::read_to_string(site.root().join(name)).expect("the file");
    site.write(name, text.replace("về sân chơi\"", "về sân chơi"));
    site.edit("content/tin/bai-6.md", "Nội dung", "[Bài bảy](/tin/bai-7/) và [bài bảy](bai-7.md). Nội dung");
    let taken = taken(&site);
    let Done::Rebuilt { held, left, .. } = taken.done else { panic!("{:?}", taken.done) };
    assert_eq!((held.len(), held[0].as_str(), left.len()), (1, name, 0));
    let after = site.tree();
    let own = |path: &&String| path.contains("tin/bai-7/");
    assert!(before.keys().filter(own).count() > 3, "page, scripts, messages");
    for path in before.keys().filter(own) {
        assert_eq!(after.get(path), before.get(path), "{path}");
    }
    assert!(!site.page("tin/index.html").contains("/tin/bai-7/"), "lists go without it");
    assert!(site.page("tin/bai-6/index.html").contains("/tin/bai-7/"), "links to it hold");
    assert_eq!(marked(&site), Vec::<String>::new());
    site.write(name, text);
    assert_mended(&site);
}

#[test]
fn a_page_with_mistakes_that_names_what_was_taken_down_goes_too() {
    let site = site();
    let name = "content/tin/bai-4.md";
    assert!(
        site.page("tin/bai-4/index.html").to_lowercase().contains(MARK),
        "it lists another one of its tag"
    );
    take_down(&site);
    let text = std::fs::read_to_string(site.root().join(name)).expect("the file");
    site.write(
        name,
        text.replace("Nội dung", "Em Lê Bảo An, lớp 4A, Trường Tiểu học Phú Đình, bị xâm hại. Nội dung"),
    );
    let taken = taken(&site);
    let Done::Rebuilt { left, .. } = taken.done else { panic!("{:?}", taken.done) };
    assert_eq!(left.iter().map(ToString::to_string).collect::<Vec<_>>(), ["tin/bai-4/index.html"]);
    assert_eq!(marked(&site), Vec::<String>::new());
    assert!(!site.tree().values().any(|bytes| String::from_utf8_lossy(bytes).contains("Bảo An")));
    site.write(name, text);
    assert_mended(&site);
}

#[test]
fn what_expires_and_what_lost_its_consent_goes_too() {
    let mut site = site();
    site.edit(GONE, "tags = [", "expires = 2026-11-25\ntags = [");
    site.edit("content/tin/bai-9.md", "tags = [", "expires = 2026-11-25\ntags = [");
    site.build();
    site.now = moment("2026-11-25");
    site.write("content/tin/khac.md", TORN);
    let taken = taken(&site);
    assert_eq!(taken.due.iter().map(|due| due.why).collect::<Vec<_>>(), [Why::Expired, Why::Expired]);
    assert_eq!(marked(&site), Vec::<String>::new());
    assert!(!site.paths().iter().any(|path| path.contains("bai-9") || path.contains("tin/go/")));
}

#[test]
fn a_broken_picture_and_a_section_with_a_mistake_are_left_out() {
    let site = site();
    take_down(&site);
    site.write("content/tin/anh.jpg", "hỏng");
    site.edit("content/tin/bai-7.md", "Nội dung", "![Sân trường](anh.jpg) Nội dung");
    site.write("content/dia-phuong/thai-nguyen/dinh-hoa/_index.md", TORN);
    let taken = taken(&site);
    assert!(matches!(taken.done, Done::Rebuilt { .. }), "{:?}", taken.done);
    assert_eq!(marked(&site), Vec::<String>::new());
    assert!(site.paths().iter().any(|path| path == "tin/bai-7/index.html"), "the old page stays");
}

#[test]
fn a_draft_below_a_torn_section_is_not_let_out() {
    let site = site();
    site.write("content/kin/_index.md", "+++\ntitle = \"Kín\"\ndraft = true\n+++\n");
    site.write(
        "content/kin/mot.md",
        "+++\ntitle = \"Bimat\"\ndescription = \"Bimat.\"\ndate = 2026-05-01\n+++\nBimat.\n",
    );
    site.build();
    take_down(&site);
    site.write("content/kin/_index.md", "+++\ntitle = \"Kín\ndraft = true\n+++\n");
    assert!(matches!(taken(&site).done, Done::Rebuilt { .. }));
    assert!(!site.tree().values().any(|bytes| String::from_utf8_lossy(bytes).contains("Bimat")));
}

#[test]
fn a_mistake_of_the_whole_site_leaves_removals_alone() {
    let site = site();
    let before = site.tree();
    take_down(&site);
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("the settings");
    site.write("site.toml", format!("paginate_by = 0\n{settings}"));
    let first = taken(&site);
    let Done::Removed { naming, .. } = first.done else { panic!("{:?}", first.done) };
    let left: Vec<String> = naming.iter().map(ToString::to_string).collect();
    assert!(left.contains(&"index.html".to_owned()), "{left:?}");
    let mut still = marked(&site);
    still.retain(|path| !left.contains(path));
    assert_eq!(still, Vec::<String>::new(), "pages that name it are told, everything else is gone");
    for (path, bytes) in site.tree() {
        assert_eq!(before.get(&path), Some(&bytes), "{path} was changed");
    }
    // With the settings mended and a mistake elsewhere the pages that name it follow.
    site.write("site.toml", &settings);
    site.write("content/tin/khac.md", TORN);
    assert!(matches!(taken(&site).done, Done::Rebuilt { .. }));
    assert_eq!(marked(&site), Vec::<String>::new());
    site.remove("content/tin/khac.md");
    assert_mended(&site);
}

#[test]
fn the_command_tells_first_what_had_to_go_and_has_a_status_of_its_own() {
    let site = site();
    take_down(&site);
    site.write("content/tin/khac.md", TORN);
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
        command.args(["--root", &site.root().display().to_string(), "--as-of", support::NOW]);
        command.args(arguments).output().expect("the program runs")
    };
    let out = site.out().display().to_string();
    let part = run(&["build", "--out", &out, "--only", "19"]);
    assert_eq!(part.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&part.stderr).starts_with("CHƯA GỠ ĐƯỢC: 1 bài"));
    assert!(!marked(&site).is_empty(), "a part takes nothing down");
    site.remove("content/tin/khac.md");
    let part = run(&["build", "--out", &out, "--only", "19"]);
    let told = String::from_utf8_lossy(&part.stderr);
    assert!(part.status.success() && told.contains("CẢNH BÁO: bài không được hiện nữa còn đứng ở"), "{told}");
    assert!(told.contains("  - tin/go/index.html\n") && told.contains("  - index.html\n"), "{told}");
    site.write("content/tin/khac.md", TORN);
    let built = run(&["--lang", "en", "build", "--out", &out]);
    let told = String::from_utf8_lossy(&built.stderr);
    assert_eq!(built.status.code(), Some(3), "{told}");
    assert!(told.starts_with("TAKEN DOWN: 1 articles"), "{told}");
    assert!(
        told.contains("khac.md:2:24: error") && told.contains("Not built as a whole: 1 errors"),
        "{told}"
    );
    let purge = std::fs::read_to_string(site.state().join("public/purge.txt")).expect("a list");
    assert!(
        purge.contains("https://cong.example/tin/go/\n") && purge.contains("/tin/danhdau.txt"),
        "{purge}"
    );
    let to = site.out().with_file_name("host");
    let target = format!("folder:{}", to.display());
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("the settings");
    site.write("site.toml", settings.replace("cong.example", "cong.vn"));
    let deployed = run(&["deploy", "--out", &out, "--to", &target]);
    assert!(deployed.status.success(), "{}", String::from_utf8_lossy(&deployed.stderr));
    let sent = tree(&to);
    assert!(sent.contains_key("tin/go/index.html") && !sent.contains_key("tin/danhdau.txt"));
}

#[test]
fn a_file_that_cannot_be_read_and_says_that_it_is_over_goes() {
    let site = site();
    let text = std::fs::read_to_string(site.root().join(GONE)).expect("the file");
    site.write(GONE, text.replace("tags = [\"chung\"]\n", &format!("tags = [\"chung\n{WITHDRAWN}")));
    let taken = taken(&site);
    assert_eq!(taken.due.iter().map(|due| due.why).collect::<Vec<_>>(), [Why::Unreadable]);
    assert_eq!(marked(&site), Vec::<String>::new());
}

#[test]
fn a_version_in_another_language_stays_with_its_original() {
    let site = site();
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("the settings");
    site.write("site.toml", format!("{settings}\n[[languages]]\ntag = \"tyz\"\nname = \"Tày\"\n"));
    let other = "+++\ntitle = \"Bai chet\"\ndescription = \"Bai chet.\"\n+++\nText.\n";
    site.write("content/tin/bai-7.tyz.md", other);
    site.build();
    assert!(site.paths().contains(&"tin/bai-7/tyz/index.html".to_owned()), "{:?}", site.paths());
    take_down(&site);
    site.write("content/tin/bai-7.md", TORN);
    assert!(matches!(taken(&site).done, Done::Rebuilt { .. }));
    assert!(site.paths().contains(&"tin/bai-7/tyz/index.html".to_owned()));
}

#[test]
fn consent_that_is_taken_back_takes_the_article_along_in_spite_of_other_mistakes() {
    let site = site();
    let consent = "[[consent]]\nsubject = \"em lớp 4\"\nchild = true\nguardian = true\ngiven = 2026-05-01\n\
                   expires = 2027-06-01\nscope = [\"web\", \"zalo\", \"loudspeaker\"]\n";
    site.edit(GONE, "+++\nNội dung", &format!("{consent}+++\nNội dung"));
    site.build();
    site.edit(GONE, "given = 2026-05-01\n", "given = 2026-05-01\nwithdrawn = 2026-06-01\n");
    site.write("content/tin/khac.md", TORN);
    let taken = taken(&site);
    assert_eq!(taken.due.iter().map(|due| due.why).collect::<Vec<_>>(), [Why::ConsentEnded]);
    assert_eq!(marked(&site), Vec::<String>::new());
}
