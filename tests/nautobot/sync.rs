//! What the sync writes down, and what it never marks missing.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use noc_scheduler::domain::Device;
use noc_scheduler::integrations::nautobot::NautobotClient;
use noc_scheduler::simulate::nautobot::{Fault, Hidden, NautobotDouble, On, Trouble};
use noc_scheduler::tasks::sync::{OnMissing, Progress, Status, SyncFailure, SyncResult, Telling};
use noc_scheduler::tasks::sync_nautobot_devices::{Args, FilterType, sync};
use serde_json::{Value, json};
use tokio_postgres::Row;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::database::{Inventory, connection, inventory};
use crate::network::{self, device, devices};

/// Nautobot and the inventory made of it.
struct Scene {
    nautobot: NautobotDouble,
    client: NautobotClient,
    inventory: Inventory,
}

async fn scene(count: u32) -> Scene {
    let nautobot = network::double(count).await;
    let mut config = network::config(nautobot.base_url());
    config.timeout = Duration::from_secs(5);
    let client = NautobotClient::new(config).expect("settings that work");
    Scene { nautobot, client, inventory: inventory().await }
}

impl Scene {
    async fn run(
        &self,
        args: Args,
        progress: &(dyn Fn(Progress) + Send + Sync),
        cancel: &CancellationToken,
    ) -> Result<SyncResult, SyncFailure> {
        let (connection, telling) = (connection(), Telling { progress, cancel });
        let running = sync((&connection, &self.client), &self.inventory.database, Uuid::now_v7(), &args, telling);
        // A worker spawns it.
        fn may_be_spawned(_: &impl Send) {}
        may_be_spawned(&running);
        running.await
    }

    async fn try_sync(&self, args: Args) -> Result<SyncResult, SyncFailure> {
        self.run(args, &|_| {}, &CancellationToken::new()).await
    }

    async fn sync(&self) -> SyncResult {
        self.try_sync(Args::default()).await.expect("a result")
    }

    async fn rows(&self) -> Vec<Row> {
        self.select("select * from noc.devices order by name, id").await
    }

    async fn select(&self, sql: &str) -> Vec<Row> {
        let db = self.inventory.database.get().await.expect("a connection");
        db.query(sql, &[]).await.expect("rows")
    }

    /// What the inventory keeps of the newest sync's changes, by name.
    async fn kept(&self) -> Vec<(String, String, Option<Value>)> {
        let sql = "select name, change, fields from noc.inventory_changes \
                   where sync_id = (select id from noc.syncs order by id desc limit 1) order by name, id";
        self.select(sql).await.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
    }

    async fn missing(&self) -> Vec<String> {
        let missing = |row: &Row| row.get::<_, Option<time::OffsetDateTime>>("stale_since").is_some();
        self.rows().await.iter().filter(|row| missing(row)).map(|row| row.get("name")).collect()
    }
}

/// `(fetched, added, changed or returned, unchanged, removed)`
fn counts(result: &SyncResult) -> (u64, u64, u64, u64, u64) {
    let c = &result.counts;
    (c.fetched, c.added, c.changed + c.returned, c.unchanged, c.removed)
}

fn filter(filter_type: FilterType, value: &str) -> Args {
    Args { filter_type: Some(filter_type), filter_value: Some(value.to_owned()), ..Args::default() }
}

fn text(row: &Row, column: &str) -> Option<String> {
    row.get(column)
}

#[tokio::test]
async fn the_first_sync_creates_and_the_second_changes_nothing() {
    let scene = scene(3).await;
    let first = scene.sync().await;
    assert_eq!((first.status, counts(&first)), (Status::Complete, (3, 3, 0, 0, 0)));
    assert_eq!((first.pages, first.api_calls, first.warnings.len()), (1, 3, 0));

    let before = scene.rows().await;
    let row = &before[1];
    assert_eq!(row.get::<_, uuid::Uuid>("id"), device(1).id);
    for (column, expected) in [
        ("name", "par-b-acc-0001"),
        ("serial", "EX00001"),
        ("role", "access"),
        ("location", "PAR-B"),
        ("status", "Active"),
        ("device_type", "C9300-48P"),
        ("platform", "Cisco IOS"),
        ("network_driver", "cisco_ios"),
        ("primary_ip4", "10.90.0.1/24"),
        ("primary_ip4_host", "10.90.0.1"),
        ("primary_ip6", "2001:db8::1/64"),
        ("primary_ip6_host", "2001:db8::1"),
    ] {
        assert_eq!(text(row, column).as_deref(), Some(expected), "{column}");
    }
    assert!(text(row, "search").expect("text").contains("par-b-acc-0001 ex00001 access par-b active c9300-48p"));

    assert_eq!(counts(&scene.sync().await), (3, 0, 0, 3, 0));
    for (before, after) in before.iter().zip(scene.rows().await) {
        let at = |row: &Row, column: &str| row.get::<_, time::OffsetDateTime>(column);
        assert_eq!(at(before, "last_changed"), at(&after, "last_changed"));
        assert!(at(before, "last_seen") < at(&after, "last_seen"));
    }
}

