//! Arguments as written become arguments as decided, in the user's language.
//!
//! The file is long because most of it is the table of commands.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap, value_parser};
use jiff::civil::DateTime;

use crate::cli::external::{External, Memory};
use crate::cli::orders::{Build, Check, Command, Form, New, format_of};
use crate::cli::report;
use crate::cli::{host_args, office_args};
use crate::diag::Lang;
use crate::net::links::Reach;
use crate::pipeline::Selection;
use crate::vi::spoken::EngineFormat;

/// What the user asked for.
#[derive(Debug)]
pub(super) struct Args {
    pub(super) root: PathBuf,
    pub(super) as_of: Option<DateTime>,
    pub(super) lang: Lang,
    pub(super) command: Command,
}

/// What is printed instead of running.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) is_help: bool,
    pub(super) text: String,
}

/// Reads the arguments.
pub(super) fn parse(raw: Vec<OsString>, lang: Lang) -> Result<Args, Message> {
    let matches = command(lang).try_get_matches_from(raw).map_err(|error| message(&error, lang))?;
    decided(&matches, lang)
}

fn decided(matches: &ArgMatches, lang: Lang) -> Result<Args, Message> {
    let (name, own) = matches.subcommand().unwrap_or(("", matches));
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_else(|| PathBuf::from("."));
    let as_of = matches.get_one::<String>("as-of").map(|text| moment(text, lang)).transpose()?;
    let word = |id: &str| own.get_one::<String>(id).map_or("", String::as_str);
    let command = match name {
        "check" => Command::Check(check(own)),
        "import" => Command::Import {
            files: own.get_many::<PathBuf>("file").into_iter().flatten().cloned().collect(),
            to: own.get_one::<String>("to").cloned().unwrap_or_else(|| "content/van-ban".to_owned()),
            dry_run: own.get_flag("dry-run"),
            format: format_of(word("format")),
        },
        "init" => {
            Command::New { what: New::Portal { folder: own.get_one("folder").cloned().unwrap_or_default() } }
        }
        name if office_args::NAMES.contains(&name) => Command::Office(office_args::decided(name, own)),
        "new" => Command::New { what: new_thing(own) },
        "serve" => host_args::serve(own, &root, lang),
        "deploy" => host_args::deploy(own, &root),
        "report" => Command::Report(report::decided(own)),
        "preview" => Command::Preview {
            file: own.get_one("file").cloned().unwrap_or_default(),
            out: own.get_one("out").cloned(),
        },
        "speak" => Command::Speak {
            profile: word("profile").parse().unwrap_or_default(),
            format: match word("format") {
                "ssml" => EngineFormat::Ssml,
                "zalo-tts" => EngineFormat::ZaloTts,
                _ => EngineFormat::Text,
            },
            explain: own.get_flag("explain"),
        },
        _ => {
            let out = own.get_one::<PathBuf>("out").cloned();
            Command::Build(Build {
                out: out.unwrap_or_else(|| root.join("public")),
                selection: selection(own, lang)?,
                timings: own.get_flag("timings"),
                verify: own.get_flag("verify"),
                explain: own.get_flag("explain"),
                format: format_of(word("format")),
            })
        }
    };
    Ok(Args { root, as_of, lang, command })
}

fn check(own: &ArgMatches) -> Check {
    let form = match own.get_one::<String>("format").map_or("", String::as_str) {
        "json" => Form::Json,
        "sarif" => Form::Sarif,
        "github" => Form::Github,
        "ics" => Form::Calendar,
        _ => Form::Text,
    };
    let explain = own.get_one::<String>("explain").cloned();
    let external = own.get_flag("external").then(|| External {
        memory: match (own.get_flag("fresh"), own.get_flag("offline")) {
            (true, _) => Memory::Unused,
            (_, true) => Memory::Alone,
            _ => Memory::First,
        },
        reach: if own.get_flag("private-hosts") { Reach::Private } else { Reach::Public },
    });
    Check { form, explain, due: own.get_one::<u16>("due").copied(), external }
}

