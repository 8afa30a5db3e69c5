//! From the output folder to where it is served: only what differs, and no moment without a site.
//!
//! Two manifests are compared: that of the last build and the copy that the last deployment left at the
//! target. Files come before the pages that show them, pages before removals, each under another name
//! first where the target knows renaming. Whatever is on the way loses its key in the target's manifest
//! beforehand, and gets it back in steps, so that a deployment after one that was cut short trusts
//! nothing that did not arrive and sends no more than the last step again.

mod curl;
mod folder;
mod ftp;
mod s3;
pub mod target;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::digest::Digest;
use crate::outputs::Failure;
use crate::path::SitePath;
use crate::publish::lock::lock;
use crate::publish::manifest::{Manifest, Record};
use crate::publish::{self, Refusal, journal};
use folder::Folder;
use ftp::Ftp;
use s3::S3;
pub use target::Target;

/// The copy of the manifest at the target.
const COPY: &str = ".mangnon-manifest.json";

/// So many files at least are sent between two notes of what has arrived.
const STEP: usize = 200;

/// At most so many notes are taken of one deployment.
const STEPS: usize = 20;

/// What a deployment has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Files to send, in the order in which they are sent.
    pub sent: Vec<SitePath>,
    /// Files to remove.
    pub removed: Vec<SitePath>,
    /// How many files are there already.
    pub kept: usize,
    /// How many bytes are sent.
    pub bytes: u64,
}

/// Whether a target is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Its copy of the manifest tells what is there; without one it is somebody else's.
    Copy,
    /// Every file is sent, also among the files of others; nothing of theirs is removed.
    Nothing,
}

/// Why nothing can be sent.
#[derive(Debug)]
pub enum Stop {
    /// The output folder holds no complete build.
    NotBuilt(PathBuf),
    /// A file is not the one that was built.
    Changed(SitePath),
    /// The target cannot be used, or a build is at work.
    Refused(Refusal),
    /// The target holds files of others.
    Foreign(String),
    /// The program curl is not there.
    NoCurl,
    /// The target refused, or cannot be reached: curl's exit status and words.
    Far {
        /// The exit status.
        exit: i32,
        /// What curl said.
        said: String,
    },
    /// A file is still served although it was to be removed.
    Stays(SitePath),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Refused(Refusal::Io(failure))
    }
}

/// A file of the output folder on its way.
#[derive(Debug)]
struct Parcel<'p> {
    path: &'p SitePath,
    from: PathBuf,
    record: &'p Record,
}

/// Where files are served from, as far as a deployment needs it.
trait Host {
    /// The copy of the manifest, if there is one.
    fn copy(&self) -> Result<Option<Vec<u8>>, Stop>;
    /// Files of others lie there, or might.
    fn holds_something(&self) -> Result<bool, Stop>;
    /// Whether a file that the copy lists is really there.
    fn is_there(&self, path: &SitePath, record: &Record) -> bool;
    /// Puts files where they are served; `told` hears of each.
    fn send(&self, parcels: &[Parcel<'_>], told: &mut dyn FnMut()) -> Result<(), Stop>;
    /// Removes files, and folders that become empty. What is gone already is no failure; what stays is.
    fn remove(&self, paths: &[&SitePath]) -> Result<(), Stop>;
    /// Replaces the copy of the manifest.
    fn put_copy(&self, bytes: &[u8]) -> Result<(), Stop>;
}

fn host<'t>(target: &'t Target, out: &Path) -> Box<dyn Host + 't> {
    match target {
        Target::Folder(to) => Box::new(Folder { to }),
        Target::Ftp(server) => Box::new(Ftp { server, state: publish::state_folder(out) }),
        Target::S3(bucket) => Box::new(S3 { bucket, state: publish::state_folder(out) }),
    }
}

/// What would be sent.
pub fn plan(out: &Path, to: &Target, trust: Trust) -> Result<Plan, Stop> {
    let next = built(out)?;
    let host = host(to, out);
    Ok(compare(&next, &present(&*host, to, trust)?, &*host))
}

/// Sends it; `told` hears how many of all files have been sent. What was done before a failure stays
/// done; the next deployment goes on from there.
pub fn run(out: &Path, to: &Target, trust: Trust, told: &mut dyn FnMut(usize, usize)) -> Result<Plan, Stop> {
    built(out)?;
    let _lock = lock(&publish::state_folder(out)).map_err(Stop::Refused)?;
    let next = built(out)?;
    let host = host(to, out);
    let mut there = present(&*host, to, trust)?;
    let plan = compare(&next, &there, &*host);
    if plan.sent.is_empty() && plan.removed.is_empty() {
        host.put_copy(&next.to_json())?;
        return Ok(plan);
    }
    for path in plan.sent.iter().chain(&plan.removed) {
        there.files.insert(path.clone(), Record::untrusted());
    }
    host.put_copy(&there.to_json())?;
    let (early, late) = removals(&plan);
    host.remove(&early)?;
    let (mut n, all) = (0, plan.sent.len());
    told(n, all);
    for step in plan.sent.chunks(STEP.max(all / STEPS)) {
        let parcels = step.iter().map(|path| parcel(out, path, &next.files[path]));
        let parcels: Vec<Parcel<'_>> = parcels.collect::<Result<_, Stop>>()?;
        host.send(&parcels, &mut || {
            n += 1;
            told(n, all);
        })?;
        if n < all {
            let arrived = parcels.iter().map(|parcel| (parcel.path.clone(), parcel.record.clone()));
            there.files.extend(arrived);
            host.put_copy(&there.to_json())?;
        }
    }
    host.remove(&late)?;
    host.put_copy(&next.to_json())?;
    publish::write_state(out, "deployed.txt", addresses(&plan).as_bytes())?;
    Ok(plan)
}

