//! Who is a child.
//!
//! Readings and facts come in; every mention gets a status. Order of weight: an age or year of
//! birth, a grown-up's title, a class, a child's title, the list the name stands in, the next
//! sentence, the same name elsewhere. What is invented or of another time is exempt. Whether a
//! child is identified is the business of `exposed`.

use super::Article;
use super::anaphora;
use super::attr::Attr;
use super::bare;
use super::company;
use super::compared::{any, same};
use super::dossier;
use super::evidence::{Attached, attached};
use super::exempt;
use super::exposed;
use super::facts::{Facts, People};
use super::forms;
use super::grown::{grown_again, grown_next, grown_now, grown_today, is_wished};
use super::lexicon::{self, Class};
use super::listing;
use super::mention::{By, Cue, Kind, Mention, Status};
use super::reading::Reading;
use super::tables::{self, Row};
use super::text::Gap;
use super::told::{
    among_pupils, is_child_of_bracket, is_making_pupil, one_of_a_class, parent_of_pupil, pupils_before,
    says_own_parent, says_who_it_is, tells_of_a_child, young_in_trouble,
};
use super::topics;
use super::word::Shape;

/// Gives every mention its status and details.
pub(super) fn judge(article: &Article, readings: &mut [Reading], facts: &Facts) {
    let rows = tables::rows(article, readings, facts);
    let nobody = readings.iter().all(|reading| reading.mentions.is_empty());
    if !nobody || rows.iter().any(|row| matches!(row, Row::Children { .. })) {
        by_rules(article, readings, facts, &rows);
    }
    dossier::settle(article, readings, facts);
    if readings.iter().all(|reading| reading.mentions.is_empty()) {
        return;
    }
    company::same_names(readings);
    company::grown_by_age(readings);
    company::grown_since(article, readings, &rows);
    for (n, reading) in readings.iter_mut().enumerate() {
        let listed = rows[n] != Row::Unsaid || facts.intro[n] == People::Children;
        let details: Vec<Vec<&'static str>> =
            reading.mentions.iter().map(|mention| exposed::details(reading, mention, listed)).collect();
        for (mention, details) in reading.mentions.iter_mut().zip(details) {
            mention.details = details;
        }
    }
}

/// What single rules say, each by itself.
fn by_rules(article: &Article, readings: &mut [Reading], facts: &Facts, rows: &[Row]) {
    let forms: Vec<Vec<Option<forms::Told>>> = (0..readings.len())
        .map(|n| readings[n].mentions.iter().map(|m| told_by_lines(article, readings, n, m)).collect())
        .collect();
    for (n, reading) in readings.iter_mut().enumerate() {
        name_column(reading, rows[n]);
        let statuses: Vec<(Status, By)> = reading
            .mentions
            .iter()
            .enumerate()
            .map(|(m, mention)| match forms[n].get(m) {
                Some(Some(told)) if !mention.placeholder => by_form(*told, facts, n),
                _ => own_status(article, reading, mention, facts, n, rows[n]),
            })
            .collect();
        for (mention, (status, by)) in reading.mentions.iter_mut().zip(statuses) {
            (mention.status, mention.by) = (status, by);
        }
        company::spread(reading);
    }
    company::grown_nicknames(readings);
    company::grown_by_short_name(readings);
    company::same_names(readings);
    anaphora::resolve(article, readings, facts);
    company::same_names(readings);
    bare::settle(article, readings, facts);
    company::same_names(readings);
}

fn told_by_lines(article: &Article, readings: &[Reading], n: usize, m: &Mention) -> Option<forms::Told> {
    forms::told(article, readings, n, m)
        .or_else(|| forms::told_over_lines(article, readings, n, m))
        .or_else(|| forms::told_by_answer(readings, n, m))
}

