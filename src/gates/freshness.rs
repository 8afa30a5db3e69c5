//! Guidance whose day of review is over.
//!
//! Wrong first aid kills: advice for an emergency that nobody looked at in time stops the build. Other
//! pages stay, say so to their readers, and are told here. What a review is about is for its reviewer.

use crate::diag::{Diagnostic, messages};
use crate::site::{Article, Site};
use crate::theme::Theme;

/// Finds what is overdue.
pub(super) fn check(site: &Site, _theme: &Theme) -> Vec<Diagnostic> {
    let of_one = |article| overdue(site, article).into_iter().chain(ahead_of_time(site, article));
    site.articles.iter().flat_map(of_one).collect()
}

/// A review that readers are told of and that nobody has made yet.
fn ahead_of_time(site: &Site, article: &Article) -> Option<Diagnostic> {
    let review = article.source.front.review.as_ref();
    let review = review.filter(|review| review.reviewed.value > site.today())?;
    Some(messages::review_in_future(review.reviewed.at.in_file(&article.source.path), review.reviewed.value))
}

fn overdue(site: &Site, article: &Article) -> Option<Diagnostic> {
    let front = &article.source.front;
    let review = front.review.as_ref().filter(|review| review.due.value < site.today())?;
    let spot = review.due.at.in_file(&article.source.path);
    let days = (site.today() - review.due.value).get_days();
    Some(if front.emergency {
        messages::review_overdue_emergency(spot, days, &review.reviewer)
    } else {
        messages::review_overdue(spot, days, &review.reviewer)
    })
}
