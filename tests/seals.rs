//! The chain of seals over all events, on a real database.
#![cfg(test)]

mod support;

use noc_scheduler::domain::chain::{Break, Check, Head};
use noc_scheduler::store::seals;
use serde_json::json;
use support::house::{House, house};

async fn checked(house: &House) -> Check {
    verified(house, None).await.0
}

async fn verified(house: &House, seen: Option<Head>) -> (Check, Option<bool>) {
    seals::verify(&mut house.database.get().await.unwrap(), seen).await.unwrap()
}

/// A house with a history of five events, at positions 1 to 5.
async fn with_history() -> House {
    let house = house().await;
    // What JSON says in several ways comes back from the database in one: the seal is over that.
    let kwargs = json!({"a": 1.0, "b": 1e21, "c": -0.0, "d": u64::MAX, "é": "\u{1F600}", "e": [0.1, {"x": null}]});
    let body = json!({"name": "a", "task": "any", "interval": {"every": 1, "period": "hours"}, "kwargs": kwargs});
    let id = house.create(body).await.schedule.id;
    for n in 0..3 {
        house.edit(id, json!({"description": format!("edit {n}"), "note": "INC-1"})).await;
    }
    house.door.delete(&house.alice, id, None, None).await.unwrap();
    house
}

/// Somebody who may do anything to the database.
async fn tamper(house: &House, sql: &str) {
    let off = "set session_replication_role = replica";
    house.sql.batch_execute(&format!("{off}; {sql}; set session_replication_role = origin")).await.unwrap();
}

#[tokio::test]
async fn every_event_is_sealed_as_it_is_appended() {
    let house = with_history().await;
    let check = checked(&house).await;
    assert_eq!((check.sealed(), check.breaks(), check.unsealed()), (5, &[][..], &[][..]));
    let (head, newest) = seals::head(&house.database.get().await.unwrap()).await.unwrap();
    assert_eq!((head, newest), (check.head(), head.position));
}

#[tokio::test]
async fn a_change_behind_the_programs_back_shows() {
    for (sql, first) in [
        ("update noc.schedule_event set note = 'INC-2' where position = 3", Break::Changed { position: 3 }),
        (
            "update noc.schedule_event set occurred_at = occurred_at - interval '1 us' where position = 3",
            Break::Changed { position: 3 },
        ),
        ("delete from noc.schedule_event where position = 5", Break::Removed { position: 5 }),
        (
            "delete from noc.schedule_event where position = 2; delete from noc.schedule_event_seal where position = 2",
            Break::Changed { position: 3 },
        ),
        ("delete from noc.schedule_event_seal where position = 2", Break::Inserted { position: 2 }),
    ] {
        let house = with_history().await;
        let refused = house.sql.execute("update noc.schedule_event_seal set hash = hash", &[]).await;
        assert!(refused.is_err(), "seals are append-only too");
        tamper(&house, sql).await;
        assert_eq!(checked(&house).await.breaks().first(), Some(&first), "{sql}");
    }
}

/// Cut off at the end, or sealed anew by whoever may write: only what was kept elsewhere tells.
#[tokio::test]
async fn a_shortened_history_is_told_by_a_head_that_was_kept() {
    let house = with_history().await;
    let kept = checked(&house).await.head();
    assert_eq!(verified(&house, Some(kept)).await.1, Some(true));
    tamper(
        &house,
        "delete from noc.schedule_event where position = 5; delete from noc.schedule_event_seal where position = 5",
    )
    .await;
    let (check, met) = verified(&house, Some(kept)).await;
    assert_eq!((check.breaks(), met), (&[][..], Some(false)));
}

