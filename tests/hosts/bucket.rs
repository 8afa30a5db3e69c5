//! A bucket that talks like S3: objects by name, signatures of version 4 checked to the last byte.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use sha2::{Digest, Sha256};
use tiny_http::{Method, Request, Response, Server};

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
    server: Arc<Server>,
    shared: Arc<Shared>,
    pub(crate) endpoint: String,
}

impl Bucket {
    pub(crate) fn start() -> Bucket {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a port"));
        let port = server.server_addr().to_ip().expect("an address").port();
        let shared = Arc::new(Shared::default());
        let (theirs, ours) = (Arc::clone(&server), Arc::clone(&shared));
        std::thread::spawn(move || theirs.incoming_requests().for_each(|request| ours.answer(request)));
        Bucket { server, shared, endpoint: format!("http://127.0.0.1:{port}") }
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

impl Drop for Bucket {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

impl Shared {
    fn answer(&self, mut request: Request) {
        let mut bytes = Vec::new();
        request.as_reader().read_to_end(&mut bytes).expect("a body");
        if let Err(why) = signed(&request, &bytes) {
            self.refused.lock().expect("the list").push(why);
            return drop(request.respond(Response::empty(403)));
        }
        let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
        let name = decoded(path.strip_prefix("/kho").unwrap_or_default().trim_start_matches('/'));
        let mut objects = self.objects.lock().expect("the objects");
        let note = |verb: &str| self.done.lock().expect("the list").push(format!("{verb} {name}"));
        let answer = match request.method() {
            Method::Get if name.is_empty() => {
                let prefix =
                    query.split('&').find_map(|part| part.strip_prefix("prefix=")).unwrap_or_default();
                let prefix = decoded(prefix);
                let first = objects.keys().find(|name| name.starts_with(&prefix));
                let listed = first.map(|name| format!("<Contents><Key>{name}</Key></Contents>"));
                Response::from_string(format!(
                    "<ListBucketResult>{}</ListBucketResult>",
                    listed.unwrap_or_default()
                ))
            }
            Method::Get => match objects.get(&name) {
                Some(object) => Response::from_data(object.bytes.clone()),
                None => Response::from_string("").with_status_code(404),
            },
            Method::Put => {
                note("PUT");
                let header = |name| header(&request, name).unwrap_or_default();
                let (content_type, cache_control) = (header("Content-Type"), header("Cache-Control"));
                objects.insert(name.clone(), Object { bytes, content_type, cache_control });
                Response::from_string("")
            }
            Method::Delete => {
                note("DELETE");
                objects.remove(&name);
                Response::from_string("").with_status_code(204)
            }
            _ => Response::from_string("").with_status_code(405),
        };
        drop(objects);
        drop(request.respond(answer));
    }
}

fn header(request: &Request, name: &str) -> Option<String> {
    let found =
        request.headers().iter().find(|header| header.field.as_str().as_str().eq_ignore_ascii_case(name));
    found.map(|header| header.value.to_string())
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
fn signed(request: &Request, bytes: &[u8]) -> Result<(), String> {
    let authorization = header(request, "Authorization").ok_or("no signature")?;
    let field = |name: &str| {
        let start = authorization.find(name).map(|at| at + name.len());
        start.map(|at| authorization[at..].split(',').next().unwrap_or_default().trim().to_owned())
    };
    let digest = header(request, "x-amz-content-sha256").ok_or("no digest")?;
    if digest != hex(&Sha256::digest(bytes)) {
        return Err(format!("the digest is not that of the body: {}", request.url()));
    }
    let names = field("SignedHeaders=").ok_or("no names")?;
    for name in ["host", "x-amz-content-sha256", "x-amz-date"] {
        if !names.split(';').any(|signed| signed == name) {
            return Err(format!("{name} is not signed: {names}"));
        }
    }
    let line = |name: &str| format!("{name}:{}\n", header(request, name).unwrap_or_default().trim());
    let headers = names.split(';').fold(String::new(), |text, name| text + &line(name));
    let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
    let canonical = format!("{}\n{path}\n{query}\n{headers}\n{names}\n{digest}", request.method());
    let date = header(request, "x-amz-date").ok_or("no date")?;
    let scope = format!("{}/{REGION}/s3/aws4_request", &date[..8]);
    let text = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex(&Sha256::digest(canonical.as_bytes())));
    let start = format!("AWS4{SECRET}").into_bytes();
    let key = [&date[..8], REGION, "s3", "aws4_request"]
        .iter()
        .fold(start, |key, part| hmac(&key, part.as_bytes()));
    let expected = hex(&hmac(&key, text.as_bytes()));
    if field("Credential=") != Some(format!("{KEY}/{scope}")) || field("Signature=") != Some(expected) {
        return Err(format!("a wrong signature of {} {}", request.method(), request.url()));
    }
    Ok(())
}
