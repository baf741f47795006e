//! Why a task did not succeed.

use std::borrow::Cow;

use serde_json::Value;

use crate::domain::job::JobError;
use crate::store::{Chain, StoreError};

/// A failed attempt, sorted by what should happen next.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// A stable word to group and filter by.
    pub class: Cow<'static, str>,
    /// A sentence for a person, without secrets.
    pub message: String,
    /// What should happen next.
    pub kind: FailureKind,
    /// What was reached before, worth keeping as the job's result.
    pub partial: Option<Value>,
}

/// What should happen after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Another attempt may go better, if there is one left.
    Retryable,
    /// Another attempt would go the same way, or do harm: three refused logins lock an account.
    Final,
    /// The task obeyed a request to stop.
    Cancelled,
}

impl Failure {
    /// A failure that another attempt may not meet.
    pub fn retryable(class: &'static str, message: impl Into<String>) -> Self {
        Self { class: class.into(), message: message.into(), kind: FailureKind::Retryable, partial: None }
    }

    /// A failure that every attempt would meet.
    pub fn fatal(class: &'static str, message: impl Into<String>) -> Self {
        Self { kind: FailureKind::Final, ..Self::retryable(class, message) }
    }

    /// The task was asked to stop and did.
    #[must_use]
    pub fn cancelled() -> Self {
        Self { kind: FailureKind::Cancelled, ..Self::retryable("cancelled", "The task stopped as it was asked to.") }
    }

    /// The database failed, which it may not do again.
    #[must_use]
    pub fn database(e: StoreError) -> Self {
        Self::retryable("database", format!("The database failed: {}.", Chain(&e)))
    }

    /// The task is only in the catalogue: whoever runs it did not give it what it works with.
    #[must_use]
    pub fn unwired() -> Self {
        Self::fatal("not_configured", "This program lists the task and was not built to run it.")
    }

    /// With what was reached before.
    #[must_use]
    pub fn with_partial(self, partial: Value) -> Self {
        Self { partial: Some(partial), ..self }
    }

    /// As it is stored with the job.
    #[must_use]
    pub fn to_error(&self) -> JobError {
        JobError { class: self.class.clone().into_owned(), message: self.message.clone() }
    }
}
