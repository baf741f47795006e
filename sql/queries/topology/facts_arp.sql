-- Which address has which MAC address, as a node knows. $1 the node, $2 with those that are gone, $3 how many, $4 from.
select vrf, address, mac, interface, first_seen, last_seen, gone_at
from noc.network_arp
where node_id = $1 and ($2 or gone_at is null)
order by address, vrf, mac, interface limit $3 offset $4
