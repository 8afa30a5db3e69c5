//! `mangnon report`: what was published, aired and sent in a year, to paste, to sort or for machines.
//!
//! The numbers are those of `report`; here they become sentences, a table or JSON. A site with errors is
//! counted all the same, and the exit status says that something may be missing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command as Clap, value_parser};
use jiff::civil::{Date, DateTime};

use crate::content::front_matter::Word as _;
use crate::csv;
use crate::diag::{self, Lang};
use crate::pipeline;
use crate::report::{self, Count, Event, Period, Report, Tally, What};
use crate::site::Site;

/// What is asked of `report`.
#[derive(Debug)]
pub(super) struct Request {
    /// First and last day; the year of the clock if absent.
    days: Option<(Date, Date)>,
    locality: Option<String>,
    form: Form,
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy)]
enum Form {
    Text,
    Csv,
    Json,
}

/// The command as clap knows it.
pub(super) fn command(lang: Lang) -> Clap {
    let t = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let option = |id: &'static str, value: &'static str, help: &'static str| {
        Arg::new(id).long(id).value_name(value).help(help)
    };
    let year = t("Năm báo cáo (mặc định: năm nay)", "The year (default: this year)");
    let from = t(
        "Thay cho --year: từ ngày, ví dụ 2025-12-15",
        "Instead of --year: the first day, such as 2025-12-15",
    );
    let to = t("Thay cho --year: đến hết ngày", "Instead of --year: the last day");
    Clap::new("report")
        .about(t(
            "Số liệu cho báo cáo năm: bài đã đăng, lượt phát loa, tin Zalo đã gửi",
            "Numbers for the yearly report: articles published, broadcasts, Zalo posts",
        ))
        .arg(option("year", "YEAR", year).value_parser(value_parser!(i16).range(1900..=2999)))
        .arg(
            option("from", "DATE", from)
                .value_parser(value_parser!(Date))
                .requires("to")
                .conflicts_with("year"),
        )
        .arg(option("to", "DATE", to).value_parser(value_parser!(Date)).requires("from"))
        .arg(option(
            "locality",
            "CODE",
            t("Chỉ địa phương này và cấp dưới", "Only this locality and what is below it"),
        ))
        .arg(
            option("format", "text|csv|json", t("Cách in kết quả", "How results are printed"))
                .value_parser(["text", "csv", "json"]),
        )
        .arg(
            option("out", "FILE", t("Ghi vào tệp này", "Write to this file"))
                .value_parser(value_parser!(PathBuf)),
        )
}

/// Arguments as decided.
pub(super) fn decided(own: &ArgMatches) -> Request {
    let day = |id: &str| own.get_one::<Date>(id).copied();
    let year = own.get_one::<i16>("year").map(|year| whole_year(*year));
    Request {
        days: day("from").zip(day("to")).or(year),
        locality: own.get_one::<String>("locality").cloned(),
        form: match own.get_one::<String>("format").map_or("", String::as_str) {
            "csv" => Form::Csv,
            "json" => Form::Json,
            _ => Form::Text,
        },
        out: own.get_one::<PathBuf>("out").cloned(),
    }
}

