//! Mixed lists of references.

use noc_scheduler::domain::inventory::DeviceRef;
use noc_scheduler::store::Database;
use noc_scheduler::store::inventory::{MOST_REFS, by_ids, resolve};

use crate::fixture::{id, network};

#[tokio::test]
async fn references_are_found_in_their_order_and_the_rest_is_named() {
    let house = network().await;
    let database = Database::new(&house.url, "test", 2).unwrap();
    let client = database.get().await.unwrap();
    let asked = [
        "SW-access-9",
        "3",
        "10.0.0.2",
        "nobody",
        "3",
        &id(3),
        "sw-core-3",
        "sw-core-1",
        "10.0.1.1",
        "77",
        "nobody",
        "2001:db8::1",
    ];
    let refs: Vec<DeviceRef> = asked.iter().map(|text| text.parse().unwrap()).collect();
    let resolved = resolve(&client, &refs).await.unwrap();
    let devices = by_ids(&client, &resolved.found).await.unwrap();
    assert_eq!(devices.iter().map(|device| device.number).collect::<Vec<_>>(), [9, 3, 2]);
    let unknown: Vec<_> = resolved.unknown.iter().map(|u| (u.nth, u.asked.to_string(), u.reason.as_str())).collect();
    let told = |nth, asked: &str, reason| (nth, asked.to_owned(), reason);
    assert_eq!(
        unknown,
        [
            told(3, "nobody", "no such device"),
            told(7, "sw-core-1", "name is ambiguous: 2 devices (numbers 1, 11)"),
            told(8, "10.0.1.1", "address belongs to 2 devices (numbers 1, 14)"),
            told(9, "77", "no such device"),
            told(11, "2001:db8::1", "no such device"),
        ]
    );
}

#[tokio::test]
async fn a_long_list_is_resolved_and_a_common_name_is_not_counted_out() {
    let house = network().await;
    house
        .sql(
            "insert into noc.devices (id, number, connection_id, name, content_hash, first_seen, last_seen, last_changed)
             select gen_random_uuid(), n, gen_random_uuid(), case when n > 15000 then 'spare' else 'bulk-' || n end, '',
                 now(), now(), now() from generate_series(101, 15020) n",
        )
        .await;
    let database = Database::new(&house.url, "test", 2).unwrap();
    let client = database.get().await.unwrap();
    let count = MOST_REFS + 50;
    let refs: Vec<DeviceRef> = (0..count).map(|n| DeviceRef::Name(format!("BULK-{}", 101 + n))).collect();
    let resolved = resolve(&client, &refs).await.unwrap();
    assert_eq!((resolved.found.len(), resolved.unknown.len()), (count, 0));
    let spare = resolve(&client, &["Spare".parse().unwrap()]).await.unwrap();
    assert!(spare.unknown[0].reason.starts_with("name is ambiguous: more than 10 devices"), "{spare:?}");
}
