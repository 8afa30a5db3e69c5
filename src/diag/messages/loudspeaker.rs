//! The loudspeaker and the calendar.
//!
//! What the ear would stumble over, and bulletins and days that do not fit.

use jiff::civil::{Date, DateTime};

use super::{advice, error, warning};
use crate::diag::{Diagnostic, Spot};
use crate::vi::lunar::LunarDate;

impl Diagnostic {
    /// The same finding about a script that the program made from the body of an article.
    #[must_use]
    pub fn of_a_body(mut self) -> Diagnostic {
        self.help.vi.push_str("; hoặc viết lời riêng cho loa: [loudspeaker] text = \"\"\"…\"\"\"");
        self.help.en.push_str("; or write words for the ear: [loudspeaker] text = \"\"\"…\"\"\"");
        self
    }
}

fn date_vi(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// The first names of a list, and how many more there are.
fn some(names: &[&str]) -> (String, String) {
    const SHOWN: usize = 5;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let shown = shown.join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => (shown.clone(), shown),
        more => (format!("{shown} và {more} bài nữa"), format!("{shown} and {more} more")),
    }
}

/// A lunar date that is none.
pub fn lunar_unreadable(spot: Spot, written: &str) -> Diagnostic {
    error(
        "lunar-unreadable",
        spot,
        format!("không hiểu ngày âm lịch `{written}`"),
        format!("`{written}` is no lunar date"),
    )
    .words(written)
    .help(
        "ghi ngày/tháng, ví dụ lunar = \"15/8\"; tháng nhuận: \"1/4 nhuận\"",
        "write day/month, such as lunar = \"15/8\"; in a leap month \"1/4 nhuận\"",
    )
}

/// An event that does not fall on its lunar day.
pub fn lunar_mismatch(
    spot: Spot,
    written: &str,
    start: Date,
    lunar: LunarDate,
    right: Option<Date>,
) -> Diagnostic {
    let day = date_vi(start);
    let (vi, en) = match right.map(date_vi) {
        Some(right) => (
            format!("{written} âm lịch là ngày {right}: sửa start, hoặc ghi lunar = \"{lunar}\""),
            format!("{written} of the lunar calendar is {right}: mend start, or write lunar = \"{lunar}\""),
        ),
        None => (
            format!("ghi lunar = \"{lunar}\", hoặc sửa start"),
            format!("write lunar = \"{lunar}\", or mend start"),
        ),
    };
    error(
        "lunar-mismatch",
        spot,
        format!("ngày {day} là {lunar} âm lịch, không phải {written}"),
        format!("{day} is {lunar} of the lunar calendar and not {written}"),
    )
    .words(written)
    .help(vi, en)
}

/// A token that no rule can read out.
pub fn ear_unknown(spot: Spot, token: &str, proposal: Option<&str>) -> Diagnostic {
    let spoken = proposal.unwrap_or("…");
    warning(
        "ear-unknown",
        spot,
        format!("chưa rõ cách đọc `{token}`; tạm đọc từng chữ cái"),
        format!("it is not known how to say `{token}`; its letters are named"),
    )
    .words(token)
    .help(
        format!(
            "viết hẳn thành lời, hoặc ghi cách đọc vào bảng [lexicon] của site.toml hay của địa phương: \"{token}\" = \"{spoken}\""
        ),
        format!(
            "write it out in words, or say how it is read in the table [lexicon] of site.toml or of the locality: \"{token}\" = \"{spoken}\""
        ),
    )
}

/// A sentence in another language is not read out.
pub fn ear_language(spot: Spot, sentence: &str) -> Diagnostic {
    let told = sentence.trim_end_matches('.');
    advice(
        "ear-language",
        spot,
        format!("câu này viết bằng tiếng khác nên không đọc trên loa: “{told}”"),
        format!("this sentence is in another language and is not read out: “{told}”"),
    )
    .words(sentence)
    .help(
        "người nghe cần tiếng ấy thì ghi âm và đặt vào [[loudspeaker.translations]]; không thì thôi",
        "for those who need that language record it and name it in [[loudspeaker.translations]]; else leave it",
    )
}

/// A sentence that is hard to say in one breath.
pub fn ear_long(spot: Spot, sentence: &str, syllables: usize, limit: usize) -> Diagnostic {
    advice(
        "ear-sentence",
        spot,
        format!("câu dài {syllables} tiếng khi đọc, nên tối đa {limit}"),
        format!("the sentence has {syllables} syllables when read; {limit} are enough"),
    )
    .words(sentence)
    .help("tách thành hai câu ngắn", "make two short sentences of it")
}

