//! Speeches become files, each once: what was spoken is kept by its content.
//!
//! Texts, recordings and pauses come in with the plan of their length; an MP3 for the booth and an Opus
//! for the web go out, even in loudness and as long as planned. A speech of the same words, tags, voice
//! and program is taken from the last time. What fails is a finding, and the site does without it.
#![expect(clippy::disallowed_methods, reason = "edge: reads recordings, keeps what was spoken")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::Engine;
use crate::diag::{Diagnostic, Spot, messages};
use crate::digest::Digest;
use crate::media::engine::{self, Found, Order, Trouble};
use crate::pack::{Segment, Speech};
use crate::path::SourcePath;
use crate::picture::Form;
use crate::site::Asset;
use crate::site::sounds::Sound;
use crate::sound::{self, Samples};

/// Rises when the same speech would become other bytes.
const FORM: u32 = 2;

/// Within this share of the plan nothing is spoken again at another speed.
const CLOSE: f64 = 0.03;

/// Beyond this share the length is a finding (PORTAL G15).
const TOLERANCE: f64 = 0.1;

/// Where speeches are made.
#[derive(Debug)]
pub struct Studio<'s> {
    /// The settings.
    pub engine: &'s Engine,
    /// The program.
    pub found: &'s Found,
    /// Where what was spoken is kept.
    pub folder: &'s Path,
    /// Where recordings lie, with the digests of what they hold.
    pub recordings: BTreeMap<SourcePath, (PathBuf, Digest)>,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Session {
    /// What was spoken, by the path of its files without their endings.
    pub sounds: BTreeMap<String, Sound>,
    /// Where its files lie.
    pub files: BTreeMap<SourcePath, PathBuf>,
    /// How many speeches were spoken now and not kept from before.
    pub spoken: usize,
    /// What went wrong.
    pub found: Vec<Diagnostic>,
}

/// What is kept of a speech beside its files.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Kept {
    ms: u64,
    mp3_bytes: u64,
    opus_bytes: u64,
}

/// Makes the files of all speeches that are not there yet.
pub fn record(studio: &Studio<'_>, speeches: &[Speech]) -> Session {
    let mut by_key: BTreeMap<Digest, Vec<&Speech>> = BTreeMap::new();
    for speech in speeches {
        by_key.entry(studio.key(speech)).or_default().push(speech);
    }
    let list: Vec<(Digest, Vec<&Speech>)> = by_key.into_iter().collect();
    let one = |(key, same): &(Digest, Vec<&Speech>)| match studio.kept(*key) {
        Some(kept) => Ok((kept, false)),
        None => studio.make(*key, same[0]).map(|kept| (kept, true)),
    };
    let results: Vec<Result<(Kept, bool), Trouble>> = list.par_iter().map(one).collect();
    let mut session = Session::default();
    let mut failed: BTreeMap<Trouble, Vec<&str>> = BTreeMap::new();
    for ((key, same), result) in list.iter().zip(results) {
        match result {
            Ok((kept, is_new)) => {
                session.spoken += usize::from(is_new);
                session.admit(studio, *key, kept, same);
            }
            Err(trouble) => {
                failed.entry(trouble).or_default().extend(same.iter().map(|s| s.tags.title.as_str()));
            }
        }
    }
    let spot = studio.engine.at.in_file(&SourcePath::new("site.toml"));
    session.found.extend(off_plan(&session.sounds, speeches, &spot));
    session.found.extend(failed.into_iter().map(|(trouble, titles)| {
        messages::engine_failed(spot.clone(), titles.len(), titles[0], (&trouble.vi, &trouble.en))
    }));
    session
}

/// Removes what is kept of speeches that the site no longer has.
pub fn keep_only(folder: &Path, used: &BTreeSet<Digest>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let names: BTreeSet<String> = used.iter().map(ToString::to_string).collect();
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !names.contains(name.split('.').next().unwrap_or("")) {
            // It is tried again at the next build.
            let _ = fs::remove_file(entry.path());
        }
    }
}

