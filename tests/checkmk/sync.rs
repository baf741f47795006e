//! What the sync writes down, and what it never marks missing.

use std::sync::Mutex;

use noc_scheduler::simulate::checkmk::Entry;
use noc_scheduler::tasks::sync::{Status, SyncFailure};
use serde_json::{Value, json};
use time::OffsetDateTime;
use tokio_postgres::Row;
use tokio_util::sync::CancellationToken;

use crate::scene::{counts, scene, text};
use crate::site::{PLANTED, SITE, entry};

#[tokio::test]
async fn the_first_sync_creates_and_the_second_changes_nothing() {
    let scene = scene(3).await;
    let first = scene.sync().await;
    assert_eq!((first.status, counts(&first)), (Status::Complete, (3, 3, 0, 0, 0)));
    assert_eq!((first.total, first.pages, first.api_calls, first.warnings.len()), (3, 1, 2, 0));

    let before = scene.rows().await;
    let row = &before[1];
    for (column, expected) in [
        ("site", Some(SITE)),
        ("name", Some("par-sw-00001")),
        ("folder", Some("/network/par")),
        ("ip4", Some("10.90.0.1")),
        ("ip6", None),
        ("alias", None),
        ("monitored_by", None),
        ("device_reason", None),
    ] {
        assert_eq!(text(row, column).as_deref(), expected, "{column}");
    }
    assert_eq!(row.get::<_, Value>("labels"), json!({"role": "access"}));
    assert_eq!(row.get::<_, Value>("tags"), json!({"agent": "no-agent"}));

    let second = scene.sync().await;
    assert_eq!(counts(&second), (3, 0, 0, 3, 0));
    assert_eq!(second.compared_with.map(|last| last.sync_id), first.sync_id);
    for (before, after) in before.iter().zip(scene.rows().await) {
        let at = |row: &Row, column: &str| row.get::<_, OffsetDateTime>(column);
        assert_eq!(at(before, "last_changed"), at(&after, "last_changed"));
        assert!(at(before, "last_seen") < at(&after, "last_seen"));
    }
}

#[tokio::test]
async fn what_changed_is_told_and_kept_field_by_field() {
    let scene = scene(3).await;
    scene.sync().await;
    scene.checkmk.edit(|hosts| {
        hosts[0].folder = "/servers".to_owned();
        hosts[0].attributes["labels"] = json!({"role": "access", "floor": "2"});
        hosts[0].attributes.insert("ipv6address".to_owned(), json!("2001:db8::1"));
        hosts[1].is_offline = true;
        // Not ours to see, so it is no change.
        hosts[2].attributes["snmp_community"]["community"] = json!(format!("{PLANTED}-2"));
    });
    let result = scene.sync().await;
    assert_eq!(counts(&result), (3, 0, 2, 1, 0));
    let fields = json!({
        "folder": ["/network/par", "/servers"],
        "ip6": [null, "2001:db8::1"],
        "labels": [{"role": "access"}, {"role": "access", "floor": "2"}],
    });
    assert_eq!(json!(result.changes[0])["fields"], fields);
    assert_eq!(json!(result.changes[1])["fields"], json!({"is_offline": [false, true]}));
    assert_eq!(result.counts.changed_fields["folder"], 1);
    let kept =
        scene.select("select name, change, fields from noc.inventory_changes where change = 'changed' order by id");
    let kept: Vec<(String, Value)> = kept.await.iter().map(|row| (row.get("name"), row.get("fields"))).collect();
    assert_eq!(kept[0], ("par-sw-00000".to_owned(), fields));
    assert_eq!(kept.len(), 2);
    let everything = scene.select("select h::text from noc.hosts h").await;
    assert!(everything.iter().all(|row| !row.get::<_, String>(0).contains(PLANTED)));
}

