//! Zalo messages as they are pasted: limits, order, one link, nothing that Zalo would show as a picture.
//!
//! Invented articles go in, the files of a built site come out.

mod support;

use mangnon::pack::{UNITS_LIMIT, icons};
use support::{PLACES, SiteTest};

/// The messages of an article at xã Định Hóa, as they stand at the desk.
fn message(front: &str, body: &str) -> (String, String) {
    let site = SiteTest::new(&format!("{PLACES}-- content/mot.md --\n+++\n{front}\n+++\n{body}\n"));
    site.build();
    let tree = site.tree();
    let read = |path: &str| String::from_utf8(tree[path].clone()).expect("text");
    let desk = "dia-phuong/thai-nguyen/dinh-hoa/phat-tin/";
    (read(&format!("{desk}mot/zalo.txt")), read(&format!("{desk}index.html")))
}

#[track_caller]
fn assert_can_be_pasted(text: &str) {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    assert_eq!(lines.last(), Some(&"https://cong.example/mot/"), "{text}");
    assert_eq!(text.matches("http").count(), 1, "{text}");
    assert!(text.contains(": 111 ("), "{text}");
    for line in &lines[..lines.len() - 1] {
        assert_eq!(icons::first(line), None, "{line}");
        for mark in ["**", "##", "](", "`"] {
            assert!(!line.contains(mark), "{line}");
        }
    }
}

#[test]
fn a_composed_message_begins_with_what_to_do_and_is_short() {
    let step = |i: usize| format!("{i}. Làm việc thứ {i}, nói rõ ràng và đủ ý cho người đọc hiểu ngay.");
    let steps = (1..=20).map(step).collect::<Vec<_>>().join("\n");
    let body = format!(
        "```care emergency\nGọi 115 và ngắt điện trước\n- không thở\n```\n\n## Các bước\n\n```steps\n{steps}\n```\n"
    );
    let (text, _) = message(
        "title = \"Khi trẻ bị điện giật\"\ndescription = \"Ngắt điện trước.\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]",
        &body,
    );
    assert_can_be_pasted(&text);
    assert!(text.starts_with("Khi trẻ bị điện giật: gọi 115 và ngắt điện trước\n\nNgắt điện trước.\n\nLàm ngay: Gọi 115 và ngắt điện trước\n• không thở\n\nCác bước:\n1. Làm việc"), "{text}");
    assert!(text.encode_utf16().count() < 1_400, "{}", text.encode_utf16().count());
    assert!(text.contains("Bà con xã Định Hóa đọc cả bài tại:\nhttps://"), "{text}");
}

#[test]
fn a_care_card_is_not_torn_from_its_list() {
    let front =
        |title: &str| format!("title = \"{title}\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]");
    let body = "Lời.\n\n```care urgent\nKể ngay với người lớn nếu có ai bảo em giữ bí mật\n- người đó chạm vào vùng kín của em\n```\n";
    let (text, _) = message(&front("Người lạ cho kẹo, em nghĩ gì?"), body);
    let card = "\n\nCần làm sớm: Kể ngay với người lớn nếu có ai bảo em giữ bí mật\n• người đó chạm vào vùng kín của em\n";
    assert!(text.starts_with("Người lạ cho kẹo, em nghĩ gì?\n") && text.contains(card), "{text}");
    // What stands below its heading as a sentence is said too.
    let body = "Lời.\n\n```care emergency\nGọi 115 ngay\n\nKhông móc họng trẻ.\n```\n";
    let (text, _) = message(&front("Trẻ bị hóc"), body);
    assert!(text.starts_with("Trẻ bị hóc: gọi 115 ngay\n"), "{text}");
    assert!(text.contains("\nLàm ngay: Gọi 115 ngay\nKhông móc họng trẻ.\n"), "{text}");
}

#[test]
fn no_instruction_is_lost_because_it_stands_in_a_sentence() {
    let front = "title = \"KHẨN: lũ về, sơ tán trẻ em ngay\"\ndescription = \"Đưa trẻ lên nhà văn hóa xóm.\"\nclass = \"urgent\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]";
    let (text, _) =
        message(front, "Không lội qua ngầm tràn. Cần cứu nạn gọi 112 hoặc 114.\n\nNơi nhận: UBND xã.");
    assert!(text.contains("\n\nKhông lội qua ngầm tràn. Cần cứu nạn gọi 112 hoặc 114.\n"), "{text}");
    assert!(!text.contains("Nơi nhận"), "{text}");
    // Of a long body a number to call is told, and the rest stays in the article.
    let long = "Chuyện kể về một buổi chiều mưa của xóm ta năm ấy. ".repeat(12);
    let front = front.replace("class = \"urgent\"\n", "");
    let (text, _) = message(&front, &format!("{long}\n\nAi cần thuyền thì gọi 0000 000 009."));
    assert!(
        text.contains("\n\nAi cần thuyền thì gọi 0000 000 009.\n") && !text.contains("Chuyện kể"),
        "{text}"
    );
}

