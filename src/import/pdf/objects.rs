//! The objects of a PDF file, by number.
//!
//! In: the bytes of the file. Out: [`File`], which looks objects up and unpacks streams within a bound. The file is
//! scanned for objects instead of trusting its cross-reference table; the last object of a number counts, as in a file
//! that was saved over. Encryption is refused.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::packing::{ascii_85, ascii_hex, inflate, unpredicted};
use super::syntax::{Dict, Lexer, Object, References};
use crate::import::Refusal;
use crate::import::decode::broken;

/// The most one file may unpack to.
const MAX_UNPACKED: usize = 200_000_000;

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

/// A photograph within the file.
pub(super) struct Photograph {
    /// The filter that shows it.
    pub(super) coding: &'static str,
    /// As a camera coded it.
    pub(super) bytes: Vec<u8>,
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

    /// The photograph that a stream is, freed of what it is packed in.
    pub(super) fn photograph(&self, id: u32) -> Result<Option<Photograph>, Refusal> {
        let Some(entry) = self.objects.get(&id) else { return Ok(None) };
        let (Some((start, end)), Some(dict)) = (entry.stream, entry.object.dict()) else { return Ok(None) };
        let filters = self.filters(dict);
        let coding = match filters.last() {
            Some(&"DCTDecode") => "DCTDecode",
            Some(&"JPXDecode") => "JPXDecode",
            _ => return Ok(None),
        };
        let packed = &filters[..filters.len() - 1];
        let bytes = self.through(self.bytes[start..end].to_vec(), packed, dict)?;
        bytes.map_or_else(
            || Err(broken("pdf", "a photograph in an unknown packing")),
            |bytes| Ok(Some(Photograph { coding, bytes })),
        )
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
        let filters = self.filters(dict);
        // Pictures, and packings no word processor uses for text.
        let Some(data) = self.through(self.bytes[start..end].to_vec(), &filters, dict)? else {
            return Ok(Vec::new());
        };
        let total = self.unpacked.get() + data.len();
        self.unpacked.set(total);
        if total > MAX_UNPACKED { Err(Refusal::Bomb) } else { Ok(data) }
    }

    fn filters<'o>(&'o self, dict: &'o Dict) -> Vec<&'o str> {
        match self.get(dict, "Filter") {
            Object::Array(filters) => {
                filters.iter().filter_map(|filter| self.resolve(filter).name()).collect()
            }
            Object::Name(name) => vec![name.as_str()],
            _ => Vec::new(),
        }
    }

    /// Undoes the packings one after the other; `None` where one is not known here.
    fn through(&self, mut data: Vec<u8>, filters: &[&str], dict: &Dict) -> Result<Option<Vec<u8>>, Refusal> {
        for filter in filters {
            data = match *filter {
                "FlateDecode" | "Fl" => unpredicted(inflate(&data)?, self.parameters(dict)),
                "ASCIIHexDecode" | "AHx" => ascii_hex(&data),
                "ASCII85Decode" | "A85" => ascii_85(&data),
                _ => return Ok(None),
            };
        }
        Ok(Some(data))
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
