//! Reading Server-Sent Events.

use std::time::Duration;

use serde_json::Value;

/// One event of a stream.
#[derive(Clone, Debug, Default)]
pub(crate) struct Event {
    pub(crate) id: String,
    /// What kind it is.
    pub(crate) event: String,
    data: String,
}

impl Event {
    /// Its data, which is JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.data).unwrap_or_else(|e| panic!("{e} in {:?}", self.data))
    }
}

/// An open stream.
pub(crate) struct Stream {
    response: reqwest::Response,
    read: Vec<u8>,
}

impl Stream {
    /// Takes an answer that has begun.
    pub(crate) fn new(response: reqwest::Response) -> Self {
        let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        assert!(kind.starts_with("text/event-stream"), "{kind}, status {}", response.status());
        Self { response, read: Vec::new() }
    }

    /// The next event; comments are passed over. Fails when none comes within `patience`.
    pub(crate) async fn next(&mut self, patience: Duration) -> Event {
        let next = tokio::time::timeout(patience, self.read_event()).await;
        next.unwrap_or_else(|_| panic!("no event for {patience:?}"))
    }

    async fn read_event(&mut self) -> Event {
        let mut event = Event::default();
        loop {
            let line = self.line().await;
            let (field, value) = line.split_once(':').unwrap_or((&line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "" if line.is_empty() && !event.data.is_empty() => return event,
                "id" => value.clone_into(&mut event.id),
                "event" => value.clone_into(&mut event.event),
                "data" if event.data.is_empty() => value.clone_into(&mut event.data),
                "data" => event.data.extend(["\n", value]),
                _ => {}
            }
        }
    }

    async fn line(&mut self) -> String {
        loop {
            if let Some(end) = self.read.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.read.drain(..=end).collect();
                return String::from_utf8(line).unwrap().trim_end_matches(['\r', '\n']).to_owned();
            }
            let chunk = self.response.chunk().await.unwrap().expect("the stream ended");
            self.read.extend_from_slice(&chunk);
        }
    }
}
