//! Names of bodies, levels and localities that no longer exist, in texts of today.
//!
//! A text comes in; the names that had ended before its day come out, each with what stands there now.
//! Silent are quotations, titles and numbers of documents, sentences that speak of the past, and names
//! of roads, schools and the like that outlived the district. What has ended is dated data
//! (`ended.tsv`, and the tables of localities); a name that any unit in force bears is not ended.

mod names;
mod reading;
mod text;
mod units;

use jiff::civil::Date;

use crate::diag::{At, Diagnostic, messages};
use crate::path::SourcePath;

pub(super) use names::{Begun, begun_by, may_stand_at};
use reading::Reading;
pub(super) use units::Ended as EndedName;
use units::Fate;

/// A name in a text that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ended {
    at: At,
    words: String,
    fate: Fate,
}

impl Ended {
    /// Moves the place up by some lines.
    pub(super) fn shift(&mut self, lines: u32) {
        self.at.line = self.at.line.saturating_sub(lines).max(1);
    }
}

/// The ended names of a content file.
pub(super) fn examine(source: &str) -> Vec<Ended> {
    names_in(source, text::sentences)
}

/// The ended names of settings that stand between two lines of plusses.
pub(super) fn examine_settings(source: &str) -> Vec<Ended> {
    names_in(source, text::sentences_of_settings)
}

fn names_in(source: &str, sentences: fn(&str) -> Vec<text::Sentence<'_>>) -> Vec<Ended> {
    let lower = names::lower_of_same_length(source);
    let possible = names::possible(source, &lower);
    if possible.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in sentences(source) {
        let range = sentence.start..sentence.start + sentence.words.len();
        if sentence.of_change || !possible.iter().any(|start| range.contains(start)) {
            continue;
        }
        let read = Reading::of(sentence.words, &lower[range]);
        let hits = names::hits(&read.words, &read.lower);
        if hits.is_empty() || text::is_exempt(&read.lower) {
            continue;
        }
        for hit in hits {
            if text::is_exempt_here(&read.words, &read.lower, hit.start, hit.end) {
                continue;
            }
            let (from, to) = (read.place(hit.start), read.end(hit.end));
            let words = sentence.words[from..to].split_whitespace().collect::<Vec<_>>().join(" ");
            found.push(Ended { at: At::of_byte(source, sentence.start + from), words, fate: hit.fate });
        }
    }
    found
}

