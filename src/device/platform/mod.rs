//! The makes of devices that are known. Each is one file, and one line in [`ALL`].

mod cisco;
mod eos;
mod foreign;
mod guess;
mod ios;
mod junos;
mod linux;
mod lldpd;
mod nxos;
#[cfg(test)]
mod tests;
mod xr;

use self::foreign::Foreign;
pub use self::foreign::Makes;
pub use self::guess::of_description;
use crate::domain::baseline::Family;
use crate::domain::network::{Answer, Identity, Step};

/// Every platform there is.
pub const ALL: [&Platform; 6] = [&eos::EOS, &ios::IOS, &junos::JUNOS, &linux::LINUX, &nxos::NXOS, &xr::XR];

/// One make of devices.
#[derive(Debug)]
pub struct Platform {
    /// As programs call it, and as Nautobot calls its network driver: `cisco_ios`.
    pub name: &'static str,
    /// Other drivers that are the same for us: `cisco_xe`.
    pub also: &'static [&'static str],
    /// How its command line behaves.
    pub terminal: Terminal,
    /// What in its outputs changes by itself.
    pub family: Family,
    /// What a baseline has where nobody says otherwise.
    pub usual: Usual,
    /// The commands that answer a step, asked one after another; empty where it has none.
    commands: fn(Step) -> &'static [&'static str],
    /// Reads what those commands printed, in their order. Total: whatever was printed, it answers.
    read: fn(Step, &[&str]) -> Reading,
    /// For makes that only installed templates know: how these are asked and read.
    foreign: Option<&'static Foreign>,
}

impl Platform {
    /// The commands of a step; none where the make has nothing to say to it.
    #[must_use]
    pub fn commands(&self, step: Step) -> &[&'static str] {
        self.foreign.map_or_else(|| (self.commands)(step), |foreign| foreign.commands(step))
    }

    /// What the output of one command says, where that is a command of some step. What other commands of the step would
    /// have said is left open.
    #[must_use]
    pub fn read_command(&self, command: &str, output: &str) -> Option<Reading> {
        let step = Step::ALL.into_iter().find(|step| self.commands(*step).contains(&command))?;
        let asked = self.commands(step).iter();
        let outputs: Vec<&str> = asked.map(|asked| if *asked == command { output } else { "" }).collect();
        Some(self.read(step, &outputs))
    }

    /// Whether it is called so, whatever the case.
    #[must_use]
    pub fn is_called(&self, driver: &str) -> bool {
        let is_it = |name: &&str| name.eq_ignore_ascii_case(driver);
        is_it(&self.name) || self.also.iter().any(is_it)
    }

    /// Reads what these printed.
    #[must_use]
    pub fn read(&self, step: Step, outputs: &[&str]) -> Reading {
        self.foreign.map_or_else(|| (self.read)(step, outputs), |foreign| foreign.read(self.name, step, outputs))
    }
}

/// What a baseline has where nobody says otherwise: what is meant to be, and the state that matters.
#[derive(Clone, Copy, Debug)]
pub struct Usual {
    /// Every device of this make answers these.
    pub always: &'static [&'static str],
    /// Some models have no such command, or do without what it tells of.
    pub where_known: &'static [&'static str],
}

/// How a command line behaves.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Whether a command may be run in an SSH channel of its own (`exec`). Elsewhere all go through one shell.
    pub exec: bool,
    /// Sent first in a shell: no paging, wide lines. A refusal of one is no failure.
    pub prepare: &'static [&'static str],
    /// Whether it is a Unix shell.
    pub unix: bool,
    /// Whether it says what time it is before each answer.
    pub tells_time: bool,
    /// The command that leads to the privileged mode, where there is one.
    pub enable: Option<&'static str>,
    /// What a line that stands for a refusal of the command begins with or has in it, in lower case.
    pub refusals: &'static [&'static str],
    /// The first words of commands that only read, in lower case. A Unix shell has other rules, in `commands`.
    pub read_only: &'static [&'static str],
}

/// What was understood of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What it says.
    pub answer: Answer,
    /// Lines that were not understood, as they stand; at most [`Reading::MOST_UNKNOWN`] of them.
    pub unknown: Vec<String>,
}

impl Reading {
    /// Lines that are kept. A handful shows what a parser does not know; the raw output is not stored.
    pub const MOST_UNKNOWN: usize = 50;

    /// The reading of an output that says nothing.
    #[must_use]
    pub fn nothing(step: Step) -> Self {
        let answer = match step {
            Step::Identity => Answer::Identity(Identity::default()),
            Step::LldpNeighbors | Step::CdpNeighbors => Answer::Neighbors(Vec::new()),
            Step::Interfaces => Answer::Interfaces(Vec::new()),
            Step::Arp => Answer::Arp(Vec::new()),
            Step::MacTable => Answer::MacTable(Vec::new()),
            Step::StaticRoutes | Step::OspfRoutes | Step::BgpRoutes => Answer::Routes(Vec::new()),
        };
        Self { answer, unknown: Vec::new() }
    }
}

/// The platform of this driver, whatever its case.
#[must_use]
pub fn of_driver(driver: &str) -> Option<&'static Platform> {
    let is_it = |name: &&str| name.eq_ignore_ascii_case(driver);
    ALL.into_iter().find(|platform| is_it(&platform.name) || platform.also.iter().any(is_it))
}