/// A sentence whose beginning a listener has forgotten at its end.
pub fn ear_too_long(spot: Spot, sentence: &str, syllables: usize, limit: usize) -> Diagnostic {
    warning(
        "ear-sentence-too-long",
        spot,
        format!("câu dài {syllables} tiếng khi đọc, người nghe không theo kịp; nên tối đa {limit}"),
        format!("the sentence has {syllables} syllables when read, too many to follow; {limit} are enough"),
    )
    .words(sentence)
    .help("tách thành hai ba câu ngắn", "make two or three short sentences of it")
}

/// A sentence with too many numbers for the ear.
pub fn ear_numbers(spot: Spot, sentence: &str, n: usize, limit: usize) -> Diagnostic {
    advice(
        "ear-numbers",
        spot,
        format!("câu có {n} con số, người nghe chỉ nhớ được {limit}"),
        format!("the sentence has {n} numbers; a listener remembers {limit}"),
    )
    .words(sentence)
    .help(
        "giữ con số cần nhất, số khác làm tròn hoặc chuyển sang câu sau",
        "keep the number that matters; round the others or move them to the next sentence",
    )
}

/// A text that is too long for the ear.
pub fn ear_item(spot: Spot, syllables: usize, limit: usize) -> Diagnostic {
    advice(
        "ear-item",
        spot,
        format!("lời cho loa dài {syllables} tiếng, nên tối đa {limit}"),
        format!("the words for the loudspeaker have {syllables} syllables; {limit} are enough"),
    )
    .help(
        "giữ việc bà con cần làm, phần giải thích để trên trang",
        "keep what people should do; leave the explanation to the page",
    )
}

/// An address of the web in a text to be heard.
pub fn ear_address(spot: Spot, address: &str) -> Diagnostic {
    advice(
        "ear-address",
        spot,
        format!("người nghe không chép kịp địa chỉ `{address}`"),
        format!("a listener cannot write down the address `{address}`"),
    )
    .words(address)
    .help(
        "nói “trên trang thông tin điện tử của xã”, địa chỉ để trong tin Zalo",
        "say “on the commune's website”; the address belongs into the Zalo text",
    )
}

/// A mark that cannot be heard.
pub fn ear_mark(spot: Spot, mark: &str) -> Diagnostic {
    advice(
        "ear-mark",
        spot,
        format!("dấu trong `{mark}` không nghe được"),
        format!("the mark in `{mark}` cannot be heard"),
    )
    .words(mark)
    .help(
        "bỏ dấu ngoặc kép; thay dấu / bằng chữ: “hoặc”, “và”",
        "drop quotation marks; write “or”, “and” for a slash",
    )
}

/// A number of a document that is said again.
pub fn ear_number_twice(spot: Spot, number: &str) -> Diagnostic {
    advice(
        "ear-number-twice",
        spot,
        format!("số hiệu `{number}` được đọc nhiều lần"),
        format!("the number `{number}` is read more than once"),
    )
    .words(number)
    .help("đọc số hiệu một lần, sau đó chỉ nói “kế hoạch này”", "read it once; then say “this plan”")
}

/// Brackets in a text to be heard.
pub fn ear_brackets(spot: Spot, sentence: &str) -> Diagnostic {
    advice("ear-brackets", spot, "dấu ngoặc không nghe được".into(), "brackets cannot be heard".into())
        .words(sentence)
        .help(
            "viết phần trong ngoặc thành câu riêng, hoặc bỏ",
            "make a sentence of what is in them, or drop it",
        )
}

/// Words that point to a place on paper.
pub fn ear_on_paper(spot: Spot, words: &str) -> Diagnostic {
    advice(
        "ear-on-paper",
        spot,
        format!("người nghe không lật lại được để tìm `{words}`"),
        format!("a listener cannot turn back to find `{words}`"),
    )
    .words(words)
    .help("gọi lại tên của điều muốn nói", "say again what is meant")
}

/// An urgent item without an end.
pub fn urgent_for_ever(spot: Spot) -> Diagnostic {
    advice(
        "urgent-for-ever",
        spot,
        "bài khẩn cấp chưa có ngày hết hạn: loa sẽ phát mãi".into(),
        "the urgent article has no end: loudspeakers will play it for ever".into(),
    )
    .help("thêm expires = …", "add expires = …")
}

/// A length that is said at a locality's speed.
#[derive(Debug, Clone, Copy)]
pub struct Time {
    seconds: usize,
}

impl Time {
    /// So many syllables at so many a minute.
    pub fn of(syllables: usize, rate: u16) -> Time {
        Time { seconds: (syllables * 60).div_ceil(usize::from(rate.max(1))) }
    }

    fn minutes(self) -> usize {
        self.seconds.div_ceil(60)
    }