/// Findings for a text of a day.
pub(super) fn judge(path: &SourcePath, ended: &[Ended], day: Date) -> Vec<Diagnostic> {
    let of_today = ended.iter().filter(|one| day > one.fate.last_day);
    let told = of_today.map(|Ended { at, words, fate }| {
        messages::name_ended(at.in_file(path), words, fate.last_day, &fate.now_vi, &fate.now_en)
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

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
        assert!(
            one.fate.now_vi.contains("Xã Định Hóa") && one.fate.now_vi.contains("Xã Lam Vỹ"),
            "{}",
            one.fate.now_vi
        );
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
            "Xã Tân Phước 1 và xã Vị Thanh 1 mời bà con đến họp.",
            "Người dân TP.HCM và TP. Huế.",
            "Người dân thành phố Đồng Nai, phường Lộc Ninh, phường Kép.",
            "Phòng họp P. 5, nhà A.",
            "Truyện kể về một vị tri huyện và một quận công.",
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
            "Ngày 28/3/2024, huyện gửi công văn xuống các xã, thị trấn.",
            "Tháng 4 năm 2024, thị trấn Chợ Chu có [công văn](@/van-ban/a.md) về việc này.",
            "Huyện Định Hóa không còn, nhưng việc thì còn.",
            "Từ 01/7/2025 mọi việc về xã. Bạn nhớ tên huyện, thị trấn thì tìm ở mục này.",
            "Huyện và thị trấn đã kết thúc hoạt động. Các phòng của huyện do xã làm thay.",
            "Khám ở Bệnh viện đa khoa huyện Định Hóa.",
            "Trẻ học ở Trường Phổ thông Dân tộc nội trú huyện Quế Phong.",
            "Ban Thường vụ Huyện ủy Định Hóa ban hành Kế hoạch 145-KH/HU năm 2024.",
            "Kế hoạch 12/KH-UBND về phòng, chống đuối nước trên địa bàn huyện Quế Phong.",
        ] {
            assert_eq!(words(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn who_acts_upon_a_document_acts_today() {
        for (body, found) in [
            ("Thực hiện Chỉ thị 28-CT/TW, UBND huyện Định Hóa mở lớp bơi.", "UBND huyện Định Hóa"),
            ("Thực hiện Kế hoạch 12/KH-UBND về trẻ em, Phòng LĐ-TB&XH mở lớp.", "Phòng LĐ-TB&XH"),
            ("Theo Kế hoạch 145-KH/HU của Huyện ủy Định Hóa, thị trấn mở lớp.", "thị trấn"),
            ("Khi trẻ đã bỏ học, báo ngay cho Công an huyện.", "Công an huyện"),
            ("Khi ao không còn rào, báo UBND huyện.", "UBND huyện"),
            ("Bà con huyện Định Hóa rào ao.", "huyện Định Hóa"),
            ("Đi đường về huyện Định Hóa.", "huyện Định Hóa"),
            ("Chúng tôi yêu cầu huyện trả lời.", "huyện"),
            ("Từ năm 2023 đến nay, huyện mở lớp bơi.", "huyện"),
            ("Năm 2026, huyện mở lớp bơi.", "huyện"),
            ("Ngày trẻ em 2024 đã qua. Mời bà con đến huyện.", "huyện"),
        ] {
            assert_eq!(words(body), [found], "{body}");
        }
    }

    #[test]
    fn every_way_to_write_a_name_is_the_name() {
        for (body, found) in [
            ("Hỏi Sở Lao động –\nThương binh và Xã hội.", "Sở Lao động – Thương binh và Xã hội"),
            ("Hỏi Sở  LĐ-TB\u{a0}&\u{a0}XH.", "Sở LĐ-TB & XH"),
            ("Hỏi Phòng LĐTB&amp;XH.", "Phòng LĐTB&amp;XH"),
            ("Hỏi Bộ Lao động, Thương binh và Xã hội.", "Bộ Lao động, Thương binh và Xã hội"),
            ("Hỏi Phòng GD&ĐT.", "Phòng GD&ĐT"),
            ("Uỷ ban nhân dân huyện họp.", "Uỷ ban nhân dân huyện"),
            ("Ở **huyện** *Định Hoá*.", "huyện** *Định Hoá"),
            ("Ở xã **Bảo Linh**.", "xã **Bảo Linh"),
            ("Ở thị\u{a0}xã Hương Thủy.", "thị xã Hương Thủy"),
            ("Ở H. Định Hóa.", "H. Định Hóa"),
            ("Ở TX. Hương Thủy.", "TX. Hương Thủy"),
            ("Ở TT Chợ Chu.", "TT Chợ Chu"),
            ("Ở TP. Thái Nguyên.", "TP. Thái Nguyên"),
            ("Ở Q.1.", "Q.1"),
            ("Ở xã Lục Sỹ Thành.", "xã Lục Sỹ Thành"),
        ] {
            assert_eq!(words(body), [found], "{body}");
        }
    }

    #[test]
    fn names_changed_in_2026_are_right_until_their_day() {
        let path = SourcePath::new("content/a.md");
        for (body, last, now) in [
            ("Ở tỉnh Đồng Nai.", date(2026, 4, 29), "Thành phố Đồng Nai"),
            ("Ở xã Trảng Bom.", date(2026, 4, 29), "Phường Trảng Bom"),
            ("Ở tỉnh Quảng Ninh.", date(2026, 8, 31), "Thành phố Quảng Ninh"),
            ("Ở tỉnh Bắc Ninh.", date(2026, 9, 19), "Thành phố Bắc Ninh"),
            ("Ở xã Kép.", date(2026, 9, 19), "Phường Kép"),
            ("Ở tỉnh Thừa Thiên Huế.", date(2024, 12, 31), "Thành phố Huế"),
        ] {
            let ended = examine(&format!("+++\ntitle = \"A\"\n+++\n{body}\n"));
            assert_eq!(judge(&path, &ended, last).len(), 0, "{body}");
            let found = judge(&path, &ended, last.tomorrow().expect("a day"));
            assert_eq!(found.len(), 1, "{body}");
            assert!(found[0].help.vi.contains(now), "{body}: {}", found[0].help.vi);
        }
    }

    #[test]
    fn every_change_and_every_district_of_the_tables_is_known_with_a_successor() {
        let registry = crate::locality::Registry::embedded();
        let in_force: Vec<String> =
            registry.units().filter(|unit| !unit.is_former()).map(|unit| units::small(unit.name)).collect();
        let changed = registry.changes().iter().map(|change| change.former_name);
        let former = registry.units().filter(|unit| unit.is_former()).map(|unit| unit.name);
        for name in changed.chain(former).filter(|name| !in_force.contains(&units::small(name))) {
            let fate = units::fate(&units::small(name), "");
            assert!(fate.is_some_and(|fate| !fate.now_vi.is_empty()), "{name}");
        }
    }

    #[test]
    fn a_name_that_another_unit_bears_today_is_told_by_what_stands_behind_it() {
        // Xã Đồng Thịnh is one of Ninh Bình; that of Thái Nguyên went into xã Định Hóa.
        assert_eq!(words("Ở xã Đồng Thịnh."), Vec::<String>::new());
        assert_eq!(words("Ở xã Đồng Thịnh, tỉnh Ninh Bình."), Vec::<String>::new());
        assert_eq!(words("Ở xã Đồng Thịnh, tỉnh Thái Nguyên."), ["xã Đồng Thịnh"]);
        let source = "+++\ntitle = \"A\"\n+++\nỞ xã Tân Lập, huyện Chợ Đồn.\n";
        assert!(!examine(source).is_empty());
    }

    #[test]
    fn only_what_goes_out_is_read() {
        let source = "+++\ntitle = \"Ở huyện Thử\"\n[[sources]]\ntitle = \"Kế hoạch của huyện\"\n[zalo]\ntext = \"\"\"\nVề huyện\n\"\"\"\n[[attachments]]\ntitle = \"Mẫu đơn của thị trấn\"\n[[approvers]]\nrole = \"Chủ tịch UBND huyện\"\n+++\n![Sân của Huyện ủy](a.jpg \"Ảnh: huyện\")\n";
        let lines: Vec<u32> = examine(source).into_iter().map(|one| one.at.line).collect();
        assert_eq!(lines, [2, 7, 10, 12, 14, 14]);
    }

    #[test]
    fn settings_are_read_where_pages_show_them() {
        let source = "+++\n# Ở huyện\ntitle = \"Cổng huyện Định Hóa\"\n[publisher]\nname = \"Phòng LĐ-TB&XH\"\n[lexicon]\n\"TT\" = \"thị trấn\"\n[[topics]]\nid = \"a\"\ndescription = \"Việc của huyện.\"\n[[hotlines]]\nlabel = \"Công an huyện\"\nsource = \"Thông báo của huyện\"\n+++\n";
        let lines: Vec<u32> = examine_settings(source).into_iter().map(|one| one.at.line).collect();
        assert_eq!(lines, [3, 5, 10, 12]);
    }

    #[test]
    fn a_text_of_its_time_is_right() {
        let path = SourcePath::new("content/a.md");
        let ended = examine("+++\ntitle = \"A\"\n+++\nỞ huyện Định Hóa.\n");
        assert_eq!(judge(&path, &ended, jiff::civil::date(2025, 6, 30)).len(), 0);
        assert_eq!(judge(&path, &ended, jiff::civil::date(2025, 7, 1)).len(), 1);
    }
}
