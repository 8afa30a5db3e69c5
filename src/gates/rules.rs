//! The one table of rules: name, severity, reason, point of law, and whether a site may lower it.
//!
//! Findings carry a rule's name; whoever wants to know more asks here. `docs/quy-tac.md` is this table
//! as people read it, and a test keeps both the same. The rules of the privacy gate stand in that
//! gate's own table and are joined on. The file is long because it is a table.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::config::{Config, RuleLevel, RuleSetting};
use crate::diag::Severity::{self, Advice, Error, Warning};
use crate::diag::{Diagnostic, Text, messages};
use crate::fields::nearest;
use crate::gates::privacy;
use crate::path::SourcePath;
use crate::vi;

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// What it is about.
    pub theme: &'static str,
    /// How grave a finding is.
    pub severity: Severity,
    /// Whether a site may lower it.
    pub hold: Hold,
    /// Why it is there.
    pub reason: Text,
    /// The point of law behind it; empty if there is none.
    pub law: &'static str,
}

/// Whether a site may lower a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It may.
    Free,
    /// What it refuses could not be published whole, or would expose a child.
    Firm,
}

impl Rule {
    /// Where it is documented.
    pub fn page(&self) -> String {
        format!("docs/quy-tac.md#{}", self.name)
    }
}

/// All rules, in the order of the documentation.
pub fn all() -> Vec<Rule> {
    let own = TABLE.iter().flat_map(|(theme, rows)| rows.iter().map(|row| row.rule(theme)));
    let private = privacy::RULES.iter().map(|rule| Rule {
        name: rule.name,
        theme: "Riêng tư của trẻ em",
        severity: match rule.severity {
            privacy::Severity::Error => Error,
            privacy::Severity::Warning => Warning,
            privacy::Severity::Advice => Advice,
        },
        hold: Hold::Firm,
        reason: Text { vi: rule.says_vi.to_owned(), en: rule.says_en.to_owned() },
        law: rule.law,
    });
    private.chain(own).collect()
}

/// The name of a rule, if there is one of this name.
pub fn named(name: &str) -> Option<&'static str> {
    static NAMES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| all().iter().map(|rule| rule.name).collect());
    NAMES.get(name).copied()
}

/// The rule of a name.
pub fn find(name: &str) -> Option<Rule> {
    all().into_iter().find(|rule| rule.name == name)
}

/// The rule that was probably meant.
pub fn suggest(name: &str) -> Option<&'static str> {
    let names: Vec<&'static str> = all().into_iter().map(|rule| rule.name).collect();
    nearest(name, &names)
}

/// The rules that a part of a name may mean: `photo`, `child-name`, `privacy-picture-consent`.
pub fn meant(name: &str) -> Vec<&'static str> {
    const TOLD: usize = 8;
    let wanted = vi::fold::fold(name.trim().trim_matches('-'));
    let names: Vec<&'static str> = all().into_iter().map(|rule| rule.name).collect();
    let within: Vec<&'static str> =
        names.iter().copied().filter(|one| wanted.len() > 1 && one.contains(&wanted)).take(TOLD).collect();
    if !within.is_empty() {
        return within;
    }
    if let Some(near) = suggest(name) {
        return vec![near];
    }
    let parts: Vec<&str> = wanted.split(['-', ' ', '_']).filter(|part| part.len() > 2).collect();
    let shared = |one: &str| parts.iter().filter(|part| one.split('-').any(|own| own == **part)).count();
    let most = names.iter().map(|one| shared(one)).max().unwrap_or(0);
    names.into_iter().filter(|one| most > 0 && shared(one) == most).take(TOLD).collect()
}

/// The table as people read it, `docs/quy-tac.md`.
pub fn documentation() -> String {
    let mut out = String::from(INTRODUCTION);
    let mut theme = "";
    for rule in all() {
        if rule.theme != theme {
            theme = rule.theme;
            let _ = write!(out, "\n## {theme}\n");
        }
        let severity = match rule.severity {
            Error => "lỗi / error",
            Warning => "cảnh báo / warning",
            Advice => "nhắc / advice",
        };
        let hold = match rule.hold {
            Hold::Firm => ", không hạ được",
            Hold::Free => "",
        };
        let _ = write!(
            out,
            "\n### `{}`\n\n{severity}{hold}. {}. *{}.*",
            rule.name,
            capital(&rule.reason.vi),
            capital(&rule.reason.en)
        );
        if !rule.law.is_empty() {
            let _ = write!(out, " Căn cứ: {}.", rule.law);
        }
        out.push('\n');
    }
    out
}

const INTRODUCTION: &str = "# Mọi quy tắc / All rules

Mỗi thông báo của `mangnon check` và `mangnon build` mang tên một quy tắc trong ngoặc vuông. Trang này sinh ra từ bảng trong chương trình
(`tests/rules.rs` so hai bên); `mangnon check --explain TÊN` in ra một quy tắc.
*Every finding names a rule. This page is made from the program's own table, and a test compares them.*

- **lỗi** dừng việc dựng; trang đang đăng vẫn nguyên. **Cảnh báo** và **nhắc** không dừng.
- Mức đặt lại được trong `site.toml`, cho cả cổng hoặc cho vài thư mục (xem [site.toml](site-toml.md), `[[rules]]`). Quy tắc ghi *không hạ được*
  thì không, vì hạ nó là đăng trang hỏng hoặc lộ trẻ em.
";

