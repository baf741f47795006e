//! Schedules: their events, the projection, and what running has done to them.

use deadpool_postgres::{Client, GenericClient};
use futures_util::TryStreamExt;
use serde_json::Value;
use tokio_postgres::Row;
use uuid::Uuid;

use super::firing::{Seen, read_seen};
use super::{Param, StoreError, one, rows};
use crate::domain::Timestamp;
use crate::domain::schedule::{Definition, FORMAT, Fact, Phase, Schedule, Unreadable};

const OF_SCHEDULE: &str = include_str!("../../sql/queries/event/of_schedule.sql");
const OF_VERSION: &str = include_str!("../../sql/queries/event/of_version.sql");
const THROUGH: &str = include_str!("../../sql/queries/event/through.sql");
const ALL_OF: &str = include_str!("../../sql/queries/event/all_of.sql");
const AFTER: &str = include_str!("../../sql/queries/event/after.sql");
const GET: &str = include_str!("../../sql/queries/schedule/get.sql");
const LIST: &str = include_str!("../../sql/queries/schedule/list.sql");
const COUNT: &str = include_str!("../../sql/queries/schedule/count.sql");
const MATCHING: &str = include_str!("../../sql/queries/schedule/matching.sql");
const OF_ALL: &str = include_str!("../../sql/queries/event/of_all.sql");
const MANAGED: &str = include_str!("../../sql/queries/schedule/managed.sql");
const COUNTS: &str = include_str!("../../sql/queries/schedule/counts.sql");
const LOAD: &str = include_str!("../../sql/queries/schedule/load.sql");
const NEWEST: &str = include_str!("../../sql/queries/event/newest.sql");

/// Who did something: a person, or the system itself (no id).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The person's id.
    pub id: Option<Uuid>,
    /// The name at the time.
    pub name: String,
}

impl Author {
    /// The program itself.
    #[must_use]
    pub fn system() -> Self {
        Self { id: None, name: "system".to_owned() }
    }
}

pub(super) fn ahead(version: i32, head: i32) -> Unreadable {
    Unreadable(format!("its newest event is version {head}, and this program can read it up to version {version}"))
}

/// Reads the columns `id, version, phase, format, definition, effective_at, cycle`.
///
/// # Errors
/// Why this version cannot read the row.
pub fn read_schedule(row: &Row) -> Result<Schedule, Unreadable> {
    let (format, version): (i16, i32) = (row.get("format"), row.get("version"));
    readable_format(format, version)?;
    let definition: Definition =
        serde_json::from_value(row.get::<_, Value>("definition")).map_err(|e| misfit(version, &e))?;
    in_phase(row, version, definition)
}

fn readable_format(format: i16, version: i32) -> Result<(), Unreadable> {
    if format <= FORMAT {
        return Ok(());
    }
    Err(Unreadable(format!(
        "version {version} was written in format {format} by a newer program; this one reads up to {FORMAT}"
    )))
}

fn misfit(version: i32, e: &serde_json::Error) -> Unreadable {
    Unreadable(format!("the definition of version {version} does not fit: {e}"))
}

fn in_phase(row: &Row, version: i32, definition: Definition) -> Result<Schedule, Unreadable> {
    let phase = row.get::<_, &str>("phase").parse::<Phase>().map_err(Unreadable)?;
    let (id, effective_at, cycle) = (row.get("id"), row.get("effective_at"), row.get("cycle"));
    Ok(Schedule { id, version, effective_at, phase, cycle, definition })
}

/// An event as stored; its fact may be one that this version cannot read.
#[derive(Clone, Debug)]
pub struct StoredEvent {
    /// Its place in the order of all events.
    pub position: i64,
    /// Whose it is.
    pub schedule_id: Uuid,
    /// The version it made.
    pub version: i32,
    /// The word for its kind.
    pub kind: String,
    /// What happened.
    pub fact: Result<Fact, Unreadable>,
    /// From when its version owns due times.
    pub effective_at: Timestamp,
    /// The database's time of the append.
    pub occurred_at: Timestamp,
}

/// An event with who did it and why, for people.
#[derive(Clone, Debug)]
pub struct HistoryEntry {
    /// The event.
    pub event: StoredEvent,
    /// Its data as stored, readable or not.
    pub data: Value,
    /// Who did it.
    pub author: Author,
    /// Why.
    pub note: Option<String>,
}

