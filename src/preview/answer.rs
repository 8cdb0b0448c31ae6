//! Requests and what is answered, as values.

use super::Session;

/// Whom the preview answers: who knows the token, and asks under its own name.
#[derive(Debug, Clone)]
pub struct Gate {
    /// The port it listens on.
    pub port: u16,
    /// What every path begins with.
    pub token: String,
}

/// What a browser asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// `GET`.
    pub method: &'a str,
    /// The path as it was sent: `/TOKEN/report`.
    pub path: &'a str,
    /// What stands behind `?`.
    pub query: Option<&'a str>,
    /// The host that is asked: the header `Host`.
    pub host: Option<&'a str>,
    /// The header `Origin`: the page that asks, where it is told.
    pub origin: Option<&'a str>,
    /// The header `Sec-Fetch-Site`: how that page stands to this one.
    pub site: Option<&'a str>,
}

/// What a request gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A response that is ready.
    Whole(Response),
    /// Every state of the session from now on.
    Events,
    /// The PDF of the last report, once it is made.
    Pdf,
}

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status of HTTP.
    pub status: u16,
    /// Its `Content-Type`.
    pub content_type: &'static str,
    /// Its `Content-Security-Policy`.
    pub policy: &'static str,
    /// Its body.
    pub body: Vec<u8>,
}

/// The port of HTTP.
const USUAL_PORT: u16 = 80;

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json";

/// What a document of ours that needs nothing may do.
const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'";
/// The page around the report: its own script and style, frames of its own.
const SHELL: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; frame-src 'self'; object-src 'self'; img-src data:; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The report as published, which has its style and pictures in it.
const REPORT: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
/// The viewer that browsers put around a PDF has a style of its own.
pub(super) const PDF: &str = "frame-ancestors 'self'";

const PAGE: &str = include_str!("page/preview.html");
const SCRIPT: &str = include_str!("page/preview.js");
const LIVE: &str = include_str!("page/live.js");
const STYLE: &str = include_str!("page/preview.css");
const MARKS: &str = include_str!("page/marks.css");
const MARKDOWN: &str = include_str!("page/markdown.css");

/// Answers a request by the session as it is.
pub fn answer(request: &Request<'_>, gate: &Gate, session: &Session) -> Answer {
    if let Some(refusal) = gate.refusal(request) {
        return Answer::Whole(refusal);
    }
    let response = match gate.rest(request.path) {
        Some("") => Response::new(HTML, SHELL, PAGE),
        Some("preview.js") => Response::new("text/javascript", NOTHING, SCRIPT),
        Some("live.js") => Response::new("text/javascript", NOTHING, LIVE),
        Some("preview.css") => Response::new("text/css", NOTHING, STYLE),
        Some("marks.css") => Response::new("text/css", NOTHING, MARKS),
        Some("markdown.css") => Response::new("text/css", NOTHING, MARKDOWN),
        Some("events") => return Answer::Events,
        Some("report") => Response::some(HTML, REPORT, session.html()),
        Some("last-year") => Response::some(HTML, REPORT, session.last_year()),
        Some("markdown") => Response::some(TEXT, NOTHING, session.markdown()),
        Some("markdown.html") => Response::some(HTML, REPORT, session.markdown_page()),
        Some("place") => {
            let mark = request.query.and_then(|query| query.strip_prefix("mark="));
            Response::some(JSON, NOTHING, mark.and_then(|mark| session.place(mark)))
        }
        Some("report.pdf") if cfg!(feature = "pdf") && session.html().is_some() => {
            return Answer::Pdf;
        }
        _ => Response::refusal(404, "没有这一页"),
    };
    Answer::Whole(response)
}

impl Gate {
    /// Returns the address of the preview.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// Says why a request gets nothing; none if it may ask.
    fn refusal(&self, request: &Request<'_>) -> Option<Response> {
        let Some(host) = request.host.filter(|host| self.is_own(host)) else {
            return Some(Response::refusal(421, "请用终端里显示的地址打开预览"));
        };
        let own = |origin: &str| origin.strip_prefix("http://") == Some(host);
        let foreign = request.origin.is_some_and(|origin| !own(origin))
            || request.site.is_some_and(|site| !matches!(site, "same-origin" | "none"));
        if foreign {
            return Some(Response::refusal(403, "预览不回答别的网页"));
        }
        if self.rest(request.path).is_none() {
            return Some(Response::refusal(
                404,
                "地址不完整，请用终端里显示的地址打开预览",
            ));
        }
        if !matches!(request.method, "GET" | "HEAD") {
            return Some(Response::refusal(405, "预览只能看"));
        }
        None
    }

    /// Tells whether a host is this one. Browsers leave the usual port out.
    fn is_own(&self, host: &str) -> bool {
        let port = format!(":{}", self.port);
        ["127.0.0.1", "localhost"].iter().any(|name| {
            let rest = host.strip_prefix(name);
            rest.is_some_and(|rest| {
                rest == port || rest.is_empty() && self.port == USUAL_PORT
            })
        })
    }

    /// Returns what stands behind the token.
    fn rest<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix('/')?.strip_prefix(self.token.as_str())?.strip_prefix('/')
    }

    /// Tells whether a request knows the token.
    pub fn knows(&self, request: &Request<'_>) -> bool {
        self.refusal(request).is_none()
    }
}

impl Response {
    fn new(
        content_type: &'static str,
        policy: &'static str,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        Self { status: 200, content_type, policy, body: body.into() }
    }

    /// Responds with what there is.
    fn some(
        content_type: &'static str,
        policy: &'static str,
        body: Option<impl Into<Vec<u8>>>,
    ) -> Self {
        match body {
            Some(body) => Self::new(content_type, policy, body),
            None => Self::refusal(404, "还没有"),
        }
    }

    fn refusal(status: u16, why: &str) -> Self {
        Self { status, content_type: TEXT, policy: NOTHING, body: why.into() }
    }

    /// Responds with a PDF.
    pub fn pdf(bytes: Vec<u8>) -> Self {
        Self::new("application/pdf", PDF, bytes)
    }

    /// Responds in place of a PDF with what keeps it from being made.
    pub fn no_pdf(why: &str) -> Self {
        Self::new(TEXT, NOTHING, why)
    }
}
