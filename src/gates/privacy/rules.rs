//! The table of privacy rules: name, severity, law, what it says and how to mend it.
//!
//! A rule's name, a place and the offending words come in; a complete [`Finding`] comes out, so
//! that every text a user can see about privacy stands in this file, in both languages. A table.

use super::{Finding, Severity};

/// A rule of the privacy gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name; always begins with `privacy-`.
    pub name: &'static str,
    /// How grave a finding is.
    pub severity: Severity,
    /// The points of law or the pattern behind it.
    pub law: &'static str,
    /// What is wrong, in Vietnamese.
    pub says_vi: &'static str,
    /// What is wrong, in English.
    pub says_en: &'static str,
    /// How to write it, in Vietnamese.
    pub mend_vi: &'static str,
    /// How to write it, in English.
    pub mend_en: &'static str,
}

const NAME_LAW: &str =
    "Luật Trẻ em 102/2016/QH13 Đ.6 k.11; NĐ 56/2017/NĐ-CP Đ.33; Luật BVDLCN 91/2025/QH15 Đ.24";
const PHOTO_LAW: &str = "Luật Trẻ em 102/2016/QH13 Đ.6 k.11; NĐ 56/2017/NĐ-CP Đ.33 (hình ảnh cá nhân); Luật BVDLCN 91/2025/QH15 Đ.24";
const JUSTICE_LAW: &str = "Luật Trẻ em 102/2016/QH13 Đ.6 k.11; NĐ 56/2017/NĐ-CP Đ.33; \
                           Luật Tư pháp người chưa thành niên 59/2024/QH15";

