//! Deployment over the network: a server of files and a bucket become what was built, whatever happened
//! in between. Both run on this machine.
#![allow(clippy::disallowed_methods, reason = "tests write to a temporary folder and start the program")]

mod hosts;
mod support;

use std::fs;
use std::process::{Command, Output};

use hosts::bucket::{self, Bucket};
use hosts::ftp::{self, Server};
use mangnon::publish::deploy::target::{Beside, Target};
use mangnon::publish::deploy::{self, Plan, Stop, Trust};
use support::{SiteTest, Tree, tree};

const COPY: &str = ".mangnon-manifest.json";

fn environment(name: &str) -> Option<String> {
    let value = match name {
        "MANGNON_DEPLOY_USER" => ftp::USER,
        "MANGNON_DEPLOY_PASSWORD" => ftp::PASSWORD,
        "AWS_ACCESS_KEY_ID" => bucket::KEY,
        "AWS_SECRET_ACCESS_KEY" => bucket::SECRET,
        "AWS_REGION" => bucket::REGION,
        _ => return None,
    };
    Some(value.to_owned())
}

fn at_server(server: &Server) -> Target {
    let written = format!("ftp://127.0.0.1:{}/public_html/cong", server.port);
    Target::read(&written, &Beside::default(), &environment).expect("a target")
}

fn at_bucket(bucket: &Bucket) -> Target {
    let beside = Beside { endpoint: Some(bucket.endpoint.clone()), region: None };
    Target::read("s3://kho/cong xã", &beside, &environment).expect("a target")
}

fn try_deploy(site: &SiteTest, to: &Target, trust: Trust) -> Result<Plan, Stop> {
    deploy::run(&site.out(), to, trust, &mut |_, _| {})
}

#[track_caller]
fn deployed(site: &SiteTest, to: &Target) -> Plan {
    try_deploy(site, to, Trust::Copy).unwrap_or_else(|stop| panic!("not sent: {stop:?}"))
}

/// What the server serves, without what only the deployment reads.
fn served(server: &Server) -> Tree {
    let mut served = tree(&server.root().join("public_html/cong"));
    served.remove(COPY);
    served
}

/// What the bucket serves.
fn stored(bucket: &Bucket) -> Tree {
    let objects = bucket.objects();
    let own = objects.iter().filter_map(|(name, object)| {
        let name = name.strip_prefix("cong xã/").filter(|name| *name != COPY)?;
        Some((name.to_owned(), object.bytes.clone()))
    });
    own.collect()
}

/// Files, then pages, then removals, then the manifest, which also goes first.
#[track_caller]
fn assert_order(done: &[String], send: &str, remove: &str) {
    let is = |line: &String, verb: &str, end: &str| line.starts_with(verb) && line.ends_with(end);
    assert!(is(&done[0], send, COPY) && is(&done[done.len() - 1], send, COPY), "{done:?}");
    let place = |line: &&String| match () {
        () if is(line, send, COPY) => None,
        () if is(line, send, ".html") => Some(1),
        () if is(line, send, "") => Some(0),
        () if is(line, remove, "") => Some(2),
        () => None,
    };
    let places: Vec<u8> = done.iter().filter_map(|line| place(&line)).collect();
    assert!(places.is_sorted() && places.contains(&0) && places.contains(&1), "{done:?}");
}

fn change(site: &SiteTest) {
    site.edit("content/tin/a.md", "Lời.", "Lời khác.");
    site.remove("content/tin/b.md");
    site.build();
}

