//! Măng Non turns a folder of Markdown into a public child-protection portal and, from the same
//! article, into a loudspeaker script and a Zalo text for every locality the article concerns.

pub mod gates;
pub mod vi;
