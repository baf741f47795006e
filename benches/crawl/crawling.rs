//! The process that crawls.

use std::sync::Arc;
use std::time::{Duration, Instant};

use noc_scheduler::access::{Access, Bounds};
use noc_scheduler::clock::Clock;
use noc_scheduler::credentials::{Credentials, Draft, Secret};
use noc_scheduler::domain::job::{JobState, JobView, Priority, Progress, Trigger};
use noc_scheduler::domain::log::LogLine;
use noc_scheduler::domain::people::{Person, Role};
use noc_scheduler::store::Database;
use noc_scheduler::tasks::discover_topology::{Args, DiscoverTopology};
use noc_scheduler::tasks::{Context, JobInfo, LogBudget, Task, Voice};
use noc_scheduler::vault::{Key, Vault};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support::house::real_clock;
use crate::support::servers::connect;

/// Ticks of the processor's clock in a second, as Linux counts them for everybody.
const TICKS: f64 = 100.0;

struct Nobody;

impl Voice for Nobody {
    fn progress(&self, _: Uuid, _: i16, _: Progress) {}

    fn line(&self, _: LogLine) -> bool {
        true
    }
}

/// Crawls from the first device, and prints a line of JSON.
pub(crate) async fn crawl(how: &str) {
    let how: Value = serde_json::from_str(how).unwrap();
    let number = |of: &str| how[of].as_u64().unwrap();
    let url = how["database"].as_str().unwrap();
    let database = Database::new(url, "bench", 8).unwrap();
    let alice = Person { id: Uuid::new_v4(), username: "alice".to_owned(), role: Role::Admin };
    let insert = "insert into noc.app_user (id, username, password_hash, role) values ($1, 'alice', 'x', 'admin')";
    connect(url).await.execute(insert, &[&alice.id]).await.unwrap();
    let credentials = Credentials::new(database.clone(), Vault::parse(&Key::generate()).unwrap());
    let draft = Draft {
        name: Some("bench".to_owned()),
        username: Some("noc".to_owned()),
        password: Some(Secret::Set("noc".into())),
        ..Draft::default()
    };
    credentials.create(&alice, false, draft).await.unwrap();
    let bounds = Bounds {
        port: number("port").try_into().unwrap(),
        logins_per_second: number("logins_per_second").try_into().unwrap(),
        sessions_per_site: 1_000,
        ..Bounds::default()
    };
    let task = DiscoverTopology::new(Access::new(database.clone(), credentials, bounds), database);
    let args = json!({"seed_devices": [1], "max_depth": 9, "concurrency": number("concurrency")});
    let args: Args = serde_json::from_value(args).unwrap();

    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let (memory, processor, began) = (kilobytes("VmRSS:"), processor(), Instant::now());
    let outcome = task.perform(args, context(alice.id)).await.unwrap();
    let seconds = began.elapsed().as_secs_f64();
    assert_eq!((outcome.succeeded as u64, outcome.links_total as u64), (number("devices"), number("links")));
    let (kilobytes, processor) = (kilobytes("VmHWM:").saturating_sub(memory), self::processor() - processor);
    println!("{}", json!({"seconds": seconds, "processor": processor, "kilobytes": kilobytes}));
}

fn context(run_as: Uuid) -> Context {
    let clock: Clock = real_clock();
    let view = JobView {
        id: Uuid::now_v7(),
        rev: 1,
        task: "discover_topology".to_owned(),
        schedule_id: None,
        schedule_name: None,
        schedule_version: None,
        trigger: Trigger::Adhoc,
        due_at: None,
        state: JobState::Running,
        queue: "default".to_owned(),
        priority: Priority::Normal,
        attempt: 1,
        max_attempts: 1,
        queued_at: clock.now(),
        started_at: None,
        finished_at: None,
        worker: None,
        progress: None,
        error: None,
        warnings: 0,
    };
    let info = JobInfo { view, run_as, timeout: Duration::from_secs(7_200), host: "here".to_owned() };
    Context::new(info, clock, CancellationToken::new(), Arc::new(Nobody), LogBudget::JOB)
}

/// The processor's seconds that this process has had.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    // The program's name, in brackets, may have spaces.
    let rest = stat.rsplit_once(')').unwrap().1;
    let ticks: f64 = rest.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<f64>().unwrap()).sum();
    ticks / TICKS
}

fn kilobytes(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap();
    line.trim().trim_end_matches("kB").trim().parse().unwrap()
}
