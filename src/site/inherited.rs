//! What a locality has of its own and what it takes from those above it: contacts, loudspeakers.
//!
//! What the locality above shows and what a section says come in, what the section's locality shows goes
//! out. Nothing here knows the tree.

use std::sync::Arc;

use jiff::civil::Date;

use crate::content::front_matter::Region;
use crate::content::section::{Contact, ScheduleFront, SectionPage, Slot};
use crate::site::LocalityId;
use crate::site::days::Days;

/// Syllables a minute for outdoor horns (DOMAIN A3: 180 to 200 is a sensible planning rate).
const DEFAULT_RATE: u16 = 200;

/// A contact as a locality shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceContact {
    /// What it says.
    pub contact: Contact,
    /// The locality it comes from, unless it is the locality's own.
    pub inherited_from: Option<LocalityId>,
}

/// The loudspeakers of a locality: everything it does not say itself is inherited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The station's own name, never inherited.
    pub station: Option<String>,
    /// Syllables a minute.
    pub rate: u16,
    /// The opening names the lunar date.
    pub lunar_date: bool,
    /// The region whose words are used.
    pub profile: Region,
    /// The slots.
    pub slots: Vec<Slot>,
    /// The days that its bulletins name.
    pub days: Arc<Days>,
}

/// What a country says of loudspeakers.
pub(super) fn schedule_of_the_country(today: Date) -> Schedule {
    Schedule {
        station: None,
        rate: DEFAULT_RATE,
        lunar_date: false,
        profile: Region::North,
        slots: Vec::new(),
        days: Arc::new(Days::built_in(today)),
    }
}

/// The contacts that a locality says itself.
pub(super) fn own_contacts(page: &SectionPage) -> Vec<PlaceContact> {
    let own = page.front.contacts.iter().cloned();
    own.map(|contact| PlaceContact { contact, inherited_from: None }).collect()
}

/// A contact of the same id is overridden in its place; new ones come after.
pub(super) fn contacts(above: &[PlaceContact], parent: LocalityId, page: &SectionPage) -> Vec<PlaceContact> {
    let mut own = own_contacts(page);
    let mut contacts: Vec<PlaceContact> = Vec::with_capacity(above.len() + own.len());
    for inherited in above {
        let overridden = own.iter().position(|place| place.contact.id == inherited.contact.id);
        contacts.push(match overridden {
            Some(i) => own.remove(i),
            None => PlaceContact {
                contact: inherited.contact.clone(),
                inherited_from: Some(inherited.inherited_from.unwrap_or(parent)),
            },
        });
    }
    contacts.append(&mut own);
    contacts
}

/// What a locality says of its loudspeakers, and for the rest what the one above says.
pub(super) fn schedule(above: &Schedule, own: Option<&ScheduleFront>, today: Date) -> Schedule {
    let own = own.cloned().unwrap_or_default();
    Schedule {
        station: own.station,
        rate: own.rate.unwrap_or(above.rate),
        lunar_date: own.lunar_date.unwrap_or(above.lunar_date),
        profile: own.profile.unwrap_or(above.profile),
        slots: own.slots.unwrap_or_else(|| above.slots.clone()),
        days: Days::inherited(&above.days, &own.days, today),
    }
}
