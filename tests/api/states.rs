//! Schedules that fail or are overdue: found, counted, told.

use serde_json::{Value, json};

use crate::house::{House, TASKS, schedule, with};

#[tokio::test]
async fn failing_and_overdue_schedules_are_listed_and_every_state_is_counted() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    for name in ["good", "failing", "late", "stuck", "off", "gone", "asleep", "jittery"] {
        let jitter = if name == "jittery" { 600 } else { 0 };
        olga.send("POST", TASKS, with(schedule(name), json!({"jitter_seconds": jitter}))).await.expect(201);
    }
    let list = olga.get(TASKS).await.expect(200);
    let path = |name: &str| {
        let found = list.as_array().unwrap().iter().find(|s| s["name"] == name).unwrap();
        format!("{TASKS}/{}", found["id"].as_str().unwrap())
    };
    olga.send("PUT", &path("off"), json!({"enabled": false})).await.expect(200);
    olga.send("PUT", &path("asleep"), json!({"snooze_until": "2099-01-01T00:00:00Z"})).await.expect(200);
    house.send(olga.request("DELETE", &path("gone"))).await.expect(200);
    // A due time that nobody settled, of which one may start up to ten minutes late; a job that nobody started.
    house
        .sql(
            "update noc.schedule_runtime r set failing_since = now() from noc.schedule s where s.id = r.schedule_id and s.name = 'failing';
             update noc.schedule_runtime r set next_due = now() - interval '2 minutes' from noc.schedule s
             where s.id = r.schedule_id and s.name in ('late', 'jittery');
             insert into noc.live_job (id, task, kwargs, schedule_id, trigger, due_at, run_as, queue, priority, timeout_seconds,
                 max_attempts, retry_backoff_seconds, retry_on_crash, ready_at, handed_over, state)
             select gen_random_uuid(), 'test_job', '{}', id, 'schedule', now() - interval '61 seconds', owner_id, 'default', 1, 1, 1, 1,
                 true, now(), true, 'queued' from noc.schedule where name = 'stuck'",
        )
        .await;
    let names = async |query: &str| {
        let answer = olga.get(&format!("{TASKS}?{query}")).await;
        let total = answer.header("x-total-count");
        let found = answer.expect(200);
        let names: Vec<_> = found.as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap().to_owned()).collect();
        assert_eq!(names.len().to_string(), total, "{query}");
        names.join(" ")
    };
    assert_eq!(names("failing=true").await, "failing");
    assert_eq!(names("overdue=true").await, "late stuck");
    assert_eq!(names("failing=false&overdue=false").await, "asleep good jittery off");
    assert_eq!(names("state=deleted").await, "gone");

    let counts = olga.get(&format!("{TASKS}/counts")).await.expect(200);
    let expected = json!({"all": 7, "enabled": 5, "disabled": 1, "snoozed": 1, "expired": 0, "completed": 0, "deleted": 1,
                          "failing": 1, "overdue": 2});
    assert_eq!(counts, expected);
    let late = olga.get(&path("late")).await.expect(200);
    assert_eq!(
        (&late["overdue"], &late["failing"], &late["failing_since"]),
        (&json!(true), &json!(false), &Value::Null)
    );
    let failing = olga.get(&path("failing")).await.expect(200);
    assert!(failing["failing"] == true && failing["failing_since"].is_string(), "{failing}");
    assert_eq!(olga.send("PUT", &path("failing"), failing.clone()).await.expect(200), failing, "all may be sent back");
    let past = olga.get(&format!("{}?version=1", path("failing"))).await.expect(200);
    assert_eq!((&past["failing"], &past["overdue"]), (&Value::Null, &Value::Null));
}
