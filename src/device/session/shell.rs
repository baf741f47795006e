//! One shell for all commands, as a person at a terminal would use it.

use std::time::Duration;

use russh::client::Msg;
use russh::{Channel, ChannelMsg};
use tokio::time::{Instant, timeout};

use super::handshake::{Line, Seen, sounds_busy};
use super::limits::{LONGEST_OUTPUT, LONGEST_QUIET, Limits, NUDGE, QUIET, RECOVERY};
use super::prompt::{self, Prompt};
use super::trouble::{Trouble, words};
use super::{answer, screen};

/// Columns and rows of the terminal: as wide and high as devices take without complaint, so that few lines are broken
/// or paged before the platform's own commands switch that off.
const COLUMNS: u32 = 511;
const ROWS: u32 = 1000;
/// An echo and the log lines before it are within so many bytes.
const ECHO_WITHIN: usize = 16 * 1024;
/// What is looked at for a prompt that a log line ran over.
const LOOKED_BACK: usize = 16 * 1024;

/// A shell. It is asked one command after another.
pub(super) struct Shell {
    channel: Channel<Msg>,
    seen: Seen,
    pub(super) heard: Vec<u8>,
    pub(super) prompt: Prompt,
    /// Whether it repeats what it is sent, once that is known.
    echoes: Option<bool>,
    /// Whether a command was sent whose answer nobody has read to its end.
    owes: bool,
}

/// What came in.
pub(super) enum Heard {
    Something,
    Nothing,
    TheEnd,
}

impl Shell {
    /// Opens one. Its prompt is not known yet.
    pub(super) async fn open(line: &Line) -> Result<Self, Trouble> {
        let channel = line.open_channel().await?;
        let mut shell = Self {
            channel,
            seen: line.seen.clone(),
            heard: Vec::new(),
            prompt: Prompt::default(),
            echoes: None,
            owes: false,
        };
        // A refused terminal is a pity, and no reason to go.
        let asked = shell.channel.request_pty(true, "vt100", COLUMNS, ROWS, 0, 0, &[]).await;
        asked.map_err(|_| shell.seen.gone())?;
        shell.granted().await?;
        shell.channel.request_shell(true).await.map_err(|_| shell.seen.gone())?;
        if shell.granted().await? {
            return Ok(shell);
        }
        Err(Trouble::Privilege { why: "the device gives this user no command line".to_owned() })
    }

    async fn granted(&mut self) -> Result<bool, Trouble> {
        loop {
            match self.channel.wait().await {
                Some(ChannelMsg::Success) => return Ok(true),
                Some(ChannelMsg::Failure) => return Ok(false),
                Some(ChannelMsg::Data { data } | ChannelMsg::ExtendedData { data, .. }) => {
                    self.heard.extend_from_slice(&data);
                }
                Some(ChannelMsg::Eof | ChannelMsg::Close) | None => return Err(self.gone()),
                Some(_) => {}
            }
        }
    }

    /// Runs a command and answers with its own output.
    ///
    /// May be dropped half-way; the next command then first waits for the end of this one.
    pub(super) async fn ask(&mut self, command: &str, limits: &Limits) -> Result<String, Trouble> {
        if self.owes {
            self.recover().await?;
        }
        // Log lines since the last command.
        while matches!(self.hear(Duration::ZERO).await, Heard::Something) {}
        self.heard.clear();
        self.owes = true;
        self.send(&format!("{command}\n")).await?;
        self.read_answer(command, limits).await?;
        self.owes = false;
        let seen = screen::text(&self.heard);
        self.heard = Vec::new();
        Ok(answer::trim(&seen, command, &self.prompt))
    }

    /// Reads to the end of an answer. A prompt at the end may be one that only looks like it, or have a log line coming
    /// after it; an empty line that is answered by the prompt again proves it, sooner than any wait.
    async fn read_answer(&mut self, command: &str, limits: &Limits) -> Result<(), Trouble> {
        let begun = Instant::now();
        let mut last = begun;
        let (mut echo, mut asked_again, mut nudged) = (false, false, false);
        let too_late =
            |limit: Duration| Trouble::CommandTimeout { command: command.to_owned(), seconds: limit.as_secs() };
        loop {
            let tail = self.tail();
            let (at_prompt, at_pager) = (self.prompt.is(&tail), prompt::is_pager(&tail));
            echo = echo || (at_prompt && self.has_echo(command));
            // A prompt before the echo may be a late one, of what was sent before.
            let is_believed = at_prompt && (echo || self.echoes == Some(false));
            if is_believed && self.prompt_stands_twice() {
                self.echoes = Some(echo);
                return Ok(());
            }
            if is_believed && !asked_again {
                asked_again = true;
                self.send("\n").await?;
            }
            let wait = match (is_believed, at_pager) {
                (true, _) => LONGEST_QUIET,
                (false, true) => QUIET,
                (false, false) => NUDGE,
            };
            let left = limits.command.saturating_sub(begun.elapsed());
            match self.hear(wait.min(left)).await {
                Heard::TheEnd => return Err(self.gone()),
                Heard::Something => {
                    last = Instant::now();
                    if self.heard.len() > LONGEST_OUTPUT {
                        return Err(Trouble::TooLong { command: command.to_owned(), bytes: LONGEST_OUTPUT });
                    }
                }
                Heard::Nothing if at_prompt && last.elapsed() >= wait => {
                    self.echoes = Some(echo);
                    return Ok(());
                }
                Heard::Nothing if at_pager && last.elapsed() >= wait => self.turn_page(" ").await?,
                Heard::Nothing if begun.elapsed() >= limits.command => return Err(too_late(limits.command)),
                Heard::Nothing if last.elapsed() >= limits.silence => return Err(too_late(limits.silence)),
                Heard::Nothing if !nudged && self.prompt_was_run_over() => {
                    nudged = true;
                    self.send("\n").await?;
                }
                Heard::Nothing => {}
            }
        }
    }

