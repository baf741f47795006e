-- Devices by name, along an index, from a place on: what lists show first.
-- $1 patterns that all fit, or $2 the number; $3 roles, $4 locations, $5 statuses, $6 platforms, $7 types
-- ('' is none), $8 any of these tags, $9 stale, $10 connection; null lets all through.
-- After the place ($11, $12) where there is one; at most $13.
select d.id, d.number, d.name, d.serial, d.role, d.location, d.status, d.device_type, d.platform, d.network_driver,
       d.primary_ip4, d.primary_ip4_host, d.primary_ip6, d.primary_ip6_host, d.tags, d.custom_fields, d.connection_id,
       c.name as connection, d.first_seen, d.last_seen, d.last_changed, d.stale_since, left(coalesce(lower(d.name), chr(1114111)), 100) collate "C" as key_words, 0::bigint as key_number
from noc.devices d
left join noc.connections c on c.id = d.connection_id
where (d.search like all ($1::text[]) or d.number = $2::bigint)
  and ($3::text[] is null or coalesce(d.role, '') = any ($3))
  and ($4::text[] is null or coalesce(d.location, '') = any ($4))
  and ($5::text[] is null or coalesce(d.status, '') = any ($5))
  and ($6::text[] is null or coalesce(d.platform, '') = any ($6))
  and ($7::text[] is null or coalesce(d.device_type, '') = any ($7))
  and ($8::text[] is null or d.tags && $8)
  and ($9::boolean is null or (d.stale_since is not null) = $9)
  and ($10::uuid is null or d.connection_id = $10)
  and ($12::bigint is null or (left(coalesce(lower(d.name), chr(1114111)), 100) collate "C", d.number) > ($11::text collate "C", $12))
order by left(coalesce(lower(d.name), chr(1114111)), 100) collate "C", d.number
limit $13::bigint
