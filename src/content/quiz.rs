//! The inside of a fence `quiz` becomes a question with answers.
//!
//! Blocks come in: the question, then a list whose items begin with `[x]` (right) or `[ ]` (not
//! right), each with its reason on the lines below. What is lacking goes back as words for the author.

use crate::content::block::{Answer, Block, Inline, Quiz};
use crate::content::text;

/// How many answers a question may have.
const ANSWERS: std::ops::RangeInclusive<usize> = 2..=6;

/// What a block lacks, in Vietnamese and in English.
pub(crate) type Lack = (&'static str, &'static str);

/// What an author sees as the form to follow.
pub(crate) const EXAMPLE: &str = "Câu hỏi? / - [ ] Cách chưa đúng / - [x] Cách đúng";

/// The question of a fence; its number is its place in the body.
pub(crate) fn quiz(inside: Vec<Block>, number: u8) -> Result<Quiz, Lack> {
    const SHAPE: Lack = (
        "một dòng câu hỏi, rồi một danh sách câu trả lời",
        "a line with the question, then a list of answers",
    );
    let [question, Block::List { items, .. }]: [Block; 2] = inside.try_into().map_err(|_| SHAPE)? else {
        return Err(SHAPE);
    };
    let (Block::Paragraph(question) | Block::Heading { content: question, .. }) = question else {
        return Err(SHAPE);
    };
    if !ANSWERS.contains(&items.len()) {
        return Err(("từ hai đến sáu câu trả lời", "two to six answers"));
    }
    let answers = items.into_iter().map(answer).collect::<Result<Vec<Answer>, Lack>>()?;
    if !answers.iter().any(|answer| answer.right) {
        return Err(("ít nhất một câu trả lời đúng, đánh dấu [x]", "at least one right answer, marked [x]"));
    }
    Ok(Quiz { number, question, answers })
}

fn answer(mut item: Vec<Block>) -> Result<Answer, Lack> {
    const MARK: Lack = ("dấu [x] hoặc [ ] ở đầu mỗi câu trả lời", "the mark [x] or [ ] before every answer");
    let first = if item.is_empty() { return Err(MARK) } else { item.remove(0) };
    let Block::Paragraph(line) = first else { return Err(MARK) };
    let (right, mut words) = marked(line).ok_or(MARK)?;
    let end = words.iter().position(|part| matches!(part, Inline::SoftBreak | Inline::HardBreak));
    if let Some(end) = end {
        let reason = words.split_off(end).split_off(1);
        item.insert(0, Block::Paragraph(reason));
    }
    let has_words = !text::of_inlines(&words).is_empty();
    if !has_words || item.is_empty() {
        return Err((
            "dòng giải thích vì sao, thụt vào dưới mỗi câu trả lời",
            "the reason, indented below every answer",
        ));
    }
    Ok(Answer { right, words, why: item })
}

/// The mark at the beginning of a line, and the line without it.
fn marked(line: Vec<Inline>) -> Option<(bool, Vec<Inline>)> {
    let mut rest = line.into_iter().peekable();
    let mut head = String::new();
    while let Some(Inline::Text(text)) = rest.next_if(|part| matches!(part, Inline::Text(_))) {
        head.push_str(&text);
    }
    let (mark, words) = head.strip_prefix('[')?.split_once(']')?;
    let right = match mark.trim() {
        "x" | "X" => true,
        "" => false,
        _ => return None,
    };
    let words = words.trim_start();
    let first = (!words.is_empty()).then(|| Inline::Text(words.to_owned()));
    Some((right, first.into_iter().chain(rest).collect()))
}
