//! `mangnon build`: builds, then tells what was made and what falls due.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::DateTime;

use crate::cli::lost::Lost;
use crate::cli::orders::{Build, Format};
use crate::cli::progress::Progress;
use crate::cli::purge::Gone;
use crate::cli::stages::Stages;
use crate::cli::stopped::stopped_text;
use crate::cli::words::{json_text, megabytes, next_change_json};
use crate::cli::{brief, findings, lost, purge, taken};
use crate::content::front_matter::Word;
use crate::diag::{Diagnostic, Lang};
use crate::digest::Digest;
use crate::gates;
use crate::outputs::{Failure, Outcome};
use crate::path::Address;
use crate::pipeline::{self, Built, Selection, Stopped};
use crate::publish::memory::{self, Memory, Told};
use crate::publish::{self, Changes};
use crate::site::sounds::Engine;
use crate::site::{LocalityId, Site, State};

/// Builds and reports.
pub(super) fn run(root: &Path, options: &Build, now: DateTime, lang: Lang) -> ExitCode {
    let start = Instant::now();
    let out = &options.out;
    let mut stages = Stages::begin(start);
    let progress = Progress::begin(lang);
    let survey = pipeline::survey(root);
    progress.count(Arc::clone(&survey.tally));
    progress.after("survey");
    stages.note("survey");
    super::complain(&verified(options, lang));
    let state = survey.state.filter(|_| options.selection == Selection::Whole);
    let memory = state.and_then(|state| memory::still_true(out, state, now));
    if let Some(memory) = memory.filter(|memory| speaks_as_then(root, memory)) {
        drop(progress);
        stages.note("compare");
        super::complain(&memory.told.text[usize::from(lang == Lang::En)]);
        super::say(&unchanged(&memory, start.elapsed().as_secs_f64(), options.format, lang));
        stages.tell(options);
        return ExitCode::SUCCESS;
    }
    let mut note = |stage| {
        progress.after(stage);
        stages.note(stage);
    };
    let result = pipeline::build_part(survey, out, now, &options.selection, &mut note);
    drop(progress);
    match result {
        Ok(mut built) => {
            built.diagnostics.extend(gates::address::judge(&built.site.config));
            let told = brief::texts(root, &built.diagnostics);
            super::complain(&told[usize::from(lang == Lang::En)]);
            if options.selection != Selection::Whole {
                super::complain(&taken::left(&built, out, lang));
            }
            let lost = lost::of(out, &built);
            super::complain(&lost::told(&lost, lang));
            let left = leave(root, out, state.map(|state| (state, told)), &built, &lost);
            let left = left.inspect_err(|failure| super::complain(&super::failure_text(failure, lang)));
            let Ok(is_new) = left else { return ExitCode::FAILURE };
            stages.note("remember");
            let seconds = start.elapsed().as_secs_f64();
            match options.format {
                Format::Text => {
                    super::say(&summary(&built, out, seconds, lang));
                    if is_new {
                        super::say(&purge::told(out, Gone::of(&built, &lost), lang));
                    }
                }
                Format::Json => super::say(&summary_json(&built, &lost, seconds, &stages, lang)),
            }
            if options.explain && options.format == Format::Text {
                super::say(&explanation(&built.outcomes));
            }
            stages.tell(options);
            // The site is large, and the process ends here: its memory goes as a whole.
            std::mem::forget(built);
            ExitCode::SUCCESS
        }
        Err(Stopped::TakenDown(taken)) => taken::tell(root, out, &taken, now.date(), options.format, lang),
        Err(stopped) => tell_stopped(root, out, &stopped, options.format, lang),
    }
}

/// Has the files made anew that somebody changed since the last build, and names them.
fn verified(options: &Build, lang: Lang) -> String {
    /// How many are named.
    const SHOWN: usize = 20;
    if !options.verify {
        return String::new();
    }
    let out = &options.out;
    let altered = publish::altered(out);
    let n = altered.len();
    let mut text = match (n, lang) {
        (0, Lang::Vi) => "Đã đọc lại mọi tệp đã dựng: không tệp nào bị sửa.\n".to_owned(),
        (0, Lang::En) => "Every published file was read again: nobody changed any.\n".to_owned(),
        (n, Lang::Vi) => {
            format!("CẢNH BÁO: {n} tệp trong {} bị sửa sau lần dựng trước, nay làm lại:\n", out.display())
        }
        (n, Lang::En) => {
            format!(
                "WARNING: {n} files in {} were changed after the last build and are made anew:\n",
                out.display()
            )
        }
    };
    for path in altered.iter().take(SHOWN) {
        text += &format!("  - {path}\n");
    }
    if n > SHOWN {
        text += "  …\n";
    }
    text
}

