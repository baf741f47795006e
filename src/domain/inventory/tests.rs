use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::*;

fn reference(text: &str) -> DeviceRef {
    text.parse().unwrap()
}

#[test]
fn text_is_the_first_thing_it_fits() {
    let id = Uuid::from_u128(0x00c0_ffee << 96);
    let name = |name: &str| DeviceRef::Name(name.to_owned());
    let address = |text: &str| DeviceRef::Address(text.parse().unwrap());
    for (text, expected) in [
        ("12", DeviceRef::Number(12)),
        (" 12 ", DeviceRef::Number(12)),
        ("99999999999999999999", name("99999999999999999999")),
        (&id.to_string(), DeviceRef::Id(id)),
        (&id.to_string().to_uppercase(), DeviceRef::Id(id)),
        (&id.simple().to_string(), name(&id.simple().to_string())),
        ("10.0.0.1", address("10.0.0.1")),
        ("10.0.0.1/24", address("10.0.0.1")),
        ("10.0.0.1/33", name("10.0.0.1/33")),
        ("2001:DB8:0::1/64", address("2001:db8::1")),
        ("10.0.0", name("10.0.0")),
        ("core/1", name("core/1")),
        ("SW-Core-01", name("SW-Core-01")),
    ] {
        assert_eq!(reference(text), expected, "{text}");
    }
    for wrong in ["", "  ", "0", "a\0b", &"x".repeat(256)] {
        assert!(wrong.parse::<DeviceRef>().is_err(), "{wrong:?}");
    }
}

#[test]
fn a_reference_is_an_integer_or_a_string_in_json() {
    let read = |value: Value| serde_json::from_value::<DeviceRef>(value).map_err(|e| e.to_string());
    assert_eq!(read(json!(3)).unwrap(), DeviceRef::Number(3));
    assert_eq!(read(json!(3.0)).unwrap(), DeviceRef::Number(3));
    assert_eq!(read(json!("3")).unwrap(), DeviceRef::Number(3));
    assert!(read(json!(0)).unwrap_err().contains("begin with 1"));
    assert!(read(json!(-4)).unwrap_err().contains("begin with 1"));
    assert!(read(json!(1.5)).unwrap_err().contains("whole"));
    assert!(read(json!({"id": 1})).unwrap_err().contains("number of a device"));
    assert_eq!(serde_json::to_value([reference("7"), reference("a")]).unwrap(), json!([7, "a"]));
}

proptest! {
    #[test]
    fn what_a_reference_is_written_as_is_read_as_the_same(text in "[a-zA-Z0-9:./ -]{1,40}") {
        if let Ok(read) = text.parse::<DeviceRef>() {
            let written = serde_json::to_value(&read).unwrap();
            prop_assert_eq!(serde_json::from_value::<DeviceRef>(written).unwrap(), read);
        }
    }

    #[test]
    fn a_network_has_the_addresses_that_share_its_first_bits(a: u32, b: u32, length in 0_u8..=32) {
        let network = a & u32::MAX.checked_shl(32 - u32::from(length)).unwrap_or(0);
        let prefix: Prefix = format!("{}/{length}", std::net::Ipv4Addr::from_bits(network)).parse().unwrap();
        let stupid = (0..length).all(|bit| (a ^ b) & (1 << (31 - bit)) == 0);
        prop_assert!(prefix.contains(IpAddr::V4(a.into())));
        prop_assert_eq!(prefix.contains(IpAddr::V4(b.into())), stupid);
        let as_six: Prefix = format!("::/{length}").parse().unwrap();
        prop_assert!(!as_six.contains(IpAddr::V4(b.into())));
    }
}

