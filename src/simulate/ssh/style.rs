//! How the makes look: prompts, refusals, pages.

use super::device::{Pager, Reply};

/// A make of devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Cisco IOS and IOS-XE.
    Ios,
    /// Cisco NX-OS.
    Nxos,
    /// Cisco IOS-XR.
    Xr,
    /// Arista EOS.
    Eos,
    /// Juniper Junos.
    Junos,
    /// Linux.
    Linux,
}

impl Style {
    /// Whether commands may have channels of their own there.
    #[must_use]
    pub const fn has_exec(self) -> bool {
        !matches!(self, Self::Ios | Self::Xr)
    }

    pub(super) fn pager(self) -> Option<Pager> {
        let (text, erase) = match self {
            Self::Linux => return None,
            Self::Junos => ("---(more)---", "\r                                        \r"),
            _ => (" --More-- ", "\r          \r"),
        };
        Some(Pager { lines: 24, text: text.to_owned(), erase: erase.to_owned(), stubborn: false })
    }

    pub(super) fn prompt(self, user: &str, hostname: &str, is_plain: bool) -> String {
        let mode = if is_plain { '>' } else { '#' };
        match self {
            Self::Ios | Self::Eos => format!("{hostname}{mode}"),
            Self::Nxos => format!("{hostname}{mode} "),
            Self::Xr => format!("RP/0/RP0/CPU0:{hostname}#"),
            Self::Junos => format!("{{master:0}}\r\n{user}@{hostname}> "),
            Self::Linux => format!("\x1b[01;32m{user}@{hostname}\x1b[00m:~$ "),
        }
    }

    /// What comes before every answer.
    pub(super) const fn before_answer(self) -> &'static str {
        match self {
            Self::Xr => "Tue Mar 12 10:21:33.123 UTC\n",
            _ => "",
        }
    }

    /// The command that switches paging off.
    pub(super) const fn no_paging(self) -> &'static str {
        match self {
            Self::Junos => "set cli screen-length 0",
            Self::Linux => "",
            _ => "terminal length 0",
        }
    }

    /// What is answered to a command without an answer: nothing to those that set up the terminal, else a refusal.
    pub(super) fn without_answer(self, command: &str) -> Reply {
        if command.is_empty() || command.starts_with("terminal ") || command.starts_with("set cli ") {
            return Reply::from("");
        }
        let (text, stderr, status) = match self {
            Self::Linux => (String::new(), format!("sh: 1: {command}: not found\n"), Some(127)),
            Self::Junos => ("          ^\nunknown command.\n".to_owned(), String::new(), Some(0)),
            Self::Nxos => (format!("{:>20}\n% Invalid command at '^' marker.\n", '^'), String::new(), Some(16)),
            Self::Eos => ("% Invalid input\n".to_owned(), String::new(), Some(1)),
            _ => (format!("{:>20}\n% Invalid input detected at '^' marker.\n\n", '^'), String::new(), Some(0)),
        };
        Reply { stderr, status, ..Reply::from(text) }
    }

    /// How a wrong password for more rights is answered.
    pub(super) const fn no_rights(self) -> &'static str {
        match self {
            Self::Eos => "% Authentication failed\n",
            _ => "% Bad secrets\n\n",
        }
    }
}
