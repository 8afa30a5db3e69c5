//! A PDF file without what it tells of its makers.
//!
//! In: the bytes of a PDF. Out: the same pages written anew, object by object from the catalogue: no
//! information dictionary, no XMP, no earlier revision, no comment, no attachment, no script, and the
//! photographs in it without camera data. A signed file is told apart, for a signature covers its bytes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;

use super::objects::{File, find};
use super::syntax::{Dict, Object};
use crate::import::Refusal;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cleaned {
    /// It is signed and must stay as it is.
    Signed,
    /// The file written anew.
    Anew(Vec<u8>),
}

/// Keys that tell of makers, tools and times, or carry other files and scripts.
const DROPPED: [&str; 13] = [
    "Metadata",
    "PieceInfo",
    "LastModified",
    "Info",
    "EmbeddedFiles",
    "AF",
    "JavaScript",
    "JS",
    "OpenAction",
    "AA",
    "Thumb",
    "SpiderInfo",
    "XFA",
];

/// Annotations that belong to the page; all others are remarks of readers.
const KEPT_ANNOTATIONS: [&str; 3] = ["Link", "Widget", "PrinterMark"];

/// What a click must not do: run or send something, open files of a computer.
const DROPPED_ACTIONS: [&str; 11] = [
    "Launch",
    "JavaScript",
    "SubmitForm",
    "ImportData",
    "GoToR",
    "GoToE",
    "Rendition",
    "Movie",
    "Sound",
    "RichMediaExecute",
    "Trans",
];

/// The file without authors, revisions and remarks.
pub fn clean(bytes: &[u8]) -> Result<Cleaned, Refusal> {
    let file = File::read(bytes)?;
    if is_signed(bytes) {
        return Ok(Cleaned::Signed);
    }
    let Some((root, _)) = file.catalogue() else {
        return Err(crate::import::decode::broken("pdf", "no catalogue"));
    };
    // A portfolio is a cover around other files; without them it says nothing.
    if file.root().is_some_and(|root| root.contains_key("Collection")) {
        return Err(Refusal::Unsupported { format: "PDF portfolio" });
    }
    let numbers = reachable(&file, root);
    let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut places = Vec::with_capacity(numbers.len());
    for (id, number) in &numbers {
        places.push((*number, out.len()));
        object(&file, *id, *number, &numbers, &mut out)?;
    }
    places.sort_unstable();
    finish(&mut out, &places, numbers[&root]);
    Ok(Cleaned::Anew(out))
}

/// A signature covers the file up to itself and from itself on (ISO 32000-1, 12.8.1). What another program
/// saved again after signing has the words of a signature and none that covers it.
fn is_signed(bytes: &[u8]) -> bool {
    const RANGE: &[u8] = b"/ByteRange";
    // A signature names the bytes it covers, so it is never packed; it may stand inside its field.
    std::iter::successors(find(bytes, RANGE, 0), |at| find(bytes, RANGE, at + RANGE.len()))
        .any(|at| covers(bytes, &bytes[at + RANGE.len()..]))
}

/// The four numbers leave out one gap, and that holds a signature.
fn covers(bytes: &[u8], range: &[u8]) -> bool {
    let words = range.iter().take(200).skip_while(|byte| byte.is_ascii_whitespace());
    let words: Vec<u8> = words.copied().take_while(|byte| *byte != b']').collect();
    let Some(words) = words.strip_prefix(b"[").and_then(|words| std::str::from_utf8(words).ok()) else {
        return false;
    };
    let numbers: Vec<usize> = words.split_ascii_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [0, from, to, length] = numbers[..] else { return false };
    let whole = to.checked_add(length).is_some_and(|end| end <= bytes.len());
    let digits = bytes.get(from..to).and_then(|gap| gap.strip_prefix(b"<")?.strip_suffix(b">"));
    // DER begins with a sequence.
    let is_signature = |digits: &[u8]| digits.starts_with(b"30") && digits.iter().all(u8::is_ascii_hexdigit);
    whole && digits.is_some_and(is_signature)
}

/// The objects that the catalogue leads to, numbered anew in the order they are met.
fn reachable(file: &File<'_>, root: u32) -> BTreeMap<u32, u32> {
    let mut met = BTreeMap::from([(root, 1)]);
    let mut queue = VecDeque::from([root]);
    while let Some(id) = queue.pop_front() {
        let Some(found) = file.entry(id) else { continue };
        let mut references = BTreeSet::new();
        collect(file, found.0, &mut references);
        for reference in references {
            let next = u32::try_from(met.len() + 1).unwrap_or(u32::MAX);
            met.entry(reference).or_insert_with(|| {
                queue.push_back(reference);
                next
            });
        }
    }
    met
}

fn collect(file: &File<'_>, object: &Object, found: &mut BTreeSet<u32>) {
    match object {
        Object::Reference(id) if file.entry(*id).is_some() => {
            found.insert(*id);
        }
        Object::Array(items) => items.iter().for_each(|item| collect(file, item, found)),
        Object::Dict(dict) => {
            for (_, value) in kept(file, dict) {
                collect(file, &value, found);
            }
        }
        _ => {}
    }
}

