//! The roles as real processes, for tests that kill, stop and continue them.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::house::{PATIENCE, until_some};

/// A process of ours. It ends with this value, and with its scratch directory, in which it works.
pub(crate) struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts `program` with `args` and the settings `env`, and no others, working in `dir` (inside a
    /// scratch directory) and writing what it says there, to `<name>.log`, after what is in it.
    pub(crate) fn start(program: &Path, args: &[&str], env: &[(&str, &str)], dir: &Path, name: &str) -> Self {
        std::fs::create_dir_all(dir).unwrap();
        let log = dir.join(format!("{name}.log"));
        let out = File::options().append(true).create(true).open(&log).unwrap();
        let child = Command::new(program)
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .envs(env.iter().copied())
            .current_dir(dir)
            .stdin(Stdio::null())
            .stdout(out.try_clone().unwrap())
            .stderr(out)
            // Ctrl-C is for the tests; their end is the end of this one, too.
            .process_group(0)
            .spawn()
            .unwrap();
        Self { child, log }
    }

    pub(crate) fn pid(&self) -> i32 {
        i32::try_from(self.child.id()).unwrap()
    }

    /// Everything it has said.
    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Waits until it has said `words` in one line, and returns that line.
    pub(crate) async fn says(&self, words: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let said = self.said();
            if let Some(line) = said.lines().find(|line| line.contains(words)) {
                return line.to_owned();
            }
            assert!(
                Instant::now() < deadline,
                "waited {PATIENCE:?} in vain for `{words}` in {}:\n{said}",
                self.log.display()
            );
            // The pace of asking; the condition above decides.
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.pid()), signal).unwrap();
    }

    /// SIGKILL, and the wait for its end.
    pub(crate) fn kill9(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Asks it to stop (SIGTERM), and waits for its end: the exit code.
    pub(crate) async fn stopped(mut self) -> Option<i32> {
        self.signal(Signal::SIGTERM);
        let child = std::cell::RefCell::new(&mut self.child);
        let ended = || std::future::ready(child.borrow_mut().try_wait().unwrap());
        until_some("the end of a process told to stop", ended).await.code()
    }

    /// Whether it still runs, stopped or not.
    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill9();
    }
}