fn built(out: &Path) -> Result<Manifest, Stop> {
    let manifest = journal::manifest(&publish::state_folder(out));
    let is_complete = |manifest: &Manifest| {
        !manifest.files.is_empty() && manifest.files.values().all(|record| record.key.is_some())
    };
    manifest.filter(is_complete).ok_or_else(|| Stop::NotBuilt(out.to_owned()))
}

/// What the target holds. One that holds anything and no manifest of ours is somebody else's.
fn present(host: &dyn Host, to: &Target, trust: Trust) -> Result<Manifest, Stop> {
    let copy = host.copy()?;
    let manifest = copy.as_deref().and_then(Manifest::from_json);
    match (manifest, trust) {
        (Some(manifest), Trust::Copy) => Ok(manifest),
        (Some(manifest), Trust::Nothing) => {
            let files = manifest.files.into_keys().map(|path| (path, Record::untrusted()));
            Ok(Manifest::of(files.collect()))
        }
        (None, Trust::Copy) if host.holds_something()? => Err(Stop::Foreign(to.to_string())),
        (None, _) => Ok(Manifest::default()),
    }
}

fn compare(next: &Manifest, present: &Manifest, host: &dyn Host) -> Plan {
    let is_there = |path: &SitePath, record: &Record| {
        present.files.get(path).is_some_and(|there| {
            there.key.is_some() && there.digest == record.digest && host.is_there(path, record)
        })
    };
    let differing: Vec<(&SitePath, &Record)> =
        next.files.iter().filter(|(path, record)| !is_there(path, record)).collect();
    let bytes = differing.iter().map(|(_, record)| record.length).sum();
    let mut sent: Vec<SitePath> = differing.into_iter().map(|(path, _)| path.clone()).collect();
    // What a page shows is there before the page is.
    sent.sort_by_key(|path| path.as_str().ends_with(".html"));
    let removed: Vec<SitePath> =
        present.files.keys().filter(|path| !next.files.contains_key(*path)).cloned().collect();
    Plan { kept: next.files.len() - sent.len(), sent, removed, bytes }
}

/// What must go before anything is sent, because a file would stand where a folder is needed or the
/// other way round; and what goes after everything was sent.
fn removals(plan: &Plan) -> (Vec<&SitePath>, Vec<&SitePath>) {
    let folders: BTreeSet<&str> = plan.sent.iter().flat_map(folders_above).collect();
    let sent: BTreeSet<&str> = plan.sent.iter().map(SitePath::as_str).collect();
    plan.removed.iter().partition(|path| {
        folders.contains(path.as_str()) || folders_above(path).iter().any(|folder| sent.contains(folder))
    })
}

/// The folders in which a file lies, the innermost first.
fn folders_above(path: &SitePath) -> Vec<&str> {
    path.as_str().rmatch_indices('/').map(|(slash, _)| &path.as_str()[..slash]).collect()
}

/// The folders of files, each once, inner ones before those around them.
fn folders_of<'p>(paths: &[&'p SitePath]) -> Vec<&'p str> {
    let folders: BTreeSet<&str> = paths.iter().flat_map(|path| folders_above(path)).collect();
    let mut folders: Vec<&str> = folders.into_iter().collect();
    folders.sort_by_key(|folder| std::cmp::Reverse(folder.matches('/').count()));
    folders
}

fn parcel<'p>(out: &Path, path: &'p SitePath, record: &'p Record) -> Result<Parcel<'p>, Stop> {
    let from = out.join(path.as_str());
    let bytes = fs::read(&from).map_err(publish::io_failure(&from))?;
    if Digest::of(&bytes) != record.digest {
        return Err(Stop::Changed(path.clone()));
    }
    Ok(Parcel { path, from, record })
}

/// The name under which a file waits until it is whole.
fn waiting_name(name: &str) -> String {
    format!(".mangnon-{}", Digest::of(name.as_bytes()).short(12))
}

/// The addresses whose answer changed, a line each, for caches in between.
fn addresses(plan: &Plan) -> String {
    let all: BTreeSet<String> = plan.sent.iter().chain(&plan.removed).map(SitePath::address).collect();
    all.into_iter().map(|address| address + "\n").collect()
}
