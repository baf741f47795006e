//! What a beat costs that holds many schedules: time to start, memory, and one edit.

use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use noc_scheduler::beat::{self, BeatConfig, NotifyConfig, Probes};
use noc_scheduler::domain::Timestamp;
use noc_scheduler::probe::Probe;
use noc_scheduler::queue::Redis;
use noc_scheduler::queue::feed::Publisher;
use noc_scheduler::store::Database;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::edits::edit;
use crate::figures::{Rounds, Table, median, millis};
use crate::options::{Held, Options};
use crate::stage::{Stage, copy, schedule};
use crate::support::house::{AnyTask, House, real_clock};

const ZONES: [&str; 6] =
    ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "America/Sao_Paulo"];

pub(crate) async fn measure(stage: &Stage, options: &Options, table: &mut Table) {
    for (many, aim) in options.scale(
        [(1_000, ["", "", ""]), (100_000, ["1 s", "60 MB", "as at 1000"])],
        [(10, ["", "", ""]), (1_000, ["", "", ""])],
    ) {
        let house = stage.house().await;
        let one = populate(&house, many).await;
        let rounds = options.scale(4, 2);
        let (mut starts, mut sizes, mut edits) = (Vec::new(), Vec::new(), Rounds::default());
        for _ in 0..rounds {
            let mut held = Beat::start(stage, &house);
            starts.push(held.started().await);
            let mut times = Vec::new();
            for nth in 0..options.scale(60, 3) {
                let (done, sent) = (edit(&house, one, 2 + nth).await, house.clock.now());
                // Sent and answered are of one clock, the other process has another.
                let sent = sent.minus(done.sent.elapsed());
                times.push(held.applied(done.position).await.since(sent));
            }
            edits.add(times);
            sizes.push(held.resident().await);
            held.child.kill().await.unwrap();
        }
        let how = format!("a process of its own; {rounds} rounds");
        table.row(
            format!("beat start → leading, {many} schedules"),
            format!("{} ms", millis(median(starts))),
            aim[0],
            &how,
        );
        let megabytes = format!("{:.1} MB", median(sizes) as f64 / 1024.0);
        table.row(format!("resident memory, {many} schedules"), megabytes, aim[1], &how);
        table.row(format!("edit commit → wheel applied, {many} schedules, p50 / p99"), edits.told(), aim[2], how);
    }
}

/// Half intervals, half crontabs, none due while this runs; one of them.
async fn populate(house: &House, many: u32) -> Uuid {
    let described = json!({"description": "Keeps the inventory fresh.", "kwargs": {"limit": 500}});
    let one = house.create(schedule("size 0", described)).await.schedule.id;
    let (month, anchor) = (month_ahead(house.clock.now()), house.clock.now());
    let changes: Vec<Value> = (1..many).map(|nth| unlike(nth, month, anchor)).collect();
    copy(house, one, &changes).await;
    one
}

fn unlike(nth: u32, month: u32, anchor: Timestamp) -> Value {
    let name = format!("site {} device group {nth}", nth % 97);
    if nth.is_multiple_of(2) {
        let interval = json!({"every": 1 + nth % 1_000, "period": "days", "anchor": anchor});
        return json!({"name": name, "interval": interval});
    }
    let crontab = json!({
        "minute": (nth % 60).to_string(), "hour": (nth % 24).to_string(), "day_of_month": "*",
        "month_of_year": month.to_string(), "day_of_week": "*",
    });
    let zone = ZONES[nth as usize % ZONES.len()];
    json!({"name": name, "schedule_type": "crontab", "interval": null, "crontab": crontab, "timezone": zone})
}

/// A month that is not now anywhere, so that nothing falls due.
fn month_ahead(now: Timestamp) -> u32 {
    let month: u32 = now.to_string()[5..7].parse().unwrap();
    (month + 5) % 12 + 1
}

/// A beat in a process of its own, seen from outside.
struct Beat {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Beat {
    fn start(stage: &Stage, house: &House) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--hold", &house.url, stage.servers.redis_url()]);
        let mut child = command.stdout(Stdio::piped()).stdin(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// The next line that begins with `word`, without it.
    async fn told(&mut self, word: &str) -> String {
        let find = async {
            loop {
                let line = self.lines.next_line().await.unwrap().expect("the beat has ended");
                if let Some(rest) = line.strip_prefix(word) {
                    return rest.trim().to_owned();
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(60), find).await.expect("the beat says nothing")
    }

    /// How long it took to start.
    async fn started(&mut self) -> Duration {
        Duration::from_micros(self.told("leading").await.parse().unwrap())
    }

    /// When the event at `position` was applied.
    async fn applied(&mut self, position: i64) -> Timestamp {
        let at = self.told(&format!("applied {position} ")).await;
        Timestamp::from_micros(at.parse().unwrap())
    }

    /// Its resident memory in kilobytes.
    async fn resident(&mut self) -> u64 {
        let status = tokio::fs::read_to_string(format!("/proc/{}/status", self.child.id().unwrap())).await.unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches("kB").trim().parse().unwrap()
    }
}

/// The process that holds the schedules: a beat and nothing else.
pub(crate) async fn hold(held: &Held) {
    let begin = Instant::now();
    let clock = real_clock();
    let stop = CancellationToken::new();
    let (applied, mut hears_applied) = Probe::listening();
    let (leading, mut hears_leading) = Probe::listening();
    let probes = Probes { applied, leading, ..Probes::default() };
    let config = BeatConfig {
        host: "bench".to_owned(),
        catch_up_limit: 100,
        job_retention_days: 30,
        ledger_retention_days: 400,
        notify: NotifyConfig::default(),
        probes,
    };
    let database = Database::new(&held.database_url, "bench", 4).unwrap();
    let redis = Redis::connect(&held.redis_url, "size:").await.unwrap();
    let (feed, _) = Publisher::start(redis.clone(), stop.clone());
    tokio::spawn(beat::run(config, database, redis, Arc::new(AnyTask), feed, clock.clone(), stop));
    hears_leading.recv().await.unwrap();
    println!("leading {}", begin.elapsed().as_micros());
    while let Some(position) = hears_applied.recv().await {
        println!("applied {position} {}", clock.now().as_micros());
    }
}
