-- The routes of a node. $1 the node, $2 what it said, $3 when.
insert into noc.network_routes as t (node_id, source, vrf, network, next_hop, interface, metric, preference, first_seen, last_seen)
select $1, n.source, coalesce(n.vrf, ''), n.network, coalesce(n.next_hop, ''), coalesce(n.interface, ''), n.metric, n.preference, $3, $3
from jsonb_to_recordset($2::jsonb) as n (source text, vrf text, network text, next_hop text, interface text, metric bigint, preference bigint)
on conflict on constraint network_routes_pkey do update
set metric = excluded.metric, preference = excluded.preference, last_seen = excluded.last_seen, gone_at = null
