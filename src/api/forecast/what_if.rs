//! What would a change do?

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::calendar::{PeakAnswer, range, seconds};
use super::ground::{Ground, Wanted};
use crate::api::Tag;
use crate::api::answer::Written;
use crate::api::auth::{Caller, Here};
use crate::api::body::{Input, Reader, id};
use crate::api::changes::{EditInput, RefusedView, at, read_edits, refusals, refused};
use crate::api::maintenance::WindowInput;
use crate::api::problem::Problem;
use crate::command::change_set::{Edit, Judged};
use crate::command::maintenance::WindowError;
use crate::domain::Timestamp;
use crate::domain::forecast::{
    Case, Collision, Compared, Consequences, Difference, Instants, Place, Proposal, ScheduleEffect, Subject, Sum,
    effect,
};
use crate::domain::maintenance::{InForce, Windows};
use crate::store::maintenance;

/// The longest time that is looked at, to either side.
const LONGEST: Duration = Duration::from_secs(31 * 86_400);
const DAY: Duration = Duration::from_secs(86_400);
/// The days that have been, where nobody says.
const PAST_DAYS: u32 = 7;
/// Schedules told one by one, those with most changes first.
const MOST_LISTED: usize = 500;

/// A change that nobody has made yet: edits of schedules, a maintenance window to be, one to end; or all of them.
#[derive(Object)]
#[oai(rename = "WhatIfInput", example, skip_serializing_if_is_none)]
struct WhatIfInput {
    /// Edits, as bulk takes them; those that would be refused are named and left out.
    edits: Option<Vec<EditInput>>,
    /// A maintenance window to be, as the body that makes one.
    window: Option<WindowInput>,
    /// A maintenance window that ends now.
    ends_window: Option<Uuid>,
    /// From when on; now by default.
    from: Option<Timestamp>,
    /// Until when; 7 days later by default, 31 at most.
    to: Option<Timestamp>,
    /// For how many days that have been; 7 by default, 31 at most, 0 for none.
    past_days: Option<u32>,
}

impl Example for WhatIfInput {
    fn example() -> Self {
        let edit = serde_json::json!({"op": "disable", "id": "0b8f5f0e-2d5c-4f4e-9d3a-6a0c6f0f9b11"});
        let edit = <EditInput as poem_openapi::types::ParseFromJSON>::parse_from_json(Some(edit)).ok();
        Self {
            edits: edit.map(|edit| vec![edit]),
            window: None,
            ends_window: None,
            from: None,
            to: None,
            past_days: None,
        }
    }
}

/// Instants: how many, and the first hundred.
#[derive(Object)]
#[oai(rename = "WhatIfInstants")]
struct InstantsAnswer {
    /// How many.
    count: u64,
    /// The first hundred.
    first: Vec<Timestamp>,
}

/// A due time that is at another instant.
#[derive(Object)]
#[oai(rename = "WhatIfMove")]
struct MoveAnswer {
    /// Where it is.
    from: Timestamp,
    /// Where it would be.
    to: Timestamp,
}

/// Due times that move: how many, and the first hundred.
#[derive(Object)]
#[oai(rename = "WhatIfMoves")]
struct MovesAnswer {
    /// How many.
    count: u64,
    /// The first hundred.
    first: Vec<MoveAnswer>,
}

/// Due times that come, go and move.
#[derive(Object)]
#[oai(rename = "WhatIfDifference")]
struct DifferenceAnswer {
    /// That would be, and are not.
    added: InstantsAnswer,
    /// That are, and would not be.
    removed: InstantsAnswer,
    /// One that goes and one that comes, each the nearest of the other.
    moved: MovesAnswer,
}

/// The same in numbers.
#[derive(Default, Object)]
#[oai(rename = "WhatIfCounts")]
struct CountsAnswer {
    /// That would be, and are not.
    added: u64,
    /// That are, and would not be.
    removed: u64,
    /// That are at another instant.
    moved: u64,
}

impl CountsAnswer {
    fn of<'a>(all: impl Iterator<Item = &'a Difference>) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            added: sum.added + one.added.count,
            removed: sum.removed + one.removed.count,
            moved: sum.moved + one.moved.count,
        })
    }
}

fn instants(all: Instants<Timestamp>) -> InstantsAnswer {
    InstantsAnswer { count: all.count, first: all.first }
}

impl From<Difference> for DifferenceAnswer {
    fn from(Difference { added, removed, moved }: Difference) -> Self {
        let first = moved.first.into_iter().map(|(from, to)| MoveAnswer { from, to }).collect();
        let moved = MovesAnswer { count: moved.count, first };
        Self { added: instants(added), removed: instants(removed), moved }
    }
}

/// What changes for one schedule.
#[derive(Object)]
#[oai(rename = "WhatIfSchedule")]
struct ScheduleAnswer {
    /// Which.
    id: Uuid,
    /// Its name, afterwards.
    name: String,
    /// What would have been in the days before, by its cadence alone: neither windows nor earlier jobs count.
    past: DifferenceAnswer,
    /// What would be: due times for which a job is expected, each when a window lets it start.
    coming: DifferenceAnswer,
}

