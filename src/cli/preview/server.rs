//! HTTP on loopback, all connections on one thread.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use http_body_util::channel::{Channel, Sender};
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::http::uri::Authority;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::{self, Runtime};
use tokio::sync::watch;
use tokio::time;
use tokio_io_timeout::TimeoutStream;

use super::super::input::explained;
use super::guests::Guests;
use super::worker::Worker;
use crate::preview::{Answer, Gate, Request, Response, Session, answer};

/// Who connects says what it wants within so long.
const ASKING: Duration = Duration::from_secs(5);
/// Who does not read what it asked for is let go after so long.
const READING: Duration = Duration::from_secs(10);
/// So often a browser that waits hears that the program is still there.
const ALIVE: Duration = Duration::from_secs(15);
/// Room for a request; no browser needs more for an address of ours.
const LONGEST: usize = 16 * 1024;

/// So many connections wait for the system to hand them over. Were there fewer, those
/// that come together would wait a second to try again.
const BACKLOG: u32 = 4096;

type Body = Either<Full<Bytes>, Channel<Bytes>>;

/// What every connection needs.
struct Hall {
    gate: Gate,
    worker: Worker,
    guests: Guests,
}

/// A server that listens, on loopback alone.
pub(super) struct Server {
    runtime: Runtime,
    listener: TcpListener,
}

impl Server {
    /// Takes a port, or any that is free.
    pub(super) fn bind(port: Option<u16>) -> anyhow::Result<Self> {
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| explained(&error))
            .context("开不了预览")?;
        let listener = {
            let _inside = runtime.enter();
            listen(port.unwrap_or(0)).map_err(|error| in_use(&error, port))?
        };
        Ok(Self { runtime, listener })
    }

    /// Returns the port it listens on.
    pub(super) fn port(&self) -> anyhow::Result<u16> {
        Ok(self.listener.local_addr().map_err(|error| explained(&error))?.port())
    }

    /// Serves until the program ends.
    ///
    /// # Errors
    ///
    /// If the worker is gone: what would be shown is old, and nobody would know.
    pub(super) fn serve(self, gate: Gate, worker: Worker) -> anyhow::Result<()> {
        let session = worker.session();
        let hall = Hall { gate, worker, guests: Guests::default() };
        self.runtime.block_on(async {
            tokio::spawn(accept(self.listener, Arc::new(hall)));
            ended(session).await;
        });
        anyhow::bail!("预览做不下去了，这是程序的错误；请重新运行")
    }
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    // Elsewhere this would let another program share the port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    socket.listen(BACKLOG)
}

fn in_use(error: &io::Error, port: Option<u16>) -> anyhow::Error {
    match (error.kind(), port) {
        (io::ErrorKind::AddrInUse, Some(port)) => anyhow::anyhow!(
            "端口 {port} 已经有程序在用；换一个，或不写 --port，会自动找空的"
        ),
        (io::ErrorKind::PermissionDenied, Some(port)) => {
            anyhow::anyhow!("没有权限用端口 {port}；换一个 1024 以上的，或不写 --port")
        }
        _ => explained(error).context("打不开端口"),
    }
}

/// Waits until nobody can change a session any more.
async fn ended(mut session: watch::Receiver<Session>) {
    while session.changed().await.is_ok() {}
}

async fn accept(listener: TcpListener, hall: Arc<Hall>) {
    for number in 0.. {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of files for the moment; those that end give theirs back.
            time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let own = hall.clone();
        let task = tokio::spawn(async move {
            connection(stream, number, &own).await;
            own.guests.forget(number);
        });
        hall.guests.admit(number, task.abort_handle());
    }
}

async fn connection(stream: TcpStream, number: u64, hall: &Arc<Hall>) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(READING));
    let respond = |request: hyper::Request<Incoming>| {
        let hall = hall.clone();
        async move { Ok::<_, Infallible>(respond(&request, number, &hall).await) }
    };
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(ASKING)
        .max_buf_size(LONGEST)
        .serve_connection(TokioIo::new(Box::pin(stream)), service_fn(respond))
        .await;
    // A browser that goes away in the middle is no fault of anybody's.
    drop(served);
}

async fn respond(
    request: &hyper::Request<Incoming>,
    number: u64,
    hall: &Hall,
) -> hyper::Response<Body> {
    let asked = plain(request);
    if hall.gate.knows(&asked) {
        hall.guests.forget(number);
    }
    let session = hall.worker.session();
    let now = session.borrow().clone();
    match answer(&asked, &hall.gate, &now) {
        Answer::Whole(response) => whole(response),
        Answer::Events => events(session),
        Answer::Pdf => whole(match hall.worker.pdfs().pdf().await {
            Ok(bytes) => Response::pdf(bytes.to_vec()),
            Err(why) => Response::no_pdf(&why),
        }),
    }
}

/// Returns what is asked for. A header that is there twice, or a host that the address
/// does not name, says nothing that can be believed.
fn plain(request: &hyper::Request<Incoming>) -> Request<'_> {
    let header = |name: HeaderName| {
        let mut values = request.headers().get_all(name).iter();
        let first = values.next()?.to_str().ok();
        Some(first.filter(|_| values.next().is_none()).unwrap_or_default())
    };
    let named = request.uri().authority().map(Authority::as_str);
    Request {
        method: request.method().as_str(),
        path: request.uri().path(),
        query: request.uri().query(),
        host: header(header::HOST).filter(|host| named.is_none_or(|it| it == *host)),
        origin: header(header::ORIGIN),
        site: header(HeaderName::from_static("sec-fetch-site")),
    }
}

fn whole(response: Response) -> hyper::Response<Body> {
    let Response { status, content_type, policy, body } = response;
    let mut whole = headed(content_type, Either::Left(Full::new(body.into())));
    *whole.status_mut() = hyper::StatusCode::from_u16(status).unwrap_or_default();
    let policy = HeaderValue::from_static(policy);
    whole.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    whole
}

fn headed(content_type: &'static str, body: Body) -> hyper::Response<Body> {
    let mut response = hyper::Response::new(body);
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Tells a browser of the session now, and whenever it is another.
fn events(session: watch::Receiver<Session>) -> hyper::Response<Body> {
    let (sender, channel) = Channel::new(1);
    tokio::spawn(tell(sender, session));
    headed("text/event-stream", Either::Right(channel))
}

async fn tell(mut sender: Sender<Bytes>, mut session: watch::Receiver<Session>) {
    let mut text = event(&mut session);
    while sender.send_data(text.into()).await.is_ok() {
        text = match time::timeout(ALIVE, session.changed()).await {
            Ok(Ok(())) => event(&mut session),
            Ok(Err(_)) => return,
            Err(_) => ":\n\n".to_owned(),
        };
    }
}

fn event(session: &mut watch::Receiver<Session>) -> String {
    let now = session.borrow_and_update().clone();
    format!("data: {}\n\n", now.state())
}
