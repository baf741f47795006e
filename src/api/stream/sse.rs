//! The wire form of Server-Sent Events.

use std::fmt::Write;

use bytes::Bytes;
use poem::http::header;
use poem::{Body, IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry};
use tokio::sync::mpsc;

/// An event. Its data is one line: JSON, written without line breaks.
pub(super) fn event(kind: &str, id: Option<&str>, data: &str) -> String {
    let mut text = String::with_capacity(data.len() + 64);
    if let Some(id) = id {
        // Writing to a string does not fail.
        let _ = writeln!(text, "id: {id}");
    }
    let _ = write!(text, "event: {kind}\ndata: {data}\n\n");
    text
}

/// A place to come back to, without an event.
pub(super) fn place(id: &str) -> String {
    format!("id: {id}\n\n")
}

/// Keeps proxies from closing a quiet connection.
pub(super) const KEEP_ALIVE: &str = ":\n\n";

/// A stream of events: what is sent into the other end of the channel.
pub(super) struct Events(pub(super) mpsc::Receiver<Bytes>);

impl IntoResponse for Events {
    fn into_response(self) -> Response {
        let stream = futures_util::stream::unfold(self.0, async |mut events| {
            let bytes = events.recv().await?;
            Some((Ok::<_, std::io::Error>(bytes), events))
        });
        Response::builder()
            .content_type("text/event-stream")
            .header(header::CACHE_CONTROL, "no-store")
            // Nginx would hold events back until its buffer is full.
            .header("X-Accel-Buffering", "no")
            .body(Body::from_bytes_stream(stream))
    }
}

impl ApiResponse for Events {
    fn meta() -> MetaResponses {
        let description = "Server-Sent Events. `event:` is `job` (a Job), `log` (a LogLine), `schedule` (a Schedule), \
                           `worker` (a Worker), `maintenance` (a MaintenanceWindow), `counts` (changes by state while there are too many to tell each), or \
                           `reset` (read the lists again). `id:` is where `Last-Event-ID` or `?after=` resumes.";
        let schema = MetaSchemaRef::Inline(Box::new(MetaSchema::new("string")));
        let content = vec![MetaMediaType { content_type: "text/event-stream", schema }];
        let ok = MetaResponse { description, status: Some(200), status_range: None, content, headers: Vec::new() };
        MetaResponses { responses: vec![ok] }
    }

    fn register(_: &mut Registry) {}
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_event_ends_with_an_empty_line() {
        assert_eq!(super::event("job", Some("ab-1-2"), "{}"), "id: ab-1-2\nevent: job\ndata: {}\n\n");
        assert_eq!(super::event("job", None, "{}"), "event: job\ndata: {}\n\n");
    }
}
