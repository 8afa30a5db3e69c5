//! What a locality plays, tested from outside: plans from candidates, and whole weeks from a tiny site.
//!
//! The hamlet, its slots, its articles and its approver are invented.
#![allow(
    clippy::disallowed_methods,
    reason = "tests write a site to a temporary folder and read what was made"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, date};
use mangnon::content::front_matter::Class;
use mangnon::content::section::Slot;
use mangnon::diag::Diagnostic;
use mangnon::pipeline;
use mangnon::site::PageId;
use mangnon::site::bulletin::{Bulletin, Candidate, Cost, Occasion, Plan, Programme, Silence, plan};
use mangnon::vi::lunar::LunarDate;
use proptest::prelude::*;

#[path = "support/moon.rs"]
mod moon;

const TUESDAY: Date = date(2026, 11, 24);

fn slot(time: &str, days: &[&str], minutes: u16) -> Slot {
    Slot { time: time.to_owned(), days: days.iter().map(|day| (*day).to_owned()).collect(), minutes }
}

fn item(page: usize, class: Class, syllables: usize) -> Candidate {
    Candidate {
        page: PageId(page),
        class,
        day: Some(date(2026, 11, 1)),
        weight: i64::MAX,
        from: None,
        until: None,
        happens: None,
        plays: 1,
        cost: Cost { announced: 10, played: syllables },
    }
}

fn programme(slots: &[Slot], today: Date) -> Programme<'_> {
    const NO_DAYS: &BTreeMap<Date, usize> = &BTreeMap::new();
    Programme { slots, rate: 200, frame: 100, named_days: NO_DAYS, rest_days: 2, now: today.at(6, 0, 0, 0) }
}

fn pages(bulletin: &Bulletin) -> Vec<usize> {
    bulletin.items.iter().map(|item| item.page.0).collect()
}

fn at(plan: &Plan, moment: &str) -> Vec<usize> {
    let moment: DateTime = moment.parse().expect("a moment");
    plan.bulletins.iter().find(|b| b.start == moment).map(pages).unwrap_or_default()
}

#[test]
fn a_locality_without_slots_gets_no_bulletins_not_even_an_urgent_one() {
    let made = plan(&[item(0, Class::Urgent, 100)], &programme(&[], TUESDAY));
    assert_eq!(made, Plan::default());
}

#[test]
fn urgent_comes_first_and_twice_then_priority_then_normal() {
    let slots = [slot("17:00", &[], 15)];
    let candidates =
        [item(0, Class::Normal, 200), item(1, Class::Priority, 200), item(2, Class::Urgent, 200)];
    let made = plan(&candidates, &Programme { rest_days: 0, ..programme(&slots, TUESDAY) });
    let first = &made.bulletins[0];
    assert_eq!(pages(first), [2, 1, 0]);
    assert_eq!(first.items.iter().map(|item| item.plays).collect::<Vec<_>>(), [2, 1, 1]);
    let at_once = made.at_once.expect("an urgent item plays at once");
    assert_eq!(at_once.occasion, Occasion::AtOnce);
    assert_eq!((pages(&at_once), at_once.items[0].plays), (vec![2], 2));
    // At another hour of the day it is the same bulletin, until something newer is urgent.
    let newer = Candidate { from: Some(TUESDAY.at(9, 30, 0, 0)), ..item(3, Class::Urgent, 100) };
    let later = |hour: i8, candidates: &[Candidate]| {
        let now = TUESDAY.at(hour, 0, 0, 0);
        plan(candidates, &Programme { rest_days: 0, now, ..programme(&slots, TUESDAY) }).at_once
    };
    assert_eq!(later(21, &candidates), Some(at_once));
    let both = [candidates.as_slice(), &[newer]].concat();
    assert_eq!(later(21, &both), later(10, &both));
    assert_eq!(later(21, &both).map(|bulletin| bulletin.start.hour()), Some(9));
}

