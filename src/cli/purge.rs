//! The list of addresses that caches must forget after something was taken down.
//!
//! Kept beside the output in the build's state until the portal has no withdrawn article: what is
//! replaced in later builds is added, so that a list that was not carried out yet loses nothing.
#![expect(clippy::disallowed_methods, reason = "edge: keeps a list in the build's state")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::config::Config;
use crate::diag::Lang;
use crate::outputs::Failure;
use crate::path::{Address, SitePath};
use crate::pipeline::Built;
use crate::publish;

const NAME: &str = "purge.txt";

/// How many addresses are printed.
const SHOWN: usize = 20;

/// What a build took down and replaced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gone<'b> {
    pub(super) config: &'b Config,
    /// Addresses of what was taken down.
    pub(super) addresses: &'b [Address],
    /// Files that are gone or replaced.
    pub(super) stale: &'b [SitePath],
}

impl<'b> Gone<'b> {
    /// Of a build.
    pub(super) fn of(built: &'b Built) -> Gone<'b> {
        Gone { config: &built.site.config, addresses: &built.site.gone, stale: &built.changes.stale }
    }
}

/// Keeps the list up to date.
pub(super) fn keep(out: &Path, what: Gone<'_>) -> Result<(), Failure> {
    let path = publish::state_folder(out).join(NAME);
    if what.addresses.is_empty() {
        // Without a withdrawn article there is no list; it may never have been there.
        let _ = fs::remove_file(path);
        return Ok(());
    }
    let mut all: BTreeSet<String> =
        fs::read_to_string(&path).unwrap_or_default().lines().map(str::to_owned).collect();
    let before = all.len();
    all.extend(addresses(what));
    if all.len() == before {
        return Ok(());
    }
    let text = lines(all.iter(), "");
    publish::write_state(out, NAME, text.as_bytes())
}

/// The list as a person is told of it; empty if this build left nothing to forget.
pub(super) fn told(out: &Path, what: Gone<'_>, lang: Lang) -> String {
    let all = addresses(what);
    if what.addresses.is_empty() || all.is_empty() {
        return String::new();
    }
    let file = publish::state_folder(out).join(NAME);
    let shown = lines(all.iter().take(SHOWN), "  ");
    let (n, more) = (all.len(), all.len().saturating_sub(SHOWN));
    let rest = match (more, lang) {
        (0, _) => String::new(),
        (more, Lang::Vi) => format!("  … và {more} địa chỉ nữa\n"),
        (more, Lang::En) => format!("  … and {more} more\n"),
    };
    match lang {
        Lang::Vi => format!(
            "Sau khi đưa lên, xóa {n} địa chỉ khỏi bộ nhớ đệm của nơi đặt trang (danh sách: {}):\n{shown}{rest}",
            file.display()
        ),
        Lang::En => format!(
            "After uploading, purge {n} addresses from the host's caches (the list: {}):\n{shown}{rest}",
            file.display()
        ),
    }
}

/// What is left to do at the host once the files are there; empty if nothing was taken down.
pub(super) fn told_after_deploy(out: &Path, lang: Lang) -> String {
    let file = publish::state_folder(out).join(NAME);
    let listed = fs::read_to_string(&file).unwrap_or_default();
    let n = listed.lines().count();
    if n == 0 {
        return String::new();
    }
    match lang {
        Lang::Vi => format!(
            "Có bài đã gỡ. Còn phải xóa {n} địa chỉ khỏi bộ nhớ đệm, nếu không lời đã gỡ vẫn mở được từ đó. Danh sách, mỗi dòng một địa chỉ: {}\n  \
             - Có mạng phân phối (Cloudflare, CDN của nhà cung cấp): trong trang quản trị tìm “Purge cache”, “Xóa bộ nhớ đệm”, chọn theo địa chỉ rồi dán danh sách; không có mục ấy thì xóa toàn bộ.\n  \
             - Máy chủ thường (hosting, FTP, ổ mạng): không có bộ nhớ đệm thì không phải làm gì; không rõ thì gửi danh sách cho người quản trị.\n  \
             - Google còn hiện: Search Console, mục “Removals” (Gỡ bỏ), dán từng địa chỉ bài.\n",
            file.display()
        ),
        Lang::En => format!(
            "Something was taken down. {n} addresses are still to be purged from caches, which may go on showing it. The list, an address a line: {}\n  \
             - With a content network (Cloudflare, the host's own): its console has “Purge cache”; choose “by URL” and paste the list, or purge everything.\n  \
             - A plain server (hosting, FTP, a network drive) without a cache needs nothing; if in doubt send the list to who runs it.\n  \
             - If Google still shows it: Search Console, “Removals”, the article's addresses.\n",
            file.display()
        ),
    }
}

pub(super) fn addresses(what: Gone<'_>) -> Vec<String> {
    let Gone { config, addresses, stale } = what;
    let stale = stale.iter().map(|path| config.absolute(&path.address()));
    let gone = addresses.iter().map(|address| config.absolute(address.as_str()));
    let stale: BTreeSet<String> = stale.collect();
    if stale.is_empty() {
        Vec::new()
    } else {
        stale.into_iter().chain(gone).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

fn lines<'a>(addresses: impl Iterator<Item = &'a String>, indent: &str) -> String {
    addresses.fold(String::new(), |text, address| text + indent + address + "\n")
}
