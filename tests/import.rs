//! Import from outside: files in, documents out.
#![allow(clippy::disallowed_methods, reason = "tests read their samples")]
use mangnon::import::{Source, import, edge};
#[test]
fn dump() {
    let Ok(path) = std::env::var("DUMP") else { return };
    for path in path.split(':') {
        let result = if std::env::var("EDGE").is_ok() { edge::import_file(std::path::Path::new(path), &edge::Limits::default()).map_err(|e| format!("{e:?}")) } else {
        let bytes = std::fs::read(path).unwrap();
        import(&Source { name: path, bytes: &bytes }).map_err(|e| format!("{e:?}")) };
        match result {
            Ok(imported) => {
                for doc in &imported.documents { println!("{}", serde_json::to_string_pretty(doc).unwrap()); println!("{}", doc.body); }
                println!("{}", mangnon::import::report(&imported).split("\n\n").skip(1).filter(|p| p.contains("dòng")||p.contains("cả tệp")).collect::<Vec<_>>().join("\n"));
            }
            Err(refusal) => println!("{refusal:?}"),
        }
    }
}
