//! The preview from outside: the program runs on a free port of this machine, files are saved, the
//! browser's side is played by hand. Nothing here asserts how long anything takes; waiting ends after a
//! time that only a hang can reach.
#![allow(clippy::disallowed_methods, reason = "tests start the program in a temporary folder")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use support::{SiteTest, tree};

/// Longer than anything may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_mins(10);

const SITE: &str = "\
-- content/_index.md --
+++
title = \"Cổng thử\"
+++
-- content/tin/_index.md --
+++
title = \"Tin\"
+++
-- content/tin/da-dang.md --
+++
title = \"Tin đã đăng\"
description = \"Tóm tắt.\"
date = 2026-05-12
+++
Lời thứ nhất.
-- content/tin/nhap.md --
+++
title = \"Tin còn nháp\"
draft = true
+++
Chưa xong.
-- content/tin/mai-sau.md --
+++
title = \"Tin ngày sau\"
description = \"Tóm tắt.\"
date = 2026-12-31
+++
Chưa đến ngày.
-- content/tin/het-han.md --
+++
title = \"Tin hết hạn\"
description = \"Tóm tắt.\"
date = 2026-01-01
expires = 2026-02-01
+++
Đã qua.
-- static/tep.txt --
0123456789";

/// A running preview; it ends with the test.
struct Preview {
    program: Child,
    port: u16,
}

