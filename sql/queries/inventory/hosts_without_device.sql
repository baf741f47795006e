-- Hosts that are no device, though neither is stale. After the place ($1 name, $2 id), at most $3.
select h.id as host_id, h.site, h.name as host_name, h.ip4, h.ip6
from noc.hosts h
where h.stale_since is null
  and not exists (select from noc.devices d where d.id = h.device_id and d.stale_since is null)
  and ($2::uuid is null or (h.name, h.id) > ($1::text, $2))
order by h.name, h.id
limit $3::bigint
