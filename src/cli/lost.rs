//! Articles that a build took out of the output folder, and those of them whose file is no more.
//!
//! A build comes in, and what the one before it published; addresses go out, and words for whoever deleted,
//! renamed or moved a file: their readers meet an error at the old address, or, where findings stopped the
//! build, still the page. What was published is kept beside the output as digests of addresses and of the
//! names of files, and written anew only where files came or went.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::diag::Lang;
use crate::digest::Digest;
use crate::outputs::Failure;
use crate::path::{Address, SitePath, SourcePath};
use crate::pipeline::{self, Built};
use crate::publish;
use crate::site::{Site, Withheld};

const NAME: &str = "articles";

/// How many addresses are told one by one.
const SHOWN: usize = 10;

/// Articles that were published and are not any more.
#[derive(Debug, Default)]
pub(super) struct Lost {
    /// All of them: what was withdrawn is not among them, as its address says so.
    pub(super) addresses: Vec<Address>,
    /// Those of which no file says why.
    pub(super) untold: Vec<Address>,
}

/// What a build took away.
pub(super) fn of(out: &Path, built: &Built) -> Lost {
    if built.changes.gone.is_empty() {
        return Lost::default();
    }
    let last = last(out);
    let known: BTreeSet<Digest> = last.iter().map(|(address, _)| *address).collect();
    let addresses: Vec<Address> =
        pages(&built.changes.gone).filter(|address| known.contains(&mark(address))).collect();
    let explained = explained(&built.site);
    let hidden = built.site.sections.iter().filter(|section| !section.published);
    let hidden: Vec<&str> = hidden.map(|section| section.address.as_str()).collect();
    let is_told = |address: &&Address| {
        explained.contains(address) || hidden.iter().any(|above| address.as_str().starts_with(above))
    };
    let untold = addresses.iter().filter(|address| !is_told(address)).cloned().collect();
    Lost { addresses, untold }
}

/// After findings stopped a build: the pages that still stand although their file is no more.
pub(super) fn standing(root: &Path, out: &Path) -> Vec<Address> {
    let last = last(out);
    if last.is_empty() {
        return Vec::new();
    }
    let there: BTreeSet<Digest> = pipeline::sources(root).iter().map(mark_of_file).collect();
    let lost = last.iter().filter(|(_, file)| !there.contains(file));
    let lost: BTreeSet<Digest> = lost.map(|(address, _)| *address).collect();
    if lost.is_empty() {
        return Vec::new();
    }
    let listed: Vec<SitePath> = publish::listed(out).files.into_keys().collect();
    pages(&listed).filter(|address| lost.contains(&mark(address))).collect()
}

/// Whether the last build into some folder beside the sources published this file.
pub(super) fn was_published(root: &Path, path: &SourcePath) -> bool {
    let states = publish::output_folders(root);
    states.iter().any(|out| last(out).iter().any(|(_, file)| *file == mark_of_file(path)))
}

/// What the last build published: marks of addresses and of the files behind them.
fn last(out: &Path) -> Vec<(Digest, Digest)> {
    let bytes = publish::read_state(out, NAME);
    bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default()
}

fn pages(paths: &[SitePath]) -> impl Iterator<Item = Address> {
    let pages = paths.iter().filter(|path| path.as_str().ends_with("/index.html"));
    pages.filter_map(|path| Address::from_written(&path.address()))
}

/// The addresses of articles whose file says why they are not published.
fn explained(site: &Site) -> BTreeSet<Address> {
    site.withheld.iter().flat_map(Withheld::all_addresses).collect()
}

/// Keeps for the next build what this one published.
pub(super) fn keep(out: &Path, built: &Built) -> Result<(), Failure> {
    let changes = &built.changes;
    let replaced = changes.stale.len() - changes.gone.len();
    let is_as_it_was = changes.gone.is_empty() && changes.written <= replaced;
    if is_as_it_was && publish::state_folder(out).join(NAME).exists() {
        return Ok(());
    }
    let articles = built.site.articles.iter().map(|one| (&one.address, &one.source.path));
    let sections = built.site.sections.iter().filter(|section| section.published);
    let sections = sections.map(|section| (&section.address, &section.source.path));
    let all = articles.chain(sections);
    let mut marks: Vec<(Digest, Digest)> =
        all.map(|(address, file)| (mark(address), mark_of_file(file))).collect();
    marks.sort_unstable();
    let bytes = postcard::to_stdvec(&marks).expect("digests serialize");
    publish::write_state(out, NAME, &bytes)
}

