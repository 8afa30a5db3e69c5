//! Whether 111, 113, 115 are somebody to call or an amount of something.
//!
//! In: the position of a hotline's number. Out: yes or no. What is counted behind it, or a word before it
//! that takes an amount or a name, makes it a number like any other; else these few numbers are called:
//! "hoặc 113.", "nhờ 111 giúp". Other short numbers, which no site has as its hotline, need a cue.

use super::lexicon::Cue;
use super::reader::Reader;
use super::tokens::{Case, Gap, Tokens};

/// How far a label before a colon and its neighbours are looked at.
const LABEL: usize = 8;

/// Whether the hotline's number is read digit by digit.
pub(super) fn is_called(reader: &Reader<'_>, idx: usize) -> bool {
    let left = reader.before_number_word(idx);
    let says_number = left < idx && reader.tokens.fold(left) == "số";
    let at_left = |cue| reader.before(cue, left);
    if at_left(Cue::PhoneStrong)
        || reader.before(Cue::PhoneStrong, reader.skip_left(idx))
        || at_left(Cue::Phone) && reader.at(Cue::CalledWhen, idx + 1)
        || is_of_place(reader.tokens, idx)
        || is_slashed(reader, idx)
    {
        return true;
    }
    if is_counted(reader, idx) || at_left(Cue::Doc) || is_name(reader, idx) && !says_number {
        return false;
    }
    if at_left(Cue::Phone) || reader.follows(idx, "phone") {
        return true;
    }
    if says_number {
        return !at_left(Cue::NumberOf);
    }
    near(reader, idx)
        || !is_labelled_count(reader, idx) && (stands_alone(reader, idx) || is_free(reader, idx))
}

/// 112/114: numbers to call side by side, with nothing before or behind them that counts.
fn is_slashed(reader: &Reader<'_>, idx: usize) -> bool {
    /// No more are called than there are.
    const MOST: usize = 5;
    let tokens = reader.tokens;
    let called = |i: usize| reader.lexicon.is_always_called(tokens.digits(i));
    let joins = |i: usize| tokens.tight_mark(i, '/') && tokens.tight_number(i + 1);
    let behind = idx > 1 && joins(idx - 1) && called(idx - 2);
    let head = if behind { idx - 2 } else { idx };
    let n = (0..MOST).take_while(|n| joins(head + 2 * n + 1) && called(head + 2 * n + 2)).count();
    let last = head + 2 * n;
    let left = reader.skip_left(head);
    let labelled = left < head && (left..head).any(|i| tokens.is_mark(i, ':')) && !near(reader, head);
    let named = [Cue::CountLeft, Cue::Doc, Cue::Numbered, Cue::Scale, Cue::Score, Cue::NotCalled];
    let counted = reader.at(Cue::Noun, last + 1) && tokens.gap(last + 1) < Gap::Line
        || named.into_iter().any(|cue| reader.before(cue, left));
    let goes_on = joins(last + 1);
    n > 0 && tokens.digits(head) != tokens.digits(head + 2) && !goes_on && !labelled && !counted
}

/// "nhờ 113 xã": who is called of that place, not so many places.
fn is_of_place(tokens: &Tokens<'_>, idx: usize) -> bool {
    let asked = matches!(tokens.fold(idx.wrapping_sub(1)), "nhờ" | "gọi" | "hỏi" | "kêu" | "cậy" | "ngay");
    asked && matches!(tokens.fold(idx + 1), "xã" | "phường" | "huyện" | "tỉnh")
}

/// Whether something is counted behind the number, or a word before it takes an amount.
fn is_counted(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let behind = idx + 1 + usize::from(tokens.is_mark(idx + 1, ','));
    let street = matches!(tokens.fold(behind), "đường" | "phố" | "ngõ" | "quốc");
    if street && tokens.fold(behind + 1) != "dây"
        || reader.at(Cue::Noun, idx + 1) && tokens.gap(idx + 1) < Gap::Line && !is_since(tokens, idx + 1)
    {
        return true;
    }
    let before = idx.wrapping_sub(1);
    let of_both = match tokens.fold(before) {
        // "nay là 111" behind a number to call; "báo với 113", but "so với 113".
        "là" => {
            near(reader, idx) || reader.read_in_sentence(idx, "phone") || is_number_to_call(reader, before)
        }
        "với" | "cùng" => tokens.fold(before.wrapping_sub(1)) != "so",
        "cả" => pairs(reader, idx),
        "thêm" => matches!(tokens.fold(before.wrapping_sub(1)), "gọi" | "báo" | "hỏi" | "nhờ"),
        "được" => matches!(tokens.fold(before.wrapping_sub(1)), "gọi" | "báo" | "quay" | "bấm"),
        _ => false,
    };
    reader.before(Cue::CountLeft, idx) && !of_both
}

