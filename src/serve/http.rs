//! The preview's server: requests from the network, answers from memory.
//!
//! A few threads answer; a browser that listens for new versions keeps its connection, which is only
//! written to. Nothing here knows how an answer comes about.

use std::io::{self, Cursor, Write};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tiny_http::{Header, Request, Response, Server, StatusCode};

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
            let _ = request.respond(response(reply));
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

fn response(reply: Reply) -> Response<Box<dyn io::Read + Send>> {
    let own = [
        ("Content-Type", reply.content_type.to_owned()),
        // What is shown changes with every save.
        ("Cache-Control", "no-store".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("X-Frame-Options", "SAMEORIGIN".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
    ];
    let headers = own.into_iter().chain(reply.headers);
    let headers = headers.filter_map(|(name, value)| Header::from_bytes(name, value).ok()).collect();
    let (length, body): (usize, Box<dyn io::Read + Send>) = match reply.body {
        Body::Own(bytes) => (bytes.len(), Box::new(Cursor::new(bytes))),
        Body::File(bytes) => (bytes.len(), Box::new(Cursor::new(bytes))),
        Body::Live => (0, Box::new(io::empty())),
    };
    Response::new(StatusCode(reply.status), headers, body, Some(length), None)
        .with_chunked_threshold(usize::MAX)
}
