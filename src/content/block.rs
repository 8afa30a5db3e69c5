//! The body of an article as a closed tree of blocks: what every output reads.
//!
//! A block knows no address, no template and no other page. Links keep the target as the author
//! wrote it; what it means is decided when the site is resolved. HTML appears only as `Raw`, and
//! only where the site trusts its authors with it.

use serde::{Deserialize, Serialize};

/// How deep blocks and inlines may nest together; deeper text is refused as unreadable, and every
/// walk over a tree stays within the stack.
pub const MAX_DEPTH: usize = 24;

/// How urgent a care card is (the three levels of the NHS pattern for deciding when to get care).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CareLevel {
    /// Can wait for office hours.
    NonUrgent,
    /// Should be done today.
    Urgent,
    /// Must be done now.
    Emergency,
}

impl CareLevel {
    /// The word after `care` in a fence.
    pub fn name(self) -> &'static str {
        match self {
            CareLevel::NonUrgent => "non-urgent",
            CareLevel::Urgent => "urgent",
            CareLevel::Emergency => "emergency",
        }
    }

    /// The fixed words that every card of this level begins with.
    pub fn lead(self) -> &'static str {
        match self {
            CareLevel::NonUrgent => "Chưa khẩn cấp",
            CareLevel::Urgent => "Cần làm sớm",
            CareLevel::Emergency => "Làm ngay",
        }
    }

    /// The level named by a word.
    pub fn from_name(name: &str) -> Option<CareLevel> {
        [CareLevel::NonUrgent, CareLevel::Urgent, CareLevel::Emergency].into_iter().find(|l| l.name() == name)
    }
}

/// How a table column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// As the text runs.
    None,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The target as written.
    pub target: String,
    /// The text for those who cannot see it.
    pub alt: String,
    /// The caption; empty if there is none.
    pub caption: String,
}

/// A block of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading of level 2 to 6 with its anchor.
    Heading {
        /// 2 to 6.
        level: u8,
        /// The anchor, unique in the page.
        id: String,
        /// What it says.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; with a first number if it is ordered.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A table with a header row.
    Table {
        /// One entry a column.
        align: Vec<Align>,
        /// The header's cells.
        header: Vec<Vec<Inline>>,
        /// The rows' cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A picture standing alone.
    Figure(Picture),
    /// Text kept as it is.
    Preformatted(String),
    /// A thematic break.
    Rule,
    /// A care card: fixed words, a heading, then what to look for and to do.
    Care {
        /// How urgent.
        level: CareLevel,
        /// The heading after the fixed words.
        heading: Vec<Inline>,
        /// The rest.
        body: Vec<Block>,
    },
    /// Things to do in order.
    Steps(Vec<Vec<Block>>),
    /// Things to tick off.
    Checklist(Vec<Vec<Block>>),
    /// A question with answers to choose from.
    Quiz(Quiz),
    /// Figures that are drawn as bars, with the table they come from.
    Chart(Chart),
    /// HTML of a trusted author, printed by the web page only.
    Raw(String),
}

/// A term with its meanings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Its meanings.
    pub meanings: Vec<Vec<Block>>,
}

/// A question with answers to choose from; at least one of them is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiz {
    /// Its place among the questions of its body, from 1.
    pub number: u8,
    /// What is asked.
    pub question: Vec<Inline>,
    /// The answers in the author's order, two to six.
    pub answers: Vec<Answer>,
}

/// An answer of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// It is right.
    pub right: bool,
    /// Its words.
    pub words: Vec<Inline>,
    /// Why it is right or not; never empty.
    pub why: Vec<Block>,
}

impl Quiz {
    /// The letter of an answer, as it is shown and said: `a`, `b`, …
    pub fn letter(index: usize) -> char {
        char::from(b'a' + u8::try_from(index.min(25)).unwrap_or(25))
    }

    /// The right answers with their letters.
    pub fn right(&self) -> impl Iterator<Item = (char, &Answer)> {
        let answers = self.answers.iter().enumerate().filter(|(_, answer)| answer.right);
        answers.map(|(i, answer)| (Quiz::letter(i), answer))
    }
}

/// Figures of one unit: a row a thing, a column a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// What they tell.
    pub title: Vec<Inline>,
    /// The header's cells; the first names the things, the others the moments.
    pub header: Vec<Vec<Inline>>,
    /// The rows, each as many cells long as the header.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// The figures of the rows in millionths of the longest bar, without their first cells.
    pub bars: Vec<Vec<u32>>,
    /// What follows the table, such as its source.
    pub after: Vec<Block>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Strongly stressed words.
    Strong(Vec<Inline>),
    /// Words struck out.
    Strike(Vec<Inline>),
    /// Words kept as they are.
    Code(String),
    /// A link.
    Link {
        /// The target as written.
        target: String,
        /// What is linked.
        content: Vec<Inline>,
    },
    /// A picture within a line.
    Picture(Picture),
    /// A mark that leads to a footnote, by its number from 1.
    NoteMark(u32),
    /// A line end of the source that means nothing.
    SoftBreak,
    /// A line end that is meant.
    HardBreak,
    /// HTML of a trusted author.
    Raw(String),
}

/// A whole body: its blocks and its footnotes in the order of their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Blocks {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Footnote 1, 2, …
    pub notes: Vec<Vec<Block>>,
}
