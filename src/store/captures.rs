//! Baselines and snapshots: what devices said, and what is expected of them.

mod read;
mod texts;
mod write;

pub use self::read::{CaptureFilter, CaptureRow, Expected, OutputRow, captured_by, expected, list, one, outputs};
pub use self::texts::{SealedText, key, put_key, put_texts, reseal_key, texts};
pub use self::write::{Draft, OutputDraft, insert, next_version};

use crate::domain::job::spelled;

/// By what a text is known: a digest that only the house can compute.
pub type Digest = Vec<u8>;

/// What is taken of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What is expected from then on.
    Baseline,
    /// What is kept beside it, to be compared.
    Snapshot,
}
spelled!(Kind, "kind of capture", { Baseline => "baseline", Snapshot => "snapshot" });

/// How an output stands to what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing was expected yet.
    First,
    /// It is as expected.
    Same,
    /// It differs.
    Changed,
}
spelled!(Change, "kind of change", { First => "first", Same => "same", Changed => "changed" });
