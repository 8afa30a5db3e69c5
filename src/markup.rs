//! Where a tag of HTML ends.
//!
//! Bytes in, a length out; what a tag means is for those who ask.

/// How long the tag is that `rest` begins with, its `<` and its `>` counted; all of `rest` if it does not end.
///
/// A `>` in quotation marks ends nothing, and these count only behind `=`, as browsers read them
/// (HTML Standard, 13.2.5 Tokenization).
pub fn tag_length(rest: &[u8]) -> usize {
    let (mut quote, mut before) = (None, b' ');
    for (n, byte) in rest.iter().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return n + 1,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = *byte;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_outside_of_quotation_marks() {
        for (text, tag) in [
            ("<p>a", "<p>"),
            ("<a title=\"1 > 2\">x", "<a title=\"1 > 2\">"),
            ("<a title= '>'>x", "<a title= '>'>"),
            // A mark that follows no `=` opens nothing.
            ("<p it's>x'>", "<p it's>"),
            ("<p class=\"open>", "<p class=\"open>"),
            ("<", "<"),
        ] {
            assert_eq!(&text[..tag_length(text.as_bytes())], tag);
        }
    }
}