/// "từ 6/12", "từ ngày": since when, not so many words.
fn is_since(tokens: &Tokens<'_>, idx: usize) -> bool {
    let since =
        matches!(tokens.fold(idx + 1), "ngày" | "tháng" | "năm" | "nay" | "hôm" | "khi" | "lúc" | "thứ");
    tokens.fold(idx) == "từ" && (tokens.is_number(idx + 1) || since)
}

/// "Số mới là 111", "số khẩn cấp là 113".
fn is_number_to_call(reader: &Reader<'_>, is: usize) -> bool {
    let tokens = reader.tokens;
    (is.saturating_sub(4)..is).any(|i| {
        let called = i + 1 == is
            || reader.at(Cue::NumberToCall, i + 1)
            || matches!(tokens.fold(i + 1), "mới" | "cũ" | "trên");
        tokens.fold(i) == "số" && called && !reader.before(Cue::NumberOf, i)
    })
}

/// Whether the number is the name of something, not that of a hotline: khoản 112, cuộc gọi thứ 111.
fn is_name(reader: &Reader<'_>, idx: usize) -> bool {
    let before = reader.tokens.fold(idx.wrapping_sub(1));
    // Đội 113, Đội 114: who comes when that is called.
    if before == "đội" && matches!(reader.tokens.digits(idx), "113" | "114" | "115") {
        return false;
    }
    let head = reader.list_head(idx);
    let listed =
        head < idx && (head..idx).all(|i| !reader.tokens.is_number(i) || reader.tokens.digits(i).len() == 3);
    before == "thứ" || reader.before(Cue::Numbered, idx) || listed && reader.before(Cue::Numbered, head)
}

/// Two hotlines side by side, counting nothing: "111 và 113".
fn pairs(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let joined =
        tokens.is_mark(idx + 1, ',') || matches!(tokens.fold(idx + 1), "và" | "hoặc" | "hay" | "lẫn");
    let other = tokens.digits(idx + 2);
    joined
        && reader.lexicon.is_hotline(other)
        && other != tokens.digits(idx)
        && !reader.at(Cue::Noun, idx + 3)
}

/// A hotline's number between marks, counting nothing: "111 (24/24)".
fn stands_alone(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let opens = idx == 0 || tokens.opens_line(idx);
    let acts = matches!(
        tokens.fold(idx + 1),
        "có" | "là" | "tiếp" | "nhận" | "hỗ" | "luôn" | "sẽ" | "đã" | "miễn" | "trực"
    );
    if opens && acts && tokens.raw(idx) == "111" || pairs(reader, idx) {
        return true;
    }
    let heads = opens || tokens.mark(idx - 1).is_some_and(|mark| mark != '.');
    let ends = tokens.mark(idx + 1).is_some_and(|mark| !matches!(mark, '.' | ')' | '/'))
        || tokens.get(idx + 1).is_none();
    heads && ends && tokens.raw(idx) != "112" && !is_reckoned(tokens, idx)
}

/// Whether nothing on either side makes an amount or a name of the number.
fn is_free(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let (before, next) = (idx.wrapping_sub(1), idx + 1);
    let beside_number = tokens.is_number(before) && tokens.gap(idx) < Gap::Line;
    if !reader.lexicon.is_always_called(tokens.digits(idx))
        || beside_number
        || is_reckoned(tokens, idx)
        || reader.before(Cue::NotCalled, idx) && !is_in_company(reader, idx)
        || closes_span(tokens, idx)
    {
        return false;
    }
    if tokens.gap(next) >= Gap::Line {
        return true;
    }
    if let Some(mark) = tokens.mark(next) {
        let heads_item = tokens.opens_line(idx) && matches!(mark, '.' | ')' | '/') && !tokens.tight(next + 1);
        let joins = matches!(mark, '-' | '/') && tokens.is_number(next + 1);
        return !heads_item && !joins;
    }
    let word = tokens.is_word(next) && tokens.case(next) != Some(Case::Title);
    word && (reader.at(Cue::AfterCall, next) || reader.before(Cue::CallLeft, reader.before_number_word(idx)))
}

