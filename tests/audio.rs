//! Audio from outside: a tiny site, an engine, and what is published of it.
//!
//! The engine of most tests is a script of a few lines that counts its runs, so that nothing needs to be
//! installed; one test speaks a bulletin with espeak-ng and asks ffprobe how long it is, and says
//! clearly when it is skipped. The hamlet, its slots, its articles and its approver are invented.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests run programs in a temporary folder")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::{Date, date};
use mangnon::diag::Diagnostic;
use mangnon::pipeline::{self, Built, Selection};
use mangnon::sound::{self, Tags};

const TUESDAY: Date = date(2026, 11, 24);

const HAMLET: &str = r#"+++
title = "Xóm Mẫu"
[locality]
name = "Xóm Mẫu"
[schedule]
station = "Đài truyền thanh thử nghiệm Xóm Mẫu"
[[schedule.slots]]
time = "17:00"
days = ["tue", "thu", "sat"]
minutes = 5
+++
"#;

const APPROVAL: &str =
    "[approval]\nby = \"Người Duyệt Mẫu\"\nrole = \"Người duyệt thử\"\ndate = 2026-11-01\n";

/// What these tests do not look at is not drawn.
const QUICK: &str = "[outputs]\ncards = \"none\"\nqr = false\nprint = false\n";

const WEEK: &str = "public/dia-phuong/thai-nguyen/dinh-hoa/xom-mau/phat-tin/ban-tin";

fn news(title: &str, loudspeaker: &str, tables: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndescription = \"Một câu.\"\nkind = \"news\"\ndate = 2026-11-20\nclass = \"priority\"\nexpires = 2027-01-01\nchannels = [\"web\", \"loudspeaker\"]\n[loudspeaker]\ntext = \"Mời bà con đến nhà văn hóa lúc 7 giờ ngày 26/11.\"\n{loudspeaker}\n{tables}+++\n\nMột đoạn.\n"
    )
}

/// A site in a temporary folder; `engine` is the table in its settings.
fn site(engine: &str, articles: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = format!(
        "base_url = \"https://mau.example\"\ntitle = \"Cổng mẫu\"\nminify = false\n{engine}\n{QUICK}"
    );
    let mut files: Vec<(&str, String)> = vec![
        ("site.toml", settings),
        ("content/_index.md", "+++\ntitle = \"Cổng mẫu\"\n+++\n".into()),
        ("content/tin/_index.md", "+++\ntitle = \"Tin\"\n+++\n".into()),
        ("content/dia-phuong/_index.md", "+++\ntitle = \"Địa phương\"\n+++\n".into()),
        (
            "content/dia-phuong/thai-nguyen/_index.md",
            "+++\ntitle = \"Thái Nguyên\"\n[locality]\ncode = \"19\"\n+++\n".into(),
        ),
        (
            "content/dia-phuong/thai-nguyen/dinh-hoa/_index.md",
            "+++\ntitle = \"Định Hóa\"\n[locality]\ncode = \"05569\"\n+++\n".into(),
        ),
        ("content/dia-phuong/thai-nguyen/dinh-hoa/xom-mau/_index.md", HAMLET.into()),
    ];
    files.extend(articles.iter().map(|(path, text)| (*path, text.clone())));
    for (path, text) in files {
        write(folder.path(), path, text.as_bytes());
    }
    folder
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// A program in the site's folder: it notes that it ran, then does what `body` says.
fn engine(root: &Path, body: &str) {
    let path = root.join("doc");
    let program = format!("#!/bin/sh\necho run >> \"{}/runs\"\n{body}\n", root.display());
    fs::write(&path, program).expect("a program");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
}

fn runs(root: &Path) -> usize {
    fs::read_to_string(root.join("runs")).map_or(0, |text| text.lines().count())
}

/// A WAV of a buzz, so many seconds long, with the lie about its length that a pipe makes necessary.
fn buzz(seconds: u32) -> Vec<u8> {
    const RATE: u32 = 22_050;
    let mut bytes = b"RIFF\x00\xf0\xff\x7fWAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00".to_vec();
    bytes.extend(RATE.to_le_bytes());
    bytes.extend((RATE * 2).to_le_bytes());
    bytes.extend(b"\x02\x00\x10\x00data\x00\xf0\xff\x7f");
    let sample = |i: u32| i16::try_from(i % 180).unwrap_or(0) * 60 - 5_400;
    bytes.extend((0..RATE * seconds).flat_map(|i| sample(i).to_le_bytes()));
    bytes
}

fn recording(seconds: u32) -> Vec<u8> {
    let samples: Vec<f32> =
        (0..sound::RATE * seconds).map(|i| f32::from(u8::try_from(i % 150).unwrap_or(0)) / 300.0).collect();
    let tags = Tags {
        title: "Quay tại sân nhà".into(),
        artist: "Máy của ai đó".into(),
        album: "21.9, 105.6".into(),
        year: None,
    };
    sound::encode_mp3(&samples, &tags).expect("plain samples")
}

fn build(root: &Path) -> Built {
    match pipeline::build(root, &root.join("public"), TUESDAY.at(6, 0, 0, 0)) {
        Ok(built) => built,
        Err(stopped) => panic!("{stopped:?}"),
    }
}

fn rules(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.rule).collect()
}

