//! What must hold on every page of every site: no word lost by the minifier, no link into nothing, one
//! headline, unique ids, the hotline, no request to anybody else.
//!
//! Looked at: the golden sites, a site with every kind of page, and the reference portal as far as its
//! sources are sound. The HTML is read by a small tokenizer of this test's own, so that nothing of the
//! program judges itself.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "published names are in lower case")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use mangnon::config;
use mangnon::diag::Severity;
use mangnon::path::SourcePath;
use support::{SiteTest, Tree, copy_folder};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Elements whose edges end a word. Everything else (`a`, `b`, `span`, …) stands within a line.
/// The words of a drawing stand at places of their own.
const EDGES: [&str; 39] = [
    "text",
    "tspan",
    "desc",
    "html",
    "head",
    "title",
    "body",
    "main",
    "header",
    "footer",
    "nav",
    "section",
    "article",
    "aside",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "figure",
    "figcaption",
    "blockquote",
    "pre",
    "br",
    "summary",
    "details",
];

#[test]
fn the_minifier_keeps_every_word_and_every_space_between_words() {
    let mut told = String::new();
    for site in SITES.iter() {
        assert_eq!(site.plain.len(), site.pages.len());
        for ((path, plain), (_, minified)) in site.plain.iter().zip(&site.pages) {
            let (plain, minified) = (words(plain), words(minified));
            if let Some(i) = (0..plain.len().max(minified.len())).find(|i| plain.get(*i) != minified.get(*i))
            {
                let from = i.saturating_sub(2);
                let near =
                    |words: &[String]| words.iter().skip(from).take(5).cloned().collect::<Vec<_>>().join(" ");
                let _ = writeln!(told, "{path}: `{}` became `{}`", near(&plain), near(&minified));
            }
        }
    }
    assert!(told.is_empty(), "{told}");
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let mut told = String::new();
    for site in SITES.iter() {
        for (path, html) in &site.pages {
            for element in elements(html) {
                for (name, value) in &element.attributes {
                    let target = match (element.name.as_str(), name.as_str()) {
                        (_, "href" | "src" | "action") => value.clone(),
                        ("meta", "content") if element.has("http-equiv", "refresh") => {
                            value.split_once("url=").map(|(_, url)| url.to_owned()).unwrap_or_default()
                        }
                        _ => continue,
                    };
                    if let Some(problem) = broken(site, path, html, &target) {
                        let _ = writeln!(told, "{path}: {target}: {problem}");
                    }
                }
            }
        }
    }
    assert!(told.is_empty(), "{told}");
}

#[test]
fn every_page_has_one_headline_unique_ids_labels_that_exist_and_the_hotline() {
    let mut told = String::new();
    for site in SITES.iter() {
        for (path, html) in &site.pages {
            let elements = elements(html);
            let n = elements.iter().filter(|element| element.name == "h1").count();
            if n != 1 {
                let _ = writeln!(told, "{path}: {n} headlines");
            }
            if !elements.iter().any(|element| element.name == "a" && element.has("href", "tel:111")) {
                let _ = writeln!(told, "{path}: no hotline");
            }
            let mut ids = BTreeSet::new();
            for id in elements.iter().filter_map(|element| element.get("id")) {
                if !ids.insert(id) {
                    let _ = writeln!(told, "{path}: the id `{id}` stands twice");
                }
            }
            for element in &elements {
                for name in ["aria-labelledby", "for"] {
                    let named = element.get(name).unwrap_or_default().split_whitespace();
                    for id in named.filter(|id| !ids.contains(id)) {
                        let _ = writeln!(told, "{path}: {name} names `{id}`, which is not there");
                    }
                }
                if element.name == "img" && element.get("alt").is_none() {
                    let _ = writeln!(told, "{path}: a picture without alt");
                }
            }
        }
    }
    assert!(told.is_empty(), "{told}");
}

#[test]
fn no_page_loads_anything_from_anybody_else() {
    for site in SITES.iter() {
        for (path, html) in &site.pages {
            for element in elements(html) {
                let loaded = match element.name.as_str() {
                    "img" | "script" | "iframe" | "source" | "video" | "audio" | "embed" | "input" => {
                        element.get("src")
                    }
                    "link" if !["canonical", "alternate"].iter().any(|rel| element.has("rel", rel)) => {
                        element.get("href")
                    }
                    "object" => element.get("data"),
                    _ => None,
                };
                let outside =
                    loaded.filter(|url| url.contains("//") || (url.starts_with("data:") && *url != "data:,"));
                assert_eq!(outside, None, "{path}: <{}>", element.name);
            }
            for word in ["@import", "url(http", "url(//", "@font-face"] {
                assert!(!html.contains(word), "{path}: {word}");
            }
        }
    }
}

