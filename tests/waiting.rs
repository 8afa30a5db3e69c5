//! What waits for its day, its approval or its author is judged before it is published.
//!
//! `check` and `build` tell what would block, once; nothing that waits stops what is published.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]

mod support;

use mangnon::diag::{Diagnostic, Severity};
use support::{PLACES, SITE_TOML, SiteTest};

const WAITING: &str = "content/tin/moi.md";

/// A published article, and one that waits by a line of its front matter, with every kind of mistake.
fn site(waits: &str) -> SiteTest {
    let site = SiteTest::new(PLACES);
    let settings = SITE_TOML.to_owned() + "\n[approval]\nrequired = false\n";
    site.write("site.toml", settings);
    site.write(
        "content/tin/cu.md",
        "+++\ntitle = \"Tin cũ\"\ndate = 2026-05-12\n+++\n## Rào ao\n\nBà con rào ao.\n",
    );
    site.write(
        WAITING,
        format!(
            "+++\ntitle = \"Tin ở huyện Định Hóa\"\ndate = 2026-05-12\n{waits}\ntopic = \"khong-co\"\nchannels = [\"web\", \"loudspeaker\", \"zalo\"]\n[audience]\nlocalities = [\"99999\"]\n[loudspeaker]\ntext = \"Mời bà con (cả trẻ em) rào ao.\"\n+++\nXem [đây](@/khong/co.md), [bài cũ](@/tin/cu.md#rao-ao), [nơi khác](@/tin/cu.md#khong-co).\n"
        ),
    );
    site
}

fn of<'f>(found: &'f [Diagnostic], rule: &str) -> &'f Diagnostic {
    let its: Vec<_> = found.iter().filter(|one| one.rule == rule).collect();
    assert_eq!(its.len(), 1, "{rule}: {found:#?}");
    assert_eq!(its[0].spot.file.as_str(), WAITING, "{rule}");
    its[0]
}

/// Rules that stop a published article.
const BLOCKING: [&str; 4] = ["topic-unknown", "locality-unknown", "link-broken", "anchor-unknown"];

const UNPUBLISHED: [&str; 3] = [
    "draft = true",
    "rejection = { by = \"Người Duyệt Mẫu\", date = 2026-05-12, reason = \"Thiếu giờ\" }",
    "approval = { by = \"Người Duyệt Mẫu\", role = \"Thử\", date = 2026-05-12, digest = \"2-0\" }",
];

#[test]
fn a_check_and_a_build_tell_what_would_block_an_article_that_waits() {
    for waits in UNPUBLISHED {
        let site = site(waits);
        let checked = site.check();
        let built = site.build();
        assert!(!site.out().join("tin/moi/index.html").exists(), "{waits}");
        for found in [&checked, &built.diagnostics] {
            for rule in BLOCKING {
                let found = of(found, rule);
                assert_eq!(found.severity, Severity::Warning, "{waits}: {rule}");
                assert!(found.message.vi.ends_with("đến lúc đăng sẽ chặn"), "{}", found.message.vi);
                assert!(found.message.en.ends_with("publishing it will be"), "{}", found.message.en);
            }
            assert_eq!(of(found, "ear-brackets").severity, Severity::Advice, "{waits}");
            assert_eq!(of(found, "name-ended").severity, Severity::Warning, "{waits}");
        }
    }
}

#[test]
fn what_has_a_day_is_an_error_of_a_check_and_stops_no_build_before() {
    let site = site("publish_at = 2026-12-24T06:00:00");
    let checked = site.check();
    let built = site.build();
    for rule in BLOCKING {
        let (before, after) = (of(&checked, rule), of(&built.diagnostics, rule));
        assert_eq!((before.severity, after.severity), (Severity::Error, Severity::Warning), "{rule}");
        assert!(after.message.vi.ends_with("đến giờ đăng cả cổng không dựng được"), "{}", after.message.vi);
    }
    assert_eq!(of(&built.diagnostics, "ear-brackets").severity, Severity::Advice);
    let site = site.at("2026-12-24T07:00:00");
    let found = support::findings(site.try_build());
    for rule in BLOCKING {
        assert_eq!(of(&found, rule).severity, Severity::Error, "{rule}");
    }
}