#[tokio::test]
async fn a_change_is_an_update_of_that_device_alone() {
    let scene = scene(3).await;
    scene.sync().await;
    scene.nautobot.edit(|devices| {
        devices[0].name = Some("par-b-acc-0000-new".to_owned());
        // Real news: the token sees the platforms and addresses of the others.
        devices[1].platform = None;
        devices[1].network_driver = None;
        devices[1].primary_ip6 = None;
    });
    assert_eq!(counts(&scene.sync().await), (3, 0, 2, 1, 0));
    let rows = scene.rows().await;
    assert_eq!(text(&rows[0], "name").as_deref(), Some("par-b-acc-0000-new"));
    assert_eq!((text(&rows[1], "platform"), text(&rows[1], "network_driver")), (None, None));
    assert_eq!((text(&rows[1], "primary_ip6"), text(&rows[1], "primary_ip6_host")), (None, None));
    assert!(text(&rows[1], "primary_ip4").is_some());
}

#[tokio::test]
async fn many_devices_come_in_pages_with_progress() {
    let scene = scene(450).await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let progress = |progress: Progress| {
        assert_eq!(progress.message, format!("{} of {} devices", progress.current, progress.total));
        told.lock().expect("a lock").push((progress.current, progress.total));
    };
    let result = scene.run(Args::default(), &progress, &CancellationToken::new()).await.expect("a result");
    assert_eq!(
        (result.status, counts(&result), result.pages, result.api_calls),
        (Status::Complete, (450, 450, 0, 0, 0), 3, 5)
    );
    assert_eq!(*told.lock().expect("a lock"), [(0, 450), (200, 450), (400, 450), (450, 450)]);
}

#[tokio::test]
async fn what_a_complete_sync_does_not_see_is_missing_until_it_comes_back() {
    let scene = scene(5).await;
    scene.sync().await;
    scene.nautobot.edit(|devices| devices.truncate(3));
    let half_gone = Args { max_missing_percent: 50, ..Args::default() };
    let gone = scene.try_sync(half_gone).await.expect("a result");
    assert_eq!(counts(&gone), (3, 0, 0, 3, 2));
    assert_eq!(scene.missing().await, ["par-b-acc-0003", "par-b-acc-0004"]);
    assert_eq!(counts(&scene.sync().await), (3, 0, 0, 3, 0), "marked once");

    scene.nautobot.edit(|devices| devices.push(device(4)));
    assert_eq!(counts(&scene.sync().await), (4, 0, 1, 3, 0));
    assert_eq!(scene.missing().await, ["par-b-acc-0003"]);
}

#[tokio::test]
async fn with_limit_or_offset_or_a_new_filter_nothing_is_missing() {
    let scene = scene(6).await;
    scene.sync().await;
    scene.nautobot.edit(|devices| devices.truncate(5));
    for (args, fetched) in [
        (Args { limit: Some(2), ..Args::default() }, 2),
        (Args { limit: Some(9), ..Args::default() }, 5),
        (Args { offset: Some(4), ..Args::default() }, 1),
        (Args { limit: Some(2), offset: Some(4), ..Args::default() }, 1),
        (filter(FilterType::Name, "ACC-0003"), 1),
        (filter(FilterType::Location, "PAR-A"), 3),
    ] {
        let result = scene.try_sync(args.clone()).await.expect("a result");
        assert_eq!((result.status, counts(&result)), (Status::Complete, (fetched, 0, 0, fetched, 0)), "{args:?}");
        assert_eq!(result.warnings, [""; 0], "{args:?}");
    }
    for args in [Args { offset: Some(99), ..Args::default() }, filter(FilterType::Name, ".*")] {
        let result = scene.try_sync(args).await.expect("a result");
        assert_eq!((result.status, result.counts.fetched, result.warnings.len()), (Status::Complete, 0, 1));
    }
    assert_eq!(scene.missing().await, [""; 0]);
}