pub(super) fn read_event(row: &Row) -> StoredEvent {
    let kind: String = row.get("kind");
    let fact = Fact::read(&kind, row.get("format"), row.get("data"));
    StoredEvent {
        position: row.get("position"),
        schedule_id: row.get("schedule_id"),
        version: row.get("version"),
        kind,
        fact,
        effective_at: row.get("effective_at"),
        occurred_at: row.get("occurred_at"),
    }
}

/// What a reader at `position` has not seen yet, in order, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn events_after(
    client: &impl GenericClient,
    position: i64,
    limit: i64,
) -> Result<Vec<StoredEvent>, StoreError> {
    Ok(rows(client, AFTER, &[&position, &limit]).await?.iter().map(read_event).collect())
}

/// Every event of some schedules, by schedule and version.
///
/// # Errors
/// When the database fails.
pub async fn events_of(client: &impl GenericClient, schedules: &[Uuid]) -> Result<Vec<StoredEvent>, StoreError> {
    Ok(rows(client, ALL_OF, &[&schedules]).await?.iter().map(read_event).collect())
}

/// Which events of a history are wanted. Absent filters match all.
#[derive(Clone, Debug, Default)]
pub struct HistoryFilter {
    /// By whom, whatever the capitals.
    pub actor: Option<String>,
    /// That set this field, by the name that events keep.
    pub field: Option<String>,
}

/// The history of a schedule, newest first, before version `before`.
///
/// # Errors
/// When the database fails.
pub async fn history(
    client: &impl GenericClient,
    id: Uuid,
    before: Option<i32>,
    limit: i64,
) -> Result<Vec<HistoryEntry>, StoreError> {
    history_where(client, id, &HistoryFilter::default(), before, limit).await
}

/// The same, of the events that `filter` wants.
///
/// # Errors
/// When the database fails.
pub async fn history_where(
    client: &impl GenericClient,
    id: Uuid,
    filter: &HistoryFilter,
    before: Option<i32>,
    limit: i64,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let params: [Param<'_>; 5] = [&id, &before, &limit, &filter.actor, &filter.field];
    Ok(rows(client, OF_SCHEDULE, &params).await?.iter().map(read_entry).collect())
}

/// The event that made version `version` of a schedule.
///
/// # Errors
/// When the database fails.
pub async fn event_of(client: &impl GenericClient, id: Uuid, version: i32) -> Result<Option<HistoryEntry>, StoreError> {
    Ok(rows(client, OF_VERSION, &[&id, &version]).await?.first().map(read_entry))
}

/// Which events of all schedules are wanted. Absent filters match all.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// Before this position.
    pub before: Option<i64>,
    /// After this instant.
    pub from: Option<Timestamp>,
    /// Until this instant.
    pub to: Option<Timestamp>,
    /// By whom, whatever the capitals.
    pub actor: Option<String>,
    /// What was changed together in this change set.
    pub change_set: Option<Uuid>,
}

/// An event of any schedule.
#[derive(Clone, Debug)]
pub struct NamedEntry {
    /// The event.
    pub entry: HistoryEntry,
    /// What its schedule is called now.
    pub name: Option<String>,
    /// What it was changed together with.
    pub change_set: Option<Uuid>,
}