#[tokio::test]
async fn hosts_of_all_kinds_are_written_down_as_they_are() {
    let scene = scene(0).await;
    scene.checkmk.edit(|hosts| {
        hosts.push(Entry::new("a-none", "/", json!({"tag_address_family": "no-ip", "alias": "a\0b"})));
        let nodes = Some(vec!["c-six".to_owned(), "D-OFF".to_owned()]);
        hosts.push(Entry { cluster_nodes: nodes, ..Entry::new("b-cluster", "/servers", json!({"site": "remote"})) });
        hosts.push(Entry::new("c-six", "/servers", json!({"ipv6address": "2001:db8::1"})));
        hosts.push(Entry { is_offline: true, ..Entry::new("D-OFF", "/servers", json!({})) });
        // Another host to CheckMK.
        hosts.push(Entry::new("d-off", "/servers", json!({})));
        hosts.push(Entry::new("e'); drop table noc.hosts; --", "/servers", json!({"parents": ["c-six"]})));
    });
    let args = json!({"effective_attributes": true, "include_links": true, "compare_with_nautobot": false});
    assert_eq!(counts(&scene.sync_with(args.clone()).await), (6, 6, 0, 0, 0));
    let rows = scene.select("select * from noc.hosts order by name collate \"C\"").await;
    let names: Vec<String> = rows.iter().map(|row| row.get("name")).collect();
    assert_eq!(names, ["D-OFF", "a-none", "b-cluster", "c-six", "d-off", "e'); drop table noc.hosts; --"]);
    assert!(rows[0].get::<_, bool>("is_offline"));
    assert_eq!(
        (text(&rows[1], "ip4"), text(&rows[1], "ip6"), text(&rows[1], "alias")),
        (None, None, Some("ab".into()))
    );
    assert_eq!(
        (rows[2].get::<_, bool>("is_cluster"), text(&rows[2], "monitored_by").as_deref()),
        (true, Some("remote"))
    );
    assert_eq!(rows[2].get::<_, Vec<String>>("cluster_nodes"), ["c-six", "D-OFF"]);
    assert_eq!((text(&rows[3], "ip4"), text(&rows[3], "ip6").as_deref()), (None, Some("2001:db8::1")));
    assert_eq!(rows[5].get::<_, Value>("attributes")["parents"], json!(["c-six"]));
    assert_eq!(counts(&scene.sync_with(args).await), (6, 0, 0, 6, 0));
}

#[tokio::test]
async fn many_hosts_come_in_portions_with_a_true_total() {
    let scene = scene(450).await;
    let told = Mutex::new(Vec::new());
    let progress = |progress: noc_scheduler::tasks::sync::Progress| {
        assert_eq!(progress.message, format!("{} of {} hosts", progress.current, progress.total));
        told.lock().expect("a lock").push((progress.current, progress.total));
    };
    let result = scene.run(json!({}), &progress, &CancellationToken::new()).await.expect("a result");
    assert_eq!((counts(&result.sync), result.sync.pages, result.sync.api_calls), ((450, 450, 0, 0, 0), 3, 2));
    assert_eq!(*told.lock().expect("a lock"), [(0, 450), (200, 450), (400, 450), (450, 450)]);
    assert!(result.sync.warnings[0].contains("run sync_nautobot_devices first"), "{result:?}");
    assert_eq!(result.reconciliation, None);
}

/// Two sites, and folders of which one begins like another.
fn places(hosts: &mut Vec<Entry>) {
    *hosts = [
        ("par-1", "/network/par", "remote"),
        ("par-2", "/network/par/floor2", SITE),
        ("paris", "/network/paris", "remote"),
        ("srv-1", "/servers", SITE),
    ]
    .map(|(name, folder, site)| Entry::new(name, folder, json!({"site": site})))
    .to_vec();
}

