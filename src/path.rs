//! Names of things that come in and go out: a source file and a published file.
//!
//! Both are relative, written with `/`, in NFC and without `..`; the disk's own spelling of a name
//! stays at the edge. A `SourcePath` is never mixed up with a `SitePath`.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};

use crate::vi;

/// A file of the site's folder, relative to its root: `content/boi-an-toan/a.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourcePath(String);

impl SourcePath {
    /// Takes a relative name as the disk gives it and brings it to `/` and NFC.
    pub fn new(relative: &str) -> SourcePath {
        SourcePath(vi::nfc(&relative.replace('\\', "/")).into_owned())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder's name, without the last part; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether the name ends in `.extension`, in capitals or not.
    pub fn has_extension(&self, extension: &str) -> bool {
        self.file_name().rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(extension))
    }

    /// The last part of the name.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(self.0.as_str(), |(_, name)| name)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file of the published site, relative to its folder: `boi-an-toan/a/index.html`.
///
/// Invariant: not empty, no empty part, no `.` and no `..`, no leading `/`, no control character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SitePath(String);

impl SitePath {
    /// Checks a relative path; `None` if it could leave the output folder or name no file.
    pub fn new(path: &str) -> Option<SitePath> {
        SitePath::is_sound(path).then(|| SitePath(path.to_owned()))
    }

    /// Whether a path is one; what was read from a file need not be.
    pub fn is_sound(path: &str) -> bool {
        !path.is_empty()
            && !path.contains('\\')
            && path.chars().all(|c| !c.is_control())
            && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
    }

    /// The file that a server shows for an address such as `/boi-an-toan/a/`.
    pub fn page(address: &Address) -> SitePath {
        SitePath(format!("{}index.html", &address.as_str()[1..]))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address under which a server shows this file, from the root of the site.
    pub fn address(&self) -> String {
        match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
            _ => format!("/{}", self.0),
        }
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address of a page from the root of the site: begins and ends with `/`, parts in ASCII.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address(String);

impl Address {
    /// The front page, `/`.
    pub fn root() -> Address {
        Address("/".to_owned())
    }

    /// The address one step below, for a part that is a slug already.
    #[must_use]
    pub fn join(&self, part: &str) -> Address {
        Address(format!("{}{part}/", self.0))
    }

    /// The address made of the slugs of a folder's parts.
    pub fn of_folder(folder: &str) -> Address {
        folder
            .split('/')
            .filter(|part| !part.is_empty())
            .fold(Address::root(), |address, part| address.join(&vi::slug::slug(part)))
    }

    /// Reads an old address that an author wrote; `None` if it could leave the site or is none.
    pub fn from_written(written: &str) -> Option<Address> {
        let inner = written.trim_matches('/');
        if inner.is_empty() {
            return None;
        }
        SitePath::new(inner).map(|path| Address(format!("/{path}/")))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A path as it stands in a URL: what may not stand there is written as `%XX`.
pub fn percent_encoded(path: &str) -> String {
    escaped(path, |byte| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte))
}

/// The bytes that `stays` does not keep are written as `%XX`.
pub fn escaped(text: &str, stays: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if stays(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_path_never_leaves_its_folder() {
        for bad in ["", "/a", "a//b", "../a", "a/../b", "a/.", "a\\b", "a\nb"] {
            assert_eq!(SitePath::new(bad), None, "{bad:?}");
        }
        assert_eq!(SitePath::new("a/b.txt").map(|p| p.address()), Some("/a/b.txt".to_owned()));
    }

    #[test]
    fn an_address_is_the_folder_in_slugs() {
        let address = Address::of_folder("địa phương/Định Hóa");
        assert_eq!(address.as_str(), "/dia-phuong/dinh-hoa/");
        assert_eq!(SitePath::page(&address).as_str(), "dia-phuong/dinh-hoa/index.html");
        assert_eq!(SitePath::page(&Address::root()).address(), "/");
    }

    #[test]
    fn an_nfd_name_and_its_nfc_twin_are_one_source() {
        assert_eq!(SourcePath::new("content/a\u{309}.md"), SourcePath::new("content/ả.md"));
    }
}
