//! Changes to maintenance windows. The leader's firings and these have an order:
//! a window counts from the instant after what was in flight when it was written.

use deadpool_postgres::Transaction;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Door;
use crate::domain::Timestamp;
use crate::domain::draft::FieldError;
use crate::domain::maintenance::{InForce, Now, Window, read, with_changes};
use crate::domain::people::{Person, Role};
use crate::store::maintenance::{self as stored, WindowRow};
use crate::store::{DatabaseError, StoreError, schedules};

/// Windows that may be open or to come at once: each is asked at each due time.
const MOST_WINDOWS: i64 = 200;

/// Why a window was not changed.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// There is no such window.
    #[error("there is no such maintenance window")]
    NotFound,
    /// It is over.
    #[error("the maintenance window is over: {0}")]
    Over(String),
    /// It was changed since the writer looked.
    #[error("the maintenance window is at version {}, not {seen}", .current.version)]
    Stale {
        /// The version the writer saw.
        seen: i32,
        /// As it stands.
        current: Box<WindowRow>,
    },
    /// It has been open: it can be lifted, and stays to explain what it did.
    #[error("the maintenance window has been open; lift it instead")]
    HasBegun,
    /// There are enough.
    #[error("{MOST_WINDOWS} maintenance windows are open or to come; lift some that are not needed")]
    TooMany,
    /// That id belongs to another window.
    #[error("another maintenance window has the id {0}")]
    IdTaken(Uuid),
    /// This person may not.
    #[error("{0}")]
    Forbidden(String),
    /// Fields that do not fit.
    #[error("{}", .0.first().map_or("the body does not fit", |e| e.detail.as_str()))]
    Invalid(Vec<FieldError>),
    /// Something we depend on failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DatabaseError> for WindowError {
    fn from(e: DatabaseError) -> Self {
        Self::Store(e.into())
    }
}

impl From<tokio_postgres::Error> for WindowError {
    fn from(e: tokio_postgres::Error) -> Self {
        Self::Store(e.into())
    }
}

/// Which version a writer saw, where they say.
type Seen = Option<i32>;

impl Door {
    /// Makes a window that counts from now on. With an `id` in the body it can be
    /// repeated: the second time it is there already, and `false`.
    ///
    /// # Errors
    /// See [`WindowError`].
    pub async fn create_window(
        &self,
        who: &Person,
        fields: &Map<String, Value>,
        now: Timestamp,
    ) -> Result<(WindowRow, bool), WindowError> {
        may_write(who)?;
        let chosen = match fields.get("id").filter(|id| !id.is_null()) {
            Some(id) => Some(
                id.as_str()
                    .and_then(|id| id.parse::<Uuid>().ok())
                    .ok_or_else(|| WindowError::Invalid(vec![FieldError::new("/id", format!("{id} is no UUID"))]))?,
            ),
            None => None,
        };
        let id = chosen.unwrap_or_else(Uuid::new_v4);
        let window = self.window(fields, None, now).await?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let at = stored::begin(&tx).await?;
        if chosen.is_some()
            && let Some(there) = stored::get(&tx, id).await?
        {
            // A `from` that was not said is another one each time.
            let same = Window { from: there.newest.window.from, ..window.clone() } == there.newest.window;
            return if same { Ok((there, false)) } else { Err(WindowError::IdTaken(id)) };
        }
        if stored::count_open(&tx).await? >= MOST_WINDOWS {
            return Err(WindowError::TooMany);
        }
        stored::insert(&tx, id, 1, &window, at, &who.username).await?;
        let row = commit(tx, id).await?;
        tracing::info!(window.id = %id, window.name = %window.name, actor = %who.username, "maintenance window made");
        Ok((row, true))
    }

    /// Changes a window; what was due before is judged by what it said before.
    /// A change that changes nothing makes no version, and answers `false`.
    ///
    /// # Errors
    /// See [`WindowError`].
    pub async fn edit_window(
        &self,
        who: &Person,
        id: Uuid,
        seen: Seen,
        fields: &Map<String, Value>,
        now: Timestamp,
    ) -> Result<(WindowRow, bool), WindowError> {
        may_write(who)?;
        let looked = {
            let client = self.database.get().await?;
            stored::get(&client, id).await?.ok_or(WindowError::NotFound)?
        };
        // What is not said stays as it was looked at: on another version it would be another change.
        let looked = unchanged(looked, seen)?;
        let before = &looked.newest.window;
        let window = self.window(&with_changes(before, fields), Some(before), now).await?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let at = stored::begin(&tx).await?;
        let row = unchanged(stored::get(&tx, id).await?.ok_or(WindowError::NotFound)?, Some(looked.version))?;
        still_to_come(&row, at)?;
        if window == row.newest.window {
            return Ok((row, false));
        }
        let at = at.max(row.newest.effective_at);
        stored::end(&tx, id, row.version, at, &who.username).await?;
        stored::insert(&tx, id, row.version + 1, &window, at, &who.username).await?;
        let row = commit(tx, id).await?;
        tracing::info!(window.id = %id, window.name = %window.name, version = row.version, actor = %who.username, "maintenance window changed");
        Ok((row, true))
    }

