//! The rules of the embedded tables, and what became of the localities that the sources name.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use mangnon::locality::{Kind, Level, LocalityCode, Registry, Settled, Unit};

fn registry() -> &'static Registry {
    Registry::embedded()
}

#[track_caller]
fn code(text: &str) -> LocalityCode {
    text.parse().expect("a code")
}

#[track_caller]
fn unit(text: &str) -> &'static Unit {
    registry().get(&code(text)).unwrap_or_else(|| panic!("no unit {text}"))
}

fn count(pick: impl Fn(&Unit) -> bool) -> usize {
    registry().units().filter(|unit| pick(unit)).count()
}

fn texts(codes: &[LocalityCode]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn check_succession(text: &str, settled: Settled, expected: &[&str]) {
    let succession = registry().succession(&code(text)).expect("a former unit");
    assert_eq!(texts(&succession.successors), expected, "{text}");
    assert_eq!(succession.settled, settled, "{text}");
}

#[test]
fn the_counts_are_those_of_the_law() {
    let level = |level: Level, former: bool| count(|u| u.code.level() == level && u.is_former() == former);
    let kind =
        |level: Level, kind: Kind| count(|u| u.code.level() == level && u.kind == kind && !u.is_former());
    assert_eq!(level(Level::Province, false), 34);
    assert_eq!(kind(Level::Province, Kind::Tinh), 25);
    assert_eq!(kind(Level::Province, Kind::ThanhPho), 9);
    assert_eq!(level(Level::Commune, false), 3_321);
    assert_eq!(kind(Level::Commune, Kind::Xa), 2_599);
    assert_eq!(kind(Level::Commune, Kind::Phuong), 709);
    assert_eq!(kind(Level::Commune, Kind::DacKhu), 13);
    assert_eq!(level(Level::District, false), 0);
    assert_eq!(level(Level::Province, true), 63);
    assert_eq!(level(Level::District, true), 696);
    assert_eq!(level(Level::Commune, true), 10_035);
    assert_eq!(count(|u| u.code.level() == Level::Country), 1);
    let settled = |settled: Settled| {
        count(|u| {
            u.is_former()
                && u.code.level() == Level::Commune
                && registry().succession(&u.code).is_some_and(|s| s.settled == settled)
        })
    };
    assert_eq!(settled(Settled::Sole), 9_594);
    assert_eq!(settled(Settled::Law), 60);
    assert_eq!(settled(Settled::Likely), 381);
    // 25 changes of 2026, and Huế; 53 spellings of the table, and three of names in daily use.
    assert_eq!(registry().changes().iter().filter(|change| change.resolution.is_some()).count(), 25);
    assert_eq!(registry().changes().len(), 26);
    assert_eq!(registry().aliases().len(), 56);
    assert_eq!(registry().communes_below(&LocalityCode::country()), 3_321);
    let former: usize = registry().former_provinces().map(|u| registry().communes_below(&u.code)).sum();
    assert_eq!(former, 10_035);
}

#[test]
fn every_code_resolves_and_the_tree_has_no_orphan_and_no_cycle() {
    let mut seen = BTreeSet::new();
    for unit in registry().units() {
        assert!(seen.insert(unit.code.clone()), "{} stands twice", unit.code);
        assert_eq!(unit.code.to_string().parse::<LocalityCode>().as_ref(), Ok(&unit.code));
        assert_eq!(registry().get(&unit.code), Some(unit));
        let above: Vec<&Unit> = registry().ancestors(&unit.code).take(9).collect();
        let last = above.last().map_or(&unit.code, |top| &top.code);
        assert_eq!(*last, LocalityCode::country(), "{} is an orphan", unit.code);
        let depth = match unit.code.level() {
            Level::Country => 0,
            Level::Province => 1,
            Level::Commune if unit.is_former() => 3,
            Level::District | Level::Commune | Level::Hamlet => 2,
        };
        assert_eq!(above.len(), depth, "{}", unit.code);
        assert!(above.iter().all(|a| a.code == LocalityCode::country() || a.is_former() == unit.is_former()));
        let listed = registry().children(&unit.parent).contains(&unit.code);
        let unlisted =
            unit.code.level() == Level::Country || unit.is_former() && unit.code.level() == Level::Province;
        assert_ne!(listed, unlisted, "{}", unit.code);
    }
    for change in registry().changes() {
        assert!(registry().get(&change.code).is_some(), "{}", change.code);
        assert!(change.effective <= Registry::STATE_OF_LAW);
    }
    assert!(registry().aliases().iter().all(|(code, _)| registry().get(code).is_some()));
    assert!(registry().get(&code("99")).is_none());
    assert!(registry().children(&code("99")).is_empty());
    assert_eq!(registry().communes_below(&code("99")), 0);
}

#[test]
fn every_former_unit_leads_to_living_ones_of_its_own_province() {
    for unit in registry().units() {
        let succession = registry().succession(&unit.code);
        if !unit.is_former() {
            assert_eq!(succession, None, "{}", unit.code);
            continue;
        }
        let succession = succession.unwrap_or_else(|| panic!("{} leads nowhere", unit.code));
        let province = registry().ancestors(&unit.code).find(|u| u.code.level() == Level::Province);
        let heir = registry().succession(&province.unwrap_or(unit).code).unwrap().successors;
        let distinct: BTreeSet<_> = succession.successors.iter().collect();
        assert!(!distinct.is_empty() && distinct.len() == succession.successors.len(), "{}", unit.code);
        assert_eq!(succession.settled == Settled::Sole, distinct.len() == 1, "{}", unit.code);
        for successor in &succession.successors {
            let living =
                registry().get(successor).unwrap_or_else(|| panic!("{} leads to nothing", unit.code));
            assert!(!living.is_former() && living.valid_to.is_none());
            assert!(living.code == heir[0] || living.parent == heir[0], "{} leaves its province", unit.code);
            let back = unit.code.level() == Level::District && !registry().children(&unit.code).is_empty();
            assert_ne!(registry().predecessors(successor).contains(&unit.code), back, "{}", unit.code);
        }
    }
    let heirless = count(|u| !u.is_former() && registry().predecessors(&u.code).is_empty());
    assert_eq!(heirless, 1, "only the country has no former unit");
}

#[test]
fn names_are_composed_and_begin_with_their_kind() {
    for unit in registry().units() {
        assert_eq!(mangnon::vi::nfc(unit.name), unit.name);
        if unit.kind != Kind::Country {
            assert_eq!(unit.name, format!("{} {}", unit.kind.vi_title(), unit.bare));
        }
        let fits = match unit.code.level() {
            Level::Country => unit.kind == Kind::Country,
            Level::Province => matches!(unit.kind, Kind::Tinh | Kind::ThanhPho),
            Level::District => matches!(unit.kind, Kind::Quan | Kind::Huyen | Kind::ThiXa | Kind::ThanhPho),
            Level::Commune if unit.is_former() => {
                matches!(unit.kind, Kind::Xa | Kind::Phuong | Kind::ThiTran)
            }
            Level::Commune => matches!(unit.kind, Kind::Xa | Kind::Phuong | Kind::DacKhu),
            Level::Hamlet => false,
        };
        assert!(fits, "{}", unit.name);
    }
}

/// Addresses must never change: of the provinces and communes in force they are pinned as a whole.
#[test]
fn addresses_are_unique_below_one_parent_and_stay() {
    let mut seen = BTreeSet::new();
    for unit in registry().units() {
        let ascii = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        assert!(!unit.slug.is_empty() && unit.slug.bytes().all(ascii), "{}", unit.slug);
        let siblings = (unit.is_former(), unit.parent.clone(), unit.slug.clone());
        assert!(seen.insert(siblings), "{} stands twice", unit.slug);
    }
    let mut lines = String::new();
    for unit in registry().units().filter(|u| !u.is_former() && u.code != LocalityCode::country()) {
        lines.extend([unit.code.to_string().as_str(), " ", unit.slug.as_str(), "\n"]);
    }
    let pinned = "bd1e49e7e0ded79921cfa81feb181465790f24edcd51267442da6ab0ee65f526";
    assert_eq!(blake3::hash(lines.as_bytes()).to_hex().as_str(), pinned);
}

#[test]
fn ten_pairs_that_differ_only_in_diacritics_carry_their_codes() {
    let carrying: Vec<String> = registry()
        .units()
        .filter(|u| !u.is_former() && u.slug.ends_with(&format!("-{}", u.code)))
        .map(|u| u.slug.clone())
        .collect();
    let expected = [
        "van-lang-02143",
        "van-lang-05665",
        "cam-giang-10888",
        "cam-giang-10903",
        "dong-tien-15724",
        "dong-tien-15853",
        "son-ha-21289",
        "son-ha-21292",
        "ba-to-21484",
        "ba-to-21523",
        "loc-thanh-25280",
        "loc-thanh-25294",
        "tan-thanh-25534",
        "thanh-an-25807",
        "thanh-an-27676",
        "tan-thanh-27826",
        "my-tho-28261",
        "tan-thanh-29938",
        "my-tho-30076",
        "tan-thanh-30157",
    ];
    assert_eq!(carrying, expected);
    assert_eq!(unit("24286").slug, "ea-mdroh");
    assert_eq!(unit("24829").slug, "blao");
    assert_eq!(unit("vn").slug, "viet-nam");
    assert_eq!(unit("cu:74").slug, "binh-duong");
    assert_eq!(unit("cu:167").slug, "huyen-dinh-hoa");
    assert_eq!(unit("cu:05569").slug, "thi-tran-cho-chu");
}

#[test]
fn one_code_names_two_territories() {
    assert_eq!(unit("cu:00004").name, "Phường Trúc Bạch");
    assert_eq!(unit("00004").name, "Phường Ba Đình");
    assert_eq!(unit("cu:15").name, "Tỉnh Yên Bái");
    assert_eq!(unit("15").name, "Tỉnh Lào Cai");
    let shared = count(|u| {
        !u.is_former()
            && u.code.level() == Level::Commune
            && registry().get(&code(&format!("cu:{}", u.code))).is_some()
    });
    // All but five codes of communes in force were codes of former communes.
    assert_eq!(shared, 3_316);
}

#[test]
fn the_localities_of_the_source_documents_became_what_the_law_says() {
    check_succession("cu:74", Settled::Sole, &["79"]);
    let binh_duong: BTreeSet<LocalityCode> = registry()
        .children(&code("cu:74"))
        .iter()
        .flat_map(|district| registry().succession(district).unwrap().successors)
        .collect();
    assert_eq!(binh_duong.len(), 36);
    assert_eq!(registry().communes_below(&code("cu:74")), 91);
    assert_eq!(registry().communes_below(&code("79")), 168);
    assert_eq!(registry().communes_below(&code("19")), 92);
    assert_eq!(registry().communes_below(&code("40")), 130);

    assert_eq!(unit("cu:05569").name, "Thị trấn Chợ Chu");
    check_succession("cu:05569", Settled::Sole, &["05569"]);
    let made_of: Vec<&str> = registry()
        .predecessors(&code("05569"))
        .iter()
        .filter_map(|c| registry().get(c))
        .map(|u| u.bare)
        .collect();
    assert_eq!(made_of.len(), 4);
    assert!(["Chợ Chu", "Phúc Chu", "Bảo Linh", "Đồng Thịnh"].iter().all(|name| made_of.contains(name)));
    assert_eq!(unit("cu:167").name, "Huyện Định Hóa");
    check_succession(
        "cu:167",
        Settled::Likely,
        &["05569", "05542", "05551", "05563", "05581", "05587", "05602", "05605"],
    );

    let que_phong = registry().find("huyện Quế Phong")[0];
    assert_eq!(que_phong.name, "Huyện Quế Phong");
    check_succession(
        &que_phong.code.to_string(),
        Settled::Likely,
        &["16738", "16744", "16750", "16756", "16774"],
    );
    // The xã Quế Phong of Quế Sơn is another place.
    let other = registry().find("xã Quế Phong, Quảng Nam")[0];
    let successors = registry().succession(&other.code).unwrap().successors;
    assert_eq!(registry().get(&successors[0]).unwrap().name, "Xã Quế Sơn");
    assert_eq!(registry().get(&successors[0]).unwrap().parent, code("48"));
}

#[test]
fn only_a_sole_or_lawful_successor_is_redirected_to() {
    let redirect =
        |text: &str| registry().succession(&code(text)).unwrap().redirect().map(ToString::to_string);
    assert_eq!(redirect("cu:05569").as_deref(), Some("05569"));
    assert_eq!(redirect("cu:74").as_deref(), Some("79"));
    assert_eq!(redirect("cu:00007"), None);
    assert_eq!(redirect("cu:167"), None);
    // The island districts had no communes.
    check_succession("cu:536", Settled::Sole, &["21548"]);
    assert_eq!(registry().communes_below(&code("cu:536")), 0);
    assert_eq!(registry().predecessors(&code("21548")), [code("cu:536")]);
}

#[test]
fn a_unit_has_the_name_of_the_day() {
    let name = |text: &str, day: Date| registry().name_on(&code(text), day);
    assert_eq!(name("24", date(2026, 9, 19)), "Tỉnh Bắc Ninh");
    assert_eq!(name("24", date(2026, 9, 20)), "Thành phố Bắc Ninh");
    assert_eq!(name("25270", date(2026, 4, 29)), "Xã Lộc Ninh");
    assert_eq!(name("25270", date(2026, 4, 30)), "Phường Lộc Ninh");
    assert_eq!(name("cu:46", date(2024, 4, 30)), "Tỉnh Thừa Thiên Huế");
    assert_eq!(name("cu:46", date(2025, 1, 1)), "Thành phố Huế");
    assert_eq!(name("05569", date(2030, 1, 1)), "Xã Định Hóa");
    assert_eq!(name("99", date(2030, 1, 1)), "");
    assert!(unit("05569").in_force_on(date(2025, 7, 1)) && !unit("05569").in_force_on(date(2025, 6, 30)));
    assert!(unit("cu:167").in_force_on(date(2025, 6, 30)) && !unit("cu:167").in_force_on(date(2025, 7, 1)));
    assert!(unit("vn").in_force_on(date(1990, 1, 1)));
}

#[test]
fn the_tables_name_their_source_and_state() {
    let tables = [
        include_str!("../src/locality/data/current.txt"),
        include_str!("../src/locality/data/former.txt"),
        include_str!("../src/locality/data/renamed.txt"),
        include_str!("../src/locality/data/aliases.txt"),
    ];
    for table in tables {
        let header: String = table.lines().take_while(|line| line.starts_with('#')).collect();
        assert!(header.contains(&format!("State of the law: {}", Registry::STATE_OF_LAW)));
        assert!(
            header.contains("vietnamadminunits 1.0.4 (MIT")
                && Registry::SOURCE.starts_with("vietnamadminunits 1.0.4")
        );
    }
    assert!(include_str!("../src/locality/data/NOTICE.txt").contains("Permission is hereby granted"));
}
