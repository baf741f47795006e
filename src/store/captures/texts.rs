//! Sealed texts, and the key that sealed them.

use deadpool_postgres::{GenericClient, Transaction};

use super::Digest;
use crate::store::{StoreError, execute, rows};

const KEY: &str = include_str!("../../../sql/queries/archive/key_get.sql");
const PUT_KEY: &str = include_str!("../../../sql/queries/archive/key_put.sql");
const RESEAL_KEY: &str = include_str!("../../../sql/queries/archive/key_reseal.sql");
const PUT: &str = include_str!("../../../sql/queries/archive/texts_put.sql");
const GET: &str = include_str!("../../../sql/queries/archive/texts_get.sql");

/// A text, sealed.
#[derive(Clone, Debug)]
pub struct SealedText {
    /// By what it is known.
    pub digest: Digest,
    /// What nobody can read.
    pub sealed: Vec<u8>,
    /// How long the text is.
    pub bytes: i32,
    /// How many lines it has.
    pub lines: i32,
}

/// The key of the texts, sealed, if there is one yet.
///
/// # Errors
/// When the statement fails.
pub async fn key(client: &impl GenericClient) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(rows(client, KEY, &[]).await?.first().map(|row| row.try_get(0)).transpose()?)
}

/// Keeps a key, unless there is one by now.
///
/// # Errors
/// When the statement fails.
pub async fn put_key(client: &impl GenericClient, sealed: &[u8]) -> Result<(), StoreError> {
    execute(client, PUT_KEY, &[&sealed]).await?;
    Ok(())
}

/// Puts the same key, sealed anew, in the place of `before`; `false` when another stands there by now.
///
/// # Errors
/// When the statement fails.
pub async fn reseal_key(client: &impl GenericClient, before: &[u8], after: &[u8]) -> Result<bool, StoreError> {
    Ok(execute(client, RESEAL_KEY, &[&before, &after]).await? > 0)
}

/// Keeps texts; those that are there already stay.
///
/// # Errors
/// When the statement fails.
pub async fn put_texts(tx: &Transaction<'_>, texts: &[SealedText]) -> Result<(), StoreError> {
    let digests: Vec<&[u8]> = texts.iter().map(|text| text.digest.as_slice()).collect();
    let sealed: Vec<&[u8]> = texts.iter().map(|text| text.sealed.as_slice()).collect();
    let bytes: Vec<i32> = texts.iter().map(|text| text.bytes).collect();
    let lines: Vec<i32> = texts.iter().map(|text| text.lines).collect();
    execute(tx, PUT, &[&digests, &sealed, &bytes, &lines]).await?;
    Ok(())
}

/// Texts by their digests, as they lie.
///
/// # Errors
/// When the statement fails.
pub async fn texts(client: &impl GenericClient, digests: &[Digest]) -> Result<Vec<(Digest, Vec<u8>)>, StoreError> {
    let digests: Vec<&[u8]> = digests.iter().map(Vec::as_slice).collect();
    let read = |row: &tokio_postgres::Row| Ok((row.try_get(0)?, row.try_get(1)?));
    rows(client, GET, &[&digests]).await?.iter().map(read).collect()
}