#[tokio::test]
async fn an_empty_answer_is_a_failure_while_devices_are_known() {
    let scene = scene(0).await;
    let nothing = scene.sync().await;
    assert_eq!((nothing.status, nothing.counts.fetched, nothing.warnings.len()), (Status::Complete, 0, 1));

    scene.nautobot.edit(|all| *all = devices(3));
    scene.sync().await;
    // Wholly empty; and only in GraphQL, as a token without rights on devices gets it.
    for on in [On::Any, On::Graphql] {
        scene.nautobot.inject(Fault::new(on, Trouble::Empty));
        let failure = scene.try_sync(Args::default()).await.expect_err("a failure");
        assert!(matches!(failure, SyncFailure::Empty { known: 3, .. }), "{failure}");
        assert_eq!((failure.class(), failure.retryable()), ("guard", false));
        scene.nautobot.heal();
    }
    assert_eq!(scene.missing().await, [""; 0]);
}

#[tokio::test]
async fn a_page_that_fails_midway_ends_partial_and_marks_nothing() {
    let scene = scene(450).await;
    scene.sync().await;
    scene.nautobot.edit(|devices| {
        devices.truncate(420);
        devices[0].serial = Some("CHANGED".to_owned());
    });
    for (trouble, word) in [(Trouble::Status(500), "status 500"), (Trouble::RefuseToken, "refused the login")] {
        scene.nautobot.inject(Fault::new(On::Graphql, trouble).after(2));
        let result = scene.sync().await;
        assert_eq!(
            (result.status, result.counts.fetched, result.pages, result.counts.removed),
            (Status::Partial, 400, 2, 0)
        );
        assert!(result.warnings[0].contains("after 400 devices") && result.warnings[0].contains(word), "{result:?}");
        scene.nautobot.heal();
    }
    assert_eq!(scene.missing().await, [""; 0]);
    assert_eq!(text(&scene.rows().await[0], "serial").as_deref(), Some("CHANGED"), "what was fetched is kept");
    assert_eq!(scene.sync().await.counts.removed, 30);
}

#[tokio::test]
async fn an_empty_page_midway_ends_partial_and_marks_nothing() {
    let scene = scene(450).await;
    scene.sync().await;
    scene.nautobot.inject(Fault::new(On::Graphql, Trouble::Empty).after(1));
    let result = scene.sync().await;
    assert_eq!((result.status, result.counts.fetched, result.counts.removed), (Status::Partial, 200, 0));
    assert_eq!(scene.missing().await, [""; 0]);
}

#[tokio::test]
async fn a_device_added_while_reading_comes_twice_and_counts_once() {
    let scene = scene(450).await;
    scene.sync().await;
    // It moves the last device of the first page onto the second.
    let new = Device { id: device(9_000).id, name: Some("aaa".to_owned()), ..device(9_000) };
    scene.nautobot.edit_after(scene.nautobot.requests().graphql + 1, |devices| devices.push(new));
    let result = scene.sync().await;
    assert_eq!((result.status, counts(&result)), (Status::Partial, (449, 0, 0, 449, 0)));
    assert!(result.warnings[0].contains("450 devices before and 451 after"), "{result:?}");

    assert_eq!(counts(&scene.sync().await), (451, 1, 0, 450, 0));
}

#[tokio::test]
async fn a_device_added_ahead_of_the_reading_pushes_out_the_last_which_is_not_marked() {
    let scene = scene(450).await;
    scene.sync().await;
    // As many different devices come as were counted before; only the count afterwards tells.
    let new = Device { name: Some("par-b-acc-0300-new".to_owned()), ..device(9_000) };
    scene.nautobot.edit_after(scene.nautobot.requests().graphql + 1, |devices| devices.push(new));
    let result = scene.sync().await;
    assert_eq!((result.status, counts(&result)), (Status::Partial, (450, 1, 0, 449, 0)));
    assert_eq!(scene.missing().await, [""; 0]);
}

#[tokio::test]
async fn a_device_removed_while_reading_hides_another_which_is_not_marked() {
    let scene = scene(450).await;
    scene.sync().await;
    // It moves the first device of the second page onto the first, which was read already.
    scene.nautobot.edit_after(scene.nautobot.requests().graphql + 1, |devices| drop(devices.remove(0)));
    let result = scene.sync().await;
    assert_eq!((result.status, result.counts.removed), (Status::Partial, 0));
    assert_eq!(scene.missing().await, [""; 0]);

    assert_eq!(counts(&scene.sync().await), (449, 0, 0, 449, 1));
    assert_eq!(scene.missing().await, ["par-b-acc-0000"]);
}

