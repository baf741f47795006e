//! Whatever can run a statement: a pooled connection, one of its own, a transaction.

use deadpool_postgres::ClientWrapper;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Error, Row, Statement};

use super::{Database, StoreError};

/// Runs statements that are files under `sql/queries`, preparing each one once
/// per connection where the connection can remember it.
pub trait Executor: Sync {
    /// The prepared form of `sql`.
    fn prepared(&self, sql: &str) -> impl Future<Output = Result<Statement, Error>> + Send;

    /// The rows of a prepared statement.
    fn rows(
        &self,
        statement: &Statement,
        params: &[&(dyn ToSql + Sync)],
    ) -> impl Future<Output = Result<Vec<Row>, Error>> + Send;

    /// The rows of `sql`.
    fn run(
        &self,
        sql: &str,
        params: &[&(dyn ToSql + Sync)],
    ) -> impl Future<Output = Result<Vec<Row>, StoreError>> + Send {
        async move {
            let statement = self.prepared(sql).await?;
            Ok(self.rows(&statement, params).await?)
        }
    }
}

macro_rules! executor {
    ($type:ty, $prepare:ident) => {
        impl Executor for $type {
            async fn prepared(&self, sql: &str) -> Result<Statement, Error> {
                self.$prepare(sql).await
            }

            async fn rows(&self, statement: &Statement, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Error> {
                self.query(statement, params).await
            }
        }
    };
}
executor!(deadpool_postgres::Client, prepare_cached);
executor!(ClientWrapper, prepare_cached);
executor!(deadpool_postgres::Transaction<'_>, prepare_cached);
executor!(tokio_postgres::Client, prepare);
executor!(tokio_postgres::Transaction<'_>, prepare);

/// A connection of its own, outside the pool, that remembers prepared statements.
///
/// Its plans are fixed once and always go through the primary key: the tables
/// of live jobs are empty one second and full the next, and a plan made for an
/// empty one would read all of a full one for every batch. It also makes rows
/// be locked in the order of the ids handed in, which is the one lock order.
///
/// # Errors
/// When the server cannot be reached.
pub async fn session(database: &Database) -> Result<ClientWrapper, StoreError> {
    let (client, connection) = database.connect_raw().await?;
    let task = tokio::spawn(async move {
        if let Err(e) = connection.await {
            tracing::debug!(error = %e, "a Postgres connection ended");
        }
    });
    let client = ClientWrapper::new(client, task);
    client.run(include_str!("../../sql/queries/session/fix_plans.sql"), &[]).await?;
    Ok(client)
}
