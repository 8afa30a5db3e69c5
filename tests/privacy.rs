//! The child-privacy gate against labelled articles: ours, the twenty given ones, and each rule.
#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

use jiff::civil::{Date, date};
use mangnon::gates::privacy::{Finding, RULES, Severity, article_from_source, examine};

const AS_OF: Date = date(2026, 12, 1);

/// Cases of a fixture file: `=== name`, then the article; a bare body gets a plain header.
fn cases(fixture: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in fixture.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            found.push((name.to_owned(), String::new()));
        } else if let Some((_, text)) = found.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    for (_, text) in &mut found {
        if !text.starts_with("+++") {
            *text = format!("+++\ntitle = \"Bản tin\"\nchannels = [\"web\"]\n+++\n{text}");
        }
    }
    found
}

fn errors(text: &str) -> Vec<Finding> {
    let mut found = examine(&article_from_source("bai.md", text, AS_OF));
    found.retain(|finding| finding.severity == Severity::Error);
    found
}

fn missed(fixture: &str) -> Vec<String> {
    cases(fixture).into_iter().filter(|(_, text)| errors(text).is_empty()).map(|(name, _)| name).collect()
}

/// Not even told to be looked at.
fn unseen(fixture: &str) -> Vec<String> {
    let silent = |text: &str| examine(&article_from_source("bai.md", text, AS_OF)).is_empty();
    cases(fixture).into_iter().filter(|(_, text)| silent(text)).map(|(name, _)| name).collect()
}

fn alarmed(fixture: &str) -> Vec<String> {
    let told = |(name, text): (String, String)| {
        let found = errors(&text);
        (!found.is_empty()).then(|| format!("{name}: {} `{}`", found[0].rule, found[0].text))
    };
    cases(fixture).into_iter().filter_map(told).collect()
}

/// Blocking and clean cases of our own: the first pair written before the gate, the others apart
/// from it and scored once before anything was mended for them.
const BLOCK: [&str; 13] = [
    include_str!("privacy/first_block.txt"),
    include_str!("privacy/second_block.txt"),
    include_str!("privacy/third_block.txt"),
    include_str!("privacy/fourth_block.txt"),
    include_str!("privacy/fifth_block.txt"),
    include_str!("privacy/sixth_block.txt"),
    include_str!("privacy/seventh_block.txt"),
    include_str!("privacy/eighth_block.txt"),
    include_str!("privacy/ninth_block.txt"),
    include_str!("privacy/tenth_block.txt"),
    include_str!("privacy/eleventh_block.txt"),
    include_str!("privacy/twelfth_block.txt"),
    include_str!("privacy/thirteenth_block.txt"),
];
const CLEAN: [&str; 13] = [
    include_str!("privacy/first_clean.txt"),
    include_str!("privacy/second_clean.txt"),
    include_str!("privacy/third_clean.txt"),
    include_str!("privacy/fourth_clean.txt"),
    include_str!("privacy/fifth_clean.txt"),
    include_str!("privacy/sixth_clean.txt"),
    include_str!("privacy/seventh_clean.txt"),
    include_str!("privacy/eighth_clean.txt"),
    include_str!("privacy/ninth_clean.txt"),
    include_str!("privacy/tenth_clean.txt"),
    include_str!("privacy/eleventh_clean.txt"),
    include_str!("privacy/twelfth_clean.txt"),
    include_str!("privacy/thirteenth_clean.txt"),
];

/// A few lines are told to be looked at where an article around them would say more.
#[test]
fn blocks_our_blocking_cases() {
    let unseen: Vec<String> = BLOCK.iter().flat_map(|fixture| unseen(fixture)).collect();
    assert!(unseen.is_empty(), "{} not even seen: {unseen:#?}", unseen.len());
    let missed: Vec<String> = BLOCK.iter().flat_map(|fixture| missed(fixture)).collect();
    let all: usize = BLOCK.iter().map(|fixture| cases(fixture).len()).sum();
    assert!(missed.len() * 100 <= all, "{} of {all} missed: {missed:#?}", missed.len());
}

