-- Behind which ports MAC addresses are, as a node knows. $1 the node, $2 what it said, $3 when.
insert into noc.network_macs as t (node_id, mac, vlan, port, shown, kind, first_seen, last_seen)
select $1, n.mac, coalesce(n.vlan, 0), n.port, n.shown, n.kind, $3, $3
from jsonb_to_recordset($2::jsonb) as n (mac text, vlan integer, port text, shown text, kind text)
on conflict on constraint network_macs_pkey do update
set shown = excluded.shown, kind = excluded.kind, last_seen = excluded.last_seen, gone_at = null