#[test]
fn normal_items_go_by_date_then_weight() {
    let slots = [slot("17:00", &["tue"], 15)];
    let mut old = item(0, Class::Normal, 100);
    old.day = Some(date(2026, 10, 1));
    let mut light = item(1, Class::Normal, 100);
    light.weight = 1;
    let heavy = item(2, Class::Normal, 100);
    let made = plan(&[old, heavy, light], &programme(&slots, TUESDAY));
    assert_eq!(at(&made, "2026-11-24T17:00:00"), [1, 2, 0]);
}

#[test]
fn nothing_is_played_before_its_time_or_from_its_expiry_on() {
    let slots = [slot("05:30", &[], 15), slot("17:00", &[], 15)];
    let mut candidate = item(0, Class::Priority, 100);
    candidate.from = Some(date(2026, 11, 25).at(12, 0, 0, 0));
    candidate.until = Some(date(2026, 11, 27).at(17, 0, 0, 0));
    let made = plan(&[candidate], &programme(&slots, TUESDAY));
    let starts: Vec<String> = made.bulletins.iter().map(|b| b.start.to_string()).collect();
    assert_eq!(
        starts,
        ["2026-11-25T17:00:00", "2026-11-26T05:30:00", "2026-11-26T17:00:00", "2026-11-27T05:30:00"]
    );
}

#[test]
fn what_happens_in_many_weeks_is_told_once_a_week_and_behind_what_is_near() {
    let slots = [slot("17:00", &[], 15)];
    let mut far = item(0, Class::Normal, 100);
    far.happens = Some(date(2027, 9, 15));
    let mut near = item(1, Class::Normal, 100);
    near.happens = Some(date(2026, 12, 5));
    let made = plan(&[far, near], &Programme { rest_days: 0, ..programme(&slots, TUESDAY) });
    let heard = |page: usize| made.bulletins.iter().filter(|b| pages(b).contains(&page)).count();
    assert_eq!((heard(0), heard(1)), (1, 7));
}

#[test]
fn few_items_are_spread_over_the_slots_and_rest() {
    let slots = [slot("05:30", &[], 15), slot("17:00", &[], 15)];
    let candidates: Vec<Candidate> = (0..3).map(|i| item(i, Class::Normal, 200)).collect();
    let made = plan(&candidates, &programme(&slots, TUESDAY));
    let mut heard: BTreeMap<usize, Vec<Date>> = BTreeMap::new();
    for bulletin in &made.bulletins {
        assert_eq!(bulletin.items.len(), 1, "three items over four slots in two days: one in each");
        heard.entry(pages(bulletin)[0]).or_default().push(bulletin.start.date());
    }
    assert_eq!(heard.len(), 3);
    for days in heard.values() {
        assert!(
            days.len() >= 3 && days.windows(2).all(|pair| (pair[1] - pair[0]).get_days() >= 2),
            "{days:?}"
        );
    }
}

#[test]
fn many_items_take_turns_and_each_is_heard() {
    let slots = [slot("17:00", &["mon", "tue", "wed", "thu", "fri"], 5)];
    // (1000 - 100) / 210 = 4 items a slot, 5 slots a week.
    let candidates: Vec<Candidate> = (0..20).map(|i| item(i, Class::Normal, 200)).collect();
    let made = plan(&candidates, &programme(&slots, TUESDAY));
    let heard: BTreeSet<usize> = made.bulletins.iter().flat_map(pages).collect();
    assert_eq!(heard.len(), 20);
    assert!(made.unheard.is_empty());
    // Twice as many have their turn in two weeks, and those left over are named.
    let candidates: Vec<Candidate> = (0..40).map(|i| item(i, Class::Normal, 200)).collect();
    let this_week = plan(&candidates, &programme(&slots, date(2026, 11, 23)));
    let next_week = plan(&candidates, &programme(&slots, date(2026, 11, 30)));
    let heard: BTreeSet<usize> =
        this_week.bulletins.iter().chain(&next_week.bulletins).flat_map(pages).collect();
    assert_eq!(heard.len(), 40);
    assert_eq!(this_week.unheard.len(), 20);
    assert!(this_week.unheard.iter().all(|silent| silent.why == Silence::NoRoom));
}