#[tokio::test]
async fn filters_choose_hosts() {
    let scene = scene(0).await;
    scene.checkmk.edit(places);
    for (args, expected) in [
        (json!({"folder": "/network/par"}), vec!["par-1", "par-2"]),
        (json!({"folder": "network~par~"}), vec!["par-1", "par-2"]),
        (json!({"folder": "/"}), vec!["par-1", "par-2", "paris", "srv-1"]),
        (json!({"hostname_regex": "^par"}), vec!["par-1", "par-2", "paris"]),
        (json!({"hostname_regex": "-1$", "folder": "/servers"}), vec!["srv-1"]),
        (json!({"site": "remote"}), vec!["par-1", "paris"]),
        (json!({"site": "remote", "hostname_regex": "s$"}), vec!["paris"]),
    ] {
        scene.inventory.execute("truncate noc.hosts").await;
        let result = scene.sync_with(args.clone()).await;
        let names: Vec<String> = scene.rows().await.iter().map(|row| row.get("name")).collect();
        assert_eq!(
            (names.as_slice(), result.total),
            (expected.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>().as_slice(), expected.len() as u64),
            "{args}"
        );
    }
}

#[tokio::test]
async fn with_a_filter_only_what_it_returned_before_is_missing() {
    let scene = scene(0).await;
    scene.checkmk.edit(places);
    scene.sync().await;
    let args = || json!({"folder": "/network/par", "max_missing_percent": 50});
    scene.checkmk.edit(|hosts| drop(hosts.remove(0)));
    assert_eq!(counts(&scene.sync_with(args()).await), (1, 0, 0, 1, 0), "it never ran and has nothing to miss");
    scene.checkmk.edit(places);
    scene.sync_with(args()).await;
    scene.checkmk.edit(|hosts| hosts.retain(|host| ["par-2", "paris"].contains(&host.name.as_str())));
    assert_eq!(counts(&scene.sync_with(args()).await), (1, 0, 0, 1, 1));
    assert_eq!(scene.stale().await, ["par-1"], "of the servers it cannot say anything");
}

#[tokio::test]
async fn what_left_the_filter_is_not_gone() {
    for (args, leave) in [
        (json!({"folder": "/network/par"}), json!({"folder": "/servers"})),
        (json!({"hostname_regex": "^par-sw"}), json!({"gone": true})),
        (json!({"site": SITE}), json!({"site": "remote"})),
    ] {
        let scene = scene(5).await;
        scene.sync_with(args.clone()).await;
        scene.checkmk.edit(|hosts| match (leave["folder"].as_str(), leave["site"].as_str()) {
            (Some(folder), _) => hosts[0].folder = folder.to_owned(),
            (_, Some(site)) => drop(hosts[0].attributes.insert("site".to_owned(), json!(site))),
            _ => drop(hosts.remove(0)),
        });
        let result = scene.sync_with(args.clone()).await;
        let gone = u64::from(leave["gone"] == json!(true));
        assert_eq!((counts(&result), result.counts.left_filter), ((4, 0, 0, 4, gone), 1 - gone), "{args}");
        assert_eq!(scene.stale().await.len() as u64, gone, "{args}");
        let third = scene.sync_with(args.clone()).await;
        assert_eq!((counts(&third), third.counts.left_filter), ((4, 0, 0, 4, 0), 0), "it left once: {args}");
    }
}

#[tokio::test]
async fn what_a_complete_sync_does_not_see_is_stale_until_it_comes_back() {
    let scene = scene(5).await;
    scene.sync().await;
    scene.checkmk.edit(|hosts| hosts.truncate(4));
    assert_eq!(counts(&scene.sync().await), (4, 0, 0, 4, 1));
    assert_eq!(scene.stale().await, ["par-sw-00004"]);
    assert_eq!(counts(&scene.sync().await), (4, 0, 0, 4, 0), "marked once");
    scene.checkmk.edit(|hosts| hosts.push(entry(4)));
    let back = scene.sync().await;
    assert_eq!((counts(&back), back.counts.returned), ((5, 0, 1, 4, 0), 1));
    assert_eq!(scene.stale().await, [""; 0]);
    assert_eq!(scene.rows().await.len(), 5, "the same host");
}

