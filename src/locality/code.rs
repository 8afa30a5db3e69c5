//! The code of a unit: what an author writes to name a locality.
//!
//! The same five digits named one territory until 30 June 2025 and mostly name another since, so a
//! former unit is written with `cu:` before its digits. Reading checks the form only; whether a unit
//! of that code exists is asked of the registry.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Level;

/// The code of a unit: `vn`, `19` (province), `05569` (commune), and of the units dissolved on
/// 1 July 2025 `cu:74` (province), `cu:167` (district), `cu:05536` (commune).
///
/// The order is the country, provinces, communes, then the former provinces, districts and communes,
/// each by number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalityCode(Form);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Form {
    Country,
    Province(u8),
    Commune(u32),
    FormerProvince(u8),
    FormerDistrict(u16),
    FormerCommune(u32),
}

/// Why a text is no code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeError {
    /// The text as written.
    pub written: String,
    /// What is wrong with it.
    pub problem: CodeProblem,
}

/// What is wrong with the form of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// Nothing is written.
    Empty,
    /// Something else than digits stands where digits belong; a name, perhaps.
    NotDigits,
    /// Three digits without `cu:`: districts ended on 30 June 2025.
    DistrictInForce,
    /// A number of digits that no level has; a leading zero may be lost.
    Length,
}

impl LocalityCode {
    /// The code of Viet Nam, `vn`.
    pub fn country() -> Self {
        LocalityCode(Form::Country)
    }

    /// Whether the code is of a unit dissolved on 1 July 2025.
    pub fn is_former(&self) -> bool {
        match self.0 {
            Form::Country | Form::Province(_) | Form::Commune(_) => false,
            Form::FormerProvince(_) | Form::FormerDistrict(_) | Form::FormerCommune(_) => true,
        }
    }

    /// The level of the unit; never `Hamlet`, which has no code.
    pub fn level(&self) -> Level {
        match self.0 {
            Form::Country => Level::Country,
            Form::Province(_) | Form::FormerProvince(_) => Level::Province,
            Form::FormerDistrict(_) => Level::District,
            Form::Commune(_) | Form::FormerCommune(_) => Level::Commune,
        }
    }

    /// The digits without the vintage: `05536` of `cu:05536`; empty for the country.
    pub fn digits(&self) -> String {
        match self.0 {
            Form::Country => String::new(),
            Form::Province(n) | Form::FormerProvince(n) => format!("{n:02}"),
            Form::FormerDistrict(n) => format!("{n:03}"),
            Form::Commune(n) | Form::FormerCommune(n) => format!("{n:05}"),
        }
    }

    /// A number in the order of the codes, for sorting many of them fast.
    pub(super) fn rank(&self) -> u32 {
        // Five digits need 17 bits; what stands above them is the place of the form in the order.
        let (form, number) = match self.0 {
            Form::Country => (0, 0),
            Form::Province(n) => (1, u32::from(n)),
            Form::Commune(n) => (2, n),
            Form::FormerProvince(n) => (3, u32::from(n)),
            Form::FormerDistrict(n) => (4, u32::from(n)),
            Form::FormerCommune(n) => (5, n),
        };
        form << 17 | number
    }

    pub(super) fn in_force(digits: &str) -> Result<Self, CodeProblem> {
        let form = match (digits.len(), number(digits)?) {
            (2, n) => u8::try_from(n).map(Form::Province),
            (3, _) => return Err(CodeProblem::DistrictInForce),
            (5, n) => Ok(Form::Commune(n)),
            _ => return Err(CodeProblem::Length),
        };
        form.map(LocalityCode).map_err(|_| CodeProblem::Length)
    }

    pub(super) fn former(digits: &str) -> Result<Self, CodeProblem> {
        let form = match (digits.len(), number(digits)?) {
            (2, n) => u8::try_from(n).map(Form::FormerProvince),
            (3, n) => u16::try_from(n).map(Form::FormerDistrict),
            (5, n) => Ok(Form::FormerCommune(n)),
            _ => return Err(CodeProblem::Length),
        };
        form.map(LocalityCode).map_err(|_| CodeProblem::Length)
    }
}

fn number(digits: &str) -> Result<u32, CodeProblem> {
    if digits.is_empty() {
        Err(CodeProblem::Empty)
    } else if !digits.bytes().all(|b| b.is_ascii_digit()) {
        Err(CodeProblem::NotDigits)
    } else {
        digits.parse().map_err(|_| CodeProblem::Length)
    }
}

impl FromStr for LocalityCode {
    type Err = CodeError;

