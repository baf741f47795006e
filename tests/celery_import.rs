//! Moving in from Celery: tables as its own packages write them, through the real program.
#![cfg(test)]

use std::collections::BTreeMap;

use noc_scheduler::celery::convert::{Converted, convert};
use noc_scheduler::celery::crontab::{DAY_OF_MONTH, DAY_OF_WEEK, HOUR, MINUTE, MONTH_OF_YEAR};
use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::cadence::Zone;
use noc_scheduler::domain::decide::{Command, decide};
use noc_scheduler::domain::draft::Draft;
use noc_scheduler::domain::schedule::{Fact, Schedule, evolve};
use noc_scheduler::store::celery::{ForeignRow, Package};
use serde_json::{Value, json};
use uuid::Uuid;

use self::support::house::{House, house};
use self::support::programs::{Ended, command, run, shipped};
use self::support::servers::{connect, servers};

mod support;

const OLD_DEFAULT: &str = include_str!("celery/old_default.sql");
const OLD_CELERYBEAT: &str = include_str!("celery/old_celerybeat.sql");
const NEW_DEFAULT: &str = include_str!("celery/new_default.sql");
const NEW_CELERYBEAT: &str = include_str!("celery/new_celerybeat.sql");
/// Celery's own answers.
const NEXT_RUNS: &str = include_str!("celery/next_runs.json");

// ------------------------------------------------------------- next runs

/// The schedule that a crontab of Celery's becomes.
fn schedule(crontab: &Value, zone: &Value) -> Schedule {
    let mut crontab = crontab.clone();
    crontab["timezone"] = zone.clone();
    let task = json!({"name": "a", "task": "test_job", "kwargs": "{\"username\": \"alice\"}", "enabled": true});
    let row = ForeignRow {
        package: Package::Beat,
        id: 1,
        task,
        interval: None,
        crontab: Some(crontab),
        solar: None,
        clocked: None,
        owner: None,
    };
    let Converted::Body(taken) = convert(&row, None) else { panic!("{row:?}") };
    let draft = Box::new(Draft::read(&taken.body).unwrap_or_else(|e| panic!("{:?}: {e:?}", row.crontab)));
    let create = Command::Create { id: Uuid::nil(), draft, owner: Uuid::nil(), zone: Zone::UTC };
    let Some(Fact::Created { definition, .. }) = decide(None, &create, Timestamp::MIN).unwrap() else {
        panic!("{row:?}")
    };
    let created = Fact::Created { definition, enabled: true };
    evolve(None, Uuid::nil(), 1, Timestamp::MIN, &created).unwrap()
}

#[test]
fn next_runs_are_celery_s_own() {
    let recorded: Value = serde_json::from_str(NEXT_RUNS).unwrap();
    let after = Timestamp::parse(recorded["after"].as_str().unwrap()).unwrap();
    let answers = recorded["answers"].as_array().unwrap();
    assert!(answers.len() > 200, "{} answers", answers.len());
    for answer in answers {
        let schedule = schedule(&answer["crontab"], &answer["timezone"]);
        let theirs = answer["runs"].as_array().unwrap();
        let mut last = after;
        let ours: Vec<Value> = theirs
            .iter()
            .map(|_| {
                last = schedule.next_due(last).unwrap();
                last.to_string().into()
            })
            .collect();
        assert_eq!(&ours, theirs, "{} in {}", answer["crontab"], answer["timezone"]);
    }
}

#[test]
fn what_celery_cannot_read_is_refused() {
    let recorded: Value = serde_json::from_str(NEXT_RUNS).unwrap();
    let fields = [MINUTE, HOUR, DAY_OF_MONTH, MONTH_OF_YEAR, DAY_OF_WEEK];
    let unreadable = recorded["unreadable"].as_array().unwrap();
    assert!(unreadable.len() > 30, "{} texts", unreadable.len());
    for refused in unreadable {
        let field = fields.into_iter().find(|field| refused["field"] == field.name).unwrap();
        let told = field.translate(refused["text"].as_str().unwrap());
        assert!(told.as_ref().is_err_and(|why| why.starts_with("Celery cannot read")), "{refused}: {told:?}");
    }
}

