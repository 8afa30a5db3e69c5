//! The shape of the synthetic portal: which localities it has and which articles lie where.
//!
//! A number of articles comes in, sections and articles in a fixed order come out. The shape is the
//! same at every size: 40 shared articles of guidance in four topics, 30 articles for each province,
//! the rest spread over communes, about 29 each; 34 provinces and 3,321 communes at full size.

use std::collections::BTreeSet;

use mangnon::locality::{Level, LocalityCode, Registry, Unit};

use crate::text::{self, Dice};

/// Topics: id and name.
pub(crate) const TOPICS: [(&str, &str); 4] = [
    ("chinh-sach", "Chính sách vì trẻ em"),
    ("ky-nang-lam-cha-me", "Kỹ năng làm cha mẹ"),
    ("boi-an-toan", "Bơi an toàn"),
    ("an-toan-mang", "An toàn trên mạng"),
];

/// Shared articles in each topic.
const GUIDANCE: usize = 10;

/// Articles of each province.
const PER_PROVINCE: usize = 30;

/// Articles for one commune: 100,000 articles make the country's 3,321 communes.
const PER_COMMUNE: f64 = 30.11;

/// A province or a commune with its articles.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) folder: String,
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) articles: usize,
}

/// An article.
#[derive(Debug)]
pub(crate) struct Article {
    /// Its folder from `content/`.
    pub(crate) folder: String,
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) topic: usize,
    pub(crate) date: String,
    pub(crate) place: String,
    pub(crate) guidance: bool,
    /// The folder and slug of the article it links to.
    pub(crate) link: (String, String),
    seed: u64,
}

impl Article {
    /// Its text, with its link in the form that a generator reads.
    pub(crate) fn body(&self, link: &str) -> String {
        text::body(&mut Dice::new(self.seed ^ 0xb0d1), &self.place, link)
    }
}

/// The places of a portal of so many articles, each province before its communes.
pub(crate) fn places(n: usize) -> Vec<Place> {
    let registry = Registry::embedded();
    #[expect(clippy::cast_precision_loss, reason = "a count of pages is far below 2^52")]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and small")]
    let wanted = ((n as f64 / PER_COMMUNE).round() as usize).min(3_321);
    let n_provinces = wanted.div_ceil(98).clamp(2, 34).min(wanted.max(1));
    let country = LocalityCode::country();
    let units = |codes: &[LocalityCode], level: Level| -> Vec<&'static Unit> {
        let in_force = codes.iter().filter(|code| !code.is_former() && code.level() == level);
        in_force.filter_map(|code| registry.get(code)).filter(|unit| unit.valid_to.is_none()).collect()
    };
    let provinces: Vec<&Unit> =
        units(registry.children(&country), Level::Province).into_iter().take(n_provinces).collect();
    let below: Vec<Vec<&Unit>> =
        provinces.iter().map(|province| units(registry.children(&province.code), Level::Commune)).collect();
    let quotas = quotas(&below.iter().map(Vec::len).collect::<Vec<_>>(), wanted);
    let rest = n.saturating_sub(4 * GUIDANCE + PER_PROVINCE * provinces.len());
    let n_communes: usize = quotas.iter().sum();
    let mut places = Vec::new();
    let (mut used, mut nth) = (BTreeSet::new(), 0);
    for ((province, communes), quota) in provinces.iter().zip(&below).zip(quotas) {
        let folder = free(&mut used, "dia-phuong", province);
        places.push(place(province, folder.clone(), PER_PROVINCE));
        for commune in communes.iter().take(quota) {
            let articles = rest / n_communes + usize::from(nth < rest % n_communes);
            nth += 1;
            let folder = free(&mut used, &folder, commune);
            places.push(place(commune, folder, articles));
        }
    }
    places
}

/// All articles, the shared ones first.
pub(crate) fn articles(places: &[Place]) -> impl Iterator<Item = Article> {
    let shared = (0..4 * GUIDANCE).map(|i| guidance(i / GUIDANCE, i % GUIDANCE));
    let local = places.iter().enumerate().flat_map(|(p, place)| {
        (0..place.articles).map(move |i| local(place, (p as u64) << 16 | i as u64, i))
    });
    shared.chain(local)
}

/// As many as wanted, taken in turn from provinces that have so many.
fn quotas(available: &[usize], wanted: usize) -> Vec<usize> {
    let mut quotas = vec![0; available.len()];
    let total: usize = available.iter().sum();
    let mut left = wanted.min(total);
    while left > 0 {
        for (quota, available) in quotas.iter_mut().zip(available) {
            if *quota < *available && left > 0 {
                *quota += 1;
                left -= 1;
            }
        }
    }
    quotas
}

fn free(used: &mut BTreeSet<String>, above: &str, unit: &Unit) -> String {
    let folder = format!("{above}/{}", unit.slug);
    let folder = if used.contains(&folder) { format!("{folder}-{}", unit.code.digits()) } else { folder };
    used.insert(folder.clone());
    folder
}

fn place(unit: &Unit, folder: String, articles: usize) -> Place {
    Place { folder, name: unit.name.to_owned(), code: unit.code.to_string(), articles }
}

fn guidance(topic: usize, i: usize) -> Article {
    let seed = 0xffff_0000 + (topic * GUIDANCE + i) as u64;
    let mut dice = Dice::new(seed);
    let place = "mọi địa phương".to_owned();
    Article {
        folder: TOPICS[topic].0.to_owned(),
        slug: format!("huong-dan-{:02}", i + 1),
        title: format!("{} ({})", text::title(&mut dice, topic, "gia đình"), i + 1),
        summary: text::summary(&mut dice, &place),
        topic,
        date: date(&mut dice),
        place,
        guidance: true,
        link: (TOPICS[(topic + 1) % 4].0.to_owned(), format!("huong-dan-{:02}", i + 1)),
        seed,
    }
}

fn local(place: &Place, seed: u64, i: usize) -> Article {
    let mut dice = Dice::new(seed);
    let topic = dice.below(4);
    Article {
        folder: place.folder.clone(),
        slug: format!("bai-{:03}", i + 1),
        title: text::title(&mut dice, topic, &place.name),
        summary: text::summary(&mut dice, &place.name),
        topic,
        date: date(&mut dice),
        place: place.name.clone(),
        guidance: false,
        link: (TOPICS[topic].0.to_owned(), format!("huong-dan-{:02}", dice.below(GUIDANCE) + 1)),
        seed,
    }
}

/// A day between July 2025 and October 2026.
fn date(dice: &mut Dice) -> String {
    let month = dice.below(16);
    let (year, month) = if month < 6 { (2025, month + 7) } else { (2026, month - 5) };
    format!("{year}-{month:02}-{:02}", dice.below(28) + 1)
}