#[test]
fn a_network_with_an_address_in_it_is_told_what_it_probably_is() {
    let said = "10.1.2.3/8".parse::<Prefix>().unwrap_err();
    assert!(said.contains("10.0.0.0/8"), "{said}");
    for wrong in ["10.0.0.0/33", "2001:db8::/129", "10.0.0.0/x", "x", "10.0.0.0/8/8"] {
        assert!(wrong.parse::<Prefix>().is_err(), "{wrong}");
    }
    assert!("10.0.0.1".parse::<Prefix>().unwrap().contains("10.0.0.1".parse().unwrap()));
    assert!("::/0".parse::<Prefix>().unwrap().contains("2001:db8::1".parse().unwrap()));
}

fn condition(field: &str, operator: &str, values: Value) -> Value {
    json!([{"field": field, "operator": operator, "values": values}])
}

fn wrong(value: &Value) -> Vec<(String, String)> {
    let errors = Conditions::read(value, "/conditions").unwrap_err();
    errors.into_iter().map(|e| (e.pointer, e.detail)).collect()
}

#[test]
fn every_mistake_in_conditions_has_its_place() {
    let body = json!([
        {"field": "rolle", "operator": "is", "values": ["x"]},
        {"field": "role", "operator": "in_prefix", "values": ["10.0.0.0/8"]},
        {"field": "name", "operator": "matches", "values": ["ok", "(x"]},
        {"field": "address", "operator": "in_prefix", "values": ["10.0.0.1/8"]},
        {"field": "stale", "operator": "contains", "values": ["t"]},
        {"field": "stale", "operator": "equals", "values": ["maybe"]},
        {"field": "name", "operator": "is_set", "values": ["x"]},
        {"field": "name", "operator": "equals", "values": []},
        {"field": "name", "operator": "equals", "values": ["", {}]},
        {"operator": "equals", "values": "x", "negate": true},
        "name"
    ]);
    let errors = wrong(&body);
    let pointers: Vec<&str> = errors.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/conditions/0/field",
            "/conditions/0/operator",
            "/conditions/1/operator",
            "/conditions/2/values/1",
            "/conditions/3/values/0",
            "/conditions/4/operator",
            "/conditions/5/values/0",
            "/conditions/6/values",
            "/conditions/7/values",
            "/conditions/8/values/0",
            "/conditions/8/values/1",
            "/conditions/9/negate",
            "/conditions/9/field",
            "/conditions/9/values",
            "/conditions/10",
        ]
    );
    assert!(errors[0].1.contains("network_driver") && errors[0].1.contains("cf.<key>"), "{errors:?}");
    assert!(errors[1].1.contains("starts_with"), "{errors:?}");
    assert!(errors[3].1.contains("unclosed group"), "{errors:?}");
    assert!(errors[4].1.contains("10.0.0.0/8"), "{errors:?}");
}

#[test]
fn conditions_are_bounded() {
    let many = |n: usize, one: Value| Value::from(vec![one; n]);
    let one = json!({"field": "name", "operator": "equals", "values": ["x"]});
    assert!(Conditions::read(&many(MOST_CONDITIONS, one.clone()), "").is_ok());
    assert_eq!(wrong(&many(MOST_CONDITIONS + 1, one))[0].0, "/conditions");
    let heavy = condition("name", "matches", json!([r"(\w{100}){100}"]));
    assert!(wrong(&heavy)[0].1.contains("too large"), "{:?}", wrong(&heavy));
    let deep = condition("name", "matches", json!([format!("{}x{}", "(".repeat(60), ")".repeat(60))]));
    assert!(wrong(&deep)[0].1.contains("no regular expression"), "{:?}", wrong(&deep));
    assert_eq!(wrong(&condition("name", "matches", Value::from(vec!["x"; 21])))[0].0, "/conditions");
    assert_eq!(wrong(&condition("name", "equals", Value::from(vec!["x"; 501])))[0].0, "/conditions/0/values");
}

