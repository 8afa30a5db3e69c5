//! Reviews that are overdue, and names that have ended.
//!
//! Callers know the day and what stands in the text.

use super::{error, warning};
use jiff::civil::Date;

use crate::diag::{Diagnostic, Spot};

/// Emergency advice that nobody looked at in time.
pub fn review_overdue_emergency(spot: Spot, days: i32, reviewer: &str) -> Diagnostic {
    error(
        "review-overdue-emergency",
        spot,
        format!("hướng dẫn khẩn cấp quá hạn rà soát {days} ngày: lời chỉ dẫn cũ có thể gây hại"),
        format!("emergency advice is overdue for review by {days} days: old advice can do harm"),
    )
    .help(
        format!("{reviewer} rà soát toàn bài rồi sửa reviewed và due; chưa kịp thì đặt draft = true"),
        format!("{reviewer} reviews the whole text and then mends reviewed and due; until then draft = true"),
    )
}

/// Other guidance that nobody looked at in time.
pub fn review_overdue(spot: Spot, days: i32, reviewer: &str) -> Diagnostic {
    warning(
        "review-overdue",
        spot,
        format!("quá hạn rà soát {days} ngày; trang ghi “đang chờ rà soát” cho người đọc"),
        format!("overdue for review by {days} days; the page tells its readers so"),
    )
    .help(
        format!("{reviewer} rà soát toàn bài rồi sửa reviewed và due"),
        format!("{reviewer} reviews the whole text and then mends reviewed and due"),
    )
}

/// A body, a level or a locality that no longer exists.
pub fn name_ended(spot: Spot, words: &str, last_day: jiff::civil::Date, vi: &str, en: &str) -> Diagnostic {
    let day = last_day.strftime("%-d/%-m/%Y");
    warning(
        "name-ended",
        spot,
        format!("sau ngày {day} không còn `{words}`"),
        format!("there is no `{words}` after {day}"),
    )
    .words(words)
    .help(
        format!("nay là: {vi}; nói chuyện đã qua thì viết “trước đây” hoặc thêm chữ “cũ” sau tên"),
        format!("today: {en}; of the past write “trước đây” or add “cũ” behind the name"),
    )
}

/// A review of a day to come.
pub fn review_in_future(spot: Spot, day: Date) -> Diagnostic {
    warning(
        "review-in-future",
        spot,
        format!("ngày rà soát {} chưa tới: trang sẽ ghi một lần rà soát chưa có", day.strftime("%-d/%-m/%Y")),
        format!("the review of {day} has not been made yet, and the page would say that it was"),
    )
    .help(
        "ghi ngày đã rà soát thật; ngày phải rà soát lại ghi ở due",
        "write the day of the real review; the next one belongs to due",
    )
}
