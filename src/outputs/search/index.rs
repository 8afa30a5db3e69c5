//! Records cut into a dictionary and buckets.
//!
//! Keys are folded words; two neighbouring words are a key of their own where each alone has many
//! pages; to a pair belong also the best pages of its two words, since a page may
//! say both apart. The best pages of a key go whole into one bucket, so that a search needs one bucket:
//! that of its rarest key. Keys stand in order, buckets are filled up to a size.
//!
//! Dictionary: `{"n":pages,"v":version,"p":[[name,place above or -1]],"b":[["key key","df df as letters"]]}`.
//! Bucket: `[[url,title,summary,"name|name~hidden|hidden",rank,[places]]]`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::entries::{BAG, Entry, IDENTITY, SUBJECT};
use crate::digest::Digest;
use crate::vi;

/// How many pages of a key a bucket takes: beyond that only the best.
const BEST: usize = 24;

/// Two neighbouring words are a key together where each alone has more pages than this.
const PAIRED: usize = 60;

/// Records of a bucket in bytes before compression, about a third on the wire. With page, script and
/// dictionary the first results stay below 40 KB (PORTAL G11).
const BUCKET: usize = 24_000;

/// What a word counts in a headline, in a name, in a summary, hidden.
const WEIGHTS: [u32; 4] = [10, 5, 3, 2];

/// What a word counts that names the subject of the headline otherwise.
const SUBJECT_WEIGHT: u32 = 7;

/// What a word of the body counts.
const BAG_WEIGHT: u32 = 1;

/// How many of the best pages of each of its words a pair takes.
const APART: usize = 8;

/// The files of an index.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The dictionary.
    pub(super) dictionary: String,
    /// The buckets, by number.
    pub(super) buckets: Vec<String>,
}

/// Cuts records into files.
pub(super) fn build(entries: &[Entry], places: Vec<(String, Option<usize>)>) -> Index {
    let records: Vec<String> = entries.iter().map(record).collect();
    let keys = keys(entries);
    let mut buckets = Vec::new();
    let mut words = Vec::new();
    for group in groups(&keys, &records) {
        let members: BTreeSet<usize> = group.iter().flat_map(|(_, key)| key.best.iter().copied()).collect();
        let bucket: Vec<&str> = members.iter().map(|i| records[*i].as_str()).collect();
        let bucket = format!("[{}]", bucket.join(",\n"));
        let names: Vec<&str> = group.iter().map(|(name, _)| name.as_str()).collect();
        let counts: String = group.iter().map(|(_, key)| frequency(key.pages)).collect();
        words.push(json!([names.join(" "), counts]));
        buckets.push(bucket);
    }
    // One version for all: a digest for every bucket would be a third of the dictionary of a large site.
    let version = Digest::of(buckets.concat().as_bytes()).short(8);
    let places: Vec<_> = places
        .into_iter()
        .map(|(name, above)| json!([name, above.map_or(-1, |above| i64::try_from(above).unwrap_or(-1))]))
        .collect();
    let dictionary = json!({"n": entries.len(), "v": version, "p": places, "b": words}).to_string();
    Index { dictionary, buckets }
}

struct Key {
    /// How many pages have it.
    pages: usize,
    /// The best of them.
    best: Vec<usize>,
}

fn record(entry: &Entry) -> String {
    let names = entry.names.iter().map(|name| name.replace(['|', '~'], " ")).collect::<Vec<_>>().join("|");
    let words = format!("{names}~{}", entry.hidden.join("|"));
    json!([entry.url, entry.title, entry.summary, words, entry.rank, entry.places]).to_string()
}

fn keys(entries: &[Entry]) -> BTreeMap<String, Key> {
    let mut single: BTreeMap<String, Vec<(u32, usize)>> = BTreeMap::new();
    let mut double: BTreeMap<(String, String), Vec<(u32, usize)>> = BTreeMap::new();
    for (i, entry) in entries.iter().enumerate() {
        let mut own: BTreeMap<String, u32> = BTreeMap::new();
        let mut pairs: BTreeMap<(String, String), u32> = BTreeMap::new();
        for (text, weight) in texts(entry) {
            let words = vi::fold::syllables(text);
            // What only a body says is found by its words: its pairs would swell the dictionary.
            let shown = weight > WEIGHTS[3];
            for pair in words.windows(2).filter(|_| shown) {
                let best = pairs.entry((pair[0].clone(), pair[1].clone())).or_default();
                *best = weight.max(*best);
            }
            for word in words {
                let best = own.entry(word).or_default();
                *best = weight.max(*best);
            }
        }
        let value = |weight: u32| weight * u32::from(entry.rank);
        for (word, weight) in own {
            single.entry(word).or_default().push((value(weight), i));
        }
        for (pair, weight) in pairs {
            double.entry(pair).or_default().push((value(weight), i));
        }
    }
    let single: BTreeMap<String, Key> = single.into_iter().map(|(key, pages)| (key, best(pages))).collect();
    let common = |word: &str| single.get(word).filter(|key| key.pages > PAIRED);
    let pairs: Vec<(String, Key)> = double
        .into_iter()
        .filter_map(|((a, b), pages)| {
            let (first, second) = (common(&a)?, common(&b)?);
            let mut key = best(pages);
            let apart = first.best.iter().take(APART).chain(second.best.iter().take(APART));
            for page in apart {
                if !key.best.contains(page) {
                    key.best.push(*page);
                }
            }
            Some((format!("{a}_{b}"), key))
        })
        .collect();
    single.into_iter().chain(pairs).collect()
}

