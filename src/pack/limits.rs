//! The limits of Zalo, in one table: what we keep to, what Zalo refuses, where that stands, when it was read.
//!
//! A file of data. `docs/zalo.md` shows the same rows to officials, and a test compares them; whoever
//! finds that Zalo changed a limit changes it here and nowhere else.

/// The month in which all of them were looked up.
pub const READ: &str = "11/2026";

/// One limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is limited, for officials.
    pub what: &'static str,
    /// What we keep to.
    pub ours: usize,
    /// What the platform allows, or what is not known.
    pub theirs: &'static str,
    /// What is counted.
    pub unit: &'static str,
    /// Where it was read.
    pub source: &'static str,
}

/// A message in a group. The rest is left for what the sender adds.
pub const MESSAGE: Limit = Limit {
    what: "Một tin nhắn nhóm",
    ours: 1_900,
    theirs: "2000",
    unit: "đơn vị UTF-16",
    source: "Zalo Bot API và ứng dụng cá nhân",
};

/// A message that the program composes itself. A text that its author wrote may be longer.
pub const COMPOSED: Limit = Limit {
    what: "Phần thân tin do máy soạn",
    ours: 1_100,
    theirs: "không có",
    unit: "đơn vị UTF-16",
    source: "bài tập huấn cán bộ xã: tin loa và Zalo dưới 300 từ",
};

/// The title of an Official Account article.
pub const OA_TITLE: Limit = Limit {
    what: "Tiêu đề bài Zalo OA",
    ours: 140,
    theirs: "150",
    unit: "ký tự",
    source: "Zalo OA article/create; chuỗi đúng mức trần bị từ chối",
};

/// The description of an Official Account article.
pub const OA_DESCRIPTION: Limit = Limit {
    what: "Mô tả bài Zalo OA",
    ours: 250,
    theirs: "300",
    unit: "ký tự",
    source: "Zalo OA article/create; chuỗi đúng mức trần bị từ chối",
};

/// The author of an Official Account article.
pub const OA_AUTHOR: Limit = Limit {
    what: "Tác giả bài Zalo OA",
    ours: 50,
    theirs: "50, dài hơn bị cắt",
    unit: "ký tự",
    source: "Zalo OA article/create",
};

/// The cover of an Official Account article, and every card.
pub const COVER: Limit = Limit {
    what: "Ảnh bìa, thẻ ảnh",
    ours: 300 * 1_024,
    theirs: "1 MB, chưa kiểm chứng",
    unit: "byte",
    source: "ảnh nặng làm bài OA treo",
};

/// Broadcasts that one audience gets in a month.
pub const A_MONTH: Limit = Limit {
    what: "Tin truyền thông OA tới một đối tượng",
    ours: 4,
    theirs: "4",
    unit: "lần một tháng",
    source: "Zalo OA oa/message, thực tế các xã",
};

/// Broadcasts that one audience gets in a day.
pub const A_DAY: Limit = Limit {
    what: "Tin truyền thông OA tới một đối tượng",
    ours: 1,
    theirs: "1",
    unit: "lần một ngày",
    source: "Zalo OA oa/message, thực tế các xã",
};

/// Minutes between two broadcasts of one account.
pub const APART: Limit = Limit {
    what: "Hai lần gửi của một tài khoản OA cách nhau",
    ours: 30,
    theirs: "30",
    unit: "phút",
    source: "Zalo OA oa/message",
};

/// All of them.
pub const LIMITS: &[Limit] =
    &[MESSAGE, COMPOSED, OA_TITLE, OA_DESCRIPTION, OA_AUTHOR, COVER, A_MONTH, A_DAY, APART];