#[tokio::test]
async fn a_host_that_is_renamed_in_case_is_another_one() {
    let scene = scene(5).await;
    scene.sync().await;
    scene.checkmk.edit(|hosts| hosts[0].name = "PAR-SW-00000".to_owned());
    assert_eq!(counts(&scene.sync().await), (5, 1, 0, 4, 1));
    assert_eq!(scene.stale().await, ["par-sw-00000"]);
}

#[tokio::test]
async fn too_many_missing_or_nothing_at_all_fails_before_anything_is_marked() {
    let scene = scene(10).await;
    let nothing = scene.sync_with(json!({"hostname_regex": "^none$"})).await;
    assert_eq!((nothing.status, nothing.counts.fetched, nothing.warnings.len()), (Status::Complete, 0, 2));
    scene.sync().await;
    scene.checkmk.edit(|hosts| hosts.truncate(7));
    let failure = scene.try_sync(json!({})).await.expect_err("a failure");
    assert_eq!((failure.class(), failure.retryable()), ("guard", false));
    let said = failure.to_string();
    assert!(said.contains("3 of 10 known hosts are missing from CheckMK") && said.contains("par-sw-00007"), "{said}");
    let newest = &scene.select("select complete, warnings from noc.syncs order by id desc limit 1").await[0];
    assert!(!newest.get::<_, bool>("complete"));

    scene.checkmk.edit(Vec::clear);
    let failure = scene.try_sync(json!({"max_missing_percent": 100})).await.expect_err("a failure");
    assert!(matches!(failure, SyncFailure::Empty { known: 10, .. }), "{failure}");
    assert_eq!((failure.class(), failure.retryable()), ("guard", false));
    assert_eq!(scene.stale().await, [""; 0]);

    scene.checkmk.edit(|hosts| *hosts = (0..8).map(entry).collect());
    assert_eq!(counts(&scene.sync().await), (8, 0, 0, 8, 2), "two of ten are just allowed");
}

#[tokio::test]
async fn what_is_missing_is_marked_deleted_or_ignored_as_was_asked() {
    for (on_missing, expected) in [
        ("mark_stale", (1, json!(["stale"]), 5, 1)),
        ("delete", (1, json!(["deleted"]), 4, 0)),
        ("ignore", (0, json!([]), 5, 0)),
    ] {
        let scene = scene(5).await;
        scene.sync().await;
        scene.checkmk.edit(|hosts| hosts.truncate(4));
        let result = scene.sync_with(json!({"on_missing": on_missing})).await;
        let changes: Value = result.changes.iter().map(|change| json!(change)["change"].clone()).collect();
        let found = (result.counts.removed, changes, scene.rows().await.len(), scene.stale().await.len());
        assert_eq!(found, expected, "{on_missing}");
    }
}

#[tokio::test]
async fn a_dry_run_tells_what_would_change_and_writes_nothing() {
    let scene = scene(5).await;
    scene.sync().await;
    scene.checkmk.edit(|hosts| {
        hosts.truncate(4);
        hosts[0].folder = "/servers".to_owned();
        hosts.push(entry(77));
    });
    let all = "select md5(string_agg(h::text, '' order by id)) from noc.hosts h";
    let written = async || scene.select(all).await[0].get::<_, String>(0);
    let before = written().await;
    let dry = scene.sync_with(json!({"dry_run": true})).await;
    assert_eq!((counts(&dry), dry.dry_run, dry.sync_id), ((5, 1, 1, 3, 1), true, None));
    assert_eq!(written().await, before);
    assert_eq!(scene.select("select from noc.syncs").await.len(), 1);
    let real = scene.sync().await;
    assert_eq!((counts(&real), &real.changes), (counts(&dry), &dry.changes), "as it was told");
}
