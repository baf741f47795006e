//! List, explain, count, run, drop, backfill.

use std::time::Duration;

use poem::Request;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::input::{BackfillInput, PendingInput, SortInput, backfill, pending};
use super::view::{BackfillAnswer, DayAnswer, DecidedAnswer, DueTimeAnswer, WhyAnswer};
use crate::api::Tag;
use crate::api::answer::Made;
use crate::api::auth::{Caller, Here};
use crate::api::body::Input;
use crate::api::jobs::idempotency_key;
use crate::api::page::{List, MOST_COUNTED, Next, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::types::Words;
use crate::domain::Timestamp;
use crate::domain::cadence::Shown;
use crate::domain::ledger::{Asked, History, Settled, SkipReason, explain, explain_gap, meant};
use crate::store::occurrences::{self, Page, Range};

/// A day.
const DAY: Duration = Duration::from_secs(86_400);
/// Days of due times where the caller does not say.
const DAYS_LISTED: u32 = 7;
/// Days of daily counts where the caller does not say.
const DAYS_COUNTED: u32 = 30;
/// The longest range: what is kept by default, and a little.
const MOST_DAYS: u32 = 400;

/// The range that is meant, `days` long where the caller does not say.
fn range(
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    now: Timestamp,
    days: u32,
) -> Result<(Timestamp, Timestamp), Problem> {
    let to = to.unwrap_or_else(|| from.map_or(now, |from| now.max(from)));
    let from = from.unwrap_or_else(|| to.minus(DAY * days));
    if from > to {
        return Err(Problem::field("?from", "must not be after `to`"));
    }
    if to.since(from) > DAY * MOST_DAYS {
        return Err(Problem::field("?from", format!("a range may be {MOST_DAYS} days long at most")));
    }
    Ok((from, to))
}

fn known(history: &History) -> Result<(), Problem> {
    if history.first().is_some() {
        return Ok(());
    }
    Err(Problem::not_found("there is no such schedule, and never was"))
}

pub(in crate::api) struct DueTimesApi;

#[OpenApi(prefix_path = "/scheduler/tasks", tag = "Tag::DueTimes")]
impl DueTimesApi {
    /// List what became of a schedule's due times.
    ///
    /// Every due time that was settled, with its outcome: its jobs, or why it was skipped, or what it waits for. A long
    /// row of due times that were skipped alike is one entry. Times while the schedule was disabled, snoozed, expired
    /// or deleted are no due times; ask `why` about them. Jobs older than their retention are known as counts of a day.
    /// The last 7 days unless `from` and `to` say otherwise, 400 days at most; a deleted schedule's too.
    #[oai(path = "/:id/occurrences", method = "get", operation_id = "listDueTimes")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        id: Path<Uuid>,
        /// Not before it.
        from: Query<Option<Timestamp>>,
        /// Not after it; now by default.
        to: Query<Option<Timestamp>>,
        /// With this outcome.
        outcome: Query<Option<Settled>>,
        /// Skipped or pending for this reason.
        reason: Query<Option<SkipReason>>,
        /// In this order; the latest first by default.
        sort: Query<Option<SortInput>>,
        /// At most so many entries, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<DueTimeAnswer>, Problem> {
        let size = usize::try_from(page_size(limit.0)?).unwrap_or_default();
        // Where the first page began to look, so that the next ones look at the same range.
        let place: Option<Place> = self::cursor('d', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let now = place.map_or_else(|| here.clock.now(), |place| place.now);
        let (from, to) = range(from.0, to.0, now, DAYS_LISTED)?;
        let client = here.database.get().await?;
        let history = occurrences::history(&client, id.0).await?;
        known(&history)?;
        let range = Range { from, to, outcome: outcome.0, reason: reason.0 };
        let newest_first = sort.0 != Some(SortInput::Oldest);
        let page = Page { newest_first, behind: place.map(|place| place.key), size };
        let (outcomes, more) = occurrences::list(&client, id.0, range, page).await?;
        let total = occurrences::count(&client, id.0, range, MOST_COUNTED).await?.min(MOST_COUNTED);
        let place = outcomes.last().filter(|_| more).map(|last| Place { now, key: last.key() });
        let next = place.map(|place| Next::after(request, &format!("d{place}")));
        let items = outcomes.iter().map(|outcome| DueTimeAnswer::new(outcome, &history)).collect();
        Ok(List { items, total: Some(total), next, stream_cursor: None })
    }

    /// Why did it, or did it not, run at this time?
    ///
    /// Exactly one answer, for any instant: what became of the due time, or that it is none and which are beside it, or
    /// that the schedule was disabled, snoozed, expired, deleted, had another cadence then, and by whom. Say `at`, or
    /// `local`, a time of day in the schedule's zone.
    #[oai(path = "/:id/occurrences/why", method = "get", operation_id = "explainDueTime")]
    async fn why(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        /// The instant.
        at: Query<Option<Timestamp>>,
        /// The local time in the schedule's zone, `2026-03-29T02:30`.
        local: Query<Option<Words>>,
    ) -> Result<Json<WhyAnswer>, Problem> {
        let client = here.database.get().await?;
        let history = occurrences::history(&client, id.0).await?;
        known(&history)?;
        let zone = history.newest().map(|newest| newest.schedule.definition.timezone.clone()).unwrap_or_default();
        let (at, gap) = match (at.0, &local.0) {
            (Some(at), None) => (at, None),
            (None, Some(Words(local))) => {
                match zone.shown(local).map_err(|detail| Problem::field("?local", detail))? {
                    Shown::Once(at) => (at, None),
                    Shown::Twice(first, second) => (meant(&history, first, second), None),
                    Shown::Never(resumes) => (resumes, Some(local)),
                }
            }
            _ => return Err(Problem::field("?at", "say either `at` or `local`")),
        };
        let outcome = occurrences::at(&client, id.0, at).await?;
        let unsettled = occurrences::unsettled(&client, id.0).await?;
        let kept = occurrences::is_kept(&client, at).await?;
        let asked = Asked { at, now: here.clock.now(), unsettled, outcome: outcome.as_ref(), kept };
        let why = match gap {
            Some(local) => explain_gap(&history, local, asked),
            None => explain(&history, asked),
        };
        Ok(Json(WhyAnswer::new(at, why, outcome.as_ref(), &history)))
    }

    /// Count a schedule's outcomes by day.
    ///
    /// Days in UTC on which anything was, the earliest first: the last 30 unless `from` and `to` say otherwise, 400 at
    /// most. A due time that was skipped and made up for by hand counts as both.
    #[oai(path = "/:id/daily", method = "get", operation_id = "countScheduleByDay")]
    async fn daily(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        /// From the day of this instant.
        from: Query<Option<Timestamp>>,
        /// To the day of this instant; today by default.
        to: Query<Option<Timestamp>>,
    ) -> Result<List<DayAnswer>, Problem> {
        let (from, to) = range(from.0, to.0, here.clock.now(), DAYS_COUNTED)?;
        let client = here.database.get().await?;
        let history = occurrences::history(&client, id.0).await?;
        known(&history)?;
        let days = occurrences::daily(&client, id.0, &history, from, to).await?;
        Ok(List::whole(days.into_iter().map(|(midnight, day)| DayAnswer::new(midnight, day)).collect()))
    }

    /// Run pending due times.
    ///
    /// Each becomes a job of the version that owns it, oldest first, one after another unless overlap is `allow`; 1,000
    /// at once at most, and the answer says how many are left. Any operator, any schedule. Asked again it finds nothing
    /// more to do.
    #[oai(path = "/:id/occurrences/run", method = "post", operation_id = "runPendingDueTimes")]
    async fn run_pending(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        input: Input<PendingInput>,
    ) -> Result<Json<DecidedAnswer>, Problem> {
        let who = caller.operator()?;
        let (from, to) = pending(&input)?;
        let decided = here.door.run_pending(who, id.0, from, to, here.clock.now()).await?;
        let answer = DecidedAnswer::from(&decided);
        here.publisher.tell_all(decided.jobs);
        Ok(Json(answer))
    }

    /// Drop pending due times.
    ///
    /// They are skipped, `dropped_by_operator`. Any operator, any schedule, a deleted one too. Asked again it finds
    /// nothing more to do.
    #[oai(path = "/:id/occurrences/drop", method = "post", operation_id = "dropPendingDueTimes")]
    async fn drop_pending(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        input: Input<PendingInput>,
    ) -> Result<Json<DecidedAnswer>, Problem> {
        let who = caller.operator()?;
        let (from, to) = pending(&input)?;
        let decided = here.door.drop_pending(who, id.0, from, to).await?;
        Ok(Json(DecidedAnswer::from(&decided)))
    }

    /// Backfill a past range.
    ///
    /// Jobs for the due times that the schedule's *present* cadence has in the range, with its present arguments, oldest
    /// first, one after another unless overlap is `allow`; whatever its state. Due times that have a job are left out
    /// unless `include_ran`; pending ones, and those that beat has not settled yet, are always left out. 1,000 jobs at
    /// most, 366 days at most. They do not count towards `max_runs`. Own schedules; an admin any. With `dry_run` nothing
    /// is made. Jobs dropped by retention are not known any more: such due times count as having none.
    #[oai(path = "/:id/backfill", method = "post", operation_id = "backfillSchedule")]
    async fn backfill(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// Chosen by the client, it makes the request repeatable: the second one answers what the first one made.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<String>>,
        input: Input<BackfillInput>,
    ) -> Result<Made<BackfillAnswer>, Problem> {
        let who = caller.operator()?;
        let key = idempotency_key(key.0.as_deref())?;
        let wish = backfill(&input)?;
        let backfill = here.door.backfill(who, id.0, &wish, key, here.clock.now()).await?;
        let body = BackfillAnswer::new(wish.dry_run, &backfill);
        let new = !backfill.made.is_empty();
        here.publisher.tell_all(backfill.made);
        Ok(Made { body, new, version: None })
    }
}

/// Where a page of due times ends: behind which entry, and what was the present when
/// the first page was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    now: Timestamp,
    key: Timestamp,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.now.as_micros(), self.key.as_micros())
    }
}

