//! Links to pages of others, as they answered when they were asked.
//!
//! Callers know what came of asking; the words for it are made here.

use serde::{Deserialize, Serialize};

use super::{advice, warning};
use crate::diag::{Diagnostic, Spot};

/// Why a link leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeadLink {
    /// The host says that there is no such page.
    Status(u16),
    /// No host has this name.
    NoSuchHost,
    /// Nobody answered in time.
    NoAnswer,
    /// The host's certificate does not hold.
    Certificate,
    /// It leads from one address to the next and never arrives.
    Redirects,
}

/// Why links were not asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unasked {
    /// The program curl is not there.
    NoCurl,
    /// No host at all answered.
    NoNetwork,
    /// The user wanted no network.
    Offline,
}

/// A link to a page of others that is not there.
pub fn external_link(spot: Spot, url: &str, why: DeadLink) -> Diagnostic {
    let (vi, en) = match why {
        DeadLink::Status(status) => {
            (format!("nơi kia báo không có trang này ({status})"), format!("the page is gone ({status})"))
        }
        DeadLink::NoSuchHost => ("không có tên miền này".into(), "no host has this name".into()),
        DeadLink::NoAnswer => ("nơi kia không trả lời".into(), "the host does not answer".into()),
        DeadLink::Certificate => (
            "chứng chỉ của nơi kia không hợp lệ, máy người đọc sẽ báo nguy hiểm".into(),
            "the host's certificate does not hold and browsers will warn".into(),
        ),
        DeadLink::Redirects => (
            "liên kết chuyển hướng vòng quanh, không tới đâu".into(),
            "the link is redirected without end".into(),
        ),
    };
    let (help_vi, help_en) = match why {
        DeadLink::Status(_) | DeadLink::Redirects => (
            "mở thử liên kết, tìm địa chỉ mới của trang ấy; không còn thì bỏ liên kết, giữ tên và ngày của tài liệu",
            "open the link and look for its new address; if it is gone, keep the document's name and date without a link",
        ),
        DeadLink::NoSuchHost => (
            "xem lại chính tả của tên miền; tên miền đã bỏ thì tìm trang mới của cơ quan ấy",
            "look at the spelling of the host; if it was given up, look for the agency's new site",
        ),
        DeadLink::NoAnswer => (
            "mở thử liên kết hôm khác; vẫn không được thì tìm nơi khác đăng cùng tài liệu",
            "open the link another day; if it stays silent, look for another place of the same document",
        ),
        DeadLink::Certificate => (
            "tìm nơi khác đăng cùng tài liệu, hoặc báo cho nơi giữ trang ấy",
            "look for another place of the same document, or tell those who keep the page",
        ),
    };
    warning("external-link", spot, format!("liên kết hỏng: {vi}"), format!("a dead link: {en}"))
        .words(url)
        .help(help_vi, help_en)
}

/// A page of others that has moved for good.
pub fn external_link_moved(spot: Spot, url: &str, to: &str) -> Diagnostic {
    advice(
        "external-link-moved",
        spot,
        format!("trang này đã chuyển hẳn sang `{to}`"),
        format!("the page has moved for good to `{to}`"),
    )
    .words(url)
    .help(
        "mở địa chỉ mới xem có đúng nội dung không, rồi thay vào bài",
        "open the new address, see whether it says the same, and write it instead",
    )
}

/// A page that could not be looked at; `status` is what the host said, if anything that can be read.
pub fn external_link_unsure(spot: Spot, url: &str, status: Option<u16>) -> Diagnostic {
    let (vi, en) = match status {
        Some(status) if status >= 500 => (
            format!("nơi kia đang trục trặc ({status})"),
            format!("the host has trouble of its own ({status})"),
        ),
        Some(status) => (
            format!("nơi kia không cho máy xem ({status})"),
            format!("the host lets no program look ({status})"),
        ),
        None => (
            "không hỏi được địa chỉ viết như vậy".into(),
            "an address of this form cannot be asked for".into(),
        ),
    };
    advice(
        "external-link-unsure",
        spot,
        format!("chưa rõ liên kết còn tốt không: {vi}"),
        format!("whether the link still holds is not known: {en}"),
    )
    .words(url)
    .help("mở liên kết bằng trình duyệt để xem", "open the link in a browser and look")
}

/// A link into a network that readers are not in.
pub fn external_link_private(spot: Spot, url: &str) -> Diagnostic {
    warning(
        "external-link-private",
        spot,
        "liên kết dẫn vào máy này hoặc mạng nội bộ, người đọc không mở được".into(),
        "the link leads to this machine or a private network, where readers cannot go".into(),
    )
    .words(url)
    .help(
        "thay bằng địa chỉ công khai; muốn soát cả trong mạng nội bộ thì thêm --private-hosts",
        "write the public address; to ask private networks too add --private-hosts",
    )
}

/// Links that nobody was asked about.
pub fn external_unasked(spot: Spot, n: usize, why: Unasked) -> Diagnostic {
    let (vi, en) = match why {
        Unasked::NoCurl => ("máy này chưa có chương trình `curl`", "the program `curl` is not installed"),
        Unasked::NoNetwork => (
            "không nơi nào trả lời, có lẽ máy đang mất mạng",
            "no host answered at all, the network seems to be down",
        ),
        Unasked::Offline => ("đang soát không dùng mạng", "no network was wanted"),
    };
    let (help_vi, help_en) = match why {
        Unasked::NoCurl => (
            "Windows 10 trở lên có sẵn curl; Ubuntu, Debian: sudo apt install curl; macOS có sẵn. Cài xong chạy lại",
            "Windows 10 and macOS bring curl; Ubuntu, Debian: sudo apt install curl. Then run it again",
        ),
        Unasked::NoNetwork => (
            "nối mạng rồi chạy lại; không bài nào phải sửa vì điều này",
            "connect and run it again; no article needs mending for this",
        ),
        Unasked::Offline => {
            ("chạy lại mà không có --offline khi có mạng", "run it without --offline once there is a network")
        }
    };
    warning(
        "external-unasked",
        spot,
        format!("chưa soát {n} liên kết ra ngoài: {vi}"),
        format!("{n} links to other hosts were not looked at: {en}"),
    )
    .help(help_vi, help_en)
}
