//! Sentences in another language than Vietnamese, which no Vietnamese announcer can read out.
//!
//! A paragraph comes in, it goes out without them. Their numbers would be said in Vietnamese, and a speech
//! engine makes noise of the rest. Names and single words from abroad stay: everybody says them.

use crate::vi::syllable;

/// English words that stand in no Vietnamese sentence.
const ENGLISH: [&str; 24] = [
    "the", "of", "and", "is", "are", "your", "you", "for", "with", "this", "that", "from", "please", "if",
    "by", "or", "at", "on", "we", "our", "have", "will", "not", "free",
];

/// Fewer words than these tell no language.
const FEW: usize = 5;

/// A paragraph in two: what is Vietnamese, and the sentences that are not.
pub(super) fn told_apart(paragraph: &str) -> (String, Vec<String>) {
    let all = sentences(paragraph);
    if !all.iter().any(|sentence| is_foreign(sentence)) {
        return (paragraph.to_owned(), Vec::new());
    }
    let (foreign, own): (Vec<&str>, Vec<&str>) = all.into_iter().partition(|sentence| is_foreign(sentence));
    (own.join(" "), foreign.into_iter().map(str::to_owned).collect())
}

fn sentences(paragraph: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in paragraph.char_indices() {
        let end = at + c.len_utf8();
        let ends = matches!(c, '.' | '!' | '?' | '…' | ';' | '\u{17d4}');
        if ends && paragraph[end..].starts_with(char::is_whitespace) {
            sentences.push(paragraph[start..end].trim());
            start = end;
        }
    }
    sentences.push(paragraph[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Whether most letters are of another script, or most words no Vietnamese syllables: of English a few of
/// its smallest words are enough, of other languages so many words that they can't be names.
fn is_foreign(sentence: &str) -> bool {
    let (mut plain, mut marked, mut other) = (0_usize, 0_usize, 0_usize);
    for c in sentence.chars().filter(|c| c.is_alphabetic()) {
        match c {
            _ if c.is_ascii() => plain += 1,
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => marked += 1,
            _ => other += 1,
        }
    }
    if other > plain + marked {
        return true;
    }
    // No other language has so many marks.
    if marked * 6 >= plain {
        return false;
    }
    let words: Vec<&str> = sentence
        .split(|c: char| !c.is_alphabetic() && c != '\'' && c != '\u{2019}')
        .filter(|word| word.chars().count() > 1 && !word.chars().all(char::is_uppercase))
        .collect();
    let is_small = |word: &&&str| word.starts_with(char::is_lowercase);
    let small: Vec<&&str> = words.iter().filter(is_small).collect();
    let strange = small.iter().filter(|word| !syllable::is_syllable(word)).count();
    let english = small.iter().filter(|word| ENGLISH.contains(**word)).count();
    let marked = words.iter().any(|word| !word.is_ascii() && syllable::is_syllable(word));
    let by_english =
        english > 1 && !marked || english > 0 && !marked && words.len() < 2 * (strange + english);
    by_english || small.len() >= FEW && strange * 5 > small.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_in_another_language_are_told_apart() {
        for foreign in [
            "This clinic is open to foreign residents from 7:30 to 11:30.",
            "Call 111 for free, 24/7.",
            "Please keep your child away from the pond.",
            "ក្មេងអាយុក្រោម ៥ ឆ្នាំ 12 ត្រូវចាក់វ៉ាក់សាំង។",
            "Cov me nyuam uas muaj hnub nyoog qis dua 5 xyoos yuav tsum txhaj tshuaj.",
            "儿童应在5岁之前接种疫苗。",
        ] {
            assert!(is_foreign(foreign), "{foreign}");
        }
        for own in [
            "Gọi 111, miễn phí.",
            "Facebook, TikTok, YouTube, Zalo.",
            "Không livestream, không check-in, không share ảnh con.",
            "Website, fanpage, hotline.",
            "Vắc xin Hib, bOPV, DPT.",
            "Tải ứng dụng Family Link for Parents.",
            "Trẻ em khong ra ao ho mot minh.",
            "Khoc ga, met moi, bo bu la dau hieu can di kham.",
            "Cha mẹ dạy con câu \"Stop, don't touch me\".",
            "Đak Pơ, Krông Nô, Chư Sê.",
        ] {
            assert!(!is_foreign(own), "{own}");
        }
        let (own, foreign) = told_apart("Gọi 111. Call 111 for free. Miễn phí.");
        assert_eq!((own.as_str(), foreign.len()), ("Gọi 111. Miễn phí.", 1));
    }
}