/// `Họ tên: …` and below it `Sinh năm 2017`.
fn by_form(told: forms::Told, facts: &Facts, n: usize) -> (Status, By) {
    if facts.invented[n] || facts.example[n] {
        return (Status::Exempt, By::Nothing);
    }
    let status = match told {
        forms::Told::Years(years) => by_age(years, facts.offence[n]),
        forms::Told::Class(grade) if grade <= 10 => Status::Child,
        forms::Told::Class(_) => Status::Adult,
    };
    (status, By::Proof)
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
        dim: false,
        placeholder: stands_for_any,
        folded: words.join(" "),
        status: Status::Unknown,
        by: By::Nothing,
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
) -> (Status, By) {
    let found = attached(reading, mention);
    // `Em Nguyễn Văn A … con ông B … bé E`: among letters that mean anybody, any letter does.
    let letter = facts.letters
        && mention.kind == Kind::Initials
        && mention.folded.len() == 1
        && !reading.tokens.get(mention.end).is_some_and(|t| t.gap.has(Gap::DOT));
    if (mention.placeholder || letter) && !(found.place && found.class.is_some_and(|(_, one)| one))
        || lexicon::is_hero(&mention.folded)
        || exempt::is_place(reading, mention)
        || exempt::is_name_of_thing(reading, mention)
    {
        return (Status::Exempt, By::Nothing);
    }
    let slug = matches!(article.passages[n].place, super::Where::LinkTarget | super::Where::FileName);
    if slug && tells_of_a_child(article, reading, mention) {
        return (Status::Child, By::Proof);
    }
    let (status, by) = plain_status(article, reading, mention, &found, facts, n, row);
    if status == Status::Unknown && facts.figures.contains(&mention.folded) {
        return (Status::Exempt, By::Nothing);
    }
    if status != Status::Child || !exempt::exempt(reading, mention, &found, facts, n) {
        return (status, by);
    }
    (Status::Exempt, By::Nothing)
}

fn plain_status(
    article: &Article,
    reading: &Reading,
    mention: &Mention,
    found: &Attached,
    facts: &Facts,
    n: usize,
    row: Row,
) -> (Status, By) {
    let years = found.age.or_else(|| found.birth_year.map(|year| i32::from(article.as_of.year()) - year));
    if grown_now(reading, mention) || row.is_grown() && mention.cue == Cue::Adult {
        return (Status::Adult, By::Nothing);
    }
    if let Some(years) = years.or_else(|| age_before(reading, mention)) {
        return (by_age(years, facts.offence[n]), By::Proof);
    }
    if matches!(mention.cue, Cue::Weak | Cue::Group | Cue::Child) && grown_today(reading, mention) {
        return (Status::Adult, By::Nothing);
    }
    if mention.cue == Cue::Adult && parent_of_pupil(reading, mention, found)
        || is_making_pupil(reading, mention, found)
    {
        return (Status::Child, By::Proof);
    }
    if grown_again(reading, mention) || grown_next(reading, mention) {
        return (Status::Adult, By::Nothing);
    }
    if mention.cue == Cue::Adult || found.adult_role && found.class.is_none_or(|_| found.adult_role) {
        return (Status::Adult, By::Nothing);
    }
    if row.is_grown() {
        return (Status::Adult, By::Nothing);
    }
    if row == Row::Parents {
        return (Status::Child, By::Proof);
    }
    if let Row::Children { column } = row {
        let named = column.is_none_or(|c| c == tables::column_of(reading, mention.first));
        return (if named { Status::Child } else { Status::Adult }, By::Proof);
    }
    if let Some((grade, _)) = found.class.or_else(|| class_before(reading, mention)) {
        let bare = matches!(mention.cue, Cue::None | Cue::ClassBefore);
        // `…, lớp 7 Trường …, thôn …, bố đi tù`: no teacher's class is told so.
        let whole = found.school && (found.place || found.kin) || found.child_role;
        if bare && !whole && (facts.grown_list || listing::by_office(reading, mention)) {
            return (Status::Adult, By::Nothing);
        }
        let child = grade <= 10 || facts.offence[n];
        return (if child { Status::Child } else { Status::Adult }, By::Proof);
    }
    if found.child_role || found.young_parents || is_child_of_bracket(reading, mention) {
        return (Status::Child, By::Role);
    }
    let bare = mention.kind == Kind::Full && mention.cue == Cue::None && !facts.history[n];
    if bare && (young_in_trouble(reading, mention) || one_of_a_class(reading, mention)) {
        return (Status::Child, By::Proof);
    }
    if bare && found.school && pupils_before(reading, mention) {
        return (Status::Child, By::Telling);
    }
    if says_who_it_is(reading, mention) {
        return (Status::Adult, By::Nothing);
    }
    if mention.kind == Kind::Initials && mention.cue == Cue::None && among_pupils(reading, mention) {
        return (Status::Child, By::Telling);
    }
    by_cue(reading, mention, facts, n)
}