/// The events of all schedules that `filter` wants, newest first.
///
/// # Errors
/// When the database fails.
pub async fn all_events(
    client: &impl GenericClient,
    filter: &EventFilter,
    limit: i64,
) -> Result<Vec<NamedEntry>, StoreError> {
    let params: [Param<'_>; 6] = [&filter.before, &filter.from, &filter.to, &filter.actor, &filter.change_set, &limit];
    let found = rows(client, OF_ALL, &params).await?;
    let read = |row: &Row| -> Result<NamedEntry, StoreError> {
        let (name, change_set) = (row.try_get("name")?, row.try_get("change_set")?);
        Ok(NamedEntry { entry: read_entry(row), name, change_set })
    };
    found.iter().map(read).collect()
}

pub(super) fn read_entry(row: &Row) -> HistoryEntry {
    HistoryEntry {
        event: read_event(row),
        data: row.get("data"),
        author: Author { id: row.get("actor_id"), name: row.get("actor") },
        note: row.get("note"),
    }
}

/// Shows `each` event of a schedule from the first on, through version `through`
/// (none: through the newest), in one snapshot. Returns whether there was any.
///
/// # Errors
/// What `each` says, or when the database fails.
pub async fn walk<E: From<StoreError>>(
    client: &impl GenericClient,
    id: Uuid,
    through: Option<i32>,
    mut each: impl FnMut(HistoryEntry) -> Result<(), E> + Send,
) -> Result<bool, E> {
    let failed = |e: tokio_postgres::Error| E::from(StoreError::from(e));
    let statement = client.prepare_cached(THROUGH).await.map_err(failed)?;
    let params: [Param<'_>; 2] = [&id, &through];
    let found = client.query_raw(&statement, params).await.map_err(failed)?;
    let mut found = std::pin::pin!(found);
    let mut any = false;
    // Row by row: a schedule may have many thousand events, and nobody needs them all at once.
    while let Some(row) = found.try_next().await.map_err(failed)? {
        any = true;
        each(read_entry(&row))?;
    }
    Ok(any)
}

/// A schedule with what running has done to it, as lists show it.
#[derive(Clone, Debug)]
pub struct ScheduleRow {
    /// Its id.
    pub id: Uuid,
    /// The newest version, readable or not.
    pub version: i32,
    /// Its name, as last read by anybody.
    pub name: String,
    /// Its task, likewise.
    pub task: String,
    /// As it stands; or why this version cannot read it.
    pub schedule: Result<Schedule, Unreadable>,
    /// Whose it is.
    pub owner_id: Uuid,
    /// That person's name.
    pub owner_username: Option<String>,
    /// When it came into being.
    pub created_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// Every due time up to here has its outcome.
    pub settled_through: Timestamp,
    /// The due time after that.
    pub next_due: Option<Timestamp>,
    /// Due time of the newest job from a due time; trigger time of a manual one.
    pub last_run_at: Option<Timestamp>,
    /// All its jobs, whatever the trigger.
    pub run_count: i64,
    /// Whether it is switched on, but off until its `snooze_until`.
    pub snoozed: bool,
    /// Jobs from due times since it was last enabled, where a number of them ends it.
    pub counted_runs: i32,
    /// The newest job that has ended.
    pub last_job_id: Option<Uuid>,
    /// How that one ended.
    pub last_outcome: Option<String>,
    /// Since when its jobs fail; none while the newest one that was not cancelled succeeded.
    pub failing_since: Option<Timestamp>,
    /// Whether a due time more than a minute past has neither a started job nor a skip.
    pub overdue: bool,
}

impl ScheduleRow {
    /// A schedule as it stood once, of which running knows nothing.
    #[must_use]
    pub fn past(
        schedule: Schedule,
        owner_username: Option<String>,
        created_at: Timestamp,
        changed_at: Timestamp,
    ) -> Self {
        let d = &schedule.definition;
        Self {
            id: schedule.id,
            version: schedule.version,
            name: d.name.to_string(),
            task: d.task.to_string(),
            owner_id: d.owner,
            owner_username,
            created_at,
            changed_at,
            settled_through: schedule.effective_at,
            next_due: None,
            last_run_at: None,
            run_count: 0,
            snoozed: schedule.is_snoozed(schedule.effective_at),
            counted_runs: 0,
            last_job_id: None,
            last_outcome: None,
            failing_since: None,
            overdue: false,
            schedule: Ok(schedule),
        }
    }
}

fn read_row(row: &Row) -> ScheduleRow {
    let version: i32 = row.get("version");
    let head: Option<i32> = row.get("head_version");
    let schedule = match head {
        None => read_schedule(row),
        Some(head) => Err(Fact::read(row.get("head_kind"), row.get("head_format"), row.get("head_data"))
            .err()
            .unwrap_or_else(|| ahead(version, head))),
    };
    ScheduleRow {
        id: row.get("id"),
        version: head.unwrap_or(version),
        name: row.get("name"),
        task: row.get("task"),
        schedule,
        owner_id: row.get("owner_id"),
        owner_username: row.get("owner_username"),
        created_at: row.get("created_at"),
        changed_at: row.get("changed_at"),
        settled_through: row.get("settled_through"),
        next_due: row.get("next_due"),
        last_run_at: row.get("last_run_at"),
        run_count: row.get("run_count"),
        snoozed: row.get("snoozed"),
        counted_runs: row.get("counted_runs"),
        last_job_id: row.get("last_job_id"),
        last_outcome: row.get("last_outcome"),
        failing_since: row.get("failing_since"),
        overdue: row.get("overdue"),
    }
}

/// In which order a list comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the column it names, descending where it says so")]
pub enum Sort {
    #[default]
    Name,
    NameDesc,
    Task,
    TaskDesc,
    Owner,
    OwnerDesc,
    NextRun,
    NextRunDesc,
    LastRun,
    LastRunDesc,
    Changed,
    ChangedDesc,
}

impl Sort {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::NameDesc => "-name",
            Self::Task => "task",
            Self::TaskDesc => "-task",
            Self::Owner => "owner",
            Self::OwnerDesc => "-owner",
            Self::NextRun => "next_run_at",
            Self::NextRunDesc => "-next_run_at",
            Self::LastRun => "last_run_at",
            Self::LastRunDesc => "-last_run_at",
            Self::Changed => "changed",
            Self::ChangedDesc => "-changed",
        }
    }
}

