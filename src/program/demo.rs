//! `up --demo`: a little network of our own to look at, for whoever has none at hand.
//!
//! A Nautobot and a CheckMK are simulated inside the process and asked over real HTTP, as real ones would be, and so
//! are the devices, over real SSH. The network changes a little every now and then, so that syncs and crawls have
//! something to tell.

mod devices;

use std::time::Duration;

use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub(super) use self::devices::Devices;
use self::devices::USERNAME;
use super::ProgramError;
use crate::command::people::FIRST_ADMIN;
use crate::command::{CommandError, Door};
use crate::connections::{ChangeError, Connections, Draft as ConnectionDraft};
use crate::credentials::{Credentials, Draft as CredentialDraft, Secret};
use crate::domain::connection::Kind;
use crate::domain::credential::Credential;
use crate::domain::draft::Draft;
use crate::domain::people::Person;
use crate::simulate::network::{NETWORK, Network};
use crate::store::Chain;
use crate::vault::Key;

/// Who did it, in histories.
const ACTOR: &str = "demo";
/// Often enough to be seen while somebody looks, seldom enough to be told apart.
const PACE: Duration = Duration::from_secs(20);
const SITE: &str = "demo";
const AUTOMATION: &str = "automation";
const CREDENTIAL: &str = "demo devices";

/// The simulated systems. Dropped, they are gone.
pub(super) struct Demo {
    /// Moves the network on; owns the systems.
    moving: JoinHandle<()>,
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.moving.abort();
    }
}

/// Starts the systems, connects them, and makes the example schedules that are not there yet.
pub(super) async fn start(
    devices: Devices,
    connections: &Connections,
    credentials: &Credentials,
    door: &Door,
    stop: &CancellationToken,
) -> Result<Demo, ProgramError> {
    let (token, secret) = (Key::generate(), Key::generate());
    let network = Network::at(0);
    let nautobot = network.nautobot(&token).await.map_err(ProgramError::Demo)?;
    let checkmk = network.checkmk(SITE, AUTOMATION, &secret).await.map_err(ProgramError::Demo)?;
    connect(connections, Kind::Nautobot, nautobot.base_url(), token.into()).await?;
    connect(connections, Kind::Checkmk, checkmk.base_url(), secret.into()).await?;
    share(credentials, devices.password()).await?;
    for schedule in schedules() {
        make(door, schedule).await?;
    }
    let stop = stop.clone();
    let moving = tokio::spawn(async move {
        let mut tick = 0;
        while stop.run_until_cancelled(tokio::time::sleep(PACE)).await.is_some() {
            tick += 1;
            Network::at(tick).show(&nautobot, &checkmk);
            devices.show(tick);
        }
        // Until the roles have drained: their last syncs still ask.
        std::future::pending::<()>().await;
    });
    tracing::info!("the demo's Nautobot, CheckMK and devices are simulated; their network changes every {PACE:?}");
    Ok(Demo { moving })
}

/// The connection of the demo: made at the first start, led to the new port at later ones.
async fn connect(connections: &Connections, kind: Kind, url: String, secret: SecretString) -> Result<(), ProgramError> {
    let who = Person::program(ACTOR);
    let name = format!("demo-{kind}");
    let is_checkmk = kind == Kind::Checkmk;
    let draft = ConnectionDraft {
        name: Some(name.clone()),
        url: Some(url),
        site: is_checkmk.then(|| SITE.to_owned()),
        username: is_checkmk.then(|| AUTOMATION.to_owned()),
        secret: Some(secret),
        ..ConnectionDraft::default()
    };
    let known = connections.list().await?.into_iter().find(|connection| connection.name == name);
    match known {
        Some(known) => connections.update(&who, known.id, None, draft).await?,
        None => connections.create(&who, kind, draft).await?,
    };
    Ok(())
}

/// The credential for the demo's devices: made at the first start, with the new password at later ones. It is shown to
/// no device of another network.
async fn share(credentials: &Credentials, password: &str) -> Result<(), ProgramError> {
    let who = Person::program(ACTOR);
    let draft = CredentialDraft {
        name: Some(CREDENTIAL.to_owned()),
        username: Some(USERNAME.to_owned()),
        password: Some(Secret::Set(password.to_owned().into())),
        scope: Some(json!([{"field": "address", "operator": "in_prefix", "values": [NETWORK]}])),
        ..CredentialDraft::default()
    };
    let shared = |known: &Credential| known.owner.is_none() && known.name == CREDENTIAL;
    let known = credentials.usable_by(&who).await?.into_iter().find(shared);
    match known {
        Some(known) => credentials.update(&who, known.id, None, draft).await?,
        None => credentials.create(&who, true, draft).await?,
    };
    Ok(())
}

