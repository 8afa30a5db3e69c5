//! The written → spoken tables, and the properties that hold for any text.
#![allow(clippy::disallowed_methods, reason = "tests read their tables from the disk")]

use std::fmt::Write as _;

use mangnon::vi::spoken::{
    EngineFormat, Lexicon, Profile, cardinal, digits, engine_text, explain, read, read_line, syllables,
};
use proptest::prelude::*;

#[path = "support/readings.rs"]
mod readings;

const GIVEN: &str = include_str!("data/spoken-cases.tsv");
/// Written before the rules were run.
const OWN: &str = include_str!("data/spoken-own.tsv");
/// Read by the rules first and then checked line by line: it keeps what was found right, and proves no more.
const REVIEWED: &str = include_str!("data/spoken-reviewed.tsv");

/// Examinations, each written before the rules were run on it; the first rates stand at their heads.
const EXAM: &str = include_str!("data/spoken-exam.tsv");
const EXAM_2: &str = include_str!("data/spoken-exam-2.tsv");
const EXAM_3: &str = include_str!("data/spoken-exam-3.tsv");
const EXAM_4: &str = include_str!("data/spoken-exam-4.tsv");

/// What readers and listeners found, with near misses.
const FOUND: &str = include_str!("data/spoken-found.tsv");

#[test]
fn what_was_found_wrong_is_read_right() {
    check_table(FOUND);
}

