//! Who is a child.
//!
//! Readings and facts come in; every mention gets a status. Order of weight: an age or year of
//! birth, a grown-up's title, a class, a child's title, the list the name stands in, the next
//! sentence, the same name elsewhere. What is invented or of another time is exempt. Whether a
//! child is identified is the business of `exposed`.

use super::Article;
use super::anaphora;
use super::attributes::{Attr, same};
use super::bare;
use super::company::{self, is_short_for};
use super::context::{self, Facts, People};
use super::evidence::{Attached, attached};
use super::exposed;
use super::lexicon::{self, Class};
use super::names::{Cue, Kind, Mention, Status};
use super::reading::Reading;
use super::tables::{self, Row};
use super::text::{Gap, Shape};

/// Gives every mention its status and details.
pub(super) fn judge(article: &Article, readings: &mut [Reading], facts: &Facts) {
    let rows = tables::rows(article, readings, &facts.intro);
    for (n, reading) in readings.iter_mut().enumerate() {
        name_column(reading, rows[n]);
        let statuses: Vec<Status> = reading
            .mentions
            .iter()
            .map(|mention| own_status(article, reading, mention, facts, n, rows[n]))
            .collect();
        for (mention, status) in reading.mentions.iter_mut().zip(statuses) {
            mention.status = status;
        }
        company::spread(reading);
    }
    anaphora::resolve(article, readings, facts);
    company::same_names(readings);
    bare::settle(article, readings, facts);
    company::same_names(readings);
    for (n, reading) in readings.iter_mut().enumerate() {
        let details: Vec<Vec<&'static str>> =
            reading.mentions.iter().map(|mention| exposed::details(reading, mention, rows[n])).collect();
        for (mention, details) in reading.mentions.iter_mut().zip(details) {
            mention.details = details;
        }
    }
}

/// A cell of the name column is a name even where it does not look like one.
fn name_column(reading: &mut Reading, row: Row) {
    let Row::Children { column: Some(column) } = row else { return };
    let cell: Vec<usize> =
        (0..reading.tokens.len()).filter(|i| tables::column_of(reading, *i) == column).collect();
    let (Some(first), Some(last)) = (cell.first().copied(), cell.last().copied()) else { return };
    let named = reading.mentions.iter().any(|m| (first..=last).contains(&m.first));
    let shapes = reading.tokens[first..=last]
        .iter()
        .all(|t| matches!(t.shape, Shape::Cap | Shape::Initial | Shape::Initials | Shape::Upper));
    if named || !shapes || cell.len() > 5 || !reading.tokens[first].gap.has(Gap::CELL) && first > 0 {
        return;
    }
    let words: Vec<&str> = reading.tokens[first..=last].iter().map(|t| t.fold.as_str()).collect();
    let stands_for_any = words.len() == 1 && matches!(words[0], "a" | "b" | "c" | "x" | "y" | "z");
    let mention = Mention {
        first,
        end: last + 1,
        cue_at: first,
        cue: Cue::None,
        kind: Kind::Given,
        placeholder: stands_for_any,
        folded: words.join(" "),
        status: Status::Unknown,
        details: Vec::new(),
    };
    let at = reading.mentions.partition_point(|m| m.first < first);
    reading.mentions.insert(at, mention);
}

fn own_status(
    article: &Article,
    reading: &Reading,
    mention: &Mention,
    facts: &Facts,
    n: usize,
    row: Row,
) -> Status {
    let found = attached(reading, mention);
    if mention.placeholder && !(found.place && found.class.is_some_and(|(_, one)| one))
        || lexicon::is_hero(&mention.folded)
    {
        return Status::Exempt;
    }
    let status = plain_status(article, reading, mention, &found, facts, n, row);
    if status != Status::Child || !exempt(reading, mention, &found, facts, n) {
        return status;
    }
    Status::Exempt
}

