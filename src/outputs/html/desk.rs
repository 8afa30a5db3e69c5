//! The desk of a locality: one page from which officials take everything that goes out.
//!
//! Packs in the order of their need, the week's bulletins, the plan of broadcasts, the Zalo groups, the
//! log. Nothing is composed here: words come from `pack`, files are named there. The page is public: of
//! what is not published it says how much there is, and never what.

use crate::content::front_matter::{Channel, Word};
use crate::digest::Shared;
use crate::outputs::html::view::{
    BulletinView, Content, Desk, DeskPart, GroupView, PackView, PlanView, StateCount, View,
};
use crate::outputs::html::{Common, card, metadata};
use crate::pack;
use crate::site::bulletin::{self, Occasion};
use crate::site::sounds::Engine;
use crate::site::{Article, LocalityId, PageId, Site, State};

/// The desk of a locality: every pack, ready to take.
pub(super) fn view(site: &Site, common: &Common, id: LocalityId) -> View {
    let locality = site.locality(id);
    let breadcrumbs = card::breadcrumbs(site, locality.section);
    let title = format!("Bàn phát tin {}", locality.name_in_sentence);
    let address = pack::desk_address(locality);
    let facts = metadata::Facts {
        title: &title,
        description: "Dành cho cán bộ: văn bản Zalo và bài phát thanh của từng bài, sẵn để dùng.",
        path: address.as_str(),
        feed: None,
        breadcrumbs: &breadcrumbs,
    };
    let mut head = metadata::of_locality(site, &facts, id);
    head.noindex = true;
    View {
        template: "desk.html".to_owned(),
        lang: site.config.language.clone(),
        head,
        breadcrumbs: Shared::new(breadcrumbs),
        title,
        current_section: String::new(),
        content: Content::Desk(Box::new(content(site, common, id))),
    }
}

/// What to post today and this week stands first, then everything else, newest first.
fn content(site: &Site, common: &Common, id: LocalityId) -> Desk {
    let locality = site.locality(id);
    let pack::Due { mut today, week } = pack::due(site, id);
    let rest = site.concerning(id).into_iter();
    let rest = rest.filter(|page| pack::is_disseminated(site.article(*page)));
    let mut rest: Vec<PageId> = rest.filter(|page| !today.contains(page) && !week.contains(page)).collect();
    // Where nothing is due, the newest stands first: a desk with packs always shows one.
    if today.is_empty() && !rest.is_empty() {
        today.push(rest.remove(0));
    }
    let parts = [("today", today), ("week", week), ("", rest)];
    let packs = parts.into_iter().flat_map(|(due, pages)| pages.into_iter().map(move |page| (due, page)));
    let packs: Vec<PackView> =
        packs.map(|(due, page)| PackView { due, ..pack_view(site, common, page, id) }).collect();
    let zalo = site.config.outputs.zalo;
    let plan = if zalo { pack::month(site, id) } else { Vec::new() };
    let qr = site.config.outputs.qr.then(|| pack::beside(&locality.address, pack::QR_PNG));
    Desk {
        locality: card::named(site, id),
        week_url: week_url(site, id),
        audio_missing: site.config.outputs.loudspeaker && !matches!(site.heard.engine, Engine::Ready(_)),
        bulletins: bulletins(site, common, id),
        groups: groups(site, id),
        has_week: packs.iter().any(|pack| pack.due == "week"),
        has_unapproved: packs.iter().any(|pack| pack.approved.is_none()),
        parts: parts_of(site, &packs),
        withheld: withheld(site, id),
        packs,
        plan: plan.iter().map(|planned| plan_view(site, planned)).collect(),
        plan_url: zalo.then(|| site.config.url(&format!("/{}", pack::plan_path(locality)))),
        qr_url: qr.map(|path| site.config.url(&format!("/{path}"))),
        today: card::day(site.today()),
        record_form: record(site, id),
    }
}

/// The topics of the packs that are not due, in the order of the settings, those without one last.
fn parts_of(site: &Site, packs: &[PackView]) -> Vec<DeskPart> {
    let topics = site.config.topics.iter().map(|topic| (topic.id.as_str(), topic.name.as_str()));
    let part = |(id, name): (&str, &str)| {
        let n = packs.iter().filter(|pack| pack.due.is_empty() && pack.part == id).count();
        DeskPart { id: id.to_owned(), name: name.to_owned(), n }
    };
    topics.chain([("", "")]).map(part).filter(|part| part.n > 0).collect()
}

/// How many articles of the place and of those below it are not published, by state.
fn withheld(site: &Site, id: LocalityId) -> Vec<StateCount> {
    let is_here = |at: LocalityId| at == id || site.above(at).any(|above| above == id);
    let those = site.withheld.iter().filter(|one| !one.past.version);
    let those = those.filter(|one| is_here(one.past.audience.place(&site.localities)));
    let states: Vec<State> = those.map(|one| one.state).collect();
    let count = |state: &State| StateCount {
        label: state.label(),
        n: states.iter().filter(|one| *one == state).count(),
    };
    State::ALL.iter().map(count).filter(|count| count.n > 0).collect()
}

fn plan_view(site: &Site, planned: &pack::Planned) -> PlanView {
    let moment = planned.outcome.ok();
    PlanView {
        day: moment.map_or_else(String::new, |moment| card::day(moment.date())),
        time: moment.map_or_else(String::new, |moment| moment.strftime("%H:%M").to_string()),
        title: site.article(planned.candidate.page).source.front.title.value.clone(),
        note: planned.outcome.err().map_or("", pack::GaveWay::reason),
    }
}

