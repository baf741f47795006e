-- The routes of a node. $1 the node, $2 with those that are gone, $3 how many, $4 from which on.
select source, vrf, network, next_hop, interface, metric, preference, first_seen, last_seen, gone_at
from noc.network_routes
where node_id = $1 and ($2 or gone_at is null)
order by vrf, network, source, next_hop, interface limit $3 offset $4
