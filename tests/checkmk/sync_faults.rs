//! What becomes of a sync when CheckMK does not answer as it should.

use std::time::{Duration, Instant};

use noc_scheduler::integrations::checkmk::CheckmkClient;
use noc_scheduler::simulate::checkmk::{Fault, On, Trouble};
use noc_scheduler::tasks::sync::{Progress, Status, SyncFailure};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::scene::{counts, scene};
use crate::site::{SECRET, SITE, config};

const HOSTS: On = On::Path("host_config");

#[tokio::test]
async fn an_answer_cut_off_half_way_ends_partial_and_marks_nothing() {
    let scene = scene(1_000).await;
    scene.sync().await;
    scene.checkmk.edit(|hosts| {
        hosts.truncate(990);
        hosts[0].folder = "/servers".to_owned();
    });
    // It is read twice: the first time it is only counted.
    scene.checkmk.inject(Fault::new(HOSTS, Trouble::Truncate).after(1));
    let result = scene.sync().await;
    assert_eq!((result.status, result.total, result.counts.removed), (Status::Partial, 990, 0));
    assert!((400..600).contains(&result.counts.fetched), "{result:?}");
    assert_eq!(result.counts.changed, 1, "what came is kept");
    let said = format!("after {} hosts; they are kept, and nothing was marked missing", result.counts.fetched);
    assert!(result.warnings[0].contains(&said), "{result:?}");
    assert_eq!(scene.stale().await, [""; 0]);
    let complete = &scene.select("select complete from noc.syncs order by id desc limit 1").await[0];
    assert!(!complete.get::<_, bool>(0));
    scene.checkmk.heal();
    assert_eq!(counts(&scene.sync().await), (990, 0, 0, 990, 10));
}

#[tokio::test]
async fn what_a_pause_cures_is_cured_within_the_job() {
    let scene = scene(3).await;
    for (trouble, times) in [
        (Trouble::RateLimit(Some(0)), 2),
        (Trouble::Status(500), 2),
        (Trouble::Status(503), 1),
        (Trouble::Reset, 1),
        (Trouble::Slow(Duration::from_millis(50)), 0),
    ] {
        let repeated = u64::from(times);
        scene.checkmk.inject(Fault::new(HOSTS, trouble).after(1).times(times.max(1)));
        let result = scene.sync().await;
        assert_eq!(
            (result.status, result.counts.fetched, result.api_calls),
            (Status::Complete, 3, 2 + repeated),
            "{trouble:?}"
        );
        scene.checkmk.heal();
    }
}

#[tokio::test]
async fn a_pause_that_checkmk_asks_for_is_kept() {
    let scene = scene(3).await;
    scene.checkmk.inject(Fault::new(HOSTS, Trouble::RateLimit(Some(1))).times(1));
    let began = Instant::now();
    assert_eq!(scene.sync().await.status, Status::Complete);
    assert!(began.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_failure_before_anything_is_stored_is_the_jobs_failure() {
    let scene = scene(3).await;
    scene.sync().await;
    for (fault, class, retryable) in [
        (Fault::new(On::Any, Trouble::RefuseToken), "refused_login", false),
        // Expired between the two readings.
        (Fault::new(On::Any, Trouble::RefuseToken).after(1), "refused_login", false),
        (Fault::new(On::Any, Trouble::Html), "not_checkmk", false),
        (Fault::new(On::Any, Trouble::Html).after(1), "not_checkmk", false),
        (Fault::new(On::Any, Trouble::Redirect), "not_checkmk", false),
        (Fault::new(On::Any, Trouble::Status(500)), "server", true),
        (Fault::new(On::Any, Trouble::Truncate), "unreachable", true),
        (Fault::new(On::Any, Trouble::RateLimit(Some(600))), "rate_limited", true),
    ] {
        scene.checkmk.inject(fault);
        let failure = scene.try_sync(json!({})).await.expect_err("a failure");
        assert_eq!((failure.class(), failure.retryable()), (class, retryable), "{fault:?}: {failure}");
        assert!(!format!("{failure} {failure:?}").contains(SECRET), "{failure}");
        scene.checkmk.heal();
    }
    assert_eq!(scene.stale().await, [""; 0]);
}

#[tokio::test]
async fn a_login_that_expires_before_the_judgement_ends_partial() {
    let scene = scene(5).await;
    let args = || json!({"site": SITE});
    scene.sync_with(args()).await;
    scene.checkmk.edit(|hosts| hosts.truncate(4));
    // Whether the fifth is gone or only monitored elsewhere takes a third reading.
    scene.checkmk.inject(Fault::new(HOSTS, Trouble::RefuseToken).after(2));
    let result = scene.sync_with(args()).await;
    assert_eq!((result.status, counts(&result)), (Status::Partial, (4, 0, 0, 4, 0)));
    assert!(result.warnings.iter().any(|warning| warning.contains("refused the login")), "{result:?}");
    assert_eq!(scene.stale().await, [""; 0]);
    scene.checkmk.heal();
    assert_eq!(counts(&scene.sync_with(args()).await), (4, 0, 0, 4, 1));
}

#[tokio::test]
async fn a_wrong_site_is_named_as_such() {
    let mut scene = scene(1).await;
    let mut config = config(&scene.checkmk);
    config.site = "nocc".to_owned();
    scene.client = CheckmkClient::new(config).expect("settings that work");
    let failure = scene.try_sync(json!({})).await.expect_err("a failure");
    assert_eq!((failure.class(), failure.retryable()), ("not_checkmk", false));
    assert!(failure.to_string().contains("there is no site `nocc`"), "{failure}");
}

#[tokio::test]
async fn a_host_removed_between_the_two_readings_makes_it_doubtful() {
    let scene = scene(5).await;
    scene.sync().await;
    // Told between the two: so many are expected.
    let progress = |progress: Progress| {
        if progress.current == 0 {
            scene.checkmk.edit(|hosts| drop(hosts.remove(0)));
        }
    };
    let ended = scene.run(json!({}), &progress, &CancellationToken::new()).await.expect("a result");
    assert_eq!((ended.sync.status, counts(&ended.sync)), (Status::Partial, (4, 0, 0, 4, 0)));
    assert!(ended.sync.warnings.iter().any(|said| said.contains("listed 5 hosts at first and 4")), "{ended:?}");
    assert_eq!(scene.stale().await, [""; 0]);
    assert_eq!(counts(&scene.sync().await), (4, 0, 0, 4, 1));
}

#[tokio::test]
async fn a_cancel_ends_the_wait_for_checkmk_and_keeps_what_came() {
    let scene = scene(1_000).await;
    scene.checkmk.inject(Fault::new(HOSTS, Trouble::Drip(20_000, Duration::from_millis(50))).after(1));
    let cancel = CancellationToken::new();
    let progress = |progress: Progress| {
        if progress.current == 200 {
            let cancel = cancel.clone();
            tokio::spawn(async move { cancel.cancel() });
        }
    };
    let failure = scene.run(json!({}), &progress, &cancel).await.expect_err("a cancel");
    assert_eq!((failure.class(), failure.retryable()), ("cancelled", false));
    let SyncFailure::Cancelled { so_far, .. } = failure else { panic!("{failure:?}") };
    assert_eq!((counts(&so_far), so_far.pages), ((200, 200, 0, 0, 0), 1));
    assert_eq!(scene.rows().await.len(), 200);

    let requests = scene.checkmk.requests();
    assert_eq!(scene.run(json!({}), &|_| {}, &cancel).await.expect_err("a cancel").class(), "cancelled");
    assert_eq!(scene.checkmk.requests(), requests, "nothing is asked after a cancel");
}