/// Leaves beside the output what schedulers, hosts and the next build ask for; says whether this build is
/// the first to know of something that was taken down.
fn leave(
    root: &Path,
    out: &Path,
    known: Option<(Digest, [String; 2])>,
    built: &Built,
    lost: &Lost,
) -> Result<bool, Failure> {
    publish::write_state(out, "next-change.json", &next_change_json(&built.site))?;
    remember(root, out, known, built)?;
    lost::keep(out, built)?;
    purge::keep(out, Gone::of(built, lost))
}

fn tell_stopped(root: &Path, out: &Path, stopped: &Stopped, format: Format, lang: Lang) -> ExitCode {
    let standing = match stopped {
        Stopped::Findings(_) => lost::standing(root, out),
        _ => Vec::new(),
    };
    if format == Format::Json {
        super::say(&stopped_json(root, stopped, &standing, lang));
    }
    super::complain(&stopped_text(root, stopped, lang));
    super::complain(&lost::still_there(&standing, lang));
    match stopped {
        Stopped::NoSuchLocality(_) => ExitCode::from(2),
        _ => ExitCode::FAILURE,
    }
}

/// Leaves for the next build what this one knew, if it made the whole site of sources that the disk
/// can account for: their state, and the findings in words.
fn remember(
    root: &Path,
    out: &Path,
    known: Option<(Digest, [String; 2])>,
    built: &Built,
) -> Result<(), Failure> {
    let Some((state, text)) = known else { return Ok(()) };
    // What failed to speak is tried again.
    if built.diagnostics.iter().any(|finding| finding.rule == "engine-failed") {
        return Ok(());
    }
    let engine = built.site.config.loudspeaker.engine.as_ref();
    let voice = engine
        .filter(|_| built.site.heard.engine != Engine::Off)
        .map(|engine| (engine.command.clone(), pipeline::voice_state(root, &engine.command)));
    let overrides = overrides(&built.diagnostics).map(|found| {
        (found.spot.file.to_string(), [Lang::Vi, Lang::En].map(|lang| found.message.get(lang).to_owned()))
    });
    let told = Told { text, overrides: overrides.collect() };
    memory::keep(out, state, (built.site.now, built.site.next_change), voice, told, &built.outcomes)
}

/// Whether the program that speaks is the one of the last build, or still missing; no account of the
/// sources tells.
fn speaks_as_then(root: &Path, memory: &Memory) -> bool {
    let is_same = |(command, state): &memory::Voice| pipeline::voice_state(root, command) == *state;
    memory.voice.as_ref().is_none_or(is_same)
}

fn unchanged(memory: &Memory, seconds: f64, format: Format, lang: Lang) -> String {
    let (files, mb) = (memory.files, megabytes(memory.bytes, lang));
    let nth = usize::from(lang == Lang::En);
    let overrides: Vec<(&str, &str)> =
        memory.told.overrides.iter().map(|(file, message)| (file.as_str(), message[nth].as_str())).collect();
    let sum = match (format, lang) {
        (Format::Json, _) => json_text(&serde_json::json!({
            "seconds": seconds, "files": files, "bytes": memory.bytes,
            "written": 0, "kept": files, "removed": 0, "rendered": [],
            "overrides": overrides_json(&overrides),
        })),
        (Format::Text, Lang::Vi) => {
            format!("Không có gì đổi ({seconds:.2} giây): {files} tệp, {mb} MB giữ nguyên.\n")
        }
        (Format::Text, Lang::En) => {
            format!("Nothing changed ({seconds:.2} seconds): {files} files, {mb} MB as they were.\n")
        }
    };
    if format == Format::Text { sum + &answered(&overrides, lang) } else { sum }
}

