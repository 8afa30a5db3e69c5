//! Deployment into a folder: the target becomes what was built, whatever happened in between.
#![allow(clippy::disallowed_methods, reason = "tests write to a temporary folder")]

mod support;

use std::fs;
use std::path::PathBuf;

use mangnon::publish::deploy::{self, Plan, Stop, Target, Trust};
use support::{SiteTest, Tree, tree};

fn target(site: &SiteTest) -> PathBuf {
    site.root().parent().expect("a temporary folder").join("noi-dang")
}

fn try_deploy(site: &SiteTest) -> Result<Plan, Stop> {
    deploy::run(&site.out(), &Target::Folder(target(site)), Trust::Copy, &mut |_, _| {})
}

#[track_caller]
fn deployed(site: &SiteTest) -> Plan {
    try_deploy(site).unwrap_or_else(|stop| panic!("not sent: {stop:?}"))
}

/// What is served, without what only the deployment reads.
fn served(site: &SiteTest) -> Tree {
    let mut served = tree(&target(site));
    served.remove(".mangnon-manifest.json").expect("the copy of the manifest");
    served
}

#[test]
fn only_what_differs_is_sent_and_pages_last() {
    let site = SiteTest::small();
    site.build();
    let first = deployed(&site);
    assert_eq!(served(&site), site.tree());
    let is_page: Vec<bool> = first.sent.iter().map(|path| path.as_str().ends_with(".html")).collect();
    assert!(is_page.is_sorted(), "files come before pages: {:?}", first.sent);

    let again = deployed(&site);
    assert_eq!((again.sent.len(), again.removed.len(), again.kept), (0, 0, first.sent.len()));

    site.edit("content/tin/a.md", "Lời.", "Lời khác.");
    site.remove("content/tin/b.md");
    site.build();
    let planned =
        deploy::plan(&site.out(), &Target::Folder(target(&site)), Trust::Copy).expect("it can be planned");
    assert_ne!(served(&site), site.tree(), "planning sends nothing");
    let next = deployed(&site);
    assert_eq!(next, planned);
    assert!(next.sent.iter().any(|path| path.as_str() == "tin/a/index.html"), "{:?}", next.sent);
    assert!(!next.sent.iter().any(|path| path.as_str() == "tep.txt"), "{:?}", next.sent);
    assert_eq!(served(&site), site.tree());
    assert!(!target(&site).join("tin/b").exists(), "an empty folder leaves too");
    let list = fs::read_to_string(site.state().join("public/deployed.txt")).expect("a list for caches");
    assert!(list.contains("/tin/b/\n") && list.contains("/tin/a/\n"), "{list}");
}

#[test]
fn what_was_cut_short_is_made_whole() {
    let site = SiteTest::small();
    site.build();
    deployed(&site);
    site.edit("content/tin/a.md", "Lời.", "Lời khác.");
    site.remove("content/tin/b.md");
    site.build();
    // A file that is not the one that was built stops it in the middle.
    let page = site.out().join("tin/a/index.html");
    let built = fs::read(&page).expect("the page");
    fs::write(&page, vec![b'x'; built.len()]).expect("a page edited by hand");
    match try_deploy(&site) {
        Err(Stop::Changed(path)) => assert_eq!(path.as_str(), "tin/a/index.html"),
        other => panic!("{other:?}"),
    }
    let last = fs::read_to_string(target(&site).join("tin/a/index.html")).expect("the last good page");
    assert!(last.contains("Lời."));
    assert!(target(&site).join("tin/b/index.html").exists(), "nothing is removed before all was sent");
    fs::write(&page, built).expect("the page as built");
    deployed(&site);
    assert_eq!(served(&site), site.tree());
}

#[test]
fn a_file_that_is_lost_at_the_target_is_sent_again() {
    let site = SiteTest::small();
    site.build();
    deployed(&site);
    fs::remove_file(target(&site).join("tep.txt")).expect("it is there");
    assert_eq!(deployed(&site).sent.len(), 1);
    assert_eq!(served(&site), site.tree());
}

#[test]
fn a_file_may_become_a_folder() {
    let site = SiteTest::small();
    site.write("static/x", "tệp");
    site.build();
    deployed(&site);
    site.remove("static/x");
    site.write("static/x/y.txt", "tệp trong thư mục");
    site.build();
    deployed(&site);
    assert_eq!(served(&site), site.tree());
    site.remove("static/x/y.txt");
    fs::remove_dir(site.root().join("static/x")).expect("an empty folder");
    site.write("static/x", "lại là tệp");
    site.build();
    deployed(&site);
    assert_eq!(served(&site), site.tree());
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let site = SiteTest::small();
    assert!(matches!(try_deploy(&site), Err(Stop::NotBuilt(_))));
    site.build();
    fs::create_dir_all(target(&site)).expect("a folder");
    fs::write(target(&site).join("cua-nguoi-khac.txt"), "x").expect("a file");
    let refused = try_deploy(&site);
    assert!(matches!(refused, Err(Stop::Foreign(_))), "{refused:?}");
    assert_eq!(tree(&target(&site)).len(), 1, "nothing was written");
}
