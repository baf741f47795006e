//! Ten thousand schedules in one go, while beat goes on with others.

use std::time::{Duration, Instant};

use noc_scheduler::command::as_code::SchedulesFile;
use serde_json::{Value, json};

use crate::figures::Table;
use crate::options::Options;
use crate::stage::{Beat, Stage};
use crate::support::house::House;

/// Schedules that are due every second meanwhile.
const OTHERS: usize = 100;

fn file(many: usize, minute: usize) -> SchedulesFile {
    let schedule = |n: usize| json!({"name": format!("said {n:05}"), "task": "noop", "crontab": {"minute": (n + minute) % 60}, "tags": ["said"]});
    let schedules: Value = (0..many).map(schedule).collect();
    SchedulesFile::read(&json!({"schedules": schedules}), Some("many.yaml")).unwrap()
}

pub(crate) async fn measure(stage: &Stage, options: &Options, table: &mut Table) {
    let house = stage.house().await;
    for n in 0..OTHERS {
        let every = json!({"every": 1, "period": "seconds"});
        house
            .create(json!({"name": format!("other {n}"), "task": "noop", "interval": every, "overlap": "allow"}))
            .await;
    }
    let mut beat = Beat::leading(&house).await;
    let many = options.scale(10_000, 200);
    for (what, minute) in [("new", 0), ("changed", 7)] {
        let files = [file(many, minute)];
        let begun = Instant::now();
        house.door.plan(&house.alice, &files, false).await.unwrap();
        let planned = begun.elapsed();
        let begun = Instant::now();
        house.door.apply(&house.alice, &files, false, None, None).await.unwrap();
        let applied = begun.elapsed();
        let newest: i64 = house.count("select max(position) from noc.schedule_event").await;
        while beat.applied.recv().await.unwrap() < newest {}
        let heard = begun.elapsed().saturating_sub(applied);
        // What was due meanwhile has its job by now, or is late already.
        tokio::time::sleep(Duration::from_secs(2)).await;
        let late = lateness(&house, begun.elapsed()).await;
        let again = house.door.plan(&house.alice, &files, false).await.unwrap();
        assert_eq!(again.count(noc_scheduler::command::as_code::Action::Keep), many, "a plan after apply is empty");
        let seconds = |time: Duration| format!("{:.1} s", time.as_secs_f64());
        table.row(
            format!("{many} schedules of a file, {what}: plan / apply"),
            format!("{} / {}", seconds(planned), seconds(applied)),
            "",
            "one transaction, one change set",
        );
        table.row(
            "  … beat has them all, after the answer",
            format!("{:.0} ms", heard.as_secs_f64() * 1_000.0),
            "",
            format!("other due times meanwhile: p50 / max {late}, of {OTHERS} a second"),
        );
    }
    beat.end().await;
}

/// How late the jobs of others were made in the last `span`: median and most.
async fn lateness(house: &House, span: Duration) -> String {
    let sql = "select coalesce(percentile_cont(0.5) within group (order by late), 0), coalesce(max(late), 0) from (
                   select extract(epoch from queued_at - due_at)::float8 * 1000 as late from noc.live_job
                   where trigger = 'schedule' and due_at > clock_timestamp() - make_interval(secs => $1)
                     and schedule_id in (select id from noc.schedule where name like 'other %')) as jobs";
    let row = house.sql.query_one(sql, &[&span.as_secs_f64()]).await.unwrap();
    format!("{:.0} / {:.0} ms", row.get::<_, f64>(0), row.get::<_, f64>(1))
}
