//! Same inputs, same bytes: two builds, one thread, two and sixteen, two folders, files in another order.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]

mod support;

use std::path::Path;

use support::{SiteTest, Tree, assert_same_tree, copy_folder, tree};

const SITES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites");

/// The site with most outputs, minified, with scripts and enough articles to keep threads busy.
fn busy_site() -> SiteTest {
    let site = SiteTest::new("");
    copy_folder(&Path::new(SITES).join("a_portal_under_a_folder/content"), &site.root().join("content"));
    site.write("site.toml", support::SITE_TOML.replace("minify = false", "minify = true"));
    site.edit("content/boi-an-toan/tin.md", ", [trang tĩnh](/tai-lieu/mau.txt)", "");
    for i in 0..24 {
        let (day, tag) = (i % 28 + 1, i % 5);
        site.write(
            &format!("content/boi-an-toan/bai-{i}.md"),
            format!(
                "+++\ntitle = \"Bài {i}\"\ndescription = \"Tóm tắt {i}.\"\ndate = 2026-05-{day:02}\n\
                 tags = [\"khóa {tag}\", \"Khóa {tag}\"]\nchannels = [\"web\", \"zalo\", \"loudspeaker\"]\n\
                 [extra]\nb = 1\na = {{ z = 1, y = 2 }}\n+++\n## Mục\n\nLời {i}.\n"
            ),
        );
    }
    site
}

fn built_with(site: &SiteTest, threads: usize, out: &Path) -> Tree {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
    pool.install(|| site.build_into(out));
    tree(out)
}

#[test]
fn one_thread_two_and_sixteen_in_three_folders_make_the_same_bytes() {
    let site = busy_site();
    let folders = tempfile::TempDir::new().expect("a temporary folder");
    let one = built_with(&site, 1, &folders.path().join("one"));
    let two = built_with(&site, 2, &folders.path().join("two"));
    let sixteen = built_with(&site, 16, &folders.path().join("sub/sixteen"));
    assert!(one.len() > 60, "the site is too small to say anything");
    assert_same_tree(&two, &one, "two threads in another folder");
    assert_same_tree(&sixteen, &one, "sixteen threads in another folder");
    let first = manifest(&folders.path().join(".build/one"));
    assert_eq!(first, manifest(&folders.path().join(".build/two")));
    assert_eq!(first, manifest(&folders.path().join("sub/.build/sixteen")));
}

#[test]
fn a_site_copied_in_another_order_is_the_same_site() {
    let site = busy_site();
    let copy = SiteTest::new("");
    for (path, bytes) in tree(&site.root()).into_iter().rev() {
        copy.write(&path, bytes);
    }
    site.build();
    copy.build();
    assert_same_tree(&copy.tree(), &site.tree(), "written in another order");
}

#[test]
fn findings_come_in_the_same_order_whatever_the_threads() {
    let site = busy_site();
    for i in 0..24 {
        site.edit(&format!("content/boi-an-toan/bai-{i}.md"), "+++\ntitle", "+++\nla = 1\ntitle");
    }
    let found = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
        pool.install(|| site.check())
    };
    let one = found(1);
    assert_eq!(one.iter().filter(|it| it.rule == "key-unknown").count(), 24);
    assert_eq!(one, found(4));
}

fn manifest(state: &Path) -> Vec<u8> {
    std::fs::read(state.join("manifest.json")).expect("a build leaves a manifest")
}
