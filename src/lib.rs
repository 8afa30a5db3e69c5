//! Măng Non turns a folder of Markdown into a public child-protection portal and, from the same
//! article, into a loudspeaker script and a Zalo text for every locality the article concerns.

pub mod cli;
pub mod config;
pub mod content;
pub mod csv;
pub mod diag;
pub mod digest;
pub mod draw;
pub mod fields;
pub mod gates;
pub mod ical;
pub mod import;
pub mod locality;
pub mod markup;
pub mod media;
pub mod net;
pub mod outputs;
pub mod pack;
pub mod paper;
pub mod path;
pub mod picture;
pub mod pipeline;
pub mod preview;
pub mod publish;
pub mod recall;
pub mod report;
pub mod serve;
#[cfg(feature = "cards")]
pub mod sheets;
pub mod site;
pub mod sound;
pub mod source;
pub mod theme;
pub mod vi;
pub mod weight;
