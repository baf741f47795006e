//! Sessions: opening them, asking them, ending them.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use russh::client::Msg;
use russh::{Channel, Disconnect};
use secrecy::SecretString;
use tokio::time::timeout;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::exec::Printed;
use super::handshake::{self, Line};
use super::limits::{GOODBYE, Limits};
use super::shell::Shell;
use super::target::{Login, Target};
use super::trouble::{LOGIN, Trouble, words};
use super::{answer, screen};
use crate::device::platform::Terminal;
use crate::domain::network::HostKey;

/// What shells say of a command that is not there, or that may not be run.
const NO_COMMAND: [u32; 2] = [126, 127];
/// What POSIX shells say of a command that was not found.
const NOT_FOUND: u32 = 127;
/// Where Debian has lldpcli and bridge, and where those who are not root are not looked after by its sshd.
const SBIN: &str = "/usr/sbin/";

/// A session with a device, logged in and ready for commands. Dropped, its connection ends.
pub struct Session {
    line: Line,
    shell: Option<Shell>,
    /// Whether commands have channels of their own, as far as is known.
    exec: bool,
    given_up: Option<Channel<Msg>>,
    terminal: &'static Terminal,
    enable: Option<SecretString>,
    /// Programs that were found in [`SBIN`] alone.
    in_sbin: BTreeSet<String>,
    limits: Limits,
    host_key: HostKey,
    first_seen: bool,
    cut: CancellationToken,
    _ends_with_us: DropGuard,
}

/// What a device answered to a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The command's own output: no echo, no prompt, lines that end in `\n`.
    pub text: String,
    /// The exit status, where the device has such a thing.
    pub status: Option<u32>,
}

/// Logs in to a device, once.
///
/// `known` are the host keys under which it is known; none means that it is new, and whatever it shows is taken. To
/// any other key nothing is sent. [`Session::host_key`] is then what should be stored.
///
/// May be dropped at any time; the connection then ends.
///
/// # Errors
/// When there is no session, with the reason.
pub async fn connect(target: &Target, login: &Login, known: &[HostKey], limits: &Limits) -> Result<Session, Trouble> {
    let cut = CancellationToken::new();
    let ends_with_us = cut.clone().drop_guard();
    let known: Arc<[HostKey]> = known.into();
    let (mut line, deadline) = handshake::open(target, &known, limits, &cut).await?;
    let Some(host_key) = line.seen.host_key() else { return Err(line.seen.gone()) };
    deadline.limit(LOGIN, line.log_in(login)).await?;
    let terminal = &target.platform.terminal;
    let mut session = Session {
        line,
        shell: None,
        // More rights are had in a shell only.
        exec: terminal.exec && (terminal.enable.is_none() || login.enable_password.is_none()),
        given_up: None,
        terminal,
        enable: login.enable_password.clone(),
        in_sbin: BTreeSet::new(),
        limits: *limits,
        host_key,
        first_seen: known.is_empty(),
        cut,
        _ends_with_us: ends_with_us,
    };
    if !session.exec {
        deadline.limit("the prompt", session.open_shell()).await?;
    }
    Ok(session)
}

impl Session {
    /// Runs a command that needs no answers, and answers with what it printed.
    ///
    /// Whether it only reads is checked before, by [`commands::check`](crate::device::commands::check). After
    /// [`Trouble::CommandRejected`] the session goes on; whether it does after another, [`is_open`](Self::is_open)
    /// says. May be dropped at any time.
    ///
    /// # Errors
    /// When the device refuses it, does not answer in time, or is gone.
    pub async fn run(&mut self, command: &str) -> Result<Output, Trouble> {
        if command.trim().is_empty() || command.chars().any(char::is_control) {
            let why = "a command is one line of text".to_owned();
            return Err(Trouble::CommandRejected { command: words(command), words: why });
        }
        if self.line.handle.is_closed() {
            return Err(self.line.seen.gone());
        }
        if self.exec
            && let Some(output) = self.run_in_channel(command).await?
        {
            return Ok(output);
        }
        self.exec = false;
        self.run_in_shell(command).await
    }

    /// `None` when it has to be a shell.
    async fn run_in_channel(&mut self, command: &str) -> Result<Option<Output>, Trouble> {
        let Some(printed) = self.exec(command).await? else { return Ok(None) };
        let Printed { out, err, status } = printed;
        let (out, err) = (screen::text(&out), screen::text(&err));
        let needs_more = |text: &str| text.to_lowercase().contains("privileged mode");
        if self.terminal.enable.is_some() && (needs_more(&err) || answer::refusal(&out, &["privileged mode"]).is_some())
        {
            return Ok(None);
        }
        let rejected = |said: &str| {
            let words = if said.trim().is_empty() { "it says nothing to it".to_owned() } else { words(said) };
            Err(Trouble::CommandRejected { command: command.to_owned(), words })
        };
        let failed = status.is_some_and(|status| status != 0);
        if status.is_some_and(|status| NO_COMMAND.contains(&status)) || (failed && out.trim().is_empty()) {
            return rejected(if err.trim().is_empty() { &out } else { &err });
        }
        let said = if out.trim().is_empty() { &err } else { &out };
        self.accept(command, said, status).map(Some)
    }

