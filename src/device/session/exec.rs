//! One channel for one command, where a device has that.

use std::sync::atomic::Ordering;
use std::time::Duration;

use russh::client::Msg;
use russh::{Channel, ChannelMsg, ChannelOpenFailure, Error};
use tokio::time::{Instant, sleep, timeout};

use super::handshake::Line;
use super::limits::{ASKED_AGAIN_AFTER, FREED_WITHIN, GOODBYE, LONGEST_OUTPUT, Limits};
use super::trouble::Trouble;

/// What a command printed in its own channel.
#[derive(Default)]
pub(super) struct Printed {
    pub(super) out: Vec<u8>,
    pub(super) err: Vec<u8>,
    pub(super) status: Option<u32>,
}

impl Line {
    /// A channel for a command or a shell. A device that has room for one only is given time to free the last one.
    pub(super) async fn open_channel(&self) -> Result<Channel<Msg>, Trouble> {
        let begun = Instant::now();
        loop {
            let error = match self.handle.channel_open_session().await {
                Ok(channel) => {
                    self.had_channel.store(true, Ordering::Relaxed);
                    return Ok(channel);
                }
                Err(error) => error,
            };
            match error {
                // What OpenSSH answers when it has no room is the second.
                Error::ChannelOpenFailure(ChannelOpenFailure::ResourceShortage | ChannelOpenFailure::ConnectFailed) => {
                    if !self.had_channel.load(Ordering::Relaxed) || begun.elapsed() >= FREED_WITHIN {
                        return Err(Trouble::Busy { why: "it opens no channel more".to_owned() });
                    }
                    sleep(ASKED_AGAIN_AFTER).await;
                }
                Error::ChannelOpenFailure(_) => {
                    return Err(Trouble::Privilege { why: "the device opens no session for this user".to_owned() });
                }
                _ => return Err(self.seen.gone()),
            }
        }
    }

    /// Runs a command in a channel; `None` when the device runs none that way.
    ///
    /// The channel stays in `slot` until the answer is there, so that one that was given up can be closed.
    pub(super) async fn exec(
        &self,
        slot: &mut Option<Channel<Msg>>,
        command: &str,
        limits: &Limits,
    ) -> Result<Option<Printed>, Trouble> {
        if let Some(given_up) = slot.take() {
            let _ = given_up.close().await;
        }
        let too_late =
            |limit: Duration| Trouble::CommandTimeout { command: command.to_owned(), seconds: limit.as_secs() };
        let begun = Instant::now();
        let opened = timeout(limits.command, self.open_channel()).await.map_err(|_| too_late(limits.command))??;
        let channel = slot.insert(opened);
        channel.exec(true, command).await.map_err(|_| self.seen.gone())?;
        let mut printed = Printed::default();
        let (mut granted, mut at_end) = (false, false);
        loop {
            let left = limits.command.saturating_sub(begun.elapsed());
            // Some devices say that nothing more comes, and never close.
            let patience = if at_end { GOODBYE } else { limits.silence };
            match timeout(patience.min(left), channel.wait()).await {
                Err(_) if at_end => break,
                Err(_) => return Err(too_late(if left <= patience { limits.command } else { limits.silence })),
                Ok(Some(ChannelMsg::Failure)) => {
                    *slot = None;
                    return Ok(None);
                }
                Ok(Some(ChannelMsg::Success)) => granted = true,
                Ok(Some(ChannelMsg::Data { data })) => printed.out.extend_from_slice(&data),
                Ok(Some(ChannelMsg::ExtendedData { data, .. })) => printed.err.extend_from_slice(&data),
                Ok(Some(ChannelMsg::ExitStatus { exit_status })) => printed.status = Some(exit_status),
                Ok(Some(ChannelMsg::Eof)) => at_end = true,
                Ok(Some(ChannelMsg::Close)) => break,
                Ok(None) if at_end => break,
                Ok(None) => return Err(self.seen.gone()),
                Ok(Some(_)) => {}
            }
            if printed.out.len() + printed.err.len() > LONGEST_OUTPUT {
                return Err(Trouble::TooLong { command: command.to_owned(), bytes: LONGEST_OUTPUT });
            }
        }
        if let Some(done) = slot.take() {
            let _ = done.close().await;
        }
        // Closed without a word, not even that it was heard: it has no exec.
        let is_refusal = !granted && printed.out.is_empty() && printed.err.is_empty() && printed.status.is_none();
        Ok((!is_refusal).then_some(printed))
    }
}