#[tokio::test]
async fn what_the_token_may_not_see_is_kept_and_told() {
    let scene = scene(3).await;
    scene.sync().await;
    let before = scene.rows().await;
    scene.nautobot.hide([
        Hidden::Roles,
        Hidden::Locations,
        Hidden::Statuses,
        Hidden::DeviceTypes,
        Hidden::Platforms,
        Hidden::Addresses,
    ]);
    let result = scene.sync().await;
    assert_eq!((result.status, counts(&result)), (Status::Complete, (3, 0, 0, 3, 0)));
    assert_eq!(
        result.warnings,
        ["The token may not view all device types, locations, roles, statuses, platforms, IP addresses; \
          what was known of them is kept."]
    );
    for (before, after) in before.iter().zip(scene.rows().await) {
        for column in ["role", "location", "status", "device_type", "platform", "network_driver", "primary_ip4_host"] {
            assert_eq!(text(before, column), text(&after, column), "{column}");
        }
    }
}

#[tokio::test]
async fn a_network_without_platforms_and_addresses_is_believed() {
    let scene = scene(3).await;
    scene.sync().await;
    scene.nautobot.edit(|devices| {
        for device in devices {
            (device.platform, device.network_driver) = (None, None);
            (device.primary_ip4, device.primary_ip6) = (None, None);
        }
    });
    let result = scene.sync().await;
    assert_eq!((counts(&result), result.warnings.len()), ((3, 0, 3, 0, 0), 0));
    assert_eq!(result.api_calls, 5, "two counts, a page, and one question each about platforms and addresses");
    let rows = scene.rows().await;
    assert!(rows.iter().all(|row| text(row, "platform").is_none() && text(row, "primary_ip4").is_none()));
}

#[tokio::test]
async fn devices_without_a_name_or_with_odd_text_are_stored() {
    let scene = scene(0).await;
    let odd = "Ω'; drop table noc.devices; -- \\ \"quoted\"";
    scene.nautobot.edit(|all| {
        all.push(Device { id: device(1).id, ..Device::default() });
        all.push(Device { id: device(2).id, name: Some(odd.to_owned()), serial: Some("a\0b".to_owned()), ..device(2) });
    });
    assert_eq!(counts(&scene.sync().await), (2, 2, 0, 0, 0));
    let rows = scene.rows().await;
    assert_eq!((text(&rows[0], "name").as_deref(), text(&rows[0], "serial").as_deref()), (Some(odd), Some("ab")));
    assert_eq!(text(&rows[1], "name"), None);
}

#[tokio::test]
async fn a_failure_before_anything_is_stored_is_the_jobs_failure() {
    let scene = scene(3).await;
    for (fault, class, retryable) in [
        (Fault::new(On::Any, Trouble::RefuseToken), "refused_login", false),
        (Fault::new(On::Any, Trouble::Html), "not_nautobot", false),
        (Fault::new(On::Graphql, Trouble::GraphqlErrors), "graphql_errors", false),
        (Fault::new(On::Any, Trouble::Status(500)), "server", true),
        (Fault::new(On::Any, Trouble::RateLimit(Some(600))), "rate_limited", true),
    ] {
        scene.nautobot.inject(fault);
        let failure = scene.try_sync(Args::default()).await.expect_err("a failure");
        assert_eq!((failure.class(), failure.retryable()), (class, retryable), "{failure}");
        assert!(!format!("{failure} {failure:?}").contains(network::TOKEN), "{failure}");
        scene.nautobot.heal();
    }
    assert_eq!(scene.rows().await.len(), 0);
}

