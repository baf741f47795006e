//! The attempts in hand, and for how long each one is still ours.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use uuid::Uuid;

use crate::store::jobs::LEASE;

/// How long before its lease ends an attempt that was not renewed is stopped.
const LEASE_MARGIN: Duration = Duration::from_secs(5);
/// An attempt that could not be stopped by then holds a thread; the process has to end before the lease does.
const STUCK_MARGIN: Duration = Duration::from_secs(2);

/// Why an attempt has to stop before it is done. A later one outranks an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Stop {
    /// Somebody asked for it.
    Cancel = 1,
    /// The worker stops.
    Leave = 2,
    /// Its lease was not renewed and ends soon.
    LeaseEnds = 3,
    /// It is not ours any more.
    Lost = 4,
}

/// One attempt in hand.
pub(super) struct Attempt {
    pub(super) id: Uuid,
    pub(super) attempt: i16,
    base: Instant,
    /// When the lease was last asked for, in milliseconds after `base`.
    leased: AtomicU64,
    /// Never renewed after this: timeout and grace are over.
    pub(super) renew_until: Instant,
    abandoned: AtomicBool,
    over: AtomicBool,
    reason: AtomicU8,
    bell: Notify,
}

impl Attempt {
    /// `leased` was read before the claim was sent: the lease ends a little later than we think, never earlier.
    pub(super) fn new(id: Uuid, attempt: i16, leased: Instant, renew_until: Instant) -> Self {
        Self {
            id,
            attempt,
            base: leased,
            leased: AtomicU64::new(0),
            renew_until,
            abandoned: AtomicBool::new(false),
            over: AtomicBool::new(false),
            reason: AtomicU8::new(0),
            bell: Notify::new(),
        }
    }

    fn leased(&self) -> Instant {
        self.base + Duration::from_millis(self.leased.load(Ordering::Acquire))
    }

    pub(super) fn renewed(&self, asked: Instant) {
        let after = asked.saturating_duration_since(self.base).as_millis();
        self.leased.fetch_max(u64::try_from(after).unwrap_or(u64::MAX), Ordering::AcqRel);
    }

    /// Whether it has to stop by the monotonic clock, renewals or not.
    pub(super) fn lease_ends(&self, now: Instant) -> bool {
        now >= self.leased() + LEASE - LEASE_MARGIN
    }

    /// Whether it should long have stopped.
    fn is_stuck(&self, now: Instant) -> bool {
        !self.is_over() && now >= self.leased() + LEASE - STUCK_MARGIN
    }

    pub(super) fn stop(&self, why: Stop) {
        if self.reason.fetch_max(why as u8, Ordering::AcqRel) < why as u8 {
            self.bell.notify_one();
        }
    }

    pub(super) fn stop_reason(&self) -> Option<Stop> {
        match self.reason.load(Ordering::Acquire) {
            0 => None,
            1 => Some(Stop::Cancel),
            2 => Some(Stop::Leave),
            3 => Some(Stop::LeaseEnds),
            _ => Some(Stop::Lost),
        }
    }

    /// Returns when there is a reason to stop that outranks `known`.
    pub(super) async fn stopped(&self, known: Option<Stop>) -> Stop {
        loop {
            match self.stop_reason() {
                Some(reason) if Some(reason) > known => return reason,
                _ => self.bell.notified().await,
            }
        }
    }

    pub(super) fn abandon(&self) {
        self.abandoned.store(true, Ordering::Release);
    }

    /// Nothing of it runs any more; only its end is still to be reported.
    pub(super) fn set_over(&self) {
        self.over.store(true, Ordering::Release);
    }

    pub(super) fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }
}

/// All attempts in hand, by job.
#[derive(Default)]
pub(super) struct Running {
    attempts: Mutex<HashMap<Uuid, Arc<Attempt>>>,
    changed: Notify,
}

