//! The colours of a theme: which stand on which, in light and in dark.
//!
//! The minified stylesheet and the table `[contrast]` of `theme.toml` come in; pairs of colours go out,
//! each with its names, its ratio (WCAG 2, relative luminance) and the least that is wanted. A rule that
//! sets both its colour and its ground is a pair by itself; what is inherited is named in the table.
//! Colours that are no plain colour (`inherit`, gradients, half transparent ones) make no pair.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::theme::shade::{Rgb, colour, hex, mended, ratio};

/// What every text needs (WCAG 2, 1.4.3).
const TEXT: f64 = 4.5;

/// What a mark needs that carries meaning (WCAG 2, 1.4.11).
const MARK: f64 = 3.0;

/// What a theme says of its colours.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Demands {
    /// Variables of texts that may stand on any of the grounds.
    text: Vec<String>,
    /// Variables of grounds.
    grounds: Vec<String>,
    /// What these need; 4.5 if nothing is said.
    least: Option<f64>,
    /// Selectors of rules with a colour and a ground of their own that need `least` too.
    strict: Vec<String>,
    /// Variables of marks, or the beginnings of selectors that set colours of marks.
    marks: Vec<String>,
}

/// A colour on another.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The name of the colour: a variable, or the selector that sets it.
    pub name: String,
    /// The colour, as `#rrggbb`.
    pub colour: String,
    /// The name of the ground; the selector again if that sets it.
    pub ground_name: String,
    /// The ground, as `#rrggbb`.
    pub ground: String,
    /// In the colours for the dark.
    pub dark: bool,
    /// How far apart they are.
    pub ratio: f64,
    /// How far apart they must be.
    pub least: f64,
    /// A shade of the colour that would do on this ground; the colour itself if that does.
    pub mended: String,
}

type Variables<'c> = BTreeMap<&'c str, &'c str>;

/// A rule of the stylesheet.
struct Rule<'c> {
    selector: &'c str,
    declared: Vec<(&'c str, &'c str)>,
    dark: bool,
}

/// The pairs of a stylesheet, each once.
pub(super) fn pairs(css: &str, demands: &Demands) -> Vec<Pair> {
    let mut rules = Vec::new();
    read(css, false, &mut rules);
    let mut pairs: Vec<Pair> = Vec::new();
    for dark in [false, true] {
        if dark && !rules.iter().any(|rule| rule.dark) {
            continue;
        }
        let roots = rules.iter().filter(|rule| is_root(rule.selector) && (dark || !rule.dark));
        // What is said later holds; what is said for the dark comes last in any case.
        let (plain, of_dark): (Vec<_>, Vec<_>) = roots.partition(|rule| !rule.dark);
        let mut variables: Variables<'_> = BTreeMap::new();
        for rule in plain.into_iter().chain(of_dark) {
            variables.extend(rule.declared.iter().filter(|(name, _)| name.starts_with("--")).copied());
        }
        let sheet = Sheet { rules: &rules, variables, dark, demands };
        pairs.extend(sheet.of_rules());
        pairs.extend(sheet.of_demands());
    }
    let mut seen = BTreeSet::new();
    pairs.retain(|pair| {
        seen.insert((pair.name.clone(), pair.ground_name.clone(), pair.colour.clone(), pair.ground.clone()))
    });
    pairs
}

fn is_root(selector: &str) -> bool {
    selector.split(',').any(|one| matches!(one.trim(), ":root" | "html"))
}

struct Sheet<'s, 'c> {
    rules: &'s [Rule<'c>],
    variables: Variables<'c>,
    dark: bool,
    demands: &'s Demands,
}

impl Sheet<'_, '_> {
    /// Rules that set both their colour and their ground.
    fn of_rules(&self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for rule in self.rules.iter().filter(|rule| self.dark || !rule.dark) {
            let last = |names: &[&str]| {
                rule.declared.iter().rev().find(|(name, _)| names.contains(name)).map(|(_, value)| *value)
            };
            let (Some(colour), Some(ground)) = (last(&["color"]), last(&["background-color", "background"]))
            else {
                continue;
            };
            let strict =
                rule.selector.split(',').any(|one| self.demands.strict.iter().any(|s| s == one.trim()));
            let least = if strict { self.demands.least.unwrap_or(TEXT) } else { TEXT };
            // Variables of a part of the page are set by several rules: each is a case of its own.
            for (scope, local) in self.scopes(rule, &[colour, ground]) {
                let colours = self.plain(colour, local).zip(self.plain(ground, local));
                let Some((colour, ground)) = colours else { continue };
                let name = scope
                    .map_or_else(|| rule.selector.to_owned(), |scope| format!("{scope} {}", rule.selector));
                pairs.push(self.pair((&name, colour), (&name, ground), least));
            }
        }
        pairs
    }

