//! Moving in from Celery: which database is read, which is written, and what is said.

use std::str::FromStr;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::{FEW, Program, ProgramError, ground};
use crate::celery::import::{Wishes, import};
use crate::celery::report::{RowReport, Verdict};
use crate::cli::ImportCelery;
use crate::command::Door;
use crate::store::{self, SchemaState, StoreError, celery};

/// Takes over what can be taken, and tells every row.
pub(super) async fn run(program: &Program, how: &ImportCelery) -> Result<(), ProgramError> {
    let (ours, _) = program.addresses();
    let theirs = program.other_database_url.clone().or_else(|| ours.clone());
    let ours = ours.or_else(|| theirs.clone()).ok_or(ProgramError::Missing("NOC_DATABASE_URL"))?;
    let theirs = theirs.unwrap_or_else(|| ours.clone());
    let database = ground::database(&ours, "import-celery", FEW)?;
    if let SchemaState::Behind { applied, known } = store::schema_state(&database).await? {
        return Err(ProgramError::SchemaBehind { applied, known });
    }
    if let Some(owner) = &how.owner {
        let client = database.get().await.map_err(StoreError::from)?;
        store::people::active_id(&client, owner).await?.ok_or_else(|| ProgramError::NoOwner(owner.clone()))?;
    }
    let source = ground::database(&theirs, "import-celery source", 1)?;
    let foreign = celery::read(&source, how.schema.as_deref()).await?;

    let packages: Vec<&str> = foreign.packages.iter().map(|package| package.name()).collect();
    let (from, to) = (place(&theirs), place(&ours));
    let text = format!("from {from}, schema {} ({}), to {to}", foreign.schema, packages.join(", "));
    let opening =
        json!({"from": from, "schema": foreign.schema, "packages": packages, "to": to, "dry_run": how.dry_run});
    program.out.say(&text, &opening);

    let registry = Arc::new(program.registry.clone());
    let door = Door::new(database.clone(), registry, program.settings.timezone.clone());
    let door = if how.dry_run { door.rehearsing() } else { door };
    let wishes = Wishes { owner: how.owner.clone(), enable: how.enable };
    let tell = |report: &RowReport| program.out.say(&report.words(), &report.object());
    let summary = import(&foreign, &database, &door, &wishes, tell).await?;
    let dry = if how.dry_run { "; a dry run: nothing was changed" } else { "" };
    program.out.say(&format!("{}{dry}", summary.words()), &summary.object());
    match summary.of(Verdict::Refused) {
        0 => Ok(()),
        refused => Err(ProgramError::NotTaken(refused)),
    }
}

/// A database and where it is, without any password: the two may be on one server.
fn place(url: &SecretString) -> String {
    let config = tokio_postgres::Config::from_str(url.expose_secret()).ok();
    let name = config.as_ref().and_then(tokio_postgres::Config::get_dbname).unwrap_or("the default");
    format!("database {name} of {}", ground::postgres_at(url))
}
