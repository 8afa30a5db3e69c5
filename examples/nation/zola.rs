//! The portal as Zola reads it (0.23 and later, with Tera 2): the same texts, templates of equal work.

use std::io;

use crate::Site;
use crate::shape::{self, TOPICS};

const FILES: &[(&str, &str)] = &[
    ("config.toml", include_str!("zola/config.toml")),
    ("templates/base.html", include_str!("zola/base.html")),
    ("templates/index.html", include_str!("zola/index.html")),
    ("templates/page.html", include_str!("zola/page.html")),
    ("templates/section.html", include_str!("zola/section.html")),
    ("templates/card.html", include_str!("zola/card.html")),
    ("templates/topics/list.html", include_str!("zola/terms.html")),
    ("templates/topics/single.html", include_str!("zola/term.html")),
    ("templates/404.html", include_str!("zola/404.html")),
];

/// Writes the portal.
pub(crate) fn write(site: &Site<'_>) -> io::Result<()> {
    for (name, text) in FILES {
        site.put(name, &text.replace("/*STYLE*/", include_str!("style.css")))?;
    }
    let section = |title: &str, more: &str| {
        format!(
            "+++\ntitle = \"{title}\"\nsort_by = \"date\"\npaginate_by = 20\ngenerate_feeds = true\n{more}+++\n"
        )
    };
    site.put("content/_index.md", "+++\ntitle = \"Trang chủ\"\n+++\n")?;
    site.put("content/dia-phuong/_index.md", &section("Địa phương", ""))?;
    for (id, name) in TOPICS {
        site.put(&format!("content/{id}/_index.md"), &section(name, ""))?;
    }
    for place in site.places {
        let more = format!(
            "[extra]\ncode = \"{}\"\n[[extra.contacts]]\nlabel = \"Ủy ban nhân dân\"\nhours = \"Giờ hành chính\"\nnote = \"Bộ phận tiếp dân\"\n",
            place.code
        );
        site.put(&format!("content/{}/_index.md", place.folder), &section(&place.name, &more))?;
    }
    for article in shape::articles(site.places) {
        let link = format!("@/{}/{}.md", article.link.0, article.link.1);
        let text = format!(
            "+++\ntitle = \"{}\"\ndescription = \"{}\"\ndate = {}\n[taxonomies]\ntopics = [\"{}\"]\n+++\n{}",
            article.title,
            article.summary,
            article.date,
            TOPICS[article.topic].0,
            article.body(&link)
        );
        site.put(&format!("content/{}/{}.md", article.folder, article.slug), &text)?;
    }
    Ok(())
}
