//! Taking rows over through the one door, as often as one likes.
//!
//! A row's schedule has an id made of where the row is, so a second run finds
//! what the first one made. What the row said then is the fold of the events
//! that imports wrote before anybody else changed the schedule. So it is known
//! on which side something changed since: only in Celery, and the schedule is
//! brought up to date; only here, and it stays; on both, and it stays and is told.

use deadpool_postgres::GenericClient;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::convert::{Converted, Past, Taken, convert};
use super::report::{RowReport, Summary, Verdict};
use crate::command::{CommandError, Door};
use crate::domain::decide::Refusal;
use crate::domain::draft::{Draft, FieldError};
use crate::domain::people::Person;
use crate::domain::schedule::{Phase, Schedule, evolve};
use crate::store::celery::{Foreign, ForeignRow};
use crate::store::{Database, StoreError, people, schedules};

/// Who the history says it was. No user can be called so: the names of programs have no user's id.
pub const ACTOR: &str = "celery import";

/// Events read at a time to find what imports wrote; there are hardly ever more than two.
const PAGE: i32 = 50;

/// What whoever imports wants.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// Who owns schedules that name no owner.
    pub owner: Option<String>,
    /// Switch on here what is switched on there.
    pub enable: bool,
}

/// Takes over every row, telling what became of each as it goes.
///
/// # Errors
/// When the database fails. A row that cannot be taken is no error: it is told.
pub async fn import(
    foreign: &Foreign,
    database: &Database,
    door: &Door,
    wishes: &Wishes,
    mut tell: impl FnMut(&RowReport),
) -> Result<Summary, StoreError> {
    let mut summary = Summary::default();
    for row in &foreign.rows {
        let import = Import { database, door, wishes, row, id: id_of(foreign, row), past: Past::of(row) };
        let mut remarks = Vec::new();
        let (verdict, detail) = match import.take(foreign, &mut remarks).await {
            Ok(outcome) => outcome,
            Err(CommandError::Store(e)) => return Err(e),
            Err(e) => (Verdict::Refused, reason(&e)),
        };
        if verdict == Verdict::Refused {
            // The door said no after all.
            remarks.clear();
        }
        let report = RowReport {
            package: row.package,
            row: row.id,
            past: import.past,
            schedule: import.id,
            verdict,
            detail,
            remarks,
        };
        summary.count(verdict);
        tell(&report);
    }
    Ok(summary)
}