    /// Runs a command in a channel, from [`SBIN`] where Unix finds it nowhere else.
    async fn exec(&mut self, command: &str) -> Result<Option<Printed>, Trouble> {
        let program = command.split_whitespace().next().unwrap_or_default().to_owned();
        let elsewhere = self.terminal.unix && !program.contains('/');
        if elsewhere && self.in_sbin.contains(&program) {
            return self.line.exec(&mut self.given_up, &format!("{SBIN}{command}"), &self.limits).await;
        }
        let printed = match self.line.exec(&mut self.given_up, command, &self.limits).await? {
            Some(printed) if elsewhere && printed.status == Some(NOT_FOUND) => printed,
            other => return Ok(other),
        };
        let again = self.line.exec(&mut self.given_up, &format!("{SBIN}{command}"), &self.limits).await?;
        let found = again.filter(|again| again.status != Some(NOT_FOUND));
        if found.is_some() {
            self.in_sbin.insert(program);
        }
        Ok(Some(found.unwrap_or(printed)))
    }

    async fn run_in_shell(&mut self, command: &str) -> Result<Output, Trouble> {
        if self.shell.is_none() {
            let open = timeout(self.limits.login, self.open_shell()).await;
            let seconds = self.limits.login.as_secs();
            open.unwrap_or(Err(Trouble::LoginTimeout { seconds, stage: "the prompt" }))?;
        }
        let Some(shell) = self.shell.as_mut() else { return Err(self.line.seen.gone()) };
        match shell.ask(command, &self.limits).await {
            Ok(text) => self.accept(command, &text, None),
            Err(trouble) => {
                // After these the shell may still come back; whatever else happened, it is of no use any more.
                if !matches!(trouble, Trouble::CommandTimeout { .. }) {
                    self.cut.cancel();
                }
                Err(trouble)
            }
        }
    }

    /// What a device printed, unless it is a refusal.
    fn accept(&self, command: &str, printed: &str, status: Option<u32>) -> Result<Output, Trouble> {
        let text = if self.terminal.tells_time { answer::without_time(printed) } else { printed };
        match answer::refusal(text, self.terminal.refusals) {
            Some(words) => Err(Trouble::CommandRejected { command: command.to_owned(), words }),
            None => Ok(Output { text: text.to_owned(), status }),
        }
    }

    /// Dropped half-way it leaves no shell, and the next command opens another.
    async fn open_shell(&mut self) -> Result<(), Trouble> {
        let mut shell = Shell::open(&self.line).await?;
        shell.get_ready(self.terminal, self.enable.as_ref(), &self.limits).await?;
        self.shell = Some(shell);
        Ok(())
    }

    /// The host key that the device showed.
    #[must_use]
    pub const fn host_key(&self) -> &HostKey {
        &self.host_key
    }

    /// Whether no host key was known before: this one is to be stored.
    #[must_use]
    pub const fn is_first_seen(&self) -> bool {
        self.first_seen
    }

    /// Whether the device has none of today's algorithms.
    #[must_use]
    pub const fn legacy(&self) -> bool {
        self.line.legacy
    }

    /// What the device showed before the login, if anything.
    #[must_use]
    pub fn banner(&self) -> Option<String> {
        self.line.seen.banner()
    }

    /// Whether it has privileges, as far as its prompt says.
    #[must_use]
    pub fn is_privileged(&self) -> bool {
        self.shell.as_ref().is_none_or(|shell| !shell.prompt.is_plain_user())
    }

    /// Whether there still is a connection.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.cut.is_cancelled() && !self.line.handle.is_closed()
    }

    /// Says goodbye. Dropping the session ends it as well, but the device logs a broken connection.
    pub async fn close(mut self) {
        let goodbye = async {
            if let Some(shell) = self.shell.take() {
                shell.leave().await;
            }
            let _ = self.line.handle.disconnect(Disconnect::ByApplication, "", "").await;
            let _ = (&mut self.line.handle).await;
        };
        let _ = timeout(GOODBYE, goodbye).await;
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("host_key", &self.host_key.fingerprint)
            .field("legacy", &self.legacy())
            .field("exec", &self.exec)
            .field("is_open", &self.is_open())
            .finish_non_exhaustive()
    }
}
