//! Payloads of Official Account articles: one JSON file beside every article that goes to Zalo.
//!
//! Read by whoever sends it to `article/create` (DOMAIN B2): the program itself sends nothing. Its
//! limits stand in `pack::limits`. A cover is required there; a site without cards gives none, and then
//! the file has no `cover`.

use serde::Serialize;

use crate::content::block::{Block, Inline, Quiz};
use crate::content::front_matter::Channel;
use crate::content::text::{of_inlines, shorten};
use crate::diag::Diagnostic;
use crate::outputs::{Job, Output};
use crate::pack::limits::{OA_AUTHOR, OA_DESCRIPTION, OA_TITLE};
use crate::pack::{self, Picture};
use crate::path::SitePath;
use crate::site::{Article, PageId, Resolved, Site};
use crate::theme::Theme;

/// The payloads.
#[derive(Debug)]
pub struct ZaloOa;

/// A payload, in the interface's own words.
#[derive(Debug, Serialize)]
pub struct View {
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    author: String,
    description: String,
    cover: Option<Cover>,
    body: Vec<Part>,
    status: &'static str,
    comment: &'static str,
}

#[derive(Debug, Serialize)]
struct Cover {
    #[serde(rename = "cover_type")]
    kind: &'static str,
    photo_url: String,
    status: &'static str,
}

/// A part of the body: a text in simple HTML, or a picture.
#[derive(Debug, Serialize)]
struct Part {
    #[serde(rename = "type")]
    kind: &'static str,
    content: Option<String>,
    url: Option<String>,
    caption: Option<String>,
}

impl Output for ZaloOa {
    const NAME: &'static str = "zalo_oa";
    type Subject = PageId;
    type Common = ();
    type View = View;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<PageId>> {
        let pages = site.page_ids().filter(|page| site.article(*page).facts.goes_to(Channel::Zalo));
        let path = |page: &PageId| SitePath::new(&pack::beside(&site.article(*page).address, "zalo-oa.json"));
        pages.filter_map(|page| Some(Job { path: path(&page)?, subject: page })).collect()
    }

    fn common(_site: &Site) {}

    fn view(site: &Site, _common: &(), page: &PageId) -> View {
        let article = site.article(*page);
        let front = &article.source.front;
        let publisher =
            if site.config.publisher.is_empty() { &site.config.title } else { &site.config.publisher };
        let own = front.description.as_ref().map(|text| text.value.as_str());
        let cover = pack::share_card_path(site, Picture::Article(*page));
        View {
            kind: "normal",
            title: shorten(&front.title.value, OA_TITLE.ours),
            author: shorten(publisher, OA_AUTHOR.ours),
            description: shorten(own.unwrap_or(article.source.opening()), OA_DESCRIPTION.ours),
            cover: cover.map(|path| Cover {
                kind: "photo",
                photo_url: site.config.absolute(&path),
                status: "show",
            }),
            body: body(site, article),
            // A person looks at it in the Official Account before it is shown.
            status: "hide",
            comment: "hide",
        }
    }

    fn press(_common: &(), _theme: &Theme) {}

    fn render(view: &View, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut value = serde_json::to_value(view).unwrap_or_default();
        without_nulls(&mut value);
        let mut json = serde_json::to_string_pretty(&value).unwrap_or_default().into_bytes();
        json.push(b'\n');
        Ok(json)
    }
}

fn without_nulls(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.iter_mut().for_each(|(_, value)| without_nulls(value));
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

/// When and where or how it is reached, the article, then whom to call and where it stands.
fn body(site: &Site, article: &Article) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut html = String::new();
    for fact in pack::facts(article) {
        html.push_str(&format!("<p><strong>{}</strong></p>", escape(&fact)));
    }
    for block in &crate::pack::with_notes(article) {
        if let Block::Figure(picture) = block {
            let url = article.links.iter().find(|(written, _)| *written == picture.target);
            if let Some((_, Resolved::Asset(_, path))) = url {
                flush(&mut html, &mut parts);
                let caption = if picture.caption.is_empty() { &picture.alt } else { &picture.caption };
                parts.push(Part {
                    kind: "image",
                    content: None,
                    url: Some(site.config.absolute(path)),
                    caption: Some(caption.clone()),
                });
            }
        } else {
            push(&mut html, block);
        }
    }
    let hotline = &site.hotlines[0];
    let call = escape(&format!("{}: {}", hotline.label, hotline.number));
    let link = escape(&site.config.absolute(article.address.as_str()));
    html.push_str(&format!("<p><strong>{call}</strong></p><p><a href=\"{link}\">{link}</a></p>"));
    flush(&mut html, &mut parts);
    parts
}

