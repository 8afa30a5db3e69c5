//! From a request to an answer: what the preview's server says.
//!
//! Files come from memory only, so no request can reach the disk. A request must name this machine as
//! its host: a page of a stranger that was made to point here by DNS gets nothing. Nothing here touches
//! the network.

use std::sync::Arc;

use crate::path::{SitePath, percent_encoded};
use crate::publish::kind::{HTML, content_type};
use crate::serve::preview::Preview;
use crate::serve::show;

/// Everything of the preview that is no part of the site lies below this path.
pub(super) const OWN: &str = "/_mangnon/";

/// What a browser asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ask<'a> {
    /// `GET`.
    pub(super) method: &'a str,
    /// The path and what follows it, as sent.
    pub(super) target: &'a str,
    /// The header `Host`.
    pub(super) host: Option<&'a str>,
    /// The header `Range`.
    pub(super) range: Option<&'a str>,
}

/// What it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    /// The status.
    pub(super) status: u16,
    /// The type of the body.
    pub(super) content_type: &'static str,
    /// Further headers.
    pub(super) headers: Vec<(&'static str, String)>,
    /// The body.
    pub(super) body: Body,
}

/// The bytes of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Body {
    /// Made for this answer.
    Own(Vec<u8>),
    /// A file as it is published.
    File(Arc<[u8]>),
    /// The stream that tells of new versions.
    Live,
}

/// Answers.
pub(super) fn answer(ask: &Ask<'_>, allowed: &Allowed, preview: &Preview) -> Reply {
    match ask.host {
        None => return plain(400, "400: no host"),
        Some(host) if !allowed.is_us(host) => {
            return plain(403, "403: this server answers to its own name only");
        }
        Some(_) => {}
    }
    if !matches!(ask.method, "GET" | "HEAD") {
        let mut reply = plain(405, "405: GET and HEAD only");
        reply.headers.push(("Allow", "GET, HEAD".to_owned()));
        return reply;
    }
    let Some(path) = path_of(ask.target) else { return plain(400, "400: no such address") };
    if let Some(own) = path.strip_prefix(OWN) {
        return answer_own(own, preview);
    }
    let Some(inner) = path.strip_prefix(preview.base.as_str()).filter(|inner| inner.starts_with('/')) else {
        return match path.as_str() {
            "/" | "" => redirect(&format!("{}/", preview.base)),
            _ => not_found(preview),
        };
    };
    answer_file(ask, inner, preview)
}

fn answer_own(own: &str, preview: &Preview) -> Reply {
    match own {
        "live" => Reply {
            status: 200,
            content_type: "text/event-stream; charset=utf-8",
            headers: Vec::new(),
            body: Body::Live,
        },
        "preview.js" => own_body(200, "text/javascript; charset=utf-8", show::SCRIPT.as_bytes().to_vec()),
        "marks.json" => own_body(200, "application/json", show::marks_json(preview).into_bytes()),
        "" => own_body(200, HTML, show::overview(preview).into_bytes()),
        _ => plain(404, "404"),
    }
}

fn answer_file(ask: &Ask<'_>, inner: &str, preview: &Preview) -> Reply {
    if preview.files.is_empty() {
        return own_body(
            if preview.is_starting() { 200 } else { 500 },
            HTML,
            show::overview(preview).into_bytes(),
        );
    }
    let name = inner.trim_start_matches('/');
    let is_folder = name.is_empty() || name.ends_with('/');
    let file = if is_folder { format!("{name}index.html") } else { name.to_owned() };
    let Some(path) = SitePath::new(&file) else { return plain(400, "400: no such address") };
    if path.as_str() == WORKER {
        return own_body(200, "text/javascript; charset=utf-8", NO_WORKER.as_bytes().to_vec());
    }
    let Some(kept) = preview.files.get(&path) else {
        let index = SitePath::new(&format!("{file}/index.html"));
        let is_page = !is_folder && index.is_some_and(|index| preview.files.contains_key(&index));
        return if is_page {
            redirect(&format!("{}/{}/", preview.base, percent_encoded(name)))
        } else {
            not_found(preview)
        };
    };
    let content_type = content_type(path.as_str());
    if content_type == HTML {
        let page = show::marked(&kept.bytes, &format!("{}{}", preview.base, path.address()), preview);
        return own_body(200, HTML, page);
    }
    match ask.range.and_then(|range| one_range(range, kept.bytes.len())) {
        Some(Some((from, to))) => {
            let mut reply = own_body(206, content_type, kept.bytes[from..=to].to_vec());
            reply.headers.push(("Content-Range", format!("bytes {from}-{to}/{}", kept.bytes.len())));
            reply.headers.push(("Accept-Ranges", "bytes".to_owned()));
            reply
        }
        Some(None) => {
            let mut reply = plain(416, "416: no such range");
            reply.headers.push(("Content-Range", format!("bytes */{}", kept.bytes.len())));
            reply
        }
        None => Reply {
            status: 200,
            content_type,
            headers: vec![("Accept-Ranges", "bytes".to_owned())],
            body: Body::File(Arc::clone(&kept.bytes)),
        },
    }
}

/// The script that keeps the emergency kit stays in a browser after the preview has ended and would
/// answer for whatever uses the port next; in a preview its place is taken by one that leaves at once.
const WORKER: &str = "sw.js";
const NO_WORKER: &str = "self.addEventListener(\"install\",function(){self.skipWaiting()});\
    self.addEventListener(\"activate\",function(e){e.waitUntil(self.registration.unregister())});\n";

