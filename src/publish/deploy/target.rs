//! Where a site can be sent: the forms in which a target is written, and what is secret about it.
//!
//! `folder:DIR`, `ftp://`, `ftps://`, `sftp://` and `s3://`. Names and passwords come from the
//! environment or from `~/.netrc`, never from a target: everybody on a machine can read the arguments of
//! its programs.

use std::fmt;
use std::path::PathBuf;

/// A target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A folder.
    Folder(PathBuf),
    /// A server of files.
    Ftp(Server),
    /// A bucket of S3 or of what talks like it.
    S3(Bucket),
}

/// What nobody may see.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub(super) String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// How a server of files is talked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speech {
    /// FTP; encrypted if the server can.
    Ftp,
    /// FTP, encrypted or not at all.
    Ftps,
    /// FTP over a channel that is encrypted from the start (port 990).
    FtpsAtOnce,
    /// SFTP.
    Sftp,
}

/// A folder of a server of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    pub(super) speech: Speech,
    /// Host and port.
    pub(super) host: String,
    /// The folder with a slash at both ends.
    pub(super) folder: String,
    pub(super) user: Option<String>,
    pub(super) password: Option<Secret>,
    written: String,
}

/// A folder of a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// With `https://`, without a slash at the end.
    pub(super) endpoint: String,
    pub(super) name: String,
    /// Empty, or with a slash at the end.
    pub(super) folder: String,
    pub(super) region: String,
    pub(super) key: Option<(String, Secret)>,
    pub(super) token: Option<Secret>,
    written: String,
}

/// Why a text is no target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing of the known forms.
    Form,
    /// A password stands in it.
    Password,
    /// Neither the region nor the endpoint of a bucket is known.
    Region,
    /// An endpoint that is no `https://` address.
    Endpoint,
}

/// What may stand beside a target.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// Where a service that talks like S3 is.
    pub endpoint: Option<String>,
    /// The region of a bucket.
    pub region: Option<String>,
}

impl Target {
    /// Reads a target; `environment` gives variables by name.
    pub fn read(
        written: &str,
        beside: &Beside,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Target, Wrong> {
        if let Some(folder) = written.strip_prefix("folder:").filter(|folder| !folder.is_empty()) {
            return Ok(Target::Folder(PathBuf::from(folder)));
        }
        let (scheme, rest) = written.split_once("://").ok_or(Wrong::Form)?;
        if rest.chars().any(|c| c.is_control() || matches!(c, '?' | '#' | '"' | '\\')) {
            return Err(Wrong::Form);
        }
        let speech = match scheme {
            "s3" => return bucket(written, rest, beside, environment).map(Target::S3),
            "ftp" => Speech::Ftp,
            "ftps" => Speech::Ftps,
            "sftp" => Speech::Sftp,
            _ => return Err(Wrong::Form),
        };
        server(speech, written, rest, environment).map(Target::Ftp)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Folder(folder) => write!(f, "{}", folder.display()),
            Target::Ftp(server) => f.write_str(&server.written),
            Target::S3(bucket) => f.write_str(&bucket.written),
        }
    }
}

fn server(
    speech: Speech,
    written: &str,
    rest: &str,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Server, Wrong> {
    let (authority, folder) = rest.split_once('/').unwrap_or((rest, ""));
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, _)) if user.contains(':') => return Err(Wrong::Password),
        Some((user, host)) => (Some(user.to_owned()), host),
        None => (None, authority),
    };
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    if host.is_empty() || !host.chars().all(is_host) || !is_folder(folder) {
        return Err(Wrong::Form);
    }
    let folder = folder.trim_end_matches('/');
    Ok(Server {
        speech: if speech == Speech::Ftps && host.ends_with(":990") { Speech::FtpsAtOnce } else { speech },
        host: host.to_owned(),
        folder: if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") },
        user: user.or_else(|| environment("MANGNON_DEPLOY_USER").filter(|user| !user.is_empty())),
        password: environment("MANGNON_DEPLOY_PASSWORD").map(Secret),
        written: written.to_owned(),
    })
}

