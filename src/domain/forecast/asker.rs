//! Whoever waits for an answer, and may not wait for ever.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::TooMuch;

/// Somebody who asked. Clones are the same one; who never leaves waits for ever.
#[derive(Clone, Debug, Default)]
pub struct Asker {
    left: Arc<AtomicBool>,
}

impl Asker {
    /// Does not wait any more.
    pub fn leave(&self) {
        self.left.store(true, Ordering::Relaxed);
    }

    /// Whether there is somebody to go on for. Asked between schedules: one alone has due times for a second at most.
    ///
    /// # Errors
    /// When there is nobody.
    pub fn waits(&self) -> Result<(), TooMuch> {
        if self.left.load(Ordering::Relaxed) { Err(TooMuch::GivenUp) } else { Ok(()) }
    }
}
