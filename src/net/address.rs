//! Addresses of pages, taken apart as far as politeness and care need it.
//!
//! A text comes in, its host, its port and what it redirects to come out. Whether a host stands in a
//! private network is told from its name and from the numbers that it has.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};

use crate::path::escaped;

/// An address that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Web {
    /// Whether it is `https`.
    pub secure: bool,
    /// The host in small letters, an IPv6 number without its brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The path and what follows it, with a leading `/`, in ASCII.
    pub path: String,
}

impl Web {
    /// Takes an address apart; none if it is no `http` or `https` address, names a user, or has a host
    /// that is not plain ASCII.
    pub fn parse(text: &str) -> Option<Web> {
        let (scheme, rest) = text.split_once("://")?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?', '\\']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (host, port) = match authority.strip_prefix('[') {
            Some(number) => {
                let (host, port) = number.split_once(']')?;
                host.parse::<std::net::Ipv6Addr>().ok()?;
                (host, port.strip_prefix(':').unwrap_or(port))
            }
            None => authority.split_once(':').unwrap_or((authority, "")),
        };
        let port = match port {
            "" => u16::from(secure) * (443 - 80) + 80,
            port => port.parse().ok()?,
        };
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
        if host.is_empty() || !host.chars().all(is_plain) {
            return None;
        }
        let slash = if path.starts_with('/') { "" } else { "/" };
        let path = format!("{slash}{}", encoded(path));
        Some(Web { secure, host: host.to_ascii_lowercase(), port, path })
    }

    /// The address that a redirect names, seen from this one.
    pub fn join(&self, location: &str) -> Option<Web> {
        let location = location.trim();
        let scheme = if self.secure { "https" } else { "http" };
        if let Some(rest) = location.strip_prefix("//") {
            return Web::parse(&format!("{scheme}://{rest}"));
        }
        let names_scheme =
            |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
        if location.split_once(':').is_some_and(|(start, _)| names_scheme(start)) {
            return Web::parse(location);
        }
        let own = self.path.split(['?', '#']).next().unwrap_or_default();
        let path = match location.bytes().next() {
            Some(b'/') => location.to_owned(),
            Some(b'?') => format!("{own}{location}"),
            None => self.path.clone(),
            Some(_) => format!("{}/{location}", own.rsplit_once('/').map_or("", |(folder, _)| folder)),
        };
        let path = path.split('#').next().unwrap_or_default();
        Some(Web { path: encoded(path), ..self.clone() })
    }

    /// The address as text.
    pub fn text(&self) -> String {
        let (scheme, usual) = if self.secure { ("https", 443) } else { ("http", 80) };
        let port = if self.port == usual { String::new() } else { format!(":{}", self.port) };
        format!("{scheme}://{}{port}{}", self.bracketed(), self.path)
    }

    /// The host as it stands in an address.
    pub fn bracketed(&self) -> String {
        if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() }
    }

    /// The numbers of the host; none if nobody knows it here, as behind a proxy.
    pub fn numbers(&self) -> Vec<IpAddr> {
        let found = (self.host.as_str(), self.port).to_socket_addrs();
        found.map(|all| all.map(|one: SocketAddr| one.ip()).collect()).unwrap_or_default()
    }

    /// The host is this machine or in a private network, by its name or by one of its numbers.
    pub fn is_private(&self, numbers: &[IpAddr]) -> bool {
        const NAMES: [&str; 6] = [".localhost", ".local", ".internal", ".lan", ".home.arpa", ".intranet"];
        let host = self.host.trim_end_matches('.');
        let is_number = host.parse::<IpAddr>().is_ok();
        let by_name = !is_number && (!host.contains('.') || NAMES.iter().any(|name| host.ends_with(name)));
        by_name || numbers.iter().any(|number| is_private(*number))
    }
}

fn is_private(number: IpAddr) -> bool {
    let v4 = match number.to_canonical() {
        IpAddr::V4(v4) => v4,
        IpAddr::V6(v6) => {
            let first = v6.segments()[0];
            return v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_multicast()
                || first & 0xfe00 == 0xfc00
                || first & 0xffc0 == 0xfe80;
        }
    };
    // 100.64.0.0/10 is the providers' own (RFC 6598).
    let shared = v4 & Ipv4Addr::new(255, 192, 0, 0) == Ipv4Addr::new(100, 64, 0, 0);
    v4.is_private()
        || v4.is_loopback()
        || v4.is_link_local()
        || v4.is_multicast()
        || v4.is_broadcast()
        || v4.octets()[0] == 0
        || shared
}

/// What may not stand in a request is written as `%XX`; what is written so already stays.
pub fn encoded(text: &str) -> String {
    escaped(text, |byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart_and_put_together() {
        for (written, text) in [
            ("https://Chinhphu.vn", "https://chinhphu.vn/"),
            ("http://a.vn:8080/x?y=1#z", "http://a.vn:8080/x?y=1"),
            ("https://a.vn/Luật trẻ em", "https://a.vn/Lu%E1%BA%ADt%20tr%E1%BA%BB%20em"),
            ("https://a.vn/%C4%90", "https://a.vn/%C4%90"),
            ("http://[::1]:81/", "http://[::1]:81/"),
            ("https://a.vn?x", "https://a.vn/?x"),
        ] {
            assert_eq!(Web::parse(written).map(|web| web.text()).as_deref(), Some(text), "{written}");
        }
        for none in
            ["mailto:a@b.vn", "ftp://a.vn/", "https:///x", "https://u:p@a.vn/", "https://a.vn:0x/", "a"]
        {
            assert_eq!(Web::parse(none), None, "{none}");
        }
    }

    #[test]
    fn a_redirect_is_read_from_where_it_stands() {
        let here = Web::parse("https://a.vn/b/c?d").expect("an address");
        for (location, text) in [
            ("https://x.vn/y", "https://x.vn/y"),
            ("//x.vn/y", "https://x.vn/y"),
            ("/y", "https://a.vn/y"),
            ("y?z", "https://a.vn/b/y?z"),
            ("?z", "https://a.vn/b/c?z"),
            ("e#f", "https://a.vn/b/e"),
            ("", "https://a.vn/b/c?d"),
        ] {
            assert_eq!(here.join(location).map(|web| web.text()).as_deref(), Some(text), "{location}");
        }
        assert_eq!(here.join("javascript:alert(1)"), None);
    }

    #[test]
    fn this_machine_and_private_networks_are_known() {
        let private = |host: &str, number: &str| {
            let web = Web::parse(&format!("http://{host}/")).expect("an address");
            let numbers: Vec<IpAddr> = number.parse().into_iter().collect();
            web.is_private(&numbers)
        };
        for (host, number) in [
            ("localhost", ""),
            ("may-chu", ""),
            ("xa.local", ""),
            ("127.0.0.1", "127.0.0.1"),
            ("a.vn", "10.1.2.3"),
            ("a.vn", "192.168.1.1"),
            ("a.vn", "100.64.0.1"),
            ("a.vn", "169.254.169.254"),
            ("[::1]", "::1"),
            ("a.vn", "fd00::1"),
            ("a.vn", "::ffff:10.0.0.1"),
        ] {
            assert!(private(host, number), "{host} {number}");
        }
        for (host, number) in [("chinhphu.vn", "203.113.1.1"), ("a.vn", ""), ("a.vn", "2001:dc8::1")] {
            assert!(!private(host, number), "{host} {number}");
        }
    }
}
