//! Given names and nicknames: when a capitalised word alone is a person.
//!
//! A mention without a family name comes in; it goes out again only if a title, an age, a class, a
//! role or a list of children vouches for it.

use super::attributes::{Attr, same};
use super::lexicon::{self, Class};
use super::names::{Cue, Finder, Kind, Mention};
use super::text::{Gap, Shape};

impl Finder<'_> {
    /// A given name counts after a title, or where an age, a class or a role follows at once.
    pub(super) fn keep_given(&self, mention: Mention) -> Option<Mention> {
        if mention.kind != Kind::Given {
            return Some(mention);
        }
        let token = &self.tokens[mention.first];
        let mark = self.marks[mention.first];
        let word = mention.end - mention.first == 1;
        let other_word = [
            Class::EponymHead,
            Class::School,
            Class::PlaceHead,
            Class::CommuneHead,
            Class::AdultRole,
            Class::ChildTitle,
            Class::ChildRole,
            Class::GradeWord,
            Class::Plural,
            Class::Topical,
            Class::ListCue,
            Class::Filler,
            Class::AdultTitle,
        ];
        let after_weekday = mention.first > 0
            && self.tokens[mention.first - 1].fold == "thu"
            && ["hai", "ba", "tu", "nam", "sau", "bay"].contains(&token.fold.as_str());
        let of_year = ["năm", "hôm", "ngày", "hồi"].iter().any(|w| same(token, w))
            && self.tokens.get(mention.end).is_some_and(|next| {
                let told =
                    ["tôi", "ấy", "đó", "nay", "ngoái", "em", "con", "mình", "cháu", "lớp", "học", "kia"];
                next.gap.is_space() && (told.iter().any(|w| same(next, w)) || next.shape == Shape::Number)
            });
        if word && (after_weekday || of_year) {
            return None;
        }
        let name_like = lexicon::is_name_syllable(token) || lexicon::is_nickname(token);
        let slogan = lexicon::is_common(token)
            && mention.first > 0
            && self.tokens[mention.first - 1].shape == Shape::Cap;
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
        let plausible = !word
            || !starts && self.marks[mention.first].len == 0
            || name_like && (!starts || set_off)
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
        let word = mention.end - mention.first == 1 && lexicon::is_common(&self.tokens[mention.first]);
        opens
            && !word
            && parted(mention.end)
            && colon.is_some_and(|colon| {
                super::listing::announced_by_colon(self.reading, sentence.start..colon)
                    == super::context::People::Children
            })
    }
}