/// Which schedules a list shows. Absent filters match all.
#[derive(Clone, Debug, Default)]
pub struct ScheduleFilter {
    /// Part of the name, task or owner, as typed.
    pub search: Option<String>,
    /// Switched on, or not.
    pub enabled: Option<bool>,
    /// Its state.
    pub phase: Option<Phase>,
    /// Snoozed, or not.
    pub snoozed: Option<bool>,
    /// One of its tags.
    pub tag: Option<String>,
    /// Failing, or not.
    pub failing: Option<bool>,
    /// Overdue, or not.
    pub overdue: Option<bool>,
    /// Its task's short name.
    pub task: Option<String>,
    /// Its owner's name.
    pub owner: Option<String>,
    /// `ui`, or `file:` and the name of the file that says what it is.
    pub managed_by: Option<String>,
    /// The order.
    pub sort: Sort,
}

/// A filter in the words of `noc.matching_schedules`.
struct Words<'a> {
    filter: &'a ScheduleFilter,
    pattern: Option<String>,
    phase: Option<&'static str>,
    /// The file that is to manage it; empty for none.
    file: Option<&'a str>,
}

impl<'a> Words<'a> {
    fn of(filter: &'a ScheduleFilter) -> Self {
        let file = |by: &'a str| if by == "ui" { "" } else { by.strip_prefix("file:").unwrap_or(by) };
        Self {
            filter,
            pattern: filter.search.as_deref().map(contains),
            phase: filter.phase.map(Phase::as_str),
            file: filter.managed_by.as_deref().map(file),
        }
    }