#[test]
fn passes_our_clean_cases() {
    let alarms: Vec<String> = CLEAN.iter().flat_map(|fixture| alarmed(fixture)).collect();
    let all: usize = CLEAN.iter().map(|fixture| cases(fixture).len()).sum();
    assert!(alarms.len() * 100 <= all, "{} of {all} alarmed: {alarms:#?}", alarms.len());
}

/// Whole articles of many kinds, written before the gate was read, by category: `=== name [category]`.
/// At first sight the gate caught 35 of 41, 36 of 40 and 18 of 24 blocking ones and alarmed at 1 of 36,
/// 5 of 35 and 3 of 40 clean ones; `held` was looked at only after the others had been mended. What is
/// still missed stays here as it is, and the goal holds for each set by itself. `third` was written a
/// session later, in two halves: 50 and 50 of 64 caught, 3 and 7 of 62 alarmed at first sight; the second
/// half, after only the first had been mended, 53 of 64 and 3 of 62. `fourth` then showed 32 of 40 and 1
/// of 30, `fifth` 36 of 40 and 3 of 40, `sixth` 43 of 50 and 1 of 50, `seventh` 22 of 30 and
/// 0 of 30; `eighth` and `ninth`, by one who had never seen the rules, 19 of 22 and 5 of 18, 17 of 22 and
/// 2 of 18; `tenth` to `twentyfifth`, by others who had not seen them either, stand with their figures batch
/// by batch in `docs/privacy.md`; all were mended after, so none of them is unseen any more.
const BLIND: [(&str, &str, &str); 26] = [
    ("dev", include_str!("privacy/blind_dev_block.txt"), include_str!("privacy/blind_dev_clean.txt")),
    ("held", include_str!("privacy/blind_held_block.txt"), include_str!("privacy/blind_held_clean.txt")),
    (
        "second",
        include_str!("privacy/blind_second_block.txt"),
        include_str!("privacy/blind_second_clean.txt"),
    ),
    ("third", include_str!("privacy/blind_third_block.txt"), include_str!("privacy/blind_third_clean.txt")),
    (
        "fourth",
        include_str!("privacy/blind_fourth_block.txt"),
        include_str!("privacy/blind_fourth_clean.txt"),
    ),
    ("fifth", include_str!("privacy/blind_fifth_block.txt"), include_str!("privacy/blind_fifth_clean.txt")),
    ("sixth", include_str!("privacy/blind_sixth_block.txt"), include_str!("privacy/blind_sixth_clean.txt")),
    (
        "seventh",
        include_str!("privacy/blind_seventh_block.txt"),
        include_str!("privacy/blind_seventh_clean.txt"),
    ),
    (
        "eighth",
        include_str!("privacy/blind_eighth_block.txt"),
        include_str!("privacy/blind_eighth_clean.txt"),
    ),
    ("ninth", include_str!("privacy/blind_ninth_block.txt"), include_str!("privacy/blind_ninth_clean.txt")),
    ("tenth", include_str!("privacy/blind_tenth_block.txt"), include_str!("privacy/blind_tenth_clean.txt")),
    (
        "eleventh",
        include_str!("privacy/blind_eleventh_block.txt"),
        include_str!("privacy/blind_eleventh_clean.txt"),
    ),
    (
        "twelfth",
        include_str!("privacy/blind_twelfth_block.txt"),
        include_str!("privacy/blind_twelfth_clean.txt"),
    ),
    (
        "thirteenth",
        include_str!("privacy/blind_thirteenth_block.txt"),
        include_str!("privacy/blind_thirteenth_clean.txt"),
    ),
    (
        "fourteenth",
        include_str!("privacy/blind_fourteenth_block.txt"),
        include_str!("privacy/blind_fourteenth_clean.txt"),
    ),
    (
        "fifteenth",
        include_str!("privacy/blind_fifteenth_block.txt"),
        include_str!("privacy/blind_fifteenth_clean.txt"),
    ),
    (
        "sixteenth",
        include_str!("privacy/blind_sixteenth_block.txt"),
        include_str!("privacy/blind_sixteenth_clean.txt"),
    ),
    (
        "seventeenth",
        include_str!("privacy/blind_seventeenth_block.txt"),
        include_str!("privacy/blind_seventeenth_clean.txt"),
    ),
    (
        "eighteenth",
        include_str!("privacy/blind_eighteenth_block.txt"),
        include_str!("privacy/blind_eighteenth_clean.txt"),
    ),
    (
        "nineteenth",
        include_str!("privacy/blind_nineteenth_block.txt"),
        include_str!("privacy/blind_nineteenth_clean.txt"),
    ),
    (
        "twentieth",
        include_str!("privacy/blind_twentieth_block.txt"),
        include_str!("privacy/blind_twentieth_clean.txt"),
    ),
    (
        "twentyfirst",
        include_str!("privacy/blind_twentyfirst_block.txt"),
        include_str!("privacy/blind_twentyfirst_clean.txt"),
    ),
    (
        "twentysecond",
        include_str!("privacy/blind_twentysecond_block.txt"),
        include_str!("privacy/blind_twentysecond_clean.txt"),
    ),
    (
        "twentythird",
        include_str!("privacy/blind_twentythird_block.txt"),
        include_str!("privacy/blind_twentythird_clean.txt"),
    ),
    (
        "twentyfourth",
        include_str!("privacy/blind_twentyfourth_block.txt"),
        include_str!("privacy/blind_twentyfourth_clean.txt"),
    ),
    (
        "twentyfifth",
        include_str!("privacy/blind_twentyfifth_block.txt"),
        include_str!("privacy/blind_twentyfifth_clean.txt"),
    ),
];