impl From<ScheduleEffect> for ScheduleAnswer {
    fn from(e: ScheduleEffect) -> Self {
        Self { id: e.id, name: e.name.into(), past: e.past.into(), coming: e.coming.into() }
    }
}

/// Where jobs run, or reach out to.
#[derive(Clone, Copy, Enum)]
#[oai(rename = "WhatIfPlace", rename_all = "snake_case")]
enum PlaceKind {
    /// A queue.
    Queue,
    /// A remote system.
    System,
}

fn place(place: Place) -> (PlaceKind, String) {
    match place {
        Place::Queue(name) => (PlaceKind::Queue, name.to_string()),
        Place::System(system) => (PlaceKind::System, system.to_string()),
    }
}

/// What the coming time loads.
#[derive(Object)]
#[oai(rename = "WhatIfSum")]
struct SumAnswer {
    /// Jobs that start.
    jobs: u64,
    /// Seconds that workers are busy.
    busy_seconds: f64,
    /// The minute in which most jobs start; null where none does.
    peak: Option<PeakAnswer>,
}

impl From<Sum> for SumAnswer {
    fn from(sum: Sum) -> Self {
        Self { jobs: sum.jobs, busy_seconds: seconds(sum.busy_micros), peak: sum.peak.map(PeakAnswer::from) }
    }
}

/// What the coming time loads somewhere, before and after.
#[derive(Object)]
#[oai(rename = "WhatIfLoad")]
struct LoadAnswer {
    /// What it is.
    kind: PlaceKind,
    /// Its name.
    name: String,
    /// As it stands.
    before: SumAnswer,
    /// As it would be.
    after: SumAnswer,
}

impl From<Compared> for LoadAnswer {
    fn from(c: Compared) -> Self {
        let (kind, name) = place(c.place);
        Self { kind, name, before: c.before.into(), after: c.after.into() }
    }
}

/// A minute in which more jobs would start together than now, one of the change's among them.
#[derive(Object)]
#[oai(rename = "WhatIfCollision")]
struct CollisionAnswer {
    /// Where: a queue or a remote system.
    kind: PlaceKind,
    /// Its name.
    name: String,
    /// Where the minute begins.
    at: Timestamp,
    /// How many start in it now.
    before: u32,
    /// How many would.
    after: u32,
    /// Schedules of the change that do, by name, five at most.
    schedules: Vec<String>,
}

impl From<Collision> for CollisionAnswer {
    fn from(c: Collision) -> Self {
        let (kind, name) = place(c.place);
        let schedules = c.schedules.into_iter().map(String::from).collect();
        Self { kind, name, at: c.at, before: c.before, after: c.after, schedules }
    }
}

/// What a change would do.
#[derive(Object)]
#[oai(rename = "WhatIf")]
struct WhatIfAnswer {
    /// The coming time: from here.
    from: Timestamp,
    /// To here.
    to: Timestamp,
    /// The time that has been: from here.
    past_from: Timestamp,
    /// To here.
    past_to: Timestamp,
    /// How many schedules have due times that differ.
    schedules_changed: u64,
    /// Their due times of the time that has been.
    past: CountsAnswer,
    /// Their due times to come.
    coming: CountsAnswer,
    /// Those schedules, most changes first, 500 at most.
    schedules: Vec<ScheduleAnswer>,
    /// The queues and systems that the change touches, before and after.
    load: Vec<LoadAnswer>,
    /// What would start together, what rises most first, 20 at most.
    collisions: Vec<CollisionAnswer>,
    /// Edits that would be refused; they are left out.
    refused: Vec<RefusedView>,
}

/// What is asked, read.
struct Asked {
    edits: Arc<[Edit]>,
    window: Option<Map<String, Value>>,
    ends_window: Option<Uuid>,
    past: (Timestamp, Timestamp),
    coming: (Timestamp, Timestamp),
}

impl Asked {
    fn read(fields: &Map<String, Value>, now: Timestamp) -> Result<Self, Problem> {
        let known = ["edits", "window", "ends_window", "from", "to", "past_days"];
        let mut reader = Reader::new(fields, &known);
        let object = |value: &Value| value.as_object().cloned().ok_or_else(|| "must be an object".to_owned());
        let instant = |value: &Value| Timestamp::parse(value.as_str().unwrap_or_default());
        let window = reader.optional("window", object);
        let ends_window = reader.optional("ends_window", id);
        let (from, to) = (reader.optional("from", instant), reader.optional("to", instant));
        let most = LONGEST.as_secs() / 86_400;
        let days = reader.optional("past_days", |value| {
            let days = value.as_u64().filter(|days| *days <= most).and_then(|days| u32::try_from(days).ok());
            days.ok_or_else(|| format!("must be a whole number from 0 to {most}, not {value}"))
        });
        if ["edits", "window", "ends_window"].iter().all(|field| reader.value(field).is_none()) {
            reader.complain("edits", "required, or `window`, or `ends_window`");
        }
        reader.finish()?;
        let edits = fields.get("edits").filter(|edits| !edits.is_null());
        let edits = edits.map_or_else(|| Ok(Vec::new()), |edits| read_edits(Some(edits)))?;
        let coming = range(from, to, now, LONGEST).map_err(|e| Problem::invalid(vec![e]))?;
        let past = (now.minus(DAY * days.unwrap_or(PAST_DAYS)), now);
        Ok(Self { edits: edits.into(), window, ends_window, past, coming })
    }
}