fn bucket(
    written: &str,
    rest: &str,
    beside: &Beside,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Bucket, Wrong> {
    let (name, folder) = rest.split_once('/').unwrap_or((rest, ""));
    if name.contains('@') {
        return Err(Wrong::Password);
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if name.is_empty() || !name.chars().all(is_name) || !is_folder(folder) {
        return Err(Wrong::Form);
    }
    let folder = folder.trim_matches('/');
    let first = |own: &Option<String>, names: &[&str]| {
        own.clone()
            .or_else(|| names.iter().find_map(|name| environment(name)).filter(|word| !word.is_empty()))
    };
    let endpoint = first(&beside.endpoint, &["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"]);
    let region = first(&beside.region, &["AWS_REGION", "AWS_DEFAULT_REGION"]);
    let (endpoint, region) = match (endpoint, region) {
        (Some(endpoint), region) => (endpoint, region.unwrap_or_else(|| "us-east-1".to_owned())),
        (None, Some(region)) => (format!("https://s3.{region}.amazonaws.com"), region),
        (None, None) => return Err(Wrong::Region),
    };
    let key = environment("AWS_ACCESS_KEY_ID").zip(environment("AWS_SECRET_ACCESS_KEY"));
    let sound = endpoint.starts_with("https://") || is_this_machine(&endpoint);
    if !sound || endpoint.contains('@') || !region.chars().all(is_name) {
        return Err(Wrong::Endpoint);
    }
    Ok(Bucket {
        endpoint: endpoint.trim_end_matches('/').to_owned(),
        name: name.to_owned(),
        folder: if folder.is_empty() { String::new() } else { format!("{folder}/") },
        region,
        key: key.map(|(name, secret)| (name, Secret(secret))),
        token: environment("AWS_SESSION_TOKEN").map(Secret),
        written: written.to_owned(),
    })
}

/// Files go unencrypted to this machine only, such as to a service under test.
fn is_this_machine(endpoint: &str) -> bool {
    ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"]
        .iter()
        .any(|start| endpoint.starts_with(start))
}

fn is_folder(folder: &str) -> bool {
    folder.split('/').all(|part| part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Result<Target, Wrong> {
        let environment = |name: &str| match name {
            "MANGNON_DEPLOY_USER" => Some("nguoi-dang".to_owned()),
            "MANGNON_DEPLOY_PASSWORD" | "AWS_SECRET_ACCESS_KEY" => Some("bi mat".to_owned()),
            "AWS_ACCESS_KEY_ID" => Some("khoa".to_owned()),
            "AWS_REGION" => Some("hn-1".to_owned()),
            _ => None,
        };
        Target::read(written, &Beside::default(), &environment)
    }

    #[test]
    fn targets_are_read_and_their_secrets_are_not_shown() {
        let Ok(Target::Ftp(server)) = read("ftps://ten@may.example/public_html/") else { panic!("a server") };
        assert_eq!((server.speech, server.host.as_str()), (Speech::Ftps, "may.example"));
        assert_eq!((server.folder.as_str(), server.user.as_deref()), ("/public_html/", Some("ten")));
        let Ok(Target::Ftp(server)) = read("ftps://may.example:990") else { panic!("a server") };
        assert_eq!((server.speech, server.folder.as_str()), (Speech::FtpsAtOnce, "/"));
        assert_eq!(server.user.as_deref(), Some("nguoi-dang"));
        let Ok(Target::S3(bucket)) = read("s3://kho/cong/xa") else { panic!("a bucket") };
        assert_eq!((bucket.name.as_str(), bucket.folder.as_str()), ("kho", "cong/xa/"));
        assert_eq!(bucket.endpoint, "https://s3.hn-1.amazonaws.com");
        for shown in [format!("{server:?}"), format!("{bucket:?}")] {
            assert!(!shown.contains("bi mat"), "{shown}");
        }
    }

    #[test]
    fn what_is_no_target_is_refused() {
        for (written, wrong) in [
            ("ftp://ten:mat-khau@may.example/", Wrong::Password),
            ("s3://khoa:bi-mat@kho/", Wrong::Password),
            ("ftp:///x", Wrong::Form),
            ("ftp://may.example/../x", Wrong::Form),
            ("http://may.example/", Wrong::Form),
            ("folder:", Wrong::Form),
            ("public_html", Wrong::Form),
            ("s3://kho/a\nb", Wrong::Form),
        ] {
            assert_eq!(read(written), Err(wrong), "{written}");
        }
        let none = |_: &str| None;
        assert_eq!(Target::read("s3://kho", &Beside::default(), &none), Err(Wrong::Region));
        let open = Beside { endpoint: Some("http://kho.example".to_owned()), region: None };
        assert_eq!(Target::read("s3://kho", &open, &none), Err(Wrong::Endpoint));
    }
}
