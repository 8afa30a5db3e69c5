//! Answers of hosts, kept beside the output folder so that nobody is asked every day.
//!
//! One file of JSON; losing it costs asking again. What is fine is believed for thirty days, trouble for
//! one: hosts have bad days, and a mended page should not be called broken for a month.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::gates::external::Answer;

/// So many days what is fine is believed.
const FINE: i32 = 30;

/// So many days trouble is believed.
const TROUBLE: i32 = 1;

const NAME: &str = "links.json";

/// What is known of links.
#[derive(Debug)]
pub struct Kept {
    file: PathBuf,
    known: BTreeMap<String, Known>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Known {
    answer: Answer,
    day: Date,
}

impl Kept {
    /// Reads what was kept in a folder; a file that cannot be read is as good as none.
    pub fn load(folder: &Path) -> Kept {
        let file = folder.join(NAME);
        let known = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Kept { file, known: known.unwrap_or_default() }
    }

    /// The answers that are still believed on a day.
    pub fn on(&self, day: Date) -> BTreeMap<String, Answer> {
        let holds = |known: &Known| {
            let days = match known.answer {
                Answer::Fine | Answer::Moved(_) => FINE,
                Answer::Dead(_) | Answer::Unsure(_) | Answer::Private => TROUBLE,
            };
            (0..days).contains(&(day - known.day).get_days())
        };
        let believed = self.known.iter().filter(|(_, known)| holds(known));
        believed.map(|(url, known)| (url.clone(), known.answer.clone())).collect()
    }

    /// Takes answers in. Whom we may ask, and whether a host wants quiet, may be different next time.
    pub fn learn(&mut self, answers: &BTreeMap<String, Answer>, day: Date) {
        let lasts = |answer: &Answer| !matches!(answer, Answer::Private | Answer::Unsure(Some(429)));
        for (url, answer) in answers.iter().filter(|(_, answer)| lasts(answer)) {
            self.known.insert(url.clone(), Known { answer: answer.clone(), day });
        }
    }

    /// Writes what is still believed on a day, under another name first. If it cannot be written, it is
    /// asked again.
    pub fn save(&self, day: Date) {
        let believed = self.on(day);
        let lines: BTreeMap<&String, &Known> =
            self.known.iter().filter(|(url, _)| believed.contains_key(*url)).collect();
        let write = || {
            std::fs::create_dir_all(self.file.parent().unwrap_or(Path::new("")))?;
            let new = self.file.with_extension("new");
            std::fs::write(&new, serde_json::to_vec_pretty(&lines)?)?;
            std::fs::rename(&new, &self.file)
        };
        drop(write());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::messages::DeadLink;

    #[test]
    fn fine_links_are_believed_for_a_month_and_trouble_for_a_day() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let day = |n: i8| Date::constant(2026, 11, n);
        let mut kept = Kept::load(folder.path());
        let dead = Answer::Dead(DeadLink::Status(404));
        let answers = [("https://a.vn/", Answer::Fine), ("https://b.vn/", dead)];
        let answers = answers.map(|(url, answer)| (url.to_owned(), answer)).into();
        kept.learn(&answers, day(1));
        kept.save(day(1));
        let kept = Kept::load(folder.path());
        assert_eq!(kept.on(day(1)), answers);
        assert_eq!(kept.on(day(2)).into_keys().collect::<Vec<_>>(), ["https://a.vn/"]);
        assert_eq!(kept.on(day(30)).len(), 1);
        assert_eq!(kept.on(Date::constant(2026, 12, 1)).len(), 0);
        // A clock that was set back believes nothing from the future.
        assert_eq!(kept.on(Date::constant(2026, 10, 31)).len(), 0);
    }
}