fn by_age(years: i32, offence: bool) -> Status {
    match years {
        ..=15 => Status::Child,
        16..=17 if offence => Status::Child,
        16..=17 => Status::Exempt,
        _ => Status::Adult,
    }
}

fn by_cue(reading: &Reading, mention: &Mention, facts: &Facts, n: usize) -> (Status, By) {
    let sentence = reading.sentence(mention.first);
    let grown = (mention.end..sentence.end)
        .any(|i| reading.marks[i].tags.is(Class::AdultAct) && !is_wished(reading, i));
    let listed = listing::local_list(reading, mention);
    if dossier::names_itself(reading, mention.first) && !grown {
        let child = mention.cue == Cue::Child
            || says_own_age(reading, mention)
            || says_own_parent(reading, mention)
            || mention.kind == Kind::Given && speaks_of_own_parents(reading);
        return (if child { Status::Child } else { Status::Unknown }, By::Proof);
    }
    match mention.cue {
        // `Bác sĩ khám học sinh: …`
        Cue::Group if listed == People::Adults && reading.tokens[mention.first].gap.has(Gap::COLON) => {
            (Status::Adult, By::Nothing)
        }
        Cue::Weak if asks(reading, mention) => (Status::Adult, By::Nothing),
        Cue::Child if !grown => (Status::Child, By::Title),
        Cue::Group if !grown && mention.kind == Kind::Full => (Status::Child, By::Title),
        Cue::Group if !grown && says_own_age(reading, mention) => (Status::Child, By::Title),
        Cue::Weak if !grown && weak_holds(reading, mention) => (Status::Child, By::Title),
        Cue::Child | Cue::Group | Cue::AdultNear if grown => (Status::Adult, By::Nothing),
        Cue::AdultNear => (Status::Adult, By::Nothing),
        Cue::ClassBefore | Cue::None if facts.grown_list => (Status::Adult, By::Nothing),
        Cue::ClassBefore if listed != People::Adults && facts.intro[n] != People::Adults => {
            (Status::Child, By::Telling)
        }
        _ if listed == People::Adults => (Status::Adult, By::Nothing),
        _ if listed == People::Children
            && (mention.kind != Kind::Given && facts.intro[n] != People::Adults
                || mention.kind == Kind::Given && mention.cue == Cue::None) =>
        {
            (Status::Child, By::Telling)
        }
        _ => (by_intro(facts.intro[n], mention), By::Telling),
    }
}

fn by_intro(intro: People, mention: &Mention) -> Status {
    match intro {
        People::Children if mention.kind != Kind::Given => Status::Child,
        People::Adults => Status::Adult,
        People::Children | People::Unsaid => Status::Unknown,
    }
}

/// `mẹ con tên Hằng`, `bố cháu`: who speaks so is somebody's child.
fn speaks_of_own_parents(reading: &Reading) -> bool {
    (1..reading.tokens.len()).any(|i| {
        any(&reading.tokens[i], &["con", "cháu"])
            && reading.tokens[i].gap.is_space()
            && any(&reading.tokens[i - 1], &["mẹ", "bố", "cha", "ba", "má", "tía"])
    })
}

