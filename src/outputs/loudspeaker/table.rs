//! The week as a table for spreadsheets: one row for every item of every bulletin.
//!
//! How a spreadsheet reads it is a matter of `csv`.

use crate::csv;
use crate::outputs::loudspeaker::plan::WeekView;

const HEAD: [&str; 11] = [
    "Ngày",
    "Giờ",
    "Số phút của khung",
    "Thời lượng bản tin (giây)",
    "Thứ tự",
    "Loại",
    "Tên bài",
    "Số lần đọc",
    "Đã duyệt",
    "Địa chỉ bài",
    "Kịch bản",
];

/// The table.
pub(super) fn csv(week: &WeekView) -> String {
    let mut rows = Vec::new();
    for bulletin in &week.bulletins {
        for (i, item) in bulletin.items.iter().enumerate() {
            rows.push([
                bulletin.day.clone(),
                bulletin.time.clone().unwrap_or_else(|| "phát ngay".to_owned()),
                bulletin.slot_minutes.map(|n| n.to_string()).unwrap_or_default(),
                bulletin.planned_seconds.to_string(),
                (i + 1).to_string(),
                item.class_label.to_owned(),
                item.title.clone(),
                item.plays.to_string(),
                if item.approved { "có" } else { "chưa" }.to_owned(),
                item.url.clone(),
                bulletin.script.clone(),
            ]);
        }
    }
    csv::table(&HEAD, &rows)
}
