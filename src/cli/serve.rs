//! `mangnon serve`: tells where the preview is and how every round went.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc::{self, SyncSender};
use std::time::Duration;

use jiff::civil::DateTime;

use crate::cli::{brief, build, stopped};
use crate::diag::{Diagnostic, Lang, Spot};
use crate::outputs::Failure;
use crate::pipeline::{Built, Stopped};
use crate::serve::{self, Desk, News, Options};

/// Previews until the process is ended.
pub(super) fn run(options: &Options, open: bool, as_of: Option<DateTime>, lang: Lang) -> ExitCode {
    let speaker = Speaker::start();
    let mut told = Told::new();
    let mut tell = |news: News<'_>| match news {
        News::Listening(address) => {
            let url = url(address);
            speaker.say(listening(&url, address, lang));
            if open && !open_browser(&url) {
                speaker.complain(no_browser(&url, lang));
            }
        }
        News::Built(built, time) => {
            speaker.complain(new_findings(options, &mut told, &built.diagnostics, lang));
            speaker.say(round(built, time, lang));
        }
        News::Stopped(Stopped::Findings(found)) => {
            speaker.complain(new_findings(options, &mut told, found, lang));
            speaker.say(not_built(lang));
        }
        News::Stopped(stopped) => speaker.complain(stopped::stopped_text(&options.root, stopped, lang)),
    };
    let clock = || as_of.unwrap_or_else(super::vietnamese_now);
    let words = |stopped: &Stopped| match stopped {
        Stopped::Findings(_) => String::new(),
        stopped => stopped::stopped_text(&options.root, stopped, lang),
    };
    let error = serve::run(options, &mut Desk { clock: &clock, tell: &mut tell, words: &words });
    super::complain(&cannot_listen(options, error, lang));
    ExitCode::FAILURE
}

/// Says things beside the preview, which never waits for those who listen: what finds no room is lost.
struct Speaker {
    said: SyncSender<String>,
    complained: SyncSender<String>,
}

impl Speaker {
    /// So many messages wait for a slow reader.
    const ROOM: usize = 64;

    fn start() -> Speaker {
        let voice = |speak: fn(&str)| {
            let (sender, messages) = mpsc::sync_channel::<String>(Speaker::ROOM);
            std::thread::spawn(move || messages.iter().for_each(|message| speak(&message)));
            sender
        };
        Speaker { said: voice(super::say), complained: voice(super::complain) }
    }

    fn say(&self, message: String) {
        drop(self.said.try_send(message));
    }

    fn complain(&self, message: String) {
        if !message.is_empty() {
            drop(self.complained.try_send(message));
        }
    }
}

/// What the last round found, by place and rule.
type Told = BTreeSet<(Spot, &'static str)>;

/// Findings that the last round did not have: nobody reads the same list after every save.
fn new_findings(options: &Options, told: &mut Told, found: &[Diagnostic], lang: Lang) -> String {
    let name = |finding: &Diagnostic| (finding.spot.clone(), finding.rule);
    let text =
        brief::text(&options.root, found.iter().filter(|finding| !told.contains(&name(finding))), lang);
    *told = found.iter().map(name).collect();
    text
}

fn url(address: SocketAddr) -> String {
    let port = address.port();
    if address.ip().is_loopback() || address.ip().is_unspecified() {
        format!("http://localhost:{port}/")
    } else {
        format!("http://{address}/")
    }
}

fn listening(url: &str, address: SocketAddr, lang: Lang) -> String {
    match (lang, address.ip().is_loopback()) {
        (Lang::Vi, true) => {
            format!("Xem thử: {url}\n  Chỉ máy này mở được. Lưu tệp, trang tự tải lại. Bấm Ctrl+C để dừng.\n")
        }
        (Lang::En, true) => {
            format!(
                "Preview: {url}\n  For this machine only. Save a file and the page loads anew. Ctrl+C ends it.\n"
            )
        }
        (Lang::Vi, false) => format!(
            "Xem thử: {url}\n  Chú ý: máy khác trong mạng cũng mở được ({address}), kể cả bài nháp. Bấm Ctrl+C để dừng.\n"
        ),
        (Lang::En, false) => format!(
            "Preview: {url}\n  Note: other machines of the network can see it too ({address}), drafts included. Ctrl+C ends it.\n"
        ),
    }
}

fn round(built: &Built, time: Duration, lang: Lang) -> String {
    let seconds = time.as_secs_f64();
    let rendered = built.outcomes.iter().filter(|outcome| outcome.rendered).count();
    let withheld = build::withheld(&built.site, lang);
    match lang {
        Lang::Vi => format!("Dựng lại {rendered} tệp trong {seconds:.2} giây · chưa đăng: {withheld}\n"),
        Lang::En => format!("Made {rendered} files in {seconds:.2} seconds · not published: {withheld}\n"),
    }
}

fn not_built(lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            "Chưa dựng lại được. Trình duyệt vẫn hiện bản đúng gần nhất kèm chỗ phải sửa.\n".to_owned()
        }
        Lang::En => "Not built. The browser still shows the last good pages, with what to mend.\n".to_owned(),
    }
}

fn cannot_listen(options: &Options, error: std::io::Error, lang: Lang) -> String {
    let host = options.host.as_deref().unwrap_or("localhost");
    let place = format!("{host}:{}", options.port.unwrap_or(serve::PORT));
    if error.kind() != std::io::ErrorKind::AddrInUse {
        return super::failure_text(&Failure::Io { path: place, error }, lang);
    }
    match lang {
        Lang::Vi => format!(
            "lỗi: cổng mạng `{place}` đang có chương trình khác dùng\n  gợi ý: chọn số khác, ví dụ --port 8200\n"
        ),
        Lang::En => format!(
            "error: another program listens at `{place}`\n  help: choose another number, such as --port 8200\n"
        ),
    }
}

fn no_browser(url: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("nhắc: không tự mở được trình duyệt\n  gợi ý: mở địa chỉ {url}\n"),
        Lang::En => format!("note: no browser could be opened\n  help: open {url}\n"),
    }
}

/// Asks the system to open an address; tells whether it took the request.
#[expect(clippy::disallowed_methods, reason = "edge: starts the browser")]
fn open_browser(url: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
            // Nobody waits for the browser, but somebody has to take its exit status.
            std::thread::spawn(move || child.wait());
            true
        }
        Err(_) => false,
    }
}