    /// $1 to $10, and what a statement has beside these.
    fn and<'b>(&'b self, more: &[Param<'b>]) -> Vec<Param<'b>> {
        let ScheduleFilter { enabled, task, owner, snoozed, tag, failing, overdue, .. } = self.filter;
        let mut params: Vec<Param<'b>> =
            vec![&self.pattern, enabled, &self.phase, task, owner, snoozed, tag, failing, overdue, &self.file];
        params.extend_from_slice(more);
        params
    }
}

/// A pattern that finds `text` anywhere, with nothing in it special.
fn contains(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Schedules that match, a page of them; deleted ones only where that phase is asked for.
///
/// # Errors
/// When the database fails.
pub async fn list(
    client: &impl GenericClient,
    filter: &ScheduleFilter,
    limit: i64,
    offset: i64,
) -> Result<Vec<ScheduleRow>, StoreError> {
    let words = Words::of(filter);
    let sort = filter.sort.as_str();
    let found = rows(client, LIST, &words.and(&[&sort, &limit, &offset])).await?;
    Ok(found.iter().map(read_row).collect())
}

/// How many schedules match, counted up to `most`.
///
/// # Errors
/// When the database fails.
pub async fn count(client: &impl GenericClient, filter: &ScheduleFilter, most: i64) -> Result<i64, StoreError> {
    let row = one(client, COUNT, &Words::of(filter).and(&[&most])).await?;
    Ok(row.try_get(0)?)
}

/// The schedules that match, by name, at most `most`, each with its version.
///
/// # Errors
/// When the database fails.
pub async fn matching(
    client: &impl GenericClient,
    filter: &ScheduleFilter,
    most: i64,
) -> Result<Vec<(Uuid, i32)>, StoreError> {
    let found = rows(client, MATCHING, &Words::of(filter).and(&[&most])).await?;
    found.iter().map(|row| Ok((row.try_get("id")?, row.try_get("version")?))).collect()
}

/// A live schedule that a file manages.
#[derive(Clone, Debug)]
pub struct ManagedRow {
    /// Which.
    pub id: Uuid,
    /// The file's name.
    pub file: String,
    /// What the file calls the schedule, whatever people call it by now.
    pub said_name: String,
}

/// The live schedules that these files manage, by name.
///
/// # Errors
/// When the database fails.
pub async fn managed_by(client: &impl GenericClient, files: &[String]) -> Result<Vec<ManagedRow>, StoreError> {
    let read = |row: &Row| -> Result<ManagedRow, StoreError> {
        Ok(ManagedRow {
            id: row.try_get("id")?,
            file: row.try_get("managed_by")?,
            said_name: row.try_get("said_name")?,
        })
    };
    rows(client, MANAGED, &[&files]).await?.iter().map(read).collect()
}

/// How many schedules there are in each state; of the overdue and failing ones, whatever their state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the state it names")]
pub struct Counts {
    pub total: i64,
    pub enabled: i64,
    pub disabled: i64,
    pub snoozed: i64,
    pub expired: i64,
    pub completed: i64,
    pub deleted: i64,
    pub failing: i64,
    pub overdue: i64,
}

/// How many schedules there are in each state.
///
/// # Errors
/// When the database fails.
pub async fn counts(client: &impl GenericClient) -> Result<Counts, StoreError> {
    let row = one(client, COUNTS, &[]).await?;
    Ok(Counts {
        total: row.try_get("total")?,
        enabled: row.try_get("enabled")?,
        disabled: row.try_get("disabled")?,
        snoozed: row.try_get("snoozed")?,
        expired: row.try_get("expired")?,
        completed: row.try_get("completed")?,
        deleted: row.try_get("deleted")?,
        failing: row.try_get("failing")?,
        overdue: row.try_get("overdue")?,
    })
}

/// One live schedule.
///
/// # Errors
/// When the database fails.
pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<ScheduleRow>, StoreError> {
    Ok(rows(client, GET, &[&id]).await?.first().map(read_row))
}

/// A schedule as beat loads it.
#[derive(Debug)]
pub struct Loaded {
    /// Its id.
    pub id: Uuid,
    /// As it stands; or why this version cannot read it.
    pub schedule: Result<Schedule, Unreadable>,
    /// What decisions about it rest on.
    pub seen: Seen,
    /// The first due time that is not settled, as was last written.
    pub next_due: Option<Timestamp>,
}

/// Reads every schedule that beat keeps in mind, one after the other, and the
/// position of the newest event they include: one snapshot.
///
/// # Errors
/// When the database fails.
pub async fn load(client: &mut Client, mut each: impl FnMut(Loaded)) -> Result<i64, StoreError> {
    let tx = client
        .build_transaction()
        .isolation_level(tokio_postgres::IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    let position = newest_position(&tx).await?;
    let statement = tx.prepare_cached(LOAD).await?;
    let found = tx.query_raw(&statement, std::iter::empty::<i32>()).await?;
    let mut found = std::pin::pin!(found);
    while let Some(row) = found.try_next().await? {
        let seen = read_seen(&row);
        let version: i32 = row.get("version");
        let schedule =
            if seen.head_version > version { Err(ahead(version, seen.head_version)) } else { read_schedule_text(&row) };
        each(Loaded { id: row.get("id"), schedule, seen, next_due: row.get("next_due") });
    }
    Ok(position)
}

/// The position of the newest event.
///
/// # Errors
/// When the database fails.
pub async fn newest_position(client: &impl GenericClient) -> Result<i64, StoreError> {
    Ok(one(client, NEWEST, &[]).await?.get(0))
}

/// Like [`read_schedule`], from a definition as text: without a tree in between,
/// which a hundred thousand of them would make twice as slow.
fn read_schedule_text(row: &Row) -> Result<Schedule, Unreadable> {
    let (format, version): (i16, i32) = (row.get("format"), row.get("version"));
    readable_format(format, version)?;
    let definition: Definition = serde_json::from_str(row.get("definition")).map_err(|e| misfit(version, &e))?;
    in_phase(row, version, definition)
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn what_is_typed_is_searched_for_literally() {
        assert_eq!(contains(r"50%_a\b'; drop"), r"%50\%\_a\\b'; drop%");
    }
}
