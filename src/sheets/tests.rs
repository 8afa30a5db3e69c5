//! Every drawing of the embedded theme with the words that are hardest to set.
//!
//! The SVG is read as its renderer reads it, with what elements inherit; sizes, places and colours of
//! every text are held to what PRODUCT and the issue ask for.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::card::CardView;
use super::leaflet::LeafletView;
use super::poster::{Action, PosterView};
use super::*;
use crate::draw::flow::{Piece, Style};
use crate::draw::font::Weight;
use crate::theme;

/// A text of a drawing.
#[derive(Debug, Clone, Default)]
struct Set {
    x: f32,
    y: f32,
    size: f32,
    bold: bool,
    at_end: bool,
    fill: String,
    on: String,
    text: String,
}

const COLORS: [&str; 6] = ["teal", "blue", "amber", "violet", "green", "red"];

fn frame() -> Frame {
    Frame {
        language: "vi".to_owned(),
        site_title: "Cổng bảo vệ trẻ em tỉnh Mẫu".to_owned(),
        publisher: "Ủy ban nhân dân tỉnh Mẫu".to_owned(),
        hotline: "111".to_owned(),
        hotline_label: "Tổng đài điện thoại quốc gia bảo vệ trẻ em".to_owned(),
        hotline_more: "24/24 giờ, miễn phí".to_owned(),
    }
}

fn press() -> Press {
    let theme = theme::compile(&theme::embedded(), "themes/mang-non").expect("the theme compiles");
    Press::new(&frame(), &theme)
}

/// A headline of a length, with the letters that are highest and lowest.
fn headline(length: usize) -> String {
    let words = "Đuối nước: dẫn trẻ nghễnh ngãng, giữ Ẵ Ễ Ỗ Ự ở gần người lớn – đỗ xe xa bờ ao cự ly 5 m ";
    let text: String = words.chars().cycle().take(length).collect();
    text.trim().to_owned()
}

fn lengths() -> impl Iterator<Item = usize> {
    (20..=200).step_by(9)
}

/// All texts of a drawing, with the colours of its areas.
fn texts(svg: &str) -> (Vec<Set>, Vec<String>) {
    let mut reader = Reader::from_str(svg);
    let (mut stack, mut set, mut areas) =
        (vec![Set { fill: "#000000".to_owned(), ..Set::default() }], Vec::new(), Vec::new());
    let mut inside = false;
    loop {
        match reader.read_event().expect("a drawing is XML") {
            Event::Start(tag) => {
                let here = inherited(stack.last().expect("a drawing of a test"), &tag);
                inside = tag.name().as_ref() == "text";
                stack.push(Set { text: String::new(), ..here });
            }
            Event::Empty(tag) if tag.name().as_ref() == "rect" => {
                areas.push(inherited(stack.last().expect("a drawing of a test"), &tag).fill);
            }
            Event::Text(text) if inside => {
                stack.last_mut().expect("a drawing of a test").text.push_str(&text.replace("&amp;", "&"));
            }
            Event::End(_) => {
                let ended = stack.pop().expect("a drawing of a test");
                if std::mem::take(&mut inside) {
                    set.push(ended);
                }
            }
            Event::Eof => return (set, areas),
            _ => {}
        }
    }
}

fn inherited(above: &Set, tag: &BytesStart<'_>) -> Set {
    let mut here = above.clone();
    for attribute in tag.attributes().flatten() {
        let value = attribute.value.clone().into_owned();
        let number = || value.parse::<f32>().unwrap_or_else(|_| panic!("{value}"));
        match attribute.key.as_ref() {
            "x" if tag.name().as_ref() == "text" => here.x = number(),
            "y" if tag.name().as_ref() == "text" => here.y = number(),
            "font-size" => here.size = number(),
            "font-weight" => here.bold = value == "700",
            "text-anchor" => here.at_end = value == "end",
            "fill" => here.fill = value,
            "data-on" => here.on = value,
            _ => {}
        }
    }
    here
}