/// All rules, in the order of the documentation.
pub const RULES: &[Rule] = &[
    Rule {
        name: "privacy-child-named",
        severity: Severity::Error,
        law: NAME_LAW,
        says_vi: "tên một trẻ em đứng cùng chi tiết nhận ra được em",
        says_en: "a child's name stands with details that identify the child",
        mend_vi: "viết “một học sinh lớp 4 của xã”, bỏ tên, lớp, thôn; hoặc ghi đủ [[consent]] của trẻ và người giám hộ",
        mend_en: "write “a fourth-grader of the commune”, drop name, class and hamlet; or record the full [[consent]]",
    },
    Rule {
        name: "privacy-child-initials",
        severity: Severity::Error,
        law: NAME_LAW,
        says_vi: "tên viết tắt của trẻ đi cùng chi tiết vẫn chỉ ra được em",
        says_en: "a child's initials with such details still point to the child",
        mend_vi: "bỏ cả chữ viết tắt lẫn tuổi, lớp, thôn: “một trẻ em trong xã”",
        mend_en: "drop the initials as well as age, class and hamlet: “a child of the commune”",
    },
    Rule {
        name: "privacy-pupil-list",
        severity: Severity::Error,
        law: NAME_LAW,
        says_vi: "danh sách nêu tên trẻ em",
        says_en: "a list that names children",
        mend_vi: "chỉ công bố con số (“12 học sinh của 3 thôn”); danh sách gửi riêng cho từng gia đình",
        mend_en: "publish figures only (“12 pupils of 3 hamlets”); give the list to each family privately",
    },
    Rule {
        name: "privacy-victim-named",
        severity: Severity::Error,
        law: JUSTICE_LAW,
        says_vi: "nêu tên người dưới 18 tuổi là nạn nhân hoặc người vi phạm",
        says_en: "a victim or offender under 18 is named",
        mend_vi: "viết “một trẻ em”, “một người dưới 18 tuổi”, không nêu tên, chữ viết tắt, tuổi, nơi ở, trường lớp",
        mend_en: "write “a child”, “a person under 18”, without name, initials, age, place or school",
    },
    Rule {
        name: "privacy-combination",
        severity: Severity::Error,
        law: JUSTICE_LAW,
        says_vi: "không nêu tên nhưng các chi tiết gộp lại chỉ ra đúng một trẻ em trong chuyện nhạy cảm",
        says_en: "no name, but the details together point to one child in a sensitive matter",
        mend_vi: "bỏ thôn, lớp, quan hệ gia đình và tên người thân; giữ mức “một trẻ em trong xã”",
        mend_en: "drop hamlet, class, kinship and relatives' names; say no more than “a child of the commune”",
    },
    Rule {
        name: "privacy-child-told",
        severity: Severity::Error,
        law: NAME_LAW,
        says_vi: "cả bài được kể như chuyện của một trẻ em có thật mà người quen nhận ra được, rõ nhất ở chỗ này",
        says_en: "the article as a whole tells as of a real child whom neighbours would recognise, most plainly here",
        mend_vi: "bỏ tên, tuổi, lớp, thôn và người thân ở đây và ở các câu bên cạnh; giữ mức “một trẻ em trong xã”. Nếu là người lớn, nhân vật hay chuyện xưa, viết cho rõ điều đó",
        mend_en: "drop name, age, class, hamlet and relatives here and in the sentences beside; say no more than “a child of the commune”. If a grown-up, a character or of the past, say so",
    },
    Rule {
        name: "privacy-id-number",
        severity: Severity::Error,
        law: "Luật Trẻ em 102/2016/QH13 Đ.6 k.11; NĐ 56/2017/NĐ-CP Đ.33 (đặc điểm nhận dạng cá nhân); \
              Luật BVDLCN 91/2025/QH15 Đ.24",
        says_vi: "số giấy tờ, mã số hoặc mật khẩu của trẻ em",
        says_en: "an identity number, code or password of a child",
        mend_vi: "xóa số này khỏi bài; báo riêng cho gia đình",
        mend_en: "remove the number; tell the family privately",
    },
    Rule {
        name: "privacy-account",
        severity: Severity::Error,
        law: "Luật Trẻ em 102/2016/QH13 Đ.6 k.11, Đ.54; NĐ 56/2017/NĐ-CP Đ.33",
        says_vi: "tài khoản mạng xã hội của trẻ em",
        says_en: "a child's social-media account",
        mend_vi: "bỏ tên tài khoản và đường dẫn",
        mend_en: "drop the account name and the link",
    },
    Rule {
        name: "privacy-photo-consent",
        severity: Severity::Error,
        law: PHOTO_LAW,
        says_vi: "ảnh nhận ra được trẻ em mà không có bản ghi đồng ý đủ và còn hiệu lực",
        says_en: "a picture in which children can be recognised, without a complete consent in force",
        mend_vi: "dùng ảnh đồ vật, ảnh chụp từ phía sau (ghi rõ trong chữ thay ảnh), hoặc ghi đủ [[consent]] cho “ảnh N”",
        mend_en: "use a picture of things or from behind (say so in the alt text), or record a complete [[consent]]",
    },
    Rule {
        name: "privacy-photo-name",
        severity: Severity::Error,
        law: "NĐ 56/2017/NĐ-CP Đ.33 (tên, hình ảnh cá nhân); quy tắc ảnh: đã nêu tên thì không đăng ảnh",
        says_vi: "tên trẻ em gắn với ảnh",
        says_en: "a child's name is tied to a picture",
        mend_vi: "bỏ tên khỏi chữ thay ảnh, chú thích, liên kết và tên tệp",
        mend_en: "remove the name from alt text, caption, link and file name",
    },
    Rule {
        name: "privacy-file-name",
        severity: Severity::Error,
        law: NAME_LAW,
        says_vi: "tên trẻ em trong tên tệp hoặc đường dẫn",
        says_en: "a child's name in a file name or address",
        mend_vi: "đổi tên tệp thành tên không chỉ ai, ví dụ “hoi-thi-1.jpg”",
        mend_en: "rename the file so that it names nobody, such as “hoi-thi-1.jpg”",
    },
    Rule {
        name: "privacy-consent-subject",
        severity: Severity::Error,
        law: NAME_LAW,
        says_vi: "bản ghi đồng ý nêu tên trẻ em",
        says_en: "the consent record names the child",
        mend_vi: "ghi vai trong bài (“học sinh được nêu gương”) hoặc “ảnh 1”",
        mend_en: "write the role in the text (“học sinh được nêu gương”) or “ảnh 1”",
    },
    Rule {
        name: "privacy-child-name-bare",
        severity: Severity::Warning,
        law: NAME_LAW,
        says_vi: "có vẻ là tên một trẻ em",
        says_en: "this looks like a child's name",
        mend_vi: "nếu là trẻ em thật, bỏ tên; nếu là nhân vật, nói rõ trong bài",
        mend_en: "if it is a real child, drop the name; if a character, say so in the text",
    },
    Rule {
        name: "privacy-perhaps-child",
        severity: Severity::Warning,
        law: NAME_LAW,
        says_vi: "có thể chỉ ra một trẻ em thật; người duyệt xem lại chỗ này trước khi đăng",
        says_en: "this may point to a real child; whoever approves looks at it before it is published",
        mend_vi: "nếu là trẻ em thật, bỏ tên, lớp, thôn và người thân; nếu là người lớn, nhân vật hay chuyện xưa, viết cho rõ điều đó",
        mend_en: "if it is a real child, drop name, class, hamlet and relatives; if a grown-up, a character or of the past, say so",
    },
    Rule {
        name: "privacy-consent-unused",
        severity: Severity::Warning,
        law: "Luật BVDLCN 91/2025/QH15 Đ.24",
        says_vi: "bản ghi đồng ý thiếu hoặc hết hiệu lực",
        says_en: "a consent record is incomplete or no longer in force",
        mend_vi: "bổ sung, hoặc bỏ bản ghi cùng nội dung dựa vào nó",
        mend_en: "complete it, or remove it with what depends on it",
    },
    Rule {
        name: "privacy-header-unreadable",
        severity: Severity::Warning,
        law: "Luật BVDLCN 91/2025/QH15 Đ.24",
        says_vi: "không đọc được phần đầu bài nên không có bản ghi đồng ý nào được tính",
        says_en: "the front matter cannot be read, so no consent record counts",
        mend_vi: "sửa lỗi cú pháp TOML giữa hai dòng +++",
        mend_en: "mend the TOML between the two +++ lines",
    },
];

