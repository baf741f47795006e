//! Many schedules changed together, on a real database: one transaction, one hint, whatever others do meanwhile.
#![cfg(test)]

mod support;

use std::future::poll_fn;
use std::sync::Arc;

use noc_scheduler::command::as_code::{Action, Applied, ApplyError, SchedulesFile};
use noc_scheduler::command::change_set::{About, ChangeSetError, Edit, What};
use noc_scheduler::domain::schedule::Schedule;
use noc_scheduler::store::{append, seals};
use serde_json::{Value, json};
use support::house::{House, draft, house};
use tokio_postgres::{AsyncMessage, NoTls};
use uuid::Uuid;

async fn many(house: &House, count: usize) -> Vec<Uuid> {
    let body = |n: usize| json!({"name": format!("s{n:03}"), "task": "any", "crontab": {"minute": n % 60}});
    let edits: Arc<[Edit]> = (0..count)
        .map(|n| Edit { id: Uuid::new_v4(), seen: None, what: What::Create(Box::new(draft(body(n)))) })
        .collect();
    let done = house.door.change_all(&house.alice, &edits, &About::bulk(None)).await.unwrap();
    assert!(done.id.is_some() && done.judged.iter().all(|one| one.changes()));
    edits.iter().map(|edit| edit.id).collect()
}

fn change(id: Uuid, body: Value) -> Edit {
    Edit { id, seen: None, what: What::Change(Box::new(draft(body))) }
}

#[tokio::test]
async fn three_hundred_changes_are_one_hint_and_one_instant() {
    let house = house().await;
    let (client, mut connection) = tokio_postgres::connect(&house.url, NoTls).await.unwrap();
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some(message) = poll_fn(|context| connection.poll_message(context)).await {
            if let Ok(AsyncMessage::Notification(hint)) = message {
                tell.send(hint.channel().to_owned()).unwrap();
            }
        }
    });
    client.batch_execute("listen noc_schedules; listen the_end").await.unwrap();
    let ids = many(&house, 300).await;
    let edits: Arc<[Edit]> = ids.iter().map(|id| change(*id, json!({"queue": "bulk"}))).collect();
    house.door.change_all(&house.alice, &edits, &About::bulk(Some("CHG-1".into()))).await.unwrap();
    house.sql.batch_execute("notify the_end").await.unwrap();
    let mut hints = Vec::new();
    while hints.last().is_none_or(|channel| channel != "the_end") {
        hints.push(told.recv().await.unwrap());
    }
    assert_eq!(hints, ["noc_schedules", "noc_schedules", "the_end"]);
    // However it is asked for an instant, all of a change set had happened, or none.
    assert_eq!(house.count("select count(distinct occurred_at) from noc.schedule_event").await, 2);
    let check = seals::verify(&mut house.database.get().await.unwrap(), None).await.unwrap().0;
    assert_eq!((check.sealed(), check.breaks()), (600, &[][..]));
}

#[tokio::test]
async fn the_projection_of_change_sets_rebuilt_equals_the_one_that_lived() {
    let house = house().await;
    let ids = many(&house, 50).await;
    let edits: Arc<[Edit]> = ids
        .iter()
        .enumerate()
        .map(|(n, id)| match n % 4 {
            0 => Edit { id: *id, seen: Some(1), what: What::Delete },
            1 => change(*id, json!({"tags": ["b", "a"], "snooze_until": "2999-01-01T00:00:00Z"})),
            2 => change(*id, json!({"enabled": false})),
            _ => Edit { id: *id, seen: None, what: What::Retag { add: vec!["t".into()], remove: vec![] } },
        })
        .collect();
    let done = house.door.change_all(&house.alice, &edits, &About::bulk(None)).await.unwrap();
    let undo = house.door.edits_to_undo(done.id.unwrap()).await.unwrap();
    house.door.change_all(&house.alice, &undo[..20].into(), &About::bulk(None)).await.unwrap();
    let all = "select jsonb_agg(to_jsonb(s) order by s.id) from noc.schedule s";
    let lived: Value = house.sql.query_one(all, &[]).await.unwrap().get(0);
    append::rebuild(&mut house.database.get().await.unwrap()).await.unwrap();
    let rebuilt: Value = house.sql.query_one(all, &[]).await.unwrap().get(0);
    assert_eq!(rebuilt, lived);
}

