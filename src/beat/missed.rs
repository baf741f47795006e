//! What is to be told of due times that nobody acted on in time.

use deadpool_postgres::GenericClient;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::job::Trigger;
use crate::domain::settle::{Holds, Plan, Reason};
use crate::store::StoreError;
use crate::store::notices::{self, Missed};

/// Writes it down, before the plans are carried out or in the same transaction.
pub(super) async fn note(
    client: &impl GenericClient,
    plans: impl Iterator<Item = (Uuid, &Plan)> + Send,
) -> Result<(), StoreError> {
    let missed: Vec<Missed> = plans.filter_map(|(id, plan)| missed_of(id, plan)).collect();
    if missed.is_empty() { Ok(()) } else { notices::missed(client, &missed).await }
}

/// The due times of a plan that nobody acted on in time, as they stand where no job is open.
fn missed_of(schedule: Uuid, plan: &Plan) -> Option<Missed> {
    let late = |reason| {
        matches!(reason, Reason::CatchUpTooOld | Reason::CatchUpNone | Reason::Superseded | Reason::CatchUpLimit)
    };
    let mut bounds: Option<(Timestamp, Timestamp)> = None;
    let mut add = |from: Timestamp, through: Timestamp| {
        let (first, last) = bounds.unwrap_or((from, through));
        bounds = Some((first.min(from), last.max(through)));
    };
    let (mut count, mut made_up, mut pending) = (0, 0, 0);
    for job in plan.jobs.iter().filter(|job| job.trigger == Trigger::CatchUp && job.holds != Holds::IfBusy) {
        add(job.due, job.due);
        (count, made_up) = (count + 1, made_up + 1);
    }
    for skip in plan.skips.iter().filter(|skip| late(skip.reason) && skip.holds != Holds::IfBusy) {
        add(skip.from, skip.through);
        count += skip.count;
        pending += if skip.reason == Reason::CatchUpLimit { skip.count } else { 0 };
    }
    let (from, through) = bounds?;
    Some(Missed { schedule, from, through, count, made_up, pending })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settle::{PlannedJob, PlannedSkip};

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds)
    }

    fn job(due: i64, trigger: Trigger, holds: Holds) -> PlannedJob {
        PlannedJob { due: at(due), version: 1, trigger, holds, in_turn: false, cancels: false }
    }

    fn skip(from: i64, through: i64, reason: Reason, holds: Holds) -> PlannedSkip {
        let count = u64::try_from(through - from + 1).unwrap();
        PlannedSkip { from: at(from), through: at(through), count, reason, version: 1, holds }
    }

    #[test]
    fn only_what_is_late_is_missed_and_each_once() {
        let plan = Plan {
            jobs: vec![
                job(9, Trigger::CatchUp, Holds::IfFree),
                job(9, Trigger::CatchUp, Holds::IfBusy),
                job(10, Trigger::Schedule, Holds::Always),
            ],
            skips: vec![
                skip(1, 2, Reason::CatchUpTooOld, Holds::Always),
                skip(3, 8, Reason::Superseded, Holds::IfFree),
                skip(3, 9, Reason::Overlap, Holds::IfBusy),
            ],
            ..Plan::default()
        };
        let id = Uuid::nil();
        let (from, through) = (at(1), at(9));
        assert_eq!(
            missed_of(id, &plan),
            Some(Missed { schedule: id, from, through, count: 9, made_up: 1, pending: 0 })
        );
        let on_time = Plan { jobs: vec![job(1, Trigger::Schedule, Holds::Always)], ..Plan::default() };
        assert_eq!(missed_of(id, &on_time), None);
        let held = Plan { skips: vec![skip(1, 3, Reason::Maintenance, Holds::Always)], ..Plan::default() };
        assert_eq!(missed_of(id, &held), None);
        let many = Plan { skips: vec![skip(1, 200, Reason::CatchUpLimit, Holds::Always)], ..Plan::default() };
        assert_eq!(missed_of(id, &many).map(|m| (m.count, m.pending)), Some((200, 200)));
    }
}
