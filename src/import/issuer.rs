//! The lines of a header that name bodies: which one issued the document, and which stands above it.
//!
//! In: the pieces of the left column, in order. Out: the issuer and the body above it, each with its broken lines
//! joined. A joint document has one issuer with several names. It does not complete or translate names.

use super::anchors::{fold, starts_body, wants_more};

/// Who issued a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Issuers {
    pub(super) issuer: Option<String>,
    pub(super) superior: Option<String>,
}

/// Tells issuer and superior apart. `joint` says that the number or the kind names several issuers.
pub(super) fn issuers(pieces: &[String], joint: bool) -> Issuers {
    let bodies = join_lines(pieces);
    if bodies.is_empty() {
        return Issuers::default();
    }
    if joint && bodies.len() > 1 {
        let above = usize::from(bodies.len() > 2);
        let superior = (above == 1).then(|| bodies[0].clone());
        return Issuers { issuer: Some(bodies[above..].join(" - ")), superior };
    }
    let last = bodies.len() - 1;
    Issuers {
        issuer: Some(bodies[last].clone()),
        superior: last.checked_sub(1).map(|idx| bodies[idx].clone()),
    }
}

fn join_lines(pieces: &[String]) -> Vec<String> {
    let mut bodies: Vec<String> = Vec::new();
    for piece in pieces {
        let piece = piece.trim().trim_end_matches(['*', ':']).trim();
        let starts_joined = piece.starts_with(['-', '–', '&']);
        match bodies.last_mut() {
            Some(body)
                if starts_joined || wants_more(body) || !starts_body(piece) || goes_on(body, piece) =>
            {
                body.push(' ');
                body.push_str(piece);
            }
            _ => bodies.push(piece.to_string()),
        }
    }
    bodies
}

/// A body's name whose next line only looks like a body: `HỘI ĐỒNG NHÂN DÂN` / `HUYỆN`, `BAN TỔ CHỨC` / `HỘI THI`.
fn goes_on(body: &str, piece: &str) -> bool {
    let (body, piece) = (fold(body), fold(piece));
    let organising = ["BAN TỔ CHỨC", "BAN CHỈ ĐẠO", "BAN VẬN ĐỘNG", "HỘI ĐỒNG"];
    (organising.contains(&body.as_str()) && (piece.starts_with("HỘI ") || piece.starts_with("PHÒNG ")))
        || (body.ends_with("BỘ CHỈ HUY") || body.ends_with("NGÀNH"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pieces: &[&str], issuer: &str, superior: Option<&str>) {
        let pieces: Vec<String> = pieces.iter().map(ToString::to_string).collect();
        let got = issuers(&pieces, false);
        assert_eq!((got.issuer.as_deref(), got.superior.as_deref()), (Some(issuer), superior));
    }

    #[test]
    fn issuer_and_the_body_above_it() {
        check(
            &["ĐẢNG BỘ TỈNH THÁI NGUYÊN", "HUYỆN ỦY ĐỊNH HÓA"],
            "HUYỆN ỦY ĐỊNH HÓA",
            Some("ĐẢNG BỘ TỈNH THÁI NGUYÊN"),
        );
        check(&["ỦY BAN NHÂN DÂN", "THỊ TRẤN CHỢ CHU"], "ỦY BAN NHÂN DÂN THỊ TRẤN CHỢ CHU", None);
        check(
            &["UBND HUYỆN A", "PHÒNG GIÁO DỤC", "VÀ ĐÀO TẠO"],
            "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
            Some("UBND HUYỆN A"),
        );
        check(&["BAN CHỈ ĐẠO", "PHÒNG, CHỐNG ĐUỐI NƯỚC"], "BAN CHỈ ĐẠO PHÒNG, CHỐNG ĐUỐI NƯỚC", None);
        check(
            &["HỘI LIÊN HIỆP PHỤ NỮ -", "ĐOÀN TNCS HỒ CHÍ MINH"],
            "HỘI LIÊN HIỆP PHỤ NỮ - ĐOÀN TNCS HỒ CHÍ MINH",
            None,
        );
    }

    #[test]
    fn a_joint_document_has_one_issuer_with_several_names() {
        let pieces = ["SỞ Y TẾ".to_string(), "SỞ GIÁO DỤC VÀ ĐÀO TẠO".to_string()];
        let got = issuers(&pieces, true);
        assert_eq!(got.issuer.as_deref(), Some("SỞ Y TẾ - SỞ GIÁO DỤC VÀ ĐÀO TẠO"));
        assert_eq!(got.superior, None);
    }
}
