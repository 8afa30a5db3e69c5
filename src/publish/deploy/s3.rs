//! A bucket of S3 or of what talks like it: object storage that serves files.
//!
//! Every request is signed by curl (AWS Signature Version 4) over the digest of its bytes, so that what
//! arrives is what was built. A file replaces another at once; a reader sees the old or the new one.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::target::Bucket;
use super::{COPY, Host, Parcel, Stop, curl};
use crate::net::curl::Script;
use crate::path::{SitePath, percent_encoded};
use crate::publish::manifest::Record;
use crate::publish::{io_failure, kind};

/// Files on the way at once.
const AT_ONCE: &str = "6";

/// The digest of nothing.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// A bucket, and a folder of this machine where a manifest may wait.
pub(super) struct S3<'t> {
    pub(super) bucket: &'t Bucket,
    pub(super) state: PathBuf,
}

impl Host for S3<'_> {
    fn copy(&self) -> Result<Option<Vec<u8>>, Stop> {
        // Without the right to list, an absent object answers as a forbidden one: what is really
        // forbidden fails at the next step.
        if !self.names(COPY)? {
            return Ok(None);
        }
        let mut script = Script::default();
        self.request(&mut script, &self.url(COPY), EMPTY);
        curl::read(&script, &[])
    }

    fn holds_something(&self) -> Result<bool, Stop> {
        self.names("")
    }

    /// Asking for every object would cost more than sending some of them again.
    fn is_there(&self, _path: &SitePath, _record: &Record) -> bool {
        true
    }

    fn send(&self, parcels: &[Parcel<'_>], told: &mut dyn FnMut()) -> Result<(), Stop> {
        // Pages wait for what they show.
        let (pages, others): (Vec<_>, Vec<_>) =
            parcels.iter().partition(|parcel| parcel.path.as_str().ends_with(".html"));
        for parcels in [others, pages].into_iter().filter(|parcels| !parcels.is_empty()) {
            let mut script = many();
            for (i, parcel) in parcels.iter().enumerate() {
                if i > 0 {
                    script.next();
                }
                self.upload(&mut script, &parcel.from, parcel.path.as_str())?;
            }
            curl::transfer(&script, told)?;
        }
        Ok(())
    }

    fn remove(&self, paths: &[&SitePath]) -> Result<(), Stop> {
        if paths.is_empty() {
            return Ok(());
        }
        let mut script = many();
        for (i, path) in paths.iter().enumerate() {
            if i > 0 {
                script.next();
            }
            self.request(&mut script, &self.url(path.as_str()), EMPTY);
            script.set("request", "DELETE");
            script.set("write-out", curl::STATUS);
        }
        // What was not there is answered like what was removed.
        curl::transfer(&script, &mut || {})
    }

    fn put_copy(&self, bytes: &[u8]) -> Result<(), Stop> {
        let mut script = Script::default();
        self.upload(&mut script, &curl::waiting(&self.state, bytes)?, COPY)?;
        curl::transfer(&script, &mut || {})
    }
}

fn many() -> Script {
    let mut script = Script::default();
    script.on("fail-early");
    script.on("parallel");
    script.set("parallel-max", AT_ONCE);
    script
}

impl S3<'_> {
    fn url(&self, path: &str) -> String {
        let Bucket { endpoint, name, folder, .. } = self.bucket;
        format!("{endpoint}/{name}/{}", percent_encoded(&format!("{folder}{path}")))
    }

    /// Whether there is an object whose name begins so.
    fn names(&self, start: &str) -> Result<bool, Stop> {
        let Bucket { endpoint, name, folder, .. } = self.bucket;
        let prefix = percent_encoded(&format!("{folder}{start}")).replace('/', "%2F");
        let mut script = Script::default();
        // In the order in which they are signed.
        let url = format!("{endpoint}/{name}?list-type=2&max-keys=1&prefix={prefix}");
        self.request(&mut script, &url, EMPTY);
        let listed = curl::read(&script, &[])?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&listed).contains("<Key>"))
    }

    fn request(&self, script: &mut Script, url: &str, sha256: &str) {
        let Bucket { region, key, token, .. } = self.bucket;
        curl::patient(script);
        script.on("fail");
        script.set("url", url);
        script.set("aws-sigv4", &format!("aws:amz:{region}:s3"));
        match key {
            Some((name, secret)) => script.set("user", &format!("{name}:{}", secret.0)),
            None => script.on("netrc-optional"),
        }
        script.set("header", &format!("x-amz-content-sha256: {sha256}"));
        if let Some(token) = token {
            script.set("header", &format!("x-amz-security-token: {}", token.0));
        }
    }

    fn upload(&self, script: &mut Script, from: &Path, path: &str) -> Result<(), Stop> {
        let bytes = std::fs::read(from).map_err(io_failure(from))?;
        let sha256 = format!("{:x}", Sha256::digest(&bytes));
        self.request(script, &self.url(path), &sha256);
        script.set("header", &format!("Content-Type: {}", kind::content_type(path)));
        script.set("header", &format!("Cache-Control: {}", kind::cache_control(path)));
        script.set("upload-file", &curl::local(from));
        script.set("write-out", curl::STATUS);
        Ok(())
    }
}
