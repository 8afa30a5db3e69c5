//! Questions: answers are links to pages of their own, or open in place.
//!
//! No script is needed for either. On paper stands the right answer below its question.

use std::fmt::Write as _;

use crate::content::block::{Answer, Blocks, Quiz};
use crate::content::text;
use crate::outputs::html::body::{Answers, Writer, escaped};

/// The last part of an answer's address, below that of its article.
pub(in crate::outputs::html) fn folder(quiz: u8, answer: usize) -> String {
    format!("tra-loi/{quiz}-{}/", Quiz::letter(answer))
}

/// The anchor of a question in its article.
pub(in crate::outputs::html) fn anchor(quiz: u8) -> String {
    format!("hoi_{quiz}")
}

impl Writer<'_> {
    pub(super) fn quiz(&mut self, quiz: &Quiz) {
        let id = anchor(quiz.number);
        self.open("section", &[("class", "quiz"), ("aria-labelledby", &id)]);
        self.open("h3", &[("id", &id)]);
        self.open("span", &[("class", "care-lead")]);
        self.out.push_str("Thử xem mình biết chưa: </span>");
        self.inlines(&quiz.question);
        self.out.push_str("</h3>");
        self.open("ul", &[("class", "list answers")]);
        for (i, answer) in quiz.answers.iter().enumerate() {
            self.out.push_str("<li>");
            match self.answers {
                Answers::Pages => {
                    self.open("a", &[("href", &folder(quiz.number, i)), ("rel", "nofollow")]);
                    self.choice(i, answer);
                    self.out.push_str("</a>");
                }
                Answers::InPlace => {
                    self.out.push_str("<details><summary>");
                    self.choice(i, answer);
                    let verdict = if answer.right { "Đúng rồi." } else { "Chưa đúng." };
                    let _ = write!(self.out, "</summary><p><b>{verdict}</b></p>");
                    self.blocks(&answer.why);
                    self.out.push_str("</details>");
                }
            }
            self.out.push_str("</li>");
        }
        self.out.push_str("</ul>");
        for (letter, answer) in quiz.right() {
            let why = text::of_blocks(&Blocks { blocks: answer.why.clone(), notes: Vec::new() });
            self.open("p", &[("class", "paper")]);
            let _ = write!(self.out, "<b>Đáp án: {letter}.</b> {}</p>", escaped(&why.replace('\n', " ")));
        }
        self.out.push_str("</section>");
    }

    fn choice(&mut self, index: usize, answer: &Answer) {
        let words = escaped(&text::of_inlines(&answer.words));
        let _ = write!(self.out, "<b>{}.</b> {words}", Quiz::letter(index));
    }
}