fn week_url(site: &Site, id: LocalityId) -> Option<String> {
    let locality = site.locality(id);
    let made = site.config.outputs.loudspeaker && !locality.schedule.slots.is_empty();
    made.then(|| site.config.url(&format!("/{}", pack::bulletin_path(locality, ""))))
}

/// What the loudspeakers play in the coming days.
fn bulletins(site: &Site, common: &Common, id: LocalityId) -> Vec<BulletinView> {
    if week_url(site, id).is_none() {
        return Vec::new();
    }
    let Some(week) = pack::week(site, &common.scripts, id) else { return Vec::new() };
    let all =
        week.plan.at_once.iter().chain(&week.plan.bulletins).filter(|bulletin| !bulletin.items.is_empty());
    let view = |bulletin: &bulletin::Bulletin| {
        let titles =
            bulletin.items.iter().map(|item| site.article(item.page).source.front.title.value.clone());
        let is_slot = matches!(bulletin.occasion, Occasion::Slot { .. });
        let day = if is_slot { card::day(bulletin.start.date()) } else { String::new() };
        let time = if is_slot { bulletin.start.strftime("%H:%M").to_string() } else { String::new() };
        BulletinView { day, time, titles: titles.collect() }
    };
    all.map(view).collect()
}

/// The locality's own Zalo groups, with their codes for a wall.
fn groups(site: &Site, id: LocalityId) -> Vec<GroupView> {
    let locality = site.locality(id);
    let group = |(i, group): (usize, &crate::content::section::ZaloGroup)| GroupView {
        name: group.name.clone(),
        url: group.url.clone(),
        qr_url: site.config.outputs.qr.then(|| {
            let path = pack::group_code_path(locality, i + 1, "png");
            site.config.url(&format!("/{path}"))
        }),
    };
    locality.zalo_groups.iter().enumerate().map(group).collect()
}

/// An entry of an article's log to fill in by hand.
fn record(site: &Site, id: LocalityId) -> String {
    let day = site.today();
    let key = site.locality(id).key();
    format!("[[log]]\nat = {day}T17:00:00\nchannel = \"zalo\"\nlocality = \"{key}\"\nplace = \"\"\nby = \"\"")
}

fn pack_view(site: &Site, common: &Common, page: PageId, id: LocalityId) -> PackView {
    let source = site.article(page);
    let front = &source.source.front;
    let locality = site.locality(id);
    let file = |channel: Channel, path: String| {
        let made = match channel {
            Channel::Loudspeaker => site.config.outputs.loudspeaker,
            _ => site.config.outputs.zalo,
        };
        (made && source.facts.goes_to(channel)).then(|| site.config.url(&format!("/{path}")))
    };
    let beside = |path: String| site.config.url(&format!("/{path}"));
    let message = source.facts.goes_to(Channel::Zalo).then(|| pack::message(site, page, id));
    let script = common.scripts.get(page).map(|body| pack::script(site, body, page, id));
    let absolute = site.config.absolute(source.address.as_str());
    PackView {
        title: front.title.value.clone(),
        url: site.config.url(source.address.as_str()),
        kind_label: source.facts.kind.label(),
        class_label: front.class.label(),
        date: source.facts.day.map(card::day),
        due: "",
        state_label: source.state.label(),
        part: part(site, source),
        zalo_units: message.as_ref().map_or(0, pack::Message::units),
        zalo_parts: message.map(|message| message.parts).unwrap_or_default(),
        zalo_url: file(Channel::Zalo, pack::zalo_path(locality, source)),
        script_url: file(Channel::Loudspeaker, pack::script_path(locality, source)),
        sheet_url: file(Channel::Loudspeaker, pack::script_file(locality, source, "loa.html")),
        script_minutes: script.as_ref().map(pack::Script::duration_in_words),
        script_syllables: script.as_ref().map(|script| script.syllables),
        share_url: pack::share_url(&absolute),
        link: absolute,
        card_url: pack::card_of(site, page, id).map(|path| site.config.url(&path)),
        poster_url: pack::has_poster(site, source)
            .then(|| pack::poster_path(site, source, Some(id)))
            .map(beside),
        leaflet_url: pack::has_poster(site, source)
            .then(|| pack::leaflet_path(site, source, Some(id)))
            .map(beside),
        zip_url: common.packed.contains(&(id, page)).then(|| pack::pack_path(locality, source)).map(beside),
        qr_url: (site.config.outputs.qr && pack::has_codes(source))
            .then(|| pack::beside(&source.address, pack::QR_PNG))
            .map(beside),
        approved: front
            .approval
            .as_ref()
            .filter(|_| bulletin::is_approved(source, site.today()))
            .map(|approval| format!("{}, {}", approval.role, card::day(approval.date))),
        audio: card::audio(site, page),
        sent: sent(source, &locality.key()),
        record: locality.key(),
    }
}

/// The topic under which the desk shows an article.
fn part(site: &Site, article: &Article) -> String {
    let topic = article.facts.topics.first().and_then(|id| site.config.topic(id));
    topic.map(|topic| topic.id.clone()).unwrap_or_default()
}

/// What the log says of an article at a locality, latest first.
fn sent(article: &Article, key: &str) -> Vec<String> {
    let here = |record: &&crate::content::log::Record| {
        record.locality.as_ref().is_some_and(|locality| locality.value == key)
    };
    let mut records: Vec<_> = article.source.front.log.iter().filter(here).collect();
    records.sort_by_key(|record| std::cmp::Reverse(record.at.value));
    let told = |record: &crate::content::log::Record| {
        let moment = record.at.value.strftime("%d/%m/%Y %H:%M").to_string();
        let parts = [record.channel.label(), moment.as_str(), record.place.as_str(), record.by.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    records.into_iter().map(told).collect()
}
