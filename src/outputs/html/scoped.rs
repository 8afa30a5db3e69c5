//! What the views of pages may read, as far as it is told.
//!
//! A subject comes in, the scope in which its view stays goes out; what is not named here may read
//! anything and is viewed in every build.

use crate::outputs::html::{Common, Subject, frame, lists};
use crate::site::Site;
use crate::site::scope::Reads;

/// What a view may read besides what all pages show alike.
pub(super) fn reads<'s>(site: &'s Site, common: &'s Common, subject: &Subject) -> Reads<'s> {
    match subject {
        // A document shows others that lie anywhere, and what is everybody's lies in no locality.
        Subject::Article(id) => {
            let article = site.article(*id);
            let is_local = article.home.0 != 0 && article.source.front.document.is_none();
            if is_local { Reads::Locality(article.home) } else { Reads::Anything }
        }
        Subject::Locality(id) | Subject::LocalityNews(id, _) => Reads::Locality(*id),
        Subject::Section(id, number) => {
            let section = site.section(*id);
            // A library shows the facts of documents, the emergency page has cards of its own.
            if frame::is_library(section) || section.address.as_str() == frame::EMERGENCY {
                return Reads::Anything;
            }
            let pages = common.longer_lists.get(id).unwrap_or(&section.pages);
            Reads::List(lists::read(site, Some(*id), pages, *number))
        }
        Subject::Topic(index, number) => {
            Reads::List(lists::read(site, None, &site.topic_pages[*index], *number))
        }
        Subject::Tag(index, number) => {
            Reads::List(lists::read(site, None, &site.tags[*index].pages, *number))
        }
        _ => Reads::Anything,
    }
}