/// The same words as something to look at.
pub(super) fn perhaps(finding: &Finding) -> Finding {
    by_another("privacy-perhaps-child", finding)
}

/// The same words as a name of a list.
pub(super) fn listed(finding: &Finding) -> Finding {
    by_another("privacy-pupil-list", finding)
}

/// The same words and particulars by another rule.
fn by_another(name: &'static str, finding: &Finding) -> Finding {
    let why =
        finding.message_vi.rsplit_once("` (").and_then(|(_, tail)| tail.strip_suffix(')')).unwrap_or("");
    let told = self::finding(name, (finding.line, finding.column), &finding.text, why);
    Finding { signs: finding.signs.clone(), sum: finding.sum, ..told }
}

/// Particulars that a message may add, in both languages.
const PARTICULARS: &[(&str, &str)] = &[
    ("danh sách", "list"),
    ("tuổi", "age"),
    ("ngày sinh", "date of birth"),
    ("lớp", "class"),
    ("trường", "school"),
    ("nơi ở", "home"),
    ("điện thoại", "telephone"),
    ("sức khỏe", "health"),
    ("hoàn cảnh", "hardship"),
    ("thành tích", "results"),
    ("dịch vụ", "service received"),
    ("chuyện nhạy cảm", "sensitive matter"),
    ("đặc điểm", "particulars"),
    ("người thân", "relatives"),
    ("mật khẩu", "password"),
    ("thẻ bảo hiểm y tế", "health insurance card"),
    ("bản ghi đồng ý không còn hiệu lực", "the consent record is no longer in force"),
    ("chưa có bản ghi", "no record"),
    ("bản ghi chưa đủ", "the record is incomplete"),
    ("đã rút lại (withdrawn)", "taken back (withdrawn)"),
    ("thiếu guardian = true", "guardian = true is missing"),
    ("thiếu child = true (trẻ từ 7 tuổi)", "child = true is missing (a child of 7 years and more)"),
    ("thiếu given", "given is missing"),
    ("ngày given chưa tới", "the day of given has not come"),
    ("thiếu expires", "expires is missing"),
    ("đã hết hạn (expires)", "lapsed (expires)"),
];

/// The particulars of a message in English.
fn in_english(why: &str) -> String {
    let part = |part: &str| {
        let (picture, rest) = match part.strip_prefix("ảnh ").and_then(|rest| rest.split_once(": ")) {
            Some((number, rest)) => (format!("picture {number}: "), rest),
            None => (String::new(), part),
        };
        let known = PARTICULARS.iter().find(|(vi, _)| *vi == rest).map(|(_, en)| (*en).to_owned());
        let scope = || rest.strip_prefix("scope thiếu ").map(|channels| format!("scope lacks {channels}"));
        format!("{picture}{}", known.or_else(scope).unwrap_or_else(|| rest.to_owned()))
    };
    let clause = |clause: &str| clause.split(", ").map(part).collect::<Vec<_>>().join(", ");
    why.split("; ").map(clause).collect::<Vec<_>>().join("; ")
}

/// A finding of the rule `name`; `why` adds particulars in Vietnamese or is empty.
pub(super) fn finding(name: &'static str, place: (u32, u32), text: &str, why: &str) -> Finding {
    let rule = RULES.iter().find(|rule| rule.name == name).unwrap_or(&RULES[0]);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let tail = |why: &str| if why.is_empty() { String::new() } else { format!(" ({why})") };
    Finding {
        rule: rule.name,
        severity: rule.severity,
        line: place.0,
        column: place.1,
        message_vi: format!("{}: `{words}`{}", rule.says_vi, tail(why)),
        message_en: format!("{}: `{words}`{}", rule.says_en, tail(&in_english(why))),
        text: words,
        law: rule.law,
        suggestion_vi: rule.mend_vi,
        suggestion_en: rule.mend_en,
        signs: Vec::new(),
        sum: 0,
    }
}