    /// The rules that set what a rule uses and the root does not set; the rule alone if there is nothing.
    fn scopes<'r>(
        &'r self,
        rule: &'r Rule<'r>,
        values: &[&str],
    ) -> Vec<(Option<&'r str>, Option<&'r Rule<'r>>)> {
        let used: Vec<&str> = values.iter().filter_map(|value| variable(value)).collect();
        let missing = |name: &&str| {
            !self.variables.contains_key(name) && !rule.declared.iter().any(|(own, _)| own == name)
        };
        let missing: Vec<&str> = used.into_iter().filter(missing).collect();
        if missing.is_empty() {
            return vec![(None, Some(rule))];
        }
        let sets_all =
            |other: &&Rule<'_>| missing.iter().all(|name| other.declared.iter().any(|(own, _)| own == name));
        let others = self.rules.iter().filter(|other| self.dark || !other.dark).filter(sets_all);
        others.map(|other| (Some(other.selector), Some(other))).collect()
    }

    /// What the theme's table asks for.
    fn of_demands(&self) -> Vec<Pair> {
        let grounds: Vec<(&str, Rgb)> = self.named(&self.demands.grounds);
        let mut pairs = Vec::new();
        for (name, colour) in self.named(&self.demands.text) {
            let least = self.demands.least.unwrap_or(TEXT);
            pairs.extend(grounds.iter().map(|(on, ground)| self.pair((name, colour), (on, *ground), least)));
        }
        let (classes, variables): (Vec<String>, Vec<String>) =
            self.demands.marks.iter().cloned().partition(|mark| !mark.starts_with("--"));
        let of_classes = self.rules.iter().filter(|rule| {
            (self.dark || !rule.dark) && classes.iter().any(|class| rule.selector.starts_with(class.as_str()))
        });
        let of_classes = of_classes.flat_map(|rule| {
            let colours = rule.declared.iter().filter(|(name, _)| name.starts_with("--"));
            colours.filter_map(|(_, value)| Some((rule.selector, colour(value)?)))
        });
        for (name, colour) in self.named(&variables).into_iter().chain(of_classes) {
            // A mark stands on the page or on a card of it.
            let near = grounds.iter().take(2);
            pairs.extend(near.map(|(on, ground)| self.pair((name, colour), (on, *ground), MARK)));
        }
        pairs
    }

    fn named<'n>(&self, names: &'n [String]) -> Vec<(&'n str, Rgb)> {
        let of = |name: &'n String| Some((name.as_str(), colour(self.variables.get(name.as_str())?)?));
        names.iter().filter_map(of).collect()
    }

    /// A plain colour, through variables.
    fn plain(&self, value: &str, local: Option<&Rule<'_>>) -> Option<Rgb> {
        let mut value = value;
        // A chain of variables is short; a ring of them ends.
        for _ in 0..8 {
            let Some(name) = variable(value) else { return colour(value) };
            let own = local.and_then(|rule| rule.declared.iter().rev().find(|(own, _)| *own == name));
            value = own.map(|(_, value)| *value).or_else(|| self.variables.get(name).copied())?;
        }
        None
    }

    fn pair(&self, (name, colour): (&str, Rgb), (ground_name, ground): (&str, Rgb), least: f64) -> Pair {
        Pair {
            name: name.to_owned(),
            colour: hex(colour),
            ground_name: ground_name.to_owned(),
            ground: hex(ground),
            dark: self.dark,
            ratio: ratio(colour, ground),
            least,
            mended: hex(mended(colour, ground, least)),
        }
    }
}

/// The variable that a value is.
fn variable(value: &str) -> Option<&str> {
    let inner = value.trim().strip_prefix("var(")?.strip_suffix(')')?;
    Some(inner.split(',').next().unwrap_or(inner).trim())
}

