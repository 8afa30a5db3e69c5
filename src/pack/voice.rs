//! How a site and a locality read out: the lexicon and the region's words.
//!
//! A resolved site and a locality come in, a voice goes out that turns written text into spoken text. A
//! body that was read for the whole site is read again only where the locality's own words occur in it
//! or its region says numbers otherwise.

use std::borrow::Cow;

use crate::content::front_matter::Region;
use crate::pack::script::SpokenBody;
use crate::site::{LocalityId, Site};
use crate::vi::spoken::{self, Lexicon, Profile};

/// A lexicon and a region.
#[derive(Clone)]
pub(super) struct Voice {
    lexicon: Lexicon,
    profile: Profile,
    /// What the locality writes in its own lexicon.
    own: Vec<String>,
}

impl Voice {
    /// The voice of the site as a whole.
    pub(super) fn of_site(site: &Site) -> Voice {
        let embedded = Lexicon::embedded();
        let entries = &site.config.lexicon;
        let lexicon =
            if entries.is_empty() { embedded.clone() } else { embedded.extended(entries.iter().cloned()) };
        let numbers = site.hotlines.iter().map(|hotline| hotline.number.as_str());
        let lexicon = lexicon.calling(numbers).for_horns();
        Voice { lexicon, profile: Profile::North, own: Vec::new() }
    }

    /// The voice of a locality.
    pub(super) fn of_locality(site: &Site, id: LocalityId) -> Voice {
        let Voice { mut lexicon, .. } = Voice::of_site(site);
        let locality = site.locality(id);
        if !locality.lexicon.is_empty() {
            lexicon = lexicon.extended(locality.lexicon.iter().cloned());
        }
        let profile = match locality.schedule.profile {
            Region::North => Profile::North,
            Region::Central => Profile::Central,
            Region::South => Profile::South,
        };
        let own = locality.lexicon.iter().map(|(written, _)| written.trim().to_owned()).collect();
        Voice { lexicon, profile, own }
    }

    /// The voice of the site with the words of a locality, whatever its region says.
    pub(super) fn of_place(site: &Site, id: LocalityId) -> Voice {
        Voice { profile: Profile::North, own: Vec::new(), ..Voice::of_locality(site, id) }
    }

    /// The lexicon.
    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// A text as it is said.
    pub(super) fn read(&self, written: &str) -> String {
        spoken::read(written, &self.lexicon, self.profile).text
    }

    /// The paragraphs of a body in this voice.
    pub(super) fn paragraphs<'b>(&self, body: &'b SpokenBody) -> Cow<'b, [String]> {
        let has_own_words = || {
            self.own.iter().any(|word| body.written.iter().any(|paragraph| paragraph.contains(word.as_str())))
        };
        if self.profile == Profile::North && !has_own_words() {
            return Cow::Borrowed(&body.paragraphs);
        }
        Cow::Owned(body.written.iter().map(|paragraph| self.read(paragraph)).collect())
    }
}
