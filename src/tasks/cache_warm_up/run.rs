//! The warming itself.

use futures_util::stream::{self, StreamExt};
use tokio::time::Instant;

use super::args::Args;
use super::outcome::{ItemOutcome, ItemStatus, WarmUpResult};
use crate::cache::{Cache, CacheError, Item};
use crate::tasks::sync::deadline;
use crate::tasks::{Context, Failure};

/// Fetches what `args` ask for. May be dropped at any point: an item is in the cache whole or not at all.
pub(super) async fn warm_up(cache: &Cache, args: &Args, ctx: &Context) -> Result<WarmUpResult, Failure> {
    let (began, until) = (Instant::now(), deadline(ctx));
    let wanted = args.wanted();
    if wanted.is_empty() {
        return Err(Failure::fatal("arguments", "None of the `items` is of one of the `sources`."));
    }
    let total = wanted.len() as u64;
    ctx.progress(0, total, "fetching");
    let mut done: Vec<ItemOutcome> = Vec::new();
    let mut fetching = stream::iter(wanted)
        .map(|item| one(cache, args, item, until))
        .buffer_unordered(usize::from(args.concurrency.max(1)));
    loop {
        let next = ctx.cancelled().run_until_cancelled(fetching.next()).await;
        let Some(next) = next else { return Err(stopped(done, began)) };
        let Some(outcome) = next else { break };
        done.push(outcome);
        ctx.progress(done.len() as u64, total, told(&done));
    }
    drop(fetching);
    let warnings = warnings(args, &done);
    warnings.iter().for_each(|warning| ctx.warn(warning.clone()));
    let result = WarmUpResult::new(done, warnings, millis(began));
    ctx.info(result.summary.text.clone());
    judged(result)
}

async fn one(cache: &Cache, args: &Args, item: Item, until: Instant) -> ItemOutcome {
    let began = Instant::now();
    let connection = match cache.connection(item, None).await {
        Ok(connection) => connection,
        Err(e) => {
            let status = if is_absent(&e) { ItemStatus::Skipped } else { ItemStatus::Failed };
            return ItemOutcome::new(item, None, Default::default(), millis(began)).without(status, &e);
        }
    };
    // Before it is fetched: what is counted from now on is what this warming pays.
    let tally = cache.tally(&connection, item).await.unwrap_or_default();
    let warmed = cache.warm(&connection, item, args.ttl(), args.force, until).await;
    ItemOutcome::new(item, Some(connection.name), tally, millis(began)).of(warmed)
}

fn is_absent(e: &CacheError) -> bool {
    e.class() == "not_configured"
}

/// What a person should know of how it went.
fn warnings(args: &Args, items: &[ItemOutcome]) -> Vec<String> {
    let of = |item: &ItemOutcome| {
        let reason = item.error.as_deref().unwrap_or_default();
        match item.status {
            ItemStatus::Failed => Some(format!("{}: {reason}", item.item)),
            ItemStatus::Skipped if args.names(item.item) => Some(format!("{} is skipped. {reason}", item.item)),
            ItemStatus::Warmed if !item.cached => {
                Some(format!("{} was fetched and could not be kept: Redis is away or has no room.", item.item))
            }
            _ => None,
        }
    };
    items.iter().filter_map(of).collect()
}

/// A failure where nothing came of anything, for the reason of the first item.
fn judged(result: WarmUpResult) -> Result<WarmUpResult, Failure> {
    let failed: Vec<&ItemOutcome> = result.items.iter().filter(|item| item.status == ItemStatus::Failed).collect();
    let nothing_else = result.items.iter().all(|item| matches!(item.status, ItemStatus::Failed | ItemStatus::Skipped));
    let Some(first) = failed.first().filter(|_| nothing_else) else { return Ok(result) };
    let (class, message) = (first.class.unwrap_or("failed"), first.error.clone().unwrap_or_default());
    let message = match failed.len() {
        1 => message,
        n => format!("None of {n} items could be fetched; {}: {message}", first.item),
    };
    let failure = if failed.iter().any(|item| item.retryable) {
        Failure::retryable(class, message)
    } else {
        Failure::fatal(class, message)
    };
    Err(with(failure, &result))
}

/// The job is to stop; what was warmed until then stays.
fn stopped(done: Vec<ItemOutcome>, began: Instant) -> Failure {
    let message = format!("Cancelled after {} items, which stay.", done.len());
    let result = WarmUpResult::new(done, vec![message.clone()], millis(began));
    with(Failure { message, ..Failure::cancelled() }, &result)
}

fn with(failure: Failure, result: &WarmUpResult) -> Failure {
    match serde_json::to_value(result) {
        Ok(partial) => failure.with_partial(partial),
        Err(_) => failure,
    }
}

fn told(done: &[ItemOutcome]) -> String {
    let failed = done.iter().filter(|item| item.status == ItemStatus::Failed).count();
    let last = done.last().map(|item| item.item.as_str()).unwrap_or_default();
    match failed {
        0 => format!("{last} is done"),
        n => format!("{last} is done; {n} failed"),
    }
}

fn millis(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
