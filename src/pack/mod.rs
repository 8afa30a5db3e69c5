//! The pack of an article for a locality: what its officials need to pass it on.
//!
//! A resolved site comes in; the words of a loudspeaker script and of a Zalo message go out, and the
//! addresses under which both stand. Several outputs show them, so they are composed here, once;
//! nothing here knows a template or a file format.

mod actions;
mod broadcast;
mod compose;
mod facts;
pub mod icons;
mod instead;
mod letterhead;
pub mod limits;
mod lines;
mod markup;
mod message;
mod notes;
mod oa_plan;
mod own_words;
mod packed;
mod passing;
mod pictures;
mod pointers;
mod prose;
mod repeats;
mod say;
mod script;
mod speech;
mod tables;
mod tongue;
mod urge;
mod voice;
mod wordings;

use crate::content::front_matter::Channel;
use crate::path::Address;
use crate::site::{Article, Locality, LocalityId, Site};

pub use crate::digest::base64;
pub use actions::{first_call, lines};
pub use broadcast::{Broadcast, Clip, Part, Role, Week, week};
pub use facts::facts;
pub use lines::{Line, LineKind};
pub use markup::marks;
pub use message::{Message, UNITS_LIMIT, message};
pub use notes::with_notes;
pub use oa_plan::{Candidate, GaveWay, Planned, candidates, turn_of_day, turn_of_month};
pub use packed::{Due, due, packed};
pub use pictures::{
    Picture, QR_PNG, QR_SVG, SHARE_SIZE, beside, card_of, card_paths, group_code_path, has_card_of_its_own,
    has_codes, has_poster, leaflet_path, local_card_path, pack_path, pictured, poster_path, printed,
    share_card_path, with_number,
};
pub use script::{Script, Scripts, SpokenBody, duration_in_words, script, script_on, summary};
pub use speech::{
    Listen, Segment, Speech, Track, WEEK_FILES, bulletin_id, heard_on_desks, listen, sound_of_bulletin,
    speeches, spoken, tracks,
};
pub use tables::{row_in_words, untold_tables};
pub use urge::urges;

/// The folder of a locality's packs.
const FOLDER: &str = "phat-tin";

/// Whether officials pass an article on.
pub fn is_disseminated(article: &Article) -> bool {
    article.facts.goes_to(Channel::Loudspeaker) || article.facts.goes_to(Channel::Zalo)
}

/// The address of a locality's desk.
pub fn desk_address(locality: &Locality) -> Address {
    locality.address.join(FOLDER)
}

/// What is left of a published path after the place of an article: of a file beside it, or in one of its
/// packs.
pub fn file_of<'p>(path: &'p str, address: &Address) -> Option<&'p str> {
    let own = &address.as_str()[1..];
    let in_pack = || path.split_once(&format!("{FOLDER}/{own}")).map(|(_, rest)| rest);
    path.strip_prefix(own).or_else(in_pack)
}

/// The folder of the bulletins of the locality in whose packs a file lies.
pub fn bulletins_by(path: &str) -> Option<String> {
    let (locality, _) = path.split_once(&format!("{FOLDER}/"))?;
    Some(format!("{locality}{FOLDER}/ban-tin/"))
}

/// The path of a script, from the root of the site without a leading `/`.
pub fn script_path(locality: &Locality, article: &Article) -> String {
    path(locality, article, "loa.txt")
}

/// The path of a file of the script beside it: `loa.html`, `loa.ssml`.
pub fn script_file(locality: &Locality, article: &Article, file: &str) -> String {
    path(locality, article, file)
}

/// The path of a file of a locality's bulletins, from the root of the site without a leading `/`.
pub fn bulletin_path(locality: &Locality, file: &str) -> String {
    format!("{}ban-tin/{file}", &desk_address(locality).as_str()[1..])
}

/// The path of a Zalo text, from the root of the site without a leading `/`.
pub fn zalo_path(locality: &Locality, article: &Article) -> String {
    path(locality, article, "zalo.txt")
}

/// The path of a locality's plan of broadcasts, from the root of the site without a leading `/`.
pub fn plan_path(locality: &Locality) -> String {
    format!("{}lich-zalo-oa.csv", &desk_address(locality).as_str()[1..])
}

/// The broadcasts of a locality's Official Account over the coming month; of what gave way, only what
/// has its day is told.
pub fn month(site: &Site, id: LocalityId) -> Vec<Planned> {
    let today = site.today();
    let mut planned = oa_plan::plan(&candidates(site, id, turn_of_month(today)), today);
    planned.retain(|planned| planned.outcome.is_ok() || planned.candidate.rank < oa_plan::EVERGREEN);
    planned
}

/// What a locality's station calls itself.
pub fn station(locality: &Locality) -> String {
    let own = locality.schedule.station.clone();
    own.unwrap_or_else(|| format!("bản tin truyền thanh của {}", locality.name_in_sentence))
}

/// A link that opens Zalo's share dialogue without any script.
///
/// The form is undocumented; it was seen in use in 2026 (DOMAIN B3). It carries nothing but the
/// address of the page.
pub fn share_url(page: &str) -> String {
    let payload = base64(serde_json::json!({ "url": page }).to_string().as_bytes());
    let encoded = payload.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    format!("https://button-share.zalo.me/share_external?d={encoded}")
}

fn path(locality: &Locality, article: &Article, file: &str) -> String {
    let desk = desk_address(locality);
    let inner = article.address.as_str().trim_start_matches('/');
    format!("{}{inner}{file}", &desk.as_str()[1..])
}

#[cfg(test)]
mod samples;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_link_carries_the_address_alone() {
        let expected =
            "https://button-share.zalo.me/share_external?d=eyJ1cmwiOiJodHRwczovL2NvbmcuZXhhbXBsZS9hLyJ9";
        assert_eq!(share_url("https://cong.example/a/"), expected);
        // Padding and the two letters beyond digits are percent-encoded.
        assert!(
            share_url("https://cong.example/?>>").ends_with("%3D")
                || !share_url("https://cong.example/?>>").contains(['=', '+'])
        );
    }
}
