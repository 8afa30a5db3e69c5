//! Links to pages of others: asked for politely, kept, and told. The other hosts are servers of this
//! machine; nothing else is ever asked.
#![allow(clippy::disallowed_methods, reason = "tests start servers and the program in a temporary folder")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use mangnon::diag::messages::{DeadLink, Unasked};
use mangnon::gates::external::Answer;
use mangnon::net::links::{self, Asked, Manners, Reach};
use support::SiteTest;
use tiny_http::{Header, Response, Server};

/// What a host was asked: method, address, who asked, when it came and when it was answered.
type Asking = (String, String, String, Instant, Instant);

/// A host on this machine.
struct Host {
    port: u16,
    asked: Arc<Mutex<Vec<Asking>>>,
    server: Arc<Server>,
}

impl Host {
    fn new() -> Host {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a port"));
        let port = server.server_addr().to_ip().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let host = Host { port, asked: Arc::clone(&asked), server: Arc::clone(&server) };
        std::thread::spawn(move || {
            for request in server.incoming_requests() {
                let came = Instant::now();
                let agent = request.headers().iter().find(|header| header.field.equiv("User-Agent"));
                let agent = agent.map(|header| header.value.to_string()).unwrap_or_default();
                let (method, path) = (request.method().to_string(), request.url().to_owned());
                let (status, location) = answer(&method, &path);
                let mut response = Response::from_string("x".repeat(200_000)).with_status_code(status);
                if let Some(location) = location {
                    response.add_header(Header::from_bytes("Location", location).expect("a header"));
                }
                drop(request.respond(response));
                asked.lock().expect("the list").push((method, path, agent, came, Instant::now()));
            }
        });
        host
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn asked(&self) -> Vec<(String, String)> {
        let asked = self.asked.lock().expect("the list");
        asked.iter().map(|(method, path, ..)| (method.clone(), path.clone())).collect()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

fn answer(method: &str, path: &str) -> (u16, Option<String>) {
    let to = |there: &str| Some(there.to_owned());
    match path {
        "/khong-hoi-dau" if method == "HEAD" => (405, None),
        "/con" | "/khong-hoi-dau" => (200, None),
        "/chuyen-han" => (301, to("/con")),
        "/chuyen-han-hai-lan" => (308, to("/chuyen-han")),
        "/chuyen-tam" => (302, to("/con")),
        "/tam-roi-han" => (307, to("/chuyen-han")),
        "/han-roi-mat" => (301, to("/mat")),
        "/vong" => (301, to("/vong")),
        "/cam" => (403, None),
        "/hong" => (500, None),
        "/bo" => (410, None),
        "/ban" => (429, None),
        _ => (404, None),
    }
}

fn manners(private: Reach) -> Manners {
    Manners { pause: Duration::ZERO, private, ..Manners::of("https://cong.example/") }
}

fn ask(urls: &[String], private: Reach) -> Asked {
    let urls: BTreeSet<String> = urls.iter().cloned().collect();
    links::ask(&urls, &manners(private), &|_, _| {}).expect("curl runs")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

#[test]
fn every_answer_of_a_host_is_understood() {
    let host = Host::new();
    let moved = |path: &str| Answer::Moved(host.url(path));
    let status = |status| Answer::Dead(DeadLink::Status(status));
    let expected: BTreeMap<&str, Answer> = [
        ("/con", Answer::Fine),
        ("/khong-hoi-dau", Answer::Fine),
        ("/chuyen-han", moved("/con")),
        ("/chuyen-han-hai-lan", moved("/con")),
        ("/chuyen-tam", Answer::Fine),
        ("/tam-roi-han", Answer::Fine),
        ("/han-roi-mat", status(404)),
        ("/vong", Answer::Dead(DeadLink::Redirects)),
        ("/cam", Answer::Unsure(Some(403))),
        ("/hong", Answer::Unsure(Some(500))),
        ("/bo", status(410)),
        ("/mat", status(404)),
    ]
    .into();
    let urls: Vec<String> = expected.keys().map(|path| host.url(path)).collect();
    let asked = ask(&urls, Reach::Private);
    let expected: BTreeMap<String, Answer> =
        expected.into_iter().map(|(path, answer)| (host.url(path), answer)).collect();
    assert_eq!(asked.answers, expected);
    assert_eq!(asked.unasked, None);
    let of = |path: &str| -> Vec<String> {
        host.asked().into_iter().filter(|(_, asked)| asked == path).map(|(method, _)| method).collect()
    };
    assert_eq!(of("/khong-hoi-dau"), ["HEAD", "GET"]);
    assert!(of("/con").iter().all(|method| method == "HEAD"), "the head is enough");
}

#[test]
fn nothing_private_is_asked_for_unless_allowed() {
    let host = Host::new();
    let urls =
        [host.url("/con"), format!("http://localhost:{}/con", host.port), "http://may-chu/".to_owned()];
    let asked = ask(&urls, Reach::Public);
    assert!(asked.answers.values().all(|answer| *answer == Answer::Private), "{asked:?}");
    assert_eq!(asked.answers.len(), 3);
    assert_eq!(host.asked(), []);
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_a_pause_and_told_who_asks() {
    let host = Host::new();
    let urls: BTreeSet<String> = ["/con", "/con?2", "/con?3", "/mat"].map(|path| host.url(path)).into();
    let pause = Duration::from_millis(80);
    let manners = Manners { pause, ..manners(Reach::Private) };
    links::ask(&urls, &manners, &|_, _| {}).expect("curl runs");
    let asked = host.asked.lock().expect("the list").clone();
    assert!(asked.len() >= 4, "{asked:?}");
    for two in asked.windows(2) {
        let ((.., answered), (.., came, _)) = (&two[0], &two[1]);
        assert!(*came >= *answered + pause.mul_f32(0.9), "asked before the last answer had settled");
    }
    for (_, _, agent, ..) in asked {
        assert!(agent.starts_with("mangnon/") && agent.contains("https://cong.example/"), "{agent}");
    }
}

#[test]
fn a_host_that_wants_quiet_is_left_alone() {
    let host = Host::new();
    // In order of their addresses: the second is the one that says it.
    let urls = ["/aa", "/ban", "/con", "/mat"].map(|path| host.url(path));
    let asked = ask(&urls, Reach::Private);
    let last = Answer::Unsure(Some(429));
    assert_eq!(asked.answers[&host.url("/con")], last);
    assert_eq!(asked.answers[&host.url("/mat")], last);
    assert_eq!(host.asked().last().map(|(_, path)| path.clone()).as_deref(), Some("/ban"));
}

#[test]
fn silence_is_one_hosts_or_the_networks() {
    let silent = format!("http://127.0.0.1:{}/", free_port());
    let asked = ask(std::slice::from_ref(&silent), Reach::Private);
    assert_eq!((asked.answers.len(), asked.unasked), (0, Some(Unasked::NoNetwork)));
    let host = Host::new();
    let asked = ask(&[silent.clone(), host.url("/con")], Reach::Private);
    assert_eq!(asked.answers[&silent], Answer::Dead(DeadLink::NoAnswer));
    assert_eq!(asked.unasked, None);
}

fn check(site: &SiteTest, arguments: &[&str]) -> Output {
    let root = site.root().display().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    command.args(["--root", &root, "--as-of", support::NOW, "--lang", "vi", "check", "--external"]);
    command.args(arguments).output().expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn site(host: &Host) -> SiteTest {
    let site = SiteTest::new("");
    let front = "+++\ntitle = \"Tin\"\ndate = 2026-05-12\n";
    let source = format!("[[sources]]\ntitle = \"Luật mẫu\"\nurl = \"{}\"\n", host.url("/bo"));
    site.write(
        "content/tin.md",
        format!(
            "{front}{source}+++\nĐọc [văn bản còn](<{}>).\n\nĐọc [văn bản mất](<{}>).\n",
            host.url("/con"),
            host.url("/mat#muc-2")
        ),
    );
    site.write(
        "content/nhap.md",
        format!("{front}draft = true\n+++\nXem [bài nháp](<{}>).\n", host.url("/nhap")),
    );
    site
}

#[test]
fn a_check_names_the_line_and_the_next_one_asks_nobody() {
    let host = Host::new();
    let site = site(&host);
    let first = check(&site, &["--private-hosts"]);
    let text = told(&first);
    assert!(first.status.success(), "a dead link warns: {text}");
    assert!(text.contains("content/tin.md:10:20") && text.contains("(404) [external-link]"), "{text}");
    assert!(text.contains("content/tin.md:6:") && text.contains("(410) [external-link]"), "{text}");
    assert!(text.contains("gợi ý: mở thử liên kết"), "{text}");
    let asked = host.asked();
    assert!(!asked.iter().any(|(_, path)| path == "/nhap"), "a draft's link is nobody's matter: {asked:?}");
    assert!(asked.iter().all(|(_, path)| !path.contains('#')));

    let again = check(&site, &["--private-hosts"]);
    assert_eq!(told(&again), text);
    assert_eq!(told(&check(&site, &["--offline"])), text);
    assert_eq!(host.asked().len(), asked.len(), "what is known is asked for once");
    check(&site, &["--private-hosts", "--fresh"]);
    assert_eq!(host.asked().len(), 2 * asked.len());
    // A build asks nobody.
    site.build();
    assert_eq!(host.asked().len(), 2 * asked.len());
}

#[test]
fn what_was_not_asked_is_told_once() {
    let host = Host::new();
    let site = site(&host);
    let text = told(&check(&site, &["--offline"]));
    assert!(text.contains("chưa soát 3 liên kết ra ngoài: đang soát không dùng mạng"), "{text}");
    let text = told(&check(&site, &[]));
    assert_eq!(text.matches("[external-link-private]").count(), 3, "{text}");
    assert_eq!(host.asked(), []);

    let root = site.root().display().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    command.args(["--root", &root, "--as-of", support::NOW, "--lang", "vi", "check", "--external"]);
    let none = command.args(["--private-hosts"]).env("PATH", site.root()).output().expect("the program runs");
    let text = told(&none);
    assert!(none.status.success(), "{text}");
    assert_eq!(text.matches("[external-unasked]").count(), 1, "{text}");
    assert!(text.contains("chưa soát 3 liên kết") && text.contains("sudo apt install curl"), "{text}");
}
