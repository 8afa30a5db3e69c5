//! The search as readers have it: the portal is built and the script of the theme answers the list
//! of queries, run by Node. Without Node the test says so and passes.
#![allow(clippy::disallowed_methods, reason = "a test may use the disk and start programs")]

use std::path::Path;
use std::process::Command;

#[test]
fn queries_find_their_pages_with_marks_and_without() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if Command::new("node").arg("--version").output().is_err() {
        println!("search test: SKIPPED, no Node");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let built = Command::new(env!("CARGO_BIN_EXE_mangnon"))
        .args(["build", "--as-of", "2026-11-24", "--root"])
        .arg(root)
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let report = |list: &str| -> serde_json::Value {
        let run = Command::new("node")
            .arg(root.join("tests/search/run.mjs"))
            .arg(&out)
            .arg(root.join("themes/mang-non/static/search.js"))
            .arg(root.join("tests/search").join(list))
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        serde_json::from_slice(&run.stdout).unwrap()
    };
    let n = |report: &serde_json::Value, key: &str| report[key].as_u64().unwrap();
    let known = report("queries.tsv");
    let queries = n(&known, "queries");
    assert!(queries >= 200);
    assert!(n(&known, "right") * 100 >= queries * 93, "first hits: {known}");
    assert!(n(&known, "plain_right") * 100 >= queries * 93, "first hits without marks: {known}");
    assert!(n(&known, "same_first") * 100 >= queries * 99, "marks change the first hit: {known}");
    assert!(n(&known, "one_bucket") * 100 >= queries * 95, "too many files for the first results: {known}");
    let unseen = report("unseen.tsv");
    assert!(
        n(&unseen, "right") * 100 >= n(&unseen, "queries") * 75,
        "first hits of unseen queries: {unseen}"
    );
    assert!(
        n(&unseen, "same_first") * 100 >= n(&unseen, "queries") * 99,
        "marks change the first hit: {unseen}"
    );
    let blind = report("blind.tsv");
    assert!(n(&blind, "right") * 100 >= n(&blind, "queries") * 80, "first hits of blind queries: {blind}");
    assert!(n(&blind, "same_first") == n(&blind, "queries"), "marks change the first hit: {blind}");
}
