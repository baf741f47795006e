-- Hosts, in an order that is total, from a place in it on.
-- $1 patterns that all fit, $2 the folder or those in it, $3 sites, $4 labels with values, $5 a label whatever its
-- value, $6 tags with values, $7 clusters, $8 offline, $9 stale, $10 linked to a device; null lets all through.
-- $11 what they are ordered by, $12 descending; after the place ($13, $14, $15) where there is one; at most $16.
-- Keys are cut, which the id makes up for, and compared bytewise, which is fast.
select h.id, h.connection_id, c.name as connection, h.site, h.name, h.folder, h.alias, h.ip4, h.ip6, h.labels, h.tags,
       h.is_cluster, h.cluster_nodes, h.is_offline, h.monitored_by, h.device_id, d.number as device_number,
       d.name as device_name, h.device_reason, h.first_seen, h.last_seen, h.last_changed, h.stale_since, k.words as key_words, k.number as key_number
from noc.hosts h
left join noc.connections c on c.id = h.connection_id
left join noc.devices d on d.id = h.device_id
cross join lateral (
    select left(case $11::text
               when 'name' then lower(h.name) when 'site' then lower(h.site) when 'folder' then lower(h.folder)
               else '' end, 100) collate "C" as words,
           case $11
               when 'first_seen' then (extract(epoch from h.first_seen) * 1000000)::bigint
               when 'last_seen' then (extract(epoch from h.last_seen) * 1000000)::bigint
               when 'last_changed' then (extract(epoch from h.last_changed) * 1000000)::bigint
               else 0 end as number
) k
where h.search like all ($1::text[])
  and ($2::text is null or h.folder = $2 or starts_with(h.folder, $2 || '/'))
  and ($3::text[] is null or h.site = any ($3))
  and ($4::jsonb is null or h.labels @> $4)
  and ($5::text is null or h.labels ? $5)
  and ($6::jsonb is null or h.tags @> $6)
  and ($7::boolean is null or h.is_cluster = $7)
  and ($8::boolean is null or h.is_offline = $8)
  and ($9::boolean is null or (h.stale_since is not null) = $9)
  and ($10::boolean is null or (h.device_id is not null) = $10)
  and ($15::uuid is null
       or case when $12 then (k.words, k.number, h.id) < ($13::text collate "C", $14::bigint, $15)
               else (k.words, k.number, h.id) > ($13 collate "C", $14, $15) end)
order by
    case when not $12::boolean then k.words end asc,
    case when not $12::boolean then k.number end asc,
    case when not $12::boolean then h.id end asc,
    case when $12 then k.words end desc,
    case when $12 then k.number end desc,
    case when $12 then h.id end desc
limit $16::bigint
