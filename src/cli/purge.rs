//! The list of addresses that caches must forget after something was taken down.
//!
//! Kept beside the output in the build's state for some weeks after something was taken down last: what is
//! replaced in later builds is added, so that a list that was not carried out yet loses nothing. Whoever
//! builds is told of it by the build that took something down; `deploy` tells until the list is gone.
#![expect(clippy::disallowed_methods, reason = "edge: keeps a list in the build's state")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jiff::civil::Date;

use crate::cli::lost::Lost;
use crate::config::Config;
use crate::diag::Lang;
use crate::outputs::Failure;
use crate::path::{Address, SitePath};
use crate::pipeline::Built;
use crate::publish;
use crate::site::Site;

const NAME: &str = "purge.txt";

/// What was taken down, a line each: since when it is known here, and its address.
const DAYS: &str = "taken-down";

/// For so many days after something was taken down the list is kept.
const KEPT_FOR: i32 = 30;

/// How many addresses are printed.
const SHOWN: usize = 20;

/// What a build took down and replaced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gone<'b> {
    pub(super) config: &'b Config,
    /// Addresses of what was withdrawn.
    pub(super) addresses: &'b [Address],
    /// Addresses of what this build took away besides.
    pub(super) lost: &'b [Address],
    /// Files that are gone or replaced.
    pub(super) stale: &'b [SitePath],
    /// The day.
    pub(super) today: Date,
}

impl<'b> Gone<'b> {
    /// Of a build.
    pub(super) fn of(built: &'b Built, lost: &'b Lost) -> Gone<'b> {
        let Site { config, gone, now, .. } = &built.site;
        let (addresses, stale, today) = (gone.as_slice(), built.changes.stale.as_slice(), now.date());
        Gone { config, addresses, lost: &lost.addresses, stale, today }
    }

    fn all(self) -> impl Iterator<Item = &'b Address> {
        self.addresses.iter().chain(self.lost)
    }
}

/// Notes when something was taken down. Says whether this build was the first to know, and whether the list
/// is still of use.
fn note(out: &Path, what: Gone<'_>) -> Result<(bool, bool), Failure> {
    let read = publish::read_state(out, DAYS).unwrap_or_default();
    let read = String::from_utf8_lossy(&read).into_owned();
    let line = |line: &str| {
        let (day, address) = line.split_once(' ')?;
        Some((address.to_owned(), day.parse::<Date>().ok()?))
    };
    let before: BTreeMap<String, Date> = read.lines().filter_map(line).collect();
    let withdrawn: BTreeSet<&str> = what.addresses.iter().map(Address::as_str).collect();
    let is_recent = |day: Date| what.today.since(day).is_ok_and(|span| span.get_days() <= KEPT_FOR);
    let mut days = before.clone();
    days.retain(|address, day| is_recent(*day) || withdrawn.contains(address.as_str()));
    let mut is_new = !what.lost.is_empty();
    for address in what.all() {
        is_new |= !days.contains_key(address.as_str());
        days.entry(address.as_str().to_owned()).or_insert(what.today);
    }
    if days != before {
        let line = |text: String, (address, day): (&String, &Date)| text + &format!("{day} {address}\n");
        let text = days.iter().fold(String::new(), line);
        publish::write_state(out, DAYS, text.as_bytes())?;
    }
    Ok((is_new, days.values().any(|day| is_recent(*day))))
}

/// Keeps the list up to date; says whether this build is the first to know of something that went.
pub(super) fn keep(out: &Path, what: Gone<'_>) -> Result<bool, Failure> {
    let path = publish::state_folder(out).join(NAME);
    let (is_new, is_of_use) = note(out, what)?;
    if !is_of_use {
        // It may never have been there.
        let _ = fs::remove_file(path);
        return Ok(false);
    }
    let mut all: BTreeSet<String> =
        fs::read_to_string(&path).unwrap_or_default().lines().map(str::to_owned).collect();
    let before = all.len();
    all.extend(replaced(what));
    if all.len() > before {
        publish::write_state(out, NAME, lines(all.iter(), "").as_bytes())?;
    }
    Ok(is_new)
}

/// The list as a person is told of it; empty if this build left nothing to forget.
pub(super) fn told(out: &Path, what: Gone<'_>, lang: Lang) -> String {
    let all = addresses(what);
    if all.is_empty() {
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

/// What caches must forget of this build, if something was taken down.
pub(super) fn addresses(what: Gone<'_>) -> Vec<String> {
    if what.all().next().is_none() { Vec::new() } else { replaced(what) }
}

fn replaced(what: Gone<'_>) -> Vec<String> {
    let stale = what.stale.iter().map(|path| what.config.absolute(&path.address()));
    let stale: BTreeSet<String> = stale.collect();
    if stale.is_empty() {
        return Vec::new();
    }
    let gone = what.all().map(|address| what.config.absolute(address.as_str()));
    stale.into_iter().chain(gone).collect::<BTreeSet<_>>().into_iter().collect()
}

fn lines<'a>(addresses: impl Iterator<Item = &'a String>, indent: &str) -> String {
    addresses.fold(String::new(), |text, address| text + indent + address + "\n")
}
