//! The command line, as people and service managers meet it: the real program, in processes of its own.
#![cfg(test)]

use std::process::Command;

use nix::sys::signal::Signal;
use noc_scheduler::connections::{Connections, Draft, Environment};
use noc_scheduler::domain::connection::Kind;
use noc_scheduler::vault::{Key, Vault};
use serde_json::{Value, json};

use self::support::house::house;
use self::support::programs::{Ended, Running, ask, command, get, run, shipped};
use self::support::servers::{Scratch, fresh_prefix, servers};

mod support;

fn scheduler(args: &[&str]) -> Command {
    command(&shipped(), args)
}

fn ran(args: &[&str]) -> Ended {
    run(scheduler(args), "")
}

fn up(scratch: &Scratch) -> Running {
    let dir = scratch.path().join("data");
    Running::start(scheduler(&["up", "--listen", "127.0.0.1:0", "--data-dir", dir.to_str().unwrap()]))
}

/// The address in a ready line for people.
fn address(ready: &str) -> String {
    let at = ready.find("http://").unwrap_or_else(|| panic!("no address: {ready}"));
    ready[at..].split([';', ' ']).next().unwrap().to_owned()
}

#[test]
fn wrong_usage_ends_with_2_and_one_line() {
    for args in [&[][..], &["fly"], &["up", "--wings"], &["users", "add"], &["api", "--listen", "nowhere"]] {
        let ended = ran(args);
        assert_eq!(ended.code, 2, "{args:?}: {ended:?}");
        assert!(ended.out.is_empty() && ended.err.starts_with("noc-scheduler: "), "{args:?}: {ended:?}");
    }
    assert_eq!(ran(&["fly"]).err.lines().count(), 1);
    assert_eq!(ran(&["--help"]).code, 0);
    assert!(ran(&["version"]).out.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_mistake_of_a_configuration_is_told_at_once_and_no_secret() {
    let mut command = scheduler(&["worker"]);
    command.env("NOC_DATABASE_URL", "hunter2").env("NOC_WORKER_CONCURRENCY", "many").env("NOC_TIMEZONE", "Mars");
    let ended = run(command, "");
    assert_eq!(ended.code, 1, "{ended:?}");
    for said in ["NOC_DATABASE_URL: is no Postgres", "NOC_WORKER_CONCURRENCY: `many`", "`Mars`", "has 3 mistakes"] {
        assert!(ended.err.contains(said), "{said}: {ended:?}");
    }
    assert!(!ended.err.contains("hunter2"), "{ended:?}");
}

#[test]
fn a_role_without_servers_says_what_is_missing() {
    let ended = ran(&["beat"]);
    assert_eq!((ended.code, ended.err.lines().count()), (1, 1), "{ended:?}");
    assert!(ended.err.contains("NOC_DATABASE_URL is not set"), "{ended:?}");
}

#[test]
fn up_serves_keeps_its_data_and_leaves_nothing_running() {
    let scratch = Scratch::new();
    let dir = scratch.path().join("data");
    let dir = dir.to_str().unwrap();
    let first = up(&scratch);
    let ready = first.line();
    assert!(ready.contains("up ready") && ready.contains("beat leader") && ready.contains("test_job"), "{ready}");
    let login = first.line();
    assert!(login.contains("user admin, password "), "{login}");
    let (status, body) = get(&address(&ready), "/api/health/ready");
    assert_eq!(status, 200, "{body}");

    // Other commands find its servers by the data directory.
    let doctor = ran(&["doctor", "--data-dir", dir]);
    assert_eq!(doctor.code, 0, "{doctor:?}");
    let doctor = ran(&["doctor", "--data-dir", dir, "--json", "--schedule", "none such"]);
    assert_eq!(doctor.code, 1, "{doctor:?}");
    let lines: Vec<Value> = doctor.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().any(|line| line["check"] == "leader" && line["state"] == "ok"), "{doctor:?}");
    assert!(lines.iter().any(|line| line["check"] == "schedule" && line["state"] == "wrong"), "{doctor:?}");
    let added = run(scheduler(&["users", "add", "ann", "--role", "viewer", "--data-dir", dir]), "correct horse\n");
    assert_eq!(added.code, 0, "{added:?}");

    first.stop(Signal::SIGINT);
    assert_eq!(scratch.processes(), []);

    let second = up(&scratch);
    let ready = second.line();
    let login = second.line();
    let command = format!("`noc-scheduler users passwd admin --data-dir '{dir}'`");
    assert!(!login.contains("password v") && login.contains(&command), "{login}");
    let worker = Running::start(scheduler(&["worker", "--data-dir", dir, "--concurrency", "1"]));
    assert!(worker.line().contains("worker ready"), "roles find its servers, too");
    worker.stop(Signal::SIGTERM);
    let users = ran(&["users", "list", "--data-dir", dir]);
    assert_eq!(users.out, "admin (admin)\nann (viewer)\n", "{users:?}");
    assert_eq!(get(&address(&ready), "/api/health/live").0, 200);
    second.kill();
    assert!(!scratch.processes().is_empty(), "the servers of a killed program live on");

    let third = up(&scratch);
    third.line();
    third.stop(Signal::SIGTERM);
    assert_eq!(scratch.processes(), []);
}

#[test]
fn a_taken_port_is_told_before_anything_is_made() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let scratch = Scratch::new();
    let dir = scratch.path().join("data");
    let address = taken.local_addr().unwrap().to_string();
    let ended = ran(&["up", "--listen", &address, "--data-dir", dir.to_str().unwrap()]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(ended.err.contains(&format!("cannot listen on {address}")), "{ended:?}");
    assert!(!dir.exists(), "nothing was started");
}

#[test]
fn people_are_managed_from_the_command_line() {
    let url = database();
    let users =
        |args: &[&str], input: &str| run(scheduler(&[&["users", "--database-url", &url], args].concat()), input);
    assert_eq!(ran(&["migrate", "--database-url", &url]).code, 0);
    let ended = users(&["add", "ann", "--role", "admin"], "short\n");
    assert!(ended.code == 1 && ended.err.contains("8 to 200 characters"), "{ended:?}");
    assert_eq!(users(&["add", "ann", "--role", "admin"], "correct horse\n").code, 0);
    assert!(users(&["add", "Ann"], "correct horse\n").err.contains("taken"));
    assert!(users(&["disable", "ann"], "").err.contains("last active admin"));
    assert_eq!(users(&["add", "bob", "--role", "admin"], "correct horse").code, 0);
    assert_eq!(users(&["disable", "ann"], "").code, 0);
    assert_eq!(users(&["role", "bob", "viewer"], "").code, 1);
    assert_eq!(users(&["passwd", "bob"], "another horse\n").code, 0);
    assert!(users(&["passwd", "nobody"], "another horse\n").err.contains("no user `nobody`"));
    assert!(users(&["add", "eve"], "").err.contains("standard input is empty"));
    assert!(users(&["add", "eve"], "correct horse\n").out.contains("eve (viewer)"), "the least, unless said otherwise");
    let list = users(&["list", "--json"], "").out;
    assert!(list.contains(r#""username":"ann""#) && list.contains(r#""is_active":false"#), "{list}");
}

/// A new database on the servers that all tests here share.
fn database() -> String {
    tokio::runtime::Runtime::new().unwrap().block_on(servers().fresh_database())
}

#[test]
fn roles_run_alone_wait_for_each_other_and_drain() {
    let (url, prefix) = (database(), fresh_prefix());
    let role = |args: &[&str]| {
        let mut command = scheduler(args);
        command.env("NOC_DATABASE_URL", &url).env("NOC_REDIS_URL", servers().redis_url());
        command.env("NOC_REDIS_PREFIX", &prefix).env("NOC_ADMIN_PASSWORD", "correct horse");
        command
    };
    let refused = run(role(&["beat", "--no-migrate"]), "");
    assert!(refused.code == 1 && refused.err.contains("noc-scheduler migrate"), "{refused:?}");

    let worker = Running::start(role(&["worker", "--queues", "default,slow", "--concurrency", "3", "--json"]));
    worker.wait_for("waiting for the database schema");
    assert!(worker.is_silent());

    let api = Running::start(role(&["api", "--listen", "127.0.0.1:0", "--json"]));
    let ready: Value = serde_json::from_str(&api.line()).unwrap();
    assert_eq!((&ready["ready"], &ready["version"]), (&"api".into(), &env!("CARGO_PKG_VERSION").into()));
    assert!(!api.line().contains("correct horse"));

    let ready: Value = serde_json::from_str(&worker.line()).unwrap();
    assert_eq!(ready["queues"], serde_json::json!(["default", "slow"]));
    assert_eq!(ready["concurrency"], 3);
    assert_eq!(
        ready["tasks"],
        serde_json::json!([
            "cache_warm_up",
            "cleanup_old_data",
            "create_baseline",
            "create_snapshot",
            "discover_topology",
            "sync_checkmk_hosts",
            "sync_nautobot_devices",
            "test_job"
        ])
    );

    let leader = Running::start(role(&["beat"]));
    let ready = leader.line();
    assert!(ready.ends_with("beat ready: beat leader; schedules 0"), "{ready}");
    let standby = Running::start(role(&["beat"]));
    assert!(standby.line().contains("beat standby"));
    leader.kill();
    standby.wait_for("beat ready: leader");

    for running in [worker, standby, api] {
        running.stop(Signal::SIGTERM);
    }
    let doctor = run(role(&["doctor"]), "");
    assert!(doctor.code == 1 && doctor.out.contains("no beat leads"), "{doctor:?}");
    assert!(doctor.out.contains("wrong    workers"), "{doctor:?}");
}

#[test]
fn schedules_are_code() {
    let (url, prefix, scratch) = (database(), fresh_prefix(), Scratch::new());
    let with_servers = |args: &[&str]| {
        let mut command = scheduler(args);
        command.env("NOC_DATABASE_URL", &url).env("NOC_REDIS_URL", servers().redis_url());
        command.env("NOC_REDIS_PREFIX", &prefix).env("NOC_ADMIN_PASSWORD", "correct horse");
        command
    };
    let api = Running::start(with_servers(&["api", "--listen", "127.0.0.1:0"]));
    let address = address(&api.line());
    let login = json!({"username": "admin", "password": "correct horse"}).to_string();
    let (status, answer) = ask(&address, "POST /api/auth/login", &login);
    assert_eq!(status, 200, "{answer}");
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let token = answer["access_token"].as_str().unwrap();
    let schedules = |args: &[&str]| {
        let mut command = scheduler(&[&["schedules"], args].concat());
        command.env("NOC_API_URL", &address).env("NOC_API_TOKEN", token);
        run(command, "")
    };
    let simulated = |args: &[&str]| run(with_servers(&[&["schedules", "simulate", "--days", "1"], args].concat()), "");
    let file = |name: &str, text: &str| {
        let path = scratch.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };

    let unknown = run(scheduler(&["schedules", "export", "--url", &address]), "");
    assert!(unknown.code == 1 && unknown.err.contains("NOC_API_TOKEN is not set"), "{unknown:?}");

    let core = file(
        "core.yaml",
        "defaults: {task: test_job}\nschedules:\n- {name: hourly, crontab: {minute: 7}, tags: [core]}\n\
         - {name: by hand, schedule_type: manual}\n",
    );
    let plan = schedules(&["plan", &core]);
    assert!(plan.code == 0 && plan.out.contains("+ add hourly (core.yaml)"), "{plan:?}");
    assert!(plan.out.contains("plan: 2 to add, 0 to change, 0 to bring back, 0 to remove"), "{plan:?}");
    let digest = plan.out.trim_end().rsplit_once("digest ").unwrap().1;

    // What is only planned can be simulated, and is not made by that.
    let ledger = simulated(&["--file", &core, "--from", "2027-03-01T00:00:00Z", "--duration", "90"]);
    assert!(ledger.code == 0 && ledger.out.contains("\nhourly: 24 jobs of 90 s"), "{ledger:?}");
    assert!(ledger.out.contains("2027-03-01T23:07:00Z hourly job"), "{ledger:?}");
    let ledger = simulated(&[]);
    assert!(ledger.code == 0 && ledger.out.starts_with("0 due times of 0 schedules"), "{ledger:?}");

    let applied = schedules(&["apply", &core, "--note", "CHG-7", "--expect", digest]);
    assert!(applied.code == 0 && applied.out.contains("applied: 2 added, 0 changed"), "{applied:?}");
    let again = schedules(&["apply", &core, "--expect", digest]);
    assert!(again.code == 1 && again.err.contains("things have changed since that plan"), "{again:?}");
    let plan = schedules(&["plan", &core]);
    assert!(plan.out.starts_with("plan: 0 to add") && plan.out.contains("2 as they are to be"), "{plan:?}");

    let copy = file("copy/core.yaml", "");
    let exported = schedules(&["export", "--managed-by", "file:core.yaml", "--output", &copy]);
    assert_eq!((exported.code, &*exported.out), (0, ""), "{exported:?}");
    let text = std::fs::read_to_string(&copy).unwrap();
    assert!(text.find("name: by hand").unwrap() < text.find("task: test_job").unwrap(), "as people write it: {text}");
    let plan = schedules(&["plan", &copy]);
    assert!(plan.code == 0 && plan.out.starts_with("plan: 0 to add, 0 to change"), "{plan:?}");
    // Simulated as changed: the other schedule goes on as it is.
    let halved = file("core.yaml", &text.replace("minute: \"7\"", "minute: \"7\"\n    hour: \"*/2\""));
    let ledger = simulated(&["--file", &halved, "--from", "2027-03-01T00:00:00Z"]);
    assert!(ledger.code == 0 && ledger.out.contains("\nhourly: 12 jobs of 60 s"), "{ledger:?}");
    assert!(ledger.out.contains("\nby hand: nothing is due\n"), "{ledger:?}");

    let wrong = file("wrong.yaml", "schedules:\n- {name: bad, task: fly, crontab: {minute: 61}}\n");
    for ended in [schedules(&["plan", &wrong]), schedules(&["apply", &wrong]), simulated(&["--file", &wrong])] {
        assert!(ended.code == 1 && ended.err.contains("wrong.yaml, schedule 1 (bad), crontab.minute: "), "{ended:?}");
    }
    let unknown = file("wrong.yaml", "schedules:\n- {name: bad, task: fly, crontab: {minute: 6}}\n");
    let ended = simulated(&["--file", &unknown]);
    assert!(ended.code == 1 && ended.err.contains("wrong.yaml, schedule 1 (bad), task: "), "{ended:?}");
    api.stop(Signal::SIGTERM);
}

#[test]
fn who_waits_for_a_server_says_so_once_and_can_be_stopped() {
    let url = database();
    let scratch = Scratch::new();
    let nothing = format!("redis+unix://{}", scratch.path().join("redis.sock").display());
    let beat = Running::start(scheduler(&["beat", "--database-url", &url, "--redis-url", &nothing]));
    beat.wait_for("waiting for Redis at");
    beat.wait_for("correct NOC_REDIS_URL");
    assert_eq!(beat.log().matches("waiting for Redis").count(), 1);
    beat.stop(Signal::SIGTERM);
}

#[test]
fn doctor_names_what_is_wrong_and_the_remedy() {
    let scratch = Scratch::new();
    let dir = scratch.path().to_str().unwrap();
    let ended = ran(&["doctor", "--data-dir", dir]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(ended.out.contains("wrong    postgres: NOC_DATABASE_URL is not set"), "{ended:?}");
    assert!(ended.out.contains("wrong    redis: NOC_REDIS_URL is not set"), "{ended:?}");

    let closed = ["doctor", "--database-url", "postgres://noc@127.0.0.1:1/noc", "--redis-url", "redis://127.0.0.1:1"];
    let ended = ran(&closed);
    assert!(ended.code == 1 && ended.out.contains("Postgres at 127.0.0.1:1"), "{ended:?}");
    assert!(ended.out.contains("Redis at 127.0.0.1:1"), "{ended:?}");

    let ended = ran(&["migrate", "--database-url", "postgres://noc:hunter2@127.0.0.1:1/noc"]);
    assert_eq!(
        ended.err,
        "noc-scheduler: cannot connect to Postgres at 127.0.0.1:1: error connecting to server: Connection refused \
         (os error 111); start it, or correct NOC_DATABASE_URL\n"
    );

    let ended = ran(&["doctor", "--database-url", &database(), "--redis-url", servers().redis_url()]);
    assert!(ended.code == 1 && ended.out.contains("wrong    schema: at 0"), "{ended:?}");

    let mut command = scheduler(&["doctor"]);
    command.env("NOC_LISTEN", "nowhere");
    let ended = run(command, "");
    assert!(ended.code == 1 && ended.out.contains("wrong    configuration: NOC_LISTEN"), "{ended:?}");
}

#[test]
fn the_projection_is_rebuilt_and_the_document_printed() {
    let url = database();
    assert_eq!(ran(&["migrate", "--database-url", &url]).code, 0);
    assert!(ran(&["migrate", "--database-url", &url]).out.contains("is up to date"));
    let rebuilt = ran(&["schedules", "rebuild", "--database-url", &url, "--json"]);
    assert_eq!((rebuilt.code, rebuilt.out.trim()), (0, r#"{"events":0}"#), "{rebuilt:?}");
    let nothing = "0:".to_owned() + &"0".repeat(64);
    let verified = ran(&["schedules", "verify", "--expect", &nothing, "--database-url", &url]);
    assert_eq!(verified.out.trim(), format!("0 events are as they were sealed; the newest seal is {nothing}"));
    let unknown = "7:".to_owned() + &"a".repeat(64);
    let verified = ran(&["schedules", "verify", "--expect", &unknown, "--database-url", &url]);
    assert!(verified.code == 1 && verified.out.contains("is not in the history any more"), "{verified:?}");
    assert_eq!(ran(&["schedules", "verify", "--expect", "seven"]).code, 2);
    let document: Value = serde_json::from_str(&ran(&["openapi"]).out).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
}

#[tokio::test]
async fn doctor_says_why_a_schedule_does_not_run() {
    let house = house().await;
    let every_minute = |name: &str, more: Value| {
        let mut body = json!({"name": name, "task": "test_job", "schedule_type": "interval",
                              "interval": {"every": 1, "period": "minutes"}});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    house.create(every_minute("off", json!({"enabled": false}))).await;
    let paused = house.create(every_minute("paused", json!({}))).await.schedule.id;
    house.edit(paused, json!({"enabled": false, "note": "ISP work, CHG-7"})).await;
    house.edit(paused, json!({"description": "changed while it is off"})).await;
    house.create(every_minute("elsewhere", json!({"queue": "bulk"}))).await;
    house.create(every_minute("unknown", json!({"task": "fly"}))).await;
    let overdue = house.create(every_minute("overdue", json!({}))).await.schedule.id;
    let late = "update noc.schedule_runtime set next_due = now() - interval '1 minute' where schedule_id = $1";
    house.sql.execute(late, &[&overdue]).await.unwrap();
    house.sql.execute("update noc.app_user set is_active = false", &[]).await.unwrap();
    for (name, says) in [
        ("off", "disabled by alice, at "),
        ("paused", ", version 2: ISP work, CHG-7 -> enable it"),
        ("elsewhere", "no worker takes jobs from its queue `bulk`"),
        ("unknown", "its task `fly` is not one of this program"),
        ("overdue", "and no beat leads"),
        ("off", "alice, who is disabled"),
        ("misspelt", "there is none named `misspelt`"),
    ] {
        let url = ["doctor", "--database-url", &house.url, "--redis-url", servers().redis_url(), "--schedule", name];
        let ended = ran(&url);
        assert!(ended.code == 1 && ended.out.contains(says), "{name}, {says}: {ended:?}");
        let lines = ended.out.lines().filter(|line| line.starts_with("wrong"));
        assert!(lines.clone().all(|line| line.contains(" -> ")), "each names a remedy: {ended:?}");
    }
}

#[tokio::test]
async fn doctor_says_which_secrets_open_here_and_what_is_known_of_connections() {
    let house = house().await;
    let (key, newer) = (Key::generate(), Key::generate());
    let told = async |keys: &str| {
        let url = ["doctor", "--database-url", &house.url, "--redis-url", servers().redis_url()];
        let mut command = scheduler(&url);
        // Nothing listens there, and nothing is asked.
        command.env("NOC_CHECKMK_URL", "http://127.0.0.1:1").env("NOC_CHECKMK_SITE", "cmk");
        command.env("NOC_CHECKMK_USERNAME", "automation").env("NOC_CHECKMK_SECRET", "hunter2");
        if !keys.is_empty() {
            command.env("NOC_SECRET_KEY", keys);
        }
        let ended = run(command, "");
        assert!(!ended.out.contains("hunter2") && !ended.out.contains(&key), "{ended:?}");
        ended.out
    };
    let out = told(&key).await;
    assert!(out.contains("ok       secrets: key ") && out.contains("; none sealed yet\n"), "{out}");
    let checkmk =
        "ok       connection: `environment` to CheckMK at http://127.0.0.1:1, the default; set in the environment";
    assert!(out.contains(checkmk) && !out.contains("Nautobot"), "{out}");

    let vault = Vault::parse(&key).unwrap();
    let connections = Connections::new(house.database.clone(), house.redis.clone(), vault, Environment::default());
    let draft = Draft {
        name: Some("lab".to_owned()),
        url: Some("http://127.0.0.1:1".to_owned()),
        secret: Some("hunter2".into()),
        ..Draft::default()
    };
    let lab = connections.create(&house.alice, Kind::Nautobot, draft).await.unwrap();
    let out = told(&key).await;
    assert!(out.contains("; 1 sealed, and all can be opened\n"), "{out}");
    assert!(
        out.contains("ok       connection: `lab` to Nautobot at http://127.0.0.1:1, the default; never tested"),
        "{out}"
    );
    connections.test(lab.id).await.unwrap();
    let out = told(&format!("{newer},{key}")).await;
    assert!(out.contains("1 by an older key alone -> `noc-scheduler secrets rotate`"), "{out}");
    assert!(
        out.contains("warning  connection: `lab` to Nautobot") && out.contains("; failed when tested at "),
        "{out}"
    );
    for keys in ["", &newer] {
        let out = told(keys).await;
        assert!(out.contains("1 of 1 secrets cannot be opened here: that of the connection `lab`: "), "{out}");
        assert!(
            out.lines().any(|line| line.starts_with("wrong    secrets: ") && line.contains(" -> give this host")),
            "{out}"
        );
    }
}
