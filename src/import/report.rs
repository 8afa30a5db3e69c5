//! What an import tells the person at the desk, in both languages.
//!
//! In: an import. Out: plain text: what was found of each document, then what to look at, by line, then what was left
//! out and why. It does not judge; the notes are made where the things are noticed.

use std::fmt::Write;

use super::{Encoding, Imported, ImportedDocument, NoteKind};

/// The report in Vietnamese and in English.
pub fn report(imported: &Imported) -> [String; 2] {
    [&VIETNAMESE, &ENGLISH].map(|words| {
        let mut out = String::new();
        part(&mut out, imported, words);
        out
    })
}

struct Words {
    documents: &'static str,
    encoding: &'static str,
    fields: [&'static str; 7],
    absent: &'static str,
    groups: [(&'static str, NoteKind); 4],
    line: &'static str,
    whole: &'static str,
    pick: fn(&super::Note) -> &str,
}

const VIETNAMESE: Words = Words {
    documents: "Số văn bản trong tệp",
    encoding: "Bảng mã",
    fields: [
        "Tên loại",
        "Số, ký hiệu",
        "Cơ quan ban hành",
        "Nơi và ngày",
        "Trích yếu",
        "Người ký",
        "Viện dẫn",
    ],
    absent: "(không ghi)",
    groups: [
        ("Cần xem lại", NoteKind::Check),
        ("Văn bản không ghi", NoteKind::Missing),
        ("Có thể sai chính tả", NoteKind::Spelling),
        ("Đã lược bỏ", NoteKind::LeftOut),
    ],
    line: "dòng",
    whole: "cả tệp",
    pick: |note| &note.vi,
};

const ENGLISH: Words = Words {
    documents: "Documents in the file",
    encoding: "Encoding",
    fields: ["Kind", "Number", "Issuer", "Place and date", "Title", "Signer", "Cites"],
    absent: "(not shown)",
    groups: [
        ("To check", NoteKind::Check),
        ("Not shown by the document", NoteKind::Missing),
        ("Perhaps misspelled", NoteKind::Spelling),
        ("Left out", NoteKind::LeftOut),
    ],
    line: "line",
    whole: "whole file",
    pick: |note| &note.en,
};

fn part(out: &mut String, imported: &Imported, words: &Words) {
    let _ = writeln!(out, "{}: {}", words.documents, imported.documents.len());
    let _ = writeln!(out, "{}: {}", words.encoding, encoding(imported.encoding));
    for (idx, doc) in imported.documents.iter().enumerate() {
        let _ = writeln!(out, "\n[{}]", idx + 1);
        for (name, value) in words.fields.iter().zip(values(doc)) {
            let value = if value.is_empty() { words.absent } else { &value };
            let _ = writeln!(out, "  {name}: {value}");
        }
    }
    for (name, kind) in words.groups {
        let notes: Vec<_> = imported.look_at.iter().filter(|note| note.kind == kind).collect();
        if notes.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{name} ({}):", notes.len());
        for note in notes {
            let place = if note.line == 0 {
                words.whole.to_string()
            } else {
                format!("{} {}", words.line, note.line)
            };
            let _ = writeln!(out, "  {place}: {}", (words.pick)(note));
        }
    }
}

fn values(doc: &ImportedDocument) -> [String; 7] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let joined = |parts: [Option<String>; 3]| parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let signer = doc.signer.clone().unwrap_or_default();
    let cites: Vec<String> = doc.cites.iter().map(|cite| cite.number.clone()).collect();
    [
        text(&doc.kind),
        text(&doc.number),
        joined([doc.superior_issuer.clone(), doc.issuer.clone(), None]),
        joined([doc.place.clone(), doc.date.map(|date| date.to_string()), None]),
        text(&doc.title),
        joined([signer.authority, signer.position, signer.name]),
        cites.join(", "),
    ]
}

fn encoding(encoding: Encoding) -> String {
    match encoding {
        Encoding::Utf8 => "UTF-8".into(),
        Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16".into(),
        Encoding::Legacy(legacy) => legacy.name().into(),
        Encoding::Docx => "docx".into(),
        Encoding::DocxLegacy(legacy) => format!("docx, {}", legacy.name()),
        Encoding::Pdf => "pdf".into(),
    }
}
