//! The portal as Hugo reads it: the same texts, templates of equal work.

use std::io;

use crate::Site;
use crate::shape::{self, TOPICS};

const FILES: &[(&str, &str)] = &[
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("layouts/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/home.html", include_str!("hugo/home.html")),
    ("layouts/page.html", include_str!("hugo/page.html")),
    ("layouts/section.html", include_str!("hugo/section.html")),
    ("layouts/taxonomy.html", include_str!("hugo/taxonomy.html")),
    ("layouts/term.html", include_str!("hugo/term.html")),
    ("layouts/404.html", include_str!("hugo/404.html")),
    ("layouts/_partials/card.html", include_str!("hugo/card.html")),
    ("layouts/_partials/pager.html", include_str!("hugo/pager.html")),
    ("assets/style.css", include_str!("style.css")),
];

/// Writes the portal.
pub(crate) fn write(site: &Site<'_>) -> io::Result<()> {
    for (name, text) in FILES {
        site.put(name, text)?;
    }
    site.put("content/_index.md", "+++\ntitle = \"Trang chủ\"\n+++\n")?;
    site.put("content/dia-phuong/_index.md", "+++\ntitle = \"Địa phương\"\n+++\n")?;
    for (id, name) in TOPICS {
        site.put(&format!("content/{id}/_index.md"), &format!("+++\ntitle = \"{name}\"\n+++\n"))?;
        site.put(&format!("content/topics/{id}/_index.md"), &format!("+++\ntitle = \"{name}\"\n+++\n"))?;
    }
    for place in site.places {
        let text = format!(
            "+++\ntitle = \"{}\"\n[params]\ncode = \"{}\"\n[[params.contacts]]\nlabel = \"Ủy ban nhân dân\"\nhours = \"Giờ hành chính\"\nnote = \"Bộ phận tiếp dân\"\n+++\n",
            place.name, place.code
        );
        site.put(&format!("content/{}/_index.md", place.folder), &text)?;
    }
    for article in shape::articles(site.places) {
        let link = format!("/{}/{}/", article.link.0, article.link.1);
        let text = format!(
            "+++\ntitle = \"{}\"\ndescription = \"{}\"\ntopics = [\"{}\"]\ndate = {}\n+++\n{}",
            article.title,
            article.summary,
            TOPICS[article.topic].0,
            article.date,
            article.body(&link)
        );
        site.put(&format!("content/{}/{}.md", article.folder, article.slug), &text)?;
    }
    Ok(())
}
