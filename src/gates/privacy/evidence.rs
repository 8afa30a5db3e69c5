//! What the words right after a name say of the person.
//!
//! A reading and a mention come in; the attributes that hang on the name come out: those in its
//! apposition, up to the verb or the next person. An age further off belongs to somebody else.

use super::attr::Attr;
use super::compared::{any, number, same};
use super::lexicon::Class;
use super::marks::Mark;
use super::mention::{Cue, Mention};
use super::reading::Reading;
use super::text::{Gap, Token};

/// What hangs on a name.
#[expect(clippy::struct_excessive_bools, reason = "independent observations, each asked for by name")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Attached {
    /// Age in years, if it is of the present.
    pub(super) age: Option<i32>,
    pub(super) birth_year: Option<i32>,
    /// Grade, and whether one class is meant.
    pub(super) class: Option<(i32, bool)>,
    pub(super) school: bool,
    pub(super) place: bool,
    pub(super) kin: bool,
    /// Child of somebody addressed as a young parent: `con anh X`.
    pub(super) young_parents: bool,
    pub(super) child_role: bool,
    pub(super) adult_role: bool,
}

/// Reads the apposition of a mention.
pub(super) fn attached(reading: &Reading, mention: &Mention) -> Attached {
    let mut walk = Walk { reading, found: Attached::default(), opens: true, strangers: 0 };
    let mut i = mention.end;
    let limit = reading.tokens.len().min(mention.end + 26);
    while i < limit {
        match walk.step(i, mention) {
            Some(next) => i = next,
            None => break,
        }
    }
    walk.found
}

struct Walk<'a> {
    reading: &'a Reading,
    found: Attached,
    /// The next attribute would stand at the head of its phrase.
    opens: bool,
    /// Unknown words since the last comma.
    strangers: usize,
}