/// Applies the severities that a site sets. Of several settings for one finding the last holds.
pub fn apply(config: &Config, found: &mut Vec<Diagnostic>) {
    if config.rules.is_empty() {
        return;
    }
    let table = all();
    let site = SourcePath::new("site.toml");
    let mut sound: Vec<&RuleSetting> = Vec::new();
    let mut problems = Vec::new();
    for setting in &config.rules {
        let spot = setting.at.in_file(&site);
        let meant: Vec<&Rule> = table.iter().filter(|rule| matches(&setting.rule, rule.name)).collect();
        if meant.is_empty() {
            problems.push(messages::rule_unknown(spot, &setting.rule, suggest(&setting.rule)));
        } else if let Some(firm) =
            meant.iter().find(|rule| rule.hold == Hold::Firm && lowers(setting.level, rule.severity))
        {
            problems.push(messages::rule_firm(spot, &setting.rule, firm.name));
        } else {
            sound.push(setting);
        }
    }
    found.retain_mut(|finding| {
        let of = |setting: &&&RuleSetting| {
            matches(&setting.rule, finding.rule)
                && (setting.paths.is_empty()
                    || setting.paths.iter().any(|path| matches_path(path, finding.spot.file.as_str())))
        };
        match sound.iter().rev().find(of).map(|setting| setting.level) {
            Some(RuleLevel::Off) => return false,
            Some(RuleLevel::Advice) => finding.severity = Advice,
            Some(RuleLevel::Warning) => finding.severity = Warning,
            Some(RuleLevel::Error) => finding.severity = Error,
            None => {}
        }
        true
    });
    found.append(&mut problems);
}

/// Findings that were softened are as grave again as their rules and the site have them.
pub fn restore(config: &Config, found: &mut Vec<Diagnostic>) {
    let table = all();
    for finding in &mut *found {
        if let Some(rule) = table.iter().find(|rule| rule.name == finding.rule) {
            finding.severity = rule.severity;
        }
    }
    let told = found.len();
    apply(config, found);
    // Mistakes of the settings themselves are told already.
    found.truncate(told);
}

fn lowers(level: RuleLevel, severity: Severity) -> bool {
    let level = match level {
        RuleLevel::Off => return true,
        RuleLevel::Advice => Advice,
        RuleLevel::Warning => Warning,
        RuleLevel::Error => Error,
    };
    level > severity
}

/// `ear-*` means every rule that begins so.
fn matches(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

/// `*` is any part of a name, `**` any number of folders.
fn matches_path(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    matches_parts(&pattern, &path)
}

fn matches_parts(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        ([], []) => true,
        (["**", rest @ ..], _) => (0..=path.len()).any(|n| matches_parts(rest, &path[n..])),
        ([first, rest @ ..], [name, below @ ..]) => matches_name(first, name) && matches_parts(rest, below),
        _ => false,
    }
}

fn matches_name(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|name| {
            let ends = name.char_indices().map(|(i, _)| i).chain([name.len()]);
            ends.into_iter().any(|i| matches_name(rest, &name[i..]))
        }),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

struct Row {
    name: &'static str,
    severity: Severity,
    hold: Hold,
    vi: &'static str,
    en: &'static str,
    law: &'static str,
}

impl Row {
    fn rule(&self, theme: &'static str) -> Rule {
        let reason = Text { vi: self.vi.to_owned(), en: self.en.to_owned() };
        Rule { name: self.name, theme, severity: self.severity, hold: self.hold, reason, law: self.law }
    }
}

const fn row(
    name: &'static str,
    severity: Severity,
    hold: Hold,
    vi: &'static str,
    en: &'static str,
    law: &'static str,
) -> Row {
    Row { name, severity, hold, vi, en, law }
}

use Hold::{Firm, Free};