/// Counts and prints.
pub(super) fn run(root: &Path, request: &Request, now: DateTime, lang: Lang) -> ExitCode {
    let (from, to) = request.days.unwrap_or_else(|| whole_year(now.year()));
    if to < from {
        super::complain(match lang {
            Lang::Vi => {
                "lỗi: ngày cuối trước ngày đầu\n  gợi ý: --from là ngày đầu, --to là ngày cuối của kỳ báo cáo\n"
            }
            Lang::En => {
                "error: the last day is before the first\n  help: --from is the first day of the period, --to the last\n"
            }
        });
        return ExitCode::from(2);
    }
    let checked = pipeline::read(root, now);
    let site = &checked.site;
    let place = request.locality.as_deref().map(|code| (code, site.locality_of_key(code)));
    if let Some((code, None)) = place {
        super::complain(&super::no_such_locality(code, lang));
        return ExitCode::from(2);
    }
    let place = place.and_then(|(_, id)| id);
    let report = report::of(site, &Period { from, to, place });
    let text = match request.form {
        Form::Text => text(site, &report, lang),
        Form::Csv => csv::table(&HEAD, &report.events.iter().map(row).collect::<Vec<_>>()),
        Form::Json => format!(
            "{}\n",
            serde_json::to_string_pretty(&report)
                .unwrap_or_else(|error| format!("{{\"error\": \"{error}\"}}"))
        ),
    };
    if let Some(out) = &request.out {
        if let Err(error) = std::fs::write(out, text) {
            let path = out.display().to_string();
            super::complain(&super::failure_text(&crate::outputs::Failure::Io { path, error }, lang));
            return ExitCode::FAILURE;
        }
    } else {
        super::say(&text);
    }
    let errors = checked.diagnostics.iter().filter(|found| found.severity == diag::Severity::Error).count();
    if errors > 0 {
        super::complain(&match lang {
            Lang::Vi => format!(
                "cảnh báo: cổng đang có {errors} lỗi, số liệu có thể thiếu\n  gợi ý: chạy `mangnon check`, sửa rồi lấy lại số liệu\n"
            ),
            Lang::En => format!(
                "warning: the portal has {errors} errors, numbers may be missing\n  help: run `mangnon check`, mend and count again\n"
            ),
        });
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn whole_year(year: i16) -> (Date, Date) {
    (jiff::civil::date(year, 1, 1), jiff::civil::date(year, 12, 31))
}

/// The columns of the table: one row for every event, so that a spreadsheet can sum by any of them.
const HEAD: [&str; 12] = [
    "Việc",
    "Ngày",
    "Tháng",
    "Mã địa phương",
    "Địa phương",
    "Kênh",
    "Chuyên mục",
    "Loại bài",
    "Số lượng",
    "Bài",
    "Nơi phát",
    "Người phụ trách",
];

fn row(event: &Event<'_>) -> [String; 12] {
    [
        what(event.what).to_owned(),
        event.day.strftime("%Y-%m-%d").to_string(),
        event.day.strftime("%Y-%m").to_string(),
        event.locality.code.clone(),
        event.locality.name.clone(),
        event.channel.map_or("", |channel| channel.label()).to_owned(),
        event.topic.unwrap_or("").to_owned(),
        event.kind.label().to_owned(),
        event.times.to_string(),
        event.title.unwrap_or(WITHDRAWN).to_owned(),
        event.place.to_owned(),
        event.by.to_owned(),
    ]
}

/// What stands for the headline of an article that was taken down.
const WITHDRAWN: &str = "(bài đã gỡ)";

fn what(what: What) -> &'static str {
    match what {
        What::Published => "Đăng mới",
        What::Reviewed => "Rà soát",
        What::Withdrawn => "Gỡ",
        What::Sent => "Phát tin",
        What::Overdue => "Quá hạn rà soát",
    }
}

/// Sentences and lists, as a report of an office has them.
fn text(site: &Site, report: &Report<'_>, lang: Lang) -> String {
    let w = words(lang);
    let until = day(report.until);
    let whole = report.locality.as_ref().map_or(w.everywhere, |place| place.name.as_str());
    let mut lines = vec![
        w.title.to_owned(),
        format!("{}: {whole}", w.place),
        format!("{}: {} – {} ({} {until})", w.period, day(report.from), day(report.to), w.until),
        format!("\n1. {}", w.articles),
        format!("{}: {}", w.published, count(report.published.total, w.article)),
    ];
    lines.extend(
        measures(&report.published, &w).into_iter().map(|(label, list)| format!("- {label}: {list}")),
    );
    if report.locality.is_some() {
        lines.push(format!("{}: {}", w.inherited, count(report.inherited as u64, w.article)));
    }
    lines.push(format!("{}: {}", w.reviewed, count(report.reviewed.total, w.article)));
    lines.push(format!("{}: {}", w.withdrawn, count(report.withdrawn.total, w.article)));
    let live = if report.until < site.today() { w.was_live } else { w.live };
    lines.push(format!("{live}: {}", count(report.live as u64, w.article)));
    if report.undated > 0 {
        lines.push(format!("- {}: {}", w.undated, count(report.undated as u64, w.article)));
    }
    lines.push(format!("\n2. {}", w.sending));
    lines.extend(sent(site, report, &w));
    lines.push(format!("\n3. {}", w.left));
    lines.push(format!("{}: {}", w.overdue, count(report.overdue.total, w.article)));
    let overdue = report.events.iter().filter(|event| event.what == What::Overdue);
    lines.extend(overdue.map(|event| {
        format!("- {} ({} {}, {})", event.title.unwrap_or(WITHDRAWN), w.due, day(event.day), event.by)
    }));
    lines.push(format!("{}: {}", w.unrecorded, count(report.unrecorded as u64, w.article)));
    lines.push(String::new());
    lines.join("\n")
}

/// The measures of what appeared.
fn measures<'w>(tally: &Tally, w: &Words<'w>) -> Vec<(&'w str, String)> {
    let all = [
        (w.by_kind, &tally.by_kind),
        (w.by_topic, &tally.by_topic),
        (w.by_locality, &tally.by_locality),
        (w.by_month, &tally.by_month),
    ];
    all.into_iter()
        .filter(|(_, counts)| !counts.is_empty())
        .map(|(label, counts)| (label, list(counts, w)))
        .collect()
}

