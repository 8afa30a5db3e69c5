//! `mangnon deploy`: sends what was built and tells what was sent.

use std::path::Path;
use std::process::ExitCode;

use crate::cli::orders::{Deploy, Format};
use crate::cli::progress::Progress;
use crate::cli::{purge, stopped, words};
use crate::diag::{Diagnostic, Lang, Severity};
use crate::net::curl;
use crate::path::{SitePath, SourcePath};
use crate::pipeline::Stopped;
use crate::publish;
use crate::publish::deploy::target::{Target, Wrong};
use crate::publish::deploy::{self, Plan, Stop};
use crate::source::{self, Entry};
use crate::{config, gates};

/// How many files are named.
const SHOWN: usize = 20;

/// Sends and reports.
pub(super) fn run(root: &Path, order: &Deploy, lang: Lang) -> ExitCode {
    if let Some(example) = address(root) {
        let site = SourcePath::new("site.toml");
        let line = source::line(root, &site, example.spot.at.line);
        super::complain(&format!(
            "{}{}",
            example.render(lang, line.as_deref()),
            nothing_sent(order.dry_run, lang)
        ));
        if !order.dry_run {
            return ExitCode::FAILURE;
        }
    }
    let to = match Target::read(&order.to, &order.beside, &super::variable) {
        Ok(to) => to,
        Err(wrong) => {
            super::complain(&no_target(&order.to, wrong, lang));
            return ExitCode::from(2);
        }
    };
    let progress = Progress::begin(lang);
    progress.deploys(0, 0);
    let out = &order.out;
    let result = if order.dry_run {
        deploy::plan(out, &to, order.trust)
    } else {
        deploy::run(out, &to, order.trust, &mut |done, all| progress.deploys(done, all))
    };
    drop(progress);
    match result {
        Ok(plan) => {
            super::say(&match order.format {
                Format::Json => json(&plan, order.dry_run),
                Format::Text => told(&plan, (out, &to), order.dry_run, lang),
            });
            ExitCode::SUCCESS
        }
        Err(stop) => {
            super::complain(&stopped(stop, &to, lang));
            ExitCode::FAILURE
        }
    }
}

/// What is wrong with the address of the site that is sent.
fn address(root: &Path) -> Option<Diagnostic> {
    let site = Entry::new(SourcePath::new("site.toml"), root.join("site.toml"));
    let settings = source::read_text(&site).ok()?;
    let found = gates::address::judge(&config::read(&site.path, &settings.text).0)?;
    (found.severity < Severity::Advice).then_some(found)
}

fn nothing_sent(dry_run: bool, lang: Lang) -> &'static str {
    match (dry_run, lang) {
        (true, Lang::Vi) => {
            "Đây chỉ là xem trước. Khi gửi thật, lệnh sẽ DỪNG ở chỗ này và không gửi gì cho tới khi sửa xong.\n"
        }
        (true, Lang::En) => {
            "This is a rehearsal. The real command will STOP here and send nothing until this is mended.\n"
        }
        (false, Lang::Vi) => "Chưa gửi gì. Sửa xong, chạy `mangnon build` rồi `mangnon deploy` lại.\n",
        (false, Lang::En) => "Nothing was sent. Mend it, run `mangnon build` and `mangnon deploy` again.\n",
    }
}

fn json(plan: &Plan, dry_run: bool) -> String {
    let paths = |paths: &[SitePath]| paths.iter().map(ToString::to_string).collect::<Vec<_>>();
    let value = serde_json::json!({
        "dry_run": dry_run, "sent": paths(&plan.sent), "removed": paths(&plan.removed),
        "kept": plan.kept, "bytes": plan.bytes,
    });
    format!("{value}\n")
}

