//! One build at a time beside an output folder.
//!
//! The folder of a build's state comes in, a lock that is held until it is dropped goes out. The system
//! keeps it: a build that was killed holds nothing.

use std::fs::{self, File};
use std::path::Path;

use super::{Refusal, io_failure};

/// Nobody else builds there as long as this is held.
#[derive(Debug)]
pub(super) struct Held(File);

impl Drop for Held {
    /// Let go in so many words: to close the file is not enough, because a program that is being started
    /// at this moment has inherited it and keeps it open until it runs.
    fn drop(&mut self) {
        // What cannot be let go is let go by the end of the program.
        drop(self.0.unlock());
    }
}

/// Asks for the lock of a folder.
pub(super) fn lock(state: &Path) -> Result<Held, Refusal> {
    let path = state.join("lock");
    let file = File::create(&path).map_err(|error| Refusal::Io(io_failure(&path)(error)))?;
    match file.try_lock() {
        Ok(()) => Ok(Held(file)),
        Err(fs::TryLockError::WouldBlock) => Err(Refusal::Busy(state.to_owned())),
        Err(fs::TryLockError::Error(error)) => Err(Refusal::Io(io_failure(&path)(error))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_let_go_is_free_although_a_child_inherited_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = lock(folder.path()).expect("nobody holds it");
        // The same open file once more, as a program has it that was just started.
        let inherited = held.0.try_clone().expect("a second handle");
        assert!(matches!(lock(folder.path()), Err(Refusal::Busy(_))), "held");
        drop(held);
        assert!(lock(folder.path()).is_ok(), "free");
        drop(inherited);
    }
}