#[tokio::test]
async fn a_cancel_ends_the_wait_for_nautobot_and_keeps_what_came() {
    let scene = scene(450).await;
    scene.nautobot.inject(Fault::new(On::Graphql, Trouble::Hang).after(1));
    let cancel = CancellationToken::new();
    // Told after the first page, so while the second is being waited for or about to be.
    let progress = |progress: Progress| {
        if progress.current == 200 {
            let cancel = cancel.clone();
            tokio::spawn(async move { cancel.cancel() });
        }
    };
    let ended = scene.run(Args::default(), &progress, &cancel).await;
    let failure = ended.expect_err("a cancel");
    assert_eq!((failure.class(), failure.retryable()), ("cancelled", false));
    let SyncFailure::Cancelled { so_far, .. } = failure else { panic!("{failure:?}") };
    assert_eq!((counts(&so_far), so_far.pages), ((200, 200, 0, 0, 0), 1));
    assert_eq!(scene.rows().await.len(), 200);

    let requests = scene.nautobot.requests();
    let ended = scene.run(Args::default(), &|_| {}, &cancel).await;
    assert_eq!(ended.expect_err("a cancel").class(), "cancelled");
    assert_eq!(scene.nautobot.requests(), requests, "nothing is asked after a cancel");
}

#[tokio::test]
async fn a_database_that_is_away_is_told_without_its_words() {
    let scene = scene(3).await;
    scene.inventory.execute("alter table noc.devices rename to gone").await;
    let failure = scene.try_sync(Args::default()).await.expect_err("a failure");
    assert_eq!((failure.class(), failure.retryable()), ("database", true));
    assert!(!failure.to_string().contains("noc.devices"), "{failure}");
}

#[tokio::test]
async fn too_many_missing_fail_the_job_before_anything_is_marked() {
    let scene = scene(10).await;
    scene.sync().await;
    scene.nautobot.edit(|devices| devices.truncate(7));
    let failure = scene.try_sync(Args::default()).await.expect_err("a failure");
    assert_eq!((failure.class(), failure.retryable()), ("guard", false));
    let said = failure.to_string();
    assert!(
        said.contains("3 of 10 known devices") && said.contains("20 %") && said.contains("par-b-acc-0007"),
        "{said}"
    );
    assert_eq!(scene.missing().await, [""; 0]);
    let newest = &scene.select("select complete, warnings from noc.syncs order by id desc limit 1").await[0];
    assert!(!newest.get::<_, bool>("complete"));
    assert_eq!(newest.get::<_, Value>("warnings"), json!([said]));

    scene.nautobot.edit(|devices| devices.push(device(7)));
    assert_eq!(counts(&scene.sync().await), (8, 0, 0, 8, 2), "two of ten are just allowed");
}

#[tokio::test]
async fn what_is_missing_is_marked_deleted_or_ignored_as_was_asked() {
    let gone = async |on_missing| {
        let scene = scene(5).await;
        scene.sync().await;
        scene.nautobot.edit(|devices| devices.truncate(4));
        let result = scene.try_sync(Args { on_missing, ..Args::default() }).await.expect("a result");
        let changes: Vec<Value> = result.changes.iter().map(|change| json!(change)["change"].clone()).collect();
        (result.counts.removed, changes, scene.rows().await.len(), scene.missing().await.len())
    };
    assert_eq!(gone(OnMissing::MarkStale).await, (1, vec![json!("stale")], 5, 1));
    assert_eq!(gone(OnMissing::Delete).await, (1, vec![json!("deleted")], 4, 0));
    assert_eq!(gone(OnMissing::Ignore).await, (0, vec![], 5, 0));
}

#[tokio::test]
async fn a_dry_run_tells_what_would_change_and_writes_nothing() {
    let scene = scene(5).await;
    scene.sync().await;
    let before = scene.select("select id, xmin::text from noc.devices order by id").await.len();
    scene.nautobot.edit(|devices| {
        devices.truncate(4);
        devices[0].status = Some("Planned".to_owned());
        devices.push(device(77));
    });
    let rows = |scene: Vec<Row>| {
        scene
            .iter()
            .map(|row| (row.get::<_, Uuid>("id"), row.get::<_, time::OffsetDateTime>("last_seen")))
            .collect::<Vec<_>>()
    };
    let untouched = rows(scene.rows().await);
    let dry = scene.try_sync(Args { dry_run: true, ..Args::default() }).await.expect("a result");
    assert_eq!((counts(&dry), dry.dry_run, dry.sync_id), ((5, 1, 1, 3, 1), true, None));
    assert_eq!(rows(scene.rows().await), untouched);
    assert_eq!(before, 5);
    assert_eq!(scene.select("select from noc.syncs").await.len(), 1);
    let real = scene.sync().await;
    assert_eq!((counts(&real), &real.changes), (counts(&dry), &dry.changes), "as it was told");
    let numbers: Vec<i64> =
        scene.select("select number from noc.devices order by number").await.iter().map(|row| row.get(0)).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6], "a dry run draws no numbers");
}