/// What went out, by month, topic and locality, each by channel.
fn sent(site: &Site, report: &Report<'_>, w: &Words<'_>) -> Vec<String> {
    let all = &report.sent;
    if all.total == 0 {
        return vec![w.nothing_sent.to_owned()];
    }
    let events = || report.events.iter().filter(|event| event.what == What::Sent);
    let parted = |counts: &[Count], key: &dyn Fn(&Event<'_>) -> String| {
        let part = |one: &Count| {
            let tally = report::tally(site, events().filter(|event| key(event) == one.key));
            format!("{}: {} ({})", named(one, w), one.n, list(&tally.by_channel, w))
        };
        counts.iter().map(part).collect::<Vec<_>>().join("; ")
    };
    let by_month = parted(&all.by_month, &|event| event.day.strftime("%Y-%m").to_string());
    let by_locality = parted(&all.by_locality, &|event| event.locality.code.clone());
    vec![
        format!("{}, {} {}", count(all.total, w.time), w.of, count(all.articles as u64, w.article)),
        format!("- {}: {}", w.by_channel, list(&all.by_channel, w)),
        format!("- {}: {}", w.by_topic, list(&all.by_topic, w)),
        format!("- {}: {by_locality}", w.by_locality),
        format!("- {}: {by_month}", w.by_month),
        w.only_records.to_owned(),
    ]
}

fn list(counts: &[Count], w: &Words<'_>) -> String {
    counts.iter().map(|one| format!("{}: {}", named(one, w), one.n)).collect::<Vec<_>>().join("; ")
}

/// What a number counts; what nothing is on record of is said too.
fn named<'c>(count: &'c Count, w: &Words<'c>) -> &'c str {
    match (count.label.as_str(), count.key.as_str()) {
        ("", "") => w.unnamed,
        ("", key) => key,
        (label, _) => label,
    }
}

fn count(n: u64, (one, many): (&str, &str)) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

/// The words of a report.
struct Words<'w> {
    title: &'w str,
    place: &'w str,
    everywhere: &'w str,
    period: &'w str,
    until: &'w str,
    articles: &'w str,
    published: &'w str,
    inherited: &'w str,
    reviewed: &'w str,
    withdrawn: &'w str,
    live: &'w str,
    was_live: &'w str,
    undated: &'w str,
    sending: &'w str,
    nothing_sent: &'w str,
    of: &'w str,
    only_records: &'w str,
    left: &'w str,
    overdue: &'w str,
    due: &'w str,
    unrecorded: &'w str,
    by_kind: &'w str,
    by_topic: &'w str,
    by_month: &'w str,
    by_locality: &'w str,
    by_channel: &'w str,
    unnamed: &'w str,
    article: (&'w str, &'w str),
    time: (&'w str, &'w str),
}

#[expect(clippy::too_many_lines, reason = "a table of words")]
fn words(lang: Lang) -> Words<'static> {
    match lang {
        Lang::Vi => Words {
            title: "KẾT QUẢ TRUYỀN THÔNG VỀ TRẺ EM",
            place: "Nơi báo cáo",
            everywhere: "cả cổng thông tin",
            period: "Kỳ báo cáo",
            until: "số liệu đến hết ngày",
            articles: "Bài trên cổng thông tin",
            published: "Đăng mới",
            inherited: "Cấp trên đăng, dùng chung",
            reviewed: "Rà soát lại",
            withdrawn: "Gỡ",
            live: "Đang đăng",
            was_live: "Đang đăng vào ngày cuối kỳ (chỉ tính bài có ghi ngày đăng)",
            undated: "trong đó không ghi ngày đăng, không tính vào kỳ nào",
            sending: "Phát tin đến người dân",
            nothing_sent: "Chưa ghi sổ lần phát tin nào trong kỳ.",
            of: "của",
            only_records: "Chỉ đếm những lần đã ghi sổ phát tin.",
            left: "Việc còn lại",
            overdue: "Quá hạn rà soát",
            due: "hạn",
            unrecorded: "Đang đăng cho loa hoặc Zalo mà trong kỳ chưa ghi sổ lần nào",
            by_kind: "Loại bài",
            by_topic: "Chuyên mục",
            by_month: "Tháng",
            by_locality: "Địa phương",
            by_channel: "Kênh",
            unnamed: "chưa ghi",
            article: ("bài", "bài"),
            time: ("lượt", "lượt"),
        },
        Lang::En => Words {
            title: "COMMUNICATION ABOUT CHILDREN: WHAT WAS DONE",
            place: "Place",
            everywhere: "the whole portal",
            period: "Period",
            until: "counted to the end of",
            articles: "Articles on the portal",
            published: "Published",
            inherited: "Published from above, shared",
            reviewed: "Reviewed",
            withdrawn: "Taken down",
            live: "Live today",
            was_live: "Live on the last day (of those that name their day)",
            undated: "of these without a day of issue, counted in no period",
            sending: "Sent to the people",
            nothing_sent: "Nothing was logged in the period.",
            of: "of",
            only_records: "Only what was entered in the log is counted.",
            left: "Left to do",
            overdue: "Overdue for review",
            due: "due",
            unrecorded: "Live for loudspeakers or Zalo, without an entry in the period",
            by_kind: "By kind",
            by_topic: "By topic",
            by_month: "By month",
            by_locality: "By locality",
            by_channel: "By channel",
            unnamed: "not stated",
            article: ("article", "articles"),
            time: ("time", "times"),
        },
    }
}
