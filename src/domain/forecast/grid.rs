//! Buckets of time, and what falls into them.

use std::time::Duration;

use crate::domain::Timestamp;
use crate::domain::job::spelled;

/// How long a bucket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// A minute.
    Minute,
    /// An hour.
    Hour,
}
spelled!(Bucket, "bucket", { Minute => "minute", Hour => "hour" });

impl Bucket {
    /// How long it is, in seconds.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        match self {
            Self::Minute => 60,
            Self::Hour => 3_600,
        }
    }

    /// The longest range that is answered in such buckets: some ten thousand minutes, some two thousand hours.
    #[must_use]
    pub const fn longest(self) -> Duration {
        match self {
            Self::Minute => Duration::from_secs(7 * 86_400),
            Self::Hour => Duration::from_secs(92 * 86_400),
        }
    }
}

/// A range of time in buckets of one length, aligned to whole ones since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    from: i64,
    step: i64,
    len: usize,
}

impl Grid {
    /// The buckets that `from` to `to` touch: the first begins at or before `from`, the last ends at or after `to`.
    #[must_use]
    pub fn over(from: Timestamp, to: Timestamp, bucket: Bucket) -> Self {
        let step = i64::from(bucket.seconds()) * 1_000_000;
        let first = from.as_micros().div_euclid(step);
        let behind = (to.as_micros() + step - 1).div_euclid(step).max(first);
        Self { from: first * step, step, len: usize::try_from(behind - first).unwrap_or(0) }
    }

    /// Where the first bucket begins.
    #[must_use]
    pub fn from(&self) -> Timestamp {
        Timestamp::from_micros(self.from)
    }

    /// Where the last bucket ends.
    #[must_use]
    pub fn to(&self) -> Timestamp {
        self.at(self.len)
    }

    /// How many buckets there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where a bucket begins.
    #[must_use]
    pub fn at(&self, index: usize) -> Timestamp {
        Timestamp::from_micros(self.from + i64::try_from(index).unwrap_or(0) * self.step)
    }

    /// The bucket that `at` falls into, if any does.
    #[must_use]
    pub fn index(&self, at: Timestamp) -> Option<usize> {
        let index = (at.as_micros() - self.from).div_euclid(self.step);
        usize::try_from(index).ok().filter(|index| *index < self.len)
    }
}

/// Jobs started, and time that workers are busy, bucket by bucket. Twenty bytes a bucket, whatever is counted.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    grid: Grid,
    started: Vec<u32>,
    /// Microseconds in the first and last bucket of each stretch.
    edges: Vec<u64>,
    /// How many more stretches fill this bucket than the one before it.
    fuller: Vec<i32>,
}

impl Tally {
    pub(super) fn new(grid: Grid) -> Self {
        let (started, edges, fuller) = (vec![0; grid.len], vec![0; grid.len], vec![0; grid.len]);
        Self { grid, started, edges, fuller }
    }

    /// One job, from `start` to before `end`; what lies outside the grid does not count.
    pub(super) fn add(&mut self, start: Timestamp, end: Timestamp) {
        let Grid { from, step, .. } = self.grid;
        if let Some(count) = self.grid.index(start).and_then(|index| self.started.get_mut(index)) {
            *count += 1;
        }
        let (a, b) = (start.max(self.grid.from()).as_micros(), end.min(self.grid.to()).as_micros());
        if a >= b {
            return;
        }
        let index = |at: i64| usize::try_from((at - from) / step).unwrap_or(0);
        let (first, last) = (index(a), index(b - 1));
        if first == last {
            self.busy(first, b - a);
            return;
        }
        self.busy(first, step - (a - from) % step);
        self.busy(last, (b - 1 - from) % step + 1);
        if first + 1 < last {
            self.fill(first + 1, 1);
            self.fill(last, -1);
        }
    }

    fn busy(&mut self, index: usize, micros: i64) {
        if let Some(edge) = self.edges.get_mut(index) {
            *edge += micros.unsigned_abs();
        }
    }

    fn fill(&mut self, index: usize, by: i32) {
        if let Some(fuller) = self.fuller.get_mut(index) {
            *fuller += by;
        }
    }

    /// Jobs started, bucket by bucket.
    pub(super) fn started(&self) -> &[u32] {
        &self.started
    }

    /// Microseconds that workers are busy, bucket by bucket.
    pub(super) fn busy_micros(&self) -> Vec<u64> {
        let step = self.grid.step.unsigned_abs();
        let mut full = 0_i64;
        let each = self.edges.iter().zip(&self.fuller).map(|(edge, fuller)| {
            full += i64::from(*fuller);
            edge + full.unsigned_abs() * step
        });
        each.collect()
    }

    /// Adds what another one counted over the same grid.
    pub(super) fn absorb(&mut self, other: &Self) {
        for (mine, theirs) in self.started.iter_mut().zip(&other.started) {
            *mine += theirs;
        }
        for (mine, theirs) in self.edges.iter_mut().zip(&other.edges) {
            *mine += theirs;
        }
        for (mine, theirs) in self.fuller.iter_mut().zip(&other.fuller) {
            *mine += theirs;
        }
    }
}
