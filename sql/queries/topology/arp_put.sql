-- Which address has which MAC address, as a node knows. $1 the node, $2 what it said, $3 when.
insert into noc.network_arp as t (node_id, vrf, address, mac, interface, first_seen, last_seen)
select $1, coalesce(n.vrf, ''), n.address, n.mac, coalesce(n.interface, ''), $3, $3
from jsonb_to_recordset($2::jsonb) as n (vrf text, address text, mac text, interface text)
on conflict on constraint network_arp_pkey do update
set interface = excluded.interface, last_seen = excluded.last_seen, gone_at = null
