//! What can be said of a file whose front matter cannot be read as a whole: half-written, a quote missing.
//!
//! Its text comes in. Single lines of the front matter are read one by one: the last part of its address,
//! and whether any of them says that the article may not be shown. Nothing is published by this; it only
//! decides whether what was published before may stay.

use jiff::civil::Date;

/// What single lines of a torn front matter say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Torn {
    /// `slug`, if a line gives one.
    pub slug: Option<String>,
    /// A line says, or may say, that it is to be shown no longer.
    pub may_be_over: bool,
}

/// Reads what single lines say.
pub fn read(text: &str, today: Date) -> Torn {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().skip_while(|line| line.trim().is_empty());
    let inside = lines.skip(1).take_while(|line| line.trim_end() != "+++");
    let mut torn = Torn::default();
    for line in inside {
        let line = line.trim();
        let (key, value) = line.split_once('=').map_or((line, ""), |(key, value)| (key.trim(), value.trim()));
        match key.trim_matches(['"', '\'']) {
            "slug" => {
                let is_of_slug = |c: char| c.is_ascii_alphanumeric() || c == '-';
                let slug: String =
                    value.trim_start_matches(['"', '\'']).chars().take_while(|c| is_of_slug(*c)).collect();
                torn.slug = (!slug.is_empty()).then_some(slug);
            }
            "draft" => torn.may_be_over |= !value.starts_with("false"),
            // A day that cannot be read may have passed.
            "expires" => torn.may_be_over |= day(value).is_none_or(|day| day <= today),
            key if key.contains("withdrawn") || key.contains("rejection") => torn.may_be_over = true,
            _ => {}
        }
    }
    torn
}

fn day(value: &str) -> Option<Date> {
    value.trim_matches(['"', '\'']).get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Torn, read};

    #[track_caller]
    fn check(front: &str, slug: Option<&str>, may_be_over: bool) {
        let today = jiff::civil::date(2026, 11, 27);
        let torn = Torn { slug: slug.map(str::to_owned), may_be_over };
        assert_eq!(read(&format!("+++\n{front}\n+++\ndraft = true\n[withdrawn]\n"), today), torn, "{front}");
    }

    #[test]
    fn single_lines_of_a_torn_front_matter_are_understood() {
        check("title = \"Chưa viết xong", None, false);
        check("title = \"A\nslug = \"bai-mot\" # cũ\nexpires = 2027-01-01", Some("bai-mot"), false);
        check("title = \"A\nslug = \"bai-mot\"", Some("bai-mot"), false);
        check("title = \"A\ndraft = true", None, true);
        check("title = \"A\ndraft = false", None, false);
        check("title = \"A\nexpires = 2026-11-27", None, true);
        check("title = \"A\nexpires = 27/11/2027", None, true);
        check("title = \"A\n[withdrawn]\ndate = 2026-11-20", None, true);
        check("title = \"A\nwithdrawn = 2026-11-20", None, true);
        check("title = \"A\n[[consent]]\nwithdrawn = 2026-11-20", None, true);
    }
}
