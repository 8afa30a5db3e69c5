//! A few short texts as one: of a hundred thousand pages each has a dozen anchors and headings.
//!
//! Texts come in and go out one after the other; between that they are one text and where each ends.

use serde::{Deserialize, Serialize};

/// Texts, one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    all: Box<str>,
    ends: Box<[u32]>,
}

impl Texts {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All of them.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let end = usize::try_from(*end).unwrap_or(usize::MAX);
            let text = self.all.get(start..end).unwrap_or_default();
            start = end;
            text
        })
    }

    /// All of them, two at a time.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut texts = self.each();
        std::iter::from_fn(move || Some((texts.next()?, texts.next()?)))
    }

    /// Whether one of them is this.
    pub fn contains(&self, text: &str) -> bool {
        self.each().any(|own| own == text)
    }
}

impl<S: AsRef<str>> FromIterator<S> for Texts {
    fn from_iter<I: IntoIterator<Item = S>>(texts: I) -> Texts {
        let (mut all, mut ends) = (String::new(), Vec::new());
        for text in texts {
            all.push_str(text.as_ref());
            // A file has a megabyte at most.
            ends.push(u32::try_from(all.len()).unwrap_or(u32::MAX));
        }
        Texts { all: all.into_boxed_str(), ends: ends.into_boxed_slice() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_out_as_they_went_in() {
        let texts: Texts = ["đuối-nước", "", "một\nhai"].into_iter().collect();
        assert_eq!(texts.each().collect::<Vec<_>>(), ["đuối-nước", "", "một\nhai"]);
        assert_eq!((texts.len(), texts.contains(""), texts.contains("một")), (3, true, false));
        let pairs: Texts = [["a", "b"], ["c", "d"]].concat().into_iter().collect();
        assert_eq!(pairs.pairs().collect::<Vec<_>>(), [("a", "b"), ("c", "d")]);
        assert!(Texts::default().is_empty());
    }
}
