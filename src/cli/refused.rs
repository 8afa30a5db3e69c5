//! Why an output folder cannot be built into, and what to do about it.

use crate::diag::Lang;
use crate::publish::{Refusal, state_folder};

/// The refusal in words.
pub(super) fn text(refusal: &Refusal, lang: Lang) -> String {
    let (vi, en) = match refusal {
        Refusal::Io(failure) => return super::failure_text(failure, lang),
        Refusal::Busy(folder) => (
            format!(
                "lỗi: một lần dựng khác đang chạy ({})\n  gợi ý: đợi lần đó xong rồi chạy lại\n",
                folder.display()
            ),
            format!(
                "error: another build is at work ({})\n  help: wait for it and run again\n",
                folder.display()
            ),
        ),
        Refusal::AmongSources(folder) => (
            format!(
                "lỗi: thư mục `{}` nằm trong phần nguồn của cổng (content, static, themes)\n  gợi ý: chọn một thư mục ở ngoài bằng --out\n",
                folder.display()
            ),
            format!(
                "error: the folder `{}` lies among the sources of the site (content, static, themes)\n  help: choose a folder outside of them by --out\n",
                folder.display()
            ),
        ),
        Refusal::Foreign(folder) => (
            format!(
                "lỗi: thư mục `{}` đang có tệp không do mangnon tạo\n  gợi ý: chọn một thư mục trống bằng --out; không tệp nào bị xóa\n",
                folder.display()
            ),
            format!(
                "error: the folder `{}` holds files that mangnon did not make\n  help: choose an empty folder by --out; nothing was removed\n",
                folder.display()
            ),
        ),
        Refusal::OfAnother(folder, owner) => {
            let (out, state) = (folder.display(), state_folder(folder));
            let (state, title, url) = (state.display(), &owner.title, &owner.base_url);
            (
                format!(
                    "lỗi: thư mục `{out}` đang chứa cổng khác: “{title}” ({url})\n  gợi ý: xem lại --out và --root; đúng là muốn thay cả cổng ấy thì xóa `{out}` và `{state}` rồi dựng lại; chưa tệp nào bị đổi\n"
                ),
                format!(
                    "error: the folder `{out}` holds the site of another portal: “{title}” ({url})\n  help: look at --out and --root; to replace that whole site, remove `{out}` and `{state}` and build again; nothing was changed\n"
                ),
            )
        }
    };
    if lang == Lang::Vi { vi } else { en }
}
