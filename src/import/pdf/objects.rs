//! The objects of a PDF file, by number.
//!
//! In: the bytes of the file. Out: [`File`], which looks objects up and unpacks streams within a bound. The file is
//! scanned for objects instead of trusting its cross-reference table; the last object of a number counts, as in a file
//! that was saved over. Encryption is refused.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Read;

use super::syntax::{Dict, Lexer, Object, References, hex};
use crate::import::Refusal;
use crate::import::decode::broken;

/// The most one file may unpack to.
const MAX_UNPACKED: usize = 200_000_000;
/// The most one stream may unpack to.
const MAX_STREAM: usize = 60_000_000;

/// A scanned PDF file.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    objects: BTreeMap<u32, Entry>,
    unpacked: Cell<usize>,
    root: Option<Object>,
}

#[derive(Debug, Clone)]
struct Entry {
    object: Object,
    /// Where the stream's bytes start and end.
    stream: Option<(usize, usize)>,
    /// Where in the file it stands, by itself or packed: what stands later was written later.
    place: usize,
}

impl<'a> File<'a> {
    /// Finds every object.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut file = Self { bytes, objects: BTreeMap::new(), unpacked: Cell::new(0), root: None };
        file.scan()?;
        if file.objects.is_empty() {
            return Err(broken("pdf", "no objects"));
        }
        file.unpack_object_streams()?;
        Ok(file)
    }

    /// Follows references to the object itself.
    pub(super) fn resolve<'o>(&'o self, object: &'o Object) -> &'o Object {
        let mut object = object;
        for _ in 0..20 {
            let Object::Reference(id) = object else { return object };
            match self.objects.get(id) {
                Some(entry) => object = &entry.object,
                None => return &Object::Null,
            }
        }
        &Object::Null
    }

    /// A value of a dictionary, references followed.
    pub(super) fn get<'o>(&'o self, dict: &'o Dict, key: &str) -> &'o Object {
        dict.get(key).map_or(&Object::Null, |object| self.resolve(object))
    }

    /// The unpacked bytes of a stream.
    pub(super) fn stream(&self, object: &Object) -> Result<Vec<u8>, Refusal> {
        let Object::Reference(id) = object else { return Ok(Vec::new()) };
        let mut entry = self.objects.get(id);
        for _ in 0..10 {
            match entry.map(|entry| &entry.object) {
                Some(Object::Reference(next)) => entry = self.objects.get(next),
                _ => break,
            }
        }
        entry.map_or(Ok(Vec::new()), |entry| self.unpack(entry))
    }

    /// The catalogue.
    pub(super) fn root(&self) -> Option<&Dict> {
        let by_trailer = self.root.as_ref().and_then(|root| self.resolve(root).dict());
        by_trailer.or_else(|| self.dicts().find(|dict| self.get(dict, "Type").name() == Some("Catalog")))
    }

    /// The number of the catalogue, and the catalogue.
    pub(super) fn catalogue(&self) -> Option<(u32, &Dict)> {
        if let Some(Object::Reference(id)) = &self.root
            && let Some(dict) = self.objects.get(id).and_then(|entry| entry.object.dict())
        {
            return Some((*id, dict));
        }
        let all = self.objects.iter().filter_map(|(id, entry)| Some((*id, entry.object.dict()?)));
        all.into_iter().find(|(_, dict)| self.get(dict, "Type").name() == Some("Catalog"))
    }

    /// An object by its number, with the bytes of its stream as they are packed.
    pub(super) fn entry(&self, id: u32) -> Option<(&Object, Option<&[u8]>)> {
        let entry = self.objects.get(&id)?;
        let stream = entry.stream.and_then(|(start, end)| self.bytes.get(start..end));
        Some((&entry.object, stream))
    }

    /// Every dictionary, by number.
    pub(super) fn dicts(&self) -> impl Iterator<Item = &Dict> {
        self.objects.values().filter_map(|entry| entry.object.dict())
    }

    fn scan(&mut self) -> Result<(), Refusal> {
        let mut at = 0;
        while let Some(found) = find(self.bytes, b"obj", at) {
            at = found + 3;
            if let Some(id) = self.id_before(found) {
                at = self.object(id, found + 3)?.max(at);
            }
        }
        let mut at = 0;
        while let Some(found) = find(self.bytes, b"trailer", at) {
            at = found + 7;
            let trailer = Lexer::new(self.bytes, at).object(References::Allowed);
            if let Some(Object::Dict(dict)) = trailer {
                self.trailer(&dict)?;
            }
        }
        Ok(())
    }

    fn trailer(&mut self, dict: &Dict) -> Result<(), Refusal> {
        if dict.get("Encrypt").is_some_and(|it| *it != Object::Null) {
            return Err(Refusal::Password);
        }
        if let Some(root) = dict.get("Root") {
            self.root = Some(root.clone());
        }
        Ok(())
    }

    /// The number in `12 0 obj`.
    fn id_before(&self, at: usize) -> Option<u32> {
        let start = at.saturating_sub(24);
        let text = &self.bytes[start..at];
        let mut parts = text.rsplit(u8::is_ascii_whitespace).filter(|part| !part.is_empty());
        let generation = parts.next()?;
        let id = parts.next()?;
        if !generation.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let digits = id.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        std::str::from_utf8(&id[id.len() - digits..]).ok()?.parse().ok()
    }

    /// Reads the object at `at`; gives where it ends.
    fn object(&mut self, id: u32, at: usize) -> Result<usize, Refusal> {
        let mut lexer = Lexer::new(self.bytes, at);
        let Some(object) = lexer.object(References::Allowed) else { return Ok(at) };
        let mut stream = None;
        let mut end = lexer.at;
        if let Object::Dict(dict) = &object {
            lexer.skip_space();
            if self.bytes[lexer.at.min(self.bytes.len())..].starts_with(b"stream") {
                let mut start = lexer.at + 6;
                start += usize::from(self.bytes.get(start) == Some(&b'\r'));
                start += usize::from(self.bytes.get(start) == Some(&b'\n'));
                let stop = self.stream_end(dict, start);
                stream = Some((start.min(stop), stop));
                end = stop;
            }
            if dict.get("Type").and_then(Object::name) == Some("XRef") {
                let dict = dict.clone();
                self.trailer(&dict)?;
            }
        }
        self.objects.insert(id, Entry { object, stream, place: at });
        Ok(end)
    }

    /// By its length where that is right, else at "endstream".
    fn stream_end(&self, dict: &Dict, start: usize) -> usize {
        let length = dict.get("Length").and_then(|length| self.resolve(length).number());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float as a length saturates, and is checked against the file"
        )]
        let by_length =
            length.filter(|length| *length >= 0.0).map(|length| start.saturating_add(length as usize));
        if let Some(end) = by_length.filter(|end| *end <= self.bytes.len()) {
            let after = &self.bytes[end..(end + 20).min(self.bytes.len())];
            if find(after, b"endstream", 0).is_some() {
                return end;
            }
        }
        find(self.bytes, b"endstream", start).unwrap_or(self.bytes.len())
    }

    fn unpack(&self, entry: &Entry) -> Result<Vec<u8>, Refusal> {
        let (Some((start, end)), Some(dict)) = (entry.stream, entry.object.dict()) else {
            return Ok(Vec::new());
        };
        let mut data = self.bytes[start..end].to_vec();
        let filters = match self.get(dict, "Filter") {
            Object::Array(filters) => {
                filters.iter().filter_map(|filter| self.resolve(filter).name()).collect()
            }
            Object::Name(name) => vec![name.as_str()],
            _ => Vec::new(),
        };
        for filter in filters {
            data = match filter {
                "FlateDecode" | "Fl" => unpredicted(inflate(&data)?, self.parameters(dict)),
                "ASCIIHexDecode" | "AHx" => {
                    let digits: Vec<u8> =
                        data.iter().take_while(|byte| **byte != b'>').filter_map(|byte| hex(*byte)).collect();
                    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
                }
                "ASCII85Decode" | "A85" => ascii_85(&data),
                // Pictures, and packings no word processor uses for text.
                _ => return Ok(Vec::new()),
            };
        }
        let total = self.unpacked.get() + data.len();
        self.unpacked.set(total);
        if total > MAX_UNPACKED { Err(Refusal::Bomb) } else { Ok(data) }
    }

    fn parameters<'o>(&'o self, dict: &'o Dict) -> Option<&'o Dict> {
        match self.get(dict, "DecodeParms") {
            Object::Array(items) => items.iter().find_map(|item| self.resolve(item).dict()),
            other => other.dict(),
        }
    }

    fn unpack_object_streams(&mut self) -> Result<(), Refusal> {
        let packed: Vec<Entry> = self
            .objects
            .values()
            .filter(|entry| {
                entry.object.dict().is_some_and(|dict| self.get(dict, "Type").name() == Some("ObjStm"))
            })
            .cloned()
            .collect();
        for entry in packed {
            let Some(dict) = entry.object.dict() else { continue };
            let first = self.get(dict, "First").number().unwrap_or(0.0);
            let data = self.unpack(&entry)?;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "checked against the data below"
            )]
            let first = first.max(0.0) as usize;
            let mut index = Lexer::new(&data[..first.min(data.len())], 0);
            while let (Some(Object::Number(id)), Some(Object::Number(at))) =
                (index.object(References::None), index.object(References::None))
            {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "saturates; looked up in bounds"
                )]
                let (id, at) = (id.max(0.0) as u32, first.saturating_add(at.max(0.0) as usize));
                if at < data.len()
                    && let Some(object) = Lexer::new(&data, at).object(References::Allowed)
                {
                    let place = entry.place;
                    if self.objects.get(&id).is_none_or(|known| known.place < place) {
                        self.objects.insert(id, Entry { object, stream: None, place });
                    }
                }
            }
        }
        Ok(())
    }
}

