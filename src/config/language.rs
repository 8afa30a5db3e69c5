//! The languages that articles may also be written in: `[[languages]]` of `site.toml`.
//!
//! A table of fields comes in, tags with the languages' own names go out. English is always known: the
//! law asks for it on pages about organisation and contacts (NĐ 42/2022, Đ.7). Which other tags a place
//! needs only its people know.

use crate::diag::messages;
use crate::fields::Fields;

/// A language beside the site's main one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The tag, BCP 47: `en`, `tyz`, `tyj-Latn`.
    pub tag: String,
    /// What its speakers call it.
    pub name: String,
}

/// The languages known without any setting.
pub(super) fn built_in() -> Vec<Language> {
    vec![Language { tag: "en".to_owned(), name: "English".to_owned() }]
}

/// Reads `[[languages]]`.
pub(super) fn read(f: &mut Fields<'_>) -> Vec<Language> {
    let mut languages = built_in();
    for mut table in f.tables("languages") {
        let tag = table.required_string("tag", "tag = \"tyz\"");
        let name = table.required_string("name", "name = \"Tày\"");
        if let (Some(tag), Some(name)) = (tag, name) {
            if is_tag(&tag.value) {
                languages.retain(|known| known.tag != tag.value);
                languages.push(Language { tag: tag.value, name: name.value });
            } else {
                table.report(messages::language_tag_form(table.spot(tag.at), &tag.value));
            }
        }
        table.finish();
    }
    languages
}

/// Whether a text is a language tag as file names bear it: a language of two or three small letters,
/// then perhaps a script and a country.
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let all = |part: &str, is: fn(&u8) -> bool| part.as_bytes().iter().all(is);
    let language =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && all(part, u8::is_ascii_lowercase));
    let script = |part: &str| {
        part.len() == 4 && all(&part[..1], u8::is_ascii_uppercase) && all(&part[1..], u8::is_ascii_lowercase)
    };
    let country = |part: &str| part.len() == 2 && all(part, u8::is_ascii_uppercase);
    let rest: Vec<&str> = parts.collect();
    language
        && match rest.as_slice() {
            [] => true,
            [one] => one.is_ascii() && (script(one) || country(one)),
            [first, second] => first.is_ascii() && second.is_ascii() && script(first) && country(second),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::is_tag;

    #[test]
    fn a_tag_is_a_language_then_a_script_then_a_country() {
        assert!(["en", "tyz", "tyj-Latn", "tyj-Latn-VN", "en-GB"].iter().all(|tag| is_tag(tag)));
        assert!(
            ["", "e", "tay2", "EN", "tyj-latn", "20-11", "đ", "en-Đx", "a-b"].iter().all(|tag| !is_tag(tag))
        );
    }
}
