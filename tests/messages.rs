//! Every message that an author can cause is caused here, and its words are blessed.
//!
//! `tests/messages/cases.txt` holds a tiny site for every rule (`== rule: what is wrong ==` opens each);
//! `tests/messages/told.txt` is what the program says of it, in Vietnamese and in English, as people read
//! it. `BLESS=1 cargo test --test messages` rewrites the latter; read it before you commit it.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]

mod support;
#[path = "messages/twins.rs"]
mod twins;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::sync::LazyLock;

use mangnon::diag::messages::{self, DeadLink, Unasked};
use mangnon::diag::{At, Diagnostic, Lang};
use mangnon::gates::{
    self,
    external::{self, Answer},
};
use mangnon::path::SourcePath;
use mangnon::pipeline::{self, Stopped};
use mangnon::source;
use support::{SiteTest, difference};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Rules that no text of a site can cause; each has its own cause below.
const BY_HAND: [&str; 16] = [
    "file-not-utf8",
    "file-utf16",
    "file-binary",
    "file-too-large",
    "file-unreadable",
    "source-changed",
    "symbolic-link",
    "file-name",
    "file-names-equal",
    "config-missing",
    "picture-broken",
    "picture-too-large",
    "picture-sidecar",
    "picture-sidecar-box",
    "page-weight",
    "asset-too-large",
];

/// The beginning of a picture of 50,000 by 50,000 pixels.
const HUGE: &[u8] = b"\x89\x50\x4E\x47\x0D\x0A\x1A\x0A\x00\x00\x00\x0D\x49\x48\x44\x52\x00\x00\xC3\x50\x00\x00\xC3\x50\x08\x02\x00\x00\x00\xC4\xCD\xAA\x9D\x00\x00\x00\x08\x49\x44\x41\x54\x78\x9C\x03\x00\x00\x00\x00\x01\x48\x06\x89\xD2";

/// A site and what the program says of it.
struct Case {
    name: String,
    site: SiteTest,
    found: Vec<Diagnostic>,
    /// Only a build tells it.
    of_build: bool,
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let judged = |(name, site): (String, SiteTest)| {
        let (found, of_build) = findings(&name, &site);
        Case { name, site, found, of_build }
    };
    cases().into_iter().map(judged).collect()
});

