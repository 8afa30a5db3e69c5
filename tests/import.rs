//! Import from outside: files in, documents out.
#![allow(clippy::disallowed_methods, reason = "tests read their samples")]
use mangnon::import::{Source, import};
#[test]
fn dump() {
    let Ok(path) = std::env::var("DUMP") else { return };
    for path in path.split(':') {
        let bytes = std::fs::read(path).unwrap();
        match import(&Source { name: path, bytes: &bytes }) {
            Ok(imported) => {
                for doc in &imported.documents { println!("{}", serde_json::to_string_pretty(doc).unwrap()); println!("{}", doc.body); }
                println!("{}", mangnon::import::report(&imported).split("\n\n").skip(1).filter(|p| p.contains("dòng")||p.contains("cả tệp")).collect::<Vec<_>>().join("\n"));
            }
            Err(refusal) => println!("{refusal:?}"),
        }
    }
}
