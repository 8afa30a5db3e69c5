//! An article as decided: its own front matter, its section's defaults, the needs of its kind.
//!
//! What is still missing after the defaults is a finding. Everything downstream reads [`Facts`] and
//! never asks where a value came from.

use jiff::civil::Date;
use serde::Serialize;

use crate::config::Config;
use crate::content::Article;
use crate::content::front_matter::{Channel, Group, Kind, Word};
use crate::content::section::Defaults;
use crate::diag::{At, Diagnostic, Located, messages};
use crate::fields::nearest;
use crate::path::SourcePath;

/// What is decided about an article.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// What sort of article.
    pub kind: Kind,
    /// Ids of its topics, the main one first.
    pub topics: Vec<String>,
    /// Where it goes.
    pub channels: Vec<Channel>,
    /// Whom it addresses.
    pub groups: Vec<Group>,
    /// The day it counts from in lists: issue, last change or review.
    pub day: Option<Date>,
}

impl Facts {
    /// Whether it goes to a channel.
    pub fn goes_to(&self, channel: Channel) -> bool {
        self.channels.contains(&channel)
    }
}

/// Decides an article.
pub fn facts(article: &Article, defaults: &Defaults, config: &Config, found: &mut Vec<Diagnostic>) -> Facts {
    let front = &article.front;
    let kind = kind(article, defaults);
    let topics = front.topics.as_ref().or(defaults.topics.as_ref());
    for topic in front.topics.iter().flatten() {
        check_topic(topic, &article.path, config, found);
    }
    check_needs(article, kind, found);
    Facts {
        kind,
        topics: topics.into_iter().flatten().map(|topic| topic.value.clone()).collect(),
        channels: front
            .channels
            .clone()
            .or_else(|| defaults.channels.clone())
            .unwrap_or_else(|| vec![Channel::Web]),
        groups: front.audience.groups.clone().or_else(|| defaults.groups.clone()).unwrap_or_default(),
        day: day(article, kind),
    }
}

/// What sort of article it is.
pub fn kind(article: &Article, defaults: &Defaults) -> Kind {
    article.front.kind.as_ref().map(|kind| kind.value).or(defaults.kind).unwrap_or(Kind::News)
}

/// Tells a topic that the settings do not know.
pub fn check_topic(topic: &Located<String>, path: &SourcePath, config: &Config, found: &mut Vec<Diagnostic>) {
    if config.topic(&topic.value).is_none() {
        let ids: Vec<&str> = config.topics.iter().map(|topic| topic.id.as_str()).collect();
        let near = nearest(&topic.value, &ids);
        found.push(messages::topic_unknown(topic.at.in_file(path), &topic.value, &ids, near));
    }
}

fn day(article: &Article, kind: Kind) -> Option<Date> {
    let front = &article.front;
    let document = front.document.as_ref().and_then(|document| document.issued);
    let issued =
        document.and_then(|issued| Date::new(issued.year, issued.month, issued.day.unwrap_or(1)).ok());
    let own = front.date.as_ref().map(|date| date.value).or(front.updated);
    match kind {
        Kind::Document => issued.or(own),
        _ => own.or_else(|| front.review.as_ref().map(|review| review.reviewed.value)),
    }
}

fn check_needs(article: &Article, kind: Kind, found: &mut Vec<Diagnostic>) {
    let front = &article.front;
    let place = front.kind.as_ref().map_or(At { line: 1, column: 1 }, |kind| kind.at);
    let mut need = |is_there: bool, field: &str, example: &str| {
        if !is_there {
            let spot = place.in_file(&article.path);
            let stated = front.kind.is_some();
            found.push(messages::kind_needs(spot, (kind.word(), kind.label()), stated, field, example));
        }
    };
    let description = "description = \"Một câu tóm tắt\"";
    match kind {
        Kind::Guidance => {
            need(front.description.is_some(), "description", description);
            need(
                front.review.is_some(),
                "[review]",
                "[review] reviewed = 2026-10-01, due = 2027-10-01, reviewer = \"Trạm y tế xã\"",
            );
            need(!front.sources.is_empty(), "[[sources]]", "[[sources]] title = \"Luật Trẻ em\"");
        }
        Kind::News | Kind::Story => {
            need(front.date.is_some(), "date", "date = 2026-05-12");
        }
        Kind::Document => need(front.document.is_some(), "[document]", "[document] type = \"Kế hoạch\""),
        Kind::Event => need(front.event.is_some(), "[event]", "[event] start = 2027-06-01"),
        Kind::Service => need(front.service.is_some(), "[service]", "[service] category = \"phone\""),
    }
}
