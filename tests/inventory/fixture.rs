//! A little network, as syncs would have left it.

use serde_json::Value;

use crate::house::{Answer, Caller, House};

/// The connection that describes the devices.
pub(crate) const NAUTOBOT: &str = "00000000-0000-8000-8000-000000000001";

/// The id of the device of this number.
pub(crate) fn id(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

/// Four core and six access switches (1 to 10) in two places; another that is called as 1 is (11); one that is stale
/// and is called as 2 is, with its address (12); a stale one (13); one without a name with the address of 1 (14).
const DEVICES: &str = r"
insert into noc.connections (id, kind, name, url, secret, verify_tls, max_in_flight, is_default, updated_by)
values ('00000000-0000-8000-8000-000000000001', 'nautobot', 'Nautobot', 'http://nautobot.test', '', true, 4, true, 'ada');
with n as (select n, case when n <= 4 then 'core' else 'access' end as role from generate_series(1, 10) n)
insert into noc.devices (id, number, connection_id, name, serial, role, location, status, platform, primary_ip4,
    primary_ip4_host, tags, custom_fields, content_hash, first_seen, last_seen, last_changed)
select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, n, '00000000-0000-8000-8000-000000000001',
    'SW-' || role || '-' || n, 'FCW' || n, role, case when n % 2 = 1 then 'Berlin, Main' else 'Köln' end, 'Active',
    case when n <> 10 then 'Cisco IOS' end, '10.0.' || n % 2 || '.' || n || '/24', '10.0.' || n % 2 || '.' || n,
    case when n <= 5 then array['campus', 'backup'] else '{}' end, jsonb_build_object('rack', n), '\x',
    now() - interval '1 day', now(), now() - n * interval '1 minute'
from n;
insert into noc.devices (id, number, connection_id, name, role, location, status, primary_ip4, primary_ip4_host,
    content_hash, first_seen, last_seen, last_changed, stale_since)
select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, n, '00000000-0000-8000-8000-000000000001',
    name, 'core', 'Köln', 'Active', ip || '/24', ip, '\x', now() - interval '1 day', now() - interval '1 hour',
    now() - interval '2 hours', case when stale then now() end
from (values (11, 'sw-CORE-1', '10.0.9.1', false), (12, 'SW-core-2', '10.0.0.2', true),
    (13, 'old/13', '10.0.9.3', true), (14, null, '10.0.1.1', false)) d (n, name, ip, stale);
select setval('noc.device_number', 14);
";

/// A house with that network in it.
pub(crate) async fn network() -> House {
    let house = House::open().await;
    house.sql(DEVICES).await;
    house
}

/// The numbers in a list of devices.
pub(crate) fn numbers(list: &Value) -> Vec<i64> {
    list.as_array().unwrap().iter().map(|device| device["number"].as_i64().unwrap()).collect()
}

/// What a list says of each thing's `field`.
pub(crate) fn each<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|item| item[field].as_str().unwrap_or("-")).collect()
}

/// The path of the next page, if there is one.
pub(crate) fn next(answer: &Answer) -> Option<String> {
    let link = answer.header("link");
    Some(link.strip_prefix('<')?.split_once('>')?.0.to_owned())
}

/// All pages of a list, with something done to the house between the first and the second.
pub(crate) async fn pages(caller: &Caller<'_>, path: &str, meanwhile: &str) -> Vec<Value> {
    let (mut all, mut at, mut meanwhile) = (Vec::new(), Some(path.to_owned()), Some(meanwhile));
    while let Some(path) = at {
        let page = caller.get(&path).await;
        at = next(&page);
        all.extend(page.expect(200).as_array().unwrap().clone());
        if let Some(sql) = meanwhile.take() {
            caller.house.sql(sql).await;
        }
        assert!(all.len() < 1_000, "the pages do not end");
    }
    all
}