/// The rules by theme.
const TABLE: &[(&str, &[Row])] = &[
    (
        "Duyệt",
        &[
            row(
                "approval-missing",
                Advice,
                Free,
                "bài chỉ được đăng khi người có quyền đã duyệt",
                "an article is published only once somebody with the right approved it",
                "QĐ 29/2021/QĐ-UBND (Thừa Thiên Huế): tin phát trên đài xã phải được lãnh đạo UBND xã duyệt",
            ),
            row(
                "approval-unsealed",
                Warning,
                Free,
                "duyệt là duyệt một bản cụ thể; không có mã thì bản nào cũng nhận là đã duyệt được",
                "an approval is of one text; without its digest any text could claim it",
                "",
            ),
            row(
                "approval-changed",
                Warning,
                Free,
                "người duyệt phải được thấy đúng thứ sẽ ra công chúng",
                "the approver must have seen exactly what goes out",
                "",
            ),
            row(
                "approval-by-author",
                Warning,
                Free,
                "người viết không tự duyệt: bốn mắt hơn hai mắt",
                "nobody approves their own text",
                "",
            ),
            row(
                "approval-without-right",
                Warning,
                Free,
                "mỗi người duyệt cho địa phương của mình",
                "everybody approves for their own locality",
                "",
            ),
            row(
                "approval-in-future",
                Advice,
                Free,
                "duyệt có hiệu lực từ ngày ghi",
                "an approval counts from its day",
                "",
            ),
        ],
    ),
    (
        "Rà soát và tên gọi cũ",
        &[
            row(
                "review-overdue-emergency",
                Error,
                Firm,
                "lời sơ cứu cũ có thể làm chết người",
                "outdated first aid can kill",
                "",
            ),
            row(
                "review-in-future",
                Warning,
                Free,
                "trang không được ghi một lần rà soát chưa có",
                "a page must not tell of a review that was not made",
                "",
            ),
            row(
                "review-overdue",
                Warning,
                Free,
                "người đọc phải biết trang còn được trông coi hay không",
                "readers must know whether a page is looked after",
                "",
            ),
            row(
                "name-ended",
                Warning,
                Free,
                "từ 1/7/2025 không còn cấp huyện, nhiều cơ quan và địa danh đã đổi; người dân cần tên gọi đến được",
                "since 1 July 2025 there is no district level and many bodies changed; people need names that lead somewhere",
                "NQ 202/2025/QH15",
            ),
        ],
    ),
    (
        "Thân bài",
        &[
            row(
                "raw-html",
                Error,
                Firm,
                "HTML trong bài phá được trang, loa và Zalo",
                "HTML can break page, loudspeaker and Zalo",
                "",
            ),
            row(
                "nested-too-deep",
                Error,
                Firm,
                "khối lồng quá sâu không ai đọc được",
                "blocks nested too deep cannot be read",
                "",
            ),
            row(
                "heading-level-one",
                Warning,
                Free,
                "trang đã có một tiêu đề lớn; có hai thì máy đọc màn hình lạc",
                "a page has one headline; a second misleads screen readers",
                "WCAG 2.0, 1.3.1",
            ),
            row(
                "heading-empty",
                Error,
                Firm,
                "tiêu đề rỗng không dẫn tới đâu",
                "an empty heading leads nowhere",
                "WCAG 2.0, 2.4.6",
            ),
            row(
                "heading-skips",
                Warning,
                Free,
                "người nghe bằng máy đọc màn hình đi theo bậc tiêu đề; nhảy bậc như mất trang",
                "listeners of screen readers follow the levels of headings; a gap seems a missing page",
                "WCAG 2.0, 1.3.1",
            ),
            row(
                "picture-without-alt",
                Error,
                Free,
                "người không thấy ảnh cần lời thay ảnh; ảnh không lời thì không ai biết trên ảnh có ai; ảnh chỉ để cho đẹp viết ![trang trí](tệp)",
                "those who cannot see a picture need words for it; of one without words nobody knows who is on it; one for the eye alone is written ![trang trí](file)",
                "WCAG 2.0, 1.1.1",
            ),
            row(
                "table-without-header",
                Warning,
                Free,
                "bảng không có dòng đầu thì máy đọc không biết ô nói về gì",
                "without a header row nobody can tell what a cell is about",
                "WCAG 2.0, 1.3.1",
            ),
            row(
                "link-text-empty",
                Error,
                Firm,
                "liên kết không có chữ thì không ai bấm được",
                "a link without words cannot be followed",
                "WCAG 2.0, 2.4.4",
            ),
            row(
                "link-text-vague",
                Advice,
                Free,
                "“tại đây” không nói dẫn tới đâu",
                "“here” does not say where it leads",
                "WCAG 2.0, 2.4.4",
            ),
            row(
                "block-unknown",
                Error,
                Firm,
                "khối lạ sẽ hiện nguyên ký hiệu",
                "an unknown block would show as typed",
                "",
            ),
            row(
                "care-level",
                Error,
                Firm,
                "thẻ xử trí có ba mức cố định, mỗi mức một lời",
                "care cards have three fixed levels",
                "",
            ),
            row(
                "block-shape",
                Error,
                Firm,
                "các bước phải đánh số, bảng kiểm phải gạch đầu dòng thì loa và bản in mới đúng",
                "steps are numbered and checklists bulleted so that every channel can show them",
                "",
            ),
            row(
                "font-old",
                Error,
                Free,
                "chữ gõ bằng phông cũ (TCVN3, VNI) hiện thành ký tự lạ",
                "text in a legacy font shows as rubbish",
                "",
            ),
            row(
                "letter-foreign",
                Advice,
                Free,
                "chữ lạ trông giống chữ Việt làm hỏng tìm kiếm",
                "foreign letters that look alike break search",
                "",
            ),
            row(
                "spelling-in-document",
                Advice,
                Free,
                "lỗi chính tả trong văn bản gốc để nguyên",
                "slips of the original stay",
                "",
            ),
            row("word-doubled", Advice, Free, "từ lặp do gõ", "a word typed twice", ""),
            row(
                "hard-to-read",
                Advice,
                Free,
                "người đọc ít chữ lạc trong câu dài và lời công văn",
                "readers of little schooling lose long sentences and the language of offices",
                "",
            ),
            row("words-glued", Advice, Free, "hai từ dính nhau", "two words glued together", ""),
        ],
    ),
    (
        "Phần đầu bài",
        &[
            row(
                "key-unknown",
                Error,
                Firm,
                "khóa viết sai thì điều muốn ghi bị bỏ qua mà không ai hay",
                "a mistyped key would be lost silently",
                "",
            ),
            row(
                "field-missing",
                Error,
                Firm,
                "thiếu thì không dựng đúng được",
                "it cannot be made right without",
                "",
            ),
            row("field-empty", Error, Firm, "ghi rỗng cũng như thiếu", "empty is as good as missing", ""),
            row(
                "wrong-type",
                Error,
                Firm,
                "ngày và số không có dấu nháy, chữ thì có",
                "dates and numbers stand without quotes, words with",
                "",
            ),
            row(
                "word-unknown",
                Error,
                Firm,
                "chỉ nhận các từ trong danh sách",
                "only the words of the list mean something",
                "",
            ),
            row(
                "title-too-long",
                Warning,
                Free,
                "tít dài vỡ trên điện thoại và thẻ ảnh",
                "long titles break on phones and cards",
                "",
            ),
            row(
                "review-due",
                Error,
                Firm,
                "hạn rà soát phải sau lần rà soát",
                "a review is due after it was made",
                "",
            ),
            row(
                "event-end",
                Error,
                Firm,
                "sự kiện kết thúc sau khi bắt đầu",
                "an event ends after it begins",
                "",
            ),
            row(
                "expires-early",
                Error,
                Firm,
                "bài hết hạn trước khi đăng thì không bao giờ hiện",
                "an article that expires before it appears is never seen",
                "",
            ),
            row("source-url", Error, Firm, "nguồn phải mở được", "a source must lead somewhere", ""),
            row(
                "document-issued",
                Error,
                Firm,
                "ngày ban hành là ngày, hoặc tháng khi văn bản để trống ngày",
                "a date of issue is a day, or a month where the day is blank",
                "",
            ),
            row("phone", Error, Firm, "số gọi phải gọi được", "a number must be one that can be called", ""),
            row("slot-time", Error, Firm, "khung giờ loa là giờ trong ngày", "a slot is a time of day", ""),
        ],
    ),
    (
        "Tệp",
        &[
            row("file-empty", Error, Firm, "tệp rỗng không thành trang", "an empty file makes no page", ""),
            row(
                "file-not-utf8",
                Error,
                Firm,
                "phông chữ cũ (TCVN3, VNI) hiện thành ký tự lạ",
                "legacy fonts show as rubbish",
                "",
            ),
            row(
                "file-no-article",
                Warning,
                Free,
                "bài lưu nhầm đuôi thì không ai thấy trên cổng",
                "an article under a wrong name appears nowhere",
                "",
            ),
            row(
                "weekday-wrong",
                Warning,
                Free,
                "người nghe tin thứ hoặc tin ngày, và tới sai hôm",
                "people go by the weekday or by the date, and come on the wrong day",
                "",
            ),
            row(
                "date-impossible",
                Warning,
                Free,
                "không ai tới được vào một ngày không có",
                "nobody can come on a day that there is not",
                "",
            ),
            row(
                "phone-digits",
                Warning,
                Free,
                "số thừa hay thiếu một chữ số thì không ai gọi được, nhất là khi đã in",
                "nobody can call a number with a digit too few or too many, least of all from a poster",
                "",
            ),
            row(
                "unfilled",
                Warning,
                Free,
                "chỗ trống của mẫu không được tới tai người dân",
                "the gaps of a template must not reach the public",
                "",
            ),
            row(
                "file-utf16",
                Error,
                Firm,
                "tệp hỏng thì không biết bài nói gì",
                "nobody knows what a torn file says",
                "",
            ),
            row(
                "file-binary",
                Error,
                Firm,
                "tệp Word, ảnh không phải bài viết",
                "a Word file or picture is no article",
                "",
            ),
            row(
                "file-too-large",
                Error,
                Firm,
                "bài một megabyte không mở được bằng điện thoại rẻ",
                "no cheap phone opens an article of a megabyte",
                "",
            ),
            row(
                "file-unreadable",
                Error,
                Firm,
                "không đọc được thì không đăng thiếu",
                "what cannot be read is not left out silently",
                "",
            ),
            row(
                "source-changed",
                Error,
                Firm,
                "lời vừa đổi chưa qua cửa nào thì không đăng",
                "words that changed meanwhile have passed no gate",
                "",
            ),
            row(
                "symbolic-link",
                Error,
                Firm,
                "liên kết tệp dẫn ra ngoài thư mục của cổng",
                "links lead out of the portal's folder",
                "",
            ),
            row(
                "file-name",
                Error,
                Firm,
                "tên không gõ được thì bài không nêu được, liên kết không dẫn tới được",
                "what cannot be typed cannot be named in an article or linked to",
                "",
            ),
            row(
                "file-names-equal",
                Error,
                Firm,
                "hai tên giống nhau trên máy này là một trên máy khác",
                "two names here are one on another machine",
                "",
            ),
            row(
                "front-matter-absent",
                Error,
                Firm,
                "không có phần đầu thì không biết bài là gì",
                "without it nobody knows what the text is",
                "",
            ),
            row(
                "front-matter-open",
                Error,
                Firm,
                "phần đầu phải đóng bằng +++",
                "the front matter ends with +++",
                "",
            ),
            row(
                "toml",
                Error,
                Firm,
                "một dấu nháy thiếu làm hỏng cả phần đầu",
                "one missing quote spoils the front matter",
                "",
            ),
        ],
    ),
    (
        "Loa và ngày âm",
        &[
            row(
                "lunar-unreadable",
                Error,
                Firm,
                "ngày âm lịch là ngày/tháng",
                "a lunar date is day/month",
                "",
            ),
            row(
                "lunar-mismatch",
                Error,
                Firm,
                "ngày dương phải đúng ngày âm của năm ấy",
                "the date must be that lunar day of the year",
                "",
            ),
            row("ear-item", Advice, Free, "mục dài khó nghe hết", "a long item is not heard to its end", ""),
            row(
                "ear-address",
                Advice,
                Free,
                "địa chỉ web không nghe mà ghi lại được",
                "nobody can note a web address by ear",
                "",
            ),
            row("ear-mark", Advice, Free, "dấu này không nghe thấy được", "this mark cannot be heard", ""),
            row(
                "ear-number-twice",
                Advice,
                Free,
                "số văn bản đọc một lần là đủ",
                "a document's number is read once",
                "",
            ),
            row(
                "ear-unknown",
                Warning,
                Free,
                "chữ máy không biết đọc thì loa đọc sai",
                "what nobody knows how to say is said wrong",
                "",
            ),
            row(
                "ear-language",
                Advice,
                Free,
                "người đọc loa không đọc được tiếng khác",
                "an announcer cannot read out another language",
                "",
            ),
            row(
                "ear-sentence",
                Advice,
                Free,
                "câu dài khó đọc một hơi",
                "a long sentence cannot be said in one breath",
                "",
            ),
            row(
                "ear-sentence-too-long",
                Warning,
                Free,
                "nghe hết câu đã quên đầu câu",
                "its beginning is forgotten at its end",
                "",
            ),
            row(
                "ear-numbers",
                Advice,
                Free,
                "nhiều số trong một câu thì không ai nhớ",
                "nobody keeps many numbers of one sentence",
                "",
            ),
            row("ear-brackets", Advice, Free, "ngoặc không nghe thấy được", "brackets cannot be heard", ""),
            row(
                "ear-on-paper",
                Advice,
                Free,
                "“nói trên”, “dưới đây” chỉ có nghĩa trên giấy",
                "“above” and “below” mean nothing to a listener",
                "",
            ),
            row(
                "urgent-for-ever",
                Advice,
                Free,
                "tin khẩn không có ngày hết sẽ phát mãi",
                "an urgent item without an end is played for ever",
                "TT 39/2020/TT-BTTTT",
            ),
            row(
                "bulletin-crowded-out",
                Warning,
                Free,
                "tin ưu tiên phải có chỗ trong khung giờ",
                "a priority item needs room",
                "TT 39/2020/TT-BTTTT",
            ),
            row(
                "bulletin-too-long",
                Warning,
                Free,
                "tin dài hơn khung giờ thì không phát được",
                "an item longer than the slot cannot be played",
                "",
            ),
            row("bulletin-no-room", Advice, Free, "tuần này chưa đến lượt", "no turn this week", ""),
            row(
                "bulletin-waiting",
                Advice,
                Free,
                "loa chỉ phát bài đã duyệt",
                "only approved items are played",
                "QĐ 29/2021/QĐ-UBND (Thừa Thiên Huế)",
            ),
            row("engine-missing", Advice, Free, "chưa có máy đọc trên máy này", "no speech engine here", ""),
            row(
                "engine-command",
                Error,
                Firm,
                "lệnh của máy đọc viết sai",
                "the engine's command is wrong",
                "",
            ),
            row(
                "engine-place",
                Error,
                Firm,
                "máy đọc đặt sai chỗ",
                "the engine stands in the wrong place",
                "",
            ),
            row("language-tag", Error, Firm, "mã ngôn ngữ theo BCP 47", "languages have BCP 47 tags", ""),
            row(
                "recording-format",
                Error,
                Firm,
                "loa không phát được kiểu tệp này",
                "loudspeakers cannot play this format",
                "",
            ),
            row("recording-silent", Error, Firm, "bản thu không có tiếng", "the recording is silent", ""),
            row("engine-failed", Warning, Free, "máy đọc không ra tiếng", "the engine made no sound", ""),
            row(
                "engine-length",
                Warning,
                Free,
                "tiếng dài ngắn khác dự tính",
                "the sound is not as long as planned",
                "",
            ),
        ],
    ),
    (
        "Ảnh, in ấn, Zalo",
        &[
            row(
                "zalo-without-action",
                Advice,
                Free,
                "tin phải nói việc cần làm",
                "a message says what to do",
                "",
            ),
            row(
                "address-example",
                Warning,
                Free,
                "địa chỉ trên giấy và trong nhóm Zalo không sửa lại được",
                "an address on paper and in a Zalo group cannot be mended",
                "",
            ),
            row(
                "link-nowhere",
                Warning,
                Free,
                "liên kết trong tin phải mở được",
                "the link of a message must open",
                "",
            ),
            row(
                "log-locality",
                Error,
                Firm,
                "sổ phát tin phải ghi nơi có thật",
                "a record names a real locality",
                "",
            ),
            row(
                "log-elsewhere",
                Warning,
                Free,
                "sổ ghi nơi bài không gửi tới",
                "a record names a place the article is not for",
                "",
            ),
            row(
                "log-in-future",
                Warning,
                Free,
                "sổ ghi việc chưa xảy ra",
                "a record of what has not happened",
                "",
            ),
            row(
                "drawing",
                Error,
                Firm,
                "mẫu vẽ hỏng thì không có thẻ ảnh",
                "a broken drawing makes no card",
                "",
            ),
            row("code-too-long", Error, Firm, "mã QR có giới hạn độ dài", "QR codes have a limit", ""),
            row(
                "letter-not-drawn",
                Warning,
                Free,
                "thiếu chữ trên thẻ ảnh thì đọc sai",
                "a card that lacks a letter is misread",
                "",
            ),
            row("zalo-markup", Warning, Free, "Zalo hiện nguyên ký hiệu", "Zalo shows marks as typed", ""),
            row("zalo-icon", Advice, Free, "Zalo đổi dấu thành hình", "Zalo turns signs into pictures", ""),
            row(
                "zalo-link",
                Warning,
                Free,
                "một tin chỉ nên có một liên kết",
                "a message should have one link",
                "",
            ),
            row(
                "zalo-long",
                Advice,
                Free,
                "tin dài bị chia, ít ai đọc phần sau",
                "long messages are split and left unread",
                "",
            ),
            row(
                "zalo-table",
                Advice,
                Free,
                "giờ và nơi nhiều khi chỉ có trong bảng",
                "hours and places often stand in a table alone",
                "",
            ),
            row(
                "zalo-first-line",
                Advice,
                Free,
                "dòng đầu phải nói việc cần làm",
                "the first line says what to do",
                "",
            ),
            row("zalo-capitals", Advice, Free, "viết hoa cả dòng như quát", "capitals shout", ""),
        ],
    ),
    (
        "Cài đặt",
        &[
            row(
                "base-url",
                Error,
                Firm,
                "địa chỉ cổng có trong mọi liên kết chia sẻ",
                "the address stands in every shared link",
                "",
            ),
            row(
                "hotline-first",
                Error,
                Firm,
                "111 có mặt ở mọi nơi, không số nào thay được",
                "111 is everywhere, and no number stands for it",
                "",
            ),
            row(
                "hotline-checked",
                Warning,
                Free,
                "số gọi không được thì trẻ mất lúc cần nhất",
                "a number that nobody answers fails a child when it matters",
                "",
            ),
            row(
                "theme-name",
                Error,
                Firm,
                "giao diện là một thư mục trong themes/",
                "a theme is a folder of themes/",
                "",
            ),
            row(
                "topic-id",
                Error,
                Firm,
                "mã chuyên mục là một phần của địa chỉ",
                "a topic's id is part of an address",
                "",
            ),
            row("topic-twice", Error, Firm, "mỗi mã một chuyên mục", "one id, one topic", ""),
            row(
                "rule-unknown",
                Error,
                Firm,
                "tên quy tắc viết sai thì mức đặt không có tác dụng",
                "a mistyped rule would have no effect",
                "",
            ),
            row(
                "rule-firm",
                Error,
                Firm,
                "lỗi này không hạ được: hạ là đăng trang hỏng hoặc lộ trẻ em",
                "this error cannot be lowered: it would publish a broken page or expose a child",
                "Luật Trẻ em 102/2016/QH13 Đ.6 k.11",
            ),
        ],
    ),
    (
        "Cả cổng",
        &[
            row(
                "topic-unknown",
                Error,
                Firm,
                "bài phải nằm trong chuyên mục có thật",
                "an article belongs to a topic that exists",
                "",
            ),
            row(
                "kind-needs",
                Error,
                Firm,
                "mỗi loại bài có điều bắt buộc, như nguồn và hạn rà soát của hướng dẫn",
                "every kind has what it must say, such as sources and reviews of guidance",
                "",
            ),
            row(
                "locality-without-code",
                Error,
                Firm,
                "địa phương nhận ra nhau bằng mã, không bằng tên",
                "localities are known by code and not by name",
                "",
            ),
            row(
                "locality-unknown",
                Error,
                Firm,
                "mã phải có trong danh mục đơn vị hành chính",
                "the code must be in the tables",
                "",
            ),
            row("locality-twice", Error, Firm, "mỗi địa phương một trang", "one locality, one page", ""),
            row(
                "hamlet-outside-commune",
                Error,
                Firm,
                "thôn, xóm nằm trong xã",
                "a hamlet lies in a commune",
                "",
            ),
            row(
                "locality-wrong-folder",
                Error,
                Firm,
                "thư mục theo cây hành chính",
                "folders follow the tree of localities",
                "",
            ),
            row(
                "locality-outside",
                Error,
                Firm,
                "địa phương nằm trong content/dia-phuong",
                "localities lie in content/dia-phuong",
                "",
            ),
            row(
                "locality-without-folder",
                Error,
                Firm,
                "gửi tới nơi không có trang thì không ai nhận",
                "nobody receives what is aimed at a place without a page",
                "",
            ),
            row(
                "audience-empty",
                Error,
                Firm,
                "bài không gửi tới ai thì không ai thấy",
                "an article for nobody is seen by nobody",
                "",
            ),
            row(
                "address-taken",
                Error,
                Firm,
                "hai trang một địa chỉ thì mất một trang",
                "two pages on one address lose one",
                "",
            ),
            row("alias", Error, Firm, "địa chỉ cũ phải là địa chỉ", "an old address must be one", ""),
            row(
                "slug",
                Error,
                Firm,
                "địa chỉ gồm chữ không dấu, số, gạch nối",
                "addresses are plain letters, digits and hyphens",
                "",
            ),
            row("link-empty", Error, Firm, "liên kết phải dẫn tới đâu đó", "a link must lead somewhere", ""),
            row(
                "link-broken",
                Error,
                Free,
                "liên kết hỏng làm người cần giúp lạc đường",
                "a broken link misleads those who need help",
                "",
            ),
            row(
                "link-to-unpublished",
                Warning,
                Free,
                "bài kia chưa đăng hoặc đã hết hạn",
                "that article is not published",
                "",
            ),
            row(
                "file-withheld",
                Warning,
                Firm,
                "ảnh hay tệp của một bài đã gỡ, đã hết đồng ý hay chưa được đăng thì không ở đâu trên cổng",
                "of an article that was taken down, whose consent ended or that is not published yet no picture or file is shown anywhere",
                "",
            ),
            row(
                "link-leaves-site",
                Error,
                Firm,
                "liên kết ra ngoài thư mục của cổng",
                "a link leaves the portal's folder",
                "",
            ),
            row(
                "anchor-unknown",
                Error,
                Free,
                "mục được dẫn tới phải có",
                "the heading that is linked must exist",
                "",
            ),
            row(
                "link-scheme",
                Error,
                Firm,
                "liên kết chạy chương trình trên máy người đọc",
                "the link would run a program on the reader's machine",
                "",
            ),
            row(
                "external-link",
                Warning,
                Free,
                "trang của nơi khác không còn, người đọc bấm vào không tới đâu (chỉ soát khi có --external)",
                "a page of others is gone and readers get nowhere (only looked at with --external)",
                "",
            ),
            row(
                "external-link-moved",
                Advice,
                Free,
                "trang của nơi khác đã chuyển hẳn; địa chỉ cũ có ngày sẽ thôi dẫn đường",
                "a page of others has moved for good; one day its old address will lead nowhere",
                "",
            ),
            row(
                "external-link-unsure",
                Advice,
                Free,
                "nơi kia không cho máy xem hoặc đang trục trặc; người phải xem hộ",
                "the host lets no program look or has trouble; a person must look",
                "",
            ),
            row(
                "external-link-private",
                Warning,
                Free,
                "người đọc không mở được trang trong mạng nội bộ; máy cũng không hỏi vào đó khi chưa được phép",
                "readers cannot open a page of a private network; it is not asked for unless allowed",
                "",
            ),
            row(
                "external-unasked",
                Warning,
                Free,
                "không soát được thì không được coi là tốt",
                "what was not looked at must not count as good",
                "",
            ),
            row(
                "picture-from-outside",
                Error,
                Firm,
                "ảnh ở trang khác cho trang đó theo dõi người đọc",
                "pictures of other hosts let them watch the readers",
                "",
            ),
            row("attachment-missing", Error, Firm, "tệp đính kèm phải có", "an attachment must be there", ""),
            row(
                "attachment-not-cleaned",
                Error,
                Firm,
                "tệp giữ tên người soạn và các lần sửa",
                "the file keeps its author and revisions",
                "",
            ),
            row(
                "attachment-program",
                Error,
                Firm,
                "chương trình tải về có thể phá máy người đọc",
                "a downloaded program can harm a reader's machine",
                "",
            ),
            row(
                "attachment-archive",
                Error,
                Firm,
                "trong tệp nén, ảnh giữ nơi chụp và tài liệu giữ tên người soạn; người đọc bằng điện thoại khó mở",
                "within an archive pictures keep their place and documents their author; phones hardly open it",
                "",
            ),
            row(
                "attachment-kind",
                Error,
                Firm,
                "tệp không rõ loại có thể là ảnh còn nơi chụp hoặc danh sách trẻ em",
                "a file of an unknown kind may be a picture with its place, or a list of children",
                "",
            ),
            row(
                "attachment-runs",
                Error,
                Firm,
                "trang chạy lệnh hay gọi máy chủ khác thì người đọc bị theo dõi",
                "a page that runs code or calls other hosts lets them watch the readers",
                "",
            ),
            row(
                "attachment-digest",
                Error,
                Firm,
                "mã kiểm tra sai thì người đọc không tin được bản gốc",
                "with a wrong digest readers cannot trust the original",
                "",
            ),
            row(
                "asset-too-large",
                Error,
                Firm,
                "tệp nặng đến thế không ai mở được bằng điện thoại và mạng yếu",
                "nobody opens so large a file with a phone and a weak network",
                "",
            ),
            row(
                "attachment-old-format",
                Error,
                Firm,
                "tệp kiểu cũ giữ cả những chữ đã xóa",
                "old files keep even deleted words",
                "",
            ),
            row(
                "drawing-not-cleaned",
                Error,
                Firm,
                "hình SVG chạy được lệnh và gọi được trang khác trên máy người đọc",
                "an SVG can run code and call other hosts on a reader's phone",
                "",
            ),
            row(
                "media-format",
                Error,
                Firm,
                "phim và ghi âm giữ nơi quay và tên máy",
                "films and recordings keep place and device",
                "",
            ),
            row(
                "film-not-cleaned",
                Error,
                Firm,
                "phim giữ nơi quay và tên máy, có khi cả đường đi từng giây",
                "films keep place and device, some a path second by second",
                "",
            ),
            row(
                "attachment-not-read",
                Advice,
                Free,
                "chữ trong tệp chưa được soát tên trẻ em",
                "the words of the file were not examined for children's names",
                "",
            ),
            row(
                "picture-sidecar",
                Error,
                Firm,
                "vùng cần che trong ảnh phải đọc được",
                "what is to be blurred must be readable",
                "",
            ),
            row(
                "picture-blur-place",
                Error,
                Firm,
                "vùng cần che ghi nhầm chỗ thì mặt trẻ vẫn hiện nguyên",
                "a blur written in the wrong place would leave a child's face as it is",
                "",
            ),
            row(
                "picture-blur-name",
                Error,
                Firm,
                "tên tệp sai một chữ thì mặt trẻ vẫn hiện nguyên",
                "under a wrong name the file would leave a child's face as it is",
                "",
            ),
            row(
                "picture-sidecar-box",
                Error,
                Firm,
                "vùng cần che phải nằm trong ảnh",
                "a blurred box must lie in its picture",
                "",
            ),
            row(
                "privacy-overridden",
                Warning,
                Firm,
                "có người chịu trách nhiệm thì lần dựng nào cũng ghi tên",
                "whoever answers for a finding is named in every build",
                "",
            ),
            row(
                "override-void",
                Warning,
                Firm,
                "nhận trách nhiệm thay cho quy tắc phải là người thứ hai, có quyền duyệt, từ một ngày đã tới",
                "who answers in place of a rule is a second person with the right to approve, from a day that has come",
                "",
            ),
            row("document-twice", Warning, Free, "một văn bản một trang", "one document, one page", ""),
            row(
                "document-ambiguous",
                Error,
                Firm,
                "số này là của nhiều văn bản",
                "several documents have the number",
                "",
            ),
            row(
                "language-tag-form",
                Error,
                Firm,
                "mã ngôn ngữ theo BCP 47, như tyz, hmn",
                "languages have BCP 47 tags",
                "",
            ),
            row(
                "language-unknown",
                Error,
                Firm,
                "bản dịch phải nói rõ là tiếng gì",
                "a version says which language it is in",
                "",
            ),
            row(
                "language-without-original",
                Error,
                Firm,
                "bản dịch đi cùng bản gốc",
                "a version stands beside its original",
                "",
            ),
            row(
                "document-names-itself",
                Error,
                Firm,
                "văn bản không căn cứ vào chính nó",
                "a document does not rest on itself",
                "",
            ),
            row(
                "document-ended",
                Advice,
                Free,
                "văn bản đã hết hiệu lực",
                "the document is no longer in force",
                "",
            ),
            row(
                "document-number-two-ways",
                Advice,
                Free,
                "một số viết hai cách thì không nối được",
                "a number written in two ways cannot be joined",
                "",
            ),
            row(
                "document-unknown",
                Advice,
                Free,
                "văn bản được dẫn chưa có trên cổng",
                "the cited document is not on the portal",
                "",
            ),
            row("report-due-near", Advice, Free, "hạn báo cáo sắp đến", "a report is due soon", ""),
            row(
                "document-older",
                Warning,
                Free,
                "văn bản không thực hiện văn bản ra sau nó",
                "a document does not carry out a later one",
                "",
            ),
            row(
                "document-ring",
                Warning,
                Free,
                "văn bản căn cứ vòng tròn",
                "documents rest on each other in a ring",
                "",
            ),
        ],
    ),
    (
        "Giao diện và tệp ảnh",
        &[
            row("template", Error, Firm, "mẫu trang hỏng", "a template does not work", ""),
            row("style", Error, Firm, "bảng kiểu hỏng", "a stylesheet cannot be read", ""),
            row(
                "contrast",
                Error,
                Free,
                "chữ gần màu nền thì người mắt kém, người đứng ngoài nắng không đọc được",
                "text in a colour near its ground cannot be read with weak eyes or in the sun",
                "WCAG 2.0, 1.4.3",
            ),
            row(
                "page-weight",
                Error,
                Free,
                "người đọc trả tiền cho từng trang: một bài (trừ văn bản đã ban hành) không quá 14 KB chưa kể ảnh và 300 KB kể cả ảnh, trang nhà của địa phương không quá 20 KB và 80 KB",
                "readers pay for every page: an article, if it is no issued document, takes up to 14 KB without and 300 KB with pictures, the home of a locality 20 KB and 80 KB",
                "",
            ),
            row(
                "theme-loads",
                Error,
                Firm,
                "không trang nào được gọi tới máy chủ khác",
                "no page may ask another host for anything",
                "",
            ),
            row("theme-missing", Error, Firm, "không có giao diện này", "the theme is nowhere", ""),
            row(
                "path-twice",
                Error,
                Firm,
                "hai nơi cùng tạo một tệp thì mất một",
                "two writers of one file lose one",
                "",
            ),
            row(
                "page-without-hotline",
                Error,
                Firm,
                "trang nào cũng phải gọi được 111: trang trống hoặc thiếu số là để người cần giúp tay không",
                "every page must let its readers call 111: an empty page or one without the number leaves those in need with nothing",
                "",
            ),
            row(
                "template-unknown",
                Error,
                Firm,
                "giao diện không có mẫu này",
                "the theme has no such template",
                "",
            ),
            row(
                "picture-format",
                Error,
                Firm,
                "ảnh kiểu này không làm sạch được nơi chụp",
                "pictures of this format cannot be cleaned",
                "",
            ),
            row(
                "picture-too-large",
                Error,
                Firm,
                "ảnh quá lớn làm máy hết bộ nhớ",
                "a picture without bounds would fill the memory",
                "",
            ),
            row(
                "picture-broken",
                Error,
                Firm,
                "ảnh hỏng không hiện được",
                "a broken picture cannot be shown",
                "",
            ),
            row(
                "config-missing",
                Error,
                Firm,
                "thư mục này chưa phải một cổng",
                "this folder is no portal yet",
                "",
            ),
            row("content-missing", Error, Firm, "cổng chưa có bài", "a portal without articles", ""),
        ],
    ),
];
