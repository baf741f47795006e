//! The program `noc-scheduler`. Only here is the host's clock read; everything else is handed the time.

use std::process::ExitCode;

use noc_scheduler::clock::Clock;
use noc_scheduler::domain::Timestamp;
use noc_scheduler::program;
use noc_scheduler::tasks::Registry;

fn main() -> ExitCode {
    #[expect(clippy::disallowed_methods, reason = "the one place where time is read")]
    let clock = Clock::new(|| Timestamp::from(time::OffsetDateTime::now_utc()));
    program::run(Registry::builtin(), clock)
}
