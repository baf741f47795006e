//! Secrets, and the connections that need them. Nobody else is asked: `POST /api/connections/{id}/test` does that.

use deadpool_postgres::Client;

use super::report::{Check, Report};
use crate::archive;
use crate::connections::{self, Environment};
use crate::credentials;
use crate::domain::connection::{Connection, Kind, Source};
use crate::program::Program;
use crate::store::{self, StoreError};
use crate::vault::{Vault, VaultError};

const SECRETS: &str = "secrets";
const CONNECTION: &str = "connection";
/// Findings that a line names; the rest are counted.
const NAMED: usize = 3;

pub(super) async fn look(program: &Program, client: &Client, report: &mut Report) -> Result<(), StoreError> {
    let stored = store::connections::list(client).await?;
    match program.vault() {
        Ok(vault) => {
            let of_connections = stored.iter().map(|row| Sealed {
                what: format!("of the connection `{}`", row.connection.name),
                opens: connections::opens(&vault, row),
                is_current: vault.is_current(&row.sealed),
            });
            let credentials = store::credentials::all(client).await?;
            let of_credentials = credentials.iter().map(|row| Sealed {
                what: format!("of the credential `{}`", row.credential.name),
                opens: credentials::opens(&vault, row),
                is_current: vault.is_current(&row.sealed),
            });
            let of_archive = store::captures::key(client).await?.map(|sealed| Sealed {
                what: "that opens what devices said".to_owned(),
                opens: archive::opens(&vault, &sealed),
                is_current: vault.is_current(&sealed),
            });
            let all = of_connections.chain(of_credentials).chain(of_archive);
            report.tell(secrets(&vault, &all.collect::<Vec<_>>()));
        }
        Err(e) => {
            let remedy = "correct NOC_SECRET_KEY_FILE, and let the user of the service own that file";
            report.tell(Check::wrong(SECRETS, e.to_string(), remedy));
        }
    }
    let stored = stored.into_iter().map(|row| row.connection).collect();
    tell_connections(&program.settings.connections, stored, report);
    Ok(())
}

/// What was found out about one sealed row.
struct Sealed {
    what: String,
    opens: Result<(), VaultError>,
    is_current: bool,
}

fn secrets(vault: &Vault, sealed: &[Sealed]) -> Check {
    let keys = match vault.key_ids().as_slice() {
        [] => "no key".to_owned(),
        [one] => format!("key {one}"),
        [first, rest @ ..] => format!("key {first} seals, {} also open", rest.join(", ")),
    };
    let shut: Vec<String> =
        sealed.iter().filter_map(|row| Some(format!("that {}: {}", row.what, row.opens.as_ref().err()?))).collect();
    if !shut.is_empty() {
        let more = if shut.len() > NAMED { "; and others" } else { "" };
        let named = shut[..shut.len().min(NAMED)].join("; ");
        let says = format!("{keys}; {} of {} secrets cannot be opened here: {named}{more}", shut.len(), sealed.len());
        return Check::wrong(SECRETS, says, "give this host the key that sealed them, or enter them again");
    }
    let older = sealed.iter().filter(|row| !row.is_current).count();
    match (sealed.len(), older) {
        (0, _) if vault.is_empty() => {
            Check::fine(SECRETS, "no key, and none sealed yet; `noc-scheduler secrets new-key` makes one")
        }
        (0, _) => Check::fine(SECRETS, format!("{keys}; none sealed yet")),
        (all, 0) => Check::fine(SECRETS, format!("{keys}; {all} sealed, and all can be opened")),
        (all, older) => {
            let says = format!("{keys}; {all} sealed, and all can be opened, {older} by an older key alone");
            Check::odd(SECRETS, says, "`noc-scheduler secrets rotate`, before the older key is taken out")
        }
    }
}

fn tell_connections(environment: &Environment, stored: Vec<Connection>, report: &mut Report) {
    let all = environment.with(stored);
    if all.is_empty() {
        report.tell(Check::fine(CONNECTION, "none; an admin makes them under Settings, or POST /api/connections"));
    }
    for kind in Kind::ALL {
        let of_kind: Vec<&Connection> = all.iter().filter(|connection| connection.kind == *kind).collect();
        if of_kind.len() > 1 && !of_kind.iter().any(|connection| connection.is_default) {
            let says = format!("there are several to {}, and none is the default", kind.title());
            report.tell(Check::odd(CONNECTION, says, "make one the default, or let every schedule name one"));
        }
        of_kind.into_iter().for_each(|connection| report.tell(connection_line(connection)));
    }
}

fn connection_line(connection: &Connection) -> Check {
    let default = if connection.is_default { ", the default" } else { "" };
    let who = format!("`{}` to {} at {}{default}", connection.name, connection.kind.title(), connection.url);
    match (&connection.check, connection.source) {
        (_, Source::Environment) => Check::fine(CONNECTION, format!("{who}; set in the environment of this process")),
        (None, Source::Stored) => Check::fine(CONNECTION, format!("{who}; never tested")),
        (Some(check), _) if check.ok => {
            Check::fine(CONNECTION, format!("{who}; worked when tested at {}: {}", check.at, check.detail))
        }
        (Some(check), _) => {
            let says = format!("{who}; failed when tested at {}: {}", check.at, check.detail);
            Check::odd(
                CONNECTION,
                says,
                "correct it and test it again, under Settings or POST /api/connections/{id}/test",
            )
        }
    }
}
