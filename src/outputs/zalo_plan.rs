//! The plan of a locality's Official Account over the coming month: one CSV at its desk.
//!
//! Read by officials in a spreadsheet (see `csv`). What gave way stands at the end with the reason.
//! Limits: see `pack`.

use serde::Serialize;

use crate::content::front_matter::{Channel, Word};
use crate::csv;
use crate::diag::Diagnostic;
use crate::locality::Level;
use crate::outputs::{Job, Output};
use crate::pack::{self, Planned};
use crate::path::SitePath;
use crate::site::{LocalityId, Site};
use crate::theme::Theme;

/// The plans.
#[derive(Debug)]
pub struct Plans;

/// The rows of a plan.
#[derive(Debug, Serialize)]
pub struct View {
    rows: Vec<[String; 6]>,
}

impl Output for Plans {
    const NAME: &'static str = "zalo_plan";
    type Subject = LocalityId;
    type Common = ();
    type View = View;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<LocalityId>> {
        let with_zalo = site.living().filter(|(id, locality)| {
            let mut pages = site.concerning(*id).into_iter();
            locality.level != Level::Country
                && pages.any(|page| site.article(page).facts.goes_to(Channel::Zalo))
        });
        let job =
            |(id, locality)| Some(Job { path: SitePath::new(&pack::plan_path(locality))?, subject: id });
        with_zalo.filter_map(job).collect()
    }

    fn common(_site: &Site) {}

    fn view(site: &Site, _common: &(), id: &LocalityId) -> View {
        View { rows: pack::month(site, *id).iter().map(|planned| row(site, planned)).collect() }
    }

    fn press(_common: &(), _theme: &Theme) {}

    fn render(view: &View, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        const HEAD: [&str; 6] = ["Ngày", "Giờ", "Đối tượng", "Bài", "Địa chỉ", "Ghi chú"];
        Ok(csv::table(&HEAD, &view.rows).into_bytes())
    }
}

fn row(site: &Site, planned: &Planned) -> [String; 6] {
    let article = site.article(planned.candidate.page);
    let groups: Vec<&str> = planned.candidate.groups.iter().map(|group| group.label()).collect();
    let groups = if groups.is_empty() { "Mọi người".to_owned() } else { groups.join(", ") };
    let (day, time, note) = match planned.outcome {
        Ok(moment) => {
            (moment.strftime("%d/%m/%Y").to_string(), moment.strftime("%H:%M").to_string(), String::new())
        }
        Err(reason) => (String::new(), String::new(), format!("Nhường chỗ: {}", reason.reason())),
    };
    let url = site.config.absolute(article.address.as_str());
    [day, time, groups, article.source.front.title.value.clone(), url, note]
}
