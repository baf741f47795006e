//! Run now.

use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path};
use serde_json::Value;
use uuid::Uuid;

use super::input::RunInput;
use crate::api::Tag;
use crate::api::answer::Made;
use crate::api::auth::{Caller, Here};
use crate::api::body::{Input, Reader};
use crate::api::jobs::{JobAnswer, idempotency_key};
use crate::api::problem::Problem;

pub(in crate::api) struct RunApi;

#[OpenApi(prefix_path = "/scheduler/tasks", tag = "Tag::Schedules")]
impl RunApi {
    /// Run a schedule now.
    ///
    /// Never disturbs the cadence, and works in every state but unreadable. Obeys overlap while a job has not ended: `skip`
    /// answers 409 naming that job, `allow` starts, `queue_one` waits (409 if one waits already), `cancel_running`
    /// cancels, then starts. Any operator runs any schedule as it is; with other `kwargs` only its owner or an
    /// admin, and the job then acts as the person who starts it.
    #[oai(path = "/:id/run", method = "post", operation_id = "runSchedule")]
    async fn run(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// Chosen by the client, it makes the request repeatable: the second one answers the first one's job.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<String>>,
        input: Input<RunInput, false>,
    ) -> Result<Made<JobAnswer>, Problem> {
        let who = caller.operator()?;
        let key = idempotency_key(key.0.as_deref())?;
        let mut reader = Reader::new(&input.fields, &["kwargs"]);
        let kwargs = reader.optional("kwargs", |value| match value {
            Value::Object(kwargs) => Ok(kwargs.clone()),
            _ => Err("must be an object of named arguments".to_owned()),
        });
        reader.finish()?;
        let started = here.door.run_now(who, id.0, kwargs.as_ref(), key, here.clock.now()).await?;
        if started.new {
            started.cancelled.into_iter().chain([started.job.clone()]).for_each(|job| here.publisher.tell(job));
        }
        Ok(Made { body: started.job.into(), new: started.new, version: None })
    }
}