// ------------------------------------------------------------ the program

/// A house to move into, and the tables to move out of.
struct Move {
    house: House,
    source: String,
}

/// What one run told.
struct Told {
    ended: Ended,
    /// By name.
    rows: BTreeMap<String, Value>,
    summary: Value,
}

impl Told {
    fn verdicts(&self) -> BTreeMap<&str, &str> {
        self.rows.iter().map(|(name, row)| (name.as_str(), row["verdict"].as_str().unwrap())).collect()
    }

    fn count(&self, verdict: &str) -> u64 {
        self.summary["rows"][verdict].as_u64().unwrap()
    }

    fn all_of(&self, name: &str) -> String {
        format!("{} {}", self.rows[name]["detail"], self.rows[name]["remarks"])
    }
}

async fn moving(tables: &str) -> Move {
    let house = house().await;
    let insert = "insert into noc.app_user (id, username, password_hash, role, is_active) values
        (gen_random_uuid(), 'bob', 'x', 'operator', true), (gen_random_uuid(), 'carol', 'x', 'operator', false)";
    house.sql.batch_execute(insert).await.unwrap();
    let source = servers().fresh_database().await;
    connect(&source).await.batch_execute(tables).await.unwrap();
    Move { house, source }
}

impl Move {
    fn run(&self, args: &[&str]) -> Ended {
        let mut program = command(&shipped(), &[&["schedules", "import-celery"], args].concat());
        program.env("NOC_DATABASE_URL", &self.house.url);
        run(program, "")
    }

    fn told(&self, args: &[&str]) -> Told {
        let ended = self.run(&[&["--database-url", &self.source, "--json"], args].concat());
        let lines: Vec<Value> = ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(lines.len() > 2, "{ended:?}");
        let rows = lines[1..lines.len() - 1].iter();
        let rows = rows.map(|row| (row["name"].as_str().unwrap().to_owned(), row.clone())).collect();
        Told { rows, summary: lines[lines.len() - 1].clone(), ended }
    }

    async fn events(&self) -> i64 {
        self.house.count("select count(*) from noc.schedule_event").await
    }

    async fn at_source(&self, sql: &str) {
        connect(&self.source).await.batch_execute(sql).await.unwrap();
    }

    /// A schedule's definition and phase, with its owner by name.
    async fn schedule(&self, name: &str) -> (Uuid, Value, String) {
        let sql = "select s.id, s.definition || jsonb_build_object('owner', u.username), s.phase
            from noc.schedule s join noc.app_user u on u.id = s.owner_id where s.name = $1";
        let row = self.house.sql.query_one(sql, &[&name]).await.unwrap();
        (row.get(0), row.get(1), row.get(2))
    }
}

