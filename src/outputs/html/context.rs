//! A page's view as its template sees it.
//!
//! Fields of the content stand beside those of the page; texts are HTML by then, or marks in their place
//! that are filled in after minifying.

use tera::{Context, Value};

use crate::outputs::html::body::Answers;
use crate::outputs::html::skeleton::Slots;
use crate::outputs::html::view::{BodyView, Content, View};

/// The view as a template sees it: fields of the content beside those of the page, texts as HTML.
/// What is not empty among `slots` is shown as in `shown`.
pub(super) fn context(view: &View, slots: &Slots<'_>, shown: &Slots<'_>) -> Context {
    let show = |text: &str, shown: &str| Value::safe_string(if text.is_empty() { "" } else { shown });
    let mut context = Context::new();
    context.insert_value("lang", Value::from(view.lang.as_str()));
    let mut head = Value::from_serializable(&view.head).into_map().unwrap_or_default();
    head.insert("json_ld".into(), show(slots.json_ld, shown.json_ld));
    context.insert_value("head", Value::from(head));
    context.insert_value("breadcrumbs", Value::from_serializable(&view.breadcrumbs));
    context.insert_value("title", Value::from(view.title.as_str()));
    context.insert_value("current_section", Value::from(view.current_section.as_str()));
    let (table, key) = body_place(&view.content);
    let body = show(slots.body, shown.body);
    let content = Value::from_serializable(&view.content);
    for (name, value) in content.into_map().into_iter().flatten() {
        let name = name.to_string();
        if name == table {
            let mut map = value.into_map().unwrap_or_default();
            map.insert(key.into(), body.clone());
            context.insert_value(name, Value::from(map));
        } else {
            context.insert_value(name, value);
        }
    }
    if table.is_empty() && !key.is_empty() {
        context.insert_value(key, body);
    }
    context
}

/// Only an article has an address under which its answers can lie.
pub(super) fn answers_of(content: &Content) -> Answers {
    match content {
        Content::Page(_) | Content::Document(_) => Answers::Pages,
        _ => Answers::InPlace,
    }
}

/// The text that a page shows as a body or an introduction.
pub(super) fn body_of(content: &Content) -> Option<&BodyView> {
    match content {
        Content::Home(home) => home.intro.as_ref(),
        Content::Page(page) => Some(&page.page.body),
        Content::Document(page) => Some(&page.page.body),
        Content::Answer(answer) => Some(&answer.body),
        Content::Draft(page) => Some(&page.page.body),
        Content::Section(list) => list.section.body.as_ref(),
        Content::Library(list) => list.section.body.as_ref(),
        Content::Localities(list) => list.section.body.as_ref(),
        Content::Locality(page) => page.locality.intro.as_ref(),
        Content::Archive(page) => page.locality.intro.as_ref(),
        Content::Search(_)
        | Content::Kit(_)
        | Content::KitZip(_)
        | Content::Worker(_)
        | Content::Desk(_)
        | Content::NotFound {}
        | Content::Gone {}
        | Content::Redirect { .. } => None,
    }
}

/// Where templates look for it: a table and a key in it; a missing text is empty.
fn body_place(content: &Content) -> (&'static str, &'static str) {
    match content {
        Content::Home(_) => ("", "intro_html"),
        Content::Page(_) | Content::Document(_) | Content::Draft(_) => ("page", "body_html"),
        Content::Section(_) | Content::Library(_) | Content::Localities(_) => ("section", "body_html"),
        Content::Locality(_) | Content::Archive(_) => ("locality", "intro_html"),
        Content::Kit(_) | Content::KitZip(_) | Content::Answer(_) => ("", "body_html"),
        Content::Search(_)
        | Content::Worker(_)
        | Content::Desk(_)
        | Content::NotFound {}
        | Content::Gone {}
        | Content::Redirect { .. } => ("", ""),
    }
}
