//! Messages about official documents: their numbers, and who carries out, names or replaces whom.
//!
//! What the graph of documents has found comes in, sentences go out.

use crate::diag::messages::{advice, error, warning};
use crate::diag::{Diagnostic, Spot};

/// Two documents of one number and issuer.
pub fn document_twice(spot: Spot, number: &str, other: &str) -> Diagnostic {
    warning(
        "document-twice",
        spot,
        format!("văn bản số {number} đã có ở `{other}`"),
        format!("the document {number} is at `{other}` already"),
    )
    .words(number)
    .help("giữ một trang cho mỗi văn bản", "keep one page for a document")
}

/// A number that several documents have.
pub fn document_ambiguous(spot: Spot, number: &str) -> Diagnostic {
    error(
        "document-ambiguous",
        spot,
        format!("có nhiều văn bản số {number} của các cơ quan khác nhau"),
        format!("several documents of different issuers have the number {number}"),
    )
    .words(number)
    .help("ghi đường dẫn tệp, ví dụ \"van-ban/ten-tep\"", "name the file, such as \"van-ban/file-name\"")
}

/// A document that carries out or cites itself.
pub fn document_names_itself(spot: Spot, number: &str) -> Diagnostic {
    error(
        "document-names-itself",
        spot,
        format!("văn bản tự dẫn chính nó: {number}"),
        format!("the document names itself: {number}"),
    )
    .words(number)
    .help("bỏ số này khỏi danh sách", "remove the number from the list")
}

/// Documents that carry out each other.
pub fn document_ring(spot: Spot, names: &str) -> Diagnostic {
    warning(
        "document-ring",
        spot,
        format!("các văn bản thực hiện lẫn nhau thành vòng: {names}"),
        format!("documents carry out each other in a ring: {names}"),
    )
    .help(
        "bỏ bớt một dòng `implements`: văn bản cấp dưới thực hiện văn bản cấp trên",
        "remove one line of `implements`: the lower document carries out the higher",
    )
}

/// A document older than what it carries out.
pub fn document_older(spot: Spot, number: &str) -> Diagnostic {
    warning(
        "document-older",
        spot,
        format!("văn bản này ra trước {number} nên không thể thực hiện văn bản đó"),
        format!("this document was issued before {number} and cannot carry it out"),
    )
    .words(number)
    .help("xem lại ngày ban hành của hai văn bản", "look at the dates of both documents")
}

/// A document that is named and has no page.
pub fn document_unknown(spot: Spot, number: &str) -> Diagnostic {
    advice(
        "document-unknown",
        spot,
        format!("cổng chưa có trang cho văn bản {number}"),
        format!("there is no page for the document {number}"),
    )
    .words(number)
    .help(
        "lập trang cho văn bản đó nếu có bản gốc; xem lại số nếu gõ sai",
        "make a page if you have the document; look at the number if it is mistyped",
    )
}

/// A document that is named and no longer in force.
pub fn document_ended(spot: Spot, number: &str, replaced_by: Option<&str>) -> Diagnostic {
    let (vi, en) = match replaced_by {
        Some(by) => (format!(", đã được thay bằng {by}"), format!(", it was replaced by {by}")),
        None => (String::new(), String::new()),
    };
    advice(
        "document-ended",
        spot,
        format!("văn bản {number} đã hết hiệu lực{vi}"),
        format!("the document {number} is no longer in force{en}"),
    )
    .words(number)
    .help("nói rõ điều này trong bài, hoặc dẫn văn bản mới", "say so in the text, or name the later document")
}

/// A number written in two ways.
pub fn document_number_two_ways(spot: Spot, written: &str, elsewhere: &str) -> Diagnostic {
    advice(
        "document-number-two-ways",
        spot,
        format!("số `{written}` ở nơi khác viết là `{elsewhere}`"),
        format!("the number `{written}` is written `{elsewhere}` elsewhere"),
    )
    .words(written)
    .help(format!("viết thống nhất: {elsewhere}"), format!("write it one way: {elsewhere}"))
}

/// A yearly report that falls due.
pub fn report_due_near(spot: Spot, due: &str, days: i32) -> Diagnostic {
    let (vi, en) = match days {
        0 => ("là hôm nay".to_owned(), "is today".to_owned()),
        days => (format!("còn {days} ngày"), format!("is {days} days away")),
    };
    advice("report-due-near", spot, format!("hạn báo cáo {due} {vi}"), format!("the report due {due} {en}"))
        .words(due)
        .help("chuẩn bị số liệu và gửi báo cáo đúng hạn", "gather the figures and send the report in time")
}
