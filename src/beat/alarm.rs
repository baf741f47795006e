//! A precise alarm clock.
//!
//! The runtime's timer counts whole milliseconds and adds one; a thread parked on
//! a condition variable wakes within some sixty microseconds.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

/// Rings once at the instant it was last set to.
pub(super) struct Alarm {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    rings: Notify,
}

#[derive(Clone, Copy)]
enum State {
    Silent,
    Set(Instant),
    Over,
}

impl Alarm {
    /// An alarm, silent. Its thread ends when the alarm is dropped.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn new() -> std::io::Result<Self> {
        let shared =
            Arc::new(Shared { state: Mutex::new(State::Silent), changed: Condvar::new(), rings: Notify::new() });
        let own = Arc::clone(&shared);
        std::thread::Builder::new().name("beat-alarm".to_owned()).spawn(move || own.keep_time())?;
        Ok(Self { shared })
    }

    /// Sets it to ring `after` from now, instead of whenever it was set to before.
    pub(super) fn set(&self, after: Duration) {
        self.shared.put(State::Set(Instant::now() + after));
    }

    /// Waits until it rings. Dropping the wait loses no ring.
    pub(super) async fn rung(&self) {
        self.shared.rings.notified().await;
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        self.shared.put(State::Over);
    }
}

impl Shared {
    fn put(&self, state: State) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
        self.changed.notify_one();
    }

    fn keep_time(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            state = match *state {
                State::Over => return,
                State::Silent => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                State::Set(at) => {
                    let left = at.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        *state = State::Silent;
                        self.rings.notify_one();
                        continue;
                    }
                    self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}
