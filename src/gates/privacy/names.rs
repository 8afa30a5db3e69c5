//! Persons named in a passage, of whatever people and however written.
//!
//! Tokens, marks and attributes come in; mentions come out: full names, given names after a title,
//! initials, names in capitals, names in file names. A mention says how the text introduces the
//! person (its cue), not who the person is. Places and things named after people are left out here.

use std::collections::BTreeSet;

use super::attributes::{Attr, same};
use super::lexicon::{self, Class, Mark, Tags};
use super::reading::Reading;
use super::text::{Gap, Shape, Token};
use super::{Passage, Where};

/// How much of a name is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// With the family name, or three syllables and more.
    Full,
    /// A given name or nickname.
    Given,
    /// Initials, or a family name with an initial.
    Initials,
}

/// What introduces the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A title for a child: `em`, `cháu`, `bé`, `nữ sinh`.
    Child,
    /// A word for children in general: `học sinh`, `trẻ`.
    Group,
    /// A title for either: `bạn`, `con gái`, `nạn nhân`.
    Weak,
    /// A title or role of a grown-up, directly.
    Adult,
    /// A role of a grown-up a few words before.
    AdultNear,
    /// A class directly before the name.
    ClassBefore,
    /// Nothing.
    None,
}

/// Who the person turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Not known.
    Unknown,
    /// A child.
    Child,
    /// A grown-up.
    Adult,
    /// Invented, historical or a placeholder.
    Exempt,
}

/// A person named in a passage.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// First token of the name.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    /// Where the cue begins, or `first`.
    pub(super) cue_at: usize,
    pub(super) cue: Cue,
    pub(super) kind: Kind,
    /// `Nguyễn Văn A`, `X`: stands for anybody.
    pub(super) placeholder: bool,
    /// The name folded, syllables joined with spaces.
    pub(super) folded: String,
    pub(super) status: Status,
    /// What makes the person recognisable, filled while judging.
    pub(super) details: Vec<&'static str>,
}

/// All persons of a passage, in order.
pub(super) fn find(passage: &Passage, reading: &Reading, places: &BTreeSet<String>) -> Vec<Mention> {
    let finder = Finder { tokens: &reading.tokens, marks: &reading.marks, reading, places };
    let slug = matches!(passage.place, Where::LinkTarget | Where::FileName);
    let capitals = if slug { Vec::new() } else { finder.capital_sentences() };
    let mut found = Vec::new();
    let mut i = 0;
    while i < reading.tokens.len() {
        let (mention, next) = if slug {
            (finder.in_slug(i), i + 1)
        } else if capitals.contains(&reading.tokens[i].sentence) {
            (finder.in_capitals(i), i + 1)
        } else {
            finder.in_prose(i)
        };
        i = mention.as_ref().map_or(next, |mention| mention.end);
        found.extend(mention);
    }
    found
}

/// The classes of the phrase that ends with token `i`, and its first token.
pub(super) fn phrase_ending(marks: &[Mark], i: usize) -> (Tags, usize) {
    let start = i - marks[i].inside;
    if marks[start].len > 0 && start + marks[start].len == i + 1 {
        (marks[start].tags, start)
    } else {
        (Tags::default(), i)
    }
}

struct Finder<'a> {
    tokens: &'a [Token],
    marks: &'a [Mark],
    reading: &'a Reading,
    places: &'a BTreeSet<String>,
}

