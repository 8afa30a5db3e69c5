//! Whether anybody can open the address that the site gives as its own.
//!
//! Settings come in; a finding goes out if the host is one of examples or of this machine (RFC 2606,
//! RFC 6761). It is asked when files are made or sent: on paper and in groups an address cannot be
//! mended any more.

use crate::config::Config;
use crate::diag::{Diagnostic, messages};
use crate::gates::rules;
use crate::path::SourcePath;

/// Judges the address, as grave as the site's own rules have it.
pub fn judge(config: &Config) -> Option<Diagnostic> {
    let host = config.origin.split_once("://").map_or("", |(_, host)| host);
    if config.origin == Config::default().origin || !is_of_examples(host) {
        return None;
    }
    let spot = config.base_url_at.in_file(&SourcePath::new("site.toml"));
    let mut found = vec![messages::address_example(spot, &config.origin)];
    rules::apply(config, &mut found);
    found.into_iter().find(|finding| finding.rule == "address-example")
}

/// A host that is nobody's, with or without a port.
fn is_of_examples(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name).trim_end_matches('.');
    let last = name.rsplit('.').next().unwrap_or(name);
    let reserved = ["example", "invalid", "test", "localhost"].contains(&last);
    let registered = ["example.com", "example.org", "example.net"]
        .iter()
        .any(|example| name == *example || name.ends_with(&format!(".{example}")));
    reserved || registered || name.starts_with("127.") || name == "0.0.0.0" || name == "[::1]"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_and_this_machine_are_nobodys_address() {
        for host in
            ["mangnon.example", "a.test", "localhost:8111", "127.0.0.1", "www.example.com", "[::1]:80"]
        {
            assert!(is_of_examples(host), "{host}");
        }
        for host in ["dinhhoa.thainguyen.gov.vn", "example.gov.vn", "baibaovetreem.vn", "test.vn:8080"] {
            assert!(!is_of_examples(host), "{host}");
        }
    }

    #[test]
    fn a_site_may_say_that_it_is_a_trial() {
        let file = SourcePath::new("site.toml");
        let text = "base_url = \"https://thu.example\"\n";
        let (config, _) = crate::config::read(&file, text);
        assert!(judge(&config).is_some_and(|found| found.spot.at.line == 1));
        let text = format!("{text}[[rules]]\nrule = \"address-example\"\nseverity = \"off\"\n");
        assert!(judge(&crate::config::read(&file, &text).0).is_none());
        assert!(judge(&Config::default()).is_none(), "the gate of Zalo speaks of an address that is missing");
    }
}
