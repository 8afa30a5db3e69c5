//! The theme that is part of the program, file by file.
//!
//! A site that has no folder of this name, or overrides only some of its files, gets the rest from
//! here. `tests/tidy` checks that this table and the folder are the same.

/// The theme's name.
pub const NAME: &str = "mang-non";

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../themes/mang-non/", $name)).as_slice()),)+]
    };
}

/// Its files.
pub(super) const FILES: &[(&str, &[u8])] = files![
    "static/copy.js",
    "static/exit.js",
    "static/favicon.svg",
    "static/kit.js",
    "static/library.js",
    "static/offline.js",
    "static/search.js",
    "strings.toml",
    "style.css",
    "templates/card/share.svg",
    "templates/card/square.svg",
    "templates/html/404.html",
    "templates/html/410.html",
    "templates/html/answer.html",
    "templates/html/archive.html",
    "templates/html/base.html",
    "templates/html/child.html",
    "templates/html/components.html",
    "templates/html/desk.html",
    "templates/html/document.html",
    "templates/html/documents.html",
    "templates/html/emergency.html",
    "templates/html/home.html",
    "templates/html/kit.html",
    "templates/html/localities.html",
    "templates/html/locality.html",
    "templates/html/page.html",
    "templates/html/parts/article_body.html",
    "templates/html/parts/article_end.html",
    "templates/html/parts/article_facts.html",
    "templates/html/parts/article_head.html",
    "templates/html/parts/aside.html",
    "templates/html/parts/local_call.html",
    "templates/html/parts/offline.html",
    "templates/html/parts/section_head.html",
    "templates/html/preview.html",
    "templates/html/redirect.html",
    "templates/html/search.html",
    "templates/html/section.html",
    "templates/html/sw.js",
    "templates/leaflet/a4.svg",
    "templates/loudspeaker/base.html",
    "templates/loudspeaker/bulletin.html",
    "templates/loudspeaker/sheet.html",
    "templates/loudspeaker/week.html",
    "templates/poster/a4.svg",
    "theme.toml",
];

/// One of its files.
pub(super) fn file(name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(own, _)| *own == name).map(|(_, bytes)| *bytes)
}
