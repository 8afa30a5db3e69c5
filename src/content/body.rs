//! A body at rest: the tree of blocks in a compact form with its digest.
//!
//! A nation's portal holds a hundred thousand bodies at once; a tree of small strings costs several
//! times its text, so a body is kept packed and unpacked by whoever needs it, and of a large site it
//! is kept on a [`Shelf`]. The digest is that of the packed form, so equal digests mean equal trees.

use std::fmt::Debug;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::content::block::Blocks;
use crate::digest::Digest;

/// A packed body. In a key it stands as its digest.
#[derive(Debug, Clone)]
pub struct Body {
    packed: Packed,
    digest: Digest,
}

#[derive(Debug, Clone)]
enum Packed {
    Here(Arc<[u8]>),
    Shelved { shelf: Arc<dyn Shelf>, at: u64, length: usize },
}

/// Keeps bytes outside of the memory for as long as it lives.
pub trait Shelf: Debug + Send + Sync {
    /// Takes bytes; gives the place to fetch them from, or `None` if there is no room.
    fn put(&self, bytes: &[u8]) -> Option<u64>;
    /// Gives bytes back.
    fn fetch(&self, at: u64, length: usize) -> Vec<u8>;
}

impl Body {
    /// Packs a tree.
    pub fn pack(blocks: &Blocks) -> Body {
        let packed = postcard::to_stdvec(blocks).expect("a tree of strings serializes");
        Body { digest: Digest::of(&packed), packed: Packed::Here(packed.into()) }
    }

    /// Puts it on a shelf; without room there it stays where it is.
    pub fn shelve(&mut self, shelf: &Arc<dyn Shelf>) {
        if let Packed::Here(bytes) = &self.packed
            && let Some(at) = shelf.put(bytes)
        {
            self.packed = Packed::Shelved { shelf: Arc::clone(shelf), at, length: bytes.len() };
        }
    }

    /// The tree.
    pub fn unpack(&self) -> Blocks {
        let blocks = match &self.packed {
            Packed::Here(bytes) => postcard::from_bytes(bytes),
            Packed::Shelved { shelf, at, length } => postcard::from_bytes(&shelf.fetch(*at, *length)),
        };
        blocks.expect("packed by `pack` and never changed")
    }

    /// What stands for the body in a key.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.digest.serialize(serializer)
    }
}