#[test]
fn the_stored_form_stays_and_reads_back() {
    let body = json!([
        {"field": "cf.rack", "operator": "equals", "values": ["4", "true"]},
        {"field": "name", "operator": "is_set", "values": []}
    ]);
    let typed = json!([
        {"field": "cf.rack", "operator": "equals", "values": [4, true]},
        {"field": "name", "operator": "is_set"}
    ]);
    let read = Conditions::read(&typed, "").unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), body);
    assert_eq!(serde_json::from_value::<Conditions>(body).unwrap(), read);
    assert!(serde_json::from_value::<Conditions>(condition("x", "equals", json!(["y"]))).is_err());
}

fn custom() -> Map<String, Value> {
    let fields = json!({"rack": 4, "owners": ["NetOps", "Campus"], "note": null, "poe": true, "site": "Zürich"});
    fields.as_object().unwrap().clone()
}

fn core<'a>(fields: &'a Map<String, Value>) -> Facts<'a> {
    Facts {
        name: Some("SW-Core-01"),
        role: Some("core"),
        location: Some("Zürich HQ"),
        status: Some("Active"),
        serial: Some("FCW2130L0AB"),
        platform: Some("Cisco IOS-XE"),
        addresses: [Some("10.4.0.18"), Some("2001:db8:0:4::12")],
        tags: &["Campus", "backup"],
        custom_fields: Some(fields),
        ..Facts::default()
    }
}

#[test]
fn conditions_ask_what_people_mean() {
    let fields = custom();
    let device = core(&fields);
    let accepts = |field: &str, operator: &str, values: Value| {
        Conditions::read(&condition(field, operator, values), "").unwrap().filter().accepts(&device)
    };
    for (field, operator, values, expected) in [
        ("name", "equals", json!(["sw-core-01"]), true),
        ("name", "equals", json!(["x", "SW-CORE-01"]), true),
        ("name", "equals", json!(["sw-core"]), false),
        ("name", "not_equals", json!(["sw-core-01", "x"]), false),
        ("name", "not_equals", json!(["x"]), true),
        ("device_type", "not_equals", json!(["x"]), true),
        ("name", "contains", json!(["CORE"]), true),
        ("name", "starts_with", json!(["sw-"]), true),
        ("name", "starts_with", json!(["core"]), false),
        ("name", "matches", json!(["^sw-(core|dist)-\\d+$"]), true),
        ("name", "matches", json!(["core"]), true),
        ("name", "matches", json!(["^core"]), false),
        ("location", "equals", json!(["ZÜRICH HQ"]), true),
        ("location", "contains", json!(["zür"]), true),
        ("device_type", "is_set", json!([]), false),
        ("device_type", "is_not_set", Value::Null, true),
        ("device_type", "contains", json!(["c"]), false),
        ("tag", "equals", json!(["BACKUP"]), true),
        ("tag", "not_equals", json!(["backup"]), false),
        ("tag", "is_set", json!([]), true),
        ("address", "in_prefix", json!(["10.0.0.0/8"]), true),
        ("address", "in_prefix", json!(["192.0.2.0/24", "2001:db8::/32"]), true),
        ("address", "in_prefix", json!(["10.5.0.0/16"]), false),
        ("address", "equals", json!(["2001:DB8:0:4:0::12"]), true),
        ("address", "equals", json!(["10.4.0.18/24"]), true),
        ("address", "starts_with", json!(["10.4."]), true),
        ("cf.rack", "equals", json!([4]), true),
        ("cf.rack", "equals", json!(["5"]), false),
        ("cf.owners", "equals", json!(["netops"]), true),
        ("cf.owners", "contains", json!(["camp"]), true),
        ("cf.note", "is_set", json!([]), false),
        ("cf.none", "is_not_set", json!([]), true),
        ("cf.poe", "equals", json!([true]), true),
        ("stale", "equals", json!([false]), true),
        ("stale", "equals", json!(["True"]), false),
        ("stale", "not_equals", json!([true]), true),
        ("stale", "equals", json!([true, false]), true),
    ] {
        assert_eq!(accepts(field, operator, values.clone()), expected, "{field} {operator} {values}");
    }
}