fn summary_json(built: &Built, lost: &Lost, seconds: f64, stages: &Stages, lang: Lang) -> String {
    let gone: Vec<&str> = lost.untold.iter().map(Address::as_str).collect();
    let rendered: Vec<&str> =
        built.outcomes.iter().filter(|o| o.rendered).map(|outcome| outcome.path.as_str()).collect();
    let timings: serde_json::Map<String, serde_json::Value> =
        stages.times.iter().map(|(stage, seconds)| ((*stage).to_owned(), (*seconds).into())).collect();
    let Changes { written, kept, removed, bytes, .. } = &built.changes;
    json_text(&serde_json::json!({
        "seconds": seconds, "files": built.outcomes.len(), "bytes": bytes,
        "written": written, "kept": kept, "removed": removed, "outputs": counts(&built.outcomes),
        "timings": timings, "rendered": rendered, "purge": purge::addresses(Gone::of(built, lost)),
        "without_file": gone,
        "overrides": overrides_json(&told_overrides(built, lang)),
    }))
}

/// What a script gets of a build that made nothing: the findings, if these stopped it.
fn stopped_json(root: &Path, stopped: &Stopped, standing: &[Address], lang: Lang) -> String {
    let found = if let Stopped::Findings(found) = stopped { found.as_slice() } else { &[] };
    let findings: serde_json::Value =
        serde_json::from_str(&findings::json(root, found, lang)).unwrap_or_default();
    let standing: Vec<&str> = standing.iter().map(Address::as_str).collect();
    json_text(&serde_json::json!({ "built": false, "findings": findings, "without_file": standing }))
}

/// The files that were made anew, with the output that made them.
fn explanation(outcomes: &[Outcome]) -> String {
    let rendered = outcomes.iter().filter(|outcome| outcome.rendered);
    rendered.fold(String::new(), |mut text, outcome| {
        text.push_str(&format!("{:>12}  {}\n", outcome.output, outcome.path));
        text
    })
}

fn summary(built: &Built, out: &Path, seconds: f64, lang: Lang) -> String {
    let site = &built.site;
    let counts = counts(&built.outcomes);
    let n = |output: &str| counts.get(output).copied().unwrap_or(0);
    let (pages, zalo, feeds, audio) = (n("html"), n("zalo"), n("feed"), n("audio"));
    let scripts = built.outcomes.iter().filter(|o| o.path.as_str().ends_with("/loa.txt")).count();
    let living = site.living().count();
    let archives = site.localities.len() - 1 - living;
    let withheld = withheld(site, lang);
    let changes = &built.changes;
    let (files, mb) = (built.outcomes.len(), megabytes(changes.bytes, lang));
    let place = out.display();
    let reach = answered(&told_overrides(built, lang), lang) + &reach(site, lang);
    let next = site.next_change.map_or_else(
        || if lang == Lang::Vi { "không có" } else { "none" }.to_owned(),
        |moment| moment.strftime("%d/%m/%Y %H:%M").to_string(),
    );
    match lang {
        Lang::Vi => format!(
            "Đã dựng {} trong {seconds:.2} giây:\n\
             \x20 {pages} trang web · {} bài · {living} địa phương ({archives} lưu trữ)\n\
             \x20 {scripts} bài phát thanh · {audio} tệp âm thanh · {zalo} tin Zalo · {feeds} nguồn tin Atom\n\
             \x20 {files} tệp, {mb} MB: {} tệp mới hoặc đổi, {} giữ nguyên, {} gỡ bỏ\n\
             \x20 chưa đăng: {withheld}\n\
             {reach}\
             Lần đổi kế tiếp tự đến hạn: {next} (ghi trong {}/next-change.json)\n\
             Mở xem: {place}/index.html\n",
            site.config.title,
            site.articles.len(),
            changes.written,
            changes.kept,
            changes.removed,
            publish::state_folder(out).display(),
        ),
        Lang::En => format!(
            "Built {} in {seconds:.2} seconds:\n\
             \x20 {pages} web pages · {} articles · {living} localities ({archives} archived)\n\
             \x20 {scripts} loudspeaker scripts · {audio} audio files · {zalo} Zalo texts · {feeds} Atom feeds\n\
             \x20 {files} files, {mb} MB: {} new or changed, {} kept, {} removed\n\
             \x20 not published: {withheld}\n\
             {reach}\
             Next change that falls due by itself: {next} (written to {}/next-change.json)\n\
             Look at: {place}/index.html\n",
            site.config.title,
            site.articles.len(),
            changes.written,
            changes.kept,
            changes.removed,
            publish::state_folder(out).display(),
        ),
    }
}