#[test]
fn a_notice_keeps_its_lines_and_what_only_sounds_like_a_repetition() {
    let front = |title: &str, more: &str| {
        format!("title = \"{title}\"\n{more}date = 2026-11-01\nchannels = [\"web\", \"zalo\"]")
    };
    let more = "description = \"Học sinh nghỉ học ngày 30/11, đi học lại ngày 1/12.\"\n";
    let body = "Học sinh mầm non, tiểu học nghỉ ngày 30/11 và 1/12.\n\nHọc sinh THCS đi học.\n\n\
                Học sinh nghỉ học ngày 30/11, đi học lại ngày 1/12.";
    let (text, _) = message(&front("Thông báo nghỉ học", more), body);
    assert!(text.contains("ngày 30/11 và 1/12.\nHọc sinh THCS đi học.\n\n"), "{text}");
    assert_eq!(text.matches("đi học lại").count(), 1, "{text}");
    let items: Vec<String> = (1..=12).map(|i| format!("{i}. Việc thứ {i}.\n")).collect();
    let items = items.concat();
    let (text, _) = message(&front("Dọn đường", ""), &format!("Bà con cần làm:\n{items}Xin cảm ơn."));
    let said = "Dọn đường\n\nBà con cần làm:\n1. Việc thứ 1.\n";
    assert!(text.starts_with(said) && text.contains("\n12. Việc thứ 12.\n\nXin cảm ơn.\n"), "{text}");
    let body = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-----\nTHÔNG BÁO\n\
                Về việc nghỉ học\nKính gửi: Phụ huynh\nCăn cứ Công điện số 12/CĐ-UBND ngày 27/11/2026;\n\
                Nhà trường cho học sinh nghỉ học ngày 28/11/2026.\nNơi nhận:   HIỆU TRƯỞNG\n- Như trên;\n";
    let (text, _) = message(&front("Nghỉ học tránh bão", ""), body);
    let said = "THÔNG BÁO\nVề việc nghỉ học\nKính gửi: Phụ huynh\n";
    assert!(
        text.contains(said) && text.contains("\nNhà trường cho học sinh nghỉ học ngày 28/11/2026.\n"),
        "{text}"
    );
    for left_out in ["Độc lập", "Căn cứ", "Nơi nhận", "Như trên"] {
        assert!(!text.contains(left_out), "{text}");
    }
}

#[test]
fn a_table_goes_into_a_message_that_has_room_for_it() {
    let body = "## Lịch\n\n| Đối tượng | Giờ |\n|---|---|\n| Trẻ 9 tháng | 9h-11h ngày 05/12 |\n";
    let (text, _) =
        message("title = \"Mời bà con\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]", body);
    assert!(text.contains("\n\nLịch:\n• Trẻ 9 tháng: Giờ: 9h-11h ngày 05/12\n"), "{text}");
}

#[test]
fn the_official_account_tells_when_and_where() {
    let front = "title = \"Họp phụ huynh\"\ndate = 2026-11-01\nkind = \"event\"\nchannels = [\"web\", \"zalo\"]\n\
                 [event]\nstart = 2026-12-05T08:00:00\nplace = \"Nhà văn hóa\"";
    let site = SiteTest::new(&format!("{PLACES}-- content/mot.md --\n+++\n{front}\n+++\nMời phụ huynh.\n"));
    site.build();
    let json = String::from_utf8(site.tree()["mot/zalo-oa.json"].clone()).expect("text");
    for fact in ["Khi nào: thứ Bảy, ngày 5/12/2026", "Ở đâu: Nhà văn hóa"] {
        assert!(json.contains(fact), "{json}");
    }
}

#[test]
fn figures_of_years_say_so() {
    let body = "Lời.\n\n```chart\nSố suất quà\n\n| Nơi | 2026 | 2027 |\n|---|---|---|\n| Xóm Mẫu | 100 | 120 |\n```\n";
    let (text, _) =
        message("title = \"Mời bà con\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]", body);
    assert!(text.contains("• Xóm Mẫu: năm 2026: 100; năm 2027: 120\n"), "{text}");
}