#[test]
fn what_does_not_fit_is_named() {
    let slots = [slot("17:00", &[], 3)];
    let candidates =
        [item(0, Class::Priority, 300), item(1, Class::Priority, 300), item(2, Class::Normal, 900)];
    let made = plan(&candidates, &programme(&slots, TUESDAY));
    assert!(made.bulletins.iter().all(|b| pages(b) == [0]));
    assert_eq!(made.crowded_out.len(), 1);
    let crowded = &made.crowded_out[0];
    assert_eq!((crowded.page, crowded.slots.len()), (PageId(1), 7));
    // 600 - 100 - 310 = 190 are left; whoever wants it drops the other one.
    assert_eq!((crowded.want.lack, crowded.want.own), (120, 310));
    assert_eq!(crowded.want.instead, [(PageId(0), 310)]);
    assert_eq!(made.unheard.len(), 1);
    assert_eq!(made.unheard[0].why, Silence::TooLong { excess: 410 });
}

#[test]
fn a_repeat_gives_way_to_another_item_of_rank() {
    let slots = [slot("17:00", &[], 5)];
    let mut often = item(0, Class::Priority, 300);
    often.plays = 3;
    let made = plan(&[often, item(1, Class::Priority, 300)], &programme(&slots, TUESDAY));
    let plays: Vec<(usize, u8)> = made.bulletins[0].items.iter().map(|i| (i.page.0, i.plays)).collect();
    // 900 syllables: both once (620), and no room for 300 more.
    assert_eq!(plays, [(0, 1), (1, 1)]);
    assert!(made.crowded_out.is_empty());
}

fn classes() -> impl Strategy<Value = Class> {
    prop_oneof![4 => Just(Class::Normal), 2 => Just(Class::Priority), 1 => Just(Class::Urgent)]
}

fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
    let one = (classes(), 1_usize..900, 1_u8..5, 0_i32..40, prop::option::of(0_i32..20), -5_i64..5);
    prop::collection::vec(one, 0..14).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(i, (class, played, plays, age, life, weight))| {
                let day = TUESDAY.saturating_sub(jiff::Span::new().days(age));
                let mut candidate = item(i, class, played);
                candidate.day = Some(day);
                candidate.from = Some(day.at(0, 0, 0, 0));
                candidate.until =
                    life.map(|n| TUESDAY.saturating_add(jiff::Span::new().days(n)).at(12, 0, 0, 0));
                candidate.plays = plays;
                candidate.weight = weight;
                candidate
            })
            .collect()
    })
}

