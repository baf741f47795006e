//! What can be made to go wrong.

use std::io::Error;
use std::time::Duration;

use futures_util::stream;
use poem::http::{StatusCode, header};
use poem::{Body, Response};
use serde_json::json;

/// Which requests a fault is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// All of them.
    Any,
    /// Those to `/api/graphql/`.
    Graphql,
    /// The others.
    Rest,
    /// Those whose path contains this.
    Path(&'static str),
}

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No answer, ever.
    Hang,
    /// This status, with a web page as a proxy would send it.
    Status(u16),
    /// 429, with `Retry-After` in seconds if there is a number.
    RateLimit(Option<u32>),
    /// As for a token that has just expired; the refusal repeats the header that was sent.
    RefuseToken,
    /// 200 with a web page.
    Html,
    /// 302 to a login page.
    Redirect,
    /// 200 with data and `errors`.
    GraphqlErrors,
    /// The right answer, cut off in the middle.
    Truncate,
    /// The right answer, but as if there were nothing.
    Empty,
    /// The right answer, so much later: a freshly started server's first query.
    Slow(Duration),
    /// The right answer, so many bytes at a time, with a pause after each.
    Drip(usize, Duration),
    /// The connection is reset instead of an answer.
    Reset,
}

/// A fault: what, on which requests, how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    on: On,
    trouble: Trouble,
    passes: u32,
    times: u32,
}

impl Fault {
    /// From the next request on, for good.
    #[must_use]
    pub fn new(on: On, trouble: Trouble) -> Self {
        Self { on, trouble, passes: 0, times: u32::MAX }
    }

    /// Lets so many requests pass first.
    #[must_use]
    pub fn after(self, passes: u32) -> Self {
        Self { passes, ..self }
    }

    /// Ends after so many requests.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    pub(super) fn strikes(&mut self, path: &str) -> Option<Trouble> {
        let is_graphql = path == "/api/graphql/";
        let is_meant = match self.on {
            On::Any => true,
            On::Graphql => is_graphql,
            On::Rest => !is_graphql,
            On::Path(part) => path.contains(part),
        };
        if self.times == 0 || !is_meant {
            return None;
        }
        if self.passes > 0 {
            self.passes -= 1;
            return None;
        }
        self.times = self.times.saturating_sub(1);
        Some(self.trouble)
    }
}

impl Trouble {
    /// The answer that comes in place of the right one, if this trouble has one. How a login is refused is the
    /// double's matter.
    pub(super) async fn instead(self, refuse_login: impl FnOnce() -> Response) -> Option<Response> {
        let page = || Response::builder().content_type("text/html").body("<html><body>Welcome to nginx!</body></html>");
        let json = |status, body: serde_json::Value| {
            Response::builder().status(status).content_type("application/json").body(body.to_string())
        };
        Some(match self {
            Self::Hang => std::future::pending().await,
            Self::Html => page(),
            Self::Status(status) => {
                let mut response = page();
                response.set_status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
                response
            }
            Self::RateLimit(seconds) => {
                let mut response = json(StatusCode::TOO_MANY_REQUESTS, json!({"detail": "Request was throttled."}));
                if let Some(seconds) = seconds {
                    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
                }
                response
            }
            Self::RefuseToken => refuse_login(),
            Self::Redirect => Response::builder()
                .status(StatusCode::FOUND)
                .header(header::LOCATION, "/login/?next=/api/")
                .body(Body::empty()),
            Self::GraphqlErrors => {
                let errors = json!({"data": {"devices": []}, "errors": [{"message": "Something broke half-way."}]});
                json(StatusCode::OK, errors)
            }
            Self::Slow(pause) => {
                tokio::time::sleep(pause).await;
                return None;
            }
            // Whatever is written into a connection that shall be reset breaks it.
            Self::Reset => page(),
            Self::Truncate | Self::Empty | Self::Drip(..) => return None,
        })
    }
}

/// The first half of an answer that promised to be whole, after which the connection ends.
pub(super) async fn truncated(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let mut bytes = body.into_vec().await.unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
    bytes.truncate(bytes.len() / 2);
    Response::from_parts(parts, Body::from_bytes_stream(stream::iter([Ok::<_, Error>(bytes)])))
}

/// An answer in pieces of so many bytes.
pub(super) async fn dripping(response: Response, size: usize, pause: Duration) -> Response {
    let (parts, body) = response.into_parts();
    let bytes = body.into_vec().await.unwrap_or_default();
    let pieces: Vec<Vec<u8>> = bytes.chunks(size.max(1)).map(<[u8]>::to_vec).collect();
    let drip = stream::unfold(pieces.into_iter(), move |mut pieces| async move {
        let piece = pieces.next()?;
        tokio::time::sleep(pause).await;
        Some((Ok::<_, Error>(piece), pieces))
    });
    Response::from_parts(parts, Body::from_bytes_stream(drip))
}