fn texts(entry: &Entry) -> impl Iterator<Item = (&str, u32)> {
    let [title, name, summary, hidden] = WEIGHTS;
    std::iter::once((entry.title.as_str(), title))
        .chain(
            entry
                .names
                .iter()
                .map(move |text| (text.as_str(), if text.starts_with(IDENTITY) { title } else { name })),
        )
        .chain(std::iter::once((entry.summary.as_str(), summary)))
        .chain(entry.hidden.iter().map(move |text| {
            let weight = match text.chars().next() {
                Some(IDENTITY) => title,
                Some(SUBJECT) => SUBJECT_WEIGHT,
                Some(BAG) => BAG_WEIGHT,
                _ => hidden,
            };
            (text.as_str(), weight)
        }))
}

fn best(mut pages: Vec<(u32, usize)>) -> Key {
    let n = pages.len();
    pages.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    pages.truncate(BEST);
    Key { pages: n, best: pages.into_iter().map(|(_, i)| i).collect() }
}

/// Neighbouring keys together, as long as their records fit a bucket.
fn groups<'k>(keys: &'k BTreeMap<String, Key>, records: &[String]) -> Vec<Vec<(&'k String, &'k Key)>> {
    let mut groups: Vec<Vec<(&String, &Key)>> = Vec::new();
    let mut members = BTreeSet::new();
    let mut size = usize::MAX;
    for (name, key) in keys {
        let added: usize = key.best.iter().filter(|i| !members.contains(*i)).map(|i| records[*i].len()).sum();
        if size.saturating_add(added) > BUCKET {
            groups.push(Vec::new());
            members.clear();
            size = 0;
        }
        for i in &key.best {
            if members.insert(*i) {
                size += records[*i].len();
            }
        }
        if let Some(group) = groups.last_mut() {
            group.push((name, key));
        }
    }
    groups
}

/// How many pages have a key, as a letter: four steps a doubling, `0` for one page, up to `z`.
fn frequency(pages: usize) -> char {
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let step = ((pages.max(1) as f64).log2() * 4.0).round() as u32;
    char::from_digit(step.min(35), 36).unwrap_or('z')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, rank: u8) -> Entry {
        Entry {
            url: format!("/{}/", vi::slug::slug(title)),
            title: title.to_owned(),
            summary: String::new(),
            names: Vec::new(),
            hidden: Vec::new(),
            rank,
            places: vec![0],
        }
    }

    #[test]
    fn a_rare_word_leads_to_one_bucket_that_holds_its_page_whole() {
        let entries: Vec<Entry> = (0..500).map(|i| entry(&format!("Trẻ em số {i}"), 10)).collect();
        let index = build(&entries, vec![("Việt Nam".to_owned(), None)]);
        let dictionary: serde_json::Value = serde_json::from_str(&index.dictionary).unwrap();
        let rows = dictionary["b"].as_array().unwrap();
        let of_key = |key: &str| {
            let has = |row: &serde_json::Value| {
                row[0].as_str().is_some_and(|keys| keys.split(' ').any(|word| word == key))
            };
            rows.iter().position(has).expect("a bucket of the key")
        };
        assert!(index.buckets[of_key("417")].contains("\"Trẻ em số 417\""));
        assert!(index.buckets.iter().all(|bucket| bucket.len() < 2 * BUCKET));
        of_key("tre_em");
    }

    #[test]
    fn of_a_word_in_many_pages_the_best_are_kept() {
        let mut entries: Vec<Entry> = (0..200).map(|i| entry(&format!("Nước {i}"), 8)).collect();
        entries.push(entry("Đuối nước", 13));
        let index = build(&entries, Vec::new());
        assert!(index.buckets.iter().any(|bucket| bucket.contains("Đuối nước")));
    }

    #[test]
    fn the_letter_of_a_count_grows_with_it() {
        assert_eq!([1, 2, 4, 200, 1_000_000].map(frequency), ['0', '4', '8', 'v', 'z']);
    }
}