fn week(root: &Path) -> serde_json::Value {
    let text = fs::read_to_string(root.join(WEEK).join("tuan.json")).expect("a playlist");
    serde_json::from_str(&text).expect("JSON")
}

fn one_article() -> Vec<(&'static str, String)> {
    vec![("content/tin/hop.md", news("Họp xóm", "", APPROVAL))]
}

const OWN: &str = "[loudspeaker.engine]\ncommand = [\"./doc\", \"{voice}\"]\n";

#[test]
fn an_unchanged_script_is_never_spoken_again() {
    let folder = site(OWN, &one_article());
    let root = folder.path();
    write(root, "buzz.wav", &buzz(3));
    engine(root, "cat buzz.wav");
    build(root);
    let first = runs(root);
    // Opening, item and closing of three bulletins; the voice has no speed to be set.
    assert_eq!(first, 9);
    let audio = fs::read(root.join(WEEK).join("2026-11-24-1700.mp3")).expect("an MP3");
    build(root);
    assert_eq!(runs(root), first, "nothing changed");
    fs::remove_dir_all(root.join("public")).expect("ours");
    build(root);
    assert_eq!(runs(root), first, "the published folder was lost, what was spoken was not");
    assert_eq!(fs::read(root.join(WEEK).join("2026-11-24-1700.mp3")).expect("an MP3"), audio);
    // Another article speaks other words, and only what it is in is spoken.
    write(root, "content/tin/hop.md", news("Họp xóm tối nay", "", APPROVAL).as_bytes());
    build(root);
    assert_eq!(runs(root), 2 * first);
    let kept = fs::read_dir(root.join(".build/public/spoken")).expect("what was spoken").count();
    assert_eq!(kept, 3 * 3, "what the site no longer says is not kept either");
}

/// A part of the site has the speeches that its files are or show, and leaves the others where they are.
#[test]
fn a_part_of_the_site_speaks_only_what_it_needs() {
    let folder = site(OWN, &one_article());
    let root = folder.path();
    write(root, "buzz.wav", &buzz(3));
    engine(root, "cat buzz.wav");
    let part = |nth: usize, of: usize| {
        let (out, now) = (root.join("public"), TUESDAY.at(6, 0, 0, 0));
        let selection = Selection::Shard { nth, of };
        let built = pipeline::build_part(pipeline::survey(root), &out, now, &selection, &mut |_| {});
        built.map_or_else(|stopped| panic!("{stopped:?}"), |built| built.outcomes.len())
    };
    // Of so many parts the first is most probably empty.
    assert_eq!((part(1, 1_000_003), runs(root)), (0, 0));
    build(root);
    let (all, audio) = (runs(root), root.join(WEEK).join("2026-11-24-1700.mp3"));
    assert!(all > 0 && audio.is_file());
    part(1, 1_000_003);
    assert!(audio.is_file(), "what was not made now stays");
    assert_eq!(runs(root), all);
    // All parts together make all files, and speak each speech once.
    fs::remove_dir_all(root.join("public")).expect("ours");
    fs::remove_dir_all(root.join(".build")).expect("ours");
    (1..=3).for_each(|nth| assert!(part(nth, 3) > 0));
    assert!(audio.is_file());
    assert_eq!(runs(root), 2 * all);
}

/// The program that speaks is part of what a build remembers: the same one again is no work, another one
/// speaks anew.
#[test]
fn nothing_changed_is_seen_at_once_also_with_an_engine() {
    let folder = site(OWN, &one_article());
    let root = folder.path();
    write(root, "buzz.wav", &buzz(3));
    engine(root, "cat buzz.wav");
    let told = || {
        // The disk tells changes apart that lie some milliseconds in the past.
        std::thread::sleep(std::time::Duration::from_millis(150));
        let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
        command.arg("--root").arg(root).args(["--as-of", "2026-11-24", "--lang", "en", "build", "--out"]);
        let output = command.arg(root.join("public")).output().expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).starts_with("Nothing changed")
    };
    assert!(!told());
    let first = runs(root);
    assert!(told(), "the same program, nothing to do");
    engine(root, "cat buzz.wav # another");
    assert!(!told(), "another program");
    assert_eq!(runs(root), 2 * first);
    fs::remove_file(root.join("doc")).expect("a program");
    assert!(!told(), "the program is gone");
}