#[tokio::test]
async fn what_an_older_program_appends_is_sealed_by_the_next() {
    let house = with_history().await;
    let older = "insert into noc.schedule_event (schedule_id, version, kind, format, data, actor, effective_at) \
                 select gen_random_uuid(), 1, 'future', 99, '{}', 'older', now() from generate_series(1, 1500)";
    house.sql.execute(older, &[]).await.unwrap();
    let late = checked(&house).await;
    assert_eq!((late.sealed(), late.unsealed().len(), late.breaks()), (5, 1500, &[][..]));
    // The next append seals those before itself.
    house.create(json!({"name": "b", "task": "any", "schedule_type": "manual"})).await;
    let check = checked(&house).await;
    assert_eq!((check.sealed(), check.unsealed(), check.breaks()), (1506, &[][..], &[][..]));
    // And so does a program that starts.
    house.sql.execute(older, &[]).await.unwrap();
    let sealed = seals::catch_up(&mut house.database.get().await.unwrap()).await.unwrap();
    let check = checked(&house).await;
    assert_eq!((sealed, check.sealed(), check.unsealed(), check.breaks()), (1500, 3006, &[][..], &[][..]));
}

#[tokio::test]
async fn the_seals_of_writers_at_once_make_one_chain() {
    let house = house().await;
    let make = |n: i32| house.create(json!({"name": format!("s{n}"), "task": "any", "schedule_type": "manual"}));
    futures_util::future::join_all((0..40).map(make)).await;
    let check = checked(&house).await;
    assert_eq!((check.sealed(), check.breaks(), check.unsealed()), (40, &[][..], &[][..]));
}

/// What is checked page by page is one chain: what is wrong beside the border of two pages shows as anywhere else.
#[tokio::test]
async fn a_history_of_many_pages_is_checked_as_one_chain() {
    let house = house().await;
    let many = "insert into noc.schedule_event (schedule_id, version, kind, format, data, actor, effective_at) \
                select gen_random_uuid(), 1, 'future', 99, '{}', 'older', now() from generate_series(1, 2500)";
    house.sql.execute(many, &[]).await.unwrap();
    seals::catch_up(&mut house.database.get().await.unwrap()).await.unwrap();
    let check = checked(&house).await;
    assert_eq!((check.sealed(), check.breaks(), check.unsealed()), (2_500, &[][..], &[][..]));
    let kept = check.head();
    assert_eq!(verified(&house, Some(kept)).await.1, Some(true));
    // Pages are of a thousand positions, with an event or a seal or both.
    tamper(
        &house,
        "delete from noc.schedule_event where position in (1000, 2000); \
         delete from noc.schedule_event_seal where position = 1001",
    )
    .await;
    let (check, met) = verified(&house, Some(kept)).await;
    let breaks = [
        Break::Removed { position: 1_000 },
        Break::Inserted { position: 1_001 },
        Break::Changed { position: 1_002 },
        Break::Removed { position: 2_000 },
    ];
    assert_eq!((check.breaks(), met), (&breaks[..], Some(true)));
}

/// However long the history is, no statement of the check reads more of it than a page.
#[tokio::test]
async fn a_page_of_the_check_is_read_by_the_order_of_positions() {
    let house = house().await;
    let many = "insert into noc.schedule_event (schedule_id, version, kind, format, data, actor, effective_at) \
                select gen_random_uuid(), 1, 'future', 99, '{}', 'older', now() from generate_series(1, 20000)";
    house.sql.execute(many, &[]).await.unwrap();
    seals::catch_up(&mut house.database.get().await.unwrap()).await.unwrap();
    house.sql.batch_execute("analyze noc.schedule_event, noc.schedule_event_seal").await.unwrap();
    let walk = include_str!("../sql/queries/seal/walk.sql").replace("$1", "10000").replace("$2", "1000");
    let plan = house.sql.query(&format!("explain {walk}"), &[]).await.unwrap();
    let plan: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
    let plan = plan.join("\n");
    for index in ["schedule_event_pkey", "schedule_event_seal_pkey"] {
        assert!(plan.contains(&format!("using {index} ")), "{plan}");
    }
    assert!(!plan.contains("Seq Scan"), "{plan}");
}
