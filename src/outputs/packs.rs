//! Packs: everything that an official passes on of one article at one locality, in one ZIP.
//!
//! Read on a telephone or carried to a computer without a network: the Zalo text, the script, the sheet to
//! read from, what can
//! be heard (MP3, which every booth plays), card, poster, leaflet and code, and a note that says what is
//! what. The bytes depend on nothing but these: entries are in a fixed order and all of one time (the
//! first that the format knows). Which packs are made is a matter of `pack`, so that a nation's portal
//! does not drown in them.

use std::io::{Cursor, Write as _};

use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::content::front_matter::Channel;
use crate::diag::{Diagnostic, messages};
use crate::draw::qr;
use crate::outputs::{Job, Output};
use crate::pack::{self, Picture, Scripts, Track};
use crate::paper::{self, Paper, ReadingView};
use crate::path::{SitePath, SourcePath};
use crate::sheets::{self, CardView, Frame, LeafletView, PosterView};
use crate::site::{LocalityId, PageId, Site, bulletin};
use crate::theme::Theme;

/// The packs.
#[derive(Debug)]
pub struct Packs;

/// What all packs share.
#[derive(Debug, Serialize)]
pub struct Common {
    frame: Frame,
    hotline: paper::Hotline,
    /// Bodies of scripts; their effect on a pack is in its view.
    #[serde(skip)]
    scripts: Scripts,
}

/// The theme's drawings and sheets.
#[derive(Debug)]
pub struct Press {
    drawings: sheets::Press,
    paper: Paper,
}

/// What is in a pack.
#[derive(Debug, Serialize)]
pub struct View {
    note: String,
    zalo: Option<String>,
    script: Option<String>,
    /// Without a day: nobody knows when a pack is opened.
    sheet: Option<ReadingView>,
    tracks: Vec<Track>,
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
const SHEET: &str = "2-to-doc-loa.html";
const CARD: &str = "3-the-anh.png";
const POSTER: &str = "4-ap-phich-a4.pdf";
const LEAFLET: &str = "5-to-roi-a4.pdf";
const CODE: &str = "6-ma-qr.png";
/// Followed by the language and `.mp3`.
const AUDIO: &str = "7-nghe";

impl Output for Packs {
    const NAME: &'static str = "packs";
    const DRAWINGS: &'static [&'static str] = &["card", "poster", "leaflet", paper::FOLDER];
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
        Common { frame: sheets::frame(site), hotline: paper::hotline(site), scripts }
    }

    fn view(site: &Site, common: &Common, (page, id): &(PageId, LocalityId)) -> View {
        let article = site.article(*page);
        let on_wall = pack::has_poster(site, article);
        let numbers = pack::with_number(site, *id);
        let zalo = site.config.outputs.zalo && article.facts.goes_to(Channel::Zalo);
        let card = || sheets::card(site, sheets::SQUARE, Picture::Article(*page), Some(*id));
        let script = common.scripts.get(*page).map(|body| pack::script(site, body, *page, *id));
        View {
            note: note(site, *page, *id),
            zalo: zalo.then(|| pack::message(site, *page, *id).text()),
            sheet: script.as_ref().map(|script| paper::reading(site, *page, *id, None, script)),
            script: script.map(|script| script.text()),
            tracks: pack::tracks(site, *page),
            card: pack::pictured(site).then(card),
            poster: on_wall.then(|| sheets::poster(site, *page, numbers)),
            leaflet: on_wall.then(|| sheets::leaflet(site, *page, numbers)),
            code: site.config.absolute(article.address.as_str()),
        }
    }

    fn press(common: &Common, theme: &Theme) -> Press {
        Press {
            drawings: sheets::Press::new(&common.frame, theme),
            paper: Paper::new(&common.hotline, theme),
        }
    }

    fn render(view: &View, press: &Press) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut files: Vec<(&str, Vec<u8>)> = vec![(NOTE, view.note.clone().into_bytes())];
        files.extend(view.zalo.as_ref().map(|text| (ZALO, text.clone().into_bytes())));
        files.extend(view.script.as_ref().map(|text| (SCRIPT, text.clone().into_bytes())));
        if let Some(sheet) = &view.sheet {
            files.push((SHEET, press.paper.reading(sheet)?));
        }
        if let Some(card) = &view.card {
            files.push((CARD, press.drawings.card(card)?));
        }
        if let Some(poster) = &view.poster {
            files.push((POSTER, press.drawings.poster(poster)?));
        }
        if let Some(leaflet) = &view.leaflet {
            files.push((LEAFLET, press.drawings.leaflet(leaflet)?));
        }
        let code = qr::png(&view.code).ok_or_else(|| Box::new(messages::code_too_long(&view.code)))?;
        files.push((CODE, code));
        zipped(ZipWriter::new(Cursor::new(Vec::new())), &files)
    }

    fn enclosed(view: &View) -> Vec<SourcePath> {
        view.tracks.iter().map(|track| track.source.clone()).collect()
    }

    fn enclose(view: &View, bytes: Vec<u8>, files: &[Vec<u8>]) -> Result<Vec<u8>, Box<Diagnostic>> {
        if files.is_empty() {
            return Ok(bytes);
        }
        let names: Vec<String> = view.tracks.iter().map(track_name).collect();
        let files: Vec<(&str, Vec<u8>)> =
            names.iter().map(String::as_str).zip(files.iter().cloned()).collect();
        let zip = ZipWriter::new_append(Cursor::new(bytes)).map_err(|error| failed(&error))?;
        zipped(zip, &files)
    }
}