/// An answer, taken apart.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    fn of(site: &SiteTest) -> Preview {
        Preview::with(site, &[])
    }

    fn with(site: &SiteTest, more: &[&str]) -> Preview {
        let mut preview = Preview::unheard(site, more, Stdio::null());
        // What it says is read to the end.
        let mut out = preview.program.stdout.take().expect("its output is ours");
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        preview
    }

    /// A preview of which nobody reads more than the first line.
    fn unheard(site: &SiteTest, more: &[&str], complaints: Stdio) -> Preview {
        let root = site.root().display().to_string();
        let mut program = Command::new(env!("CARGO_BIN_EXE_mangnon"))
            .args(["--root", &root, "--as-of", support::NOW, "--lang", "vi", "serve", "--port", "0"])
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(complaints)
            .spawn()
            .expect("the program starts");
        let out = program.stdout.as_mut().expect("its output is ours");
        let mut line = String::new();
        BufReader::with_capacity(1, out).read_line(&mut line).expect("it says where it listens");
        let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no port in `{line}`"));
        let preview = Preview { program, port };
        preview.until("/_mangnon/", |answer| !answer.body.contains("Đang dựng lần đầu"));
        preview
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// Sends a request as it is written.
    fn ask(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers and closes");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no status in `{head}`"));
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.get_with(path, "")
    }

    fn get_with(&self, path: &str, header: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n"))
    }

    fn until(&self, path: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        let end = std::time::Instant::now() + PATIENCE;
        loop {
            let answer = self.get(path);
            if is_right(&answer) {
                return answer;
            }
            assert!(std::time::Instant::now() < end, "{path} stays {answer:#?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Listens for new versions as a page does; gives the one that is shown.
    fn listen(&self) -> (BufReader<TcpStream>, String) {
        let mut stream = self.connect();
        stream.write_all(b"GET /_mangnon/live HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("it reads");
        let mut live = BufReader::new(stream);
        let version = event(&mut live);
        (live, version)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Waits for the next event of a stream.
fn event(live: &mut BufReader<TcpStream>) -> String {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(live.read_line(&mut line).expect("the stream goes on") > 0, "the stream ended");
        if let Some(version) = line.strip_prefix("data: ") {
            return version.trim().to_owned();
        }
    }
}

#[test]
fn a_save_is_told_and_shown() {
    let site = SiteTest::new(SITE);
    let preview = Preview::of(&site);
    let page = preview.get("/tin/da-dang/");
    assert_eq!(page.status, 200);
    assert!(page.head.contains("text/html; charset=utf-8"), "{}", page.head);
    assert!(page.body.contains("Lời thứ nhất."));
    let (mut live, first) = preview.listen();
    assert!(page.body.contains(&format!("data-version=\"{first}\"")), "the page knows its version");

    site.edit("content/tin/da-dang.md", "Lời thứ nhất.", "Lời thứ hai.");
    assert_ne!(event(&mut live), first, "whoever listens is told");
    assert!(preview.get("/tin/da-dang/").body.contains("Lời thứ hai."));

    site.write(
        "content/tin/moi.md",
        "+++\ntitle = \"Tin mới\"\ndescription = \"Tóm tắt.\"\ndate = 2026-05-13\n+++\nMới.\n",
    );
    event(&mut live);
    assert_eq!(preview.get("/tin/moi/").status, 200, "a new file is found");
    site.remove("content/tin/moi.md");
    event(&mut live);
    assert_eq!(preview.get("/tin/moi/").status, 404, "a removed one leaves");
    assert!(tree(&site.out()).is_empty(), "nothing is written to the disk");
}

#[test]
fn a_preview_waits_for_nobody_who_reads_what_it_says() {
    let site = SiteTest::new(SITE);
    let wrong = "+++\ntitle = \"Tin\"\ndescription = \"Tóm tắt.\"\ndate = 2026-05-12\n+++\nXem [chỗ kia](khong-co.md).\n";
    // Each costs a few hundred bytes to tell: more than a pipe holds.
    for i in 0..600 {
        site.write(&format!("content/hong/bai-{i}.md"), wrong);
    }
    let preview = Preview::unheard(&site, &[], Stdio::piped());
    preview.until("/_mangnon/", |answer| answer.body.contains("LỖI: 600"));
    for i in 0..600 {
        site.remove(&format!("content/hong/bai-{i}.md"));
    }
    preview.until("/tin/da-dang/", |answer| answer.body.contains("Lời thứ nhất."));
    site.edit("content/tin/da-dang.md", "Lời thứ nhất.", "Lời thứ hai.");
    preview.until("/tin/da-dang/", |answer| answer.body.contains("Lời thứ hai."));
}

#[test]
fn advice_of_all_articles_is_counted_and_that_of_the_last_saved_told() {
    let site = SiteTest::new(SITE);
    let article = |link: &str| {
        format!(
            "+++\ntitle = \"Tin\"\ndescription = \"Tóm tắt.\"\ndate = 2026-05-12\n+++\nXem [{link}](https://a.example/).\n"
        )
    };
    for i in 0..40 {
        site.write(&format!("content/nhac/bai-{i}.md"), article("tại đây"));
    }
    let file =
        std::fs::File::create(site.root().parent().expect("a folder").join("noi.txt")).expect("a file");
    let last = std::time::SystemTime::now() + Duration::from_mins(1);
    let saved = std::fs::File::options().append(true).open(site.root().join("content/nhac/bai-7.md"));
    saved.and_then(|file| file.set_modified(last)).expect("a time");
    let mut preview = Preview::unheard(&site, &[], file.into());
    let told = || {
        std::fs::read_to_string(site.root().parent().expect("a folder").join("noi.txt")).unwrap_or_default()
    };
    site.write("content/nhac/moi.md", article("xem thêm"));
    preview.until("/nhac/moi/", |answer| answer.status == 200);
    // The last words come after the page.
    while !told().contains("nhac/moi.md") {
        assert!(preview.program.try_wait().is_ok_and(|ended| ended.is_none()), "it goes on");
        std::thread::sleep(Duration::from_millis(20));
    }
    let told = told();
    assert_eq!(told.matches("[link-text-vague]").count(), 2, "{told}");
    assert!(
        told.contains("content/nhac/bai-7.md:6:")
            && told.contains("39 điều nhắc ở các bài khác (link-text-vague 39, "),
        "{told}"
    );
}

#[test]
fn what_is_shown_is_what_a_build_makes() {
    let site = SiteTest::full();
    // Drawing takes most of the time of an unoptimized build and is a file like any other.
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("the settings");
    site.write("site.toml", format!("{settings}\n[outputs]\ncards = \"none\"\nprint = false\nqr = false\n"));
    let preview = Preview::with(&site, &["--published"]);
    let built = site.cold_tree();
    for (path, bytes) in &built {
        if path == "sw.js" {
            continue;
        }
        let address = path.strip_suffix("index.html").unwrap_or(path);
        let shown = preview.get(&format!("/xa/{}", encoded(address)));
        assert_eq!(shown.status, 200, "{path}");
        let expected = String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(without_additions(&shown.body), expected, "{path}");
    }
}

fn encoded(path: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A page without what the preview adds.
fn without_additions(page: &str) -> String {
    let mut page = page.to_owned();
    for (open, close) in
        [("<div id=\"mangnon-xem-thu\">", "</div>"), ("<script src=\"/_mangnon/", "</script>")]
    {
        if let Some(start) = page.find(open) {
            let end = start + page[start..].find(close).expect("what is opened is closed") + close.len();
            page.replace_range(start..end, "");
        }
    }
    page
}

#[test]
fn what_is_not_in_force_is_shown_and_marked() {
    let site = SiteTest::new(SITE);
    let preview = Preview::of(&site);
    for (path, word) in
        [("/tin/nhap/", "BẢN NHÁP"), ("/tin/mai-sau/", "CHƯA ĐẾN NGÀY"), ("/tin/het-han/", "HẾT HẠN")]
    {
        let page = preview.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains(&format!("<b>{word}</b>")), "{path}: {}", page.body);
    }
    let published = preview.get("/tin/da-dang/");
    assert!(!published.body.contains("mangnon-xem-thu"), "nothing is said of what is in force");
    let marks = preview.get("/_mangnon/marks.json").body;
    assert!(marks.contains("\"/tin/nhap/\":\"BẢN NHÁP\""), "{marks}");
    assert!(preview.get("/_mangnon/").body.contains("Tin còn nháp"), "the overview lists them");

    let public = Preview::with(&site, &["--published"]);
    assert_eq!(public.get("/tin/nhap/").status, 404);
    assert_eq!(public.get("/tin/mai-sau/").status, 404);
    assert_eq!(public.get("/tin/da-dang/").status, 200);
}

#[test]
fn a_draft_at_the_address_of_a_page_does_not_hide_it() {
    let site = SiteTest::new(SITE);
    site.edit("content/tin/nhap.md", "draft = true", "draft = true\nslug = \"da-dang\"");
    let preview = Preview::of(&site);
    let page = preview.get("/tin/da-dang/");
    assert!(page.body.contains("Lời thứ nhất."), "{}", page.body);
    assert!(preview.get("/_mangnon/").body.contains("content/tin/nhap.md:2:"), "and it is told");
}

#[test]
fn a_mistake_is_shown_on_the_last_good_page() {
    let site = SiteTest::new(SITE);
    let preview = Preview::of(&site);
    let (mut live, _) = preview.listen();
    site.edit("content/tin/da-dang.md", "date = 2026-05-12", "date = \"hôm qua <b>\"");
    event(&mut live);
    let page = preview.get("/tin/da-dang/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("content/tin/da-dang.md:4:"), "file and line: {}", page.body);
    assert!(page.body.contains("hôm qua &lt;b&gt;"), "the words of a source are text");
    assert!(page.body.contains("Lời thứ nhất."), "the last good page is there");
    assert!(preview.get("/").body.contains("content/tin/da-dang.md:4:"), "on every page");

    site.edit("content/tin/da-dang.md", "date = \"hôm qua <b>\"", "date = 2026-05-11");
    event(&mut live);
    assert!(!preview.get("/tin/da-dang/").body.contains("mangnon-xem-thu"));
}

#[test]
fn a_site_that_never_built_tells_why_and_recovers() {
    let site = SiteTest::new(SITE);
    site.edit("content/tin/da-dang.md", "title = \"Tin đã đăng\"", "titel = 1");
    let preview = Preview::of(&site);
    let page = preview.get("/tin/da-dang/");
    assert_eq!(page.status, 500);
    assert!(page.body.contains("content/tin/da-dang.md:2:"), "{}", page.body);
    site.edit("content/tin/da-dang.md", "titel = 1", "title = \"Tin\"");
    preview.until("/tin/da-dang/", |answer| answer.status == 200);
}

#[test]
fn a_draft_with_mistakes_stops_nobody() {
    let site = SiteTest::new(SITE);
    site.write(
        "content/tin/do-dang.md",
        "+++\ntitle = \"Dở dang\"\nkind = \"guidance\"\ndraft = true\n+++\n[hỏng](khong-co.md)\n",
    );
    let preview = Preview::of(&site);
    let page = preview.get("/tin/do-dang/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("BẢN NHÁP") && page.body.contains("content/tin/do-dang.md:"), "{}", page.body);
    assert_eq!(preview.get("/tin/da-dang/").status, 200);
}

#[test]
fn a_template_is_watched_too() {
    let site = SiteTest::new(SITE);
    let preview = Preview::of(&site);
    let (mut live, _) = preview.listen();
    let lost = "<!doctype html><body>Lạc đường rồi <a href=\"tel:111\">111</a>";
    site.write("themes/mang-non/templates/html/404.html", lost);
    event(&mut live);
    let page = preview.get("/khong-co/");
    assert_eq!(page.status, 404);
    assert!(
        page.body.contains("Lạc đường rồi") && page.body.contains("/_mangnon/preview.js"),
        "{}",
        page.body
    );
    site.write("themes/mang-non/templates/html/404.html", "<!doctype html><body>{{ hỏng");
    event(&mut live);
    assert!(preview.get("/").body.contains("themes/mang-non/templates/html/404.html:1"));
}

#[test]
fn only_this_machine_is_answered_and_only_for_reading() {
    let site = SiteTest::new(SITE);
    let preview = Preview::of(&site);
    let evil = preview.ask("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(evil.status, 403);
    assert!(!evil.body.contains("Cổng thử"));
    let live = preview.ask("GET /_mangnon/live HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(live.status, 403);
    assert_eq!(preview.ask("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 400, "no host");
    assert_eq!(preview.ask("DELETE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").status, 405);
    let head = preview.ask("HEAD /tep.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.head.contains("Content-Length: 10"), "{}", head.head);
}

#[test]
fn many_who_ask_at_once_are_all_answered() {
    let site = SiteTest::small();
    let preview = Preview::of(&site);
    let connections: Vec<TcpStream> = (0..24).map(|_| preview.connect()).collect();
    for mut stream in &connections {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("it reads");
    }
    // A browser keeps a connection unless it is told that it is over.
    for stream in connections {
        let mut lines = BufReader::new(stream).lines().map(|line| line.expect("it answers"));
        assert!(lines.any(|line| line == "Connection: close"));
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = SiteTest::new(SITE);
    let preview = Preview::of(&site);
    for path in [
        "/../site.toml",
        "/%2e%2e/site.toml",
        "/static/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/tin/..%5c..%5csite.toml",
        "//etc/passwd",
        "/tin/%00",
        "/%",
        "http://localhost/",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 400, "{path}: {answer:?}");
    }
    for path in ["/site.toml", "/content/tin/nhap.md", "/_mangnon/khac", "/static/tep.txt"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    assert_eq!(preview.get("/tin").status, 302);
    assert!(preview.get("/tin").head.contains("Location: /tin/"));
}

#[test]
fn a_player_gets_the_part_that_it_asks_for() {
    let site = SiteTest::new(SITE);
    let preview = Preview::of(&site);
    let part = preview.get_with("/tep.txt", "Range: bytes=2-4\r\n");
    assert_eq!((part.status, part.body.as_str()), (206, "234"));
    assert!(part.head.contains("Content-Range: bytes 2-4/10"), "{}", part.head);
    assert_eq!(preview.get_with("/tep.txt", "Range: bytes=10-\r\n").status, 416);
    assert!(part.head.contains("text/plain; charset=utf-8"), "{}", part.head);
}

#[test]
fn a_site_below_a_path_is_shown_there() {
    let site = SiteTest::new(SITE);
    site.edit("site.toml", "https://cong.example", "https://cong.example/xa");
    let preview = Preview::of(&site);
    let root = preview.get("/");
    assert_eq!(root.status, 302);
    assert!(root.head.contains("Location: /xa/"), "{}", root.head);
    assert_eq!(preview.get("/xa/tin/da-dang/").status, 200);
    assert!(preview.get("/xa/tin/nhap/").body.contains("BẢN NHÁP"));
    assert_eq!(preview.get("/tin/da-dang/").status, 404);
}

#[test]
fn a_port_that_is_taken_is_told() {
    let site = SiteTest::new(SITE);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let root = site.root().display().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_mangnon"))
        .args(["--root", &root, "--lang", "vi", "serve", "--port", &port])
        .output()
        .expect("the program ends by itself");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains(&port));
}