    /// Makes the device give up a command, or finds out that it does not.
    async fn recover(&mut self) -> Result<(), Trouble> {
        const INTERRUPT: &str = "\u{3}";
        let until = Instant::now() + RECOVERY;
        self.send(INTERRUPT).await?;
        while Instant::now() < until {
            let (at_prompt, at_pager) = (self.prompt.is(&self.tail()), prompt::is_pager(&self.tail()));
            // What is thrown away needs no room.
            if self.heard.len() > LOOKED_BACK {
                self.heard.drain(..self.heard.len() - LOOKED_BACK);
            }
            let left = until.saturating_duration_since(Instant::now());
            match self.hear(LONGEST_QUIET.min(left)).await {
                Heard::TheEnd => return Err(self.gone()),
                Heard::Nothing if at_prompt => {
                    self.owes = false;
                    return Ok(());
                }
                Heard::Nothing if at_pager => self.turn_page("q").await?,
                Heard::Nothing => self.send("\n").await?,
                Heard::Something => {}
            }
        }
        Err(Trouble::gone("the device did not give up the command before"))
    }

    /// Answers a pager, and forgets it: whether the device wipes it away or not, it is no part of the output.
    pub(super) async fn turn_page(&mut self, key: &str) -> Result<(), Trouble> {
        self.heard.truncate(self.start_of_tail());
        self.send(key).await
    }

    /// Whether the prompt was there, and something was written behind it or over it.
    fn prompt_was_run_over(&self) -> bool {
        let back = self.heard.len().saturating_sub(LOOKED_BACK);
        let seen = screen::text(&self.heard[back..]);
        let ran_over = |line: &str| line.starts_with(&self.prompt.line) && !self.prompt.line.is_empty();
        seen.lines().any(ran_over)
    }

    /// Whether the last two lines are the prompt, each with what belongs above it.
    fn prompt_stands_twice(&self) -> bool {
        /// Empty ones between and above them.
        const MORE_LINES: usize = 4;
        let lines = 2 * (1 + self.prompt.above.len()) + MORE_LINES;
        let ends = self.heard.iter().enumerate().rev().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let start = ends.take(lines).last().unwrap_or(0);
        answer::ends_in_two_prompts(&screen::text(&self.heard[start..]), &self.prompt)
    }

    fn has_echo(&self, command: &str) -> bool {
        let seen = screen::text(&self.heard[..self.heard.len().min(ECHO_WITHIN)]);
        answer::after_echo(&seen, command, &self.prompt).is_some()
    }

    /// The line that the cursor stands on.
    pub(super) fn tail(&self) -> String {
        screen::text(&self.heard[self.start_of_tail()..])
    }

    fn start_of_tail(&self) -> usize {
        self.heard.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1)
    }

    /// Waits for whatever comes in next.
    pub(super) async fn hear(&mut self, wait: Duration) -> Heard {
        let until = Instant::now() + wait;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match timeout(left, self.channel.wait()).await {
                Err(_) => return Heard::Nothing,
                Ok(Some(ChannelMsg::Data { data } | ChannelMsg::ExtendedData { data, .. })) => {
                    self.heard.extend_from_slice(&data);
                    return Heard::Something;
                }
                Ok(Some(ChannelMsg::Eof | ChannelMsg::Close) | None) => return Heard::TheEnd,
                Ok(Some(_)) => {}
            }
        }
    }

    pub(super) async fn send(&self, text: &str) -> Result<(), Trouble> {
        self.channel.data_bytes(text.as_bytes().to_vec()).await.map_err(|_| self.seen.gone())
    }

    /// Why it ended, in the device's last words if it had any.
    pub(super) fn gone(&self) -> Trouble {
        let seen = screen::text(&self.heard);
        let last = words(seen.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default());
        if self.prompt.line.is_empty() && sounds_busy(&last) {
            return Trouble::Busy { why: last };
        }
        match self.seen.gone() {
            Trouble::Disconnected { .. } if self.prompt.line.is_empty() && !last.is_empty() => {
                Trouble::gone(format!("the device closed its command line, last it said: {last}"))
            }
            other => other,
        }
    }

    /// Says goodbye and waits for the device to do the same.
    pub(super) async fn leave(mut self) {
        if !self.owes && self.send("exit\n").await.is_ok() {
            while !matches!(self.hear(NUDGE).await, Heard::TheEnd | Heard::Nothing) {}
        }
        let _ = self.channel.close().await;
    }
}
