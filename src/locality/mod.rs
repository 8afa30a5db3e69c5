//! The administrative units of Viet Nam: those in force, those dissolved on 1 July 2025, and which
//! became which.
//!
//! The tables are part of the program (`data/`); their source and the day whose law they show are
//! `Registry::SOURCE` and `Registry::STATE_OF_LAW`. In comes a code or a name, out comes a unit, its
//! parent, children and successors. Nothing here knows a site, a folder or the day of today; of the
//! crate only `vi` is imported. Hamlets have no official code: a site names its own.

mod code;
pub mod registry;
mod search;
mod tables;

use jiff::civil::Date;

pub use code::{CodeError, CodeProblem, LocalityCode};
pub use registry::{Change, Registry};

/// How far down the tree a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Viet Nam.
    Country,
    /// Tỉnh, or thành phố under the central government.
    Province,
    /// Quận, huyện, thị xã, thành phố of a province: until 30 June 2025 only.
    District,
    /// Xã, phường, đặc khu; until 30 June 2025 also thị trấn.
    Commune,
    /// Thôn, bản, khối, tổ dân phố: known to a site, not to the tables.
    Hamlet,
}

/// What a unit calls itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The country.
    Country,
    /// Tỉnh.
    Tinh,
    /// Thành phố: a province-level unit, or until 30 June 2025 a district-level one.
    ThanhPho,
    /// Quận (former).
    Quan,
    /// Huyện (former).
    Huyen,
    /// Thị xã (former).
    ThiXa,
    /// Thị trấn (former).
    ThiTran,
    /// Xã.
    Xa,
    /// Phường.
    Phuong,
    /// Đặc khu.
    DacKhu,
    /// Thôn, bản, khối, tổ dân phố.
    Hamlet,
}

/// A unit of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The code, which also says whether the unit is a former one.
    pub code: LocalityCode,
    /// The full name: `Xã Định Hóa`.
    pub name: &'static str,
    /// The name without its kind: `Định Hóa`.
    pub bare: &'static str,
    /// What the unit calls itself.
    pub kind: Kind,
    /// The unit above, of the same vintage; a former province stands below the country, and the
    /// country is its own parent.
    pub parent: LocalityCode,
    /// The first day in force: 1 July 2025 for every province and commune in force, since its
    /// territory dates from that day even where code and name are older. The tables do not say when
    /// a former unit began; it counts as having always been there (`Date::MIN`), as does the country.
    pub valid_from: Date,
    /// The last day in force: 30 June 2025 for every former unit, else nothing.
    pub valid_to: Option<Date>,
    /// The name as one part of an address, unique among the children of one parent. Provinces and
    /// units in force leave their kind away (`thai-nguyen`, `dinh-hoa`), former districts and
    /// communes keep it (`huyen-dinh-hoa`, `thi-tran-cho-chu`); units of one parent that differ only
    /// in diacritics carry their code (`ba-to-21484`).
    pub slug: String,
}

/// What became of a former unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// All units in force that took a part, the default first; never empty.
    pub successors: Vec<LocalityCode>,
    /// What the default rests on.
    pub settled: Settled,
}

/// How sure it is that the first successor is the one to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The unit went whole into one.
    Sole,
    /// Several took a part, and the resolution says which is the main one.
    Law,
    /// Several took a part, and none is the main one by law: name all of them.
    Likely,
}

impl Level {
    /// The Vietnamese name of the level.
    pub fn vi(self) -> &'static str {
        match self {
            Level::Country => "quốc gia",
            Level::Province => "cấp tỉnh",
            Level::District => "cấp huyện",
            Level::Commune => "cấp xã",
            Level::Hamlet => "thôn, tổ dân phố",
        }
    }

    /// The English name of the level.
    pub fn en(self) -> &'static str {
        match self {
            Level::Country => "country",
            Level::Province => "province",
            Level::District => "district",
            Level::Commune => "commune",
            Level::Hamlet => "hamlet",
        }
    }
}

impl Kind {
    /// The kinds that begin a full name, those of two words before the words they begin with.
    const NAMED: [Kind; 9] = [
        Kind::ThanhPho,
        Kind::ThiXa,
        Kind::ThiTran,
        Kind::DacKhu,
        Kind::Tinh,
        Kind::Quan,
        Kind::Huyen,
        Kind::Xa,
        Kind::Phuong,
    ];

    /// The Vietnamese word, in lower case: `xã`.
    pub fn vi(self) -> &'static str {
        match self {
            Kind::Country => "nước",
            Kind::Tinh => "tỉnh",
            Kind::ThanhPho => "thành phố",
            Kind::Quan => "quận",
            Kind::Huyen => "huyện",
            Kind::ThiXa => "thị xã",
            Kind::ThiTran => "thị trấn",
            Kind::Xa => "xã",
            Kind::Phuong => "phường",
            Kind::DacKhu => "đặc khu",
            Kind::Hamlet => "thôn",
        }
    }

    /// The Vietnamese word as it begins a full name: `Xã`.
    pub fn vi_title(self) -> &'static str {
        match self {
            Kind::Country => "Nước",
            Kind::Tinh => "Tỉnh",
            Kind::ThanhPho => "Thành phố",
            Kind::Quan => "Quận",
            Kind::Huyen => "Huyện",
            Kind::ThiXa => "Thị xã",
            Kind::ThiTran => "Thị trấn",
            Kind::Xa => "Xã",
            Kind::Phuong => "Phường",
            Kind::DacKhu => "Đặc khu",
            Kind::Hamlet => "Thôn",
        }
    }

    /// The English word, in lower case: `commune`.
    pub fn en(self) -> &'static str {
        match self {
            Kind::Country => "country",
            Kind::Tinh => "province",
            Kind::ThanhPho => "city",
            Kind::Quan => "urban district",
            Kind::Huyen => "district",
            Kind::ThiXa => "town",
            Kind::ThiTran => "township",
            Kind::Xa => "commune",
            Kind::Phuong => "ward",
            Kind::DacKhu => "special zone",
            Kind::Hamlet => "hamlet",
        }
    }

    /// A full name taken apart: `Xã Định Hóa` gives `Xa` and `Định Hóa`; nothing for a name that does
    /// not begin with a kind written with a capital.
    pub fn split(name: &str) -> Option<(Kind, &str)> {
        Kind::NAMED.into_iter().find_map(|kind| {
            let bare = name.strip_prefix(kind.vi_title())?.strip_prefix(' ')?;
            Some((kind, bare))
        })
    }
}

impl Unit {
    /// Whether the unit was dissolved on 1 July 2025.
    pub fn is_former(&self) -> bool {
        self.code.is_former()
    }

    /// Whether the unit is in force on a day.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// The full name within a sentence, the kind in lower case: `xã Định Hóa`.
    pub fn name_in_sentence(&self) -> String {
        match self.kind {
            Kind::Country => self.name.to_owned(),
            kind => format!("{} {}", kind.vi(), self.bare),
        }
    }
}

impl Succession {
    /// The one successor to which an old name or address may lead without asking; nothing where all
    /// must be named.
    pub fn redirect(&self) -> Option<&LocalityCode> {
        match self.settled {
            Settled::Sole | Settled::Law => self.successors.first(),
            Settled::Likely => None,
        }
    }
}
