//! What the views of a locality may read: which localities an edit concerns, and that no view reads more.
//!
//! Every build of these tests makes the views of what is taken over all the same and compares their keys
//! (debug assertions); besides, the warm tree must be the cold one.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use mangnon::digest::Digest;
use mangnon::locality::{LocalityCode, Registry};
use mangnon::pipeline::Stopped;
use mangnon::site::Site;
use mangnon::site::scope::Scopes;
use support::{SiteTest, assert_same_tree, rendered};

const NATION: &str = "/dia-phuong/";
const PROVINCE: &str = "/dia-phuong/mot/";
const HERE: &str = "/dia-phuong/mot/xa-a/";
const HAMLET: &str = "/dia-phuong/mot/xa-a/xom/";
const BESIDE: &str = "/dia-phuong/mot/xa-b/";
const OTHER: &str = "/dia-phuong/hai/";
const FAR: &str = "/dia-phuong/hai/xa-c/";
const ALL: [&str; 7] = [NATION, PROVINCE, HERE, HAMLET, BESIDE, OTHER, FAR];

/// Two provinces, three communes and a hamlet, each with articles.
fn nation() -> SiteTest {
    let site = SiteTest::new("");
    let registry = Registry::embedded();
    let commune = |province: &str, n: usize| {
        let province: LocalityCode = province.parse().expect("a code");
        registry.children(&province)[n].to_string()
    };
    site.write("content/dia-phuong/_index.md", "+++\ntitle = \"Địa phương\"\n+++\n");
    place(&site, PROVINCE, "code = \"19\"", "0000 000 019");
    place(&site, HERE, &format!("code = \"{}\"", commune("19", 0)), "0000 000 001");
    place(&site, HAMLET, "name = \"Xóm Mẫu\"", "0000 000 002");
    place(&site, BESIDE, &format!("code = \"{}\"", commune("19", 1)), "0000 000 003");
    place(&site, OTHER, "code = \"40\"", "0000 000 040");
    place(&site, FAR, &format!("code = \"{}\"", commune("40", 0)), "0000 000 004");
    for at in ALL.into_iter().chain(["/boi-an-toan/"]) {
        for n in 0..3 {
            article(&site, at, n, &format!("Bài {n} của {at}"), "Lời của bài.");
        }
    }
    site.write("content/boi-an-toan/_index.md", "+++\ntitle = \"Bơi an toàn\"\n+++\n");
    site
}

fn place(site: &SiteTest, at: &str, locality: &str, phone: &str) {
    let contact = format!("[[contacts]]\nid = \"so\"\nlabel = \"Số mẫu\"\nphone = \"{phone}\"\n");
    let text = format!("+++\ntitle = \"Nơi mẫu\"\n[locality]\n{locality}\n{contact}+++\nGiới thiệu.\n");
    site.write(&format!("content{at}_index.md"), text);
}

fn article(site: &SiteTest, at: &str, n: usize, title: &str, body: &str) {
    let front = format!("title = \"{title}\"\ndescription = \"Tóm tắt.\"\ndate = 2026-05-1{n}\n");
    site.write(&format!("content{at}bai-{n}.md"), format!("+++\n{front}+++\n{body}\n"));
}

fn scopes(site: &Site) -> BTreeMap<String, Digest> {
    let scopes = Scopes::of(site);
    let by_address = site.localities.iter().zip(scopes.all());
    by_address.map(|(locality, digest)| (locality.address.to_string(), *digest)).collect()
}

/// The localities whose views may read what was edited, and the files that were rendered.
#[track_caller]
fn concerned(edit: impl FnOnce(&mut SiteTest)) -> (BTreeSet<String>, Vec<String>) {
    let mut site = nation();
    let before = scopes(&site.build().site);
    edit(&mut site);
    let warm = site.build();
    assert_same_tree(&site.tree(), &site.cold_tree(), "the warm build is not the cold one");
    let after = scopes(&warm.site);
    let changed = after.iter().filter(|(address, digest)| before.get(*address) != Some(*digest));
    (changed.map(|(address, _)| address.clone()).collect(), rendered(&warm))
}

