//! A preview while writing: every save is built into memory and shown on this machine.
//!
//! The same build as any other, into memory instead of a folder: what was read, parsed and rendered
//! before is known by its account and its key and taken over. A round that fails leaves the last good
//! pages and tells what is wrong in the browser. Nothing is written to the disk.

mod answer;
mod http;
mod preview;
mod shelf;
mod show;
mod watch;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::civil::DateTime;

use crate::diag::Lang;
use crate::digest::Digest;
use crate::pipeline::{self, Built, Kept, Order, Selection, Stopped, Voice};
use crate::recall::Recall;
use crate::site::{Showing, clock};
use answer::Allowed;
use http::Http;
use preview::Preview;
use shelf::Shelf;
use watch::Watch;

/// The port unless another is asked for: the hotline 111 behind an 8.
pub const PORT: u16 = 8111;

/// So many ports are tried if nobody asked for one and it is taken.
const TRIED: u16 = 20;

/// The folder is looked at after this time even if the system told of no change: network drives tell of
/// none, and articles fall due.
const LOOK: Duration = Duration::from_secs(2);

/// Looking may take this part of the time.
const LOOK_SHARE: u32 = 40;

/// What is previewed and where.
#[derive(Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// The name or address to listen at; without one, this machine only.
    pub host: Option<String>,
    /// The port; without one, the first free from [`PORT`] on.
    pub port: Option<u16>,
    /// Which articles have a page.
    pub showing: Showing,
    /// The language of marks.
    pub lang: Lang,
}

/// What happens while a preview runs.
#[derive(Debug)]
pub enum News<'n> {
    /// It can be looked at there.
    Listening(SocketAddr),
    /// A round made a site.
    Built(&'n Built, Duration),
    /// A round made nothing.
    Stopped(&'n Stopped),
}

/// What serves the caller: the clock, an ear for news, words for a failure.
pub struct Desk<'d> {
    /// The time in Viet Nam.
    pub clock: &'d dyn Fn() -> DateTime,
    /// Is told what happens.
    pub tell: &'d mut dyn FnMut(News<'_>),
    /// Words for what stopped a round.
    pub words: &'d dyn Fn(&Stopped) -> String,
}

/// Previews until the process ends; gives only the reason why it could not begin.
pub fn run(options: &Options, desk: &mut Desk<'_>) -> io::Error {
    let http = match listen(options) {
        Ok(http) => http,
        Err(error) => return error,
    };
    (desk.tell)(News::Listening(http.address));
    let root = std::path::absolute(&options.root).unwrap_or_else(|_| options.root.clone());
    let mut rounds = Rounds {
        options,
        http,
        shelf: Shelf::default(),
        recall: Recall::of_sources(),
        state: None,
        due: None,
        n: 0,
    };
    // Before the first look, so that no change in between is lost.
    let mut watch = Watch::start(&root);
    loop {
        let start = Instant::now();
        rounds.look(desk);
        watch.wait(LOOK.max(start.elapsed() * LOOK_SHARE));
    }
}

/// Listens at the address that was asked for, or on this machine alone.
fn listen(options: &Options) -> io::Result<Http> {
    let host = options.host.as_deref().unwrap_or_default();
    let ip = match (host, host.parse::<IpAddr>()) {
        ("", _) => IpAddr::V4(Ipv4Addr::LOCALHOST),
        (_, Ok(ip)) => ip,
        (name, Err(_)) => {
            let found = (name, 0).to_socket_addrs()?.next();
            found.ok_or_else(|| io::Error::from(io::ErrorKind::AddrNotAvailable))?.ip()
        }
    };
    let allowed = Allowed { name: host.to_owned() };
    let start = |port| Http::start(SocketAddr::new(ip, port), &allowed, Preview::starting(options.lang));
    if let Some(port) = options.port {
        return start(port);
    }
    let free = (PORT..PORT + TRIED).find_map(|port| match start(port) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => None,
        result => Some(result),
    });
    free.unwrap_or_else(|| Err(io::ErrorKind::AddrInUse.into()))
}

/// One round of building after another.
struct Rounds<'o> {
    options: &'o Options,
    http: Http,
    shelf: Shelf,
    recall: Recall,
    /// The state of the sources in the last round, if the disk can be trusted with it.
    state: Option<Digest>,
    /// When the last round no longer holds.
    due: Option<DateTime>,
    n: u64,
}

impl Rounds<'_> {
    /// Builds if anything has changed: the sources, or what is due.
    fn look(&mut self, desk: &mut Desk<'_>) {
        let start = Instant::now();
        let survey = pipeline::survey(&self.options.root);
        let (now, state) = ((desk.clock)(), survey.state);
        let holds = self.due.is_some_and(|due| now < due);
        if holds && state.is_some() && state == self.state {
            return;
        }
        self.state = state;
        let order = Order {
            now,
            showing: self.options.showing,
            selection: &Selection::Whole,
            // A voice takes longer than a save, and nothing is written to the disk.
            voice: Voice::Off,
            recall: &mut self.recall,
            kept: &Kept::default(),
        };
        let shelf = &self.shelf;
        let result = pipeline::build_into(survey, order, |files| Ok(shelf.open(files)), &mut |_| {});
        let tomorrow = now.date().tomorrow().ok().map(clock::midnight);
        let change = result.as_ref().ok().and_then(|built| built.site.next_change);
        self.due = change.into_iter().chain(tomorrow).min();
        let last = self.http.preview();
        let next = match &result {
            Ok(built) => last.built(built, self.shelf.files(), &self.options.root),
            Err(stopped) => last.stopped(stopped, (desk.words)(stopped), &self.options.root),
        };
        if last.looks_like(&next) {
            return;
        }
        self.n += 1;
        // Another process may have shown a page of the same number.
        let version = format!("{}-{}", std::process::id(), self.n);
        self.http.show(Preview { version, ..next });
        (desk.tell)(match &result {
            Ok(built) => News::Built(built, start.elapsed()),
            Err(stopped) => News::Stopped(stopped),
        });
    }
}
