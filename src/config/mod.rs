//! `site.toml` as decided: every default of the program is here.
//!
//! The file's text comes in, a complete [`Config`] goes out with everything that was wrong. Every
//! key may be left out; the reference stands in `docs/site-toml.md`. The file is long because each key stands
//! with its default and its words.

mod engine;
mod language;
mod loudspeaker;
mod packs;
mod rules;

use serde::Serialize;

use crate::content::front_matter::{Word, word};
use crate::diag::{At, Diagnostic, messages};
use crate::fields::{self, Fields, Origin};
use crate::path::SourcePath;
use crate::vi;

pub use engine::{Engine, Speak};
pub use language::{Language, is_tag};
pub use loudspeaker::{Loudspeaker, Unapproved};
pub use packs::Packs;
pub use rules::{RuleLevel, RuleSetting};

/// A topic (chuyên mục) of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Topic {
    /// What articles call it by.
    pub id: String,
    /// Its name.
    pub name: String,
    /// One sentence.
    pub description: String,
    /// Its colour, a name of the palette: teal, blue, amber, violet, green, red.
    pub color: String,
}

/// Which outputs are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one switch for every output")]
pub struct Outputs {
    /// Atom feeds.
    pub feeds: bool,
    /// Loudspeaker scripts.
    pub loudspeaker: bool,
    /// Zalo texts.
    pub zalo: bool,
    /// `robots.txt` and sitemaps.
    pub sitemap: bool,
    /// Image cards.
    pub cards: Cards,
    /// QR codes beside the pages.
    pub qr: bool,
    /// Posters and leaflets.
    pub print: bool,
    /// The search page, its index and the list of all articles by letters.
    pub search: bool,
    /// Packs as ZIP files.
    pub packs: Packs,
}

/// How many image cards are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cards {
    /// None.
    None,
    /// A pair for the site, for every article and for every living locality.
    Site,
    /// Besides, a square one for every article at every locality that it concerns.
    All,
}

impl Word for Cards {
    const ALL: &'static [Cards] = &[Cards::None, Cards::Site, Cards::All];
    fn word(self) -> &'static str {
        match self {
            Cards::None => "none",
            Cards::Site => "site",
            Cards::All => "all",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Cards::None => "Không vẽ thẻ ảnh",
            Cards::Site => "Mỗi bài, mỗi địa phương một cặp thẻ",
            Cards::All => "Thêm thẻ riêng của từng bài cho từng địa phương",
        }
    }
}

/// Whether articles need an approval to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approvals {
    /// None is published without one.
    Required,
    /// They are published without one, and pages say so.
    Optional,
}

/// How pages are written to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// As templates and blocks give it.
    Plain,
    /// Minified.
    Minified,
}

/// The site's settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// `https://host` without a path and without a slash at the end.
    pub origin: String,
    /// The path under which the site stands, without a slash at the end: `/cong`, or nothing.
    pub base_path: String,
    /// The site's name.
    pub title: String,
    /// A short line below the name.
    pub tagline: String,
    /// The site's main language, BCP 47.
    pub language: String,
    /// The theme's folder.
    pub theme: String,
    /// Where the theme is named in `site.toml`.
    pub theme_at: At,
    /// Where `base_url` stands.
    pub base_url_at: At,
    /// Who is responsible for the site.
    pub publisher: String,
    /// Raw HTML in articles is printed.
    pub trust_html: bool,
    /// Cards a list page shows.
    pub paginate_by: usize,
    /// How pages are written.
    pub markup: Markup,
    /// What is made.
    pub outputs: Outputs,
    /// How loudspeakers are served.
    pub loudspeaker: Loudspeaker,
    /// Whether articles need an approval to be published.
    pub approval: Approvals,
    /// How grave findings of some rules are.
    pub rules: Vec<RuleSetting>,
    /// How words of the site's own are read out: written and spoken.
    pub lexicon: Vec<(String, String)>,
    /// The topics, in the order of the menu.
    pub topics: Vec<Topic>,
    /// The languages that articles may also be written in.
    pub languages: Vec<Language>,
    /// Anything of the site's own.
    pub extra: serde_json::Value,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            origin: "https://example.invalid".to_owned(),
            base_path: String::new(),
            title: "Măng Non".to_owned(),
            tagline: String::new(),
            language: "vi".to_owned(),
            theme: "mang-non".to_owned(),
            theme_at: At::default(),
            base_url_at: At::default(),
            publisher: String::new(),
            trust_html: false,
            paginate_by: 20,
            markup: Markup::Minified,
            outputs: Outputs {
                feeds: true,
                loudspeaker: true,
                zalo: true,
                sitemap: true,
                cards: Cards::Site,
                qr: true,
                print: true,
                packs: Packs::Auto,
                search: true,
            },
            loudspeaker: Loudspeaker {
                unapproved: Unapproved::Wait,
                news_days: 30,
                rest_days: 2,
                ssml: false,
                zalo_tts: false,
                engine: None,
            },
            approval: Approvals::Optional,
            rules: Vec::new(),
            lexicon: Vec::new(),
            topics: Vec::new(),
            languages: language::built_in(),
            extra: serde_json::Value::Null,
        }
    }
}