fn mark(address: &Address) -> Digest {
    Digest::of(address.as_str().as_bytes())
}

fn mark_of_file(path: &SourcePath) -> Digest {
    Digest::of(path.as_str().as_bytes())
}

/// Told after findings stopped a build to whoever deleted, renamed or moved a file; empty if nobody did.
pub(super) fn still_there(standing: &[Address], lang: Lang) -> String {
    let n = standing.len();
    if n == 0 {
        return String::new();
    }
    let first = match lang {
        Lang::Vi => format!(
            "CẢNH BÁO: {n} trang không còn tệp bài (bị xóa, đổi tên hoặc dời chỗ) nhưng VẪN ĐANG ĐĂNG, vì lần này không dựng:\n"
        ),
        Lang::En => format!(
            "WARNING: the files of {n} pages are gone (deleted, renamed or moved), and the pages are STILL PUBLISHED, because nothing was built:\n"
        ),
    };
    let last = match lang {
        Lang::Vi => {
            "  - Sửa xong các lỗi trên rồi dựng lại: trang tự rời đi.\n  \
             - Phải gỡ ngay (lộ trẻ em, gia đình đề nghị): đưa tệp trở lại rồi chạy mangnon withdraw TỆP --reason \"…\" và mangnon build; lệnh gỡ không chờ lỗi ở bài khác.\n"
        }
        Lang::En => {
            "  - Mend the mistakes above and build again: the pages then leave by themselves.\n  \
             - If it has to go at once (it exposes a child, a family asks): put the file back and run mangnon withdraw FILE --reason \"…\" and mangnon build; a withdrawal does not wait for mistakes in other files.\n"
        }
    };
    first + &list(standing, lang) + last
}

/// Addresses, a line each, as far as they are told.
fn list(addresses: &[Address], lang: Lang) -> String {
    let mut text = String::new();
    for address in addresses.iter().take(SHOWN) {
        let _ = writeln!(text, "  - {address}");
    }
    match (addresses.len().saturating_sub(SHOWN), lang) {
        (0, _) => {}
        (more, Lang::Vi) => drop(writeln!(text, "  … và {more} nữa")),
        (more, Lang::En) => drop(writeln!(text, "  … and {more} more")),
    }
    text
}

/// Told to whoever deleted, renamed or moved a file of what was published; empty if nobody did.
pub(super) fn told(lost: &Lost, lang: Lang) -> String {
    let n = lost.untold.len();
    let Some(first) = lost.untold.first() else { return String::new() };
    let text = match lang {
        Lang::Vi => format!(
            "CẢNH BÁO: {n} trang đã đăng nay không còn tệp bài (bị xóa, đổi tên hoặc dời chỗ); trang đã rời bản dựng, ai mở địa chỉ cũ gặp trang báo không tìm thấy:\n"
        ),
        Lang::En => format!(
            "WARNING: the files of {n} published pages are gone (deleted, renamed or moved); the pages have left the site, and their addresses answer that nothing is found:\n"
        ),
    };
    let text = text + &list(&lost.untold, lang);
    text + &match lang {
        Lang::Vi => format!(
            "  - Đổi tên hay dời tệp: ghi aliases = [\"{first}\"] vào phần đầu bài mới để liên kết cũ vẫn dẫn tới.\n  \
             - Phải gỡ bài (lộ trẻ em, sai, gia đình đề nghị): đưa tệp trở lại rồi chạy mangnon withdraw TỆP --reason \"…\", địa chỉ cũ sẽ báo đã gỡ và sổ có ghi.\n  \
             - Xóa nhầm: đưa tệp trở lại rồi dựng lại. Cố ý bỏ: chỉ còn phải xóa bộ nhớ đệm của nơi đặt trang.\n"
        ),
        Lang::En => format!(
            "  - Renamed or moved: write aliases = [\"{first}\"] in the front matter of the new file, so that old links lead there.\n  \
             - To be taken down (it exposes a child, is wrong, a family asks): put the file back and run mangnon withdraw FILE --reason \"…\"; the address then says so and the log tells it.\n  \
             - Deleted by mistake: put it back and build. On purpose: only the host's caches are left to purge.\n"
        ),
    }
}
