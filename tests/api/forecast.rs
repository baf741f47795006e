//! What is to come, over HTTP.

use noc_scheduler::domain::Timestamp;
use serde_json::{Value, json};

use crate::house::{Caller, House, TASKS, now, schedule, with};

const CALENDAR: &str = "/api/scheduler/calendar";

/// A schedule by the clock, for a task that reaches out to nothing.
fn hourly(name: &str, minute: u32) -> Value {
    with(schedule(name), json!({"interval": null, "crontab": {"minute": minute.to_string()}, "overlap": "allow"}))
}

async fn made(caller: &Caller<'_>, body: Value) -> Value {
    caller.send("POST", TASKS, body).await.expect(201)
}

/// The beginning of the hour after next: whatever the clock does meanwhile, it is to come.
fn soon() -> Timestamp {
    let hour = now().as_micros() / 3_600_000_000;
    Timestamp::from_micros((hour + 2) * 3_600_000_000)
}

fn hours(from: Timestamp, hours: u64) -> Timestamp {
    from.plus(std::time::Duration::from_secs(hours * 3_600))
}

fn sum(of: &Value) -> i64 {
    of.as_array().unwrap().iter().map(|one| one.as_i64().unwrap()).sum()
}

#[tokio::test]
async fn a_calendar_tells_jobs_and_busy_seconds_and_its_suggestions_do_what_they_say() {
    let house = House::open().await;
    let (olga, vera) = (house.login("olga").await, house.login("vera").await);
    for name in ["a", "b", "c"] {
        made(&olga, hourly(name, 0)).await;
    }
    made(&olga, with(hourly("bulky", 0), json!({"queue": "bulk", "tags": ["pinned"]}))).await;
    let sync = json!({"task": "sync_nautobot_devices", "kwargs": {"connection": "lab"}, "queue": "bulk"});
    made(&olga, with(hourly("sync", 30), sync)).await;
    made(&olga, with(hourly("off", 0), json!({"enabled": false}))).await;
    made(&olga, with(schedule("by hand"), json!({"interval": null, "schedule_type": "manual"}))).await;
    let (from, to) = (soon(), hours(soon(), 24));
    let path = format!("{CALENDAR}?from={from}&to={to}");
    let found = vera.get(&path).await.expect(200);
    assert_eq!((&found["from"], &found["to"], &found["bucket_seconds"]), (&json!(from), &json!(to), &json!(3_600)));
    assert_eq!(found["total"]["jobs"], json!(vec![5; 24]));
    // Nothing ran yet: a minute each.
    assert_eq!(found["total"]["busy_seconds"], json!(vec![300.0; 24]));
    assert_eq!(found["peak"], json!({"at": from, "jobs": 4}));
    assert_eq!(found["schedules"], 5);
    assert_eq!((&found["not_shown"]["off"], &found["not_shown"]["manual"]), (&json!(1), &json!(1)));
    let of_queue = |name: &str| found["queues"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
    assert_eq!((sum(&of_queue("default")["jobs"]), sum(&of_queue("bulk")["jobs"])), (72, 48));
    assert_eq!((&found["systems"][0]["name"], sum(&found["systems"][0]["jobs"])), (&json!("nautobot:lab"), 24));

    // Filters, and minutes.
    let bulk = vera.get(&format!("{path}&queue=bulk&bucket=minute&suggest=false")).await.expect(200);
    assert_eq!((sum(&bulk["total"]["jobs"]), bulk["total"]["jobs"].as_array().unwrap().len()), (48, 1_440));
    assert_eq!((&bulk["total"]["jobs"][0], &bulk["total"]["jobs"][30]), (&json!(1), &json!(1)));
    let of_lab = vera.get(&format!("{path}&system=nautobot:lab")).await.expect(200);
    assert_eq!(sum(&of_lab["total"]["jobs"]), 24);
    assert_eq!(vera.get(&format!("{path}&system=gopher")).await.problem(422).1, "?system");

    // Done as they are, the edits give the peak that was told.
    let [one] = &found["suggestions"].as_array().unwrap()[..] else { panic!("{found:#}") };
    assert_eq!(one["text"], "3 hourly jobs at minutes 1, 2, 3: peak 4 → 1");
    for edit in one["edits"].as_array().unwrap() {
        assert_eq!(edit["op"], "update");
        let body = with(edit["changes"].clone(), json!({"version": edit["version"]}));
        olga.send("PUT", &format!("{TASKS}/{}", edit["id"].as_str().unwrap()), body).await.expect(200);
    }
    let flat = vera.get(&path).await.expect(200);
    assert_eq!((&flat["peak"], &flat["suggestions"]), (&one["range_peak_after"], &json!([])));
}

#[tokio::test]
async fn past_jobs_say_how_long_they_take_and_windows_what_is_not_expected() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let id = made(&olga, hourly("known", 0)).await["id"].as_str().unwrap().to_owned();
    made(&olga, hourly("of its task", 0)).await;
    // Eleven jobs that took 10, 20 … 110 seconds; ids sort by time.
    let id_of = "(lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008000' || lpad(n::text, 12, '0'))::uuid";
    let past = format!(
        "insert into noc.job_history (id, rev, task, kwargs, schedule_id, trigger, run_as, queue, priority,
             timeout_seconds, max_attempts, retry_backoff_seconds, queued_at, state, attempt, claimed_at, finished_at)
         select {id_of}, 1, 'test_job', '{{}}', '{id}', 'manual', gen_random_uuid(), 'default', 1,
             60, 1, 1, now(), 'succeeded', 1, now() - n * interval '10 seconds', now()
         from generate_series(1, 11) n"
    );
    house.sql(&past).await;
    let from = soon();
    let path = format!("{CALENDAR}/runs?from={from}&to={}", hours(from, 3));
    let found = olga.get(&path).await.expect(200);
    assert_eq!(found.as_array().unwrap().len(), 6);
    let of = |name: &str| found.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
    assert_eq!((&of("known")["expected_seconds"], &of("known")["expected_by"]), (&json!(100.0), &json!("schedule")));
    assert_eq!(
        (&of("of its task")["expected_seconds"], &of("of its task")["expected_by"]),
        (&json!(100.0), &json!("task"))
    );
    assert_eq!((&of("known")["at"], &of("known")["outcome"]), (&json!(from), &json!("runs")));

    let window = json!({"name": "hold", "effect": "run_once_after", "scope": {"schedules": [id]},
                        "from": from, "until": hours(from, 2).minus(std::time::Duration::from_secs(60))});
    let window = olga.send("POST", "/api/scheduler/maintenance-windows", window).await.expect(201);
    let found = olga.get(&path).await.expect(200);
    let known: Vec<&Value> = found.as_array().unwrap().iter().filter(|one| one["name"] == "known").collect();
    let outcomes: Vec<&str> = known.iter().map(|one| one["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["held_by_window", "runs_after_window", "runs"]);
    assert_eq!((&known[1]["at"], &known[1]["due_at"]), (&window["until"], &json!(hours(from, 1))));
    assert_eq!(known[1]["window"], json!({"id": window["id"], "name": "hold"}));
    let calendar = olga.get(&format!("{CALENDAR}?from={from}&to={}", hours(from, 3))).await.expect(200);
    assert_eq!((&calendar["not_shown"]["held_by_window"], &calendar["total"]["jobs"]), (&json!(1), &json!([1, 2, 2])));

    // Page by page it is the same list, whatever the time is meanwhile.
    let (mut paged, mut next) = (Vec::new(), format!("{path}&limit=2"));
    loop {
        let page = olga.get(&next).await;
        let link = page.header("link");
        paged.extend(page.expect(200).as_array().unwrap().clone());
        match link.trim_start_matches('<').split_once('>') {
            Some((address, _)) => next = address.to_owned(),
            None => break,
        }
    }
    assert_eq!(Value::Array(paged), found);
}

#[tokio::test]
async fn a_range_that_does_not_fit_is_told_with_what_to_do() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let from = soon();
    for (query, pointer) in [
        (format!("from={from}&to={from}"), "?to"),
        (format!("from={from}&to={}&bucket=minute", hours(from, 7 * 24 + 1)), "?to"),
        (format!("from={from}&to={}", hours(from, 92 * 24 + 1)), "?to"),
        ("from=2020-01-01T00:00:00Z".to_owned(), "?from"),
        ("to=2999-01-01T00:00:00Z".to_owned(), "?to"),
    ] {
        assert_eq!(olga.get(&format!("{CALENDAR}?{query}")).await.problem(422).1, pointer, "{query}");
    }
    assert_eq!(olga.get(&format!("{CALENDAR}/runs?cursor=x1")).await.problem(422).1, "?cursor");
    for n in 0..20 {
        let often = json!({"interval": {"every": 1, "period": "seconds"}});
        made(&olga, with(schedule(&format!("often {n}")), often)).await;
    }
    let (detail, pointer) = olga.get(CALENDAR).await.problem(422);
    assert!(pointer == "?to" && detail.contains("shorter range, or for one queue"), "{detail}");
    olga.get(&format!("{CALENDAR}?to={}&suggest=false", hours(now(), 1))).await.expect(200);
}

