-- The nodes there were at a time. $1 when; null: now. $2 how many at most.
select n.id, n.device_id, d.number, n.name, n.kind, n.platform, n.model, n.software, n.serial, n.location, n.addresses,
       n.capabilities, n.first_seen, n.last_seen, n.visited_at, n.failed_at, n.error_class, n.error
from noc.topology_nodes n
left join noc.devices d on d.id = n.device_id
where $1::timestamptz is null or n.first_seen <= $1
order by lower(n.name), n.id
limit $2
