//! One server process: started or adopted, signalled, awaited.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use nix::sys::signal::Signal;
use tokio::time::{Instant, sleep};

use super::error::{Error, io};
use super::home::{Home, ServiceUser};
use super::proc::{Process, working_in};

/// How often a wait looks again: a server takes hundreds of milliseconds, nobody notices these.
const LOOK_AGAIN: Duration = Duration::from_millis(10);
/// How often a starting server is asked: each refusal is a line in its log.
const ASK_AGAIN: Duration = Duration::from_millis(25);
/// How long a killed process may take to vanish; it has nothing left to do but free memory.
const KILLED_WITHIN: Duration = Duration::from_secs(10);
/// A log that grew beyond this starts over, so that it cannot fill the disk.
const LONGEST_LOG: u64 = 32 << 20;
/// How much of a log an error quotes.
const TAIL: u64 = 2_000;

/// What tells the two servers apart.
#[derive(Debug)]
pub(crate) struct Kind {
    /// For people.
    pub(crate) name: &'static str,
    /// What the process may be called.
    pub(crate) programs: &'static [&'static str],
    /// Signals that ask it to stop, each with the time it gets; after the last comes SIGKILL.
    pub(crate) stop: &'static [(Signal, Duration)],
}

/// A server process and the directory it works in.
#[derive(Debug)]
pub(crate) struct Server {
    kind: &'static Kind,
    /// The directory that the process works in; nothing else works there.
    dir: PathBuf,
    log: PathBuf,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    process: Process,
    /// `None` for an adopted one, which somebody else reaps.
    child: Option<Child>,
}

impl Server {
    pub(crate) fn new(kind: &'static Kind, dir: PathBuf, log: PathBuf) -> Self {
        Self { kind, dir, log, running: None }
    }

    pub(crate) fn log(&self) -> &Path {
        &self.log
    }

    pub(crate) fn pid(&self) -> Option<i32> {
        self.running.as_ref().map(|running| running.process.pid())
    }

    /// Whether the process runs, stopped or not.
    pub(crate) fn is_running(&mut self) -> bool {
        let Some(running) = &mut self.running else { return false };
        if let Some(child) = &mut running.child {
            let _ = child.try_wait(); // reaps it; whether it lives is asked below
        }
        running.process.is_alive()
    }

    /// Takes over the server that `pid_file` names, if it is ours and alive; ends everything else that is left in the directory.
    ///
    /// Left-overs are what a killed `up` leaves behind, and the children of a killed server.
    pub(crate) async fn adopt(&mut self, pid_file: &Path, socket_lock: Option<&Path>) -> Result<bool, Error> {
        let left = working_in(&self.dir, self.kind.programs);
        let named = pid_in(pid_file);
        if let Some(process) = left.iter().find(|process| named == Some(process.pid())) {
            // It may have been stopped; its children too.
            left.iter().for_each(|process| process.signal(Signal::SIGCONT));
            tracing::info!("{} still runs from before (process {}): using it", self.kind.name, process.pid());
            self.running = Some(Running { process: *process, child: None });
            return Ok(true);
        }
        self.end_all(left).await?;
        // Nobody works here now, so whoever has a number that a file still names is a
        // stranger, or a zombie that nobody reaps. Postgres would take it for a server and
        // refuse to start. A number that is free it judges itself, and better than we do.
        for stale in std::iter::once(pid_file).chain(socket_lock) {
            if pid_in(stale).is_some_and(|pid| Process::with_pid(pid).is_some()) {
                fs::remove_file(stale).map_err(io("remove the stale", stale))?;
            }
        }
        Ok(false)
    }

    /// Starts `command` in the background, its output appended to the log.
    pub(crate) fn spawn(&mut self, mut command: Command, user: Option<&ServiceUser>) -> Result<(), Error> {
        let out =
            File::options().append(true).create(true).mode(0o600).open(&self.log).map_err(io("open", &self.log))?;
        let err = out.try_clone().map_err(io("open", &self.log))?;
        prepare(&mut command, user);
        command.stdin(Stdio::null()).stdout(out).stderr(err);
        let program = PathBuf::from(command.get_program());
        let child = command.spawn().map_err(io("run", &program))?;
        let pid = i32::try_from(child.id()).unwrap_or_default();
        let process = Process::with_pid(pid)
            .ok_or(std::io::Error::other("it is not to be seen in /proc"))
            .map_err(io("watch", &program))?;
        self.running = Some(Running { process, child: Some(child) });
        Ok(())
    }

    /// Waits until `ready` answers `true`; an error once the process is gone or `within` is over.
    pub(crate) async fn ready(&mut self, within: Duration, ready: impl AsyncFn() -> bool) -> Result<(), Error> {
        let deadline = Instant::now() + within;
        loop {
            // In this order: a server that answers and is not our process is not ours.
            if !self.is_running() {
                let status = self.running.as_mut().and_then(|r| r.child.as_mut()?.try_wait().ok()?);
                let status = status.map_or_else(|| "gone".to_owned(), |status| status.to_string());
                return Err(Error::Died {
                    program: self.kind.name,
                    status,
                    log: self.log.clone(),
                    tail: tail(&self.log),
                });
            }
            if tokio::time::timeout_at(deadline, ready()).await == Ok(true) {
                return Ok(());
            }
            if Instant::now() >= deadline {
                return Err(Error::NotReady {
                    program: self.kind.name,
                    within,
                    log: self.log.clone(),
                    tail: tail(&self.log),
                });
            }
            sleep(ASK_AGAIN).await;
        }
    }