async fn make(door: &Door, schedule: Value) -> Result<(), ProgramError> {
    let Value::Object(mut body) = schedule else { return Ok(()) };
    let name = body["name"].as_str().unwrap_or_default().to_owned();
    // The same at every start, so that one that is there, or was deleted, is not made again.
    let id = Uuid::new_v8(id_bytes(&name));
    body.insert("id".to_owned(), id.to_string().into());
    body.insert("owner_username".to_owned(), FIRST_ADMIN.into());
    body.insert("note".to_owned(), "an example of the demo".into());
    body.insert("tags".to_owned(), json!(["demo"]));
    let draft = Draft::read(&body).map_err(|errors| ProgramError::DemoSchedule(name.clone(), format!("{errors:?}")))?;
    match door.create(&Person::program(ACTOR), draft).await {
        Ok(_) | Err(CommandError::IdTaken(_) | CommandError::IdDeleted(_) | CommandError::NameTaken(_)) => Ok(()),
        Err(CommandError::Store(e)) => Err(e.into()),
        // One example less is no reason not to start.
        Err(e) => {
            tracing::warn!(schedule = name, error = %Chain(&e), "an example of the demo could not be made");
            Ok(())
        }
    }
}

fn id_bytes(name: &str) -> [u8; 16] {
    use sha2::{Digest, Sha256};
    let hash = Sha256::new_with_prefix(b"demo schedule\0").chain_update(name.as_bytes()).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes
}

/// The examples, and faster ones for whoever looks now.
fn schedules() -> [Value; 9] {
    let every = |seconds: u32| json!({"every": seconds, "period": "seconds"});
    [
        json!({"name": "Sync devices from Nautobot, hourly", "task": "sync_nautobot_devices",
            "crontab": {"minute": "0"}, "description": "What Nautobot knows, once an hour."}),
        json!({"name": "Warm the cache, daily", "task": "cache_warm_up", "crontab": {"minute": "0", "hour": "2"},
            "description": "Before the day begins, so that the first page is as fast as the last."}),
        json!({"name": "Discover the topology, weekly", "task": "discover_topology",
            "crontab": {"minute": "0", "hour": "3", "day_of_week": "mon"}, "kwargs": {"seed_devices": [1, 2, 3], "max_depth": 3},
            "description": "How everything is linked, three links away from the core of Amsterdam."}),
        json!({"name": "Sync devices from Nautobot", "task": "sync_nautobot_devices", "interval": every(30),
            "catch_up": "none", "kwargs": {"custom_fields": ["last_backup"]}}),
        json!({"name": "Sync hosts from CheckMK", "task": "sync_checkmk_hosts", "interval": every(45),
            "catch_up": "none", "kwargs": {"effective_attributes": true}}),
        json!({"name": "Discover the topology", "task": "discover_topology", "interval": every(60), "catch_up": "none",
            "kwargs": {"seed_devices": [1, 2, 3], "max_depth": 4}}),
        json!({"name": "Keep baselines of the switches of Amsterdam", "task": "create_baseline", "interval": every(180),
            "catch_up": "none", "kwargs": {"device_ids": ["ams-core-01", "ams-dist-01", "ams-sw-01", "ams-sw-03"]}}),
        json!({"name": "Warm the cache", "task": "cache_warm_up", "interval": every(120), "catch_up": "none"}),
        json!({"name": "Test job", "task": "test_job", "interval": every(15), "catch_up": "none",
            "kwargs": {"message": "hello", "steps": 5, "duration": 4, "log_lines": 3}}),
    ]
}

impl From<ChangeError> for ProgramError {
    fn from(e: ChangeError) -> Self {
        match e {
            ChangeError::Store(e) => Self::Store(e),
            other => Self::Connection(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::task::Catalogue;
    use crate::tasks::Registry;

    #[test]
    fn the_examples_are_schedules_of_tasks_that_exist() {
        let registry: Arc<dyn Catalogue> = Arc::new(Registry::builtin());
        for schedule in schedules() {
            let Value::Object(body) = &schedule else { panic!("{schedule}") };
            let draft = Draft::read(body).unwrap_or_else(|e| panic!("{schedule}: {e:?}"));
            let task = registry.short_name(draft.task.as_deref().unwrap()).unwrap_or_else(|| panic!("{schedule}"));
            registry.check(&task, &draft.kwargs.unwrap_or_default()).unwrap_or_else(|e| panic!("{schedule}: {e:?}"));
        }
    }
}