impl Walk<'_> {
    fn step(&mut self, i: usize, mention: &Mention) -> Option<usize> {
        let Reading { tokens, marks, .. } = self.reading;
        let token = &tokens[i];
        let speech = token.gap.has(Gap::COLON) && token.gap.has(Gap::QUOTE);
        if token.gap.has(Gap::STOP) || speech {
            return None;
        }
        if token.gap.has(Gap::APART) {
            self.opens = true;
            self.strangers = 0;
        }
        if let Some(found) = self.reading.attr_at(i) {
            if self.opens || i == mention.end {
                self.take(found.attr, i == mention.end);
            }
            return Some(found.end);
        }
        if self.reading.mention_at(i).is_some() {
            return None;
        }
        let mark = marks[i];
        if mark.tags.any(&[Class::AdultRole, Class::AdultTitle]) && !mark.tags.is(Class::ChildRole) {
            // `… được cô giáo cõng`: who does it is somebody else.
            let agent =
                i > 0 && any(&tokens[i - 1], &["được", "bị", "do", "nhờ", "cho", "giúp", "với", "cùng"]);
            // `em …, bố em bị tai biến`: who is called a child is nobody's parent.
            let parent = mention.cue == Cue::Child && !mark.tags.is(Class::AdultRole);
            let other =
                agent || parent || mention.cue != Cue::Adult && self.is_pupil() && !is_of_school(token);
            self.found.adult_role |= self.opens && !other && self.is_role(mark, token, i);
            return None;
        }
        let role = mark.tags.is(Class::ChildRole) || mark.tags.is(Class::ChildTitle) && mark.len > 1;
        // `Ông … và cháu trai 10 tuổi`: somebody else.
        let beside = i > 0 && any(&tokens[i - 1], &["và", "cùng", "với", "bên"]);
        if beside && (role || mark.tags.is(Class::KinChild)) {
            return None;
        }
        if role && self.opens {
            self.found.child_role = true;
            return Some(i + mark.len);
        }
        if mark.tags.is(Class::KinChild) && self.opens {
            let next = self.kin(i + mark.len)?;
            self.found.kin = true;
            // `… con cô Thúy thợ may`: what follows is the parent's, up to a comma.
            self.opens = false;
            self.found.young_parents |= tokens[i..next].iter().any(|t| any(t, &["anh", "chị"]));
            return Some(next);
        }
        if mark.tags.any(&[Class::Filler, Class::Ethnonym]) || number(token).is_some() {
            return Some(i + mark.len.max(1));
        }
        // `mới vào lớp 2`, `mới lên 8`
        let then = self.reading.attr_at(i + 1).map(|a| a.attr);
        let enters = any(token, &["vào", "lên"]) && matches!(then, Some(Attr::Class { .. }));
        let grows = any(token, &["lên", "tròn"]) && matches!(then, Some(Attr::Age { .. }));
        if (enters || grows) && mark.len <= 1 {
            return Some(i + 1);
        }
        if mark.tags.is(Class::Stopper) {
            return None;
        }
        self.opens = false;
        self.strangers += 1;
        (self.strangers <= 6).then_some(i + mark.len.max(1))
    }

    fn take(&mut self, attr: Attr, directly: bool) {
        match attr {
            Attr::Age { years, generic: false, past: false } => {
                self.found.age.get_or_insert(years);
            }
            Attr::Birth { year, paren } if !paren || directly => {
                self.found.birth_year.get_or_insert(year);
            }
            Attr::Class { grade, one } => {
                self.found.class.get_or_insert((grade, one));
            }
            Attr::School => self.found.school = true,
            Attr::Place { real } => self.found.place |= real,
            Attr::Age { .. } | Attr::Birth { .. } | Attr::Commune | Attr::Phone => {}
        }
        self.opens = true;
    }

    /// `…, lớp 3D, chuyên gia làm đổ nước`: whose class it is has no profession.
    fn is_pupil(&self) -> bool {
        self.found.class.is_some_and(|(_, one)| one)
    }

    /// A profession, or a title that names a relative: `(mẹ cháu)`, `bố của em`.
    fn is_role(&self, mark: Mark, token: &Token, i: usize) -> bool {
        let Reading { tokens, marks, .. } = self.reading;
        let verb = i > 0 && ["là", "làm"].iter().any(|w| same(&tokens[i - 1], w));
        let next = i + mark.len;
        let of_child = marks.get(next).is_some_and(|m| m.tags.any(&[Class::ChildTitle, Class::ChildRole]))
            || tokens.get(next).is_some_and(|t| same(t, "của") || t.gap.has(Gap::CLOSE));
        mark.tags.is(Class::AdultRole)
            || (token.gap.has(Gap::APART) || verb) && mark.tags.is(Class::Parent) && of_child
    }

    /// `con (của) anh X`: skips the parent; `None` if the word begins somebody else's story.
    fn kin(&self, mut i: usize) -> Option<usize> {
        let Reading { tokens, marks, .. } = self.reading;
        if tokens.get(i).is_some_and(|t| same(t, "của")) {
            i += 1;
        }
        let titled = marks
            .get(i)
            .is_some_and(|mark| mark.tags.any(&[Class::AdultTitle, Class::AdultRole, Class::LocalRole]));
        if !titled && self.reading.mention_at(i).is_none() {
            return None;
        }
        while i < tokens.len() && self.reading.mention_at(i).is_none() {
            if marks[i].len == 0 || tokens[i].gap.has(Gap::STOP) || tokens[i].gap.has(Gap::APART) {
                return Some(i);
            }
            i += marks[i].len;
        }
        self.reading.mention_at(i).map(|mention| mention.end)
    }
}

/// Those who may have a class beside their names: teachers, and parents on a board.
fn is_of_school(token: &Token) -> bool {
    const HEADS: &[&str] = &[
        "giáo",
        "chủ",
        "trưởng",
        "phó",
        "phụ",
        "hội",
        "tổ",
        "ban",
        "bí",
        "thầy",
        "cô",
        "hiệu",
        "tổng",
        "bảo",
    ];
    any(token, HEADS)
}