/// How many articles stand where; what is usual is told even if there is none of it.
pub(super) fn withheld(site: &Site, lang: Lang) -> String {
    let count = |state: State| site.withheld.iter().filter(|one| one.state == state).count();
    let usual = [State::Draft, State::Scheduled, State::Expired];
    let told = |state: &State| {
        let n = count(*state);
        let words = match (lang, *state) {
            (Lang::Vi, State::Scheduled) => "chờ đến ngày",
            (Lang::Vi, state) => state.label(),
            (Lang::En, State::Draft) => "drafts",
            (Lang::En, State::Scheduled) => "in the future",
            (Lang::En, State::Waiting) => "waiting for approval",
            (Lang::En, state) => state.word(),
        };
        (n > 0 || usual.contains(state)).then(|| format!("{n} {words}"))
    };
    let others = [State::Waiting, State::Rejected, State::Approved, State::Withdrawn];
    usual.iter().chain(&others).filter_map(told).collect::<Vec<_>>().join(", ")
}

/// What the privacy gate would have stopped, and somebody answers for.
fn overrides(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.iter().filter(|found| found.rule == "privacy-overridden")
}

fn told_overrides(built: &Built, lang: Lang) -> Vec<(&str, &str)> {
    overrides(&built.diagnostics).map(|found| (found.spot.file.as_str(), found.message.get(lang))).collect()
}

fn overrides_json(overrides: &[(&str, &str)]) -> Vec<serde_json::Value> {
    let one = |(file, message): &(&str, &str)| serde_json::json!({ "file": file, "message": message });
    overrides.iter().map(one).collect()
}

/// Who answers for what the privacy gate would have stopped: in the summary of every build.
fn answered(overrides: &[(&str, &str)], lang: Lang) -> String {
    let word = if lang == Lang::Vi { "miễn soát" } else { "overridden" };
    overrides
        .iter()
        .fold(String::new(), |text, (file, message)| text + &format!("  {word}: {file} – {message}\n"))
}

fn counts(outcomes: &[Outcome]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for outcome in outcomes {
        *counts.entry(outcome.output).or_insert(0) += 1;
    }
    counts
}

/// How many articles for single localities the summary names one by one.
const SHOWN: usize = 20;

/// How many communes each article reaches: those for everybody in one line, the others one by one.
fn reach(site: &Site, lang: Lang) -> String {
    let (everybody, aimed): (Vec<_>, Vec<_>) =
        site.articles.iter().partition(|article| article.audience.roots.contains(&LocalityId(0)));
    let mut text = String::new();
    if let Some(first) = everybody.first() {
        let (law, here) = first.reach;
        text.push_str(&match lang {
            Lang::Vi => format!(
                "  {} bài tới cả nước: {law} xã, phường, đặc khu ({here} có trang ở đây)\n",
                everybody.len()
            ),
            Lang::En => format!(
                "  {} articles reach the country: {law} communes ({here} have a page here)\n",
                everybody.len()
            ),
        });
    }
    for article in aimed.iter().take(SHOWN) {
        let (law, here) = article.reach;
        if law == 0 {
            let place = site.locality(article.audience.place(&site.localities));
            text.push_str(&format!("  {}: {}\n", article.address, place.name));
            continue;
        }
        text.push_str(&match lang {
            Lang::Vi => format!("  {}: {law} xã, phường, đặc khu ({here} có trang ở đây)\n", article.address),
            Lang::En => format!("  {}: {law} communes ({here} have a page here)\n", article.address),
        });
    }
    if aimed.len() > SHOWN {
        let more = aimed.len() - SHOWN;
        text.push_str(&match lang {
            Lang::Vi => format!("  … và {more} bài nữa cho từng địa phương\n"),
            Lang::En => format!("  … and {more} more for single localities\n"),
        });
    }
    text
}
