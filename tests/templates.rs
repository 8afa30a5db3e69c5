//! Templates of the embedded theme use only what the views declare, and all of them render.
//!
//! The fields are read from the text of `view.rs`, so that a theme author and this test look at the
//! same table. A walk through every page template follows `extends`, `include`, loops and components
//! with the types of their values and looks every dotted path up.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use support::SiteTest;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Promised to theme authors and not in the views yet. Templates ask whether they are there before
/// they print them, or the test that renders everything fails.
const PROMISED: [&str; 4] = ["site.year", "page.share.packs", "a.size", "a.sha256"];

/// What a template may name without anybody declaring it.
const BUILT_IN: [&str; 14] =
    ["and", "or", "not", "in", "if", "else", "elif", "is", "true", "false", "loop", "for", "safe", "ignore"];

/// A type of `view.rs` as a template meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Type {
    Struct(String),
    List(Box<Type>),
    /// A text, a number, or data that no view knows the form of.
    Leaf,
    /// Anything below it may be asked for.
    Any,
    Strings,
}

type Scope = BTreeMap<String, Type>;

struct Views {
    structs: BTreeMap<String, Scope>,
    /// The struct of each page template.
    pages: BTreeMap<String, Scope>,
}

#[test]
fn templates_use_only_what_the_views_declare() {
    let views = views();
    let mut walk =
        Walk { views: &views, templates: templates(), problems: BTreeSet::new(), seen: BTreeSet::new() };
    for (page, own) in &views.pages {
        let mut scope = own.clone();
        scope.extend(views.structs["View"].clone());
        scope.insert("site".into(), Type::Struct("SiteView".into()));
        scope.insert("t".into(), Type::Strings);
        scope.insert("t_lang".into(), Type::Leaf);
        scope.insert("inline".into(), Type::Any);
        scope.insert("css".into(), Type::Leaf);
        scope.insert("css_version".into(), Type::Leaf);
        scope.insert("csp".into(), Type::Leaf);
        // The text of the page, whatever its kind, as the renderer gives it.
        scope.insert("body_html".into(), Type::Leaf);
        scope.insert("assets".into(), Type::Any);
        walk.template(page, &scope);
    }
    let never: Vec<&String> = walk.templates.keys().filter(|name| !walk.seen.contains(*name)).collect();
    assert_eq!(never, ["components.html"], "templates that no page reaches (components are walked by name)");
    let problems: Vec<String> = walk.problems.into_iter().collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_walk_finds_what_no_view_has() {
    let views = views();
    let text = "{{ title }}{{ titel }}{% for c in cards %}{{ c.title }}{{ c.titel }}{% endfor %}{{ t.menu }}{{ t.menue }}";
    let templates = BTreeMap::from([("section.html".to_owned(), text.to_owned())]);
    let mut walk = Walk { views: &views, templates, problems: BTreeSet::new(), seen: BTreeSet::new() };
    let mut scope = views.pages["section.html"].clone();
    scope.insert("title".into(), Type::Leaf);
    scope.insert("t".into(), Type::Strings);
    walk.template("section.html", &scope);
    let problems: Vec<&str> = walk.problems.iter().map(String::as_str).collect();
    assert_eq!(problems, ["section.html: c.titel", "section.html: t.menue", "section.html: titel"]);
}

#[test]
fn every_template_renders_with_every_field_filled() {
    let site = SiteTest::full();
    site.build();
    let paths = site.paths();
    for expected in [
        "index.html",
        "404.html",
        "boi-an-toan/index.html",
        "boi-an-toan/trang/2/index.html",
        "boi-an-toan/mot/index.html",
        "van-ban/index.html",
        "van-ban/duoi/index.html",
        "khan-cap/index.html",
        "chuyen-muc/an-toan-mang/index.html",
        "tu-khoa/index.html",
        "dia-phuong/index.html",
        "dia-phuong/thai-nguyen/index.html",
        "dia-phuong/thai-nguyen/huyen-dinh-hoa/index.html",
        "dia-phuong/thai-nguyen/dinh-hoa/phat-tin/index.html",
        "dia-phuong/thai-nguyen/dinh-hoa/tin-tuc/trang/2/index.html",
        "cu/mot/index.html",
    ] {
        assert!(paths.iter().any(|path| path == expected), "{expected} was not made");
    }
}

#[test]
fn the_strings_of_all_languages_have_the_same_keys() {
    let strings = strings();
    let keys =
        |lang: &str| strings[lang].as_table().expect("a table").keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(keys("vi"), keys("en"));
}

struct Walk<'v> {
    views: &'v Views,
    templates: BTreeMap<String, String>,
    problems: BTreeSet<String>,
    seen: BTreeSet<String>,
}

