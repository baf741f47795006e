//! The report of an outage: what was missed, and what became of it. Kept while the
//! leader settles what is late, written once when nothing late is left.

use std::collections::{BTreeMap, HashMap};

use deadpool_postgres::Client;
use uuid::Uuid;

use super::fire::Stop;
use crate::domain::Timestamp;
use crate::domain::job::Trigger;
use crate::domain::settle::{IN_TIME, PlannedJob, PlannedSkip};
use crate::store::firing;
use crate::store::outage::{self, Outage};

/// How many schedules a report names: those that missed most.
const NAMED: usize = 10;

/// What has been found missed so far.
#[derive(Debug, Default)]
pub(super) struct Missed {
    found: Option<Box<Found>>,
    /// Whether the pass under way found any.
    in_this_pass: bool,
}

#[derive(Debug)]
struct Found {
    from: Timestamp,
    through: Timestamp,
    made_late: i64,
    pending: i64,
    skipped: BTreeMap<&'static str, i64>,
    schedules: HashMap<Uuid, i64>,
}

impl Missed {
    /// Takes note of what became of a schedule's due times, settled at `now`. Costs a
    /// comparison each where nothing was missed. `late` counts the due times of a row,
    /// which reaches up to the present, that were late.
    pub(super) fn note<'a>(
        &mut self,
        schedule: Uuid,
        now: Timestamp,
        jobs: impl Iterator<Item = &'a PlannedJob>,
        skips: impl Iterator<Item = &'a PlannedSkip>,
        late: impl Fn(&PlannedSkip, Timestamp) -> u64,
    ) {
        let in_time_from = now.minus(IN_TIME);
        for job in jobs.filter(|job| job.trigger == Trigger::CatchUp) {
            self.found(schedule, job.due, 1, now).made_late += 1;
        }
        for skip in skips.filter(|skip| skip.from < in_time_from) {
            let count = if skip.through < in_time_from { skip.count } else { late(skip, in_time_from) };
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let found = self.found(schedule, skip.from, count, now);
            if skip.reason.is_pending() {
                found.pending += count;
            } else {
                *found.skipped.entry(skip.reason.as_str()).or_default() += count;
            }
        }
    }

    fn found(&mut self, schedule: Uuid, due: Timestamp, count: i64, now: Timestamp) -> &mut Found {
        self.in_this_pass = true;
        let found = self.found.get_or_insert_with(|| {
            Box::new(Found {
                from: due,
                through: now,
                made_late: 0,
                pending: 0,
                skipped: BTreeMap::new(),
                schedules: HashMap::new(),
            })
        });
        found.from = found.from.min(due);
        found.through = now;
        *found.schedules.entry(schedule).or_default() += count;
        found
    }

    /// After each pass: writes the report once a pass has found nothing late any more.
    pub(super) async fn report(&mut self, client: &mut Client, term: i64) -> Result<(), Stop> {
        if std::mem::take(&mut self.in_this_pass) {
            return Ok(());
        }
        let Some(found) = self.found.take() else { return Ok(()) };
        let Found { from, through, made_late, pending, skipped, schedules } = *found;
        let skipped: BTreeMap<String, i64> =
            skipped.into_iter().map(|(reason, count)| (reason.to_owned(), count)).collect();
        let outage = Outage {
            from,
            settled_at: through,
            due_count: schedules.values().sum(),
            made_late,
            pending,
            skipped,
            schedules: i32::try_from(schedules.len()).unwrap_or(i32::MAX),
        };
        let mut most: Vec<(Uuid, i64)> = schedules.into_iter().collect();
        most.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        most.truncate(NAMED);
        let tx = client.transaction().await?;
        if !firing::fence(&tx, term).await? {
            return Err(Stop::Deposed);
        }
        outage::record(&tx, &outage, &most).await?;
        tx.commit().await?;
        tracing::warn!(
            from = %outage.from, due = outage.due_count, made_late, pending, schedules = outage.schedules,
            "due times had been missed: {} of {} schedules since {}", outage.due_count, outage.schedules, outage.from
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settle::{Holds, Reason};

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(1_800_000_000 + seconds)
    }

    fn job(due: i64, trigger: Trigger) -> PlannedJob {
        PlannedJob { due: at(due), version: 1, trigger, holds: Holds::Always, in_turn: false, cancels: false }
    }

    fn skip(from: i64, through: i64, count: u64, reason: Reason) -> PlannedSkip {
        PlannedSkip { from: at(from), through: at(through), count, reason, version: 1, holds: Holds::Always }
    }

    #[test]
    fn only_what_was_missed_is_an_outage() {
        let mut missed = Missed::default();
        let (in_time, skipped) = ([job(98, Trigger::Schedule)], [skip(96, 99, 4, Reason::Overlap)]);
        missed.note(Uuid::nil(), at(100), in_time.iter(), skipped.iter(), |_, _| 0);
        assert!(missed.found.is_none());
    }

    #[test]
    fn what_was_missed_is_added_up_over_passes() {
        let (mut missed, one, other) = (Missed::default(), Uuid::from_u128(1), Uuid::from_u128(2));
        let skips = [skip(10, 80, 8, Reason::Superseded), skip(20, 30, 2, Reason::CatchUpLimit)];
        missed.note(one, at(100), [job(90, Trigger::CatchUp)].iter(), skips.iter(), |_, _| 0);
        // Of a row up to the present only what was late counts.
        missed.note(other, at(101), [].iter(), [skip(5, 100, 96, Reason::Owner)].iter(), |_, _| 91);
        let found = missed.found.unwrap();
        assert_eq!((found.from, found.through), (at(5), at(101)));
        assert_eq!((found.made_late, found.pending), (1, 2));
        assert_eq!(found.skipped, BTreeMap::from([("superseded", 8), ("owner", 91)]));
        assert_eq!(found.schedules, HashMap::from([(one, 11), (other, 91)]));
    }
}
