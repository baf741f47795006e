//! Paused queues: nothing of them starts, whatever tickets there are.

use noc_scheduler::domain::job::JobState;
use noc_scheduler::store::jobs;
use noc_scheduler::store::queues::{self, Change};
use uuid::Uuid;

use crate::rig::{Rig, eventually, new_job, quick};

const PAUSE: Change<'static> = Change::Pause { by: "olga", note: None };

async fn change(rig: &Rig, what: Change<'_>) {
    let mut client = rig.database.get().await.unwrap();
    assert!(queues::change(&mut client, "default", what).await.unwrap());
}

#[tokio::test]
async fn what_has_a_ticket_does_not_start_while_its_queue_is_paused_and_runs_once_after() {
    let rig = Rig::new().await;
    let mut ids = Vec::new();
    for _ in 0..20 {
        ids.push(rig.insert(new_job(quick())).await);
    }
    rig.hand_over().await;
    change(&rig, PAUSE).await;
    let worker = rig.worker(4);
    eventually("all tickets are given up", async || (rig.sender.length("default").await.unwrap() == 0).then_some(()))
        .await;
    for id in &ids {
        assert_eq!(rig.get(*id).await.view.state, JobState::Queued);
    }
    // What the relay would do finds nothing, the nets neither.
    assert!(jobs::to_hand_over(&rig.db, 100).await.unwrap().0.is_empty());
    assert!(jobs::all_ready(&rig.db, Uuid::nil(), 100).await.unwrap().is_empty());
    assert_eq!(jobs::oldest_unclaimed(&rig.db).await.unwrap(), None);
    change(&rig, Change::Resume).await;
    assert_eq!(jobs::to_hand_over(&rig.db, 100).await.unwrap().0.len(), 20);
    for id in &ids {
        let job = rig.until_ended(*id).await;
        assert_eq!((job.view.state, job.view.attempt), (JobState::Succeeded, 1));
    }
    worker.stopped().await;
}

#[tokio::test]
async fn nothing_starts_once_a_pause_has_been_answered() {
    let rig = Rig::new().await;
    let worker = rig.worker(8);
    for round in 0..10 {
        for _ in 0..10 {
            rig.insert(new_job(quick())).await;
        }
        rig.hand_over().await;
        change(&rig, PAUSE).await;
        // By the database's own clock: claims are stamped with it.
        let answered = "select clock_timestamp()";
        let at: noc_scheduler::domain::Timestamp = rig.db.query_one(answered, &[]).await.unwrap().get(0);
        eventually("all tickets are gone", async || (rig.sender.length("default").await.unwrap() == 0).then_some(()))
            .await;
        let late = "select count(*) from (select claimed_at from noc.live_job union all \
                    select claimed_at from noc.job_history) j where claimed_at > $1";
        let late: i64 = rig.db.query_one(late, &[&at]).await.unwrap().get(0);
        assert_eq!(late, 0, "round {round}");
        change(&rig, Change::Resume).await;
    }
    eventually("all have run", async || {
        rig.hand_over().await;
        let left: i64 = rig.db.query_one("select count(*) from noc.live_job", &[]).await.unwrap().get(0);
        (left == 0).then_some(())
    })
    .await;
    let twice = "select count(*) from noc.job_history where state <> 'succeeded' or attempt <> 1";
    assert_eq!(rig.db.query_one(twice, &[]).await.unwrap().get::<_, i64>(0), 0);
    worker.stopped().await;
}

#[tokio::test]
async fn a_ticket_given_up_before_it_was_marked_as_sent_is_sent_again() {
    let rig = Rig::new().await;
    let id = rig.insert(new_job(quick())).await;
    // The relay has sent it and is about to mark it; meanwhile the queue is paused, refused and resumed.
    let (ready, _) = jobs::to_hand_over(&rig.db, 10).await.unwrap();
    change(&rig, PAUSE).await;
    assert!(jobs::claim(&rig.db, Uuid::now_v7(), "w", &[(id, 1)]).await.unwrap().is_empty());
    change(&rig, Change::Resume).await;
    assert_eq!(jobs::mark_handed_over(&rig.db, &ready).await.unwrap(), 0);
    assert_eq!(jobs::to_hand_over(&rig.db, 10).await.unwrap().0.len(), 1);
}

#[tokio::test]
async fn a_pause_is_answered_when_the_claims_in_flight_have_ended_and_later_ones_see_it() {
    let rig = Rig::new().await;
    let (first, second) = (rig.insert(new_job(quick())).await, rig.insert(new_job(quick())).await);
    rig.hand_over().await;
    let mut client = rig.database.get().await.unwrap();
    let claiming = client.transaction().await.unwrap();
    assert_eq!(jobs::claim(&claiming, Uuid::now_v7(), "w", &[(first, 1)]).await.unwrap().len(), 1);
    let database = rig.database.clone();
    let pausing = tokio::spawn(async move {
        let mut client = database.get().await.unwrap();
        queues::change(&mut client, "default", PAUSE).await.unwrap()
    });
    eventually("the pause waits for the claim", async || {
        let sql = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%queue_pause%'";
        (rig.db.query_one(sql, &[]).await.unwrap().get::<_, i64>(0) > 0).then_some(())
    })
    .await;
    // One that comes now waits in turn, and sees the pause although it began before that was committed.
    let tickets = [(second, 1)];
    let late = jobs::claim(&rig.db, Uuid::now_v7(), "w", &tickets);
    let ends = async {
        tokio::task::yield_now().await;
        claiming.commit().await.unwrap();
    };
    let (late, ()) = tokio::join!(late, ends);
    assert!(late.unwrap().is_empty(), "it started after the pause was asked for");
    assert!(pausing.await.unwrap());
}