#[tokio::test]
async fn sets_and_single_edits_of_the_same_schedules_all_get_through() {
    let house = house().await;
    let ids = many(&house, 20).await;
    let set = |n: usize| {
        let edits: Arc<[Edit]> = ids.iter().map(|id| change(*id, json!({"description": format!("set {n}")}))).collect();
        let house = &house;
        async move { house.door.change_all(&house.alice, &edits, &About::bulk(None)).await.map(drop) }
    };
    let single = |n: usize| {
        let (house, id) = (&house, ids[n % ids.len()]);
        async move { drop(house.edit(id, json!({"queue": format!("q{n}")})).await) }
    };
    let sets = futures_util::future::join_all((0..5).map(set));
    let singles = futures_util::future::join_all((0..40).map(single));
    let (sets, _) = futures_util::join!(sets, singles);
    sets.into_iter().for_each(|set| set.unwrap());
    // Every edit that says something new is a version: one made, five sets, two single ones.
    assert_eq!(house.count("select count(*) from noc.schedule_event").await, 20 + 5 * 20 + 40);
}

#[tokio::test]
async fn undoing_an_undo_gives_back_the_state() {
    let house = house().await;
    let ids = many(&house, 8).await;
    let edits: Arc<[Edit]> = ids
        .iter()
        .enumerate()
        .map(|(n, id)| match n % 3 {
            0 => Edit { id: *id, seen: None, what: What::Delete },
            1 => change(*id, json!({"name": format!("renamed {n}"), "interval": {"every": 7, "period": "minutes"}})),
            _ => change(*id, json!({"enabled": false, "max_runs": 3})),
        })
        .collect();
    // All that a person decides, version numbers and times apart.
    let state = async || -> Value {
        let sql = "select jsonb_agg(jsonb_build_array(s.id, s.phase, s.definition) order by s.id) from noc.schedule s";
        house.sql.query_one(sql, &[]).await.unwrap().get(0)
    };
    let before = state().await;
    let mut set = house.door.change_all(&house.alice, &edits, &About::bulk(None)).await.unwrap().id.unwrap();
    let after = state().await;
    for round in 0..4 {
        let undo = house.door.edits_to_undo(set).await.unwrap();
        set = house.door.change_all(&house.alice, &undo, &About::bulk(None)).await.unwrap().id.unwrap();
        assert_eq!(state().await, if round % 2 == 0 { before.clone() } else { after.clone() }, "round {round}");
    }
}

#[tokio::test]
async fn what_a_set_made_is_unmade_whatever_it_did_by_itself_but_not_what_people_made_of_it() {
    let house = house().await;
    let body = |n: usize| json!({"name": format!("m{n}"), "task": "any", "crontab": {"minute": n}});
    let edits: Arc<[Edit]> = (0..4)
        .map(|n| Edit { id: Uuid::new_v4(), seen: Some(0), what: What::Create(Box::new(draft(body(n)))) })
        .collect();
    let set = house.door.change_all(&house.alice, &edits, &About::bulk(None)).await.unwrap().id.unwrap();
    // Switched and snoozed is as it was made; deleted is unmade already.
    house.edit(edits[0].id, json!({"enabled": false})).await;
    house.edit(edits[1].id, json!({"snooze_until": "2999-01-01T00:00:00Z"})).await;
    house.door.delete(&house.alice, edits[2].id, None, None).await.unwrap();
    house.edit(edits[3].id, json!({"description": "worked out for a week"})).await;
    let undo = house.door.edits_to_undo(set).await.unwrap();
    let refused = house.door.change_all(&house.alice, &undo, &About::bulk(None)).await.unwrap_err();
    let ChangeSetError::Refused(refused) = refused else { panic!("{refused}") };
    let told: Vec<_> = refused.iter().map(|one| one.name.as_deref()).collect();
    assert_eq!(told, [Some("m3")]);
    house.edit(edits[3].id, json!({"name": "kept"})).await;
    let undo: Arc<[Edit]> = undo.iter().filter(|edit| edit.id != edits[3].id).cloned().collect();
    house.door.change_all(&house.alice, &undo, &About::bulk(None)).await.unwrap();
    assert_eq!(house.count("select count(*) from noc.schedule where phase <> 'deleted'").await, 1);
    // Not there, it was to be made; there it is, and another's.
    let again = house.door.change_all(&house.alice, &edits, &About::bulk(None)).await.unwrap_err();
    let ChangeSetError::Refused(refused) = again else { panic!("{again}") };
    assert!(refused.len() == 4 && refused.iter().all(|one| one.is_stale()), "{refused:?}");
}