impl Walk<'_> {
    fn template(&mut self, name: &str, scope: &Scope) {
        let Some(text) = self.templates.get(name).cloned() else {
            self.problems.insert(format!("{name}: no such template"));
            return;
        };
        self.seen.insert(name.to_owned());
        self.text(name, &text, scope.clone());
    }

    /// Walks a text with a stack of scopes for loops.
    fn text(&mut self, name: &str, text: &str, scope: Scope) {
        let mut stack = vec![scope];
        for tag in tags(text) {
            let scope = stack.last().expect("the first scope stays").clone();
            match tag {
                Tag::Print(inner) if inner.starts_with('<') => self.call(name, &inner, &scope),
                Tag::Print(inner) => self.expression(name, &inner, &scope),
                Tag::Statement(inner) => self.statement(name, &inner, scope, &mut stack),
            }
        }
    }

    fn statement(&mut self, name: &str, inner: &str, mut scope: Scope, stack: &mut Vec<Scope>) {
        let (word, rest) = inner.split_once(' ').unwrap_or((inner, ""));
        match word {
            "for" => {
                let (variable, list) = rest.split_once(" in ").expect("a loop has a list");
                self.expression(name, list, &scope);
                let element = self.element(list.trim(), &scope);
                scope.insert(variable.trim().to_owned(), element);
                stack.push(scope);
            }
            "endfor" => drop(stack.pop()),
            "set" => {
                let (variable, value) = rest.split_once('=').expect("a value is set");
                self.expression(name, value, &scope);
                scope.insert(variable.trim().to_owned(), Type::Leaf);
                *stack.last_mut().expect("the first scope stays") = scope;
            }
            "extends" | "include" => self.template(rest.trim().trim_matches('"'), &scope),
            "if" | "elif" => self.expression(name, rest, &scope),
            _ => {}
        }
    }

    /// A component sees only its arguments; `@t` is the map of strings.
    fn call(&mut self, name: &str, call: &str, scope: &Scope) {
        let inner = call.trim_matches(['<', '>', '/', ' ']);
        let (component, arguments) = inner.split_once(' ').unwrap_or((inner, ""));
        let mut own = Scope::from([("t".to_owned(), Type::Strings)]);
        for argument in arguments.split_inclusive(['}', '"']).filter(|part| part.contains('=')) {
            let (key, value) = argument.split_once('=').expect("filtered for it");
            let value = value.trim().trim_matches(['{', '}', '"']);
            self.expression(name, value, scope);
            own.insert(key.trim().to_owned(), self.typed(value, scope).unwrap_or(Type::Leaf));
        }
        let components = self.templates["components.html"].clone();
        let start =
            components.find(&format!("{{% component {component}(")).unwrap_or_else(|| panic!("{component}"));
        let (head, body) = components[start..].split_once("%}").expect("a component has a body");
        for parameter in head.split(['(', ',']).skip(1) {
            let key = parameter.trim().split([':', ' ', '=', ')']).next().unwrap_or("");
            own.entry(key.to_owned()).or_insert(Type::Leaf);
        }
        let body = body.split("{% endcomponent").next().unwrap_or("").to_owned();
        self.text("components.html", &body, own);
    }

    fn expression(&mut self, name: &str, expression: &str, scope: &Scope) {
        let mut scope = scope.clone();
        let words: Vec<&str> = expression.split([' ', '[', ']', '(', ')']).collect();
        for four in words.windows(4).filter(|four| four[0] == "for" && four[2] == "in") {
            scope.insert(four[1].to_owned(), self.element(four[3], &scope));
        }
        for path in paths(expression) {
            let root = path.split('.').next().unwrap_or("");
            let is_known = BUILT_IN.contains(&root) || PROMISED.contains(&path.as_str());
            if !is_known && self.typed(&path, &scope).is_none() {
                self.problems.insert(format!("{name}: {path}"));
            }
        }
    }

    fn element(&self, list: &str, scope: &Scope) -> Type {
        // `[x for x in contacts if x.phone]` is made of the elements of its list.
        let path = list.split(" in ").last().unwrap_or(list).split_whitespace().next().unwrap_or("");
        match self.typed(path, scope) {
            Some(Type::List(element)) => *element,
            Some(Type::Any) => Type::Any,
            _ if PROMISED.contains(&path) => Type::Any,
            _ => Type::Leaf,
        }
    }

    fn typed(&self, path: &str, scope: &Scope) -> Option<Type> {
        let mut parts = path.split('.').map(|part| part.trim_end_matches('?'));
        let mut here = scope.get(parts.next()?)?.clone();
        for part in parts {
            here = match here {
                Type::Struct(name) => self.views.structs.get(&name)?.get(part)?.clone(),
                Type::Any => Type::Any,
                Type::Strings => strings()["vi"].get(part).map(|_| Type::Leaf)?,
                Type::List(_) | Type::Leaf => return None,
            };
        }
        Some(here)
    }
}

enum Tag {
    Print(String),
    Statement(String),
}

/// The tags of a template in order, without comments.
fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        rest = &rest[at..];
        let kinds = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
        let Some((open, close)) = kinds.into_iter().find(|(open, _)| rest.starts_with(open)) else {
            rest = &rest[1..];
            continue;
        };
        let end = rest.find(close).unwrap_or(rest.len());
        // `}}}` ends a call whose last argument ends with a brace.
        let inner = rest[open.len()..end].trim_matches(['-', ' ', '\n']).to_owned();
        match open {
            "{{" => tags.push(Tag::Print(inner)),
            "{%" => tags.push(Tag::Statement(inner)),
            _ => {}
        }
        rest = rest.get(end + 2..).unwrap_or("");
    }
    tags
}