fn slots() -> impl Strategy<Value = Vec<Slot>> {
    let days = prop::sample::subsequence(vec!["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 0..7);
    let one = (0_u8..24, prop::sample::select(vec![0_u8, 30]), days, 1_u16..46);
    prop::collection::vec(one, 1..4).prop_map(|all| {
        all.into_iter().map(|(h, m, days, minutes)| slot(&format!("{h:02}:{m:02}"), &days, minutes)).collect()
    })
}

proptest! {
    #[test]
    fn every_plan_keeps_the_rules(candidates in candidates(), slots in slots(), rest in 0_u8..7, later in 0_i64..70) {
        let today = TUESDAY.saturating_add(jiff::Span::new().days(later));
        let programme = Programme { rest_days: rest, ..programme(&slots, today) };
        let made = plan(&candidates, &programme);
        let mut last: BTreeMap<PageId, Date> = BTreeMap::new();
        for bulletin in &made.bulletins {
            let Occasion::Slot { minutes } = bulletin.occasion else { panic!("a slot") };
            let mut syllables = programme.frame;
            let mut seen = BTreeSet::new();
            for item in &bulletin.items {
                let c = &candidates[item.page.0];
                syllables += c.cost.announced + usize::from(item.plays) * c.cost.played;
                prop_assert!(seen.insert(item.page));
                prop_assert!(c.from.is_none_or(|from| from <= bulletin.start));
                prop_assert!(c.until.is_none_or(|until| bulletin.start < until));
                prop_assert!(item.plays >= 1 && item.plays <= c.plays.max(2));
                let day = bulletin.start.date();
                if c.class == Class::Normal
                    && day < today.saturating_add(jiff::Span::new().days(7))
                    && let Some(before) = last.insert(item.page, day)
                {
                    let gap = (day - before).get_days();
                    // Turns begin anew with every span of eight weeks, on a Monday.
                    let weekday = |n| day.saturating_sub(jiff::Span::new().days(n)).weekday();
                    let anew = (0..gap).any(|n| weekday(n) == jiff::civil::Weekday::Monday);
                    prop_assert!(gap >= i32::from(rest) || anew);
                }
            }
            prop_assert!(syllables <= usize::from(minutes) * usize::from(programme.rate));
            prop_assert!(!bulletin.items.is_empty());
            prop_assert!(bulletin.items.windows(2).all(|pair| pair[0].class >= pair[1].class));
        }
        prop_assert!(made.bulletins.windows(2).all(|pair| pair[0].start < pair[1].start));
    }

    #[test]
    fn the_plan_of_a_day_is_the_same_on_whatever_day_it_is_made(candidates in candidates(), slots in slots(), later in 0_i64..60) {
        let today = TUESDAY.saturating_add(jiff::Span::new().days(later));
        let tomorrow = today.tomorrow().unwrap();
        let one = plan(&candidates, &programme(&slots, today));
        let next = plan(&candidates, &programme(&slots, tomorrow));
        let common = |made: &Plan| -> Vec<Bulletin> {
            let within = |b: &&Bulletin| b.start.date() >= tomorrow && (b.start.date() - today).get_days() < 7;
            made.bulletins.iter().filter(within).cloned().collect()
        };
        prop_assert_eq!(common(&one), common(&next));
    }
}

#[test]
fn an_article_is_heard_from_its_approval_on() {
    let late = APPROVAL.replace("2026-11-01", "2026-11-24");
    let folder = site(&[("content/tin/moi.md", news("Vừa duyệt hôm nay", "", &late))]);
    build(folder.path());
    assert!(read(folder.path(), "2026-11-24-1700.txt").contains("Vừa duyệt hôm nay"));
    let folder = site(&[("content/tin/mai.md", news("Ngày mai mới duyệt", "", &late.replace("24", "25")))]);
    assert!(rules(&build(folder.path())).contains(&"bulletin-waiting"));
}

// --- a whole site ----------------------------------------------------------------------------------

const HAMLET: &str = r#"+++
title = "Xóm Mẫu"
[locality]
name = "Xóm Mẫu"
[lexicon]
"NVH" = "nhà văn hóa"
[schedule]
station = "Đài truyền thanh thử nghiệm Xóm Mẫu"
lunar_date = true
[[schedule.slots]]
time = "17:00"
days = ["mon", "tue", "wed", "thu", "fri"]
minutes = 5
+++
"#;

const APPROVAL: &str =
    "[approval]\nby = \"Người Duyệt Mẫu\"\nrole = \"Người duyệt thử\"\ndate = 2026-11-01\n";

fn news(title: &str, more: &str, tables: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndescription = \"Một câu.\"\nkind = \"news\"\ndate = 2026-11-20\nchannels = [\"web\", \"loudspeaker\"]\n{more}\n[loudspeaker]\ntext = \"\"\"\nMời bà con đến NVH lúc 7 giờ ngày 26/11.\n\"\"\"\n{tables}+++\n\nMột đoạn.\n"
    )
}

fn site(articles: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut files: Vec<(String, String)> = vec![
        (
            "site.toml".into(),
            "base_url = \"https://mau.example\"\ntitle = \"Cổng mẫu\"\n[lexicon]\n\"UBX\" = \"ủy ban xã\"\n"
                .into(),
        ),
        ("content/_index.md".into(), "+++\ntitle = \"Cổng mẫu\"\n+++\n".into()),
        ("content/tin/_index.md".into(), "+++\ntitle = \"Tin\"\n+++\n".into()),
        ("content/dia-phuong/_index.md".into(), "+++\ntitle = \"Địa phương\"\n+++\n".into()),
        (
            "content/dia-phuong/thai-nguyen/_index.md".into(),
            "+++\ntitle = \"Thái Nguyên\"\n[locality]\ncode = \"19\"\n+++\n".into(),
        ),
        (
            "content/dia-phuong/thai-nguyen/dinh-hoa/_index.md".into(),
            "+++\ntitle = \"Định Hóa\"\n[locality]\ncode = \"05569\"\n+++\n".into(),
        ),
        ("content/dia-phuong/thai-nguyen/dinh-hoa/xom-mau/_index.md".into(), HAMLET.into()),
    ];
    files.extend(articles.iter().map(|(path, text)| ((*path).to_owned(), text.clone())));
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn build(root: &Path) -> Vec<Diagnostic> {
    match pipeline::build(root, &root.join("public"), TUESDAY.at(6, 0, 0, 0)) {
        Ok(built) => built.diagnostics,
        Err(stopped) => panic!("{stopped:?}"),
    }
}

fn read(root: &Path, path: &str) -> String {
    let path = root.join("public/dia-phuong/thai-nguyen/dinh-hoa/xom-mau/phat-tin/ban-tin").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rules(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.rule).collect()
}

/// A week with an article of every sort: first, ordinary, inherited, old, and one that nobody approved.
fn a_week() -> tempfile::TempDir {
    site(&[
        (
            "content/tin/uu-tien.md",
            news("Tiêm chủng cho trẻ", "class = \"priority\"\nexpires = 2026-12-20", APPROVAL),
        ),
        ("content/tin/thuong.md", news("Họp bàn sân chơi, có \\\"quà\\\"", "", APPROVAL)),
        ("content/tin/cho-duyet.md", news("Bài chưa ai duyệt", "", "")),
        ("content/dia-phuong/thai-nguyen/tinh.md", news("Tin của tỉnh", "", APPROVAL)),
        ("content/tin/cu.md", news("Tin đã cũ", "", APPROVAL).replace("2026-11-20", "2026-10-01")),
    ])
}

#[test]
fn a_week_is_planned_and_told_to_machines() {
    let folder = a_week();
    let found = build(folder.path());
    assert!(rules(&found).contains(&"bulletin-waiting"), "{:?}", rules(&found));
    let json: serde_json::Value = serde_json::from_str(&read(folder.path(), "tuan.json")).unwrap();
    let starts: Vec<&str> =
        json["bulletins"].as_array().unwrap().iter().map(|b| b["start"].as_str().unwrap()).collect();
    assert_eq!(
        starts,
        [24, 25, 26, 27, 30].map(|day| format!("2026-11-{day}T17:00:00+07:00")),
        "no bulletin on Saturday and Sunday"
    );
    let titles: BTreeSet<&str> = json["bulletins"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|b| b["items"].as_array().unwrap())
        .map(|i| i["title"].as_str().unwrap())
        .collect();
    assert_eq!(
        titles,
        BTreeSet::from(["Tiêm chủng cho trẻ", "Họp bàn sân chơi, có \"quà\"", "Tin của tỉnh"])
    );
    assert_eq!(json["waiting"][0]["title"], "Bài chưa ai duyệt");
    for bulletin in json["bulletins"].as_array().unwrap() {
        assert_eq!(bulletin["items"][0]["class"], "priority");
        let seconds = bulletin["planned_seconds"].as_u64().unwrap();
        assert!(seconds > 30 && seconds <= 300, "{seconds}");
    }
}

#[test]
fn a_week_in_all_its_files() {
    let folder = a_week();
    build(folder.path());
    let json: serde_json::Value = serde_json::from_str(&read(folder.path(), "tuan.json")).unwrap();
    let script = read(folder.path(), "2026-11-24-1700.txt");
    assert!(script.contains("Đây là Đài truyền thanh thử nghiệm Xóm Mẫu."), "{script}");
    assert!(script.contains("Hôm nay là thứ Ba, ngày hai mươi tư tháng mười một năm hai nghìn không trăm hai mươi sáu, tức ngày mười sáu tháng Mười âm lịch."), "{script}");
    assert!(
        script.contains("Mời bà con đến nhà văn hóa lúc bảy giờ ngày hai mươi sáu tháng mười một."),
        "{script}"
    );
    assert!(script.contains("số một một một"), "{script}");
    assert!(!script.contains(|c: char| c.is_ascii_digit() || c == '/' || c == '('), "{script}");
    let said = script.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    assert_eq!(json["bulletins"][0]["syllables"].as_u64().unwrap(), said as u64);
    let several =
        json["bulletins"].as_array().unwrap().iter().find(|b| b["items"].as_array().unwrap().len() > 1);
    let several = read(folder.path(), &format!("{}.txt", several.unwrap()["id"].as_str().unwrap()));
    assert!(several.contains(" nội dung. Thứ nhất, Tiêm chủng cho trẻ. Thứ hai, "), "{several}");
    let sheet = read(folder.path(), "2026-11-24-1700.html");
    assert!(sheet.contains("Nhạc hiệu") && !sheet.contains("BẢN NHÁP"));
    let week = read(folder.path(), "index.html");
    assert!(week.contains("Chờ duyệt") && week.contains("Bài chưa ai duyệt"));
    let csv = read(folder.path(), "tuan.csv");
    assert!(
        csv.starts_with("\u{feff}\"Ngày\",\"Giờ\",") && csv.contains("\"Họp bàn sân chơi, có \"\"quà\"\"\"")
    );
    assert_eq!(csv.matches("\r\n").count(), csv.matches('\n').count());
    let ics = read(folder.path(), "tuan.ics");
    // Five bulletins, and the month that runs in these days.
    assert_eq!(ics.matches("BEGIN:VEVENT").count(), 6);
    assert!(ics.contains("DTSTART:20261124T100000Z\r\nDTEND:20261124T100500Z\r\n"));
    assert!(ics.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
}

#[test]
fn a_service_says_on_the_loudspeaker_how_it_is_reached() {
    let service = "+++\ntitle = \"Lớp bơi hè\"\nkind = \"service\"\nchannels = [\"web\", \"loudspeaker\"]\n[service]\ncategory = \"swimming-class\"\nphone = \"0000 000 009\"\naddress = \"Bể bơi mẫu\"\nhours = \"16h-18h\"\ncost = \"miễn phí\"\n+++\nLớp học ở Bể bơi mẫu.\n";
    let folder = site(&[("content/tin/lop.md", service.to_owned())]);
    build(folder.path());
    let script = read(folder.path(), "../tin/lop/loa.txt");
    for said in ["Gọi: không không không", "Giờ: mười sáu giờ đến mười tám giờ.", "Chi phí: miễn phí."]
    {
        assert!(script.contains(said), "{script}");
    }
    assert_eq!(script.matches("Bể bơi mẫu").count(), 1, "what the body says is not said twice: {script}");
}

#[test]
fn an_urgent_article_plays_at_once_twice_and_without_music() {
    let folder = site(&[("content/tin/khan.md", news("Nước lũ đang lên", "class = \"urgent\"", APPROVAL))]);
    let found = build(folder.path());
    assert!(rules(&found).contains(&"urgent-for-ever"));
    let script = read(folder.path(), "khan-cap.txt");
    assert!(script.contains("Thông báo khẩn cấp."));
    assert_eq!(script.matches("Nước lũ đang lên").count(), 2);
    assert_eq!(script.matches("Mời bà con đến nhà văn hóa").count(), 2);
    let sheet = read(folder.path(), "khan-cap.html");
    assert!(sheet.contains("PHÁT NGAY") && !sheet.contains("Nhạc hiệu"));
    // The pack that the hamlet head opens says the same.
    let pack = read(folder.path(), "../tin/khan/loa.txt");
    assert!(pack.contains("Thông báo khẩn cấp.") && !pack.contains("Kính thưa"), "{pack}");
    assert_eq!(pack.matches("Nước lũ đang lên").count(), 2, "{pack}");
    assert_eq!(pack.matches("Mời bà con đến nhà văn hóa").count(), 2, "{pack}");
    assert!(read(folder.path(), "2026-11-24-1700.txt").matches("Nước lũ đang lên").count() >= 2);
}

#[test]
fn where_the_site_plays_drafts_they_are_marked() {
    let folder = site(&[("content/tin/nhap.md", news("Bài chưa ai duyệt", "", ""))]);
    let settings = folder.path().join("site.toml");
    let text = fs::read_to_string(&settings).unwrap()
        + "[loudspeaker]\nunapproved = \"mark\"\nssml = true\nzalo_tts = true\n";
    fs::write(settings, text).unwrap();
    build(folder.path());
    let json: serde_json::Value = serde_json::from_str(&read(folder.path(), "tuan.json")).unwrap();
    let id = json["bulletins"][0]["id"].as_str().unwrap();
    assert!(read(folder.path(), &format!("{id}.html")).contains("BẢN NHÁP"));
    assert_eq!(json["bulletins"][0]["items"][0]["approved"], false);
    let sheet = read(folder.path(), "../tin/nhap/loa.html");
    assert!(sheet.contains("BẢN NHÁP") && sheet.contains("<td>Mời bà con đến nhà văn hóa"));
    assert!(read(folder.path(), "../tin/nhap/loa.ssml").contains("<break time="));
    let zalo = read(folder.path(), "../tin/nhap/loa-zalo-tts.txt");
    assert!(zalo.contains(" <<<sil#800>>> ") && zalo.lines().all(|line| line.chars().count() <= 2000));
}

#[test]
fn an_event_off_its_lunar_day_stops_the_build_and_one_on_it_does_not() {
    let event = |start: &str, lunar: &str| {
        format!(
            "+++\ntitle = \"Rằm\"\ndescription = \"Một câu.\"\nkind = \"event\"\ndate = 2026-09-01\n[event]\nstart = {start}\nlunar = \"{lunar}\"\n+++\n\nMột đoạn.\n"
        )
    };
    for (start, lunar, expected) in [
        ("2026-09-25", "15/8", None),
        ("2026-09-24", "15/8", Some("lunar-mismatch")),
        ("2030-02-02", "1/1", None),
        ("2030-02-03", "1/1", Some("lunar-mismatch")),
        ("2026-09-25", "rằm", Some("lunar-unreadable")),
    ] {
        let folder = site(&[("content/tin/ram.md", event(start, lunar))]);
        let checked = pipeline::check(folder.path(), TUESDAY.at(6, 0, 0, 0));
        let found: Vec<&Diagnostic> =
            checked.diagnostics.iter().filter(|f| f.rule.starts_with("lunar")).collect();
        assert_eq!(found.first().map(|finding| finding.rule), expected, "{start} {lunar}");
        if let Some(finding) = found.first() {
            assert_eq!(finding.spot.at.line, 8);
        }
    }
}

#[test]
fn what_is_hard_for_the_ear_is_told_at_its_place() {
    let text = news("Tin", "", "").replace(
        "Mời bà con đến NVH lúc 7 giờ ngày 26/11.",
        "Mời bà con (cả xóm) đến họp.\nThời gian nói trên là 7 giờ.\nCó 3 thôn, 4 xóm, 5 tổ và 6 cụm tham gia.\nĐây là một câu rất dài mà người đọc phải đọc một hơi không nghỉ từ đầu cho đến cuối và người nghe thì không còn nhớ nổi.",
    );
    let folder = site(&[("content/tin/tin.md", text)]);
    let checked = pipeline::check(folder.path(), TUESDAY.at(6, 0, 0, 0));
    let found: Vec<(&str, u32)> = checked
        .diagnostics
        .iter()
        .filter(|finding| finding.rule.starts_with("ear-"))
        .map(|finding| (finding.rule, finding.spot.at.line))
        .collect();
    assert_eq!(
        found,
        [("ear-brackets", 10), ("ear-on-paper", 11), ("ear-numbers", 12), ("ear-sentence", 13)]
    );
}

/// The eighth month holds the equinox; its first day is that of the last new moon until then.
#[test]
fn the_mid_autumn_festival_falls_where_moon_and_sun_put_it() {
    let moons = moon::new_moons(2020, 2036);
    for year in 2020..2036 {
        let equinox = moon::equinox(year);
        let first = moons.iter().rev().find(|day| **day <= equinox).expect("a month before it");
        let festival = LunarDate { year, month: 8, leap: false, day: 15 };
        assert_eq!(festival.civil(), Some(first.saturating_add(14.days())), "{year}");
    }
}

#[test]
fn every_month_begins_on_the_day_on_which_moon_and_sun_meet() {
    let moons = moon::new_moons(2020, 2036);
    assert_eq!(moons.len(), 198);
    for day in moons {
        assert_eq!(LunarDate::of(day).map(|lunar| lunar.day), Some(1), "{day}");
    }
}

/// The week that the documentation shows: a real commune, slots that are an example.
#[test]
fn the_example_shows_a_whole_week_in_all_its_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tuan-phat-thanh");
    let out = tempfile::tempdir().expect("a temporary folder");
    let built = match pipeline::build(&root, &out.path().join("public"), TUESDAY.at(5, 0, 0, 0)) {
        Ok(built) => built,
        Err(stopped) => panic!("{stopped:?}"),
    };
    let loud = ["bulletin-", "ear-"];
    let about_it = |finding: &&Diagnostic| loud.iter().any(|rule| finding.rule.starts_with(rule));
    assert_eq!(built.diagnostics.iter().find(about_it).map(|found| &found.message), None);
    let week = out.path().join("public/dia-phuong/thai-nguyen/dinh-hoa/phat-tin");
    let file = |name: &str| {
        let path = week.join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let json: serde_json::Value = serde_json::from_str(&file("ban-tin/tuan.json")).expect("JSON");
    let bulletins = json["bulletins"].as_array().expect("a list");
    // Every morning, and five evenings.
    assert_eq!(bulletins.len(), 12);
    for bulletin in bulletins {
        let id = bulletin["id"].as_str().expect("a name");
        let script = file(&format!("ban-tin/{id}.txt"));
        assert!(script.contains("Đây là bản tin mẫu của xã Định Hóa.") && script.contains("âm lịch"));
        assert!(!script.contains(|c: char| c.is_ascii_digit()), "{script}");
        assert!(file(&format!("ban-tin/{id}.html")).contains("(///)"));
    }
    for name in ["index.html", "tuan.csv", "tuan.ics"] {
        assert!(file(&format!("ban-tin/{name}")).contains("26"), "{name}");
    }
    let days: Vec<&str> =
        json["days"].as_array().expect("a list").iter().filter_map(|day| day["name"].as_str()).collect();
    assert_eq!(days, ["Tháng hành động vì bình đẳng giới", "ngày mẫu của xã"]);
    assert!(file("ban-tin/2026-11-26-0530.txt").contains("Hôm nay là ngày mẫu của xã."));
    assert!(file("ban-tin/tuan.ics").contains("DTSTART;VALUE=DATE:20261126"));
    // An article's own script says the day on which a bulletin has it next.
    let first = file("ban-tin/2026-11-24-0530.txt");
    assert!(first.contains("Trông trẻ gần nước"));
    let own = file("tin/trong-tre-gan-nuoc/loa.txt");
    assert!(own.contains("Hôm nay là thứ Ba, ngày hai mươi tư tháng mười một"), "{own}");
}

#[test]
fn a_script_without_a_slot_has_a_place_for_the_day_on_its_sheet_only() {
    let no_slot = HAMLET.split("[[schedule.slots]]").next().expect("a head").to_owned() + "+++\n";
    let folder = site(&[
        ("content/tin/moi.md", news("Một tin", "", APPROVAL)),
        ("content/dia-phuong/thai-nguyen/dinh-hoa/xom-mau/_index.md", no_slot),
    ]);
    build(folder.path());
    let file = |name: &str| {
        let path = "public/dia-phuong/thai-nguyen/dinh-hoa/xom-mau/phat-tin/tin/moi";
        fs::read_to_string(folder.path().join(path).join(name)).expect("a file")
    };
    assert!(!file("loa.txt").contains("Hôm nay là"));
    let sheet = file("loa.html");
    assert!(sheet.contains("Hôm nay là thứ …………, ngày ……… tháng ……… năm …………, tức ngày"), "{sheet}");
}