fn told(plan: &Plan, (out, to): (&Path, &Target), dry_run: bool, lang: Lang) -> String {
    let all = plan.sent.iter().map(|path| ("+", path)).chain(plan.removed.iter().map(|path| ("-", path)));
    let mut text = String::new();
    for (sign, path) in all.clone().take(SHOWN) {
        text.push_str(&format!("  {sign} {path}\n"));
    }
    let more = all.count().saturating_sub(SHOWN);
    if more > 0 {
        text.push_str(&match lang {
            Lang::Vi => format!("  … và {more} tệp nữa\n"),
            Lang::En => format!("  … and {more} more\n"),
        });
    }
    let (sent, removed, kept) = (plan.sent.len(), plan.removed.len(), plan.kept);
    let mb = words::megabytes(plan.bytes, lang);
    text.push_str(&match (lang, dry_run) {
        (Lang::Vi, true) => {
            format!("Sẽ gửi {sent} tệp ({mb} MB), gỡ {removed}, giữ nguyên {kept}: {to}. Chưa làm gì.\n")
        }
        (Lang::En, true) => {
            format!(
                "Would send {sent} files ({mb} MB), remove {removed}, keep {kept}: {to}. Nothing was done.\n"
            )
        }
        (Lang::Vi, false) => format!("Đã gửi {sent} tệp ({mb} MB), gỡ {removed}, giữ nguyên {kept}: {to}\n"),
        (Lang::En, false) => format!("Sent {sent} files ({mb} MB), removed {removed}, kept {kept}: {to}\n"),
    });
    if !dry_run && sent + removed > 0 {
        let list = publish::state_folder(out).join("deployed.txt");
        text.push_str(&match lang {
            Lang::Vi => format!("Địa chỉ cần xóa khỏi bộ nhớ đệm của nơi đăng: {}\n", list.display()),
            Lang::En => format!("Addresses to purge from the host's caches: {}\n", list.display()),
        });
        text.push_str(&purge::told_after_deploy(out, lang));
    }
    text
}

fn no_target(written: &str, wrong: Wrong, lang: Lang) -> String {
    let (vi, en) = match wrong {
        // Whoever wrote a password into the command does not want it on the screen as well.
        Wrong::Password => {
            return match lang {
                Lang::Vi => "lỗi: không viết mật khẩu vào lệnh, ai dùng chung máy cũng đọc được\n  gợi ý: đặt vào biến MANGNON_DEPLOY_PASSWORD (S3: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) hoặc tệp ~/.netrc; rồi đổi mật khẩu vừa viết\n".to_owned(),
                Lang::En => "error: a password in a command can be read by everybody on this machine\n  help: put it into the variable MANGNON_DEPLOY_PASSWORD (S3: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) or into ~/.netrc; then change it\n".to_owned(),
            };
        }
        Wrong::Form => (
            "viết như --to folder:/var/www/cong, ftps://may-chu/public_html, sftp://ten@may-chu/~/www hoặc s3://kho/cong",
            "write it like --to folder:/var/www/cong, ftps://host/public_html, sftp://name@host/~/www or s3://bucket/site",
        ),
        Wrong::Region => (
            "thêm --region (Amazon) hoặc --endpoint https://… (nơi khác), hoặc đặt biến AWS_REGION, AWS_ENDPOINT_URL",
            "add --region (Amazon) or --endpoint https://… (others), or set AWS_REGION, AWS_ENDPOINT_URL",
        ),
        Wrong::Endpoint => (
            "địa chỉ của kho bắt đầu bằng https:// và không có tên, mật khẩu; vùng chỉ gồm chữ, số, gạch nối",
            "an endpoint begins with https:// and names no user; a region is letters, digits and hyphens",
        ),
    };
    match lang {
        Lang::Vi => format!("lỗi: `{written}` chưa phải nơi đăng dùng được\n  gợi ý: {vi}\n"),
        Lang::En => format!("error: `{written}` is no target that can be used\n  help: {en}\n"),
    }
}

