//! A long walk of random edits over one site: after each, the warm output is the cold one byte for
//! byte, and the manifest lists exactly what is there.
//!
//! An edit may also break the site; then the build must stop and leave the output as it was. The walk
//! is that of a seed, so a failure can be walked again: `EDITS=1000 SEED=7 cargo test --test edits`
//! tries a thousand edits and prints a line about them with `-- --nocapture`.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]
#![allow(clippy::print_stderr, reason = "the long walk leaves a line for the record")]

mod support;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::civil::DateTime;
use mangnon::diag::Severity;
use mangnon::digest::Digest;
use mangnon::pipeline::Stopped;
use mangnon::publish::manifest::Manifest;
use support::{SiteTest, Tree, assert_same_tree, moment};

#[test]
fn after_any_walk_of_edits_warm_is_cold_and_the_manifest_is_true() {
    let (n, seed) = (number("EDITS", 40), number("SEED", 1));
    let mut walk = Walk { site: SiteTest::new(""), dice: seed, told: Vec::new() };
    walk.begin();
    // Two articles may have been given one address.
    while walk.site.try_build().is_err() {
        for path in walk.articles() {
            walk.site.remove(&format!("content/{path}"));
        }
        walk.begin();
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut stopped, mut rendered, mut kept) = (0, 0, 0);
    for _ in 0..n {
        let (sources, now) = (walk.sources(), walk.site.now);
        *kinds.entry(walk.edit()).or_default() += 1;
        let before = walk.site.tree();
        match walk.site.try_build() {
            Ok(built) => {
                rendered += built.outcomes.iter().filter(|outcome| outcome.rendered).count();
                kept += built.outcomes.iter().filter(|outcome| !outcome.rendered).count();
                let hint = format!("after {:?}", walk.told);
                let tree = walk.site.tree();
                assert_same_tree(&tree, &walk.site.cold_tree(), &hint);
                walk.assert_manifest_is(&tree);
            }
            Err(Stopped::Findings(found)) => {
                stopped += 1;
                assert_same_tree(&walk.site.tree(), &before, "a build that stopped changed the site");
                assert!(
                    found.iter().any(|it| it.severity == Severity::Error),
                    "stopped by nothing: {found:?}"
                );
                walk.undo(&sources, now);
            }
            // What had to go is gone; the next build that is not stopped is compared.
            Err(Stopped::TakenDown(_)) => {
                stopped += 1;
                walk.undo(&sources, now);
            }
            Err(other) => panic!("after {:?}: {other:?}", walk.told),
        }
    }
    assert!(kept > rendered, "{kept} files kept, {rendered} rendered: warm builds are not warm");
    assert!(stopped * 2 < n, "{stopped} of {n} edits were stopped: too few are compared");
    eprintln!(
        "{n} edits of seed {seed}: warm = cold {} times, stopped and left alone {stopped} times; \
         {rendered} files rendered, {kept} kept; {kinds:?}",
        n - stopped
    );
}

const SECTIONS: [&str; 7] = [
    "boi-an-toan",
    "tin",
    "dia-phuong/thai-nguyen",
    "dia-phuong/thai-nguyen/dinh-hoa",
    "dia-phuong/thai-nguyen/dinh-hoa/xom-mau",
    "dia-phuong/thai-nguyen/lam-vy",
    "dia-phuong/nghe-an",
];

const STRINGS: [&str; 3] = ["call", "search", "menu"];

struct Walk {
    site: SiteTest,
    dice: u64,
    /// The last edits, for whoever has to find out.
    told: Vec<String>,
}