#[test]
fn what_waits_may_refer_to_everything_that_is_published() {
    for waits in UNPUBLISHED.into_iter().chain(["publish_at = 2026-12-24T06:00:00"]) {
        let site = site(waits);
        site.write("content/xa/_index.md", "+++\ntitle = \"Mục\"\n+++\n");
        site.write(
            "content/xa/dich.md",
            "+++\ntitle = \"Đích\"\ndate = 2026-05-12\nslug = \"noi-den\"\n+++\n## Một\n\nLời.\n",
        );
        site.write("content/xa/ban.md", "+++\ntitle = \"Bản\"\nkind = \"document\"\n[document]\ntype = \"Kế hoạch\"\nnumber = \"2-KH/MAU\"\n+++\nLời.\n");
        site.write(
            "content/xa/nhap.md",
            "+++\ntitle = \"Nháp\"\ndate = 2026-05-12\ndraft = true\n+++\nLời.\n",
        );
        site.write("content/xa/hong.md", "+++\ntitle = \n+++\nLời.\n");
        site.write(
            WAITING,
            format!("+++\ntitle = \"Tin\"\nkind = \"document\"\n{waits}\n[document]\ntype = \"Kế hoạch\"\nnumber = \"1-KH/MAU\"\nimplements = [\"2-KH/MAU\"]\n+++\n[a](@/xa/dich.md#mot) [b](/xa/noi-den/) [c](/xa/noi-den#mot) [d](@/xa/_index.md) [e](cu.md#rao-ao) [f](@/xa/hong.md) [g](@/xa/nhap.md)\n"),
        );
        let found = site.check();
        let rules: Vec<&str> = found
            .iter()
            .filter(|one| one.spot.file.as_str() == WAITING && !one.rule.starts_with("approval-"))
            .map(|one| one.rule)
            .collect();
        // A draft that another waiting article links to will be there when both are published.
        assert_eq!(rules, Vec::<&str>::new(), "{waits}: {found:#?}");
    }
}

#[test]
fn a_file_that_only_a_draft_uses_is_examined() {
    let site = site("draft = true");
    site.write("content/tin/danh-sach.csv", "STT,Họ và tên,Lớp,Hoàn cảnh\n1,Nguyễn Văn Thí Dụ,4A,hộ nghèo\n");
    site.edit(WAITING, "[đây](@/khong/co.md)", "[đây](danh-sach.csv)");
    let found = site.check();
    let exposed = found.iter().find(|one| one.spot.file.as_str().ends_with(".csv"));
    let exposed = exposed.unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(exposed.severity, Severity::Warning, "{exposed:?}");
    assert!(exposed.message.vi.ends_with("đến lúc đăng sẽ chặn"), "{}", exposed.message.vi);
    site.build();
}

#[test]
fn nothing_is_told_twice_and_nothing_of_what_is_published_changes() {
    let calm = |waits: &str| {
        let site = site(waits);
        site.edit(
            "content/tin/cu.md",
            "Bà con rào ao.",
            "Bà con rào ao, xem [tại đây](https://thu.example/).",
        );
        let of_old = |one: &Diagnostic| one.spot.file.as_str() != WAITING;
        let mut found = site.check();
        found.retain(of_old);
        (found, site.cold_tree())
    };
    let (found, tree) = calm("draft = true");
    assert_eq!(found.len(), 1, "{found:#?}");
    for waits in ["publish_at = 2026-12-24T06:00:00", UNPUBLISHED[2]] {
        let (other, same) = calm(waits);
        assert_eq!(other, found, "{waits}");
        let pages = |tree: &support::Tree| {
            let page = |(path, bytes): (&String, &Vec<u8>)| (path.clone(), bytes.clone());
            let at = |path: &&String| path.starts_with("tin/") || path.starts_with("dia-phuong/");
            tree.iter().filter(|(path, _)| at(path)).map(page).collect::<support::Tree>()
        };
        support::assert_same_tree(&pages(&same), &pages(&tree), waits);
    }
}
