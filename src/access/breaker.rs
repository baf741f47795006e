//! Stops using a credential before it locks an account.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use uuid::Uuid;

/// The credentials of one job, and what devices thought of them.
///
/// A credential that no device has taken yet is tried at no more devices at once than may refuse it, so that a wrong
/// password makes at most so many failed logins, however many devices a job visits at once. A device that takes it
/// sets the count to zero, as it does at the AAA server.
#[derive(Clone, Debug)]
pub struct Breaker(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    most: usize,
    credentials: Mutex<HashMap<Uuid, State>>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct State {
    /// In a row.
    refused: BTreeSet<String>,
    /// Some device took it since the last refusal.
    proven: bool,
    trying: usize,
}

/// A credential that is not used any more: so many devices in a row refused it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tripped {
    /// What they are called.
    pub devices: Vec<String>,
}

/// Leave to try a credential on one device. Dropped, the try is over.
#[derive(Debug)]
pub struct Try {
    breaker: Breaker,
    credential: Uuid,
}

impl Breaker {
    /// A breaker that opens after `most` refusals in a row; at least one.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self(Arc::new(Shared { most: most.max(1), credentials: Mutex::default(), changed: Notify::new() }))
    }

    /// Waits for leave to try a credential.
    ///
    /// # Errors
    /// [`Tripped`] when it is not to be used any more.
    pub async fn enter(&self, credential: Uuid) -> Result<Try, Tripped> {
        loop {
            // Armed before the look, so that no change falls in between.
            let changed = self.0.changed.notified();
            {
                let mut credentials = self.lock();
                let state = credentials.entry(credential).or_default();
                if state.refused.len() >= self.0.most {
                    return Err(Tripped { devices: state.refused.iter().cloned().collect() });
                }
                if state.proven || state.refused.len() + state.trying < self.0.most {
                    state.trying += 1;
                    return Ok(Try { breaker: self.clone(), credential });
                }
            }
            changed.await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Uuid, State>> {
        self.0.credentials.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Try {
    /// The device took the credential.
    pub fn taken(self) {
        let mut credentials = self.breaker.lock();
        let state = credentials.entry(self.credential).or_default();
        state.refused.clear();
        state.proven = true;
    }

    /// The device refused it; `true` when that was one too many.
    pub fn refused(self, device: &str) -> bool {
        let mut credentials = self.breaker.lock();
        let state = credentials.entry(self.credential).or_default();
        let before = state.refused.len();
        state.refused.insert(device.to_owned());
        state.proven = false;
        before < self.breaker.0.most && state.refused.len() >= self.breaker.0.most
    }
}

impl Drop for Try {
    fn drop(&mut self) {
        if let Some(state) = self.breaker.lock().get_mut(&self.credential) {
            state.trying = state.trying.saturating_sub(1);
        }
        self.breaker.0.changed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const CREDENTIAL: Uuid = Uuid::from_u128(1);

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_wrong_password_is_tried_on_so_many_devices_and_no_more() {
        let (breaker, logins) = (Breaker::new(3), Arc::new(AtomicUsize::new(0)));
        let visits = (0..50).map(|device| {
            let (breaker, logins) = (breaker.clone(), Arc::clone(&logins));
            tokio::spawn(async move {
                let Ok(attempt) = breaker.enter(CREDENTIAL).await else { return true };
                logins.fetch_add(1, Ordering::SeqCst);
                tokio::task::yield_now().await;
                attempt.refused(&format!("sw{device}"));
                false
            })
        });
        let mut stopped = 0;
        for visit in visits.collect::<Vec<_>>() {
            stopped += usize::from(visit.await.unwrap());
        }
        assert_eq!((logins.load(Ordering::SeqCst), stopped), (3, 47));
        let tripped = breaker.enter(CREDENTIAL).await.unwrap_err();
        assert_eq!(tripped.devices.len(), 3);
        assert!(breaker.enter(Uuid::from_u128(2)).await.is_ok(), "another credential is not concerned");
    }

    #[tokio::test]
    async fn a_device_that_takes_it_starts_the_count_anew() {
        let breaker = Breaker::new(2);
        assert!(!breaker.enter(CREDENTIAL).await.unwrap().refused("a"));
        breaker.enter(CREDENTIAL).await.unwrap().taken();
        // Proven, many may try at once.
        let tries = [
            breaker.enter(CREDENTIAL).await.unwrap(),
            breaker.enter(CREDENTIAL).await.unwrap(),
            breaker.enter(CREDENTIAL).await.unwrap(),
        ];
        drop(tries);
        assert!(!breaker.enter(CREDENTIAL).await.unwrap().refused("b"));
        assert!(!breaker.enter(CREDENTIAL).await.unwrap().refused("b"), "the same device does not count twice");
        assert!(breaker.enter(CREDENTIAL).await.unwrap().refused("c"), "this was one too many");
        assert!(breaker.enter(CREDENTIAL).await.is_err());
    }

    #[tokio::test]
    async fn a_try_that_is_given_up_leaves_room_for_the_next() {
        let breaker = Breaker::new(1);
        let first = breaker.enter(CREDENTIAL).await.unwrap();
        let waiting = tokio::spawn({
            let breaker = breaker.clone();
            async move { breaker.enter(CREDENTIAL).await.is_ok() }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(first);
        assert!(waiting.await.unwrap());
    }
}