impl std::str::FromStr for Place {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (now, key) = text.split_once('_').unwrap_or((text, ""));
        Ok(Self { now: Timestamp::from_micros(now.parse()?), key: Timestamp::from_micros(key.parse()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_range_has_an_order_a_default_and_a_bound() {
        let now = at("2026-11-23T00:00:00Z");
        let (week, day) = (at("2026-11-16T00:00:00Z"), at("2026-11-22T00:00:00Z"));
        assert_eq!(range(None, None, now, 7).unwrap(), (week, now));
        assert_eq!(range(Some(day), None, now, 7).unwrap(), (day, now));
        assert_eq!(range(None, Some(day), now, 7).unwrap().1, day);
        assert_eq!(range(Some(now), Some(day), now, 7).unwrap_err().status(), 422);
        assert_eq!(range(Some(at("2020-01-01T00:00:00Z")), None, now, 7).unwrap_err().status(), 422);
    }

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let place = Place { now: at("2026-11-23T00:00:00Z"), key: at("1969-01-01T00:00:00.000001Z") };
        assert_eq!(place.to_string().parse(), Ok(place));
        for wrong in ["", "1", "1_", "a_b", "1_2_3"] {
            assert!(wrong.parse::<Place>().is_err(), "{wrong}");
        }
    }
}