    fn from_str(written: &str) -> Result<Self, CodeError> {
        let code = match written.strip_prefix("cu:") {
            Some(digits) => LocalityCode::former(digits),
            None if written == "vn" => Ok(LocalityCode::country()),
            None => LocalityCode::in_force(written),
        };
        code.map_err(|problem| CodeError { written: written.to_owned(), problem })
    }
}

impl fmt::Display for LocalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.0 {
            Form::Country => "vn".to_owned(),
            _ if self.is_former() => format!("cu:{}", self.digits()),
            _ => self.digits(),
        };
        f.pad(&text)
    }
}

impl fmt::Debug for LocalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LocalityCode({self})")
    }
}

impl Serialize for LocalityCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LocalityCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl CodeProblem {
    /// The problem in Vietnamese, without a final period.
    pub fn vi(self) -> &'static str {
        match self {
            CodeProblem::Empty => "mã địa bàn để trống",
            CodeProblem::NotDigits => {
                "mã địa bàn chỉ gồm chữ số (`19`, `05569`), mã cũ có `cu:` đứng trước (`cu:74`)"
            }
            CodeProblem::DistrictInForce => {
                "từ ngày 1/7/2025 không còn cấp huyện; mã huyện cũ viết `cu:` đứng trước"
            }
            CodeProblem::Length => "mã tỉnh có 2 chữ số, mã xã có 5 chữ số, kể cả số 0 ở đầu",
        }
    }

    /// The problem in English, without a final period.
    pub fn en(self) -> &'static str {
        match self {
            CodeProblem::Empty => "the locality code is empty",
            CodeProblem::NotDigits => {
                "a locality code has only digits (`19`, `05569`), a former one `cu:` before them (`cu:74`)"
            }
            CodeProblem::DistrictInForce => {
                "there are no districts since 1 July 2025; the code of a former one is written with `cu:` before it"
            }
            CodeProblem::Length => "a province has 2 digits, a commune 5, leading zeros included",
        }
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.written, self.problem.en())
    }
}

impl std::error::Error for CodeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: Result<(Level, bool), CodeProblem>) {
        match written.parse::<LocalityCode>() {
            Ok(code) => {
                assert_eq!(Ok((code.level(), code.is_former())), expected);
                assert_eq!(code.to_string(), written);
                let json = serde_json::to_string(&code).unwrap();
                assert_eq!(json, format!("\"{written}\""));
                assert_eq!(serde_json::from_str::<LocalityCode>(&json).unwrap(), code);
            }
            Err(error) => {
                assert_eq!(error.written, written);
                assert_eq!(Err(error.problem), expected);
                assert!(serde_json::from_str::<LocalityCode>(&format!("\"{written}\"")).is_err());
            }
        }
    }

    #[test]
    fn every_form_is_read_and_written_back() {
        check("vn", Ok((Level::Country, false)));
        check("19", Ok((Level::Province, false)));
        check("05569", Ok((Level::Commune, false)));
        check("cu:74", Ok((Level::Province, true)));
        check("cu:001", Ok((Level::District, true)));
        check("cu:05536", Ok((Level::Commune, true)));
    }

    #[test]
    fn what_is_wrong_is_told() {
        check("", Err(CodeProblem::Empty));
        check("cu:", Err(CodeProblem::Empty));
        check("Định Hóa", Err(CodeProblem::NotDigits));
        check("VN", Err(CodeProblem::NotDigits));
        check(" 19", Err(CodeProblem::NotDigits));
        check("cu:vn", Err(CodeProblem::NotDigits));
        check("+9", Err(CodeProblem::NotDigits));
        check("१९", Err(CodeProblem::NotDigits));
        check("167", Err(CodeProblem::DistrictInForce));
        check("5569", Err(CodeProblem::Length));
        check("1", Err(CodeProblem::Length));
        check("cu:5536", Err(CodeProblem::Length));
        check("99999999999999999999", Err(CodeProblem::Length));
    }

    #[test]
    fn units_in_force_stand_before_former_ones() {
        let mut codes: Vec<LocalityCode> =
            ["cu:00004", "cu:001", "00004", "cu:01", "79", "vn", "01"].map(|c| c.parse().unwrap()).into();
        let mut ranked = codes.clone();
        codes.sort();
        ranked.sort_by_key(LocalityCode::rank);
        assert_eq!(ranked, codes);
        let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
        assert_eq!(codes, ["vn", "01", "79", "00004", "cu:01", "cu:001", "cu:00004"]);
    }
}