#[tokio::test]
async fn what_a_set_brought_back_and_changed_is_unmade_as_a_whole() {
    let house = house().await;
    let said = |text: &str| json!({"name": "a", "task": "any", "crontab": {"minute": 1}, "description": text});
    let files = |schedules: Value| [SchedulesFile::read(&json!({"schedules": schedules}), Some("core.yaml")).unwrap()];
    let apply = async |schedules: Value| {
        house.door.apply(&house.alice, &files(schedules), false, None, None).await.unwrap().done
    };
    let undo = async |set: Option<Uuid>| {
        let edits = house.door.edits_to_undo(set.unwrap()).await.unwrap();
        house.door.change_all(&house.alice, &edits, &About::bulk(None)).await.unwrap().judged.len()
    };
    apply(json!([said("x")])).await;
    apply(json!([])).await;
    // Two events of one schedule: it is brought back, and changed.
    let back = apply(json!([said("y")])).await;
    let id = back.judged[0].before.as_ref().unwrap().id;
    assert_eq!(house.count("select count(*) from noc.schedule_event").await, 4);
    assert_eq!(undo(back.id).await, 1);
    assert_eq!(house.count("select count(*) from noc.schedule where phase = 'deleted'").await, 1);
    // Removed by somebody meanwhile, there is nothing left to undo.
    let back = apply(json!([said("z")])).await;
    house.door.delete(&house.alice, id, None, None).await.unwrap();
    assert_eq!(undo(back.id).await, 0);
}

#[tokio::test]
async fn what_is_applied_is_what_was_planned_whoever_edits_meanwhile() {
    let house = house().await;
    let said = |n: usize, round: usize| json!({"name": format!("s{n}"), "task": "any", "crontab": {"minute": n}, "description": format!("round {round}")});
    let files = |round: usize| {
        let schedules: Value = (0..5).map(|n| said(n, round)).collect();
        [SchedulesFile::read(&json!({"schedules": schedules}), Some("core.yaml")).unwrap()]
    };
    let first = house.door.apply(&house.alice, &files(0), false, None, None).await.unwrap();
    let ids: Vec<Uuid> = first.plan.items.iter().map(|item| item.id).collect();
    let by_hand = async {
        for n in 0..60 {
            house.edit(ids[n % 5], json!({"enabled": n % 2 == 1, "queue": format!("q{n}")})).await;
        }
    };
    let by_file = async {
        let (mut applied, mut refused) = (0, 0);
        for round in 1..20 {
            let planned = house.door.plan(&house.alice, &files(round), false).await.unwrap();
            let expect = (round % 2 == 0).then_some(planned.digest.as_str());
            match house.door.apply(&house.alice, &files(round), false, None, expect).await {
                Ok(Applied { plan, done }) => {
                    applied += 1;
                    let version = |s: &Option<Schedule>| s.as_ref().map(|s| s.version);
                    for (item, judged) in plan.items.iter().zip(&done.judged) {
                        assert_eq!(version(&item.before), version(&judged.before), "round {round}: {}", item.name);
                    }
                    if let Some(expect) = expect {
                        assert_eq!(plan.digest, expect);
                    }
                }
                Err(ApplyError::OtherPlan | ApplyError::ChangeSet(ChangeSetError::Outrun)) => refused += 1,
                Err(e) => panic!("round {round}: {e}"),
            }
        }
        (applied, refused)
    };
    let ((), (applied, refused)) = futures_util::join!(by_hand, by_file);
    assert_eq!(applied + refused, 19);
    let last = house.door.apply(&house.alice, &files(20), false, None, None).await.unwrap();
    assert!(last.done.id.is_some());
    assert_eq!(house.door.plan(&house.alice, &files(20), false).await.unwrap().count(Action::Keep), 5);
}

#[tokio::test]
async fn what_was_changed_since_in_the_same_field_refuses_the_undo_by_name() {
    let house = house().await;
    let ids = many(&house, 3).await;
    let edits: Arc<[Edit]> = ids.iter().map(|id| change(*id, json!({"queue": "bulk"}))).collect();
    let set = house.door.change_all(&house.alice, &edits, &About::bulk(None)).await.unwrap().id.unwrap();
    house.edit(ids[1], json!({"queue": "other"})).await;
    let undo = house.door.edits_to_undo(set).await.unwrap();
    let refused = house.door.change_all(&house.alice, &undo, &About::bulk(None)).await.unwrap_err();
    let ChangeSetError::Refused(refused) = refused else { panic!("{refused}") };
    let told: Vec<_> = refused.iter().map(|one| (one.index, one.name.as_deref(), one.why.to_string())).collect();
    assert!(told.len() == 1 && told[0].0 == 1 && told[0].1 == Some("s001") && told[0].2.contains("queue"), "{told:?}");
    assert_eq!(house.count("select count(*) from noc.schedule where queue = 'bulk'").await, 2);
}
