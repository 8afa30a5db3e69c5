//! QR codes: of articles and localities beside their pages, of Zalo groups at the desk.
//!
//! Read with a telephone from a poster or a screen; SVG for print, PNG for posting. A code holds the
//! full address of its page and nothing else.

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::draw::qr;
use crate::outputs::{Job, Output};
use crate::pack;
use crate::path::SitePath;
use crate::site::Site;
use crate::theme::Theme;

/// The codes.
#[derive(Debug)]
pub struct Codes;

/// The format of a code's file.
#[derive(Debug, Clone, Copy, Serialize)]
pub enum Format {
    /// For print.
    Svg,
    /// For posting.
    Png,
}

/// What a code says.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    text: String,
    format: Format,
}

impl Output for Codes {
    const NAME: &'static str = "qr";
    type Subject = View;
    type Common = ();
    type View = View;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<View>> {
        let articles = site.articles.iter().filter(|article| pack::has_codes(article));
        let addresses = articles.map(|article| &article.address);
        let addresses = addresses.chain(site.living().map(|(_, locality)| &locality.address));
        let pages = addresses.flat_map(|address| {
            [(pack::QR_SVG, Format::Svg), (pack::QR_PNG, Format::Png)].map(|(file, format)| {
                (pack::beside(address, file), View { text: site.config.absolute(address.as_str()), format })
            })
        });
        let groups = site.living().flat_map(|(_, locality)| {
            locality.zalo_groups.iter().enumerate().flat_map(move |(i, group)| {
                [("svg", Format::Svg), ("png", Format::Png)].map(|(extension, format)| {
                    let path = pack::group_code_path(locality, i + 1, extension);
                    (path, View { text: group.url.clone(), format })
                })
            })
        });
        let jobs = pages.chain(groups);
        jobs.filter_map(|(path, subject)| Some(Job { path: SitePath::new(&path)?, subject })).collect()
    }

    fn common(_site: &Site) {}

    fn view(_site: &Site, _common: &(), subject: &View) -> View {
        subject.clone()
    }

    fn press(_common: &(), _theme: &Theme) {}

    fn render(view: &View, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        let bytes = match view.format {
            Format::Svg => qr::svg(&view.text),
            Format::Png => qr::png(&view.text),
        };
        bytes.ok_or_else(|| Box::new(crate::diag::messages::code_too_long(&view.text)))
    }
}
