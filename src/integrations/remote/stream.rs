//! An answer read piece by piece.

use bytes::Bytes;
use reqwest::Response;
use std::sync::Arc;
use tokio::time::{Instant, timeout_at};

use super::error::RemoteError;
use super::gate::Pass;
use super::http::{Remote, Server};

/// The pieces of an answer, in order. Holds its place among the requests in flight until dropped.
pub(crate) struct Chunks {
    server: Arc<Server>,
    response: Response,
    ends: Instant,
    _pass: Pass,
}

impl Chunks {
    pub(super) fn new(remote: &Remote, response: Response, pass: Pass, ends: Instant) -> Self {
        Self { server: Arc::clone(&remote.server), response, ends, _pass: pass }
    }

    /// The next piece; `None` at the end. A server may take its time in all, but not be silent for longer than the
    /// timeout of a request. Loses nothing when dropped half-way.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, RemoteError> {
        let began = Instant::now();
        let limit = self.ends.min(began + self.server.timeout);
        match timeout_at(limit, self.response.chunk()).await {
            Ok(chunk) => chunk.map_err(|error| self.server.no_answer(error)),
            Err(_) => Err(self.server.timed_out(began, limit)),
        }
    }

    /// The answer ended in the middle.
    pub(crate) fn cut_off(&self) -> RemoteError {
        self.server.cut_off("the answer ended in the middle")
    }

    /// An entry of it is too long.
    pub(crate) fn too_large(&self, limit: usize) -> RemoteError {
        self.server.too_large(limit)
    }

    /// It is not what it should be.
    pub(crate) fn not_this(&self, detail: &str) -> RemoteError {
        self.server.not_this(detail)
    }

    /// An entry of it is not what it should be.
    pub(crate) fn unreadable(&self, error: &serde_json::Error) -> RemoteError {
        self.server.unreadable(error)
    }
}
