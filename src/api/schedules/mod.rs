//! Schedules under their inherited path, `/scheduler/tasks`.

mod catalogue;
mod handlers;
mod history;
mod input;
mod past;
mod preview;
mod revert;
mod run;
mod then;
mod view;

pub(super) use self::catalogue::CatalogueApi;
pub(super) use self::handlers::{SchedulesApi, seen, windows_now};
pub(super) use self::history::{HistoryApi, fields_set};
pub(super) use self::past::{FieldChange, Names};
pub(super) use self::preview::PreviewApi;
pub(super) use self::revert::RevertApi;
pub(super) use self::run::RunApi;
pub(super) use self::then::DifferenceApi;
pub(super) use self::view::{ScheduleState, ScheduleView};