#[test]
fn two_folders_get_the_same_bytes_and_every_file_is_linked() {
    let made: Vec<(Vec<u8>, Vec<u8>)> = (0..2)
        .map(|_| {
            let folder = site(OWN, &one_article());
            let root = folder.path();
            write(root, "buzz.wav", &buzz(3));
            engine(root, "cat > /dev/null\ncat buzz.wav");
            build(root);
            let read = |name: &str| fs::read(root.join(WEEK).join(name)).expect(name);
            let page = String::from_utf8(read("index.html")).expect("text");
            assert!(page.contains("<audio controls") && page.contains("2026-11-24-1700.opus"));
            let json = week(root);
            assert_eq!(json["engine"], "ready");
            assert!(json["bulletins"][0]["audio"].as_str().expect("an address").ends_with("1700.mp3"));
            (read("2026-11-24-1700.mp3"), read("2026-11-24-1700.opus"))
        })
        .collect();
    assert!(made[0] == made[1], "same inputs, same bytes");
    let (mp3, opus) = &made[0];
    assert!(mp3.starts_with(b"ID3") && opus.starts_with(b"OggS"));
    let said = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for words in ["Bản tin 17:00 ngày 24/11/2026", "Xóm Mẫu"] {
        assert!(mp3.windows(said(words).len()).any(|part| part == said(words)), "{words} is a tag");
    }
}

#[test]
fn without_an_engine_everything_else_is_there_and_the_page_says_what_to_do() {
    for (engine, expected) in [
        ("", None),
        ("[loudspeaker.engine]\ncommand = [\"khong-co-chuong-trinh-nay\"]\n", Some("engine-missing")),
    ] {
        let folder = site(engine, &one_article());
        let built = build(folder.path());
        assert_eq!(rules(&built.diagnostics).into_iter().find(|rule| rule.starts_with("engine")), expected);
        let page = fs::read_to_string(folder.path().join(WEEK).join("index.html")).expect("the week");
        assert!(page.contains("Chưa có tệp âm thanh") && page.contains("[loudspeaker.engine]"), "{page}");
        assert!(!page.contains("<audio"));
        assert!(folder.path().join(WEEK).join("2026-11-24-1700.txt").is_file());
        assert!(week(folder.path())["bulletins"][0]["audio"].is_null());
    }
}

#[test]
fn an_engine_that_fails_is_a_finding_and_the_site_is_whole() {
    let endless = "while :; do cat buzz.wav; done";
    for (body, more, words) in [
        ("echo 'khong co giong nay' >&2\nexit 3", "", "khong co giong nay"),
        ("echo '<html>'", "", "WAV"),
        ("exit 0", "", "WAV"),
        ("sleep 60", "patience = 1\n", "1 giây"),
        (endless, "", "nhiều hơn"),
    ] {
        let folder = site(&format!("{OWN}{more}"), &one_article());
        let root = folder.path();
        write(root, "buzz.wav", &buzz(3));
        engine(root, body);
        let built = build(root);
        let failed: Vec<&Diagnostic> =
            built.diagnostics.iter().filter(|found| found.rule == "engine-failed").collect();
        assert_eq!(failed.len(), 1, "{body}: {:?}", rules(&built.diagnostics));
        assert!(failed[0].message.vi.contains(words), "{}", failed[0].message.vi);
        assert_eq!(failed[0].spot.at.line, 4);
        let page = fs::read_to_string(root.join(WEEK).join("index.html")).expect("the week");
        assert!(!page.contains("<audio") && page.contains("Họp xóm"));
    }
}

