-- Hosts and the devices they are, where both have an address of the same family and these differ.
-- After the place ($1 name, $2 id), at most $3.
select h.id as host_id, h.site, h.name as host_name, h.ip4, h.ip6,
       d.id as device_id, d.number, d.name as device_name, d.primary_ip4_host, d.primary_ip6_host
from noc.hosts h
join noc.devices d on d.id = h.device_id
where h.stale_since is null and d.stale_since is null
  and (h.ip4 <> d.primary_ip4_host or lower(h.ip6) <> lower(d.primary_ip6_host))
  and ($2::uuid is null or (h.name, h.id) > ($1::text, $2))
order by h.name, h.id
limit $3::bigint
