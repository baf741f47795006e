//! What the client makes of everything else. No error may name the secret.

use std::time::{Duration, Instant};

use noc_scheduler::domain::Host;
use noc_scheduler::integrations::checkmk::{CheckmkClient, HostOptions};
use noc_scheduler::integrations::remote::{Kind, RemoteError, Unreachable};
use noc_scheduler::simulate::checkmk::{CheckmkDouble, Fault, On, Trouble};
use serde_json::json;

use crate::site::{PLANTED, SECRET, client, config, double, entry, read};

const HOSTS: On = On::Path("host_config");

/// The hosts that came, and the failure, which must name no secret.
async fn failure(client: &CheckmkClient) -> (Vec<Host>, RemoteError) {
    let (hosts, ended) = read(client, &HostOptions::default()).await;
    let error = ended.expect_err("a failure");
    let told = format!("{error} {error:?} {client:?}");
    assert!(!told.contains(SECRET) && !told.contains(PLANTED), "{told}");
    (hosts, error)
}

async fn failure_with(fault: Fault) -> (RemoteError, CheckmkDouble) {
    let double = double(3).await;
    double.inject(fault);
    let (hosts, error) = failure(&client(&double)).await;
    assert_eq!(hosts, []);
    (error, double)
}

#[tokio::test]
async fn a_wrong_site_is_named_as_such() {
    let double = double(1).await;
    let mut config = config(&double);
    config.site = "nocc".to_owned();
    let client = CheckmkClient::new(config).unwrap();
    let (_, error) = failure(&client).await;
    assert_eq!(error.class(), "not_checkmk");
    assert!(error.to_string().contains(&format!("there is no site `nocc` at {}", double.base_url())), "{error}");
    assert_eq!(client.check().await.unwrap_err(), error);
    assert_eq!(client.host("par-sw-00000").await.unwrap_err(), error, "not the same as a host that is not there");
}

#[tokio::test]
async fn a_wrong_secret_is_final() {
    let double = double(1).await;
    let mut config = config(&double);
    config.secret = "another".into();
    let client = CheckmkClient::new(config).unwrap();
    let error = client.check().await.unwrap_err();
    assert_eq!(error.class(), "refused_login");
    assert!(error.to_string().contains("Wrong credentials"), "{error}");
    assert!(!error.retryable());
    assert_eq!(client.calls(), 1);
}

#[tokio::test]
async fn a_refusal_that_repeats_the_login_is_quoted_without_the_secret() {
    let (error, double) = failure_with(Fault::new(On::Any, Trouble::RefuseToken)).await;
    assert_eq!(error.class(), "refused_login");
    assert!(error.to_string().contains("Bearer automation [secret]"), "{error}");
    assert_eq!(double.requests().requests, 1);
}

#[tokio::test]
async fn a_secret_that_expires_half_way_is_final() {
    let double = double(1).await;
    double.inject(Fault::new(On::Any, Trouble::RefuseToken).after(2));
    let client = client(&double);
    client.check().await.unwrap();
    assert_eq!(failure(&client).await.1.class(), "refused_login");
    assert_eq!(double.requests().requests, 3);
}

#[tokio::test]
async fn a_user_without_the_permission_is_told_from_a_wrong_login() {
    let double = double(1).await;
    double.forbid();
    let client = client(&double);
    let tested = client.check().await.unwrap_err();
    for error in [tested, failure(&client).await.1] {
        assert_eq!(error.class(), "no_permission");
        assert!(error.to_string().contains("wato.see_all_folders"), "{error}");
    }
}

