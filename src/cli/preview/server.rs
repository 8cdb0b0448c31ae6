//! HTTP on loopback, all connections on one thread.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use http_body_util::channel::{Channel, Sender};
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
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

type Body = Either<Full<Bytes>, Channel<Bytes>>;

/// What every connection needs.
struct Hall {
    gate: Gate,
    worker: Worker,
    guests: Guests,
}

/// Serves until the program ends.
pub(super) fn serve(
    listener: TcpListener,
    gate: &Gate,
    worker: &Worker,
) -> anyhow::Result<()> {
    let hall = Arc::new(Hall {
        gate: gate.clone(),
        worker: worker.clone(),
        guests: Guests::default(),
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| explained(&error))
        .context("开不了预览")?;
    listener.set_nonblocking(true).map_err(|error| explained(&error))?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)
            .map_err(|error| explained(&error))?;
        accept(&listener, &hall).await
    })
}

async fn accept(
    listener: &tokio::net::TcpListener,
    hall: &Arc<Hall>,
) -> anyhow::Result<()> {
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
    Ok(())
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
    let answer = answer(&asked, &hall.gate, &session.borrow());
    match answer {
        Answer::Whole(response) => whole(response),
        Answer::Events => events(session),
        Answer::Pdf => whole(match hall.worker.pdf().await {
            Ok(bytes) => Response::pdf(bytes.to_vec()),
            Err(why) => Response::no_pdf(&why),
        }),
    }
}

fn plain(request: &hyper::Request<Incoming>) -> Request<'_> {
    let header = |name: HeaderName| {
        request.headers().get(name).map(|value| value.to_str().unwrap_or_default())
    };
    Request {
        method: request.method().as_str(),
        path: request.uri().path(),
        query: request.uri().query(),
        host: header(header::HOST),
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
    let mut text = event(&session.borrow_and_update());
    while sender.send_data(text.into()).await.is_ok() {
        text = match time::timeout(ALIVE, session.changed()).await {
            Ok(Ok(())) => event(&session.borrow_and_update()),
            Ok(Err(_)) => return,
            Err(_) => ":\n\n".to_owned(),
        };
    }
}

fn event(session: &Session) -> String {
    format!("data: {}\n\n", session.state())
}
