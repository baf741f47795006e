//! Turns: of what takes long only a few are done at once; whoever comes meanwhile waits a little.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::problem::Problem;

/// How long one waits for a turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// Seconds after which it is worth trying again.
const AGAIN: u64 = 3;

/// How many of one kind of request are answered at once by one process.
pub(in crate::api) struct Turns {
    places: Arc<Semaphore>,
    at_once: usize,
    what: &'static str,
}

impl Turns {
    /// So many at once of `what`, as a sentence about several begins: `forecasts are being made`.
    pub(in crate::api) fn new(at_once: usize, what: &'static str) -> Self {
        Self { places: Arc::new(Semaphore::new(at_once)), at_once, what }
    }

    /// A turn, over when dropped.
    ///
    /// # Errors
    /// When there is none in time.
    pub(in crate::api) async fn turn(&self) -> Result<OwnedSemaphorePermit, Problem> {
        self.turn_within(PATIENCE).await
    }

    async fn turn_within(&self, patience: Duration) -> Result<OwnedSemaphorePermit, Problem> {
        let turn = tokio::time::timeout(patience, Arc::clone(&self.places).acquire_owned()).await;
        let busy = || Problem::too_many(format!("{} {}; try again in a moment", self.at_once, self.what), AGAIN);
        turn.ok().and_then(Result::ok).ok_or_else(busy)
    }
}

#[cfg(test)]
mod tests {
    use poem::IntoResponse;

    use super::*;

    #[tokio::test]
    async fn who_gets_no_turn_in_time_is_told_to_come_again() {
        let turns = Turns::new(2, "things are being done");
        let (first, _second) = (turns.turn().await.unwrap(), turns.turn().await.unwrap());
        let refused = turns.turn_within(Duration::ZERO).await.unwrap_err().into_response();
        assert_eq!((refused.status().as_u16(), refused.header("Retry-After")), (429, Some("3")));
        let (third, ()) = tokio::join!(turns.turn(), async { drop(first) });
        assert!(third.is_ok());
    }
}