const WHAT_IF: &str = "/api/scheduler/what-if";

#[tokio::test]
async fn what_if_tells_what_comes_goes_and_moves_and_saves_nothing() {
    let house = House::open().await;
    let (olga, vera) = (house.login("olga").await, house.login("vera").await);
    let moved = made(&olga, hourly("moved", 0)).await;
    let gone = made(&olga, hourly("gone", 10)).await;
    made(&olga, hourly("there", 30)).await;
    let other = house.login("ada").await;
    let theirs = made(&other, hourly("theirs", 50)).await;
    let (from, to) = (soon(), hours(soon(), 24));
    let edits = json!([
        {"op": "update", "id": moved["id"], "version": 1, "changes": {"crontab": {"minute": "30"}}},
        {"op": "delete", "id": gone["id"]},
        {"op": "create", "changes": with(hourly("new", 45), json!({"queue": "bulk"}))},
        {"op": "delete", "id": theirs["id"]},
    ]);
    let body = json!({"edits": edits, "from": from, "to": to, "past_days": 1});
    let found = olga.send("POST", WHAT_IF, body.clone()).await.expect(200);
    assert_eq!(found["coming"], json!({"added": 24, "removed": 24, "moved": 24}));
    // What was at the edge of the past day may have its counterpart beyond it.
    assert!((23..=24).contains(&found["past"]["moved"].as_u64().unwrap()), "{}", found["past"]);
    assert_eq!(found["schedules_changed"], 3);
    let of = |name: &str| found["schedules"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
    let half = from.plus(std::time::Duration::from_secs(1_800));
    assert_eq!(of("moved")["coming"]["moved"]["first"][0], json!({"from": from, "to": half}));
    assert_eq!(of("new")["coming"]["added"]["first"].as_array().unwrap().len(), 24);
    let load = |name: &str| found["load"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
    assert_eq!((&load("default")["before"]["jobs"], &load("default")["after"]["jobs"]), (&json!(96), &json!(72)));
    assert_eq!(load("bulk")["after"]["busy_seconds"], json!(24.0 * 60.0));
    assert_eq!(found["collisions"].as_array().unwrap().len(), 20);
    assert_eq!((&found["collisions"][0]["at"], &found["collisions"][0]["after"]), (&json!(half), &json!(2)));
    assert_eq!(found["collisions"][0]["schedules"], json!(["moved"]));
    let [refused] = &found["refused"].as_array().unwrap()[..] else { panic!("{found:#}") };
    assert_eq!((&refused["index"], &refused["name"]), (&json!(3), &json!("theirs")));
    // A viewer may ask, and is told that all of it would be refused.
    let asked = vera.send("POST", WHAT_IF, body).await.expect(200);
    assert_eq!((asked["refused"].as_array().unwrap().len(), &asked["schedules"]), (4, &json!([])));
    assert_eq!(house.count("select count(*) from noc.schedule_event").await, 4);

    // A window to be holds the jobs of an hour until its end; ended, that is undone.
    let until = hours(from, 1).plus(std::time::Duration::from_secs(60));
    let window = json!({"name": "w", "effect": "run_once_after", "scope": {"all": true}, "from": from, "until": until});
    let body = json!({"window": window, "from": from, "to": to});
    let found = olga.send("POST", WHAT_IF, body).await.expect(200);
    assert_eq!(found["schedules_changed"], 4);
    assert_eq!((&found["collisions"][0]["at"], &found["collisions"][0]["after"]), (&json!(until), &json!(4)));
    assert_eq!(olga.get("/api/scheduler/maintenance-windows").await.expect(200), json!([]));
    let made = olga.send("POST", "/api/scheduler/maintenance-windows", window.clone()).await.expect(201);
    let ends = json!({"ends_window": made["id"], "from": from, "to": to});
    let ended = olga.send("POST", WHAT_IF, ends).await.expect(200);
    let counts = |of: &Value| [&of["added"], &of["removed"], &of["moved"]].map(|n| n.as_u64().unwrap());
    let ([come, go, moves], back) = (counts(&found["coming"]), counts(&ended["coming"]));
    assert_eq!((come + moves, go + moves), (back[1] + back[2], back[0] + back[2]));

    for (body, pointer) in [
        (json!({}), "/edits"),
        (json!({"edits": [{"op": "fly"}]}), "/edits/0/op"),
        (json!({"window": with(window, json!({"effect": "burn"}))}), "/window/effect"),
        (json!({"ends_window": uuid::Uuid::nil()}), "/ends_window"),
        (json!({"edits": [], "from": from, "to": hours(from, 32 * 24)}), "/to"),
        (json!({"edits": [], "past_days": 32}), "/past_days"),
    ] {
        assert_eq!(olga.send("POST", WHAT_IF, body.clone()).await.problem(422).1, pointer, "{body}");
    }
}

#[tokio::test]
async fn a_feed_is_read_without_a_login_until_it_is_revoked_and_reads_nothing_else() {
    const FEEDS: &str = "/api/scheduler/calendar/feeds";
    let house = House::open().await;
    let (olga, otto) = (house.login("olga").await, house.login("otto").await);
    made(&olga, with(hourly("core, nightly; \u{e4}", 0), json!({"tags": ["core"]}))).await;
    made(&olga, with(hourly("often", 0), json!({"tags": ["core"], "crontab": {"minute": "*/5"}}))).await;
    made(&olga, hourly("plain", 0)).await;
    let feed = olga.send("POST", FEEDS, json!({"name": "team", "tag": "core"})).await.expect(201);
    let path = feed["path"].as_str().unwrap().to_owned();
    assert!(path.starts_with("/api/scheduler/calendar/ics/nocf_") && path.ends_with(".ics"), "{path}");
    let read = house.send(house.request("GET", &path)).await;
    assert_eq!(read.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(read.header("cache-control"), "private, max-age=300");
    let tag = read.header("etag");
    let text = read.expect(200).as_str().unwrap().to_owned();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    let text = text.replace("\r\n ", "");
    assert!(text.contains("SUMMARY:core\\, nightly\\; \u{e4}\r\n") && !text.contains("plain"), "{text}");
    // Once an hour is told one by one, more often by the day.
    let count = |what: &str| text.matches(what).count();
    assert_eq!(count("SUMMARY:core"), 14 * 24);
    assert!((14..=15).contains(&count("SUMMARY:often (")) && text.contains("SUMMARY:often (288 runs)"), "{text}");
    assert_eq!((count("BEGIN:VEVENT"), count("X-NOC-CUT")), (count("UID:"), 0));
    let uids: std::collections::HashSet<&str> = text.lines().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(uids.len(), count("UID:"));
    let again = house.send(house.request("GET", &path).header("If-None-Match", tag.clone())).await;
    assert_eq!((again.status.as_u16(), again.header("etag")), (304, tag));

    // The list knows no secret; the secret is no login; nobody else's is revoked.
    let list = olga.get(FEEDS).await.expect(200);
    assert_eq!((&list[0]["name"], &list[0]["path"], &list[0]["tag"]), (&json!("team"), &Value::Null, &json!("core")));
    assert!(list[0]["last_used_at"].is_string(), "{list}");
    assert_eq!(otto.get(FEEDS).await.expect(200), json!([]));
    let secret = path.rsplit('/').next().unwrap().trim_end_matches(".ics");
    house.send(house.request("GET", TASKS).bearer_auth(secret)).await.problem(401);
    let own = format!("{FEEDS}/{}", feed["id"].as_str().unwrap());
    otto.send("DELETE", &own, json!({})).await.problem(404);
    for (body, pointer) in [
        (json!({}), "/name"),
        (json!({"name": "x", "task": "nonsense"}), "/task"),
        (json!({"name": "x", "owner_username": "nobody"}), "/owner_username"),
    ] {
        assert_eq!(olga.send("POST", FEEDS, body).await.problem(422).1, pointer);
    }
    // Of everything there is more than a calendar takes.
    for n in 0..6 {
        made(&olga, hourly(&format!("more {n}"), n)).await;
    }
    let all = olga.send("POST", FEEDS, json!({"name": "all"})).await.expect(201);
    let all = house.send(house.request("GET", all["path"].as_str().unwrap())).await.expect(200);
    let all = all.as_str().unwrap();
    assert_eq!((all.matches("BEGIN:VEVENT").count(), all.matches("X-NOC-CUT").count()), (2_000, 1));
    // RFC 5545: properties of the calendar stand before its components, of which there is one at least.
    assert!(all.find("X-NOC-CUT") < all.find("BEGIN:VEVENT"));
    let none = olga.send("POST", FEEDS, json!({"name": "none", "tag": "nobody has it"})).await.expect(201);
    let none = house.send(house.request("GET", none["path"].as_str().unwrap())).await.expect(200);
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n";
    assert!(none.as_str().unwrap().contains(zone) && !none.as_str().unwrap().contains("VEVENT"), "{none}");
    // It ends with whoever made it, and with being revoked.
    house.sql("update noc.app_user set is_active = false where username = 'olga'").await;
    house.send(house.request("GET", &path)).await.problem(404);
    house.sql("update noc.app_user set is_active = true where username = 'olga'").await;
    olga.send("DELETE", &own, json!({})).await.expect(200);
    house.send(house.request("GET", &path)).await.problem(404);
    house.send(house.request("GET", "/api/scheduler/calendar/ics/nocf_x.ics")).await.problem(404);
}

#[tokio::test]
async fn a_feed_is_made_anew_when_something_changes_and_refused_where_nobody_could_read_it() {
    const FEEDS: &str = "/api/scheduler/calendar/feeds";
    let house = House::open().await;
    let olga = house.login("olga").await;
    let one = made(&olga, hourly("one", 0)).await;
    let feed = olga.send("POST", FEEDS, json!({"name": "all"})).await.expect(201);
    let path = feed["path"].as_str().unwrap().to_owned();
    let read = async || house.send(house.request("GET", &path)).await.expect(200).as_str().unwrap().to_owned();
    let first = read().await;
    // What no event tells is not looked at again within the hour: it is the text that was made before.
    house.sql("update noc.schedule set definition = jsonb_set(definition, '{name}', '\"two\"')").await;
    assert_eq!(read().await, first);
    house.sql("update noc.schedule set definition = jsonb_set(definition, '{name}', '\"one\"')").await;
    let edit = json!({"name": "renamed"});
    olga.send("PUT", &format!("{TASKS}/{}", one["id"].as_str().unwrap()), edit).await.expect(200);
    let second = read().await;
    assert!(second != first && second.contains("SUMMARY:renamed"), "{second}");
    let until = hours(soon(), 20 * 24);
    let window = json!({"name": "w", "effect": "skip", "scope": {"all": true}, "from": soon(), "until": until});
    olga.send("POST", "/api/scheduler/maintenance-windows", window).await.expect(201);
    let third = read().await;
    assert!(third.matches("BEGIN:VEVENT").count() < 5, "{third}");

    // Too much to show: refused to whoever makes it, and to whoever reads one that has become so.
    for n in 0..10 {
        let often = json!({"interval": {"every": 1, "period": "seconds"}});
        made(&olga, with(schedule(&format!("often {n}")), often)).await;
    }
    let (detail, pointer) = olga.send("POST", FEEDS, json!({"name": "all"})).await.problem(422);
    assert!(pointer == "/tag" && detail.contains("narrower, by `tag`, `queue`"), "{detail}");
    for _ in 0..2 {
        let (detail, _) = house.send(house.request("GET", &path)).await.problem(422);
        assert!(detail.contains("narrower, by `tag`, `queue`"), "{detail}");
    }
    olga.send("POST", FEEDS, json!({"name": "some", "tag": "core"})).await.expect(201);
}
