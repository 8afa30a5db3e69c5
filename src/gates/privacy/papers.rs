//! Words for papers that have a number, and for passwords.
//!
//! Lists only: which words, in their order, name a paper or a password of a person.

/// The words for a paper that has a number.
pub(super) const PAPERS: &[&[&str]] = &[
    &["số", "định", "danh"],
    &["mã", "định", "danh"],
    &["định", "danh", "cá", "nhân"],
    &["khai", "sinh"],
    &["chứng", "sinh"],
    &["cccd"],
    &["căn", "cước"],
    &["cmnd"],
    &["mã", "học", "sinh"],
    &["mã", "số", "học", "sinh"],
    &["bhyt"],
    &["bảo", "hiểm", "y", "tế"],
    &["mã", "thẻ"],
    &["số", "thẻ"],
    &["hộ", "chiếu"],
    &["mã", "bệnh", "nhân"],
    &["mã", "hs"],
    &["số", "hồ", "sơ"],
    &["mã", "hồ", "sơ"],
    &["số", "báo", "danh"],
    &["sbd"],
    &["mã", "trẻ"],
    &["mã", "số"],
    &["thẻ", "học", "sinh"],
];

pub(super) const PASSWORDS: &[&[&str]] =
    &[&["mật", "khẩu"], &["password"], &["pass"], &["pwd"], &["matkhau"], &["mk"], &["mã", "pin"]];

/// Words for papers and passwords begin with one of these.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    PAPERS.iter().map(|words| words[0]).chain(PASSWORDS.iter().map(|words| words[0]))
}
