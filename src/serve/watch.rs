//! Waits for changes of a site's folder.
//!
//! The system tells what happens below `content/`, `static/` and `themes/` and to `site.toml`; that only
//! wakes the caller, who looks at the folder itself. Reading is no change: the program's own reading
//! would keep it busy for ever. Where the system tells nothing (network drives, too many folders) the
//! caller wakes by the time it gives.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

/// Folders that are watched with everything below them.
const FOLDERS: [&str; 3] = ["content", "static", "themes"];

/// An editor that saves makes several events; this long after the last one the file is whole.
const QUIET: Duration = Duration::from_millis(15);

/// Somebody may write without a pause, such as a copy of many files.
const LONGEST: Duration = Duration::from_millis(300);

/// A watch over a site's folder.
#[derive(Debug)]
pub(super) struct Watch {
    root: PathBuf,
    watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
}

impl Watch {
    /// Begins to watch; `root` is the folder's full path.
    pub(super) fn start(root: &Path) -> Watch {
        let (sender, events) = mpsc::channel();
        let config = Config::default().with_follow_symlinks(false);
        let tell = move |event| {
            // When nobody listens any more the process is about to end.
            let _ = sender.send(event);
        };
        let watcher = RecommendedWatcher::new(tell, config).ok();
        let mut watch = Watch { root: root.to_owned(), watcher, events };
        let root = watch.root.clone();
        watch.add(&root, RecursiveMode::NonRecursive);
        for folder in FOLDERS {
            watch.add(&root.join(folder), RecursiveMode::Recursive);
        }
        watch
    }

    /// Waits until something changed and came to rest, or the time is over.
    pub(super) fn wait(&mut self, at_most: Duration) {
        let end = Instant::now() + at_most;
        loop {
            match self.events.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(event) => {
                    if self.concerns(event) {
                        break;
                    }
                }
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(end.saturating_duration_since(Instant::now()));
                    return;
                }
            }
        }
        let end = Instant::now() + LONGEST;
        while Instant::now() < end {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => drop(self.concerns(event)),
                Err(_) => return,
            }
        }
    }

    /// A folder that does not exist yet is watched when it comes.
    fn add(&mut self, path: &Path, mode: RecursiveMode) {
        if let Some(watcher) = &mut self.watcher {
            let _ = watcher.watch(path, mode);
        }
    }

    fn concerns(&mut self, event: notify::Result<Event>) -> bool {
        // Lost events may be of any kind.
        let Ok(event) = event else { return true };
        if event.need_rescan() {
            return true;
        }
        if event.kind.is_access() {
            return false;
        }
        for folder in FOLDERS.map(|folder| self.root.join(folder)) {
            if event.kind.is_create() && event.paths.contains(&folder) {
                self.add(&folder, RecursiveMode::Recursive);
            }
        }
        event.paths.iter().any(|path| is_source(path.strip_prefix(&self.root).unwrap_or(path)))
    }
}

/// Whether a name in the site's folder is one that a build may read.
fn is_source(relative: &Path) -> bool {
    let mut parts = relative.iter().map(|part| part.to_string_lossy());
    let first = parts.next().unwrap_or_default();
    let below = FOLDERS.contains(&first.as_ref()) && !parts.any(|part| part.starts_with('.'));
    below || relative == Path::new("site.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_build_reads_wakes_it() {
        for source in ["content/tin/a.md", "static/a.txt", "themes/x/style.css", "site.toml", "content"] {
            assert!(is_source(Path::new(source)), "{source}");
        }
        for other in ["public/index.html", ".build/public/manifest.json", "content/.a.md.swp", "a.md", ""] {
            assert!(!is_source(Path::new(other)), "{other}");
        }
    }
}
