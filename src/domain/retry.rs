//! How long a job waits between a failed attempt and the next.

use std::time::Duration;

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// No wait is longer, however often a job has failed.
pub const LONGEST_BACKOFF: Duration = Duration::from_secs(60 * 60);

/// The wait after the `failures`-th failed attempt (from 1): `base_seconds`
/// doubled with each further failure, capped at [`LONGEST_BACKOFF`], of which
/// up to a quarter is taken off, so that jobs that failed together do not come
/// back together. The same job and failure always get the same wait.
#[must_use]
pub fn backoff(base_seconds: i32, failures: i16, job: Uuid) -> Duration {
    let base = u64::try_from(base_seconds).unwrap_or(0);
    let doublings = u32::try_from(failures.saturating_sub(1).clamp(0, 30)).unwrap_or(0);
    let millis = base.saturating_mul(1_000).saturating_mul(1_u64 << doublings).min(millis(LONGEST_BACKOFF));
    let digest = Sha256::new().chain_update(job.as_bytes()).chain_update(failures.to_be_bytes()).finalize();
    let share = u64::from(u16::from_be_bytes([digest[0], digest[1]]));
    Duration::from_millis(millis - (millis / 4) * share / u64::from(u16::MAX))
}

fn millis(d: Duration) -> u64 {
    u64::try_from(d.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_doubles_the_wait_up_to_an_hour() {
        let job = Uuid::from_u128(7);
        for (failures, longest) in [(1, 10), (2, 20), (3, 40), (10, 3_600), (i16::MAX, 3_600)] {
            let wait = backoff(10, failures, job);
            assert!(wait <= Duration::from_secs(longest), "failures={failures} wait={wait:?}");
            assert!(wait >= Duration::from_secs(longest) * 3 / 4, "failures={failures} wait={wait:?}");
        }
    }

    #[test]
    fn jobs_that_failed_together_come_back_apart_but_repeatably() {
        let waits: std::collections::HashSet<_> = (0..50).map(|n| backoff(60, 1, Uuid::from_u128(n))).collect();
        assert!(waits.len() > 40, "{waits:?}");
        assert_eq!(backoff(60, 2, Uuid::from_u128(1)), backoff(60, 2, Uuid::from_u128(1)));
    }

    #[test]
    fn no_backoff_and_nonsense_mean_at_once() {
        assert_eq!(backoff(0, 3, Uuid::nil()), Duration::ZERO);
        assert_eq!(backoff(-5, -1, Uuid::nil()), Duration::ZERO);
    }
}
