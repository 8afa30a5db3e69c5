//! Image cards as files: a preview of 1200 x 630 and a square of 1080 x 1080 beside the pages.
//!
//! Read by whoever follows a link in a chat, and by officials who post the square. How they look is a
//! matter of `sheets`.

use crate::config::Cards;
use crate::diag::Diagnostic;
use crate::outputs::{Job, Output};
use crate::pack::{self, Picture};
use crate::path::SitePath;
use crate::sheets::{self, CardView, Frame, Press, SHARE, SQUARE};
use crate::site::{LocalityId, PageId, Site};
use crate::theme::Theme;

/// The cards.
#[derive(Debug)]
pub struct Card;

/// One card.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    template: &'static str,
    picture: Picture,
    /// The locality that alone posts it.
    only: Option<LocalityId>,
}

impl Output for Card {
    const NAME: &'static str = "card";
    type Subject = Subject;
    type Common = Frame;
    type View = CardView;
    type Press = Press;

    fn plan(site: &Site) -> Vec<Job<Subject>> {
        if !pack::pictured(site) {
            return Vec::new();
        }
        let living = site.living().filter(|(_, locality)| pack::has_card_of_its_own(locality));
        let pictures = std::iter::once(Picture::Site)
            .chain(site.originals().map(Picture::Article))
            .chain(living.map(|(id, _)| Picture::Locality(id)));
        let pairs = pictures.flat_map(|picture| {
            let [share, square] = pack::card_paths(site, picture);
            [(share, SHARE), (square, SQUARE)]
                .map(|(path, template)| (path, Subject { template, picture, only: None }))
        });
        let jobs = pairs.chain(local(site));
        jobs.filter_map(|(path, subject)| Some(Job { path: SitePath::new(&path)?, subject })).collect()
    }

    fn common(site: &Site) -> Frame {
        sheets::frame(site)
    }

    fn view(site: &Site, _common: &Frame, subject: &Subject) -> CardView {
        sheets::card(site, subject.template, subject.picture, subject.only)
    }

    fn press(common: &Frame, theme: &Theme) -> Press {
        Press::new(common, theme)
    }

    fn render(view: &CardView, press: &Press) -> Result<Vec<u8>, Box<Diagnostic>> {
        press.card(view)
    }
}

/// A square card for every article at every locality that it concerns, where the settings ask for it.
fn local(site: &Site) -> Vec<(String, Subject)> {
    if site.config.outputs.cards != Cards::All {
        return Vec::new();
    }
    let places = site.living().flat_map(|(id, locality)| {
        let pages = site.concerning(id).into_iter().map(move |page| (id, locality, page));
        pages.filter(|(_, _, page)| pack::is_disseminated(site.article(*page))).collect::<Vec<_>>()
    });
    let card = |(id, locality, page): (LocalityId, _, PageId)| {
        let subject = Subject { template: SQUARE, picture: Picture::Article(page), only: Some(id) };
        (pack::local_card_path(locality, site.article(page)), subject)
    };
    places.map(card).collect()
}
