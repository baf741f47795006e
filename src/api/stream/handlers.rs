//! Opening a stream.

use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::client::Client;
use super::filter::Filter;
use super::hub::rendered;
use super::sse::{self, Events};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::api::types::{Several, Words};
use crate::domain::job::JobState;
use crate::queue::feed::{Cursor, FeedItem};
use crate::store::jobs;

/// Chunks that wait for the connection to take them.
const BUFFER: usize = 8;
/// Jobs whose log lines one stream may carry.
const MOST_LOGS: usize = 20;

/// Where a client was: the header of a browser that comes back wins over the address it came with first.
fn after(header: Option<&str>, query: Option<&str>) -> Option<Result<Cursor, String>> {
    header.or(query).map(str::trim).filter(|text| !text.is_empty()).map(str::parse)
}

/// Opens a stream, subscribed before anything is read, so that nothing falls between.
async fn open(
    here: &Context,
    caller: &Caller,
    filter: Filter,
    from: Option<Result<Cursor, String>>,
    first: Option<Uuid>,
) -> Result<Events, Problem> {
    let full = || Problem::too_many("too many streams are open; close some", 10);
    let subscription = here.hub.subscribe(caller.person.id).ok_or_else(full)?;
    let mut opening = None;
    let after = match from {
        Some(Ok(cursor)) => Some(cursor),
        None => here.feed.cursor().await.ok(),
        Some(Err(_)) => {
            // Of another program, or mangled: nobody can tell what was missed.
            opening = Some(sse::event("reset", None, r#"{"reason":"the place to resume from cannot be read"}"#));
            here.feed.cursor().await.ok()
        }
    };
    if let Some(job) = first {
        let client = here.database.get().await?;
        let gone = || Problem::not_found("there is no such job, or it is no longer kept");
        let detail = jobs::get(&client, job).await?.ok_or_else(gone)?;
        let (_, kind, json) = rendered(FeedItem::Job(Box::new(detail.view)));
        opening.get_or_insert_default().push_str(&sse::event(kind, None, &json));
    }
    let (out, events) = mpsc::channel(BUFFER);
    let client = Client { context: here.clone(), proof: caller.proof, filter, subscription, after, opening, out };
    tokio::spawn(client.serve());
    Ok(Events(events))
}

pub(in crate::api) struct StreamApi;

#[OpenApi(prefix_path = "/jobs", tag = "Tag::Jobs")]
impl StreamApi {
    /// Follow all jobs live.
    ///
    /// Each event carries the whole small form of a thing as it is now; an older or repeated `rev` changes nothing.
    /// Above 500 changes a second a stream without a filter gets `counts`, and one `reset` when the rate falls.
    #[oai(path = "/stream", method = "get", operation_id = "streamJobs")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn all(
        &self,
        here: Here,
        caller: Caller,
        /// Only these jobs.
        job_id: Query<Option<Several<Uuid>>>,
        /// Only jobs of these schedules, and these schedules.
        schedule_id: Query<Option<Several<Uuid>>>,
        /// Only jobs and schedules of these tasks.
        task: Query<Option<Several<Words>>>,
        /// Only jobs in these states.
        state: Query<Option<Several<JobState>>>,
        /// Log lines of these jobs too, 20 at most.
        logs: Query<Option<Several<Uuid, MOST_LOGS>>>,
        /// Start after this place: the `X-Stream-Cursor` of a list.
        after: Query<Option<Words>>,
        /// Start after this place: what a browser sends when it comes back.
        #[oai(name = "Last-Event-ID")]
        last_event_id: Header<Option<String>>,
    ) -> Result<Events, Problem> {
        let tasks = task.0.map(|names| names.0).unwrap_or_default().into_iter().map(|Words(name)| {
            let known = here.registry.resolve(&name).map(|entry| entry.name.to_owned());
            known.unwrap_or(name)
        });
        let filter = Filter {
            jobs: job_id.0.map(|ids| ids.0).unwrap_or_default(),
            schedules: schedule_id.0.map(|ids| ids.0).unwrap_or_default(),
            tasks: tasks.collect(),
            states: state.0.map(|states| states.0).unwrap_or_default(),
            logs: logs.0.map(|ids| ids.0).unwrap_or_default(),
        };
        let from = self::after(last_event_id.0.as_deref(), after.0.as_ref().map(|words| words.0.as_str()));
        open(&here, &caller, filter, from, None).await
    }

    /// Follow one job live, log lines included.
    ///
    /// Begins with the job as it stands.
    #[oai(path = "/:id/stream", method = "get", operation_id = "streamJob")]
    async fn one(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// Start after this place: the `X-Stream-Cursor` of a list.
        after: Query<Option<Words>>,
        /// Start after this place: what a browser sends when it comes back.
        #[oai(name = "Last-Event-ID")]
        last_event_id: Header<Option<String>>,
    ) -> Result<Events, Problem> {
        let filter = Filter { jobs: vec![id.0], logs: vec![id.0], ..Filter::default() };
        let from = self::after(last_event_id.0.as_deref(), after.0.as_ref().map(|words| words.0.as_str()));
        open(&here, &caller, filter, from, Some(id.0)).await
    }
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn the_header_of_a_returning_browser_wins() {
        let both = after(Some("ab-2-0"), Some("ab-1-0")).unwrap().unwrap();
        assert_eq!(both.to_string(), "ab-2-0");
        assert_eq!(after(Some(""), None), None);
        assert!(after(Some("x'; drop"), None).unwrap().is_err());
    }
}
