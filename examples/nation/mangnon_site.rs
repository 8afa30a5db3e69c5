//! The portal as Măng Non reads it. Channels are off: the other generators have none.

use std::io;

use crate::Site;
use crate::shape::{self, TOPICS};

const THEME: &[(&str, &str)] = &[
    ("templates/html/base.html", include_str!("mangnon/base.html")),
    ("templates/html/page.html", include_str!("mangnon/page.html")),
    ("templates/html/section.html", include_str!("mangnon/section.html")),
    ("templates/html/locality.html", include_str!("mangnon/locality.html")),
    ("templates/html/localities.html", include_str!("mangnon/localities.html")),
    ("templates/html/home.html", include_str!("mangnon/home.html")),
    ("templates/html/emergency.html", include_str!("mangnon/emergency.html")),
    ("templates/html/404.html", include_str!("mangnon/404.html")),
    ("style.css", include_str!("style.css")),
    ("theme.toml", "name = \"nation\"\n"),
];

/// Writes the portal.
pub(crate) fn write(site: &Site<'_>) -> io::Result<()> {
    site.put("site.toml", &settings())?;
    for (name, text) in THEME {
        site.put(&format!("themes/nation/{name}"), text)?;
    }
    site.put("content/_index.md", "+++\ntitle = \"Trang chủ\"\n+++\n")?;
    site.put("content/dia-phuong/_index.md", "+++\ntitle = \"Địa phương\"\n+++\n")?;
    for (id, name) in TOPICS {
        let text = format!(
            "+++\ntitle = \"{name}\"\nsort_by = \"date\"\n[defaults]\nkind = \"guidance\"\ntopic = \"{id}\"\n+++\n"
        );
        site.put(&format!("content/{id}/_index.md"), &text)?;
    }
    for place in site.places {
        let text = format!(
            "+++\ntitle = \"{}\"\n[locality]\ncode = \"{}\"\n[[contacts]]\nid = \"uy-ban\"\nlabel = \"Ủy ban nhân dân\"\nhours = \"Giờ hành chính\"\nnote = \"Bộ phận tiếp dân\"\n+++\n",
            place.name, place.code
        );
        site.put(&format!("content/{}/_index.md", place.folder), &text)?;
    }
    for article in shape::articles(site.places) {
        let more = if article.guidance {
            "[review]\nreviewed = 2026-06-01\ndue = 2027-06-01\nreviewer = \"Ban biên tập\"\n[[sources]]\ntitle = \"Luật Trẻ em số 102/2016/QH13\"\npublisher = \"Quốc hội\"\n".to_owned()
        } else {
            "channels = [\"web\", \"loudspeaker\", \"zalo\"]\n".to_owned()
        };
        let link = format!("@/{}/{}.md", article.link.0, article.link.1);
        let text = format!(
            "+++\ntitle = \"{}\"\ndescription = \"{}\"\ntopic = \"{}\"\ndate = {}\n{more}+++\n{}",
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

fn settings() -> String {
    let mut text = "base_url = \"https://quoc-gia.example\"\ntitle = \"Cổng trẻ em\"\ntheme = \"nation\"\n\n[outputs]\nloudspeaker = false\nzalo = false\nqr = false\ncards = \"none\"\nprint = false\npacks = \"none\"\nsearch = false\n\n[publisher]\nname = \"Ban biên tập thử nghiệm\"\n".to_owned();
    for (id, name) in TOPICS {
        text.push_str(&format!(
            "\n[[topics]]\nid = \"{id}\"\nname = \"{name}\"\ndescription = \"Mọi bài về chủ đề này.\"\n"
        ));
    }
    text
}
