//! Localities found by names as people write them, and the traps of names with two meanings.

use std::collections::{BTreeMap, BTreeSet};

use mangnon::locality::{Level, LocalityCode, Registry};

fn registry() -> &'static Registry {
    Registry::embedded()
}

fn found(text: &str) -> Vec<String> {
    registry().find(text).iter().map(|unit| unit.code.to_string()).collect()
}

/// The codes found, best first, are exactly these.
#[track_caller]
fn check_find(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "{text}");
}

#[track_caller]
fn check_first(text: &str, expected: &str) {
    assert_eq!(found(text).first().map(String::as_str), Some(expected), "{text}");
}

#[track_caller]
fn check_suggest(wrong: &str, expected: Option<&str>) {
    let suggested = registry().suggest(wrong).map(|unit| unit.code.to_string());
    assert_eq!(suggested.as_deref(), expected, "{wrong}");
}

#[test]
fn names_are_found_however_they_are_written() {
    check_find("tỉnh Bình Dương", &["cu:74"]);
    check_first("Bình Dương", "cu:74");
    check_find("phường Bình Dương, TP. Hồ Chí Minh", &["25760"]);
    check_find("TP.HCM", &["79", "cu:79"]);
    check_find("TPHCM", &["79", "cu:79"]);
    check_find("thành phố Hồ Chí Minh", &["79", "cu:79"]);
    check_find("TT. Chợ Chu", &["cu:05569"]);
    check_find("thi tran cho chu", &["cu:05569"]);
    check_find("H. Định Hoá", &["cu:167"]);
    check_find("Tỉnh Thừa Thiên Huế", &["46", "cu:46"]);
    check_find("Bà Rịa–Vũng Tàu", &["cu:77"]);
    check_find("Tỉnh Đắc Lắc", &["66", "cu:66"]);
    assert!(!found("xã Quỳ Hợp").is_empty());
    assert_eq!(found("xã Quỳ Hợp"), found("xã Quì Hợp"));
    check_find("daklak", &["66", "cu:66"]);
    check_find("Xã Ba Tơ", &["21484"]);
    check_find("xã Lộc Ninh, Đồng Nai", &["25270"]);
    check_find("Việt Nam", &["vn"]);
    check_find("05569", &["05569", "cu:05569"]);
    check_find("cu:05569", &["cu:05569", "05569"]);
    check_find("", &[]);
    check_find(" , ( ", &[]);
    check_find("xã Không Có Thật", &[]);
    let both = found("xa ba to");
    assert!(["21484", "21523"].iter().all(|code| both.iter().any(|f| f == code)), "{both:?}");
    let decomposed = "xa\u{303} Đi\u{323}nh Ho\u{301}a";
    check_find(decomposed, &["05569", "14677", "cu:14677"]);
    assert!(registry().find("tỉnh Thái Nguyên cũ").iter().all(|unit| unit.is_former()));
    // Ten wards of one name stood in one city: the district tells them apart.
    let wards = registry().find("Phường 1, TP Hồ Chí Minh");
    assert!(wards.len() >= 10);
    let ward = registry().find("P.1, Quận 3, TP Hồ Chí Minh");
    assert_eq!(ward.len(), 1);
    assert_eq!(registry().get(&ward[0].parent).unwrap().name, "Quận 3");
}

#[test]
fn every_unit_is_found_by_its_name_and_every_earlier_name() {
    let find = |name: &str, code: &LocalityCode| registry().find(name).iter().any(|unit| unit.code == *code);
    for unit in registry().units() {
        assert!(find(unit.name, &unit.code), "{}", unit.name);
        assert!(find(&mangnon::vi::fold::fold(unit.name), &unit.code), "{}", unit.name);
    }
    let earlier = registry().changes().iter().map(|change| (&change.code, change.former_name));
    for (code, name) in earlier.chain(registry().aliases().iter().map(|(code, name)| (code, *name))) {
        assert!(find(name, code), "{name}");
    }
}

#[test]
fn a_slip_is_answered_with_what_was_meant() {
    check_suggest("05596", Some("05569"));
    check_suggest("5569", Some("05569"));
    check_suggest("1", Some("01"));
    check_suggest("74", Some("cu:74"));
    check_suggest("167", Some("cu:167"));
    check_suggest("cu 167", Some("cu:167"));
    check_suggest("cu:5569", Some("cu:05569"));
    check_suggest("Định Hóa", Some("05569"));
    check_suggest("Thái Nguyen", Some("19"));
    check_suggest("tinh Thai Nguyenn", Some("19"));
    check_suggest("huyện Quế Phonq", Some("cu:415"));
    check_suggest("", None);
    check_suggest("xyz", None);
    check_suggest("12345678901234567890", None);
    check_suggest("Cộng hòa không đâu cả", None);
}

#[test]
fn no_text_makes_the_search_fail() {
    for text in [
        "cu",
        "cũ",
        " cũ",
        "x",
        "P.",
        "đ",
        "đk",
        "Đ",
        "́",
        "tỉnh",
        "tỉnh ,",
        "()",
        "19, 19",
        "😀 tỉnh 😀",
        "k",
        "y",
    ] {
        registry().find(text);
        registry().suggest(text);
    }
}

#[test]
fn two_communes_of_one_name_stand_in_two_provinces() {
    check_find("xã Định Hóa", &["05569", "14677", "cu:14677"]);
    check_find("Định Hóa, tỉnh Thái Nguyên", &["05569", "cu:167"]);
    check_find("xã Định Hoá (Ninh Bình)", &["14677", "cu:14677"]);
    check_find("xa dinh hoa tinh thai nguyen", &["05569"]);
    check_find("Định Hóa - Ninh Bình", &["14677", "cu:14677"]);
    let mut provinces: BTreeMap<&str, BTreeSet<&LocalityCode>> = BTreeMap::new();
    for unit in registry().units().filter(|u| !u.is_former() && u.code.level() == Level::Commune) {
        provinces.entry(unit.name).or_default().insert(&unit.parent);
    }
    assert_eq!(provinces.values().filter(|p| p.len() > 1).count(), 244);
    for (name, provinces) in provinces.iter().filter(|(_, p)| p.len() > 1) {
        let found: BTreeSet<&LocalityCode> = registry()
            .find(name)
            .iter()
            .filter(|u| u.name == *name && !u.is_former())
            .map(|u| &u.parent)
            .collect();
        assert_eq!(found, *provinces, "{name}");
    }
}