/// The goal of the portal: 95 of 100 blocking articles caught, 2 of 100 clean ones alarmed at most.
#[test]
fn meets_the_goal_on_the_blind_sets() {
    for (name, block, clean) in BLIND {
        let (missed, all) = (missed(block), cases(block).len());
        assert!(missed.len() * 100 <= all * 5, "{name}: {} of {all} missed: {missed:#?}", missed.len());
        let (alarms, all) = (alarmed(clean), cases(clean).len());
        assert!(alarms.len() * 100 <= all * 2, "{name}: {} of {all} alarmed: {alarms:#?}", alarms.len());
    }
}

/// Two sets that nobody who mends has opened: the gate is held to what it did when they were counted first.
/// Only numbers are told, so that the sets stay sealed (docs/privacy.md).
#[test]
fn sealed_sets_are_counted_and_no_worse() {
    let sets = [
        (
            include_str!("privacy/sealed_first_block.txt"),
            include_str!("privacy/sealed_first_clean.txt"),
            47,
            3,
        ),
        (
            include_str!("privacy/sealed_second_block.txt"),
            include_str!("privacy/sealed_second_clean.txt"),
            44,
            1,
        ),
    ];
    for (block, clean, caught, alarms) in sets {
        let (missed, alarmed) = (missed(block).len(), alarmed(clean).len());
        assert!(cases(block).len() == 50 && cases(clean).len() == 50);
        assert!(
            50 - missed >= caught && alarmed <= alarms,
            "{} of 50 caught, {alarmed} alarmed",
            50 - missed
        );
    }
}

/// A parent's full name and a family's shame, without a place: too near to what parents tell of
/// themselves to be told apart by words; a name without a title and nothing but a deed.
/// Names of one syllable without a title in a picture or told by a teacher in the first person; a parent in
/// initials. Wrong, and known.
#[test]
fn known_misses_are_still_missed() {
    let missed = missed(include_str!("privacy/known_misses.txt"));
    assert_eq!(missed, ["s-33", "l-02", "p1-18", "p2-44", "p2-46", "p2-53", "p2-55", "p4-32", "p4-40"]);
}

#[test]
fn agrees_with_the_given_examples() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/privacy/examples");
    for (kind, blocks) in [("block", true), ("clean", false)] {
        for number in 1..=10 {
            let path = format!("{root}/{kind}/{number:03}.md");
            let text = std::fs::read_to_string(&path).unwrap();
            let found = errors(&text);
            assert_eq!(!found.is_empty(), blocks, "{kind}/{number:03}: {found:#?}");
        }
    }
}