/// Whether two other hotlines stand in the same sentence: "cháy nhà 114, trộm cắp 113, ốm đau 115".
fn is_in_company(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let goes_on = |&i: &usize| !matches!(tokens.mark(i), Some('.' | '!' | '?'));
    let left = (idx.saturating_sub(12)..idx).rev().take_while(goes_on);
    let right = (idx + 1..idx + 12).take_while(goes_on);
    let others = left.chain(right).filter(|&i| {
        reader.lexicon.is_always_called(tokens.digits(i))
            && tokens.digits(i) != tokens.digits(idx)
            && !reader.at(Cue::Noun, i + 1)
    });
    others.count() > 1
}

/// A sign of reckoning on either side: = 111, 98 + 113, > 115.
fn is_reckoned(tokens: &Tokens<'_>, idx: usize) -> bool {
    let reckons = |i: usize| {
        tokens.mark(i).is_some_and(|mark| {
            matches!(mark, '=' | '+' | '<' | '>' | '~' | '≈' | '±' | '×' | '*' | '≥' | '≤' | '%')
        })
    };
    let tied = matches!(tokens.mark(idx.wrapping_sub(1)), Some('-' | '/')) && tokens.tight(idx);
    reckons(idx.wrapping_sub(1)) || reckons(idx + 1) || tied
}

/// The upper end of an amount: "từ 98 đến 113", "tăng lên đến 115".
fn closes_span(tokens: &Tokens<'_>, idx: usize) -> bool {
    let Some(to) = idx.checked_sub(2) else { return false };
    matches!(tokens.fold(to + 1), "đến" | "tới")
        && (tokens.is_number(to) || matches!(tokens.fold(to), "lên" | "đạt" | "tăng" | "giảm" | "xuống"))
}

/// Whether a label stands before the number that counts ("Sĩ số: 113"), or the labels beside it do
/// ("Nam: 113, nữ: 98").
fn is_labelled_count(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let Some(colon) = idx.checked_sub(1).filter(|&i| tokens.is_mark(i, ':')) else { return false };
    let mut label = (colon.saturating_sub(LABEL)..colon).rev().take_while(|&i| tokens.is_word(i));
    let counts = label.any(|i| match tokens.fold(i) {
        "tổng" => tokens.fold(i + 1) != "đài",
        "số" => !reader.at(Cue::NumberToCall, i + 1),
        word => matches!(word, "lượng" | "dân" | "diện" | "sĩ"),
    });
    let beside = |i: usize| {
        let number = tokens.digits(i + 1);
        tokens.is_mark(i, ':')
            && tokens.gap(i + 1) < Gap::Line
            && (1..=4).contains(&number.len())
            && !reader.lexicon.is_hotline(number)
            && !(tokens.tight(i + 2) && tokens.is_word(i + 2))
            && !tokens.is_number(i.wrapping_sub(1))
    };
    let line = (colon.saturating_sub(3 * LABEL)..colon).rev().take_while(|&i| tokens.gap(i + 1) < Gap::Line);
    let rest = (idx..idx + 3 * LABEL).take_while(|&i| tokens.gap(i) < Gap::Line || i == idx);
    counts || line.chain(rest).any(beside)
}

/// Whether telephoning is spoken of close by in the same sentence.
fn near(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let ends = |i: usize| matches!(tokens.mark(i), Some('.' | ';' | '!' | '?'));
    let left =
        (idx.saturating_sub(7)..idx).rev().take_while(|&i| !ends(i)).any(|i| reader.at(Cue::PhoneNear, i));
    left || (idx + 1..idx + 6).take_while(|&i| !ends(i)).any(|i| reader.at(Cue::PhoneNear, i))
}