#[tokio::test]
async fn limits_and_failures_of_the_server_are_tried_three_times() {
    for (trouble, class) in [
        (Trouble::RateLimit(None), "rate_limited"),
        (Trouble::RateLimit(Some(0)), "rate_limited"),
        (Trouble::Status(500), "server"),
        (Trouble::Status(503), "server"),
        (Trouble::Reset, "unreachable"),
    ] {
        let (error, double) = failure_with(Fault::new(HOSTS, trouble)).await;
        assert_eq!((error.class(), error.retryable()), (class, true), "{trouble:?}");
        assert_eq!(double.requests().requests, 3, "{trouble:?}");

        double.heal();
        double.inject(Fault::new(HOSTS, trouble).times(2));
        let (hosts, ended) = read(&client(&double), &HostOptions::default()).await;
        assert_eq!((hosts.len(), ended), (3, Ok(())), "{trouble:?}");
    }
}

#[tokio::test]
async fn a_pause_is_kept_exactly_or_not_begun() {
    let double = double(1).await;
    double.inject(Fault::new(HOSTS, Trouble::RateLimit(Some(1))).times(1));
    let begun = Instant::now();
    read(&client(&double), &HostOptions::default()).await.1.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(1));

    double.inject(Fault::new(HOSTS, Trouble::RateLimit(Some(5))));
    let begun = Instant::now();
    let deadline = tokio::time::Instant::now() + Duration::from_secs(4);
    let (_, error) = failure(&client(&double).until(deadline)).await;
    assert_eq!((error.class(), error.retry_after()), ("rate_limited", Some(Duration::from_secs(5))));
    assert!(begun.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn silence_is_a_timeout_before_an_answer_and_within_one() {
    let double = double(50).await;
    let mut config = config(&double);
    config.timeout = Duration::from_millis(600);
    let client = CheckmkClient::new(config).unwrap();
    double.inject(Fault::new(HOSTS, Trouble::Hang));
    let (_, error) = failure(&client).await;
    assert_eq!((error.class(), double.requests().requests), ("timeout", 3));

    double.heal();
    // A long answer may take longer than the timeout, as long as something comes.
    double.inject(Fault::new(HOSTS, Trouble::Drip(500, Duration::from_millis(30))).times(1));
    let begun = Instant::now();
    let (hosts, ended) = read(&client, &HostOptions::default()).await;
    assert_eq!((hosts.len(), ended), (50, Ok(())));
    assert!(begun.elapsed() > Duration::from_millis(600), "{:?}", begun.elapsed());

    double.inject(Fault::new(HOSTS, Trouble::Drip(8_000, Duration::from_secs(5))));
    assert_eq!(failure(&client).await.1.class(), "timeout");
}

#[tokio::test]
async fn an_answer_that_is_cut_off_is_an_error_after_the_hosts_that_came() {
    let double = double(1_000).await;
    double.inject(Fault::new(HOSTS, Trouble::Truncate));
    let (hosts, error) = failure(&client(&double)).await;
    assert!(matches!(error.kind(), Kind::Unreachable { at: Unreachable::Broken, .. }), "{error:?}");
    assert!(error.retryable());
    assert!((400..600).contains(&hosts.len()), "{}", hosts.len());
    assert_eq!(hosts[7].name, "par-sw-00007");
}

#[tokio::test]
async fn web_pages_and_redirects_are_not_checkmk() {
    for (trouble, expected) in [
        (Trouble::Html, "not JSON"),
        (Trouble::Redirect, "redirects to /login/."),
        (Trouble::Status(400), "answers 400"),
        (Trouble::Status(403), "answers 403"),
    ] {
        let (error, double) = failure_with(Fault::new(On::Any, trouble)).await;
        assert_eq!(error.class(), "not_checkmk", "{trouble:?}");
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!error.retryable());
        assert_eq!(double.requests().requests, 1);
    }
}

#[tokio::test]
async fn a_host_longer_than_any_is_an_error_after_those_that_came() {
    let double = double(2).await;
    double.edit(|hosts| {
        let mut long = entry(2);
        long.attributes.insert("alias".to_owned(), json!("x".repeat(2 * 1024 * 1024)));
        hosts.push(long);
    });
    let (hosts, error) = failure(&client(&double)).await;
    assert_eq!((hosts.len(), error.class()), (2, "too_large"));
}
