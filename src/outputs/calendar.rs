//! `lich.ics`: the events of a locality as one calendar.
//!
//! Read by calendar programs and phones; [`crate::ical`] knows the format. The stamp of an event is the
//! day its article was issued, never the clock.

use serde::Serialize;

use crate::content::front_matter::Kind;
use crate::diag::Diagnostic;
use crate::ical::{self, Event};
use crate::outputs::{Job, Output};
use crate::path::SitePath;
use crate::site::scope::Reads;
use crate::site::{LocalityId, PageId, Site};
use crate::theme::Theme;

/// The calendars.
#[derive(Debug)]
pub struct Calendar;

/// What a calendar shows.
#[derive(Debug, Serialize)]
pub struct View {
    name: String,
    events: Vec<Event>,
}

impl Output for Calendar {
    const NAME: &'static str = "calendar";
    type Subject = LocalityId;
    type Common = ();
    type View = View;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<LocalityId>> {
        let path = |id| SitePath::new(&format!("{}lich.ics", &site.locality(id).address.as_str()[1..]));
        let with_events = site.living().map(|(id, _)| id).filter(|id| !events(site, *id).is_empty());
        with_events.filter_map(|id| Some(Job { path: path(id)?, subject: id })).collect()
    }

    fn common(_site: &Site) {}

    fn view(site: &Site, _common: &(), subject: &LocalityId) -> View {
        let name = format!("{} – {}", site.locality(*subject).name, site.config.title);
        View { name, events: events(site, *subject) }
    }

    fn reads<'s>(_site: &'s Site, _common: &'s (), subject: &LocalityId) -> Reads<'s> {
        Reads::Locality(*subject)
    }

    fn press(_common: &(), _theme: &Theme) {}

    fn render(view: &View, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(ical::calendar(&view.name, &view.events).into_bytes())
    }
}

fn events(site: &Site, id: LocalityId) -> Vec<Event> {
    let mut pages = site.concerning(id);
    pages.retain(|page| site.article(*page).facts.kind == Kind::Event);
    pages.sort_by_key(|page| (site.article(*page).source.front.event.as_ref().map(|e| e.start), *page));
    pages.into_iter().filter_map(|page| event(site, page)).collect()
}

fn event(site: &Site, id: PageId) -> Option<Event> {
    let article = site.article(id);
    let front = &article.source.front;
    let event = front.event.as_ref()?;
    Some(Event {
        id: article.address.as_str().trim_matches('/').replace('/', "."),
        url: site.config.absolute(article.address.as_str()),
        title: front.title.value.clone(),
        summary: article.source.opening().to_owned(),
        place: event.place.clone(),
        stamp: front.date.as_ref().map_or(event.start.date(), |date| date.value),
        start: event.start,
        end: event.end.unwrap_or(event.start),
    })
}
