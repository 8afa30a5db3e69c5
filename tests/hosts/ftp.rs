//! A server of files as cheap hosts have it: names, passwords, folders, passive connections.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tempfile::TempDir;

pub(crate) const USER: &str = "nguoi-dang";
pub(crate) const PASSWORD: &str = "mat khau \"thu\" : \\ 1";

/// A running server.
pub(crate) struct Server {
    folder: TempDir,
    pub(crate) port: u16,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    /// Commands that changed something, in their order.
    done: Mutex<Vec<String>>,
    /// So many files are taken; then the disk is full.
    room: Mutex<Option<usize>>,
    /// Files that may not be removed.
    kept: Mutex<Vec<String>>,
}

impl Server {
    pub(crate) fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let folder = TempDir::new().expect("a temporary folder");
        let shared = Arc::new(Shared::default());
        let (root, ours) = (folder.path().to_owned(), Arc::clone(&shared));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (root, shared) = (root.clone(), Arc::clone(&ours));
                std::thread::spawn(move || drop(Talk::new(stream, root, shared).run()));
            }
        });
        Server { folder, port, shared }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn done(&self) -> Vec<String> {
        std::mem::take(&mut *self.shared.done.lock().expect("the list"))
    }

    pub(crate) fn has_room_for(&self, files: Option<usize>) {
        *self.shared.room.lock().expect("a number") = files;
    }

    pub(crate) fn keeps(&self, name: &str) {
        self.shared.kept.lock().expect("the list").push(name.to_owned());
    }
}

/// One connection.
struct Talk {
    stream: TcpStream,
    root: PathBuf,
    shared: Arc<Shared>,
    here: String,
    named: bool,
    inside: bool,
    passive: Option<TcpListener>,
    from: Option<PathBuf>,
}

type Said = std::io::Result<&'static str>;

impl Talk {
    fn new(stream: TcpStream, root: PathBuf, shared: Arc<Shared>) -> Talk {
        let here = "/".to_owned();
        Talk { stream, root, shared, here, named: false, inside: false, passive: None, from: None }
    }

    fn run(mut self) -> std::io::Result<()> {
        self.stream.set_nodelay(true)?;
        let mut lines = BufReader::new(self.stream.try_clone()?).lines();
        self.say("220 San sang")?;
        while let Some(Ok(line)) = lines.next() {
            let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
            let said = match verb {
                "QUIT" => return self.say("221 Tam biet"),
                "USER" => {
                    self.named = rest == USER;
                    "331 Mat khau?".to_owned()
                }
                "PASS" => {
                    self.inside = self.named && rest == PASSWORD;
                    if self.inside { "230 Moi vao" } else { "530 Sai" }.to_owned()
                }
                "PWD" => format!("257 \"{}\"", self.here),
                _ if !self.inside => "500 Khong biet".to_owned(),
                "EPSV" => {
                    let listener = TcpListener::bind("127.0.0.1:0")?;
                    let port = listener.local_addr()?.port();
                    self.passive = Some(listener);
                    // Versions of curl that have this answer at once go on a second later.
                    std::thread::sleep(Duration::from_millis(2));
                    format!("229 Doi (|||{port}|)")
                }
                "TYPE" => "200 Duoc".to_owned(),
                "SIZE" => match fs::metadata(self.path(rest)) {
                    Ok(file) if file.is_file() => format!("213 {}", file.len()),
                    _ => "550 Khong co".to_owned(),
                },
                "CWD" => self.enter(rest).to_owned(),
                "RETR" | "NLST" | "STOR" => self.transfer(verb, rest)?.to_owned(),
                _ => self.change(verb, rest).to_owned(),
            };
            self.say(&said)?;
        }
        Ok(())
    }

    fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.stream.write_all(format!("{line}\r\n").as_bytes())
    }

    fn name(&self, path: &str) -> String {
        let whole = if path.starts_with('/') { path.to_owned() } else { format!("{}/{path}", self.here) };
        whole.trim_matches('/').to_owned()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.join(self.name(path))
    }

    fn enter(&mut self, path: &str) -> &'static str {
        if !self.path(path).is_dir() {
            return "550 Khong co";
        }
        self.here = format!("/{}", self.name(path));
        "250 Duoc"
    }

    fn transfer(&mut self, verb: &str, rest: &str) -> Said {
        let Some(listener) = self.passive.take() else { return Ok("425 Chua mo") };
        let path = self.path(rest);
        if verb == "STOR" && !self.takes_one_more() {
            return Ok("552 Het cho");
        }
        if verb == "RETR" && !path.is_file() {
            return Ok("550 Khong co");
        }
        self.say("150 Bat dau")?;
        let mut data = listener.accept()?.0;
        match verb {
            "RETR" => data.write_all(&fs::read(path)?)?,
            "NLST" => {
                let entries = fs::read_dir(self.root.join(self.here.trim_matches('/')))?;
                let names = entries.map_while(Result::ok).map(|entry| entry.file_name());
                for name in names {
                    data.write_all(format!("{}\r\n", name.to_string_lossy()).as_bytes())?;
                }
            }
            _ => {
                let mut bytes = Vec::new();
                data.read_to_end(&mut bytes)?;
                fs::write(path, bytes)?;
            }
        }
        Ok("226 Xong")
    }

    fn takes_one_more(&self) -> bool {
        match &mut *self.shared.room.lock().expect("a number") {
            Some(0) => false,
            Some(n) => {
                *n -= 1;
                true
            }
            None => true,
        }
    }

    fn change(&mut self, verb: &str, rest: &str) -> &'static str {
        let (name, path) = (self.name(rest), self.path(rest));
        let result = match verb {
            "MKD" => fs::create_dir(&path),
            "RNFR" => {
                self.from = path.is_file().then_some(path);
                return if self.from.is_some() { "350 Doi ten gi?" } else { "550 Khong co" };
            }
            "RNTO" => match self.from.take() {
                Some(from) => fs::rename(from, &path),
                None => return "503 Ten nao?",
            },
            "DELE" if self.shared.kept.lock().expect("the list").contains(&name) => return "550 Cam",
            "DELE" => fs::remove_file(&path),
            "RMD" => fs::remove_dir(&path),
            "MDTM" | "REST" => return "350 Duoc",
            _ => return "500 Khong biet",
        };
        match (result, verb) {
            (Err(_), _) => "550 Khong duoc",
            (Ok(()), "MKD") => "257 Da tao",
            (Ok(()), verb) => {
                self.shared.done.lock().expect("the list").push(format!("{verb} {name}"));
                "250 Duoc"
            }
        }
    }
}