impl Config {
    /// A path from the root of the site as a link from the root of its host.
    pub fn url(&self, path: &str) -> String {
        // A site has hundreds of thousands of them.
        [&self.base_path, path].concat()
    }

    /// A path from the root of the site as a full address.
    pub fn absolute(&self, path: &str) -> String {
        [&self.origin, &self.base_path, path].concat()
    }

    /// The name of a language, by its tag, as its speakers say it; absent if the site does not know it.
    pub fn language_name(&self, tag: &str) -> Option<&str> {
        let other = self.languages.iter().find(|language| language.tag == tag);
        let main = Main::ALL.iter().find(|main| main.word() == tag && tag == self.language);
        main.map(|main| main.label()).or(other.map(|language| language.name.as_str()))
    }

    /// The topic of an id.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }
}

macro_rules! colors {
    ($($variant:ident = $word:literal, $label:literal;)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        enum Color { $($variant,)+ }
        impl Word for Color {
            const ALL: &'static [Color] = &[$(Color::$variant,)+];
            fn word(self) -> &'static str { match self { $(Color::$variant => $word,)+ } }
            fn label(self) -> &'static str { match self { $(Color::$variant => $label,)+ } }
        }
    };
}

// The palette of topics: a name, so that a theme sets shades with enough contrast in light and dark.
colors! {
    Teal = "teal", "Xanh mòng két";
    Blue = "blue", "Xanh dương";
    Amber = "amber", "Hổ phách";
    Violet = "violet", "Tím";
    Green = "green", "Xanh lá";
    Red = "red", "Đỏ";
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Main {
    Vi,
    En,
}

impl Word for Main {
    const ALL: &'static [Main] = &[Main::Vi, Main::En];
    fn word(self) -> &'static str {
        match self {
            Main::Vi => "vi",
            Main::En => "en",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Main::Vi => "Tiếng Việt",
            Main::En => "English",
        }
    }
}

/// Reads `site.toml`. A file that cannot be read as TOML gives the defaults and the complaint.
pub fn read(file: &SourcePath, text: &str) -> (Config, Vec<Diagnostic>) {
    let (fields, mut found) = fields::read(Origin { file, text, start: 0 }, text);
    let config = fields.map(|fields| fields.consume(&mut found, read_fields)).unwrap_or_default();
    (config, found)
}

fn read_fields(f: &mut Fields<'_>) -> Config {
    let default = Config::default();
    let (origin, base_path) = base_url(f).unwrap_or((default.origin, default.base_path));
    let text = |f: &mut Fields<'_>, key| f.string(key).map(|text| text.value);
    Config {
        origin,
        base_path,
        title: text(f, "title").unwrap_or(default.title),
        tagline: text(f, "tagline").unwrap_or(default.tagline),
        language: word::<Main>(f, "language").map_or(default.language, |word| word.value.word().to_owned()),
        theme_at: f.at_of("theme"),
        base_url_at: f.at_of("base_url"),
        theme: theme(f).unwrap_or(default.theme),
        publisher: publisher(f),
        trust_html: f.boolean("trust_html").unwrap_or(default.trust_html),
        paginate_by: f.integer("paginate_by", 1..1001).map_or(default.paginate_by, to_usize),
        markup: if f.boolean("minify") == Some(false) { Markup::Plain } else { default.markup },
        outputs: outputs(f, default.outputs),
        loudspeaker: loudspeaker::read(f, default.loudspeaker),
        approval: approval(f, default.approval),
        rules: rules::read(f),
        lexicon: f.string_pairs("lexicon"),
        topics: topics(f),
        languages: language::read(f),
        extra: f.free_table("extra"),
    }
}

