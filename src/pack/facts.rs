//! When and where an event takes place, how a service is reached: a line each, the same on every channel.
//!
//! An article comes in, lines without brackets go out: they are read by the eye and by the ear. What a
//! text says already is known by its words; whether it has to be said again is decided here too.

use jiff::civil::{Date, DateTime};

use crate::content::front_matter::EventFront;
use crate::pack::broadcast::weekday;
use crate::pack::message::tidy;
use crate::site::Article;
use crate::vi::lunar::{self, LunarDate};

/// When and where an event takes place, how a service is reached.
pub fn facts(article: &Article) -> Vec<String> {
    let front = &article.source.front;
    let mut facts = Vec::new();
    if let Some(event) = &front.event {
        facts.push(format!("Khi nào: {}", when(event)));
        facts.extend(event.place.as_ref().map(|place| format!("Ở đâu: {place}")));
    }
    if let Some(service) = &front.service {
        let named = [
            ("Gọi", &service.phone),
            ("Ở đâu", &service.address),
            ("Giờ", &service.hours),
            ("Chi phí", &service.cost),
        ];
        facts.extend(named.iter().filter_map(|(name, value)| Some(format!("{name}: {}", value.as_ref()?))));
    }
    facts.iter().map(|fact| tidy(fact)).collect()
}

/// Whether a text says what a fact says behind its name, word by word.
pub(super) fn is_told(fact: &str, text: &str) -> bool {
    let (_, value) = fact.split_once(": ").unwrap_or(("", fact));
    let (value, text) = (words(value), words(text));
    value.is_empty() || text.windows(value.len()).any(|part| part == value)
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// `thứ Tư, ngày 15/9/2027, tức 15/8 âm lịch, từ 19 giờ đến 21 giờ 30`; of several days
/// `từ thứ Bảy, ngày 6/2, đến thứ Hai, ngày 8/2/2027`.
fn when(event: &EventFront) -> String {
    let day = event.start.date();
    match event.end.filter(|end| *end > event.start) {
        Some(end) if end.date() > day => over_days(event, end),
        end => {
            let when = format!("{}{}", dated(day), lunar_day(event));
            match end.filter(|_| event.timed) {
                Some(end) => format!("{when}, từ {} đến {}", hour(event.start), hour(end)),
                None if event.timed => format!("{when}, lúc {}", hour(event.start)),
                None => when,
            }
        }
    }
}

/// A year that both days share is said once.
fn over_days(event: &EventFront, end: DateTime) -> String {
    let day = event.start.date();
    let from = if event.timed { format!("{}, ", hour(event.start)) } else { String::new() };
    let is_timed = (end.hour(), end.minute()) != (0, 0);
    let until = if is_timed { format!("{}, ", hour(end)) } else { String::new() };
    let first = if day.year() == end.date().year() {
        format!("{}, ngày {}/{}", weekday(day), day.day(), day.month())
    } else {
        dated(day)
    };
    format!("từ {from}{first}{}, đến {until}{}", lunar_day(event), dated(end.date()))
}

fn dated(day: Date) -> String {
    format!("{}, ngày {}/{}/{}", weekday(day), day.day(), day.month(), day.year())
}

fn hour(at: DateTime) -> String {
    match at.minute() {
        0 => format!("{} giờ", at.hour()),
        minute => format!("{} giờ {minute:02}", at.hour()),
    }
}

/// The lunar day that an event follows; one that is not its first day a gate judges.
fn lunar_day(event: &EventFront) -> String {
    let written = event.lunar.as_ref().and_then(|lunar| lunar::parse(&lunar.value));
    let first = LunarDate::of(event.start.date());
    let is_first = |own: &LunarDate| Some((own.day, own.month, own.leap)) == written;
    first.filter(is_first).map_or_else(String::new, |own| format!(", tức {own} âm lịch"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{At, Located};

    fn event(start: &str, end: Option<&str>, lunar: &str) -> EventFront {
        let moment = |text: &str| text.parse::<DateTime>().expect("a moment");
        EventFront {
            start: moment(start),
            timed: true,
            end: end.map(moment),
            place: None,
            lunar: (!lunar.is_empty())
                .then(|| Located { value: lunar.to_owned(), at: At { line: 1, column: 1 } }),
        }
    }

    #[test]
    fn an_event_says_its_weekday_its_end_and_its_lunar_day() {
        let feast = event("2027-09-15T19:00", Some("2027-09-15T21:30"), "15/8");
        assert_eq!(when(&feast), "thứ Tư, ngày 15/9/2027, tức 15/8 âm lịch, từ 19 giờ đến 21 giờ 30");
        let days = event("2026-11-28T08:05", Some("2026-11-29T17:00"), "");
        let said = "từ 8 giờ 05, thứ Bảy, ngày 28/11, đến 17 giờ, Chủ nhật, ngày 29/11/2026";
        assert_eq!(when(&days), said);
        let years = event("2026-12-31T08:00", Some("2027-01-01T17:00"), "");
        assert!(when(&years).contains("ngày 31/12/2026, đến"));
        assert_eq!(when(&event("2026-11-28T08:00", None, "1/1")), "thứ Bảy, ngày 28/11/2026, lúc 8 giờ");
    }

    #[test]
    fn what_a_text_says_word_by_word_is_told() {
        assert!(is_told("Gọi: 0208 000 0111", "Đăng ký: 0208.000.0111 (giờ hành chính)"));
        assert!(!is_told("Giờ: 7h-9h", "Khai mạc 9h, tập trung 7h"));
    }
}
