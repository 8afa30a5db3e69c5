//! Asks other hosts whether pages are still there: one question at a time to a host, with a pause.
//!
//! Addresses come in, an answer for each goes out. `HEAD` first, the first bytes by `GET` where that is
//! refused; redirects are followed one by one, so that each hop is a polite question of its own and none
//! leads into a private network. A host that asks for quiet is left alone.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::diag::messages::{DeadLink, Unasked};
use crate::gates::external::Answer;
use crate::net::address::Web;
use crate::net::curl::{self, Script};

/// A link that is redirected more often never arrives.
const HOPS: usize = 8;

/// If so many hosts and no other answered, there is no network.
const SILENT: usize = 8;

/// So much of an answer is read.
const MOST: usize = 64 << 10;

/// How hosts are asked.
#[derive(Debug, Clone)]
pub struct Manners {
    /// Between two questions to a host.
    pub pause: Duration,
    /// How long an answer may take.
    pub patience: Duration,
    /// How many hosts are asked at once.
    pub hosts: usize,
    /// Whether private networks are asked too.
    pub private: Reach,
    /// Who asks, and what for.
    pub agent: String,
}

/// Whom may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Hosts that every reader can reach.
    Public,
    /// Private networks and this machine too.
    Private,
}

impl Manners {
    /// Good manners, in the name of a portal.
    pub fn of(portal: &str) -> Manners {
        Manners {
            pause: Duration::from_secs(1),
            patience: Duration::from_secs(20),
            hosts: 6,
            private: Reach::Public,
            agent: format!("mangnon/{} (link check of {portal})", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// What came of asking.
#[derive(Debug, Default)]
pub struct Asked {
    /// The answers.
    pub answers: BTreeMap<String, Answer>,
    /// Why the others have none.
    pub unasked: Option<Unasked>,
}

/// Asks for all addresses; `told` hears of every answer, from several threads.
pub fn ask(
    urls: &BTreeSet<String>,
    manners: &Manners,
    told: &(dyn Fn(&str, &Answer) + Sync),
) -> io::Result<Asked> {
    let mut hosts: BTreeMap<String, Vec<(&String, Web)>> = BTreeMap::new();
    let mut asked = Asked::default();
    for url in urls {
        match Web::parse(url) {
            Some(web) => hosts.entry(web.host.clone()).or_default().push((url, web)),
            None => drop(asked.answers.insert(url.clone(), Answer::Unsure(None))),
        }
    }
    let round = Round {
        manners,
        waiting: Mutex::new(hosts.into_values().collect()),
        turns: Mutex::default(),
        answers: Mutex::new(asked.answers),
        heard: AtomicBool::new(false),
        silent: AtomicUsize::new(0),
        failure: Mutex::new(None),
        told,
    };
    std::thread::scope(|scope| {
        for _ in 0..manners.hosts.max(1) {
            scope.spawn(|| round.work());
        }
    });
    let heard = round.heard.into_inner();
    let answers = round.answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    match round.failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(Asked { answers, unasked: Some(Unasked::NoCurl) })
        }
        Some(error) => Err(error),
        None if !heard && answers.values().any(is_silence) => {
            let answers = answers.into_iter().filter(|(_, answer)| !is_silence(answer)).collect();
            Ok(Asked { answers, unasked: Some(Unasked::NoNetwork) })
        }
        None => Ok(Asked { answers, unasked: None }),
    }
}

/// Nobody said anything: the host or the network is down.
pub fn is_silence(answer: &Answer) -> bool {
    matches!(answer, Answer::Dead(DeadLink::NoSuchHost | DeadLink::NoAnswer))
}

/// One round of questions.
struct Round<'r> {
    manners: &'r Manners,
    /// Hosts nobody has begun with.
    waiting: Mutex<VecDeque<Vec<(&'r String, Web)>>>,
    /// When a host may be asked again.
    turns: Mutex<BTreeMap<String, Arc<Mutex<Turn>>>>,
    answers: Mutex<BTreeMap<String, Answer>>,
    /// Some host said something.
    heard: AtomicBool,
    /// How many hosts said nothing.
    silent: AtomicUsize,
    failure: Mutex<Option<io::Error>>,
    told: &'r (dyn Fn(&str, &Answer) + Sync),
}

#[derive(Debug, Default)]
struct Turn {
    last: Option<Instant>,
    /// It asked for quiet.
    quiet: bool,
}

/// What a host said.
enum Reply {
    Status(u16, Option<String>),
    Failed(DeadLink),
    /// It took the question and said nothing.
    Mute,
    Private,
    Quiet,
}

impl Round<'_> {
    fn work(&self) {
        while let Some(links) = self.host() {
            for (url, web) in links {
                if self.is_over() {
                    return;
                }
                match self.chase(&web) {
                    Ok(answer) => {
                        (self.told)(url, &answer);
                        held(&self.answers).insert(url.clone(), answer);
                    }
                    Err(error) => {
                        *held(&self.failure) = Some(error);
                        return;
                    }
                }
            }
        }
    }

    fn host(&self) -> Option<Vec<(&String, Web)>> {
        held(&self.waiting).pop_front()
    }

    /// Nobody needs to wait for a network that is not there.
    fn is_over(&self) -> bool {
        let silence = !self.heard.load(Ordering::Relaxed) && self.silent.load(Ordering::Relaxed) >= SILENT;
        silence || held(&self.failure).is_some()
    }

    /// Follows an address to where it leads.
    fn chase(&self, first: &Web) -> io::Result<Answer> {
        let (mut at, mut lasting, mut moved) = (first.clone(), true, None);
        for _ in 0..=HOPS {
            let (status, location) = match self.look(&at)? {
                Reply::Status(status, location) => (status, location),
                Reply::Failed(why) => return Ok(Answer::Dead(why)),
                Reply::Mute => return Ok(Answer::Dead(DeadLink::NoAnswer)),
                Reply::Private => return Ok(Answer::Private),
                Reply::Quiet => return Ok(Answer::Unsure(Some(429))),
            };
            let next = location.filter(|_| (300..400).contains(&status)).and_then(|there| at.join(&there));
            let Some(next) = next else {
                return Ok(match verdict(status) {
                    Answer::Fine => moved.map_or(Answer::Fine, Answer::Moved),
                    answer => answer,
                });
            };
            lasting &= matches!(status, 301 | 308);
            if lasting {
                moved = Some(next.text());
            }
            at = next;
        }
        Ok(Answer::Dead(DeadLink::Redirects))
    }

    /// Asks for the head of a page, or for its beginning if the host gives no heads.
    fn look(&self, web: &Web) -> io::Result<Reply> {
        let numbers = web.numbers();
        let is_private = web.is_private(&numbers);
        if is_private && self.manners.private == Reach::Public {
            return Ok(Reply::Private);
        }
        let turn = Arc::clone(held(&self.turns).entry(web.host.clone()).or_default());
        let mut turn = held(&turn);
        let mut script = Script::default();
        for option in ["silent", "suppress-connect-headers"] {
            script.on(option);
        }
        script.set("url", &web.text());
        script.set("proto", "=http,https");
        script.set("user-agent", &self.manners.agent);
        script.set("max-time", &self.manners.patience.as_secs().max(1).to_string());
        script.set("connect-timeout", &(self.manners.patience.as_secs() / 2).max(1).to_string());
        if !numbers.is_empty() && web.host.parse::<std::net::IpAddr>().is_err() {
            // The number that was looked at is the one that is asked, whatever the name says next.
            let all: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            script.set("resolve", &format!("{}:{}:{}", web.host, web.port, all.join(",")));
        }
        if is_private {
            script.set("noproxy", "*");
        }
        let mut head = script.clone();
        head.on("head");
        let first = self.question(&mut turn, &head)?;
        let fine =
            |reply: &Reply| matches!(reply, Reply::Status(status, _) if *status < 400 || *status == 429);
        if fine(&first) || matches!(first, Reply::Failed(_) | Reply::Quiet) {
            return Ok(first);
        }
        script.on("include");
        script.set("range", "0-1023");
        self.question(&mut turn, &script)
    }

    fn question(&self, turn: &mut Turn, script: &Script) -> io::Result<Reply> {
        if turn.quiet {
            return Ok(Reply::Quiet);
        }
        let is_first = turn.last.is_none();
        if let Some(last) = turn.last {
            std::thread::sleep(self.manners.pause.saturating_sub(last.elapsed()));
        }
        let mut bytes = Vec::new();
        let done = curl::run(script, |chunk| {
            bytes.extend_from_slice(chunk);
            if bytes.len() >= MOST { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        turn.last = Some(Instant::now());
        let reply = read(&bytes).unwrap_or(match done.exit {
            Some(6) => Reply::Failed(DeadLink::NoSuchHost),
            Some(8 | 52 | 56) => Reply::Mute,
            Some(35 | 51 | 53 | 54 | 58 | 59 | 60 | 77 | 83 | 90 | 91) => {
                Reply::Failed(DeadLink::Certificate)
            }
            _ => Reply::Failed(DeadLink::NoAnswer),
        });
        if let Reply::Status(429, _) = reply {
            turn.quiet = true;
        }
        if matches!(reply, Reply::Status(..) | Reply::Mute | Reply::Failed(DeadLink::Certificate)) {
            self.heard.store(true, Ordering::Relaxed);
        } else if is_first {
            self.silent.fetch_add(1, Ordering::Relaxed);
        }
        Ok(reply)
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The status and the redirect of the last head in an answer; those of 100 to 199 announce another.
fn read(bytes: &[u8]) -> Option<Reply> {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = text.as_ref();
    loop {
        let (head, after) = rest.split_once("\r\n\r\n").or_else(|| rest.split_once("\n\n"))?;
        let mut lines = head.lines();
        let first = lines.next().filter(|line| line.starts_with("HTTP/"))?;
        let status: u16 = first.split(' ').nth(1)?.parse().ok()?;
        if (100..200).contains(&status) {
            rest = after;
            continue;
        }
        let mut fields = lines.filter_map(|line| line.split_once(':'));
        let location = fields.find(|(name, _)| name.eq_ignore_ascii_case("location"));
        return Some(Reply::Status(status, location.map(|(_, value)| value.trim().to_owned())));
    }
}

/// Hosts refuse programs and have bad hours; only what they say of the page itself is believed.
fn verdict(status: u16) -> Answer {
    match status {
        // 416: there are no first bytes, but there is a page.
        200..=299 | 304 | 416 => Answer::Fine,
        401
        | 402
        | 403
        | 405
        | 406
        | 407
        | 408
        | 412
        | 418
        | 421
        | 423
        | 425
        | 426
        | 428
        | 429
        | 431
        | 451
        | 300..=399
        | 500.. => Answer::Unsure(Some(status)),
        _ => Answer::Dead(DeadLink::Status(status)),
    }
}
