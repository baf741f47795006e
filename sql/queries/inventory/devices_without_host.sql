-- Devices that no host is, though neither is stale. After the place ($1 name, $2 id), at most $3.
select d.id as device_id, d.number, d.name as device_name, d.primary_ip4_host, d.primary_ip6_host
from noc.devices d
where d.stale_since is null
  and not exists (select from noc.hosts h where h.device_id = d.id and h.stale_since is null)
  and ($2::uuid is null or (coalesce(d.name, ''), d.id) > ($1::text, $2))
order by coalesce(d.name, ''), d.id
limit $3::bigint
