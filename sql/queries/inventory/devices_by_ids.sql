-- Devices in the order in which their ids are given. $1 ids.
select d.id, d.number, d.name, d.serial, d.role, d.location, d.status, d.device_type, d.platform, d.network_driver,
       d.primary_ip4, d.primary_ip4_host, d.primary_ip6, d.primary_ip6_host, d.tags, d.custom_fields, d.connection_id,
       c.name as connection, d.first_seen, d.last_seen, d.last_changed, d.stale_since
from unnest($1::uuid[]) with ordinality as asked (id, nth)
join noc.devices d on d.id = asked.id
left join noc.connections c on c.id = d.connection_id
order by asked.nth
