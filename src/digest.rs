//! Content digests: of a source, of a view, of a published file.
//!
//! A view's key is the digest of its compact serialization. A part that is large or shown on many
//! pages goes in as [`Shared`]: it serializes as itself for people and templates and as its digest
//! for the key, so that it is hashed once however many views hold it.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

/// A 16-byte content digest (the first half of BLAKE3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest::cut(blake3::hash(bytes))
    }

    /// The digest of what is read, however long it is.
    pub fn of_reader(mut reader: impl Read) -> io::Result<Digest> {
        let (mut hasher, mut buffer) = (blake3::Hasher::new(), vec![0; 1 << 16]);
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(Digest::cut(hasher.finalize())),
                n => hasher.update(&buffer[..n]),
            };
        }
    }

    /// The digest of parts as if they were one.
    pub fn of_parts(parts: &[&[u8]]) -> Digest {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(part);
        }
        Digest::cut(hasher.finalize())
    }

    /// The digest of some digests in their order.
    pub fn of_all<'d>(digests: impl IntoIterator<Item = &'d Digest>) -> Digest {
        let bytes: Vec<u8> = digests.into_iter().flat_map(|digest| digest.0).collect();
        Digest::of(&bytes)
    }

    /// The digest of a name and a content together; this is that of the content.
    #[must_use]
    pub fn of_file(&self, name: &str) -> Digest {
        Digest::of_parts(&[name.as_bytes(), &self.0])
    }

    /// The digest of a value: of its compact serialization, in which every [`Shared`] part stands
    /// as its own digest.
    pub fn of_value(value: &impl Serialize) -> Digest {
        let bytes = postcard::to_extend(value, Vec::with_capacity(4096)).expect("a plain view serializes");
        Digest::of(&bytes)
    }

    /// The first `n` hexadecimal digits, for fingerprints in file names.
    pub fn short(&self, n: usize) -> String {
        self.to_string().chars().take(n).collect()
    }

    /// A number for finding a place in a table; as evenly spread as the digest.
    pub fn number(&self) -> usize {
        let [a, b, c, d, ..] = self.0;
        usize::try_from(u32::from_le_bytes([a, b, c, d])).unwrap_or(0)
    }

    fn cut(hash: blake3::Hash) -> Digest {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.as_bytes()[..16]);
        Digest(half)
    }
}

impl Digest {
    /// Two hexadecimal digits for each byte.
    fn digits(self) -> [u8; 32] {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut digits = [0; 32];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        digits
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.digits()).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(std::str::from_utf8(&self.digits()).map_err(serde::ser::Error::custom)?)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Digest, D::Error> {
        if !deserializer.is_human_readable() {
            return <[u8; 16]>::deserialize(deserializer).map(Digest);
        }
        deserializer.deserialize_str(Hexadecimal)
    }
}

/// Reads a digest from its digits: a manifest has two in each of a hundred thousand lines.
struct Hexadecimal;

impl serde::de::Visitor<'_> for Hexadecimal {
    type Value = Digest;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("32 hexadecimal digits")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Digest, E> {
        let value = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let mut half = [0; 16];
        let sound = text.len() == 32
            && text.as_bytes().chunks_exact(2).zip(&mut half).all(|(pair, byte)| {
                value(pair[0]).zip(value(pair[1])).map(|(high, low)| *byte = high << 4 | low).is_some()
            });
        if sound { Ok(Digest(half)) } else { Err(E::custom("not a digest")) }
    }
}

/// A part of a view that is hashed once and shared: as itself in a template, as a digest in a key.
#[derive(Debug)]
pub struct Shared<T> {
    value: Arc<T>,
    digest: Digest,
}

impl<T: Serialize> Shared<T> {
    /// Shares a value under the digest of its serialization.
    pub fn new(value: T) -> Shared<T> {
        let digest = Digest::of_value(&value);
        Shared { value: Arc::new(value), digest }
    }
}

impl<T> Shared<T> {
    /// The value.
    pub fn get(&self) -> &T {
        &self.value
    }

    /// What stands for the value in a key.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared { value: Arc::clone(&self.value), digest: self.digest }
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.value.serialize(serializer)
        } else {
            self.digest.serialize(serializer)
        }
    }
}

/// Bytes as RFC 4648 writes them.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let letter = LETTERS[(word >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

/// The SHA-256 of bytes in hexadecimal, as people compare it.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    format!("{:x}", sha2::Sha256::digest(bytes))
}

/// The SHA-256 of bytes as a policy of browsers names it.
pub fn sha256_base64(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    base64(&sha2::Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_part_counts_in_the_key_by_its_content() {
        let key = |text: &str| Digest::of_value(&(1, Shared::new(text.to_owned())));
        assert_eq!(key("a"), key("a"));
        assert_ne!(key("a"), key("b"));
    }

    #[test]
    fn a_digest_survives_json() {
        let digest = Digest::of(b"x");
        let json = serde_json::to_string(&digest).expect("a digest is text");
        assert_eq!(serde_json::from_str::<Digest>(&json).expect("as written"), digest);
        for bad in ["zz", "+f0123456789abcdef0123456789abcde", "G0123456789abcdef0123456789abcde", "0123"] {
            assert!(serde_json::from_str::<Digest>(&format!("\"{bad}\"")).is_err(), "{bad}");
        }
    }

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
