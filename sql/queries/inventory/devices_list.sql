-- Devices, in an order that is total, from a place in it on.
-- $1 patterns that all fit, or $2 the number; $3 roles, $4 locations, $5 statuses, $6 platforms, $7 types
-- ('' is none), $8 any of these tags, $9 stale, $10 connection; null lets all through.
-- $11 what they are ordered by, $12 descending; after the place ($13, $14, $15) where there is one; at most $16.
-- What has no value comes last. Keys are cut, which the number makes up for, and compared bytewise, which is fast.
select d.id, d.number, d.name, d.serial, d.role, d.location, d.status, d.device_type, d.platform, d.network_driver,
       d.primary_ip4, d.primary_ip4_host, d.primary_ip6, d.primary_ip6_host, d.tags, d.custom_fields, d.connection_id,
       c.name as connection, d.first_seen, d.last_seen, d.last_changed, d.stale_since, k.words as key_words, k.number as key_number
from noc.devices d
left join noc.connections c on c.id = d.connection_id
cross join lateral (
    select left(coalesce(case $11::text
               when 'name' then lower(d.name) when 'role' then lower(d.role) when 'location' then lower(d.location)
               when 'status' then lower(d.status) when 'device_type' then lower(d.device_type)
               when 'platform' then lower(d.platform) else '' end, chr(1114111)), 100) collate "C" as words,
           case $11
               when 'first_seen' then (extract(epoch from d.first_seen) * 1000000)::bigint
               when 'last_seen' then (extract(epoch from d.last_seen) * 1000000)::bigint
               when 'last_changed' then (extract(epoch from d.last_changed) * 1000000)::bigint
               else 0 end as number
) k
where (d.search like all ($1::text[]) or d.number = $2::bigint)
  and ($3::text[] is null or coalesce(d.role, '') = any ($3))
  and ($4::text[] is null or coalesce(d.location, '') = any ($4))
  and ($5::text[] is null or coalesce(d.status, '') = any ($5))
  and ($6::text[] is null or coalesce(d.platform, '') = any ($6))
  and ($7::text[] is null or coalesce(d.device_type, '') = any ($7))
  and ($8::text[] is null or d.tags && $8)
  and ($9::boolean is null or (d.stale_since is not null) = $9)
  and ($10::uuid is null or d.connection_id = $10)
  and ($15::bigint is null
       or case when $12 then (k.words, k.number, d.number) < ($13::text collate "C", $14::bigint, $15)
               else (k.words, k.number, d.number) > ($13 collate "C", $14, $15) end)
order by
    case when not $12::boolean then k.words end asc,
    case when not $12::boolean then k.number end asc,
    case when not $12::boolean then d.number end asc,
    case when $12 then k.words end desc,
    case when $12 then k.number end desc,
    case when $12 then d.number end desc
limit $16::bigint
