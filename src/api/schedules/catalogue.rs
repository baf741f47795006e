//! The tasks there are.

use std::collections::BTreeMap;

use poem_openapi::{Object, OpenApi};
use serde_json::Value;

use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::List;
use crate::api::problem::Problem;
use crate::api::types::Fields;
use crate::domain::task::Catalogue;
use crate::tasks::Entry;

/// A task that schedules can run.
#[derive(Object)]
#[oai(rename = "AvailableTask")]
struct TaskView {
    /// Its short name.
    name: String,
    /// The same: what goes into a schedule's `task`.
    task: String,
    /// One sentence about it.
    description: String,
    /// Whether it takes an inventory of devices.
    supports_inventory: bool,
    /// Always empty: tasks take named arguments.
    args_schema: Fields,
    /// Each argument's name and a line about it.
    kwargs_schema: BTreeMap<String, String>,
    /// The JSON Schema of its arguments.
    parameters_schema: Value,
    /// It changes nothing on devices or in other systems.
    read_only: bool,
    /// What its jobs get where nobody says otherwise.
    defaults: DefaultsView,
}

/// What a task's jobs get where nobody says otherwise.
#[derive(Object)]
#[oai(rename = "TaskDefaults")]
struct DefaultsView {
    /// How long an attempt may run.
    timeout_seconds: u32,
    /// How many attempts may fail before the job does.
    max_attempts: u8,
    /// The first pause between attempts.
    retry_backoff_seconds: u32,
    /// Whether an attempt whose worker was lost is run again.
    retry_on_crash: bool,
}

fn view(entry: &Entry, catalogue: &dyn Catalogue) -> TaskView {
    let limits = catalogue.limits(entry.name);
    TaskView {
        name: entry.name.to_owned(),
        task: entry.name.to_owned(),
        description: entry.description.to_owned(),
        supports_inventory: entry.defaults.supports_inventory,
        args_schema: Fields::default(),
        kwargs_schema: entry.kwargs_schema.clone(),
        parameters_schema: entry.parameters_schema.clone(),
        read_only: entry.defaults.read_only,
        defaults: DefaultsView {
            timeout_seconds: limits.timeout_seconds,
            max_attempts: limits.max_attempts,
            retry_backoff_seconds: limits.retry_backoff_seconds,
            retry_on_crash: limits.retry_on_crash,
        },
    }
}

pub(in crate::api) struct CatalogueApi;

#[OpenApi(prefix_path = "/scheduler", tag = "Tag::Schedules")]
impl CatalogueApi {
    /// List the tasks there are.
    #[oai(path = "/available-tasks", method = "get", operation_id = "listAvailableTasks")]
    async fn list(&self, here: Here, _caller: Caller) -> Result<List<TaskView>, Problem> {
        Ok(List::whole(here.registry.entries().map(|entry| view(entry, &*here.registry)).collect()))
    }
}