/// One text for every rule that it, and only it, is meant to catch.
const FAILING: &[(&str, &str)] = &[
    ("privacy-child-named", "Em Ngạc Tưởng Vân, lớp 5C, thích đọc sách."),
    ("privacy-child-initials", "Em N.T.V., lớp 7A, thích đọc sách."),
    ("privacy-pupil-list", "| Học sinh | Lớp |\n|---|---|\n| Ngạc Tưởng Vân | 5C |"),
    ("privacy-victim-named", "Cháu Ngạc Tưởng Vân, 9 tuổi, bị bạo hành."),
    ("privacy-combination", "Một nữ sinh lớp 8 ở thôn Gió Lặng mang thai."),
    ("privacy-child-told", include_str!("privacy/told.md")),
    ("privacy-id-number", "Mã định danh cá nhân của cháu là 036215000125."),
    ("privacy-account", "Kênh @kem.dau.2013 của cô bé lớp 7 xã mình."),
    ("privacy-photo-consent", "![Các em lớp 3 kéo co](keo-co.jpg)"),
    ("privacy-photo-name", "![Bé Ngạc Tưởng Vân tô tượng](to-tuong.jpg)"),
    ("privacy-file-name", "[Giấy khen](em-ngac-tuong-van-lop-5c.pdf)"),
    (
        "privacy-consent-subject",
        "+++\ntitle = \"T\"\n[[consent]]\nsubject = \"em Ngạc Tưởng Vân\"\n+++\nThơ.",
    ),
    ("privacy-child-name-bare", "Cảm ơn bé Bông."),
    ("privacy-perhaps-child", "Truyện kể về em Bông, nhà nghèo, ở thôn Gió Lặng."),
    (
        "privacy-consent-unused",
        "+++\ntitle = \"T\"\n[[consent]]\nsubject = \"em đoạt giải\"\n+++\nMột em đoạt giải.",
    ),
    ("privacy-header-unreadable", "+++\ntitle = \n+++\nBài."),
];

#[test]
fn every_rule_is_seen_failing_and_says_what_to_do() {
    for rule in RULES {
        let (_, text) =
            FAILING.iter().find(|(name, _)| *name == rule.name).expect("every rule has a failing text");
        let found = examine(&article_from_source("bai.md", text, AS_OF));
        let finding = found.iter().find(|f| f.rule == rule.name);
        let finding = finding.unwrap_or_else(|| panic!("{} is not seen in {text:?}: {found:#?}", rule.name));
        assert_eq!(finding.severity, rule.severity);
        assert!(rule.name.starts_with("privacy-"), "{}", rule.name);
        for words in [
            &*finding.message_vi,
            &finding.message_en,
            finding.law,
            finding.suggestion_vi,
            finding.suggestion_en,
        ] {
            assert!(!words.trim().is_empty(), "{} has an empty text", rule.name);
        }
    }
}

/// Over every rule and every labelled article: what is not quoted of the article has no letter of Vietnamese.
#[test]
fn english_messages_are_english() {
    let plain = |text: &str| -> String {
        let outside =
            |mark: char, text: &str| -> String { text.split(mark).step_by(2).collect::<Vec<_>>().join(" ") };
        let text = outside('`', text);
        text.split('“').map(|part| part.split_once('”').map_or(part, |(_, rest)| rest)).collect()
    };
    let sets = BLIND.iter().flat_map(|(_, block, clean)| [*block, *clean]).chain(BLOCK);
    let texts = sets.flat_map(cases).map(|(_, text)| text);
    for text in texts.chain(FAILING.iter().map(|(_, text)| (*text).to_owned())) {
        for finding in examine(&article_from_source("bai.md", &text, AS_OF)) {
            for words in [finding.message_en.as_str(), finding.suggestion_en] {
                let vietnamese: String =
                    plain(words).chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).collect();
                assert!(vietnamese.is_empty(), "{}: {words}: {vietnamese}", finding.rule);
            }
        }
    }
}

#[test]
fn papers_are_nobody() {
    for text in [
        "[Công văn](cong-van-huong-dan-tre-khuyet-tat.pdf)",
        "[Công văn](cong-van-gui-cac-truong-lop-1.pdf)",
        "Ngày Gia đình theo Quyết định 72/2001/QĐ-TTg. Xem Quyết định 72/2001.",
    ] {
        let found = examine(&article_from_source("bai.md", text, AS_OF));
        assert!(found.is_empty(), "{text}: {found:#?}");
    }
}

