-- The interfaces of a node. $1 the node, $2 with those that are gone, $3 how many, $4 from which on.
select shown, description, enabled, up, mac, mtu, speed_bps, aggregate, addresses, first_seen, last_seen, gone_at
from noc.network_interfaces
where node_id = $1 and ($2 or gone_at is null)
order by name limit $3 offset $4