#[test]
fn the_program_gets_words_and_no_shell_sees_them() {
    let command = "command = [\"./doc\", \"--voice={voice}\", \"{text_file}\", \"{wav_file}\", \"$(touch bi-chay)\", \"{speed}\"]";
    let folder = site(
        &format!(
            "[loudspeaker.engine]\n{command}\nspeed = 100\n[loudspeaker.engine.voices]\nnorth = \"bac\"\n"
        ),
        &one_article(),
    );
    let root = folder.path();
    write(root, "buzz.wav", &buzz(5));
    engine(root, "cat \"$2\" >> loi\necho \"$1 $4 $5\" >> tham-so\ncp buzz.wav \"$3\"");
    build(root);
    let words = fs::read_to_string(root.join("loi")).expect("the words");
    assert!(words.contains("bảy giờ ngày hai mươi sáu tháng mười một"), "{words}");
    assert!(!words.contains(|c: char| c.is_ascii_digit()));
    let arguments = fs::read_to_string(root.join("tham-so")).expect("the arguments");
    // Two hundred syllables a minute are what `speed` stands for; the buzz does not keep its time, so
    // another speed was tried.
    assert!(arguments.starts_with("--voice=bac $(touch bi-chay) 100\n"), "{arguments}");
    assert!(arguments.lines().any(|line| !line.ends_with(" 100")), "{arguments}");
    assert!(!root.join("bi-chay").exists());
}

#[test]
fn what_a_person_recorded_is_played_and_counted() {
    let own = "recording = \"loa.mp3\"\n[[loudspeaker.translations]]\nlang = \"tyz\"\nname = \"tiếng Tày\"\nrecording = \"tay.mp3\"";
    let folder = site(OWN, &[("content/tin/hop/index.md", news("Họp xóm", own, APPROVAL))]);
    let root = folder.path();
    write(root, "content/tin/hop/loa.mp3", &recording(20));
    write(root, "content/tin/hop/tay.mp3", &recording(30));
    write(root, "buzz.wav", &buzz(5));
    engine(root, "cat >> loi\ncat buzz.wav");
    build(root);
    let words = fs::read_to_string(root.join("loi")).expect("the words");
    assert!(!words.contains("nhà văn hóa"), "a person has said it");
    let bulletin = &week(root)["bulletins"][0];
    let planned = bulletin["planned_seconds"].as_u64().expect("a number");
    assert!((50..80).contains(&planned), "twenty and thirty seconds beside opening and closing: {planned}");
    let recordings = &bulletin["items"][0]["recordings"];
    assert_eq!(recordings[1]["lang"], "tyz");
    assert_eq!(recordings[1]["seconds"], 31);
    let page = fs::read_to_string(root.join("public/tin/hop/index.html")).expect("the page");
    assert!(page.contains("lang=\"tyz\"") && page.contains("tiếng Tày"), "{page}");
    let published = fs::read(root.join("public/tin/hop/loa.mp3")).expect("the recording");
    assert!(!published.starts_with(b"ID3"), "who recorded it where is nobody's business");
    let sheet = fs::read_to_string(root.join(WEEK).join("2026-11-24-1700.html")).expect("the sheet");
    assert!(sheet.contains("Phát tệp ghi âm loa.mp3") && sheet.contains("Phát tệp tiếng Tày: tay.mp3"));
    let audio = fs::read(root.join(WEEK).join("2026-11-24-1700.mp3")).expect("an MP3");
    let ms = sound::milliseconds(&audio).expect("sound");
    assert!((60_000..65_000).contains(&ms), "two recordings, two buzzes, pauses: {ms}");
}

#[test]
fn a_version_that_is_only_heard_bears_its_own_language() {
    let version = "+++\ntitle = \"Tên bằng tiếng khác\"\n[loudspeaker]\nrecording = \"tay.mp3\"\n+++\n";
    let languages = "[[languages]]\ntag = \"tyz\"\nname = \"Tày\"";
    let articles = [
        ("content/tin/hop/index.md", news("Họp xóm", "", "")),
        ("content/tin/hop/index.tyz.md", version.to_owned()),
    ];
    let folder = site(languages, &articles);
    let root = folder.path();
    write(root, "content/tin/hop/tay.mp3", &recording(20));
    build(root);
    let page = fs::read_to_string(root.join("public/tin/hop/tyz/index.html")).expect("the version");
    assert!(page.contains("<html lang=\"tyz\">"), "{page}");
    let player =
        page.split("<audio").nth(1).and_then(|rest| rest.split("</audio>").next()).expect("a player");
    assert!(
        player.contains("lang=\"tyz\"") && player.contains("tay.mp3") && player.contains("Tày"),
        "{player}"
    );
    assert!(root.join("public/tin/hop/tay.mp3").is_file());
    let original = fs::read_to_string(root.join("public/tin/hop/index.html")).expect("the original");
    assert!(original.contains("hreflang=\"tyz\""), "the switch leads there");
}