fn stopped(stop: Stop, to: &Target, lang: Lang) -> String {
    let vi = lang == Lang::Vi;
    match stop {
        Stop::NotBuilt(out) if vi => format!(
            "lỗi: `{}` chưa có bản dựng trọn vẹn\n  gợi ý: chạy `mangnon build` trước\n",
            out.display()
        ),
        Stop::NotBuilt(out) => {
            format!("error: `{}` holds no complete build\n  help: run `mangnon build` first\n", out.display())
        }
        Stop::Changed(path) if vi => format!(
            "lỗi: `{path}` không còn là tệp đã dựng\n  gợi ý: xóa tệp ấy, chạy `mangnon build` rồi đăng lại; không sửa tay trong thư mục đã dựng\n"
        ),
        Stop::Changed(path) => format!(
            "error: `{path}` is not the file that was built\n  help: remove it, run `mangnon build` and deploy again; nothing is edited by hand there\n"
        ),
        Stop::Foreign(place) if vi => format!(
            "lỗi: `{place}` đang có tệp không do mangnon đưa lên\n  gợi ý: xem lại nơi đăng; đúng là nơi ấy thì thêm --whole: tệp của người khác được giữ, tệp trùng tên bị ghi đè\n"
        ),
        Stop::Foreign(place) => format!(
            "error: `{place}` holds files that mangnon did not send\n  help: look at the target; if it is right add --whole: files of others stay, those of the same name are replaced\n"
        ),
        Stop::NoCurl if vi => format!(
            "lỗi: máy này chưa có chương trình `curl` (từ bản {})\n  gợi ý: Windows 10 trở lên và macOS có sẵn; Ubuntu, Debian: sudo apt install curl\n",
            curl::NEEDED
        ),
        Stop::NoCurl => format!(
            "error: the program `curl` (from {} on) is not installed\n  help: Windows 10 and macOS bring it; Ubuntu, Debian: sudo apt install curl\n",
            curl::NEEDED
        ),
        Stop::Stays(path) if vi => format!(
            "lỗi: không gỡ được `{path}` khỏi nơi đăng, người đọc vẫn mở được\n  gợi ý: xin quyền xóa tệp ở nơi đăng, hoặc xóa tay tệp ấy ngay, rồi chạy lại\n"
        ),
        Stop::Stays(path) => format!(
            "error: `{path}` could not be removed and is still served\n  help: ask for the right to remove files there, or remove it by hand now, then run again\n"
        ),
        Stop::Far { exit, said } => {
            let help = far_help(exit, &said);
            let said = said.lines().next().unwrap_or_default();
            if vi {
                format!(
                    "lỗi: chưa gửi xong tới {to}: {said}\n  gợi ý: {}\n  Chạy lại cùng lệnh: những tệp đã tới không phải gửi lại.\n",
                    help[0]
                )
            } else {
                format!(
                    "error: not all was sent to {to}: {said}\n  help: {}\n  Run the same command again: what arrived is not sent twice.\n",
                    help[1]
                )
            }
        }
        Stop::Refused(refusal) => stopped::stopped_text(Path::new(""), &Stopped::Refused(refusal), lang),
    }
}

/// What to do about curl's exit status.
fn far_help(exit: i32, said: &str) -> [&'static str; 2] {
    match exit {
        2 => [
            "curl ở máy này quá cũ; cập nhật curl (từ bản 7.75) rồi chạy lại",
            "curl on this machine is too old; update it (7.75 or later) and run again",
        ],
        1 => [
            "curl ở máy này không biết cách gửi ấy (curl của Windows không có sftp); dùng ftps hoặc cài curl đầy đủ",
            "curl on this machine does not speak that way (that of Windows has no sftp); use ftps or install a full curl",
        ],
        6 | 7 | 28 | 55 | 56 => [
            "kiểm tra mạng và tên máy chủ; máy chủ bận thì đợi vài phút rồi chạy lại",
            "look at the network and the host's name; if the host is busy wait some minutes and run again",
        ],
        67 => [
            "sai tên hoặc mật khẩu: xem MANGNON_DEPLOY_USER, MANGNON_DEPLOY_PASSWORD hoặc ~/.netrc",
            "a wrong name or password: look at MANGNON_DEPLOY_USER, MANGNON_DEPLOY_PASSWORD or ~/.netrc",
        ],
        60 | 79 if said.contains("SSH") => [
            "máy chủ SSH chưa quen: đăng nhập một lần bằng lệnh ssh để xác nhận máy chủ, rồi chạy lại",
            "an unknown SSH host: log in once by ssh to confirm it, then run again",
        ],
        35 | 51 | 58 | 60 | 64 | 83 => [
            "kết nối không mã hóa được: dùng đúng tên máy chủ mà nơi cho thuê ghi trong thư (không dùng số IP)",
            "the connection could not be encrypted: use the host's name as its provider writes it (no IP number)",
        ],
        22 if said.contains("403") => [
            "kho từ chối: sai khóa, hoặc khóa chưa có quyền đọc, liệt kê, ghi, xóa; đồng hồ máy này phải đúng giờ",
            "the bucket refused: a wrong key, or one without the right to read, list, write and remove; this machine's clock must be right",
        ],
        22 if said.contains("404") => [
            "không có kho tên ấy ở địa chỉ này: xem lại tên kho, --endpoint, --region",
            "there is no bucket of this name at that address: look at its name, --endpoint, --region",
        ],
        9 | 21 | 25 | 70 | 73 => [
            "máy chủ không nhận tệp: xem thư mục có đúng không, còn quyền ghi và còn chỗ không",
            "the host does not take the file: look at the folder, the right to write and the room that is left",
        ],
        _ => [
            "xem lời báo trên; ý nghĩa số lỗi: https://curl.se/docs/manpage.html#EXIT",
            "see above; what the numbers mean: https://curl.se/docs/manpage.html#EXIT",
        ],
    }
}