fn plain_status(
    article: &Article,
    reading: &Reading,
    mention: &Mention,
    found: &Attached,
    facts: &Facts,
    n: usize,
    row: Row,
) -> Status {
    let years = found.age.or_else(|| found.birth_year.map(|year| i32::from(article.as_of.year()) - year));
    if let Some(years) = years.or_else(|| age_before(reading, mention)) {
        return by_age(years, facts.offence[n]);
    }
    if mention.cue == Cue::Adult || found.adult_role && found.class.is_none_or(|_| found.adult_role) {
        return Status::Adult;
    }
    if let Row::Adults = row {
        return Status::Adult;
    }
    if row == Row::Parents {
        return Status::Child;
    }
    if let Row::Children { column } = row {
        return if column.is_none_or(|c| c == tables::column_of(reading, mention.first)) {
            Status::Child
        } else {
            Status::Adult
        };
    }
    if let Some((grade, _)) = found.class.or_else(|| class_before(reading, mention)) {
        let child = grade <= 10 || facts.offence[n];
        return if child { Status::Child } else { Status::Adult };
    }
    if found.child_role || found.young_parents {
        return Status::Child;
    }
    let bare = mention.kind == Kind::Full && mention.cue == Cue::None && !facts.history[n];
    if bare && (young_in_trouble(reading, mention) || one_of_a_class(reading, mention)) {
        return Status::Child;
    }
    if mention.kind == Kind::Initials && mention.cue == Cue::None && among_pupils(reading, mention) {
        return Status::Child;
    }
    by_cue(reading, mention, facts, n)
}

/// `… đã làm mẹ ở tuổi 14`: an age of a child, a grave matter, and nobody else in the sentence.
fn young_in_trouble(reading: &Reading, mention: &Mention) -> bool {
    let end = reading.sentence(mention.first).end;
    let young = reading.attrs.iter().find(|a| {
        (mention.end..end).contains(&a.start)
            && matches!(a.attr, Attr::Age { years: 0..16, generic: false, .. })
    });
    young.is_some_and(|age| {
        let between = mention.end..age.start;
        let grave = between.clone().any(|i| {
            reading.marks[i].tags.any(&[Class::Severe, Class::Sensitive]) && !context::is_topic(reading, i)
        });
        let other = reading.mentions.iter().any(|m| between.contains(&m.first))
            || between.into_iter().any(|i| {
                reading.marks[i].tags.any(&[
                    Class::Pointer,
                    Class::KinChild,
                    Class::AdultTitle,
                    Class::AdultRole,
                ])
            });
        grave && !other
    })
}

/// `… vẫn đứng đầu lớp 8B`: one class later in the sentence, nobody else and no teaching in between.
fn one_of_a_class(reading: &Reading, mention: &Mention) -> bool {
    let end = reading.sentence(mention.first).end;
    let class = reading
        .attrs
        .iter()
        .find(|a| (mention.end..end).contains(&a.start) && matches!(a.attr, Attr::Class { one: true, .. }));
    class.is_some_and(|class| {
        let between = mention.end..class.start;
        let strangers = [
            Class::Stopper,
            Class::Pointer,
            Class::KinChild,
            Class::AdultTitle,
            Class::AdultRole,
            Class::ChildTitle,
        ];
        between.len() <= 6
            && reading.has(between.start..between.end + 1, Class::Result)
            && !reading.mentions.iter().any(|m| between.contains(&m.first))
            && !between.into_iter().any(|i| reading.marks[i].tags.any(&strangers))
    })
}

/// Initials in a sentence that names one class and no grown-up.
fn among_pupils(reading: &Reading, mention: &Mention) -> bool {
    let sentence = reading.sentence(mention.first);
    let class = reading
        .attrs
        .iter()
        .any(|a| sentence.contains(&a.start) && matches!(a.attr, Attr::Class { one: true, .. }));
    class && !sentence.clone().any(|i| reading.marks[i].tags.any(&[Class::AdultRole, Class::AdultTitle]))
}

fn by_age(years: i32, offence: bool) -> Status {
    match years {
        ..=15 => Status::Child,
        16..=17 if offence => Status::Child,
        16..=17 => Status::Exempt,
        _ => Status::Adult,
    }
}