#[test]
fn every_message_says_what_is_blessed() {
    let mut told = String::new();
    let mut wrong = String::new();
    for Case { name, site, found, .. } in CASES.iter() {
        let rule = name.split(':').next().unwrap_or("").trim();
        if !found.iter().any(|diagnostic| diagnostic.rule == rule) {
            let rules: Vec<&str> = found.iter().map(|diagnostic| diagnostic.rule).collect();
            let _ = writeln!(wrong, "`{name}` caused {rules:?}");
        }
        let _ = writeln!(told, "== {name} ==");
        for lang in [Lang::Vi, Lang::En] {
            for diagnostic in found {
                let line = source::line(&site.root(), &diagnostic.spot.file, diagnostic.spot.at.line);
                let text = diagnostic.render(lang, line.as_deref());
                told += &if diagnostic.rule == "page-weight" { without_sizes(&text) } else { text };
            }
            told.push('\n');
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let file = format!("{ROOT}/tests/messages/told.txt");
    if std::env::var("BLESS").is_ok_and(|value| value == "1") {
        fs::write(&file, &told).expect("the blessed messages");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    let tree = |text: &str| BTreeMap::from([("told.txt".to_owned(), text.as_bytes().to_vec())]);
    let difference = difference(&tree(&told), &tree(&expected));
    assert!(difference.is_empty(), "{difference}BLESS=1 cargo test --test messages accepts this");
}

#[test]
fn every_constructor_of_a_message_is_caused() {
    let caused: BTreeSet<&str> = CASES.iter().flat_map(|case| &case.found).map(|found| found.rule).collect();
    let known = rules();
    let never: Vec<&String> = known.keys().filter(|rule| !caused.contains(rule.as_str())).collect();
    assert!(never.is_empty(), "no case causes {never:?}");
    // Rules of the privacy gate stand in the gate's own table.
    let unknown = caused.iter().filter(|rule| !known.contains_key(**rule) && !rule.starts_with("privacy-"));
    let unknown: Vec<&&str> = unknown.collect();
    assert!(unknown.is_empty(), "rules that src/diag/messages/ does not have: {unknown:?}");
    let twice: Vec<_> = known.iter().filter(|(_, constructors)| constructors.len() > 1).collect();
    assert!(twice.is_empty(), "one rule, two constructors: {twice:?}");
}

#[test]
fn messages_keep_their_form() {
    for Case { name, found, .. } in CASES.iter() {
        for found in found {
            for text in [&found.message.vi, &found.message.en] {
                assert!(!text.trim().is_empty(), "{name}: an empty message");
                assert!(
                    !text.ends_with('.') && !text.contains('\n'),
                    "{name}: `{text}` is no sentence without its period"
                );
            }
            assert!(!found.help.vi.is_empty() && !found.help.en.is_empty(), "{name}: no next step");
            let at = found.spot.at;
            assert!(at.line == 0 || at.column > 0, "{name}: a line without a column");
        }
    }
}

/// The rules of `src/diag/messages/` with the constructors that use them.
fn rules() -> BTreeMap<String, Vec<String>> {
    let folder = fs::read_dir(format!("{ROOT}/src/diag/messages")).expect("the tables of messages");
    let files = folder.map(|entry| entry.expect("a table of messages").path());
    let text: String = files.map(|file| fs::read_to_string(file).expect("a table of messages")).collect();
    let mut rules: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for function in text.split("\npub fn ").skip(1) {
        let name = function.split('(').next().unwrap_or("").to_owned();
        if name == "privacy" {
            // Its rules and words stand in the table of the gate, with tests of their own.
            continue;
        }
        let call = ["error(", "warning(", "advice("].iter().filter_map(|call| function.find(call)).min();
        let rule =
            call.and_then(|at| function[at..].split('"').nth(1)).unwrap_or_else(|| panic!("{name}: no rule"));
        rules.entry(rule.to_owned()).or_default().push(name);
    }
    assert!(rules.len() > 50, "src/diag/messages/ was not understood");
    rules
}

/// What a check tells, or, where that passes, a build.
fn findings(name: &str, site: &SiteTest) -> (Vec<Diagnostic>, bool) {
    let found = checked(name, site);
    if !found.is_empty() {
        return (found, false);
    }
    (built(site), true)
}

fn checked(name: &str, site: &SiteTest) -> Vec<Diagnostic> {
    if name.starts_with("external-") {
        return of_links(site);
    }
    if name.starts_with("address-example") {
        // A check asks nothing of an address: nothing is made or sent by it.
        return gates::address::judge(&pipeline::check(&site.root(), site.now).site.config)
            .into_iter()
            .collect();
    }
    site.check()
}

fn built(site: &SiteTest) -> Vec<Diagnostic> {
    match site.try_build() {
        Err(Stopped::Findings(found)) => found,
        Ok(built) => built.diagnostics,
        Err(_) => Vec::new(),
    }
}

/// Links to other hosts, as if these had answered what stands behind `#` in each.
fn of_links(site: &SiteTest) -> Vec<Diagnostic> {
    let links = external::links(&pipeline::check(&site.root(), site.now).site);
    let answer = |word: &str| match word.parse::<u16>() {
        Ok(status) if status == 404 || status == 410 => Some(Answer::Dead(DeadLink::Status(status))),
        Ok(status) => Some(Answer::Unsure(Some(status))),
        Err(_) => match word {
            "moved" => Some(Answer::Moved("https://moi.example/".to_owned())),
            "no-host" => Some(Answer::Dead(DeadLink::NoSuchHost)),
            "no-answer" => Some(Answer::Dead(DeadLink::NoAnswer)),
            "certificate" => Some(Answer::Dead(DeadLink::Certificate)),
            "redirects" => Some(Answer::Dead(DeadLink::Redirects)),
            "form" => Some(Answer::Unsure(None)),
            "private" => Some(Answer::Private),
            _ => None,
        },
    };
    let words = links.iter().filter_map(|link| Some((link.url(), link.written.split_once('#')?.1)));
    let answers = words
        .clone()
        .filter_map(|(url, word)| Some((url.to_owned(), answer(word)?)))
        .collect::<BTreeMap<_, _>>();
    let mut found = external::judge(&links, &answers);
    let nowhere = || At::default().in_file(&SourcePath::new(""));
    found.extend(words.filter_map(|(_, word)| {
        let why = match word {
            "no-curl" => Unasked::NoCurl,
            "no-network" => Unasked::NoNetwork,
            "offline" => Unasked::Offline,
            _ => return None,
        };
        Some(messages::external_unasked(nowhere(), 1, why))
    }));
    found
}

fn cases() -> Vec<(String, SiteTest)> {
    let text = fs::read_to_string(format!("{ROOT}/tests/messages/cases.txt")).expect("the cases");
    let mut cases: Vec<(String, SiteTest)> = Vec::new();
    for case in format!("\n{text}").split("\n== ").skip(1) {
        let (name, files) = case.split_once(" ==\n").expect("a case has a name");
        cases.push((name.to_owned(), SiteTest::new(&format!("{files}\n"))));
    }
    cases.extend(BY_HAND.iter().map(|rule| ((*rule).to_owned(), by_hand(rule))));
    cases
}

/// The speech engine runs when everything has been judged: this one saves an article.
fn change_while_it_is_built(site: &SiteTest) {
    let place = "content/dia-phuong/thai-nguyen/dinh-hoa";
    let locality = |code: &str| format!("+++\ntitle = \"Nơi\"\n[locality]\ncode = \"{code}\"\n");
    site.write("content/dia-phuong/_index.md", "+++\ntitle = \"Địa phương\"\n+++\n");
    site.write("content/dia-phuong/thai-nguyen/_index.md", locality("19") + "+++\n");
    let slots = "[schedule]\nstation = \"Đài mẫu\"\n[[schedule.slots]]\ntime = \"17:00\"\ndays = [\"tue\"]\nminutes = 5\n+++\n";
    site.write(&format!("{place}/_index.md"), locality("05569") + slots);
    let approval = "[approval]\nby = \"Người Mẫu\"\nrole = \"Người duyệt thử\"\ndate = 2026-05-12\n";
    let spoken = format!(
        "+++\ntitle = \"Mời họp\"\ndescription = \"Một câu.\"\nkind = \"news\"\nchannels = [\"web\", \"loudspeaker\"]\ndate = 2026-11-20\nclass = \"priority\"\nexpires = 2099-01-01\n[loudspeaker]\ntext = \"Mời bà con họp.\"\n{approval}+++\nLời.\n"
    );
    site.write(&format!("{place}/moi-hop.md"), spoken);
    let tin = site.root().join("content/tin.md");
    let engine = |title: &str, command: &str| {
        format!("title = \"{title}\"\n[loudspeaker.engine]\ncommand = [\"sh\", \"-c\", \"{command}\"]\n")
    };
    site.write("site.toml", engine("Cổng", "exit 1"));
    // So long that the disk's account of the files counts.
    std::thread::sleep(std::time::Duration::from_millis(80));
    drop(site.try_build());
    let saves = format!("echo Muộn. >> '{}'", tin.display());
    site.write("site.toml", engine("Tên mới, mọi trang đổi", &saves));
}

fn by_hand(rule: &str) -> SiteTest {
    let article = "+++\ntitle = \"Tin\"\ndate = 2026-05-12\n+++\n";
    let site = SiteTest::new("");
    site.write("content/tin.md", format!("{article}Lời.\n"));
    match rule {
        "file-not-utf8" => site.write("content/phong-cu.md", [article.as_bytes(), b"Tr\xEE em"].concat()),
        "file-utf16" => site.write("content/rach.md", b"\xFF\xFE+\0+\0+"),
        "file-binary" => site.write("content/tep.md", b"PK\x03\x04\0\0"),
        "file-too-large" => site.write("content/dai.md", "a".repeat(2 << 20)),
        "source-changed" => change_while_it_is_built(&site),
        // A socket is no file that can be read, whoever runs the test.
        "file-unreadable" => drop(UnixListener::bind(site.root().join("content/o.md")).expect("a socket")),
        "symbolic-link" => symlink("tin.md", site.root().join("content/lien-ket.md")).expect("a link"),
        "file-name" => site.write("content/tin\tmoi.md", article),
        "file-names-equal" => {
            site.write("content/a\u{309}nh.md", article);
            site.write("content/\u{1EA3}nh.md", article);
        }
        "config-missing" => site.remove("site.toml"),
        "picture-broken" => {
            site.write("content/tin.md", format!("{article}![Ảnh](anh.png)\n"));
            site.write("content/anh.png", "không phải ảnh");
        }
        "picture-too-large" => {
            site.write("content/tin.md", format!("{article}![Ảnh](anh.png)\n"));
            site.write("content/anh.png", HUGE);
        }
        "picture-sidecar" | "picture-sidecar-box" => {
            site.write("content/tin.md", format!("{article}![Ảnh](anh.png)\n"));
            site.write("content/anh.png", include_bytes!("sites/typed_blocks/content/o-vuong.png"));
            let sidecar =
                if rule == "picture-sidecar" { "blurr = []\n" } else { "blur = [[9000, 0, 4, 4]]\n" };
            site.write("content/anh.png.toml", sidecar);
        }
        "asset-too-large" => {
            site.write("content/tin.md", format!("{article}[Đoạn phim](phim.mp4)\n"));
            // A hole: it takes no room on the disk.
            let film = fs::File::create(site.root().join("content/phim.mp4")).expect("a file");
            film.set_len((200 << 20) + 1).expect("a long file");
        }
        "page-weight" => site.write("content/tin.md", format!("{article}## Nấu cơm\n\n{}\n", long_text())),
        other => panic!("no cause for {other}"),
    }
    site
}

/// A text of short sentences that no packer makes small: a few words in an order without sense.
fn long_text() -> String {
    const WORDS: [&str; 24] = [
        "gạo", "nước", "củi", "bếp", "rau", "muối", "nồi", "bát", "đũa", "mâm", "thìa", "ấm", "chè", "khoai",
        "ngô", "sắn", "đỗ", "lạc", "vừng", "gừng", "tỏi", "hành", "ớt", "mướp",
    ];
    let mut seed = 7_u64;
    let mut text = String::new();
    for n in 0..36_000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Of the even places on even turns: no word follows itself.
        let word = WORDS[usize::try_from(seed >> 33).unwrap_or(0) % 12 * 2 + n % 2];
        text.push_str(if n % 8 == 0 { "\n\nLấy " } else { " " });
        text.push_str(word);
        if n % 8 == 7 {
            text.push('.');
        }
    }
    text
}

/// Sizes change with every letter of the theme; that they are told is tested elsewhere.
fn without_sizes(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in text.split(" KB").enumerate() {
        out.push_str(if i == 0 { "" } else { "… KB" });
        out.push_str(part.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')));
    }
    out
}
