//! Processes as `/proc` shows them.

use std::fs;
use std::path::Path;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// A process that cannot be confused with a later one that got the same number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Process {
    pid: i32,
    /// Clock ticks after boot; with the number it names one process.
    started: u64,
}

/// The fields of `/proc/<pid>/stat` that matter here.
struct Stat {
    name: String,
    state: u8,
    started: u64,
}

impl Process {
    /// The process that has this number now, alive or waiting to be reaped.
    pub(crate) fn with_pid(pid: i32) -> Option<Self> {
        stat(pid).map(|stat| Self { pid, started: stat.started })
    }

    pub(crate) const fn pid(self) -> i32 {
        self.pid
    }

    /// Whether it still runs; one that ended and waits to be reaped does not.
    pub(crate) fn is_alive(self) -> bool {
        stat(self.pid).is_some_and(|now| now.started == self.started && !matches!(now.state, b'Z' | b'X'))
    }

    /// Sends `signal` if it still runs; one that ended in between needs none.
    pub(crate) fn signal(self, signal: Signal) {
        if self.is_alive() {
            let _ = kill(Pid::from_raw(self.pid), signal);
        }
    }
}

/// Every live process called one of `names` whose working directory is `dir`.
///
/// Both servers change into their data directory and stay there, so this finds what
/// is left of ours, and nothing else, whatever a pid file says: that may be missing
/// (killed before it was written) or name a stranger (after a reboot).
pub(crate) fn working_in(dir: &Path, names: &[&str]) -> Vec<Process> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<i32>().ok())
        .filter(|pid| fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == dir))
        .filter_map(|pid| stat(pid).map(|stat| (pid, stat)))
        .filter(|(_, stat)| names.contains(&stat.name.as_str()) && !matches!(stat.state, b'Z' | b'X'))
        .map(|(pid, stat)| Process { pid, started: stat.started })
        .collect()
}

fn stat(pid: i32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // `pid (name) state …`; the name may itself contain brackets and spaces.
    let (head, tail) = text.rsplit_once(')')?;
    let name = head.split_once('(')?.1.to_owned();
    let fields: Vec<&str> = tail.split_ascii_whitespace().collect();
    Some(Stat { name, state: *fields.first()?.as_bytes().first()?, started: fields.get(19)?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_alive_and_its_number_with_another_start_is_not() {
        let me = Process::with_pid(i32::try_from(std::process::id()).unwrap()).unwrap();
        assert!(me.is_alive());
        assert!(!Process { started: me.started + 1, ..me }.is_alive());
    }

    #[test]
    fn a_stranger_in_the_directory_is_not_taken_for_a_server() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(working_in(&here, &["postgres"]), []);
    }
}
