//! The pages of answers: one for each answer of a question, so that a quiz needs no script.
//!
//! An article and the number of its question come in, a page with the verdict, the reason and the way
//! back goes out. No list and no search engine leads to it.

use crate::content::block::{Answer, Block, Blocks, Quiz};
use crate::content::{Body, text};
use crate::digest::Shared;
use crate::outputs::html::body::quiz;
use crate::outputs::html::view::{AnswerPage, Content, Link, View};
use crate::outputs::html::{Subject, card, frame, metadata};
use crate::path::Address;
use crate::site::{Article, PageId, Site};

/// The pages of an article's answers.
pub(super) fn jobs(site: &Site, id: PageId) -> Vec<(Address, Subject)> {
    let article = site.article(id);
    let answers = article
        .source
        .quizzes
        .iter()
        .zip(1..)
        .flat_map(|(n, quiz)| (0..usize::from(*n)).map(move |answer| (quiz, answer)));
    answers
        .map(|(quiz, answer)| (address(article, quiz, answer), Subject::Answer(id, quiz, answer)))
        .collect()
}

/// The page of an answer.
pub(super) fn view(site: &Site, id: PageId, number: u8, index: usize) -> View {
    let article = site.article(id);
    let body = article.source.body.unpack();
    let quiz = find(&body.blocks, number).expect("the plan counts the questions of the same body");
    let answer = &quiz.answers[index];
    let own = site.config.url(article.address.as_str());
    let back = Link {
        title: article.source.front.title.value.clone(),
        url: format!("{own}#{}", quiz::anchor(number)),
    };
    let mut breadcrumbs = card::breadcrumbs(site, Some(article.section));
    breadcrumbs.push(Link { title: back.title.clone(), url: own.clone() });
    let title = if answer.right { "Đúng rồi" } else { "Chưa đúng" };
    let address = address(article, number, index);
    let facts = metadata::Facts {
        title,
        description: "",
        path: address.as_str(),
        feed: None,
        breadcrumbs: &breadcrumbs,
    };
    let mut head = metadata::unlisted(site, &facts);
    head.sensitive = article.source.front.sensitive;
    if head.sensitive {
        head.title.clone_from(&site.config.title);
    }
    let others = quiz.answers.iter().enumerate().filter(|(i, _)| *i != index);
    let others = others
        .map(|(i, other)| Link { title: words(i, other), url: format!("{own}{}", quiz::folder(number, i)) });
    let why = Body::pack(&Blocks { blocks: answer.why.clone(), notes: Vec::new() });
    let mut why = card::body(site, &why, &article.links);
    // A place in the article's text is not on this page.
    let within = article.links.iter().map(|(written, _)| written).filter(|written| written.starts_with('#'));
    for written in within {
        why.links.retain(|(known, _)| known != written);
        why.links.push((written.clone(), format!("{own}{written}")));
    }
    let content = AnswerPage {
        question: text::of_inlines(&quiz.question),
        answer: words(index, answer),
        right: answer.right,
        body: why,
        back,
        others: others.collect(),
        sensitive: article.source.front.sensitive,
    };
    View {
        template: "answer.html".to_owned(),
        lang: site.config.language.clone(),
        head,
        breadcrumbs: Shared::new(breadcrumbs),
        title: title.to_owned(),
        current_section: frame::current_section(site, article.section),
        content: Content::Answer(Box::new(content)),
    }
}

fn address(article: &Article, quiz: u8, answer: usize) -> Address {
    Address::of_folder(&format!("{}{}", article.address.as_str(), quiz::folder(quiz, answer)))
}

fn words(index: usize, answer: &Answer) -> String {
    format!("{}. {}", Quiz::letter(index), text::of_inlines(&answer.words))
}

/// A question by its number, wherever blocks hold blocks.
fn find(blocks: &[Block], number: u8) -> Option<&Quiz> {
    blocks.iter().find_map(|block| match block {
        Block::Quiz(quiz) => (quiz.number == number).then_some(quiz),
        Block::Quote(inner) | Block::Care { body: inner, .. } => find(inner, number),
        Block::List { items, .. } | Block::Steps(items) | Block::Checklist(items) => {
            items.iter().find_map(|item| find(item, number))
        }
        Block::Definitions(definitions) => {
            let meanings = definitions.iter().flat_map(|definition| &definition.meanings);
            meanings.into_iter().find_map(|meaning| find(meaning, number))
        }
        Block::Heading { .. }
        | Block::Paragraph(_)
        | Block::Table { .. }
        | Block::Figure(_)
        | Block::Preformatted(_)
        | Block::Rule
        | Block::Chart(_)
        | Block::Raw(_) => None,
    })
}
