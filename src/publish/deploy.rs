//! From the output folder to the folder that is served: only what differs, and no moment without a site.
//!
//! Two manifests are compared: that of the last build and the copy that the last deployment left at the
//! target. Files come before the pages that show them, pages before removals, each under another name
//! first and then renamed. Whatever is on the way loses its key in the target's manifest beforehand, so
//! that a deployment after one that was cut short trusts none of it and still knows that it is ours.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::digest::Digest;
use crate::outputs::Failure;
use crate::path::SitePath;
use crate::publish::manifest::{Manifest, Record};
use crate::publish::{self, Refusal};

/// The copy of the manifest at the target.
const COPY: &str = ".mangnon-manifest.json";

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

/// Why nothing can be sent.
#[derive(Debug)]
pub enum Stop {
    /// The output folder holds no complete build.
    NotBuilt(PathBuf),
    /// A file is not the one that was built.
    Changed(SitePath),
    /// The target cannot be used, or a build is at work.
    Refused(Refusal),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Refused(Refusal::Io(failure))
    }
}

/// What would be sent to a folder.
pub fn plan(out: &Path, to: &Path) -> Result<Plan, Stop> {
    let next = built(out)?;
    Ok(compare(&next, &present(to)?, to))
}

/// Sends it. What was done before a failure stays done; the next deployment goes on from there.
pub fn run(out: &Path, to: &Path) -> Result<Plan, Stop> {
    built(out)?;
    let _lock = publish::lock(&publish::state_folder(out)).map_err(Stop::Refused)?;
    let next = built(out)?;
    let present = present(to)?;
    let plan = compare(&next, &present, to);
    publish::make_folder(to)?;
    if plan.sent.is_empty() && plan.removed.is_empty() {
        put_manifest(to, &next)?;
        return Ok(plan);
    }
    put_manifest(to, &announced(&present, &plan))?;
    let (early, late) = removals(&plan);
    remove(to, &early)?;
    for path in &plan.sent {
        send(out, to, path, &next.files[path])?;
    }
    remove(to, &late)?;
    put_manifest(to, &next)?;
    publish::write_state(out, "deployed.txt", addresses(&plan).as_bytes())?;
    Ok(plan)
}

fn built(out: &Path) -> Result<Manifest, Stop> {
    let bytes = fs::read(publish::state_folder(out).join("manifest.json")).ok();
    let manifest = bytes.as_deref().and_then(Manifest::from_json);
    let is_complete = |manifest: &Manifest| {
        !manifest.files.is_empty() && manifest.files.values().all(|record| record.key.is_some())
    };
    manifest.filter(is_complete).ok_or_else(|| Stop::NotBuilt(out.to_owned()))
}

/// What the target holds. A folder that holds anything and no manifest of ours is somebody else's.
fn present(to: &Path) -> Result<Manifest, Stop> {
    let copy = fs::read(to.join(COPY)).ok();
    if let Some(manifest) = copy.as_deref().and_then(Manifest::from_json) {
        return Ok(manifest);
    }
    let holds_something = fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some());
    if holds_something {
        return Err(Stop::Refused(Refusal::Foreign(to.to_owned())));
    }
    Ok(Manifest::default())
}

fn compare(next: &Manifest, present: &Manifest, to: &Path) -> Plan {
    let is_there = |path: &SitePath, record: &Record| {
        present.files.get(path).is_some_and(|there| {
            there.key.is_some()
                && there.digest == record.digest
                && publish::has_length(&to.join(path.as_str()), record.length)
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

fn announced(present: &Manifest, plan: &Plan) -> Manifest {
    let mut files = present.files.clone();
    for path in plan.sent.iter().chain(&plan.removed) {
        files.insert(path.clone(), Record::untrusted());
    }
    Manifest::of(files)
}

/// What must go before anything is sent, because a file would stand where a folder is needed or the
/// other way round; and what goes after everything was sent.
fn removals(plan: &Plan) -> (Vec<&SitePath>, Vec<&SitePath>) {
    let above = |path: &SitePath| -> Vec<String> {
        path.as_str().match_indices('/').map(|(slash, _)| path.as_str()[..slash].to_owned()).collect()
    };
    let folders: BTreeSet<String> = plan.sent.iter().flat_map(above).collect();
    let sent: BTreeSet<&str> = plan.sent.iter().map(SitePath::as_str).collect();
    plan.removed.iter().partition(|path| {
        folders.contains(path.as_str()) || above(path).iter().any(|folder| sent.contains(folder.as_str()))
    })
}

fn send(out: &Path, to: &Path, path: &SitePath, record: &Record) -> Result<(), Stop> {
    let from = out.join(path.as_str());
    let bytes = fs::read(&from).map_err(publish::io_failure(&from))?;
    if Digest::of(&bytes) != record.digest {
        return Err(Stop::Changed(path.clone()));
    }
    put(&to.join(path.as_str()), &bytes)
}

/// Under another name first: nobody is ever served half a file.
fn put(file: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let folder = file.parent().unwrap_or(Path::new(""));
    publish::make_folder(folder)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let waiting = folder.join(format!(".mangnon-{}", Digest::of(name.as_bytes()).short(12)));
    fs::write(&waiting, bytes).map_err(publish::io_failure(&waiting))?;
    fs::rename(&waiting, file).map_err(publish::io_failure(file))?;
    Ok(())
}

fn put_manifest(to: &Path, manifest: &Manifest) -> Result<(), Stop> {
    put(&to.join(COPY), &manifest.to_json())
}

fn remove(to: &Path, paths: &[&SitePath]) -> Result<(), Stop> {
    for path in paths {
        let file = to.join(path.as_str());
        match fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(publish::io_failure(&file)(error).into());
            }
            _ => {}
        }
        // Folders that became empty go too; one that still holds something stays.
        for (slash, _) in path.as_str().rmatch_indices('/') {
            if fs::remove_dir(to.join(&path.as_str()[..slash])).is_err() {
                break;
            }
        }
    }
    Ok(())
}

/// The addresses whose answer changed, a line each, for caches in between.
fn addresses(plan: &Plan) -> String {
    let all: BTreeSet<String> = plan.sent.iter().chain(&plan.removed).map(SitePath::address).collect();
    all.into_iter().map(|address| address + "\n").collect()
}