    fn vi(self) -> String {
        match (self.seconds / 60, self.seconds % 60) {
            (0, seconds) => format!("{seconds} giây"),
            (minutes, 0) => format!("{minutes} phút"),
            (minutes, seconds) => format!("{minutes} phút {seconds} giây"),
        }
    }

    fn en(self) -> String {
        format!("{}:{:02} min", self.seconds / 60, self.seconds % 60)
    }
}

/// How room can be made in a bulletin.
#[derive(Debug)]
pub struct Room<'m> {
    /// What is missing.
    pub lack: Time,
    /// By how many syllables the item must be shortened, if that can be done.
    pub shorter: Option<(usize, Time)>,
    /// What may be left out instead, with its length.
    pub instead: &'m [(&'m str, Time)],
}

/// An urgent or priority item that some slots have no room for.
pub fn bulletin_crowded_out(spot: Spot, title: &str, slots: &[DateTime], room: &Room<'_>) -> Diagnostic {
    let first = slots.first().copied().unwrap_or_default();
    let (day, time, n_slots) = (date_vi(first.date()), first.strftime("%H:%M").to_string(), slots.len());
    let (lack, minutes) = (room.lack, room.lack.minutes());
    let (mut vi, mut en) = (Vec::new(), Vec::new());
    if let Some((syllables, time)) = room.shorter {
        vi.push(format!("rút ngắn bài này ít nhất {syllables} tiếng ({})", time.vi()));
        en.push(format!("shorten it by at least {syllables} syllables ({})", time.en()));
    }
    if !room.instead.is_empty() {
        let list = |words: &dyn Fn(&(&str, Time)) -> String| {
            room.instead.iter().map(words).collect::<Vec<_>>().join(", ")
        };
        vi.push(format!("bỏ khỏi loa {}", list(&|(title, time)| format!("`{title}` ({})", time.vi()))));
        en.push(format!("drop {}", list(&|(title, time)| format!("`{title}` ({})", time.en()))));
    }
    vi.push(format!("xin khung giờ thêm {minutes} phút"));
    en.push(format!("ask for {minutes} more min in the slot"));
    warning(
        "bulletin-crowded-out",
        spot,
        format!(
            "khung giờ không đủ cho `{title}`: thiếu {} ở {n_slots} bản tin, đầu tiên lúc {time} ngày {day}",
            lack.vi()
        ),
        format!(
            "the slots lack {} for `{title}`: bulletins without it: {n_slots}, the first on {day} at {time}",
            lack.en()
        ),
    )
    .words(title)
    .help(vi.join("; hoặc "), en.join("; or "))
}

/// A normal item that is longer than every slot.
pub fn bulletin_too_long(spot: Spot, title: &str, excess: usize, time: Time) -> Diagnostic {
    warning(
        "bulletin-too-long",
        spot,
        format!(
            "`{title}` dài hơn mọi khung giờ của địa phương, thừa {excess} tiếng ({}): không được phát",
            time.vi()
        ),
        format!(
            "`{title}` is longer than every slot here, by {excess} syllables ({}): it is not played",
            time.en()
        ),
    )
    .words(title)
    .help(
        "rút ngắn lời cho loa của bài, bỏ bài khỏi kênh loa, hoặc xin thêm phút",
        "shorten its words for the loudspeaker, take it off the loudspeaker, or ask for more minutes",
    )
}

/// Normal items that are not heard within a week.
pub fn bulletin_no_room(spot: Spot, titles: &[&str], oldest: Option<&str>) -> Diagnostic {
    let (vi, en) = some(titles);
    let named = |before: &str, after: &str| {
        oldest.map(|title| format!("{before}`{title}`{after}")).unwrap_or_default()
    };
    advice(
        "bulletin-no-room",
        spot,
        format!("tuần này chưa đến lượt {} bài: {vi}", titles.len()),
        format!("items without a turn this week ({}): {en}", titles.len()),
    )
    .help(
        format!(
            "các bài quay vòng nên sẽ đến lượt sau; muốn nghe sớm thì bỏ bớt bài cũ khỏi kênh loa{}",
            named(", cũ nhất là ", "")
        ),
        format!(
            "items take turns, so theirs will come; to hear them sooner take old ones off the loudspeaker{}",
            named(", the oldest is ", "")
        ),
    )
}

/// Items that wait for an approval.
pub fn bulletin_waiting(spot: Spot, titles: &[&str]) -> Diagnostic {
    let (vi, en) = some(titles);
    advice(
        "bulletin-waiting",
        spot,
        format!("{} bài chưa được duyệt nên chưa phát trên loa: {vi}", titles.len()),
        format!("items not approved and so not played ({}): {en}", titles.len()),
    )
    .help(
        "người có thẩm quyền duyệt bằng lệnh: mangnon approve content/….md --by \"…\"",
        "approve each by: mangnon approve content/….md --by \"…\"",
    )
}