/// Contrast of two colours (WCAG 2.1), which is one of greys.
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |color: &str| {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).expect("#rrggb")) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    };
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[track_caller]
fn assert_readable(svg: &str, (width, height, margin): (f32, f32, f32), smallest: f32) {
    let (set, areas) = texts(svg);
    assert!(set.len() >= 4, "{svg}");
    for text in &set {
        assert!(contrast(&text.fill, &text.on) >= 7.0, "{text:?}");
        assert!(areas.contains(&text.on), "no area has the colour that it names: {text:?}");
        assert!(text.size >= smallest, "{text:?}");
        let weight = if text.bold { Weight::Bold } else { Weight::Regular };
        let wide = font::width(&text.text, weight) * text.size;
        let (from, to) = if text.at_end { (text.x - wide, text.x) } else { (text.x, text.x + wide) };
        assert!(from >= margin - 1.0 && to <= width - margin + 1.0, "{from}..{to}: {text:?}");
        assert!(text.y - text.size >= 0.0 && text.y + text.size * 0.28 <= height, "{text:?}");
    }
    // No line stands on another: within a column, lines are a line apart.
    for (i, one) in set.iter().enumerate() {
        for other in &set[i + 1..] {
            let same_column = (one.x - other.x).abs() < 1.0 && one.at_end == other.at_end;
            let apart = (one.y - other.y).abs();
            assert!(!same_column || apart >= one.size.min(other.size) * 0.98, "{one:?} {other:?}");
        }
    }
}

fn card_view(template: &'static str, title: &str, color: &str) -> CardView {
    let (topic, note) = ("Kỹ năng làm cha mẹ", "Xã Định Hóa");
    CardView {
        template,
        title: title.to_owned(),
        topic: topic.to_owned(),
        color: color.to_owned(),
        note: note.to_owned(),
        call: None,
    }
}

#[test]
fn cards_hold_any_headline_whole_and_in_contrast() {
    let press = press();
    for (template, size) in [(SHARE, (1_200.0, 630.0, 60.0)), (SQUARE, (1_080.0, 1_080.0, 68.0))] {
        for (i, length) in lengths().enumerate() {
            let title = headline(length);
            let view = card_view(template, &title, COLORS[i % COLORS.len()]);
            let svg =
                press.svg(template, "card", Value::from_serializable(&view)).expect("a drawing of a test");
            assert_readable(&svg, size, 18.0);
            let set = texts(&svg)
                .0
                .into_iter()
                .map(|text| text.text)
                .collect::<Vec<_>>()
                .join(" ")
                .replace('\u{a0}', " ");
            assert!(set.contains(&title), "{template} {length}: {set}");
        }
    }
}

#[test]
fn no_headline_leaves_a_short_word_alone() {
    let press = press();
    for template in [SHARE, SQUARE] {
        for length in lengths().filter(|length| *length > 60) {
            let view = card_view(template, &headline(length), "teal");
            let svg =
                press.svg(template, "card", Value::from_serializable(&view)).expect("a drawing of a test");
            let mut largest = texts(&svg)
                .0
                .into_iter()
                .filter(|text| text.bold && text.fill == "#ffffff" && text.y > 140.0);
            let last = largest.next_back().expect("a headline");
            assert!(last.text.chars().count() > 4, "{template} {length}: {last:?}");
        }
    }
}

#[test]
fn a_card_is_a_png_of_its_size_and_light() {
    let press = press();
    for (template, width, height) in [(SHARE, 1_200, 630), (SQUARE, 1_080, 1_080)] {
        let png = press.card(&card_view(template, &headline(200), "violet")).expect("a drawing of a test");
        let picture = image::load_from_memory(&png).expect("a drawing of a test");
        assert_eq!((picture.width(), picture.height()), (width, height));
        assert!(png.len() <= crate::pack::limits::COVER.ours, "{}", png.len());
    }
}

fn action((text, n): (&String, usize)) -> Action {
    let short: String = text.chars().take(60).collect();
    Action {
        wordings: vec![text.clone(), short.trim().to_owned()],
        mark: format!("{n}."),
        bold: false,
        heads: false,
        stays: false,
    }
}

/// The number of an emergency, with a label that is long.
fn first_call() -> Call {
    Call {
        number: "115".to_owned(), label: "Cấp cứu y tế, sự cố, thiên tai, tìm kiếm cứu nạn".to_owned()
    }
}

fn poster_view(title: &str, actions: &[String], phone: &str) -> PosterView {
    PosterView {
        title: title.to_owned(),
        topic: "Bơi an toàn".to_owned(),
        actions: actions.iter().zip(1..).map(action).collect(),
        call: None,
        url: "https://mangnon.example/dia-phuong/thai-nguyen/dinh-hoa/ke-hoach-145/".to_owned(),
        locality: "Xã Định Hóa".to_owned(),
        contact_label: if phone.is_empty() {
            String::new()
        } else {
            "Ủy ban nhân dân xã Mẫu".to_owned()
        },
        more: false,
        contact_phone: phone.to_owned(),
        reviewed: "10/11/2026".to_owned(),
        written_title: title.to_owned(),
        subject: String::new(),
        language: "vi".to_owned(),
    }
}

