//! What the client makes of each answer.

use std::time::{Duration, Instant};

use noc_scheduler::domain::Device;
use noc_scheduler::integrations::nautobot::{CustomFields, DeviceFilter, NautobotClient, Page, Related, Selection};
use noc_scheduler::integrations::remote::{Kind, RemoteError, Unreachable};
use noc_scheduler::simulate::nautobot::{Fault, Hidden, NautobotDouble, On, Trouble};

use crate::network::{TOKEN, client, config, device, double};

const PAGE: Page = Page { limit: 200, offset: 0 };

/// A page of all devices, without custom fields.
async fn page(client: &NautobotClient, page: Page) -> Result<Vec<Device>, RemoteError> {
    client.devices(page, &Selection::All, &CustomFields::default()).await
}

/// How many devices a filter finds, by reading and by counting.
async fn found(client: &NautobotClient, filter: DeviceFilter) -> (usize, u64) {
    let selection = client.select(Some(&filter)).await.unwrap();
    let devices = client.devices(PAGE, &selection, &CustomFields::default()).await.unwrap();
    (devices.len(), client.device_count(&selection).await.unwrap())
}

/// The failure of a page, which must name neither token nor header.
async fn failure(client: &NautobotClient) -> RemoteError {
    let error = page(client, PAGE).await.expect_err("a failure");
    let told = format!("{error} {error:?} {client:?}");
    assert!(!told.contains(TOKEN), "{told}");
    error
}

async fn failure_with(fault: Fault) -> (RemoteError, NautobotDouble) {
    let double = double(3).await;
    double.inject(fault);
    (failure(&client(&double)).await, double)
}

#[tokio::test]
async fn devices_arrive_with_every_field() {
    let double = double(3).await;
    let client = client(&double);
    assert_eq!(page(&client, PAGE).await.unwrap(), [device(0), device(1), device(2)]);
    assert_eq!(client.device_count(&Selection::All).await.unwrap(), 3);
    assert_eq!(client.calls(), 2);
    assert_eq!(client.counting().calls(), 0);
}

#[tokio::test]
async fn a_page_begins_where_it_should() {
    let double = double(5).await;
    let page = page(&client(&double), Page { limit: 2, offset: 3 }).await.unwrap();
    assert_eq!(page, [device(3), device(4)]);
}

#[tokio::test]
async fn a_name_filter_is_text_and_not_an_expression() {
    let double = double(12).await;
    double.edit(|devices| devices[0].name = Some("core.1 (old)+[x]".to_owned()));
    let client = client(&double);
    for (typed, expected) in [("acc-0011", 1), ("ACC-00", 11), (".*", 0), ("core.1 (OLD)+[x]", 1), ("acc.0011", 0)] {
        let found = found(&client, DeviceFilter::Name(typed.to_owned())).await;
        assert_eq!(found, (expected, expected as u64), "{typed}");
    }
}

#[tokio::test]
async fn a_location_filter_finds_its_devices_and_refuses_a_typing_error() {
    let double = double(5).await;
    let client = client(&double);
    let location = |name: &str| DeviceFilter::Location(name.to_owned());
    assert_eq!(found(&client, location("PAR-A")).await, (3, 3));
    assert_eq!(found(&client, location("PAR-B")).await, (2, 2));

    let selection = client.select(Some(&location("PAR-X&limit=0"))).await.unwrap();
    let error = client.device_count(&selection).await.unwrap_err();
    assert_eq!(error.class(), "refused_request");
    assert!(error.to_string().contains("PAR-X&limit=0 is not one of the available choices"), "{error}");
    let error = client.devices(PAGE, &selection, &CustomFields::default()).await.unwrap_err();
    assert_eq!(error.class(), "graphql_errors");
}

#[tokio::test]
async fn a_wrong_token_is_refused_in_nautobots_words() {
    let double = double(1).await;
    let mut config = config(double.base_url());
    config.token = "another".into();
    let client = NautobotClient::new(config).unwrap();
    let error = client.device_count(&Selection::All).await.unwrap_err();
    assert_eq!(*error.kind(), Kind::RefusedLogin { detail: "Invalid token".to_owned() });
    assert_eq!(page(&client, PAGE).await.unwrap_err(), error);
    assert!(!error.retryable());
    assert_eq!(client.calls(), 2, "a refused login is not tried again");
}

#[tokio::test]
async fn a_refusal_that_repeats_the_token_is_quoted_without_it() {
    let (error, _) = failure_with(Fault::new(On::Any, Trouble::RefuseToken)).await;
    assert_eq!(
        error.to_string(),
        "Nautobot refused the login: \"Invalid token (Token [secret])\". Check the API token in the settings."
    );
}

#[tokio::test]
async fn a_token_without_the_permission_is_told_from_a_wrong_one() {
    let double = double(1).await;
    double.hide([Hidden::Devices, Hidden::Addresses]);
    let client = client(&double);
    assert_eq!(client.device_count(&Selection::All).await.unwrap_err().class(), "no_permission");
    assert!(!client.may_view(Related::Addresses).await.unwrap());
    assert!(client.may_view(Related::Platforms).await.unwrap());
}

