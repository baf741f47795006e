//! Due times: what a client may rely on.

use std::time::Duration;

use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::job::id_for_due_time;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::{Caller, House, TASKS, now, schedule, with};

const MINUTE: Duration = Duration::from_secs(60);

/// A schedule of one minute that is three hours old, due since two hours ago, with a history.
struct Told {
    id: Uuid,
    start: Timestamp,
}

impl Told {
    async fn of(house: &House, owner: &Caller<'_>) -> Self {
        let this_minute = now().as_micros().div_euclid(60_000_000) * 60_000_000;
        let start = Timestamp::from_micros(this_minute).minus(MINUTE * 120);
        let fields = json!({"start_at": start, "interval": {"every": 1, "period": "minutes"}});
        let made = owner.send("POST", TASKS, with(schedule("minutely"), fields)).await.expect(201);
        let told = Self { id: made["id"].as_str().unwrap().parse().unwrap(), start };
        house
            .sql(
                "alter table noc.schedule_event disable trigger schedule_event_is_append_only; \
                 update noc.schedule_event set effective_at = effective_at - interval '3 hours'; \
                 alter table noc.schedule_event enable trigger schedule_event_is_append_only; \
                 update noc.schedule set effective_at = effective_at - interval '3 hours'",
            )
            .await;
        for (minute, started, state) in [(0, 1, "succeeded"), (1, 1, "failed"), (2, 200, "succeeded")] {
            told.job(house, minute, started, state).await;
        }
        told.row(house, 10, 19, "skipped", "overlap").await;
        told.row(house, 30, 34, "skipped", "superseded").await;
        told.job(house, 35, 2, "succeeded").await;
        told.row(house, 40, 49, "pending", "catch_up_limit").await;
        told
    }

    fn due(&self, minute: u32) -> Timestamp {
        self.start.plus(MINUTE * minute)
    }

    /// A job of that minute that started so many seconds after it.
    async fn job(&self, house: &House, minute: u32, started: u64, state: &str) {
        let due = self.due(minute);
        let (job, start) = (id_for_due_time(self.id, due), due.plus(Duration::from_secs(started)));
        house
            .sql(&format!(
                "insert into noc.job_history (id, rev, task, kwargs, schedule_id, schedule_version, trigger, due_at, run_as, \
                 queue, priority, timeout_seconds, max_attempts, retry_backoff_seconds, queued_at, state, attempt, claimed_at, \
                 finished_at) values ('{job}', 1, 'test_job', '{{}}', '{}', 1, 'schedule', '{due}', '{job}', 'default', 1, 60, 1, \
                 1, '{due}', '{state}', 1, '{start}', '{start}')",
                self.id
            ))
            .await;
    }

    async fn row(&self, house: &House, first: u32, last: u32, outcome: &str, reason: &str) {
        house
            .sql(&format!(
                "insert into noc.ledger (schedule_id, due_from, due_through, due_count, outcome, reason, schedule_version) \
                 values ('{}', '{}', '{}', {}, '{outcome}', '{reason}', 1)",
                self.id,
                self.due(first),
                self.due(last),
                last - first + 1
            ))
            .await;
    }

    fn path(&self, rest: &str) -> String {
        format!("{TASKS}/{}/{rest}", self.id)
    }
}

fn kinds(entries: &Value) -> Vec<(String, i64)> {
    let kind = |e: &Value| {
        let what = e["reason"].as_str().unwrap_or(e["outcome"].as_str().unwrap());
        (what.to_owned(), e["count"].as_i64().unwrap())
    };
    entries.as_array().unwrap().iter().map(kind).collect()
}

fn next(link: &str) -> String {
    link.trim_start_matches('<').split('>').next().unwrap().to_owned()
}