/// The schedule's id: the same for the same row of the same table, whenever it is read (`UUIDv8`, RFC 9562).
fn id_of(foreign: &Foreign, row: &ForeignRow) -> Uuid {
    let place = format!("celery/{}/{}/{}/{}", foreign.identity, foreign.schema, row.package.table(), row.id);
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&Sha256::digest(place)[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// A refusal with every field that does not fit.
fn reason(e: &CommandError) -> String {
    match e {
        CommandError::Refused(Refusal::Invalid(errors)) => fields(errors),
        other => other.to_string(),
    }
}

fn fields(errors: &[FieldError]) -> String {
    let told: Vec<String> = errors
        .iter()
        .map(|e| format!("{}: {}", e.pointer.trim_start_matches('/').replace('/', "."), e.detail))
        .collect();
    told.join("; ")
}

/// What imports made of a row earlier.
struct Earlier {
    /// As the newest import left it, before anybody else changed it.
    imported: Schedule,
    /// As it stands; none where it was deleted.
    current: Option<Schedule>,
}

/// One row on its way.
struct Import<'a> {
    database: &'a Database,
    door: &'a Door,
    wishes: &'a Wishes,
    row: &'a ForeignRow,
    id: Uuid,
    past: Past,
}

impl Import<'_> {
    async fn take(&self, foreign: &Foreign, remarks: &mut Vec<String>) -> Result<(Verdict, String), CommandError> {
        let taken = match convert(self.row, self.wishes.owner.as_deref()) {
            Converted::Body(taken) => *taken,
            Converted::Needless(why) => return Ok((Verdict::Needless, why)),
            Converted::Refused(why) => return Ok((Verdict::Refused, why)),
        };
        let draft = match Draft::read(&self.body(&taken, foreign)) {
            Ok(draft) => draft,
            Err(errors) => return Ok((Verdict::Refused, fields(&errors))),
        };
        remarks.extend(taken.doubt.clone());
        let enabled = self.wishes.enable && taken.enabled && taken.doubt.is_none();
        let person = Person::program(ACTOR);
        let earlier = self.earlier().await?;
        let Some(earlier) = earlier else {
            let written = self.door.create(&person, Draft { enabled: Some(enabled), ..draft }).await?;
            remarks.splice(0..0, taken.remarks.clone());
            return Ok((Verdict::Taken, self.standing(&written.schedule, &taken)));
        };
        let Some(current) = earlier.current else {
            return Ok((Verdict::Left, "it was deleted here".to_owned()));
        };
        let owner = self.owner(&draft).await?;
        if current.version == earlier.imported.version {
            let draft = Draft { enabled: enabled.then_some(true), version: Some(current.version), ..draft };
            if !self.door.would_change(&current, &draft, owner)? {
                return Ok((Verdict::Here, self.standing(&current, &taken)));
            }
            let written = self.door.edit(&person, self.id, draft).await?;
            remarks.splice(0..0, taken.remarks.clone());
            return Ok((Verdict::Updated, self.standing(&written.schedule, &taken)));
        }
        let news = self.door.would_change(&earlier.imported, &draft, owner)?
            && self.door.would_change(&current, &draft, owner)?;
        Ok(if news {
            let theirs = said(&taken);
            (Verdict::Left, format!("changed in Celery and here since it was taken; in Celery it is {theirs}"))
        } else {
            (Verdict::Here, "changed here since it was taken".to_owned())
        })
    }

    /// The body with what is not the row's to say.
    fn body(&self, taken: &Taken, foreign: &Foreign) -> Map<String, Value> {
        let Self { row, past, .. } = self;
        let (package, table, schema) = (row.package.name(), row.package.table(), &foreign.schema);
        let note = format!("imported from celery: {package}, row {} of {schema}.{table}; {}", row.id, past.words());
        let mut body = taken.body.clone();
        body.insert("id".to_owned(), self.id.to_string().into());
        body.insert("note".to_owned(), note.into());
        // Whoever imports does not become the owner of what he brings up to date.
        body.insert("keep_owner".to_owned(), true.into());
        body
    }

    /// "0 2 * * * UTC, owner alice, disabled (on in Celery); ran 41 times, last …"
    fn standing(&self, schedule: &Schedule, taken: &Taken) -> String {
        let state = match (schedule.phase, taken.enabled) {
            (Phase::Disabled, true) => "disabled (on in Celery)",
            (phase, _) => phase.as_str(),
        };
        format!("{}, {state}; {}", said(taken), self.past.words())
    }

    async fn owner(&self, draft: &Draft) -> Result<Uuid, CommandError> {
        let name = draft.owner_username.as_deref().unwrap_or_default();
        let client = self.database.get().await.map_err(StoreError::from)?;
        let user = people::by_name(&client, name).await?;
        user.map(|user| user.id).ok_or_else(|| {
            let told = FieldError::new("/owner_username", format!("there is no active user `{name}`"));
            CommandError::Refused(Refusal::Invalid(vec![told]))
        })
    }

    async fn earlier(&self) -> Result<Option<Earlier>, CommandError> {
        let client = self.database.get().await.map_err(StoreError::from)?;
        let Some(imported) = imported(&client, self.id).await? else { return Ok(None) };
        let row = schedules::get(&client, self.id).await?;
        let current = row.map(|row| row.schedule.map_err(|e| CommandError::Unreadable(e.0))).transpose()?;
        Ok(Some(Earlier { imported, current }))
    }
}

/// The fold of the events of schedule `id` up to the first one that no import wrote.
async fn imported(client: &impl GenericClient, id: Uuid) -> Result<Option<Schedule>, CommandError> {
    let mut folded: Option<Schedule> = None;
    loop {
        let next = folded.as_ref().map_or(1, |s| s.version + 1);
        let page = schedules::history(client, id, Some(next + PAGE), i64::from(PAGE)).await?;
        let all_read = page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
        // Newest first, and folded from the oldest on.
        for entry in page.into_iter().rev() {
            // The first event made the schedule, whoever wrote it: from there on it is compared.
            if entry.event.version > 1 && (entry.author.id.is_some() || entry.author.name != ACTOR) {
                return Ok(folded);
            }
            let fact = entry.event.fact.map_err(|e| CommandError::Unreadable(e.0))?;
            let after = evolve(folded, id, entry.event.version, entry.event.effective_at, &fact);
            folded = Some(after.map_err(|e| CommandError::Unreadable(e.0))?);
        }
        if all_read {
            return Ok(folded);
        }
    }
}

/// What a row says in a few words: "0 2 * * * UTC, owner alice".
fn said(taken: &Taken) -> String {
    let owner = taken.body["owner_username"].as_str().unwrap_or_default();
    format!("{}, owner {owner}", cadence(&taken.body))
}

/// The cadence of a body, likewise.
fn cadence(body: &Map<String, Value>) -> String {
    let kind = body["schedule_type"].as_str().unwrap_or_default();
    let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let object = &body[kind];
    let of = |field: &str| said(&object[field]);
    match kind {
        "interval" => format!("every {} {}", of("every"), of("period")),
        "crontab" => format!(
            "{} {} {} {} {} {}",
            of("minute"),
            of("hour"),
            of("day_of_month"),
            of("month_of_year"),
            of("day_of_week"),
            said(&body["timezone"])
        ),
        "solar" => format!("{} at {}, {}", of("event"), of("latitude"), of("longitude")),
        _ => format!("once, at {}", of("at")),
    }
}
