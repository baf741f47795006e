-- What a node said of routes and no longer does. $1 the node, $2 when it was asked. $3 the sources.
update noc.network_routes
set gone_at = $2
where node_id = $1 and last_seen < $2 and gone_at is null and source = any($3)
