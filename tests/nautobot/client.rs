//! What the client makes of each answer.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use noc_scheduler::domain::Device;
use noc_scheduler::domain::device::Location;
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

#[tokio::test]
async fn every_filter_finds_by_reading_what_it_counts() {
    let double = double(6).await;
    double.edit(|devices| {
        devices[0].role = Some("core".to_owned());
        devices[1].status = Some("Planned".to_owned());
        devices[2].platform = Some("Junos".to_owned());
        devices[3].tags.push("critical".to_owned());
        devices[4].primary_ip4 = devices[5].primary_ip4.clone();
        devices[5].primary_ip6 = None;
    });
    let client = client(&double);
    let text = str::to_owned;
    for (filter, expected) in [
        (DeviceFilter::Role(text("core")), 1),
        (DeviceFilter::Status(text("Active")), 5),
        (DeviceFilter::Platform(text("Junos")), 1),
        (DeviceFilter::Tag(text("critical")), 1),
        (DeviceFilter::Tag(text("managed")), 6),
        (DeviceFilter::IpAddress(text("10.90.0.1")), 1),
        (DeviceFilter::IpAddress(text("10.90.0.1/24")), 1),
        // Two devices claim it.
        (DeviceFilter::IpAddress(text("10.90.0.5")), 2),
        (DeviceFilter::IpAddress(text("2001:db8::3")), 1),
        (DeviceFilter::IpAddress(text("10.1.2.3")), 0),
        (DeviceFilter::IpAddress(text("core-1")), 0),
        (DeviceFilter::Prefix(text("10.90.0.0/30")), 4),
        (DeviceFilter::Prefix(text("10.90.0.0/16")), 6),
        (DeviceFilter::Prefix(text("2001:db8::/64")), 5),
    ] {
        assert_eq!(found(&client, filter.clone()).await, (expected, expected as u64), "{filter:?}");
    }
    for filter in [DeviceFilter::Role(text("cor")), DeviceFilter::Status(text("active")), DeviceFilter::Tag(text("x"))]
    {
        let selection = client.select(Some(&filter)).await.unwrap();
        let error = client.device_count(&selection).await.unwrap_err();
        assert_eq!(error.class(), "refused_request");
        assert!(error.to_string().contains("is not one of the available choices"), "{error}");
    }
}

#[tokio::test]
async fn devices_of_addresses_come_in_pages_like_others() {
    let double = double(620).await;
    let client = client(&double);
    let filter = DeviceFilter::Prefix("10.90.0.0/16".to_owned());
    let selection = client.select(Some(&filter)).await.unwrap();
    assert_eq!(client.device_count(&selection).await.unwrap(), 620);
    let mut seen = BTreeSet::new();
    for offset in [0, 200, 400, 600, 800] {
        let devices = client.devices(Page { limit: 200, offset }, &selection, &CustomFields::default()).await.unwrap();
        seen.extend(devices.into_iter().map(|device| device.id));
    }
    assert_eq!(seen.len(), 620);
}

#[tokio::test]
async fn a_location_filter_means_what_is_below_it_too() {
    let double = double(4).await;
    let place = |name: &str, parent: Option<&str>| Location {
        name: Some(name.to_owned()),
        parent: parent.map(str::to_owned),
        kind: Some("Building".to_owned()),
        ..Location::default()
    };
    double.set_locations(vec![place("Paris", None), place("PAR-A", Some("Paris")), place("PAR-B", Some("Paris"))]);
    let client = client(&double);
    assert_eq!(found(&client, DeviceFilter::Location("Paris".to_owned())).await, (4, 4));
    assert_eq!(found(&client, DeviceFilter::Location("PAR-A".to_owned())).await, (2, 2));
    let locations = client.locations().await.unwrap();
    assert_eq!(locations.len(), 3);
    assert_eq!((locations[1].name.as_deref(), locations[1].parent.as_deref()), (Some("PAR-A"), Some("Paris")));
}

#[tokio::test]
async fn devices_that_still_exist_are_told_from_those_that_do_not() {
    let double = double(250).await;
    let client = client(&double);
    let asked: Vec<_> = (0..300).map(|number| device(number).id).collect();
    let existing = client.existing(&asked).await.unwrap();
    assert_eq!((existing.len(), existing.contains(&device(249).id)), (250, true));
    assert_eq!(client.calls(), 2, "200 ids at a time");
}

#[tokio::test]
async fn custom_fields_are_read_where_they_exist_and_named_where_they_do_not() {
    let double = double(2).await;
    double.set_custom_fields(["rack_unit", "last_backup"]);
    double.edit(|devices| {
        devices[0].custom_fields = BTreeMap::from([
            ("rack_unit".to_owned(), serde_json::json!(42)),
            ("hidden".to_owned(), serde_json::json!("of another instance")),
        ]);
    });
    let client = client(&double);
    let asked = ["rack_unit", "warranty", "last_backup", "no such-key }", "owner"].map(str::to_owned);
    let fields = client.custom_fields(&asked).await.unwrap();
    assert_eq!(fields.known, ["rack_unit", "last_backup"]);
    assert_eq!(
        BTreeSet::from_iter(fields.unknown.iter().map(String::as_str)),
        ["no such-key }", "owner", "warranty"].into()
    );
    let devices = client.devices(PAGE, &Selection::All, &fields).await.unwrap();
    assert_eq!(devices[0].custom_fields, BTreeMap::from([("rack_unit".to_owned(), serde_json::json!(42))]));
    assert_eq!(devices[1], device(1));

    let calls = client.calls();
    assert_eq!(client.custom_fields(&[]).await.unwrap(), CustomFields::default());
    assert_eq!(client.calls(), calls, "nothing is asked for nothing");
}

