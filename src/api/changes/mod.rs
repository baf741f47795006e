//! Many schedules at once: edits in bulk, what was changed together, and taking that back.

mod apply;
mod blame;
mod bulk;
mod edits;
mod events;
mod export;
mod sets;
mod targets;

pub(super) use self::apply::ApplyApi;
pub(super) use self::blame::BlameApi;
pub(super) use self::bulk::{BulkApi, RefusedView, refusals, refused};
pub(super) use self::edits::{EditInput, at, read as read_edits};
pub(super) use self::events::ChangesApi;
pub(super) use self::export::ExportApi;
pub(super) use self::sets::ChangeSetsApi;
