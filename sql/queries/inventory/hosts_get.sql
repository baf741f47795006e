-- One host ($1), or those that are a device ($2), with everything about them; at most $3.
select h.id, h.connection_id, c.name as connection, h.site, h.name, h.folder, h.alias, h.ip4, h.ip6, h.labels, h.tags,
       h.is_cluster, h.cluster_nodes, h.is_offline, h.monitored_by, h.device_id, d.number as device_number,
       d.name as device_name, h.device_reason, h.first_seen, h.last_seen, h.last_changed, h.stale_since, h.attributes
from noc.hosts h
left join noc.connections c on c.id = h.connection_id
left join noc.devices d on d.id = h.device_id
where ($1::uuid is null or h.id = $1) and ($2::uuid is null or h.device_id = $2)
order by h.name, h.id
limit $3::bigint
