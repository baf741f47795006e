//! How many requests may be in flight to one system at a time.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use tokio::sync::Semaphore;

/// What every single request to a system goes through, and waits before while too many are inside.
pub trait Gate: Send + Sync {
    /// Waits for a place. May be given up at any time.
    fn enter(&self) -> BoxFuture<'_, Pass>;
}

/// A place, for as long as it is held.
pub struct Pass {
    _held: Option<Box<dyn Any + Send>>,
}

impl Pass {
    /// Keeps `held` until the place is given back.
    pub fn new(held: impl Any + Send) -> Self {
        Self { _held: Some(Box::new(held)) }
    }

    /// A place where there is no bound.
    #[must_use]
    pub fn unbounded() -> Self {
        Self { _held: None }
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pass")
    }
}

/// A bound within this process.
#[derive(Clone, Debug)]
pub struct Local(Arc<Semaphore>);

impl Local {
    /// Lets so many in at a time; at least one, as none would be a wait without end.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self(Arc::new(Semaphore::new(limit.max(1))))
    }
}

impl Gate for Local {
    fn enter(&self) -> BoxFuture<'_, Pass> {
        Box::pin(async {
            match Arc::clone(&self.0).acquire_owned().await {
                Ok(permit) => Pass::new(permit),
                // Only a closed semaphore refuses, and nobody closes this one.
                Err(_) => Pass::unbounded(),
            }
        })
    }
}

/// Across all jobs and processes.
impl Gate for crate::queue::Permits {
    fn enter(&self) -> BoxFuture<'_, Pass> {
        Box::pin(async { Pass::new(self.acquire().await) })
    }
}
