//! What every long-lived process needs: a token that signals cancel, and restart with a delay.

use std::fmt::Display;
use std::future::Future;
use std::io;
use std::time::{Duration, Instant};

use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// What a shell reports for a program ended by Ctrl-C.
const INTERRUPTED: i32 = 130;
/// The wait before the first restart: long enough to read the log line, short enough not to be noticed.
const FIRST_DELAY: Duration = Duration::from_millis(200);
/// The longest wait: whatever was missing, its return is noticed within this.
const LONGEST_DELAY: Duration = Duration::from_secs(10);
/// After this long without a failure the next one counts as the first.
const HEALTHY_AFTER: Duration = Duration::from_secs(60);

/// A token that the first SIGINT or SIGTERM cancels.
///
/// The second one ends the process at once with code 130: whoever asks twice does
/// not want to wait for the drain, and what is left undone lapses as after a crash.
///
/// # Errors
/// When the process may not install signal handlers.
pub fn stop_on_signals() -> io::Result<CancellationToken> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let stop = CancellationToken::new();
    let token = stop.clone();
    // Detached on purpose: it must still hear the second signal while everything else stops.
    tokio::spawn(async move {
        for nth in 1.. {
            let name = tokio::select! {
                _ = interrupt.recv() => "SIGINT",
                _ = terminate.recv() => "SIGTERM",
            };
            if nth > 1 {
                tracing::warn!("{name} again: ending at once");
                std::process::exit(INTERRUPTED);
            }
            tracing::info!("{name}: finishing what is in hand; once more ends at once");
            token.cancel();
        }
    });
    Ok(stop)
}

/// Runs `run` until it returns `Ok` or `stop` is cancelled; an error or a panic starts it again.
///
/// The wait before each restart doubles up to ten seconds, and starts over after a
/// minute without failure. `run` is expected to watch `stop` itself: once cancelled,
/// its end is awaited, never cut short.
pub async fn supervise<F, R, E>(name: &str, stop: &CancellationToken, mut run: F)
where
    F: FnMut() -> R,
    R: Future<Output = Result<(), E>> + Send + 'static,
    E: Display + Send + 'static,
{
    let mut delay = FIRST_DELAY;
    while !stop.is_cancelled() {
        let begun = Instant::now();
        // A task of its own, so that a panic is one failure more and not the end of
        // the process; in a set, so that dropping this future aborts it.
        let mut task = JoinSet::new();
        task.spawn(run());
        let failure = match task.join_next().await {
            Some(Ok(Ok(()))) | None => return,
            Some(Ok(Err(error))) => error.to_string(),
            Some(Err(error)) => error.to_string(),
        };
        if stop.is_cancelled() {
            tracing::warn!("{name} failed while stopping: {failure}");
            return;
        }
        if begun.elapsed() >= HEALTHY_AFTER {
            delay = FIRST_DELAY;
        }
        tracing::error!("{name} failed, starting it again in {delay:?}: {failure}");
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(delay) => {}
        }
        delay = (delay * 2).min(LONGEST_DELAY);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn an_error_and_a_panic_are_both_followed_by_another_try() {
        let tries = Arc::new(AtomicUsize::new(0));
        let stop = CancellationToken::new();
        supervise("it", &stop, || {
            let tries = tries.clone();
            async move {
                match tries.fetch_add(1, Ordering::SeqCst) {
                    0 => Err("not yet"),
                    1 => panic!("really not"),
                    _ => Ok(()),
                }
            }
        })
        .await;
        assert_eq!(tries.load(Ordering::SeqCst), 3);
    }

    #[tokio::test]
    async fn stop_ends_the_wait_for_the_next_try() {
        let stop = CancellationToken::new();
        let token = stop.clone();
        supervise("it", &stop, || {
            let token = token.clone();
            async move {
                token.cancel();
                Err("down")
            }
        })
        .await;
    }
}
