//! Postgres and Redis, as they have to be.

use std::time::Duration;

use deadpool_postgres::Client;
use secrecy::ExposeSecret;

use super::report::{Check, Report};
use crate::program::{Program, postgres_at, redis_at};
use crate::queue::{Redis, RedisError};
use crate::store::{self, Chain, Database, SchemaState, StoreError, diagnosis};

/// Below this, `idle_session_timeout` is missing, which ends a hung leader.
const OLDEST_POSTGRES: i32 = 140_000;
/// Below this, `XAUTOCLAIM` is missing, which finds tickets that a worker left.
const OLDEST_REDIS: (u32, u32) = (7, 0);
/// Clocks further apart than this make due times early or late enough to notice.
const CLOCKS_APART: Duration = Duration::from_millis(500);

const NO_ADDRESS: &str = "set it, or start `noc-scheduler up`, which brings servers of its own";

/// A connection, when there is one.
pub(super) async fn postgres(program: &Program, report: &mut Report) -> Option<Client> {
    let Some(url) = program.addresses().0 else {
        report.tell(Check::wrong("postgres", "NOC_DATABASE_URL is not set and no `up` is running", NO_ADDRESS));
        return None;
    };
    let place = postgres_at(&url);
    let database = match program.database() {
        Ok(database) => database,
        Err(e) => {
            report.tell(Check::wrong("postgres", Chain(&e).to_string(), "correct NOC_DATABASE_URL"));
            return None;
        }
    };
    match connected(program, &database, &place, report).await {
        Ok(client) => {
            schema(&database, report).await;
            Some(client)
        }
        Err(e) => {
            let remedy = "start it, or correct NOC_DATABASE_URL: host, port, user, password, database";
            report.tell(Check::wrong("postgres", format!("{place}: {}", store::root(&e)), remedy));
            None
        }
    }
}

async fn connected(
    program: &Program,
    database: &Database,
    place: &str,
    report: &mut Report,
) -> Result<Client, StoreError> {
    let client = database.get().await?;
    // Prepared by the first, so that the second takes one way there and back.
    diagnosis::server(&client).await?;
    let before = program.clock.now();
    let (version, theirs) = diagnosis::server(&client).await?;
    let after = program.clock.now();
    let says = format!("{place}, version {}.{}", version / 10_000, version % 10_000);
    report.tell(if version < OLDEST_POSTGRES {
        Check::wrong("postgres", says, "upgrade to 14 or newer")
    } else {
        Check::fine("postgres", says)
    });
    // Whatever the way took counts for us.
    let apart = before.since(theirs).max(theirs.since(after));
    let says = format!("this host's and Postgres' differ by {} ms", apart.as_millis());
    report.tell(if apart > CLOCKS_APART {
        Check::odd("clock", says, "synchronise both, with chrony or systemd-timesyncd")
    } else {
        Check::fine("clock", says)
    });
    Ok(client)
}

async fn schema(database: &Database, report: &mut Report) {
    report.tell(match store::schema_state(database).await {
        Ok(SchemaState::Current) => Check::fine("schema", "as this program needs it"),
        Ok(SchemaState::Behind { applied, known }) => Check::wrong(
            "schema",
            format!("at {applied}, and this program needs {known}"),
            "`noc-scheduler migrate`; api and beat do it when they start",
        ),
        Ok(SchemaState::Ahead { applied, known }) => Check::odd(
            "schema",
            format!("at {applied}, migrated by a newer program; this one knows {known}"),
            "update this program",
        ),
        Err(e) => Check::wrong("schema", Chain(&e).to_string(), "see the log of Postgres"),
    });
}

pub(super) async fn redis(program: &Program, report: &mut Report) {
    let Some(url) = program.addresses().1 else {
        report.tell(Check::wrong("redis", "NOC_REDIS_URL is not set and no `up` is running", NO_ADDRESS));
        return;
    };
    let place = redis_at(&url);
    if let Err(e) = asked(program, url.expose_secret(), &place, report).await {
        let remedy = "start it, or correct NOC_REDIS_URL: host, port, password";
        report.tell(Check::wrong("redis", format!("{place}: {}", Chain(&e)), remedy));
    }
}

async fn asked(program: &Program, url: &str, place: &str, report: &mut Report) -> Result<(), RedisError> {
    let redis = Redis::connect(url, &program.settings.redis_prefix).await?;
    let version = redis.server_version().await?;
    let says = format!("{place}, version {version}");
    report.tell(if is_too_old(&version) {
        Check::wrong("redis", says, "upgrade to 7.0 or newer")
    } else {
        Check::fine("redis", says)
    });
    let policy = redis.memory_policy().await?;
    let says = format!("maxmemory-policy is {policy}");
    report.tell(if policy == "noeviction" || policy.starts_with("volatile-") {
        Check::fine("redis memory", says)
    } else {
        let remedy = "`redis-cli config set maxmemory-policy noeviction`, and the same in redis.conf: \
                      with this one Redis throws tickets away when its memory is full";
        Check::wrong("redis memory", says, remedy)
    });
    redis.close().await;
    Ok(())
}

fn is_too_old(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0)) < OLDEST_REDIS
}

#[cfg(test)]
mod tests {
    #[test]
    fn versions_are_compared_as_numbers() {
        for (version, old) in [("6.0.16", true), ("6.2.0", true), ("7.0.15", false), ("10.1", false), ("", true)] {
            assert_eq!(super::is_too_old(version), old, "{version}");
        }
    }
}