/// The rules of a stylesheet, those of print left out: paper has its own.
fn read<'c>(css: &'c str, dark: bool, rules: &mut Vec<Rule<'c>>) {
    let mut rest = css;
    while let Some(open) = outside(rest, &['{', ';']) {
        if rest[open..].starts_with(';') {
            // An `@import` or `@charset`.
            rest = &rest[open + 1..];
            continue;
        }
        let prelude = rest[..open].trim();
        let Some(close) = closing(&rest[open..]) else { return };
        let inner = &rest[open + 1..open + close];
        rest = &rest[open + close + 1..];
        if let Some(media) = prelude.strip_prefix('@') {
            let for_dark = media.contains("prefers-color-scheme") && media.contains("dark");
            let is_group = media.starts_with("media") || media.starts_with("supports");
            if is_group && !media.contains("print") {
                read(inner, dark || for_dark, rules);
            }
            continue;
        }
        rules.push(Rule { selector: prelude, declared: declarations(inner), dark });
    }
}

fn declarations(block: &str) -> Vec<(&str, &str)> {
    let mut declared = Vec::new();
    let mut rest = block;
    while !rest.is_empty() {
        let end = outside(rest, &[';']).unwrap_or(rest.len());
        if let Some((name, value)) = rest[..end].split_once(':') {
            declared.push((name.trim(), value.trim().trim_end_matches("!important").trim()));
        }
        rest = rest.get(end + 1..).unwrap_or("");
    }
    declared
}

/// Where one of some marks stands outside quotes and brackets.
fn outside(text: &str, marks: &[char]) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, c) if depth == 0 && marks.contains(&c) => return Some(at),
            _ => {}
        }
    }
    None
}

/// Where the block that begins here ends.
fn closing(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut depth = 0_usize;
    while let Some(next) = outside(&text[at..], &['{', '}']) {
        let here = at + next;
        if text[here..].starts_with('{') {
            depth += 1;
        } else {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(here);
            }
        }
        at = here + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demands(text: &str) -> Demands {
        toml::from_str(text).expect("demands")
    }

    fn weak(css: &str, table: &str) -> Vec<String> {
        let pairs = pairs(css, &demands(table));
        let weak = pairs.into_iter().filter(|pair| pair.ratio < pair.least);
        weak.map(|pair| {
            format!("{} on {} {}", pair.name, pair.ground_name, if pair.dark { "dark" } else { "light" })
        })
        .collect()
    }

    #[test]
    fn a_rule_with_both_colours_is_a_pair_in_light_and_in_dark() {
        let css = ":root{--a:#fff;--b:#000}@media (prefers-color-scheme:dark){:root{--b:#eee}}\
            .x,.y{color:var(--b);background:var(--a)}.z{color:#ccc;background:#fff url(\"a;b{.png\")}";
        assert_eq!(weak(css, ""), [".x,.y on .x,.y dark"]);
        assert_eq!(
            weak(".z{color:#ccc;background:#fff}@media print{.p{color:#ccc;background:#fff}}", ""),
            [".z on .z light"]
        );
    }

    #[test]
    fn variables_of_a_part_are_cases_of_their_own() {
        let css =
            ".good{--c:#0b568f;--t:#fff}.bad{--c:#ffb52e;--t:#fff}.head{background:var(--c);color:var(--t)}";
        assert_eq!(weak(css, ""), [".bad .head on .bad .head light"]);
    }

    #[test]
    fn what_is_inherited_is_named_by_the_theme() {
        let css = ":root{--ink:#111;--soft:#777;--bg:#fff;--card:#eee;--edge:#bbb}.c-teal{--c:#aee}.exit{color:#fff;background:#c33}";
        let table = "text = [\"--ink\", \"--soft\"]\ngrounds = [\"--bg\", \"--card\"]\nleast = 7\nstrict = [\".exit\"]\nmarks = [\"--edge\", \".c-\"]";
        assert_eq!(
            weak(css, table),
            [
                ".exit on .exit light",
                "--soft on --bg light",
                "--soft on --card light",
                "--edge on --bg light",
                "--edge on --card light",
                ".c-teal on --bg light",
                ".c-teal on --card light"
            ]
        );
    }

    #[test]
    fn a_broken_stylesheet_is_no_panic() {
        for css in [
            "{",
            "}",
            "a{b",
            "@media{a{",
            "a{color:}",
            ":root{--a:var(--a)}x{color:var(--a);background:#fff}",
            "\"",
            "a{b:url(",
        ] {
            let _ = pairs(css, &Demands::default());
        }
    }
}