#[test]
fn the_tokenizer_reads_what_the_other_tests_rely_on() {
    let html = "<p class=a id='b c'>Một <b>hai</b>ba<br>bốn</p><script>if (a < b) {}</script><a href=/x/ hidden>năm</a>";
    let names: Vec<String> = elements(html).into_iter().map(|element| element.name).collect();
    assert_eq!(names, ["p", "b", "br", "script", "a"]);
    assert_eq!(elements(html)[0].get("id"), Some("b c"));
    assert_eq!(elements(html)[4].get("href"), Some("/x/"));
    assert_eq!(words(html), ["Một", "haiba", "bốn", "năm"]);
    assert_eq!(words("<div><a>một</a> <a>hai</a></div>"), ["một", "hai"]);
    assert_eq!(words("<div><a>một</a><a>hai</a></div>"), ["mộthai"]);
}

/// A site that is looked at, built once without and with the minifier.
struct Looked {
    base: String,
    plain: Vec<(String, String)>,
    pages: Vec<(String, String)>,
    tree: Tree,
}

static SITES: LazyLock<Vec<Looked>> = LazyLock::new(|| {
    let look = |site: SiteTest| {
        let plain = pages(&built(&site, false));
        let tree = built(&site, true);
        Looked { base: base_path(&site), plain, pages: pages(&tree), tree }
    };
    sites().into_iter().map(look).collect()
});

fn sites() -> Vec<SiteTest> {
    let mut sites = vec![SiteTest::full()];
    let folder = Path::new(ROOT).join("tests/sites");
    let cases = fs::read_dir(folder).expect("the golden sites").filter_map(Result::ok);
    let mut cases: Vec<_> =
        cases.map(|case| case.path()).filter(|case| case.join("content").is_dir()).collect();
    cases.sort();
    for case in cases.iter().filter(|case| !case.ends_with("a_site_overrides_its_theme")) {
        let site = SiteTest::new("");
        for part in ["content", "static"] {
            copy_folder(&case.join(part), &site.root().join(part));
        }
        let settings = fs::read_to_string(case.join("site.toml")).expect("settings");
        site.write("site.toml", settings.replace("theme = \"bare\"", "theme = \"mang-non\""));
        sites.push(site);
    }
    sites.push(reference_portal());
    sites
}

/// The portal of this repository without the sources that have errors today; links into these, and
/// into what is not written yet, become calls to the hotline.
fn reference_portal() -> SiteTest {
    let site = SiteTest::new("");
    for part in ["content", "static", "site.toml"] {
        let from = Path::new(ROOT).join(part);
        if from.is_dir() {
            copy_folder(&from, &site.root().join(part));
        } else if from.is_file() {
            site.write(part, fs::read(from).expect("a file of the portal"));
        }
    }
    for _ in 0..6 {
        let mut found = site.check();
        found.retain(|found| found.severity == Severity::Error);
        if found.is_empty() {
            return site;
        }
        for found in found {
            let file = found.spot.file.as_str();
            if matches!(found.rule, "link-broken" | "anchor-unknown") {
                let text = fs::read_to_string(site.root().join(file)).unwrap_or_default();
                site.write(file, text.replace(&format!("]({})", found.words), "](tel:111)"));
            } else if site.root().join(file).is_file() {
                site.remove(file);
            }
        }
    }
    panic!("the reference portal is not sound without its broken sources either");
}

fn built(site: &SiteTest, minify: bool) -> Tree {
    let settings = fs::read_to_string(site.root().join("site.toml")).expect("settings");
    let lines = settings.lines().filter(|line| !line.starts_with("minify"));
    let settings = lines.collect::<Vec<_>>().join("\n");
    site.write("site.toml", format!("minify = {minify}\n{settings}\n"));
    site.build();
    site.tree()
}

fn pages(tree: &Tree) -> Vec<(String, String)> {
    let html = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).expect("UTF-8"))).collect()
}

fn base_path(site: &SiteTest) -> String {
    let text = fs::read_to_string(site.root().join("site.toml")).expect("settings");
    config::read(&SourcePath::new("site.toml"), &text).0.base_path
}

