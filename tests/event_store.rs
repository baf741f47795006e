//! The event store: append-only, ordered, folded, rebuilt.
#![cfg(test)]

mod support;

use noc_scheduler::command::CommandError;
use noc_scheduler::domain::people::Person;
use noc_scheduler::domain::people::Role;
use noc_scheduler::store::{append, schedules};
use serde_json::{Value, json};
use support::house::{House, draft, house, until_some};
use uuid::Uuid;

fn every_minute(name: &str) -> Value {
    json!({"name": name, "task": "test_job", "interval": {"every": 1, "period": "minutes"}})
}

#[tokio::test]
async fn a_change_is_one_event_and_one_row_in_one_transaction() {
    let house = house().await;
    let made = house.create(every_minute("a")).await;
    let id = made.schedule.id;
    house.edit(id, json!({"name": "b", "note": "INC-1"})).await;
    house.edit(id, json!({"enabled": false})).await;
    house.door.delete(&house.alice, id, Some(3), Some("gone")).await.unwrap();
    let client = house.database.get().await.unwrap();
    let history = schedules::history(&client, id, None, 10).await.unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|h| (h.event.version, h.event.kind.as_str(), h.note.as_deref(), h.author.name.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (4, "deleted", Some("gone"), "alice"),
            (3, "disabled", None, "alice"),
            (2, "updated", Some("INC-1"), "alice"),
            (1, "created", None, "alice"),
        ]
    );
    assert!(schedules::get(&client, id).await.unwrap().is_none());
    // Its name is free again.
    house.create(every_minute("b")).await;
}

#[tokio::test]
async fn a_stale_writer_is_told_and_writes_nothing() {
    let house = house().await;
    let id = house.create(every_minute("a")).await.schedule.id;
    house.edit(id, json!({"name": "b", "version": 1})).await;
    let stale = house.door.edit(&house.alice, id, draft(json!({"name": "c", "version": 1}))).await;
    let Err(CommandError::Stale { seen: 1, current }) = stale else { panic!("{stale:?}") };
    assert_eq!((current.version, &*current.definition.name), (2, "b"));
    assert_eq!(house.count("select count(*) from noc.schedule_event").await, 2);
}

