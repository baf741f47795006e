-- One node. $1 id, of the node or of the device that it is.
select n.id, n.device_id, d.number, n.name, n.kind, n.platform, n.model, n.software, n.serial, n.location, n.addresses,
       n.capabilities, n.first_seen, n.last_seen, n.visited_at, n.failed_at, n.error_class, n.error
from noc.topology_nodes n
left join noc.devices d on d.id = n.device_id
where n.id = $1 or n.device_id = $1
limit 1
