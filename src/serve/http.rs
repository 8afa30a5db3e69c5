//! The preview's server: requests from the network, answers from memory.
//!
//! A few threads answer; a browser that listens for new versions keeps its connection, which is only
//! written to. Every other answer ends its connection: of two that begin together, the pool behind them
//! may let one wait until another is over. Nothing here knows how an answer comes about.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tiny_http::{Request, Server, StatusCode};

use crate::serve::answer::{self, Allowed, Ask, Body, Reply};
use crate::serve::preview::Preview;

/// Threads that answer.
const THREADS: usize = 4;

/// A running server.
#[derive(Clone)]
pub(super) struct Http {
    shared: Arc<Shared>,
    /// Where it listens.
    pub(super) address: SocketAddr,
}

struct Shared {
    preview: RwLock<Arc<Preview>>,
    listeners: Mutex<Vec<Box<dyn Write + Send>>>,
}

impl Http {
    /// Listens at an address and shows a preview.
    pub(super) fn start(address: SocketAddr, allowed: &Allowed, preview: Preview) -> io::Result<Http> {
        let server = Server::http(address).map_err(|error| match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error.to_string()),
        })?;
        let address = server.server_addr().to_ip().unwrap_or(address);
        let preview = RwLock::new(Arc::new(preview));
        let shared = Arc::new(Shared { preview, listeners: Mutex::default() });
        let server = Arc::new(server);
        for _ in 0..THREADS {
            let (server, shared, allowed) = (Arc::clone(&server), Arc::clone(&shared), allowed.clone());
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    shared.handle(request, &allowed);
                }
            });
        }
        Ok(Http { shared, address })
    }

    /// What is shown.
    pub(super) fn preview(&self) -> Arc<Preview> {
        self.shared.preview()
    }

    /// Shows another preview and tells everybody who listens.
    pub(super) fn show(&self, preview: Preview) {
        let told = event(&preview.version);
        *self.shared.preview.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(preview);
        self.shared.listeners().retain_mut(|listener| send(listener, &told).is_ok());
    }
}

impl Shared {
    fn preview(&self) -> Arc<Preview> {
        Arc::clone(&self.preview.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn listeners(&self) -> MutexGuard<'_, Vec<Box<dyn Write + Send>>> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn handle(&self, request: Request, allowed: &Allowed) {
        let header = |name: &'static str| {
            let found = request.headers().iter().find(|header| header.field.equiv(name));
            found.map(|header| header.value.as_str().to_owned())
        };
        let (host, range) = (header("Host"), header("Range"));
        let method = request.method().to_string();
        let ask =
            Ask { method: &method, target: request.url(), host: host.as_deref(), range: range.as_deref() };
        let reply = answer::answer(&ask, allowed, &self.preview());
        if reply.body == Body::Live && method == "GET" {
            self.listen(request.into_writer());
        } else {
            // A browser that went away is no failure of ours.
            let _ = respond(request.into_writer(), &method, &reply);
        }
    }

    /// Takes a listener in; it is told at once what is shown, so that nothing is lost in between.
    fn listen(&self, mut writer: Box<dyn Write + Send>) {
        const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\
            Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n";
        let mut listeners = self.listeners();
        let told = event(&self.preview().version);
        if send(&mut writer, HEAD).and_then(|()| send(&mut writer, &told)).is_ok() {
            listeners.push(writer);
        }
    }
}

fn event(version: &str) -> String {
    format!("data: {version}\n\n")
}

fn send(writer: &mut Box<dyn Write + Send>, text: &str) -> io::Result<()> {
    writer.write_all(text.as_bytes())?;
    writer.flush()
}

fn respond(mut writer: impl Write, method: &str, reply: &Reply) -> io::Result<()> {
    let bytes: &[u8] = match &reply.body {
        Body::Own(bytes) => bytes,
        Body::File(bytes) => bytes,
        Body::Live => &[],
    };
    let reason = StatusCode(reply.status).default_reason_phrase();
    let mut head = format!(
        "HTTP/1.1 {} {reason}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n",
        reply.status,
        reply.content_type,
        bytes.len()
    );
    let own = [
        // What is shown changes with every save.
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
    ];
    let more = reply.headers.iter().map(|(name, value)| (*name, value.as_str()));
    for (name, value) in own.into_iter().chain(more) {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head.push_str("\r\n");
    writer.write_all(head.as_bytes())?;
    if method != "HEAD" {
        writer.write_all(bytes)?;
    }
    writer.flush()
}