fn not_found(preview: &Preview) -> Reply {
    let page = SitePath::new("404.html").and_then(|path| preview.files.get(&path));
    match page {
        Some(page) => own_body(404, HTML, show::marked(&page.bytes, "/404.html", preview)),
        None => own_body(404, HTML, show::overview(preview).into_bytes()),
    }
}

fn redirect(to: &str) -> Reply {
    let mut reply = plain(302, "");
    reply.headers.push(("Location", to.to_owned()));
    reply
}

fn plain(status: u16, text: &str) -> Reply {
    own_body(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
}

fn own_body(status: u16, content_type: &'static str, body: Vec<u8>) -> Reply {
    Reply { status, content_type, headers: Vec::new(), body: Body::Own(body) }
}

/// By what names a request may call this server.
#[derive(Debug, Clone)]
pub(super) struct Allowed {
    /// The name that was asked for, if it is a name.
    pub(super) name: String,
}

impl Allowed {
    /// Names of this machine and addresses in digits: a foreign name that points here is neither.
    fn is_us(&self, host: &str) -> bool {
        let name = match host.strip_prefix('[') {
            Some(rest) => match rest.split_once(']') {
                Some((inside, port)) if port.is_empty() || port.starts_with(':') => {
                    return inside.parse::<std::net::Ipv6Addr>().is_ok();
                }
                _ => return false,
            },
            None => host.rsplit_once(':').map_or(host, |(name, _)| name),
        };
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        name == "localhost"
            || name.ends_with(".localhost")
            || name.parse::<std::net::Ipv4Addr>().is_ok()
            || (!self.name.is_empty() && name == self.name.to_ascii_lowercase())
    }
}

/// The path of a request, decoded; `None` if it is none or leads out of the site.
fn path_of(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next().unwrap_or(target);
    if !path.starts_with('/') {
        return None;
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits =
                std::str::from_utf8(&digits).ok().filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let is_sound = !path.contains(['\\', '\0']) && !path.chars().any(char::is_control);
    let climbs = path.split('/').any(|part| part == "." || part == "..");
    (is_sound && !climbs && !path.contains("//")).then_some(path)
}

/// The first and last byte of a request for one part: `None` for what is better answered by the whole
/// file, `Some(None)` for a part that is not there.
#[expect(clippy::option_option, reason = "absent, impossible and possible are three answers")]
fn one_range(header: &str, length: usize) -> Option<Option<(usize, usize)>> {
    let (from, to) = header.strip_prefix("bytes=")?.trim().split_once('-')?;
    if to.contains(',') {
        return None;
    }
    let number = |digits: &str| digits.trim().parse::<usize>().ok();
    let range = match (from.trim(), to.trim()) {
        ("", last) => (length.saturating_sub(number(last)?), length.checked_sub(1)),
        (first, "") => (number(first)?, length.checked_sub(1)),
        (first, last) => (number(first)?, Some(number(last)?.min(length.saturating_sub(1)))),
    };
    Some(range.1.filter(|to| range.0 <= *to && *to < length).map(|to| (range.0, to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let us = Allowed { name: "may-xa.lan".to_owned() };
        for host in [
            "localhost",
            "localhost:8111",
            "127.0.0.1:1",
            "192.168.1.5",
            "[::1]:80",
            "LOCALHOST",
            "May-Xa.lan:9",
        ] {
            assert!(us.is_us(host), "{host}");
        }
        for host in
            ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "[x]", "[::1].evil", ""]
        {
            assert!(!us.is_us(host), "{host}");
        }
    }

    #[test]
    fn a_path_is_decoded_once_and_never_climbs() {
        assert_eq!(path_of("/tin/b%C3%A0i/?a=/../"), Some("/tin/bài/".to_owned()));
        for bad in [
            "/../a",
            "/%2e%2e/a",
            "/a/%2E%2E%2Fb",
            "/a\\..\\b",
            "/%5c",
            "/%00",
            "//evil.example/",
            "/%",
            "/%zz",
            "/%+1",
            "a",
            "http://x/",
            "/%ff",
        ] {
            assert_eq!(path_of(bad), None, "{bad}");
        }
        assert_eq!(path_of("/%252e%252e/"), Some("/%2e%2e/".to_owned()));
    }

    #[test]
    fn a_part_of_a_file() {
        assert_eq!(one_range("bytes=0-1", 10), Some(Some((0, 1))));
        assert_eq!(one_range("bytes=8-", 10), Some(Some((8, 9))));
        assert_eq!(one_range("bytes=-3", 10), Some(Some((7, 9))));
        assert_eq!(one_range("bytes=-99", 10), Some(Some((0, 9))));
        assert_eq!(one_range("bytes=5-99", 10), Some(Some((5, 9))));
        for nowhere in ["bytes=10-", "bytes=9-3", "bytes=-0"] {
            assert_eq!(one_range(nowhere, 10), Some(None), "{nowhere}");
        }
        assert_eq!(one_range("bytes=0-", 0), Some(None));
        for whole in
            ["bytes=0-1,3-4", "items=0-1", "bytes=a-b", "bytes=", "bytes=-", "bytes=18446744073709551616-"]
        {
            assert_eq!(one_range(whole, 10), None, "{whole}");
        }
    }
}
