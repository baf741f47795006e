//! Previews: what a cadence would do, told before it is saved.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::{House, TASKS, now, schedule, with};

const PREVIEW: &str = "/api/scheduler/preview";

fn codes(preview: &Value) -> Vec<&str> {
    preview["remarks"].as_array().unwrap().iter().map(|remark| remark["code"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn anybody_sees_a_cadence_in_words_by_three_clocks_and_with_remarks() {
    let house = House::open().await;
    let vera = house.login("vera").await;
    let body = json!({
        "schedule_type": "crontab", "crontab": {"expression": "30 2 * * *"}, "timezone": "Europe/Berlin",
        "start_at": "2099-03-28T12:00:00Z", "count": 2, "viewer_timezone": "America/New_York",
    });
    let told = vera.send("POST", PREVIEW, body.clone()).await.expect(200);
    assert_eq!(told["words"], "at 02:30 every day, Europe/Berlin");
    // The clock goes forward on that day: the time that does not exist comes due right after.
    let first = json!({
        "at": "2099-03-29T01:00:00Z", "schedule_local": "2099-03-29T03:00:00", "utc_offset": "+02:00",
        "viewer_local": "2099-03-28T21:00:00", "viewer_utc_offset": "-04:00",
    });
    assert_eq!((&told["next"][0], told["next"].as_array().unwrap().len()), (&first, 2));
    assert_eq!(told["next"][1]["at"], "2099-03-30T00:30:00Z");
    assert_eq!((&told["crontab"]["minute"], &told["crontab"]["hour"]), (&json!("30"), &json!("2")));

    let soon = with(body.clone(), json!({"start_at": null}));
    let told = vera.send("POST", PREVIEW, soon).await.expect(200);
    assert_eq!(codes(&told), ["missing_local_time", "repeated_local_time"], "{told}");
    let skips = with(body.clone(), json!({"dst_gap": "skip"}));
    let told = vera.send("POST", PREVIEW, skips).await.expect(200);
    assert_eq!(told["next"][0]["at"], "2099-03-30T00:30:00Z");
    house.send(house.request("POST", PREVIEW).json(&body)).await.problem(401);
    assert_eq!(house.count("select count(*) from noc.schedule_event").await, 0, "nothing is saved");
}

#[tokio::test]
async fn what_does_not_fit_is_told_as_when_it_is_saved() {
    let house = House::open().await;
    let vera = house.login("vera").await;
    for (body, pointer) in [
        (json!({}), "/schedule_type"),
        (json!({"crontab": {"minute": "61"}}), "/crontab/minute"),
        (json!({"crontab": {"expression": "@reboot"}}), "/crontab/expression"),
        (json!({"crontab": {"minute": "H"}}), "/crontab/minute"),
        (json!({"solar": {"event": "sunset", "latitude": 91, "longitude": 0}}), "/solar/latitude"),
        (json!({"schedule_type": "manual", "timezone": "Europe/Belin"}), "/timezone"),
        (json!({"schedule_type": "manual", "count": 101}), "/count"),
        (json!({"schedule_type": "manual", "viewer_timezone": 5}), "/viewer_timezone"),
    ] {
        let (detail, told) = vera.send("POST", PREVIEW, body.clone()).await.problem(422);
        assert_eq!(told, pointer, "{body}: {detail}");
    }
    let none = vera.send("POST", PREVIEW, json!({"schedule_type": "manual"})).await.expect(200);
    assert_eq!((&none["words"], &none["next"]), (&json!("only when triggered"), &json!([])));
    let past = json!({"clocked": {"at": "2020-01-01T00:00:00Z"}});
    assert_eq!(codes(&vera.send("POST", PREVIEW, past).await.expect(200)), ["never_due"]);
}

#[tokio::test]
async fn a_schedule_made_with_the_same_id_does_what_was_previewed() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let id = "0192a3b4-0000-4000-8000-000000000001";
    let hashed = json!({"id": id, "crontab": {"expression": "H H * * *"}});
    let told = olga.send("POST", PREVIEW, hashed.clone()).await.expect(200);
    assert_eq!((&told["crontab"]["minute"], &told["crontab"]["resolved"].is_string()), (&json!("H"), &true));
    let mut made = with(schedule("spread"), hashed);
    made.as_object_mut().unwrap().remove("interval");
    let made = olga.send("POST", TASKS, made).await.expect(201);
    assert_eq!(made["next_run_at"], told["next"][0]["at"]);

    // An interval counts from the stored anchor, unless it is another one.
    let made = olga.schedule("often").await;
    let preview = |interval: Value| {
        let body = json!({"id": made["id"], "interval": interval});
        let olga = olga.clone();
        async move { olga.send("POST", PREVIEW, body).await.expect(200)["next"][0]["at"].clone() }
    };
    assert_eq!(preview(json!({"every": 300, "period": "seconds"})).await, made["next_run_at"]);
    assert_ne!(preview(json!({"every": 6, "period": "minutes"})).await, made["next_run_at"]);
    // The whole form may be sent.
    let whole = olga.send("POST", PREVIEW, made.clone()).await.expect(200);
    assert_eq!((&whole["words"], &whole["next"][0]["at"]), (&json!("every 5 minutes"), &made["next_run_at"]));
}

#[tokio::test]
async fn it_is_compared_with_how_long_the_task_usually_takes() {
    let house = House::open().await;
    let vera = house.login("vera").await;
    let body = json!({"task": "test_job", "interval": {"every": 1, "period": "minutes"}});
    assert_eq!(codes(&vera.send("POST", PREVIEW, body.clone()).await.expect(200)), [""; 0]);
    for seconds in [10, 90, 95] {
        let (id, now) = (Uuid::now_v7(), now());
        let sql = format!(
            "insert into noc.job_history (id, rev, task, kwargs, trigger, run_as, queue, priority, timeout_seconds, \
             max_attempts, retry_backoff_seconds, queued_at, state, attempt, claimed_at, finished_at) values ('{id}', 1, \
             'test_job', '{{}}', 'adhoc', '{id}', 'default', 1, 60, 1, 5, '{now}', 'succeeded', 1, '{now}', \
             timestamptz '{now}' + interval '{seconds} seconds')"
        );
        house.sql(&sql).await;
    }
    let told = vera.send("POST", PREVIEW, body.clone()).await.expect(200);
    assert_eq!(codes(&told), ["shorter_than_task"]);
    assert!(told["remarks"][0]["text"].as_str().unwrap().contains("90 seconds"), "the median: {told}");
    let other = with(body, json!({"task": "sync_nautobot_devices"}));
    assert_eq!(codes(&vera.send("POST", PREVIEW, other).await.expect(200)), [""; 0]);
}
