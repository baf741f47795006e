//! What a device is, says, and does wrong.

use std::collections::BTreeMap;
use std::time::Duration;

use russh::keys::{Algorithm, HashAlg, PrivateKey};

use super::double;
use super::style::Style;

/// A device that can be logged in to.
#[derive(Clone)]
pub struct SshDevice {
    /// Its name, which stands in its prompt.
    pub hostname: String,
    /// Its make.
    pub style: Style,
    /// By what it is known.
    pub host_key: PrivateKey,
    /// Who may log in, and with which password.
    pub users: BTreeMap<String, String>,
    /// Public keys with which they may, in the form of OpenSSH.
    pub keys: Vec<String>,
    /// By which methods.
    pub login: Login,
    /// Shown before the login.
    pub banner: Option<String>,
    /// Shown before the first prompt.
    pub motd: Option<String>,
    /// Whether commands may have channels of their own.
    pub exec: bool,
    /// How it pages, until it is told not to.
    pub pager: Option<Pager>,
    /// Whether it begins without privileges.
    pub starts_plain: bool,
    /// What `enable` asks for; none: nothing.
    pub enable_password: Option<String>,
    /// How it repeats what it is sent.
    pub echo: Echo,
    /// The prompt comes only after an empty line.
    pub shy: bool,
    /// A log line that runs over the prompt after each command.
    pub log_line: Option<String>,
    /// How long a login takes.
    pub login_delay: Duration,
    /// How long a command takes.
    pub command_delay: Duration,
    /// How many may be logged in at once; none: any number.
    pub lines: Option<usize>,
    /// It has old algorithms only.
    pub legacy: bool,
    /// What it answers to which command; what is not here it refuses.
    pub answers: BTreeMap<String, Reply>,
    /// What goes wrong.
    pub faults: Vec<Fault>,
}

/// An answer, in pieces with pauses between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The pieces, lines ended by `\n`.
    pub pieces: Vec<String>,
    /// The pause before each piece but the first.
    pub pause: Duration,
    /// The exit status, in a channel of its own.
    pub status: Option<u32>,
    /// What goes to the other output there.
    pub stderr: String,
}

impl From<&str> for Reply {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Reply {
    fn from(text: String) -> Self {
        Self { pieces: vec![text], pause: Duration::ZERO, status: Some(0), stderr: String::new() }
    }
}

/// How a login goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Login {
    /// The password, or questions.
    Any,
    /// The password only.
    Password,
    /// Questions only, as many AAA servers have it.
    Questions,
    /// A key only.
    Key,
    /// A key first, then the password.
    KeyAndPassword,
}

/// How long answers are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pager {
    /// Lines on a page.
    pub lines: usize,
    /// What it shows below: `--More--`.
    pub text: String,
    /// What it sends to wipe that out.
    pub erase: String,
    /// Whether it goes on although told not to.
    pub stubborn: bool,
}

/// How what is typed comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Echo {
    /// As it comes.
    Plain,
    /// Not at all.
    None,
    /// One character at a time, with a pause after each.
    Slow(Duration),
    /// With a space and a carriage return after so many columns.
    Wrapped(usize),
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It accepts the connection and closes it at once.
    CloseAtOnce,
    /// It accepts the connection, says this, and closes it.
    CloseSaying(String),
    /// It accepts the connection and says nothing.
    Silent,
    /// It refuses every login.
    RefuseLogin,
    /// It ends the connection instead of refusing a login.
    CloseAtLogin,
    /// It never answers to a login.
    HangAtLogin,
    /// It opens no channel, for want of room.
    NoChannel,
    /// It refuses so many channels after the first, for want of room.
    SlowToFree(usize),
    /// It refuses commands in channels of their own, though it should take them.
    RefuseExec,
    /// It refuses command lines.
    RefuseShell,
    /// It ends the connection when it has sent so many bytes.
    CutAfterBytes(u64),
    /// It ends the connection instead of answering the command after so many.
    CutAfterCommands(usize),
    /// It never ends its answer to this command.
    HangOn(String),
    /// It sends the answer to this command without end.
    EndlessOn(String),
    /// It says neither that a command has ended nor how: it only says that nothing more comes.
    NoClose,
}

impl SshDevice {
    /// A device without faults, with the ways of its make: user `noc` with the password `noc`.
    #[must_use]
    pub fn new(hostname: &str, style: Style) -> Self {
        Self {
            hostname: hostname.to_owned(),
            style,
            host_key: double::host_key(),
            users: BTreeMap::from([("noc".to_owned(), "noc".to_owned())]),
            keys: Vec::new(),
            login: Login::Any,
            banner: None,
            motd: None,
            exec: style.has_exec(),
            pager: style.pager(),
            starts_plain: false,
            enable_password: None,
            echo: Echo::Plain,
            shy: false,
            log_line: None,
            login_delay: Duration::ZERO,
            command_delay: Duration::ZERO,
            lines: None,
            legacy: false,
            answers: BTreeMap::new(),
            faults: Vec::new(),
        }
    }

    /// Answers a command with a text.
    #[must_use]
    pub fn answering(mut self, command: &str, reply: impl Into<Reply>) -> Self {
        self.answers.insert(command.to_owned(), reply.into());
        self
    }

    /// Goes wrong.
    #[must_use]
    pub fn with(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// The fingerprint of its host key, as it is shown to people.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.host_key.public_key().fingerprint(HashAlg::Sha256).to_string()
    }

    /// The kind of its host key.
    #[must_use]
    pub fn host_key_algorithm(&self) -> Algorithm {
        self.host_key.algorithm()
    }

    pub(super) fn has(&self, fault: &Fault) -> bool {
        self.faults.contains(fault)
    }

    /// What it answers; what it does not know is refused in its make's words.
    pub(super) fn reply(&self, command: &str) -> Reply {
        let known = self.answers.get(command).cloned();
        known.unwrap_or_else(|| self.style.without_answer(command))
    }
}

impl std::fmt::Debug for SshDevice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SshDevice")
            .field("hostname", &self.hostname)
            .field("style", &self.style)
            .finish_non_exhaustive()
    }
}