#[tokio::test]
async fn a_test_of_the_connection_tells_the_version_or_the_reason() {
    let double = double(3).await;
    let client = client(&double);
    let status = client.check().await.unwrap();
    assert_eq!((status.version.as_deref(), status.devices), (Some("3.2.7"), 3));

    double.inject(Fault::new(On::Path("/api/status/"), Trouble::Status(404)));
    assert_eq!(client.check().await.unwrap().version, None);
    double.hide([Hidden::Devices]);
    let error = client.check().await.unwrap_err();
    assert_eq!(error.class(), "no_permission");
    assert!(error.to_string().contains("dcim.view_device"), "{error}");
}

#[tokio::test]
async fn totals_leave_out_what_may_not_be_counted() {
    let double = double(4).await;
    double.set_prefixes(vec!["10.90.0.0/16".to_owned()]);
    let client = client(&double);
    let totals = client.totals().await.unwrap();
    assert_eq!((totals.devices, totals.locations, totals.device_types), (Some(4), Some(2), Some(1)));
    assert_eq!((totals.ip_addresses, totals.prefixes), (Some(8), Some(1)));
    double.hide([Hidden::Prefixes]);
    assert_eq!(client.totals().await.unwrap().prefixes, None);
    double.inject(Fault::new(On::Any, Trouble::Status(500)));
    assert_eq!(client.totals().await.unwrap_err().class(), "server");
}

#[tokio::test]
async fn a_slow_first_query_is_waited_for() {
    let double = double(3).await;
    double.inject(Fault::new(On::Graphql, Trouble::Slow(Duration::from_millis(300))).times(1));
    assert_eq!(page(&client(&double), PAGE).await.unwrap().len(), 3);
    assert_eq!(double.requests().graphql, 1);
}

#[tokio::test]
async fn an_answer_that_drips_is_read_until_the_timeout() {
    let double = double(3).await;
    let mut config = config(double.base_url());
    config.timeout = Duration::from_millis(400);
    let client = NautobotClient::new(config).unwrap();
    double.inject(Fault::new(On::Graphql, Trouble::Drip(300, Duration::from_millis(10))).times(1));
    assert_eq!(page(&client, PAGE).await.unwrap().len(), 3);
    double.inject(Fault::new(On::Graphql, Trouble::Drip(1, Duration::from_millis(50))));
    assert_eq!(failure(&client).await.class(), "timeout");
}

#[tokio::test]
async fn a_reset_connection_is_opened_again() {
    let double = double(3).await;
    let client = client(&double);
    double.inject(Fault::new(On::Graphql, Trouble::Reset).times(2));
    assert_eq!(page(&client, PAGE).await.unwrap().len(), 3);
    double.inject(Fault::new(On::Graphql, Trouble::Reset));
    let error = failure(&client).await;
    assert!(matches!(error.kind(), Kind::Unreachable { at: Unreachable::Broken, .. }), "{error:?}");
    assert_eq!(double.requests().graphql, 6);
}

#[tokio::test]
async fn a_token_that_expires_half_way_is_final() {
    let double = double(3).await;
    double.inject(Fault::new(On::Any, Trouble::RefuseToken).after(1));
    let client = client(&double);
    assert_eq!(page(&client, PAGE).await.unwrap().len(), 3);
    assert_eq!(failure(&client).await.class(), "refused_login");
    assert_eq!(double.requests().graphql, 2);
}

#[tokio::test]
async fn nothing_is_waited_for_beyond_the_deadline() {
    let deadline = Duration::from_millis(900);
    for (trouble, class, requests) in [
        // The pause does not fit: at once.
        (Trouble::RateLimit(Some(1)), "rate_limited", 1),
        (Trouble::Hang, "timeout", 1),
    ] {
        let double = double(1).await;
        double.inject(Fault::new(On::Any, trouble));
        let begun = Instant::now();
        let error = failure(&client(&double).until(tokio::time::Instant::now() + deadline)).await;
        assert_eq!(error.class(), class);
        assert_eq!(double.requests().graphql, requests, "{trouble:?}");
        let is_at_once = begun.elapsed() < deadline;
        assert_eq!(is_at_once, class == "rate_limited", "{trouble:?} took {:?}", begun.elapsed());
        assert!(begun.elapsed() < Duration::from_secs(5));
    }
}

#[tokio::test]
async fn fifty_thousand_devices_are_read_page_by_page() {
    let double = double(50_000).await;
    let client = client(&double);
    let (mut read, mut offset) = (0, 0);
    loop {
        let devices = page(&client, Page { limit: 1000, offset }).await.unwrap();
        if devices.is_empty() {
            break;
        }
        read += devices.len();
        offset += 1000;
    }
    assert_eq!((read, client.calls()), (50_000, 51));
}