#[track_caller]
fn assert_concerned(edit: impl FnOnce(&mut SiteTest), expected: &[&str]) {
    let (changed, _) = concerned(edit);
    let expected: BTreeSet<String> = expected.iter().map(|address| (*address).to_owned()).collect();
    assert_eq!(changed, expected);
}

#[test]
fn an_article_concerns_the_locality_that_it_is_aimed_at_and_those_below() {
    assert_concerned(|site| article(site, HERE, 1, "Tên mới", "Lời mới."), &[HERE, HAMLET]);
    assert_concerned(
        |site| article(site, HERE, 1, &format!("Bài 1 của {HERE}"), "Lời mới."),
        &[HERE, HAMLET],
    );
    assert_concerned(|site| article(site, HERE, 7, "Bài thêm", "Lời."), &[HERE, HAMLET]);
    assert_concerned(|site| site.remove("content/dia-phuong/mot/xa-a/bai-1.md"), &[HERE, HAMLET]);
    assert_concerned(|site| article(site, PROVINCE, 1, "Tên mới", "Lời."), &[PROVINCE, HERE, HAMLET, BESIDE]);
    assert_concerned(|site| article(site, "/boi-an-toan/", 1, "Tên mới", "Lời."), &ALL);
}

#[test]
fn an_article_that_is_aimed_elsewhere_concerns_both_places() {
    let text = "+++\ntitle = \"Bài 1\"\ndate = 2026-05-11\n[audience]\nlocalities = [\"40\"]\n+++\nLời.\n";
    let edit = |site: &mut SiteTest| site.write("content/dia-phuong/mot/xa-a/bai-1.md", text);
    assert_concerned(edit, &[HERE, HAMLET, OTHER, FAR]);
}

#[test]
fn a_contact_concerns_its_locality_and_those_below() {
    let registry = Registry::embedded();
    let code = registry.children(&"19".parse().expect("a code"))[0].to_string();
    let edit = |site: &mut SiteTest| place(site, HERE, &format!("code = \"{code}\""), "0000 000 099");
    assert_concerned(edit, &[HERE, HAMLET]);
    assert_concerned(|site| place(site, OTHER, "code = \"40\"", "0000 000 099"), &[OTHER, FAR]);
}

#[test]
fn what_everybody_may_read_concerns_all() {
    assert_concerned(|site| place(site, HAMLET, "name = \"Xóm Khác\"", "0000 000 002"), &ALL);
    assert_concerned(|site| site.now = support::moment("2026-11-25T08:00:00"), &ALL);
    let tagged = "+++\ntitle = \"Bài 1\"\ndate = 2026-05-11\ntags = [\"nước\"]\n+++\nLời.\n";
    assert_concerned(|site| site.write("content/dia-phuong/mot/xa-a/bai-1.md", tagged), &ALL);
}

#[test]
fn what_is_hidden_of_a_picture_reaches_the_introduction_and_the_article_that_show_it() {
    let picture = include_bytes!("sites/typed_blocks/content/o-vuong.png");
    let site = nation();
    site.write(
        "content/dia-phuong/hai/_index.md",
        "+++\ntitle = \"Nơi mẫu\"\n[locality]\ncode = \"40\"\n+++\n![Hình](hinh.png)\n",
    );
    site.write("content/dia-phuong/hai/hinh.png", picture);
    site.write("content/dia-phuong/mot/xa-a/hinh.png", picture);
    article(&site, HERE, 1, "Bài có hình", "![Hình](hinh.png)");
    site.build();
    for at in ["hai", "mot/xa-a"] {
        site.write(&format!("content/dia-phuong/{at}/hinh.png.toml"), "blur = [[0, 0, 1.0, 1.0]]\n");
        site.build();
        assert_same_tree(&site.tree(), &site.cold_tree(), at);
    }
}

