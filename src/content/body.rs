//! A body at rest: the tree of blocks in a compact form with its digest.
//!
//! A nation's portal holds a hundred thousand bodies at once; a tree of small strings costs several
//! times its text, so a body is kept packed and unpacked by whoever needs it. The digest is that of
//! the packed form, so equal digests mean equal trees.

use serde::{Serialize, Serializer};

use crate::content::block::Blocks;
use crate::digest::Digest;

/// A packed body. In a key it stands as its digest.
#[derive(Debug, Clone)]
pub struct Body {
    packed: Box<[u8]>,
    digest: Digest,
}

impl Body {
    /// Packs a tree.
    pub fn pack(blocks: &Blocks) -> Body {
        let packed = postcard::to_stdvec(blocks).expect("a tree of strings serializes").into_boxed_slice();
        let digest = Digest::of(&packed);
        Body { packed, digest }
    }

    /// The tree.
    pub fn unpack(&self) -> Blocks {
        postcard::from_bytes(&self.packed).expect("packed by `pack` and never changed")
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
