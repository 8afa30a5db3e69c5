//! A server of files: FTP, FTP with encryption, SFTP. What the cheapest hosts have.
//!
//! A file is sent under another name and renamed when it is whole. Removing is asked for without looking
//! at the answer, which every server words in its own way; afterwards each file must be gone.

use std::path::{Path, PathBuf};

use super::target::{Server, Speech};
use super::{COPY, Host, Parcel, Stop, curl, folders_of, waiting_name};
use crate::net::curl::Script;
use crate::path::{SitePath, percent_encoded};
use crate::publish::manifest::Record;

/// A server, and a folder of this machine where a manifest may wait.
pub(super) struct Ftp<'t> {
    pub(super) server: &'t Server,
    pub(super) state: PathBuf,
}

impl Host for Ftp<'_> {
    fn copy(&self) -> Result<Option<Vec<u8>>, Stop> {
        curl::read(&self.transfer(COPY), &[9, 78])
    }

    fn holds_something(&self) -> Result<bool, Stop> {
        let mut script = self.transfer("");
        script.on("list-only");
        let names = curl::read(&script, &[9, 78])?.unwrap_or_default();
        // Hosts put files of their own there, and folders for programs.
        let is_somebodys = |name: &str| !name.is_empty() && !name.starts_with('.') && name != "cgi-bin";
        Ok(String::from_utf8_lossy(&names).lines().any(|name| is_somebodys(name.trim())))
    }

    /// Asking for every file would cost more than sending some of them again.
    fn is_there(&self, _path: &SitePath, _record: &Record) -> bool {
        true
    }

    fn send(&self, parcels: &[Parcel<'_>], told: &mut dyn FnMut()) -> Result<(), Stop> {
        let mut script = Script::default();
        script.on("fail-early");
        for (i, parcel) in parcels.iter().enumerate() {
            if i > 0 {
                script.next();
            }
            self.upload(&mut script, &parcel.from, parcel.path.as_str());
        }
        curl::transfer(&script, told)
    }

    fn remove(&self, paths: &[&SitePath]) -> Result<(), Stop> {
        if paths.is_empty() {
            return Ok(());
        }
        let mut script = self.login("");
        script.on("head");
        for path in paths {
            self.command(&mut script, "*", Verb::Remove, path.as_str());
        }
        for folder in folders_of(paths) {
            self.command(&mut script, "*", Verb::RemoveFolder, folder);
        }
        curl::finished(curl::statuses(&script)?.1)?;
        let mut script = Script::default();
        for (i, path) in paths.iter().enumerate() {
            if i > 0 {
                script.next();
            }
            self.options(&mut script, path.as_str());
            script.on("head");
            script.set("output", if cfg!(windows) { "NUL" } else { "/dev/null" });
            script.set("write-out", curl::STATUS);
        }
        let (statuses, done) = curl::statuses(&script)?;
        for (i, path) in paths.iter().enumerate() {
            match statuses.get(i) {
                Some(status) if curl::is_absent(*status) => {}
                Some(0) => return Err(Stop::Stays((*path).clone())),
                _ => return curl::finished(done),
            }
        }
        Ok(())
    }

    fn put_copy(&self, bytes: &[u8]) -> Result<(), Stop> {
        let mut script = Script::default();
        self.upload(&mut script, &curl::waiting(&self.state, bytes)?, COPY);
        curl::transfer(&script, &mut || {})
    }
}

/// What a server is told to do with a file.
#[derive(Clone, Copy)]
enum Verb {
    Remove,
    RemoveFolder,
}

impl Ftp<'_> {
    fn transfer(&self, path: &str) -> Script {
        let mut script = Script::default();
        self.options(&mut script, path);
        script
    }

    /// A transfer of nothing: commands alone are sent.
    fn login(&self, path: &str) -> Script {
        let mut script = Script::default();
        self.common(&mut script);
        let url = match self.server.speech {
            // Commands of SFTP need a folder that is there; the root always is.
            Speech::Sftp => format!("{}/", self.origin()),
            _ => format!("{}/{}", self.origin(), percent_encoded(path)),
        };
        script.set("url", &url);
        script
    }

    fn options(&self, script: &mut Script, path: &str) {
        self.common(script);
        script.set(
            "url",
            &format!("{}{}{}", self.origin(), percent_encoded(&self.server.folder), percent_encoded(path)),
        );
    }

    fn common(&self, script: &mut Script) {
        curl::patient(script);
        let Server { speech, user, password, .. } = self.server;
        match (user, password) {
            (Some(user), Some(password)) => script.set("user", &format!("{user}:{}", password.0)),
            // Its password stands in the user's own file; nothing may ask for it.
            _ => script.on("netrc-optional"),
        }
        match speech {
            Speech::Ftp => script.on("ssl"),
            Speech::Ftps => {
                script.on("ssl-reqd");
                // Servers that want one session for both channels refuse TLS 1.3.
                script.set("tls-max", "1.2");
            }
            Speech::FtpsAtOnce => script.set("tls-max", "1.2"),
            Speech::Sftp => {}
        }
    }

    fn origin(&self) -> String {
        let Server { speech, host, user, password, .. } = self.server;
        let scheme = match speech {
            Speech::Ftp | Speech::Ftps => "ftp",
            Speech::FtpsAtOnce => "ftps",
            Speech::Sftp => "sftp",
        };
        match (user, password) {
            (Some(user), None) => format!("{scheme}://{}@{host}", percent_encoded(user).replace('/', "%2F")),
            _ => format!("{scheme}://{host}"),
        }
    }

    fn upload(&self, script: &mut Script, from: &Path, path: &str) {
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let waiting = waiting_name(name);
        self.options(script, &format!("{folder}{waiting}"));
        script.set("upload-file", &curl::local(from));
        script.on("ftp-create-dirs");
        script.set("write-out", curl::STATUS);
        if self.server.speech == Speech::Sftp {
            let (from, to) = (self.far(&format!("{folder}{waiting}")), self.far(path));
            // It renames over nothing.
            script.set("quote", &format!("-*rm {to}"));
            script.set("quote", &format!("-rename {from} {to}"));
        } else {
            script.set("quote", &format!("-RNFR {waiting}"));
            script.set("quote", &format!("-RNTO {name}"));
        }
    }

    /// Adds a command that is sent before anything else; `mark` tells what its failure means.
    fn command(&self, script: &mut Script, mark: &str, verb: Verb, path: &str) {
        let verb = match (verb, self.server.speech) {
            (Verb::Remove, Speech::Sftp) => "rm",
            (Verb::RemoveFolder, Speech::Sftp) => "rmdir",
            (Verb::Remove, _) => "DELE",
            (Verb::RemoveFolder, _) => "RMD",
        };
        script.set("quote", &format!("{mark}{verb} {}", self.far(path)));
    }

    /// A file as commands name it: from the folder in which one is after the login, or from the root.
    fn far(&self, path: &str) -> String {
        let folder = &self.server.folder;
        if self.server.speech != Speech::Sftp {
            return format!("{}{path}", &folder[1..]);
        }
        let whole = format!("{}{path}", folder.strip_prefix("/~/").unwrap_or(folder));
        format!("\"{}\"", whole.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
