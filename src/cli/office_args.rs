//! The arguments of the commands of approval: `approve`, `withdraw`, `status`.

use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use crate::cli::orders::{Office, format_of};
use crate::diag::Lang;

/// The names of the commands.
pub(super) const NAMES: [&str; 3] = ["approve", "withdraw", "status"];

/// Arguments as decided.
pub(super) fn decided(name: &str, own: &ArgMatches) -> Office {
    let text = |id: &str| own.get_one::<String>(id).cloned();
    let needed = |id: &str| text(id).unwrap_or_default();
    match name {
        "status" => {
            let format = own.get_one::<String>("format").map_or("", String::as_str);
            Office::Status { locality: text("locality"), format: format_of(format) }
        }
        "withdraw" => Office::Withdraw { file: needed("file"), by: text("by"), reason: needed("reason") },
        _ if own.get_flag("reject") => Office::Reject {
            file: needed("file"),
            by: needed("by"),
            role: text("role"),
            reason: needed("reason"),
        },
        _ => Office::Approve { file: needed("file"), by: needed("by"), role: text("role") },
    }
}

/// The commands as clap knows them.
pub(super) fn commands(lang: Lang) -> [Clap; 3] {
    let t = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let file = || {
        Arg::new("file").value_name("FILE").required(true).help(t(
            "Tệp của bài, ví dụ content/tin/bai.md",
            "The article's file, such as content/tin/bai.md",
        ))
    };
    let option = |id: &'static str, value: &'static str, help: &'static str| {
        Arg::new(id).long(id).value_name(value).help(help)
    };
    [
        Clap::new("approve")
            .about(t(
                "Duyệt một bài, hoặc trả bài về (--reject)",
                "Approve an article, or send it back (--reject)",
            ))
            .arg(file())
            .arg(option("by", "NAME", t("Họ tên người duyệt", "The approver's name")).required(true))
            .arg(option(
                "role",
                "ROLE",
                t(
                    "Chức vụ; không cần nếu đã ghi ở [[approvers]]",
                    "The position; not needed if it stands in [[approvers]]",
                ),
            ))
            .arg(
                Arg::new("reject")
                    .long("reject")
                    .action(ArgAction::SetTrue)
                    .requires("reason")
                    .help(t("Không duyệt, trả về cho người viết", "Do not approve, send back")),
            )
            .arg(option("reason", "TEXT", t("Lý do trả về", "Why it is sent back")).requires("reject")),
        Clap::new("withdraw")
            .about(t(
                "Gỡ hẳn một bài khỏi mọi nơi; để lại trang báo đã gỡ",
                "Take an article down everywhere; a page says that it is gone",
            ))
            .arg(file())
            .arg(option("reason", "TEXT", t("Lý do; không hiện ra", "Why; never published")).required(true))
            .arg(option("by", "NAME", t("Ai quyết định gỡ", "Who decided it"))),
        Clap::new("status")
            .about(t("Mỗi bài đang ở đâu, chờ ai", "Where each article stands, and whom it waits for"))
            .arg(option(
                "locality",
                "CODE",
                t("Chỉ bài trong thư mục của địa phương này", "Only articles in this locality's folder"),
            ))
            .arg(
                option("format", "text|json", t("Cách in kết quả", "How results are printed"))
                    .value_parser(["text", "json"]),
            ),
    ]
}
