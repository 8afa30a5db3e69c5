//! Măng Non turns a folder of Markdown into a public child-protection portal and, from the same
//! article, into a loudspeaker script and a Zalo text for every locality the article concerns.

pub mod config;
pub mod content;
pub mod diag;
pub mod digest;
pub mod fields;
pub mod locality;
pub mod path;
pub mod site;
pub mod source;
pub mod vi;
