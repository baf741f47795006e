//! How long is waited for what.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::trouble::Trouble;

/// How long a session waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For the name to be resolved and the connection to be there: 10 s. A packet lost twice comes through in 3 s.
    pub connect: Duration,
    /// From the connection to the first prompt, with key exchange, login and privileged mode: 20 s. Old boxes take 5 s
    /// for the key exchange alone, and their AAA server as long for its answer.
    pub login: Duration,
    /// For a command to be answered to its end: 60 s.
    pub command: Duration,
    /// For the next byte of an answer: 30 s. What hangs is found out before the whole time of the command is over.
    pub silence: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            login: Duration::from_secs(20),
            command: Duration::from_secs(60),
            silence: Duration::from_secs(30),
        }
    }
}

/// A question whether the connection still stands, after so much silence. Firewalls forget a flow after minutes.
pub(super) const KEEPALIVE: Duration = Duration::from_secs(15);
/// So many of them unanswered, and it does not.
pub(super) const KEEPALIVES_UNANSWERED: usize = 3;
/// No answer is longer: the routes of the whole Internet are; whoever asks for them did not mean to.
pub(super) const LONGEST_OUTPUT: usize = 16 * 1024 * 1024;
/// So long a prompt must stand at the end while it is being learned, and a pager before its key is pressed.
pub(super) const QUIET: Duration = Duration::from_millis(100);
/// So long for a prompt that does not answer an empty line: much is then against its being another.
pub(super) const LONGEST_QUIET: Duration = Duration::from_secs(1);
/// After so much silence an empty line is sent, to boxes that show a prompt only then, or whose prompt a log line ran
/// over.
pub(super) const NUDGE: Duration = Duration::from_secs(2);
/// How long a clean goodbye may take.
pub(super) const GOODBYE: Duration = Duration::from_secs(1);
/// How long a device may take to free a channel that has ended before it is taken for busy. OpenSSH with room for one
/// first waits for the end of the program that was run.
pub(super) const FREED_WITHIN: Duration = Duration::from_secs(3);
/// How often it is asked meanwhile.
pub(super) const ASKED_AGAIN_AFTER: Duration = Duration::from_millis(50);
/// How long a shell may take to give up a command that took too long.
pub(super) const RECOVERY: Duration = Duration::from_secs(3);

/// Until when the first prompt must be there.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    pub(super) until: Instant,
    seconds: u64,
}

impl Deadline {
    /// From now on.
    pub(super) fn of_login(limits: &Limits) -> Self {
        Self { until: Instant::now() + limits.login, seconds: limits.login.as_secs() }
    }

    /// Waits for a stage of the login, but no longer.
    pub(super) async fn limit<T>(
        &self,
        stage: &'static str,
        work: impl Future<Output = Result<T, Trouble>>,
    ) -> Result<T, Trouble> {
        timeout_at(self.until, work).await.unwrap_or(Err(Trouble::LoginTimeout { seconds: self.seconds, stage }))
    }
}