/// What a recording is called: `7-nghe-vi.mp3`.
fn track_name(track: &Track) -> String {
    format!("{AUDIO}-{}.mp3", track.lang)
}

fn failed(error: &zip::result::ZipError) -> Box<Diagnostic> {
    Box::new(messages::drawing("", NOTE, &error.to_string()))
}

/// What stands in a pack, for whoever opens it.
fn note(site: &Site, page: PageId, id: LocalityId) -> String {
    let article = site.article(page);
    let approved =
        article.source.front.approval.as_ref().filter(|_| bulletin::is_approved(article, site.today()));
    let approved = approved.map_or_else(
        || "CHƯA DUYỆT: xin lãnh đạo duyệt trước khi gửi, trước khi phát.".to_owned(),
        |approval| format!("Đã duyệt: {}, {}.", approval.role, approval.date.strftime("%d/%m/%Y")),
    );
    let tracks = pack::tracks(site, page);
    let heard = tracks.iter().map(|track| format!("{}: phát trên loa, gửi vào nhóm.\n", track_name(track)));
    let heard = heard.collect::<Vec<_>>().concat();
    format!(
        "GÓI PHÁT TIN\n{}\nDành cho {}.\n{approved}\n\n\
         {ZALO}: mở ra, chọn tất cả, sao chép, dán vào từng nhóm.\n\
         {SCRIPT}: đọc trên loa, hoặc đưa vào máy đọc.\n\
         {SHEET}: tờ đọc chữ lớn để in, có bảng cho người phiên dịch.\n\
         {CARD}: ảnh đăng kèm.\n\
         {POSTER}, {LEAFLET}: in trên giấy A4, in đen trắng được.\n\
         {CODE}: mã dẫn tới bài.\n{heard}\nBài gốc: {}\n",
        article.source.front.title.value,
        site.locality(id).name_in_sentence,
        site.config.absolute(article.address.as_str()),
    )
}

/// Adds files to a ZIP and closes it.
fn zipped(
    mut zip: ZipWriter<Cursor<Vec<u8>>>,
    files: &[(&str, Vec<u8>)],
) -> Result<Vec<u8>, Box<Diagnostic>> {
    for (name, bytes) in files {
        let is_text = [NOTE, ZALO, SCRIPT, SHEET].contains(name);
        let method = if is_text { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        zip.start_file(*name, options).map_err(|error| failed(&error))?;
        zip.write_all(bytes).map_err(|error| failed(&error.into()))?;
    }
    Ok(zip.finish().map_err(|error| failed(&error))?.into_inner())
}
