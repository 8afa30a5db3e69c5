//! The chain of documents from the five source texts to its pages: imported, released, built, read.
#![allow(clippy::disallowed_methods, reason = "a test may use the disk and start programs")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SOURCES: [&str; 5] = [
    "binh-duong-ke-hoach.txt",
    "chi-thi-28-ct-tw.txt",
    "cho-chu-cong-van-va-ke-hoach-145.txt",
    "que-phong-ke-hoach.txt",
    "thi-uy-huong-dan-chi-thi-28.txt",
];

fn run(root: &Path, args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_mangnon"))
        .args(args)
        .args(["--lang", "vi", "--root"])
        .arg(root)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// A site whose documents are the five texts as they were imported, released as they are.
fn site() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().to_owned();
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("written");
    };
    write(
        "site.toml",
        "title = \"Cổng mẫu\"\nbase_url = \"https://mau.example\"\n[outputs]\ncards = \"none\"\nloudspeaker = false\nzalo = false\n",
    );
    write("content/_index.md", "+++\ntitle = \"Cổng mẫu\"\n+++\n");
    write("content/van-ban/_index.md", "+++\ntitle = \"Văn bản\"\n[defaults]\nkind = \"document\"\n+++\n");
    let hotlines = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/duong-day-nong.toml");
    std::fs::copy(hotlines, root.join("content/duong-day-nong.toml")).expect("copied");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/samples");
    for source in SOURCES {
        let file = samples.join(source);
        run(&root, &["import", file.to_str().expect("a path")]);
    }
    for entry in std::fs::read_dir(root.join("content/van-ban")).expect("drafts") {
        let draft = entry.expect("an entry").path().join("index.md");
        if let Ok(text) = std::fs::read_to_string(&draft) {
            std::fs::write(&draft, text.replacen("draft = true\n", "", 1)).expect("written");
        }
    }
    (folder, root)
}

#[test]
fn the_five_source_texts_make_one_chain() {
    let (_folder, root) = site();
    run(&root, &["build", "--as-of", "2026-11-01"]);
    let page = |path: &str| {
        std::fs::read_to_string(root.join("public").join(path).join("index.html"))
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let directive = page("van-ban/chi-thi-28-ct-tw");
    let told = directive.split("<desc").nth(1).and_then(|rest| rest.split("</desc>").next()).unwrap_or("");
    // The plan of Định Hóa, the guidance of the town, the plans of Bình Dương and Quế Phong; and the township's letter
    // below the plan that it forwards.
    assert!(told.contains("Kế hoạch 145-KH/HU thực hiện Chỉ thị 28-CT/TW."), "{told}");
    assert_eq!(told.matches("thực hiện Chỉ thị 28-CT/TW.").count(), 4, "{told}");
    assert!(directive.contains("class=cascade") || directive.contains("class=\"cascade\""));
    let plan = page("van-ban/ke-hoach-145-kh-hu");
    assert!(plan.contains("156-KH/TU") && plan.contains("/van-ban/chi-thi-28-ct-tw/"));
    let plans = page("van-ban/loc/loai/ke-hoach");
    assert!(plans.contains("145-KH/HU") && !plans.contains("/van-ban/chi-thi-28-ct-tw/\""), "only plans");
    assert!(page("van-ban/loc/nam/2023").contains("28-CT/TW"));
    let both = page("van-ban/loc/loai/ke-hoach/nam/2024");
    let rows = |html: &str| -> Vec<String> {
        let marks = html.split("data-loc=").skip(1).filter_map(|rest| rest.split('>').next());
        marks.map(str::to_owned).collect()
    };
    let told = |row: &String| row.contains("loai/ke-hoach") && row.contains("nam/2024");
    assert!(both.contains("145-KH/HU") && rows(&both).iter().all(told), "{:?}", rows(&both));
    assert!(rows(&both).len() < rows(&plans).len(), "some plans are of no year");
    assert!(plans.contains("/van-ban/loc/loai/ke-hoach/nam/2024/"), "one filter leads to two");
    assert!(both.contains("/van-ban/loc/nam/2024/"), "and two lead back to one");
}

#[test]
fn a_ring_of_documents_is_told_and_drawn_once() {
    let (_folder, root) = site();
    let ring = |name: &str, own: &str, other: &str| {
        let text = format!(
            "+++\ntitle = \"Văn bản {own}\"\n[document]\ntype = \"Kế hoạch\"\nnumber = \"{own}\"\nimplements = [\"{other}\"]\n+++\nLời.\n"
        );
        std::fs::write(root.join("content/van-ban").join(name), text).expect("written");
    };
    ring("mot.md", "1-KH/MAU", "2-KH/MAU");
    ring("hai.md", "2-KH/MAU", "3-KH/MAU");
    ring("ba.md", "3-KH/MAU", "1-KH/MAU");
    let output = run(&root, &["build", "--as-of", "2026-11-01"]);
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.matches("[document-ring]").count(), 1, "{said}");
    let page = std::fs::read_to_string(root.join("public/van-ban/mot/index.html")).expect("a page");
    assert_eq!(page.matches("<rect").count(), 3);
}
