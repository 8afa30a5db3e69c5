//! Sound as numbers: from what an engine or a microphone gave to files for the booth and for the web.
//!
//! Bytes of a WAV or an MP3 come in and become samples of one channel at one rate; samples go out as an
//! MP3 with its tags and as Opus, at an even loudness. Nothing here knows an article, a disk or a
//! process; the same samples give the same bytes.

mod loudness;
mod mp3;
mod opus;
mod peak;
mod resample;
mod wav;

use serde::{Deserialize, Serialize};

pub use loudness::{LOUDNESS, PEAK, even, loudness};
pub use mp3::{MP3_KBPS, bare, decode as decode_mp3, encode as encode_mp3, milliseconds};
pub use opus::{OPUS_BITS, encode as encode_opus};
pub use peak::CEILING;
pub use wav::decode as decode_wav;

/// The one rate of all sound within the program: MP3 and Opus both take it.
pub const RATE: u32 = 24_000;

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tags {
    /// What is said.
    pub title: String,
    /// Who says it: the station.
    pub artist: String,
    /// Where it belongs: the locality and the site.
    pub album: String,
    /// The year, if it has one.
    pub year: Option<i16>,
}

/// Samples of one channel at [`RATE`], each between -1 and 1.
pub type Samples = Vec<f32>;

/// How long some samples are.
pub fn length_ms(samples: &[f32]) -> u64 {
    samples.len() as u64 * 1_000 / u64::from(RATE)
}

/// Silence.
pub fn silence(ms: u64) -> Samples {
    vec![0.0; usize::try_from(ms * u64::from(RATE) / 1_000).unwrap_or(0)]
}