#[test]
fn horns_name_addresses_and_issuers_and_spell_neither() {
    let horns = Lexicon::embedded().for_horns();
    for (written, spoken) in [
        ("Xem moh.gov.vn/tiem-chung.", "Xem trang thông tin điện tử."),
        ("Xem cổng thông tin điện tử moh.gov.vn.", "Xem cổng thông tin điện tử."),
        ("Liên hệ: UBND xã, email: tre@xa.gov.vn.", "Liên hệ: Ủy ban nhân dân xã."),
        ("Gửi thư về tre@xa.gov.vn.", "Gửi thư về hộp thư điện tử."),
        (
            "Theo Kế hoạch số 25/KH-UBND ngày 20/11/2026 của UBND xã",
            "Theo Kế hoạch số hai mươi lăm ngày hai mươi tháng mười một năm hai nghìn không trăm hai mươi sáu \
             của Ủy ban nhân dân xã",
        ),
        ("Chỉ thị 28-CT/TW nói gì", "Chỉ thị hai mươi tám của Trung ương nói gì"),
        ("và QĐ 1248/QĐ-TTg", "và quyết định một nghìn hai trăm bốn mươi tám của Thủ tướng Chính phủ"),
        ("Nghị định 56/2017/NĐ-CP", "Nghị định năm mươi sáu năm hai nghìn không trăm mười bảy của Chính phủ"),
        (
            "Luật Trẻ em số 102/2016/QH13",
            "Luật Trẻ em số một trăm linh hai năm hai nghìn không trăm mười sáu",
        ),
        ("Văn phòng HĐND-UBND huyện", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện"),
        ("Đảng ủy - HĐND - UBND xã", "Đảng ủy, Hội đồng nhân dân và Ủy ban nhân dân xã"),
        (
            "Ngày Gia đình Việt Nam 28/6/2027",
            "Ngày Gia đình Việt Nam, ngày hai mươi tám tháng sáu năm hai nghìn không trăm hai mươi bảy",
        ),
        // Whose letters nobody knows, or of what kind, is read as it stands; so is all else.
        ("Quyết định số 12/QĐ-XYZ", "Quyết định số mười hai quy đê ích y dét"),
        ("căn cứ 25/KH-UBND", "căn cứ hai mươi lăm ca hát u bê nờ dê"),
        ("Kinh tế - xã hội, gọi 111", "Kinh tế xã hội, gọi một một một"),
    ] {
        assert_eq!(read_line(written, &horns, Profile::North), spoken, "{written}");
    }
}

#[test]
fn a_site_has_hotlines_of_its_own() {
    let calling = Lexicon::embedded().calling(["1234", "111"]);
    assert_eq!(read_line("hoặc 1234.", &calling, Profile::North), "hoặc một hai ba bốn.");
    assert_eq!(read_line("1234 người", &calling, Profile::North), "Một nghìn hai trăm ba mươi tư người");
    assert_eq!(
        read_line("hoặc 1234.", Lexicon::embedded(), Profile::North),
        "hoặc một nghìn hai trăm ba mươi tư."
    );
}

#[test]
fn the_examinations_are_read_acceptably() {
    check_table(EXAM);
    check_table(EXAM_2);
    check_table(EXAM_3);
    check_table(EXAM_4);
}

#[test]
fn the_given_examples_are_read_acceptably() {
    check_table(GIVEN);
}

#[test]
fn our_own_cases_are_read_acceptably() {
    check_table(OWN);
}

#[test]
fn what_was_reviewed_is_still_read_so() {
    check_table(REVIEWED);
}

/// Every line of a table: written, accepted readings, rule. A failure names all lines that failed.
#[track_caller]
fn check_table(table: &str) {
    let mut failures = String::new();
    for line in table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [written, accepted, rule] = columns[..] else { panic!("not three columns: {line}") };
        let spoken = read_line(written, Lexicon::embedded(), Profile::North);
        let is_accepted = if accepted.contains('{') {
            readings::accepts(accepted, &compared(&spoken))
        } else {
            accepted.split(" | ").any(|reading| compared(reading) == compared(&spoken))
        };
        if !is_accepted {
            let wanted = accepted.split(" | ").next().unwrap_or_default();
            let got = compared(&spoken);
            writeln!(failures, "{rule}: {written}\n  wanted {wanted}\n  got    {got}")
                .expect("a string takes all");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// How readings are compared: composed, small letters, no punctuation, one tone placement.
fn compared(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let text: String = text.nfc().collect::<String>().to_lowercase();
    let text: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<String> = text.split_whitespace().map(one_tone_placement).collect();
    words.join(" ")
}

const PAIRS: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

fn one_tone_placement(word: &str) -> String {
    if word.starts_with('q') {
        return word.to_owned();
    }
    for (new, old) in PAIRS {
        if let Some(head) = word.strip_suffix(new) {
            return format!("{head}{old}");
        }
    }
    word.to_owned()
}

#[test]
fn every_integer_up_to_a_million_parses_back() {
    for n in 0..=1_000_000 {
        let words = cardinal(n, Profile::North);
        assert_eq!(parsed(&words), Some(n), "{n}: {words}");
    }
    for n in (0..=1_000_000).step_by(7) {
        for profile in [Profile::Central, Profile::South] {
            let words = cardinal(n, profile);
            assert_eq!(parsed(&words), Some(n), "{n}: {words}");
        }
    }
    for n in [1_050_000_000, 1_000_000_035, 2_004_000_000, 1_000_000_000_000, u64::MAX] {
        assert_eq!(parsed(&cardinal(n, Profile::North)), Some(n), "{}", cardinal(n, Profile::North));
    }
}

/// The inverse of a cardinal, written without looking at it: places add up, `tỷ` multiplies all before it.
fn parsed(words: &str) -> Option<u64> {
    let (mut total, mut below, mut group, mut digit) = (0_u64, 0_u64, 0_u64, None::<u64>);
    for word in words.split(' ') {
        let value = match word {
            "không" => Some(0),
            "một" | "mốt" => Some(1),
            "hai" => Some(2),
            "ba" => Some(3),
            "bốn" | "tư" => Some(4),
            "năm" | "lăm" => Some(5),
            "sáu" => Some(6),
            "bảy" => Some(7),
            "tám" => Some(8),
            "chín" => Some(9),
            _ => None,
        };
        match (word, value) {
            (_, Some(value)) if digit.is_none() => digit = Some(value),
            ("linh" | "lẻ", _) => {}
            ("mười", _) => group += 10,
            ("mươi", _) => group += digit.take()? * 10,
            ("trăm", _) => group += digit.take()? * 100,
            ("nghìn" | "ngàn", _) => {
                (below, group) = (below + (group + digit.take().unwrap_or(0)) * 1000, 0);
            }
            ("triệu", _) => (below, group) = (below + (group + digit.take().unwrap_or(0)) * 1_000_000, 0),
            ("tỷ", _) => {
                total = (total + below + group + digit.take().unwrap_or(0)) * 1_000_000_000;
                (below, group) = (0, 0);
            }
            _ => return None,
        }
    }
    Some(total + below + group + digit.unwrap_or(0))
}

#[test]
fn digits_are_named_one_by_one() {
    assert_eq!(digits("111"), "một một một");
    assert_eq!(digits("1800 1567"), "một tám không không một năm sáu bảy");
    assert_eq!(digits(""), "");
}

#[test]
fn profiles_differ_where_regions_do() {
    let read = |profile| read_line("Ngày 4/4, 1.024 em", Lexicon::embedded(), profile);
    assert_eq!(read(Profile::North), "Ngày mùng bốn tháng tư, một nghìn không trăm hai mươi tư em");
    assert_eq!(read(Profile::Central), "Ngày mồng bốn tháng tư, một ngàn không trăm hai mươi tư em");
    assert_eq!(read(Profile::South), "Ngày bốn tháng tư, một ngàn không trăm hai mươi bốn em");
    assert_eq!("south".parse(), Ok(Profile::South));
    assert!("nam".parse::<Profile>().is_err());
}

#[test]
fn steps_point_into_the_text_as_it_was_written() {
    // Decomposed, with a torn number: the ranges are those of the input, not of the cleaned text.
    let text = "Thu\u{031b}\u{0323}c hie\u{0323}\u{0302}n so\u{0302}\u{0301} 28-\nCT/TW.";
    let reading = read(text, Lexicon::embedded(), Profile::North);
    let step = reading.trace.iter().find(|step| step.rule == "doc.party").expect("the number is read");
    assert_eq!(&text[step.start..step.end], "28-\nCT/TW");
    assert_eq!(step.written, "28-\nCT/TW");
    assert_eq!(step.spoken, "hai mươi tám xê tê tê vê kép");
    assert!(explain(&reading).contains("28- CT/TW\thai mươi tám xê tê tê vê kép\tdoc.party"));
}

#[test]
fn what_no_rule_can_read_is_reported_and_spelled() {
    let reading = read("Chuyển VHXX và CT xử lý.", Lexicon::embedded(), Profile::North);
    assert_eq!(reading.text, "Chuyển vê hát ích ích và xê tê xử lý.");
    let tokens: Vec<(&str, Option<&str>)> =
        reading.unknown.iter().map(|unknown| (unknown.token.as_str(), unknown.proposal.as_deref())).collect();
    assert_eq!(tokens, [("VHXX", None), ("CT", Some("chương trình"))]);
}

#[test]
fn entries_of_a_site_and_a_locality_win() {
    let own = |written: &str, spoken: &str| (written.to_owned(), spoken.to_owned());
    let site = Lexicon::embedded().extended([own("VHXX", "văn hóa xã"), own("Nà Lầu 2", "Nà Lầu hai")]);
    let locality = site.extended([own("VHXX", "văn hóa xã hội"), own("111", "tổng đài 111")]);
    assert_eq!(read_line("VHXX ở Nà Lầu 2", &site, Profile::North), "Văn hóa xã ở Nà Lầu hai");
    assert_eq!(read_line("Cán bộ VHXX", &locality, Profile::North), "Cán bộ văn hóa xã hội");
    // What an entry says is itself read, so that it cannot bring digits in.
    assert_eq!(read_line("gọi 111", &locality, Profile::North), "gọi tổng đài một một một");
}

#[test]
fn sentences_keep_their_pauses_and_lose_their_marks() {
    let text = "Khi thấy trẻ bị bạo lực, gọi 111 (miễn phí, 24/24 giờ)! “Đừng im lặng”…";
    let spoken = read_line(text, Lexicon::embedded(), Profile::North);
    assert_eq!(
        spoken,
        "Khi thấy trẻ bị bạo lực, gọi một một một, miễn phí, hai mươi tư trên hai mươi tư giờ! Đừng im lặng."
    );
    assert_eq!(syllables(&spoken), 23);
    assert_eq!(read_line("", Lexicon::embedded(), Profile::North), "");
    assert_eq!(read_line("-----", Lexicon::embedded(), Profile::North), "");
}

#[test]
fn a_list_of_lines_is_read_item_by_item() {
    let text = "1. Mục đích\n- Nâng cao nhận thức\n- Bảo vệ trẻ em\nở cộng đồng";
    let spoken = read(text, Lexicon::embedded(), Profile::North).text;
    assert_eq!(spoken, "Một. Mục đích. Nâng cao nhận thức. Bảo vệ trẻ em ở cộng đồng");
}

#[test]
fn engine_texts_carry_their_own_pauses() {
    let spoken = "Một hai ba.\n\nBốn & năm.";
    assert_eq!(engine_text(spoken, EngineFormat::Text), ["Một hai ba.\n\nBốn & năm."]);
    assert_eq!(engine_text(spoken, EngineFormat::ZaloTts), ["Một hai ba. <<<sil#800>>> Bốn & năm."]);
    let ssml = engine_text(spoken, EngineFormat::Ssml);
    assert_eq!(ssml.len(), 1);
    assert!(
        ssml[0].contains("<p>Một hai ba.</p>\n<break time=\"800ms\"/>\n<p>Bốn &amp; năm.</p>"),
        "{}",
        ssml[0]
    );
    assert!(engine_text(" \n", EngineFormat::Text).is_empty());
}

#[test]
fn texts_for_zalo_are_cut_at_sentence_ends_within_the_limit() {
    let sentence = "Trẻ em cần được bảo vệ ở mọi nơi mọi lúc. ";
    let long = format!("{}\n{}", sentence.repeat(120), "không có dấu ".repeat(300));
    let chunks = engine_text(&long, EngineFormat::ZaloTts);
    assert!(chunks.len() > 3);
    for chunk in &chunks {
        assert!(chunk.chars().count() <= 2000);
    }
    assert!(chunks[0].ends_with("mọi lúc."));
    let words = |text: &str| {
        text.replace("<<<sil#800>>>", " ").split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(words(&chunks.join(" ")), words(&long));
}

const PIECES: &[&str] = &[
    "1",
    "4",
    "05",
    "12",
    "28",
    "111",
    "115",
    "2024",
    "15.000",
    "1,5",
    "26,85",
    "0912345678",
    "1800",
    "1567",
    "/",
    "-",
    " - ",
    "–",
    ".",
    ",",
    ":",
    "%",
    "'",
    "(",
    ")",
    "\"",
    "&",
    "+",
    "<",
    ">",
    "=",
    "@",
    "…",
    "²",
    "½",
    "Ⅳ",
    "٣",
    "m2",
    "km/h",
    "h",
    "kg",
    "đ",
    "ngày",
    "tháng",
    "năm",
    "lớp",
    "gọi",
    "số",
    "thứ",
    "tổ",
    "Điều",
    "khoản",
    "điểm",
    "khu vực",
    "quý",
    "CT",
    "TW",
    "UBND",
    "QĐ",
    "TTg",
    "TT",
    "TP",
    "P",
    "Q",
    "T",
    "H",
    "IV",
    "VI",
    "I",
    "X",
    "GD",
    "ĐT",
    "HĐND",
    "XÃ",
    "CHI",
    "BỘ",
    "vn",
    "www",
    "com",
    "trẻ em",
    "học sinh",
    "H'Mông",
    "COVID",
    "ThS",
    "V/v",
    "TM",
    "đ/c",
    "tp",
    "sđt",
    "ubnd",
    "Y tế",
    "\n",
    "\n\n",
    " ",
    " ",
    " ",
    "- ",
    "* ",
    "từ",
    "đến",
    "cao",
    "giờ",
    "(CTV)",
    "cộng tác viên",
    "<sup>(1)</sup>",
    "./.",
    "e\u{0301}",
    "\u{200b}",
    "😀",
    "中文",
    "1\u{0301}",
];

/// Text as officials write it, thick with what must be read: numbers, marks, capitals, cues.
fn dense() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
}

/// Capitals that have a small form; mathematical letters have none.
fn is_capital(c: char) -> bool {
    c.is_uppercase() && c.to_lowercase().next() != Some(c)
}

/// What any text must come to: words and pauses only, and read again it stays as it is.
fn check_spoken(text: &str, profile: Profile) -> Result<(), TestCaseError> {
    let reading = read(text, Lexicon::embedded(), profile);
    let spoken = &reading.text;
    prop_assert!(!spoken.chars().any(char::is_numeric), "digit in {spoken:?}");
    prop_assert!(!spoken.contains(['/', '-', '(', ')', '"', '\n', '@', '%', '&']), "mark in {spoken:?}");
    for word in spoken.split(' ') {
        let letters = word.trim_end_matches(['.', ',', ';', ':', '?', '!']);
        let capitals = letters.chars().count() > 1 && letters.chars().all(is_capital);
        prop_assert!(!capitals, "capitals {word:?} in {spoken:?}");
    }
    for step in &reading.trace {
        prop_assert_eq!(&text[step.start..step.end], &step.written);
    }
    let again = read(spoken, Lexicon::embedded(), profile).text;
    prop_assert_eq!(&again, spoken, "from {:?}", text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_words(text in any::<String>()) {
        check_spoken(&text, Profile::North)?;
    }

    #[test]
    fn any_officialese_becomes_words(text in dense()) {
        check_spoken(&text, Profile::North)?;
        check_spoken(&text, Profile::South)?;
    }

    #[test]
    fn any_digits_and_marks_become_words(text in "[0-9/.,:%' \\-–()a-zA-ZĐđhmgk]{0,40}") {
        check_spoken(&text, Profile::North)?;
    }

    #[test]
    fn engine_texts_lose_no_word(text in "[a-zđ ,.\n]{0,4000}") {
        let words = |text: &str| text.replace("<<<sil#800>>>", " ").split_whitespace().collect::<String>();
        let chunks = engine_text(&text, EngineFormat::ZaloTts);
        prop_assert!(chunks.iter().all(|chunk| chunk.chars().count() <= 2000));
        prop_assert_eq!(words(&chunks.concat()), words(&text));
    }
}
