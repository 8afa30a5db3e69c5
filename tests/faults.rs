//! What the machine does to a build: killed at any moment, a full disk, a disk that cannot be written,
//! another build at the same time. The program runs as a process of its own and is really killed.
//!
//! After each of these every published file is whole, old or new, and the next build makes what a
//! build from nothing makes. The disks are small ones in memory; where the system does not let a test
//! mount one, the two tests that need it say so and end.
#![allow(clippy::disallowed_methods, reason = "tests write sites and start processes")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test's tools fail loudly and say what they skip"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const ARTICLES: usize = 60;

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_repairs() {
    let folder = tempfile::tempdir().unwrap();
    let (root, out) = (folder.path().join("site"), folder.path().join("public"));
    write_site(&root, "cũ");
    let started = Instant::now();
    assert!(build(&root, &out).status.success());
    let whole = started.elapsed();
    let old = tree(&out);
    write_site(&root, "mới");
    assert!(build(&root, &folder.path().join("cold")).status.success());
    let new = tree(&folder.path().join("cold"));
    let mut seed = 7_u64;
    for _ in 0..12 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = whole.mul_f64(f64::from(u32::try_from(seed >> 44).unwrap()) / f64::from(1_u32 << 20));
        let mut child = command(&root, &out).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        for (path, bytes) in tree(&out) {
            let known = [&old, &new].iter().any(|tree| tree.get(&path) == Some(&bytes));
            assert!(known, "{path} is neither the old nor the new file after {moment:?}");
        }
        for path in old.keys() {
            assert!(out.join(path).is_file(), "{path} is gone after {moment:?}");
        }
    }
    assert!(build(&root, &out).status.success());
    assert!(tree(&out) == new, "a warm build after kills differs from a cold one");
}

#[test]
fn a_full_disk_leaves_the_published_site_whole() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    write_site(&root, "cũ");
    let need = room(&root, &folder.path().join("measured"));
    let Some(disk) = Disk::mount(&folder.path().join("disk"), &format!("size={}k", need * 3 / 2)) else {
        return;
    };
    let out = disk.0.join("public");
    assert!(build(&root, &out).status.success());
    let old = tree(&out);
    // Every article alone is longer than its part of the room that is left.
    let longer = "mới và dài hơn nhiều ";
    write_site(&root, &longer.repeat(need * 1024 / ARTICLES / longer.len()));
    let failed = build(&root, &out);
    assert_eq!(failed.status.code(), Some(1));
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(said.contains("free some room"), "{said}");
    assert!(tree(&out) == old, "a build on a full disk changed the published site");
    write_site(&root, "mới");
    assert!(build(&root, &out).status.success());
    assert!(build(&root, &folder.path().join("cold")).status.success());
    assert!(tree(&out) == tree(&folder.path().join("cold")), "the next build did not repair");
}

#[test]
fn a_disk_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    write_site(&root, "cũ");
    let need = room(&root, &folder.path().join("measured"));
    let Some(disk) = Disk::mount(&folder.path().join("disk"), &format!("size={}k", need * 4)) else { return };
    let out = disk.0.join("public");
    assert!(build(&root, &out).status.success());
    let old = tree(&out);
    disk.remount("ro");
    write_site(&root, "mới");
    let failed = build(&root, &out);
    assert_eq!(failed.status.code(), Some(1));
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(said.contains("work in another folder"), "{said}");
    assert!(tree(&out) == old);
    disk.remount("rw");
    assert!(build(&root, &out).status.success());
    assert!(tree(&out) != old);
}

#[test]
fn of_two_builds_at_once_one_waits_its_turn() {
    let folder = tempfile::tempdir().unwrap();
    let (root, out) = (folder.path().join("site"), folder.path().join("public"));
    write_site(&root, "cũ");
    let start = || command(&root, &out).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let both = [start(), start()].map(|child| child.wait_with_output().unwrap());
    assert!(both.iter().any(|output| output.status.success()));
    for output in both.iter().filter(|output| !output.status.success()) {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("another build is at work"), "{said}");
    }
    assert!(build(&root, &folder.path().join("cold")).status.success());
    assert!(tree(&out) == tree(&folder.path().join("cold")));
}

