//! All schedules as they stood once, and what became of them since.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use crate::house::{Caller, House, TASKS, schedule, with};

/// What history keeps of a schedule, by name.
fn kept(list: &Value) -> Vec<Value> {
    let fields = ["id", "name", "version", "enabled", "kwargs", "description", "owner_username", "date_changed"];
    let of = |schedule: &Value| fields.iter().map(|field| schedule[*field].clone()).collect();
    let mut kept: Vec<Value> = list.as_array().unwrap().iter().map(of).collect();
    kept.sort_by_key(|schedule| schedule[0].as_str().unwrap().to_owned());
    kept
}

async fn the_databases_time(house: &House) -> String {
    let sql = "select (extract(epoch from clock_timestamp()) * 1000000)::bigint";
    let micros = house.count(sql).await;
    noc_scheduler::domain::Timestamp::from_micros(micros).to_string()
}

/// Does something to some schedule.
async fn something(caller: &Caller<'_>, random: &mut StdRng, ids: &mut Vec<String>, nth: usize) {
    let pick = |random: &mut StdRng, ids: &Vec<String>| ids[random.random_range(0..ids.len())].clone();
    match random.random_range(0..6) {
        0 => {
            let made = caller.schedule(&format!("made {nth}")).await;
            ids.push(made["id"].as_str().unwrap().to_owned());
        }
        1 => {
            let id = pick(random, ids);
            caller.request("DELETE", &format!("{TASKS}/{id}")).send().await.unwrap();
        }
        2 => {
            let id = pick(random, ids);
            caller.send("POST", &format!("{TASKS}/{id}/restore"), json!({})).await;
        }
        3 => {
            let (id, on) = (pick(random, ids), random.random_bool(0.5));
            caller.send("PUT", &format!("{TASKS}/{id}"), json!({"enabled": on})).await;
        }
        _ => {
            let id = pick(random, ids);
            let body = json!({"description": format!("change {nth}"), "kwargs": {"steps": 1 + nth % 9}});
            caller.send("PUT", &format!("{TASKS}/{id}"), body).await;
        }
    }
}

#[tokio::test]
async fn the_fold_until_an_instant_is_what_was_answered_at_it() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let seed: u64 = rand::random();
    println!("seed {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let mut ids = vec![olga.schedule("first").await["id"].as_str().unwrap().to_owned()];
    let mut answered = Vec::new();
    for nth in 0..60 {
        something(&olga, &mut random, &mut ids, nth).await;
        let list = olga.get(TASKS).await.expect(200);
        answered.push((the_databases_time(&house).await, kept(&list)));
    }
    for (at, list) in &answered {
        let then = olga.get(&format!("{TASKS}?at={at}")).await.expect(200);
        assert_eq!(&kept(&then), list, "seed {seed}, at {at}");
        assert!(then.as_array().unwrap().iter().all(|schedule| schedule["next_run_at"].is_null()));
    }
    // What is different between any two is what has to be done to come from the one to the other.
    for pair in answered.windows(7) {
        let ((from, before), (to, after)) = (&pair[0], &pair[6]);
        let difference = olga.get(&format!("/api/scheduler/difference?from={from}&to={to}")).await.expect(200);
        let with = |list: &[Value], id: &Value| list.iter().find(|schedule| schedule[0] == *id).cloned();
        for one in difference.as_array().unwrap() {
            let (was, is) = (with(before, &one["schedule_id"]), with(after, &one["schedule_id"]));
            let fits = match one["change"].as_str().unwrap() {
                "created" | "restored" => was.is_none() && is.is_some(),
                "deleted" => was.is_some() && is.is_none(),
                _ => was.is_some() && is.is_some(),
            };
            assert!(fits, "seed {seed}: {one:#}");
        }
        let told: Vec<&Value> = difference.as_array().unwrap().iter().map(|one| &one["schedule_id"]).collect();
        let content = |schedule: &Value| [1, 3, 4, 5, 6].map(|field| schedule[field].clone());
        for schedule in before.iter().chain(after) {
            let (was, is) = (with(before, &schedule[0]), with(after, &schedule[0]));
            let differs = was.as_ref().map(content) != is.as_ref().map(content);
            assert_eq!(differs, told.contains(&&schedule[0]), "seed {seed}: {schedule:#}");
        }
    }
}