    /// Ends a window now. `unopened`: only if it has never been open.
    ///
    /// # Errors
    /// See [`WindowError`].
    pub async fn lift_window(
        &self,
        who: &Person,
        id: Uuid,
        seen: Seen,
        unopened: bool,
    ) -> Result<WindowRow, WindowError> {
        may_write(who)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let at = stored::begin(&tx).await?;
        let row = unchanged(stored::get(&tx, id).await?.ok_or(WindowError::NotFound)?, seen)?;
        still_to_come(&row, at)?;
        if unopened && has_begun(&row, at) {
            return Err(WindowError::HasBegun);
        }
        stored::end(&tx, id, row.version, at, &who.username).await?;
        let row = commit(tx, id).await?;
        tracing::info!(window.id = %id, window.name = %row.newest.window.name, actor = %who.username, "maintenance window lifted");
        Ok(row)
    }

    /// What a body says, with tasks by short name and schedules that exist.
    ///
    /// # Errors
    /// See [`WindowError`].
    pub async fn window(
        &self,
        fields: &Map<String, Value>,
        before: Option<&Window>,
        now: Timestamp,
    ) -> Result<Window, WindowError> {
        let mut window = read(fields, before, &self.zone, now).map_err(WindowError::Invalid)?;
        let mut errors = Vec::new();
        for task in &mut window.scope.tasks {
            match self.catalogue.short_name(task) {
                Some(short) => *task = (&*short).into(),
                None => {
                    let known = self.catalogue.short_names().join(", ");
                    let detail = format!("there is no task `{task}`; known are {known}");
                    errors.push(FieldError::new("/scope/tasks", detail));
                }
            }
        }
        let known = |id: &Uuid| before.is_some_and(|before| before.scope.schedules.contains(id));
        let client = self.database.get().await?;
        for id in window.scope.schedules.iter().filter(|id| !known(id)) {
            if schedules::get(&client, *id).await?.is_none() {
                errors.push(FieldError::new("/scope/schedules", format!("there is no schedule {id}")));
            }
        }
        if errors.is_empty() { Ok(window) } else { Err(WindowError::Invalid(errors)) }
    }
}

fn may_write(who: &Person) -> Result<(), WindowError> {
    if who.role >= Role::Operator {
        return Ok(());
    }
    Err(WindowError::Forbidden("viewers only read; ask an operator or an admin".to_owned()))
}

fn unchanged(row: WindowRow, seen: Seen) -> Result<WindowRow, WindowError> {
    match seen {
        Some(seen) if seen != row.version => Err(WindowError::Stale { seen, current: Box::new(row) }),
        _ => Ok(row),
    }
}

/// What is over stays as it is: it explains what it did.
fn still_to_come(row: &WindowRow, at: Timestamp) -> Result<(), WindowError> {
    if let Some(ended) = row.newest.ended_at {
        let by = row.lifted_by.as_deref().unwrap_or("somebody");
        return Err(WindowError::Over(format!("{by} lifted it at {ended}")));
    }
    match row.newest.stands(at) {
        Now::Ended => Err(WindowError::Over("it opens no more; make another one".to_owned())),
        Now::Active(_) | Now::Upcoming(_) => Ok(()),
    }
}

/// Whether any opening of it lies before `at`, as far as its newest version tells.
fn has_begun(row: &WindowRow, at: Timestamp) -> bool {
    let since = InForce { effective_at: row.created_at, ..row.newest.clone() };
    match since.stands(row.created_at) {
        Now::Active(_) => true,
        Now::Upcoming(opens) => opens <= at,
        Now::Ended => false,
    }
}

/// Commits, with the window as it then stands.
async fn commit(tx: Transaction<'_>, id: Uuid) -> Result<WindowRow, WindowError> {
    let row = stored::get(&tx, id).await?.ok_or(WindowError::NotFound)?;
    tx.commit().await?;
    Ok(row)
}