fn flush(html: &mut String, parts: &mut Vec<Part>) {
    if !html.is_empty() {
        let content = Some(std::mem::take(html));
        parts.push(Part { kind: "text", content, url: None, caption: None });
    }
}

fn push(html: &mut String, block: &Block) {
    match block {
        Block::Heading { content, .. } => {
            html.push_str(&format!("<p><strong>{}</strong></p>", escape(&of_inlines(content))));
        }
        Block::Paragraph(content) => html.push_str(&format!("<p>{}</p>", inlines(content))),
        Block::List { start, items } => push_list(html, items, if start.is_some() { "ol" } else { "ul" }),
        Block::Steps(items) => push_list(html, items, "ol"),
        Block::Checklist(items) => push_list(html, items, "ul"),
        Block::Quote(inner) => inner.iter().for_each(|block| push(html, block)),
        Block::Care { level, heading, body } => {
            let heading = escape(&of_inlines(heading));
            html.push_str(&format!("<p><strong>{}: {heading}</strong></p>", level.lead()));
            for block in body {
                push(html, block);
            }
        }
        Block::Table { header, rows, .. } => push_rows(html, header, rows),
        Block::Definitions(definitions) => {
            for definition in definitions {
                html.push_str(&format!("<p><strong>{}</strong></p>", escape(&of_inlines(&definition.term))));
                definition.meanings.iter().flatten().for_each(|block| push(html, block));
            }
        }
        Block::Preformatted(text) => {
            text.lines().for_each(|line| html.push_str(&format!("<p>{}</p>", escape(line))));
        }
        Block::Quiz(quiz) => push_quiz(html, quiz),
        Block::Chart(chart) => {
            html.push_str(&format!("<p><strong>{}</strong></p>", escape(&of_inlines(&chart.title))));
            push_rows(html, &chart.header, &chart.rows);
            chart.after.iter().for_each(|block| push(html, block));
        }
        Block::Figure(_) | Block::Rule | Block::Raw(_) => {}
    }
}

fn push_rows(html: &mut String, header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
    for row in rows {
        let cells = header.iter().zip(row).map(|(head, cell)| match of_inlines(head) {
            head if head.is_empty() => of_inlines(cell),
            head => format!("{head}: {}", of_inlines(cell)),
        });
        html.push_str(&format!("<p>{}</p>", escape(&cells.collect::<Vec<_>>().join("; "))));
    }
}

/// The question, its answers, then the right one and why.
fn push_quiz(html: &mut String, quiz: &Quiz) {
    html.push_str(&format!("<p><strong>{}</strong></p>", escape(&of_inlines(&quiz.question))));
    for (i, answer) in quiz.answers.iter().enumerate() {
        let words = escape(&of_inlines(&answer.words));
        html.push_str(&format!("<p>{}) {words}</p>", Quiz::letter(i)));
    }
    for (letter, answer) in quiz.right() {
        let words = escape(&of_inlines(&answer.words));
        html.push_str(&format!("<p><strong>Đáp án: {letter}) {words}</strong></p>"));
        answer.why.iter().for_each(|block| push(html, block));
    }
}

fn push_list(html: &mut String, items: &[Vec<Block>], tag: &str) {
    html.push_str(&format!("<{tag}>"));
    for item in items {
        html.push_str("<li>");
        match item.as_slice() {
            [Block::Paragraph(content)] => html.push_str(&inlines(content)),
            blocks => blocks.iter().for_each(|block| push(html, block)),
        }
        html.push_str("</li>");
    }
    html.push_str(&format!("</{tag}>"));
}

/// Words with what is stressed; links are their words, since the article's own link stands at the end.
fn inlines(list: &[Inline]) -> String {
    let mut html = String::new();
    for inline in list {
        match inline {
            Inline::Strong(inner) => html.push_str(&format!("<strong>{}</strong>", inlines(inner))),
            Inline::Emphasis(inner) => html.push_str(&format!("<em>{}</em>", inlines(inner))),
            Inline::Strike(_) | Inline::NoteMark(_) | Inline::Raw(_) | Inline::Picture(_) => {}
            Inline::Link { content, .. } => html.push_str(&inlines(content)),
            Inline::Text(text) | Inline::Code(text) => html.push_str(&escape(text)),
            Inline::SoftBreak => html.push(' '),
            Inline::HardBreak => html.push_str("<br>"),
        }
    }
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
