//! A body at rest: the tree of blocks in a compact form with its digest.
//!
//! A nation's portal holds a hundred thousand bodies at once; a tree of small strings costs several
//! times its text, so a body is kept packed and unpacked by whoever needs it, and of a large site it
//! is kept on a [`Shelf`]. A body that has not changed since an earlier build is read [`Again`] from its
//! source by whoever needs it, and by nobody else. The digest is that of the packed form, so equal
//! digests mean equal trees.

use std::fmt::Debug;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::content::block::Blocks;
use crate::digest::Digest;
use crate::path::SourcePath;

/// A packed body. In a key it stands as its digest, and so it does in what a build leaves for the next.
#[derive(Debug, Clone)]
pub struct Body {
    packed: Packed,
    digest: Digest,
}

#[derive(Debug, Clone)]
enum Packed {
    Here(Arc<[u8]>),
    Shelved {
        shelf: Arc<dyn Shelf>,
        at: u64,
        length: usize,
    },
    InSource(Box<InSource>),
    /// Put away without itself; whoever took it out says at once where it is to be read.
    Away,
}

/// A body that is read again when it is needed, once.
#[derive(Debug, Clone)]
struct InSource {
    again: Arc<dyn Again>,
    path: SourcePath,
    read: OnceLock<Box<Body>>,
}

/// Reads a body from its source again.
pub trait Again: Debug + Send + Sync {
    /// The body of a page whose digest is known, with its tree. If the source has become another
    /// meanwhile, whatever is given must not be published, and it is on the reader to see to that.
    fn body(&self, path: &SourcePath, digest: Digest) -> (Body, Blocks);
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
            Packed::InSource(source) => return source.blocks(self.digest),
            Packed::Away => unreachable!("what is put away is told where it is read before it is used"),
        };
        blocks.expect("packed by `pack` and never changed")
    }

    /// Says where it is read, if it was put away without itself.
    pub fn read_with(&mut self, again: &Arc<dyn Again>, path: &SourcePath) {
        if matches!(self.packed, Packed::Away) {
            let source = InSource { again: Arc::clone(again), path: path.clone(), read: OnceLock::new() };
            self.packed = Packed::InSource(Box::new(source));
        }
    }

    /// What stands for the body in a key.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

impl InSource {
    /// Who reads the source has the tree at hand; whoever comes later unpacks the body.
    fn blocks(&self, digest: Digest) -> Blocks {
        let mut at_hand = None;
        let body = self.read.get_or_init(|| {
            let (body, blocks) = self.again.body(&self.path, digest);
            at_hand = Some(blocks);
            Box::new(body)
        });
        at_hand.unwrap_or_else(|| body.unpack())
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Body, D::Error> {
        Digest::deserialize(deserializer).map(|digest| Body { packed: Packed::Away, digest })
    }
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.digest.serialize(serializer)
    }
}
