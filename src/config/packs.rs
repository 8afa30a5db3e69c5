//! How many packs are made as ZIP files.
//!
//! A word of the settings; what each means for a site is decided by `pack`.

use crate::content::front_matter::Word;

/// Which packs are made as ZIP files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Packs {
    /// None.
    None,
    /// Those that each desk proposes for today and this week.
    Week,
    /// One for every article at every locality that it concerns.
    All,
    /// As many as are useful to a site of this size.
    Auto,
}

impl Word for Packs {
    const ALL: &'static [Packs] = &[Packs::None, Packs::Week, Packs::All, Packs::Auto];
    fn word(self) -> &'static str {
        match self {
            Packs::None => "none",
            Packs::Week => "week",
            Packs::All => "all",
            Packs::Auto => "auto",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Packs::None => "Không làm gói ZIP",
            Packs::Week => "Gói của hôm nay và tuần này",
            Packs::All => "Mọi gói",
            Packs::Auto => "Tùy cỡ của cổng",
        }
    }
}