/// What is kept of a dictionary.
fn kept(file: &File<'_>, dict: &Dict) -> Vec<(String, Object)> {
    let annotation = file.get(dict, "Subtype").name().is_some_and(|kind| KEPT_ANNOTATIONS.contains(&kind));
    let entry = |(key, value): (&String, &Object)| {
        if DROPPED.contains(&key.as_str())
            || annotation && ["M", "CreationDate", "NM"].contains(&key.as_str())
        {
            return None;
        }
        if ["A", "PA", "Next"].contains(&key.as_str()) {
            let action = file.resolve(value).dict().and_then(|dict| file.get(dict, "S").name());
            if action.is_some_and(|action| DROPPED_ACTIONS.contains(&action)) {
                return None;
            }
        }
        // A signature that covers nothing any more, with the name of who signed.
        if key == "V" && file.resolve(value).dict().is_some_and(|dict| dict.contains_key("ByteRange")) {
            return None;
        }
        if key == "URI" && is_of_a_disk(file.resolve(value)) {
            return Some((key.clone(), Object::Text(Vec::new())));
        }
        if key == "Annots" {
            let Object::Array(items) = file.resolve(value) else { return None };
            let kept = items.iter().filter(|item| {
                let kind = file.resolve(item).dict().and_then(|dict| file.get(dict, "Subtype").name());
                kind.is_some_and(|kind| KEPT_ANNOTATIONS.contains(&kind))
            });
            let kept: Vec<Object> = kept.cloned().collect();
            return (!kept.is_empty()).then(|| (key.clone(), Object::Array(kept)));
        }
        Some((key.clone(), value.clone()))
    };
    dict.iter().filter_map(entry).collect()
}

/// A path on somebody's computer: it tells a name.
fn is_of_a_disk(address: &Object) -> bool {
    let Object::Text(address) = address else { return false };
    let start = address.get(..5).unwrap_or(address).to_ascii_lowercase();
    start.starts_with(b"file:") || start.get(1..3) == Some(b":\\".as_slice()) || start.starts_with(b"\\\\")
}

fn object(
    file: &File<'_>,
    id: u32,
    number: u32,
    numbers: &BTreeMap<u32, u32>,
    out: &mut Vec<u8>,
) -> Result<(), Refusal> {
    let Some((object, stream)) = file.entry(id) else { return Ok(()) };
    out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
    match (object, stream) {
        (Object::Dict(dict), Some(data)) => {
            let mut entries = kept(file, dict);
            let data = match file.photograph(id)? {
                Some(photograph) => {
                    entries.retain(|(key, _)| key != "DecodeParms" && key != "Filter");
                    entries.push(("Filter".to_owned(), Object::Name(photograph.coding.to_owned())));
                    let bare = crate::import::without_camera(&photograph.bytes);
                    bare.map_err(|_| crate::import::decode::broken("pdf", "a torn photograph"))?
                }
                None => data.to_vec(),
            };
            entries.retain(|(key, _)| key != "Length");
            #[expect(clippy::cast_precision_loss, reason = "a length below 2^52")]
            entries.push(("Length".to_owned(), Object::Number(data.len() as f64)));
            dictionary(file, &entries, numbers, out);
            out.extend_from_slice(b"\nstream\n");
            out.extend_from_slice(&data);
            out.extend_from_slice(b"\nendstream");
        }
        (object, _) => write(file, object, numbers, out),
    }
    out.extend_from_slice(b"\nendobj\n");
    Ok(())
}

fn dictionary(
    file: &File<'_>,
    entries: &[(String, Object)],
    numbers: &BTreeMap<u32, u32>,
    out: &mut Vec<u8>,
) {
    out.extend_from_slice(b"<<");
    for (key, value) in entries {
        name(key, out);
        out.push(b' ');
        write(file, value, numbers, out);
    }
    out.extend_from_slice(b">>");
}

fn write(file: &File<'_>, object: &Object, numbers: &BTreeMap<u32, u32>, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Bool(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Number(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Name(text) => name(text, out),
        Object::Text(text) => {
            let mut hex = String::with_capacity(text.len() * 2 + 2);
            for byte in text {
                let _ = write!(hex, "{byte:02X}");
            }
            out.extend_from_slice(format!("<{hex}>").as_bytes());
        }
        Object::Array(items) => {
            out.push(b'[');
            for item in items {
                write(file, item, numbers, out);
                out.push(b' ');
            }
            out.push(b']');
        }
        Object::Dict(dict) => dictionary(file, &kept(file, dict), numbers, out),
        Object::Reference(id) => match numbers.get(id) {
            Some(number) => out.extend_from_slice(format!("{number} 0 R").as_bytes()),
            None => out.extend_from_slice(b"null"),
        },
        Object::Operator(word) => out.extend_from_slice(word.as_bytes()),
    }
}

fn name(text: &str, out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in text.bytes() {
        if byte.is_ascii_graphic() && !b"#/()<>[]{}%".contains(&byte) {
            out.push(byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

/// The table of places and the trailer.
fn finish(out: &mut Vec<u8>, places: &[(u32, usize)], root: u32) {
    let start = out.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for (_, place) in places {
        let _ = writeln!(table, "{place:010} 00000 n ");
    }
    let _ =
        write!(table, "trailer\n<</Size {}/Root {root} 0 R>>\nstartxref\n{start}\n%%EOF\n", places.len() + 1);
    out.extend_from_slice(table.as_bytes());
}