/// What both packages' tables hold: name, verdict, and words of the detail or a remark.
const BOTH: &[(&str, &str, &str)] = &[
    ("nightly sync", "taken", "0 2 * * * UTC, owner alice, disabled (on in Celery); ran 4"),
    ("office hours", "taken", "priority 2 is `high`"),
    ("night shift", "taken", "hour `22-6` is written `22-23,0-6`"),
    ("friday the 13th", "taken", "day_of_week is written `+5`"),
    ("every ninety", "taken", "minute `*/90` is written `0`"),
    ("owner in the table", "taken", "owner bob"),
    ("two owners", "taken", "scheduled_task_owners `bob`"),
    ("nobody's", "refused", "--owner"),
    ("too fast", "refused", "500 microseconds"),
    ("too slow", "refused", "interval.every"),
    ("begins late", "taken", ""),
    ("began long ago", "taken", ""),
    ("has run once", "taken", "it is to run once and has run"),
    ("switched off", "taken", "owner alice, disabled; never ran"),
    ("expires late", "taken", "priority 9 is `low`"),
    ("expired", "refused", "expires: 2020-01-01T12:00:00Z has passed"),
    ("positional", "refused", "positional arguments"),
    ("broken kwargs", "refused", "no JSON"),
    ("kwargs in a list", "refused", "[1], which is no object"),
    ("unknown argument", "refused", "colour"),
    ("unknown task", "refused", "no task `app.tasks.cleanup_tasks.sweep`"),
    ("unknown owner", "refused", "no active user `mallory`"),
    ("disabled owner", "refused", "no active user `carol`"),
    ("strange queue", "refused", "`not ours!` is no queue name"),
    ("routed", "taken", "routing_key `noc.slow` is not taken"),
    ("schedule gone", "refused", "no schedule"),
    ("lights on", "taken", "sunset at 52.52, 13.405"),
];
const OLD: &[(&str, &str, &str)] = &[
    ("steps from one", "refused", "Celery cannot read `5/10` in minute"),
    ("question mark", "refused", "Celery cannot read `?` in day_of_week"),
    ("sunday as seven", "refused", "7 is outside 0-6"),
    ("last day", "refused", "Celery cannot read `L` in day_of_month"),
    ("no such zone", "refused", "Mars/Olympus"),
    ("spring dream", "refused", "never"),
    ("no schedule", "refused", "no schedule"),
    ("unknown event", "refused", "high_tea"),
];
const NEW: &[(&str, &str, &str)] = &[
    ("once", "taken", "once, at 2099-01-01T12:00:00Z"),
    ("was once", "refused", "2020-01-01T12:00:00Z"),
    ("short-lived", "taken", "expire_seconds 3600"),
    ("long-lived", "taken", "expire_seconds 10000000 is not taken"),
    ("headers", "taken", "headers"),
    ("celery.backend_cleanup", "needless", "housekeeping"),
];

#[tokio::test]
async fn every_row_is_taken_or_refused_with_its_reason() {
    for (tables, own) in [(OLD_DEFAULT, OLD), (OLD_CELERYBEAT, OLD), (NEW_DEFAULT, NEW), (NEW_CELERYBEAT, NEW)] {
        let moving = moving(tables).await;
        let told = moving.told(&[]);
        let mut wrong = Vec::new();
        for (name, verdict, words) in BOTH.iter().chain(own) {
            if told.rows[*name]["verdict"] != *verdict || !told.all_of(name).contains(words) {
                wrong.push(format!("{name}: {verdict} {words}: {}", told.rows[*name]));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let long = "n".repeat(201);
        assert_eq!(told.rows[&long]["verdict"], "refused");
        assert_eq!(told.rows.len(), BOTH.len() + own.len() + 1, "{:?}", told.verdicts());
        // Whatever was not taken is a failure to whoever started it.
        assert_eq!(told.ended.code, 1, "{:?}", told.ended);
        assert!(told.ended.err.ends_with(&format!("{} rows were not taken, see above\n", told.count("refused"))));
        let enabled = "select count(*) from noc.schedule where phase <> 'disabled'";
        assert_eq!(moving.house.count(enabled).await, 0, "nothing is switched on unless asked for");
        let live = moving.house.count("select count(*) from noc.schedule").await;
        assert_eq!(live.unsigned_abs(), told.count("taken"));
    }
}

#[tokio::test]
async fn a_taken_schedule_says_what_celery_said() {
    let moving = moving(NEW_CELERYBEAT).await;
    moving.told(&["--schema", "celerybeat"]);
    let (id, office, _) = moving.schedule("office hours").await;
    let expected = json!({
        "name": "office hours", "task": "test_job", "description": "Every quarter of an hour", "queue": "slow",
        "priority": "high", "timezone": "Europe/Berlin", "owner": "alice", "one_off": false,
        "schedule_type": "crontab",
    });
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&office[field], value, "{field}: {office}");
    }
    for (field, value) in [("minute", "*/15"), ("hour", "8-17"), ("day_of_week", "1-5"), ("month_of_year", "*")] {
        assert_eq!(office["crontab"][field], value, "{office}");
    }
    assert_eq!((&office["kwargs"]["message"], &office["kwargs"]["username"]), (&json!("hello"), &Value::Null));
    let (_, nightly, _) = moving.schedule("nightly sync").await;
    assert_eq!(nightly["task"], "sync_nautobot_devices");
    let (_, late, _) = moving.schedule("begins late").await;
    assert_eq!((&late["start_at"], &late["one_off"]), (&json!("2099-01-01T12:00:00Z"), &json!(true)));
    let (_, late, _) = moving.schedule("expires late").await;
    assert_eq!((&late["expires"], &late["priority"]), (&json!("2099-01-01T12:00:00Z"), &json!("low")));
    let (_, short, _) = moving.schedule("short-lived").await;
    assert_eq!(short["catch_up_max_age_seconds"], 3600);
    let (_, once, _) = moving.schedule("once").await;
    assert_eq!(once["clocked"]["at"], "2099-01-01T12:00:00Z");
    let (_, solar, _) = moving.schedule("lights on").await;
    assert_eq!(solar["solar"], json!({"event": "sunset", "latitude": 52.52, "longitude": 13.405}));

    let sql = "select actor, actor_id, note from noc.schedule_event where schedule_id = $1";
    let event = moving.house.sql.query_one(sql, &[&id]).await.unwrap();
    let (actor, actor_id, note): (String, Option<Uuid>, String) = (event.get(0), event.get(1), event.get(2));
    assert_eq!((actor.as_str(), actor_id), ("celery import", None));
    let row = "imported from celery: sqlalchemy-celery-beat, row 3 of celerybeat.celery_periodictask; never ran";
    assert_eq!(note, row);
    // What ran elsewhere is told, and not counted as if it had run here.
    let counts = "select coalesce(sum(run_count), 0)::bigint from noc.schedule_runtime";
    assert_eq!(moving.house.count(counts).await, 0);
}

