//! All schedules as they stood once, and what became of them between two instants.

use poem_openapi::param::Query;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::past::{FieldChange, Names};
use super::view::ScheduleView;
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::{List, MOST_COUNTED};
use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::domain::Timestamp;
use crate::domain::history::{Difference, compare};
use crate::domain::schedule::Phase;
use crate::store::past::{self as stored, Passage, Then};
use crate::store::people;
use crate::store::schedules::ScheduleRow;

/// Schedules compared before others have their turn: some milliseconds.
const AT_A_TIME: usize = 100;

/// What became of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "ScheduleChange", rename_all = "snake_case")]
enum Change {
    /// It was not there before.
    Created,
    /// It is not there any more.
    Deleted,
    /// It had been deleted, and is there again.
    Restored,
    /// It is not as it was.
    Changed,
}

/// What is different in a schedule, all that happened in between taken together.
#[derive(Clone, Debug, Object)]
#[oai(rename = "ScheduleDifference")]
struct PassageView {
    /// The schedule.
    schedule_id: Uuid,
    /// What it is called afterwards.
    name: String,
    /// What became of it.
    change: Change,
    /// The version before; null where it was not there.
    version_before: Option<i32>,
    /// The version afterwards.
    version_after: i32,
    /// The fields in which the two differ.
    differences: Vec<FieldChange>,
    /// How many events lie between.
    events: u32,
    /// Who wrote the last of them.
    last_actor: String,
    /// When.
    last_time: Timestamp,
    /// Why.
    last_note: Option<String>,
}

/// All schedules as they stood at `at`, by name; where there is `fits`, those that it lets through.
pub(super) async fn all(
    context: &Context,
    at: Timestamp,
    fits: Option<impl Fn(&Then) -> bool>,
) -> Result<List<ScheduleView>, Problem> {
    let too_many = || Problem::field("?at", format!("there were more than {MOST_COUNTED} schedules; search for some"));
    let _turn = context.past.turn().await?;
    let mut client = context.database.get().await?;
    // Counting them is cheap, and finding out how each of them stood is not.
    if fits.is_none() && stored::count_at(&client, at).await? > MOST_COUNTED {
        return Err(too_many());
    }
    let mut all = stored::all_at(&mut client, at).await?;
    all.retain(|then| fits.as_ref().is_none_or(|fits| fits(then)));
    if all.len() as i64 > MOST_COUNTED {
        return Err(too_many());
    }
    all.sort_by_cached_key(|then| (then.moment.schedule.definition.name.to_lowercase(), then.moment.schedule.id));
    let mut owners: Vec<Uuid> = all.iter().map(|then| then.moment.schedule.definition.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let names = if owners.is_empty() { Default::default() } else { people::names_of(&client, &owners).await? };
    let view = |then: Then| {
        let schedule = then.moment.schedule;
        let owner = names.get(&schedule.definition.owner).cloned();
        ScheduleView::from(ScheduleRow::past(schedule, owner, then.created_at, then.changed_at)).past()
    };
    Ok(List::whole(all.into_iter().map(view).collect()))
}

/// What a passage comes to; none where it ends as it began.
fn change(passage: &Passage, differences: &[Difference]) -> Option<Change> {
    let was_there = passage.before.as_ref().map(|moment| moment.schedule.phase != Phase::Deleted);
    let is_there = passage.after.schedule.phase != Phase::Deleted;
    match (was_there, is_there) {
        (None | Some(false), false) => None,
        (None, true) => Some(Change::Created),
        (Some(true), false) => Some(Change::Deleted),
        (Some(false), true) => Some(Change::Restored),
        (Some(true), true) => (!differences.is_empty()).then_some(Change::Changed),
    }
}

pub(in crate::api) struct DifferenceApi;

#[OpenApi(prefix_path = "/scheduler", tag = "Tag::Schedules")]
impl DifferenceApi {
    /// What is different between two instants?
    ///
    /// Of all schedules: which came, went or changed after `from` and until `to`, everything in between taken
    /// together. One that was changed and changed back is not among them. 422 beyond 10,000 schedules.
    #[oai(path = "/difference", method = "get", operation_id = "getScheduleDifference")]
    async fn difference(
        &self,
        here: Here,
        _caller: Caller,
        /// After this.
        from: Query<Timestamp>,
        /// Until this; now, where absent.
        to: Query<Option<Timestamp>>,
    ) -> Result<List<PassageView>, Problem> {
        let to = to.0.unwrap_or_else(|| here.clock.now());
        if from.0 > to {
            return Err(Problem::field("?from", "must not be later than `to`"));
        }
        let _turn = here.past.turn().await?;
        let mut client = here.database.get().await?;
        if stored::count_between(&client, from.0, to, MOST_COUNTED + 1).await? > MOST_COUNTED {
            let detail = format!("something happened to more than {MOST_COUNTED} schedules since then; ask for less");
            return Err(Problem::field("?from", detail));
        }
        let passages = stored::between(&mut client, from.0, to).await?;
        let mut found = Vec::new();
        for (nth, passage) in passages.into_iter().enumerate() {
            if nth % AT_A_TIME == 0 {
                tokio::task::yield_now().await;
            }
            let there = passage.before.as_ref().filter(|moment| moment.schedule.phase != Phase::Deleted);
            let differences = compare(there, &passage.after);
            if let Some(change) = change(&passage, &differences) {
                found.push((passage, change, if change == Change::Deleted { Vec::new() } else { differences }));
            }
        }
        let names = Names::of(&client, found.iter().flat_map(|(_, _, differences)| differences)).await?;
        let view = |(passage, change, differences): (Passage, Change, Vec<Difference>)| {
            let (author, time, note) = passage.last;
            PassageView {
                schedule_id: passage.id,
                name: passage.after.schedule.definition.name.to_string(),
                change,
                version_before: passage.before.map(|moment| moment.schedule.version),
                version_after: passage.after.schedule.version,
                differences: names.changes(differences),
                events: passage.events,
                last_actor: author.name,
                last_time: time,
                last_note: note,
            }
        };
        Ok(List::whole(found.into_iter().map(view).collect()))
    }
}
