//! The list of hosts, however long, read as it comes.

use bytes::{Buf, Bytes};

use super::answer::HostAnswer;
use super::elements::{Elements, Wrong};
use crate::domain::Host;
use crate::integrations::remote::{Chunks, RemoteError};

/// Far more than a host with all its effective attributes needs (about 5 kB).
const LONGEST_HOST: usize = 1024 * 1024;

/// The hosts of one answer. Those handed out before an error are true, but not all there are.
pub struct Hosts {
    site: String,
    chunks: Chunks,
    elements: Elements,
    /// What came and is not read yet.
    rest: Bytes,
    ended: bool,
}

impl Hosts {
    pub(super) fn new(site: String, chunks: Chunks) -> Self {
        Self { site, chunks, elements: Elements::new(LONGEST_HOST), rest: Bytes::new(), ended: false }
    }

    /// The next host; `None` only when the answer is complete. Loses nothing when dropped half-way.
    ///
    /// # Errors
    /// Why there are no more, although there may be. It stays so: asked again, the answer is the same or `None`.
    pub async fn next(&mut self) -> Result<Option<Host>, RemoteError> {
        loop {
            if self.ended {
                return Ok(None);
            }
            if self.rest.is_empty() {
                match self.chunks.next().await? {
                    Some(chunk) => self.rest = chunk,
                    None => {
                        self.elements.finish().map_err(|wrong| self.name(wrong))?;
                        self.ended = true;
                    }
                }
                continue;
            }
            let (read, element) = self.elements.feed(&self.rest).map_err(|wrong| self.name(wrong))?;
            self.rest.advance(read);
            let Some(element) = element else { continue };
            let host: HostAnswer = serde_json::from_slice(&element).map_err(|error| self.chunks.unreadable(&error))?;
            if let Some(host) = host.host(&self.site) {
                return Ok(Some(host));
            }
        }
    }

    fn name(&self, wrong: Wrong) -> RemoteError {
        match wrong {
            Wrong::NotJson => self.chunks.not_this("it answers 200 with something that is not JSON"),
            Wrong::NoList => self.chunks.not_this("its answer holds no list of hosts"),
            Wrong::TooLong => self.chunks.too_large(LONGEST_HOST),
            Wrong::CutOff => self.chunks.cut_off(),
        }
    }
}

impl std::fmt::Debug for Hosts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hosts").field("site", &self.site).field("ended", &self.ended).finish_non_exhaustive()
    }
}
