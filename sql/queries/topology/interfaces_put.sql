-- The interfaces of a node. $1 the node, $2 what it said, $3 when.
insert into noc.network_interfaces as t
    (node_id, name, shown, description, enabled, up, mac, mtu, speed_bps, aggregate, addresses, hosts, first_seen, last_seen)
select $1, n.name, n.shown, n.description, n.enabled, n.up, n.mac, n.mtu, n.speed_bps, n.aggregate,
       coalesce(n.addresses, '{}'), coalesce(n.hosts, '{}'), $3, $3
from jsonb_to_recordset($2::jsonb) as n
     (name text, shown text, description text, enabled boolean, up boolean, mac text, mtu bigint, speed_bps bigint,
      aggregate text, addresses text[], hosts text[])
on conflict on constraint network_interfaces_pkey do update
set shown = excluded.shown, description = excluded.description, enabled = excluded.enabled, up = excluded.up,
    mac = excluded.mac, mtu = excluded.mtu, speed_bps = excluded.speed_bps, aggregate = excluded.aggregate,
    addresses = excluded.addresses, hosts = excluded.hosts, last_seen = excluded.last_seen, gone_at = null
