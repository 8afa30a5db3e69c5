//! Pages that share places for their skeletons.
//!
//! Marked pages go in from many threads at once; each must come out as it does alone.

use std::sync::Barrier;

use super::*;

#[test]
fn pages_that_find_one_place_free_at_once_are_themselves() {
    let page = |tag: &str| format!("<{tag} title=\"\u{1}Bơi\u{2}\"><b>\u{1}an toàn\u{2}</b></{tag}>");
    let pages = ["p", "div", "main", "section"].map(page);
    let slots = Slots { css: "", body: "", json_ld: "" };
    let alone = pages.each_ref().map(|page| Skeletons::of(1).minify(page.as_bytes(), &slots));
    for _ in 0..300 {
        let (together, start) = (Skeletons::of(1), Barrier::new(pages.len()));
        std::thread::scope(|scope| {
            for (page, alone) in pages.iter().zip(&alone) {
                let (together, start) = (&together, &start);
                scope.spawn(move || {
                    start.wait();
                    assert_eq!(&together.minify(page.as_bytes(), &slots), alone);
                });
            }
        });
    }
}
