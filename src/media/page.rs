//! Pages of other programs (HTML) without what these wrote beside the words.
//!
//! In: the bytes of a page. Out: the same page without remarks, without the names of its makers and tools,
//! and with the photographs that it holds bared of camera data. What runs or loads is for a gate to refuse.

use crate::diag::messages::Uncleaned;
use crate::digest::base64;
use crate::import::without_camera;
use crate::markup::tag_length;
use crate::media::svg::decoded;

/// What a page may say of itself to browsers; everything else in `<meta name>` tells of makers.
const KEPT: [&str; 6] =
    ["viewport", "description", "robots", "theme-color", "color-scheme", "format-detection"];

/// The page alone.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Uncleaned> {
    let wide: Option<fn([u8; 2]) -> u16> = match bytes {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(of) = wide {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
        let text = String::from_utf16(&units).map_err(|_| Uncleaned::Broken)?;
        return bare(text.as_bytes());
    }
    bare(bytes)
}

/// Marks of HTML are the same bytes in every other coding that is met.
fn bare(bytes: &[u8]) -> Result<Vec<u8>, Uncleaned> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(open) = find(bytes, b"<", at) {
        out.extend_from_slice(&bytes[at..open]);
        let rest = &bytes[open..];
        if rest.starts_with(b"<!--") {
            const ENDS: [&[u8]; 2] = [b"-->", b"--!>"];
            let ends = ENDS.iter().filter_map(|end| Some(find(rest, end, 2)? + end.len()));
            at = open + ends.min().unwrap_or(rest.len());
            continue;
        }
        // Browsers take `<?…>` and `<![…]>` for remarks.
        let end = open + tag_length(rest);
        let tag = &bytes[open..end];
        let is_remark = rest.starts_with(b"<?") && !rest.starts_with(b"<?xml ") || rest.starts_with(b"<![");
        if !is_remark && !is_of_makers(tag) {
            out.extend_from_slice(tag);
        }
        at = end;
    }
    out.extend_from_slice(&bytes[at.min(bytes.len())..]);
    with_bare_pictures(&out)
}

/// `<meta name=author>`, `<link rel=File-List>` and their like.
fn is_of_makers(tag: &[u8]) -> bool {
    let tag = String::from_utf8_lossy(tag).to_ascii_lowercase();
    let value = |key: &str| {
        let behind = tag.split_once(key)?.1.trim_start().strip_prefix('=')?.trim_start();
        let behind = behind.trim_start_matches(['"', '\'']);
        Some(behind.split(['"', '\'', '>', ' ', '/']).next().unwrap_or("").to_owned())
    };
    if tag.starts_with("<meta") {
        let tells = value(" name").or_else(|| value(" itemprop"));
        let shared = value(" property").is_some_and(|name| name.contains("author"));
        return shared || tells.is_some_and(|name| !KEPT.contains(&name.as_str()));
    }
    let of_office =
        ["author", "file-list", "edit-time-data", "themedata", "colorschememapping", "ole-object-data"];
    tag.starts_with("<link") && value(" rel").is_some_and(|rel| of_office.contains(&rel.as_str()))
}

/// Photographs that stand in the page as letters.
fn with_bare_pictures(bytes: &[u8]) -> Result<Vec<u8>, Uncleaned> {
    const MARK: &[u8] = b";base64,";
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(mark) = find(bytes, MARK, at) {
        let from = mark + MARK.len();
        let is_coded = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=\r\n\t ".contains(byte);
        let end = bytes[from..].iter().position(|byte| !is_coded(byte)).map_or(bytes.len(), |n| from + n);
        let coded = std::str::from_utf8(&bytes[from..end]).map_err(|_| Uncleaned::Broken)?;
        let picture = decoded(coded).ok_or(Uncleaned::Broken)?;
        let bare = without_camera(&picture).map_err(|_| Uncleaned::Picture)?;
        out.extend_from_slice(&bytes[at..from]);
        out.extend_from_slice(base64(&bare).as_bytes());
        at = end;
    }
    out.extend_from_slice(&bytes[at..]);
    Ok(out)
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let found = bytes.get(from..)?.windows(wanted.len()).position(|window| window == wanted)?;
    Some(from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makers_and_remarks_go_and_the_page_stays() {
        let page = "<!DOCTYPE html><html><head><meta charset=utf-8><META NAME=\"Author\" content=\"Thí Dụ\">\
            <meta content='Thí Dụ' name='generator'><meta name=viewport content='width=device-width'>\
            <link rel=File-List href=\"Thi%20Du_files/filelist.xml\">\
            <!--[if gte mso 9]><xml><o:Author>Thí Dụ</o:Author></xml><![endif]--></head>\
            <body><p title='a > b'>1 < 2 và 3 > 2</p><!-- Thí Dụ sửa --><![if !supportLists]>Lời<![endif]></body></html>";
        let bare = String::from_utf8(clean(page.as_bytes()).expect("a page")).expect("text");
        for gone in ["Thí Dụ", "Thi%20Du", "<!--", "mso", "supportLists"] {
            assert!(!bare.contains(gone), "{gone}: {bare}");
        }
        for kept in
            ["<!DOCTYPE html>", "charset=utf-8", "viewport", "<p title='a > b'>1 < 2 và 3 > 2</p>", "Lời"]
        {
            assert!(bare.contains(kept), "{kept}: {bare}");
        }
        let wide: Vec<u8> =
            "\u{feff}<p>Lời</p><!-- Thí Dụ -->".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(clean(&wide).as_deref(), Ok("\u{feff}<p>Lời</p>".as_bytes()));
    }

    #[test]
    fn a_photograph_within_a_page_loses_its_camera() {
        let photograph = b"\xff\xd8\xff\xe1\0\x0dKHONGDUOCLO\xff\xda\0\x02pixels\xff\xd9";
        let page = format!("<img src='data:image/jpeg;base64,{}'>", base64(photograph));
        let bare = String::from_utf8(clean(page.as_bytes()).expect("a page")).expect("text");
        let coded = base64(b"\xff\xd8\xff\xda\0\x02pixels\xff\xd9");
        assert_eq!(bare, format!("<img src='data:image/jpeg;base64,{coded}'>"));
    }
}
