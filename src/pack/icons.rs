//! Signs that Zalo turns into pictures, and how a text is kept free of them.
//!
//! The codes were read in two copies of Zalo's own tables (its web chat and its Android client) in
//! November 2026. Letters are compared without regard to case, as Zalo does.

/// Codes that begin with neither `:`, `;` nor `/-`; those three are parted wherever they stand.
const OTHERS: [&str; 13] =
    ["8-)", "8*)", "8*", "--b", "&-(", "|-)", "b-)", ">-|", "p-(", "x-)", "$-)", "_()_", "<3"];

/// Codes after `:` that are no sign: letters, and a digit.
const AFTER_COLON: [&str; 18] =
    ["b", "3", "z", "p", "d", "o", "l", "v", "q", "x", "t", "h", "wipe", "handclap", "'", "*", "+", "~"];

/// Codes after `;`.
const AFTER_SEMICOLON: [&str; 9] = ["p", "d", "o", "g", "f", "8", "?", "!", "xx"];

/// Signs that begin the rest of a code after `:` or `;`.
const SIGNS: &str = "()<>-|$!;*~+'#@";

/// The first code in a line, as written.
pub fn first(line: &str) -> Option<&str> {
    line.char_indices().find_map(|(at, _)| code_at(line, at).map(|length| &line[at..at + length]))
}

/// A line with a space within everything that Zalo would show as a picture; a time (`17:30`) stays.
pub(super) fn parted(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        out.push(c);
        let rest = &line[at + c.len_utf8()..];
        let next = rest.chars().next();
        let glued = matches!(c, ':' | ';') && next.is_some_and(|next| !next.is_whitespace());
        let digits = line[..at].ends_with(|c: char| c.is_ascii_digit())
            && next.is_some_and(|next| next.is_ascii_digit());
        // The colon of an address; the gate tells of it.
        let is_address = c == ':' && rest.starts_with("//");
        if code_at(line, at).is_some() || (glued && !digits && !is_address) {
            out.push(' ');
        }
    }
    out
}

/// The length of the code that begins at a place.
fn code_at(line: &str, at: usize) -> Option<usize> {
    let rest = &line[at..];
    let c = rest.chars().next()?;
    let after = &rest[c.len_utf8()..];
    let alone = !line[..at].ends_with(char::is_alphanumeric);
    let length = match c {
        ':' => colon(after, &AFTER_COLON, alone)?,
        ';' => colon(after, &AFTER_SEMICOLON, alone)?,
        '/' => {
            after
                .strip_prefix('-')
                .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
                .map(word)?
                + 1
        }
        _ => {
            let code = OTHERS.iter().find(|code| starts(rest, code))?;
            return (alone || !c.is_alphanumeric()).then_some(code.len());
        }
    };
    Some(c.len_utf8() + length)
}

/// What follows a colon or a semicolon, if that makes a code: a sign, or letters that stand alone.
fn colon(after: &str, letters: &[&str], alone: bool) -> Option<usize> {
    let first = after.chars().next()?;
    if SIGNS.contains(first) {
        return Some(after.find(char::is_whitespace).unwrap_or(after.len()));
    }
    let code = letters.iter().find(|code| starts(after, code))?;
    let ends = after[code.len()..].chars().next().is_none_or(|next| !next.is_alphanumeric());
    (alone && ends).then_some(code.len())
}

fn starts(text: &str, code: &str) -> bool {
    text.get(..code.len()).is_some_and(|head| head.eq_ignore_ascii_case(code))
}

fn word(name: &str) -> usize {
    name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_and_honest_signs_are_not() {
        for (line, code) in [
            ("Chúc mừng :o nhé", Some(":o")),
            ("Vui quá :-((", Some(":-((")),
            ("Cảm ơn /-heart", Some("/-heart")),
            ("Hay lắm :>", Some(":>")),
            ("Tốt (8-) nhé", Some("8-)")),
            ("Lúc 17:00 tại nhà văn hóa", None),
            ("Lúc 17:30, cách 3:1", None),
            ("Chú ý: mưa to", None),
            ("và/hoặc; nếu", None),
            ("Lớp 8*", Some("8*")),
            ("Trẻ 6-8) và 28*2", None),
        ] {
            assert_eq!(first(line), code, "{line}");
        }
    }

    #[test]
    fn no_code_is_left_and_times_stay() {
        for line in
            ["Chú ý:o nhé ;) lúc 17:30 a/-heart", ":-(( :> :3 ;-D B-) /-strong", ":):) ::) ;;p", "x-)x-)"]
        {
            let parted = parted(line);
            assert_eq!(first(&parted), None, "{parted}");
            assert_eq!(parted.replace(' ', ""), line.replace(' ', ""));
        }
        assert_eq!(super::parted("lúc 17:30"), "lúc 17:30");
        assert_eq!(super::parted("Mang theo:giấy khai sinh"), "Mang theo: giấy khai sinh");
    }
}
