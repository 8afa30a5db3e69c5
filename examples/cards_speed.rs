//! Measures how many image cards a minute are drawn, on all processors. Run in release:
//! `cargo run --release --example cards_speed -- [ROOT] [HOW_MANY]`, for two cores after `taskset -c 0,1`.
#![allow(clippy::print_stdout, reason = "a measuring tool, not part of the product")]

use std::path::PathBuf;
use std::time::Instant;

use jiff::civil::date;
use mangnon::pack::Picture;
use mangnon::sheets::{self, Press};
use mangnon::{pack, pipeline};
use rayon::prelude::*;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let root = PathBuf::from(arguments.next().unwrap_or_else(|| ".".to_owned()));
    let wanted: usize = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1_000);
    let checked = pipeline::check(&root, date(2026, 11, 27).at(8, 0, 0, 0));
    let (site, theme) = (&checked.site, checked.theme.as_ref().expect("a theme that compiles"));
    let press = Press::new(&sheets::frame(site), theme);
    // Half for link previews, half to post, each of another article or locality.
    let places: Vec<_> = site.living().map(|(id, _)| id).collect();
    let pairs = places.iter().flat_map(|id| site.page_ids().map(move |page| (page, *id)));
    let shapes = [(sheets::SHARE, "1200 x 630"), (sheets::SQUARE, "1080 x 1080")];
    let jobs: Vec<_> = pairs.flat_map(|pair| shapes.map(|(shape, _)| (pair, shape))).take(wanted).collect();
    let start = Instant::now();
    let sizes: Vec<usize> = jobs
        .par_iter()
        .map(|((page, id), shape)| {
            let view = sheets::card(site, shape, Picture::Article(*page), Some(*id));
            press.card(&view).expect("a card").len()
        })
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    let n = u32::try_from(sizes.len()).unwrap_or(u32::MAX);
    println!(
        "{n} cards ({}) on {} threads in {seconds:.1} s: {:.0} a minute; the largest has {} bytes of {}",
        shapes.map(|(_, size)| size).join(", "),
        rayon::current_num_threads(),
        f64::from(n) / seconds * 60.0,
        sizes.iter().max().unwrap_or(&0),
        pack::limits::COVER.ours,
    );
}