fn new_thing(own: &ArgMatches) -> New {
    let (what, own) = own.subcommand().unwrap_or(("", own));
    let text = |id: &str| own.get_one::<String>(id).cloned();
    match what {
        "locality" => New::Locality { code: text("code").unwrap_or_default() },
        "document" => New::Article {
            title: text("title").unwrap_or_default(),
            kind: "document".to_owned(),
            topic: text("topic"),
            folder: text("folder"),
        },
        _ => New::Article {
            title: text("title").unwrap_or_default(),
            kind: text("kind").unwrap_or_else(|| "news".to_owned()),
            topic: text("topic"),
            folder: text("folder"),
        },
    }
}

fn selection(own: &ArgMatches, lang: Lang) -> Result<Selection, Message> {
    if let Some(codes) = own.get_many::<String>("only") {
        return Ok(Selection::Localities(codes.cloned().collect()));
    }
    let Some(shard) = own.get_one::<String>("shard") else { return Ok(Selection::Whole) };
    let parts = shard.split_once('/').and_then(|(nth, of)| Some((nth.parse().ok()?, of.parse().ok()?)));
    let parts = parts.filter(|(nth, of): &(usize, usize)| (1..=*of).contains(nth));
    parts.map(|(nth, of)| Selection::Shard { nth, of }).ok_or_else(|| Message {
        is_help: false,
        text: match lang {
            Lang::Vi => {
                format!(
                    "lỗi: `{shard}` không phải một phần\n  gợi ý: viết như --shard 1/4, đến --shard 4/4\n"
                )
            }
            Lang::En => {
                format!(
                    "error: `{shard}` is not a part\n  help: write it like --shard 1/4, up to --shard 4/4\n"
                )
            }
        },
    })
}

fn moment(text: &str, lang: Lang) -> Result<DateTime, Message> {
    // A day alone is read as its beginning; read as a `Date`, a moment would lose its time of day.
    // One that names its zone is told in the time of Viet Nam, as in front matter.
    let zoned = text.parse::<jiff::Timestamp>().map(super::in_viet_nam);
    zoned.or_else(|_| text.parse::<DateTime>()).map_err(|_| Message {
        is_help: false,
        text: match lang {
            Lang::Vi => format!("lỗi: `{text}` không phải ngày\n  gợi ý: viết như --as-of 2026-12-01\n"),
            Lang::En => format!("error: `{text}` is not a date\n  help: write it like --as-of 2026-12-01\n"),
        },
    })
}

fn command(lang: Lang) -> Clap {
    let t = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let option = |id: &'static str, value: &'static str, help: &'static str| {
        Arg::new(id).long(id).value_name(value).help(help).global(true)
    };
    Clap::new("mangnon")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(
            "Một bài viết: ra trang web, bài phát thanh và tin Zalo cho từng địa phương",
            "One article: a web page, a loudspeaker script and a Zalo text for every locality",
        ))
        .help_template(group_template(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(t("In trợ giúp", "Print help"))
                .global(true),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(t("In phiên bản", "Print the version")),
        )
        .arg(
            option(
                "root",
                "DIR",
                t("Thư mục của cổng (mặc định: thư mục này)", "The portal's folder (default: here)"),
            )
            .value_parser(value_parser!(PathBuf)),
        )
        .arg(option(
            "as-of",
            "DATE",
            t("Dựng như vào ngày này, ví dụ 2026-12-01", "Build as of this day, such as 2026-12-01"),
        ))
        .arg(
            option("lang", "vi|en", t("Ngôn ngữ của thông báo", "The language of messages"))
                .value_parser(["vi", "en"])
                .hide_possible_values(true),
        )
        .subcommands(subcommands(lang))
        .subcommands(host_args::commands(lang).map(|command| command.help_template(help_template(lang))))
        .subcommands(office_args::commands(lang).map(|command| command.help_template(help_template(lang))))
        .subcommand(report::command(lang).help_template(help_template(lang)))
}

/// `60d`, or `60`.
fn days(text: &str) -> Result<u16, std::num::ParseIntError> {
    text.trim_end_matches(['d', 'D']).parse()
}

/// Help of a command that has commands of its own.
fn group_template(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "{about}\n\nCách dùng: {usage}\n\nLệnh:\n{subcommands}\n\nTùy chọn:\n{options}\n",
        Lang::En => "{about}\n\nUsage: {usage}\n\nCommands:\n{subcommands}\n\nOptions:\n{options}\n",
    }
}

fn help_template(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "{about}\n\nCách dùng: {usage}\n\nTùy chọn:\n{options}\n",
        Lang::En => "{about}\n\nUsage: {usage}\n\nOptions:\n{options}\n",
    }
}

