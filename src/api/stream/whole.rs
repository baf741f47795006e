//! Things told by name only, made whole before they are sent on.

use poem_openapi::types::ToJSON;
use serde_json::Value;
use uuid::Uuid;

use crate::api::schedules::{ScheduleView, windows_now};
use crate::queue::feed::{FeedBatch, FeedItem};
use crate::store::{Database, diagnosis, schedules};

/// Beat names the schedules that it concludes and does not know the API's form
/// of them: `{"id": …}` alone. Here they get it, as they stand now.
pub(super) async fn whole(database: &Database, mut batch: FeedBatch) -> FeedBatch {
    for item in &mut batch.items {
        if let FeedItem::Schedule(value) = item
            && let Some(id) = named_only(value)
        {
            *item = match read(database, id).await {
                Some(view) => FeedItem::Schedule(view),
                None => FeedItem::Reset { reason: "a schedule changed and could not be read".to_owned() },
            };
        }
    }
    batch
}

fn named_only(value: &Value) -> Option<Uuid> {
    let fields = value.as_object().filter(|fields| fields.len() == 1)?;
    fields.get("id")?.as_str()?.parse().ok()
}

async fn read(database: &Database, id: Uuid) -> Option<Value> {
    let client = database.get().await.ok()?;
    let row = schedules::get(&client, id).await.ok()??;
    let windows = windows_now(&client).await.ok()?;
    let (_, now) = diagnosis::server(&client).await.ok()?;
    ScheduleView::under(&windows, now, row).to_json()
}
