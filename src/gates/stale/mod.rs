//! Names of bodies, levels and localities that no longer exist, in texts of today.
//!
//! A text comes in; the names that had ended before its day come out, each with what stands there now.
//! Silent are quotations, titles and numbers of documents, sentences that speak of the past, and names
//! of roads, schools and the like that outlived the district. What has ended is dated data
//! (`ended.tsv`, and the tables of localities); a name that any unit in force bears is not ended.

mod names;
mod text;

use jiff::civil::Date;

use crate::diag::{At, Diagnostic, messages};
use crate::path::SourcePath;

/// A name in a text that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ended {
    at: At,
    words: String,
    last_day: Date,
    now_vi: String,
    now_en: String,
}

/// The ended names of a content file.
pub(super) fn examine(source: &str) -> Vec<Ended> {
    let lower = names::lower_of_same_length(source);
    let possible = names::possible(source, &lower);
    if possible.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in text::sentences(source) {
        let range = sentence.start..sentence.start + sentence.words.len();
        if !possible.iter().any(|start| range.contains(start)) {
            continue;
        }
        let hits = names::hits(sentence.words, &lower[range]);
        if hits.is_empty() || text::is_exempt(sentence.words) {
            continue;
        }
        for hit in hits {
            if text::is_exempt_here(sentence.words, hit.start, hit.end) {
                continue;
            }
            found.push(Ended {
                at: At::of_byte(source, sentence.start + hit.start),
                words: sentence.words[hit.start..hit.end].split_whitespace().collect::<Vec<_>>().join(" "),
                last_day: hit.last_day,
                now_vi: hit.now_vi,
                now_en: hit.now_en,
            });
        }
    }
    found
}

/// Findings for a text of a day.
pub(super) fn judge(path: &SourcePath, ended: &[Ended], day: Date) -> Vec<Diagnostic> {
    let of_today = ended.iter().filter(|one| day > one.last_day);
    of_today
        .map(|one| {
            messages::name_ended(one.at.in_file(path), &one.words, one.last_day, &one.now_vi, &one.now_en)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(body: &str) -> Vec<String> {
        let source = format!("+++\ntitle = \"Tin\"\n+++\n{body}\n");
        examine(&source).into_iter().map(|one| one.words).collect()
    }

    #[test]
    fn names_that_ended_are_found_with_what_stands_there_now() {
        assert_eq!(words("Phòng khám ở huyện Định Hóa."), ["huyện Định Hóa"]);
        assert_eq!(words("Gửi về UBND thị trấn Chợ Chu."), ["UBND thị trấn Chợ Chu"]);
        assert_eq!(words("Sở LĐ-TB&XH tiếp nhận."), ["Sở LĐ-TB&XH"]);
        assert_eq!(
            words("Hỏi Phòng Lao động - Thương binh và Xã hội."),
            ["Phòng Lao động - Thương binh và Xã hội"]
        );
        assert_eq!(words("Người dân tỉnh Bình Dương."), ["tỉnh Bình Dương"]);
        assert_eq!(words("THÔNG BÁO CỦA HUYỆN ỦY"), ["HUYỆN ỦY"]);
        let source = "+++\ntitle = \"A\"\n+++\nỞ huyện Định Hóa.\n";
        let one = &examine(source)[0];
        assert!(one.now_vi.contains("Xã Định Hóa") && one.now_vi.contains("Xã Lam Vỹ"), "{}", one.now_vi);
        assert_eq!((one.at.line, one.at.column), (4, 3));
    }

    #[test]
    fn names_of_today_are_not_found() {
        for body in [
            "Trạm y tế xã Định Hóa, tỉnh Thái Nguyên.",
            "Người dân phường Thủ Dầu Một, Thành phố Hồ Chí Minh.",
            "Đặc khu Côn Đảo và thành phố Huế.",
            "Bà con trong xã, trong tỉnh.",
            // Xã Đông was one of Gia Lai; Xã Đông Khê is one of Cao Bằng.
            "Xã Đông Khê mời bà con đến họp.",
        ] {
            assert_eq!(words(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn the_past_quotations_documents_and_surviving_names_are_silent() {
        for body in [
            "Trước đây, việc này do huyện làm.",
            "Xã gồm bốn xã của huyện Định Hóa cũ.",
            "Từ 1/7/2025 không còn cấp huyện.",
            "Thị trấn Chợ Chu nay là xã Định Hóa.",
            "> UBND huyện chỉ đạo các xã.",
            "Văn bản viết: “giao UBND huyện thực hiện”.",
            "Kế hoạch số 145-KH/HU của Huyện ủy Định Hóa.",
            "Kế hoạch của Huyện ủy Định Hóa ngày 27/3/2024.",
            "Từ năm 2024, công văn của thị trấn Chợ Chu đã yêu cầu việc này.",
            "Nhà ở đường Bà Huyện Thanh Quan, gần phố Huyện.",
            "Học ở Trường THPT Thị xã Thử.",
            "Chợ Huyện họp ngày chẵn.",
        ] {
            assert_eq!(words(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn only_what_goes_out_is_read() {
        let source = "+++\ntitle = \"Ở huyện Thử\"\n[[sources]]\ntitle = \"Kế hoạch của huyện\"\n[zalo]\ntext = \"\"\"\nVề huyện\n\"\"\"\n+++\nLời.\n";
        let lines: Vec<u32> = examine(source).into_iter().map(|one| one.at.line).collect();
        assert_eq!(lines, [2, 7]);
    }

    #[test]
    fn a_text_of_its_time_is_right() {
        let path = SourcePath::new("content/a.md");
        let ended = examine("+++\ntitle = \"A\"\n+++\nỞ huyện Định Hóa.\n");
        assert_eq!(judge(&path, &ended, jiff::civil::date(2025, 6, 30)).len(), 0);
        assert_eq!(judge(&path, &ended, jiff::civil::date(2025, 7, 1)).len(), 1);
    }
}
