//! A bucket that talks like S3 over plain HTTP: objects by name, signatures of version 4 checked to the
//! last byte.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};

use sha2::{Digest, Sha256};

pub(crate) const KEY: &str = "KHOATHU";
pub(crate) const SECRET: &str = "bi/mat+thu";
pub(crate) const REGION: &str = "hn-1";

/// An object with its headers.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    pub(crate) bytes: Vec<u8>,
    pub(crate) content_type: String,
    pub(crate) cache_control: String,
}

#[derive(Default)]
struct Shared {
    objects: Mutex<BTreeMap<String, Object>>,
    /// What changed something, in its order.
    done: Mutex<Vec<String>>,
    /// Requests that were refused.
    refused: Mutex<Vec<String>>,
}

/// A running bucket named `kho`.
pub(crate) struct Bucket {
    shared: Arc<Shared>,
    pub(crate) endpoint: String,
}

impl Bucket {
    pub(crate) fn start() -> Bucket {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared::default());
        let ours = Arc::clone(&shared);
        // A thread a connection: with a pool, a transfer may wait until others hang up.
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&ours);
                std::thread::spawn(move || drop(shared.talk(stream)));
            }
        });
        Bucket { shared, endpoint: format!("http://127.0.0.1:{port}") }
    }

    pub(crate) fn objects(&self) -> MutexGuard<'_, BTreeMap<String, Object>> {
        self.shared.objects.lock().expect("the objects")
    }

    pub(crate) fn done(&self) -> Vec<String> {
        std::mem::take(&mut *self.shared.done.lock().expect("the list"))
    }

    pub(crate) fn refused(&self) -> Vec<String> {
        self.shared.refused.lock().expect("the list").clone()
    }
}

struct Request {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

struct Answer {
    status: u16,
    body: Vec<u8>,
}

impl Answer {
    fn empty(status: u16) -> Answer {
        Answer { status, body: Vec::new() }
    }
}

impl Request {
    /// The next request of a connection; none if it is over.
    fn read(lines: &mut BufReader<TcpStream>, out: &mut TcpStream) -> io::Result<Option<Request>> {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace().map(str::to_owned);
        let (method, url) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut request = Request { method, url, headers: Vec::new(), body: Vec::new() };
        loop {
            let mut line = String::new();
            lines.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            request.headers.push((name.to_owned(), value.trim().to_owned()));
        }
        if request.header("Expect").is_some() {
            out.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        let length = request.header("Content-Length").and_then(|length| length.parse().ok());
        lines.take(length.unwrap_or(0)).read_to_end(&mut request.body)?;
        Ok(Some(request))
    }

    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl Shared {
    fn talk(&self, mut out: TcpStream) -> io::Result<()> {
        out.set_nodelay(true)?;
        let mut lines = BufReader::new(out.try_clone()?);
        while let Some(request) = Request::read(&mut lines, &mut out)? {
            let Answer { status, body } = self.answer(request);
            let mut head = format!("HTTP/1.1 {status} \r\n");
            if status != 204 {
                let _ = write!(head, "Content-Length: {}\r\n", body.len());
            }
            out.write_all(&[head.as_bytes(), b"\r\n", &body].concat())?;
        }
        Ok(())
    }

    fn answer(&self, request: Request) -> Answer {
        if let Err(why) = signed(&request) {
            self.refused.lock().expect("the list").push(why);
            return Answer::empty(403);
        }
        let (path, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
        let name = decoded(path.strip_prefix("/kho").unwrap_or_default().trim_start_matches('/'));
        let mut objects = self.objects.lock().expect("the objects");
        let note = |verb: &str| self.done.lock().expect("the list").push(format!("{verb} {name}"));
        match request.method.as_str() {
            "GET" if name.is_empty() => {
                let prefix =
                    query.split('&').find_map(|part| part.strip_prefix("prefix=")).unwrap_or_default();
                let prefix = decoded(prefix);
                let first = objects.keys().find(|name| name.starts_with(&prefix));
                let listed = first.map(|name| format!("<Contents><Key>{name}</Key></Contents>"));
                let list = format!("<ListBucketResult>{}</ListBucketResult>", listed.unwrap_or_default());
                Answer { status: 200, body: list.into_bytes() }
            }
            "GET" => match objects.get(&name) {
                Some(object) => Answer { status: 200, body: object.bytes.clone() },
                None => Answer::empty(404),
            },
            "PUT" => {
                note("PUT");
                let header = |name| request.header(name).unwrap_or_default().to_owned();
                let (content_type, cache_control) = (header("Content-Type"), header("Cache-Control"));
                objects.insert(name.clone(), Object { bytes: request.body, content_type, cache_control });
                Answer::empty(200)
            }
            "DELETE" => {
                note("DELETE");
                objects.remove(&name);
                Answer::empty(204)
            }
            _ => Answer::empty(405),
        }
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' && after.len() >= 2 {
            let digits = std::str::from_utf8(&after[..2]).expect("ASCII");
            bytes.push(u8::from_str_radix(digits, 16).expect("two digits"));
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).expect("names are UTF-8")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    assert!(key.len() <= 64, "a longer key would be digested first");
    let pad = |byte: u8| (0..64).map(|i| key.get(i).copied().unwrap_or(0) ^ byte).collect::<Vec<u8>>();
    let inner = Sha256::digest([&pad(0x36), text].concat());
    Sha256::digest([pad(0x5c), inner.to_vec()].concat()).to_vec()
}

/// Signs the request once more as the documentation of AWS tells and compares.
fn signed(request: &Request) -> Result<(), String> {
    let authorization = request.header("Authorization").ok_or("no signature")?;
    let field = |name: &str| {
        let start = authorization.find(name).map(|at| at + name.len());
        start.map(|at| authorization[at..].split(',').next().unwrap_or_default().trim().to_owned())
    };
    let digest = request.header("x-amz-content-sha256").ok_or("no digest")?;
    if digest != hex(&Sha256::digest(&request.body)) {
        return Err(format!("the digest is not that of the body: {}", request.url));
    }
    let names = field("SignedHeaders=").ok_or("no names")?;
    for name in ["host", "x-amz-content-sha256", "x-amz-date"] {
        if !names.split(';').any(|signed| signed == name) {
            return Err(format!("{name} is not signed: {names}"));
        }
    }
    let line = |name: &str| format!("{name}:{}\n", request.header(name).unwrap_or_default().trim());
    let headers = names.split(';').fold(String::new(), |text, name| text + &line(name));
    let (path, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
    let canonical = format!("{}\n{path}\n{query}\n{headers}\n{names}\n{digest}", request.method);
    let date = request.header("x-amz-date").ok_or("no date")?;
    let scope = format!("{}/{REGION}/s3/aws4_request", &date[..8]);
    let text = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex(&Sha256::digest(canonical.as_bytes())));
    let start = format!("AWS4{SECRET}").into_bytes();
    let key = [&date[..8], REGION, "s3", "aws4_request"]
        .iter()
        .fold(start, |key, part| hmac(&key, part.as_bytes()));
    let expected = hex(&hmac(&key, text.as_bytes()));
    if field("Credential=") != Some(format!("{KEY}/{scope}")) || field("Signature=") != Some(expected) {
        return Err(format!("a wrong signature of {} {}", request.method, request.url));
    }
    Ok(())
}