#[test]
fn all_conditions_hold_and_stale_devices_stay_out_unless_asked_for() {
    let fields = custom();
    let (device, stale) = (core(&fields), Facts { stale: true, ..core(&fields) });
    let filter = |value: Value| Conditions::read(&value, "").unwrap().filter();
    let role = json!({"field": "role", "operator": "equals", "values": ["core"]});
    let other = json!({"field": "role", "operator": "equals", "values": ["access"]});
    let stale_too = json!({"field": "stale", "operator": "equals", "values": [true, false]});
    assert!(filter(json!([role])).selects(&device) && !filter(json!([role])).selects(&stale));
    assert!(!filter(json!([role, other])).selects(&device));
    assert!(filter(json!([role, stale_too])).selects(&stale));
    let none = filter(json!([]));
    assert!(none.accepts(&device) && !none.selects(&device), "no conditions: everything fits, nothing is chosen");
    assert!(filter(json!([role])).accepts(&stale), "whoever only asks leaves nothing out");
}

#[test]
fn the_guard_counts_an_exchange_once() {
    let ids = |range: std::ops::Range<u128>| range.map(Uuid::from_u128).collect::<Vec<_>>();
    let ten = ids(0..10);
    assert_eq!(judge(None, &ten, 0), Verdict::Fits(None));
    assert_eq!(judge(Some(&ten), &[], 100), Verdict::Empty);
    assert_eq!(judge(None, &[], 100), Verdict::Empty);
    for (new, percent) in [
        (ids(0..10), 0),
        (ids(1..11), 10),
        (ids(0..11), 10),
        (ids(0..5), 50),
        (ids(10..20), 100),
        (ids(0..20), 100),
        (ids(0..40), 300),
    ] {
        let change = Change::between(&ten, &new);
        assert_eq!(change.percent(), percent, "{change:?}");
        assert!(!change.exceeds(u8::try_from(percent).unwrap_or(u8::MAX)) || percent > 255);
        assert_eq!(percent > 0, change.exceeds(0));
    }
    assert_eq!(judge(Some(&ten), &ids(6..12), 50), Verdict::Changed(Change { last: 10, now: 6, added: 2, removed: 6 }));
    // A third is more than 33 percent, and is not told as 33.
    let change = Change::between(&ids(0..3), &ids(0..2));
    assert!(change.exceeds(33) && !change.exceeds(34) && change.percent() == 34);
}

proptest! {
    #[test]
    fn the_guard_does_not_mind_order_and_repetition(
        last in vec(0_u128..30, 1..40), new in vec(0_u128..30, 1..40), allowed in 0_u8..=100
    ) {
        let ids = |numbers: &[u128]| numbers.iter().copied().map(Uuid::from_u128).collect::<Vec<_>>();
        let tidy = |numbers: &[u128]| ids(&numbers.iter().copied().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>());
        let verdict = judge(Some(&ids(&last)), &ids(&new), allowed);
        prop_assert_eq!(verdict, judge(Some(&tidy(&last)), &tidy(&new), allowed));
        let (before, after): (BTreeSet<_>, BTreeSet<_>) = (last.into_iter().collect(), new.into_iter().collect());
        let changed = before.difference(&after).count().max(after.difference(&before).count());
        #[expect(clippy::cast_precision_loss, reason = "thirty at most")]
        let share = changed as f64 / before.len() as f64 * 100.0;
        prop_assert_eq!(matches!(verdict, Verdict::Changed(_)), share > f64::from(allowed) + 1e-9);
    }
}

/// A thing in the inventory, as the stupid model knows it: not there, or there with fields, stale or not.
type Thing = Option<(bool, BTreeMap<String, i32>)>;

