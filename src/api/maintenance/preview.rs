//! What a window would suppress.

use std::time::Duration;

use poem_openapi::Object;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::domain::Timestamp;
use crate::domain::maintenance::{Census, InForce, Suppressed, in_words};
use crate::store::schedules;

/// The furthest that is looked ahead.
const FURTHEST: Duration = Duration::from_secs(30 * 86_400);
/// Openings looked at, each once for every schedule in scope: some seconds of arithmetic.
const MOST_LOOKED_AT: usize = 1_000_000;
/// Schedules listed, those with most due times first.
const MOST_LISTED: usize = 50;

/// Due times of one schedule that would be suppressed.
#[derive(Debug, Object)]
#[oai(rename = "MaintenancePreviewSchedule")]
struct OneSuppressed {
    /// The schedule.
    id: Uuid,
    /// Its name.
    name: String,
    /// How many.
    due_times: u64,
    /// The first five.
    first: Vec<Timestamp>,
}

/// What a window would suppress.
#[derive(Debug, Object)]
#[oai(rename = "MaintenancePreview")]
pub(super) struct PreviewAnswer {
    /// Due times of enabled schedules.
    due_times: u64,
    /// Schedules with any of them.
    schedules: u64,
    /// As far as was looked.
    until: Timestamp,
    /// Whether the window is over by then.
    ends: bool,
    /// The same in a sentence: `214 due times of 31 schedules until Mon 30 Nov 06:00 (Europe/Berlin)`.
    sentence: String,
    /// Those with most due times, 50 at most.
    by_schedule: Vec<OneSuppressed>,
}

pub(super) async fn preview(
    here: &Context,
    fields: &Map<String, Value>,
    until: Option<Timestamp>,
) -> Result<PreviewAnswer, Problem> {
    let now = here.clock.now();
    let window = here.door.window(fields, None, now).await?;
    let furthest = now.plus(FURTHEST);
    let horizon = match until {
        Some(until) if until <= now => return Err(Problem::field("?until", format!("{until} is in the past"))),
        Some(until) if until > furthest => {
            return Err(Problem::field("?until", format!("must be at most 30 days ahead, {furthest}")));
        }
        Some(until) => until,
        None => window.until.map_or(furthest, |end| end.min(furthest)),
    };
    let (zone, ends) = (window.timezone.clone(), window.until.is_some_and(|end| end <= horizon));
    let alone = InForce { id: Uuid::nil(), window, effective_at: now, ended_at: None };
    let mut census = Census::new(alone, now, horizon, MOST_LOOKED_AT);
    let mut client = here.database.get().await?;
    let runtime = tokio::runtime::Handle::current();
    // Arithmetic over all schedules: not on a thread that others answer on.
    let counted = tokio::task::spawn_blocking(move || {
        let loading = schedules::load(&mut client, |loaded| {
            if let Ok(schedule) = &loaded.schedule {
                census.count(schedule);
            }
        });
        runtime.block_on(loading).map(|_| census.finish())
    });
    let found = counted.await.map_err(|e| Problem::internal("a preview could not be made", &e))??;
    let found: Vec<Suppressed> = found.ok_or_else(|| {
        let detail = format!("more than {MOST_LOOKED_AT} openings over all schedules; look less far with `until`");
        Problem::field("?until", detail)
    })?;
    let sentence = in_words(&found, horizon, ends, &zone);
    let (due_times, schedules) = (found.iter().map(|one| one.count).sum(), found.len() as u64);
    let one = |s: Suppressed| OneSuppressed { id: s.id, name: s.name.into(), due_times: s.count, first: s.first };
    let by_schedule = found.into_iter().take(MOST_LISTED).map(one).collect();
    Ok(PreviewAnswer { due_times, schedules, until: horizon, ends, sentence, by_schedule })
}
