//! Minification by skeletons gives what minification page by page would be allowed to give.
//!
//! Every page of the reference portal and of a portal of awkward texts is made both ways. Minifying
//! the one again must give the other to the byte: same elements, same attributes, same words.
#![allow(clippy::disallowed_methods, reason = "a test writes a small portal")]

use std::path::Path;

use jiff::civil::date;
use mangnon::config::Markup;
use mangnon::outputs::Output;
use mangnon::outputs::html::Html;
use mangnon::pipeline;

#[test]
fn the_reference_portal_is_minified_alike_both_ways() {
    compare(Path::new(env!("CARGO_MANIFEST_DIR")), 100);
}

#[test]
fn awkward_texts_are_minified_alike_both_ways() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let put = |name: &str, text: &str| {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put(
        "site.toml",
        "title = \"A & B <b>\\\"c'\"\ntrust_html = true\n[[topics]]\nid = \"x\"\nname = \"a=b `c`\"\n",
    );
    let body = "Chữ *nghiêng*  **đậm**\nvà `a  <b>`, \"nháy\" 'đơn' &amp; &lt;i> 5 > 3 &copy x&copy;.\n\n\
        ## Mục <1> {#muc-1}\n\n- một\n- [liên kết](https://a.example/?a=1&b=2 \"t\")\n\n\n    giữ   nguyên\n      chỗ này\n\n\
        | a | b |\n|:-:|--:|\n| 1 | |\n\nxuống  \ndòng[^1]\n\n[^1]: chú thích\n\n<div class=\"z\">  <p>của  tôi</p>  </div>\n\n\
        ```care emergency\nGọi 115\n- khó thở\n```\n";
    let titles =
        ["Q&A; amp; \"x\"", "  đầu\\tcuối ", "a\\u0001b\\u0003c\\u0004", "x/y=z", "<script>", "&lt;", "'"];
    for (i, title) in titles.iter().enumerate() {
        let text = format!(
            "+++\ntitle = \"{}\"\ndescription = \"d {0} & <x> a=b\"\ntags = [\"t {i}\", \"R&D\"]\ndate = 2026-01-0{}\n+++\n{body}",
            title.replace('"', "\\\""),
            i + 1
        );
        put(&format!("content/x/bai-{i}.md"), &text);
    }
    put("content/x/_index.md", &format!("+++\ntitle = \"X & Y\"\n+++\n{body}"));
    compare(root, 15);
}

#[track_caller]
fn compare(root: &Path, at_least: usize) {
    let checked = pipeline::check(root, date(2026, 11, 1).at(8, 0, 0, 0));
    let (mut site, theme) = (checked.site, checked.theme.expect("the theme compiles"));
    let mut jobs = Html::plan(&site);
    assert!(jobs.len() >= at_least, "{} pages", jobs.len());
    // Every page where there are few, an even choice of a hundred where there are many.
    let step = jobs.len().div_ceil(100);
    jobs = jobs.into_iter().step_by(step).collect();
    let render = |site: &mangnon::site::Site| -> Vec<Vec<u8>> {
        let common = Html::common(site);
        let press = Html::press(&common, &theme);
        let view = |job: &mangnon::outputs::Job<_>| Html::view(site, &common, &job.subject);
        jobs.iter().map(|job| Html::render(&view(job), &press).expect("a page renders")).collect()
    };
    site.config.markup = Markup::Minified;
    let by_skeleton = render(&site);
    site.config.markup = Markup::Plain;
    let plain = render(&site);
    let (mut ours, mut theirs) = (0, 0);
    for ((job, by_skeleton), plain) in jobs.iter().zip(&by_skeleton).zip(&plain) {
        // An archive holds a page that is compared by itself.
        if job.path.as_str().ends_with(".zip") {
            continue;
        }
        // Control characters have no place in HTML; skeletons leave them out.
        let plain: Vec<u8> =
            plain.iter().copied().filter(|byte| *byte >= b' ' || byte.is_ascii_whitespace()).collect();
        let whole = minify(&plain);
        let text = |html: &[u8]| String::from_utf8_lossy(html).replace("><", ">\n<");
        assert_eq!(text(&minify(by_skeleton)), text(&whole), "{}", job.path);
        (ours, theirs) = (ours + by_skeleton.len(), theirs + whole.len());
    }
    assert!(ours * 100 <= theirs * 101, "{ours} bytes against {theirs}");
}

fn minify(html: &[u8]) -> Vec<u8> {
    let mut cfg = minify_html::Cfg::new();
    cfg.keep_closing_tags = true;
    cfg.keep_html_and_head_opening_tags = true;
    cfg.keep_input_type_text_attr = true;
    minify_html::minify(html, &cfg)
}
