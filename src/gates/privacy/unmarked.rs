//! Names where capitals do not tell: texts all in capitals, all in small letters, file names.
//!
//! The same finder as in `names`, with stricter demands: a title, a family name, syllables that
//! stand in names, a class or age behind.

use super::attr::Attr;
use super::compared::{any, same};
use super::cues;
use super::lexicon::{self, Class};
use super::marks::{self, phrase_ending};
use super::mention::{Cue, Kind, Mention};
use super::names::Finder;
use super::text::{Gap, Token};
use super::word::Shape;

impl Finder<'_> {
    /// `em ngạc tưởng vân lớp 5c`: no capitals at all, but a title before and a class or age behind.
    pub(super) fn lower_case(&self, i: usize) -> Option<Mention> {
        let titled = i > 0
            && self.tokens[i].gap.is_space()
            && phrase_ending(self.marks, i - 1).0.is(Class::ChildTitle);
        if self.tokens[i].plain {
            return self.lower_case_plain(i);
        }
        if !titled || marks::surname_len(self.tokens, i) == 0 {
            return None;
        }
        let bare = |t: usize| self.tokens[t].shape == Shape::Lower && self.tokens[t].gap.is_space();
        let word = |t: usize| {
            self.marks[t].len > 0 && !(self.marks[t].len == 1 && self.marks[t].tags.is(Class::Ethnonym))
        };
        let end = (i + 1..self.tokens.len().min(i + 5))
            .find(|t| !bare(*t) || word(*t) || self.reading.attr_at(*t).is_some())?;
        let tells = self
            .reading
            .attr_at(end)
            .is_some_and(|a| matches!(a.attr, Attr::Class { .. } | Attr::Age { generic: false, .. }));
        (end - i >= 2 && tells).then(|| self.mention(i, end, Kind::Full))
    }

    /// `ban tran thi be na lop 4a`: neither capitals nor marks; a title, a family name, and a class or an
    /// age right behind a name of usual length.
    fn lower_case_plain(&self, i: usize) -> Option<Mention> {
        let title = i > 0
            && self.tokens[i].gap.is_space()
            && phrase_ending(self.marks, i - 1).0.any(&[Class::ChildTitle, Class::ChildWeak]);
        // `con toi la tran gia bao lop 3b`
        let called = i > 1
            && any(&self.tokens[i - 1], &["là", "tên"])
            && (i.saturating_sub(4)..i - 1).any(|k| any(&self.tokens[k], &["con", "em", "cháu", "bé"]));
        if !title && !called || marks::surname_len(self.tokens, i) == 0 {
            return None;
        }
        let bare = |t: &usize| {
            self.tokens[*t].shape == Shape::Lower
                && self.tokens[*t].gap.is_space()
                && self.reading.attr_at(*t).is_none()
        };
        let end = i + 1 + (i + 1..self.tokens.len()).take(4).take_while(bare).count();
        let middle = matches!(self.tokens[i + 1..end].first().map(|t| t.fold.as_str()), Some("thi" | "van"));
        let known = self.tokens[i + 1..end].iter().all(marks::is_name_syllable);
        let words = self.tokens[i..end].iter().all(marks::is_common);
        ((2..=5).contains(&(end - i)) && self.told_of_child(end) && (middle || known && !words))
            .then(|| self.mention(i, end, Kind::Full))
    }

    /// Names where everything is in capitals: after a title, or a family name and name syllables.
    pub(super) fn in_capitals(&self, i: usize) -> Option<Mention> {
        if matches!(self.tokens[i].shape, Shape::Number | Shape::Code) || self.named_after(i) {
            return None;
        }
        let title = self.marks[i].tags.any(&[Class::AdultTitle, Class::AdultRole]) && self.marks[i].len > 0;
        if self.marks[i].inside > 0 || title {
            return None;
        }
        if self.tokens[i].shape == Shape::Initials {
            return Some(self.mention(i, i + 1, Kind::Initials));
        }
        let (cue, _) = cues::cue(self.reading, i, i + 1);
        let first = &self.tokens[i];
        let family = marks::surname_len(self.tokens, i) > 0 || self.begins_upper_particle(i);
        let titled = matches!(cue, Cue::Child | Cue::Weak | Cue::Adult);
        let end = self.capital_end(i, titled, family);
        let len = end - i;
        let folded = self.folded(i, end);
        if len == 0 || self.places.contains(&folded) || lexicon::is_province(&folded) {
            return None;
        }
        let rest = &self.tokens[i + 1..end];
        let uncommon = rest.iter().any(|t| !marks::is_common(t));
        let told = self.told_of_child(end);
        let plain_family = family
            && (!marks::is_common(first)
                || rest.first().is_some_and(|t| ["thị", "văn", "đình"].iter().any(|w| same(t, w)))
                || told && uncommon && !same(first, "và"));
        if plain_family && (len >= 3 && (uncommon || titled) || len == 2 && (titled || told)) {
            return Some(self.mention(i, end, Kind::Full));
        }
        let syllables = self.tokens[i..end].iter().all(marks::is_name_syllable);
        let nick = len <= 2 && (marks::is_nickname(first) || marks::is_name_syllable(first));
        let known = nick && !marks::is_common(first) || syllables && (len == 2 || len == 3 && uncommon);
        let closed = told && len <= 2 && self.tokens[i..end].iter().all(|t| !marks::is_common(t));
        let given = cue == Cue::Child && (known || closed);
        given.then(|| self.mention(i, end, Kind::Given)).and_then(|mention| self.keep_given(mention))
    }

    /// How far a name in capitals may reach: name syllables, and words of no other meaning where a
    /// title or a following age or class vouches for them.
    fn capital_end(&self, i: usize, titled: bool, family: bool) -> usize {
        let stretch = |loose: bool| {
            let mut end = i;
            while end < self.tokens.len() && end - i < 5 && (end == i || self.tokens[end].gap.is_space()) {
                let token = &self.tokens[end];
                let word = self.marks[end].len > 0 && !self.marks[end].tags.is(Class::Ethnonym)
                    || marks::is_common(token);
                let fits = marks::is_name_syllable(token) || loose && !word || end == i && family;
                if !fits || matches!(token.shape, Shape::Number | Shape::Code) {
                    break;
                }
                end += 1;
            }
            end
        };
        let loose = stretch(true);
        if titled || family && self.told_of_child(loose) { loose } else { stretch(false) }
    }

    /// An age or a class stands right behind.
    fn told_of_child(&self, end: usize) -> bool {
        self.reading.attr_at(end).is_some_and(|a| {
            matches!(a.attr, Attr::Class { .. } | Attr::Age { generic: false, .. } | Attr::Birth { .. })
        })
    }

    fn begins_upper_particle(&self, i: usize) -> bool {
        self.tokens[i].shape == Shape::Initial && matches!(self.tokens[i].fold.as_str(), "y" | "a")
    }

    /// Names in file names: after `be`, `em`, `chau` …, or a family name and two name syllables.
    pub(super) fn in_slug(&self, i: usize) -> Option<Mention> {
        if marks::surname_len(self.tokens, i) == 0 && !self.slug_cue(i) {
            return None;
        }
        // `nguyen-van-a`: anybody.
        let anybody =
            |t: &Token| matches!(t.fold.as_str(), "a" | "b" | "c" | "x" | "y" | "z") && t.gap != Gap::STOP;
        if (i + 1..self.tokens.len().min(i + 4))
            .any(|k| anybody(&self.tokens[k]) && matches!(self.tokens[k - 1].fold.as_str(), "van" | "thi"))
        {
            return None;
        }
        // `chau-lo-van-tien`: the title of a child, and then a family name.
        if self.slug_cue_ends(i)
            && i + 2 < self.tokens.len()
            && marks::surname_len(self.tokens, i + 1) > 0
            && slug_syllable(&self.tokens[i + 2])
        {
            return None;
        }
        let cued = i > 0 && self.slug_cue_ends(i - 1);
        if self.is_folder_of_place(i) {
            return None;
        }
        let family = marks::surname_len(self.tokens, i) > 0 && !self.is_everyday(i);
        let extra = self.tokens[i + 1..]
            .iter()
            .take(3)
            .take_while(|t| slug_syllable(t) && !t.gap.has(Gap::STOP))
            .count();
        let end = i + 1 + extra;
        let closed = end == self.tokens.len()
            || self.reading.attr_at(end).is_some()
            || end + 1 == self.tokens.len() && is_extension(&self.tokens[end]);
        if family && (extra >= 2 || cued && extra == 1 && closed) && self.tokens[i].shape != Shape::Number {
            let all_words = self.tokens[i..end].iter().all(marks::is_common);
            return (!all_words && !self.named_after(i)).then(|| self.mention(i, end, Kind::Full));
        }
        let middle = self.tokens.get(i + 1).is_some_and(|t| matches!(t.fold.as_str(), "thi" | "van"));
        let third = self.tokens.get(i + 2).is_some_and(|t| {
            t.shape == Shape::Lower && t.fold.len() <= 6 && !is_extension(t) && !t.gap.has(Gap::STOP)
        });
        if family && middle && third && !self.named_after(i) {
            return Some(self.mention(i, i + 3, Kind::Full));
        }
        if cued && family && i + 1 < self.tokens.len() {
            let class = (i + 2..(i + 5).min(self.tokens.len())).find(|t| {
                self.reading
                    .attr_at(*t)
                    .is_some_and(|a| matches!(a.attr, Attr::Class { .. } | Attr::Age { generic: false, .. }))
            });
            let named = |end: &usize| self.tokens[i..*end].iter().any(|t| !marks::is_common(t));
            if let Some(end) = class.filter(named) {
                return Some(self.mention(i, end, Kind::Full));
            }
        }
        let nick = cued && marks::is_nickname(&self.tokens[i]) && !marks::is_common(&self.tokens[i]);
        let nick_closed = i + 1 == self.tokens.len()
            || self.reading.attr_at(i + 1).is_some()
            || i + 2 == self.tokens.len() && is_extension(&self.tokens[i + 1]);
        (nick && nick_closed).then(|| self.mention(i, i + 1, Kind::Given))
    }

    /// `huyen-dinh-hoa/…`, `thi-tran-cho-chu/…`: a folder that begins with a word for a place is one.
    fn is_folder_of_place(&self, i: usize) -> bool {
        let begins = |k: &usize| *k == 0 || self.tokens[*k].gap.has(Gap::STOP);
        let first = (0..=i).rev().find(begins).unwrap_or(0);
        self.marks[first].tags.any(&[Class::CommuneHead, Class::PlaceHead])
            && self.tokens[i + 1..].iter().any(|token| token.gap.has(Gap::STOP))
    }

    /// `tre-khong-muon-song`: a family name that is mostly an everyday word once its marks are gone. It takes
    /// a second name that is none, or a class behind it.
    fn is_everyday(&self, i: usize) -> bool {
        const SECOND: [&str; 8] = ["thi", "van", "duc", "dinh", "huu", "quang", "ngoc", "tu"];
        // `cong-van-gui-cac-truong`: a paper far more often than a family's name with its second.
        let next = self.tokens.get(i + 1);
        let paper = self.tokens[i].fold == "cong" && next.is_some_and(|next| next.fold == "van");
        let plain = paper || marks::is_common(&self.tokens[i]) && self.tokens[i].key == self.tokens[i].fold;
        let second = next.is_some_and(|next| {
            let rest = self.tokens[i + 1..].iter().take(2);
            !paper && SECOND.contains(&next.fold.as_str())
                || slug_syllable(next) && !rest.into_iter().any(marks::is_common)
        });
        plain
            && !second
            && !self.reading.attrs.iter().any(|a| a.start > i && matches!(a.attr, Attr::Class { .. }))
    }

    fn slug_cue(&self, i: usize) -> bool {
        i > 0 && self.slug_cue_ends(i - 1)
    }

    fn slug_cue_ends(&self, p: usize) -> bool {
        phrase_ending(self.marks, p).0.is(Class::ChildTitle)
    }
}

fn slug_syllable(token: &Token) -> bool {
    matches!(token.shape, Shape::Lower | Shape::Cap | Shape::Upper | Shape::Initial)
        && marks::is_name_syllable(token)
        && !(marks::is_common(token) && is_plain_word(&token.fold))
}

fn is_extension(token: &Token) -> bool {
    matches!(
        token.fold.as_str(),
        "jpg"
            | "jpeg"
            | "png"
            | "webp"
            | "gif"
            | "svg"
            | "pdf"
            | "docx"
            | "doc"
            | "xlsx"
            | "xls"
            | "mp3"
            | "mp4"
            | "md"
            | "html"
    )
}

/// Folded syllables that are everyday words far more often than names.
fn is_plain_word(fold: &str) -> bool {
    matches!(
        fold,
        "nam"
            | "trong"
            | "hoc"
            | "hoi"
            | "vui"
            | "sinh"
            | "con"
            | "tap"
            | "quan"
            | "ca"
            | "sang"
            | "nhat"
            | "nhi"
    )
}