#[expect(clippy::too_many_lines, reason = "a table of commands")]
fn subcommands(lang: Lang) -> [Clap; 7] {
    let t = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let template = help_template(lang);
    let option = |id: &'static str, value: &'static str, help: &'static str| {
        Arg::new(id).long(id).value_name(value).help(help)
    };
    [
        Clap::new("build")
            .about(t("Dựng cổng thành các tệp để đăng", "Build the portal into files to publish"))
            .arg(
                option(
                    "out",
                    "DIR",
                    t("Nơi để kết quả (mặc định: public)", "Where the result goes (default: public)"),
                )
                .value_parser(value_parser!(PathBuf)),
            )
            .arg(
                option(
                    "only",
                    "CODE",
                    t(
                        "Chỉ dựng địa phương này và cấp dưới (lặp lại được)",
                        "Only this locality and what is below it (may be repeated)",
                    ),
                )
                .action(ArgAction::Append)
                .conflicts_with("shard"),
            )
            .arg(option(
                "shard",
                "I/N",
                t("Chỉ dựng phần thứ I trong N phần", "Only part I of N equal parts"),
            ))
            .arg(
                Arg::new("timings")
                    .long("timings")
                    .action(ArgAction::SetTrue)
                    .help(t("In thời gian của từng bước", "Print how long each stage took")),
            )
            .arg(Arg::new("verify").long("verify").action(ArgAction::SetTrue).help(t(
                "Đọc lại mọi tệp đã dựng, làm lại tệp bị ai đó sửa",
                "Read every published file again, and make those anew that somebody changed",
            )))
            .arg(
                Arg::new("explain")
                    .long("explain")
                    .action(ArgAction::SetTrue)
                    .help(t("Liệt kê các tệp đã dựng lại", "List the files that were made anew")),
            )
            .arg(
                option("format", "text|json", t("Cách in kết quả", "How results are printed"))
                    .value_parser(["text", "json"]),
            ),
        Clap::new("check")
            .about(t("Soát mọi bài mà không dựng", "Judge every article without building"))
            .arg(
                option("format", "text|json|sarif|github|ics", t("Cách in kết quả", "How results are printed"))
                    .value_parser(["text", "json", "sarif", "github", "ics"]),
            )
            .arg(option("explain", "RULE", t("Giải thích một quy tắc", "Explain a rule")))
            .arg(
                option(
                    "due",
                    "DAYS",
                    t(
                        "Chỉ liệt kê bài phải rà soát trong bấy nhiêu ngày (60d); lịch: --format ics",
                        "Only list what falls due for review within so many days (60d); a calendar: --format ics",
                    ),
                )
                .value_parser(days)
                .conflicts_with("external"),
            )
            .args(host_args::external(lang)),
        Clap::new("init")
            .about(t("Tạo một cổng mới trong thư mục trống", "Create a new portal in an empty folder"))
            .arg(
                Arg::new("folder")
                    .value_name("DIR")
                    .required(true)
                    .value_parser(value_parser!(PathBuf))
                    .help(t("Thư mục của cổng mới", "The new portal's folder")),
            ),
        Clap::new("new")
            .about(t(
                "Tạo bài hoặc địa phương trong đúng thư mục",
                "Create an article or a locality in the right folder",
            ))
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommands([
                Clap::new("article")
                    .about(t("Một bài nháp có sẵn các khóa cần điền", "A draft with the keys to fill in"))
                    .arg(Arg::new("title").value_name("TITLE").required(true).help(t("Tiêu đề", "The title")))
                    .arg(
                        option(
                            "kind",
                            "guidance|news|document|event|story|service",
                            t("Loại bài (mặc định: news)", "The kind (default: news)"),
                        )
                        .value_parser(["guidance", "news", "document", "event", "story", "service"])
                        .hide_possible_values(true),
                    )
                    .arg(option("topic", "ID", t("Mã chuyên mục", "The topic's id")))
                    .arg(option("folder", "DIR", t("Thư mục trong content", "The folder below content"))),
                Clap::new("document")
                    .about(t("Trang nháp của một văn bản", "The draft page of an official document"))
                    .arg(Arg::new("title").value_name("TITLE").required(true).help(t("Tiêu đề", "The title")))
                    .arg(option("topic", "ID", t("Mã chuyên mục", "The topic's id")))
                    .arg(option("folder", "DIR", t("Thư mục trong content", "The folder below content"))),
                Clap::new("locality")
                    .about(t(
                        "Trang của một tỉnh hoặc xã theo mã",
                        "The page of a province or commune by its code",
                    ))
                    .arg(Arg::new("code").value_name("CODE").required(true).help(t(
                        "Mã: 2 chữ số tỉnh, 5 chữ số xã",
                        "The code: 2 digits a province, 5 a commune",
                    ))),
            ]),
        Clap::new("import")
            .about(t(
                "Đưa văn bản (.docx, .pdf, .txt) thành trang nháp",
                "Turn official documents (.docx, .pdf, .txt) into draft pages",
            ))
            .arg(
                Arg::new("file")
                    .value_name("FILE")
                    .required(true)
                    .num_args(1..)
                    .value_parser(value_parser!(PathBuf))
                    .help(t("Tệp văn bản", "The documents")),
            )
            .arg(option(
                "to",
                "DIR",
                t("Thư mục nhận (mặc định: content/van-ban)", "The folder (default: content/van-ban)"),
            ))
            .arg(
                Arg::new("dry-run")
                    .long("dry-run")
                    .action(ArgAction::SetTrue)
                    .help(t("Chỉ cho xem, không ghi gì", "Show only, write nothing")),
            )
            .arg(
                option("format", "text|json", t("Cách in kết quả", "How results are printed"))
                    .value_parser(["text", "json"]),
            ),
        Clap::new("preview")
            .about(t(
                "Một bài thành một tệp cho người duyệt, đóng dấu BẢN NHÁP",
                "One article as a file for its approver, stamped DRAFT",
            ))
            .arg(
                Arg::new("file")
                    .value_name("FILE")
                    .required(true)
                    .value_parser(value_parser!(PathBuf))
                    .help(t("Tệp của bài", "The article's file")),
            )
            .arg(
                option("out", "FILE", t("Tệp kết quả (mặc định: ban-nhap-….html)", "The file to write"))
                    .value_parser(value_parser!(PathBuf)),
            ),
        Clap::new("speak")
            .about(t(
                "Đọc chữ từ đầu vào thành lời, mỗi dòng một dòng",
                "Turn text on standard input into words, line by line",
            ))
            .arg(
                option("profile", "north|central|south", t("Cách đọc theo miền", "The regional reading"))
                    .value_parser(["north", "central", "south"]),
            )
            .arg(
                option("format", "text|ssml|zalo-tts", t("Dạng cho máy đọc", "The form for speech engines"))
                    .value_parser(["text", "ssml", "zalo-tts"]),
            )
            .arg(
                Arg::new("explain")
                    .long("explain")
                    .action(ArgAction::SetTrue)
                    .help(t("Cho biết quy tắc nào đọc chữ nào", "Show which rule read which token")),
            ),
    ]
    .map(|command| {
        if !command.has_subcommands() {
            return command.help_template(template);
        }
        command.help_template(group_template(lang)).mut_subcommands(|own| own.help_template(template))
    })
}

fn message(error: &clap::Error, lang: Lang) -> Message {
    let is_help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let shows_help = is_help || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if shows_help || lang == Lang::En {
        return Message { is_help, text: error.to_string() };
    }
    let context = |kind: ContextKind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{}`", context(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh `{}`", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue => format!(
            "`{}` không nhận giá trị `{}` (dùng: {})",
            context(ContextKind::InvalidArg),
            context(ContextKind::InvalidValue),
            context(ContextKind::ValidValue)
        ),
        ErrorKind::MissingSubcommand => "chưa có lệnh".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("thiếu {}", context(ContextKind::InvalidArg)),
        ErrorKind::ValueValidation => format!(
            "`{}` không nhận giá trị `{}`",
            context(ContextKind::InvalidArg),
            context(ContextKind::InvalidValue)
        ),
        ErrorKind::ArgumentConflict => format!(
            "`{}` không dùng cùng `{}`",
            context(ContextKind::InvalidArg),
            context(ContextKind::PriorArg)
        ),
        _ => error.to_string().lines().next().unwrap_or("").trim_start_matches("error: ").to_owned(),
    };
    Message { is_help: false, text: format!("lỗi: {what}\n  gợi ý: xem `mangnon --help`\n") }
}