#[test]
fn a_server_of_files_becomes_what_was_built() {
    let (server, site) = (Server::start(), SiteTest::small());
    let to = at_server(&server);
    site.build();
    let first = deployed(&site, &to);
    assert_eq!(served(&server), site.tree());
    assert_order(&server.done(), "RNTO", "DELE");
    let again = deployed(&site, &to);
    assert_eq!((again.sent.len(), again.removed.len(), again.kept), (0, 0, first.sent.len()));

    change(&site);
    let planned = deploy::plan(&site.out(), &to, Trust::Copy).expect("it can be planned");
    assert_ne!(served(&server), site.tree(), "planning sends nothing");
    server.done();
    let next = deployed(&site, &to);
    assert_eq!(next, planned);
    assert!(next.sent.len() < first.sent.len());
    assert_eq!(served(&server), site.tree());
    let done = server.done();
    assert_order(&done, "RNTO", "DELE");
    assert!(done.iter().any(|line| line.ends_with("DELE public_html/cong/tin/b/index.html")), "{done:?}");
    assert!(!server.root().join("public_html/cong/tin/b").exists(), "an empty folder leaves too");
    let list = fs::read_to_string(site.state().join("public/deployed.txt")).expect("a list for caches");
    assert!(list.contains("/tin/b/\n") && list.contains("/tin/a/\n"), "{list}");
}

#[test]
fn a_bucket_becomes_what_was_built() {
    let (bucket, site) = (Bucket::start(), SiteTest::small());
    let to = at_bucket(&bucket);
    site.build();
    let first = deployed(&site, &to);
    assert_eq!(stored(&bucket), site.tree());
    assert_order(&bucket.done(), "PUT", "DELETE");
    let again = deployed(&site, &to);
    assert_eq!((again.sent.len(), again.removed.len(), again.kept), (0, 0, first.sent.len()));
    let object = |name: &str| bucket.objects()[&format!("cong xã/{name}")].clone();
    let page = object("tin/a/index.html");
    assert_eq!(page.content_type, "text/html; charset=utf-8");
    assert_eq!(page.cache_control, "public, max-age=0, must-revalidate");
    let style = bucket.objects().keys().find(|name| name.contains("/assets/")).cloned().expect("a style");
    assert_eq!(bucket.objects()[&style].cache_control, "public, max-age=31536000, immutable");

    change(&site);
    bucket.done();
    let next = deployed(&site, &to);
    assert!(next.sent.len() < first.sent.len());
    assert_eq!(stored(&bucket), site.tree());
    assert_order(&bucket.done(), "PUT", "DELETE");
    assert_eq!(bucket.refused(), Vec::<String>::new());
}

#[test]
fn what_was_cut_short_goes_on_where_it_was() {
    let (server, site) = (Server::start(), SiteTest::small());
    for i in 0..260 {
        site.write(&format!("static/so/{i}.txt"), format!("Tệp {i}"));
    }
    let to = at_server(&server);
    site.build();
    // The note before, the first step, the note after it, and a few more.
    server.has_room_for(Some(230));
    match try_deploy(&site, &to, Trust::Copy) {
        Err(Stop::Far { said, .. }) => assert!(!said.contains(ftp::PASSWORD), "{said}"),
        other => panic!("{other:?}"),
    }
    server.has_room_for(None);
    let all = site.tree().len();
    let rest = deployed(&site, &to);
    assert_eq!(rest.kept, 200, "the first step is not sent again");
    assert_eq!(rest.sent.len(), all - 200);
    assert_eq!(served(&server), site.tree());
}

#[test]
fn files_of_others_are_refused_and_never_removed() {
    let (server, site) = (Server::start(), SiteTest::small());
    let to = at_server(&server);
    let folder = server.root().join("public_html/cong");
    fs::create_dir_all(folder.join("cgi-bin")).expect("a folder");
    fs::write(folder.join(".ftpquota"), "0").expect("a file of the host");
    fs::write(folder.join("cua-nguoi-khac.txt"), "x").expect("a file of somebody");
    site.build();
    assert!(matches!(try_deploy(&site, &to, Trust::Copy), Err(Stop::Foreign(_))));
    assert_eq!(server.done(), Vec::<String>::new());
    try_deploy(&site, &to, Trust::Nothing).expect("it was asked for");
    change(&site);
    deployed(&site, &to);
    fs::remove_file(folder.join(".ftpquota")).expect("still there");
    fs::remove_file(folder.join("cua-nguoi-khac.txt")).expect("still there");
    assert_eq!(served(&server), site.tree());

    let (bucket, site) = (Bucket::start(), SiteTest::small());
    let object =
        bucket::Object { bytes: b"x".to_vec(), content_type: String::new(), cache_control: String::new() };
    bucket.objects().insert("cong xã/cua-nguoi-khac.txt".to_owned(), object);
    site.build();
    assert!(matches!(try_deploy(&site, &at_bucket(&bucket), Trust::Copy), Err(Stop::Foreign(_))));
}

