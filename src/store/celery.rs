//! The tables of Celery's schedulers for SQLAlchemy, in whatever database and schema they are.
//!
//! They belong to others: they are only read, in one read-only transaction, so
//! that everything told is of one instant.

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use serde_json::Value;
use tokio_postgres::IsolationLevel;

use super::{Database, StoreError, execute, one, rows};

const TABLES: &str = include_str!("../../sql/queries/celery/tables.sql");
const IDENTITY: &str = include_str!("../../sql/queries/celery/identity.sql");
const LOOK_IN: &str = include_str!("../../sql/queries/celery/look_in.sql");
const SCHEDULER_ROWS: &str = include_str!("../../sql/queries/celery/scheduler_rows.sql");
const BEAT_ROWS: &str = include_str!("../../sql/queries/celery/beat_rows.sql");
const OWNERS: &str = include_str!("../../sql/queries/celery/owners.sql");

/// Who made the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Package {
    /// celery-sqlalchemy-scheduler, which NOC Canvas uses.
    Scheduler,
    /// sqlalchemy-celery-beat, its successor.
    Beat,
}

impl Package {
    /// Its name on PyPI.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scheduler => "celery-sqlalchemy-scheduler",
            Self::Beat => "sqlalchemy-celery-beat",
        }
    }

    /// Its table of tasks.
    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Self::Scheduler => "celery_periodic_task",
            Self::Beat => "celery_periodictask",
        }
    }
}

/// A task of Celery's with its schedule: the rows as JSON objects, by column.
#[derive(Clone, Debug)]
pub struct ForeignRow {
    /// Whose table it is from.
    pub package: Package,
    /// Its id there.
    pub id: i64,
    /// The task.
    pub task: Value,
    /// The schedules that it names and that exist.
    pub interval: Option<Value>,
    /// As above.
    pub crontab: Option<Value>,
    /// As above.
    pub solar: Option<Value>,
    /// As above.
    pub clocked: Option<Value>,
    /// Whose NOC Canvas says it is.
    pub owner: Option<String>,
}

/// Everything there is in one schema.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// Which database it is, for ever.
    pub identity: String,
    /// The schema.
    pub schema: String,
    /// The packages whose tables are there.
    pub packages: Vec<Package>,
    /// By package and id.
    pub rows: Vec<ForeignRow>,
}

/// Why there is nothing to read.
#[derive(Debug, thiserror::Error)]
pub enum ForeignError {
    /// No tables.
    #[error("there are no tables of celery-sqlalchemy-scheduler or sqlalchemy-celery-beat in {}", place(.0.as_deref()))]
    NoTables(Option<String>),
    /// Tables in several places.
    #[error("Celery's tables are in the schemas {}: say which with --schema", .0.join(", "))]
    Ambiguous(Vec<String>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn place(schema: Option<&str>) -> String {
    schema.map_or_else(|| "any schema of the database".to_owned(), |schema| format!("schema `{schema}`"))
}

impl From<tokio_postgres::Error> for ForeignError {
    fn from(e: tokio_postgres::Error) -> Self {
        Self::Store(e.into())
    }
}

/// Reads all there is in `schema`, or in the one schema that has such tables.
///
/// # Errors
/// When there are none, several schemas have some, or the database fails.
pub async fn read(database: &Database, schema: Option<&str>) -> Result<Foreign, ForeignError> {
    let mut client = database.get().await.map_err(StoreError::from)?;
    let tx = client.build_transaction().read_only(true).isolation_level(IsolationLevel::RepeatableRead).start().await?;
    let tables: Vec<(String, String)> =
        rows(&tx, TABLES, &[]).await?.iter().map(|row| (row.get("schema"), row.get("name"))).collect();
    let (schema, packages) = choose(&tables, schema)?;
    let identity = one(&tx, IDENTITY, &[]).await?.try_get("identity")?;
    let owners = owners(&tx, &tables, &schema).await?;
    execute(&tx, LOOK_IN, &[&schema]).await?;
    let mut found = Vec::new();
    for package in &packages {
        let sql = match package {
            Package::Scheduler => SCHEDULER_ROWS,
            Package::Beat => BEAT_ROWS,
        };
        // The owners' table names no package. NOC Canvas uses the older one, so with both that one is meant.
        let owned = packages.len() == 1 || *package == Package::Scheduler;
        for row in rows(&tx, sql, &[]).await? {
            let id: i64 = row.try_get("id")?;
            found.push(ForeignRow {
                package: *package,
                id,
                task: row.try_get("task")?,
                interval: row.try_get("interval")?,
                crontab: row.try_get("crontab")?,
                solar: row.try_get("solar")?,
                clocked: row.try_get("clocked")?,
                owner: owners.get(&id).filter(|_| owned).cloned(),
            });
        }
    }
    Ok(Foreign { identity, schema, packages, rows: found })
}

/// The schema to read, and whose tables are in it.
fn choose(tables: &[(String, String)], schema: Option<&str>) -> Result<(String, Vec<Package>), ForeignError> {
    let packages_in = |schema: &str| -> Vec<Package> {
        let has = |package: &Package| tables.iter().any(|(s, name)| s == schema && name == package.table());
        [Package::Scheduler, Package::Beat].into_iter().filter(has).collect()
    };
    let mut schemas: Vec<&str> = tables.iter().map(|(schema, _)| schema.as_str()).collect();
    schemas.dedup();
    schemas.retain(|s| schema.is_none_or(|asked| asked == *s) && !packages_in(s).is_empty());
    match schemas[..] {
        [] => Err(ForeignError::NoTables(schema.map(str::to_owned))),
        [schema] => Ok((schema.to_owned(), packages_in(schema))),
        _ => Err(ForeignError::Ambiguous(schemas.into_iter().map(str::to_owned).collect())),
    }
}

/// NOC Canvas's owners by task, from beside the tables or else from the default schema.
async fn owners(
    tx: &Transaction<'_>,
    tables: &[(String, String)],
    schema: &str,
) -> Result<HashMap<i64, String>, StoreError> {
    let there = |place: &&str| tables.iter().any(|(s, name)| s == place && name == "scheduled_task_owners");
    let Some(place) = [schema, "public"].into_iter().find(there) else { return Ok(HashMap::new()) };
    execute(tx, LOOK_IN, &[&place]).await?;
    Ok(rows(tx, OWNERS, &[]).await?.iter().map(|row| (row.get("id"), row.get("owner"))).collect())
}
