//! What is known of words that were met before.
//!
//! A text repeats a few hundred words thousands of times: what depends on a word alone is found out once
//! and then shared. Nothing here knows a rule.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Words met so far, and what is known of each.
#[derive(Debug)]
pub(super) struct Met<T> {
    words: HashMap<Box<str>, T, BuildHasherDefault<WordHasher>>,
}

impl<T> Default for Met<T> {
    fn default() -> Met<T> {
        Met { words: HashMap::default() }
    }
}

impl<T: Clone> Met<T> {
    /// How many words are kept: several times what ordinary texts use.
    const MOST: usize = 20_000;

    /// What is known of a word; `find_out` is asked if it was not met yet.
    #[inline]
    pub(super) fn of(&mut self, word: &str, find_out: impl FnOnce(&str) -> T) -> T {
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        if self.words.len() >= Self::MOST {
            self.words.clear();
        }
        let known = find_out(word);
        self.words.insert(word.into(), known.clone());
        known
    }
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

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}
