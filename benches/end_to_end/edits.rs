//! An edit takes effect: from its commit to the timer in the wheel.

use std::time::{Duration, Instant};

use noc_scheduler::domain::schedule::{Fact, Schedule, evolve};
use noc_scheduler::store::append;
use noc_scheduler::store::schedules::Author;
use serde_json::json;
use uuid::Uuid;

use crate::figures::{Rounds, Table};
use crate::options::Options;
use crate::stage::{Beat, Stage, schedule};
use crate::support::house::{House, draft};

pub(crate) async fn measure(stage: &Stage, options: &Options, table: &mut Table) {
    let house = stage.house().await;
    let id = house.create(schedule("edited", json!({}))).await.schedule.id;
    let mut beat = Beat::leading(&house).await;
    let (rounds, edits) = options.scale((6, 150), (2, 5));
    let (mut sent, mut acknowledged, mut whole) = (Rounds::default(), Rounds::default(), Rounds::default());
    for round in 0..rounds {
        let (mut after_sending, mut after_answer, mut after_call) = (Vec::new(), Vec::new(), Vec::new());
        for nth in 0..edits {
            let every = 2 + nth;
            let done = edit(&house, id, every).await;
            let applied = heard(&mut beat, done.position).await;
            after_sending.push(applied.saturating_duration_since(done.sent));
            after_answer.push(applied.saturating_duration_since(done.answered));
            let called = Instant::now();
            let body = json!({"interval": {"every": every, "period": "hours"}});
            house.door.edit(&house.alice, id, draft(body)).await.unwrap();
            beat.applied.recv().await.unwrap();
            after_call.push(called.elapsed());
        }
        if round > 0 {
            sent.add(after_sending);
            acknowledged.add(after_answer);
            whole.add(after_call);
        }
    }
    let how = |what: &str| format!("{what}; {} rounds of {edits}", sent.len());
    table.row(
        "edit commit → wheel applied, p50 / p99",
        sent.told(),
        "1 / 3 ms",
        how("from sending COMMIT, its sync included"),
    );
    table.row(
        "  … from the answer to COMMIT",
        acknowledged.told(),
        "",
        how("zero when the hint is faster than the answer"),
    );
    table.row(
        "  … from calling the door",
        whole.told(),
        "",
        how("read, check, decide, append, project, commit, apply"),
    );
    beat.end().await;
}

/// An edit that was made.
pub(crate) struct Edited {
    pub(crate) position: i64,
    pub(crate) sent: Instant,
    pub(crate) answered: Instant,
}

/// One edit in the steps of the door, for the door does not tell when it commits.
pub(crate) async fn edit(house: &House, id: Uuid, every_days: u32) -> Edited {
    let mut client = house.database.get().await.unwrap();
    let tx = client.transaction().await.unwrap();
    let (held, now) = append::hold(&tx, id).await.unwrap();
    let held = held.unwrap();
    let before = held.schedule.unwrap();
    let interval = json!({"every": every_days, "period": "days", "anchor": now});
    let changes = json!({"schedule_type": "interval", "interval": interval, "crontab": null});
    let fact = Fact::Updated { changes: changes.as_object().unwrap().clone(), enabled: None };
    let after = next(before, now.max(held.settled_through), &fact);
    let author = Author { id: Some(house.alice.id), name: house.alice.username.clone() };
    let appended = append::one(&tx, &fact, &after, &author, None).await.unwrap();
    let sent = Instant::now();
    tx.commit().await.unwrap();
    Edited { position: appended.position, sent, answered: Instant::now() }
}

fn next(before: Schedule, at: noc_scheduler::domain::Timestamp, fact: &Fact) -> Schedule {
    let (id, version) = (before.id, before.version + 1);
    evolve(Some(before), id, version, at, fact).unwrap()
}

async fn heard(beat: &mut Beat, position: i64) -> Instant {
    let longest = Duration::from_secs(5);
    loop {
        let told = tokio::time::timeout(longest, beat.applied.recv()).await.expect("an edit was not applied");
        if told.unwrap() >= position {
            return Instant::now();
        }
    }
}
