//! Reading jobs and their logs, and starting one without a schedule.

use std::time::Duration;

use poem::Request;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::input::{self, AdHocInput};
use super::view::{CountsAnswer, DetailAnswer, JobAnswer, LogAnswer};
use super::write::{idempotency_key, told};
use crate::api::Tag;
use crate::api::answer::Made;
use crate::api::auth::{Caller, Here};
use crate::api::body::Input;
use crate::api::inventory::TargetsAnswer;
use crate::api::page::{LONGEST_PAGE, List, Next, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::api::types::{Several, Words};
use crate::domain::Timestamp;
use crate::domain::job::{JobState, Trigger};
use crate::store::jobs::{self, JobDetail, JobFilter};
use crate::store::schedules;

/// Ended jobs are counted this far back where the caller does not say.
const A_DAY: Duration = Duration::from_secs(86_400);
/// Lines of a log on a page where the caller does not say.
const LOG_PAGE: i64 = LONGEST_PAGE;
/// The most lines of a log on a page.
const LONGEST_LOG_PAGE: i64 = 5_000;

/// The job `id`, or 404.
pub(super) async fn detail(context: &Context, id: Uuid) -> Result<JobDetail, Problem> {
    let client = context.database.get().await?;
    let detail = jobs::get(&client, id).await?;
    detail.ok_or_else(|| Problem::not_found("there is no such job, or it is no longer kept"))
}

pub(in crate::api) struct JobsApi;

#[OpenApi(prefix_path = "/jobs", tag = "Tag::Jobs")]
impl JobsApi {
    /// List jobs, newest first.
    #[oai(path = "/", method = "get", operation_id = "listJobs")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Of this schedule.
        schedule_id: Query<Option<Uuid>>,
        /// Of this task.
        task: Query<Option<Words>>,
        /// In one of these states.
        state: Query<Option<Several<JobState>>>,
        /// From this queue.
        queue: Query<Option<Words>>,
        /// Made by one of these.
        trigger: Query<Option<Several<Trigger>>>,
        /// Words in the task, the schedule's name or the error; or a job's id.
        search: Query<Option<Words>>,
        /// Ended at this time or later; none that has not.
        finished_after: Query<Option<Timestamp>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<JobAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let before = self::cursor::<Uuid>('j', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let task = task.0.map(|Words(name)| here.registry.resolve(&name).map_or(name, |entry| entry.name.to_owned()));
        let filter = JobFilter {
            schedule_id: schedule_id.0,
            task,
            states: state.0.map(|states| states.0).filter(|states| !states.is_empty()),
            triggers: trigger.0.map(|triggers| triggers.0).filter(|triggers| !triggers.is_empty()),
            queue: queue.0.map(|words| words.0),
            search: search.0.map(|words| words.0).filter(|words| !words.is_empty()),
            ended_since: finished_after.0,
        };
        let stream_cursor = here.stream_cursor().await;
        let client = here.database.get().await?;
        let total = jobs::count(&client, &filter).await?;
        let mut found = jobs::list(&client, &filter, before, size + 1).await?;
        let more = found.len() > usize::try_from(size).unwrap_or(usize::MAX);
        if more {
            found.pop();
        }
        let next = found.last().filter(|_| more).map(|job| Next::after(request, &format!("j{}", job.id)));
        let items = found.into_iter().map(JobAnswer::from).collect();
        Ok(List { items, total: Some(total), next, stream_cursor })
    }

    /// Count jobs by state.
    ///
    /// Those that have not ended, now; those that have, since `since`. Each exact up to 10,000.
    #[oai(path = "/counts", method = "get", operation_id = "countJobs")]
    async fn counts(
        &self,
        here: Here,
        _caller: Caller,
        /// From when ended jobs count; by default a day ago.
        since: Query<Option<Timestamp>>,
    ) -> Result<Json<CountsAnswer>, Problem> {
        let since = since.0.unwrap_or_else(|| here.clock.now().minus(A_DAY));
        let client = here.database.get().await?;
        Ok(Json(CountsAnswer::new(since, &jobs::tally(&client, since).await?)))
    }

    /// Run a task once, without a schedule.
    ///
    /// The job acts as the person who starts it.
    #[oai(path = "/", method = "post", operation_id = "createJob")]
    async fn create(
        &self,
        here: Here,
        caller: Caller,
        /// Chosen by the client, it makes the request repeatable: the second one answers the first one's job.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<String>>,
        input: Input<AdHocInput>,
    ) -> Result<Made<JobAnswer>, Problem> {
        let who = caller.operator()?;
        let key = idempotency_key(key.0.as_deref())?;
        let wish = input::read(&input.fields)?;
        Ok(told(&here, here.door.run_ad_hoc(who, &wish, key, here.clock.now()).await?))
    }

    /// Read a job with everything about it.
    #[oai(path = "/:id", method = "get", operation_id = "getJob")]
    async fn get(&self, here: Here, _caller: Caller, id: Path<Uuid>) -> Result<Json<DetailAnswer>, Problem> {
        let job = detail(&here, id.0).await?;
        let event = match (job.view.schedule_id, job.view.schedule_version) {
            (Some(schedule), Some(version)) => {
                let client = here.database.get().await?;
                schedules::event_of(&client, schedule, version).await?
            }
            _ => None,
        };
        let client = here.database.get().await?;
        let targets = TargetsAnswer::of_job(&client, id.0).await?;
        Ok(Json(DetailAnswer::new(job, event, targets)))
    }

    /// Read a job's log, oldest line first.
    #[oai(path = "/:id/log", method = "get", operation_id = "getJobLog")]
    async fn log(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        id: Path<Uuid>,
        /// At most so many lines, up to 5,000; 500 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<LogAnswer>, Problem> {
        let size = limit.0.unwrap_or(LOG_PAGE);
        if !(1..=LONGEST_LOG_PAGE).contains(&size) {
            let detail = format!("must be from 1 to {LONGEST_LOG_PAGE}, not {size}");
            return Err(Problem::field("?limit", detail));
        }
        let after = self::cursor::<LineNumber>('l', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let stream_cursor = here.stream_cursor().await;
        detail(&here, id.0).await?;
        let client = here.database.get().await?;
        let mut lines = jobs::log(&client, id.0, after.map_or((0, 0), |line| (line.0, line.1)), size + 1).await?;
        let more = lines.len() > usize::try_from(size).unwrap_or(usize::MAX);
        if more {
            lines.pop();
        }
        let last = lines.last().filter(|_| more);
        let next = last.map(|line| Next::after(request, &format!("l{}.{}", line.attempt, line.seq)));
        let items = lines.into_iter().map(LogAnswer::from).collect();
        Ok(List { items, total: None, next, stream_cursor })
    }
}

/// The attempt and place of a log line, as cursors write it: `2.17`.
struct LineNumber(i16, i32);

impl std::str::FromStr for LineNumber {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (attempt, seq) = text.split_once('.').ok_or(())?;
        Ok(Self(attempt.parse().map_err(drop)?, seq.parse().map_err(drop)?))
    }
}