#[tokio::test]
async fn a_second_run_doubles_nothing_and_a_dry_run_changes_nothing() {
    let moving = moving(NEW_DEFAULT).await;
    let rehearsed = moving.told(&["--dry-run"]);
    assert_eq!(moving.events().await, 0);
    let first = moving.told(&[]);
    assert_eq!(rehearsed.verdicts(), first.verdicts());
    let events = moving.events().await;
    let second = moving.told(&[]);
    assert_eq!(moving.events().await, events);
    assert_eq!((second.count("taken"), second.count("updated"), second.count("left")), (0, 0, 0));
    assert_eq!(second.count("here"), first.count("taken"));
    assert_eq!(second.count("refused"), first.count("refused"));
    // An owner for what had none: that row is taken, too, and the others are as they were.
    let third = moving.told(&["--owner", "bob"]);
    assert_eq!((third.count("taken"), third.rows["nobody's"]["verdict"].as_str()), (1, Some("taken")));
    assert_eq!(moving.schedule("nobody's").await.1["owner"], "bob");
    assert_eq!(moving.schedule("two owners").await.1["owner"], "alice");
}

#[tokio::test]
async fn enable_switches_on_what_is_on_there_and_in_no_doubt() {
    let phases = async |moving: &Move| {
        let mut phases = Vec::new();
        for name in ["nightly sync", "switched off", "has run once", "two owners"] {
            phases.push(moving.schedule(name).await.2);
        }
        phases
    };
    let moving = moving(OLD_DEFAULT).await;
    moving.told(&["--enable"]);
    assert_eq!(phases(&moving).await, ["enabled", "disabled", "disabled", "disabled"]);

    // It may come later; and what somebody switched off here stays off.
    let moving = self::moving(OLD_DEFAULT).await;
    moving.told(&[]);
    let (lights, ..) = moving.schedule("routed").await;
    moving.house.edit(lights, json!({"enabled": true})).await;
    moving.house.edit(lights, json!({"enabled": false})).await;
    let told = moving.told(&["--enable"]);
    assert_eq!(phases(&moving).await, ["enabled", "disabled", "disabled", "disabled"]);
    assert_eq!(told.rows["nightly sync"]["verdict"], "updated");
    assert_eq!((&told.rows["routed"]["verdict"], &*moving.schedule("routed").await.2), (&json!("here"), "disabled"));
    // Switched off in Celery because it runs here now: that is no reason to switch it off here.
    moving.at_source("update celery_periodic_task set enabled = false").await;
    moving.told(&["--enable"]);
    assert_eq!(moving.schedule("nightly sync").await.2, "enabled");
}