#[test]
fn markdown_and_icon_codes_leave_no_trace() {
    let body = "**Đậm** và [liên kết](https://vi-du.example/) `mã`.\n\n- Chú ý:o nhé ;) và **gọi** /-heart\n- Xem [trang này](https://vi-du.example/)\n";
    let (text, _) =
        message("title = \"Mời bà con: họp\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]", body);
    assert_can_be_pasted(&text);
    assert!(text.contains("• Chú ý: o nhé ; ) và gọi / -heart\n"), "{text}");
}

#[test]
fn a_long_text_of_the_author_s_own_is_cut_and_every_part_has_the_number() {
    let paragraph = "Mời bà con rào ao, đậy giếng, lấp hố ngay trong tuần này để trẻ khỏi ngã. ".repeat(6);
    let own = format!("Mời bà con cùng làm.\n\n{}", format!("{paragraph}\n\n").repeat(8));
    let front = format!(
        "title = \"Tin\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]\n[zalo]\ntext = \"\"\"\n{own}\"\"\""
    );
    let (text, desk) = message(&front, "Lời.");
    let n = text.matches(": 111 (").count();
    assert!(n >= 2, "{text}");
    assert!(text.starts_with(&format!("(1/{n}) Mời bà con cùng làm.\n")), "{text}");
    let mut rest = text.as_str();
    for i in 2..=n {
        let (part, after) = rest.split_once(&format!("\n\n({i}/{n}) ")).expect("parts count up");
        assert!(part.encode_utf16().count() <= UNITS_LIMIT && part.contains("111") && !part.contains("http"));
        rest = after;
    }
    assert!(rest.trim_end().encode_utf16().count() <= UNITS_LIMIT && rest.trim_end().ends_with("/mot/"));
    assert_eq!(desk.matches("<pre id=\"_zalo-1-").count(), n);
}

#[test]
fn a_link_that_came_with_the_title_is_told() {
    let rules = |title: &str| {
        let site = SiteTest::new(&format!(
            "{PLACES}-- content/mot.md --\n+++\ntitle = \"{title}\"\ndescription = \"Mời bà con xem.\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]\n+++\nLời.\n"
        ));
        site.rules()
    };
    assert!(rules("https://cong-khac.example/mot?x=1").contains(&"zalo-link"));
    assert!(!rules("Mời bà con xem trang của xã").contains(&"zalo-link"));
}

#[test]
fn a_message_is_nfc_whatever_the_source_was() {
    let (text, _) = message(
        "title = \"Gia\u{0302}\u{0301}y to\u{031b}\u{0300} ca\u{0302}\u{0300}n mang\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]",
        "Lời.",
    );
    assert!(text.starts_with("Giấy tờ cần mang\n"), "{text}");
}

#[test]
fn an_entry_of_the_log_shows_at_the_desk_of_its_locality() {
    let front = "title = \"Mời họp\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]\n[[log]]\nat = 2026-11-20T08:05:00\nchannel = \"zalo\"\nlocality = \"05569\"\nplace = \"Nhóm Xóm Mẫu\"\nby = \"Cán bộ mẫu\"";
    let (_, desk) = message(front, "Lời.");
    assert!(desk.contains("Đã ghi sổ: Zalo, 20/11/2026 08:05, Nhóm Xóm Mẫu, Cán bộ mẫu"));
    assert!(
        desk.contains("channel = &quot;zalo&quot;\nlocality = &quot;05569&quot;"),
        "the form without a script"
    );
}

#[test]
fn the_desk_counts_what_is_not_published_and_names_none_of_it() {
    let article = |name: &str, keys: &str, tables: &str| {
        format!(
            "-- content/{name}.md --\n+++\ntitle = \"Kín {name}\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]\n{keys}\n[audience]\nlocalities = [\"05569\"]\n{tables}+++\nLời kín.\n"
        )
    };
    let withdrawn = "[withdrawn]\ndate = 2026-11-02\nreason = \"Kín\"\n";
    let rejected = "[rejection]\nby = \"Người duyệt mẫu\"\ndate = 2026-11-02\nreason = \"Kín\"\n";
    let files = [
        PLACES.to_owned(),
        article("mot", "draft = true", ""),
        article("hai", "draft = true", ""),
        article("ba", "publish_at = 2026-12-24", ""),
        article("bon", "expires = 2026-11-10", ""),
        article("nam", "", withdrawn),
        article("sau", "", rejected),
        "-- content/chung.md --\n+++\ntitle = \"Kín chung\"\ndate = 2026-11-01\ndraft = true\n+++\nLời kín.\n".to_owned(),
        "-- content/hien.md --\n+++\ntitle = \"Mời họp\"\ndate = 2026-11-01\nchannels = [\"web\", \"zalo\"]\n+++\nLời.\n".to_owned(),
    ];
    let site = SiteTest::new(&files.concat());
    site.build();
    let desk = site.page("dia-phuong/thai-nguyen/dinh-hoa/phat-tin/index.html");
    assert!(!desk.contains("Kín") && !desk.contains("kín"), "{desk}");
    let told = "nháp <b>2</b>, từ chối <b>1</b>, hẹn giờ <b>1</b>, hết hạn <b>1</b>, đã gỡ <b>1</b>.";
    assert!(desk.contains(told), "{desk}");
    assert!(desk.contains("Tình trạng: <b>đang đăng</b>"), "{desk}");
}

