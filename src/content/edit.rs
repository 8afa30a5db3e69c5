//! Changes the front matter of a file and leaves every other byte as its author wrote it.
//!
//! A text comes in with the names of tables and keys of the top level to take out and the lines of a
//! table to put in; the text goes out with comments, order, line ends and byte order mark as they
//! were. It knows where strings and lists run over several lines, and nothing of what keys mean.

/// The text without some keys and tables of the top level of its front matter, and with `table` as
/// its last lines. `None` if the text has no front matter.
pub fn with_table(text: &str, without: &[&str], table: &str) -> Option<String> {
    let start = opening(text)?;
    let line_end = if text[..start].ends_with("\r\n") { "\r\n" } else { "\n" };
    let mut kept = text[..start].to_owned();
    let mut lines = Lines::default();
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        if lines.is_outside() && line.trim_end() == "+++" {
            while kept.len() > start && kept.ends_with(&format!("{line_end}{line_end}")) {
                kept.truncate(kept.len() - line_end.len());
            }
            if !table.is_empty() {
                if kept.len() > start {
                    kept.push_str(line_end);
                }
                kept.push_str(&table.replace('\n', line_end));
            }
            kept.push_str(&text[offset..]);
            return Some(kept);
        }
        let name = lines.top_level_name_of(line);
        let is_out = name.is_some_and(|name| without.contains(&name.as_str()));
        if !is_out {
            kept.push_str(line);
        }
        offset += line.len();
    }
    None
}

/// Calls with every line of the front matter: the key or table of the top level that it belongs to,
/// where it begins, and itself. Gives the first byte of the body; `None` without front matter.
pub fn lines_of<'t>(text: &'t str, mut take: impl FnMut(Option<&str>, usize, &'t str)) -> Option<usize> {
    let mut offset = opening(text)?;
    let mut lines = Lines::default();
    for line in text[offset..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some(offset + line.len());
        }
        let name = lines.top_level_name_of(line);
        take(name.as_deref(), offset, line);
        offset += line.len();
    }
    None
}

/// The first byte behind the opening line of plusses.
fn opening(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rest = inner.strip_prefix("+++")?;
    let line_end = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    (line_end > 0).then(|| text.len() - rest.len() + line_end)
}

/// Where a line of TOML stands: within a text or list that began above it, and in which table.
#[derive(Debug, Default)]
struct Lines {
    /// The three quotes that end a text of several lines.
    quotes: Option<&'static str>,
    /// Open brackets of a list or an inline table.
    depth: usize,
    /// The key or the table at the top level that lines belong to.
    name: Option<String>,
    in_table: bool,
    /// Comments above a table belong to it and not to the one before.
    is_comment: bool,
}

impl Lines {
    fn is_outside(&self) -> bool {
        self.quotes.is_none() && self.depth == 0
    }

    /// The key or table of the top level that a line belongs to.
    fn top_level_name_of(&mut self, line: &str) -> Option<String> {
        let begins = self.is_outside();
        let text = line.trim_start();
        self.is_comment = begins && (text.starts_with('#') || text.trim().is_empty());
        if begins && text.starts_with('[') {
            self.in_table = true;
            self.name = Some(first_part(text.trim_start_matches('[')));
            return self.name.clone();
        }
        if begins && !self.in_table && !self.is_comment {
            self.name = Some(first_part(text));
        }
        if !self.is_comment {
            self.follow(line);
        }
        if self.is_comment { None } else { self.name.clone() }
    }

    /// Follows quotes and brackets through a line.
    fn follow(&mut self, line: &str) {
        let mut rest = line;
        while !rest.is_empty() {
            if let Some(quotes) = self.quotes {
                let Some(end) = find_end(rest, quotes) else { return };
                self.quotes = None;
                rest = &rest[end..];
                continue;
            }
            let triple = ["\"\"\"", "'''"].into_iter().find(|quotes| rest.starts_with(quotes));
            if let Some(quotes) = triple {
                self.quotes = Some(quotes);
                rest = &rest[3..];
                continue;
            }
            match rest.as_bytes()[0] {
                b'#' => return,
                quote @ (b'"' | b'\'') => rest = &rest[end_of_text(rest, quote)..],
                b'[' | b'{' => {
                    self.depth += 1;
                    rest = &rest[1..];
                }
                b']' | b'}' => {
                    self.depth = self.depth.saturating_sub(1);
                    rest = &rest[1..];
                }
                _ => rest = &rest[rest.chars().next().map_or(1, char::len_utf8)..],
            }
        }
    }
}