/// The windows as they would be.
async fn windows_after(here: &Here, asked: &Asked, before: &Windows, now: Timestamp) -> Result<Windows, Problem> {
    let mut after = before.clone();
    if let Some(id) = asked.ends_window {
        let client = here.database.get().await?;
        if maintenance::get(&client, id).await?.is_none() {
            return Err(Problem::field("/ends_window", format!("there is no maintenance window {id}")));
        }
        after = after.ended(id, now);
    }
    if let Some(fields) = &asked.window {
        let window = here.door.window(fields, None, now).await.map_err(|e| match e {
            WindowError::Invalid(errors) => Problem::invalid(errors.into_iter().map(|e| at("/window", e)).collect()),
            other => other.into(),
        })?;
        after = after.with(InForce { id: Uuid::new_v4(), window, effective_at: now, ended_at: None });
    }
    Ok(after)
}

/// The schedules that are edited, before and after; they are taken out of the ground.
fn cases(here: &Here, ground: &mut Ground, judged: &[Judged], now: Timestamp) -> Vec<Case> {
    let ids: HashMap<Uuid, &Judged> = judged
        .iter()
        .filter(|one| one.changes())
        .filter_map(|one| Some((one.after().or(one.before.as_ref())?.id, one)))
        .collect();
    let (edited, others): (Vec<Subject>, Vec<Subject>) =
        std::mem::take(&mut ground.subjects).into_iter().partition(|subject| ids.contains_key(&subject.schedule.id));
    ground.subjects = others;
    let mut known: HashMap<Uuid, Subject> = edited.into_iter().map(|subject| (subject.schedule.id, subject)).collect();
    let mut all: Vec<Case> = ids
        .into_iter()
        .map(|(id, one)| {
            let before = known.remove(&id);
            let after = one.after().cloned();
            let after = after.and_then(|after| ground.imagined(&here.registry, after, before.as_ref()));
            // What was due until now is settled, by whatever was there.
            let after = after.map(|after| Subject { settled: now, ..after });
            Case { before, after }
        })
        .collect();
    let key = |case: &Case| case.after.as_ref().or(case.before.as_ref()).map(|subject| subject.schedule.id);
    all.sort_by_key(key);
    all
}

impl WhatIfAnswer {
    fn new(found: Consequences, asked: &Asked, refused: Vec<RefusedView>) -> Self {
        let ((from, to), (past_from, past_to)) = (asked.coming, asked.past);
        let past = CountsAnswer::of(found.schedules.iter().map(|one| &one.past));
        let coming = CountsAnswer::of(found.schedules.iter().map(|one| &one.coming));
        Self {
            from,
            to,
            past_from,
            past_to,
            schedules_changed: found.schedules.len() as u64,
            past,
            coming,
            schedules: found.schedules.into_iter().take(MOST_LISTED).map(ScheduleAnswer::from).collect(),
            load: found.load.into_iter().map(LoadAnswer::from).collect(),
            collisions: found.collisions.into_iter().map(CollisionAnswer::from).collect(),
            refused,
        }
    }
}

pub(in crate::api) struct WhatIfApi;

#[OpenApi(prefix_path = "/scheduler", tag = "Tag::Forecast")]
impl WhatIfApi {
    /// What would a change do?
    ///
    /// Takes edits as bulk takes them, a maintenance window to be, or one to end, and saves nothing. Says which due times
    /// would come, go and move, in the coming time and, by the cadence alone, in the days that have been; what that
    /// loads on the queues and remote systems it touches, by how long jobs usually take; and what would then start in
    /// the same minute. Edits that would be refused are named. 422 where there are more than 20,000,000 due times, before and
    /// after, that have been and to come.
    #[oai(path = "/what-if", method = "post", operation_id = "whatIf")]
    async fn what_if(
        &self,
        here: Here,
        caller: Caller,
        input: Input<WhatIfInput>,
    ) -> Result<Written<WhatIfAnswer>, Problem> {
        let now = here.clock.now();
        let asked = Asked::read(&input.fields, now)?;
        let considered = here.door.consider(&caller.person, &asked.edits).await;
        let judged = considered.map_err(|e| refused(e, "/edits"))?;
        let mut ground = Ground::read(&here, Wanted::default(), asked.coming, "/to").await?;
        let after = windows_after(&here, &asked, &ground.windows, now).await?;
        let edited = cases(&here, &mut ground, &judged, now);
        let left_out = refusals(&asked.edits, &judged);
        let made = ground.work(move |ground, asker| {
            let found = effect(Proposal {
                others: &ground.subjects,
                edited: &edited,
                windows_before: &ground.windows,
                windows_after: &after,
                past: asked.past,
                coming: asked.coming,
                asker,
            })?;
            Ok(Written::new(&WhatIfAnswer::new(found, &asked, left_out)))
        });
        made.await
    }
}