#[test]
fn posters_are_read_from_afar() {
    let press = press();
    for length in lengths().filter(|length| *length <= 170) {
        for (n, phone) in [(1, ""), (4, "0000 000 000")] {
            let actions: Vec<String> = (0..n).map(|i| headline(30 + i * 20)).collect();
            let view = poster_view(&headline(length), &actions, phone);
            let svg = press.poster_page(&view).expect("a drawing of a test");
            assert_readable(&svg, (595.28, 841.89, 38.0), 24.0);
        }
    }
}

#[test]
fn posters_of_emergencies_have_every_step_and_the_right_number_first() {
    let press = press();
    for (steps, phone) in [(4, ""), (9, ""), (9, "0000 000 000"), (40, "0000 000 000")] {
        let actions: Vec<String> = (0..steps).map(|_| headline(32)).collect();
        let mut view = poster_view(&headline(46), &actions, phone);
        view.call = Some(first_call());
        let svg = press.poster_page(&view).expect("a drawing of a test");
        assert_readable(&svg, (595.28, 841.89, 38.0), 24.0);
        let set = texts(&svg).0;
        let marks = set.iter().filter(|text| text.text.ends_with('.') && text.text.len() < 4).count();
        assert!(marks == steps || steps == 40, "{marks} of {steps}");
        assert_called(&set);
        assert_eq!(set.iter().any(|text| text.text.contains("còn nữa")), steps == 40);
    }
}

#[test]
fn cards_and_leaflets_of_emergencies_have_the_right_number_first() {
    let press = press();
    for (template, size) in [(SHARE, (1_200.0, 630.0, 60.0)), (SQUARE, (1_080.0, 1_080.0, 68.0))] {
        let mut view = card_view(template, &headline(90), "red");
        view.call = Some(first_call());
        let svg = press.svg(template, "card", Value::from_serializable(&view)).expect("a drawing of a test");
        assert_readable(&svg, size, 18.0);
        assert_called(&texts(&svg).0);
    }
    for pieces in [6, 24] {
        let mut view = leaflet_view(pieces);
        view.call = Some(first_call());
        let pages = press.leaflet_pages(&view).expect("a drawing of a test");
        // A sheet of two pages may come apart: the first one alone says whom to call.
        assert_readable(&pages[0], (595.28, 841.89, 28.0), 11.0);
        assert_called(&texts(&pages[0]).0);
    }
}

#[track_caller]
fn assert_called(set: &[Set]) {
    let size = |words: &str| {
        let has = |text: &&Set| text.text.replace('\u{a0}', " ").contains(words);
        let sizes = set.iter().filter(has).map(|text| text.size);
        sizes.fold(0.0, f32::max)
    };
    assert!(size("Gọi 115") > size("Gọi 111") && size("Gọi 111") > 0.0, "{set:?}");
}

fn leaflet_view(n: usize) -> LeafletView {
    let piece = |i: usize| match i % 4 {
        0 => {
            Piece { style: Style::Heading, mark: String::new(), level: 0, text: headline(40), barred: i == 0 }
        }
        1 => Piece { style: Style::Text, mark: String::new(), level: 0, text: headline(190), barred: false },
        _ => {
            Piece { style: Style::Item, mark: format!("{i}."), level: 0, text: headline(120), barred: false }
        }
    };
    LeafletView {
        title: headline(120),
        topic: "Bơi an toàn".to_owned(),
        locality: "Xã Định Hóa".to_owned(),
        call: None,
        contacts: vec![("Ủy ban nhân dân xã Mẫu".to_owned(), "0000 000 000".to_owned()); 2],
        url: "https://mangnon.example/boi-an-toan/nuoc-quanh-nha/".to_owned(),
        reviewed: "10/11/2026".to_owned(),
        pieces: (0..n).map(piece).collect(),
        written_title: headline(120),
        subject: String::new(),
        language: "vi".to_owned(),
    }
}

#[test]
fn leaflets_have_at_most_two_pages_and_nothing_runs_over() {
    let press = press();
    for (n, expected) in [(1, 1), (12, 1), (24, 2), (200, 2)] {
        let pages = press.leaflet_pages(&leaflet_view(n)).expect("a drawing of a test");
        assert_eq!(pages.len(), expected, "{n}");
        for svg in &pages {
            assert_readable(svg, (595.28, 841.89, 28.0), 11.0);
        }
        let last = texts(pages.last().expect("a drawing of a test")).0;
        let says_more = last.iter().any(|text| text.text.contains("đọc tiếp"));
        assert_eq!(says_more, n == 200, "{n}");
        assert!(last.iter().any(|text| text.text == "Gọi 111"));
    }
}