#[test]
fn a_desk_of_many_packs_shows_what_is_due_and_the_others_by_topic() {
    let one = |i: usize, topic: &str| {
        format!(
            "-- content/tin-{i}.md --\n+++\ntitle = \"Mời họp {i}\"\ndate = 2026-11-{:02}\nchannels = [\"web\", \"zalo\"]\n{topic}\n[audience]\nlocalities = [\"05569\"]\n+++\nLời.\n",
            i + 1
        )
    };
    let files = (0..20).map(|i| one(i, if i % 2 == 0 { "topic = \"boi-an-toan\"" } else { "" }));
    let site = SiteTest::new(&[PLACES.to_owned(), files.collect()].concat());
    site.build();
    let desk = site.page("dia-phuong/thai-nguyen/dinh-hoa/phat-tin/index.html");
    let open = desk.matches("<section class=\"pack\" aria-labelledby=\"_goi-").count();
    let closed = desk.matches("<details class=\"pack\">").count();
    assert_eq!((open, open + closed), (1, 20), "what is due today lies open, every pack stands once");
    assert!(desk.contains("<summary>Bơi an toàn (") && desk.contains("<summary>Chuyên mục khác ("), "{desk}");
    for target in ["_nay", "_tuan", "_cm-1", "_cm-2", "_so"] {
        assert!(desk.contains(&format!("href=\"#{target}\"")), "{target}");
        assert_eq!(desk.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
    }
}

/// The structured data of a page.
fn graph(html: &str) -> Vec<serde_json::Value> {
    let from = html.find("application/ld+json\">").expect("structured data") + "application/ld+json\">".len();
    let json = &html[from..from + html[from..].find("</script>").expect("its end")];
    let data: serde_json::Value = serde_json::from_str(json).expect("JSON");
    data["@graph"].as_array().expect("a graph").clone()
}

/// Every address in structured data.
fn addresses(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| match value {
                serde_json::Value::String(text)
                    if ["url", "@id", "item", "image", "mainEntityOfPage", "urlTemplate"]
                        .contains(&key.as_str()) =>
                {
                    vec![text.clone()]
                }
                value => addresses(value),
            })
            .collect(),
        serde_json::Value::Array(list) => list
            .iter()
            .flat_map(|value| match value {
                serde_json::Value::String(text) => vec![text.clone()],
                value => addresses(value),
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_page_has_a_preview_and_data_with_full_addresses() {
    let site = SiteTest::new(&format!(
        "{PLACES}-- content/mot.md --\n+++\ntitle = \"Mời họp\"\ndate = 2026-11-01\n[audience]\nlocalities = [\"05569\"]\n+++\nLời.\n-- content/kin.md --\n+++\ntitle = \"Khi trẻ bị hại\"\ndate = 2026-11-01\nsensitive = true\n+++\nLời.\n"
    ));
    site.build();
    let place = "dia-phuong/thai-nguyen/dinh-hoa/";
    for (path, kind, picture) in [
        ("", "WebSite", "/anh-chia-se.png"),
        ("mot/", "NewsArticle", "/mot/anh-chia-se.png"),
        ("kin/", "NewsArticle", "/anh-chia-se.png"),
        (place, "AdministrativeArea", "/dia-phuong/thai-nguyen/dinh-hoa/anh-chia-se.png"),
        ("tim-kiem/", "WebPage", "/anh-chia-se.png"),
    ] {
        let html = site.page(&format!("{path}index.html"));
        assert!(
            html.contains(&format!("<meta property=\"og:image\" content=\"https://cong.example{picture}\">")),
            "{path}"
        );
        for property in ["og:title", "og:type", "og:url", "og:site_name", "og:locale", "og:image:alt"] {
            assert!(html.contains(&format!("property=\"{property}\"")), "{path}: {property}");
        }
        let graph = graph(&html);
        assert_eq!(graph[0]["@type"], kind, "{path}");
        for address in graph.iter().flat_map(addresses) {
            assert!(address.starts_with("https://cong.example/"), "{path}: {address}");
        }
    }
}
