-- What a node said of MAC addresses and no longer does. $1 the node, $2 when it was asked.
update noc.network_macs
set gone_at = $2
where node_id = $1 and last_seen < $2 and gone_at is null