/// The dotted paths of an expression, without texts, filters and the names of their arguments.
fn paths(expression: &str) -> Vec<String> {
    let mut plain = String::new();
    for (i, part) in expression.split('"').enumerate() {
        plain.push_str(if i % 2 == 0 { part } else { "0" });
    }
    let mut paths = Vec::new();
    let mut word = String::new();
    let mut after_pipe = false;
    for c in plain.chars().chain([' ']) {
        if c.is_alphanumeric() || matches!(c, '_' | '.' | '?') {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            let is_path = word.starts_with(|c: char| c.is_alphabetic());
            if is_path && !after_pipe && c != '=' {
                paths.push(word.replace('?', ""));
            }
            after_pipe = false;
            word.clear();
        }
        after_pipe |= c == '|';
    }
    paths
}

fn templates() -> BTreeMap<String, String> {
    let folder = format!("{ROOT}/themes/mang-non/templates/html");
    let files = support::tree(std::path::Path::new(&folder));
    files
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("templates are UTF-8")))
        .collect()
}

fn strings() -> toml::Table {
    let text =
        fs::read_to_string(format!("{ROOT}/themes/mang-non/strings.toml")).expect("the theme's strings");
    text.parse().expect("sound TOML")
}

/// The table of fields, read from the text of `view.rs`.
fn views() -> Views {
    let text = fs::read_to_string(format!("{ROOT}/src/outputs/html/view.rs")).expect("the table of fields");
    let mut structs: BTreeMap<String, Scope> = BTreeMap::new();
    let mut pages = BTreeMap::new();
    let (mut here, mut rename, mut doc) = (String::new(), None, String::new());
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("pub struct ").or(line.strip_prefix("pub enum ")) {
            name.split([' ', '{', '<']).next().unwrap_or("").clone_into(&mut here);
            structs.entry(here.clone()).or_default();
        } else if let Some(comment) = line.strip_prefix("/// ") {
            comment.clone_into(&mut doc);
        } else if let Some(attribute) = line.strip_prefix("#[serde(rename = \"") {
            rename = attribute.split('"').next().map(str::to_owned);
        } else if let Some((name, of)) = line.strip_prefix("pub ").and_then(|field| field.split_once(": ")) {
            let of = of.trim_end_matches(',');
            let html = matches!(of, "BodyView" | "Option<BodyView>").then(|| format!("{name}_html"));
            let name = rename.take().or(html).unwrap_or_else(|| name.to_owned());
            structs.entry(here.clone()).or_default().insert(name, type_of(of));
        } else if here == "Content" && line.starts_with(|c: char| c.is_uppercase()) {
            let inner = line.split_once('(').map_or("", |(_, rest)| rest.trim_end_matches([')', ',']));
            let name = inner.strip_prefix("Box<").map_or(inner, |boxed| boxed.trim_end_matches('>'));
            let own = structs.get(name).cloned().unwrap_or_default();
            let own = if line.starts_with("Redirect") {
                Scope::from([("target".to_owned(), Type::Struct("Link".into()))])
            } else {
                own
            };
            let template = doc.split('`').nth(1).unwrap_or_default();
            pages.entry(template.to_owned()).or_insert((name.to_owned(), own));
        }
    }
    let mut pages: BTreeMap<String, Scope> = pages
        .into_iter()
        .map(|(page, (name, own))| (page, structs.get(&name).cloned().unwrap_or(own)))
        .collect();
    let emergency = pages["section.html"].clone();
    pages.insert("emergency.html".to_owned(), emergency);
    // An article asks for it by `template`.
    let article = pages["page.html"].clone();
    pages.insert("child.html".to_owned(), article);
    assert!(pages.len() >= 12 && structs.len() > 30, "view.rs was not understood");
    Views { structs, pages }
}

fn type_of(text: &str) -> Type {
    if let Some(inner) = ["Option<", "Box<", "Shared<"]
        .iter()
        .find_map(|kind| text.strip_prefix(kind))
        .and_then(|t| t.strip_suffix('>'))
    {
        return type_of(inner);
    }
    if let Some(inner) = text.strip_prefix("Vec<").and_then(|t| t.strip_suffix('>')) {
        return Type::List(Box::new(type_of(inner)));
    }
    match text {
        "String" | "&'static str" | "bool" | "usize" | "u16" | "BodyView" => Type::Leaf,
        "serde_json::Value" => Type::Any,
        name => Type::Struct(name.to_owned()),
    }
}

#[test]
fn a_page_without_the_number_to_call_is_not_published() {
    let site = SiteTest::small();
    for page in ["", "<!doctype html><html lang=\"vi\"><title>A</title><p>Xin chào</p></html>"] {
        site.write("themes/mang-non/templates/html/page.html", page);
        let found = format!("{:?}", site.try_build().expect_err("a hole"));
        assert!(found.contains("page-without-hotline") && found.contains("page.html"), "{found}");
    }
    site.remove("themes/mang-non/templates/html/page.html");
    site.try_build().expect("it builds");
}
