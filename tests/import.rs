//! Import from outside: files in, documents out.
#![allow(clippy::disallowed_methods, reason = "tests read their samples")]
use mangnon::import::{Source, edge, import};
#[test]
fn dump() {
    let Ok(path) = std::env::var("DUMP") else { return };
    for path in path.split(':') {
        let result = if std::env::var("EDGE").is_ok() {
            edge::import_file(std::path::Path::new(path), &edge::Limits::default())
                .map_err(|e| format!("{e:?}"))
        } else {
            let bytes = std::fs::read(path).unwrap();
            import(&Source { name: path, bytes: &bytes }).map_err(|e| format!("{e:?}"))
        };
        match result {
            Ok(imported) => {
                for doc in &imported.documents {
                    println!("{}", serde_json::to_string_pretty(doc).unwrap());
                    println!("{}", doc.body);
                }
                println!(
                    "{}",
                    mangnon::import::report(&imported)
                        .split("\n\n")
                        .skip(1)
                        .filter(|p| p.contains("dòng") || p.contains("cả tệp"))
                        .collect::<Vec<_>>()
                        .join("\n")
                );
            }
            Err(refusal) => println!("{refusal:?}"),
        }
    }
}
#[test]
fn batch() {
    let Ok(dir) = std::env::var("BATCH") else { return };
    for entry in std::fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "json") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().to_string();
        let mut runs =
            vec![("", import(&Source { name: &name, bytes: &bytes }).map_err(|e| format!("{e:?}")))];
        if name.ends_with("pdf") {
            runs.push((
                ".edge",
                edge::import_file(&path, &edge::Limits::default()).map_err(|e| format!("{e:?}")),
            ));
        }
        for (suffix, run) in runs {
            let text = match run {
                Ok(run) => serde_json::to_string(&run).unwrap(),
                Err(e) => format!("{{\"error\":{e:?}}}"),
            };
            std::fs::write(format!("{}{suffix}.json", path.display()), text).unwrap();
        }
    }
}