#[tokio::test]
async fn silence_is_a_timeout() {
    let double = double(1).await;
    double.inject(Fault::new(On::Graphql, Trouble::Hang));
    let mut config = config(double.base_url());
    config.timeout = Duration::from_millis(50);
    let error = failure(&NautobotClient::new(config).unwrap()).await;
    assert_eq!(error.class(), "timeout");
    assert!(error.retryable());
    assert!(error.to_string().contains("within 0.05 s"), "{error}");
    assert_eq!(double.requests().graphql, 3, "a timeout is sent again");
}

#[tokio::test]
async fn nobody_there_is_unreachable_and_tried_three_times() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = NautobotClient::new(config(format!("http://{address}"))).unwrap();
    let error = failure(&client).await;
    assert!(matches!(error.kind(), Kind::Unreachable { at: Unreachable::Connect, .. }), "{error:?}");
    assert!(error.retryable());
    assert_eq!(client.calls(), 3);
}

#[tokio::test]
async fn a_name_without_an_address_is_a_dns_failure() {
    let client = NautobotClient::new(config("http://nautobot.invalid")).unwrap();
    let error = failure(&client).await;
    assert!(matches!(error.kind(), Kind::Unreachable { at: Unreachable::Dns, .. }), "{error:?}");
}

#[tokio::test]
async fn plain_http_on_an_https_address_is_a_tls_failure_and_final() {
    let double = double(1).await;
    let client = NautobotClient::new(config(double.base_url().replace("http:", "https:"))).unwrap();
    let error = failure(&client).await;
    assert!(matches!(error.kind(), Kind::Unreachable { at: Unreachable::Tls, .. }), "{error:?}");
    assert!(!error.retryable());
    assert_eq!(client.calls(), 1);
}

#[tokio::test]
async fn a_query_that_nautobot_does_not_accept_is_quoted() {
    let (error, _) = failure_with(Fault::new(On::Graphql, Trouble::GraphqlErrors)).await;
    assert_eq!(*error.kind(), Kind::GraphqlErrors { messages: vec!["Something broke half-way".to_owned()] });
    assert!(!error.retryable());
}

#[tokio::test]
async fn web_pages_and_redirects_are_not_nautobot() {
    for (trouble, expected) in [
        (Trouble::Html, "not JSON"),
        (Trouble::Redirect, "redirects to /login/."),
        (Trouble::Status(404), "(404)"),
        (Trouble::Status(403), "answers 403"),
        (Trouble::Status(400), "answers 400"),
    ] {
        let (error, double) = failure_with(Fault::new(On::Any, trouble)).await;
        assert_eq!(error.class(), "not_nautobot", "{trouble:?}");
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!error.retryable());
        assert_eq!(double.requests().graphql, 1);
    }
}

#[tokio::test]
async fn a_server_that_restarts_is_asked_again() {
    for status in [500, 502, 503, 504, 599] {
        let double = double(3).await;
        double.inject(Fault::new(On::Graphql, Trouble::Status(status)).times(2));
        assert_eq!(page(&client(&double), PAGE).await.unwrap().len(), 3);
        assert_eq!(double.requests().graphql, 3);
    }
}

#[tokio::test]
async fn a_server_that_stays_broken_is_asked_three_times() {
    for status in [503, 500] {
        let (error, double) = failure_with(Fault::new(On::Any, Trouble::Status(status))).await;
        assert_eq!(error.class(), "server");
        assert!(error.retryable());
        assert!(error.to_string().contains(&format!("status {status}: it gave no reason but a web page")), "{error}");
        assert_eq!(double.requests().graphql, 3);
    }
}

#[tokio::test]
async fn a_limited_rate_is_waited_for_as_long_as_asked() {
    let double = double(3).await;
    double.inject(Fault::new(On::Graphql, Trouble::RateLimit(Some(1))).times(1));
    let begun = Instant::now();
    assert_eq!(page(&client(&double), PAGE).await.unwrap().len(), 3);
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_limited_rate_fails_after_three_tries_or_at_once_when_the_pause_is_long() {
    for (seconds, requests) in [(Some(0), 3), (None, 3), (Some(3_600), 1)] {
        let (error, double) = failure_with(Fault::new(On::Any, Trouble::RateLimit(seconds))).await;
        assert_eq!(error.class(), "rate_limited");
        assert!(error.retryable());
        assert_eq!(error.retry_after(), seconds.map(|seconds| Duration::from_secs(seconds.into())));
        assert_eq!(double.requests().graphql, requests);
    }
}

#[tokio::test]
async fn an_answer_cut_off_in_the_middle_is_asked_for_again() {
    let double = double(3).await;
    let client = client(&double);
    double.inject(Fault::new(On::Graphql, Trouble::Truncate).times(2));
    assert_eq!(page(&client, PAGE).await.unwrap().len(), 3);

    double.inject(Fault::new(On::Graphql, Trouble::Truncate));
    let error = failure(&client).await;
    assert!(matches!(error.kind(), Kind::Unreachable { at: Unreachable::Broken, .. }), "{error:?}");
}

#[tokio::test]
async fn what_may_not_be_seen_is_none_and_no_error() {
    let double = double(1).await;
    double.hide([Hidden::Roles, Hidden::Statuses, Hidden::Addresses, Hidden::Platforms]);
    let seen = page(&client(&double), PAGE).await.unwrap();
    assert_eq!(seen[0].name, device(0).name);
    assert_eq!(seen[0].location, device(0).location);
    assert_eq!((&seen[0].role, &seen[0].primary_ip4, &seen[0].network_driver), (&None, &None, &None));
}