#[tokio::test]
async fn every_due_time_is_listed_with_its_outcome_in_words() {
    let house = House::open().await;
    let (olga, vera) = (house.login("olga").await, house.login("vera").await);
    let told = Told::of(&house, &olga).await;
    let answer = vera.get(&told.path("occurrences")).await;
    assert_eq!(answer.header("x-total-count"), "7");
    let all = answer.expect(200);
    let expected =
        [("catch_up_limit", 10), ("job", 1), ("superseded", 5), ("overlap", 10), ("job", 1), ("job", 1), ("job", 1)];
    assert_eq!(kinds(&all), expected.map(|(what, count)| (what.to_owned(), count)));
    assert_eq!(all[0]["outcome"], "pending");
    assert_eq!((&all[2]["from"], &all[2]["to"]), (&json!(told.due(30)), &json!(told.due(34))));
    assert_eq!(all[2]["newer_due_at"], json!(told.due(35)));
    assert!(all[2]["words"].as_str().unwrap().contains("the newer due time"), "{}", all[2]);
    assert_eq!((&all[4]["late"], &all[4]["jobs"][0]["late_seconds"]), (&json!(true), &json!(200.0)));
    assert_eq!((&all[6]["late"], &all[6]["jobs"][0]["late_seconds"]), (&json!(false), &json!(1.0)));
    assert_eq!(all[6]["version"], 1);
    let job = all[6]["jobs"][0]["id"].as_str().unwrap();
    assert_eq!(job, id_for_due_time(told.id, told.due(0)).to_string());

    // Page by page it is the same, in either direction.
    for (sort, reversed) in [("-due_at", false), ("due_at", true)] {
        let (mut path, mut found) = (told.path(&format!("occurrences?limit=2&sort={sort}")), Vec::new());
        loop {
            let page = vera.get(&path).await;
            assert_eq!(page.header("x-total-count"), "7");
            let link = page.header("link");
            found.extend(page.expect(200).as_array().unwrap().clone());
            if link.is_empty() {
                break;
            }
            path = next(&link);
        }
        if reversed {
            found.reverse();
        }
        assert_eq!(Value::Array(found), all, "{sort}");
    }
    for (filter, count) in [
        ("outcome=job", 4),
        ("outcome=skipped", 2),
        ("outcome=pending", 1),
        ("reason=overlap", 1),
        ("outcome=job&reason=overlap", 0),
    ] {
        let answer = vera.get(&told.path(&format!("occurrences?{filter}"))).await;
        assert_eq!(answer.header("x-total-count"), count.to_string(), "{filter}");
        assert_eq!(answer.expect(200).as_array().unwrap().len(), count, "{filter}");
    }
    let (from, to) = (told.due(15), told.due(33));
    let some = vera.get(&told.path(&format!("occurrences?from={from}&to={to}"))).await;
    assert_eq!(some.header("x-total-count"), "2", "rows that reach into the range are in it");
    assert_eq!(kinds(&some.expect(200)).len(), 2);

    for (query, pointer) in [
        ("from=2026-03-01T00:00:00Z&to=2026-02-01T00:00:00Z", "?from"),
        ("from=2020-03-01T00:00:00Z", "?from"),
        ("limit=501", "?limit"),
        ("cursor=x", "?cursor"),
        ("cursor=d1", "?cursor"),
    ] {
        let (_, named) = vera.get(&told.path(&format!("occurrences?{query}"))).await.problem(422);
        assert_eq!(named, pointer, "{query}");
    }
    vera.get(&format!("{TASKS}/{}/occurrences", Uuid::nil())).await.problem(404);
}

#[tokio::test]
async fn why_it_did_not_run_has_one_answer() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let told = Told::of(&house, &olga).await;
    let why = async |at: Timestamp| olga.get(&told.path(&format!("occurrences/why?at={at}"))).await.expect(200);
    let between = told.due(5).plus(Duration::from_secs(30));
    for (at, code, words) in [
        (told.due(0), "job", "succeeded"),
        (told.due(12), "skipped", "skipped: a job of this schedule had not ended"),
        (told.due(45), "pending", "an operator runs or drops them"),
        (between, "not_due", "every minute"),
        (told.start.minus(MINUTE), "before_start", "by olga, v1"),
        (told.start.minus(MINUTE * 120), "not_yet_created", "did not exist yet: created by olga"),
        (now().plus(MINUTE * 60), "future", "yet to come"),
        (told.due(60), "unrecorded", "nothing is recorded"),
    ] {
        let answer = why(at).await;
        assert_eq!(answer["code"], code, "{answer}");
        assert!(answer["words"].as_str().unwrap().contains(words), "{answer}");
    }
    let answer = why(between).await;
    assert_eq!((&answer["due_before"], &answer["due_after"]), (&json!(told.due(5)), &json!(told.due(6))));
    assert_eq!(why(told.due(12)).await["due_time"]["reason"], "overlap");

    let path = format!("{TASKS}/{}", told.id);
    olga.send("PUT", &path, json!({"enabled": false, "note": "ISP work"})).await.expect(200);
    let off = why(now()).await;
    assert_eq!(off["code"], "disabled", "{off}");
    assert!(off["words"].as_str().unwrap().starts_with("disabled by olga, v2, ISP work"), "{off}");

    let nightly = json!({"name": "nightly", "task": "test_job", "timezone": "Europe/Berlin",
                         "crontab": {"minute": "30", "hour": "2"}});
    let made = olga.send("POST", TASKS, nightly).await.expect(201);
    let path = format!("{TASKS}/{}/occurrences/why", made["id"].as_str().unwrap());
    let local = olga.get(&format!("{path}?local=2026-03-29T02:30")).await.expect(200);
    assert_eq!(local["code"], "clock_change", "{local}");
    assert!(local["words"].as_str().unwrap().contains("did not exist"), "{local}");
    let local = olga.get(&format!("{path}?local=2030-06-01T02:30:00")).await.expect(200);
    assert_eq!((&local["code"], &local["at"]), (&json!("future"), &json!("2030-06-01T00:30:00Z")));
    assert_eq!(olga.get(&path).await.problem(422).1, "?at");
    assert_eq!(olga.get(&format!("{path}?local=noon")).await.problem(422).1, "?local");
    assert_eq!(olga.get(&format!("{path}?at=2026-03-29T02:30")).await.status, 422);
}

