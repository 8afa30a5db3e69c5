//! Speech engines and recordings.
//!
//! Callers run an engine or read a recording; a build goes on without the sound.

use super::{advice, error, warning};
use crate::diag::{Diagnostic, Spot};

/// An engine without a program.
pub fn engine_command_empty(spot: Spot) -> Diagnostic {
    error(
        "engine-command",
        spot,
        "chưa ghi chương trình đọc trong command".into(),
        "command names no program".into(),
    )
    .help(
        "bỏ dòng command để dùng espeak-ng, hoặc ghi command = [\"chương trình\", \"tham số\"]",
        "leave command out to use espeak-ng, or write command = [\"program\", \"argument\"]",
    )
}

/// A place in a command that the program does not fill in.
pub fn engine_place(spot: Spot, place: &str, places: &[&str]) -> Diagnostic {
    let list = places.join(", ");
    error(
        "engine-place",
        spot,
        format!("command có `{place}`, chương trình không biết điền gì vào đó"),
        format!("command has `{place}`, which nothing fills in"),
    )
    .words(place)
    .help(format!("dùng được: {list}"), format!("the places are: {list}"))
}

/// The program that should speak is not on this machine.
pub fn engine_missing(spot: Spot, program: &str) -> Diagnostic {
    advice(
        "engine-missing",
        spot,
        format!("máy này không có `{program}`: trang vẫn dựng đủ, chỉ chưa có tệp âm thanh"),
        format!("`{program}` is not on this machine: the site is whole, without audio files"),
    )
    .words(program)
    .help(
        "cài chương trình ấy (Debian, Ubuntu: apt install espeak-ng), hoặc sửa command trong [loudspeaker.engine]",
        "install it (Debian, Ubuntu: apt install espeak-ng), or mend command in [loudspeaker.engine]",
    )
}

/// The program that should speak did not.
pub fn engine_failed(spot: Spot, n: usize, first: &str, reason: (&str, &str)) -> Diagnostic {
    warning(
        "engine-failed",
        spot,
        format!("chương trình đọc không làm được {n} bài nói, đầu tiên là `{first}`: {}", reason.0),
        format!("the engine could not speak (texts: {n}), the first of them `{first}`: {}", reason.1),
    )
    .words(first)
    .help(
        "trang vẫn đăng đủ, trừ các tệp ấy; chạy thử lệnh trong [loudspeaker.engine] rồi dựng lại",
        "the site is published without these files; try the command of [loudspeaker.engine], then build again",
    )
}

/// What was spoken is not as long as planned.
pub fn engine_length(spot: Spot, n: usize, title: &str, planned: u64, spoken: u64) -> Diagnostic {
    warning(
        "engine-length",
        spot,
        format!(
            "{n} tệp âm thanh lệch kế hoạch quá một phần mười; xa nhất là `{title}`: {spoken} giây, kế hoạch {planned} giây"
        ),
        format!(
            "audio files more than a tenth off their plan: {n}, the farthest `{title}` with {spoken} seconds for {planned}"
        ),
    )
    .words(title)
    .help(
        "thêm {speed} hoặc {length_scale} vào command để chương trình chỉnh tốc độ, hay sửa rate của địa phương",
        "put {speed} or {length_scale} into command so that the speed can be set, or mend the locality's rate",
    )
}

/// A recording in a form that players of communes do not know.
pub fn recording_format(spot: Spot, file: &str) -> Diagnostic {
    error(
        "recording-format",
        spot,
        format!("tệp ghi âm `{file}` không phải MP3"),
        format!("the recording `{file}` is no MP3"),
    )
    .words(file)
    .help("xuất lại thành tệp .mp3", "save it as .mp3")
}

/// A recording without sound.
pub fn recording_silent(spot: Spot, file: &str) -> Diagnostic {
    error(
        "recording-silent",
        spot,
        format!("tệp `{file}` không có tiếng nào đọc được"),
        format!("the file `{file}` holds no sound"),
    )
    .words(file)
    .help("nghe thử tệp trên máy, rồi xuất lại thành .mp3", "listen to it, then save it as .mp3 again")
}

/// A language that is none.
pub fn language_tag(spot: Spot, tag: &str) -> Diagnostic {
    error(
        "language-tag",
        spot,
        format!("`{tag}` không phải mã ngôn ngữ"),
        format!("`{tag}` is no language tag"),
    )
    .words(tag)
    .help(
        "ghi mã BCP 47, ví dụ lang = \"tyz\" (tiếng Tày); tên tiếng ghi ở name",
        "write a BCP 47 tag such as lang = \"tyz\"; its name goes into name",
    )
}