/// Where `wanted` stands in `bytes`, from `from` on.
pub(super) fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let first = *wanted.first()?;
    let mut at = from;
    while let Some(found) = bytes.get(at..)?.iter().position(|byte| *byte == first) {
        at += found;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn inflate(data: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    let mut reader = flate2::read::ZlibDecoder::new(data).take(MAX_STREAM as u64 + 1);
    // A stream cut short still gives what came before the cut.
    let _ = reader.read_to_end(&mut out);
    if out.len() > MAX_STREAM { Err(Refusal::Bomb) } else { Ok(out) }
}

/// Undoes the PNG predictors that some writers pack objects with.
fn unpredicted(data: Vec<u8>, parameters: Option<&Dict>) -> Vec<u8> {
    let value = |key: &str, default: usize| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts; clamped")]
        parameters
            .and_then(|it| it.get(key))
            .and_then(Object::number)
            .map_or(default, |it| it.clamp(0.0, 100_000.0) as usize)
    };
    if value("Predictor", 1) < 10 {
        return data;
    }
    let width = (value("Columns", 1) * value("Colors", 1) * value("BitsPerComponent", 8)).div_ceil(8).max(1);
    let pixel = (value("Colors", 1) * value("BitsPerComponent", 8)).div_ceil(8).max(1);
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0u8; width];
    for row in data.chunks(width + 1) {
        let (kind, row) = (row[0], &row[1..]);
        let mut line = vec![0u8; width];
        for idx in 0..row.len() {
            let left = if idx >= pixel { line[idx - pixel] } else { 0 };
            let corner = if idx >= pixel { above[idx - pixel] } else { 0 };
            let guess = match kind {
                1 => left,
                2 => above[idx],
                3 => u8::midpoint(left, above[idx]),
                4 => paeth(left, above[idx], corner),
                _ => 0,
            };
            line[idx] = row[idx].wrapping_add(guess);
        }
        out.extend_from_slice(&line[..row.len()]);
        above = line;
    }
    out
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    [left, above, corner].into_iter().min_by_key(|it| (guess - i16::from(*it)).abs()).unwrap_or(0)
}

fn ascii_85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut group: Vec<u32> = Vec::new();
    let mut flush = |group: &mut Vec<u32>| {
        let n_digits = group.len();
        if n_digits < 2 {
            return;
        }
        group.resize(5, 84);
        let value = group.iter().fold(0u32, |value, digit| value.wrapping_mul(85).wrapping_add(*digit));
        out.extend_from_slice(&value.to_be_bytes()[..n_digits - 1]);
        group.clear();
    };
    for byte in data {
        match byte {
            b'z' if group.is_empty() => group.extend([0; 5]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            b'~' => break,
            _ => continue,
        }
        if group.len() == 5 {
            flush(&mut group);
        }
    }
    flush(&mut group);
    out
}