fn by_cue(reading: &Reading, mention: &Mention, facts: &Facts, n: usize) -> Status {
    let sentence = reading.sentence(mention.first);
    let grown = reading.has(mention.end..sentence.end, Class::AdultAct);
    let listed = local_list(reading, mention);
    match mention.cue {
        Cue::Child if !grown => Status::Child,
        Cue::Group if !grown && mention.kind == Kind::Full => Status::Child,
        Cue::Weak if !grown && weak_holds(reading, mention) => Status::Child,
        Cue::Child | Cue::Group | Cue::AdultNear if grown => Status::Adult,
        Cue::AdultNear => Status::Adult,
        Cue::ClassBefore if listed != People::Adults && facts.intro[n] != People::Adults => Status::Child,
        _ if listed == People::Adults => Status::Adult,
        _ if listed == People::Children
            && (mention.kind != Kind::Given && facts.intro[n] != People::Adults
                || mention.kind == Kind::Given && mention.cue == Cue::None) =>
        {
            Status::Child
        }
        _ => by_intro(facts.intro[n], mention),
    }
}

fn by_intro(intro: People, mention: &Mention) -> Status {
    match intro {
        People::Children if mention.kind != Kind::Given => Status::Child,
        People::Adults => Status::Adult,
        People::Children | People::Unsaid => Status::Unknown,
    }
}

/// `bạn`, `con gái`, `nạn nhân`: a child if something else in the passage says so.
fn weak_holds(reading: &Reading, mention: &Mention) -> bool {
    let (tags, _) = reading.phrase_ending(mention.first.saturating_sub(1));
    let kin = tags.is(Class::KinChild) && mention.kind == Kind::Full;
    let young = reading.attrs.iter().any(|a| match a.attr {
        Attr::Class { .. } | Attr::School => true,
        Attr::Age { years, generic, .. } => years < 16 && !generic,
        Attr::Birth { .. } | Attr::Place { .. } | Attr::Commune | Attr::Phone => false,
    });
    let words = (0..reading.marks.len()).any(|i| {
        reading.marks[i].tags.any(&[Class::ChildRole, Class::ChildTitle, Class::Pointer])
            && !context::is_topic(reading, i)
    });
    kin || young || words && mention.kind != Kind::Given
}

/// The list inside the sentence: `Chúc mừng các em A, B và C`, `Học sinh được khen: A; B`.
pub(super) fn local_list(reading: &Reading, mention: &Mention) -> People {
    let sentence = reading.sentence(mention.first);
    let colon = (sentence.start + 1..=mention.first).rev().find(|i| reading.tokens[*i].gap.has(Gap::COLON));
    colon.map_or(People::Unsaid, |colon| context::announced(reading, sentence.start..colon))
}

/// `bé gái 9 tuổi Giàng …`: the age before the name.
fn age_before(reading: &Reading, mention: &Mention) -> Option<i32> {
    let before = reading
        .attrs
        .iter()
        .filter(|a| a.end <= mention.first && a.start >= mention.cue_at && mention.cue_at < mention.first);
    before.clone().find_map(|a| match a.attr {
        Attr::Age { years, generic: false, past: false } => Some(years),
        _ => None,
    })
}

fn class_before(reading: &Reading, mention: &Mention) -> Option<(i32, bool)> {
    if !matches!(mention.cue, Cue::Child | Cue::Group | Cue::Weak) {
        return None;
    }
    reading.attrs.iter().filter(|a| a.end <= mention.first && a.start >= mention.cue_at).find_map(|a| match a
        .attr
    {
        Attr::Class { grade, one } => Some((grade, one)),
        _ => None,
    })
}

