//! What the webhook is told, in one JSON object; `docs/webhook.md` says it to its readers.

use serde_json::{Map, Value, json};

use crate::store::notices::Message;

/// The message as it is sent. `public_url` is where its links lead.
pub(super) fn message(message: &Message, public_url: Option<&str>) -> Value {
    let mut body = match message.bodies.first() {
        Some(Value::Object(body)) => body.clone(),
        _ => Map::new(),
    };
    if message.kind == "missed" {
        body = missed(message);
    }
    link(&mut body, "schedule", public_url, "schedules");
    link(&mut body, "job", public_url, "jobs");
    if let Some(Value::Array(schedules)) = body.get_mut("schedules") {
        let maps = schedules.iter_mut().filter_map(Value::as_object_mut);
        maps.for_each(|schedule| link(schedule, "schedule", public_url, "schedules"));
    }
    body.insert("id".to_owned(), json!(message.id));
    body.insert("kind".to_owned(), json!(message.kind));
    body.insert("at".to_owned(), json!(message.at));
    let text = words(&message.kind, &body);
    body.insert("text".to_owned(), text.into());
    Value::Object(body)
}

/// Missed due times of all schedules, with the first of them by name.
fn missed(message: &Message) -> Map<String, Value> {
    let mut body = Map::new();
    body.insert("count".to_owned(), message.due_times.into());
    body.insert("made_up".to_owned(), message.made_up.into());
    body.insert("pending".to_owned(), message.pending.into());
    body.insert("from".to_owned(), json!(message.first));
    body.insert("to".to_owned(), json!(message.last));
    body.insert("schedule_count".to_owned(), message.notices.into());
    if let (1, [only]) = (message.notices, &*message.bodies) {
        body.insert("schedule".to_owned(), only["schedule"].clone());
    }
    body.insert("schedules".to_owned(), message.bodies.clone().into());
    body
}

/// Gives the thing under `field` the address of its page.
fn link(body: &mut Map<String, Value>, field: &str, public_url: Option<&str>, page: &str) {
    if let (Some(Value::Object(thing)), Some(public)) = (body.get_mut(field), public_url) {
        let url = format!("{public}/{page}/{}", thing.get("id").and_then(Value::as_str).unwrap_or_default());
        thing.insert("url".to_owned(), url.into());
    }
}

/// The same in one line, which is what chat systems show.
fn words(kind: &str, body: &Map<String, Value>) -> String {
    let text =
        |thing: &str, field: &str| body.get(thing).and_then(|t| t[field].as_str()).unwrap_or_default().to_owned();
    let plain = |field: &str| body.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = |field: &str| body.get(field).and_then(Value::as_i64).unwrap_or(0);
    let name = text("schedule", "name");
    match kind {
        "failed" => {
            let why = body.get("job").and_then(|job| job["error"]["message"].as_str()).unwrap_or("it gave no reason");
            let how = if text("job", "state") == "timed_out" { "timed out" } else { "failed" };
            format!("{name} {how}: {why}")
        }
        "recovered" => format!("{name} succeeded again; it had failed since {}", plain("failing_since")),
        "missed" => {
            let (count, pending, schedules) = (number("count"), number("pending"), number("schedule_count"));
            let whose = if schedules == 1 { name } else { format!("{schedules} schedules") };
            let waits = if pending > 0 { format!("; {pending} wait for an operator") } else { String::new() };
            let times = if count == 1 { "due time" } else { "due times" };
            format!("{whose} missed {count} {times}, {} made up for{waits}", number("made_up"))
        }
        "no_worker" => format!(
            "no worker takes jobs from queue {} since {}; {} are ready",
            plain("queue"),
            plain("since"),
            number("count")
        ),
        _ => format!("a worker takes jobs from queue {} again", plain("queue")),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn notice(kind: &str, bodies: Vec<Value>) -> Message {
        Message {
            id: Uuid::nil(),
            kind: kind.to_owned(),
            at: "2026-01-01T00:00:00.000000Z".to_owned(),
            notices: i64::try_from(bodies.len()).unwrap(),
            attempts: 0,
            too_old: false,
            due_times: bodies.iter().filter_map(|b| b["count"].as_i64()).sum(),
            made_up: bodies.iter().filter_map(|b| b["made_up"].as_i64()).sum(),
            pending: bodies.iter().filter_map(|b| b["pending"].as_i64()).sum(),
            first: Some("a".to_owned()),
            last: Some("b".to_owned()),
            bodies,
        }
    }

    #[test]
    fn a_failure_links_to_schedule_and_job_where_pages_have_an_address() {
        let error = json!({"class": "login", "message": "Nautobot refused the token"});
        let body =
            json!({"schedule": {"id": "s1", "name": "sync"}, "job": {"id": "j1", "state": "failed", "error": error}});
        let told = message(&notice("failed", vec![body.clone()]), Some("https://noc"));
        assert_eq!(told["schedule"]["url"], "https://noc/schedules/s1");
        assert_eq!((&told["job"]["url"], &told["kind"]), (&json!("https://noc/jobs/j1"), &json!("failed")));
        assert_eq!(told["text"], "sync failed: Nautobot refused the token");
        assert_eq!(message(&notice("failed", vec![body]), None)["schedule"].get("url"), None);
    }

    #[test]
    fn what_one_outage_did_is_one_message_that_counts_and_names_the_first() {
        let one = |name: &str, count: i64| json!({"schedule": {"id": name, "name": name}, "count": count, "made_up": 1, "pending": 0});
        let told = message(&notice("missed", vec![one("a", 3), one("b", 1)]), Some("https://noc"));
        assert_eq!(told["text"], "2 schedules missed 4 due times, 2 made up for");
        assert_eq!((&told["schedule_count"], told.get("schedule")), (&json!(2), None));
        assert_eq!(told["schedules"][1]["schedule"]["url"], "https://noc/schedules/b");
        let alone = message(&notice("missed", vec![one("a", 1)]), None);
        assert_eq!(
            (&alone["text"], &alone["schedule"]["name"]),
            (&json!("a missed 1 due time, 1 made up for"), &json!("a"))
        );
    }
}