#[tokio::test]
async fn what_changed_is_told_and_kept_field_by_field() {
    let scene = scene(3).await;
    scene.sync().await;
    scene.nautobot.edit(|devices| {
        devices[0].status = Some("Planned".to_owned());
        devices[0].tags = vec!["edge".to_owned()];
        devices[1].status = Some("Offline".to_owned());
    });
    let result = scene.sync().await;
    assert_eq!(result.counts.changed_fields, [("status".to_owned(), 2), ("tags".to_owned(), 1)].into());
    let fields = json!({"status": ["Active", "Planned"], "tags": [["managed"], ["edge"]]});
    assert_eq!(json!(result.changes[0])["fields"], fields);
    let kept = scene.kept().await;
    assert_eq!(kept[0], ("par-b-acc-0000".to_owned(), "changed".to_owned(), Some(fields)));
    assert_eq!(kept.len(), 2);
}

#[tokio::test]
async fn devices_are_numbered_in_order_of_first_sight_and_keep_their_number() {
    let scene = scene(3).await;
    scene.sync().await;
    scene.sync().await;
    scene.nautobot.edit(|devices| devices.insert(0, Device { name: Some("aaa".to_owned()), ..device(50) }));
    scene.sync().await;
    let numbers =
        scene.rows().await.iter().map(|row| (row.get("name"), row.get("number"))).collect::<Vec<(String, i64)>>();
    let name = |n: u32| format!("par-b-acc-000{n}");
    assert_eq!(numbers, [("aaa".to_owned(), 4), (name(0), 1), (name(1), 2), (name(2), 3)]);
}

#[tokio::test]
async fn custom_fields_are_kept_where_they_exist_and_named_where_they_do_not() {
    let scene = scene(2).await;
    scene.nautobot.edit(|devices| {
        devices[0].custom_fields = [("last_backup".to_owned(), json!("2026-11-01"))].into();
    });
    scene.nautobot.set_custom_fields(["last_backup"]);
    let args = Args { custom_fields: vec!["last_backup".to_owned(), "owner".to_owned()], ..Args::default() };
    let result = scene.try_sync(args.clone()).await.expect("a result");
    assert_eq!(
        (result.status, result.warnings.as_slice()),
        (Status::Complete, ["This Nautobot has no custom field owner for devices.".to_owned()].as_slice())
    );
    let kept = async || scene.rows().await[0].get::<_, Value>("custom_fields");
    assert_eq!(kept().await, json!({"last_backup": "2026-11-01"}));
    assert_eq!(counts(&scene.sync().await), (2, 0, 0, 2, 0), "who does not ask for it does not erase it");
    scene.nautobot.edit(|devices| devices[0].custom_fields.clear());
    assert_eq!(counts(&scene.try_sync(args).await.expect("a result")), (2, 0, 1, 1, 0));
    assert_eq!(kept().await, json!({}));
}

#[tokio::test]
async fn with_a_filter_only_what_it_returned_before_and_is_gone_counts_as_missing() {
    let scene = scene(10).await;
    scene.sync().await;
    // Even numbers stand in PAR-A. This filter never ran: it has nothing to miss.
    scene.nautobot.edit(|devices| devices.retain(|d| d.id != device(0).id));
    let args = || Args { max_missing_percent: 60, ..filter(FilterType::Location, "PAR-A") };
    let first = scene.try_sync(args()).await.expect("a result");
    assert_eq!(counts(&first), (4, 0, 0, 4, 0));
    assert_eq!(scene.missing().await, [""; 0]);

    // One of them is gone, one has moved, and one of another place is gone, which is not this filter's to say.
    scene.nautobot.edit(|devices| {
        devices.retain(|d| d.id != device(2).id && d.id != device(1).id);
        devices.iter_mut().filter(|d| d.id == device(4).id).for_each(|d| d.location = Some("PAR-B".to_owned()));
    });
    let second = scene.try_sync(args()).await.expect("a result");
    assert_eq!((counts(&second), second.counts.left_filter), ((2, 0, 0, 2, 1), 1));
    assert_eq!(scene.missing().await, ["par-b-acc-0002"]);
    assert_eq!(second.compared_with.map(|last| last.sync_id), first.sync_id);
    let third = scene.try_sync(args()).await.expect("a result");
    assert_eq!((counts(&third), third.counts.left_filter), ((2, 0, 0, 2, 0), 0), "it left once");
}