impl Walk {
    fn below(&mut self, n: u64) -> u64 {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.dice >> 33) % n
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let i = self.below(words.len() as u64);
        words[usize::try_from(i).expect("below the number of words")]
    }

    fn begin(&mut self) {
        self.settings();
        for section in SECTIONS {
            self.section(section);
        }
        for i in 0..12 {
            self.article(i);
        }
        self.site.write("content/o-vuong.png", include_bytes!("sites/typed_blocks/content/o-vuong.png"));
    }

    /// One edit; gives its kind.
    fn edit(&mut self) -> &'static str {
        let (i, which) = (self.below(16), self.below(20));
        let kind = match which {
            0..=5 => {
                self.article(i);
                "article"
            }
            6..=7 => {
                self.body(i);
                "body"
            }
            8 => {
                self.remove(i);
                "deletion"
            }
            9..=10 => {
                self.shift(i);
                "move"
            }
            which => self.edit_of_all(which),
        };
        self.told.push(format!("{kind} {i}"));
        if self.told.len() > 12 {
            self.told.remove(0);
        }
        kind
    }

    /// An edit that many pages show.
    fn edit_of_all(&mut self, which: u64) -> &'static str {
        let n = self.below(9);
        match which {
            11 => {
                let section = self.pick(&SECTIONS);
                self.section(section);
                "section, locality"
            }
            12 => {
                self.settings();
                "settings"
            }
            13 => {
                self.template();
                "template"
            }
            14 => {
                let key = self.pick(&STRINGS);
                self.site.write("themes/mang-non/strings.toml", format!("[vi]\n{key} = \"Lời {n}\"\n"));
                "strings"
            }
            15 => {
                self.site.write("themes/mang-non/style.css", format!("body{{margin:{n}px}}"));
                "style"
            }
            16 => {
                let text = format!("[[hotlines]]\nnumber = \"111\"\nlabel = \"Tổng đài mẫu {n}\"\n");
                self.site.write("content/duong-day-nong.toml", text);
                "hotline"
            }
            17 => {
                let name = self.pick(&["mot.txt", "hai.txt", "duoi/ba.txt"]);
                self.site.write(&format!("static/{name}"), format!("Tệp {n}"));
                "file"
            }
            _ => {
                // Back and forth over months: articles fall due, expire and come back.
                let days = i64::try_from(self.below(400)).expect("below 400");
                let first = moment("2026-11-24T08:00:00");
                self.site.now =
                    first.checked_add(jiff::Span::new().days(days)).expect("a day of this century");
                "clock"
            }
        }
    }

    fn articles(&self) -> Vec<String> {
        let paths = support::tree(&self.site.root().join("content")).into_keys();
        paths.filter(|path| path.ends_with(".md") && !path.ends_with("_index.md")).collect()
    }

    /// One of the articles that are there.
    fn one(&mut self, i: u64) -> Option<String> {
        let articles = self.articles();
        let n = usize::try_from(i).expect("small") % articles.len().max(1);
        articles.get(n).map(|path| format!("content/{path}"))
    }

    fn any(&mut self) -> Option<String> {
        let i = self.below(16);
        self.one(i)
    }

    fn article(&mut self, i: u64) {
        let section = self.pick(&SECTIONS);
        let front = self.front(i);
        let words = self.words();
        self.site.write(&format!("content/{section}/bai-{i}.md"), format!("+++\n{front}+++\n{words}"));
    }

    fn front(&mut self, i: u64) -> String {
        let n = self.below(4);
        let mut front = format!("title = \"Bài {i} lần {n}\"\ndescription = \"Tóm tắt {n}.\"\n");
        front.push_str(&format!("date = 2026-{:02}-10\n", 1 + self.below(12)));
        let more = [
            "draft = true\n",
            "expires = 2027-02-01\n",
            "publish_at = 2027-01-05T07:00:00\n",
            "tags = [\"bơi\", \"nước\"]\n",
            "tags = [\"Nước\"]\n",
            "topic = \"boi-an-toan\"\n",
            "kind = \"story\"\n",
            "weight = 3\n",
            "sensitive = true\n",
            "emergency = true\n",
            "aliases = [\"/cu/\"]\n",
            "slug = \"ten-khac\"\n",
            "channels = [\"web\", \"zalo\", \"loudspeaker\"]\n",
            "[audience]\nlocalities = [\"05569\"]\n",
            "[audience]\nlocalities = [\"19\"]\n",
            "[audience]\nlocalities = [\"05542\", \"40\"]\n",
            "[audience]\nlocalities = [\"19\"]\nexcept = [\"05542\"]\n",
        ];
        let mut keys = BTreeSet::new();
        for line in more {
            let key = line.split(' ').next().unwrap_or_default();
            if self.below(6) == 0 && keys.insert(key) {
                front.push_str(line);
            }
        }
        front
    }

    fn words(&mut self) -> String {
        let mut words = format!("Lời số {}.\n\n", self.below(50));
        if self.below(3) == 0 {
            words.push_str(&format!("## Mục {}\n\n- một\n- hai\n\n", self.below(5)));
        }
        if self.below(5) == 0 {
            words.push_str("![Hình vuông](@/o-vuong.png)\n\n");
        }
        if self.below(4) == 0
            && let Some(path) = self.any()
        {
            let target = path.strip_prefix("content/").unwrap_or(&path).to_owned();
            words.push_str(&format!("Xem [bài khác](@/{target}).\n"));
        }
        words
    }

    fn body(&mut self, i: u64) {
        let Some(path) = self.one(i) else { return };
        let words = self.words();
        let text = std::fs::read_to_string(self.site.root().join(&path)).expect("it is there");
        let front = text.rsplit_once("+++\n").map_or("", |(front, _)| front).to_owned();
        self.site.write(&path, format!("{front}+++\n{words}"));
    }

    fn remove(&mut self, i: u64) {
        if let Some(path) = self.one(i) {
            self.site.remove(&path);
        }
    }

    /// An article goes to another section, or becomes a folder of the same address.
    fn shift(&mut self, i: u64) {
        let Some(path) = self.one(i) else { return };
        let target = if self.below(3) == 0 && !path.ends_with("/index.md") {
            format!("{}/index.md", path.trim_end_matches(".md"))
        } else {
            let section = self.pick(&SECTIONS);
            format!("content/{section}/bai-{i}.md")
        };
        if !self.site.root().join(&target).exists() {
            self.site.rename(&path, &target);
        }
    }

    /// Everything that is written by hand.
    fn sources(&self) -> Tree {
        let mut sources = Tree::new();
        for folder in ["content", "static", "themes"] {
            let files = support::tree(&self.site.root().join(folder));
            sources.extend(files.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
        }
        let settings = std::fs::read(self.site.root().join("site.toml")).expect("settings");
        sources.insert("site.toml".to_owned(), settings);
        sources
    }

    /// The sources and the clock as they were before an edit that broke the site, so that the walk goes on:
    /// on a day on which two articles fall due for one address nothing else could be edited any more.
    fn undo(&mut self, sources: &Tree, day: DateTime) {
        self.site.now = day;
        let now = self.sources();
        for path in now.keys().filter(|path| !sources.contains_key(*path)) {
            self.site.remove(path);
        }
        for (path, bytes) in sources.iter().filter(|(path, bytes)| now.get(*path) != Some(*bytes)) {
            self.site.write(path, bytes);
        }
    }

    fn section(&mut self, section: &str) {
        let n = self.below(5);
        let code = match section {
            "dia-phuong/thai-nguyen" => "[locality]\ncode = \"19\"\n",
            "dia-phuong/thai-nguyen/dinh-hoa" => "[locality]\ncode = \"05569\"\n",
            "dia-phuong/thai-nguyen/dinh-hoa/xom-mau" => "[locality]\nname = \"Xóm Mẫu\"\n",
            "dia-phuong/thai-nguyen/lam-vy" => "[locality]\ncode = \"05542\"\n",
            "dia-phuong/nghe-an" => "[locality]\ncode = \"40\"\n",
            _ => "",
        };
        let contact = if code.is_empty() {
            ""
        } else {
            "[[contacts]]\nid = \"so\"\nlabel = \"Số mẫu\"\nphone = \"0000 000 0"
        };
        let contact =
            if contact.is_empty() { String::new() } else { format!("{contact}{:02}\"\n", self.below(30)) };
        let order = self.pick(&["", "sort_by = \"title\"\n", "sort_by = \"date\"\n"]);
        let hidden = if self.below(9) == 0 { "draft = true\n" } else { "" };
        let text = format!("+++\ntitle = \"Mục {n}\"\n{order}{hidden}{code}{contact}+++\nLời đầu {n}.\n");
        self.site.write(&format!("content/{section}/_index.md"), text);
    }

    fn settings(&mut self) {
        let (n, per_page) = (self.below(3), 1 + self.below(4));
        let on = |walk: &mut Walk, key: &str| format!("{key} = {}\n", walk.below(4) > 0);
        let outputs: String = ["feeds", "loudspeaker", "zalo", "sitemap", "search", "qr"]
            .iter()
            .map(|key| on(self, key))
            .collect();
        let minify = self.below(2) == 0;
        self.site.write(
            "site.toml",
            format!(
                "base_url = \"https://cong.example\"\ntitle = \"Cổng {n}\"\nminify = {minify}\n\
                 paginate_by = {per_page}\n[outputs]\ncards = \"none\"\nprint = false\n{outputs}\
                 [[topics]]\nid = \"boi-an-toan\"\nname = \"Bơi {n}\"\ncolor = \"teal\"\n"
            ),
        );
    }

    /// A template of the site's own, or none.
    fn template(&mut self) {
        let (name, n) = (self.pick(&["page.html", "section.html", "404.html"]), self.below(4));
        let path = format!("themes/mang-non/templates/html/{name}");
        if n == 0 {
            drop(std::fs::remove_file(self.site.root().join(path)));
            return;
        }
        let text = format!(
            "{{% extends \"base.html\" %}}{{% block main %}}<h1>{{{{ title }}}}</h1><p>{n}</p>\
             {{{{ page.body_html | default(value=\"\") | safe }}}}{{% endblock main %}}\n"
        );
        self.site.write(&path, text);
    }

    #[track_caller]
    fn assert_manifest_is(&self, tree: &Tree) {
        let json = std::fs::read(self.site.state().join("public/manifest.json")).expect("a manifest");
        let manifest = Manifest::from_json(&json).expect("of our form");
        let listed: BTreeMap<String, (Digest, u64)> = manifest
            .files
            .iter()
            .map(|(path, record)| (path.to_string(), (record.digest, record.length)))
            .collect();
        let there: BTreeMap<String, (Digest, u64)> = tree
            .iter()
            .map(|(path, bytes)| (path.clone(), (Digest::of(bytes), bytes.len() as u64)))
            .collect();
        assert_eq!(listed, there, "the manifest is not what is there, after {:?}", self.told);
    }
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}