#[track_caller]
fn check_place(text: &str, expected: (u32, u32, &str)) {
    let found = errors(text);
    let places: Vec<_> = found.iter().map(|f| (f.line, f.column, f.text.as_str())).collect();
    assert!(places.contains(&expected), "{places:?} lacks {expected:?}");
}

#[test]
fn a_finding_stands_where_the_words_stand() {
    check_place("+++\ntitle = \"Em Ngạc Tưởng Vân, lớp 5C\"\n+++\nBài.\n", (2, 13, "Ngạc Tưởng Vân"));
    check_place(
        "+++\ntitle = \"T\"\n+++\n\nHôm qua,\nem **Ngạc Tưởng Vân**, lớp 5C.\n",
        (6, 6, "Ngạc Tưởng Vân"),
    );
    check_place("Bài.\r\n\r\n<!-- em Ngạc Tưởng Vân, lớp 5C -->\r\n", (3, 9, "Ngạc Tưởng Vân"));
    check_place("| A | B |\n|---|---|\n| em Ngạc Tưởng Vân | 5C |\n", (3, 6, "Ngạc Tưởng Vân"));
}

#[test]
fn the_same_words_in_hundreds_of_places_are_told_a_few_times() {
    let found = errors(&"Em Ngạc Tưởng Vân lớp 5C. ".repeat(500));
    assert!(found.len() < 50, "{}", found.len());
    assert!(found.iter().any(|f| f.message_vi.contains("chỗ nữa")), "says how many more");
}

#[test]
fn a_picture_is_judged_wherever_it_is_published() {
    for text in [
        "[Ảnh các em lớp 4A nhận quà](anh.jpg)",
        "+++\ntitle = \"T\"\n[[attachments]]\nfile = \"a.jpg\"\ntitle = \"Các em nhận quà\"\n+++\nTin.",
        "![a](anh.jpg)\n\nBa em học sinh nhận quà (ảnh trên).",
    ] {
        let found = errors(text);
        assert!(found.iter().any(|f| f.rule == "privacy-photo-consent"), "{text}: {found:#?}");
    }
    assert!(errors("[Tải áp phích 111](ap-phich.png)").is_empty());
}

/// The manner of the source documents: many mentions of children, signers, no child.
#[test]
fn plain_official_prose_is_silent() {
    let text = "KẾ HOẠCH\nTriển khai thực hiện Chỉ thị số 28-CT/TW về tăng cường công tác chăm sóc, giáo dục và\n\
                bảo vệ trẻ em\n\n- Thường trực Tỉnh ủy;\n- Các đồng chí Ủy viên BCH Đảng bộ;\n\nT/M BAN THƯỜNG VỤ\n\
                PHÓ BÍ THƯ THƯỜNG TRỰC\n\nLê Thị Giấy\n";
    let found = examine(&article_from_source("ke-hoach.txt", text, AS_OF));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn composition_and_case_change_nothing() {
    let forms = [
        "Em Ngạc Tưởng Vân, lớp 5C, đạt giải Nhì.",
        "Em Nga\u{323}c Tu\u{31b}o\u{309}ng Va\u{302}n, lo\u{31b}\u{301}p 5C, đa\u{323}t gia\u{309}i Nhi\u{300}.",
        "EM NGẠC TƯỞNG VÂN, LỚP 5C, ĐẠT GIẢI NHÌ.",
        "Em Ngac Tuong Van, lop 5C, dat giai Nhi.",
        "Em Ngạc\u{a0}Tưởng\u{200b} Vân, lớp 5C, đạt giải Nhì.",
    ];
    for form in forms {
        assert!(!errors(form).is_empty(), "{form}");
    }
}

#[test]
fn broken_input_is_no_panic() {
    let odd = [
        "",
        "+++",
        "+++\n",
        "+++\n+++",
        "\u{feff}+++\ntitle=1\n+++\n",
        "<",
        "<!--",
        "<img alt=",
        "<a title='",
        "![](",
        "|",
        "|||\n|-|\n|",
        "%",
        "[a](%e1%ba)",
        "em",
        "Em ",
        "em H.",
        "N.",
        "..",
        "1",
        "lớp",
        "lớp 5",
        "mật khẩu",
        "mật khẩu: ",
        "@",
        "của @",
        "\u{301}",
        "H'",
        "'",
        "&#x110000;",
        "<td>",
        "</td></tr>",
        "em A",
        "- ",
        "> ",
        "[^1]",
        "[^1]: em",
        "```",
        "``` em Vân",
        "(2018",
        "sinh năm",
        "con của",
        "bố",
        "\0",
        "ảnh",
    ];
    for text in odd {
        let _ = examine(&article_from_source(text, text, AS_OF));
        let doubled = format!("{text}{text}\n\n{text} {text}");
        let _ = examine(&article_from_source("x", &doubled, AS_OF));
    }
    let example = include_str!("privacy/examples/block/003.md");
    for (at, _) in example.char_indices() {
        let _ = examine(&article_from_source("x.md", &example[..at], AS_OF));
        let _ = examine(&article_from_source("x.md", &example[at..], AS_OF));
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_examined(words in proptest::collection::vec(word(), 0..60)) {
        let text = words.concat();
        let once = examine(&article_from_source("x.md", &text, AS_OF));
        assert_eq!(once, examine(&article_from_source("x.md", &text, AS_OF)));
    }
}

/// Pieces that the gate looks at, and anything else.
fn word() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let pieces: Vec<&'static str> = vec![
        "em ",
        "Em ",
        "Ngạc ",
        "Tưởng ",
        "Vân",
        ", ",
        ". ",
        "lớp ",
        "5C ",
        "(",
        ") ",
        "thôn ",
        "Gió ",
        "|",
        "\n",
        "\n\n",
        "| a | b |\n|---|---|\n",
        "- ",
        "![",
        "](",
        "<img alt=\"",
        "\"",
        ">",
        "<!--",
        "-->",
        "9 tuổi ",
        "con gái ",
        "chị ",
        "L. ",
        "mật khẩu ",
        "@",
        "của ",
        "+++\n",
        "[[consent]]\n",
        "duy nhất ",
        "HIV ",
        "H'",
        "Y ",
        "`",
        "* ",
        "ảnh 1",
        "000 321 000 777 ",
        "số định danh ",
        "không ",
        "hư cấu ",
        "Nhân vật ",
    ];
    prop_oneof![8 => proptest::sample::select(pieces).prop_map(str::to_owned), 1 => ".{0,4}".prop_map(|s: String| s)]
}