#[test]
fn an_article_elsewhere_that_leads_to_one_that_went_is_made_again() {
    let site = nation();
    article(&site, FAR, 1, "Bài dẫn", "Xem [bài ở xa](@/dia-phuong/mot/xa-a/bai-2.md).");
    let before = scopes(&site.build().site);
    let withdrawn = "+++\ntitle = \"Bài 2\"\ndate = 2026-05-12\n[withdrawn]\ndate = 2026-11-20\nby = \"Ban biên tập\"\nreason = \"Theo yêu cầu\"\n+++\nLời.\n";
    site.write("content/dia-phuong/mot/xa-a/bai-2.md", withdrawn);
    let warm = site.build();
    assert_same_tree(&site.tree(), &site.cold_tree(), "the warm build is not the cold one");
    assert_ne!(before.get(FAR), scopes(&warm.site).get(FAR));
    assert!(rendered(&warm).contains(&"dia-phuong/hai/xa-c/bai-1/index.html".to_owned()));
}

#[test]
fn a_file_of_an_untouched_locality_that_somebody_changed_is_made_again() {
    let far = "dia-phuong/hai/xa-c/index.html";
    for harm in ["gone", "longer", "of the same length"] {
        let site = nation();
        site.build();
        let file = site.out().join(far);
        let bytes = std::fs::read(&file).expect("a page");
        match harm {
            "gone" => std::fs::remove_file(&file).expect("a page"),
            "longer" => std::fs::write(&file, [&bytes[..], b"x"].concat()).expect("a page"),
            _ => {
                std::thread::sleep(std::time::Duration::from_millis(50));
                std::fs::write(&file, vec![b'x'; bytes.len()]).expect("a page");
            }
        }
        article(&site, HERE, 1, "Tên mới", "Lời mới.");
        let warm = site.build();
        assert!(rendered(&warm).contains(&far.to_owned()), "{harm}");
        assert_same_tree(&site.tree(), &site.cold_tree(), harm);
    }
}

#[test]
fn after_a_take_down_build_what_was_left_out_is_made_of_what_it_says_then() {
    let withdrawn = "+++\ntitle = \"Bài 2\"\ndate = 2026-05-12\n[withdrawn]\ndate = 2026-11-20\nby = \"Ban biên tập\"\nreason = \"Theo yêu cầu\"\n+++\nLời.\n";
    let torn = "+++\ntitle = \"Chưa viết xong\ndate = 2026-05-11\n+++\nLời.\n";
    let held = "content/dia-phuong/mot/xa-a/bai-1.md";
    for mended in ["as it was", "with other words", "not at all", "with its section", "gone"] {
        let site = nation();
        // What is drawn takes most of the time and goes the same way.
        let settings = "[outputs]\ncards = \"none\"\npacks = \"none\"\nprint = false\nqr = false\n";
        site.write("site.toml", format!("{}{settings}", support::SITE_TOML));
        site.build();
        site.write("content/dia-phuong/hai/xa-c/bai-2.md", withdrawn);
        if mended == "with its section" {
            site.edit("content/dia-phuong/mot/xa-a/_index.md", "title", "nothing = 1\ntitle");
        }
        site.write(held, torn);
        assert!(matches!(site.try_build(), Err(Stopped::TakenDown(_))));
        match mended {
            "gone" => site.remove(held),
            "with other words" => article(&site, HERE, 1, "Tên khác", "Lời khác."),
            "not at all" => {
                // Another one is taken down meanwhile.
                let other = "content/dia-phuong/hai/xa-c/bai-1.md";
                site.write(other, withdrawn.replace("Bài 2", "Bài 1"));
                assert!(matches!(site.try_build(), Err(Stopped::TakenDown(_))));
                article(&site, HERE, 1, &format!("Bài 1 của {HERE}"), "Lời của bài.");
            }
            _ => article(&site, HERE, 1, &format!("Bài 1 của {HERE}"), "Lời của bài."),
        }
        if mended == "with its section" {
            site.edit("content/dia-phuong/mot/xa-a/_index.md", "nothing = 1\n", "");
        }
        site.build();
        assert_same_tree(&site.tree(), &site.cold_tree(), mended);
    }
}
