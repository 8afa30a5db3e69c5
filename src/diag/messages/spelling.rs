//! Messages about slips of spelling.
//!
//! The words that offend and how they would read mended come in, advice goes out.

use jiff::civil::Date;

use crate::diag::messages::{advice, error, warning};
use crate::diag::{Diagnostic, Spot};

/// A passage typed with a font of the nineties; `read` is how it begins in Unicode.
pub fn font_old(spot: Spot, words: &str, read: &str) -> Diagnostic {
    error(
        "font-old",
        spot,
        "đoạn này gõ bằng phông chữ cũ (.VnTime, VNI): trên điện thoại và loa chỉ còn ký hiệu lạ".into(),
        "this passage is typed with a font of the nineties: phones and loudspeakers show rubbish".into(),
    )
    .words(words)
    .help(
        format!("đoạn này là: “{read}…”; đưa tệp Word gốc qua `mangnon import`, hoặc gõ lại bằng Unicode"),
        format!("it reads: “{read}…”; run `mangnon import` on the original, or type it anew in Unicode"),
    )
}

/// Words run together.
pub fn words_glued(spot: Spot, words: &str, mended: &str) -> Diagnostic {
    advice("words-glued", spot, format!("chữ dính nhau: `{words}`"), format!("words run together: `{words}`"))
        .words(words)
        .help(format!("viết rời: {mended}"), format!("write them apart: {mended}"))
}

/// A word written twice.
pub fn word_doubled(spot: Spot, words: &str, mended: &str) -> Diagnostic {
    advice("word-doubled", spot, format!("chữ lặp: `{words}`"), format!("a word written twice: `{words}`"))
        .words(words)
        .help(format!("có phải chỉ cần: {mended}"), format!("is once enough: {mended}"))
}

/// A letter that only looks Vietnamese.
pub fn letter_foreign(spot: Spot, words: &str, mended: &str) -> Diagnostic {
    advice(
        "letter-foreign",
        spot,
        format!("`{words}` có chữ cái không phải tiếng Việt, máy tìm kiếm và máy đọc không nhận ra"),
        format!("`{words}` holds a letter that is not Vietnamese; search and speech do not know it"),
    )
    .words(words)
    .help(format!("gõ lại: {mended}"), format!("type it again: {mended}"))
}

/// Slips in the text of an issued document, told once.
pub fn spelling_in_document(spot: Spot, first: &str, lines: &[u32]) -> Diagnostic {
    /// A list that long says enough.
    const SHOWN: usize = 8;
    let mut places = lines.to_vec();
    places.dedup();
    let more = if places.len() > SHOWN { ", …" } else { "" };
    let list: Vec<String> = places.iter().take(SHOWN).map(ToString::to_string).collect();
    let list = format!("{}{more}", list.join(", "));
    advice(
        "spelling-in-document",
        spot,
        format!("văn bản có {} chỗ có thể sai chính tả, chỗ đầu là `{first}`; dòng {list}", lines.len()),
        format!("the document may be misspelled in {} places, first `{first}`; lines {list}", lines.len()),
    )
    .words(first)
    .help(
        "văn bản đã ban hành thì giữ nguyên; sai do nhập hoặc gõ lại thì sửa theo bản gốc",
        "keep an issued text as it is; mend what went wrong in typing or importing, by the original",
    )
}

/// What is hard to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hard {
    /// A sentence that a reader loses.
    Sentence {
        /// How long it is.
        syllables: usize,
        /// Its first words.
        opening: String,
    },
    /// Words of offices.
    Words {
        /// As they stand there.
        said: String,
        /// How people say it.
        plain: &'static str,
    },
}

/// Places that are hard to read, the hardest first, with their lines.
pub fn hard_to_read(spot: Spot, n: usize, places: &[(u32, Hard)]) -> Diagnostic {
    let one_vi = |(line, hard): &(u32, Hard)| match hard {
        Hard::Sentence { syllables, opening } => format!("dòng {line}, câu {syllables} tiếng “{opening}…”"),
        Hard::Words { said, plain } => format!("dòng {line}, “{said}” (nói: {plain})"),
    };
    let one_en = |(line, hard): &(u32, Hard)| match hard {
        Hard::Sentence { syllables, opening } => {
            format!("line {line}, a sentence of {syllables} syllables “{opening}…”")
        }
        Hard::Words { said, plain } => format!("line {line}, “{said}” (say: {plain})"),
    };
    let vi: Vec<String> = places.iter().map(one_vi).collect();
    let en: Vec<String> = places.iter().map(one_en).collect();
    advice(
        "hard-to-read",
        spot,
        format!("bài có {n} chỗ khó đọc, khó nhất: {}", vi.join("; ")),
        format!("the text is hard to read in {n} places, most of all: {}", en.join("; ")),
    )
    .help(
        "ngắt câu dài thành nhiều câu, mỗi câu một việc; đổi lời công văn thành lời bà con vẫn nói",
        "break long sentences, one thing in each; say it as people say it",
    )
}

/// A weekday that is not that of its date.
pub fn weekday_wrong(spot: Spot, told: &str, date: &str, right: &str, near: Date) -> Diagnostic {
    let near = near.strftime("%d/%m/%Y");
    warning(
        "weekday-wrong",
        spot,
        format!("{date} không phải {told}: ngày ấy là {right}"),
        format!("{date} is not {told}: it is {right}"),
    )
    .words(told)
    .help(
        format!("sửa thứ hoặc sửa ngày; {told} gần nhất là {near}"),
        format!("mend the weekday or the date; the nearest {told} is {near}"),
    )
}

/// A day that its month does not have.
pub fn date_impossible(spot: Spot, date: &str) -> Diagnostic {
    warning("date-impossible", spot, format!("không có ngày {date}"), format!("there is no day {date}"))
        .words(date)
        .help(
            "xem lại ngày và tháng, viết ngày/tháng/năm",
            "look at the day and the month; write day/month/year",
        )
}

/// A telephone number with a digit too few or too many.
pub fn phone_digits(spot: Spot, number: &str, digits: usize) -> Diagnostic {
    warning(
        "phone-digits",
        spot,
        format!("số điện thoại {number} có {digits} chữ số: không gọi được"),
        format!("the telephone number {number} has {digits} digits and cannot be called"),
    )
    .words(number)
    .help(
        "số di động có 10 chữ số, số máy bàn (bắt đầu bằng 02) có 11; gọi thử rồi sửa lại",
        "a mobile number has 10 digits, a landline (it begins with 02) has 11; call it and mend it",
    )
}

/// A place of a template that nobody filled in.
pub fn unfilled(spot: Spot, words: &str) -> Diagnostic {
    warning(
        "unfilled",
        spot,
        format!("chỗ phải điền còn nguyên: {words}"),
        format!("this place is still to be filled in: {words}"),
    )
    .words(words)
    .help(
        "thay cả dấu < > hay dấu … bằng lời thật; không cần thì xóa",
        "replace it, brackets and dots and all, by real words, or delete it",
    )
}
