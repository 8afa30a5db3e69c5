//! What has to go from a bulletin so that an item of rank fits: how much it lacks, and what would make room.
//!
//! The items of a slot that were chosen and their lengths come in; a length in syllables and the fewest
//! other items that would have to be left out come out. Nothing is left out here: a person decides.

use jiff::civil::DateTime;

use crate::site::PageId;

/// An urgent or priority item that found no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crowded {
    /// The article.
    pub page: PageId,
    /// The slots without it, in order of time.
    pub slots: Vec<DateTime>,
    /// What it lacks in the fullest of them.
    pub want: Want,
}

/// What an item lacks in one slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Want {
    /// So many syllables.
    pub lack: usize,
    /// So many it has itself.
    pub own: usize,
    /// What makes room for it if it is left out, with its length; none where all others would not do.
    pub instead: Vec<(PageId, usize)>,
}

impl Want {
    /// What an item of `own` syllables lacks where `free` are left, beside items that may give way, the
    /// most important first.
    pub(super) fn of(own: usize, free: usize, others: &[(PageId, usize)]) -> Want {
        let lack = own.saturating_sub(free);
        let enough = others.iter().rev().filter(|(_, length)| *length >= lack);
        // The least that does it alone; of equals the least important.
        let one = enough.min_by_key(|(_, length)| *length).copied();
        let instead = one.map_or_else(|| several(lack, others), |one| vec![one]);
        Want { lack, own, instead }
    }
}

/// The least important ones that are long enough together; none if all of them are not.
fn several(lack: usize, others: &[(PageId, usize)]) -> Vec<(PageId, usize)> {
    let mut gone = 0;
    let mut list = Vec::new();
    for other in others.iter().rev() {
        if gone >= lack {
            break;
        }
        gone += other.1;
        list.push(*other);
    }
    if gone >= lack { list } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_that_makes_room_gives_way() {
        let others = [(PageId(0), 300), (PageId(1), 200), (PageId(2), 200), (PageId(3), 90)];
        let want = Want::of(250, 100, &others);
        assert_eq!((want.lack, want.own), (150, 250));
        assert_eq!(want.instead, [(PageId(2), 200)]);
        let want = Want::of(400, 0, &others);
        assert_eq!(want.instead, [(PageId(3), 90), (PageId(2), 200), (PageId(1), 200)]);
    }

    #[test]
    fn where_nothing_makes_room_nothing_is_named() {
        assert!(Want::of(900, 100, &[(PageId(0), 300)]).instead.is_empty());
        assert!(Want::of(900, 100, &[]).instead.is_empty());
    }
}
