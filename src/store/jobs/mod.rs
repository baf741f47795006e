//! Jobs in Postgres: live ones, a small hot table, and ended ones, append-only history.

mod attempt;
mod cancel;
mod finish;
mod hand_over;
mod insert;
mod read;
mod reap;
mod row;

pub use self::attempt::{
    ClaimedJob, LEASE, Renewed, adopt, append_log, cancel_requests, claim, log_bytes, progress, renew,
};
pub use self::cancel::{CancelOutcome, Cancelled, cancel, cancel_open, cancel_open_of};
pub use self::finish::{Ended, Finished, RetryLater, finish, release, retry_later};
pub use self::hand_over::{Ready, all_ready, mark_handed_over, oldest_unclaimed, to_hand_over};
pub use self::insert::{NewJob, hint, insert, insert_many};
pub use self::read::{
    JobDetail, JobFilter, MOST_COUNTED, QueueStatistics, RecentJob, below_ids_since, count, get, list, log,
    queue_statistics, recent, tally, usual_duration,
};
pub use self::reap::{MOST_LOST_WORKERS, Reaped, reap};