impl Session {
    fn admit(&mut self, studio: &Studio<'_>, key: Digest, kept: Kept, same: &[&Speech]) {
        let source = |extension: &str| SourcePath::new(&format!("spoken/{key}.{extension}"));
        for extension in ["mp3", "opus"] {
            self.files.insert(source(extension), studio.file(key, extension));
        }
        for speech in same {
            let asset = |extension: &str| Asset {
                source: source(extension),
                published: format!("/{}.{extension}", speech.stem),
                digest: key,
                form: Form::File,
            };
            let sound = Sound {
                ms: kept.ms,
                mp3: asset("mp3"),
                mp3_bytes: kept.mp3_bytes,
                opus: asset("opus"),
                opus_bytes: kept.opus_bytes,
            };
            self.sounds.insert(speech.stem.clone(), sound);
        }
    }
}

/// The speeches that are not as long as planned, in one finding.
fn off_plan(sounds: &BTreeMap<String, Sound>, speeches: &[Speech], spot: &Spot) -> Option<Diagnostic> {
    let lengths = speeches.iter().filter_map(|speech| Some((speech, sounds.get(&speech.stem)?.ms)));
    let wrong: Vec<(&Speech, u64)> =
        lengths.filter(|(speech, ms)| off(*ms, speech.planned_ms) > TOLERANCE).collect();
    let (speech, ms) =
        wrong.iter().max_by(|a, b| off(a.1, a.0.planned_ms).total_cmp(&off(b.1, b.0.planned_ms)))?;
    let (planned, spoken) = (speech.planned_ms / 1_000, ms / 1_000);
    Some(messages::engine_length(spot.clone(), wrong.len(), &speech.tags.title, planned, spoken))
}

/// How far a length is from its plan, as a share of it.
#[expect(clippy::cast_precision_loss, reason = "milliseconds of some minutes")]
fn off(ms: u64, planned: u64) -> f64 {
    (ms as f64 / planned.max(1) as f64 - 1.0).abs()
}