impl Running {
    fn attempts(&self) -> MutexGuard<'_, HashMap<Uuid, Arc<Attempt>>> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn add_all(&self, attempts: impl IntoIterator<Item = Arc<Attempt>>) {
        self.attempts().extend(attempts.into_iter().map(|a| (a.id, a)));
    }

    /// Takes attempts out; one that has been replaced by a later one stays.
    pub(super) fn remove_all<'a>(&self, gone: impl IntoIterator<Item = &'a Attempt>) {
        let mut attempts = self.attempts();
        for attempt in gone {
            if attempts.get(&attempt.id).is_some_and(|known| known.attempt == attempt.attempt) {
                attempts.remove(&attempt.id);
            }
        }
        if attempts.is_empty() {
            self.changed.notify_waiters();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.attempts().len()
    }

    pub(super) fn has(&self, job: Uuid) -> bool {
        self.attempts().contains_key(&job)
    }

    pub(super) fn all(&self) -> Vec<Arc<Attempt>> {
        self.attempts().values().cloned().collect()
    }

    /// Those whose lease was last asked for at least `age` ago and may be renewed.
    pub(super) fn to_renew(&self, now: Instant, age: Duration) -> Vec<Arc<Attempt>> {
        let due = |a: &&Arc<Attempt>| {
            now.saturating_duration_since(a.leased()) >= age
                && now < a.renew_until
                && !a.abandoned.load(Ordering::Acquire)
                // What has been told to let go must not be held on to.
                && a.stop_reason() < Some(Stop::LeaseEnds)
        };
        self.attempts().values().filter(due).cloned().collect()
    }

    pub(super) fn stop_all(&self, why: Stop) {
        self.attempts().values().for_each(|a| a.stop(why));
    }

    /// Stops what was not renewed in time; returns one that does not stop.
    pub(super) fn stop_unrenewed(&self, now: Instant) -> Option<Arc<Attempt>> {
        let attempts = self.attempts();
        // Told before, and not only now: a process that was stopped and continued wakes up late for
        // all it has in hand, and each attempt must get the chance to let go.
        let told = |a: &&Arc<Attempt>| a.stop_reason() >= Some(Stop::LeaseEnds);
        let stuck = attempts.values().filter(told).find(|a| a.is_stuck(now)).cloned();
        for attempt in attempts.values().filter(|a| a.lease_ends(now)) {
            attempt.stop(Stop::LeaseEnds);
        }
        stuck
    }

    /// Returns when there is nothing in hand.
    pub(super) async fn empty(&self) {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            // Armed before looking: a change in between is not missed.
            changed.as_mut().enable();
            if self.len() == 0 {
                return;
            }
            changed.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(leased: Instant) -> Attempt {
        Attempt::new(Uuid::from_u128(1), 1, leased, leased + Duration::from_secs(3_600))
    }

    #[test]
    fn an_attempt_that_is_not_renewed_stops_five_seconds_before_its_lease_ends() {
        let start = Instant::now();
        let a = attempt(start);
        assert!(!a.lease_ends(start + Duration::from_secs(24)));
        assert!(a.lease_ends(start + Duration::from_secs(25)));
        a.renewed(start + Duration::from_secs(20));
        assert!(!a.lease_ends(start + Duration::from_secs(44)));
        assert!(a.lease_ends(start + Duration::from_secs(45)));
    }

    #[test]
    fn what_was_told_to_let_go_is_not_renewed() {
        let start = Instant::now();
        let later = start + Duration::from_secs(10);
        let running = Running::default();
        let a = Arc::new(attempt(start));
        running.add_all([Arc::clone(&a)]);
        assert_eq!(running.to_renew(later, Duration::from_secs(4)).len(), 1);
        a.stop(Stop::Cancel);
        assert_eq!(running.to_renew(later, Duration::from_secs(4)).len(), 1, "it may take its grace to stop");
        a.stop(Stop::Lost);
        assert!(running.to_renew(later, Duration::from_secs(4)).is_empty());
    }

    #[test]
    fn only_what_was_told_to_let_go_and_does_not_is_stuck() {
        let start = Instant::now();
        let running = Running::default();
        running.add_all([Arc::new(attempt(start))]);
        let late = start + Duration::from_secs(40);
        assert!(running.stop_unrenewed(late).is_none(), "nobody has told it yet");
        assert!(running.stop_unrenewed(late).is_some());
        running.all()[0].set_over();
        assert!(running.stop_unrenewed(late).is_none());
    }

    #[test]
    fn nothing_is_renewed_beyond_timeout_and_grace() {
        let start = Instant::now();
        let running = Running::default();
        running.add_all([Arc::new(attempt(start))]);
        assert!(running.to_renew(start + Duration::from_secs(3_600), Duration::ZERO).is_empty());
    }

    #[tokio::test]
    async fn a_graver_reason_is_told_after_a_lighter_one() {
        let a = attempt(Instant::now());
        a.stop(Stop::Cancel);
        assert_eq!(a.stopped(None).await, Stop::Cancel);
        a.stop(Stop::Lost);
        a.stop(Stop::Cancel);
        assert_eq!(a.stopped(Some(Stop::Cancel)).await, Stop::Lost);
    }
}
