-- Behind which ports MAC addresses are, as a node knows. $1 the node, $2 with those that are gone, $3 how many, $4 from.
select mac, vlan, shown, kind, first_seen, last_seen, gone_at
from noc.network_macs
where node_id = $1 and ($2 or gone_at is null)
order by mac, vlan, port limit $3 offset $4
