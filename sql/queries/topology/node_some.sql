-- The nodes of the ids $1, in that order.
select n.id, n.device_id, d.number, n.name, n.kind, n.platform, n.model, n.software, n.serial, n.location, n.addresses,
       n.capabilities, n.first_seen, n.last_seen, n.visited_at, n.failed_at, n.error_class, n.error
from unnest($1::uuid[]) with ordinality as wanted (id, nth)
join noc.topology_nodes n on n.id = wanted.id
left join noc.devices d on d.id = n.device_id
order by wanted.nth
