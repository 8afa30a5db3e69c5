//! The week as a table: CSV (RFC 4180, CRLF) with a byte order mark, without which Excel misreads
//! Vietnamese. One row for every item of every bulletin.

use crate::outputs::loudspeaker::plan::WeekView;

/// The table.
pub(super) fn csv(week: &WeekView) -> String {
    let mut out = String::from("\u{feff}");
    let head = [
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
    push(&mut out, head.map(str::to_owned).as_slice());
    for bulletin in &week.bulletins {
        for (i, item) in bulletin.items.iter().enumerate() {
            push(
                &mut out,
                &[
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
                ],
            );
        }
    }
    out
}

fn push(out: &mut String, fields: &[String]) {
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        // A spreadsheet runs a cell that begins like a formula; a space before it keeps it a text.
        let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let field = if formula { format!(" {field}") } else { field.clone() };
        if field.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&field);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let mut out = String::new();
        push(&mut out, &["a,b".into(), "nói \"không\"".into(), "=1+1".into(), "hai\ndòng".into()]);
        assert_eq!(out, "\"a,b\",\"nói \"\"không\"\"\", =1+1,\"hai\ndòng\"\r\n");
    }
}