/// The end of a text of several lines; a backslash takes the next sign out of the count.
fn find_end(text: &str, quotes: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text[from..].find(quotes) {
        let at = from + found;
        let slashes = text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if quotes == "'''" || slashes % 2 == 0 {
            return Some(at + 3);
        }
        from = at + 1;
    }
    None
}

fn end_of_text(text: &str, quote: u8) -> usize {
    let mut escaped = false;
    for (i, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quote == b'"' => escaped = true,
            byte if byte == quote => return i + 1,
            _ => {}
        }
    }
    text.len()
}

/// `approval` of `approval.by = …`, `"approval"]` and `approval]]`.
fn first_part(text: &str) -> String {
    let text = text.trim_start();
    let end = text.find(['.', '=', ']', ' ', '\t']).unwrap_or(text.len());
    text[..end].trim().trim_matches(['"', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let edited = with_table(text, &["approval", "draft"], "[approval]\nby = \"B\"\n");
        assert_eq!(edited.as_deref(), Some(expected));
    }

    #[test]
    fn a_table_becomes_the_last_one() {
        check(
            "+++\ntitle = \"A\" # tên\n[review]\n# hạn\ndue = 2026-01-01\n+++\nLời.\n",
            "+++\ntitle = \"A\" # tên\n[review]\n# hạn\ndue = 2026-01-01\n\n[approval]\nby = \"B\"\n+++\nLời.\n",
        );
    }

    #[test]
    fn what_it_replaces_goes_wherever_it_stands() {
        check(
            "+++\ndraft = true\ntitle = \"A\"\n\n[approval]\nby = \"C\"\n\n# của rà soát\n[review]\ndue = 2026-01-01\n+++\n",
            "+++\ntitle = \"A\"\n\n\n# của rà soát\n[review]\ndue = 2026-01-01\n\n[approval]\nby = \"B\"\n+++\n",
        );
        check(
            "+++\napproval.by = \"C\"\ntitle = \"A\"\n+++\n",
            "+++\ntitle = \"A\"\n\n[approval]\nby = \"B\"\n+++\n",
        );
        check(
            "+++\napproval = {\n  by = \"C\",\n}\ntitle = \"A\"\n+++\n",
            "+++\ntitle = \"A\"\n\n[approval]\nby = \"B\"\n+++\n",
        );
    }

    #[test]
    fn words_that_look_like_a_table_stay() {
        let text = "+++\ntitle = \"A\"\n[zalo]\ntext = \"\"\"\n[approval]\ndraft = true\n+++\nnói \\\"\"\" hết\n\"\"\"\n[extra]\ndraft = true\n+++\n";
        let edited =
            with_table(text, &["approval", "draft"], "[approval]\nby = \"B\"\n").expect("front matter");
        assert_eq!(
            edited,
            text.replace("draft = true\n+++\n", "draft = true\n\n[approval]\nby = \"B\"\n+++\n").replacen(
                "draft = true\n\n[approval]\nby = \"B\"\n+++\nnói",
                "draft = true\n+++\nnói",
                1
            )
        );
    }

    #[test]
    fn line_ends_and_byte_order_mark_stay() {
        check(
            "\u{feff}+++\r\ntitle = \"A\"\r\n+++\r\nLời.\r\n",
            "\u{feff}+++\r\ntitle = \"A\"\r\n\r\n[approval]\r\nby = \"B\"\r\n+++\r\nLời.\r\n",
        );
    }

    #[test]
    fn a_text_without_front_matter_is_left_alone() {
        assert_eq!(with_table("Lời.\n", &[], "[approval]\n"), None);
        assert_eq!(with_table("+++\ntitle = \"A\"\n", &[], "[approval]\n"), None);
    }
}