impl Finder<'_> {
    /// Sentences written in capitals, where shape says nothing.
    fn capital_sentences(&self) -> Vec<u32> {
        let mut found = Vec::new();
        let mut from = 0;
        while from < self.tokens.len() {
            let sentence = self.reading.sentence(from);
            let upper = self.tokens[sentence.clone()].iter().filter(|t| matches!(t.shape, Shape::Upper)).count();
            let other =
                self.tokens[sentence.clone()].iter().filter(|t| matches!(t.shape, Shape::Lower | Shape::Cap)).count();
            if upper >= 3 && upper > other * 2 {
                found.push(self.tokens[from].sentence);
            }
            from = sentence.end.max(from + 1);
        }
        found
    }

    /// The person named at `i`, and where to go on if there is none.
    fn in_prose(&self, i: usize) -> (Option<Mention>, usize) {
        let token = &self.tokens[i];
        match token.shape {
            Shape::Initials => (Some(self.mention(i, i + 1, Kind::Initials)), i + 1),
            Shape::Initial if !self.begins_particle_name(i) => (self.single_initial(i), i + 1),
            Shape::Initial | Shape::Cap | Shape::Upper => self.capitalised(i),
            Shape::Lower => (self.lower_case(i), i + 1),
            Shape::Number | Shape::Code => (None, i + 1),
        }
    }

    /// `em ngạc tưởng vân lớp 5c`: no capitals at all, but a title before and a class or age behind.
    fn lower_case(&self, i: usize) -> Option<Mention> {
        let titled = i > 0 && self.tokens[i].gap.is_space() && phrase_ending(self.marks, i - 1).0.is(Class::ChildTitle);
        if !titled || self.tokens[i].plain || lexicon::surname_len(self.tokens, i) == 0 {
            return None;
        }
        let bare = |t: usize| self.tokens[t].shape == Shape::Lower && self.tokens[t].gap.is_space();
        let word = |t: usize| self.marks[t].len > 0 && !(self.marks[t].len == 1 && self.marks[t].tags.is(Class::Ethnonym));
        let end = (i + 1..self.tokens.len().min(i + 5)).find(|t| !bare(*t) || word(*t) || self.reading.attr_at(*t).is_some())?;
        let tells = self.reading.attr_at(end).is_some_and(|a| matches!(a.attr, Attr::Class { .. } | Attr::Age { generic: false, .. }));
        (end - i >= 2 && tells).then(|| self.mention(i, end, Kind::Full))
    }

    /// `Y Mơ`, `A Giấy`: a particle of a Ba Na, Xơ Đăng or Ê Đê name.
    fn begins_particle_name(&self, i: usize) -> bool {
        let particle = matches!(self.tokens[i].fold.as_str(), "y" | "a" | "h" | "k");
        particle
            && self.tokens.get(i + 1).is_some_and(|t| {
                (t.gap.is_space() || t.gap.has(Gap::QUOTE) || t.gap.has(Gap::HYPHEN)) && t.shape == Shape::Cap
            })
    }

    /// `em H.`, `cháu M`: one initial after a title.
    fn single_initial(&self, i: usize) -> Option<Mention> {
        let more = self.tokens[i + 1..]
            .iter()
            .take_while(|t| t.shape == Shape::Initial && t.gap.has(Gap::DOT))
            .count();
        let mention = self.mention(i, i + 1 + more, Kind::Initials);
        (mention.cue != Cue::None && mention.cue != Cue::ClassBefore || more > 0).then_some(mention)
    }

    fn capitalised(&self, i: usize) -> (Option<Mention>, usize) {
        if let Some(place) = self.covering_place(i) {
            return (None, place);
        }
        let mut first = i;
        if self.tokens[i].shape == Shape::Cap && self.is_leading_title(i) {
            first = i + self.marks[i].len;
            let names = self.tokens.get(first).is_some_and(|t| {
                matches!(t.shape, Shape::Cap | Shape::Upper) && t.gap.is_space() && self.covering_place(first).is_none()
            });
            if !names {
                return (None, first);
            }
        }
        let end = self.run_end(first);
        if self.named_after(first) {
            return (self.after_known_place(first), end);
        }
        let stray = end - first >= 3
            && self.starts_sentence(first)
            && (lexicon::surname_len(self.tokens, first) == 0 || self.marks[first].len > 0)
            && lexicon::surname_len(self.tokens, first + 1) > 0;
        if stray && self.named_after(first + 1) {
            return (None, end);
        }
        (self.from_run(first + usize::from(stray), end), end)
    }

    fn starts_sentence(&self, i: usize) -> bool {
        i == 0 || self.tokens[i].gap.has(Gap::STOP) || self.tokens[i].gap.has(Gap::QUOTE)
    }

    /// The token belongs to the name of a place or school; where that ends.
    fn covering_place(&self, i: usize) -> Option<usize> {
        let found = self.reading.attrs.iter().find(|found| (found.start..found.end).contains(&i))?;
        matches!(found.attr, Attr::School | Attr::Place { .. } | Attr::Commune).then_some(found.end)
    }

    /// `Em`, `Bà`, `Cậu bé` with its sentence's capital.
    fn is_leading_title(&self, i: usize) -> bool {
        let mark = self.marks[i];
        let title = mark.tags.any(&[Class::ChildTitle, Class::AdultTitle, Class::ChildWeak]) && mark.len > 0;
        let starts = i == 0 || self.tokens[i].gap.has(Gap::STOP) || self.tokens[i].gap.has(Gap::APART)
            || self.tokens[i].gap.has(Gap::QUOTE);
        let after_title = i > 0
            && self.tokens[i].gap.is_space()
            && phrase_ending(self.marks, i - 1).0.any(&[Class::AdultTitle, Class::ChildTitle]);
        title && !after_title && (starts || !same(&self.tokens[i], "anh"))
    }

    /// The capitalised run after a word for a place, school or thing.
    fn named_after(&self, i: usize) -> bool {
        let Some(p) = i.checked_sub(1) else { return false };
        let gap = self.tokens[i].gap;
        if !gap.is_space() && !(gap.has(Gap::QUOTE) && !gap.has(Gap::STOP) && !gap.has(Gap::APART)) {
            return false;
        }
        let (tags, _) = phrase_ending(self.marks, p);
        let heads = [Class::EponymHead, Class::School, Class::PlaceHead, Class::CommuneHead];
        tags.any(&heads) && !tags.any(&[Class::ChildTitle, Class::AdultTitle])
    }

    /// `Trường Tiểu học Mây Thấp Ngạc Tưởng Vân`: a name behind a place the article names elsewhere.
    fn after_known_place(&self, first: usize) -> Option<Mention> {
        let end = self.run_end(first);
        (1..end - first).rev().find_map(|len| {
            let known = self.places.contains(&self.folded(first, first + len));
            (known && end - first - len >= 2).then(|| self.from_run(first + len, end)).flatten()
        })
    }

    fn run_end(&self, first: usize) -> usize {
        let upper = self.tokens[first].shape == Shape::Upper;
        let mut end = first + 1;
        while end < self.tokens.len() && end - first < 6 {
            let token = &self.tokens[end];
            let joined = token.gap.is_space() || token.gap.has(Gap::HYPHEN) && token.shape == Shape::Cap;
            let next_is_name = self.tokens.get(end + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap);
            let fits = match token.shape {
                Shape::Cap => !self.starts_phrase(end, next_is_name),
                Shape::Upper => upper,
                Shape::Initial | Shape::Initials => true,
                Shape::Lower | Shape::Number | Shape::Code => false,
            };
            if !joined || !fits {
                break;
            }
            end += 1;
            if matches!(token.shape, Shape::Initial | Shape::Initials) && !next_is_name {
                break;
            }
        }
        end
    }

    /// A capitalised word that begins something else: `Lớp`, `Trường Tiểu học`, `Xã Mây Thấp`.
    fn starts_phrase(&self, i: usize, next_is_name: bool) -> bool {
        let mark = self.marks[i];
        mark.tags.is(Class::ClassWord)
            || mark.len > 1 && mark.tags.any(&[Class::School, Class::AdultRole, Class::CommuneHead])
            || next_is_name && mark.tags.any(&[Class::School, Class::CommuneHead])
    }

    fn from_run(&self, first: usize, end: usize) -> Option<Mention> {
        let tokens = &self.tokens[first..end];
        let folded = self.folded(first, end);
        let first_is_upper = tokens[0].shape == Shape::Upper;
        if self.places.contains(&folded) || lexicon::is_province(&folded) {
            return None;
        }
        let particle = tokens[0].shape == Shape::Initial;
        let family = if particle { 1 } else { lexicon::surname_len(self.tokens, first) };
        let partial = end - first > 1
            && matches!(tokens[end - first - 1].shape, Shape::Initial)
            && !self.is_placeholder(end);
        let kind = match family {
            _ if partial => Kind::Initials,
            n if n > 0 && (end - first > n || tokens[0].key.contains('\'')) => Kind::Full,
            _ => Kind::Given,
        };
        if first_is_upper && (kind == Kind::Given || end - first < 2 || tokens.iter().all(|t| t.key.is_ascii())) {
            return None;
        }
        let mut mention = self.mention(first, end, kind);
        if mention.kind == Kind::Given && end - first >= 3 && matches!(mention.cue, Cue::Child | Cue::Group) {
            mention.kind = Kind::Full;
        }
        self.keep_given(mention)
    }

    /// A given name counts after a title, or where an age, a class or a role follows at once.
    fn keep_given(&self, mention: Mention) -> Option<Mention> {
        if mention.kind != Kind::Given {
            return Some(mention);
        }
        let token = &self.tokens[mention.first];
        let mark = self.marks[mention.first];
        let word = mention.end - mention.first == 1;
        let other_word = [
            Class::EponymHead, Class::School, Class::PlaceHead, Class::CommuneHead, Class::AdultRole, Class::ChildTitle,
            Class::ChildRole, Class::ClassWord, Class::Plural, Class::Topical, Class::ListCue, Class::Filler, Class::AdultTitle,
        ];
        let name_like = lexicon::is_name_syllable(token) || lexicon::is_nickname(token);
        let slogan = lexicon::is_common(token) && mention.first > 0 && self.tokens[mention.first - 1].shape == Shape::Cap;
        if word && (mark.tags.any(&other_word) || slogan) && !name_like {
            return None;
        }
        let people = mark.tags.is(Class::Ethnonym) && mark.len == mention.end - mention.first;
        match mention.cue {
            Cue::Child | Cue::Adult | Cue::Weak => (!people || mention.cue != Cue::Weak).then_some(mention),
            Cue::Group => (!people && name_like).then_some(mention),
            Cue::AdultNear | Cue::ClassBefore => None,
            Cue::None if mark.inside > 0 => None,
            Cue::None => (!people && self.bare_given(&mention, word, name_like)).then_some(mention),
        }
    }

    /// Without a title: something must say at once that this is a child, or a list of children.
    fn bare_given(&self, mention: &Mention, word: bool, name_like: bool) -> bool {
        let Some(next) = self.tokens.get(mention.end) else { return self.in_list_of_children(mention) };
        let starts = self.starts_sentence(mention.first);
        let set_off = next.gap.has(Gap::OPEN) || next.gap.has(Gap::COMMA) || next.gap.has(Gap::DASH);
        let role = set_off && self.marks[mention.end].tags.any(&[Class::ChildRole, Class::PointerSure]);
        let attr = self.reading.attr_at(mention.end).is_some_and(|found| match found.attr {
            Attr::Age { generic, .. } => !generic,
            Attr::Class { one, .. } => one || !word || set_off,
            Attr::Birth { .. } => !word,
            _ => false,
        });
        let plausible = !word || !starts && self.marks[mention.first].len == 0 || name_like && (!starts || set_off)
            || lexicon::is_nickname(&self.tokens[mention.first]);
        (role || attr) && plausible || self.in_list_of_children(mention)
    }

    /// `… các bé tháng 5: Kê, Bún, Thóc`: an item of a list in the sentence.
    fn in_list_of_children(&self, mention: &Mention) -> bool {
        let sentence = self.reading.sentence(mention.first);
        let parted = |i: usize| {
            self.tokens.get(i).is_none_or(|t| t.gap.has(Gap::APART) || t.gap.has(Gap::STOP) || same(t, "và"))
        };
        let opens = self.tokens[mention.first].gap.has(Gap::APART)
            || mention.first > 0 && same(&self.tokens[mention.first - 1], "và");
        let colon = (sentence.start + 1..=mention.first).rev().find(|i| self.tokens[*i].gap.has(Gap::COLON));
        opens && parted(mention.end) && colon.is_some_and(|colon| {
            super::context::announced(self.reading, sentence.start..colon) == super::context::People::Children
        })
    }

    /// Names where everything is in capitals: after a title, or a family name and name syllables.
    fn in_capitals(&self, i: usize) -> Option<Mention> {
        if matches!(self.tokens[i].shape, Shape::Number | Shape::Code) || self.named_after(i) {
            return None;
        }
        if self.tokens[i].shape == Shape::Initials {
            return Some(self.mention(i, i + 1, Kind::Initials));
        }
        let (cue, _) = self.cue(i);
        let child = matches!(cue, Cue::Child | Cue::Group | Cue::Weak);
        let adult = cue == Cue::Adult;
        let family = lexicon::surname_len(self.tokens, i) > 0 || self.begins_upper_particle(i);
        let mut end = i;
        while end < self.tokens.len() && end - i < 5 && (end == i || self.tokens[end].gap.is_space()) {
            let first_family = end == i && family;
            let token = &self.tokens[end];
            let word = self.marks[end].len > 0 && !self.marks[end].tags.is(Class::Ethnonym) || lexicon::is_common(token);
            let fits = lexicon::is_name_syllable(token) || (child || adult) && !word;
            if !first_family && (!fits || matches!(token.shape, Shape::Number | Shape::Code)) {
                break;
            }
            end += 1;
        }
        let len = end - i;
        let folded = self.folded(i, end);
        if len == 0 || self.places.contains(&folded) || lexicon::is_province(&folded) {
            return None;
        }
        let uncommon = self.tokens[i + 1..end].iter().any(|t| !lexicon::is_common(t));
        if family && (len >= 3 && (uncommon || child || adult) || len == 2 && (child || adult)) {
            return Some(self.mention(i, end, Kind::Full));
        }
        let nick = cue == Cue::Child && len <= 2 && (lexicon::is_nickname(&self.tokens[i]) || lexicon::is_name_syllable(&self.tokens[i]));
        let solid = matches!(cue, Cue::Child) && len == 2 && self.tokens[i..end].iter().all(lexicon::is_name_syllable);
        let told = cue == Cue::Child
            && len <= 2
            && self.tokens[i..end].iter().all(|t| !lexicon::is_common(t))
            && self.reading.attr_at(end).is_some_and(|a| matches!(a.attr, Attr::Class { .. } | Attr::Age { generic: false, .. }));
        (nick && !lexicon::is_common(&self.tokens[i]) || solid || told).then(|| self.mention(i, end, Kind::Given))
    }

    fn begins_upper_particle(&self, i: usize) -> bool {
        self.tokens[i].shape == Shape::Initial && matches!(self.tokens[i].fold.as_str(), "y" | "a")
    }

    /// Names in file names: after `be`, `em`, `chau` …, or a family name and two name syllables.
    fn in_slug(&self, i: usize) -> Option<Mention> {
        if lexicon::surname_len(self.tokens, i) == 0 && !self.slug_cue(i) {
            return None;
        }
        let cued = i > 0 && self.slug_cue_ends(i - 1);
        let family = lexicon::surname_len(self.tokens, i) > 0;
        let extra = self.tokens[i + 1..].iter().take(3).take_while(|t| self.slug_syllable(t)).count();
        let end = i + 1 + extra;
        let closed = end == self.tokens.len()
            || self.reading.attr_at(end).is_some()
            || end + 1 == self.tokens.len() && is_extension(&self.tokens[end]);
        if family && (extra >= 2 || cued && extra == 1 && closed) && self.tokens[i].shape != Shape::Number {
            let all_words = self.tokens[i..end].iter().all(lexicon::is_common);
            return (!all_words && !self.named_after(i)).then(|| self.mention(i, end, Kind::Full));
        }
        if cued && family && !lexicon::is_common(&self.tokens[i]) {
            let class = (i + 2..(i + 5).min(self.tokens.len())).find(|t| {
                self.reading.attr_at(*t).is_some_and(|a| matches!(a.attr, Attr::Class { one: true, .. }))
            });
            if let Some(end) = class {
                return Some(self.mention(i, end, Kind::Full));
            }
        }
        let nick = cued && lexicon::is_nickname(&self.tokens[i]) && !lexicon::is_common(&self.tokens[i]);
        let nick_closed = i + 1 == self.tokens.len()
            || self.reading.attr_at(i + 1).is_some()
            || i + 2 == self.tokens.len() && is_extension(&self.tokens[i + 1]);
        (nick && nick_closed).then(|| self.mention(i, i + 1, Kind::Given))
    }

    fn slug_cue(&self, i: usize) -> bool {
        i > 0 && self.slug_cue_ends(i - 1)
    }

    fn slug_cue_ends(&self, p: usize) -> bool {
        phrase_ending(self.marks, p).0.is(Class::ChildTitle)
    }

    fn slug_syllable(&self, token: &Token) -> bool {
        matches!(token.shape, Shape::Lower | Shape::Cap | Shape::Upper | Shape::Initial)
            && lexicon::is_name_syllable(token)
            && !(lexicon::is_common(token) && is_plain_word(&token.fold))
    }

    fn mention(&self, first: usize, end: usize, kind: Kind) -> Mention {
        let (cue, cue_at) = self.cue(first);
        Mention {
            first,
            end,
            cue_at,
            cue,
            kind,
            placeholder: self.is_placeholder(end),
            folded: self.folded(first, end),
            status: Status::Unknown,
            details: Vec::new(),
        }
    }

    /// The name that ends before token `end` closes with a bare A, B, C, X, Y or Z.
    fn is_placeholder(&self, end: usize) -> bool {
        let last = &self.tokens[end - 1];
        let letter = matches!(last.fold.as_str(), "a" | "b" | "c" | "x" | "y" | "z");
        let dotted = self.tokens.get(end).is_some_and(|next| next.gap.has(Gap::DOT));
        last.shape == Shape::Initial && letter && !dotted
    }

    fn folded(&self, first: usize, end: usize) -> String {
        self.tokens[first..end].iter().map(|t| t.fold.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// What introduces the name that begins at `first`, and where that begins.
    fn cue(&self, first: usize) -> (Cue, usize) {
        if let Some(found) = self.cue_by_apposition(first) {
            return found;
        }
        let mut p = first;
        let mut class_before = false;
        let mut called = false;
        for _ in 0..6 {
            let gap = self.tokens[p].gap;
            let joined = gap.is_space()
                || gap.has(Gap::HYPHEN)
                || (gap.has(Gap::QUOTE) || gap.has(Gap::COLON) && p == first) && !gap.has(Gap::STOP) && !gap.has(Gap::CELL);
            if p == 0 || !joined {
                break;
            }
            if let Some(found) = self.reading.attrs.iter().find(|found| found.end == p) {
                class_before |= matches!(found.attr, Attr::Class { .. });
                p = found.start;
                if let Some(cue) = self.title(found.start, found.end) {
                    return (cue, p);
                }
                continue;
            }
            let (tags, start) = phrase_ending(self.marks, p - 1);
            let folder = self.tokens[start].plain && self.tokens[start].fold == "anh";
            if let Some(cue) = cue_of(tags, start, self.marks, self.tokens).filter(|_| !folder) {
                return (cue, start);
            }
            let naming = ["tên", "là", "gọi", "nhỏ", "nghèo", "này"].iter().any(|word| same(&self.tokens[p - 1], word));
            if !naming {
                break;
            }
            called |= same(&self.tokens[p - 1], "tên");
            p -= 1;
        }
        if called && self.child_named_here(p) {
            return (Cue::Child, p);
        }
        if class_before {
            return (Cue::ClassBefore, p);
        }
        if self.adult_near(first) { (Cue::AdultNear, first) } else { (Cue::None, first) }
    }

    /// `cậu học trò nhỏ, Lãnh Bồng Mây, …`.
    fn cue_by_apposition(&self, first: usize) -> Option<(Cue, usize)> {
        let mut p = first.checked_sub(1)?;
        let set_off = self.tokens[first].gap.has(Gap::COMMA) && !self.tokens[first].gap.has(Gap::STOP);
        let end = self.run_end(first);
        let closed = self.tokens.get(end).is_none_or(|t| t.gap.has(Gap::COMMA) || t.gap.has(Gap::STOP));
        if !set_off || !closed {
            return None;
        }
        if ["mới", "nhỏ", "này", "ấy", "ta"].iter().any(|w| same(&self.tokens[p], w)) && self.marks[p].inside == 0 {
            p = p.checked_sub(1)?;
        }
        let (tags, start) = phrase_ending(self.marks, p);
        let plural = start > 0 && phrase_ending(self.marks, start - 1).0.is(Class::Plural);
        let cue = tags.is(Class::PointerSure) || tags.is(Class::ChildTitle) && self.marks[start].len > 1 || same(&self.tokens[p], "bạn");
        (cue && !plural && !tags.is(Class::ChildGroup)).then_some((Cue::Weak, start))
    }

    /// `em bé … được đặt tên là X`: the person spoken of before is a child.
    fn child_named_here(&self, at: usize) -> bool {
        let sentence = self.reading.sentence(at.min(self.tokens.len() - 1));
        let person = (sentence.start..at).rev().find(|i| {
            self.marks[*i].tags.any(&[Class::ChildTitle, Class::PointerSure, Class::AdultTitle, Class::AdultRole])
        });
        person.is_some_and(|i| self.marks[i].tags.any(&[Class::ChildTitle, Class::PointerSure]))
    }

    /// `học sinh lớp 7B`: the attribute itself begins with a title.
    fn title(&self, start: usize, end: usize) -> Option<Cue> {
        (start..end).find_map(|i| cue_of(self.marks[i].tags, i, self.marks, self.tokens).filter(|cue| *cue == Cue::Child))
    }

    fn adult_near(&self, first: usize) -> bool {
        let mut p = first;
        for _ in 0..7 {
            if p == 0 || !(self.tokens[p].gap.is_space() || self.tokens[p].gap.has(Gap::HYPHEN)) {
                return false;
            }
            p -= 1;
            let tags = self.marks[p].tags;
            if tags.is(Class::AdultRole) {
                return true;
            }
            if tags.any(&[Class::Stopper, Class::ChildTitle]) && !tags.is(Class::ChildGroup) {
                return false;
            }
        }
        false
    }
}

fn cue_of(tags: Tags, start: usize, marks: &[Mark], tokens: &[Token]) -> Option<Cue> {
    let plural_before = start > 0 && tokens[start].gap.is_space() && phrase_ending(marks, start - 1).0.is(Class::Plural);
    if tags.is(Class::AdultRole) && !tags.is(Class::ChildRole) {
        Some(Cue::Adult)
    } else if tags.is(Class::ChildGroup) || tags.is(Class::ChildTitle) && plural_before {
        Some(Cue::Group)
    } else if tags.is(Class::ChildTitle) {
        Some(Cue::Child)
    } else if tags.is(Class::ChildWeak) {
        Some(Cue::Weak)
    } else if tags.is(Class::AdultTitle) {
        Some(Cue::Adult)
    } else {
        None
    }
}

fn is_extension(token: &Token) -> bool {
    matches!(
        token.fold.as_str(),
        "jpg" | "jpeg" | "png" | "webp" | "gif" | "svg" | "pdf" | "docx" | "doc" | "xlsx" | "xls" | "mp3" | "mp4" | "md" | "html"
    )
}

/// Folded syllables that are everyday words far more often than names.
fn is_plain_word(fold: &str) -> bool {
    matches!(fold, "nam" | "trong" | "hoc" | "hoi" | "vui" | "sinh" | "con" | "tap" | "quan" | "ca" | "sang" | "nhat" | "nhi")
}
