//! Signals: the first asks to stop, the second ends the process.
#![cfg(test)]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// In the environment of the helper process, which is this test program again.
const HELPER: &str = "NOC_TEST_WAIT_FOR_SIGNALS";

#[tokio::test]
#[ignore = "not a test: what the tests below start and signal"]
async fn the_other_process() {
    if std::env::var_os(HELPER).is_none() {
        return;
    }
    let stop = noc_scheduler::process::stop_on_signals().unwrap();
    eprintln!("waiting");
    stop.cancelled().await;
    eprintln!("stopping");
    std::future::pending::<()>().await;
}

fn another_process() -> (Child, impl FnMut() -> String) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_other_process", "--ignored", "--nocapture"])
        .env(HELPER, "1")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    (child, move || lines.next().unwrap().unwrap())
}

#[test]
fn the_first_signal_cancels_and_the_second_ends_at_once() {
    for (first, second) in [(Signal::SIGINT, Signal::SIGINT), (Signal::SIGTERM, Signal::SIGINT)] {
        let (mut child, mut next_line) = another_process();
        let pid = Pid::from_raw(i32::try_from(child.id()).unwrap());
        assert_eq!(next_line(), "waiting");
        kill(pid, first).unwrap();
        assert_eq!(next_line(), "stopping");
        assert!(child.try_wait().unwrap().is_none());
        kill(pid, second).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(130));
    }
}