/// Invented, an example, or of another time.
fn exempt(reading: &Reading, mention: &Mention, found: &Attached, facts: &Facts, n: usize) -> bool {
    let figure = facts.figures.contains(&mention.folded)
        || facts
            .figures
            .iter()
            .any(|figure| is_short_for(&mention.folded, figure) || is_short_for(figure, &mention.folded));
    if facts.invented[n] || figure {
        return true;
    }
    let particular = found.class.is_some_and(|(_, one)| one) || found.school || found.place;
    let whole = mention.kind == Kind::Full && found.class.is_some();
    if facts.example[n] && (!particular && !whole || mention.kind == Kind::Given && !found.place) {
        return true;
    }
    let sentence = reading.sentence(mention.first);
    let work = in_a_work(reading, sentence.clone(), mention.first);
    let is_role = (mention.cue_at.saturating_sub(4)..mention.cue_at).any(|i| same(&reading.tokens[i], "vai"));
    if opens_with_work(reading, sentence.clone()) || is_bad_example(reading, sentence.clone(), mention.first)
    {
        return true;
    }
    let reviewed = facts.work && !reading.has(sentence.clone(), Class::Result) && speaks_of_work(reading);
    if !particular && (is_role || reviewed || work && !reading.has(sentence.clone(), Class::RolePlay)) {
        return true;
    }
    let past = facts.old_year[n] && found.class.is_none_or(|(_, one)| !one);
    let titled = matches!(mention.cue, Cue::Child | Cue::Group) && !is_storied_title(reading, mention);
    past && !found.place
        || facts.history[n] && !titled && found.class.is_none() && !found.place
        || is_foreign(&mention.folded)
}

/// `trong truyện …`, `nhân vật …`, `cuốn sách kể về …`: not merely a book that somebody reads.
pub(super) fn in_a_work(reading: &Reading, sentence: std::ops::Range<usize>, name: usize) -> bool {
    let work = |i: usize| {
        let single = ["truyện", "sách", "cuốn", "phim", "vở", "chuyện", "thơ", "tiểu"]
            .iter()
            .any(|w| same(&reading.tokens[i], w));
        single && reading.marks[i].inside == 0
    };
    let told = |i: usize| {
        ["kể", "nói", "viết"].iter().any(|w| same(&reading.tokens[i], w))
            && i < name
            && sentence.clone().take_while(|j| *j < i).any(work)
    };
    sentence.clone().any(|i| {
        let tags = reading.marks[i].tags;
        let alone = reading.marks[i].len == 1 && !same(&reading.tokens[i], "phim");
        tags.is(Class::FictionWork) && !alone || told(i)
    })
}

/// `Phim "Kính vạn hoa": ba bạn …`: the sentence retells a work by its title.
fn opens_with_work(reading: &Reading, sentence: std::ops::Range<usize>) -> bool {
    const WORKS: [&str; 6] = ["phim", "truyện", "sách", "cuốn", "vở", "tiểu"];
    let opens = reading.tokens.get(sentence.start).is_some_and(|t| WORKS.iter().any(|w| same(t, w)));
    opens
        && (sentence.start + 1..sentence.end.min(sentence.start + 4)).any(|i| {
            reading.tokens[i].gap.has(Gap::QUOTE)
                && matches!(reading.tokens[i].shape, Shape::Cap | Shape::Upper)
        })
}

/// `Đừng viết "bé Su lớp 1A …"`: what one should not write, in quotes.
fn is_bad_example(reading: &Reading, sentence: std::ops::Range<usize>, name: usize) -> bool {
    const WRITING: [&str; 6] = ["viết", "ghi", "đăng", "nhắn", "kiểu", "khoe"];
    (sentence.start..name).any(|i| {
        same(&reading.tokens[i], "đừng")
            && (i + 1..name.min(i + 4)).any(|k| WRITING.iter().any(|w| same(&reading.tokens[k], w)))
            && (i + 2..=name).any(|k| reading.tokens[k].gap.has(Gap::QUOTE))
    })
}

/// A passage that speaks of a book or a film by its maker or kind.
fn speaks_of_work(reading: &Reading) -> bool {
    const KINDS: [&str; 6] = ["giả", "văn", "cuốn", "phim", "truyện", "tích"];
    reading.tokens.iter().any(|token| KINDS.iter().any(|word| same(token, word)))
}

fn is_storied_title(reading: &Reading, mention: &Mention) -> bool {
    ["cậu", "cô", "chú"].iter().any(|w| same(&reading.tokens[mention.cue_at], w))
}

/// Letters that no Vietnamese name has, and none of the marks of the highland peoples.
fn is_foreign(folded: &str) -> bool {
    folded.chars().any(|c| matches!(c, 'f' | 'w' | 'z'))
        && !folded.contains("hw")
        && !folded.contains('\'')
        && folded.is_ascii()
}