/// What a sync does to a thing when its source has `seen` of it, and how it then stands.
fn synced(before: &Thing, seen: Option<BTreeMap<String, i32>>, delete: bool) -> (Option<Step>, Thing) {
    let step = |kind, fields| Some(Step { kind, fields });
    let none = FieldChanges::default;
    match (before, seen) {
        (None, None) => (None, None),
        (None, Some(now)) => (step(ChangeKind::Added, none()), Some((false, now))),
        (Some(_), None) if delete => (step(ChangeKind::Deleted, none()), None),
        (Some((true, _)), None) => (None, before.clone()),
        (Some((false, was)), None) => (step(ChangeKind::Stale, none()), Some((true, was.clone()))),
        (Some((stale, was)), Some(now)) => {
            let fields = differing(was, &now);
            let kind = match (stale, fields.0.is_empty()) {
                (true, _) => ChangeKind::Returned,
                (false, false) => ChangeKind::Changed,
                (false, true) => return (None, Some((false, now))),
            };
            (step(kind, fields), Some((false, now)))
        }
    }
}

fn differing(was: &BTreeMap<String, i32>, now: &BTreeMap<String, i32>) -> FieldChanges {
    let pairs = now.iter().filter(|(name, value)| was[*name] != **value);
    FieldChanges(pairs.map(|(name, value)| (name.clone(), (json!(was[name]), json!(value)))).collect())
}

proptest! {
    /// Whatever happens in between, what remains is what somebody sees who looks only before and after.
    #[test]
    fn what_remains_of_changes_is_the_difference_between_the_ends(
        start in proptest::option::of((any::<bool>(), 0_i32..3, 0_i32..3)),
        sights in vec((proptest::option::of((0_i32..3, 0_i32..3)), any::<bool>()), 0..8),
    ) {
        let described = |a: i32, b: i32| BTreeMap::from([("a".to_owned(), a), ("b".to_owned(), b)]);
        let before: Thing = start.map(|(stale, a, b)| (stale, described(a, b)));
        let (mut now, mut net, mut renewed) = (before.clone(), Net::default(), false);
        for (seen, delete) in sights {
            // A deleted thing that comes again is another one to its source, and tells no fields.
            renewed |= before.is_some() && now.is_none() && seen.is_some();
            let (step, after) = synced(&now, seen.map(|(a, b)| described(a, b)), delete);
            step.into_iter().for_each(|step| net.take(step));
            now = after;
        }
        let found = net.finish();
        if renewed || (before.as_ref().is_some_and(|(stale, _)| *stale) && now.is_none()) {
            return Ok(());
        }
        let none = FieldChanges::default;
        let expected = match (&before, &now) {
            (None, None | Some((true, _))) => None,
            (None, Some((false, _))) => Some((ChangeKind::Added, none())),
            (Some(_), None) => Some((ChangeKind::Deleted, none())),
            (Some((true, _)), Some((true, _))) => None,
            (Some((false, _)), Some((true, _))) => Some((ChangeKind::Stale, none())),
            (Some((true, was)), Some((false, is))) => Some((ChangeKind::Returned, differing(was, is))),
            (Some((false, was)), Some((false, is))) => {
                Some((ChangeKind::Changed, differing(was, is))).filter(|(_, fields)| !fields.0.is_empty())
            }
        };
        prop_assert_eq!(found.map(|net| (net.kind, net.fields)), expected);
    }
}

#[test]
fn changes_are_read_as_they_are_stored() {
    let stored = json!({"role": ["core", "access"], "broken": "x", "tags": [["a"], ["a", "b"]]});
    let read = FieldChanges::read(stored.as_object().unwrap());
    assert_eq!(read.0.len(), 2);
    assert_eq!(Value::Object(read.to_json()), json!({"role": ["core", "access"], "tags": [["a"], ["a", "b"]]}));
    assert_eq!("stale".parse(), Ok(ChangeKind::Stale));
    assert!("vlan".parse::<SyncKind>().unwrap_err().contains("`device` `host`"));
}