#[tokio::test]
async fn a_difference_says_what_who_and_why() {
    let house = House::open().await;
    let (ada, olga, vera) = (house.login("ada").await, house.login("olga").await, house.login("vera").await);
    let kept = olga.schedule("kept").await;
    let gone = olga.schedule("gone").await;
    let from = the_databases_time(&house).await;
    let id = |schedule: &Value| schedule["id"].as_str().unwrap().to_owned();
    let edit = json!({"name": "renamed", "description": "x", "note": "for the audit", "owner_username": "otto"});
    ada.send("PUT", &format!("{TASKS}/{}", id(&kept)), edit).await.expect(200);
    ada.send("PUT", &format!("{TASKS}/{}", id(&kept)), json!({"description": "y"})).await.expect(200);
    house.send(ada.request("DELETE", &format!("{TASKS}/{}?note=unused", id(&gone)))).await.expect(200);
    let fresh = olga.send("POST", TASKS, with(schedule("fresh"), json!({"enabled": false}))).await.expect(201);
    let brief = olga.schedule("brief").await;
    house.send(olga.request("DELETE", &format!("{TASKS}/{}", id(&brief)))).await.expect(200);

    let all = vera.get(&format!("/api/scheduler/difference?from={from}")).await.expect(200);
    let told: Vec<_> =
        all.as_array().unwrap().iter().map(|one| (one["name"].as_str().unwrap(), &one["change"])).collect();
    let of = |change: &str| json!(change);
    let (changed, deleted, created) = (of("changed"), of("deleted"), of("created"));
    assert_eq!(
        told,
        [("renamed", &changed), ("gone", &deleted), ("fresh", &created)],
        "what came and went is not told"
    );
    assert_eq!(
        (&all[0]["version_before"], &all[0]["version_after"], &all[0]["events"]),
        (&json!(1), &json!(3), &json!(2))
    );
    let fields: Vec<_> = all[0]["differences"].as_array().unwrap().iter().map(|d| (&d["field"], &d["after"])).collect();
    let expected = [("description", "y"), ("name", "renamed"), ("owner_username", "otto")];
    let expected: Vec<_> = expected.iter().map(|(field, after)| (json!(field), json!(after))).collect();
    assert_eq!(fields, expected.iter().map(|(field, after)| (field, after)).collect::<Vec<_>>());
    assert_eq!((&all[1]["last_actor"], &all[1]["last_note"]), (&json!("ada"), &json!("unused")));
    assert_eq!(all[2]["schedule_id"], fresh["id"]);
    assert_eq!(all[2]["version_before"], Value::Null);

    let to = the_databases_time(&house).await;
    let nothing = vera.get(&format!("/api/scheduler/difference?from={to}")).await.expect(200);
    assert_eq!(nothing, json!([]));
    assert_eq!(vera.get(&format!("/api/scheduler/difference?from={to}&to={from}")).await.problem(422).1, "?from");
    let then = vera.get(&format!("{TASKS}?at={from}&search=GONE")).await.expect(200);
    assert_eq!((then.as_array().unwrap().len(), &then[0]["name"]), (1, &json!("gone")));
    assert_eq!(vera.get(&format!("{TASKS}?at={from}&task=test_job")).await.problem(422).1, "?at");
    let before_all = vera.get(&format!("{TASKS}?at=2000-01-01T00:00:00Z")).await.expect(200);
    assert_eq!(before_all, json!([]));
}

#[tokio::test]
async fn what_this_program_cannot_read_leaves_a_schedule_as_it_stood() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let id = olga.schedule("here").await["id"].as_str().unwrap().to_owned();
    let before = the_databases_time(&house).await;
    let future = |version: u8| {
        format!(
            "insert into noc.schedule_event (schedule_id, version, kind, format, data, actor, effective_at)
             values ('{id}', {version}, 'future', 99, '{{}}', 'newer', now())"
        )
    };
    house.sql(&future(2)).await;
    let after = the_databases_time(&house).await;
    // Nothing since, and something since: as the row has it, and out of the events.
    let stood = olga.get(&format!("{TASKS}?at={before}")).await.expect(200);
    assert_eq!((&stood[0]["name"], &stood[0]["version"]), (&json!("here"), &json!(1)));
    assert_eq!(olga.get(&format!("{TASKS}?at={after}")).await.expect(200), stood);
    house.sql(&future(3)).await;
    assert_eq!(olga.get(&format!("{TASKS}?at={after}")).await.expect(200), stood);
}

#[tokio::test]
async fn more_schedules_than_an_answer_takes_are_refused_by_their_number() {
    let house = House::open().await;
    let vera = house.login("vera").await;
    let from = the_databases_time(&house).await;
    // Nobody can read them: were they looked at, there would be none.
    let many = "insert into noc.schedule_event (schedule_id, version, kind, format, data, actor, effective_at)
                select gen_random_uuid(), 1, 'created', 99, '{}', 'newer', now() from generate_series(1, 10001)";
    house.sql(many).await;
    let to = the_databases_time(&house).await;
    let (detail, pointer) = vera.get(&format!("{TASKS}?at={to}")).await.problem(422);
    assert!(pointer == "?at" && detail.contains("more than 10000 schedules"), "{detail}");
    let (detail, pointer) = vera.get(&format!("/api/scheduler/difference?from={from}")).await.problem(422);
    assert!(pointer == "?from" && detail.contains("more than 10000 schedules"), "{detail}");
    // Of some there may be few.
    assert_eq!(vera.get(&format!("{TASKS}?at={to}&search=x")).await.expect(200), json!([]));
    assert_eq!(vera.get(&format!("{TASKS}?at={from}")).await.expect(200), json!([]));
}
