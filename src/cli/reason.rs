//! Why something is taken down or sent back: in general words.
//!
//! The reason goes into the article's file and the journal, which others read; a child's name has no place there.

use jiff::civil::Date;

use crate::diag::Lang;
use crate::gates::privacy;
use crate::vi;

/// Why a reason is not taken.
pub(super) fn refused(reason: &str, today: Date, lang: Lang) -> Option<String> {
    if vi::is_blank(reason) {
        return Some(told(lang, "--reason để trống", "--reason is empty"));
    }
    let article = privacy::article_from_source("ly-do.md", reason, today);
    let found = privacy::examine(&article).into_iter().next()?;
    let (vi, en) = (
        format!("--reason có chuyện của một trẻ em: {}", found.text),
        format!("--reason tells of a child: {}", found.text),
    );
    Some(told(lang, &vi, &en))
}

fn told(lang: Lang, vi: &str, en: &str) -> String {
    match lang {
        Lang::Vi => format!(
            "lỗi: {vi}\n  gợi ý: ghi lý do chung, không có tên hay chuyện của trẻ, ví dụ --reason \"gia đình đề nghị gỡ\"\n"
        ),
        Lang::En => format!(
            "error: {en}\n  help: give the reason in general words, without a child's name or story, such as --reason \"asked by the family\"\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_no_child() {
        let today = jiff::civil::date(2026, 12, 1);
        for (reason, taken) in [
            ("gia đình đề nghị gỡ", true),
            ("Lộ tên trẻ", true),
            ("thiếu số điện thoại của trạm y tế", true),
            ("  ", false),
            ("gia đình em Lò Thị Mẫu lớp 4A đề nghị", false),
        ] {
            assert_eq!(refused(reason, today, Lang::Vi).is_none(), taken, "{reason}");
        }
    }
}
