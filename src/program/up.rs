//! Everything in one process, with servers of its own unless some are given.

use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::ground::{self, Schema};
use super::roles::{self, How, Role};
use super::{Program, ProgramError};
use crate::embedded::{self, Binaries, Embedded, Profile};
use crate::process;

/// Runs all roles until told to stop; nothing is left running.
pub(super) async fn up(program: Program, demo: bool) -> Result<(), ProgramError> {
    // Before anything is started that a signal would have to stop.
    let stop = process::stop_on_signals().map_err(ProgramError::Signals)?;
    let s = &program.settings;
    // The first start takes a while; that the port is taken is told before it.
    let listener = roles::listen(s).await?;
    program.make_key()?;
    if let (Some(database_url), Some(redis_url)) = (&s.database_url, &s.redis_url) {
        return all_roles(&program, demo, database_url, redis_url, listener, &stop).await;
    }
    let Some(servers) = stop.run_until_cancelled(start(&program)).await else { return Ok(()) };
    let mut servers = servers?;
    let database_url = s.database_url.clone().unwrap_or_else(|| servers.postgres.url().into());
    let redis_url = s.redis_url.clone().unwrap_or_else(|| servers.redis.url().into());
    // A token of their own: the servers outlast the drain of those who use them.
    let drained = CancellationToken::new();
    let work = async {
        let done = all_roles(&program, demo, &database_url, &redis_url, listener, &stop).await;
        drained.cancel();
        done
    };
    let (done, ()) = tokio::join!(work, servers.keep(&drained));
    if matches!(done, Err(ProgramError::Worker(_))) {
        // A stuck worker has to end with its process, at once; the next start adopts the servers.
        return done;
    }
    tracing::info!("stopping Postgres and Redis");
    let stopped = servers.stop().await;
    done.and(stopped.map_err(ProgramError::from))
}

async fn start(program: &Program) -> Result<Embedded, ProgramError> {
    let dir = program.data_dir().ok_or(ProgramError::NoDataDir)?;
    let s = &program.settings;
    let binaries = Binaries::find_in(s.postgres_bin.clone(), s.redis_server.clone()).map_err(embedded::Error::from)?;
    tracing::info!("starting Postgres and Redis in {}", dir.display());
    Ok(Embedded::start(&binaries, &dir, Profile::Durable).await?)
}

async fn all_roles(
    program: &Program,
    demo: bool,
    database_url: &SecretString,
    redis_url: &SecretString,
    listener: TcpListener,
    stop: &CancellationToken,
) -> Result<(), ProgramError> {
    let prepared = ground::prepare(&program.settings, "up", database_url, redis_url, Schema::Migrate);
    match stop.run_until_cancelled(prepared).await {
        Some(ground) => roles::run(program, ground?, &Role::ALL, How { listener: Some(listener), demo }, stop).await,
        None => Ok(()),
    }
}
