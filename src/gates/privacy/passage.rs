//! A piece of an article's text with its place in the file.
//!
//! Plain data: where in the article it stands, its text without marks, and where each of its bytes is in
//! the file.

/// Where in an article a passage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The title of the front matter.
    Title,
    /// Another text of the front matter.
    FrontMatter,
    /// The subject of a consent record.
    ConsentSubject,
    /// A heading of the body.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A row of a table; its cells are parted by ` | `.
    TableRow {
        /// The row names the columns.
        header: bool,
        /// Rows of one table share this number.
        table: u32,
    },
    /// The alternative text of a picture.
    Alt {
        /// The number of the picture.
        picture: u32,
    },
    /// The caption of a picture.
    Caption,
    /// The text of a link.
    LinkText,
    /// The title of a link or picture.
    LinkTitle,
    /// An address or the name of a linked file.
    LinkTarget,
    /// The name of the article's own file.
    FileName,
    /// A comment, in the front matter or in HTML.
    Comment,
    /// HTML, and whatever the Markdown parser leaves out.
    Html,
    /// Source code or data in a code block.
    Code,
    /// The wording for the loudspeaker.
    Loudspeaker,
    /// The wording for Zalo.
    Zalo,
    /// Text found in an attachment.
    Attachment,
}

/// A byte of a passage and its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Byte offset in the passage's text.
    pub at: usize,
    /// Line of the file, from 1.
    pub line: u32,
    /// Column of the line in characters, from 1.
    pub column: u32,
}

/// A piece of text that leaves the house together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub place: Where,
    /// The text, without Markdown marks.
    pub text: String,
    /// Places in the file, ordered by `at`; what lies between two follows the first of them.
    pub spots: Vec<Spot>,
    /// Passages under the same heading share a number; the front matter is 0.
    pub section: u32,
}

impl Passage {
    /// A passage at the beginning of the file.
    pub fn at_start(place: Where, text: &str) -> Self {
        Passage { place, text: text.to_owned(), spots: vec![Spot { at: 0, line: 1, column: 1 }], section: 0 }
    }

    /// The passage in pieces of bounded length, cut between words: what is asked of a passage may cost
    /// the square of its length.
    pub(super) fn in_pieces(self) -> Vec<Passage> {
        const LONGEST: usize = 12_000;
        let mut pieces = Vec::new();
        let mut rest = self;
        while rest.text.len() > LONGEST {
            let mut cut = LONGEST;
            while !rest.text.is_char_boundary(cut) {
                cut -= 1;
            }
            let head = &rest.text[..cut];
            let cut = head
                .rfind('\n')
                .or_else(|| head.rfind(char::is_whitespace))
                .filter(|at| *at > 0)
                .unwrap_or(cut);
            let (line, column) = rest.locate(cut);
            let n = rest.spots.partition_point(|spot| spot.at <= cut);
            let tail = std::iter::once(Spot { at: 0, line, column })
                .chain(rest.spots[n..].iter().map(|spot| Spot { at: spot.at - cut, ..*spot }));
            let spots = tail.collect();
            rest.spots.truncate(n);
            let text = rest.text.split_off(cut);
            let next = Passage { place: rest.place, text, spots, section: rest.section };
            pieces.push(std::mem::replace(&mut rest, next));
        }
        pieces.push(rest);
        pieces
    }

    /// Line and column of a byte of the text.
    pub fn locate(&self, at: usize) -> (u32, u32) {
        let n = self.spots.partition_point(|spot| spot.at <= at);
        let Some(spot) = n.checked_sub(1).and_then(|n| self.spots.get(n)) else { return (1, 1) };
        let between = self.text.get(spot.at..at).unwrap_or("");
        let newlines = between.matches('\n').count();
        let tail = between.rsplit('\n').next().unwrap_or("").chars().count();
        let chars = u32::try_from(tail).unwrap_or(u32::MAX);
        if newlines == 0 {
            (spot.line, spot.column.saturating_add(chars))
        } else {
            (spot.line + u32::try_from(newlines).unwrap_or(0), chars.saturating_add(1))
        }
    }
}