#[tokio::test]
async fn what_changed_since_is_brought_up_to_date_only_where_nobody_changed_it_here() {
    let moving = moving(OLD_DEFAULT).await;
    moving.told(&[]);
    let (both, ..) = moving.schedule("night shift").await;
    let (here, ..) = moving.schedule("office hours").await;
    let (gone, ..) = moving.schedule("every ninety").await;
    for id in [both, here] {
        moving.house.edit(id, json!({"crontab": {"minute": "7"}})).await;
    }
    moving.house.door.delete(&moving.house.alice, gone, None, None).await.unwrap();
    let change = "update celery_crontab_schedule set hour = '23' where id in (1, 3);
        update celery_periodic_task set expires = null, priority = null where name = 'expires late'";
    moving.at_source(change).await;

    let told = moving.told(&[]);
    let verdict = |name: &str| told.rows[name]["verdict"].as_str().unwrap();
    assert_eq!(verdict("nightly sync"), "updated");
    assert_eq!(verdict("expires late"), "updated");
    assert_eq!((verdict("night shift"), verdict("every ninety")), ("left", "left"));
    assert!(told.all_of("night shift").contains("changed in Celery and here"));
    assert!(verdict("office hours") == "here" && told.all_of("office hours").contains("changed here since"));
    assert_eq!(moving.schedule("nightly sync").await.1["crontab"]["hour"], "23");
    assert_eq!(moving.schedule("night shift").await.1["crontab"]["minute"], "7");
    let (_, late, _) = moving.schedule("expires late").await;
    assert_eq!(
        (&late["expires"], &late["priority"], &late["owner"]),
        (&Value::Null, &json!("normal"), &json!("alice"))
    );

    // What an import changed is not an edit of somebody's: the next change arrives as well.
    moving.at_source("update celery_crontab_schedule set hour = '22' where id = 1").await;
    assert_eq!(moving.told(&[]).rows["nightly sync"]["verdict"], "updated");
    assert_eq!(moving.schedule("nightly sync").await.1["crontab"]["hour"], "22");
    assert_eq!(moving.told(&[]).rows["nightly sync"]["verdict"], "here");
}

#[tokio::test]
async fn a_name_that_is_taken_here_is_told() {
    let moving = moving(OLD_DEFAULT).await;
    let taken = json!({"name": "night shift", "task": "test_job", "interval": {"every": 1, "period": "hours"}});
    moving.house.create(taken).await;
    let told = moving.told(&[]);
    assert!(told.all_of("night shift").contains("name `night shift` is taken"), "{}", told.rows["night shift"]);
    assert_eq!(told.rows["nightly sync"]["verdict"], "taken");
}

#[tokio::test]
async fn which_tables_are_meant_is_found_or_asked_for() {
    let moving = moving("select 1").await;
    let failed = |args: &[&str]| {
        let ended = moving.run(&[&["--database-url", &moving.source], args].concat());
        assert_eq!((ended.code, ended.err.lines().count()), (1, 1), "{ended:?}");
        ended.err
    };
    assert!(failed(&[]).contains("there are no tables"));
    moving.at_source(OLD_CELERYBEAT).await;
    assert!(failed(&["--schema", "elsewhere"]).contains("schema `elsewhere`"));
    assert!(failed(&["--owner", "carol"]).contains("no active user `carol`"));
    moving.at_source("create schema old; create table old.celery_periodictask (id integer)").await;
    assert!(failed(&[]).contains("celerybeat, old: say which with --schema"));
    assert!(moving.told(&["--schema", "celerybeat"]).count("taken") > 10);

    // Without an address Celery's tables are beside ours.
    moving.house.sql.batch_execute(OLD_CELERYBEAT).await.unwrap();
    let ended = moving.run(&["--dry-run"]);
    assert!(ended.out.contains("schema celerybeat (celery-sqlalchemy-scheduler)"), "{ended:?}");
    assert!(ended.out.contains("nothing was changed"), "{ended:?}");
}
