//! What a crontab does where the clock is changed.

use serde::{Deserialize, Serialize};

use super::pattern::Pattern;
use crate::domain::job::spelled;

/// What becomes of a local time that a clock put forward leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DstGap {
    /// It is due at the first instant after the gap.
    RunAfter,
    /// It is not due that day.
    Skip,
}
spelled!(DstGap, "choice for a time that does not exist", { RunAfter => "run_after", Skip => "skip" });

/// In which pass a local time is due that a clock put back repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DstOverlap {
    /// Before the clock is put back.
    First,
    /// After it.
    Second,
    /// Twice.
    Both,
}
spelled!(DstOverlap, "choice for a time that exists twice", { First => "first", Second => "second", Both => "both" });

/// What a schedule chose for clock changes. Two bytes.
///
/// What is chosen applies to every entry. Without a choice, one with fixed
/// hours (numbers, commas, a resolved `H`) keeps to the wall clock:
/// [`DstGap::RunAfter`] and [`DstOverlap::First`]; any other keeps to elapsed
/// time: [`DstGap::Skip`] and [`DstOverlap::Both`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dst {
    /// For times that do not exist.
    pub gap: Option<DstGap>,
    /// For times that exist twice.
    pub overlap: Option<DstOverlap>,
}

/// [`Dst`] with the defaults of one crontab filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) gap: DstGap,
    pub(super) overlap: DstOverlap,
}

impl Dst {
    /// What holds for a crontab.
    pub(super) fn rule(self, pattern: &Pattern) -> Rule {
        let (gap, overlap) = match pattern.fixed_hours {
            true => (DstGap::RunAfter, DstOverlap::First),
            false => (DstGap::Skip, DstOverlap::Both),
        };
        Rule { gap: self.gap.unwrap_or(gap), overlap: self.overlap.unwrap_or(overlap) }
    }
}
