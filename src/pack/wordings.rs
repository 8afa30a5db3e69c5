//! One thing to do in several wordings: an item of a list comes in, its words go out, the longest first.
//!
//! The shortest never leaves out a count or what stands behind a condition: who reads it alone must not
//! do harm.

use crate::content::block::{Block, Inline};
use crate::content::text::{of_inlines, shorten};
use crate::pack::lines::LONGEST;
use crate::pack::pointers::without_pointing;

/// An item in as many sentences as there is room for, in its first sentence, and in the fewest words
/// that its author thought enough: what it begins with in bold.
pub(super) fn wordings(item: &[Block]) -> Option<Vec<String>> {
    let words = item.iter().find_map(|block| match block {
        Block::Paragraph(content) => Some(content.as_slice()),
        _ => None,
    })?;
    let whole = without_pointing(words);
    let bold = match words.first() {
        Some(Inline::Strong(inner)) => of_inlines(inner),
        _ => String::new(),
    };
    let rest = whole.strip_prefix(bold.as_str()).filter(|_| !bold.is_empty());
    // `Không ngắt được: …` is a condition, and what to do stands behind it.
    let is_condition = bold.ends_with(':') || rest.is_some_and(|rest| rest.starts_with(':'));
    let is_said = bold.split_whitespace().count() >= 3 && !is_condition;
    let is_sentence =
        is_said && rest.is_some_and(|rest| rest.is_empty() || bold.ends_with(['.', '!', '?', '"', '”']));
    let sentence = if is_sentence { bold.clone() } else { first_sentence(&whole) };
    let mut wordings = vec![several_sentences(&whole), sentence];
    if is_said {
        wordings.push(bold);
    } else if let Some(rest) = rest.filter(|_| !is_condition) {
        // Behind the bold words a clause may end; within them, and behind a condition, all is needed.
        let clause = end_of_clause(rest).map(|at| &whole[..bold.len() + at]);
        wordings.extend(clause.filter(|clause| clause.split_whitespace().count() >= 4).map(str::to_owned));
    }
    let tidy = wordings.iter().map(|text| text.trim().trim_end_matches([';', ':', ',', '.']).trim());
    let mut tidy: Vec<String> =
        tidy.filter(|text| !text.is_empty()).map(|text| shorten(text, LONGEST)).collect();
    tidy.sort_by_key(|text| std::cmp::Reverse(text.chars().count()));
    tidy.dedup();
    (!tidy.is_empty()).then_some(tidy)
}

/// Where the first clause of a text ends; a list of counts (`5 vỗ, 5 ấn`) is one clause.
fn end_of_clause(text: &str) -> Option<usize> {
    let counts = |at: usize| text[at + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let mark = text.char_indices().find(|(at, c)| *c == '(' || *c == ',' && !counts(*at)).map(|(at, _)| at);
    let word = [" đến khi ", " cho đến khi ", " vì "].iter().filter_map(|word| text.find(word)).min();
    [mark, word].into_iter().flatten().min()
}

/// Where sentences end within a text, outside of quotation marks. What stands behind a semicolon belongs
/// to its sentence: it is often the half on which safety hangs.
pub(super) fn ends(text: &str) -> Vec<usize> {
    let mut quoted = false;
    let mut ends = Vec::new();
    for (at, c) in text.char_indices() {
        quoted = match c {
            '"' => !quoted,
            '“' => true,
            '”' => false,
            _ => quoted,
        };
        let next = at + c.len_utf8();
        if !quoted && matches!(c, '.' | '!' | '?') && text[next..].starts_with(' ') {
            ends.push(next);
        }
    }
    ends
}

/// The first sentence, or as many as make up a few words: `GỌI.` alone says too little.
fn first_sentence(text: &str) -> String {
    const ENOUGH: usize = 3;
    let mut ends = ends(text).into_iter();
    let end = ends.find(|end| text[..*end].split_whitespace().count() >= ENOUGH);
    end.map_or(text, |end| &text[..end]).to_owned()
}

/// As many sentences as a line of a poster may have letters.
fn several_sentences(text: &str) -> String {
    let whole = std::iter::once(text.len());
    let mut ends = whole.chain(ends(text).into_iter().rev());
    let end = ends.find(|end| text[..*end].chars().count() <= LONGEST);
    end.map_or_else(|| first_sentence(text), |end| text[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(bold: &str, rest: &str) -> Vec<Block> {
        let text = |text: &str| Inline::Text(text.to_owned());
        vec![Block::Paragraph(vec![Inline::Strong(vec![text(bold)]), text(rest)])]
    }

    fn shortest(item: &[Block]) -> String {
        wordings(item).and_then(|mut wordings| wordings.pop()).unwrap_or_default()
    }

    #[test]
    fn a_sentence_in_bold_is_the_action_and_a_word_in_bold_is_not() {
        assert_eq!(shortest(&item("Gọi to xin giúp.", " Đừng nhảy xuống.")), "Gọi to xin giúp");
        assert_eq!(shortest(&item("Gọi", " 115 ngay. Nói rõ nơi ở.")), "Gọi 115 ngay");
    }

    #[test]
    fn a_condition_in_bold_takes_what_to_do_with_it() {
        for (bold, rest) in
            [("Không ngắt được:", " đi dép khô. Dùng gậy."), ("Không ngắt được", ": đi dép khô. Dùng gậy.")]
        {
            assert_eq!(shortest(&item(bold, rest)), "Không ngắt được: đi dép khô");
        }
    }

    #[test]
    fn a_sentence_that_begins_in_bold_is_said_whole_where_there_is_room() {
        let item = item("Nghe trưởng xóm", " báo ba ao chưa rào. Rào xong báo lại.");
        let expected = [
            "Nghe trưởng xóm báo ba ao chưa rào. Rào xong báo lại",
            "Nghe trưởng xóm báo ba ao chưa rào",
            "Nghe trưởng xóm",
        ];
        assert_eq!(wordings(&item).expect("it has words"), expected);
    }

    #[test]
    fn the_shortest_wording_leaves_no_count_and_nothing_behind_a_condition_out() {
        let again = item("Lặp lại", " 5 vỗ, 5 ấn đến khi vật bật ra, trẻ ho được.");
        assert_eq!(shortest(&again), "Lặp lại 5 vỗ, 5 ấn");
        let breathless = item("Không thở:", " lau sạch miệng, ép tim và thổi ngạt. Làm mãi.");
        assert_eq!(shortest(&breathless), "Không thở: lau sạch miệng, ép tim và thổi ngạt");
    }

    #[test]
    fn a_point_within_a_number_or_a_quotation_ends_no_sentence() {
        assert_eq!(first_sentence("Nộp đủ 1.200 đồng. Xong thì về"), "Nộp đủ 1.200 đồng.");
        let cry = "Hô to \"Cứu! Có người đuối nước!\" thật to. Rồi chạy.";
        assert_eq!(first_sentence(cry), "Hô to \"Cứu! Có người đuối nước!\" thật to.");
    }

    #[test]
    fn what_stands_behind_a_semicolon_is_never_left_out() {
        let march = item("20h15", ": rước đèn quanh hồ; trẻ dưới 6 tuổi đi cùng người lớn.");
        let whole = "20h15: rước đèn quanh hồ; trẻ dưới 6 tuổi đi cùng người lớn";
        assert_eq!(wordings(&march).expect("it has words"), [whole]);
    }

    #[test]
    fn one_word_takes_the_next_sentence_with_it() {
        assert_eq!(first_sentence("GỌI. Hô to xin giúp. Rồi chạy."), "GỌI. Hô to xin giúp.");
    }
}