#[test]
fn a_recording_that_is_none_stops_the_build() {
    for (file, bytes, expected) in [
        ("loa.mp3", &b"<html>khong phai tieng</html>"[..], "recording-silent"),
        ("loa.m4a", b"", "recording-format"),
        ("khong-co.mp3", b"", "attachment-missing"),
    ] {
        let folder = site(
            "",
            &[("content/tin/hop/index.md", news("Họp", &format!("recording = \"{file}\""), APPROVAL))],
        );
        if expected != "attachment-missing" {
            write(folder.path(), &format!("content/tin/hop/{file}"), bytes);
        }
        let checked = pipeline::check(folder.path(), TUESDAY.at(6, 0, 0, 0));
        assert!(rules(&checked.diagnostics).contains(&expected), "{file}: {:?}", rules(&checked.diagnostics));
    }
}

#[test]
fn only_what_is_approved_is_spoken() {
    let own = format!("{OWN}speak = \"articles\"\n");
    let folder = site(
        &own,
        &[
            ("content/tin/hop.md", news("Họp xóm", "", APPROVAL)),
            ("content/tin/nhap.md", news("Chưa ai duyệt", "", "")),
        ],
    );
    let root = folder.path();
    write(root, "buzz.wav", &buzz(5));
    engine(root, "cat >> loi\ncat buzz.wav");
    build(root);
    assert!(root.join("public/tin/hop/nghe.mp3").is_file());
    assert!(!root.join("public/tin/nhap/nghe.mp3").exists());
    assert!(
        !fs::read_to_string(root.join("loi")).expect("the words").to_lowercase().contains("chưa ai duyệt")
    );
    // Taken back, it leaves no sound anywhere, not even beside the site.
    fs::remove_file(root.join("content/tin/hop.md")).expect("our article");
    build(root);
    let left = |folder: PathBuf| {
        let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
        let audio =
            |path: &Path| path.extension().is_some_and(|extension| extension == "mp3" || extension == "opus");
        files.filter(|entry| audio(entry.path())).count()
    };
    assert_eq!(left(root.join("public")) + left(root.join(".build")), 0);
}

/// How long ffprobe says that a file is; nothing if there is no ffprobe.
fn probed(file: &Path) -> Option<f64> {
    let arguments = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"];
    let output = Command::new("ffprobe").args(arguments).arg(file).output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

#[test]
fn espeak_speaks_a_week_as_long_as_planned_and_small_enough() {
    if Command::new("espeak-ng").arg("--version").output().is_err() {
        println!("SKIPPED: espeak-ng is not installed, so no bulletin was spoken");
        return;
    }
    let long = "Mùa mưa đã đến, nước suối lên nhanh. Bà con rào kín ao, đậy nắp giếng và chum vại. Trẻ em không tự ra suối, không bơi khi không có người lớn. Khi thấy trẻ đuối nước, gọi to xin giúp, ném phao, dây hoặc cây sào. Người không biết cứu đuối thì không nhảy xuống. Gọi 115 ngay, rồi gọi 111 khi cần hỏi thêm. ";
    let story = |title: &str, n: usize| {
        news(title, "", APPROVAL).replace("Mời bà con đến nhà văn hóa lúc 7 giờ ngày 26/11.", &long.repeat(n))
    };
    let folder = site(
        "[loudspeaker.engine]\n",
        &[
            ("content/tin/mot.md", story("Giữ trẻ an toàn khi mưa lũ", 1)),
            ("content/tin/hai.md", story("Rào ao, đậy giếng", 2)),
            ("content/tin/ba.md", news("Họp xóm ngày 26/11", "", APPROVAL)),
        ],
    );
    let root = folder.path();
    let built = build(root);
    assert!(
        !rules(&built.diagnostics).iter().any(|rule| rule.starts_with("engine")),
        "{:?}",
        rules(&built.diagnostics)
    );
    let week = week(root);
    let bulletins = week["bulletins"].as_array().expect("bulletins");
    assert_eq!(bulletins.len(), 3);
    for bulletin in bulletins {
        let id = bulletin["id"].as_str().expect("an id");
        let planned = bulletin["planned_seconds"].as_f64().expect("a number");
        let mp3 = root.join(WEEK).join(format!("{id}.mp3"));
        let web = root.join(WEEK).join(format!("{id}.opus"));
        for file in [&mp3, &web] {
            let Some(seconds) = probed(file) else {
                println!("SKIPPED: ffprobe is not installed, so no length was measured");
                return;
            };
            assert!((seconds / planned - 1.0).abs() <= 0.1, "{id}: {seconds} s, planned {planned}");
        }
        let bytes = fs::metadata(&web).expect("the file").len();
        let allowed = planned * 400_000.0 / 120.0;
        assert!(u32::try_from(bytes).map(f64::from).expect("small") <= allowed, "{id}: {bytes} bytes");
    }
}