#[tokio::test]
async fn any_operator_runs_or_drops_what_is_pending() {
    let house = House::open().await;
    let (olga, otto, vera) = (house.login("olga").await, house.login("otto").await, house.login("vera").await);
    let told = Told::of(&house, &olga).await;
    let some = json!({"from": told.due(40), "to": told.due(42)});
    vera.send("POST", &told.path("occurrences/run"), some.clone()).await.problem(403);
    for (body, pointer) in [
        (json!({}), "/from"),
        (json!({"from": told.due(40)}), "/to"),
        (json!({"all": true, "to": told.due(40)}), "/all"),
        (json!({"from": told.due(42), "to": told.due(40)}), "/from"),
        (json!({"everything": true}), "/everything"),
    ] {
        assert_eq!(otto.send("POST", &told.path("occurrences/run"), body).await.problem(422).1, pointer);
    }
    let run = otto.send("POST", &told.path("occurrences/run"), some.clone()).await.expect(200);
    assert_eq!((&run["due_times"], &run["left"]), (&json!(3), &json!(0)));
    let again = otto.send("POST", &told.path("occurrences/run"), some).await.expect(200);
    assert_eq!(again, json!({"due_times": 0, "left": 0, "first_job_id": null}));
    let dropped = otto.send("POST", &told.path("occurrences/drop"), json!({"all": true})).await.expect(200);
    assert_eq!(dropped["due_times"], 7);
    let all = olga.get(&told.path("occurrences?limit=4")).await.expect(200);
    let expected = [("dropped_by_operator", 7), ("job", 1), ("job", 1), ("job", 1)];
    assert_eq!(kinds(&all), expected.map(|(what, count)| (what.to_owned(), count)));
    assert_eq!(
        (&all[0]["decided_by"], &all[0]["words"]),
        (&json!("otto"), &json!("7 due times skipped: dropped by otto"))
    );
    assert_eq!((&all[3]["jobs"][0]["id"], &all[3]["jobs"][0]["trigger"]), (&run["first_job_id"], &json!("catch_up")));
    // The jobs act as the schedule's owner, one after another.
    let owner = "select count(*) from noc.live_job j join noc.app_user u on u.id = j.run_as where u.username = 'olga'";
    assert_eq!(house.count(owner).await, 3);
    assert_eq!(house.count("select count(*) from noc.live_job where waits_for is null").await, 1);
    let gone = olga.request("DELETE", &format!("{TASKS}/{}", told.id));
    house.send(gone).await.expect(200);
    otto.send("POST", &told.path("occurrences/drop"), json!({"all": true})).await.expect(200);
    otto.send("POST", &told.path("occurrences/run"), json!({"all": true})).await.problem(409);
}