#[tokio::test]
async fn of_two_who_edit_at_once_each_becomes_a_version() {
    let house = house().await;
    let id = house.create(every_minute("a")).await.schedule.id;
    let edits = (0..20).map(|n| house.edit(id, json!({"description": format!("edit {n}")})));
    let mut versions: Vec<_> =
        futures_util::future::join_all(edits).await.into_iter().map(|w| w.schedule.version).collect();
    versions.sort_unstable();
    assert_eq!(versions, (2..=21).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_taken_name_is_refused_and_nothing_is_left_of_it() {
    let house = house().await;
    house.create(every_minute("a")).await;
    let taken = house.door.create(&house.alice, draft(every_minute("a"))).await;
    assert!(matches!(taken, Err(CommandError::NameTaken(name)) if name == "a"));
    assert_eq!(house.count("select count(*) from noc.schedule_event").await, 1);
    assert_eq!(house.count("select count(*) from noc.schedule_runtime").await, 1);
}

#[tokio::test]
async fn a_creation_repeated_with_its_id_is_the_same_schedule() {
    let house = house().await;
    let mut body = every_minute("a");
    body["id"] = json!(Uuid::new_v4());
    let first = house.create(body.clone()).await;
    let again = house.create(body.clone()).await;
    assert_eq!((first.changed, again.changed, again.schedule.version), (true, false, 1));
    body["name"] = json!("other");
    let other = house.door.create(&house.alice, draft(body)).await;
    assert!(matches!(other, Err(CommandError::IdTaken(_))), "{other:?}");
}

#[tokio::test]
async fn events_cannot_be_changed_or_removed() {
    let house = house().await;
    house.create(every_minute("a")).await;
    for sql in ["update noc.schedule_event set note = 'x'", "delete from noc.schedule_event"] {
        let refused = house.sql.execute(sql, &[]).await.unwrap_err();
        assert!(refused.to_string().contains("db error"), "{refused}");
    }
    assert_eq!(house.count("select count(*) from noc.schedule_event where note is null").await, 1);
}

/// Two sessions: one appends and does not commit, the other appends meanwhile. A
/// reader that follows the positions must see both, whichever commits first.
#[tokio::test]
async fn an_event_that_commits_late_is_never_skipped() {
    let house = house().await;
    let slow = house.create(every_minute("slow")).await.schedule.id;
    let quick = house.create(every_minute("quick")).await.schedule.id;
    let mut session = house.database.get().await.unwrap();
    let tx = session.transaction().await.unwrap();
    // The first session has the append lock, and will draw its position.
    let (held, now) = append::hold(&tx, slow).await.unwrap();
    let before = held.unwrap().schedule.unwrap();
    let (fact, version) = (noc_scheduler::domain::schedule::Fact::Disabled, before.version + 1);
    let after = noc_scheduler::domain::schedule::evolve(Some(before), slow, version, now, &fact).unwrap();
    append::one(&tx, &fact, &after, &schedules::Author::system(), None).await.unwrap();
    let mut other = Box::pin(house.edit(quick, json!({"enabled": false})));
    // The second one waits: it has no position yet, so no reader can pass the first.
    let waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = \
                   (select oid from pg_database where datname = current_database())";
    tokio::select! {
        _ = &mut other => panic!("appended past one that has not committed"),
        n = house.until_count(waiting, |n| n == 1) => assert_eq!(n, 1),
    }
    let reader = house.database.get().await.unwrap();
    let seen = schedules::events_after(&reader, 2, 10).await.unwrap();
    assert!(seen.is_empty());
    tx.commit().await.unwrap();
    other.await;
    let seen = schedules::events_after(&reader, 2, 10).await.unwrap();
    assert_eq!(seen.iter().map(|e| e.schedule_id).collect::<Vec<_>>(), [slow, quick]);
}

#[tokio::test]
async fn the_projection_rebuilt_equals_the_one_that_lived() {
    let house = house().await;
    for n in 0..30 {
        let mut body = every_minute(&format!("s{n}"));
        if n % 2 == 0 {
            body["interval"] = Value::Null;
            body["crontab"] = json!({"minute": "*/5", "hour": "1-3"});
            body["timezone"] = json!("Europe/Berlin");
        }
        let id = house.create(body).await.schedule.id;
        if n % 3 == 0 {
            house.edit(id, json!({"interval": {"every": n + 2, "period": "hours"}, "schedule_type": "interval"})).await;
        }
        if n % 5 == 0 {
            house.edit(id, json!({"enabled": false, "kwargs": {"n": n}})).await;
        }
        if n % 7 == 0 {
            house.door.delete(&house.alice, id, None, None).await.unwrap();
        }
    }
    let dump = "select coalesce(string_agg(s::text, e'\\n' order by id), '') from noc.schedule s";
    let runtime = "select string_agg(r::text, e'\\n' order by schedule_id) from noc.schedule_runtime r";
    let text = async |sql: &str| -> String { house.sql.query_one(sql, &[]).await.unwrap().get(0) };
    let (lived, ran) = (text(dump).await, text(runtime).await);
    house
        .sql
        .batch_execute("update noc.schedule set name = name || '?', version = 99 where version = 1")
        .await
        .unwrap();
    let mut client = house.database.connect().await.unwrap();
    let events = append::rebuild(&mut client).await.unwrap();
    assert_eq!(events, house.count("select count(*) from noc.schedule_event").await as u64);
    assert_eq!(text(dump).await, lived);
    assert_eq!(text(runtime).await, ran);
}

/// As a newer program would: an event whose kind this one does not know.
async fn append_from_the_future(house: &House, id: Uuid) {
    let insert = "insert into noc.schedule_event (schedule_id, version, kind, format, data, actor, effective_at) \
                  values ($1, 2, 'entangled', 9, '{}', 'future', clock_timestamp())";
    house.sql.execute(insert, &[&id]).await.unwrap();
    house.sql.execute("update noc.schedule_runtime set head_version = 2 where schedule_id = $1", &[&id]).await.unwrap();
}

#[tokio::test]
async fn an_event_of_a_newer_program_makes_its_schedule_unreadable_and_nothing_else() {
    let house = house().await;
    let strange = house.create(every_minute("strange")).await.schedule.id;
    let plain = house.create(every_minute("plain")).await.schedule.id;
    append_from_the_future(&house, strange).await;
    let client = house.database.get().await.unwrap();
    let shown = schedules::get(&client, strange).await.unwrap().unwrap();
    assert_eq!((shown.version, shown.name.as_str()), (2, "strange"));
    assert!(shown.schedule.unwrap_err().0.contains("entangled"));
    assert!(schedules::get(&client, plain).await.unwrap().unwrap().schedule.is_ok());
    let refused = house.door.edit(&house.alice, strange, draft(json!({"name": "x"}))).await;
    assert!(matches!(refused, Err(CommandError::Unreadable(_))), "{refused:?}");
    house.edit(plain, json!({"name": "still editable"})).await;
    // The rebuilt projection keeps what could be read last.
    append::rebuild(&mut house.database.connect().await.unwrap()).await.unwrap();
    assert_eq!(schedules::get(&client, strange).await.unwrap().unwrap().name, "strange");
}

#[tokio::test]
async fn an_operator_switches_what_is_somebody_elses_and_changes_nothing_else() {
    let house = house().await;
    let id = house.create(every_minute("a")).await.schedule.id;
    let bob = Person { id: Uuid::new_v4(), username: "bob".to_owned(), role: Role::Operator };
    house.door.edit(&bob, id, draft(json!({"enabled": false}))).await.unwrap();
    let refused = house.door.edit(&bob, id, draft(json!({"enabled": true, "name": "mine"}))).await;
    assert!(matches!(refused, Err(CommandError::Forbidden(_))), "{refused:?}");
    assert!(matches!(house.door.delete(&bob, id, None, None).await, Err(CommandError::Forbidden(_))));
    let viewer = Person { role: Role::Viewer, ..bob };
    assert!(matches!(house.door.create(&viewer, draft(every_minute("v"))).await, Err(CommandError::Forbidden(_))));
}

#[tokio::test]
async fn an_admin_who_changes_the_work_becomes_the_owner_unless_said_otherwise() {
    let house = house().await;
    let id = house.create(every_minute("a")).await.schedule.id;
    let root = Person { id: Uuid::new_v4(), username: "root".to_owned(), role: Role::Admin };
    let edit = async |body: Value| house.door.edit(&root, id, draft(body)).await.unwrap().schedule.definition.owner;
    assert_eq!(edit(json!({"description": "x"})).await, house.alice.id);
    assert_eq!(edit(json!({"kwargs": {"a": 1}, "keep_owner": true})).await, house.alice.id);
    assert_eq!(edit(json!({"kwargs": {"a": 2}, "owner_username": "alice"})).await, root.id);
}

/// A deadlock is forced: another session holds the row and asks for the append lock.
#[tokio::test]
async fn a_deadlock_is_tried_again_and_the_edit_arrives() {
    let house = house().await;
    let id = house.create(every_minute("a")).await.schedule.id;
    house.sql.batch_execute("set deadlock_timeout = '10s'; begin").await.unwrap();
    house.sql.execute("select 1 from noc.schedule_runtime where schedule_id = $1 for update", &[&id]).await.unwrap();
    let edit = house.edit(id, json!({"name": "b"}));
    let other = async {
        let waiting =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
        until_some("the edit to wait for the row", || async { Some(house.count(waiting).await).filter(|n| *n > 0) })
            .await;
        // The wrong order on purpose: now each waits for the other, and the edit, whose timeout is shorter, is the victim.
        let lock = include_str!("../sql/queries/event/lock.sql");
        house.sql.batch_execute(lock).await.unwrap();
        house.sql.batch_execute("commit").await.unwrap();
    };
    let (written, ()) = tokio::join!(edit, other);
    assert_eq!(&*written.schedule.definition.name, "b");
}