    /// Asks the server to stop, then insists; returns when no process of it is left.
    pub(crate) async fn stop(&mut self) -> Result<(), Error> {
        for (signal, patience) in self.kind.stop {
            if !self.is_running() {
                break;
            }
            self.signal(*signal);
            self.signal_all(Signal::SIGCONT); // a stopped one would never hear it
            if !self.gone_within(*patience).await {
                tracing::warn!("{} did not stop within {patience:?} of {signal}", self.kind.name);
            }
        }
        self.kill().await
    }

    /// One `signal` that the server does not get to answer, and the wait for its end.
    pub(crate) async fn crash(&mut self, signal: Signal) -> Result<(), Error> {
        self.signal(signal);
        self.signal_all(Signal::SIGCONT);
        self.gone_within(KILLED_WITHIN).await;
        self.kill().await
    }

    /// SIGKILL to the server and all its children.
    pub(crate) async fn kill(&mut self) -> Result<(), Error> {
        self.signal(Signal::SIGKILL); // the parent first, or it would replace its children
        let left = working_in(&self.dir, self.kind.programs);
        self.end_all(left).await?;
        self.running = None;
        Ok(())
    }

    /// `signal` to the server itself.
    pub(crate) fn signal(&self, signal: Signal) {
        if let Some(running) = &self.running {
            running.process.signal(signal);
        }
    }

    /// `signal` to the server, then to its children.
    pub(crate) fn signal_all(&self, signal: Signal) {
        self.signal(signal);
        working_in(&self.dir, self.kind.programs).into_iter().for_each(|process| process.signal(signal));
    }

    /// Empties the log when it has grown too long. Every writer appends, so none leaves a gap.
    pub(crate) fn trim_log(&self) {
        if fs::metadata(&self.log).is_ok_and(|found| found.len() > LONGEST_LOG)
            && let Err(e) = File::options().write(true).open(&self.log).and_then(|log| log.set_len(0))
        {
            tracing::warn!("could not shorten {}: {e}", self.log.display());
        }
    }

    async fn gone_within(&mut self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        while self.is_running() {
            if Instant::now() >= deadline {
                return false;
            }
            sleep(LOOK_AGAIN).await;
        }
        true
    }

    async fn end_all(&mut self, left: Vec<Process>) -> Result<(), Error> {
        left.iter().for_each(|process| process.signal(Signal::SIGKILL));
        let deadline = Instant::now() + KILLED_WITHIN;
        while self.is_running() || left.iter().any(|process| process.is_alive()) {
            if Instant::now() >= deadline {
                let pid = left.iter().find(|process| process.is_alive()).map_or(0, |process| process.pid());
                return Err(Error::WillNotEnd { program: self.kind.name, pid });
            }
            sleep(LOOK_AGAIN).await;
        }
        Ok(())
    }
}

impl Drop for Server {
    /// Whoever forgets to stop the server, or panics first, at least asks it to stop.
    fn drop(&mut self) {
        if let Some((signal, _)) = self.kind.stop.first()
            && self.is_running()
        {
            self.signal(*signal);
            self.signal(Signal::SIGCONT);
        }
    }
}

/// The number in the first line of a pid file.
fn pid_in(file: &Path) -> Option<i32> {
    fs::read_to_string(file).ok()?.lines().next()?.trim().parse().ok()
}

/// Steps down to `user`, and out of the way of the terminal and of our secrets.
pub(crate) fn prepare(command: &mut Command, user: Option<&ServiceUser>) {
    command.env_clear().env("LC_ALL", "C.UTF-8").current_dir("/");
    for kept in ["PATH", "LD_LIBRARY_PATH"] {
        if let Some(value) = std::env::var_os(kept) {
            command.env(kept, value);
        }
    }
    // A terminal sends Ctrl-C to the foreground process group. Were the servers in it,
    // Postgres would be gone before the workers have drained.
    command.process_group(0);
    if let Some(user) = user {
        // Root's further groups are dropped along with the user id.
        command.gid(user.gid).uid(user.uid);
    }
}

/// Runs a program to its end as the servers' user; what it printed, when it failed.
pub(crate) async fn run_to_end(mut command: Command, home: &Home) -> Result<Result<(), String>, Error> {
    prepare(&mut command, home.user());
    let program = PathBuf::from(command.get_program());
    let mut command = tokio::process::Command::from(command);
    let output = command.stdin(Stdio::null()).kill_on_drop(true).output().await.map_err(io("run", &program))?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    let said = [output.stdout, output.stderr].concat();
    Ok(Err(format!("{} ({})", String::from_utf8_lossy(&said).trim(), output.status)))
}

/// The end of a log, for an error message.
fn tail(log: &Path) -> String {
    let read = || {
        let mut file = File::open(log)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
        let mut end = Vec::new();
        file.take(TAIL).read_to_end(&mut end)?;
        std::io::Result::Ok(String::from_utf8_lossy(&end).into_owned())
    };
    read().unwrap_or_default()
}