#[tokio::test]
async fn a_past_range_is_backfilled_by_its_owner() {
    let house = House::open().await;
    let (olga, otto) = (house.login("olga").await, house.login("otto").await);
    let told = Told::of(&house, &olga).await;
    let path = told.path("backfill");
    let range = |first: u32, last: u32| json!({"from": told.due(first), "to": told.due(last)});
    let plan = olga.send("POST", &path, with(range(0, 45), json!({"dry_run": true}))).await.expect(200);
    assert_eq!(
        plan,
        json!({"dry_run": true, "due_times": 46, "with_job": 4, "pending": 6, "jobs": 36, "first_due_at": told.due(3),
               "last_due_at": told.due(39), "first_job_id": null})
    );
    let all = with(range(0, 45), json!({"dry_run": true, "include_ran": true}));
    assert_eq!(olga.send("POST", &path, all).await.expect(200)["jobs"], 40);
    otto.send("POST", &path, range(10, 12)).await.problem(403);
    for (body, pointer) in [
        (json!({"from": told.due(1)}), "/to"),
        (json!({"from": told.due(2), "to": told.due(1)}), "/from"),
        (json!({"from": told.due(1), "to": now().plus(MINUTE)}), "/to"),
        (json!({"from": "2020-01-01T00:00:00Z", "to": told.due(1)}), "/from"),
    ] {
        assert_eq!(olga.send("POST", &path, body).await.problem(422).1, pointer);
    }
    let keyed = |body: Value| olga.request("POST", &path).header("Idempotency-Key", "again").json(&body);
    let made = house.send(keyed(with(range(10, 12), json!({"note": "CHG-9"})))).await.expect(201);
    assert_eq!((&made["jobs"], &made["with_job"]), (&json!(3), &json!(0)));
    let again = house.send(keyed(with(range(10, 12), json!({"note": "CHG-9"})))).await.expect(200);
    assert_eq!((&again["jobs"], &again["first_job_id"]), (&json!(3), &made["first_job_id"]));
    house.send(keyed(range(10, 13))).await.problem(422);
    assert_eq!(house.count("select count(*) from noc.live_job where trigger = 'backfill'").await, 3);
    assert_eq!(house.count("select count(*) from noc.live_job where waits_for is null").await, 1);

    // Each of them is an entry of its own, which says what it had been; the row has the others.
    let entries = olga.get(&told.path(&format!("occurrences?from={}&to={}", told.due(10), told.due(19)))).await;
    assert_eq!(entries.header("x-total-count"), "4");
    let entries = entries.expect(200);
    let row = entries.as_array().unwrap().iter().find(|e| e["reason"] == "overlap").unwrap();
    assert_eq!((&row["count"], &row["from"]), (&json!(7), &json!(told.due(10))));
    let jobs: Vec<_> = entries.as_array().unwrap().iter().filter(|e| e["outcome"] == "job").collect();
    assert_eq!(jobs.len(), 3);
    assert_eq!(jobs[0]["was"], json!({"outcome": "skipped", "reason": "overlap"}));
    let why = olga.get(&told.path(&format!("occurrences/why?at={}", told.due(11)))).await.expect(200);
    assert!(why["words"].as_str().unwrap().starts_with("at first skipped: "), "{why}");

    let daily = olga.get(&told.path("daily")).await.expect(200);
    let sum = |field: &str| daily.as_array().unwrap().iter().map(|day| day[field].as_i64().unwrap()).sum::<i64>();
    assert_eq!((sum("succeeded"), sum("failed"), sum("open"), sum("pending")), (3, 1, 3, 10));
}

#[tokio::test]
async fn outages_are_listed_newest_first() {
    let house = House::open().await;
    let vera = house.login("vera").await;
    assert_eq!(vera.get("/api/beat/outages").await.expect(200), json!([]));
    house
        .sql(
            "insert into noc.outage (from_due, settled_at, due_count, made_late, pending, skipped, schedules, most_missed) \
             select '2026-11-01T00:00:00Z'::timestamptz + make_interval(days => n), '2026-11-01T01:00:00Z'::timestamptz \
             + make_interval(days => n), 7, 1, 2, '{\"superseded\": 4}', 2, \
             '[{\"id\": \"00000000-0000-0000-0000-000000000001\", \"name\": \"a\", \"due_count\": 7}]' from generate_series(1, 3) n",
        )
        .await;
    let page = vera.get("/api/beat/outages?limit=2").await;
    assert_eq!(page.header("x-total-count"), "3");
    let link = page.header("link");
    let page = page.expect(200);
    assert_eq!((&page[0]["from"], &page[0]["skipped"]), (&json!("2026-11-04T00:00:00Z"), &json!({"superseded": 4})));
    assert_eq!((&page[0]["made_late"], &page[0]["most_missed"][0]["name"]), (&json!(1), &json!("a")));
    let last = vera.get(&next(&link)).await.expect(200);
    assert_eq!((last.as_array().unwrap().len(), &last[0]["from"]), (1, &json!("2026-11-02T00:00:00Z")));
}