fn to_usize(n: i64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn base_url(f: &mut Fields<'_>) -> Option<(String, String)> {
    let written = f.string("base_url")?;
    let url = written.value.trim_end_matches('/');
    let parsed = url.split_once("://").filter(|(scheme, rest)| {
        matches!(*scheme, "https" | "http")
            && !rest.is_empty()
            && !rest.contains([' ', '"', '<', '>', '?', '#'])
    });
    let Some((scheme, rest)) = parsed else {
        f.report(messages::base_url(f.spot(written.at), &written.value));
        return None;
    };
    let (host, path) =
        rest.split_once('/').map_or((rest, String::new()), |(host, path)| (host, format!("/{path}")));
    Some((format!("{scheme}://{host}"), path))
}

/// A theme is a folder's name and nothing that leads elsewhere.
fn theme(f: &mut Fields<'_>) -> Option<String> {
    let theme = f.string("theme")?;
    if theme.value.is_empty() || theme.value.contains(['/', '\\']) || theme.value.starts_with('.') {
        f.report(messages::theme_name(f.spot(theme.at), &theme.value));
        return None;
    }
    Some(theme.value)
}

fn publisher(f: &mut Fields<'_>) -> String {
    let Some(mut table) = f.table("publisher") else { return String::new() };
    let name =
        table.required_string("name", "name = \"UBND xã …\"").map(|text| text.value).unwrap_or_default();
    table.finish();
    name
}

fn outputs(f: &mut Fields<'_>, default: Outputs) -> Outputs {
    let Some(mut table) = f.table("outputs") else { return default };
    let outputs = Outputs {
        feeds: table.boolean("feeds").unwrap_or(default.feeds),
        loudspeaker: table.boolean("loudspeaker").unwrap_or(default.loudspeaker),
        zalo: table.boolean("zalo").unwrap_or(default.zalo),
        sitemap: table.boolean("sitemap").unwrap_or(default.sitemap),
        cards: word::<Cards>(&mut table, "cards").map_or(default.cards, |cards| cards.value),
        qr: table.boolean("qr").unwrap_or(default.qr),
        print: table.boolean("print").unwrap_or(default.print),
        packs: word::<Packs>(&mut table, "packs").map_or(default.packs, |packs| packs.value),
        search: table.boolean("search").unwrap_or(default.search),
    };
    table.finish();
    outputs
}

fn approval(f: &mut Fields<'_>, default: Approvals) -> Approvals {
    let Some(mut table) = f.table("approval") else { return default };
    let required = table.boolean("required");
    table.finish();
    required.map_or(default, |required| if required { Approvals::Required } else { Approvals::Optional })
}

fn topics(f: &mut Fields<'_>) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for mut table in f.tables("topics") {
        let id = table.required_string("id", "id = \"boi-an-toan\"");
        let name = table.required_string("name", "name = \"Bơi an toàn\"");
        let description = table.string("description").map(|text| text.value).unwrap_or_default();
        let color = color(&mut table);
        if let (Some(id), Some(name)) = (id, name) {
            if vi::slug::slug(&id.value) != id.value {
                table.report(messages::topic_id(table.spot(id.at), &id.value, &vi::slug::slug(&id.value)));
            } else if topics.iter().any(|topic| topic.id == id.value) {
                table.report(messages::topic_twice(table.spot(id.at), &id.value));
            } else {
                topics.push(Topic { id: id.value, name: name.value, description, color });
            }
        }
        table.finish();
    }
    topics
}

fn color(table: &mut Fields<'_>) -> String {
    word::<Color>(table, "color").map_or(Color::Green, |color| color.value).word().to_owned()
}
