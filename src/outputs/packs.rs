//! Packs: everything that an official passes on of one article at one locality, in one ZIP.
//!
//! Read on a telephone or carried to a computer without a network: the Zalo text, the script, card,
//! poster, leaflet and code, and a note that says what is what. The bytes depend on nothing but these:
//! entries are in a fixed order and all of one time (the first that the format knows). Which packs are
//! made is a matter of `pack`, so that a nation's portal does not drown in them.

use std::io::{Cursor, Write as _};

use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::content::front_matter::Channel;
use crate::diag::{Diagnostic, messages};
use crate::draw::qr;
use crate::outputs::{Job, Output};
use crate::pack::{self, Picture, Scripts};
use crate::path::SitePath;
use crate::sheets::{self, CardView, Frame, LeafletView, PosterView, Press};
use crate::site::{LocalityId, PageId, Site};
use crate::theme::Theme;

/// The packs.
#[derive(Debug)]
pub struct Packs;

/// What all packs share.
#[derive(Debug, Serialize)]
pub struct Common {
    frame: Frame,
    /// Bodies of scripts; their effect on a pack is in its view.
    #[serde(skip)]
    scripts: Scripts,
}

/// What is in a pack.
#[derive(Debug, Serialize)]
pub struct View {
    note: String,
    zalo: Option<String>,
    script: Option<String>,
    card: Option<CardView>,
    poster: Option<PosterView>,
    leaflet: Option<LeafletView>,
    /// What the code says.
    code: String,
}

/// Files in a pack: numbered, so that they stand in the order of their use.
const NOTE: &str = "doc-truoc.txt";
const ZALO: &str = "1-tin-zalo.txt";
const SCRIPT: &str = "2-ban-doc-loa.txt";
const CARD: &str = "3-the-anh.png";
const POSTER: &str = "4-ap-phich-a4.pdf";
const LEAFLET: &str = "5-to-roi-a4.pdf";
const CODE: &str = "6-ma-qr.png";

impl Output for Packs {
    const NAME: &'static str = "packs";
    const DRAWINGS: &'static [&'static str] = sheets::FOLDERS;
    type Subject = (PageId, LocalityId);
    type Common = Common;
    type View = View;
    type Press = Press;

    fn plan(site: &Site) -> Vec<Job<(PageId, LocalityId)>> {
        let path = |page: PageId, id: LocalityId| {
            SitePath::new(&pack::pack_path(site.locality(id), site.article(page)))
        };
        let packed = pack::packed(site).into_iter();
        packed.filter_map(|(id, page)| Some(Job { path: path(page, id)?, subject: (page, id) })).collect()
    }

    fn common(site: &Site) -> Common {
        let scripts = if pack::packed(site).is_empty() { Scripts::default() } else { Scripts::of(site) };
        Common { frame: sheets::frame(site), scripts }
    }

    fn view(site: &Site, common: &Common, (page, id): &(PageId, LocalityId)) -> View {
        let article = site.article(*page);
        let on_wall = pack::has_poster(site, article);
        let numbers = pack::with_number(site, *id);
        let zalo = site.config.outputs.zalo && article.facts.goes_to(Channel::Zalo);
        let card = || sheets::card(site, sheets::SQUARE, Picture::Article(*page), Some(*id));
        View {
            note: note(site, *page, *id),
            zalo: zalo.then(|| pack::message(site, *page, *id).text()),
            script: common.scripts.get(*page).map(|body| pack::script(site, body, *page, *id).text()),
            card: pack::pictured(site).then(card),
            poster: on_wall.then(|| sheets::poster(site, *page, numbers)),
            leaflet: on_wall.then(|| sheets::leaflet(site, *page, numbers)),
            code: site.config.absolute(article.address.as_str()),
        }
    }

    fn press(common: &Common, theme: &Theme) -> Press {
        Press::new(&common.frame, theme)
    }

    fn render(view: &View, press: &Press) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut files: Vec<(&str, Vec<u8>)> = vec![(NOTE, view.note.clone().into_bytes())];
        files.extend(view.zalo.as_ref().map(|text| (ZALO, text.clone().into_bytes())));
        files.extend(view.script.as_ref().map(|text| (SCRIPT, text.clone().into_bytes())));
        if let Some(card) = &view.card {
            files.push((CARD, press.card(card)?));
        }
        if let Some(poster) = &view.poster {
            files.push((POSTER, press.poster(poster)?));
        }
        if let Some(leaflet) = &view.leaflet {
            files.push((LEAFLET, press.leaflet(leaflet)?));
        }
        let code = qr::png(&view.code).ok_or_else(|| Box::new(messages::code_too_long(&view.code)))?;
        files.push((CODE, code));
        zipped(&files).map_err(|error| Box::new(messages::drawing("", NOTE, &error.to_string())))
    }
}

/// What stands in a pack, for whoever opens it.
fn note(site: &Site, page: PageId, id: LocalityId) -> String {
    let article = site.article(page);
    let approved = article.source.front.approval.as_ref().map_or_else(
        || "Chưa ghi người duyệt: xin lãnh đạo duyệt trước khi phát.".to_owned(),
        |approval| format!("Đã duyệt: {}, {}.", approval.role, approval.date.strftime("%d/%m/%Y")),
    );
    format!(
        "GÓI PHÁT TIN\n{}\nDành cho {}.\n{approved}\n\n\
         {ZALO}: mở ra, chọn tất cả, sao chép, dán vào từng nhóm.\n\
         {SCRIPT}: đọc trên loa.\n\
         {CARD}: ảnh đăng kèm.\n\
         {POSTER}, {LEAFLET}: in trên giấy A4, in đen trắng được.\n\
         {CODE}: mã dẫn tới bài.\n\nBài gốc: {}\n",
        article.source.front.title.value,
        site.locality(id).name_in_sentence,
        site.config.absolute(article.address.as_str()),
    )
}

fn zipped(files: &[(&str, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let is_text = [NOTE, ZALO, SCRIPT].contains(name);
        let method = if is_text { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
