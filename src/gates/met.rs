//! What is known of words that were met before.
//!
//! A text repeats a few hundred words thousands of times: what depends on a word alone is found out once
//! and then shared. Nothing here knows a rule.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Words met so far, and what is known of each.
#[derive(Debug)]
pub(super) struct Met<T> {
    /// Nearly all words: packed in a number they are compared at once.
    short: HashMap<u128, T, BuildHasherDefault<WordHasher>>,
    long: HashMap<Box<str>, T, BuildHasherDefault<WordHasher>>,
    /// How many are kept.
    most: usize,
}

impl<T> Default for Met<T> {
    /// Keeps several times as many words as ordinary texts use.
    fn default() -> Met<T> {
        Met::of_at_most(20_000)
    }
}

impl<T> Met<T> {
    /// Keeps so many at most; where there are more, it begins anew.
    pub(super) fn of_at_most(most: usize) -> Met<T> {
        Met { short: HashMap::default(), long: HashMap::default(), most }
    }
}

impl<T: Clone> Met<T> {
    /// What is known of a word; `find_out` is asked if it was not met yet.
    #[inline]
    pub(super) fn of(&mut self, word: &str, find_out: impl FnOnce(&str) -> T) -> T {
        let packed = packed(word.as_bytes());
        let known = packed.map_or_else(|| self.long.get(word), |word| self.short.get(&word));
        if let Some(known) = known {
            return known.clone();
        }
        if self.short.len() + self.long.len() >= self.most {
            *self = Met::of_at_most(self.most);
        }
        let known = find_out(word);
        match packed {
            Some(packed) => self.short.insert(packed, known.clone()),
            None => self.long.insert(word.into(), known.clone()),
        };
        known
    }
}

/// The bytes of a short word and how many they are, in one number.
#[inline]
fn packed(word: &[u8]) -> Option<u128> {
    // Two halves that may overlap: where they do they agree.
    let bytes = match word {
        [] => 0,
        [a] => u128::from(*a),
        [a, .., z] if word.len() < 4 => {
            u128::from(*a) | u128::from(word[1]) << 8 | u128::from(*z) << (8 * (word.len() - 1))
        }
        _ if word.len() < 8 => halves(*word.first_chunk()?, *word.last_chunk()?, word.len()),
        _ if word.len() < 16 => {
            let (first, last) =
                (u64::from_le_bytes(*word.first_chunk()?), u64::from_le_bytes(*word.last_chunk()?));
            u128::from(first) | u128::from(last) << (8 * (word.len() - 8))
        }
        _ => return None,
    };
    Some(bytes | (word.len() as u128) << 120)
}

#[inline]
fn halves(first: [u8; 4], last: [u8; 4], length: usize) -> u128 {
    u128::from(u32::from_le_bytes(first)) | u128::from(u32::from_le_bytes(last)) << (8 * (length - 4))
}

/// Hashes a few letters quickly. An author who makes words collide only slows his own build.
#[derive(Debug, Default)]
pub(super) struct WordHasher(u64);

impl WordHasher {
    #[inline]
    fn add(&mut self, bits: u64) {
        self.0 = (self.0.rotate_left(5) ^ bits).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        self.add(rest.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte)));
    }

    #[inline]
    fn write_u128(&mut self, bits: u128) {
        let bytes = bits.to_le_bytes();
        for half in bytes.as_chunks::<8>().0 {
            self.add(u64::from_le_bytes(*half));
        }
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_number_of_its_own_or_none() {
        let word = "ồ nghiêng-0123456789";
        let mut numbers = std::collections::BTreeMap::new();
        for start in 0..word.len() {
            for end in start..=word.len() {
                let part = &word.as_bytes()[start..end];
                match packed(part) {
                    Some(number) => {
                        assert_eq!(*numbers.entry(number).or_insert(part), part);
                        assert_eq!(&number.to_le_bytes()[..part.len()], part);
                    }
                    None => assert!(part.len() > 15),
                }
            }
        }
    }

    #[test]
    fn words_are_found_again_and_made_once() {
        let mut met = Met::default();
        let mut made = 0;
        for word in ["a", "ab", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghijklmno", "abcdefghijklmnop"] {
            for _ in 0..2 {
                let known = met.of(word, |word| {
                    made += 1;
                    word.len()
                });
                assert_eq!(known, word.len());
            }
        }
        assert_eq!(made, 8);
    }
}