/// `con là Bống, con năm tuổi`: named by `là` or `tên`, and an age or class of a child beside it.
fn says_own_age(reading: &Reading, mention: &Mention) -> bool {
    let named =
        mention.first > 0 && ["là", "tên"].iter().any(|w| same(&reading.tokens[mention.first - 1], w));
    let mut sentence = reading.sentence(mention.first);
    // `con là Mỷ đây. Con học lớp ba rồi`
    let goes_on = |t: &super::text::Token| any(t, &["con", "cháu", "em"]);
    if reading.tokens.get(sentence.end).is_some_and(goes_on) {
        sentence.end = reading.sentence(sentence.end).end;
    }
    named
        && reading.attrs.iter().any(|a| {
            let young = matches!(
                a.attr,
                Attr::Age { years: ..=15, generic: false, .. } | Attr::Class { grade: ..=10, .. }
            );
            young && sentence.contains(&a.start)
        })
}

/// `Bạn … ở Hà Nội hỏi`: a reader.
fn asks(reading: &Reading, mention: &Mention) -> bool {
    let end = reading.sentence(mention.first).end.min(mention.end + 7);
    same(&reading.tokens[mention.cue_at], "bạn")
        && (mention.end..end).any(|i| same(&reading.tokens[i], "hỏi"))
}

/// `bạn`, `con gái`, `nạn nhân`: a child if something else in the passage says so.
fn weak_holds(reading: &Reading, mention: &Mention) -> bool {
    let (tags, _) = reading.phrase_ending(mention.first.saturating_sub(1));
    let before = reading.marks[mention.cue_at].tags;
    let kin = (tags.is(Class::KinChild) || before.is(Class::KinChild)) && mention.kind == Kind::Full;
    let sentence = reading.sentence(mention.first);
    let end =
        if sentence.end < reading.tokens.len() { reading.sentence(sentence.end).end } else { sentence.end };
    // `học sinh lớp 1`: somebody else; `Bạn … ở Hà Nội hỏi`: a reader.
    let others = |at: usize| {
        at > 0
            && reading.tokens[at].gap.is_space()
            && reading.phrase_ending(at - 1).0.is(Class::ChildGroup)
            && at > mention.end
    };
    let of_another =
        |i: usize| reading.mentions.iter().any(|m| m.first != mention.first && m.cue_at <= i && i < m.end);
    let start = sentence.start.checked_sub(1).map_or(0, |last| reading.sentence(last).start);
    let near = |at: usize| (start..end).contains(&at) && !others(at);
    let young = reading.attrs.iter().filter(|a| near(a.start)).any(|a| match a.attr {
        Attr::Class { .. } | Attr::School => true,
        Attr::Age { years, generic, .. } => years < 16 && !generic,
        Attr::Birth { .. } | Attr::Place { .. } | Attr::Commune | Attr::Phone => false,
    });
    let words = (start..end).any(|i| {
        let tags = reading.marks[i].tags;
        tags.any(&[Class::ChildRole, Class::ChildTitle, Class::Pointer])
            && !tags.is(Class::ChildGroup)
            && !of_another(i)
            && !topics::is_topic(reading, i)
    });
    kin || young || words && mention.kind != Kind::Given
}

/// `bé gái 9 tuổi Giàng …`: the age before the name.
fn age_before(reading: &Reading, mention: &Mention) -> Option<i32> {
    let before = reading.attrs.iter().filter(|a| {
        let titled = a.end <= mention.first && a.start >= mention.cue_at && mention.cue_at < mention.first;
        // `chân sút 12 tuổi Ksor …`
        let directly = a.end == mention.first && reading.tokens[mention.first].gap.is_space();
        titled || directly && mention.kind == Kind::Full
    });
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