#[test]
fn what_cannot_be_removed_is_told_and_tried_again() {
    let (server, site) = (Server::start(), SiteTest::small());
    let to = at_server(&server);
    site.build();
    deployed(&site, &to);
    server.keeps("public_html/cong/tin/b/index.html");
    change(&site);
    for _ in 0..2 {
        match try_deploy(&site, &to, Trust::Copy) {
            Err(Stop::Stays(path)) => assert_eq!(path.as_str(), "tin/b/index.html"),
            other => panic!("{other:?}"),
        }
    }
    fs::remove_file(server.root().join("public_html/cong/tin/b/index.html")).expect("removed by hand");
    deployed(&site, &to);
    assert_eq!(served(&server), site.tree());
}

fn run(site: &SiteTest, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let root = site.root().display().to_string();
    let out = site.out().display().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    command.args(["--root", &root, "--lang", "vi", "deploy", "--out", &out]).args(arguments);
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied()).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8_lossy(&text).into_owned()
}

#[test]
fn the_command_says_what_to_do_and_tells_no_secret() {
    let (server, site) = (Server::start(), SiteTest::small());
    site.build();
    let to = format!("ftp://127.0.0.1:{}/public_html", server.port);
    let names = [("MANGNON_DEPLOY_USER", ftp::USER), ("MANGNON_DEPLOY_PASSWORD", ftp::PASSWORD)];
    let sent = run(&site, &["--to", &to], &names);
    assert!(sent.status.success() && said(&sent).contains("Đã gửi"), "{}", said(&sent));
    let wrong = [names[0], ("MANGNON_DEPLOY_PASSWORD", "sai-be-bet")];
    let refused = run(&site, &["--to", &to], &wrong);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("sai tên hoặc mật khẩu"), "{}", said(&refused));
    for output in [&sent, &refused] {
        assert!(!said(output).contains(ftp::PASSWORD) && !said(output).contains("sai-be-bet"));
    }
    let open = run(&site, &["--to", "ftp://ten:lo-mat-khau@may.example/"], &[]);
    assert_eq!(open.status.code(), Some(2));
    assert!(said(&open).contains("không viết mật khẩu vào lệnh") && !said(&open).contains("lo-mat-khau"));

    let bucket = Bucket::start();
    let keys = [("AWS_ACCESS_KEY_ID", bucket::KEY), ("AWS_SECRET_ACCESS_KEY", "khoa-sai")];
    let arguments = ["--to", "s3://kho/cong", "--endpoint", &bucket.endpoint, "--region", bucket::REGION];
    let refused = run(&site, &arguments, &keys);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("kho từ chối") && !said(&refused).contains("khoa-sai"),
        "{}",
        said(&refused)
    );
    assert_eq!(bucket.objects().len(), 0);
    let none = run(&site, &arguments, &[("PATH", "")]);
    assert!(said(&none).contains("chưa có chương trình `curl`"), "{}", said(&none));
}

#[test]
fn a_site_that_still_has_the_address_of_an_example_is_not_sent() {
    let site = SiteTest::small();
    site.edit("site.toml", "severity = \"off\"", "severity = \"warning\"");
    site.build();
    let folder = format!("folder:{}", site.root().join("../noi-dang").display());
    let refused = run(&site, &["--to", &folder], &[]);
    let text = said(&refused);
    assert_eq!(refused.status.code(), Some(1), "{text}");
    assert!(text.contains("[address-example]") && text.contains("Chưa gửi gì"), "{text}");
    assert!(!site.root().join("../noi-dang").exists());
    let planned = run(&site, &["--to", &folder, "--dry-run"], &[]);
    assert_eq!(planned.status.code(), Some(0), "{}", said(&planned));
}
