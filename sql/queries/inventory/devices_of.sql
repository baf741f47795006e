-- Those of some devices that come after a number, by number. $1 ids, $2 the number, $3 at most so many.
select d.id, d.number, d.name, d.serial, d.role, d.location, d.status, d.device_type, d.platform, d.network_driver,
       d.primary_ip4, d.primary_ip4_host, d.primary_ip6, d.primary_ip6_host, d.tags, d.custom_fields, d.connection_id,
       c.name as connection, d.first_seen, d.last_seen, d.last_changed, d.stale_since
from noc.devices d
left join noc.connections c on c.id = d.connection_id
where d.id = any ($1::uuid[]) and d.number > $2::bigint
order by d.number
limit $3::bigint