#[test]
fn nothing_changed_means_nothing_written_and_any_change_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let (root, out) = (folder.path().join("site"), folder.path().join("public"));
    write_site(&root, "cũ");
    std::thread::sleep(Duration::from_millis(100));
    assert!(build(&root, &out).status.success());
    let said = |output: Output| String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said(build(&root, &out)).starts_with("Nothing changed"));
    let article = root.join("content/tin/bai-1.md");
    let text = fs::read_to_string(&article).unwrap();
    // Same length, and a time of writing set back to what it was.
    let written = fs::metadata(&article).unwrap().modified().unwrap();
    fs::write(&article, text.replace("cũ", "có")).unwrap();
    fs::File::options().write(true).open(&article).unwrap().set_modified(written).unwrap();
    assert!(said(build(&root, &out)).contains("Built"));
    assert!(fs::read_to_string(out.join("tin/bai-1/index.html")).unwrap().contains("có"));
    std::thread::sleep(Duration::from_millis(100));
    assert!(build(&root, &out).status.success());
    assert!(said(build(&root, &out)).starts_with("Nothing changed"));
    fs::remove_file(out.join("tin/bai-2/index.html")).unwrap();
    assert!(said(build(&root, &out)).contains("Built"));
    assert!(out.join("tin/bai-2/index.html").is_file());
    let mut tomorrow = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    tomorrow.arg("--root").arg(&root).args(["--as-of", "2026-11-25", "--lang", "en", "build", "--out"]);
    assert!(said(tomorrow.arg(&out).output().unwrap()).contains("Built"));
}

#[test]
fn the_parts_of_a_site_make_the_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (root, whole) = (folder.path().join("site"), folder.path().join("public"));
    write_site(&root, "cũ");
    assert!(build(&root, &whole).status.success());
    let whole = tree(&whole);
    let part = |name: &str, args: &[&str]| {
        let out = folder.path().join(name).join("public");
        let output = command(&root, &out).args(args).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        tree(&out)
    };
    let mut union = BTreeMap::new();
    for nth in 1..=3 {
        let shard = part(&format!("shard-{nth}"), &["--shard", &format!("{nth}/3")]);
        assert!(shard.len() > whole.len() / 6, "{} of {} files", shard.len(), whole.len());
        for (path, bytes) in shard {
            assert!(path == ".mangnon" || union.insert(path.clone(), bytes).is_none(), "{path} twice");
        }
    }
    union.insert(".mangnon".to_owned(), whole[".mangnon"].clone());
    assert!(union == whole, "the shards are not the site");
    let mut only = part("only", &["--only", "19"]);
    only.remove(".mangnon");
    let below = |path: &String| path.starts_with("dia-phuong/thai-nguyen/");
    let expected: BTreeMap<_, _> = whole.iter().filter(|(path, _)| below(path)).collect();
    assert!(expected.len() > 3);
    assert!(only.iter().eq(expected), "--only made other files than a full build");
    let wrong = command(&root, &folder.path().join("x")).args(["--only", "99"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
}

/// A small disk in memory, for as long as it is held.
struct Disk(PathBuf);

impl Disk {
    fn mount(at: &Path, options: &str) -> Option<Disk> {
        fs::create_dir_all(at).unwrap();
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", options, "none"]).arg(at).output();
        let mounted = done.is_ok_and(|output| output.status.success());
        if !mounted {
            eprintln!("not tested: this system lets nobody mount a disk here");
        }
        mounted.then(|| Disk(at.to_owned()))
    }

    fn remount(&self, how: &str) {
        let options = format!("remount,{how}");
        assert!(Command::new("mount").args(["-o", &options]).arg(&self.0).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// How many kilobytes a site takes on a disk that counts whole pages of memory, with its state beside it.
fn room(root: &Path, at: &Path) -> usize {
    assert!(build(root, &at.join("public")).status.success());
    let pages = |bytes: usize| bytes.div_ceil(4096);
    // Each file may bring a folder, and the state is about as long as a file.
    tree(at).values().map(|bytes| (pages(bytes.len()) + 1) * 4).sum()
}

fn write_site(root: &Path, word: &str) {
    let put = |name: &str, text: &str| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("site.toml", "title = \"Cổng thử\"\n");
    put("content/tin/_index.md", "+++\ntitle = \"Tin\"\n+++\n");
    put("content/dia-phuong/thai-nguyen/_index.md", "+++\ntitle = \"x\"\n[locality]\ncode = \"19\"\n+++\n");
    put(
        "content/dia-phuong/thai-nguyen/dinh-hoa/_index.md",
        "+++\ntitle = \"y\"\n[locality]\ncode = \"05569\"\n+++\n",
    );
    for i in 0..ARTICLES {
        let folder = if i % 3 == 0 { "dia-phuong/thai-nguyen/dinh-hoa" } else { "tin" };
        let text = format!(
            "+++\ntitle = \"Bài {i}\"\ndescription = \"Bài {i}.\"\ndate = 2026-05-01\n+++\nLời {word} {i}.\n"
        );
        put(&format!("content/{folder}/bai-{i}.md"), &text);
    }
}

fn command(root: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    let day = ["--as-of", "2026-11-24", "--lang", "en", "build", "--out"];
    command.arg("--root").arg(root).args(day).arg(out);
    command
}

fn build(root: &Path, out: &Path) -> Output {
    command(root, out).output().unwrap()
}

fn tree(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(out).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}
