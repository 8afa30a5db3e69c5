//! A folder of this machine, or of a drive that is mounted here.
//!
//! Files are written under another name and renamed, so that nobody is ever served half of one.

use std::fs;
use std::path::Path;

use super::{COPY, Host, Parcel, Stop, folders_of, waiting_name};
use crate::path::SitePath;
use crate::publish::manifest::Record;
use crate::publish::{has_length, io_failure, make_folder};

/// A folder that is served.
pub(super) struct Folder<'t> {
    pub(super) to: &'t Path,
}

impl Host for Folder<'_> {
    fn copy(&self) -> Result<Option<Vec<u8>>, Stop> {
        Ok(fs::read(self.to.join(COPY)).ok())
    }

    fn holds_something(&self) -> Result<bool, Stop> {
        Ok(fs::read_dir(self.to).is_ok_and(|mut entries| entries.next().is_some()))
    }

    fn is_there(&self, path: &SitePath, record: &Record) -> bool {
        has_length(&self.to.join(path.as_str()), record.length)
    }

    fn send(&self, parcels: &[Parcel<'_>], told: &mut dyn FnMut()) -> Result<(), Stop> {
        for parcel in parcels {
            let bytes = fs::read(&parcel.from).map_err(io_failure(&parcel.from))?;
            put(&self.to.join(parcel.path.as_str()), &bytes)?;
            told();
        }
        Ok(())
    }

    fn remove(&self, paths: &[&SitePath]) -> Result<(), Stop> {
        for path in paths {
            let file = self.to.join(path.as_str());
            match fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(io_failure(&file)(error).into());
                }
                _ => {}
            }
        }
        // Folders that became empty go too; one that still holds something stays.
        for folder in folders_of(paths) {
            drop(fs::remove_dir(self.to.join(folder)));
        }
        Ok(())
    }

    fn put_copy(&self, bytes: &[u8]) -> Result<(), Stop> {
        put(&self.to.join(COPY), bytes)
    }
}

fn put(file: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let folder = file.parent().unwrap_or(Path::new(""));
    make_folder(folder)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let waiting = folder.join(waiting_name(&name));
    fs::write(&waiting, bytes).map_err(io_failure(&waiting))?;
    fs::rename(&waiting, file).map_err(io_failure(file))?;
    Ok(())
}
