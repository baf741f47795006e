//! What only the existing web clients of NOC Canvas call.
//!
//! They came from another server and expect its addresses and its field names;
//! everything else they do with the API is the same as for all. Each operation
//! says which of their pages calls it. Their answers have exactly these fields.

mod status;

use poem::Request;
use poem::http::StatusCode;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use serde_json::Value;
use uuid::Uuid;

pub(super) use self::status::Remembered;

use self::status::JobsStatus;
use super::Tag;
use super::auth::{Caller, Here, PasswordInput, change_password};
use super::body::Input;
use super::page::{List, MOST_COUNTED};
use super::problem::Problem;
use crate::command::run_now::AdHoc;
use crate::store::inventory::{NamedRow, list_named};

/// The task that "Test Job" runs, and how long it takes, in seconds: long enough to be seen running.
const TEST_TASK: (&str, f64) = ("test_job", 5.0);

/// A set of devices that a task can be pointed at.
#[derive(Object)]
#[oai(rename = "InventoryChoice")]
struct InventoryAnswer {
    /// Its number.
    id: i64,
    /// What people call it.
    name: String,
    /// For people.
    description: String,
}

/// It was done.
#[derive(Object)]
#[oai(rename = "Confirmation")]
struct ConfirmationAnswer {
    /// In words.
    message: String,
}

/// A job that was started to try the workers out.
#[derive(Object)]
#[oai(rename = "TestJobStarted", rename_all = "camelCase")]
struct TestJobAnswer {
    /// Always true; what cannot be started is a problem.
    success: bool,
    /// The job.
    job_id: Uuid,
    /// In words.
    message: String,
}

pub(super) struct NocCanvasApi;

#[OpenApi(tag = "Tag::NocCanvas")]
impl NocCanvasApi {
    /// List inventories.
    ///
    /// Called by the schedule editor when it opens. New programs use `GET /api/inventories`.
    #[oai(path = "/scheduler/inventories", method = "get", operation_id = "listInventoryChoices")]
    async fn inventories(&self, here: Here, _caller: Caller) -> Result<List<InventoryAnswer>, Problem> {
        let client = here.database.get().await?;
        let rows = list_named(&client, None, MOST_COUNTED).await?;
        let choice =
            |NamedRow { id, draft, .. }| InventoryAnswer { id, name: draft.name, description: draft.description };
        Ok(List::whole(rows.into_iter().map(choice).collect()))
    }

    /// Change one's own password.
    ///
    /// Called by the profile page. The same as `PUT /api/auth/password`, with another answer.
    #[oai(path = "/auth/change-password", method = "post", operation_id = "changePasswordFromProfile")]
    async fn change_password(
        &self,
        here: Here,
        caller: Caller,
        request: &Request,
        input: Input<PasswordInput>,
    ) -> Result<Json<ConfirmationAnswer>, Problem> {
        change_password(&here, &caller, request, &input.fields).await?;
        Ok(Json(ConfirmationAnswer { message: "The password was changed; other logins have ended.".to_owned() }))
    }

    /// How are workers and jobs?
    ///
    /// Called by the page of jobs, every two seconds; what it is told is up to a second old. New programs use
    /// `GET /api/jobs/stream` instead.
    #[oai(path = "/settings/jobs/status", method = "get", operation_id = "getJobsStatus")]
    async fn status(&self, here: Here, _caller: Caller) -> Result<Json<JobsStatus>, Problem> {
        Ok(Json(here.jobs_status.get(&here.database).await?))
    }

    /// Start a test job.
    ///
    /// Called by the button of that name on the page of jobs, with an empty body.
    #[oai(path = "/settings/jobs/test", method = "post", operation_id = "startTestJob")]
    async fn test(&self, here: Here, caller: Caller) -> Result<Json<TestJobAnswer>, Problem> {
        let who = caller.operator()?;
        let (task, seconds) = TEST_TASK;
        let message = format!("started by {} to try the workers out", who.username);
        let kwargs = [("message".to_owned(), Value::from(message)), ("duration".to_owned(), Value::from(seconds))];
        let wish = AdHoc { task: task.to_owned(), kwargs: kwargs.into_iter().collect(), ..AdHoc::default() };
        let started = here.door.run_ad_hoc(who, &wish, None, here.clock.now()).await?;
        here.publisher.tell(started.job.clone());
        here.jobs_status.forget().await;
        let message = format!("Test job {} was started.", started.job.id);
        Ok(Json(TestJobAnswer { success: true, job_id: started.job.id, message }))
    }

    /// Clear the jobs: no longer possible.
    ///
    /// Called by the button of that name on the page of jobs. Always 410: what ran is kept as long as the setting
    /// `NOC_JOB_RETENTION_DAYS` says.
    #[oai(path = "/settings/jobs/clear", method = "post", operation_id = "clearJobs")]
    async fn clear(&self, _caller: Caller) -> Problem {
        let title = "This is no longer possible";
        let detail = "jobs are not cleared by hand: ended jobs and their logs are dropped after as many days as the \
                      setting NOC_JOB_RETENTION_DAYS says";
        Problem::new(StatusCode::GONE, "gone", title, detail)
    }
}