/// Why a link leads nowhere, if it does.
fn broken(site: &Looked, page: &str, html: &str, target: &str) -> Option<&'static str> {
    let Looked { base, tree, .. } = site;
    if target.is_empty() {
        return Some("empty");
    }
    if ["https://", "http://", "tel:", "mailto:", "data:,"].iter().any(|scheme| target.starts_with(scheme)) {
        return None;
    }
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let mut file = page.to_owned();
    let mut text = html.to_owned();
    if !path.is_empty() {
        // A page that is also carried away as a file names its neighbours by their names alone, and a
        // question its answers, which lie below its article.
        let beside = !path.starts_with('/') && !path.contains(':') && !path.contains("..");
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        let below = path.strip_prefix(base.as_str()).and_then(|rest| rest.strip_prefix('/'));
        let inner = match below {
            Some(inner) => decoded(inner),
            None if beside => format!("{folder}/{}", decoded(path)),
            None => return Some("not below the portal's folder"),
        };
        file = if inner.is_empty() || inner.ends_with('/') { format!("{inner}index.html") } else { inner };
        let bytes = tree.get(&file).or_else(|| tree.get(&format!("{file}/index.html")));
        let Some(bytes) = bytes else { return Some("no such file") };
        text = String::from_utf8_lossy(bytes).into_owned();
    }
    let anchor = anchor.filter(|anchor| !anchor.is_empty() && file.ends_with(".html"))?;
    let there = elements(&text).iter().any(|element| element.has("id", anchor));
    (!there).then_some("no such anchor")
}

fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex =
            (*first == b'%').then(|| tail.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// An opening tag.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn has(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|own| own.split_whitespace().any(|word| word == value) || own == value)
    }
}

enum Token {
    Open(Element),
    Close(String),
    Text(String),
}

fn elements(html: &str) -> Vec<Element> {
    let open = |token| if let Token::Open(element) = token { Some(element) } else { None };
    tokens(html).into_iter().filter_map(open).collect()
}

/// The words a reader sees and the texts of attributes that are read out.
fn words(html: &str) -> Vec<String> {
    let mut text = String::new();
    for token in tokens(html) {
        match token {
            Token::Text(words) => text.push_str(&words),
            Token::Open(element) => {
                if EDGES.contains(&element.name.as_str()) {
                    text.push(' ');
                }
                for name in ["alt", "aria-label", "title"] {
                    let _ = element.get(name).map(|words| write!(text, " [{words}] "));
                }
            }
            Token::Close(name) => {
                if EDGES.contains(&name.as_str()) {
                    text.push(' ');
                }
            }
        }
    }
    text.split_whitespace().map(str::to_owned).collect()
}

fn tokens(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let Some(at) = rest.find('<').filter(|at| is_tag(&rest[*at..])) else {
            // A `<` that opens nothing is text; so is everything after the last tag.
            let next =
                rest.char_indices().skip(1).find(|(i, _)| is_tag(&rest[*i..])).map_or(rest.len(), |(i, _)| i);
            tokens.push(Token::Text(unescaped(&rest[..next])));
            rest = &rest[next..];
            continue;
        };
        if at > 0 {
            tokens.push(Token::Text(unescaped(&rest[..at])));
        }
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (tag, after) = tag(rest);
        rest = after;
        match tag {
            Token::Open(element) => {
                let name = element.name.clone();
                let is_raw = ["script", "style", "title", "textarea"].contains(&name.as_str());
                tokens.push(Token::Open(element));
                if is_raw {
                    let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
                    if name != "script" && name != "style" {
                        tokens.push(Token::Text(unescaped(&rest[..end])));
                    }
                    rest = &rest[end..];
                }
            }
            other => tokens.push(other),
        }
    }
    tokens
}

fn is_tag(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next() == Some('<') && chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '!')
}

/// One tag at the start of a text, and what comes after it.
fn tag(text: &str) -> (Token, &str) {
    let inner = text.trim_start_matches(['<', '!']);
    let closes = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let end = inner.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(inner.len());
    let name = inner[..end].to_ascii_lowercase();
    let mut rest = &inner[end..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break;
        }
        if rest.is_empty() {
            break;
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        let key = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            (value, rest) = if let Some(quote) = quote {
                let (value, after) = after[1..].split_once(quote).unwrap_or((&after[1..], ""));
                (unescaped(value), after)
            } else {
                let end = after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len());
                (unescaped(&after[..end]), &after[end..])
            };
        }
        attributes.push((key, value));
    }
    (if closes { Token::Close(name) } else { Token::Open(Element { name, attributes }) }, rest)
}

fn unescaped(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&LT;", "<"),
        ("&LT", "<"),
        ("&#x2F;", "/"),
    ];
    let text = named.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain));
    text.replace("&amp;", "&").replace("&AMP", "&")
}