/// Each name as the target of a link; a photograph without any words is another matter.
#[test]
fn files_that_name_a_child_are_told() {
    let (block, pass) = include_str!("privacy/file_names.txt").split_once("\npass\n").expect("two parts");
    let told = |name: &str| {
        let text = format!("+++\ntitle = \"Bản tin\"\n+++\n[Mở](<{name}>)\n");
        errors(&text).iter().any(|finding| finding.rule == "privacy-file-name")
    };
    let names = |part: &'static str| part.lines().filter(|line| !line.starts_with('#') && *line != "block");
    let missed: Vec<&str> = names(block).filter(|name| !told(name)).collect();
    let alarmed: Vec<&str> = names(pass).filter(|name| told(name)).collect();
    assert_eq!((missed, alarmed), (Vec::new(), Vec::new()));
}

/// Beside children who stop the article, initials of the same list stop it too.
#[test]
fn a_list_is_of_one_gravity() {
    let text = "+++\ntitle = \"Danh sách sách mới và học sinh mượn\"\n+++\n| Học sinh | Lớp |\n|---|---|\n\
                | Ngạc Tưởng Vân | 5C |\n| N.T.V. | 5C |\n| Bông | 5C |\n";
    let found = examine(&article_from_source("bai.md", text, AS_OF));
    let grave = found.iter().filter(|f| f.severity == Severity::Error).count();
    assert_eq!((grave, found.len()), (3, 3), "{found:#?}");
}

/// A name with a place alone may be a grown-up's: a warning.
#[test]
fn a_file_with_a_name_and_a_place_is_asked_about() {
    let text = "+++\ntitle = \"Bản tin\"\n+++\n[Mở](le-bao-an-xa-phu-dinh.pdf)\n";
    let found = examine(&article_from_source("bai.md", text, AS_OF));
    let told: Vec<_> =
        found.iter().map(|finding| (finding.rule, finding.severity, finding.text.as_str())).collect();
    assert_eq!(told, [("privacy-child-name-bare", Severity::Warning, "le-bao-an")]);
}
