//! The arguments of the commands that show a portal: `serve` here, `deploy` where it is hosted.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command as Clap, value_parser};

use crate::cli::orders::{Command, Deploy, format_of};
use crate::diag::Lang;
use crate::publish::deploy::Trust;
use crate::publish::deploy::target::Beside;
use crate::serve;
use crate::site::Showing;

/// A preview as decided.
pub(super) fn serve(own: &ArgMatches, root: &Path, lang: Lang) -> Command {
    let showing = if own.get_flag("published") { Showing::Public } else { Showing::Everything };
    let options = serve::Options {
        root: root.to_owned(),
        host: own.get_one::<String>("host").cloned(),
        port: own.get_one::<u16>("port").copied(),
        showing,
        lang,
    };
    Command::Serve { options, open: own.get_flag("open") }
}

/// A deployment as decided.
pub(super) fn deploy(own: &ArgMatches, root: &Path) -> Command {
    let word = |id: &str| own.get_one::<String>(id).cloned();
    Command::Deploy(Deploy {
        out: own.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| root.join("public")),
        to: word("to").unwrap_or_default(),
        beside: Beside { endpoint: word("endpoint"), region: word("region") },
        trust: if own.get_flag("whole") { Trust::Nothing } else { Trust::Copy },
        dry_run: own.get_flag("dry-run"),
        format: format_of(&word("format").unwrap_or_default()),
    })
}

/// How `check` looks at links to other hosts.
pub(super) fn external(lang: Lang) -> [Arg; 4] {
    let t = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    [
        flag(
            "external",
            t(
                "Hỏi cả những trang của nơi khác mà bài đã đăng dẫn tới (cần mạng và curl); nhớ 30 ngày",
                "Ask for the pages of others that published articles link to (needs a network and curl); kept 30 days",
            ),
        ),
        flag("fresh", t("Hỏi lại tất cả, kể cả nơi vừa hỏi", "Ask all of them anew")).requires("external"),
        flag("offline", t("Chỉ dùng những gì đã nhớ", "Only use what was kept"))
            .requires("external")
            .conflicts_with("fresh"),
        flag(
            "private-hosts",
            t("Hỏi cả máy này và mạng nội bộ", "Ask this machine and private networks too"),
        )
        .requires("external"),
    ]
}

/// The commands as clap knows them.
pub(super) fn commands(lang: Lang) -> [Clap; 2] {
    [serve_command(lang), deploy_command(lang)]
}

fn serve_command(lang: Lang) -> Clap {
    let t = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    Clap::new("serve")
        .about(t(
            "Xem thử trên máy này, tự tải lại mỗi khi lưu",
            "Preview on this machine, loaded anew with every save",
        ))
        .arg(
            option("port", "N", t("Cổng mạng (mặc định: 8111)", "The port (default: 8111)"))
                .value_parser(value_parser!(u16)),
        )
        .arg(option(
            "host",
            "NAME",
            t(
                "Cho máy khác xem: địa chỉ hoặc tên của máy này, ví dụ 0.0.0.0",
                "Let other machines see it: this machine's address or name, such as 0.0.0.0",
            ),
        ))
        .arg(flag("open", t("Mở luôn trình duyệt", "Open the browser")))
        .arg(flag(
            "published",
            t(
                "Chỉ hiện những gì sẽ đăng: không nháp, không bài chờ, không bài hết hạn",
                "Show only what a build would publish: no drafts, nothing in the future, nothing expired",
            ),
        ))
}

fn deploy_command(lang: Lang) -> Clap {
    let t = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    Clap::new("deploy")
        .about(t(
            "Đưa bản đã dựng lên nơi đăng, chỉ gửi tệp đã đổi",
            "Send what was built to where it is served, only what differs",
        ))
        .arg(
            option(
                "to",
                "TARGET",
                t(
                    "Nơi đăng: folder:/var/www/cong, ftps://may-chu/public_html, sftp://…, s3://kho/cong",
                    "Where to: folder:/var/www/cong, ftps://host/public_html, sftp://…, s3://bucket/site",
                ),
            )
            .required(true),
        )
        .arg(option(
            "endpoint",
            "URL",
            t("Địa chỉ của kho S3 không phải Amazon", "Where a bucket is that is not Amazon's"),
        ))
        .arg(option("region", "NAME", t("Vùng của kho S3", "The region of a bucket")))
        .arg(flag(
            "whole",
            t(
                "Gửi lại mọi tệp, kể cả vào nơi đã có tệp của người khác (không gỡ gì của họ)",
                "Send every file, also among the files of others (nothing of theirs is removed)",
            ),
        ))
        .arg(
            option("out", "DIR", t("Bản đã dựng (mặc định: public)", "What was built (default: public)"))
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("dry-run", t("Chỉ cho biết sẽ gửi gì", "Only tell what would be sent")))
        .arg(
            option("format", "text|json", t("Cách in kết quả", "How results are printed"))
                .value_parser(["text", "json"]),
        )
}

fn option(id: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id).long(id).value_name(value).help(help)
}

fn flag(id: &'static str, help: &'static str) -> Arg {
    Arg::new(id).long(id).action(ArgAction::SetTrue).help(help)
}
