//! Drafts, stubs, reports and single rules.

use mangnon::import::{Attachment, draft_markdown, news_stub, report};

use crate::{SOURCES, from_text, imported};

#[test]
fn the_draft_is_a_content_file() {
    let doc = &imported(SOURCES[2]).documents[1];
    let attachment =
        Attachment { file: "goc.docx".into(), title: "Bản gốc".into(), sha256: Some("ab".repeat(32)) };
    let draft = draft_markdown(doc, &[attachment]);
    let front = draft.split("+++").nth(1).expect("front matter");
    let table: toml::Table = front.parse().expect("TOML");
    assert_eq!(table["draft"].as_bool(), Some(true));
    assert_eq!(table["kind"].as_str(), Some("document"));
    assert!(table["title"].as_str().is_some_and(|title| title.chars().count() <= 120));
    let document = table["document"].as_table().expect("table");
    assert_eq!(document["number"].as_str(), Some("145-KH/HU"));
    assert_eq!(document["issuer"].as_str(), Some("Huyện ủy Định Hóa"));
    assert_eq!(document["issued"].as_datetime().map(ToString::to_string).as_deref(), Some("2024-03-27"));
    assert_eq!(document["cites"][1]["number"].as_str(), Some("156-KH/TU"));
    assert_eq!(document["recipients"].as_array().map(Vec::len), Some(10));
    assert_eq!(table["attachments"][0]["file"].as_str(), Some("goc.docx"));
    let letter = draft_markdown(&imported(SOURCES[2]).documents[0], &[]);
    assert!(letter.contains("issued = \"2024-04\"") && !letter.contains("\nnumber ="));
}

#[test]
fn the_stub_quotes_and_invents_nothing() {
    let doc = &imported(SOURCES[3]).documents[0];
    let stub = news_stub(doc);
    let table: toml::Table = stub.split("+++").nth(1).expect("front matter").parse().expect("TOML");
    assert_eq!(table["loudspeaker"]["text"].as_str(), Some(""));
    assert_eq!(table["zalo"]["text"].as_str(), Some(""));
    assert_eq!(table["draft"].as_bool(), Some(true));
    let passages: Vec<&str> = stub.lines().filter_map(|line| line.strip_prefix("> ")).collect();
    assert!((3..=8).contains(&passages.len()));
    for passage in passages {
        assert!(doc.body.contains(passage), "{passage}");
    }
}

#[test]
fn the_report_speaks_both_languages() {
    let report = report(&imported(SOURCES[3])).concat();
    for part in ["Cần xem lại", "To check", "hiện các", "dòng 365", "line 365"] {
        assert!(report.contains(part), "{part}");
    }
}

#[test]
fn nothing_is_borrowed_from_the_text() {
    let got = from_text(
        "Sáng ngày 12 tháng 5 năm 2025, các em đến lớp học bơi.\nQuyết định số 12/QĐ-UBND ngày 01/4/2025 nêu rõ việc này.\n",
    );
    let doc = &got.documents[0];
    assert_eq!(
        (&doc.kind, &doc.number, &doc.date, &doc.place, &doc.issuer, &doc.title),
        (&None, &None, &None, &None, &None, &None)
    );
    assert_eq!(doc.cites.len(), 1);
}

#[test]
fn continuations_that_look_like_marks_are_joined() {
    let text = "KẾ HOẠCH\nBảo vệ trẻ em\n\nThực hiện nhiệm vụ được giao, phối hợp với Mặt trận và các tổ chức chính trị\n\
                - xã hội tuyên truyền, vận động Nhân dân chăm lo cho trẻ em trong giai đoạn đến năm\n2030. Tiếp tục rà soát các điểm có nguy cơ mất an toàn, nhất là sông, suối, ao, hồ, để\n\
                cắm biển cảnh báo và phân công người trông coi.\n- Các thôn thực hiện nghiêm túc.\n";
    let body = &from_text(text).documents[0].body;
    assert!(body.contains("tổ chức chính trị - xã hội tuyên truyền"), "{body}");
    assert!(body.contains("đến năm 2030. Tiếp tục"), "{body}");
    assert!(body.contains("\n- Các thôn thực hiện nghiêm túc."), "{body}");
}