impl Studio<'_> {
    /// Everything that the files of a speech depend on; not where they are published.
    fn key(&self, speech: &Speech) -> Digest {
        let clips: Vec<Option<Digest>> = speech
            .segments
            .iter()
            .filter_map(|segment| match segment {
                Segment::Clip(path) => Some(self.recordings.get(path).map(|(_, digest)| *digest)),
                Segment::Text(_) | Segment::Pause(_) => None,
            })
            .collect();
        let Engine { command, voices, speed, speak: _, patience: _, at: _ } = self.engine;
        let Speech { stem: _, tags, segments, region, rate, planned_ms, shown_by: _ } = speech;
        let program = (env!("CARGO_PKG_VERSION"), FORM, self.found.identity, command, voices, speed);
        Digest::of_value(&(program, (tags, segments, region, rate, planned_ms), clips))
    }

    fn file(&self, key: Digest, extension: &str) -> PathBuf {
        self.folder.join(format!("{key}.{extension}"))
    }

    fn kept(&self, key: Digest) -> Option<Kept> {
        let kept: Kept = serde_json::from_slice(&fs::read(self.file(key, "json")).ok()?).ok()?;
        let has = |extension: &str, bytes: u64| {
            fs::metadata(self.file(key, extension)).is_ok_and(|metadata| metadata.len() == bytes)
        };
        (has("mp3", kept.mp3_bytes) && has("opus", kept.opus_bytes)).then_some(kept)
    }

    fn make(&self, key: Digest, speech: &Speech) -> Result<Kept, Trouble> {
        let samples = self.samples(key, speech)?;
        let mp3 = sound::encode_mp3(&samples, &speech.tags).map_err(|reason| encoder(&reason))?;
        let opus = sound::encode_opus(&samples, &speech.tags).map_err(|reason| encoder(&reason))?;
        let kept = Kept {
            ms: sound::length_ms(&samples),
            mp3_bytes: mp3.len() as u64,
            opus_bytes: opus.len() as u64,
        };
        let account = serde_json::to_vec(&kept).expect("three numbers serialize");
        // The account comes last: a speech without it is made again.
        for (extension, bytes) in [("mp3", &mp3), ("opus", &opus), ("json", &account)] {
            let (new, file) = (self.file(key, &format!("{extension}.new")), self.file(key, extension));
            let written = fs::create_dir_all(self.folder)
                .and_then(|()| fs::write(&new, bytes))
                .and_then(|()| fs::rename(&new, &file));
            written.map_err(|error| Trouble {
                vi: format!("không ghi được tệp âm thanh: {error}"),
                en: format!("the audio file cannot be written: {error}"),
            })?;
        }
        Ok(kept)
    }

    /// All that is heard, one after the other. If the words take longer or shorter than planned, they
    /// are spoken once more at the speed that this asks for.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of some minutes")]
    fn samples(&self, key: Digest, speech: &Speech) -> Result<Samples, Trouble> {
        let clips = speech.segments.iter().map(|segment| self.fixed(segment));
        let clips: Vec<Option<Samples>> = clips.collect::<Result<_, Trouble>>()?;
        let fixed: u64 = clips.iter().flatten().map(|samples| sound::length_ms(samples)).sum();
        let wanted = speech.planned_ms.saturating_sub(fixed).max(1);
        let rate = f64::from(speech.rate);
        let mut words = self.words(key, speech, rate)?;
        let length = |words: &[Samples]| words.iter().map(|samples| sound::length_ms(samples)).sum::<u64>();
        if engine::has_speed(self.engine) && !words.is_empty() && off(length(&words), wanted) > CLOSE {
            let ratio = (length(&words) as f64 / wanted as f64).clamp(0.6, 1.6);
            let again = self.words(key, speech, rate * ratio)?;
            if off(length(&again), wanted) < off(length(&words), wanted) {
                words = again;
            }
        }
        for samples in &mut words {
            sound::even(samples);
        }
        let mut words = words.into_iter();
        let parts = clips.into_iter().map(|clip| clip.or_else(|| words.next()).unwrap_or_default());
        Ok(parts.collect::<Vec<Samples>>().concat())
    }

    /// What needs no engine: a recording at an even loudness, or silence.
    fn fixed(&self, segment: &Segment) -> Result<Option<Samples>, Trouble> {
        let path = match segment {
            Segment::Text(_) => return Ok(None),
            Segment::Pause(ms) => return Ok(Some(sound::silence(*ms))),
            Segment::Clip(path) => path,
        };
        let unreadable = || Trouble {
            vi: format!("không đọc được tệp ghi âm {path}"),
            en: format!("the recording {path} cannot be read"),
        };
        let (disk, _) = self.recordings.get(path).ok_or_else(unreadable)?;
        let bytes = fs::read(disk).map_err(|_| unreadable())?;
        // A decoder of another's making reads a file of anybody's making: a panic in it is no reason to
        // lose the site.
        let samples = std::panic::catch_unwind(|| sound::decode_mp3(&bytes)).ok().flatten();
        let mut samples = samples.ok_or_else(unreadable)?;
        sound::even(&mut samples);
        Ok(Some(samples))
    }

    fn words(&self, key: Digest, speech: &Speech, rate: f64) -> Result<Vec<Samples>, Trouble> {
        let texts = speech.segments.iter().filter_map(|segment| match segment {
            Segment::Text(text) => Some(text),
            Segment::Clip(_) | Segment::Pause(_) => None,
        });
        let one = |text: &String| {
            let order = Order {
                text,
                region: speech.region,
                rate,
                planned_ms: speech.planned_ms,
                name: &key.to_string(),
            };
            fs::create_dir_all(self.folder).map_err(|error| Trouble {
                vi: format!("không tạo được thư mục: {error}"),
                en: format!("the folder cannot be made: {error}"),
            })?;
            engine::speak(self.found, self.engine, &order, self.folder)
        };
        texts.map(one).collect()
    }
}

fn encoder(reason: &str) -> Trouble {
    Trouble {
        vi: format!("không nén được tiếng: {reason}"),
        en: format!("the sound cannot be encoded: {reason}"),
    }
}
